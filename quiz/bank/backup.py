"""Backups: consistent copies made while the game runs, five of them, a gigabyte in all."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

KEPT = 5
MOST_BYTES = 1 << 30
_PAGES = 2_000
_STALE_S = 600


class Stopped(Exception):
    """The copy was given up because the bank closes."""


def folder(bank: Path) -> Path:
    """Where a bank's backups stand: in ``backups`` beside it."""
    return bank.parent / "backups"


def listed(bank: Path) -> list[Path]:
    """The bank's backups, newest first, by their names."""
    return sorted(folder(bank).glob(f"{bank.stem}-????????-??????.db"), reverse=True)


def newest(bank: Path) -> Path | None:
    """The newest backup; None when there is none."""
    return next(iter(listed(bank)), None)


def copy(bank: Path, target: Path, *, stop: Callable[[], bool] = lambda: False) -> None:
    """Write a consistent, checked copy of the bank to ``target``, whole or not at all.

    ``stop`` is asked between pieces. Raises Stopped, sqlite3.Error (a broken bank too) or OSError.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")

    def go_on(_status: int, _left: int, _total: int) -> None:
        if stop():
            raise Stopped

    try:
        from_bank = sqlite3.connect(f"{bank.absolute().as_uri()}?mode=ro", uri=True)
        with contextlib.closing(from_bank) as source, contextlib.closing(sqlite3.connect(part)) as copied:
            source.backup(copied, pages=_PAGES, progress=go_on, sleep=0.0)
            copied.execute("PRAGMA journal_mode=DELETE").fetchone()
            if (found := copied.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise sqlite3.DatabaseError(found)
        part.replace(target)
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)


def make(bank: Path, now: datetime, *, stop: Callable[[], bool] = lambda: False) -> Path:
    """A new backup, named by local date and time; then the oldest ones go. Raises as ``copy`` does."""
    folder(bank).mkdir(exist_ok=True)
    target = folder(bank) / f"{bank.stem}-{now:%Y%m%d-%H%M%S}.db"
    copy(bank, target, stop=stop)
    prune(bank)
    return target


def daily(bank: Path, now: datetime, *, stop: Callable[[], bool] = lambda: False) -> Path | None:
    """The day's backup; None when there is one, or when another window is making it."""
    day = f"{now:%Y%m%d}"
    if any(path.name.startswith(f"{bank.stem}-{day}-") for path in listed(bank)):
        return None
    folder(bank).mkdir(exist_ok=True)
    claim = folder(bank) / f".{bank.stem}-{day}.claim"
    with contextlib.suppress(FileNotFoundError):
        if time.time() - claim.stat().st_mtime > _STALE_S:  # its process was killed
            claim.unlink()
    try:
        os.close(os.open(claim, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return None
    try:
        return make(bank, now, stop=stop)
    finally:
        claim.unlink(missing_ok=True)


def put_away(bank: Path, now: datetime) -> Path | None:
    """Keep the backups of a bank that is begun anew: out of turn, so none of them ever goes.

    Returns the folder, dated, that they are in now; None when there were none.
    """
    if not listed(bank):
        return None
    kept = folder(bank).with_name(f"{folder(bank).name}-{now:%Y%m%d-%H%M%S}")
    folder(bank).rename(kept)
    return kept


def prune(bank: Path) -> None:
    """Keep the newest five and at most a gigabyte in all; the newest one always stays."""
    size = 0
    for at, path in enumerate(listed(bank)):
        size += path.stat().st_size
        if at >= KEPT or (at > 0 and size > MOST_BYTES):
            path.unlink(missing_ok=True)
