"""When each question that a player missed is to come again, worked out behind the answers.

An answer's own transaction only takes the day away (``fast.add_met``), and so do appeals and removals. The
next one comes from all answers of that player to that question, so that a history never leads to another day
than its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import groupby, islice

from sqlalchemy import ColumnElement, Connection, and_, bindparam, select, text, update

from quiz.bank.engine import Readers
from quiz.bank.recount import same_question
from quiz.bank.tables.counters import WAITING, met, tallies
from quiz.bank.tables.play import answers, rounds
from quiz.bank.tallies import counted
from quiz.bank.writer import Turn, Writer
from quiz.core.recall import due

AT_ONCE = 2
"""Questions in a transaction: no answer waits for longer than they take."""

Asked = tuple[int, int]
"""A player's number and a question's, by its counter."""


class Recalls:
    """Brings the days up to the answers, a few questions at a time."""

    def __init__(self, readers: Readers, writer: Writer) -> None:
        self._readers, self._writer = readers, writer

    def catch_up(
        self,
        stop: Callable[[], bool] = lambda: False,
        *,
        player_id: int | None = None,
        most: int | None = None,
    ) -> None:
        """Work out what waits, of one player's if it is named, until ``stop`` says so; ``most`` questions."""
        mine = text(WAITING) if player_id is None else and_(text(WAITING), met.c.player_id == player_id)
        with self._readers.reading() as c:
            found = iter(c.execute(select(met.c.tally_id).distinct().where(mine)).scalars().all()[:most])
        while (some := list(islice(found, AT_ONCE))) and not stop():
            self._writer.do(partial(_work_out, keys=some), Turn.BULK, durable=False)

    def days(self, player_id: int, names: Sequence[tuple[str, str]]) -> list[date]:
        """When the questions of these names, ``(pack, question)``, come again for a player, the first first.

        One that was never missed has no day.
        """
        with self._readers.reading() as c:
            found = [
                c.execute(
                    select(met.c.due)
                    .join(tallies, tallies.c.id == met.c.tally_id)
                    .where(met.c.player_id == player_id, tallies.c.pack == pack, tallies.c.question == name)
                ).scalar()
                for pack, name in names
            ]
        return sorted(date.fromisoformat(day) for day in found if day is not None)


def _work_out(connection: Connection, keys: Sequence[int]) -> None:
    waiting: defaultdict[int, list[int]] = defaultdict(list)
    for player, key in connection.execute(
        select(met.c.player_id, met.c.tally_id).where(met.c.tally_id.in_(keys), text(WAITING))
    ):
        waiting[key].append(player)
    found = [
        {"player": player, "key": key, "day": day}
        for key, players in waiting.items()
        for (player, _), day in plainly(connection, tallies.c.id == key, _played_by(players))
    ]
    if found:
        named = and_(met.c.player_id == bindparam("player"), met.c.tally_id == bindparam("key"))
        connection.execute(update(met).where(named).values(due=bindparam("day")), found)


def _played_by(players: Sequence[int]) -> ColumnElement[bool]:
    if len(players) > 1:
        return rounds.c.player_id.in_(players)
    # A seek for each of this player's rounds, and none of the answers that everybody else has given.
    return answers.c.round_id.in_(select(rounds.c.id).where(rounds.c.player_id == players[0]))


def plainly(connection: Connection, *where: ColumnElement[bool]) -> Iterable[tuple[Asked, str]]:
    """The day of each question that was ever missed, from the answers alone."""
    found = connection.execute(
        select(rounds.c.player_id, tallies.c.id, rounds.c.local_date, answers.c.is_right)
        .join(answers, answers.c.round_id == rounds.c.id)
        .join(tallies, same_question())
        .where(counted, *where)
        .order_by(rounds.c.player_id, tallies.c.id, rounds.c.started_ms, rounds.c.id, answers.c.position)
    )
    for asked, reviews in groupby(found, key=lambda row: (row[0], row[1])):
        day = due((date.fromisoformat(told), right) for _, _, told, right in reviews)
        if day is not None:
            yield asked, day.isoformat()
