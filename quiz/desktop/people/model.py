"""Who plays here, as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from quiz.bank.views import Belongings
from quiz.desktop.widgets.dates import day
from quiz.words import number, tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

NAME, ROUNDS, ANSWERS, LAST = range(4)


class PeopleModel(QAbstractTableModel):
    """Adapts the list that it is given."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._people: Sequence[Belongings] = ()
        self._playing = ""
        self._mark: Callable[[int, bool], QIcon] = _no_mark

    def show_people(self, people: Sequence[Belongings], playing: str) -> None:
        """Show these, with the one who is playing now marked."""
        self.beginResetModel()
        self._people, self._playing = people, playing
        self.endResetModel()

    def set_marks(self, mark: Callable[[int, bool], QIcon]) -> None:
        """What paints the mark of a colour, and of who is playing; the words say that as well."""
        self._mark = mark
        if self._people:
            last = self.index(len(self._people) - 1, NAME)
            self.dataChanged.emit(self.index(0, NAME), last, [Qt.ItemDataRole.DecorationRole])

    def person(self, row: int) -> Belongings:
        """Who stands in a row."""
        return self._people[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Players; none below a player."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The name and three figures."""
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, and how it is read out. No tooltips: Qt would take names for markup."""
        if not index.isValid():
            return None
        person, column = self._people[index.row()], index.column()
        playing = person.player.name == self._playing
        if role == Qt.ItemDataRole.DisplayRole:
            return _told(person, column)
        if role == Qt.ItemDataRole.DecorationRole and column == NAME:
            return self._mark(person.colour, playing)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == NAME:
                return tr("{name}, playing now", name=person.player.name) if playing else person.player.name
            return f"{_heading(column)}: {_told(person, column)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < 4:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _heading(section)
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _no_mark(colour: int, playing: bool) -> QIcon:
    return QIcon()


def _told(person: Belongings, column: int) -> str:
    match column:
        case 0:
            return person.player.name
        case 1:
            return number(person.rounds)
        case 2:
            return number(person.answers)
    return tr("Not yet") if person.last is None else day(date.fromisoformat(person.last))


def _heading(column: int) -> str:
    return (tr("Player"), tr("Rounds"), tr("Answers"), tr("Played last"))[column]


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == NAME else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
