"""A player's rounds with all their answers, as achievements look at them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, func, select

from quiz.bank.tables.play import answers, asked, rounds
from quiz.bank.views import ABANDONED
from quiz.core.achievements import Given, Played
from quiz.core.kinds import Kind

_OF_ROUND = (
    rounds.c.id, rounds.c.local_date, rounds.c.mode, rounds.c.difficulty, rounds.c.seconds, rounds.c.ranked,
    rounds.c.assisted, rounds.c.score, rounds.c.board, rounds.c.packs,
)  # fmt: skip


def past(connection: Connection, player_id: int) -> list[Played]:
    """The rounds that this player has played to their end, in the order in which they began; no demo's."""
    kind = func.json_extract(asked.c.json, "$.kind")
    statement = (
        select(*_OF_ROUND, answers.c.pack, answers.c.question, answers.c.ending, answers.c.is_right,
               answers.c.used_ms, kind.label("asked_kind"))
        .join(answers, answers.c.round_id == rounds.c.id)
        .join(asked, asked.c.hash == answers.c.hash)
        .where(rounds.c.player_id == player_id, rounds.c.gone_ms.is_(None), rounds.c.kind == "play",
               rounds.c.outcome.is_not(None), rounds.c.outcome != ABANDONED)
        .order_by(rounds.c.started_ms, rounds.c.id, answers.c.position)
    )  # fmt: skip
    return list(_rounds(connection.execute(statement)))


def _rounds(rows: Any) -> Iterator[Played]:
    for _, some in groupby(rows, attrgetter("id")):
        found = list(some)
        row = found[0]
        yield Played(
            id=row.id, day=date.fromisoformat(row.local_date), mode=row.mode, difficulty=row.difficulty,
            timed=row.seconds > 0, ranked=row.ranked, assisted=row.assisted, score=row.score, board=row.board,
            packs=tuple(row.packs.split(",")),
            answers=tuple(
                Given(one.pack, one.question, Kind(one.asked_kind), one.ending, one.is_right, one.used_ms)
                for one in found
            ),
        )  # fmt: skip
