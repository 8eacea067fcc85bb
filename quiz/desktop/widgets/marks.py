"""Icons as item views want them; home does without, as Qt is slow to make the names of a QIcon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from quiz.desktop.widgets.icons import paint_icon


def icon_mark(name: str, side: int, ratio: float, color: QColor, stroke: float = 2.4) -> QIcon:
    """An icon for an item view, ``side`` in logical pixels: the same on a row that is selected."""
    mark = QPixmap(round(side * ratio), round(side * ratio))
    mark.setDevicePixelRatio(ratio)
    mark.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mark)
    paint_icon(painter, name, QRectF(0, 0, side, side), color, stroke)
    painter.end()
    made = QIcon(mark)
    made.addPixmap(mark, QIcon.Mode.Selected)  # or Qt would tint it
    return made
