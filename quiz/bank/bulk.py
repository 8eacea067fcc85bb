"""Steps over many questions: kept and carried out bit by bit, so that no answer of a round waits for them.

The whole step is kept first, with every row before and after it. Then row after row goes to where the step's
direction says that it belongs: after it, or before it once the step is undone. So whoever opens the bank next
brings a step to its end that was cut off, and two programs that do so at once do each other no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, UnaryExpression, delete, func, select, update

from quiz.bank import fast, journal
from quiz.bank.author_views import Step
from quiz.bank.engine import Readers, raw_of
from quiz.bank.journal import Change, QuestionState
from quiz.bank.refusals import BankRefusal
from quiz.bank.tables.studio import changes, steps
from quiz.bank.writer import Turn, Writer
from quiz.core.questions import Question
from quiz.words import Refused

T = TypeVar("T")
Name = Callable[[Sequence[Question]], str]
"""What a step over these questions is called."""
Maker = Callable[[Connection, Sequence[T]], list[Change]]
"""The changes that some of a step's items come to, not carried out yet."""

AT_ONCE = 16
"""Rows that are written in one transaction: some 5 ms."""
MOST = 50_000
_CHECKED_AT_ONCE = 500
_MERGED_AFTER = 8
"""Transactions, after which the index is merged a little."""
_LONGEST_KEEPING_MS = 60_000
"""A step that has not all of its rows after so long was cut off while it was kept."""


class Bulk:
    """Long steps of one bank. Waits for the writer between chunks: not for the window's thread."""

    def __init__(self, readers: Readers, writer: Writer, now_ms: Callable[[], int]) -> None:
        self._readers, self._writer, self._now_ms = readers, writer, now_ms

    def do(
        self,
        label: str,
        name: Name,
        items: Sequence[T],
        make: Maker[T],
        packs: Sequence[Change] = (),
        rows: int = 1,
    ) -> list[int]:
        """Carry out what ``make`` makes of the items, and changes of ``packs`` after all of it, as one step.

        An item comes to as many changes as ``rows`` at most. Returns the numbers of the rows that change.
        Raises Refused, with nothing changed.
        """
        if len(items) > MOST:
            raise Refused(BankRefusal.TOO_MANY, n=len(items), most=MOST)
        step = 0
        keys: list[int] = []
        try:
            for start in range(0, len(items), AT_ONCE):
                some = items[start : start + AT_ONCE]
                whole = len(items) * rows + len(packs)
                made = self._bulk(partial(self._keep, step, label, name, some, make, packs, whole))
                step, keys = made[0], keys + made[1]
            if step:
                self._bulk(partial(_kept, step=step))
        except BaseException:
            if step:
                self._writer.do(lambda c: journal.give_up(c, step))
            raise
        if step:
            self._whole(step, back=False)
        return keys

    def turn(self, step: Step, *, back: bool) -> Step:
        """Undo a step, or do it again. Raises Refused where a row was changed since."""
        for some in self._parts(step.id, _CHECKED_AT_ONCE, back=back):
            with self._readers.reading() as c:
                if any(now not in (row.before, row.after) for row, now in _now(c, some)):
                    raise Refused(BankRefusal.CHANGED_SINCE, what=step.about)
        self._writer.do(lambda c: _direct(c, step.id, back=back))
        self._whole(step.id, back=back)
        return step

    def cut_off(self) -> list[int]:
        """Steps that some program has left half done, or half kept."""
        with self._readers.reading() as c:
            return [
                step.id for step in journal.last_steps(c) if step is not None and self._is_cut_off(c, step)
            ]

    def mend(self, step: int, stop: Callable[[], bool] = lambda: False) -> None:
        """Bring a step to its end that was cut off; one that was not kept whole is forgotten."""
        with self._readers.reading() as c:
            row = c.execute(select(steps).where(steps.c.id == step)).one_or_none()
            half = row is not None and _size(c, step) < row.size
        if half:
            self._writer.do(lambda c: journal.give_up(c, step))
        elif row is not None:
            self._roll(step, back=row.undone, stop=stop)

    # --- inside

    def _keep(
        self,
        step: int,
        label: str,
        name: Name,
        some: Sequence[T],
        make: Maker[T],
        packs: Sequence[Change],
        size: int,
        c: Connection,
    ) -> tuple[int, list[int]]:
        """Keep what becomes of some items; returns the step's number, 0 while nothing changes, and theirs."""
        made = [one for one in make(c, some) if one.before != one.after]
        if made and not step:
            about = [one.after.question for one in made if isinstance(one.after, QuestionState)]
            step = journal.begin_step(c, label, name(about), size, self._now_ms())
            journal.keep_changes(c, step, packs)
        journal.keep_changes(c, step, made)
        return step, [one.key for one in made]

    def _whole(self, step: int, *, back: bool) -> None:
        """To the end, or all the way back where the bank refuses a row."""
        try:
            self._roll(step, back=back)
        except Refused:
            self._writer.do(lambda c: _direct(c, step, back=not back))
            self._roll(step, back=not back)
            raise

    def _roll(self, step: int, *, back: bool, stop: Callable[[], bool] = lambda: False) -> None:
        parts = self._parts(step, AT_ONCE, back=back)
        for n, some in enumerate(parts, 1):
            job = partial(_roll_some, step=step, some=some, back=back)
            # The last one takes all that came before it to the disk.
            if stop() or not self._bulk(job, durable=n == len(parts)):
                return
            if n % _MERGED_AFTER == 0:
                self._bulk(_merge_some)
        self._bulk(partial(_settle, step=step))

    def _parts(self, step: int, size: int, *, back: bool) -> list[list[int]]:
        """The numbers of a step's changes, in the order in which they are carried out."""
        with self._readers.reading() as c:
            found = select(changes.c.id).where(changes.c.step_id == step)
            keys = list(c.execute(found.order_by(*_order(back=back))).scalars())
        return [keys[start : start + size] for start in range(0, len(keys), size)]

    def _is_cut_off(self, c: Connection, step: Step) -> bool:
        if step.size <= AT_ONCE:
            return False
        row = c.execute(select(steps).where(steps.c.id == step.id)).one()
        if _size(c, step.id) < step.size:
            return bool(row.at_ms < self._now_ms() - _LONGEST_KEEPING_MS)
        # The row that is done last says whether all are done.
        order = _order(back=not row.undone)
        last = select(changes.c.id).where(changes.c.step_id == step.id).order_by(*order).limit(1)
        ((change, now),) = _now(c, [c.execute(last).scalar_one()])
        return bool(now == (change.after if row.undone else change.before))

    def _bulk(self, job: Callable[[Connection], T], *, durable: bool = False) -> T:
        return self._writer.do(job, Turn.BULK, durable=durable)


def _merge_some(c: Connection) -> None:
    fast.merge_some(raw_of(c))


def _order(*, back: bool) -> tuple[UnaryExpression[Any], UnaryExpression[Any]]:
    """How changes are carried out: a pack comes after its questions, and goes before them."""
    if back:
        return changes.c.on_table.asc(), changes.c.id.desc()
    return changes.c.on_table.desc(), changes.c.id.asc()


def _kept(c: Connection, step: int) -> None:
    """All changes of a step are kept now."""
    c.execute(update(steps).where(steps.c.id == step).values(size=_size(c, step)))


def _direct(c: Connection, step: int, *, back: bool) -> None:
    c.execute(update(steps).where(steps.c.id == step).values(undone=back))


def _size(c: Connection, step: int) -> int:
    counted = select(func.count()).select_from(changes).where(changes.c.step_id == step)
    return int(c.execute(counted).scalar_one())


def _roll_some(c: Connection, step: int, some: Sequence[int], *, back: bool) -> bool:
    """Bring some rows to where they belong; False when somebody has turned the step round meanwhile."""
    told = c.execute(select(steps.c.undone, steps.c.label).where(steps.c.id == step)).one_or_none()
    if told is not None and told.undone is not back:
        return False
    turned = []
    for row, now in _now(c, some):
        one, other = (row.after, row.before) if back else (row.before, row.after)
        if now == one:
            turned.append(
                (row.key, journal.state_of(row.on_table, one), journal.state_of(row.on_table, other))
            )
        elif now != other:
            # Somebody wrote in it just now: theirs stays, and is none of this step's business.
            c.execute(delete(changes).where(changes.c.id == row.id))
    journal.put(c, turned, imported=told is not None and told.label == journal.IMPORT)
    return True


def _settle(c: Connection, step: int) -> None:
    """All of a step is where it belongs: say whether a pack that an import has updated was changed here."""
    found = (
        select(changes.c.key)
        .join(steps)
        .where(steps.c.id == step, steps.c.label == journal.IMPORT, changes.c.on_table == "pack")
    )
    for pack_id in c.execute(found).scalars().all():
        journal.stale(c, pack_id)


def _now(c: Connection, some: Sequence[int]) -> list[tuple[Row[Any], str]]:
    """Changes by their numbers, in that order, each with its row as it is now."""
    found = {row.id: row for row in c.execute(select(changes).where(changes.c.id.in_(some)))}
    rows = [found[key] for key in some if key in found]
    return list(zip(rows, journal.texts_now(c, [(row.on_table, row.key) for row in rows]), strict=True))
