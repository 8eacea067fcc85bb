"""Where every player and every question stands after each day, redone from the day that was touched.

A day is a rating period of ``core.rating``: the local date as the round was played, so that a clock set
backwards or another time zone only puts an answer into another day. Practice and Misses rate nobody
(``tallies.UNRATED``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, Table, delete, func, select

from quiz.bank import fast
from quiz.bank.engine import Readers, raw_of
from quiz.bank.recount import same_question
from quiz.bank.tables.counters import player_ratings, question_ratings, rating_due, tallies
from quiz.bank.tables.play import answers, rounds
from quiz.bank.tallies import UNRATED, counted
from quiz.bank.writer import Turn, Writer
from quiz.core.rating import NEW, Rating, Seen, rated_by, rested, seen

ENOUGH_GAMES = 400
"""A transaction ends with the day that reaches this many answers: no answer waits for longer than that."""

DAY_GAMES = 40
"""What a day costs beside its answers, in answers."""

_Day = int
_Game = tuple[int, int, bool]


@dataclass(slots=True)
class _Side:
    """Players or questions: the table of their states, and the last ones that are known, with their days."""

    table: Table
    known: dict[int, tuple[_Day, Rating]] = field(default_factory=dict)

    def before(self, connection: Connection, keys: Iterable[int], day: _Day) -> dict[int, Rating]:
        """How everybody stands as a day begins."""
        name, raw = self.table.name, raw_of(connection)
        told = date.fromordinal(day).isoformat()
        found = {}
        for key in keys:
            last = self.known.get(key)
            if last is None:
                row = fast.rating_before(raw, name, key, told)
                since = day - 1 if row is None else date.fromisoformat(row[0]).toordinal()
                last = since, NEW if row is None else Rating(*row[1:])
            found[key] = rested(last[1], day - last[0] - 1)
        return found


@dataclass(slots=True)
class _Run:
    """One way through the days, with what it has learnt so far; ``then`` is the day that it expects next."""

    players: _Side = field(default_factory=lambda: _Side(player_ratings))
    questions: _Side = field(default_factory=lambda: _Side(question_ratings))
    then: str = ""

    def some(self, connection: Connection) -> bool:
        """Rate the next days anew; returns whether there are more. The caller holds the transaction."""
        first = connection.execute(select(func.min(rating_due.c.day))).scalar()
        if first is None:
            return False
        if first != self.then:
            # Somebody has played or removed a round of an earlier day: what was learnt since counts no more.
            self.players.known.clear()
            self.questions.known.clear()
        day, games = first, 0
        following: str | None = first
        while following is not None and games < ENOUGH_GAMES:
            day = following
            games += DAY_GAMES + self._day(connection, day)
            following = _next(connection, day)
        connection.execute(delete(rating_due).where(rating_due.c.day <= day))
        if following is not None:
            connection.execute(fast.insert_new(rating_due).values(day=following))
        self.then = following or ""
        return following is not None

    def _day(self, connection: Connection, told: str) -> int:
        """Rate one day anew; returns how many answers it had."""
        for table in (player_ratings, question_ratings):
            connection.execute(delete(table).where(table.c.day == told))
        games = _games(connection, told)
        if games:
            day = date.fromisoformat(told).toordinal()
            players = self.players.before(connection, {player for player, _, _ in games}, day)
            questions = self.questions.before(connection, {question for _, question, _ in games}, day)
            _store(connection, self.players, day, _after(players, questions, games))
            _store(connection, self.questions, day, _after(questions, players, _turned(games)))
        return len(games)


def _next(connection: Connection, day: str) -> str | None:
    """The first day after this one that has rounds, or states from before, or is due though all has gone."""
    found = [
        connection.execute(select(func.min(column)).where(column > day)).scalar()
        for column in (rounds.c.local_date, player_ratings.c.day, question_ratings.c.day, rating_due.c.day)
    ]
    return min((one for one in found if one is not None), default=None)


def _games(connection: Connection, day: str) -> list[_Game]:
    """The answers of a day: player, question, and whether the player won."""
    statement = (
        select(rounds.c.player_id, tallies.c.id, answers.c.is_right)
        .join(answers, answers.c.round_id == rounds.c.id)
        .join(tallies, same_question())
        .where(rounds.c.local_date == day, counted, rounds.c.mode.not_in(UNRATED))
        .order_by(rounds.c.id, answers.c.position)
    )
    return [(player, question, right) for player, question, right in connection.execute(statement)]


def _turned(games: Iterable[_Game]) -> Iterator[_Game]:
    """Games as the questions see them."""
    for player, question, won in games:
        yield question, player, not won


def _after(ours: dict[int, Rating], theirs: dict[int, Rating], games: Iterable[_Game]) -> dict[int, Rating]:
    """One side's states after a day, from both sides' before it."""
    faced = {them: seen(state) for them, state in theirs.items()}
    met: defaultdict[int, tuple[list[Seen], list[float]]] = defaultdict(lambda: ([], []))
    for us, them, won in games:
        opponents, scores = met[us]
        opponents.append(faced[them])
        scores.append(won)
    return {us: rated_by(ours[us], *played) for us, played in met.items()}


def _store(connection: Connection, side: _Side, day: _Day, states: dict[int, Rating]) -> None:
    told = date.fromordinal(day).isoformat()
    rows = [(number, told, *state) for number, state in states.items()]
    fast.add_ratings(raw_of(connection), side.table.name, rows)
    side.known.update((number, (day, state)) for number, state in states.items())


class Ratings:
    """Brings the ratings up to the answers, a few days at a time."""

    def __init__(self, readers: Readers, writer: Writer) -> None:
        self._readers, self._writer = readers, writer
        self._run = _Run()

    def due(self) -> bool:
        """Whether answers have changed since all was rated."""
        with self._readers.reading() as c:
            return c.execute(select(rating_due.c.day).limit(1)).scalar() is not None

    def some(self) -> bool:
        """Rate a few days, behind everything else that is to be written; returns whether there are more."""
        try:
            more = self._writer.do(self._run.some, Turn.BULK, durable=False)
        except BaseException:
            self._run = _Run()  # what it has learnt was never stored
            raise
        if not more:
            self._run = _Run()
        return more

    def catch_up(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Rate all that is due, unless ``stop`` says so in between."""
        while not stop() and self.some():
            pass
