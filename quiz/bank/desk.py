"""The author's side of the bank: tables of questions, the search, steps of work and their undoing."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection

from quiz.bank import fast, journal, packs, studio
from quiz.bank.engine import Readers, raw_of
from quiz.bank.journal import Change, PackState, QuestionState
from quiz.bank.views import Hit, Line, Listing, PackCounts, Step
from quiz.bank.writer import Turn, Writer
from quiz.core.questions import PackHead, Question
from quiz.words import Refused

T = TypeVar("T")
Name = Callable[[Sequence[Question]], str]
"""What a step over these questions is called."""
Changed = Callable[[int, QuestionState], QuestionState]


class Desk:
    """What authors read and do; reads work from any thread, work waits for the writer."""

    def __init__(self, readers: Readers, writer: Writer, now_ms: Callable[[], int]) -> None:
        self._readers, self._writer, self._now_ms = readers, writer, now_ms

    # --- steps

    def record(self, label: str, about: str, made: Sequence[Change], *, join: bool = False) -> None:
        """Carry changes out as one step, with ``join`` as part of an edit a moment ago. Raises Refused."""
        self._do(lambda c: journal.record(c, label, about, made, self._now_ms(), join))

    def make_pack(self, label: str, head: PackHead, questions: Sequence[Question]) -> None:
        """A new pack with these questions, as one step."""

        def job(c: Connection) -> None:
            key, before = journal.new_pack(c, head)
            made = [Change(key, before, PackState(head)), *(_added(c, key, q, None) for q in questions)]
            journal.record(c, label, head.title, made, self._now_ms())

        self._do(job)

    def add(self, label: str, name: Name, slug: str, questions: Sequence[Question]) -> list[int]:
        """New questions at the end of a pack, under ids that are free there; returns their numbers."""

        def job(c: Connection) -> list[int]:
            pack_id = packs.one(c, slug).id
            return self._recorded(c, label, name, [_added(c, pack_id, q, None) for q in questions])

        return self._do(job)

    def duplicate(self, label: str, name: Name, keys: Sequence[int]) -> list[int]:
        """Copies of questions, each beside its own; returns their numbers."""

        def job(c: Connection) -> list[int]:
            made = []
            for key in keys:
                state = journal.question_state(c, key)
                made.append(_added(c, state.pack_id, state.question, state.place))
            return self._recorded(c, label, name, made)

        return self._do(job)

    def each(self, label: str, name: Name, keys: Sequence[int], changed: Changed) -> list[int]:
        """Change many questions as one step; returns the numbers of those that did change."""

        def job(c: Connection) -> list[int]:
            pairs = [(key, journal.question_state(c, key)) for key in keys]
            made = [Change(key, state, changed(key, state)) for key, state in pairs]
            return self._recorded(c, label, name, [one for one in made if one.before != one.after])

        return self._do(job)

    def move(self, label: str, name: Name, keys: Sequence[int], slug: str, *, emptied: str = "") -> list[int]:
        """Move questions to the end of a pack, and take the pack ``emptied`` away in the same step."""

        def job(c: Connection) -> list[int]:
            made = _moved(c, keys, packs.one(c, slug).id)
            if emptied:
                other = packs.one(c, emptied).id
                state = journal.pack_state(c, other)
                made.append(Change(other, state, replace(state, there=False)))
            return self._recorded(c, label, name, made)

        return self._do(job)

    def _do(self, job: Callable[[Connection], T]) -> T:
        """Write, and have the index merged a little when nobody waits."""
        done = self._writer.do(job)
        self._writer.submit(lambda c: fast.merge_some(raw_of(c)), Turn.BULK, durable=False)
        return done

    def _recorded(self, c: Connection, label: str, name: Name, made: Sequence[Change]) -> list[int]:
        if made:
            about = [one.after.question for one in made if isinstance(one.after, QuestionState)]
            journal.record(c, label, name(about), made, self._now_ms())
        return [one.key for one in made if isinstance(one.after, QuestionState)]

    def undo(self) -> Step | None:
        """Take back what an author did last, in whichever window; None when there is nothing.

        Raises Refused where that was changed since; the step is forgotten then, so that those before it can
        be undone.
        """
        return self._turn(journal.undo, 0)

    def redo(self) -> Step | None:
        """Do again what was undone last; None when there is nothing. Raises Refused as :meth:`undo`."""
        return self._turn(journal.redo, 1)

    def _turn(self, turn: Callable[[Connection], Step | None], which: int) -> Step | None:
        try:
            return self._do(turn)
        except Refused:
            step = self.last_steps()[which]
            if step is not None:
                self._do(lambda c: journal.give_up(c, step.id))
            raise

    def last_steps(self) -> tuple[Step | None, Step | None]:
        """What undo would take back, and what redo would do again."""
        with self._readers.reading() as c:
            return journal.last_steps(c)

    def keys(self, listing: Listing) -> array[int]:
        """The numbers of the questions that a table shows, in its order; a second for a million."""
        with self._readers.reading() as c:
            return studio.keys(raw_of(c), listing)

    def lines(self, keys: Sequence[int]) -> dict[int, Line]:
        """How questions look in a table, by their numbers."""
        with self._readers.reading() as c:
            return studio.lines(raw_of(c), keys)

    def search(self, typed: str, limit: int = 50) -> list[Hit]:
        """Questions of all packs that hold every word of what was typed, or its beginning."""
        with self._readers.reading() as c:
            return studio.search(raw_of(c), typed, limit)

    def question_state(self, key: int) -> QuestionState:
        """A question as its author left it. Raises Refused when there is none of this number."""
        with self._readers.reading() as c:
            return journal.question_state(c, key)

    def pack_state(self, slug: str) -> tuple[int, PackState]:
        """A pack's number and head. Raises Refused when it is not here."""
        with self._readers.reading() as c:
            pack_id = packs.one(c, slug).id
            return pack_id, journal.pack_state(c, pack_id)

    def categories(self, slug: str) -> list[str]:
        """The categories of a pack's questions, by name."""
        with self._readers.reading() as c:
            return studio.categories(raw_of(c), slug)

    def pack_counts(self, slug: str) -> PackCounts:
        """What a pack is made of, and how it was answered."""
        with self._readers.reading() as c:
            raw = raw_of(c)
            return PackCounts(**studio.counts(raw, slug), asked=studio.asked(raw, slug))

    def version(self) -> int:
        """A number that is another one whenever another window, or this one, has written something."""
        with self._readers.reading() as c:
            return int(raw_of(c).execute("PRAGMA data_version").fetchone()[0])


def _added(c: Connection, pack_id: int, question: Question, place: int | None) -> Change:
    """A question coming into a pack under an id that is free there."""
    key, before = journal.new_question(c, pack_id)
    named = replace(question, id=journal.free_id(c, pack_id, question.id, set()))
    where = before.place if place is None else place
    return Change(key, before, replace(before, question=named, place=where, there=True))


def _moved(c: Connection, keys: Sequence[int], pack_id: int) -> list[Change]:
    made: list[Change] = []
    taken: set[str] = set()
    place = journal.next_place(c, pack_id)
    for key in keys:
        state = journal.question_state(c, key)
        if state.pack_id == pack_id:
            continue
        name = journal.free_id(c, pack_id, state.question.id, taken)
        taken.add(name)
        after = replace(
            state,
            question=replace(state.question, id=name),
            pack_id=pack_id,
            place=place + len(made),
            base=None,  # an update of its old pack is none of its business any more
        )
        made.append(Change(key, state, after))
    return made
