"""The counters beside the answers, added to and taken from: plain sqlite3, for answers wait for it.

A question's counter has its number in ``tally``; each function is tested equal to a count from the answers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

_ADD_TALLY = (
    "INSERT INTO tally (pack, question, kind, difficulty, category, asked, is_right) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pack, question) DO UPDATE SET "
    "asked = asked + excluded.asked, is_right = is_right + excluded.is_right, "
    "kind = excluded.kind, difficulty = excluded.difficulty, category = excluded.category RETURNING id"
)
_ADD_MET = (
    "INSERT INTO met (player_id, tally_id, asked, is_right) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (player_id, tally_id) DO UPDATE SET "
    "asked = asked + excluded.asked, is_right = is_right + excluded.is_right, due = NULL"
)
_ADD_PICK = (
    "INSERT INTO pick (tally_id, given, times) VALUES (?, ?, ?) "
    "ON CONFLICT (tally_id, given) DO UPDATE SET times = times + excluded.times"
)


def add_tally(
    raw: sqlite3.Connection, name: tuple[str, str], traits: Mapping[str, str], asked: int, right: int
) -> int:
    """Add to a question's counter, which is made if need be; returns its number."""
    row = (*name, traits["kind"], traits["difficulty"], traits["category"], asked, right)
    ((key,),) = raw.execute(_ADD_TALLY, row).fetchall()
    return int(key)


def add_met(raw: sqlite3.Connection, rows: Sequence[tuple[int, int, int, int]]) -> None:
    """Add to counters: ``(player, tally, asked, right)``; when each is due is to be worked out anew."""
    raw.executemany(_ADD_MET, rows)


def add_picks(raw: sqlite3.Connection, rows: Sequence[tuple[int, str, int]]) -> None:
    """Add to counters: ``(tally, given, times)``."""
    raw.executemany(_ADD_PICK, rows)


_LESS_TALLY = (
    "UPDATE tally SET asked = asked - ?, is_right = is_right - ?, kind = coalesce(?, kind), "
    "difficulty = coalesce(?, difficulty), category = coalesce(?, category) "
    "WHERE pack = ? AND question = ? RETURNING id"
)
_LESS_MET = (
    "UPDATE met SET asked = asked - ?, is_right = is_right - ?, due = NULL "
    "WHERE player_id = ? AND tally_id = ?"
)


def less_tally(
    raw: sqlite3.Connection, name: tuple[str, str], traits: Mapping[str, str], asked: int, right: int
) -> int:
    """Take from a question's counter, which gets the traits that are given; returns its number."""
    told = (traits.get("kind"), traits.get("difficulty"), traits.get("category"))
    ((key,),) = raw.execute(_LESS_TALLY, (asked, right, *told, *name)).fetchall()
    return int(key)


def less_met(raw: sqlite3.Connection, rows: Sequence[tuple[int, int, int, int]]) -> None:
    """Take from counters: ``(player, tally, asked, right)``; one at nothing goes."""
    raw.executemany(_LESS_MET, [(asked, right, player, key) for player, key, asked, right in rows])
    raw.executemany(
        "DELETE FROM met WHERE player_id = ? AND tally_id = ? AND asked = 0", [row[:2] for row in rows]
    )


def less_picks(raw: sqlite3.Connection, rows: Sequence[tuple[int, str, int]]) -> None:
    """Take from counters: ``(tally, given, times)``; one at nothing goes."""
    raw.executemany(
        "UPDATE pick SET times = times - ? WHERE tally_id = ? AND given = ?",
        [(n, key, given) for key, given, n in rows],
    )
    raw.executemany(
        "DELETE FROM pick WHERE tally_id = ? AND given = ? AND times = 0", [row[:2] for row in rows]
    )


def sweep(raw: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Questions at nothing go, as if nothing had ever been counted."""
    raw.executemany("DELETE FROM tally WHERE id = ? AND asked = 0", [(key,) for key in keys])


def move_met(
    raw: sqlite3.Connection, player_id: int, into_id: int, rows: Iterable[tuple[str, str, int, int]]
) -> None:
    """Take from one player's counters what another's get: ``(pack, question, asked, right)``."""
    moved = [
        (*raw.execute("SELECT id FROM tally WHERE pack = ? AND question = ?", (pack, name)).fetchone(), *ns)
        for pack, name, *ns in rows
    ]
    less_met(raw, [(player_id, *row) for row in moved])
    add_met(raw, [(into_id, *row) for row in moved])


def asked_last(raw: sqlite3.Connection, name: tuple[str, str], without: Sequence[int] = ()) -> str | None:
    """A question as somebody answered it last, by the number of the round, ``without`` some; None if none."""
    marks = ",".join("?" * len(without))
    found = raw.execute(
        "SELECT k.json FROM answer a JOIN round r ON r.id = a.round_id JOIN asked k ON k.hash = a.hash "
        "WHERE a.pack = ? AND a.question = ? AND r.kind = 'play' AND r.gone_ms IS NULL "
        f"AND a.ending <> 'skipped' AND r.id NOT IN ({marks}) "
        "ORDER BY a.round_id DESC, a.position DESC LIMIT 1",
        (*name, *without),
    ).fetchone()
    return None if found is None else str(found[0])
