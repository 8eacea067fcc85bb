"""The page that shows a result's picture before it is copied or kept."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quiz.desktop.pages import Heading, Page, Scroll
from quiz.desktop.round.speak import announce
from quiz.desktop.services import Services
from quiz.desktop.share.card import SIZE, Card, paint_card
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.png import Ask, ask_for_name, copy_picture, keep_picture
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr


class Shown(QWidget):
    """The picture, as large as there is room for."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._picture = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumSize(SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_picture(self, picture: QImage, told: str) -> None:
        """Another picture, and what it says."""
        self._picture = QPixmap.fromImage(picture)
        self.setAccessibleName(tr("The picture"))
        self.setAccessibleDescription(told)
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        """Its own size."""
        return SIZE

    def heightForWidth(self, width: int) -> int:
        """As wide as it may be, in its proportions."""
        return min(width, SIZE.width()) * SIZE.height() // SIZE.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, smoothly scaled, with a line around it that tells the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = min(float(self.width()), self.height() * SIZE.width() / SIZE.height())
        box = QRectF(0, 0, wide, wide * SIZE.height() / SIZE.width())
        painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))
        painter.setPen(self._style.color("focus" if self.hasFocus() else "line"))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class SharePage(Page):
    """A result's picture. C copies it, S keeps it in a file, Esc leads back."""

    back = Signal()
    title = tr("Share")
    whole = True

    def __init__(self, services: Services, parent: QWidget | None = None, ask: Ask = ask_for_name) -> None:
        super().__init__(parent)
        self._style = style = services.style
        self._ask = ask
        self._card: Card | None = None
        self._image = QImage()
        self.shown = Shown(style)
        self.leave = KeyButton(tr("Back"), "Esc", style)
        self.keep = KeyButton(tr("Save as PNG"), "S", style)
        self.copy = KeyButton(tr("Copy picture"), "C", style, variant="main")
        self.said = Label(style, "", "muted")
        scroll = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        head = WrapLayout(style, 14)
        for widget in (Heading(style, tr("Results"), self.title), self.leave, self.keep, self.copy):
            head.addWidget(widget)
        self._scroll = scroll
        scroll.column.addLayout(head)
        scroll.column.addWidget(self.said)
        scroll.column.addWidget(self.shown)
        scroll.column.addStretch(1)
        self.leave.clicked.connect(self.back)
        self.copy.clicked.connect(self._copy)
        self.keep.clicked.connect(self._keep)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_card(self, card: Card) -> None:
        """Show the picture of a round."""
        self._card = card
        self._paint()
        self.said.set_text(tr("Nothing on it gives a question away."))

    def opened(self) -> None:
        """Copying is what most come for."""
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._card is not None:
            announce(self.said, self._card.told())

    def enter(self) -> None:
        """Copy it."""
        self.copy.click()

    def escape(self) -> None:
        """Back to the results."""
        self.back.emit()

    def press(self, event: QKeyEvent) -> bool:
        """C and S besides Enter and Esc."""
        button = {Qt.Key.Key_C: self.copy, Qt.Key.Key_S: self.keep}.get(Qt.Key(event.key()))
        if button is not None and not event.modifiers() and not event.isAutoRepeat():
            button.click()
            return True
        return super().press(event)

    def _copy(self) -> None:
        self._say(copy_picture(self._image))

    def _keep(self) -> None:
        if self._card is not None and (name := self._ask(self, f"quiz-noir-{self._card.date}")):
            self._say(keep_picture(self._image, name))

    def _say(self, sentence: str) -> None:
        self.said.set_text(sentence)
        announce(self.said, sentence)

    def _paint(self) -> None:
        if self._card is not None:
            self._image = paint_card(self._card, self._style)
            self.shown.show_picture(self._image, self._card.told())

    def _restyle(self) -> None:
        px = self._style.px
        side = px(32)
        self._scroll.set_margins(side, px(28), side, px(24))
        self._scroll.column.setSpacing(px(14))
        self._paint()
