"""The questions that a player missed and that are to come again now: plain sqlite3, for the first frame too.

Days are texts, ``2024-01-31``. What is no longer in the bank, or never wanted again, is not due.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

MOST = 1000
"""No more than this are counted: somebody who comes back after years waits no longer than others."""

_DUE = (
    # In this order: few questions are due, and each is looked up, whatever the size of the bank.
    "FROM met m CROSS JOIN tally t ON t.id = m.tally_id "
    "CROSS JOIN pack p ON p.slug = t.pack AND p.state = 'ready' "
    "CROSS JOIN question q ON q.pack_id = p.id AND q.slug = t.question AND q.ord IS NOT NULL "
    "WHERE m.player_id = :player AND m.due <= :day AND NOT EXISTS (SELECT 1 FROM flag f "
    "WHERE f.player_id = m.player_id AND f.pack = t.pack AND f.question = t.question AND f.why = 'never')"
)
_COUNT = f"SELECT count(*) FROM (SELECT 1 {_DUE} LIMIT {MOST})"
_KEYS = (
    f"SELECT q.id {_DUE} AND (:level = '' OR q.difficulty = :level) "
    "AND (:category = '' OR q.category = :category) {packs} ORDER BY m.due, t.pack, t.question LIMIT :most"
)


def count(raw: sqlite3.Connection, player_id: int, day: str) -> int:
    """How many questions are due for a player on a day, ``MOST`` at most."""
    return int(raw.execute(_COUNT, {"player": player_id, "day": day}).fetchone()[0])


def keys(
    raw: sqlite3.Connection, player_id: int, day: str, packs: Sequence[str], difficulty: str, category: str,
    most: int,
) -> list[int]:  # fmt: skip
    """The numbers of the questions that are due, those first that have been for longest.

    No packs, difficulty or category means any.
    """
    marks = {f"pack{n}": slug for n, slug in enumerate(packs)}
    named = f"AND t.pack IN ({', '.join(f':{mark}' for mark in marks)})" if marks else ""
    values = {"player": player_id, "day": day, "level": difficulty, "category": category, "most": most}
    found = raw.execute(_KEYS.format(packs=named), {**values, **marks})
    return [int(key) for (key,) in found]


def waiting(raw: sqlite3.Connection, player_id: int | None = None) -> bool:
    """Whether the days of some questions, of one player's if it is named, have yet to be worked out."""
    mine = "" if player_id is None else "player_id = :player AND"
    found = raw.execute(
        f"SELECT 1 FROM met WHERE {mine} due IS NULL AND is_right < asked LIMIT 1", {"player": player_id}
    )
    return found.fetchone() is not None
