"""Shares as bars, one below the other, each with its name and its value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from quiz.desktop.theme import Style
from quiz.desktop.widgets.charts.chart import Chart
from quiz.desktop.widgets.png import Ask, ask_for_name

_ROW, _BAR, _LEAST_ROWS = 33, 12, 7


class Bar(NamedTuple):
    """A share from 0 to 1: what it is of, how it is written beside the bar, and how it is told."""

    name: str
    share: float
    value: str
    words: str


class BarChart(Chart):
    """As tall as ``rows`` bars, also with fewer, so that nothing jumps when others are shown."""

    def __init__(self, style: Style, title: str, *, rows: int = _LEAST_ROWS, ask: Ask = ask_for_name) -> None:
        super().__init__(style, title, ask=ask)
        self._rows = rows
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar], summary: str, empty: str = "") -> None:
        """Show other shares, no more than there are rows."""
        self._bars = tuple(bars[: self._rows])
        self.showing(summary, empty)

    def count(self) -> int:
        """One for each bar."""
        return len(self._bars)

    def words(self, mark: int) -> str:
        """What it is of, and how much."""
        return f"{self._bars[mark].name}: {self._bars[mark].words}"

    def height_of(self) -> int:
        """All rows."""
        return self._rows * self._style.px(_ROW)

    def step(self, mark: int, key: int) -> int | None:
        """Up and down lead along the bars, as they stand one below the other."""
        turned = {Qt.Key.Key_Up: Qt.Key.Key_Left, Qt.Key.Key_Down: Qt.Key.Key_Right}
        return super().step(mark, turned.get(Qt.Key(key), key))

    def place(self, mark: int, box: QRectF) -> QRectF:
        """The whole row."""
        high = self._style.px(_ROW)
        return QRectF(box.left(), box.top() + mark * high, box.width(), high)

    def paint_chart(self, painter: QPainter, box: QRectF, active: int | None) -> None:
        """Names, tracks, bars, values."""
        style, metrics = self._style, QFontMetricsF(self.small())
        px = style.px
        gap = px(12)
        names = max(metrics.horizontalAdvance(bar.name) for bar in self._bars) + 2
        names = min(names, box.width() * 0.52)
        values = max(metrics.horizontalAdvance(bar.value) for bar in self._bars) + 2
        for n, bar in enumerate(self._bars):
            row = self.place(n, box)
            middle = Qt.AlignmentFlag.AlignVCenter
            role = "text" if n == active else "muted"
            self.label(
                painter, QRectF(row.left(), row.top(), names, row.height()), bar.name,
                Qt.AlignmentFlag.AlignLeft | middle, "text",
            )  # fmt: skip
            self.label(
                painter, QRectF(row.right() - values, row.top(), values, row.height()), bar.value,
                Qt.AlignmentFlag.AlignRight | middle, role,
            )  # fmt: skip
            high = style.space(_BAR)
            track = QRectF(
                row.left() + names + gap, row.center().y() - high / 2,
                max(high, row.width() - names - values - 2 * gap), high,
            )  # fmt: skip
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("raised"))
            painter.drawRoundedRect(track, high / 2, high / 2)
            if bar.share > 0:
                filled = QRectF(track)
                filled.setWidth(max(high, track.width() * min(1.0, bar.share)))
                painter.setPen(self.outline(chosen=n == active))
                painter.setBrush(style.color("accent_hover" if n == active else "accent"))
                painter.drawRoundedRect(filled, high / 2, high / 2)
