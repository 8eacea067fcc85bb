"""Rounds as a table: a board's rows as they are, the history by numbers, its lines read when in sight."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from quiz.app.history import ending
from quiz.bank.views import ABANDONED
from quiz.desktop.home.options import mode_name
from quiz.desktop.widgets.dates import day
from quiz.desktop.widgets.text import tip
from quiz.words import number, packs_told, seconds, tr

if TYPE_CHECKING:
    from quiz.bank.views import RoundRow

Index = QModelIndex | QPersistentModelIndex
Lines = Callable[[Sequence[int]], "dict[int, RoundRow]"]
More = Callable[[int], None]
_NOWHERE = QModelIndex()
_PAGE, _PAGES_KEPT = 100, 40

COLUMNS = ("rank", "when", "player", "pack", "mode", "score", "right", "time", "ending", "version")
_RIGHT_ALIGNED = frozenset({"rank", "score", "right", "time"})


class ScoresModel(QAbstractTableModel):
    """A row a round, in the order in which the bank gave them. ``today`` decides what "Today" is."""

    def __init__(self, lines: Lines | None = None, parent: Any = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._keys: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, RoundRow]] = OrderedDict()
        self._today = date.min
        self._marks: Mapping[str, QIcon] = {}
        self._total = 0
        self._more: More | None = None
        self._asked = False

    def set_marks(self, marks: Mapping[str, QIcon]) -> None:
        """A mark for each player, by name."""
        self._marks = marks
        if self.rowCount():
            column = COLUMNS.index("player")
            last = self.index(self.rowCount() - 1, column)
            self.dataChanged.emit(self.index(0, column), last, [Qt.ItemDataRole.DecorationRole])

    def show_rows(self, rows: Sequence[RoundRow], today: date) -> None:
        """Show these rounds."""
        self._show(array("q", [row.id for row in rows]), today)
        for at in range(0, len(rows), _PAGE):
            self._pages[at // _PAGE] = {row.id: row for row in rows[at : at + _PAGE]}

    def show_board(self, rows: Sequence[RoundRow], total: int, today: date, more: More) -> None:
        """Show the beginning of a board of ``total`` rounds; ``more`` asks for those from a place on."""
        self.show_rows(rows, today)
        self._total, self._more = total, more

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the board goes on, and nobody has been asked for it yet."""
        there = len(self._keys)
        return not parent.isValid() and self._more is not None and not self._asked and there < self._total

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next rounds of the board; they come by :meth:`add_rows`."""
        if self._more is not None and not self._asked:
            self._asked = True
            self._more(len(self._keys))

    def add_rows(self, at: int, rows: Sequence[RoundRow]) -> None:
        """Show the rounds that follow from ``at`` on; where there are none, the board ends there."""
        if self._more is None or at != len(self._keys):
            return
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._keys.extend(row.id for row in rows)
            for n, row in enumerate(rows, at):
                self._pages.setdefault(n // _PAGE, {})[row.id] = row
            self.endInsertRows()
        else:
            self._total = at
        # Not before all have heard of the new rows: whoever hears of them may ask for more.
        self._asked = False

    def show_keys(self, keys: array[int], today: date) -> None:
        """Show the rounds with these numbers, however many."""
        self._show(keys, today)

    def _show(self, keys: array[int], today: date) -> None:
        self.beginResetModel()
        self._keys, self._today = keys, today
        self._total, self._more, self._asked = 0, None, False
        self._pages.clear()
        self.endResetModel()

    def key(self, row: int) -> int | None:
        """The number of the round in a row; None where there is none."""
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def row_of(self, key: int) -> int:
        """The row of a round; -1 when it is not in the table."""
        return self._keys.index(key) if key in self._keys else -1

    def _line(self, row: int) -> RoundRow | None:
        page = row // _PAGE
        if page not in self._pages and self._lines is not None:
            self._pages[page] = self._lines(self._keys[page * _PAGE : (page + 1) * _PAGE])
            if len(self._pages) > _PAGES_KEPT and self._more is None:
                self._pages.popitem(last=False)
        return self._pages.get(page, {}).get(self._keys[row])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rounds; none below a round."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The same for every round."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, and how it is read out."""
        if not index.isValid():
            return None
        row, column = self._line(index.row()), COLUMNS[index.column()]
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == "player":
            return self._marks.get(row.player)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{heading(column)} {self._text(row, column) or tr('none')}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names, aligned as their cells are."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: RoundRow, column: str) -> str:
        match column:
            case "rank":
                return str(row.rank) if row.rank else ""
            case "when":
                return when(row.started, self._today)
            case "player":
                return row.player
            case "pack":
                return packs_told(row.titles)
            case "mode":
                return mode_name(row.mode)
            case "score":
                return number(row.score)
            case "right":
                return f"{row.right}/{row.answered}"
            case "time":
                return span(row.answer_ms)
            case "ending":
                return ending(row.outcome)
        return row.version

    def _tip(self, row: RoundRow, column: str) -> str | None:
        if column == "player":
            return tip(row.player)
        if column == "pack":
            return tip(", ".join(row.titles))
        if column == "ending":
            return _ended(row.outcome)
        if column == "when":
            return f"{row.started:%Y-%m-%d %H:%M}"
        if column == "rank":
            if row.rank:
                return tr("Place {n} among rounds under the same rules", n=row.rank)
            return tr("Not ranked: practice, replayed, resumed late, or not finished")
        return None


def heading(column: str) -> str:
    """A column's name."""
    return {
        "rank": tr("#"),
        "when": tr("When"),
        "player": tr("Player"),
        "pack": tr("Pack"),
        "mode": tr("Mode"),
        "score": tr("Score"),
        "right": tr("Right"),
        "time": tr("Time"),
        "ending": tr("Ending"),
        "version": tr("Version"),
    }[column]


def _ended(outcome: str | None) -> str | None:
    """What there is to add about a round that was not played to its end."""
    if outcome is None:
        return tr("Not over yet: open it to go on with it")
    return tr("Cut off, and then given up") if outcome == ABANDONED else None


def when(moment: datetime, today: date) -> str:
    """A moment as one says it: by the time of day when it is near, by the date when it is not.

    >>> when(datetime(2026, 11, 22, 14, 2), date(2026, 11, 22))
    'Today 14:02'
    >>> when(datetime(2026, 11, 19, 9, 0), date(2026, 11, 22)), when(datetime(2025, 1, 2), date(2026, 11, 22))
    ('19 Nov', '2 Jan 2025')
    """
    days = (today - moment.date()).days
    if days == 0:
        return tr("Today {time}", time=f"{moment:%H:%M}")
    if days == 1:
        return tr("Yesterday {time}", time=f"{moment:%H:%M}")
    return day(moment.date(), year=moment.year != today.year)


def span(ms: int) -> str:
    """Time spent answering: seconds, or minutes and seconds.

    >>> span(42_400), span(83_000)
    ('42.4 s', '1:23')
    """
    if ms < 60_000:
        return seconds(ms)
    whole = (ms + 500) // 1000
    return f"{whole // 60}:{whole % 60:02}"
