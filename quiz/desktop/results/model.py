"""A round as a table: one row a question, with its sum."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quiz.core.rounds import Answer, Ending
from quiz.desktop.round.words import given_line
from quiz.words import number, seconds, tr

MARK, QUESTION, GIVEN, TIME, BASE, STREAK, TOTAL = range(7)
MARK_ROLE = Qt.ItemDataRole.UserRole
"""``(icon, colour role)`` of the first column."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NUMBERS = (TIME, BASE, STREAK, TOTAL)


class ResultsModel(QAbstractTableModel):
    """The answers of one round, in the order they were given. A plain list: a round has a hundred at most."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers: tuple[Answer, ...] = ()

    def set_answers(self, answers: tuple[Answer, ...]) -> None:
        """Show another round."""
        self.beginResetModel()
        self._answers = answers
        self.endResetModel()

    @property
    def has_streaks(self) -> bool:
        """Whether any answer was paid for a streak as well."""
        return any(answer.points.streak for answer in self._answers)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row a question."""
        return 0 if parent.isValid() else len(self._answers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Mark, question, answer, time, and the three parts of the sum."""
        return 0 if parent.isValid() else 7

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a column holds."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < 7:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                "",
                tr("Question"),
                tr("Your answer"),
                tr("Time"),
                tr("Answer"),
                tr("Streak"),
                tr("Points"),
            )[section]
        if role == Qt.ItemDataRole.AccessibleTextRole and section == MARK:
            return tr("Result")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; the mark has an icon's name for the delegate and a word for a screen reader."""
        if not index.isValid() or not 0 <= index.row() < len(self._answers):
            return None
        answer, column = self._answers[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(answer, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _word(answer) if column == MARK else _text(answer, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == MARK_ROLE and column == MARK:
            return mark_of(answer)
        return None


def mark_of(answer: Answer) -> tuple[str, str]:
    """The icon of an answer, and the role of its colour."""
    if answer.ending is Ending.SKIPPED:
        return "skip", "muted"
    if answer.right:
        return "tick", "right"
    if answer.ending is Ending.EXPIRED:
        return "clock", "wrong"
    return ("dash", "streak") if answer.judged.share else ("cross", "wrong")


def _word(answer: Answer) -> str:
    return {
        "skip": tr("skipped"),
        "tick": tr("right"),
        "clock": tr("time is up"),
        "dash": tr("partly right"),
    }.get(mark_of(answer)[0], tr("wrong"))


def _text(answer: Answer, column: int) -> str:
    match column:
        case 1:
            return answer.question.prompt
        case 2:
            return _given(answer)
        case 3:
            return seconds(answer.used_ms)
        case 4:
            return number(answer.points.base) if answer.points.base else ""
        case 5:
            return number(answer.points.streak) if answer.points.streak else ""
        case 6:
            return number(answer.points.total)
    return ""


def _given(answer: Answer) -> str:
    if answer.right:
        return given_line(answer)
    right = tr("right: {answer}", answer=answer.question.shown_answer)
    given = {Ending.EXPIRED: tr("no answer"), Ending.SKIPPED: tr("skipped")}.get(
        answer.ending, given_line(answer)
    )
    return f"{given} · {right}"


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
