"""Qt's combo box with our chevron. It is on the first page, and so does without what controls.py loads."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon


class Picker(QComboBox):
    """A combo box with a painted chevron."""

    def __init__(self, style: Style, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's box, then the chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        self.paint_chevron(painter)
        painter.end()

    def paint_chevron(self, painter: QPainter) -> None:
        """The mark that says that there is a list."""
        side = self._style.px(18)
        box = QRectF(self.width() - side - self._style.px(10), (self.height() - side) / 2, side, side)
        paint_icon(painter, "chevron", box, self._style.color("text" if self.isEnabled() else "muted"), 2.4)
