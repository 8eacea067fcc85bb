"""How often something took how long: bars side by side on an axis of time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from quiz.desktop.theme import Style
from quiz.desktop.widgets.charts.chart import Chart
from quiz.desktop.widgets.charts.scale import ticks
from quiz.desktop.widgets.png import Ask, ask_for_name
from quiz.words import number, tr, trn

_HIGH = 231


class HistogramChart(Chart):
    """Counts in spans of equal width from zero on; a thin line stands at the median."""

    def __init__(self, style: Style, title: str, *, ask: Ask = ask_for_name) -> None:
        super().__init__(style, title, ask=ask)
        self._counts: tuple[int, ...] = ()
        self._width_ms = 1000
        self._middle_ms: int | None = None
        self._ticks: list[float] = []

    def show_counts(
        self, counts: Sequence[int], width_ms: int, middle_ms: int | None, summary: str, empty: str = ""
    ) -> None:
        """Show other counts; the last one holds all that took longer, too."""
        self._counts, self._width_ms, self._middle_ms = tuple(counts), width_ms, middle_ms
        self._ticks = ticks(0, max(counts, default=1), 4)
        self.showing(summary, empty)

    def count(self) -> int:
        """One for each span."""
        return len(self._counts)

    def words(self, mark: int) -> str:
        """From when to when, and how many."""
        told = trn("{n} answer", "{n} answers", self._counts[mark])
        low, high = self._seconds(mark), self._seconds(mark + 1)
        if mark == self.count() - 1 and mark:
            return tr("{low} s and longer: {told}", low=low, told=told)
        return tr("{low} to {high} s: {told}", low=low, high=high, told=told)

    def height_of(self) -> int:
        """The same for every one."""
        return self._style.px(_HIGH)

    def place(self, mark: int, box: QRectF) -> QRectF:
        """The whole height."""
        plot = self._plot(box)
        wide = plot.width() / self.count()
        return QRectF(plot.left() + mark * wide, plot.top(), wide, plot.height())

    def paint_chart(self, painter: QPainter, box: QRectF, active: int | None) -> None:
        """Axis, bars, the median."""
        style, plot = self._style, self._plot(box)
        line = self.line_height()
        for tick in self._ticks:
            y = plot.bottom() - tick / self._ticks[-1] * plot.height()
            painter.setPen(QPen(style.color("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            room = QRectF(box.left(), y - line / 2, plot.left() - box.left() - style.px(10), line)
            self.label(painter, room, number(round(tick)), Qt.AlignmentFlag.AlignRight)
        for n, count in enumerate(self._counts):
            if count:
                self._paint_bar(painter, self.place(n, box), count, chosen=n == active)
        self._paint_seconds(painter, plot)
        self._paint_middle(painter, plot)

    def _plot(self, box: QRectF) -> QRectF:
        metrics = QFontMetricsF(self.small())
        left = max((metrics.horizontalAdvance(number(round(n))) for n in self._ticks), default=0.0)
        line, px = self.line_height(), self._style.px
        return box.adjusted(left + px(14), line / 2, -px(12), -(line + px(10)))

    def _paint_bar(self, painter: QPainter, room: QRectF, count: int, *, chosen: bool) -> None:
        gap = max(1.0, min(room.width() * 0.14, self._style.space(5)))
        bar = room.adjusted(gap, 0, -gap, 0)
        bar.setTop(min(bar.bottom() - 2, bar.bottom() - count / self._ticks[-1] * bar.height()))
        # Round above, square where it stands on its axis.
        radius = min(bar.width() / 2, bar.height(), self._style.space(5))
        path = QPainterPath(bar.bottomLeft())
        path.lineTo(bar.left(), bar.top() + radius)
        path.quadTo(bar.topLeft(), QPointF(bar.left() + radius, bar.top()))
        path.lineTo(bar.right() - radius, bar.top())
        path.quadTo(bar.topRight(), QPointF(bar.right(), bar.top() + radius))
        path.lineTo(bar.bottomRight())
        path.closeSubpath()
        painter.setPen(self.outline(chosen=chosen))
        painter.setBrush(self._style.color("accent_hover" if chosen else "accent"))
        painter.drawPath(path)

    def _paint_seconds(self, painter: QPainter, plot: QRectF) -> None:
        metrics, wide = QFontMetricsF(self.small()), plot.width() / self.count()
        room = metrics.horizontalAdvance(tr("{s} s", s=self._seconds(self.count()))) + self._style.px(14)
        # Every one, every second, every third …: as close as they can stand.
        stride = next(n for n in range(1, self.count() + 2) if n * wide >= room or n > self.count())
        last = self.count() // stride * stride
        for mark in range(0, last + 1, stride):
            told = self._seconds(mark)
            told = tr("{s} s", s=told) if mark == last else told
            middle = min(plot.left() + mark * wide, self._inner().right() - room / 2)
            box = QRectF(middle - room / 2, plot.bottom() + self._style.px(8), room, self.line_height())
            self.label(painter, box, told, Qt.AlignmentFlag.AlignHCenter)

    def _paint_middle(self, painter: QPainter, plot: QRectF) -> None:
        if self._middle_ms is None:
            return
        x = plot.left() + self._middle_ms / (self._width_ms * self.count()) * plot.width()
        if x > plot.right():
            return
        painter.setPen(QPen(self._style.color("text"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _seconds(self, mark: int) -> str:
        whole, rest = divmod(mark * self._width_ms, 1000)
        return f"{whole}.{rest // 100}" if rest else number(whole)
