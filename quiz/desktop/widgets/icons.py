"""Marks and shapes as painted paths: the fonts have no tick, cross, arrow or return sign, and paths scale."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

SHAPES = ("triangle", "diamond", "circle", "square", "pentagon", "hexagon")

# Strokes on a grid of 24: each string of numbers is one line through its points; "o x y r" is a circle.
_STROKES: dict[str, tuple[str, ...]] = {
    "tick": ("4.5 12.8 9.6 17.8 19.5 7",),
    "cross": ("6 6 18 18", "18 6 6 18"),
    "arrow": ("4 12 20 12", "13.5 5.5 20 12 13.5 18.5"),
    "back": ("20 12 4 12", "10.5 5.5 4 12 10.5 18.5"),
    "return": ("20 6 20 13.5 5 13.5", "9.5 9 5 13.5 9.5 18"),
    "play": ("7 4.5 19 12 7 19.5 7 4.5",),
    "pencil": ("4 20 5 15.2 16.2 4 20 7.8 8.8 19 4 20", "13.6 6.6 17.4 10.4"),
    "trophy": (
        "7 4 17 4 17 9.5 16 12.6 14 14.4 12 15 10 14.4 8 12.6 7 9.5 7 4",
        "7 5.5 3.8 5.5 4.2 9 7.4 10.8",
        "17 5.5 20.2 5.5 19.8 9 16.6 10.8",
        "12 15 12 20",
        "8 20 16 20",
    ),
    "sliders": (
        "3 6 13 6",
        "17.4 6 21 6",
        "3 12 6.6 12",
        "11 12 21 12",
        "3 18 11 18",
        "15.4 18 21 18",
        "o 15.2 6 2.2",
        "o 8.8 12 2.2",
        "o 13.2 18 2.2",
    ),
    "flag": ("6 21 6 4", "6 4.5 18.5 4.5 15.5 8.8 18.5 13 6 13"),
    "eye": (
        "2.8 12 6 8.2 9.2 6.4 12 6 14.8 6.4 18 8.2 21.2 12 18 15.8 14.8 17.6 12 18 9.2 17.6 6 15.8 2.8 12",
        "o 12 12 2.8",
    ),
    "eye-off": (
        "2.8 12 6 8.2 9.2 6.4 12 6 14.8 6.4 18 8.2 21.2 12 18 15.8 14.8 17.6 12 18 9.2 17.6 6 15.8 2.8 12",
        "o 12 12 2.8",
        "4.5 20.5 19.5 3.5",
    ),
    "pause": ("8.5 5 8.5 19", "15.5 5 15.5 19"),
    "clock": ("o 12 12 8.5", "12 7 12 12 15.6 14.2"),
    "chevron": ("6.5 9.5 12 15 17.5 9.5",),
    "chevron-up": ("6.5 14.5 12 9 17.5 14.5",),
    "dash": ("5.5 12 18.5 12",),
    "skip": ("5 6 11.5 12 5 18", "12.5 6 19 12 12.5 18"),
    "plus": ("12 5 12 19", "5 12 19 12"),
    "search": ("o 10.5 10.5 6", "15 15 20 20"),
    "picture": ("3.5 5 20.5 5 20.5 19 3.5 19 3.5 5", "4 17 9 11 13 15.5 15.5 12.8 20 17", "o 15.6 9 1.7"),
    "sound": (
        "4 9.5 7.5 9.5 12 5.5 12 18.5 7.5 14.5 4 14.5 4 9.5",
        "15.5 9 16.6 12 15.5 15",
        "18.4 6.6 20.2 12 18.4 17.4",
    ),
    "book": (
        "12 6.5 9.4 5 6.4 4.6 3.2 5 3.2 18.4 6.4 18 9.4 18.4 12 20",
        "12 6.5 14.6 5 17.6 4.6 20.8 5 20.8 18.4 17.6 18 14.6 18.4 12 20 12 6.5",
    ),
}
NAMES = (*_STROKES, *SHAPES)


@cache
def icon_path(name: str) -> QPainterPath:
    """The path of an icon on a grid of 24 by 24; do not change it, it is shared. ``KeyError`` if unknown."""
    if name in SHAPES:
        return _shape(name)
    path = QPainterPath()
    for stroke in _STROKES[name]:
        if stroke.startswith("o"):
            x, y, r = map(float, stroke[2:].split())
            path.addEllipse(QPointF(x, y), r, r)
            continue
        numbers = [float(n) for n in stroke.split()]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if len(points) > 2 and points[0] == points[-1]:
            path.closeSubpath()
    return path


def paint_icon(
    painter: QPainter, name: str, rect: QRectF, color: QColor, stroke: float = 2.0, opacity: float = 1.0
) -> None:
    """Paint an icon into ``rect``, centred and square; ``stroke`` is a line's width on the grid of 24."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(painter.opacity() * opacity)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / 24, side / 24)
    if name in SHAPES:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
    else:
        pen = QPen(color, stroke)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(icon_path(name))
    painter.restore()


def _shape(name: str) -> QPainterPath:
    path = QPainterPath()
    if name == "circle":
        path.addEllipse(QPointF(12, 12), 10.4, 10.4)
    elif name == "square":
        path.addRoundedRect(QRectF(2.4, 2.4, 19.2, 19.2), 2.4, 2.4)
    else:
        # Each stands on its own radius and centre, so that all weigh the same to the eye.
        corners, radius, middle = {
            "triangle": (3, 12.6, 14.2),
            "diamond": (4, 12.0, 12.0),
            "pentagon": (5, 11.6, 12.6),
            "hexagon": (6, 11.2, 12.0),
        }[name]
        for corner in range(corners):
            angle = math.tau * corner / corners - math.pi / 2
            point = QPointF(12 + radius * math.cos(angle), middle + radius * math.sin(angle))
            if corner:
                path.lineTo(point)
            else:
                path.moveTo(point)
        path.closeSubpath()
    return path
