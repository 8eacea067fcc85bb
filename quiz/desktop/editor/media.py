"""The pictures and the sound of a question as fields: chosen, dropped, pasted, removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quiz.app.media import PICTURE_ENDINGS, SOUND_ENDINGS
from quiz.core.media import own_name
from quiz.core.questions import Media
from quiz.desktop.media import Brought, Kept, MediaDesk, brought_by
from quiz.desktop.pages import Elided
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.text import tip
from quiz.desktop.widgets.thumb import Small, Thumb
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr


def ask_for(parent: QWidget, *, sound: bool) -> Path | None:
    """Let a person choose a file of a picture or a sound; None when they do not."""
    endings = " ".join(f"*{ending}" for ending in (SOUND_ENDINGS if sound else PICTURE_ENDINGS))
    title, kind = (tr("Choose a sound"), tr("Sounds")) if sound else (tr("Choose a picture"), tr("Pictures"))
    name, _ = QFileDialog.getOpenFileName(parent, title, "", f"{kind} ({endings})")
    return Path(name) if name else None


class PictureButton(QPushButton):
    """Gives a choice its picture and shows it. ``changed`` tells that a person gave it another one or none;
    ``heard`` carries a sound that was brought to it.
    """

    changed = Signal()
    heard = Signal(object)

    def __init__(self, style: Style, desk: MediaDesk, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style, self._desk, self._what = style, desk, what
        self._small = Small(self, style, desk, QSize(34, 34))
        self._turn = 0
        self.setProperty("variant", "quiet")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._ask)
        style.changed.connect(self._restyle)
        self._tell()

    @property
    def name(self) -> str:
        """The picture's name; empty for none."""
        return self._small.name

    def put(self, name: str) -> None:
        """Show another question's picture: what is on its way to this one comes no more."""
        self._turn += 1
        self._small.put(name)
        self._tell()

    def take(self, brought: Brought) -> None:
        """Take what was dropped here or pasted."""
        turn = self._turn

        def kept(one: Kept) -> None:
            if one.sound:
                self.heard.emit(one)
            elif turn == self._turn:
                self._set(one.name)

        self._desk.take(brought, kept)

    def menu_of(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        menu.addAction(tr("Choose another picture…") if self.name else tr("Choose a picture…"), self._choose)
        menu.addAction(tr("Paste a picture"), self._paste)
        if self.name:
            menu.addAction(tr("Remove the picture"), self._remove)
        return menu

    def sizeHint(self) -> QSize:
        """A little more than the picture."""
        return self._small.box + QSize(self._style.px(8), self._style.px(8))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, then the picture."""
        super().paintEvent(event)
        painter = QPainter(self)
        self._small.paint(painter, QRectF(self.rect()).adjusted(4, 4, -4, -4), "picture")
        painter.end()

    def _ask(self) -> None:
        menu = self.menu_of()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

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
        self._set("")

    def _set(self, name: str) -> None:
        self.put(name)
        self.changed.emit()

    def _tell(self) -> None:
        name = own_name(self.name)
        self.setAccessibleName(tr("Picture of {what}: {name}", what=self._what, name=name or tr("none")))
        self.setToolTip(tip(name or tr("Give it a picture")))

    def _restyle(self) -> None:
        self._small.load()
        self.updateGeometry()


class RowPictures:
    """The pictures of some rows of answers. Without a desk there are no buttons, and nothing gets lost."""

    def __init__(self, style: Style, desk: MediaDesk | None, whats: list[str]) -> None:
        self._names = [""] * len(whats)
        self.buttons = [PictureButton(style, desk, what) for what in whats] if desk is not None else []

    def __getitem__(self, n: int) -> str:
        return self.buttons[n].name if self.buttons else self._names[n]

    def put(self, n: int, name: str) -> None:
        """Give a row another picture."""
        self._names[n] = name
        if self.buttons:
            self.buttons[n].put(name)

    def show_row(self, n: int, *, shown: bool) -> None:
        """A row comes or goes."""
        if self.buttons:
            self.buttons[n].setVisible(shown)


class MediaFields(QWidget):
    """The picture of a question with its words, and its sound. ``edited`` tells that a person changed one."""

    edited = Signal()

    def __init__(self, style: Style, desk: MediaDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style, self._desk = style, desk
        self._turn = 0
        self._sound = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Label(style, tr("Picture and sound: choose, drop or paste them"), "muted"))
        self.add_picture = KeyButton(tr("Add a picture"), "", style)
        self.add_sound = KeyButton(tr("Add a sound"), "", style)
        self.paste = KeyButton(tr("Paste"), "Ctrl+Shift+V", style, bind=True)
        row = WrapLayout(style, 8)
        for button in (self.add_picture, self.add_sound, self.paste):
            row.addWidget(button)
        self._column.addLayout(row)
        self._build_picture()
        self._build_sound()
        self._connect()
        style.changed.connect(self._restyle)
        self._restyle()
        self.show_media(Media())

    def show_media(self, media: Media) -> None:
        """Another question's, or the same after an undo."""
        self._turn += 1
        self._put(media.image, media.audio)
        if self.alt.text() != media.image_alt:
            self.alt.setText(media.image_alt)

    def values(self) -> Media:
        """As they stand in the fields."""
        return Media(self.thumb.name, self.alt.text(), self._sound)

    def take(self, brought: Brought, *, sound: bool | None = None) -> None:
        """Take what was chosen, dropped or pasted; it may be either."""
        turn = self._turn

        def kept(one: Kept) -> None:
            if turn == self._turn:
                self.put(one)

        self._desk.take(brought, kept, sound=sound)

    def put(self, one: Kept) -> None:
        """Show what was kept, in the place of the one before."""
        if one.sound:
            self._put(self.thumb.name, one.name)
        else:
            self._put(one.name, self._sound)
        self.edited.emit()

    def take_clipboard(self) -> None:
        """Take what is on the clipboard, and say when that is no medium."""
        brought = brought_by(QGuiApplication.clipboard().mimeData())
        if brought is None:
            self._desk.said.emit(tr("There is no picture and no sound on the clipboard."))
        else:
            self.take(brought)

    # --- building

    def _build_picture(self) -> None:
        style = self._style
        self._picture = QWidget()
        row = self._picture_row = QHBoxLayout(self._picture)
        row.setContentsMargins(0, 0, 0, 0)
        self.thumb = Thumb(style, self._desk, QSize(132, 92))
        column = self._words = QVBoxLayout()
        self._picture_name = Elided(style)
        self.alt = QLineEdit()
        self.alt.setAccessibleName(tr("The picture in words, for those who cannot see it"))
        self.alt.setPlaceholderText(tr("The picture in words"))
        self.drop_picture = KeyButton(tr("Remove the picture"), "", style, variant="quiet")
        column.addWidget(self._picture_name)
        column.addWidget(self.alt)
        column.addWidget(self.drop_picture, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.thumb, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self._column.addWidget(self._picture)

    def _build_sound(self) -> None:
        style = self._style
        self._sounds = QWidget()
        row = self._sound_row = QHBoxLayout(self._sounds)
        row.setContentsMargins(0, 0, 0, 0)
        self._sound_name = Elided(style, "body")
        self.play = KeyButton(tr("Play"), "", style)
        self.drop_sound = KeyButton(tr("Remove the sound"), "", style, variant="quiet")
        row.addWidget(self._sound_name, 1)
        row.addWidget(self.play)
        row.addWidget(self.drop_sound)
        self._column.addWidget(self._sounds)

    def _connect(self) -> None:
        self.add_picture.clicked.connect(self._choose_picture)
        self.add_sound.clicked.connect(self._choose_sound)
        self.paste.clicked.connect(self.take_clipboard)
        self.drop_picture.clicked.connect(self._remove_picture)
        self.drop_sound.clicked.connect(self._remove_sound)
        self.play.clicked.connect(self._play)
        self.alt.textEdited.connect(self.edited)

    # --- what is done

    def _choose_picture(self) -> None:
        path = ask_for(self, sound=False)
        if path is not None:
            self.take(path, sound=False)

    def _choose_sound(self) -> None:
        path = ask_for(self, sound=True)
        if path is not None:
            self.take(path, sound=True)

    def _remove_picture(self) -> None:
        self.add_picture.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put("", self._sound)
        self.alt.clear()
        self.edited.emit()

    def _remove_sound(self) -> None:
        self._desk.hush()
        self.add_sound.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put(self.thumb.name, "")
        self.edited.emit()

    def _play(self) -> None:
        self._desk.play(self._sound)

    def _put(self, image: str, sound: str) -> None:
        self.thumb.put(image)
        self._sound = sound
        self._picture_name.set_text(own_name(image))
        self._sound_name.set_text(own_name(sound))
        self._picture.setVisible(bool(image))
        self._sounds.setVisible(bool(sound))
        self.add_picture.set_label(tr("Another picture") if image else tr("Add a picture"))
        self.add_sound.set_label(tr("Another sound") if sound else tr("Add a sound"))

    def _restyle(self) -> None:
        px = self._style.px
        for layout in (self._column, self._words):
            layout.setSpacing(px(8))
        for row in (self._picture_row, self._sound_row):
            row.setSpacing(px(12))
