"""Answers taken off the counters again, and all of them counted anew."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Integer, and_, delete, func, insert, select
from sqlalchemy import cast as as_type

from quiz.bank import counting
from quiz.bank.engine import raw_of
from quiz.bank.tables.counters import met, picks, player_ratings, question_ratings, rating_due, tallies
from quiz.bank.tables.play import answers, asked, rounds
from quiz.bank.tallies import UNRATED, Sums, counted, touch, traits_in


def take(connection: Connection, *round_ids: int) -> None:
    """Take rounds' answers off the counters before they change or go, in the transaction that does so.

    The days of the ratings that this touches become due, and the questions' own days are worked out anew.
    """
    sums = Sums()
    sums.add(connection, rounds.c.id.in_(round_ids))
    if not sums.asked:
        return
    raw = raw_of(connection)
    ids = {}
    for key, n in sums.asked.items():
        text = counting.asked_last(raw, key, without=round_ids)
        traits = traits_in(text) if text is not None else {}
        ids[key] = counting.less_tally(raw, key, traits, n, sums.right[key])
    counting.less_met(raw, [
        (player, ids[key], n, sums.mine_right[player, key]) for (player, key), n in sums.mine.items()
    ])  # fmt: skip
    counting.less_picks(raw, [(ids[key], text, n) for (key, text), n in sums.given.items()])
    counting.sweep(raw, ids.values())
    for round_id in round_ids:
        touch(connection, round_id)


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
