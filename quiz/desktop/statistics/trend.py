"""How a question's rating went, as a line beside its figure."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quiz.desktop.statistics.model import COURSE_ROLE
from quiz.desktop.theme import Style

_FIGURE, _PAD, _TALL, _DOT = 74, 10, 18, 2.5
_LEAST_SPAN = 60.0
"""Points of rating that fill the height at least: a move of a few is no cliff."""


class Trend(QStyledItemDelegate):
    """The cell as it is, its text at the right; left of that the course, where there is one."""

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell, then its line with a dot at today's end."""
        super().paint(painter, option, index)
        course, style = index.data(COURSE_ROLE), self._style
        if not course:
            return
        room = QRectF(option.rect)
        box = QRectF(
            room.left() + style.px(_PAD),
            room.center().y() - style.px(_TALL) / 2,
            room.width() - style.px(_FIGURE + _PAD),
            style.px(_TALL),
        )
        points = line(course, box)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.color("muted"), style.space(1.6)))
        painter.drawPolyline(points)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("text"))
        dot = style.space(_DOT)
        painter.drawEllipse(points[-1], dot, dot)
        painter.restore()


def line(course: tuple[float, ...], box: QRectF) -> list[QPointF]:
    """Where a course of two ratings or more runs in a box, from left to right, higher ones higher up.

    >>> [(p.x(), p.y()) for p in line((1500, 1560, 1530), QRectF(0, 0, 10, 30))]
    [(0.0, 30.0), (5.0, 0.0), (10.0, 15.0)]
    """
    span = max(_LEAST_SPAN, max(course) - min(course))
    low = (max(course) + min(course) - span) / 2
    step = box.width() / (len(course) - 1)
    return [
        QPointF(box.left() + step * n, box.bottom() - box.height() * (value - low) / span)
        for n, value in enumerate(course)
    ]
