"""Players who become one, who are removed with their rounds, and who are brought back.

Each begins with a small transaction that says what is wanted; from then on the player is not listed any more,
or is again. The rounds follow a few at a time, behind every answer: whatever ends the program in between, the
bank is sound, and upkeep goes on with it at the next start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, func, or_, select, update

from quiz.bank import counting, fast, recount, tallies
from quiz.bank.archive import KEPT_MS
from quiz.bank.engine import Readers, raw_of
from quiz.bank.refusals import BankRefusal
from quiz.bank.rounds import Holder, here
from quiz.bank.tables.play import flags, players, rounds, seen
from quiz.bank.views import ABANDONED, Belongings, Player
from quiz.bank.writer import Turn, Writer
from quiz.core.folding import fold
from quiz.core.rules import Mode
from quiz.words import Refused

MOVED = 4
"""Rounds in a transaction that gives them to somebody else: no answer waits for longer than they take."""

COUNTED = 3
"""Rounds in a transaction that takes them off the counters or counts them again, which costs more."""

_SEEN = 500


class People:
    """The bank's door to the players as such."""

    def __init__(self, readers: Readers, writer: Writer, holder: Holder) -> None:
        self._readers, self._writer, self._holder = readers, writer, holder

    def listed(self) -> list[Belongings]:
        """Who is here, with what each of them has, by name."""
        answered = func.coalesce(func.sum(rounds.c.answered), 0)
        columns = (func.count(rounds.c.id), answered, func.max(rounds.c.local_date))
        # What is on its way here, or back, counts already.
        whose = players.alias()
        both = (whose.c.id == players.c.id) | (whose.c.into_id == players.c.id)
        there = rounds.c.gone_ms.is_(None) | (rounds.c.gone_ms == whose.c.back_ms)
        statement = (
            select(players.c.id, players.c.name, *columns)
            .join(whose, both)
            .outerjoin(rounds, (rounds.c.player_id == whose.c.id) & there)
            .where(here)
            .group_by(players.c.id)
        )
        with self._readers.reading() as c:
            found = [Belongings(Player(*row[:2]), *row[2:]) for row in c.execute(statement)]
        return sorted(found, key=lambda one: one.player.name.casefold())

    def merge(self, player_id: int, into_id: int) -> None:
        """Begin to give all that one player has to another, who stays; ``go_on`` does the rest.

        Raises Refused when they are the same, when one is not here, and while one plays in any window.
        """

        def job(c: Connection) -> None:
            row, into = _there(c, player_id), _there(c, into_id)
            if row.id == into.id:
                raise Refused(BankRefusal.SAME_PLAYER, player=row.name)
            for one in (row, into):
                self._at_rest(c, one)
            c.execute(update(players).where(players.c.into_id == row.id).values(into_id=into.id))
            _let_go(c, row.id, into_id=into.id)

        self._writer.do(job)

    def remove(self, player_id: int) -> None:
        """Begin to remove a player with all rounds; ``go_on`` does the rest.

        For ``KEPT_MS`` that can be undone. Raises Refused for the only player, and while this one plays in
        any window.
        """

        def job(c: Connection) -> None:
            row = _there(c, player_id)
            if not c.execute(select(exists().where(here, players.c.id != row.id))).scalar():
                raise Refused(BankRefusal.ONLY_PLAYER, player=row.name)
            self._at_rest(c, row)
            # Rounds that went by themselves at this very moment would come back with the player.
            last = c.execute(select(func.max(rounds.c.gone_ms)).where(rounds.c.gone_ms.is_not(None))).scalar()
            _let_go(c, row.id, removed_ms=max(self._holder.now_ms(), (last or 0) + 1))

        self._writer.do(job)

    def bring_back(self, player_id: int) -> Player:
        """Begin to bring a removed player back; ``go_on`` does the rest.

        Where somebody has the name by now, a number is put after it. Raises Refused when it is too late.
        """

        def job(c: Connection) -> Player:
            row = c.execute(select(players).where(players.c.id == player_id)).one_or_none()
            if row is None or row.removed_ms is None or row.removed_ms < self._since:
                raise Refused(BankRefusal.NOT_GONE, player=row.name if row is not None else player_id)
            name = _free_name(c, row.name)
            values = {"name": name, "folded": fold(name), "removed_ms": None, "back_ms": row.removed_ms}
            c.execute(update(players).where(players.c.id == row.id).values(values))
            return Player(row.id, name)

        return self._writer.do(job)

    def removed(self) -> list[Player]:
        """Who can be brought back, the last one first."""
        with self._readers.reading() as c:
            gone = select(players).where(players.c.removed_ms >= self._since)
            found = c.execute(gone.order_by(players.c.removed_ms.desc(), players.c.id.desc()))
            return [Player(row.id, row.name) for row in found]

    def unsettled(self) -> list[int]:
        """Whose rounds have yet to follow, and who has been gone for so long that nobody comes back."""
        with self._readers.reading() as c:
            return list(c.execute(select(players.c.id).where(self._wanting())).scalars())

    def go_on(self, key: int, stop: Callable[[], bool] = lambda: False) -> None:
        """Have a player's rounds follow, a few at a time, until ``stop`` says so."""
        while not stop() and self._writer.do(partial(self._some, key=key), Turn.BULK, durable=False):
            pass

    @property
    def _since(self) -> int:
        return self._holder.now_ms() - KEPT_MS

    def _wanting(self) -> ColumnElement[bool]:
        mine = rounds.c.player_id == players.c.id
        return or_(
            players.c.into_id.is_not(None),
            players.c.back_ms.is_not(None),
            players.c.removed_ms < self._since,
            players.c.removed_ms.is_not(None) & exists().where(mine, rounds.c.gone_ms.is_(None)),
        )

    def _some(self, connection: Connection, key: int) -> bool:
        """The next piece of what is wanted of a player; returns whether there is more."""
        row = connection.execute(select(players).where(players.c.id == key, self._wanting())).one_or_none()
        if row is None:
            return False
        if row.into_id is not None:
            return _move_some(connection, row)
        if row.back_ms is not None:
            return _put_back_some(connection, row)
        return _take_some(connection, row) or _forget_some(connection, row)

    def _at_rest(self, connection: Connection, row: Any) -> None:
        going = select(rounds).where(
            rounds.c.player_id == row.id, rounds.c.lease_pid.is_not(None), rounds.c.outcome.is_(None)
        )
        if not all(self._holder.free(one) for one in connection.execute(going)):
            raise Refused(BankRefusal.PLAYING, player=row.name)


def _there(connection: Connection, player_id: int) -> Any:
    row = connection.execute(select(players).where(players.c.id == player_id, here)).one_or_none()
    if row is None:
        raise Refused(BankRefusal.NO_PLAYER, player=player_id)
    return row


def _let_go(connection: Connection, player_id: int, **how: int) -> None:
    # No name folds to this.
    values = {"folded": f"({player_id})", "back_ms": None, **how}
    connection.execute(update(players).where(players.c.id == player_id).values(values))


def _free_name(connection: Connection, name: str) -> str:
    taken = set(connection.execute(select(players.c.folded)).scalars())
    free, n = name, 1
    while fold(free) in taken:
        n += 1
        free = f"{name[:90]} {n}"
    return free


# --- becoming one


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What of a round, whose seed alone told its questions, decides whether another like it ranks."""

    id: int
    mine: bool
    draw: tuple[Any, ...]
    daily: tuple[str, str] | None
    over: bool
    eligible: bool
    started_ms: int

    def before(self, other: _Drawn) -> bool:
        """Whether this one was begun first."""
        return (self.started_ms, self.id) < (other.started_ms, other.id)

    def spoilt_by(self, other: _Drawn) -> bool:
        """Whether this round would not have ranked, had its player played that one too."""
        if self.mine == other.mine or not other.before(self):
            return False
        if self.daily is not None:
            return self.over and other.over and self.daily == other.daily
        return self.draw == other.draw


def _drawn(connection: Connection, player_id: int, seeds: Iterable[int], *, mine: bool) -> list[_Drawn]:
    some = select(rounds).where(
        rounds.c.player_id == player_id, rounds.c.seed.in_(seeds), rounds.c.canonical
    )  # fmt: skip
    return [
        _Drawn(
            row.id,
            mine,
            (row.packs, row.seed, row.difficulty, row.category),
            (row.packs, row.local_date) if row.mode is Mode.DAILY else None,
            row.outcome not in (None, ABANDONED),
            row.eligible,
            row.started_ms,
        )
        for row in connection.execute(some)
    ]


def _move_some(connection: Connection, who: Any) -> bool:
    """Give some rounds of a player, or else what has been seen, to another, and in the end let the row go.

    All rounds of one draw go together, so that it is still known whose they were when it is decided which
    of them rank.
    """
    mine = rounds.c.player_id == who.id
    columns = (rounds.c.id, rounds.c.seed, rounds.c.canonical)
    first = connection.execute(select(*columns).where(mine).limit(MOVED)).all()
    if first:
        seeds = {row.seed for row in first if row.canonical}
        ours = _drawn(connection, who.id, seeds, mine=True)
        theirs = _drawn(connection, who.into_id, seeds, mine=False)
        keys = {row.id for row in first} | {one.id for one in ours}
        _move(connection, sorted(keys), who.id, who.into_id)
        both = ours + theirs
        spoilt = [one.id for one in both if one.eligible and any(map(one.spoilt_by, both))]
        if spoilt:
            unranked = update(rounds).where(rounds.c.id.in_(spoilt)).values(eligible=False, ranked=False)
            connection.execute(unranked)
        return True
    if _move_seen(connection, who):
        return True
    for row in connection.execute(select(flags).where(flags.c.player_id == who.id)).all():
        connection.execute(fast.insert_new(flags).values({**row._mapping, "player_id": who.into_id}))
    connection.execute(delete(players).where(players.c.id == who.id))
    return False


def _move(connection: Connection, keys: Sequence[int], player_id: int, into_id: int) -> None:
    sums = tallies.Sums()
    sums.add(connection, rounds.c.id.in_(keys))
    counting.move_met(raw_of(connection), player_id, into_id, [
        (*key, n, sums.mine_right[player, key]) for (player, key), n in sums.mine.items()
    ])  # fmt: skip
    connection.execute(update(rounds).where(rounds.c.id.in_(keys)).values(player_id=into_id))
    for key in keys:
        tallies.touch(connection, key)


def _move_seen(connection: Connection, who: Any) -> bool:
    some = select(seen.c.question_id).where(seen.c.player_id == who.id).limit(_SEEN)
    keys = list(connection.execute(some).scalars())
    if keys:
        connection.execute(
            fast.insert_new(seen), [{"player_id": who.into_id, "question_id": key} for key in keys]
        )
        connection.execute(delete(seen).where(seen.c.player_id == who.id, seen.c.question_id.in_(keys)))
    return bool(keys)


# --- going and coming back


def _take_some(connection: Connection, who: Any) -> bool:
    there = select(rounds.c.id).where(rounds.c.player_id == who.id, rounds.c.gone_ms.is_(None))
    keys = list(connection.execute(there.limit(COUNTED)).scalars())
    if keys:
        recount.take(connection, *keys)
        connection.execute(update(rounds).where(rounds.c.id.in_(keys)).values(gone_ms=who.removed_ms))
    return bool(keys)


def _put_back_some(connection: Connection, who: Any) -> bool:
    gone = select(rounds.c.id).where(rounds.c.player_id == who.id, rounds.c.gone_ms == who.back_ms)
    keys = list(connection.execute(gone.limit(COUNTED)).scalars())
    for key in keys:
        connection.execute(update(rounds).where(rounds.c.id == key).values(gone_ms=None))
        tallies.count(connection, key)
    if not keys:
        connection.execute(update(players).where(players.c.id == who.id).values(back_ms=None))
    return bool(keys)


def _forget_some(connection: Connection, who: Any) -> bool:
    """Some of what nobody asks for any more, and in the end the player."""
    for table, key in ((rounds, rounds.c.id), (seen, seen.c.question_id)):
        some = list(connection.execute(select(key).where(table.c.player_id == who.id).limit(_SEEN)).scalars())
        few = some[:COUNTED] if table is rounds else some
        if few:
            connection.execute(delete(table).where(table.c.player_id == who.id, key.in_(few)))
            return True
    connection.execute(delete(players).where(players.c.id == who.id))
    return False
