"""A read-only look at the bank for the first frame: plain sqlite3, no SQLModel, no waiting.

It says the same as ``Bank.cards``, ``Bank.open_rounds`` and ``Practice.due``; a test holds them together.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from quiz.bank import due, lease
from quiz.bank.cards import OpenRound, PackCard, Player
from quiz.core.folding import fold
from quiz.core.rules import Mode

_WAIT_S = 0.05


class Glance(NamedTuple):
    """What the home page shows at first. ``player`` is None when nobody of that name has played here.

    ``due`` are the questions to practise; those whose day has yet to be worked out do not count.
    """

    player: Player | None
    cards: tuple[PackCard, ...]
    open_rounds: tuple[OpenRound, ...]
    due: int = 0


def glance(path: Path, player_name: str) -> Glance | None:
    """Look at the bank for this player; None when there is no bank that can be read at once."""
    try:
        with contextlib.closing(_connect(path)) as raw:
            raw.execute("BEGIN")
            player = _player(raw, player_name)
            key = player.id if player else -1
            today = date.today().isoformat()
            return Glance(player, _cards(raw, key), tuple(_open_rounds(raw, key)), due.count(raw, key, today))
    except (sqlite3.Error, OSError, ValueError, TypeError):
        return None


def _connect(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=_WAIT_S, isolation_level=None)


def _player(raw: sqlite3.Connection, name: str) -> Player | None:
    found = raw.execute("SELECT id, name FROM player WHERE folded = ?", (fold(name),)).fetchone()
    return Player(*found) if found else None


_CARDS = """
SELECT slug, title, version || CASE WHEN local THEN '+local' ELSE '' END, language,
  (SELECT coalesce(max(ord) + 1, 0) FROM question WHERE pack_id = pack.id AND difficulty = 'easy')
  + (SELECT coalesce(max(ord) + 1, 0) FROM question WHERE pack_id = pack.id AND difficulty = 'medium')
  + (SELECT coalesce(max(ord) + 1, 0) FROM question WHERE pack_id = pack.id AND difficulty = 'hard'),
  (SELECT score FROM round WHERE player_id = :player AND packs = slug AND gone_ms IS NULL AND ranked
    AND outcome IN ('finished', 'time up', 'out of lives') ORDER BY score DESC LIMIT 1),
  (SELECT score FROM round WHERE player_id = :player AND packs = slug AND gone_ms IS NULL
    AND outcome IN ('finished', 'time up', 'out of lives') ORDER BY started_ms DESC, id DESC LIMIT 1),
  cover
FROM pack WHERE state = 'ready' ORDER BY id
"""


def _cards(raw: sqlite3.Connection, player_id: int) -> tuple[PackCard, ...]:
    return tuple(PackCard(*row) for row in raw.execute(_CARDS, {"player": player_id}))


_OPEN = """
SELECT id, answered, length, mode, left_ms, clocked, active_ms, at_ms, score, beat_ms, started_ms,
  lease_pid, lease_started, lease_token
FROM round WHERE outcome IS NULL AND gone_ms IS NULL AND player_id = ? ORDER BY started_ms DESC, id DESC
"""


def _open_rounds(raw: sqlite3.Connection, player_id: int) -> Iterator[OpenRound]:
    now = lease.utc_ms()
    for row in raw.execute(_OPEN, (player_id,)):
        key, answered, length, mode, left, clocked, active, at, score, beat, started, pid, since, token = row
        if not lease.lapsed(pid, since, token, beat, now_ms=now):
            continue
        titles = raw.execute("SELECT title FROM round_pack WHERE round_id = ? ORDER BY ord", (key,))
        if left is not None and clocked:
            left = max(0, left - max(0, active - at))
        cut_off = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=beat or started)
        position = min(answered + 1, length)
        names = tuple(title for (title,) in titles)
        yield OpenRound(key, names, position, length, Mode(mode), left, score, cut_off)
