"""What find and replace would change, as a table: a line a text, each with its tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from quiz.app.replacing import Part, Piece
from quiz.words import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

PART, BEFORE, AFTER = range(3)
PieceRole = Qt.ItemDataRole.UserRole + 1
"""The piece of a row, for whoever paints it."""
_AROUND = 44
"""Signs before the first piece that are shown of a long text."""


class PiecesModel(QAbstractTableModel):
    """Grows while they are found. ``ticked`` tells that a row was ticked or unticked."""

    ticked = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._pieces: list[Piece] = []
        self._off: set[int] = set()

    def clear(self) -> None:
        """Nothing is found."""
        self.beginResetModel()
        self._pieces, self._off = [], set()
        self.endResetModel()

    def add(self, pieces: Sequence[Piece]) -> None:
        """Some more, all of them ticked."""
        if not pieces:
            return
        first = len(self._pieces)
        self.beginInsertRows(_NOWHERE, first, first + len(pieces) - 1)
        self._pieces += pieces
        self.endInsertRows()

    @property
    def wanted(self) -> list[Piece]:
        """Those that are ticked."""
        return [piece for n, piece in enumerate(self._pieces) if n not in self._off]

    @property
    def wanted_count(self) -> int:
        """How many are ticked."""
        return len(self._pieces) - len(self._off)

    def piece(self, row: int) -> Piece:
        """What stands in a row."""
        return self._pieces[row]

    def toggle(self, rows: Sequence[int]) -> None:
        """Tick rows, or untick them all if the first of them is ticked."""
        if not rows:
            return
        off = rows[0] not in self._off
        self._off = self._off | set(rows) if off else self._off - set(rows)
        self.dataChanged.emit(
            self.index(min(rows), PART), self.index(max(rows), PART), [Qt.ItemDataRole.CheckStateRole]
        )
        self.ticked.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Texts; none below a text."""
        return 0 if parent.isValid() else len(self._pieces)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Where, before, after."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, its tick, and how it is read out. No tooltips: Qt takes them for markup."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        piece = self._pieces[row]
        if role == Qt.ItemDataRole.DisplayRole:
            return part_name(piece.part) if column == PART else cut(piece, after=column == AFTER)[0]
        if role == Qt.ItemDataRole.CheckStateRole and column == PART:
            return Qt.CheckState.Unchecked if row in self._off else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == PART:
                state = tr("left as it is") if row in self._off else tr("replaced")
                return f"{part_name(piece.part)}, {state}"
            return f"{self.headerData(column, Qt.Orientation.Horizontal)} {index.data()}"
        return piece if role == PieceRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < 3:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Field"), tr("Before"), tr("After"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def cut(piece: Piece, *, after: bool, before: int = _AROUND) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text as one line, and where its pieces stand in it; it begins ``before`` signs before the first.

    >>> cut(Piece(1, Part.PROMPT, 0, "Who is Rouge?", "Who is R?", ((7, 12),), ((7, 8),)), after=True)
    ('Who is R?', ((7, 8),))
    """
    text, spans = (piece.after, piece.put) if after else (piece.before, piece.spans)
    start = max(0, spans[0][0] - before)
    lead = "…" if start else ""
    shift = len(lead) - start
    line = lead + text[start : start + 400].replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return line, tuple((one + shift, end + shift) for one, end in spans)


def part_name(part: Part) -> str:
    """A field as an author reads it."""
    return {
        Part.PROMPT: tr("Question"),
        Part.ANSWERS: tr("Answers"),
        Part.EXPLANATION: tr("Explanation"),
        Part.CATEGORY: tr("Category"),
        Part.TAGS: tr("Tags"),
        Part.SOURCE: tr("Source"),
    }[part]
