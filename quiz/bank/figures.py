"""What the history says of one player and of the questions that this player has met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select, true

from quiz.bank import fast
from quiz.bank.engine import Readers, raw_of
from quiz.bank.tables.counters import met, picks, player_ratings, question_ratings, rating_due, tallies
from quiz.bank.tables.play import answers, asked, rounds
from quiz.bank.tallies import counted
from quiz.core.questions import Kind, Question, from_json
from quiz.core.rating import Rating
from quiz.core.rules import Mode, Preset
from quiz.core.scoring import judge

COURSE_DAYS = 20
"""A question's course goes back over so many days on which it was asked."""


class Group(NamedTuple):
    """How often the player answered questions that have all this in common, and how often rightly."""

    pack: str
    kind: str
    difficulty: str
    category: str
    asked: int
    right: int


class PlayedRound(NamedTuple):
    """A round; ``length`` and ``seconds`` are the rules', ``outcome`` is None while it can go on."""

    id: int
    mode: Mode
    preset: Preset
    length: int
    seconds: int
    day: str
    score: int
    longest_streak: int
    outcome: str | None


@dataclass(frozen=True, slots=True)
class MetQuestion:
    """A question that the player has met, as it was asked then.

    ``asked`` and ``right`` count everybody's answers, ``mine`` and ``mine_right`` the player's own. ``drawn``
    is what was given most often, and how often, of what is not right; None where everybody was right or
    nothing was given. ``rating`` is None until it has been rated;
    ``course`` are its ratings after the last days on which it was asked, oldest first.
    """

    pack: str
    question: Question
    asked: int
    right: int
    mine: int
    mine_right: int
    drawn: tuple[str, int] | None
    rating: Rating | None
    course: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """All that statistics are made of, as of one moment.

    ``answers`` are ``(day, ms)``: the local date as played (``2024-01-31``), and the time that it took, None
    without a clock and where the time ran out. ``titles`` are the packs' by their ids.
    """

    answers: list[tuple[str, int | None]]
    groups: list[Group]
    rounds: list[PlayedRound]
    titles: dict[str, str]
    hardest: list[MetQuestion]
    easiest: list[MetQuestion]
    ratings: list[tuple[str, Rating]]
    updating: bool


class Figures:
    """Reads them, from any thread."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def record(self, player_id: int, pack: str = "", most: int = 10) -> Record:
        """A player's record, with ``pack`` of that pack alone; ``most`` hardest and easiest questions.

        The demo's rounds are left out, and so are skipped questions. A round belongs to a pack when it was
        played over this one alone, an answer when its question is of the pack.
        """
        with self._readers.reading() as c:
            raw = raw_of(c)
            return Record(
                fast.answers_of(raw, player_id, pack),
                [Group(*row) for row in fast.shares_of(raw, player_id, pack)],
                [PlayedRound(number, Mode(mode), Preset(preset), *rest)
                 for number, mode, preset, *rest in fast.rounds_of(raw, player_id, pack)],
                fast.titles_of(raw, player_id),
                hardest(c, player_id, pack, most),
                easiest(c, player_id, pack, most),
                _ratings(c, player_id),
                c.execute(select(rating_due.c.day).limit(1)).scalar() is not None,
            )  # fmt: skip


def hardest(connection: Connection, player_id: int, pack: str, most: int) -> list[MetQuestion]:
    """Of the questions that a player has met, those that fewest of all players' answers got right."""
    return _met(connection, player_id, pack, most, hard=True)


def easiest(connection: Connection, player_id: int, pack: str, most: int) -> list[MetQuestion]:
    """The same, for those that most got right."""
    return _met(connection, player_id, pack, most, hard=False)


def _met(connection: Connection, player_id: int, pack: str, most: int, *, hard: bool) -> list[MetQuestion]:
    # The rule of succession: one answer alone makes no question the hardest of all.
    share = (tallies.c.is_right + 1.0) / (tallies.c.asked + 2.0)
    some = tallies.c.is_right < tallies.c.asked if hard else tallies.c.is_right > 0
    statement = (
        select(tallies, met.c.asked.label("mine"), met.c.is_right.label("mine_right"))
        .join(met, met.c.tally_id == tallies.c.id)
        .where(met.c.player_id == player_id, some, _of(pack, tallies.c.pack))
        .order_by(share if hard else share.desc(), tallies.c.pack, tallies.c.question)
        .limit(most)
    )
    return [_question(connection, player_id, row) for row in connection.execute(statement).all()]


def _of(pack: str, column: ColumnElement[str]) -> ColumnElement[bool]:
    return column == pack if pack else true()


def _question(connection: Connection, player_id: int, row: Any) -> MetQuestion:
    text = connection.execute(
        select(asked.c.json)
        .join(answers, answers.c.hash == asked.c.hash)
        .join(rounds, rounds.c.id == answers.c.round_id)
        .where(answers.c.pack == row.pack, answers.c.question == row.question)
        .where(rounds.c.player_id == player_id, counted)
        .order_by(answers.c.round_id.desc(), answers.c.position.desc())
        .limit(1)
    ).scalar_one()
    question = from_json(text)
    rated = connection.execute(
        select(question_ratings)
        .where(question_ratings.c.tally_id == row.id)
        .order_by(question_ratings.c.day.desc())
        .limit(COURSE_DAYS)
    ).all()
    return MetQuestion(
        row.pack, question, row.asked, row.is_right, row.mine, row.mine_right,
        _drawn(connection, row.id, question), _rating(rated[0]) if rated else None,
        tuple(one.rating for one in reversed(rated)),
    )  # fmt: skip


def _drawn(connection: Connection, key: int, question: Question) -> tuple[str, int] | None:
    """The wrong answer that was given most often; of two, the one that comes first in the alphabet."""
    if question.kind is Kind.ORDER:
        return None  # its steps are all right, each in its place
    found = connection.execute(
        select(picks.c.given, picks.c.times)
        .where(picks.c.tally_id == key)
        .order_by(picks.c.times.desc(), picks.c.given)
    )
    return next(((text, times) for text, times in found if _is_wrong(question, text)), None)


def _is_wrong(question: Question, text: str) -> bool:
    if question.kind is Kind.MULTIPLE:
        return text not in question.right
    return bool(text.strip()) and not judge(question, [text]).right


def _ratings(connection: Connection, player_id: int) -> list[tuple[str, Rating]]:
    found = connection.execute(
        select(player_ratings).where(player_ratings.c.player_id == player_id).order_by(player_ratings.c.day)
    )
    return [(row.day, _rating(row)) for row in found]


def _rating(row: Any) -> Rating:
    return Rating(row.rating, row.deviation, row.volatility)
