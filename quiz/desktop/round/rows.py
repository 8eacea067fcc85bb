"""A row with a number, a text and a mark: the steps of an order, and what was typed beside what is right."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon
from quiz.desktop.widgets.text import TextBlock, lay_out
from quiz.words import tr

_STEPS = (20.0, 17.0, 15.0)
_NOTE, _BADGE, _PAD, _GAP, _RADIUS = 14.0, 32, 14, 16, 12
_TIGHT_PAD = 6
_PICTURE = 52


class RowState(Enum):
    """How a row looks; the value is what a screen reader adds."""

    IDLE = ""
    GRABBED = "grabbed"
    RIGHT = "right"
    WRONG = "wrong"
    PARTIAL = "partly right"
    ANSWER = "the right answer"


# state -> fill, border, mark
_LOOKS = {
    RowState.IDLE: ("surface", "edge", ""),
    RowState.GRABBED: ("raised", "text", ""),
    RowState.RIGHT: ("right_fill", "right", "tick"),
    RowState.WRONG: ("wrong_fill", "wrong", "cross"),
    RowState.PARTIAL: ("raised", "streak", "dash"),
    RowState.ANSWER: ("missed_fill", "right", "tick"),
}


class Row(QWidget):
    """One painted row. It knows no game: whoever owns it says what it shows and hears its keys and mouse."""

    def __init__(self, style: Style, parent: QWidget | None = None, *, movable: bool = False) -> None:
        super().__init__(parent)
        self._style = style
        self._movable = movable
        self._number = 0
        self._text = ""
        self._note = self._expected = ""
        self._step = 0
        self._pixmap: QPixmap | None = None
        self._state = RowState.IDLE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if movable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        style.changed.connect(self.update)

    @property
    def state(self) -> RowState:
        """How it looks."""
        return self._state

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_row(self, text: str, number: int = 0, state: RowState = RowState.IDLE, note: str = "") -> None:
        """Show a text, at place ``number`` (0 for none)."""
        shown = (text, number, state, note)
        if shown == (self._text, self._number, self._state, self._note):
            return
        self._text, self._number, self._state, self._note = shown
        self.setAccessibleName(tr("{n}: {text}", n=number, text=text) if number else text)
        self.setAccessibleDescription(note or (tr(state.value) if state.value else ""))
        self.update()

    def expect(self, note: str) -> None:
        """Keep room for this note from the start, so that nothing moves when it comes."""
        self._expected = note

    def set_picture(self, pixmap: QPixmap | None) -> None:
        """A picture before the text; a null one keeps its place free."""
        if pixmap is not self._pixmap:
            self._pixmap = pixmap
            self.update()

    def set_step(self, step: int) -> None:
        """The step of text size, from 0, so that all rows of a question look alike."""
        if step != self._step:
            self._step = step
            self.update()

    def needed_step(self, width: int, height: int) -> int:
        """The first step of text size, from 0, at which everything fits a row of that size."""
        fits = (step for step in range(len(_STEPS)) if self._height_at(step, width) <= height)
        return next(fits, len(_STEPS) - 1)

    def picture_box(self) -> QSize:
        """The most that a picture takes."""
        side = self._style.space(_PICTURE)
        return QSize(side * 3 // 2, side)

    def height_for(self, width: int) -> int:
        """The least height that holds the whole text and its note; rows grow where there is room."""
        return self._height_at(len(_STEPS) - 1, width)

    def usual_height(self, width: int) -> int:
        """The least height at the first step of text size."""
        return self._height_at(0, width)

    def _height_at(self, step: int, width: int) -> int:
        style = self._style
        pad = style.space(_TIGHT_PAD if self._movable else _PAD)
        notes = [note for note in (self._note, self._expected) if note] or [""]
        height = max(self._lines(step, width, note)[2] for note in notes)
        least = style.space(_BADGE) + pad
        if self._pixmap is not None:
            least = max(least, style.space(_PICTURE + 8))
        return max(least, round(height + 0.5) + pad)

    def _lines(self, step: int, width: int, note: str) -> tuple[TextBlock, TextBlock | None, float, bool]:
        """Text, note, the height of both, and whether the note stands beside the text, in one line."""
        style = self._style
        wide = self._text_width(width)
        text = lay_out(self._text, style.font("body", _STEPS[step]), wide)
        if not note:
            return text, None, text.height, False
        small = lay_out(note, style.font("body", _NOTE), wide)
        beside = text.lines == small.lines == 1 and text.width + style.px(_GAP) + small.width <= wide
        return text, small, max(text.height, small.height) if beside else text.height + small.height, beside

    def sizeHint(self) -> QSize:
        """As tall as its text asks for."""
        return QSize(self._style.px(320), self.height_for(max(self.width(), self._style.px(320))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, number or grip, text with its note, mark."""
        style = self._style
        fill, border, mark = _LOOKS[self._state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 1.0 if border == "edge" else 2.0
        pen = QPen(style.color(border), thick)
        if self._state is RowState.ANSWER:
            pen.setDashPattern([5, 2])
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = style.space(_RADIUS)
        painter.setBrush(style.color(fill))
        painter.setPen(pen)
        painter.drawRoundedRect(body, radius, radius)
        if self.hasFocus():
            inset = 3.0 if thick > 1 else 0.0
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(style.color("focus"), 2))
            painter.drawRoundedRect(
                body.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset
            )
        if self._number:
            self._paint_number(painter)
        if self._pixmap is not None and not self._pixmap.isNull():
            self._paint_picture(painter, self._pixmap)
        self._paint_text(painter)
        side = style.space(22)
        right = QRectF(self.width() - style.space(_GAP) - side, (self.height() - side) / 2, side, side)
        if mark:
            paint_icon(painter, mark, right, style.color(border), 2.6)
        elif self._movable:
            self._paint_grip(painter, right)
        painter.end()

    def _paint_number(self, painter: QPainter) -> None:
        style = self._style
        side = style.space(_BADGE)
        box = QRectF(style.space(_PAD), (self.height() - side) / 2, side, side)
        painter.setPen(QPen(style.color("edge"), 1.5))
        painter.setBrush(style.color("background"))
        painter.drawRoundedRect(box, style.space(8), style.space(8))
        painter.setFont(style.font("number", 15))
        painter.setPen(style.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _paint_text(self, painter: QPainter) -> None:
        style = self._style
        text, note, height, beside = self._lines(self._step, self.width(), self._note)
        x, y = self._left(), (self.height() - height) / 2
        text.paint(painter, x, (self.height() - text.height) / 2 if beside else y, style.color("text"))
        if note and beside:
            right = x + self._text_width(self.width()) - note.width
            note.paint(painter, right, (self.height() - note.height) / 2, style.color("muted"))
        elif note:
            note.paint(painter, x, y + text.height, style.color("muted"))

    def _paint_picture(self, painter: QPainter, pixmap: QPixmap) -> None:
        box = QRectF(self._number_end(), 0, self.picture_box().width(), self.height())
        size = pixmap.deviceIndependentSize()
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(box.center())
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))

    def _paint_grip(self, painter: QPainter, box: QRectF) -> None:
        style = self._style
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("edge"))
        dot, step = style.space(4), style.space(8)
        for column in (0, 1):
            for line in (-1, 0, 1):
                x = box.center().x() + (column - 0.5) * step - dot / 2
                painter.drawEllipse(QRectF(x, box.center().y() + line * step - dot / 2, dot, dot))

    def _left(self) -> int:
        if self._pixmap is None:
            return self._number_end()
        return self._number_end() + self.picture_box().width() + self._style.px(_GAP)

    def _number_end(self) -> int:
        return self._style.space(_PAD + _BADGE + _GAP) if self._number else self._style.space(_GAP + 4)

    def _text_width(self, width: int) -> float:
        return float(max(self._style.px(80), width - self._left() - self._style.space(2 * _GAP + 22)))
