"""Answers taken off the counters again, and all of them counted anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Table, and_, delete, func, insert, select, update
from sqlalchemy import cast as as_type

from quiz.bank import fast
from quiz.bank.engine import raw_of
from quiz.bank.tables.counters import met, picks, player_ratings, question_ratings, rating_due, tallies
from quiz.bank.tables.play import answers, asked, rounds
from quiz.bank.tallies import UNRATED, Sums, counted, touch, traits_in


def take(connection: Connection, round_id: int) -> None:
    """Take a round's answers off the counters before they change or go, in the transaction that does so.

    The day of the ratings that this touches becomes due, and the questions' own days are worked out anew.
    """
    sums = Sums()
    sums.add(connection, rounds.c.id == round_id)
    if not sums.asked:
        return
    raw = raw_of(connection)
    ids = {}
    for key, n in sums.asked.items():
        text = fast.asked_last(raw, key, without=round_id)
        traits = traits_in(text) if text is not None else {}
        named = and_(tallies.c.pack == key[0], tallies.c.question == key[1])
        ids[key] = _less(connection, tallies, named, {"asked": n, "is_right": sums.right[key]}, traits)
    for (player, key), n in sums.mine.items():
        named = and_(met.c.player_id == player, met.c.tally_id == ids[key])
        counts = {"asked": n, "is_right": sums.mine_right[player, key]}
        _less(connection, met, named, counts, {"due": None})
    for (key, text), n in sums.given.items():
        named = and_(picks.c.tally_id == ids[key], picks.c.given == text)
        _less(connection, picks, named, {"times": n}, {})
    _sweep(connection, set(ids.values()))
    touch(connection, round_id)


def _less(
    connection: Connection, table: Table, named: ColumnElement[bool], counts: Mapping[str, int],
    values: Mapping[str, Any],
) -> int:  # fmt: skip
    """Take off a row of counters, and set its other values; returns the value of its first column."""
    less = {name: table.c[name] - n for name, n in counts.items()}
    changed = update(table).where(named).values({**less, **values}).returning(next(iter(table.c)))
    return int(connection.execute(changed).scalar_one())


def _sweep(connection: Connection, ids: set[int]) -> None:
    """Counters at nothing go, as if nothing had ever been counted."""
    connection.execute(delete(picks).where(picks.c.tally_id.in_(ids), picks.c.times == 0))
    connection.execute(delete(met).where(met.c.tally_id.in_(ids), met.c.asked == 0))
    connection.execute(delete(tallies).where(tallies.c.id.in_(ids), tallies.c.asked == 0))


def recount(connection: Connection) -> None:
    """Count everything anew from the answers; ratings and days of practice are to be worked out again."""
    for table in (picks, met, player_ratings, question_ratings, tallies, rating_due):
        connection.execute(delete(table))
    sums = Sums()
    sums.add(connection)
    if not sums.asked:
        return
    ids = {key: n for n, key in enumerate(sums.asked, 1)}
    texts = {row.hash: row.json for row in connection.execute(select(asked))}
    connection.execute(insert(tallies), [
        {"id": ids[key], "pack": key[0], "question": key[1], **traits_in(texts[sums.last[key]]),
         "asked": n, "is_right": sums.right[key]}
        for key, n in sums.asked.items()
    ])  # fmt: skip
    connection.execute(insert(met), [
        {"player_id": player, "tally_id": ids[key], "asked": n, "is_right": sums.mine_right[player, key]}
        for (player, key), n in sums.mine.items()
    ])  # fmt: skip
    if sums.given:
        connection.execute(insert(picks), [
            {"tally_id": ids[key], "given": text, "times": n} for (key, text), n in sums.given.items()
        ])  # fmt: skip
    days = (
        select(rounds.c.local_date)
        .join(answers, answers.c.round_id == rounds.c.id)
        .where(counted, rounds.c.mode.not_in(UNRATED))
    )
    connection.execute(insert(rating_due).from_select(["day"], days.distinct()))


def totals(connection: Connection) -> dict[tuple[str, str], tuple[int, int]]:
    """How often each question was answered, and rightly, from the answers alone."""
    by_name = (answers.c.pack, answers.c.question)
    right = func.sum(as_type(answers.c.is_right, Integer))
    found = connection.execute(
        select(*by_name, func.count(), right)
        .join(rounds, rounds.c.id == answers.c.round_id)
        .where(counted)
        .group_by(*by_name)
    )
    return {(pack, question): (n, right) for pack, question, n, right in found}


def same_question() -> ColumnElement[bool]:
    """Whether an answer is to a counter's question."""
    return and_(tallies.c.pack == answers.c.pack, tallies.c.question == answers.c.question)
