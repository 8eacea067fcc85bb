"""Days that somebody was here: a calendar, a column a week, the busier the brighter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from quiz.desktop.theme import Style
from quiz.desktop.widgets.charts.chart import Chart
from quiz.desktop.widgets.charts.scale import spread
from quiz.desktop.widgets.dates import day, month
from quiz.desktop.widgets.png import Ask, ask_for_name
from quiz.words import tr, trn

_GAP, _LARGEST, _SMALLEST, _MOST_WEEKS = 3, 20, 11, 53
_LEVELS = (0.28, 0.5, 0.74, 1.0)


class CalendarChart(Chart):
    """The weeks up to today, as many as there is room for, at most a year.

    Who has not played for a year sees the weeks up to the last day.
    """

    def __init__(self, style: Style, title: str, *, ask: Ask = ask_for_name) -> None:
        super().__init__(style, title, ask=ask)
        self._days: dict[date, int] = {}
        self._today = date.min
        self._bounds: list[int] = []
        self._named: tuple[QFont | None, float] = (None, 0.0)

    def show_days(self, days: Mapping[date, int], today: date, summary: str, empty: str = "") -> None:
        """Show other days, with how many answers were given on each."""
        self._days = dict(days)
        last = max(days, default=today)
        self._today = last if (today - last).days >= 7 * _MOST_WEEKS else today
        counts = sorted(days.values())
        # A quarter of the days on each level: one long evening does not pale all others.
        self._bounds = sorted({counts[len(counts) * n // 4] for n in (1, 2, 3)}) if counts else []
        self.showing(summary, empty)

    def count(self) -> int:
        """One for each day that is shown, today the last; none where nothing was ever played."""
        return self._shown() if self._days else 0

    def words(self, mark: int) -> str:
        """The day, and how many answers."""
        told = self._date(mark)
        n = self._days.get(told, 0)
        return f"{day(told)}: " + (trn("{n} answer", "{n} answers", n) if n else tr("not played"))

    def told(self) -> str:
        """The summary, and the days that were played on."""
        played = [n for n in range(self.count()) if self._date(n) in self._days]
        return "\n".join([self._summary or self._empty, *(self.words(n) for n in played[-40:])])

    def height_of(self) -> int:
        """Months, seven days, the key to the colours."""
        side = self._side()
        return round(2 * self.line_height() + self._style.px(22) + 7 * (side + _GAP))

    def step(self, mark: int, key: int) -> int | None:
        """Up and down are days, left and right weeks."""
        moved = {
            Qt.Key.Key_Up: mark - 1,
            Qt.Key.Key_Down: mark + 1,
            Qt.Key.Key_Left: mark - 7,
            Qt.Key.Key_Right: mark + 7,
        }.get(Qt.Key(key))
        if moved is None:
            return super().step(mark, key)
        return moved if 0 <= moved < self.count() else mark

    def place(self, mark: int, box: QRectF) -> QRectF:
        """Its square."""
        side = self._side()
        week, weekday = divmod(mark, 7)  # the first day that is shown is a Monday
        return QRectF(
            box.left() + self._names() + week * (side + _GAP),
            box.top() + self.line_height() + self._style.px(6) + weekday * (side + _GAP),
            side,
            side,
        )

    def paint_chart(self, painter: QPainter, box: QRectF, active: int | None) -> None:
        """Months, weekdays, squares, the key."""
        self._paint_months(painter, box)
        for weekday, name in ((0, tr("Mon")), (2, tr("Wed")), (4, tr("Fri"))):
            middle, line = self.place(weekday, box).center().y(), self.line_height()
            room = QRectF(box.left(), middle - line / 2, self._names(), line)
            self.label(painter, room, name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for mark in range(self.count()):
            n = self._days.get(self._date(mark), 0)
            self._paint_square(painter, self.place(mark, box), self._level(n), chosen=mark == active)
        self._paint_key(painter, box)

    # --- inside

    def _names(self) -> float:
        font = self.small()
        # Every square asks for it.
        if font != self._named[0]:
            metrics = QFontMetricsF(font)
            names = (tr("Mon"), tr("Wed"), tr("Fri"))
            self._named = font, max(metrics.horizontalAdvance(name) for name in names)
        return self._named[1] + self._style.px(10)

    def _weeks(self) -> int:
        room = self._inner().width() - self._names()
        return max(4, min(_MOST_WEEKS, int(room / (self._style.space(_SMALLEST) + _GAP))))

    def _side(self) -> float:
        """Of a square: the year fills the width, if that makes it no larger than a thumb."""
        room = self._inner().width() - self._names()
        return max(
            self._style.space(_SMALLEST), min(self._style.space(_LARGEST), room / self._weeks() - _GAP)
        )

    def _shown(self) -> int:
        return (self._weeks() - 1) * 7 + self._today.weekday() + 1

    def _date(self, mark: int) -> date:
        return self._today - timedelta(days=self._shown() - 1 - mark)

    def _level(self, n: int) -> int:
        """0 for a day without, else 1 to 4."""
        return 4 - len(self._bounds) + bisect_right(self._bounds, n) if n else 0

    def _paint_square(self, painter: QPainter, box: QRectF, level: int, *, chosen: bool) -> None:
        style = self._style
        radius = style.space(3)
        painter.setPen(Qt.PenStyle.NoPen)
        if level:
            painter.setBrush(self.blend("surface", "accent", _LEVELS[min(level, 4) - 1]))
        else:
            painter.setBrush(style.color("raised"))
        painter.drawRoundedRect(box, radius, radius)
        if chosen:
            painter.setPen(QPen(style.color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), radius, radius)

    def _paint_months(self, painter: QPainter, box: QRectF) -> None:
        metrics = QFontMetricsF(self.small())
        begun = [n for n in range(self.count()) if self._date(n).day == 1]
        told = [month(self._date(n).month) for n in begun]
        told = [
            f"{name} {self._date(n).year}" if self._date(n).month == 1 else name
            for n, name in zip(begun, told, strict=True)
        ]
        widths = [metrics.horizontalAdvance(name) + 2 for name in told]
        places = [self.place(n, box).left() + wide / 2 for n, wide in zip(begun, widths, strict=True)]
        for k in spread(widths, places, self._style.px(6)):
            room = QRectF(places[k] - widths[k] / 2, box.top(), widths[k], self.line_height())
            if room.right() <= box.right() + 1:
                self.label(painter, room, told[k], Qt.AlignmentFlag.AlignLeft)

    def _paint_key(self, painter: QPainter, box: QRectF) -> None:
        side, px = self._style.space(_SMALLEST), self._style.px
        less, more = tr("Less"), tr("More")
        metrics = QFontMetricsF(self.small())
        y = self.place(6, box).bottom() + px(10)
        x = box.left() + self._names()
        high = self.line_height()
        wide = metrics.horizontalAdvance(less) + 2
        self.label(painter, QRectF(x, y, wide, high), less, Qt.AlignmentFlag.AlignVCenter)
        x += wide + px(8)
        for level in range(5):
            square = QRectF(x, y + (high - side) / 2, side, side)
            self._paint_square(painter, square, level, chosen=False)
            x += side + _GAP
        wide = metrics.horizontalAdvance(more) + 2
        self.label(painter, QRectF(x + px(5), y, wide, high), more, Qt.AlignmentFlag.AlignVCenter)
