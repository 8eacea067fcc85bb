"""Where a player and some questions stand, quick enough to draw by: plain sqlite3, a seek each."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from quiz.core.kinds import Difficulty
from quiz.core.rating import NEW, UNRATED, Rating

_PLAYER = (
    "SELECT rating, deviation, volatility FROM player_rating WHERE player_id = ? ORDER BY day DESC LIMIT 1"
)
_QUESTIONS = (
    "SELECT q.id, q.difficulty, r.rating, r.deviation, r.volatility FROM question q "
    "JOIN pack p ON p.id = q.pack_id LEFT JOIN tally t ON t.pack = p.slug AND t.question = q.slug "
    "LEFT JOIN question_rating r ON r.tally_id = t.id "
    "AND r.day = (SELECT max(day) FROM question_rating WHERE tally_id = t.id) WHERE q.id IN ({})"
)


def of_player(raw: sqlite3.Connection, player_id: int) -> Rating | None:
    """A player's last rating; None until there is one."""
    found = raw.execute(_PLAYER, (player_id,)).fetchone()
    return None if found is None else Rating(*found)


def of_questions(raw: sqlite3.Connection, keys: Sequence[int]) -> list[Rating]:
    """The questions' last ratings, one for each key; what nobody has answered is where its author put it."""
    known = {
        key: UNRATED[Difficulty(level)] if state[0] is None else Rating(*state)
        for key, level, *state in raw.execute(_QUESTIONS.format(",".join("?" * len(keys))), keys)
    }
    return [known.get(key, NEW) for key in keys]
