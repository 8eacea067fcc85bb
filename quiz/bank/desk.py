"""The author's side of the bank: tables of questions, the search, steps of work and their undoing."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection

from quiz.bank import fast, journal, packs, studio
from quiz.bank.author_views import Hit, Line, Listing, PackCounts, Step
from quiz.bank.bulk import AT_ONCE, Bulk, Maker, Name
from quiz.bank.engine import Readers, raw_of
from quiz.bank.journal import Change, PackState, QuestionState
from quiz.bank.refusals import BankRefusal
from quiz.bank.rounds import Holder
from quiz.bank.writer import Turn, Writer
from quiz.core.questions import PackHead, Question
from quiz.words import Refused

T = TypeVar("T")
Changed = Callable[[int, QuestionState], QuestionState]


class Desk:
    """What authors read and do; reads work from any thread, work waits for the writer."""

    def __init__(self, readers: Readers, writer: Writer, holder: Holder) -> None:
        self._readers, self._writer, self._holder = readers, writer, holder
        self._now_ms = holder.now_ms
        self._bulk = Bulk(readers, writer, holder.now_ms)

    # --- steps

    def record(self, label: str, about: str, made: Sequence[Change], *, join: bool = False) -> None:
        """Carry changes out as one step, with ``join`` as part of an edit a moment ago. Raises Refused."""
        self._do(lambda c: journal.record(c, label, about, made, self._now_ms(), join))

    def make_pack(self, label: str, head: PackHead, questions: Sequence[Question]) -> None:
        """A new pack with these questions, as one step; nobody sees it before it is whole."""
        key, before = self._do(lambda c: journal.new_pack(c, head, self._holder))
        shown = Change(key, before, PackState(head))
        self.step(label, lambda _: head.title, questions, Adding(key), [shown])

    def add(self, label: str, name: Name, slug: str, questions: Sequence[Question]) -> list[int]:
        """New questions at the end of a pack, under ids that are free there; returns their numbers."""
        return self.step(label, name, questions, Adding(self._pack(slug)))

    def duplicate(self, label: str, name: Name, keys: Sequence[int]) -> list[int]:
        """Copies of questions, each beside its own; returns their numbers."""
        return self.step(label, name, keys, _Copying())

    def copy(self, label: str, name: Name, keys: Sequence[int], slug: str) -> list[int]:
        """Copies of questions at the end of a pack; returns their numbers."""
        return self.step(label, name, keys, _Copying(self._pack(slug)))

    def each(self, label: str, name: Name, keys: Sequence[int], changed: Changed) -> list[int]:
        """Change many questions as one step; returns the numbers of those that did change."""

        def make(c: Connection, some: Sequence[int]) -> list[Change]:
            found = journal.question_states(c, some)
            return [Change(key, found[key], changed(key, found[key])) for key in some if key in found]

        return self.step(label, name, keys, make)

    def move(self, label: str, name: Name, keys: Sequence[int], slug: str, *, emptied: str = "") -> list[int]:
        """Move questions to the end of a pack, and take the pack ``emptied`` away in the same step."""
        gone = []
        if emptied:
            other, state = self.pack_state(emptied)
            gone = [Change(other, state, replace(state, there=False))]
        return self.step(label, name, keys, _Moving(self._pack(slug)), gone)

    def _pack(self, slug: str) -> int:
        with self._readers.reading() as c:
            return int(packs.one(c, slug).id)

    def step(
        self,
        label: str,
        name: Name,
        items: Sequence[T],
        make: Maker[T],
        others: Sequence[Change] = (),
        rows: int = 1,
    ) -> list[int]:
        """A step over some items in one transaction, over many bit by bit.

        ``others`` are changed after them; an item comes to as many changes as ``rows`` at most. Returns the
        numbers of the items' rows that were changed.
        """
        if len(items) > AT_ONCE:
            return self._bulk.do(label, name, items, make, others, rows)

        def job(c: Connection) -> list[int]:
            made = [one for one in make(c, items) if one.before != one.after]
            if made or others:
                about = [one.after.question for one in made if isinstance(one.after, QuestionState)]
                journal.record(c, label, name(about), [*made, *others], self._now_ms())
            return [one.key for one in made]

        return self._do(job)

    def _do(self, job: Callable[[Connection], T]) -> T:
        """Write, and have the index merged a little when nobody waits."""
        result = self._writer.do(job)
        self._writer.submit(lambda c: fast.merge_some(raw_of(c)), Turn.BULK, durable=False)
        return result

    def undo(self) -> Step | None:
        """Take back what an author did last, in whichever window; None when there is nothing.

        Raises Refused where that was changed since; the step is forgotten then, so that those before it can
        be undone.
        """
        return self._turn(back=True)

    def redo(self) -> Step | None:
        """Do again what was undone last; None when there is nothing. Raises Refused as :meth:`undo`."""
        return self._turn(back=False)

    def _turn(self, *, back: bool) -> Step | None:
        step = self.last_steps()[0 if back else 1]
        try:
            if step is not None and step.size > AT_ONCE:
                return self._bulk.turn(step, back=back)
            return self._do(journal.undo if back else journal.redo)
        except Refused:
            if step is not None:
                self._do(lambda c: journal.give_up(c, step.id))
            raise

    def cut_off(self) -> list[int]:
        """Long steps that a program has left half done."""
        return self._bulk.cut_off()

    def mend(self, key: int, stop: Callable[[], bool]) -> None:
        """Bring such a step to its end."""
        self._bulk.mend(key, stop)

    def last_steps(self) -> tuple[Step | None, Step | None]:
        """What undo would take back, and what redo would do again."""
        with self._readers.reading() as c:
            return journal.last_steps(c)

    def packs_of(self, step: Step) -> list[str]:
        """The titles of the packs whose questions a step has changed, three at most."""
        with self._readers.reading() as c:
            return journal.packs_of(c, step.id)

    def keys(self, listing: Listing) -> array[int]:
        """The numbers of the questions that a table shows, in its order; a second for a million."""
        with self._readers.reading() as c:
            return studio.keys(raw_of(c), listing)

    def lines(self, keys: Sequence[int]) -> dict[int, Line]:
        """How questions look in a table, by their numbers."""
        with self._readers.reading() as c:
            return studio.lines(raw_of(c), keys)

    def last_key(self) -> int:
        """The greatest number of a question; 0 when there is none."""
        with self._readers.reading() as c:
            return fast.next_key(raw_of(c)) - 1

    def holding(self, slug: str, needle: str, after: int, upto: int, limit: int) -> list[int]:
        """Questions that may have ``needle`` in a text, whatever its case, by their numbers.

        Of a pack, or of all where ``slug`` is empty; numbered above ``after``, up to ``upto``.
        """
        with self._readers.reading() as c:
            return studio.holding(raw_of(c), slug, needle, after, upto, limit)

    def search(self, typed: str, limit: int = 50) -> list[Hit]:
        """Questions of all packs that hold every word of what was typed, or its beginning."""
        with self._readers.reading() as c:
            return studio.search(raw_of(c), typed, limit)

    def question_state(self, key: int) -> QuestionState:
        """A question as its author left it. Raises Refused when there is none of this number."""
        with self._readers.reading() as c:
            return journal.question_state(c, key)

    def slug_of(self, key: int) -> str:
        """The pack that a question is in. Raises Refused when it is in none that is here."""
        with self._readers.reading() as c:
            state = journal.question_state(c, key)
            pack = journal.pack_state(c, state.pack_id)
            if not (state.there and pack.there):
                raise Refused(BankRefusal.NO_QUESTION, key=key)
            return pack.head.id

    def question_states(self, keys: Sequence[int]) -> dict[int, QuestionState]:
        """Questions as their authors left them, by their numbers; those that have gone are left out."""
        with self._readers.reading() as c:
            return journal.question_states(c, keys)

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

    def stamp(self, slug: str) -> tuple[object, ...]:
        """Another value whenever a pack was changed, in whichever window; the same while others are."""
        with self._readers.reading() as c:
            return studio.stamp(raw_of(c), slug)


class Adding:
    """Questions that come into a pack, under ids that are free there, at its end."""

    def __init__(self, pack_id: int) -> None:
        self._pack_id = pack_id
        self._taken: set[str] = set()

    def __call__(self, c: Connection, some: Sequence[Question]) -> list[Change]:
        """What some of them come to."""
        return [self.added(c, self._pack_id, question) for question in some]

    def added(self, c: Connection, pack_id: int, question: Question, place: int | None = None) -> Change:
        """One of them; without a ``place`` at the end."""
        key, before = journal.new_question(c, pack_id)
        name = journal.free_id(c, pack_id, question.id, self._taken)
        self._taken.add(name)
        where = before.place if place is None else place
        after = replace(before, question=replace(question, id=name), place=where, there=True)
        return Change(key, before, after)


class _Copying:
    """Copies of questions: each beside its own, or at the end of a pack."""

    def __init__(self, pack_id: int | None = None) -> None:
        self._pack_id = pack_id
        self._adding: dict[int, Adding] = {}

    def __call__(self, c: Connection, some: Sequence[int]) -> list[Change]:
        found = journal.question_states(c, some)
        made = []
        for state in (found[key] for key in some if key in found):
            pack_id = self._pack_id or state.pack_id
            adding = self._adding.setdefault(pack_id, Adding(pack_id))
            place = None if self._pack_id else state.place
            made.append(adding.added(c, pack_id, state.question, place))
        return made


class _Moving:
    """Questions that go to the end of another pack."""

    def __init__(self, pack_id: int) -> None:
        self._pack_id = pack_id
        self._taken: set[str] = set()
        self._place: int | None = None

    def __call__(self, c: Connection, some: Sequence[int]) -> list[Change]:
        found = journal.question_states(c, some)
        return [
            Change(key, found[key], self._moved(c, found[key]))
            for key in some
            if key in found and found[key].pack_id != self._pack_id
        ]

    def _moved(self, c: Connection, state: QuestionState) -> QuestionState:
        place = journal.next_place(c, self._pack_id) if self._place is None else self._place
        self._place = place + 1
        name = journal.free_id(c, self._pack_id, state.question.id, self._taken)
        self._taken.add(name)
        # An update of its old pack is none of its business any more.
        named = replace(state.question, id=name)
        return replace(state, question=named, pack_id=self._pack_id, place=place, base=None)
