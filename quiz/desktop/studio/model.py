"""Packs, and questions that a search found, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from quiz.desktop.review.words import how_far
from quiz.desktop.widgets.text import tip
from quiz.words import number, tr

if TYPE_CHECKING:
    from quiz.bank.author_views import ArticleCard, Hit
    from quiz.bank.views import PackInfo

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Rows(QAbstractTableModel):
    """A plain list of rows of texts, under headings; ``right`` names the columns that hold numbers."""

    def __init__(
        self, headings: Sequence[str], right: frozenset[int] = frozenset(), parent: Any = None
    ) -> None:
        super().__init__(parent)
        self._headings, self._right = tuple(headings), right
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows; none below a row."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One for each heading."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, and how it is read out."""
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headings[index.column()]} {text or tr('none')}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names, aligned as their cells are."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self._headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def pack_rows(packs: Sequence[PackInfo]) -> list[tuple[str, ...]]:
    """Packs as rows: title, questions, version."""
    return [(info.title, _count(info), info.version) for info in packs]


def _count(info: PackInfo) -> str:
    """How many questions can be played, and how many are still to be written."""
    told = number(info.questions)
    return f"{told} + {number(info.unfinished)}" if info.unfinished else told


def hit_rows(hits: Sequence[Hit]) -> list[tuple[str, ...]]:
    """Questions that were found as rows: question, answer, pack."""
    return [(" ".join(hit.prompt.split()), " ".join(hit.answer.split()), hit.title) for hit in hits]


def article_rows(found: Sequence[ArticleCard]) -> list[tuple[str, ...]]:
    """Articles as rows: title, and how far the review is."""
    return [(one.title, how_far(one.reviewed, one.drafts, one.accepted)) for one in found]
