"""The question itself: large, wrapped, a step smaller before it would be cut."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.text import TextBlock, lay_out

STEPS = (46.0, 39.0, 33.0, 30.0, 28.0, 24.0, 20.0, 17.0)
"""Pixels at 100 %: the first two are for very tall windows, those under 28 for large text in small ones."""
USUAL_STEP = 2
LAST_STEP = 4
"""28, the least that a question is set in; a smaller step counts once the text size has made it 28 pixels."""


class QuestionText(QWidget):
    """Plain text, centred in its height. ``painted`` fires once after each ``put``: it has been seen."""

    painted = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._text = ""
        self._step = 0
        self._seen = True
        self._measured: dict[tuple[int, int, float], tuple[int, int]] = {}
        self._block: tuple[tuple[str, float, int, float], TextBlock] | None = None

    @property
    def text(self) -> str:
        """What is asked."""
        return self._text

    @property
    def step(self) -> int:
        """Which of ``STEPS`` it is set in."""
        return self._step

    def put(self, text: str) -> None:
        """Show another question."""
        self._text = text
        self._measured.clear()
        self._seen = False
        self.update()

    def moved(self) -> None:
        """It stands elsewhere now: ``painted`` fires again when it has been seen there."""
        self._seen = False
        self.update()

    def set_step(self, step: int) -> None:
        """Use one of ``STEPS``."""
        if step != self._step:
            self._step = step
            self.update()

    def height_at(self, step: int, width: int) -> int:
        """The height of the whole text at a step and a width."""
        return self._measured_at(step, width)[0]

    def lines_at(self, step: int, width: int) -> int:
        """How many lines it has at a step and a width."""
        return self._measured_at(step, width)[1]

    def _measured_at(self, step: int, width: int) -> tuple[int, int]:
        """Height and lines; looking for the best place of a picture asks for the same ones many times."""
        key = (step, width, self._style.scale)
        if key not in self._measured:
            block = lay_out(self._text, self._style.font("body", STEPS[step]), width)
            self._measured[key] = (round(block.height + 0.5), block.lines)
        return self._measured[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        """One block of text."""
        key = (self._text, STEPS[self._step], self.width(), self._style.scale)
        if self._block is None or self._block[0] != key:
            font = self._style.font("body", STEPS[self._step])
            self._block = (key, lay_out(self._text, font, self.width()))
        block = self._block[1]
        painter = QPainter(self)
        block.paint(painter, 0, max(0.0, (self.height() - block.height) / 2), self._style.color("text"))
        painter.end()
        if not self._seen:
            self._seen = True
            self.painted.emit()
