"""Rounds as they are stored: events as the truth, answers and results as projections of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from statistics import median
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from quiz.bank import fast, lease, tallies
from quiz.bank.refusals import BankRefusal
from quiz.bank.tables.packs import questions
from quiz.bank.tables.play import answers, asked, events, players, round_packs, rounds, seen
from quiz.bank.views import ABANDONED, COLOURS, NewRound, OpenRound, Player, StoredRound
from quiz.core.questions import Question, from_json, to_json
from quiz.core.rounds import Ending, Event, Round, What
from quiz.core.rules import AWAY_MS, Mode, Rules, board_key
from quiz.words import Refused


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds leases: one open bank of one process. ``now_ms`` tells the time in UTC milliseconds."""

    token: str
    now_ms: Callable[[], int]

    def columns(self) -> dict[str, Any]:
        """The lease columns of a row that this bank holds from now on."""
        pid = os.getpid()
        return {"lease_pid": pid, "lease_started": lease.process_start(pid), "lease_token": self.token}

    def lapsed(self, row: Any) -> bool:
        """Whether the lease of a round may be taken: it is up, or ours."""
        return lease.lapsed(
            row.lease_pid, row.lease_started, row.lease_token, row.beat_ms, now_ms=self.now_ms()
        )

    def free(self, row: Any) -> bool:
        """Whether nobody plays the round now, this bank included."""
        return lease.lapsed(
            row.lease_pid,
            row.lease_started,
            row.lease_token,
            row.beat_ms,
            now_ms=self.now_ms(),
            own=self.token,
        )

    def mine(self, row: Any) -> bool:
        """Whether this very bank holds the row."""
        return bool(row.lease_pid is not None and row.lease_token == self.token)


here = players.c.into_id.is_(None) & players.c.removed_ms.is_(None)
"""Which players are there: neither removed nor becoming somebody else."""

colour = func.coalesce(players.c.colour, (players.c.id - 1) % COLOURS)
"""A player's colour: the one chosen, else one by number."""

_FREE = {"lease_pid": None, "lease_started": "", "lease_token": ""}


def moment(ms: int, offset_s: int = 0) -> datetime:
    """UTC milliseconds as an aware time, at the offset as played."""
    zone = timezone(timedelta(seconds=offset_s)) if offset_s else UTC
    return datetime.fromtimestamp(ms // 1000, zone) + timedelta(milliseconds=ms % 1000)


def as_ms(when: datetime) -> int:
    """An aware time as UTC milliseconds; :func:`moment` is its opposite."""
    return (when - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def packs_key(slugs: Sequence[str]) -> str:
    """One text for a set of packs."""
    return ",".join(sorted(slugs))


def start(connection: Connection, new: NewRound, holder: Holder) -> int:
    """Store a new round and hold it. Practice, misses and demo rounds are never ranked."""
    if not connection.execute(select(exists().where(players.c.id == new.player_id, here))).scalar():
        raise Refused(BankRefusal.NO_PLAYER, player=new.player_id)
    rules, offset = new.rules, new.started.utcoffset() or timedelta()
    eligible = new.ranked and rules.mode not in (Mode.PRACTICE, Mode.MISSES) and new.kind == "play"
    added = connection.execute(insert(rounds).values(
        player_id=new.player_id, kind=new.kind, mode=rules.mode, rule_count=rules.count,
        seconds=rules.seconds, preset=rules.preset, lifelines=rules.lifelines,
        difficulty=rules.difficulty, category=rules.category, reading=rules.reading,
        extra_percent=rules.extra_percent, engine=rules.engine, seed=new.seed,
        length=new.count, plan=list(new.plan), canonical=new.canonical, eligible=eligible, code=new.code,
        started_ms=as_ms(new.started), offset_s=int(offset.total_seconds()),
        local_date=new.started.date().isoformat(), packs=packs_key(new.packs),
        seq=0, at_ms=0, score=0, is_right=0, answered=0, longest_streak=0, answer_ms=0, median_ms=0,
        away_ms=0, assisted=False, ranked=eligible, board=board_key(new.packs, rules, assisted=False),
        clocked=False, active_ms=0, beat_ms=holder.now_ms(), **holder.columns(),
    ))  # fmt: skip
    key = added.inserted_primary_key
    assert key is not None  # an INSERT of one row has one
    round_id = int(key[0])
    connection.execute(insert(round_packs), [
        {"round_id": round_id, "ord": at, "slug": slug, "title": title, "version": version}
        for at, (slug, title, version) in enumerate(zip(new.packs, new.titles, new.versions, strict=True))
    ])  # fmt: skip
    return round_id


def projection(new_packs: tuple[str, ...], state: Round, *, eligible: bool) -> dict[str, Any]:
    """The columns of a round that are worked out from its events."""
    used = [answer.used_ms for answer in state.answers if answer.ending is not Ending.SKIPPED]
    return {
        "seq": state.seq,
        "at_ms": state.at_ms,
        "score": state.score,
        "is_right": state.right,
        "answered": len(state.answers),
        "longest_streak": state.longest_streak,
        "answer_ms": state.answer_ms,
        "median_ms": int(median(used)) if used else 0,
        "away_ms": state.away_ms,
        "assisted": state.assisted,
        "ranked": eligible and state.away_ms <= AWAY_MS,
        "board": board_key(new_packs, state.rules, assisted=state.assisted),
        "outcome": None if state.outcome is None else state.outcome.value,
        "left_ms": state.left_ms(state.at_ms),
        "clocked": state.open is not None and state.open.shown_ms is not None,
    }


def answer_rows(round_id: int, state: Round, start_at: int = 0) -> list[dict[str, Any]]:
    """The rows of a round's answers from one position on."""
    return [
        {
            "round_id": round_id, "position": a.position, "pack": a.pack, "question": a.question.id,
            "hash": a.hash, "ending": a.ending, "given": list(a.given), "is_right": a.right,
            "appealed": a.appealed, "used_ms": a.used_ms, "total_ms": a.total_ms,
            "points": a.points.total, "streak": a.streak,
        }
        for a in state.answers[start_at:]
    ]  # fmt: skip


def record(
    connection: Connection, round_id: int, state: Round, new_events: Sequence[Event],
    new_asked: Sequence[tuple[int, Question]], holder: Holder,
) -> None:  # fmt: skip
    """Store what happened, with everything that follows from it, in the caller's transaction."""
    row = _round(connection, round_id)
    if not (holder.mine(row) or holder.lapsed(row)):
        raise Refused(BankRefusal.ROUND_IN_USE)
    if row.outcome == ABANDONED:
        raise Refused(BankRefusal.ROUND_OVER)
    if [event.seq for event in new_events] != list(range(row.seq + 1, state.seq + 1)):
        raise Refused(BankRefusal.OUT_OF_STEP)
    for key, question in new_asked:
        _store_asked(connection, row.player_id, key, question)
    if new_events:
        connection.execute(insert(events), [
            {"round_id": round_id, "seq": e.seq, "at_ms": e.at_ms, "kind": e.what, "data": dict(e.data)}
            for e in new_events
        ])  # fmt: skip
    _store_answers(connection, row, state, new_events)
    eligible = row.eligible and not (state.over and row.outcome is None and _daily_done(connection, row))
    values = projection(tuple(row.packs.split(",")), state, eligible=eligible)
    values["eligible"] = eligible
    values["active_ms"] = max(row.active_ms, state.at_ms)
    values["beat_ms"] = holder.now_ms()
    connection.execute(update(rounds).where(rounds.c.id == round_id).values(values))


def _daily_done(connection: Connection, row: Any) -> bool:
    return row.mode is Mode.DAILY and daily_done(connection, row.player_id, row.packs, row.local_date)


def played_by(player_id: int) -> ColumnElement[bool]:
    """Which rounds a player has met, those too that are on their way from somebody who becomes this one."""
    both = or_(players.c.id == player_id, players.c.into_id == player_id)
    return rounds.c.player_id.in_(select(players.c.id).where(both))


def daily_done(connection: Connection, player_id: int, slug: str, local_date: str) -> bool:
    """Whether this player has finished this pack's Daily of that date (``2024-01-31``, as played)."""
    finished = exists().where(
        played_by(player_id), rounds.c.packs == slug, rounds.c.mode == Mode.DAILY,
        rounds.c.local_date == local_date, rounds.c.outcome.is_not(None), rounds.c.outcome != ABANDONED,
    )  # fmt: skip
    return bool(connection.execute(select(finished)).scalar())


def _store_asked(connection: Connection, player_id: int, key: int, question: Question) -> None:
    connection.execute(fast.insert_new(asked).values(hash=question.content_hash(), json=to_json(question)))
    # The question may have left with its pack while the round ran.
    if connection.execute(select(exists().where(questions.c.id == key))).scalar():
        connection.execute(fast.insert_new(seen).values(player_id=player_id, question_id=key))


def _store_answers(connection: Connection, row: Any, state: Round, new_events: Sequence[Event]) -> None:
    start_at = row.answered
    if any(event.what in (What.APPEALED, What.WITHDRAWN) for event in new_events):
        from quiz.bank import recount

        # Points and streaks of the answers after it change too.
        recount.take(connection, row.id)
        connection.execute(delete(answers).where(answers.c.round_id == row.id))
        start_at = 0
    if found := answer_rows(row.id, state, start_at):
        connection.execute(insert(answers), found)
        tallies.count(connection, row.id, start_at)


def beat(connection: Connection, round_id: int, active_ms: int, holder: Holder) -> None:
    """Keep the used time and a sign of life. Nothing happens where somebody else holds the round."""
    connection.execute(
        update(rounds)
        .where(rounds.c.id == round_id, rounds.c.lease_token == holder.token, rounds.c.outcome.is_(None))
        .values(
            active_ms=case((rounds.c.active_ms > active_ms, rounds.c.active_ms), else_=active_ms),
            beat_ms=holder.now_ms(),
        )
    )


def renew(connection: Connection, holder: Holder) -> None:
    """A sign of life for every round that this bank holds, as while one is paused nothing beats."""
    connection.execute(
        update(rounds)
        .where(rounds.c.lease_token == holder.token, rounds.c.outcome.is_(None))
        .values(beat_ms=holder.now_ms())
    )


def release(connection: Connection, holder: Holder, round_id: int | None = None) -> None:
    """Give up the lease of one round, or of all that this bank holds."""
    statement = update(rounds).where(rounds.c.lease_token == holder.token)
    if round_id is not None:
        statement = statement.where(rounds.c.id == round_id)
    connection.execute(statement.values(_FREE))


def take(connection: Connection, round_id: int, holder: Holder) -> StoredRound:
    """Hold a round and read it whole, with the time at which it stopped."""
    row = _round(connection, round_id)
    if not (holder.mine(row) or holder.lapsed(row)):
        raise Refused(BankRefusal.ROUND_IN_USE)
    if row.outcome == ABANDONED or row.gone_ms is not None:
        raise Refused(BankRefusal.ROUND_OVER)
    found = stored(connection, round_id)
    connection.execute(
        update(rounds).where(rounds.c.id == round_id).values(beat_ms=holder.now_ms(), **holder.columns())
    )
    return found


def discard(connection: Connection, round_id: int, holder: Holder) -> None:
    """End a cut-off round as abandoned: its row stays, it is never ranked."""
    row = _round(connection, round_id)
    if not (holder.mine(row) or holder.lapsed(row)):
        raise Refused(BankRefusal.ROUND_IN_USE)
    if row.outcome is not None:
        raise Refused(BankRefusal.ROUND_OVER)
    connection.execute(
        update(rounds).where(rounds.c.id == round_id).values(outcome=ABANDONED, ranked=False, **_FREE)
    )


def stored(connection: Connection, round_id: int) -> StoredRound:
    """Everything that is needed to replay a round."""
    row = _round(connection, round_id)
    player = connection.execute(select(players.c.name).where(players.c.id == row.player_id)).scalar_one()
    held = connection.execute(
        select(round_packs).where(round_packs.c.round_id == round_id).order_by(round_packs.c.ord)
    ).all()  # fmt: skip
    found = tuple(
        Event(e.seq, e.at_ms, e.kind, e.data)
        for e in connection.execute(
            select(events).where(events.c.round_id == round_id).order_by(events.c.seq)
        )
    )
    new = NewRound(
        row.player_id, rules_of(row), row.seed, tuple(p.slug for p in held), tuple(p.title for p in held),
        tuple(p.version for p in held), row.length, tuple(row.plan), row.canonical, row.eligible, row.code,
        moment(row.started_ms, row.offset_s), row.kind,
    )  # fmt: skip
    stopped = None if row.beat_ms is None else moment(row.beat_ms)
    return StoredRound(
        round_id,
        Player(row.player_id, player),
        new,
        found,
        row.active_ms,
        _asked_of(connection, found),
        stopped,
    )


def _asked_of(connection: Connection, found: Sequence[Event]) -> Mapping[str, Question]:
    hashes = {event.data["hash"] for event in found if event.what is What.ASKED}
    rows = connection.execute(select(asked).where(asked.c.hash.in_(hashes))) if hashes else ()
    return {hash_: from_json(text) for hash_, text in rows}


def rules_of(row: Any) -> Rules:
    """The rules in a row of the round table."""
    return Rules(
        row.mode,
        row.rule_count,
        row.seconds,
        row.preset,
        row.lifelines,
        row.difficulty,
        row.category,
        row.reading,
        row.extra_percent,
        row.engine,
    )


def open_rounds(connection: Connection, player_id: int, holder: Holder) -> list[OpenRound]:
    """A player's cut-off rounds that nobody holds, newest first."""
    statement = (
        select(rounds)
        .where(rounds.c.outcome.is_(None), rounds.c.gone_ms.is_(None), rounds.c.player_id == player_id)
        .order_by(rounds.c.started_ms.desc(), rounds.c.id.desc())
    )
    return [open_round(connection, row) for row in connection.execute(statement) if holder.free(row)]


def open_round(connection: Connection, row: Any) -> OpenRound:
    """A round that can be continued, from its row."""
    titles = connection.execute(
        select(round_packs.c.title).where(round_packs.c.round_id == row.id).order_by(round_packs.c.ord)
    ).scalars()  # fmt: skip
    left = row.left_ms
    if left is not None and row.clocked:
        left = max(0, left - max(0, row.active_ms - row.at_ms))
    return OpenRound(
        row.id,
        tuple(titles),
        min(row.answered + 1, row.length),
        row.length,
        row.mode,
        left,
        row.score,
        moment(row.beat_ms or row.started_ms),
    )


def busy(connection: Connection, holder: Holder) -> int:
    """How many rounds another live process has open now."""
    held = connection.execute(
        select(rounds).where(rounds.c.outcome.is_(None), rounds.c.lease_pid.is_not(None))
    )  # fmt: skip
    return sum(not holder.mine(row) and not holder.lapsed(row) for row in held)


def _round(connection: Connection, round_id: int) -> Row[Any]:
    found = connection.execute(select(rounds).where(rounds.c.id == round_id)).one_or_none()
    if found is None:
        raise Refused(BankRefusal.NO_ROUND, round=round_id)
    return found
