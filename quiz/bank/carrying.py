"""A player's rounds on their way out of the bank and into it: each whole, none twice.

Two rounds are the same when they began at the same moment with the same draw and what happened in them is the
same; whose they are does not matter, for players have other names elsewhere. What was appealed or went on
after the round was carried away is the longer of two stories, and the longer one stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Connection, insert, select

from quiz.bank import archive, boards, fast, rounds
from quiz.bank.engine import Readers
from quiz.bank.refusals import BankRefusal
from quiz.bank.tables import play
from quiz.bank.tables.play import Why, flags, players
from quiz.bank.views import ABANDONED, Came, Kept, StoredRound
from quiz.bank.writer import Turn, Writer
from quiz.core.folding import fold
from quiz.core.questions import Question
from quiz.core.rounds import Event, Impossible, Round, What
from quiz.core.rules import Mode
from quiz.core.stepping import replay
from quiz.words import Refused

AT_ONCE = 3
"""Rounds in a transaction: no answer waits for longer than they take."""
_GONE = 0
"""What stands in a plan for a question that is not here."""


class Carrying:
    """The bank's door for histories that go and come."""

    def __init__(self, readers: Readers, writer: Writer, holder: rounds.Holder) -> None:
        self._readers, self._writer, self._holder = readers, writer, holder

    def keys(self, player_id: int) -> list[int]:
        """A player's rounds that have ended, in the order in which they were begun here."""
        mine = (play.rounds.c.player_id == player_id, play.rounds.c.gone_ms.is_(None))
        with self._readers.reading() as c:
            ended = select(play.rounds.c.id).where(*mine, play.rounds.c.outcome.is_not(None))
            return list(c.execute(ended.order_by(play.rounds.c.id)).scalars())

    def open(self, player_id: int) -> int:
        """How many rounds of a player have not ended: they stay where they are."""
        with self._readers.reading() as c:
            return len(rounds.open_rounds(c, player_id, self._holder))

    def out(self, keys: Iterable[int]) -> Iterator[Kept]:
        """These rounds, one by one; one that goes meanwhile is left out."""
        for key in keys:
            with self._readers.reading() as c:
                row = c.execute(
                    select(play.rounds.c.outcome, play.rounds.c.score).where(
                        play.rounds.c.id == key, play.rounds.c.gone_ms.is_(None)
                    )
                ).one_or_none()
                if row is not None and row.outcome is not None:
                    kept = rounds.stored(c, key)
                    yield Kept(kept.new, kept.events, kept.asked, row.outcome, row.score)

    def marks(self, player_id: int) -> list[tuple[str, str, str]]:
        """What a player says of questions: ``(pack, question, why)``."""
        with self._readers.reading() as c:
            found = select(flags.c.pack, flags.c.question, flags.c.why).where(flags.c.player_id == player_id)
            return [(row.pack, row.question, row.why.value) for row in c.execute(found)]

    def bring(self, player: str, some: Sequence[Kept]) -> list[Came | Refused]:
        """Take rounds in, a few in a transaction; a player who is not here yet is made for them.

        What each becomes: a refusal where its events do not lead to what it says, or where it is played now.
        """
        found: list[Came | Refused] = []
        for start in range(0, len(some), AT_ONCE):
            # Played through before the transaction, which an answer may wait for.
            piece = [(kept, _judged_or_not(kept)) for kept in some[start : start + AT_ONCE]]
            job = partial(_bring, player=player, some=piece, holder=self._holder)
            found += self._writer.do(job, Turn.BULK, durable=False)
        return found

    def mark(self, player: str, some: Sequence[tuple[str, str, str]]) -> int:
        """Put a player's marks on questions, ``(pack, question, why)``; returns how many were new."""

        def job(c: Connection) -> int:
            key = _player(c, player)
            return sum(
                c.execute(
                    fast.insert_new(flags).values(player_id=key, pack=pack, question=name, why=Why(why))
                ).rowcount
                for pack, name, why in some
            )

        return self._writer.do(job) if some else 0


def judged(kept: Kept) -> Round:
    """The round that the events lead to. Raises Refused when that is not what it says of itself."""
    start = Round(kept.new.rules, kept.new.seed, kept.new.count)
    try:
        state = replay(start, kept.events, kept.asked.__getitem__)
    except (Impossible, ValueError, LookupError, ArithmeticError) as error:
        raise Refused(BankRefusal.NO_STORY, why=error) from error
    ended = None if kept.outcome == ABANDONED else kept.outcome
    if (state.outcome and state.outcome.value) != ended:
        raise Refused(BankRefusal.OTHER_END, outcome=kept.outcome)
    if state.score != kept.score:
        raise Refused(BankRefusal.OTHER_SCORE, told=kept.score, score=state.score)
    return state


def _judged_or_not(kept: Kept) -> Round | Refused:
    try:
        return judged(kept)
    except Refused as refused:
        return refused


def _bring(
    connection: Connection, player: str, some: Sequence[tuple[Kept, Round | Refused]], holder: rounds.Holder
) -> list[Came | Refused]:
    found: list[Came | Refused] = []
    for kept, state in some:
        if isinstance(state, Refused):
            found.append(state)
            continue
        try:
            with connection.begin_nested():
                found.append(_one(connection, player, kept, state, holder))
        except Refused as refused:
            found.append(refused)
    return found


def _one(connection: Connection, player: str, kept: Kept, state: Round, holder: rounds.Holder) -> Came:
    twin = _twin(connection, kept)
    if twin is None:
        _new(connection, player, kept, state, holder)
        return Came.NEW
    here, gone = twin
    came = Came.KNOWN
    if gone:
        archive.mark(connection, here.id, None)
        came = Came.BACK
    if len(kept.events) > len(here.events) and _begins(kept.events, here.events):
        more = kept.events[len(here.events) :]
        rounds.record(connection, here.id, state, more, _asked(connection, more, kept.asked), holder)
        if kept.outcome == ABANDONED:
            rounds.discard(connection, here.id, holder)
        came = Came.FURTHER
    return came


def _twin(connection: Connection, kept: Kept) -> tuple[StoredRound, bool] | None:
    """The same round as it is here, and whether it was removed."""
    like = select(play.rounds.c.id, play.rounds.c.gone_ms).where(
        play.rounds.c.started_ms == rounds.as_ms(kept.new.started), play.rounds.c.seed == kept.new.seed,
        play.rounds.c.packs == rounds.packs_key(kept.new.packs), archive.player_here,
    )  # fmt: skip
    for row in connection.execute(like).all():
        here = rounds.stored(connection, row.id)
        ours, theirs = _played(here.events), _played(kept.events)
        shorter = min(len(ours), len(theirs))
        if here.new.rules == kept.new.rules and ours[:shorter] == theirs[:shorter]:
            return here, row.gone_ms is not None
    return None


def _played(events: Sequence[Event]) -> list[tuple[int, What, dict[str, Any]]]:
    """What happened, but for appeals, which may be heard later in one place and not in another."""
    heard = (What.APPEALED, What.WITHDRAWN)
    return [(event.at_ms, event.what, dict(event.data)) for event in events if event.what not in heard]


def _begins(longer: Sequence[Event], shorter: Sequence[Event]) -> bool:
    return list(longer[: len(shorter)]) == list(shorter)


def _new(connection: Connection, player: str, kept: Kept, state: Round, holder: rounds.Holder) -> None:
    who, new = _player(connection, player), kept.new
    asked = _asked(connection, kept.events, kept.asked)
    plan = tuple(key for key, _ in asked)
    # A draw that this player knows from here ranks no second time.
    fresh = not new.canonical or not boards.met(connection, who, new.seed, new.packs, new.rules)
    daily = new.rules.mode is Mode.DAILY
    key = rounds.start(
        connection,
        replace(new, player_id=who, plan=plan, ranked=new.ranked and (fresh or daily)),
        holder,
    )
    rounds.record(connection, key, state, kept.events, asked, holder)
    if kept.outcome == ABANDONED:
        rounds.discard(connection, key, holder)
    rounds.release(connection, holder, key)


def _asked(
    connection: Connection, events: Sequence[Event], asked: Mapping[str, Question]
) -> list[tuple[int, Question]]:
    """Each question that the events ask, with its number here; one that is not here has none."""
    told = [event.data for event in events if event.what is What.ASKED]
    here = archive.playable(connection, {data["pack"] for data in told}, {data["question"] for data in told})
    return [(here.get((data["pack"], data["question"]), _GONE), asked[data["hash"]]) for data in told]


def _player(connection: Connection, name: str) -> int:
    """The number of the player of this name, a new one if need be."""
    found = connection.execute(select(players.c.id).where(players.c.folded == fold(name))).scalar()
    if found is not None:
        return int(found)
    added = connection.execute(insert(players).values(name=name, folded=fold(name))).inserted_primary_key
    assert added is not None  # an INSERT of one row has one
    return int(added[0])
