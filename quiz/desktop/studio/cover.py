"""The cover of the pack at hand: its own picture, or the street that grows out of its id."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quiz.core.media import own_name
from quiz.desktop.editor.media import ask_for
from quiz.desktop.media import Brought, Kept, MediaDesk, brought_by
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.covers import cover_pixmap
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr

_HIGH = 104


class CoverField(QWidget):
    """``chosen`` carries the name of another picture, empty for none."""

    chosen = Signal(object)

    def __init__(self, style: Style, desk: MediaDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._slug = ""
        self.setAcceptDrops(True)
        self.poster = Poster(style, desk)
        self.choose = KeyButton(tr("Choose a cover"), "", style)
        self.paste = KeyButton(tr("Paste a cover"), "", style)
        self.drop = KeyButton(tr("Remove the cover"), "", style, variant="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.poster)
        row = WrapLayout(style, 8)
        for button in (self.choose, self.paste, self.drop):
            row.addWidget(button)
        column.addLayout(row)
        self.choose.clicked.connect(self._choose)
        self.paste.clicked.connect(self._paste)
        self.drop.clicked.connect(self._remove)

    def show_pack(self, slug: str, title: str, cover: str) -> None:
        """The cover of another pack, or another one of the same."""
        self._slug = slug
        self.poster.show_pack(slug, title, cover)
        self.drop.setVisible(bool(cover))

    def take(self, brought: Brought) -> None:
        """Take a picture that was chosen, dropped or pasted."""
        slug = self._slug

        def kept(one: Kept) -> None:
            if slug == self._slug:
                self.chosen.emit(one.name)

        if slug:
            self._desk.take(brought, kept, sound=False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A picture may be dropped here."""
        if brought_by(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """It becomes the cover."""
        brought = brought_by(event.mimeData())
        if brought is not None:
            event.acceptProposedAction()
            self.take(brought)

    def _choose(self) -> None:
        path = ask_for(self, sound=False)
        if path is not None:
            self.take(path)

    def _paste(self) -> None:
        brought = brought_by(QGuiApplication.clipboard().mimeData())
        if brought is None:
            self._desk.said.emit(tr("There is no picture on the clipboard."))
        else:
            self.take(brought)

    def _remove(self) -> None:
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit("")


class Poster(QWidget):
    """A cover as it stands on a card of the home page, as wide as there is room."""

    def __init__(self, style: Style, desk: MediaDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style, self._desk = style, desk
        self._slug = self._title = self._own = ""
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.changed.connect(self._restyle)

    def show_pack(self, slug: str, title: str, own: str) -> None:
        """Another cover; ``own`` names the picture that the pack brings."""
        again = own != self._own
        self._slug, self._title, self._own = slug, title, own
        self.setAccessibleName(tr("Cover: {name}", name=own_name(own) or tr("made from the pack’s id")))
        if again:
            self._pixmap = QPixmap()
            self._load()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as on a card."""
        return QSize(self._style.space(280), self._style.space(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Narrower."""
        return QSize(self._style.space(160), self._style.space(_HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The next picture is decoded for this size; until then the old one is stretched."""
        super().resizeEvent(event)
        if self._pixmap.isNull() or self._pixmap.deviceIndependentSize().width() < self.width():
            self._load()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, cut to fill, or the street."""
        if not self._slug:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._pixmap.isNull():
            of = (self._slug, self._title, self.size(), self._style.theme, self.devicePixelRatioF())
            painter.drawPixmap(0, 0, cover_pixmap(*of))
        else:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), 10, 10)
            painter.setClipPath(path)
            part = QRectF(self.rect().toRectF())
            size = part.size().scaled(self._pixmap.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
            source = QRectF(0, 0, size.width(), size.height())
            source.moveCenter(QRectF(self._pixmap.rect()).center())
            painter.drawPixmap(part, self._pixmap, source)
        painter.end()

    def _load(self) -> None:
        if self._own and self.width() > 1:
            name = self._own

            def came(image: QImage) -> None:
                if name == self._own and not image.isNull():
                    self._pixmap = QPixmap.fromImage(image)
                    self.update()

            # Wide enough for any shape: what is over at the top and the bottom is cut.
            wide = round(self.width() * self.devicePixelRatioF())
            self._desk.draw(name, QSize(wide, 4 * wide), came)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
