"""Questions as a table: how often they were right, what draws people, how they are rated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from quiz.core.kinds import Kind
from quiz.desktop.statistics.words import percent
from quiz.desktop.widgets.text import tip
from quiz.words import number, tr

if TYPE_CHECKING:
    from quiz.bank.figures import MetQuestion

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

QUESTION, RIGHT, MINE, DRAWN, RATING = range(5)
COURSE_ROLE = Qt.ItemDataRole.UserRole
"""A question's ratings, oldest first, in the column of its rating; None before there are two."""
_TO_THE_RIGHT = (RIGHT, MINE, RATING)


class QuestionsModel(QAbstractTableModel):
    """A row a question, in the order in which they come."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: tuple[MetQuestion, ...] = ()

    def show_questions(self, rows: Sequence[MetQuestion]) -> None:
        """Show other questions."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def told(self, row: int) -> str:
        """All that is known of a question, in sentences."""
        one = self._rows[row]
        said = [
            one.question.prompt,
            tr("{share} of all answers were right: {right} of {asked}.",
               share=percent(one.right, one.asked), right=number(one.right), asked=number(one.asked)),
            tr("You: {right} of {asked}.", right=number(one.mine_right), asked=number(one.mine)),
        ]  # fmt: skip
        if one.drawn is not None:
            times = number(one.drawn[1])
            said.append(tr("What draws people: “{text}”, {n} times.", text=_drawn(one), n=times))
        if len(one.course) > 1:
            said.append(
                tr("Rating over {n} days: from {first} to {last}.",
                   first=number(round(one.course[0])), last=number(round(one.course[-1])), n=len(one.course))
            )  # fmt: skip
        return " ".join(said)

    @property
    def draws(self) -> bool:
        """Whether any question has a wrong answer that draws people."""
        return any(one.drawn is not None for one in self._rows)

    @property
    def has_courses(self) -> bool:
        """Whether any question has been rated twice."""
        return any(len(one.course) > 1 for one in self._rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Questions; none below a question."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The same for every question."""
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, and how it is read out."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(one, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{heading(column)} {_text(one, column) or tr('none')}"
        if role == COURSE_ROLE:
            return one.course if column == RATING and len(one.course) > 1 else None
        if role == Qt.ItemDataRole.ToolTipRole and column in (QUESTION, DRAWN):
            return tip(_text(one, column))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names, aligned as their cells are."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < 5:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(section)
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _text(one: MetQuestion, column: int) -> str:
    match column:
        case 0:
            return one.question.prompt
        case 1:
            return percent(one.right, one.asked)
        case 2:
            return f"{number(one.mine_right)}/{number(one.mine)}"
        case 3:
            return "" if one.drawn is None else f"{_drawn(one)} · {number(one.drawn[1])} ×"
    return "" if one.rating is None else number(round(one.rating.rating))


def _drawn(one: MetQuestion) -> str:
    """What draws people, as the tiles say it."""
    text = one.drawn[0] if one.drawn else ""
    if one.question.kind is Kind.TRUEFALSE:
        return tr("True") if text == "true" else tr("False")
    return text


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _TO_THE_RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def heading(column: int) -> str:
    """A column's name."""
    return (tr("Question"), tr("Right"), tr("You"), tr("What draws people"), tr("Rating"))[column]
