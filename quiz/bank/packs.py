"""Packs in the bank: they come in hidden, in small transactions, and leave without touching history."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, exists, func, insert, select, update

from quiz.bank import fast, lease
from quiz.bank.engine import raw_of
from quiz.bank.ready import Ready
from quiz.bank.refusals import BankRefusal
from quiz.bank.rounds import Holder
from quiz.bank.tables.packs import State, packs, questions
from quiz.bank.tables.play import answers, rounds, seen
from quiz.bank.views import PackCard, PackInfo
from quiz.core.questions import Difficulty, Pack, PackHead, fingerprint_of_sorted
from quiz.core.rounds import Outcome
from quiz.words import Refused

CHUNK_ROWS = 500
"""No transaction of an import writes more rows, choices and tags included: an answer may wait for one."""

DROP_AT_ONCE = 150
"""So many questions leave in one transaction; with their choices they are about as many rows."""

_HEAD = tuple(entry.name for entry in fields(PackHead) if entry.name != "id")
_HELD_BY_NOBODY = {"lease_pid": None, "lease_started": "", "lease_token": ""}


def version_of(row: Any) -> str:
    """The version as it reads everywhere: with ``+local`` when somebody changed the pack here."""
    return f"{row.version}+local" if row.local else str(row.version)


def ready(connection: Connection, slug: str) -> Row[Any] | None:
    """The row of a pack that is shown; None when there is none."""
    return connection.execute(
        select(packs).where(packs.c.slug == slug, packs.c.state == State.READY)
    ).one_or_none()  # fmt: skip


def one(connection: Connection, slug: str) -> Row[Any]:
    """The row of a pack that is shown. Raises Refused when there is none."""
    row = ready(connection, slug)
    if row is None:
        raise Refused(BankRefusal.NO_PACK, slug=slug)
    return row


def count(connection: Connection, pack_id: int) -> int:
    """How many questions a pack has, from its slots."""
    raw = raw_of(connection)
    return sum(fast.slots_used(raw, pack_id, level.value) for level in Difficulty)


def infos(connection: Connection, slug: str | None = None) -> list[PackInfo]:
    """The packs that are shown, in the order in which they came; or the one with this slug."""
    statement = select(packs).where(packs.c.state == State.READY)
    if slug is not None:
        statement = statement.where(packs.c.slug == slug)
    to_write = fast.unfinished_by_pack(raw_of(connection))
    return [
        PackInfo(
            row.slug,
            row.title,
            version_of(row),
            row.fingerprint or marked(connection, row.id),
            count(connection, row.id),
            row.shipped,
            to_write.get(row.id, 0),
        )
        for row in connection.execute(statement.order_by(packs.c.id)).all()
    ]


def cards(connection: Connection, player_id: int) -> list[PackCard]:
    """The packs that are shown, as they came, with a player's best ranked and last score in each alone."""
    ended = and_(
        rounds.c.player_id == player_id,
        rounds.c.packs == packs.c.slug,
        rounds.c.gone_ms.is_(None),
        rounds.c.outcome.in_([outcome.value for outcome in Outcome]),
    )
    best = select(rounds.c.score).where(ended, rounds.c.ranked).order_by(rounds.c.score.desc()).limit(1)
    last = (
        select(rounds.c.score).where(ended).order_by(rounds.c.started_ms.desc(), rounds.c.id.desc()).limit(1)
    )
    statement = select(
        packs, best.scalar_subquery().label("best"), last.scalar_subquery().label("last")
    ).where(packs.c.state == State.READY)  # fmt: skip
    return [
        PackCard(
            row.slug,
            row.title,
            version_of(row),
            row.language,
            count(connection, row.id),
            row.best,
            row.last,
            row.cover,
        )
        for row in connection.execute(statement.order_by(packs.c.id))
    ]


def read(connection: Connection, slug: str) -> Pack:
    """A pack with its questions in file order. Raises Refused when it is not here."""
    row = one(connection, slug)
    keys = list(connection.execute(
        select(questions.c.id)
        .where(questions.c.pack_id == row.id, questions.c.ord.is_not(None))
        .order_by(questions.c.place, questions.c.id)
    ).scalars())  # fmt: skip
    found = fast.read_questions(raw_of(connection), keys)
    head = PackHead(row.slug, *(getattr(row, name) for name in _HEAD))
    return Pack(head, tuple(found[key][1] for key in keys))


def chunks(rows: Iterable[Ready]) -> Iterator[list[Ready]]:
    """The questions in lists of at most ``CHUNK_ROWS`` rows to write."""
    chunk: list[Ready] = []
    size = 0
    for row in rows:
        if chunk and size + row.rows > CHUNK_ROWS:
            yield chunk
            chunk, size = [], 0
        chunk.append(row)
        size += row.rows
    if chunk:
        yield chunk


def begin(connection: Connection, head: PackHead, holder: Holder, *, shipped: bool) -> int:
    """A new pack that nobody sees yet. Raises Refused when another window is importing it."""
    old = connection.execute(
        select(packs).where(packs.c.slug == head.id, packs.c.state == State.IMPORTING)
    ).one_or_none()  # fmt: skip
    if old is not None:
        if not holder.mine(old) and not left_over(old):
            raise Refused(BankRefusal.PACK_IN_USE, slug=head.id)
        leave(connection, old.id, holder)
    values = {name: getattr(head, name) for name in _HEAD}
    added = connection.execute(insert(packs).values(
        slug=head.id, **values, fingerprint="", base_fingerprint="", shipped=shipped, local=False,
        state=State.IMPORTING, **holder.columns(),
    ))  # fmt: skip
    key = added.inserted_primary_key
    assert key is not None  # an INSERT of one row has one
    return int(key[0])


def target(connection: Connection, slug: str, holder: Holder) -> tuple[int, bool]:
    """Where questions for ``slug`` go: this bank's running import of it, else the pack that is shown.

    Returns the pack's number and whether it is an import.
    """
    pack_id = running_import(connection, slug, holder)
    if pack_id is not None:
        return pack_id, True
    return one(connection, slug).id, False


def running_import(connection: Connection, slug: str, holder: Holder) -> int | None:
    """The number of the hidden pack that this bank is bringing in; None when there is none."""
    row = connection.execute(
        select(packs).where(packs.c.slug == slug, packs.c.state == State.IMPORTING)
    ).one_or_none()  # fmt: skip
    return int(row.id) if row is not None and holder.mine(row) else None


def question_ids(connection: Connection, slug: str) -> set[str]:
    """The ids of a pack's questions, retired ones too; none when the pack is not shown."""
    found = select(questions.c.slug).join(packs).where(packs.c.slug == slug, packs.c.state == State.READY)
    return set(connection.execute(found).scalars())


def add(connection: Connection, pack_id: int, rows: Sequence[Ready], *, importing: bool) -> None:
    """Add one chunk of questions; on a pack that is shown they are a local change."""
    place = count(connection, pack_id)
    if not importing:
        last = select(func.coalesce(func.max(questions.c.place), -1)).where(questions.c.pack_id == pack_id)
        place = int(connection.execute(last).scalar_one()) + 1
    try:
        fast.insert_questions(raw_of(connection), pack_id, rows, place, shipped=importing)
    except sqlite3.IntegrityError as error:
        raise Refused(BankRefusal.UNFIT, why=error) from error


def marked(connection: Connection, pack_id: int) -> str:
    """The fingerprint of what a pack holds now."""
    slug = connection.execute(select(packs.c.slug).where(packs.c.id == pack_id)).scalar_one()
    return fingerprint_of_sorted(slug, fast.contents(raw_of(connection), pack_id))


def changed_here(connection: Connection, pack_id: int) -> int:
    """How many questions of a pack differ from what was shipped; those written here are not among them."""
    statement = select(func.count()).select_from(questions).where(
        questions.c.pack_id == pack_id, questions.c.ord.is_not(None),
        questions.c.base_hash != questions.c.content_hash,
    )  # fmt: skip
    return int(connection.execute(statement).scalar_one())


def show(connection: Connection, pack_id: int, mark: str) -> None:
    """The last, small transaction of an import: the pack is there, and what players met of it counts."""
    connection.execute(update(packs).where(packs.c.id == pack_id).values(
        state=State.READY, fingerprint=mark, base_fingerprint=mark, **_HELD_BY_NOBODY
    ))  # fmt: skip
    remember(connection, pack_id)


def remember(connection: Connection, pack_id: int) -> None:
    """Mark what players have answered of this pack as seen: it may have left and come back."""
    old = (
        select(rounds.c.player_id, questions.c.id)
        .distinct()
        .select_from(packs)
        .join(answers, answers.c.pack == packs.c.slug)
        .join(rounds, rounds.c.id == answers.c.round_id)
        .join(questions, and_(questions.c.pack_id == packs.c.id, questions.c.slug == answers.c.question))
        .where(packs.c.id == pack_id)
        .where(~exists().where(seen.c.player_id == rounds.c.player_id, seen.c.question_id == questions.c.id))
    )
    connection.execute(insert(seen).from_select(["player_id", "question_id"], old))


def refresh(connection: Connection, pack_id: int) -> None:
    """Work out anew whether a pack was changed here, and its fingerprint."""
    local = fast.differs(raw_of(connection), pack_id)
    mark = marked(connection, pack_id)
    connection.execute(update(packs).where(packs.c.id == pack_id).values(local=local, fingerprint=mark))


def leave(connection: Connection, pack_id: int, holder: Holder) -> None:
    """Hide a pack at once; ``drop_some`` takes its rows away bit by bit. Its slug is free from now on."""
    slug = connection.execute(select(packs.c.slug).where(packs.c.id == pack_id)).scalar_one()
    connection.execute(update(packs).where(packs.c.id == pack_id).values(
        state=State.LEAVING, slug=f"{slug} {pack_id}", **holder.columns()
    ))  # fmt: skip


def drop_some(connection: Connection, pack_id: int) -> bool:
    """Take some questions of a leaving pack away; False when none are left and the pack has gone too."""
    some = select(questions.c.id).where(questions.c.pack_id == pack_id).limit(DROP_AT_ONCE)
    keys = list(connection.execute(some).scalars())
    if keys:
        fast.forget(raw_of(connection), keys)
        connection.execute(delete(questions).where(questions.c.id.in_(keys)))
        return True
    connection.execute(delete(packs).where(packs.c.id == pack_id))
    return False


def left_over(row: Any) -> bool:
    """Whether the process that brings a pack in, or takes it away, is gone."""
    # An import has no heartbeat: a process that lives may take as long as it likes.
    return lease.lapsed(row.lease_pid, row.lease_started, row.lease_token, 0, now_ms=0)
