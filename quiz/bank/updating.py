"""An author's update of a pack that changes many questions: one step, carried out bit by bit.

What nobody sees goes first, then the step is kept whole and carried out as all long steps are, so that no
answer of a round waits for it, and it is undone as it was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection, update

from quiz.bank import fast, journal, merge, packs
from quiz.bank.bulk import AT_ONCE, MOST, Bulk
from quiz.bank.engine import Readers, raw_of
from quiz.bank.journal import Change, PackState, QuestionState
from quiz.bank.rounds import Holder
from quiz.bank.tables.packs import packs as pack_table
from quiz.bank.views import Update
from quiz.bank.writer import Turn, Writer

_ROWS = 200


class _Item(NamedTuple):
    """A question that will be other than before: ``new`` is the row that it becomes like, its own where it is
    new itself, 0 where it goes.
    """

    key: int
    new: int
    place: int


def bring(
    readers: Readers, writer: Writer, holder: Holder, slug: str, new_id: int, mark: str
) -> Update | None:
    """Bring a pack up to the hidden import ``new_id``, whose fingerprint is ``mark``, and hide its remains.

    None, with nothing done, where one transaction has to do: for a pack that is not here, for few questions,
    and for more than a step may have. Raises Refused.
    """
    with readers.reading() as c:
        row = packs.ready(c, slug)
        if row is None:
            return None
        ours_id = int(row.id)
        _, made = merge.compared(c, ours_id, new_id)
        head, newer = journal.pack_state(c, ours_id), journal.pack_state(c, new_id)
    if not AT_ONCE < made.size <= MOST:
        return None
    title = head.head.title
    items = [
        *(_Item(key, row.id, row.place) for key, row in (*made.replaced, *made.back)),
        *(_Item(row.id, row.id, row.place) for row in made.added),
        *(_Item(key, 0, 0) for key in made.retired),
    ]
    touched = {item.key for item in items}
    _each(writer, "base_hash", made.bases)
    _each(writer, "place", [(key, place) for key, place in made.places if key not in touched])
    _each(writer, "ord", [(row.id, None) for row in made.added])
    _each(writer, "pack_id", [(row.id, ours_id) for row in made.added])

    def make(c: Connection, some: Sequence[_Item]) -> list[Change]:
        return _changes(c, ours_id, some)

    after = PackState(replace(newer.head, id=head.head.id))
    shown = [Change(ours_id, head, after)] if after != head else []
    bulk = Bulk(readers, writer, holder.now_ms)
    bulk.do(journal.IMPORT, lambda _: title, items, make, shown)

    def end(c: Connection) -> None:
        c.execute(update(pack_table).where(pack_table.c.id == ours_id).values(base_fingerprint=mark))
        packs.remember(c, ours_id)
        journal.stale(c, ours_id)
        packs.leave(c, new_id, holder)

    writer.do(end)
    return made.counts()


def _each(writer: Writer, column: str, values: Sequence[tuple[int, object]]) -> None:
    """Set one column of many questions, in small transactions."""
    for start in range(0, len(values), _ROWS):
        job = partial(merge.each, column=column, values=values[start : start + _ROWS])
        writer.do(job, Turn.BULK, durable=False)


def _changes(c: Connection, ours_id: int, some: Sequence[_Item]) -> list[Change]:
    states = journal.question_states(c, [item.key for item in some])
    others = fast.read_questions(raw_of(c), [item.new for item in some if item.new not in (0, item.key)])
    made = []
    for item in some:
        before = states[item.key]
        if item.new == 0:
            after = replace(before, there=False)
        elif item.new == item.key:
            after = replace(before, there=True)
        else:
            question = others[item.new][1]
            after = QuestionState(question, ours_id, item.place, question.content_hash())
        made.append(Change(item.key, before, after))
    return made
