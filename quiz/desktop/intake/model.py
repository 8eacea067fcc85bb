"""The report on a file as a table: a line for every row that was changed or refused."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from quiz.packs.formats.model import Counts
from quiz.words import number, tr

if TYPE_CHECKING:
    from quiz.app.packjobs import Said

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ROW, WHAT, TEXT = range(3)


class Shown(Enum):
    """Which rows of a report are listed."""

    ALL = "all"
    CHANGED = "changed"
    REFUSED = "refused"


class ReportModel(QAbstractTableModel):
    """Adapts the list that it is given; of a filter it keeps the places alone, four bytes a row."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._said: Sequence[Said] = ()
        self._places: Sequence[int] = ()
        self._counts = Counts.LINE
        self._marks: dict[bool, QIcon] = {}

    def show_report(self, said: Sequence[Said], counts: Counts, shown: Shown) -> None:
        """Show another report, or another part of it. The list must not change any more."""
        self.beginResetModel()
        self._said, self._counts = said, counts
        if shown is Shown.ALL:
            self._places = range(len(said))
        else:
            refused = shown is Shown.REFUSED
            self._places = array("I", [n for n, one in enumerate(said) if one[1] is refused])
        self.endResetModel()

    def set_marks(self, changed: QIcon, refused: QIcon) -> None:
        """The marks before what happened; the words say it as well."""
        self._marks = {False: changed, True: refused}
        if self.rowCount():
            self.dataChanged.emit(
                self.index(0, WHAT), self.index(self.rowCount() - 1, WHAT), [Qt.ItemDataRole.DecorationRole]
            )

    def sentence(self, row: int) -> str:
        """A row in whole, however long."""
        line, refused, what, text = self._said[self._places[row]]
        where = f"{row_name(self._counts)} {number(line)}" if line > 0 else _elsewhere(line)
        told = tr("refused, {why}", why=what) if refused else tr("changed, {what}", what=what)
        return f"{where}: {told}. {text}".rstrip()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows; none below a row."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Row, what happened, text."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, and how it is read out. No tooltips: Qt would take texts for markup."""
        if not index.isValid():
            return None
        line, refused, what, text = self._said[self._places[index.row()]]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if column == ROW:
                if line > 0:
                    return number(line)
                return tr("pack") if line == 0 else tr("further")
            if column == TEXT:
                return text
            return tr("Refused: {why}", why=what) if refused else tr("Changed: {what}", what=what)
        if role == Qt.ItemDataRole.DecorationRole and column == WHAT:
            return self._marks.get(refused)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heading(column)} {index.data() or tr('none')}"
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names, aligned as their cells are."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < 3:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(section)
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _heading(self, column: int) -> str:
        return (row_name(self._counts), tr("What happened"), tr("Text"))[column]


def row_name(counts: Counts) -> str:
    """What a file counts: lines, rows or questions."""
    return {Counts.LINE: tr("Line"), Counts.ROW: tr("Row"), Counts.ITEM: tr("Question")}[counts]


def _elsewhere(line: int) -> str:
    """Where something is that is not one row."""
    return tr("The pack itself") if line == 0 else tr("Further on in the file")


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == ROW else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
