"""The questions that fit a round's rules, as ``core.drawing`` wants them: each at a place, quick to reach."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from sqlalchemy import ColumnElement, and_, exists, select

from quiz.bank import fast, strength
from quiz.bank.engine import Readers
from quiz.bank.refusals import BankRefusal
from quiz.bank.tables.packs import State, packs, questions
from quiz.bank.tables.play import Why, flags, seen
from quiz.core.questions import Difficulty, Question
from quiz.core.rating import Rating
from quiz.words import Refused


@dataclass(slots=True)
class _Read:
    """What every source can do with a key, whatever the order of its places."""

    readers: Readers
    player_id: int
    unseen_first: bool
    wanted: Callable[[], ColumnElement[bool]]
    _known: dict[int, Question] = field(default_factory=dict)

    def seen(self, keys: Sequence[int]) -> set[int]:
        """Those of ``keys`` that this player has been asked; empty where unseen first is off."""
        return fast.seen_of(self.readers.raw(), self.player_id, keys) if self.unseen_first else set()

    def unseen(self) -> Sequence[int]:
        """The keys of all that fit and were never asked, by number; empty where unseen first is off."""
        if not self.unseen_first:
            return ()
        asked = exists().where(seen.c.player_id == self.player_id, seen.c.question_id == questions.c.id)
        statement = select(questions.c.id).join(packs).where(self.wanted(), ~asked).order_by(questions.c.id)
        with self.readers.reading() as connection:
            return list(connection.execute(statement).scalars())

    def rating(self) -> Rating | None:
        """Where this player stands; None until that is known."""
        return strength.of_player(self.readers.raw(), self.player_id)

    def ratings(self, keys: Sequence[int]) -> list[Rating]:
        """Where each of these questions stands."""
        return strength.of_questions(self.readers.raw(), keys)

    def question(self, key: int) -> Question:
        """The question itself. Raises Refused when it has gone since."""
        if key not in self._known:
            found = fast.read_questions(self.readers.raw(), [key])
            if key not in found:
                raise Refused(BankRefusal.NO_QUESTION, key=key)
            self._known[key] = found[key][1]
        return self._known[key]


@dataclass(slots=True)
class ListSource(_Read):
    """A source over a list of keys: the canonical order, or a category."""

    keys: Sequence[int] = ()

    @property
    def size(self) -> int:
        """How many questions fit."""
        return len(self.keys)

    def key(self, place: int) -> int:
        """The bank's number of the question at a place."""
        return self.keys[place]


@dataclass(slots=True)
class SlotSource(_Read):
    """A source over stored slots: nothing is counted, whatever the bank's size.

    ``hidden`` holds the places of questions that the player never wants again, in order: they are left out.
    """

    slots: Sequence[tuple[int, str, int]] = ()
    hidden: Sequence[int] = ()
    _ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._ends = list(accumulate(used for _, _, used in self.slots))

    @property
    def size(self) -> int:
        """How many questions fit."""
        return (self._ends[-1] if self._ends else 0) - len(self.hidden)

    def key(self, place: int) -> int:
        """The bank's number of the question at a place."""
        for gone in self.hidden:
            if gone > place:
                break
            place += 1
        part = bisect_right(self._ends, place)
        pack_id, level, used = self.slots[part]
        return fast.key_at(self.readers.raw(), pack_id, level, place - self._ends[part] + used)


def make_source(
    readers: Readers, pack_ids: Sequence[str], difficulty: Difficulty | None, category: str, player_id: int,
    *, unseen_first: bool, canonical: bool,
) -> ListSource | SlotSource:  # fmt: skip
    """The source for these rules; no packs means all. Raises Refused for a pack that is not here."""
    raw = readers.raw()
    chosen = _chosen(raw, pack_ids)

    def wanted() -> ColumnElement[bool]:
        fits = _wanted(chosen if pack_ids else (), difficulty, category)
        return fits if canonical else and_(fits, ~hidden_by(player_id))

    if canonical or category:
        order = (packs.c.slug, questions.c.slug) if canonical else (questions.c.id,)
        statement = select(questions.c.id).join(packs).where(wanted()).order_by(*order)
        with readers.reading() as connection:
            keys = list(connection.execute(statement).scalars())
        return ListSource(readers, player_id, unseen_first, wanted, keys=keys)
    levels = tuple(Difficulty) if difficulty is None else (difficulty,)
    slots = [(key, level.value, fast.slots_used(raw, key, level.value)) for key in chosen for level in levels]
    hidden = _hidden_places(raw, player_id, slots)
    return SlotSource(readers, player_id, unseen_first, wanted, slots=slots, hidden=hidden)


def _chosen(raw: sqlite3.Connection, pack_ids: Sequence[str]) -> list[int]:
    ready = fast.ready_packs(raw)
    missing = set(pack_ids) - ready.keys()
    if missing:
        raise Refused(BankRefusal.NO_PACK, slug=min(missing))
    return [key for slug, key in ready.items() if not pack_ids or slug in pack_ids]


def _wanted(chosen: Sequence[int], difficulty: Difficulty | None, category: str) -> ColumnElement[bool]:
    fits = [packs.c.state == State.READY, questions.c.ord.is_not(None)]
    if chosen:
        fits.append(questions.c.pack_id.in_(chosen))
    if difficulty is not None:
        fits.append(questions.c.difficulty == difficulty)
    if category:
        fits.append(questions.c.category == category)
    return and_(*fits)


def hidden_by(player_id: int) -> ColumnElement[bool]:
    """That a question is one which this player never wants to see again."""
    return exists().where(
        flags.c.player_id == player_id, flags.c.pack == packs.c.slug, flags.c.question == questions.c.slug,
        flags.c.why == Why.NEVER,
    )  # fmt: skip


def _hidden_places(
    raw: sqlite3.Connection, player_id: int, slots: Sequence[tuple[int, str, int]]
) -> list[int]:
    """Where the player's hidden questions stand among the places; there are few, so each is looked up."""
    starts, place = {}, 0
    for pack_id, level, used in slots:
        starts[pack_id, level] = place
        place += used
    found = ((starts.get((pack_id, level)), at) for pack_id, level, at in fast.hidden_slots(raw, player_id))
    return sorted(start + at for start, at in found if start is not None)
