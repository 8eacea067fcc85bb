"""What there is to mend in a pack, as a table."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from quiz.app.checkjobs import UNFINISHED, Remark
from quiz.core.lint import Level
from quiz.words import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ABOUT, WHAT = range(2)


class Shown(Enum):
    """Which remarks are listed."""

    ALL = ""
    UNFINISHED = UNFINISHED
    ERRORS = Level.ERROR.value
    WARNINGS = Level.WARNING.value


class RemarksModel(QAbstractTableModel):
    """Adapts the list that it is given; of a filter it keeps the places alone."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._remarks: Sequence[Remark] = ()
        self._places: Sequence[int] = ()
        self._marks: Mapping[str, QIcon] = {}

    def show_remarks(self, remarks: Sequence[Remark], shown: Shown) -> None:
        """Show other remarks, or another part of them. The list must not change any more."""
        self.beginResetModel()
        self._remarks = remarks
        self._places = (
            range(len(remarks))
            if shown is Shown.ALL
            else array("I", [n for n, one in enumerate(remarks) if one.level == shown.value])
        )
        self.endResetModel()

    def set_marks(self, marks: Mapping[str, QIcon]) -> None:
        """A mark for each level; the words say it as well."""
        self._marks = marks
        if self.rowCount():
            last = self.index(self.rowCount() - 1, WHAT)
            self.dataChanged.emit(self.index(0, WHAT), last, [Qt.ItemDataRole.DecorationRole])

    def remark(self, row: int) -> Remark:
        """What stands in a row."""
        return self._remarks[self._places[row]]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Remarks; none below a remark."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The question, and what is to be mended in it."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, and how it is read out. No tooltips: Qt would take texts for markup."""
        if not index.isValid():
            return None
        remark = self.remark(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return remark.about if index.column() == ABOUT else remark.what
        if role == Qt.ItemDataRole.DecorationRole and index.column() == WHAT:
            return self._marks.get(remark.level)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return remark.about if index.column() == ABOUT else f"{level_name(remark.level)}: {remark.what}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < 2:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Question"), tr("What to do"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def level_name(level: str) -> str:
    """How much a remark weighs, as an author reads it."""
    return {
        UNFINISHED: tr("Not played yet"),
        Level.ERROR.value: tr("To mend"),
        Level.WARNING.value: tr("Look at this"),
    }[level]
