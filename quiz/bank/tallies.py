"""How often each question was answered, rightly and with what: counters beside the answers.

They are kept by the transactions that store or take away answers, so that a page over all players need not
read every round. What counts is what a person answered: skipped questions and rounds of the demo do not.
"""

from __future__ import annotations

import json
from collections import Counter

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    select,
)

from quiz.bank import counting, fast
from quiz.bank.engine import raw_of
from quiz.bank.tables.play import answers, rounds
from quiz.core.rounds import Ending
from quiz.core.rules import Mode

UNRATED = (Mode.PRACTICE, Mode.MISSES)
"""Modes that rate nobody: one has no clock and explains at once, the other asks what was just explained."""

counted = and_(rounds.c.kind == "play", rounds.c.gone_ms.is_(None), answers.c.ending != Ending.SKIPPED)
"""Which answers count, of ``answers`` joined with ``rounds``: those of rounds that were removed do not."""

_Key = tuple[str, str]


class Sums:
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


def count(connection: Connection, round_id: int, start_at: int = 0) -> None:
    """Add the answers of a round from one position on to the counters, in the transaction that stores them.

    The day of the ratings that this touches becomes due. ``recount.take`` is its opposite.
    """
    sums = Sums()
    sums.add(connection, rounds.c.id == round_id, answers.c.position >= start_at)
    if not sums.asked:
        return
    raw = raw_of(connection)
    ids = {}
    for key, n in sums.asked.items():
        text = counting.asked_last(raw, key)
        assert text is not None  # an answer that counts was stored just now
        ids[key] = counting.add_tally(raw, key, traits_in(text), n, sums.right[key])
    counting.add_met(raw, [
        (player, ids[key], n, sums.mine_right[player, key]) for (player, key), n in sums.mine.items()
    ])  # fmt: skip
    counting.add_picks(raw, [(ids[key], text, n) for (key, text), n in sums.given.items()])
    touch(connection, round_id)


def touch(connection: Connection, round_id: int) -> None:
    """Have the day of a round rated anew, if it rates anybody."""
    day = connection.execute(
        select(rounds.c.local_date).where(rounds.c.id == round_id, rounds.c.mode.not_in(UNRATED))
    ).scalar()
    if day is not None:
        fast.mark_due(raw_of(connection), day)


def traits_in(text: str) -> dict[str, str]:
    """The traits of a question as it is kept in JSON."""
    kept = json.loads(text)
    return {"kind": kept["kind"], "difficulty": kept["difficulty"], "category": kept.get("category", "")}
