"""How often each question was answered, rightly and with what: counters beside the answers.

They are kept by the transactions that store or take away answers, so that a page over all players need not
read every round. What counts is what a person answered: skipped questions and rounds of the demo do not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Table,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import cast as as_type

from quiz.bank import fast
from quiz.bank.engine import raw_of
from quiz.bank.tables import (
    answers,
    asked,
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

counted = and_(rounds.c.kind == "play", rounds.c.gone_ms.is_(None), answers.c.ending != Ending.SKIPPED)
"""Which answers count, of ``answers`` joined with ``rounds``: those of rounds that were removed do not."""

_Key = tuple[str, str]


class _Sums:
    """Answers as they come, added up by question, by player and question, and by what was given."""

    def __init__(self) -> None:
        self.last: dict[_Key, str] = {}
        self.asked: Counter[_Key] = Counter()
        self.right: Counter[_Key] = Counter()
        self.mine: Counter[tuple[int, _Key]] = Counter()
        self.mine_right: Counter[tuple[int, _Key]] = Counter()
        self.given: Counter[tuple[_Key, str]] = Counter()

    def add(self, connection: Connection, *where: ColumnElement[bool]) -> None:
        """Add up the answers that count, in their order."""
        found = connection.execute(
            select(
                rounds.c.player_id, answers.c.pack, answers.c.question, answers.c.hash,
                answers.c.is_right, answers.c.given,
            )
            .join(answers, answers.c.round_id == rounds.c.id)
            .where(counted, *where)
            .order_by(answers.c.round_id, answers.c.position)
        )  # fmt: skip
        for player, pack, question, mark, right, given in found:
            key = (pack, question)
            self.last[key] = mark
            self.asked[key] += 1
            self.right[key] += right
            self.mine[player, key] += 1
            self.mine_right[player, key] += right
            self.given.update((key, text) for text in given)


def count(connection: Connection, round_id: int, sign: int, start_at: int = 0) -> None:
    """Add the answers of a round from one position on to the counters, or take them off.

    ``sign`` is 1 after answers were stored, and -1 before they are changed or go; both in the transaction
    that does so. The days of the ratings that this touches become due.
    """
    sums = _Sums()
    sums.add(connection, rounds.c.id == round_id, answers.c.position >= start_at)
    if not sums.asked:
        return
    if sign > 0:
        _add(connection, sums)
    else:
        _take(connection, sums, round_id)
    day = connection.execute(
        select(rounds.c.local_date).where(rounds.c.id == round_id, rounds.c.mode.not_in(UNRATED))
    ).scalar()
    if day is not None:
        connection.execute(fast.insert_new(rating_due).values(day=day))


def _add(connection: Connection, sums: _Sums) -> None:
    raw = raw_of(connection)
    ids = {}
    for key, n in sums.asked.items():
        text = fast.asked_last(raw, key, without=None)
        assert text is not None  # an answer that counts was stored just now
        ids[key] = fast.add_tally(raw, key, traits_in(text), n, sums.right[key])
    fast.add_met(raw, [
        (player, ids[key], n, sums.mine_right[player, key]) for (player, key), n in sums.mine.items()
    ])  # fmt: skip
    fast.add_picks(raw, [(ids[key], text, n) for (key, text), n in sums.given.items()])


def _take(connection: Connection, sums: _Sums, round_id: int) -> None:
    raw = raw_of(connection)
    ids = {}
    for key, n in sums.asked.items():
        text = fast.asked_last(raw, key, without=round_id)
        traits = traits_in(text) if text is not None else {}
        named = and_(tallies.c.pack == key[0], tallies.c.question == key[1])
        ids[key] = _less(connection, tallies, named, {"asked": n, "is_right": sums.right[key]}, traits)
    for (player, key), n in sums.mine.items():
        named = and_(met.c.player_id == player, met.c.tally_id == ids[key])
        _less(connection, met, named, {"asked": n, "is_right": sums.mine_right[player, key]}, {})
    for (key, text), n in sums.given.items():
        named = and_(picks.c.tally_id == ids[key], picks.c.given == text)
        _less(connection, picks, named, {"times": n}, {})
    _sweep(connection, set(ids.values()))


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


def traits_in(text: str) -> dict[str, str]:
    """The traits of a question as it is kept in JSON."""
    kept = json.loads(text)
    return {"kind": kept["kind"], "difficulty": kept["difficulty"], "category": kept.get("category", "")}


def recount(connection: Connection) -> None:
    """Count everything anew from the answers; the ratings become due from the first day on."""
    for table in (picks, met, player_ratings, question_ratings, tallies, rating_due):
        connection.execute(delete(table))
    sums = _Sums()
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


def totals(connection: Connection) -> dict[_Key, tuple[int, int]]:
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
