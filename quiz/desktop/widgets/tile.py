"""An answer tile: a choice with its shape, its colour and its key, in every state from idle to removed."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import SHAPES, paint_icon
from quiz.desktop.widgets.text import TextBlock, fitting, lay_out
from quiz.words import tr

# All in pixels at 100 %. The text has four steps: a long one shrinks before the tile grows.
_STEPS = (22.0, 19.0, 17.0, 15.0)
_NOTE = 14.0
_ROOMY, _TIGHT, _CROWDED = 100, 72, 56
_PICTURE_ROOMY, _PICTURE_TIGHT, _PICTURE_MARGIN = 168, 104, 10
_BAR, _SHAPE_X, _SHAPE, _TEXT_X, _BADGE, _BADGE_MARGIN = 9, 32, 28, 80, 36, 18
_RADIUS = 14


class TileState(Enum):
    """Where a choice stands; the value is what a screen reader adds to its text."""

    IDLE = ""
    CHOSEN = "chosen"
    RIGHT_CHOSEN = "your answer, right"
    WRONG_CHOSEN = "your answer, wrong"
    RIGHT_NOT_CHOSEN = "the right answer"
    OTHER = "not chosen"
    REMOVED = "removed"


# state -> fill, border, badge mark; "choice" stands for the tile's own colour.
_LOOKS: dict[TileState, tuple[str, str, str]] = {
    TileState.IDLE: ("surface", "edge", ""),
    TileState.CHOSEN: ("raised", "choice", ""),
    TileState.RIGHT_CHOSEN: ("right_fill", "right", "tick"),
    TileState.WRONG_CHOSEN: ("wrong_fill", "wrong", "cross"),
    TileState.RIGHT_NOT_CHOSEN: ("missed_fill", "right", "tick"),
    TileState.OTHER: ("background", "line", ""),
    TileState.REMOVED: ("background", "line", ""),
}
_OUT = (TileState.OTHER, TileState.REMOVED)


class AnswerTile(QAbstractButton):
    """One choice. ``clicked`` says it was chosen by mouse or space; the keys 1 to 6 belong to the page.

    Its least height holds the whole text at the smallest step, ``roomy_height`` at the first; ``TileGrid``
    shares out what lies between. The place for the note is kept free from the start.
    """

    def __init__(self, index: int, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self._style = style
        self._text = ""
        self._note = ""
        self._state = TileState.IDLE
        self._pixmap: QPixmap | None = None
        self._first_step = 0
        self._crowded = False
        self._block: tuple[tuple[str, int, int, float, int], TextBlock] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        style.changed.connect(self._restyle)
        self.set_choice("")

    @property
    def index(self) -> int:
        """Its place, 0 to 5; its key is one more."""
        return self._index

    @property
    def state(self) -> TileState:
        """Its state."""
        return self._state

    @property
    def choice(self) -> str:
        """The text of the choice."""
        return self._text

    def set_choice(self, text: str, pixmap: QPixmap | None = None) -> None:
        """Show a new choice, idle again. ``text`` is plain, never markup; the picture stands before it.

        A null picture keeps the place free for one that comes by ``set_picture``.
        """
        self._text = text
        self._pixmap = pixmap
        self.setAccessibleName(tr("{n}: {text}", n=self._index + 1, text=text))
        self.set_state(TileState.IDLE)
        self._restyle()

    def set_picture(self, pixmap: QPixmap) -> None:
        """The picture whose place was kept free."""
        self._pixmap = pixmap
        self.update()

    def picture_box(self, width: int) -> QSize:
        """The most that a picture takes of a tile of that width: its text keeps most of it."""
        style = self._style
        taken = style.space(_TEXT_X) + style.space(_BADGE + 2 * _BADGE_MARGIN)
        side = style.space(_PICTURE_ROOMY - 2 * _PICTURE_MARGIN)
        return QSize(max(1, min(side * 3 // 2, (width - taken) * 45 // 100)), side)

    def set_state(self, state: TileState, note: str = "") -> None:
        """Change the state; ``note`` ("your answer") stands small under the text."""
        if (state, note) == (self._state, self._note):
            return  # nothing to paint: while a clock runs, every tile but one stays as it is
        self._state = state
        self._note = note
        self.setEnabled(state is not TileState.REMOVED)
        said = tr(state.value) if state.value else ""
        self.setAccessibleDescription(note if note and state is TileState.CHOSEN else said)
        self.update()

    def least_width(self) -> int:
        """The width below which a word would have to be broken."""
        metrics = QFontMetricsF(self._style.font("body", _STEPS[-1]))
        word = max((metrics.horizontalAdvance(word) for word in self._text.split()), default=0.0)
        # A script without spaces breaks anywhere, and a single long word had better break than push.
        word = min(max(word, self._style.px(60)), self._style.px(200))
        taken = self._style.space(_TEXT_X) + self._style.space(_BADGE + 2 * _BADGE_MARGIN)
        # Beside a picture the words have a little more than half of the rest.
        return taken + round(word + 1 if self._pixmap is None else max(word + 1, self._style.px(96)) * 2)

    def needed_step(self, width: int, height: int) -> int:
        """The first step of text size, from 0, at which the text fits a tile of that size."""
        for step, px in enumerate(_STEPS):
            if self._height(width, px, 0) <= height:
                return step
        return len(_STEPS) - 1

    def set_step(self, step: int) -> None:
        """Begin at this step of text size, so that all tiles of a question look alike."""
        if step != self._first_step:
            self._first_step = step
            self.update()

    def set_crowded(self, crowded: bool) -> None:
        """Whether it can be lower than usual: the note then has a place only where there is room."""
        if crowded != self._crowded:
            self._crowded = crowded
            self._restyle()

    def roomy_height(self, width: int) -> int:
        """The height at which it looks best, with its text at full size."""
        return self._height(width, _STEPS[0], _ROOMY if self._pixmap is None else _PICTURE_ROOMY)

    def hasHeightForWidth(self) -> bool:
        """Long choices wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The least height that cuts nothing off."""
        least = _PICTURE_TIGHT if self._pixmap is not None else _CROWDED if self._crowded else _TIGHT
        return self._height(width, _STEPS[-1], least)

    def sizeHint(self) -> QSize:
        """Roomy, as a short choice looks best."""
        return QSize(self._style.px(360), self._style.space(_ROOMY))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for shape, key and the longest word."""
        return QSize(self.least_width(), self._style.space(_TIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover changes the fill."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hover ends."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill and bar, border, shape, text and note, badge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        choice = self._style.color(f"choice{self._index + 1}")
        fill, border, mark = self._look()
        self._paint_body(painter, fill, border, choice)
        left = self._style.space(_SHAPE_X)
        side = self._style.space(_SHAPE)
        shape = QRectF(left, (self.height() - side) / 2, side, side)
        paint_icon(painter, SHAPES[self._index], shape, choice, opacity=0.5 if self._state in _OUT else 1.0)
        self._paint_text(painter)
        self._paint_badge(painter, mark, border)
        painter.end()

    def _look(self) -> tuple[str, str, str]:
        fill, border, mark = _LOOKS[self._state]
        if self._state in (TileState.IDLE, TileState.CHOSEN):
            if self.isDown():
                return "pressed", "choice", mark
            if self.underMouse() and self.isEnabled():
                fill = "raised"
        return fill, border, mark

    def _paint_body(self, painter: QPainter, fill: str, border: str, choice: QColor) -> None:
        style = self._style
        thick = 1.0 if border in ("edge", "line") else 2.0
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = style.space(_RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRect(0, 0, style.space(_BAR), self.height())
        painter.setBrush(style.color(fill))
        painter.drawRoundedRect(body, radius, radius)
        # The same rounded shape through a narrow window: the bar's corners fit without a path of its own.
        painter.setClipRect(bar)
        painter.setOpacity(0.5 if self._state in _OUT else 1.0)
        painter.setBrush(choice)
        painter.drawRoundedRect(body, radius, radius)
        painter.setOpacity(1.0)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(choice if border == "choice" else style.color(border), thick)
        if self._state is TileState.RIGHT_NOT_CHOSEN:
            pen.setDashPattern([5, 2])
        focused = self.hasFocus()
        inner = 3.0 if focused and thick > 1 else 0.0
        if not focused or inner:
            painter.setPen(pen)
            painter.drawRoundedRect(
                body.adjusted(inner, inner, -inner, -inner), radius - inner, radius - inner
            )
        if focused:
            painter.setPen(QPen(style.color("focus"), 2))
            painter.drawRoundedRect(body, radius, radius)

    def _paint_text(self, painter: QPainter) -> None:
        style = self._style
        x = self._text_x()
        if self._state is TileState.REMOVED:
            painter.setPen(QPen(style.color("edge"), 2))
            middle = self.height() / 2
            painter.drawLine(x, round(middle), x + style.px(60), round(middle))
            return
        if self._pixmap is not None and not self._pixmap.isNull():
            self._paint_picture(painter, self._pixmap)
        block = self._laid_out()
        note = self._note_block()
        y = (self.height() - block.height) / 2
        if note:
            # In the middle, unless the note below would then have no room.
            y = max(0.0, min(y, self.height() - block.height - self._note_room()))
        block.paint(painter, x, y, style.color("muted" if self._state is TileState.OTHER else "text"))
        if note:
            spare = self.height() - y - block.height - note.height
            below = y + block.height + max(0.0, min(style.px(5), spare / 3))
            note.paint(painter, x, below, style.color("muted"))

    def _note_block(self) -> TextBlock | None:
        """The note; none where a crowded tile has no room for it, which its border and mark tell as well."""
        if not self._note:
            return None
        font = self._style.font("body", _NOTE)
        note = lay_out(self._note, font, self._text_width(self.width()), most_lines=1)
        return None if self._laid_out().height + note.height > self.height() - 2 else note

    def _paint_picture(self, painter: QPainter, pixmap: QPixmap) -> None:
        style = self._style
        margin = style.space(_PICTURE_MARGIN)
        box = self.picture_box(self.width()).boundedTo(QSize(self.width(), self.height() - 2 * margin))
        size = pixmap.deviceIndependentSize().scaled(QSizeF(box), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        width = self.picture_box(self.width()).width()
        target.moveCenter(QPointF(style.space(_TEXT_X - 8) + width / 2, self.height() / 2))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.5 if self._state in _OUT else 1.0)
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
        painter.setOpacity(1.0)

    def _paint_badge(self, painter: QPainter, mark: str, border: str) -> None:
        style = self._style
        side = style.space(_BADGE)
        left = self.width() - side - style.space(_BADGE_MARGIN)
        box = QRectF(left + 0.5, (self.height() - side) / 2 + 0.5, side, side)
        painter.setBrush(style.color("background"))
        painter.setPen(QPen(style.color(border if mark else "edge"), 1.5))
        painter.drawRoundedRect(box, style.space(8), style.space(8))
        if mark:
            inset = side * 0.28
            paint_icon(painter, mark, box.adjusted(inset, inset, -inset, -inset), style.color(border), 3.0)
        elif self._state is not TileState.REMOVED:
            painter.setFont(style.font("number", 15))
            painter.setPen(style.color("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._index + 1))

    def _text_x(self, width: int | None = None) -> int:
        x = self._style.space(_TEXT_X)
        if self._pixmap is not None:
            x += self.picture_box(self.width() if width is None else width).width() + self._style.space(6)
        return x

    def _text_width(self, width: int) -> float:
        taken = self._text_x(width) + self._style.space(_BADGE + 2 * _BADGE_MARGIN)
        return float(max(self._style.px(60), width - taken))

    def _laid_out(self) -> TextBlock:
        """The text at the largest step that fits; kept, because a ring beside it repaints all the time."""
        key = (self._text, self.width(), self.height(), self._style.scale, self._first_step)
        if self._block is None or self._block[0] != key:
            fonts = [self._style.font("body", step) for step in _STEPS[self._first_step :]]
            room = self.height() - self._margins()
            self._block = (key, fitting(self._text, fonts, self._text_width(self.width()), room))
        return self._block[1]

    def _note_room(self) -> float:
        return self._style.px(_NOTE) * 1.25 + self._style.space(5)

    def _margins(self) -> float:
        """Above and below the text together: the same on both sides, and enough for the note below."""
        if self._crowded:
            return 2.0 * self._style.space(4)
        return 2 * self._note_room()

    def _height(self, width: int, step: float, least: int) -> int:
        block = lay_out(self._text, self._style.font("body", step), self._text_width(width))
        return max(self._style.space(least), round(block.height + self._margins() + 0.5))

    def _restyle(self) -> None:
        self._block = None
        self.updateGeometry()
        self.update()
