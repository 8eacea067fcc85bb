"""What authors do with packs and questions: every action is one step that can be undone.

An action takes what the author saw and leaves alone what somebody else has changed since. Questions that
cannot be played yet are kept as they are, and rounds go on with their last good state.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from quiz.app.replacing import Piece, by_question, replaced
from quiz.bank.author_views import Listing, Step
from quiz.bank.journal import Change, QuestionState
from quiz.core.questions import Difficulty, Kind, PackHead, Question
from quiz.core.slugs import pack_id
from quiz.words import Refused, tr, trn

if TYPE_CHECKING:
    from quiz.bank.bank import Bank


class WorkshopRefusal(Enum):
    """Why an author's action is not done."""

    NO_TITLE = "A pack needs a title; write one."


class Workshop:
    """The author's work on one bank."""

    def __init__(self, bank: Bank) -> None:
        self._bank, self._desk = bank, bank.desk

    # --- packs

    def new_pack(self, title: str, author: str = "", language: str = "en") -> str:
        """Make an empty pack; returns its id. Raises Refused for a title that is none."""
        title = _title(title)
        head = PackHead(pack_id(title, secrets.token_hex(8)), title, author=author, language=language)
        self._desk.make_pack("new pack", head, ())
        return head.id

    def change_pack(self, slug: str, **values: str) -> None:
        """Change what a pack says of itself, such as its title, author or licence."""
        if "title" in values:
            values["title"] = _title(values["title"])
        key, before = self._desk.pack_state(slug)
        head = replace(before.head, **values)
        if head != before.head:
            self._desk.record("pack details", head.title, [Change(key, before, replace(before, head=head))])

    def remove_pack(self, slug: str) -> None:
        """Take a pack away; an undo brings it back."""
        key, before = self._desk.pack_state(slug)
        gone = Change(key, before, replace(before, there=False))
        self._desk.record("remove pack", before.head.title, [gone])

    def duplicate_pack(self, slug: str) -> str:
        """A pack of one's own with the same questions; returns its id."""
        _, state = self._desk.pack_state(slug)
        title = tr("{title} (copy)", title=state.head.title)
        head = replace(state.head, id=pack_id(title, secrets.token_hex(8)), title=title, version="1.0.0")
        self._desk.make_pack("copy pack", head, self._bank.pack(slug).questions)
        return head.id

    def merge_packs(self, into: str, other: str) -> None:
        """Move all questions of one pack into another and take the empty one away, as one step."""
        _, kept = self._desk.pack_state(into)
        self._desk.move(
            "merge packs", lambda _: kept.head.title, self._desk.keys(Listing(other)), into, emptied=other
        )

    # --- questions

    def add(self, slug: str, question: Question) -> int:
        """Put a question into a pack, finished or not; returns its number."""
        return self._desk.add("add", about, slug, [question])[0]

    def save(self, key: int, seen: QuestionState, question: Question) -> QuestionState:
        """Keep an edit of a question that its author saw as ``seen``; returns how it is now.

        Edits that follow one another closely are one step. Raises Refused when another window changed it.
        """
        after = kept(seen, question)
        if after != seen:
            self._desk.record("edit", about([after.question]), [Change(key, seen, after)], join=True)
        return after

    def write_over(self, key: int, question: Question) -> QuestionState:
        """Keep an edit whatever another window has made of the question, as a step of its own.

        A question that was removed is back with it. Returns how it is now.
        """
        seen = self._desk.question_state(key)
        after = replace(kept(seen, question), there=True)
        if after != seen:
            self._desk.record("edit", about([after.question]), [Change(key, seen, after)])
        return after

    def duplicate(self, keys: Sequence[int]) -> list[int]:
        """Copies of questions, each right after its own; returns their numbers."""
        return self._desk.duplicate("duplicate", about, keys)

    def remove(self, keys: Sequence[int]) -> None:
        """Take questions out of their packs."""
        self._desk.each("remove", about, keys, lambda _, state: replace(state, there=False))

    def set_values(
        self,
        keys: Sequence[int],
        *,
        category: str | None = None,
        difficulty: Difficulty | None = None,
        add_tags: Sequence[str] = (),
        drop_tags: Sequence[str] = (),
    ) -> None:
        """Change category, difficulty or tags of many questions; what is not given stays."""

        def changed(_: int, state: QuestionState) -> QuestionState:
            q = state.question
            tags = [tag for tag in q.tags if tag not in drop_tags]
            tags += [tag for tag in add_tags if tag not in tags]
            made = replace(
                q,
                category=q.category if category is None else category.strip(),
                difficulty=difficulty or q.difficulty,
                tags=tuple(tags),
            )
            return replace(state, question=made)

        self._desk.each("set values", about, keys, changed)

    def move(self, keys: Sequence[int], slug: str) -> None:
        """Move questions into another pack, at its end."""
        self._desk.move("move", about, keys, slug)

    def copy(self, keys: Sequence[int], slug: str) -> list[int]:
        """Copies of questions in another pack, at its end; returns their numbers."""
        return self._desk.copy("copy", about, keys, slug)

    def replace_all(self, found: Sequence[Piece]) -> int:
        """Put in what find and replace has found; returns how many questions changed."""
        wanted = by_question(found)
        changed = self._desk.each(
            "replace",
            about,
            list(wanted),
            lambda key, state: replace(state, question=replaced(state.question, wanted[key])),
        )
        return len(changed)

    # --- steps

    def undo(self) -> str:
        """Take the last step back; says what was undone, or that there is nothing. Raises Refused."""
        step = self._desk.undo()
        return tr("Nothing to undo.") if step is None else tr("Undone: {what}", what=self._told(step))

    def undo_verdict(self) -> str:
        """Take the last verdict on a draft back, or what was written in one; anything else stays."""
        step = self._desk.last_steps()[0]
        if step is not None and step.label not in _OF_DRAFTS:
            return tr("No verdict to take back; Ctrl+Z takes back {what}.", what=told(step))
        return self.undo()

    def redo(self) -> str:
        """Do the step again that was undone last; says so. Raises Refused."""
        step = self._desk.redo()
        return tr("Nothing to redo.") if step is None else tr("Done again: {what}", what=self._told(step))

    def _told(self, step: Step) -> str:
        """A step in words, with the pack that its questions are in: it may not be the one in sight."""
        where = ", ".join(self._desk.packs_of(step)) if step.label in _OF_QUESTIONS else ""
        return tr("{what} in {packs}", what=told(step), packs=where) if where else told(step)


_LABELS = {
    "new pack": "the new pack “{about}”",
    "pack details": "the details of “{about}”",
    "remove pack": "removing the pack “{about}”",
    "copy pack": "copying to “{about}”",
    "merge packs": "merging into “{about}”",
    "import": "importing “{about}”",
    "add": "adding “{about}”",
    "edit": "editing “{about}”",
    "duplicate": "duplicating “{about}”",
    "remove": "removing “{about}”",
    "set values": "changing “{about}”",
    "move": "moving “{about}”",
    "copy": "copying “{about}”",
    "replace": "replacing in “{about}”",
    "article": "reading “{about}”",
    "remove article": "taking the article “{about}” away",
    "article pack": "the pack for “{about}”",
    "draft": "writing “{about}”",
    "edit draft": "editing “{about}”",
    "accept": "accepting “{about}”",
    "accept many": "accepting {about}",
    "reject": "rejecting “{about}”",
    "reopen": "putting “{about}” back",
}


_OF_QUESTIONS = ("add", "edit", "duplicate", "remove", "set values", "move", "copy", "replace")
_OF_DRAFTS = ("draft", "edit draft", "accept", "accept many", "reject", "reopen")


def told(step: Step) -> str:
    """A step in words, as in "removing “Who?” and 3 more"."""
    what = tr(_LABELS.get(step.label, "“{about}”"), about=step.about)
    more = step.size - 1
    if more and step.label in _OF_QUESTIONS:
        return trn("{what} and {n} more", "{what} and {n} more", more, what=what)
    return what


def kept(seen: QuestionState, question: Question) -> QuestionState:
    """How a question is once an edit of it is kept: its id never changes."""
    return replace(seen, question=replace(question, id=seen.question.id))


def blank(kind: Kind = Kind.CHOICE) -> Question:
    """A new question of a kind, with nothing in it, under an id of its own."""
    right = {Kind.TRUEFALSE: ("true",), Kind.ORDER: ("", "", ""), Kind.MULTIPLE: ("", "")}.get(kind, ("",))
    wrong = {Kind.CHOICE: ("", "", ""), Kind.MULTIPLE: ("", "")}.get(kind, ())
    return Question(secrets.token_hex(5), "", kind, right, wrong)


def _title(text: str) -> str:
    clean = " ".join(text.split())[:200]
    if not clean:
        raise Refused(WorkshopRefusal.NO_TITLE)
    return clean


def about(questions: Sequence[Question]) -> str:
    """What a step over some questions is called: by the first of them."""
    first = " ".join(questions[0].prompt.split()) if questions else ""
    return (first if len(first) <= 60 else first[:59] + "…") or tr("a new question")
