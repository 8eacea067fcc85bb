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
from quiz.bank.rounds import Holder, colour, here
from quiz.bank.tables.play import flags, players, rounds, seen
from quiz.bank.views import ABANDONED, COLOURS, Belongings, Player
from quiz.bank.writer import Turn, Writer
from quiz.core.folding import fold
from quiz.core.rules import Mode
from quiz.words import Refused

TOGETHER = 3
"""Rounds in a transaction: no answer waits for longer than they take."""

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
            select(players.c.id, players.c.name, *columns, colour)
            .join(whose, both)
            .outerjoin(rounds, (rounds.c.player_id == whose.c.id) & there)
            .where(here)
            .group_by(players.c.id)
        )
        with self._readers.reading() as c:
            found = [Belongings(Player(*row[:2]), *row[2:]) for row in c.execute(statement)]
        return sorted(found, key=lambda one: one.player.name.casefold())

    def paint(self, player_id: int, number: int) -> None:
        """Give a player a colour. Raises Refused when there is no such player."""

        def job(c: Connection) -> None:
            _there(c, player_id)
            c.execute(update(players).where(players.c.id == player_id).values(colour=number % COLOURS))

        self._writer.do(job)

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
            values = {
                "name": name,
                "folded": fold(name),
                "removed_ms": None,
                "back_ms": row.back_ms or row.removed_ms,
            }
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
        more = True
        while more:
            with self._readers.reading() as c:
                keys = _waiting(c, key)
            # Which rounds are left is looked up here: a piece must not go through all that went before it.
            pieces = [keys[at : at + TOGETHER] for at in range(0, len(keys), TOGETHER)]
            for piece in pieces or [[]]:
                if stop():
                    return
                job = partial(self._some, key=key, keys=piece)
                more = self._writer.do(job, Turn.BULK, durable=False)

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

    def _some(self, connection: Connection, key: int, keys: Sequence[int]) -> bool:
        """A piece of what is wanted of a player, these rounds or what comes last; False when all is done."""
        row = connection.execute(select(players).where(players.c.id == key)).one_or_none()
        if row is None:
            return False
        if row.back_ms is not None:  # also who goes again comes back whole first
            return _put_back(connection, row, keys)
        if row.into_id is not None:
            return _move(connection, row, keys) if keys else _become(connection, row)
        if row.removed_ms is not None and keys:
            return _take(connection, row, keys)
        return row.removed_ms is not None and row.removed_ms < self._since and _forget(connection, row)

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
    values = {"folded": f"({player_id})", **how}
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


def _move(connection: Connection, who: Any, keys: Sequence[int]) -> bool:
    """Give rounds of a player to another.

    All rounds of one draw go together, so that it is still known whose they were when it is decided which
    of them rank.
    """
    mine = (rounds.c.id.in_(keys), rounds.c.player_id == who.id)
    found = connection.execute(select(rounds.c.id, rounds.c.seed, rounds.c.canonical).where(*mine)).all()
    seeds = {row.seed for row in found if row.canonical}
    ours = _drawn(connection, who.id, seeds, mine=True)
    both = ours + _drawn(connection, who.into_id, seeds, mine=False)
    moved = sorted({row.id for row in found} | {one.id for one in ours})
    sums = tallies.Sums()
    sums.add(connection, rounds.c.id.in_(moved))
    counting.move_met(raw_of(connection), who.id, who.into_id, [
        (*key, n, sums.mine_right[player, key]) for (player, key), n in sums.mine.items()
    ])  # fmt: skip
    spoilt = [one.id for one in both if one.eligible and any(map(one.spoilt_by, both))]
    for some, values in ((moved, {"player_id": who.into_id}), (spoilt, {"eligible": False, "ranked": False})):
        if some:
            connection.execute(update(rounds).where(rounds.c.id.in_(some)).values(values))
    for key in moved:
        tallies.touch(connection, key)
    return True


def _become(connection: Connection, who: Any) -> bool:
    """Some of what a player has seen, and in the end the flags: then nothing is left of that one."""
    mine = exists().where(rounds.c.player_id == who.id)
    if connection.execute(select(mine)).scalar() or _move_seen(connection, who):
        return True
    for row in connection.execute(select(flags).where(flags.c.player_id == who.id)).all():
        connection.execute(fast.insert_new(flags).values({**row._mapping, "player_id": who.into_id}))
    connection.execute(delete(players).where(players.c.id == who.id))
    return False


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


def _take(connection: Connection, who: Any, keys: Sequence[int]) -> bool:
    there = select(rounds.c.id).where(rounds.c.id.in_(keys), rounds.c.gone_ms.is_(None))
    if some := connection.execute(there).scalars().all():
        recount.take(connection, *some)
        connection.execute(update(rounds).where(rounds.c.id.in_(some)).values(gone_ms=who.removed_ms))
    return True


def _put_back(connection: Connection, who: Any, keys: Sequence[int]) -> bool:
    """Put rounds back; when none is left, the player is back as a whole."""
    gone = (rounds.c.player_id == who.id, rounds.c.gone_ms == who.back_ms)
    some = connection.execute(select(rounds.c.id).where(rounds.c.id.in_(keys), *gone)).scalars().all()
    connection.execute(update(rounds).where(rounds.c.id.in_(some)).values(gone_ms=None))
    for key in some:
        tallies.count(connection, key)
    if not some and not connection.execute(select(exists().where(*gone))).scalar():
        connection.execute(update(players).where(players.c.id == who.id).values(back_ms=None))
    return True


def _forget(connection: Connection, who: Any) -> bool:
    """Some of what nobody asks for any more, and in the end the player."""
    for table, key, n in ((rounds, rounds.c.id, TOGETHER), (seen, seen.c.question_id, _SEEN)):
        mine = table.c.player_id == who.id
        some = connection.execute(select(key).where(mine).limit(n)).scalars().all()
        if some:
            connection.execute(delete(table).where(mine, key.in_(some)))
            return True
    connection.execute(delete(players).where(players.c.id == who.id))
    return False


def _waiting(connection: Connection, key: int) -> list[int]:
    """The rounds that have yet to follow a player."""
    who = connection.execute(select(players).where(players.c.id == key)).one_or_none()
    if who is None or (who.into_id is None and who.back_ms is None and who.removed_ms is None):
        return []
    wanted = [rounds.c.player_id == key]
    if who.into_id is None or who.back_ms is not None:
        wanted.append(rounds.c.gone_ms.is_not_distinct_from(who.back_ms))
    return list(connection.execute(select(rounds.c.id).where(*wanted).order_by(rounds.c.id)).scalars())
