"""How often each question was answered, rightly and with what: counters beside the answers.

They are kept by the transactions that store or take away answers, so that a page over all players need not
read every round. What counts is what a person answered: skipped questions and rounds of the demo do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Table, and_, delete, func, insert, select, update
from sqlalchemy import cast as as_type

from quiz.bank import fast
from quiz.bank.tables import (
    answers,
    met,
    picks,
    player_ratings,
    question_ratings,
    rating_due,
    rounds,
    tallies,
)
from quiz.core.rounds import Ending
from quiz.core.rules import Mode

UNRATED = (Mode.PRACTICE, Mode.MISSES)
"""Modes that rate nobody: one has no clock and explains at once, the other asks what was just explained."""

counted = and_(rounds.c.kind == "play", answers.c.ending != Ending.SKIPPED)
"""Which answers count, of ``answers`` joined with ``rounds``."""

_Key = tuple[str, str]


def count(connection: Connection, round_id: int, sign: int, start_at: int = 0) -> None:
    """Add the answers of a round from one position on to the counters, or take them off.

    ``sign`` is 1 after answers were stored, and -1 before they are changed or go; both in the transaction
    that does so. The days of the ratings that this touches become due.
    """
    found = connection.execute(
        select(
            rounds.c.player_id, rounds.c.mode, rounds.c.local_date,
            answers.c.pack, answers.c.question, answers.c.is_right, answers.c.given,
        )
        .join(answers, answers.c.round_id == rounds.c.id)
        .where(rounds.c.id == round_id, answers.c.position >= start_at, counted)
    ).all()  # fmt: skip
    if not found:
        return
    asked: Counter[_Key] = Counter()
    right: Counter[_Key] = Counter()
    given: Counter[tuple[str, str, str]] = Counter()
    for row in found:
        key = (row.pack, row.question)
        asked[key] += 1
        right[key] += row.is_right
        given.update((*key, text) for text in row.given)
    change = fast.add_up if sign > 0 else _take
    player = found[0].player_id
    ids: dict[_Key, int] = {}
    for key, n in asked.items():
        counts = {"asked": n, "is_right": right[key]}
        ids[key] = change(connection, tallies, {"pack": key[0], "question": key[1]}, counts)
        change(connection, met, {"player_id": player, "tally_id": ids[key]}, counts)
    for (pack, question, text), n in given.items():
        change(connection, picks, {"tally_id": ids[pack, question], "given": text}, {"times": n})
    if sign < 0:
        _sweep(connection, set(ids.values()))
    if found[0].mode not in UNRATED:
        connection.execute(fast.insert_new(rating_due).values(day=found[0].local_date))


def _take(connection: Connection, table: Table, key: Mapping[str, Any], counts: Mapping[str, int]) -> int:
    here = and_(*(table.c[name] == value for name, value in key.items()))
    less = {name: table.c[name] - n for name, n in counts.items()}
    found = connection.execute(update(table).where(here).values(less).returning(next(iter(table.c))))
    return int(found.scalar_one())


def _sweep(connection: Connection, ids: set[int]) -> None:
    """Counters at nothing go, as if nothing had ever been counted."""
    connection.execute(delete(picks).where(picks.c.tally_id.in_(ids), picks.c.times == 0))
    connection.execute(delete(met).where(met.c.tally_id.in_(ids), met.c.asked == 0))
    connection.execute(delete(tallies).where(tallies.c.id.in_(ids), tallies.c.asked == 0))


def recount(connection: Connection) -> None:
    """Count everything anew from the answers; the ratings become due from the first day on."""
    for table in (picks, met, player_ratings, question_ratings, tallies, rating_due):
        connection.execute(delete(table))
    how_often = (func.count(), func.sum(as_type(answers.c.is_right, Integer)))
    played = answers.join(rounds, rounds.c.id == answers.c.round_id)
    connection.execute(
        insert(tallies).from_select(
            ["pack", "question", "asked", "is_right"],
            select(answers.c.pack, answers.c.question, *how_often)
            .select_from(played)
            .where(counted)
            .group_by(answers.c.pack, answers.c.question),
        )
    )
    known = played.join(tallies, same_question())
    connection.execute(
        insert(met).from_select(
            ["player_id", "tally_id", "asked", "is_right"],
            select(rounds.c.player_id, tallies.c.id, *how_often)
            .select_from(known)
            .where(counted)
            .group_by(rounds.c.player_id, tallies.c.id),
        )
    )
    given: Counter[tuple[int, str]] = Counter()
    for key, texts in connection.execute(
        select(tallies.c.id, answers.c.given).select_from(known).where(counted)
    ):
        given.update((key, text) for text in texts)
    if given:
        connection.execute(
            insert(picks), [{"tally_id": key, "given": text, "times": n} for (key, text), n in given.items()]
        )
    days = select(rounds.c.local_date).select_from(played).where(counted, rounds.c.mode.not_in(UNRATED))
    connection.execute(insert(rating_due).from_select(["day"], days.distinct()))


def same_question() -> ColumnElement[bool]:
    """Whether an answer is to a counter's question."""
    return and_(tallies.c.pack == answers.c.pack, tallies.c.question == answers.c.question)
