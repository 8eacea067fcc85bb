"""A pack meets a newer version of itself: what was not touched is replaced, what was changed here is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select, update

from quiz.bank import fast, journal
from quiz.bank.bulk import AT_ONCE
from quiz.bank.engine import raw_of
from quiz.bank.packs import leave, ready, refresh, remember, show
from quiz.bank.rounds import Holder
from quiz.bank.tables.packs import packs, questions
from quiz.bank.tables.studio import gone_questions, unfinished
from quiz.bank.views import Update
from quiz.core.questions import Difficulty


@dataclass(slots=True)
class Plan:
    """What an update will do, by question number; ``replaced`` and ``back`` pair ours with the new one."""

    replaced: list[tuple[int, Any]] = field(default_factory=list)
    back: list[tuple[int, Any]] = field(default_factory=list)
    added: list[Any] = field(default_factory=list)
    retired: list[int] = field(default_factory=list)
    kept: int = 0
    bases: list[tuple[int, str]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many questions will be other than before."""
        return len(self.replaced) + len(self.back) + len(self.added) + len(self.retired)

    def counts(self) -> Update:
        """The four numbers that are reported."""
        return Update(len(self.replaced), self.kept, len(self.added) + len(self.back), len(self.retired))


def plan(ours: Iterable[Any], new: Mapping[str, Any]) -> Plan:
    """Compare the rows of a pack with those of its newer version, which are found by slug."""
    made, known = Plan(), set()
    for row in ours:
        known.add(row.slug)
        other = new.get(row.slug)
        changed = row.base_hash != row.content_hash or row.unfinished
        if other is None:
            if row.ord is not None and not changed:
                made.retired.append(row.id)
            elif row.ord is not None and row.base_hash is not None:
                made.kept += 1
            continue
        if row.place != other.place:
            made.places.append((row.id, other.place))
        if row.gone:  # its author here does not want it
            made.kept += 1
        elif row.ord is None:
            made.back.append((row.id, other))
        elif row.content_hash != other.content_hash and not changed:
            made.replaced.append((row.id, other))
        else:
            made.kept += row.content_hash != other.content_hash
            if row.base_hash != other.content_hash:
                made.bases.append((row.id, other.content_hash))
    made.added = [row for slug, row in new.items() if slug not in known]
    return made


def arrange(staying: Mapping[int, int], coming: Sequence[int]) -> dict[int, int]:
    """New slots, so that they run from 0 without a gap: as few questions move as can be.

    ``staying`` maps slots to questions, ``coming`` are questions without one; returned are the questions
    that get another slot.

    >>> arrange({0: 7, 2: 8, 3: 9}, [10])
    {10: 1}
    >>> arrange({0: 7, 3: 9}, [])
    {9: 1}
    """
    size = len(staying) + len(coming)
    movers = [key for slot, key in sorted(staying.items()) if slot >= size] + list(coming)
    gaps = (slot for slot in range(size) if slot not in staying)
    return dict(zip(movers, gaps, strict=False))


_ROW = (questions.c.id, questions.c.slug, questions.c.place, questions.c.difficulty, questions.c.ord,
        questions.c.content_hash, questions.c.base_hash,
        exists().where(gone_questions.c.question_id == questions.c.id).label("gone"),
        exists().where(unfinished.c.question_id == questions.c.id).label("unfinished"))  # fmt: skip


def compared(connection: Connection, ours_id: int, new_id: int) -> tuple[Sequence[Any], Plan]:
    """The rows of pack ``ours_id``, and what bringing it up to the hidden import ``new_id`` will do."""
    ours = connection.execute(
        select(*_ROW).where(questions.c.pack_id == ours_id).order_by(questions.c.id)
    ).all()
    new = connection.execute(
        select(*_ROW).where(questions.c.pack_id == new_id).order_by(questions.c.place)
    ).all()
    return ours, plan(ours, {row.slug: row for row in new})


def merge(
    connection: Connection, ours_id: int, new_id: int, mark: str, by_author: int | None = None
) -> Update:
    """Bring pack ``ours_id`` up to the hidden import ``new_id``; the caller removes its remains.

    With ``by_author``, the time in UTC milliseconds, it becomes a step that can be undone, unless it is one
    of more rows than a step can have.
    """
    ours, made = compared(connection, ours_id, new_id)
    incoming = [(key, row.id) for key, row in (*made.replaced, *made.back)]
    levels = {key: row.difficulty for key, row in (*made.replaced, *made.back)}
    leaving = {
        *made.retired,
        *(row.id for row in ours if row.id in levels and row.difficulty is not levels[row.id]),
    }
    coming: dict[Difficulty, list[int]] = {level: [] for level in Difficulty}
    for row in ours:
        if row.id in levels and (row.ord is None or row.id in leaving):
            coming[levels[row.id]].append(row.id)
    for row in made.added:
        coming[row.difficulty].append(row.id)
    touched = [*levels, *made.retired]
    kept = by_author is not None and 0 < made.size <= AT_ONCE
    before = {key: journal.question_state(connection, key) for key in touched} if kept else {}
    head = journal.pack_state(connection, ours_id)
    slots: dict[int, int] = {}
    for level in Difficulty:
        staying = {
            row.ord: row.id
            for row in ours
            if row.ord is not None and row.difficulty is level and row.id not in leaving
        }
        slots |= arrange(staying, coming[level])
    each(connection, "ord", [(key, None) for key in {*leaving, *slots}])
    each(connection, "pack_id", [(row.id, ours_id) for row in made.added])
    _take_over(connection, incoming)
    each(connection, "base_hash", made.bases)
    each(connection, "place", made.places)
    each(connection, "ord", list(slots.items()))
    _head(connection, ours_id, new_id, mark)
    if made.added or made.back:
        remember(connection, ours_id)
    refresh(connection, ours_id)
    if kept and by_author is not None:
        steps = [journal.Change(ours_id, head, journal.pack_state(connection, ours_id))]
        for key, was in before.items():
            steps.append(journal.Change(key, was, journal.question_state(connection, key)))
        for row in made.added:
            now = journal.question_state(connection, row.id)
            steps.append(journal.Change(row.id, replace(now, there=False), now))
        journal.keep(connection, journal.IMPORT, head.head.title, steps, by_author)
    return made.counts()


def each(connection: Connection, column: str, values: Sequence[tuple[int, Any]]) -> None:
    """Set one column of many questions."""
    if values:
        statement = (
            update(questions).where(questions.c.id == bindparam("key")).values({column: bindparam("value")})
        )
        connection.execute(statement, [{"key": key, "value": value} for key, value in values])


def _take_over(connection: Connection, incoming: Sequence[tuple[int, int]]) -> None:
    """Questions keep their numbers, and with them who has seen them, and get the content of the new ones."""
    raw = raw_of(connection)
    for start in range(0, len(incoming), 500):
        some = incoming[start : start + 500]
        found = fast.read_questions(raw, [new for _, new in some])
        hashed = [(key, found[new][1], found[new][1].content_hash()) for key, new in some]
        fast.rewrite(raw, hashed)
        each(connection, "base_hash", [(key, mark) for key, _, mark in hashed])


def _head(connection: Connection, ours_id: int, new_id: int, mark: str) -> None:
    row = connection.execute(select(packs).where(packs.c.id == new_id)).one()
    kept = {
        "id",
        "slug",
        "state",
        "local",
        "fingerprint",
        "base_fingerprint",
        "lease_pid",
        "lease_started",
        "lease_token",
    }
    values = {name: value for name, value in row._mapping.items() if name not in kept}
    connection.execute(update(packs).where(packs.c.id == ours_id).values(base_fingerprint=mark, **values))


def finish(
    connection: Connection, slug: str, new_id: int, mark: str, holder: Holder, by_author: int | None
) -> Update | None:
    """Show a hidden import, whose fingerprint is ``mark``, or merge it into the pack that is here."""
    ours = ready(connection, slug)
    if ours is None:
        show(connection, new_id, mark)
        if by_author is not None:
            now = journal.pack_state(connection, new_id)
            made = journal.Change(new_id, replace(now, there=False), now)
            journal.keep(connection, journal.IMPORT, now.head.title, [made], by_author)
        return None
    done = merge(connection, ours.id, new_id, mark, by_author)
    leave(connection, new_id, holder)
    return done
