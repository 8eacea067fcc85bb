"""Boards and rounds as people look at them; nothing here depends on where the bank lies or on today."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any

from quiz.bank.views import ABANDONED, BoardView, Search
from quiz.core.folding import fold
from quiz.core.rounds import Outcome
from quiz.core.rules import Mode
from quiz.packs.writer import replaced
from quiz.words import Refused, packs_told, tr

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.bank.bank import Bank
    from quiz.bank.views import RoundRow

EVERY = 1_000_000


def best(
    bank: Bank, pack: str | None = None, mode: str | None = None, player: str | None = None, limit: int = 50
) -> list[RoundRow]:
    """The best ranked rounds, best first."""
    return bank.best(*_chosen(bank, pack, mode, player), limit)


def latest(
    bank: Bank, pack: str | None = None, mode: str | None = None, player: str | None = None, limit: int = 50
) -> list[RoundRow]:
    """The latest rounds, unranked and unfinished ones too, newest first."""
    return bank.latest(*_chosen(bank, pack, mode, player), limit)


def search(
    bank: Bank, pack: str | None, mode: str | None, player: str | None, outcome: str = "", text: str = ""
) -> Search:
    """What to look for in the whole history. Raises Refused for a player or a mode that is not."""
    _, kind, number = _chosen(bank, pack, mode, player)
    return Search(text, pack or "", kind, number, outcome)


class Period(StrEnum):
    """How far back a board looks."""

    ALL = ""
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


def since(period: Period, today: date) -> str:
    """The first day of a period that ends today, as an ISO date; empty for all time. Weeks begin on Monday.

    >>> since(Period.WEEK, date(2024, 3, 1)), since(Period.MONTH, date(2024, 2, 29))
    ('2024-02-26', '2024-02-01')
    """
    match period:
        case Period.TODAY:
            return today.isoformat()
        case Period.WEEK:
            return (today - timedelta(days=today.weekday())).isoformat()
        case Period.MONTH:
            return today.replace(day=1).isoformat()
    return ""


def board_view(bank: Bank, key: str, player: str | None, period: Period, today: date) -> BoardView:
    """A board of one player's rounds, or of those since a day. Raises Refused for a player that is not."""
    first = since(period, today)
    return BoardView(key, _chosen(bank, None, None, player)[2], first, today.isoformat() if first else "")


class HistoryRefusal(Enum):
    """What cannot be listed, and what to do."""

    NO_PLAYER = "There is no player “{player}” here; check the name."
    NO_PACK = "There is no pack “{pack}” here, nor a round on it; “quiz packs list” names those there are."
    NO_MODE = "There is no mode “{mode}”; the modes are {modes}."


def _chosen(
    bank: Bank, pack: str | None, mode: str | None, player: str | None
) -> tuple[tuple[str, ...] | None, Mode | None, int | None]:
    """The bank's own terms for what a person named. Raises Refused for a player or a mode that is not."""
    if mode and mode not in list(Mode):
        raise Refused(HistoryRefusal.NO_MODE, mode=mode, modes=", ".join(Mode))
    number = None
    if player:
        known = {fold(one.name): one.id for one in bank.players()}
        if fold(player) not in known:
            raise Refused(HistoryRefusal.NO_PLAYER, player=player)
        number = known[fold(player)]
    return (pack,) if pack else None, Mode(mode) if mode else None, number


def known_pack(bank: Bank, pack: str) -> str:
    """The pack's id, when it is here or was played on. Raises Refused else."""
    if bank.pack_info(pack) is None and not bank.latest((pack,), limit=1):
        raise Refused(HistoryRefusal.NO_PACK, pack=pack)
    return pack


def scores(bank: Bank, pack: str | None, mode: str | None, player: str | None) -> dict[str, Any]:
    """What ``quiz scores --json`` prints: every board that matches with its rounds, and every round."""
    rows = latest(bank, pack, mode, player, EVERY)
    boards: dict[str, list[RoundRow]] = {}
    for row in rows:
        if row.ranked and row.outcome is not None:
            boards.setdefault(row.board, []).append(row)
    return {
        "boards": [
            {"board": key, "rounds": [_entry(row) for row in sorted(found, key=_standing)]}
            for key, found in sorted(boards.items())
        ],
        "rounds": [_entry(row) for row in rows],
    }


def ending(outcome: str | None) -> str:
    """What became of a round, in a word or two.

    >>> ending("time up"), ending("abandoned"), ending(None)
    ('Time up', 'Given up', 'Not over')
    """
    return {
        Outcome.FINISHED.value: tr("Finished"),
        Outcome.TIME_UP.value: tr("Time up"),
        Outcome.OUT_OF_LIVES.value: tr("Out of lives"),
        ABANDONED: tr("Given up"),
    }.get(outcome or "", tr("Not over"))


def lines(bank: Bank, pack: str | None, mode: str | None, player: str | None) -> list[str]:
    """What ``quiz scores`` prints for people: a line a round, newest first, packs by their titles."""
    found = []
    for row in latest(bank, pack, mode, player, EVERY):
        told = (
            f"{row.started:%Y-%m-%d %H:%M}  {row.score:>7,}  {row.right:>3}/{row.answered:<3}  {row.mode:<9} "
        )
        told += f"{row.player}: {packs_told(row.titles)}"
        # Only what is out of the ordinary needs saying.
        usual = row.outcome == Outcome.FINISHED
        found.append(told if usual else f"{told} ({ending(row.outcome).lower()})")
    return found


def _standing(row: RoundRow) -> tuple[int, int, datetime]:
    return (-row.score, row.answer_ms, row.started)


COLUMNS = (
    "id",
    "player",
    "packs",
    "mode",
    "preset",
    "count",
    "seconds",
    "score",
    "right",
    "answered",
    "longest_streak",
    "answer_ms",
    "ranked",
    "assisted",
    "outcome",
    "version",
    "started",
    "board",
)


def scores_csv(bank: Bank, pack: str | None, mode: str | None, player: str | None) -> str:
    """A header row, then a row a round, unranked ones too."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for row in latest(bank, pack, mode, player, EVERY):
        entry = _entry(row)
        entry["packs"] = " ".join(entry["packs"])
        writer.writerow({key: _safe(entry[key]) for key in COLUMNS})
    return out.getvalue()


def write_csv(bank: Bank, path: Path, pack: str | None, mode: str | None, player: str | None) -> None:
    """Write :func:`scores_csv` to a file, whole or not at all. Raises Refused where it cannot be written."""
    with replaced(path) as file:
        file.write(scores_csv(bank, pack, mode, player).encode())


def _safe(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" else value


def _entry(row: RoundRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "player": row.player,
        "packs": list(row.packs),
        "mode": str(row.mode),
        "preset": str(row.preset),
        "count": row.count,
        "seconds": row.seconds,
        "score": row.score,
        "right": row.right,
        "answered": row.answered,
        "longest_streak": row.longest_streak,
        "answer_ms": row.answer_ms,
        "ranked": row.ranked,
        "assisted": row.assisted,
        "outcome": row.outcome,
        "version": row.version,
        "started": row.started.isoformat(),
        "board": row.board,
    }
