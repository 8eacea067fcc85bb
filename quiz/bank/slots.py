"""Slots: the questions of a pack and difficulty stand in 0 to n - 1 without a gap, one seek to draw from."""

from __future__ import annotations

import sqlite3

from quiz.bank import fast


def leave(raw: sqlite3.Connection, key: int) -> None:
    """Take a question out of play; the last of its like moves into its slot."""
    row = raw.execute("SELECT pack_id, difficulty, ord FROM question WHERE id = ?", (key,)).fetchone()
    if row is None or row[2] is None:
        return
    pack_id, level, slot = row
    last = fast.slots_used(raw, pack_id, level) - 1
    raw.execute("UPDATE question SET ord = NULL WHERE id = ?", (key,))
    raw.execute(
        "UPDATE question SET ord = ? WHERE pack_id = ? AND difficulty = ? AND ord = ?",
        (slot, pack_id, level, last),
    )


def join(raw: sqlite3.Connection, key: int) -> None:
    """Put a question that has no slot into play, after the others of its pack and difficulty."""
    pack_id, level, slot = raw.execute(
        "SELECT pack_id, difficulty, ord FROM question WHERE id = ?", (key,)
    ).fetchone()
    if slot is None:
        raw.execute("UPDATE question SET ord = ? WHERE id = ?", (fast.slots_used(raw, pack_id, level), key))
