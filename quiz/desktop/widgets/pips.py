"""How the round went so far: one small pip a question, with its mark."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon
from quiz.words import tr


class PipState(Enum):
    """What became of a question."""

    OPEN = "open"
    CURRENT = "current"
    RIGHT = "right"
    WRONG = "wrong"
    PARTIAL = "partly right"
    SKIPPED = "skipped"


# state -> border, fill, mark
_LOOKS = {
    PipState.OPEN: ("edge", "", ""),
    PipState.CURRENT: ("text", "text", ""),
    PipState.RIGHT: ("right", "right_fill", "tick"),
    PipState.WRONG: ("wrong", "wrong_fill", "cross"),
    PipState.PARTIAL: ("ring_amber", "", "dash"),
    PipState.SKIPPED: ("muted", "", "skip"),
}
_WIDE, _NARROW, _LEAST, _TALL, _GAP = 26, 17, 9, 17, 4
# More than this stand closer together.
_FEW = 20


class Pips(QWidget):
    """A row of pips; they get narrower before they take another row, and are never cut off."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._states: tuple[PipState, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Progress"))
        style.changed.connect(self._restyle)

    def set_states(self, states: Sequence[PipState]) -> None:
        """Show these, the first question first."""
        resized = len(states) != len(self._states)
        self._states = tuple(states)
        told = [tr("{n} {state}", n=states.count(s), state=tr(s.value)) for s in PipState if s in states]
        self.setAccessibleDescription(", ".join(told))
        if resized:
            self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """They wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many rows as it takes."""
        gap = self._style.px(_GAP)
        return self._rows(width) * (self._tall() + gap) - gap

    def sizeHint(self) -> QSize:
        """All in one row, up to the length of a short round."""
        wide = self._wide() + self._style.px(_GAP)
        width = wide * min(max(1, len(self._states)), _FEW)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Ten in a row, as narrow as they get."""
        gap = self._style.px(_GAP)
        return QSize(
            (self._style.px(_LEAST) + gap) * 10, self._rows(self.width()) * (self._tall() + gap) - gap
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A box asks for the height at a width that they do not get in the end."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each as a rounded box with its mark."""
        style = self._style
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall, gap = self._tall(), style.px(_GAP)
        columns = self._columns(self.width())
        wide = min(self._wide(), (self.width() + gap) // columns - gap)
        for place, state in enumerate(self._states):
            row, column = divmod(place, columns)
            box = QRectF(column * (wide + gap), row * (tall + gap), wide, tall).adjusted(1, 1, -1, -1)
            border, fill, mark = _LOOKS[state]
            painter.setPen(QPen(style.color(border), 1.4))
            painter.setBrush(style.color(fill) if fill else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, style.px(4), style.px(4))
            if mark:
                inset = tall * 0.13
                paint_icon(painter, mark, box.adjusted(0, inset, 0, -inset), style.color(border), stroke=3.2)
        painter.end()

    def _wide(self) -> int:
        return self._style.px(_WIDE if len(self._states) <= _FEW else _NARROW)

    def _tall(self) -> int:
        return self._style.px(_TALL)

    def _columns(self, width: int) -> int:
        """As many as there are, if they only need to be narrower for that; else what makes the rows even."""
        gap, count = self._style.px(_GAP), max(1, len(self._states))
        most = max(1, (width + gap) // (self._style.px(_LEAST) + gap))
        rows = -(-count // most)
        usual = max(1, (width + gap) // (self._wide() + gap))
        return max(usual, -(-count // rows))

    def _rows(self, width: int) -> int:
        return max(1, -(-len(self._states) // self._columns(width)))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
