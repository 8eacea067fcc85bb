"""Whether a file is a bank that this program can open, and what happens when it is not."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import datetime
from enum import Enum
from pathlib import Path

from quiz.bank import backup
from quiz.bank.refusals import BankRefusal
from quiz.words import Refused

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
"""Every schema that this program knows, oldest first; the last one is its own."""


class Found(Enum):
    """What stands where the bank should be."""

    NOTHING = "nothing"
    LOST = "lost"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    BROKEN = "broken"


def look(path: Path) -> Found:
    """What the file is, without writing a byte. Raises OSError or sqlite3.Error when it cannot."""
    if path.is_dir():
        raise IsADirectoryError(21, "a folder has that name", str(path))
    if not path.exists():
        # Nobody chose to begin anew, which would have put the backups out of the way.
        return Found.LOST if backup.listed(path) else Found.NOTHING
    if path.is_file() and path.stat().st_size == 0:
        # A first start that was cut off leaves an empty file; with backups beside it, a history was there.
        return Found.BROKEN if backup.listed(path) else Found.NOTHING
    try:
        with contextlib.closing(read_only(path)) as raw:
            if raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                return Found.NOTHING
            version = raw.execute("SELECT version_num FROM alembic_version").fetchone()
            pages = (
                raw.execute("PRAGMA page_count").fetchone()[0] * raw.execute("PRAGMA page_size").fetchone()[0]
            )
    except sqlite3.DatabaseError as error:
        code = str(getattr(error, "sqlite_errorname", ""))
        if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or "no such table" in str(error):
            return Found.BROKEN
        raise
    if version is None or (not _has_wal(path) and path.stat().st_size < pages):
        return Found.BROKEN
    if version[0] == VERSIONS[-1]:
        return Found.CURRENT
    return Found.OLDER if version[0] in VERSIONS else Found.NEWER


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing; with no log beside the bank it does not even make one."""
    how = "mode=ro" if _has_wal(path) else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)


def _has_wal(path: Path) -> bool:
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def set_aside(path: Path, now: datetime) -> Path:
    """Move a broken bank, with its log, to a dated name beside it; nothing is thrown away."""
    aside = path.with_name(f"{path.stem}-broken-{now:%Y%m%d-%H%M%S}{path.suffix}")
    path.replace(aside)
    for end in ("-wal", "-shm"):
        side = path.with_name(path.name + end)
        if side.exists():
            side.replace(aside.with_name(aside.name + end))
    return aside


def broken(path: Path, now: datetime) -> Refused:
    """Set a broken bank aside; returns the refusal that says where, and which backup there is."""
    aside, newest = set_aside(path, now), backup.newest(path)
    if newest is None:
        return Refused(BankRefusal.BROKEN_NO_BACKUP, path=path, aside=aside)
    return Refused(BankRefusal.BROKEN, path=path, aside=aside, backup=newest)


def restore(source: Path, path: Path, now: datetime) -> Path | None:
    """Put a backup in the bank's place; the bank that was there stays as a backup, or aside when broken.

    Returns where the old one is, None when there was none. Raises Refused when ``source`` is no bank that
    this program can open, when a window has the bank open, or for a full disk.
    """
    if not source.is_file():
        raise Refused(BankRefusal.NO_BACKUP_FILE, target=source)
    found = look(source)
    if found is Found.NEWER:
        raise Refused(BankRefusal.NEWER, path=source)
    if found in (Found.NOTHING, Found.LOST, Found.BROKEN):
        raise Refused(BankRefusal.NOT_A_BANK, path=source)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.restore")
    try:
        backup.copy(source, part)
    except sqlite3.DatabaseError as error:
        raise Refused(BankRefusal.NOT_A_BANK, path=source) from error
    old = _make_way(path, now)
    part.replace(path)
    return old


def _make_way(path: Path, now: datetime) -> Path | None:
    if not path.exists():
        return None
    state = look(path)
    if state in (Found.BROKEN, Found.NEWER):
        return set_aside(path, now)
    kept = backup.make(path, now) if state is not Found.NOTHING else None
    # Only the last one to close a bank may take it out of WAL: so this fails while a window has it open.
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=0.5, isolation_level=None)) as raw:
            raw.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise Refused(BankRefusal.BUSY, path=path) from error
    return kept
