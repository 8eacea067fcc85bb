"""A pack's questions as a table: a list of numbers, and the lines of those that are in sight."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from quiz.desktop.editor.names import difficulty_name, kind_name
from quiz.desktop.widgets.text import tip
from quiz.words import tr

if TYPE_CHECKING:
    from quiz.bank.author_views import Line

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGE = 100
_PAGES_KEPT = 40

COLUMNS = ("prompt", "answer", "kind", "difficulty", "category")
Lines = Callable[[Sequence[int]], "dict[int, Line]"]


class QuestionsModel(QAbstractTableModel):
    """A row a question. A million of them are eight megabytes; lines are read a hundred at a time."""

    def __init__(self, lines: Lines, parent: Any = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._keys: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Line]] = OrderedDict()

    def show_keys(self, keys: array[int]) -> None:
        """Show other questions, or the same in another order."""
        self.beginResetModel()
        self._keys = keys
        self._pages.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Read again what is in sight: something was written."""
        self._pages.clear()
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, len(COLUMNS) - 1))

    @property
    def keys(self) -> array[int]:
        """The numbers of the questions, in the table's order."""
        return self._keys

    def row_of(self, key: int) -> int:
        """The row of a question; -1 when it is not in the table."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def line(self, row: int) -> Line | None:
        """What is shown in a row; None when its question has gone."""
        page = row // _PAGE
        if page not in self._pages:
            self._pages[page] = self._lines(self._keys[page * _PAGE : (page + 1) * _PAGE])
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page].get(self._keys[row])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Questions; none below a question."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The same for every question."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, and how it is read out."""
        if not index.isValid() or role not in _ROLES:
            return None
        line = self.line(index.row())
        if line is None:
            return None
        column = COLUMNS[index.column()]
        text = _text(line, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            note = tr(", not finished") if column == "prompt" and line.unfinished else ""
            return f"{heading(column)} {text or tr('none')}{note}"
        return tip((line.unfinished or text) if column == "prompt" else text)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


_ROLES = frozenset(
    (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
)


def _text(line: Line, column: str) -> str:
    match column:
        case "prompt":
            prompt = " ".join(line.prompt.split()) or tr("New question")
            return f"• {prompt}" if line.unfinished else prompt
        case "answer":
            return " ".join(line.answer.split())
        case "kind":
            return kind_name(line.kind)
        case "difficulty":
            return difficulty_name(line.difficulty)
    return line.category


def heading(column: str) -> str:
    """A column's name."""
    return {
        "prompt": tr("Question"),
        "answer": tr("Answer"),
        "kind": tr("Kind"),
        "difficulty": tr("Level"),
        "category": tr("Category"),
    }[column]
