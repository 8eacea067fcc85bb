"""A course: values in their order as a line, with the ground under it lit up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPen

from quiz.desktop.theme import Style
from quiz.desktop.widgets.charts.chart import Chart
from quiz.desktop.widgets.charts.scale import spread, ticks
from quiz.desktop.widgets.dates import day, days
from quiz.desktop.widgets.png import Ask, ask_for_name
from quiz.words import number

_HIGH, _DOTS, _LEAST_SPAN = 230, 40, 100


class CoursePoint(NamedTuple):
    """A value, of one day or of several; ``words`` tell it."""

    first: date
    last: date
    value: float
    words: str


class CourseChart(Chart):
    """Values one after the other, with the days below. ``from_zero`` lets the axis begin at nothing."""

    def __init__(self, style: Style, title: str, *, from_zero: bool = True, ask: Ask = ask_for_name) -> None:
        super().__init__(style, title, ask=ask)
        self._from_zero = from_zero
        self._points: tuple[CoursePoint, ...] = ()
        self._ticks: list[float] = []

    def show_points(self, points: Sequence[CoursePoint], summary: str, empty: str = "") -> None:
        """Show other values."""
        self._points = tuple(points)
        values = [point.value for point in points]
        if values:
            low, high = min(values), max(values)
            # One value alone, or all alike, still lie in the midst of something.
            air = max(0.0, _LEAST_SPAN - (high - low)) / 2
            self._ticks = ticks(0, max(high, 1)) if self._from_zero else ticks(low - air, high + air)
        self.showing(summary, empty)

    def count(self) -> int:
        """One for each value."""
        return len(self._points)

    def words(self, mark: int) -> str:
        """The days and the value."""
        point = self._points[mark]
        return f"{days(point.first, point.last)}: {point.words}"

    def height_of(self) -> int:
        """The same for every one."""
        return self._style.px(_HIGH)

    def place(self, mark: int, box: QRectF) -> QRectF:
        """The whole height, half the way to each neighbour."""
        plot = self._plot(box)
        half = plot.width() / (2 * max(1, self.count() - 1))
        return QRectF(self._at(mark, plot).x() - half, plot.top(), 2 * half, plot.height())

    def paint_chart(self, painter: QPainter, box: QRectF, active: int | None) -> None:
        """Axis, light, line, dots."""
        plot = self._plot(box)
        self._paint_axis(painter, box, plot)
        self._paint_days(painter, plot)
        points = [self._at(n, plot) for n in range(self.count())]
        line = QPainterPath(points[0])
        for point in points[1:]:
            line.lineTo(point)
        accent = self._style.color("accent")
        if len(points) > 1:
            self._paint_light(painter, line, plot)
            pen = QPen(accent, self._style.space(3))
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawPath(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        if len(points) <= _DOTS:
            for point in points:
                painter.drawEllipse(point, self._style.space(4.5), self._style.space(4.5))
        if active is not None:
            self._paint_active(painter, points[active], plot)

    def _plot(self, box: QRectF) -> QRectF:
        metrics = QFontMetricsF(self.small())
        left = max((metrics.horizontalAdvance(number(round(n))) for n in self._ticks), default=0.0)
        line, px = self.line_height(), self._style.px
        return box.adjusted(left + px(14), line / 2, -px(12), -(line + px(10)))

    def _at(self, mark: int, plot: QRectF) -> QPointF:
        share = mark / (self.count() - 1) if self.count() > 1 else 0.5
        return QPointF(plot.left() + share * plot.width(), self._y(self._points[mark].value, plot))

    def _y(self, value: float, plot: QRectF) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        return plot.bottom() - (value - low) / (high - low) * plot.height()

    def _paint_axis(self, painter: QPainter, box: QRectF, plot: QRectF) -> None:
        line = self.line_height()
        for tick in self._ticks:
            y = self._y(tick, plot)
            painter.setPen(QPen(self._style.color("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            room = QRectF(box.left(), y - line / 2, plot.left() - box.left() - self._style.px(10), line)
            self.label(painter, room, number(round(tick)), Qt.AlignmentFlag.AlignRight)

    def _paint_days(self, painter: QPainter, plot: QRectF) -> None:
        metrics = QFontMetricsF(self.small())
        years = self._points[0].first.year != self._points[-1].last.year
        told = [(n, day(point.last, year=years)) for n, point in enumerate(self._points)]
        # A day that stands there already is not said twice.
        told = [one for k, one in enumerate(told) if k == len(told) - 1 or one[1] != told[k + 1][1]]
        widths = [metrics.horizontalAdvance(text) + 2 for _, text in told]
        places = [
            min(max(self._at(n, plot).x(), plot.left() + wide / 2), self._inner().right() - wide / 2)
            for (n, _), wide in zip(told, widths, strict=True)
        ]
        for k in spread(widths, places, self._style.px(36)):
            room = QRectF(
                places[k] - widths[k] / 2, plot.bottom() + self._style.px(8), widths[k], self.line_height()
            )
            self.label(painter, room, told[k][1], Qt.AlignmentFlag.AlignHCenter)

    def _paint_light(self, painter: QPainter, line: QPainterPath, plot: QRectF) -> None:
        ground = QPainterPath(line)
        ground.lineTo(QPointF(ground.currentPosition().x(), plot.bottom()))
        ground.lineTo(QPointF(line.elementAt(0).x, plot.bottom()))
        light = QLinearGradient(0, plot.top(), 0, plot.bottom())
        for at, strength in ((0.0, 0.38), (1.0, 0.02)):
            colour = QColor(self._style.color("accent"))
            colour.setAlphaF(strength)
            light.setColorAt(at, colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(light)
        painter.drawPath(ground)

    def _paint_active(self, painter: QPainter, point: QPointF, plot: QRectF) -> None:
        style = self._style
        painter.setPen(QPen(style.color("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(point.x(), plot.top()), QPointF(point.x(), plot.bottom()))
        painter.setPen(QPen(style.color("surface"), style.space(3)))
        painter.setBrush(style.color("text"))
        painter.drawEllipse(point, style.space(7), style.space(7))
