"""The rows of a review's list: drafts, contradictions, or what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from quiz.app.review import Sure, sure_ones, sureness
from quiz.bank.author_views import ArticleView, DraftView
from quiz.core.facts import Verdict
from quiz.core.questions import problems
from quiz.desktop.editor.names import kind_name
from quiz.desktop.review.words import Shown, both_sides, sure_name
from quiz.desktop.widgets.text import tip
from quiz.words import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: what it is about, a line of what more there is to say, a mark, and how sure it is, if at all.

    ``key`` is a draft's number, or the place in the report, from 0.
    """

    key: int
    text: str
    more: str
    icon: str = ""
    confidence: float | None = None


def draft_entry(draft: DraftView, *, playable: bool) -> Entry:
    """A draft as a row."""
    question = draft.question
    said = [kind_name(question.kind)]
    if question.category:
        said.append(question.category)
    icon = ""
    if draft.verdict is Verdict.ACCEPTED:
        icon = "tick"
        said.insert(0, tr("Accepted") if draft.became else tr("Accepted, but no more in its pack"))
    elif draft.verdict is Verdict.REJECTED:
        icon = "cross"
        said.insert(0, tr("Rejected"))
    elif not playable:
        icon = "pencil"
        said.insert(0, tr("Not finished"))
    if draft.fact is None:
        said.append(tr("by hand"))
    text = " ".join(question.prompt.split()) or tr("New question")
    return Entry(draft.key, text, " · ".join(said), icon, draft.confidence)


class Rows:
    """The rows of an article's lists. Of a draft that is the same as before they are not made anew.

    An article may have thousands of drafts, and every verdict lists them.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[DraftView, Entry, bool]] = {}

    def of(
        self, article: ArticleView, drafts: Sequence[DraftView], shown: Shown, *, surest: int = 0
    ) -> list[Entry]:
        """A list's rows: of drafts in the article's order, or by confidence, ``surest`` 1 or -1 first."""
        if shown is Shown.AGAINST:
            told = tr("said in different ways")
            return [Entry(n, both_sides(one), told, "flag") for n, one in enumerate(article.contradictions)]
        if shown is Shown.LEFT_OUT:
            return [
                Entry(n, " ".join(one.evidence.text.split())[:300], one.reason)
                for n, one in enumerate(article.left_out)
            ]
        verdict = shown.verdict
        found = [draft for draft in drafts if draft.verdict is verdict]
        if surest:
            found.sort(
                key=lambda draft: -surest * (draft.confidence if draft.confidence is not None else 1.0)
            )
        return [self._row(draft)[1] for draft in found]

    def sure(self, drafts: Sequence[DraftView]) -> dict[Sure, list[int]]:
        """The open drafts that can be played, by their numbers: those that are at least so sure."""
        return sure_ones([draft for draft in drafts if draft.verdict is Verdict.OPEN and self._row(draft)[2]])

    def _row(self, draft: DraftView) -> tuple[DraftView, Entry, bool]:
        known = self._known.get(draft.key)
        if known is None or known[0] is not draft:
            playable = not problems(draft.question)
            known = self._known[draft.key] = (draft, draft_entry(draft, playable=playable), playable)
        return known


class ReviewModel(QAbstractTableModel):
    """Adapts a plain list, of one column: what stands in a row is painted together and read out together."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_entries(self, found: list[Entry]) -> None:
        """Show other rows; where they are the same drafts, they stay where they are."""
        if found == self._entries:
            return
        if [one.key for one in found] == [one.key for one in self._entries]:
            self._entries = found
            self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, 0))
            return
        self.beginResetModel()
        self._entries = found
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """What stands in a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, key: int) -> int:
        """The row of a draft; -1 when it is not in the list."""
        return next((n for n, one in enumerate(self._entries) if one.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows; none below a row."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, and how it is read out."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{entry.text}\n{entry.more}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.text, entry.more, _sure(entry)) if part)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The column's name."""
        if orientation is Qt.Orientation.Horizontal and section == 0 and role == Qt.ItemDataRole.DisplayRole:
            return tr("Draft")
        return None


def _sure(entry: Entry) -> str:
    if entry.confidence is None:
        return ""
    percent = round(100 * entry.confidence)
    return tr("{word}, {n} %", word=sure_name(sureness(entry.confidence)), n=percent)
