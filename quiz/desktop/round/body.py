"""The middle of the round page: ring, question, input, and the foot whose place is free from the start."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from quiz.core.questions import Kind, Question
from quiz.core.rounds import Open
from quiz.desktop.round.feedback import Bar, FeedbackPanel
from quiz.desktop.round.inputs.base import Input
from quiz.desktop.round.inputs.field import FieldInput
from quiz.desktop.round.inputs.order import OrderInput
from quiz.desktop.round.inputs.tiles import TileInput
from quiz.desktop.round.question import STEPS, USUAL_STEP, QuestionText
from quiz.desktop.round.words import read_out
from quiz.desktop.theme import Style
from quiz.desktop.widgets.ring import CountdownRing

SLIDE_MS = 160
_SLIDE_PX = 36
_RING, _SMALL_RING = 112, 94
_GAP = 36
_VERY_TALL = 1000


class Body(QWidget):
    """Places everything itself: the question shrinks, then the ring, and only then is it scrolled."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.ring = CountdownRing(style, self)
        self.question = QuestionText(style, self)
        self.tiles = TileInput(style, self)
        self.field = FieldInput(style, self)
        self.order = OrderInput(style, self)
        self.bar = Bar(style, self)
        self.panel = FeedbackPanel(style, self)
        self.panel.hide()
        self.inputs: tuple[Input, ...] = (self.tiles, self.field, self.order)
        self.input: Input = self.tiles
        self._asked: Question | None = None
        self._view_height = 0
        self._offset = 0
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._slid)
        style.changed.connect(self._restyle)

    def put(self, now: Open, *, confirm: bool, motion: bool) -> None:
        """Show a question and its choices, with its foot free for the feedback to come."""
        kind = now.question.kind
        self._asked = now.question
        others: dict[Kind, Input] = {Kind.ORDER: self.order, Kind.TEXT: self.field, Kind.NUMBER: self.field}
        self.input = others.get(kind, self.tiles)
        for one in self.inputs:
            one.setVisible(one is self.input)
        self.input.put(now, confirm=confirm)
        self.question.put(now.question.prompt)
        self.question.setAccessibleName(read_out(now))
        self.panel.hide()
        self.bar.show()
        self._slide.stop()
        self._offset = 0
        self.arrange()
        length = self._style.motion(SLIDE_MS) if motion and self.isVisible() else 0
        if length:
            self._slide.setDuration(length)
            self._slide.setStartValue(float(self._style.px(_SLIDE_PX)))
            self._slide.setEndValue(0.0)
            self._slide.start()

    def finish_motion(self) -> None:
        """Everything is in its place now."""
        self._slide.stop()
        if self._offset:
            self._slid(0.0)

    def show_panel(self) -> None:
        """The feedback takes the place of the lifelines."""
        self.bar.hide()
        self.panel.show()
        self.arrange()

    def set_view_height(self, height: int) -> None:
        """How much of it can be seen at once."""
        self._view_height = height
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The width decides everything."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Place everything; grows past the view only where it must, and is scrolled then."""
        width = self.width()
        if not width or self._asked is None:
            return
        px = self._style.px
        self.panel.arrange(width)
        gap = px(_GAP)
        foot = max(self.panel.height_for(self._asked, width), self.bar.height_for(width))
        room = self._view_height - foot - px(20)
        least, best = self.input.heights(width)
        for step in range(0 if self._view_height >= px(_VERY_TALL) else USUAL_STEP, len(STEPS) + 1):
            side = px(_RING if step < len(STEPS) else _SMALL_RING)
            step = min(step, len(STEPS) - 1)
            words = width - side - gap
            top = max(side, self.question.height_at(step, words))
            tight = gap if side == px(_RING) else gap // 2
            smaller = min(step + 1, len(STEPS) - 1)
            # One line, a little smaller, beats two with a single word in the second.
            lonely = self.question.lines_at(step, words) == 2 and self.question.lines_at(smaller, words) == 1
            if top + tight + least <= room and not lonely:
                break
        tall = max(least, min(best, room - top - tight))
        total = max(self._view_height, top + tight + tall + px(20) + foot)
        self.setMinimumHeight(total)
        self.ring.setGeometry(0, (top - side) // 2 if top < 2 * side else 0, side, side)
        self.question.set_step(step)
        self.question.setGeometry(side + gap + self._offset, 0, words, top)
        self.input.setGeometry(self._offset, top + tight, width, tall)
        self.panel.setGeometry(0, total - foot, width, foot)
        low = self.bar.height_for(width)
        # Where the page scrolls, the lifelines stand right under the input, not under the empty place.
        y = total - low if total <= self._view_height else total - foot
        self.bar.setGeometry(0, y, width, low)

    def _slid(self, offset: float) -> None:
        self._offset = round(offset)
        self.question.move(self.ring.width() + self._style.px(_GAP) + self._offset, self.question.y())
        self.input.move(self._offset, self.input.y())

    def _restyle(self) -> None:
        self.arrange()
