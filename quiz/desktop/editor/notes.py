"""What is to be mended in a field, said right below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon
from quiz.desktop.widgets.labels import Label

_MARK = 18


class Note(Label):
    """A text with a mark before it: a cross where it must be mended, an eye where one should look."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, "", "body", parent)
        self._note_style, self._grave = style, False
        style.changed.connect(self._make_room)
        self._make_room()

    def set_grave(self, grave: bool) -> None:
        """Whether it must be mended."""
        if grave != self._grave:
            self._grave = grave
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the mark beside its first line."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._note_style.px(_MARK)
        top = max(0, (self.fontMetrics().height() - side) / 2)
        icon, role = ("cross", "wrong") if self._grave else ("eye", "ring_amber")
        paint_icon(painter, icon, QRectF(0, top, side, side), self._note_style.color(role), 2.6)
        painter.end()

    def _make_room(self) -> None:
        self.setContentsMargins(self._note_style.px(_MARK + 8), 0, 0, 0)
