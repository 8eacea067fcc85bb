"""Before a bank is opened: its folder, its health, its schema."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from quiz.bank import backup, health
from quiz.bank.engine import connect, make_engine
from quiz.bank.refusals import BankRefusal, refusal_of
from quiz.words import Refused

T = TypeVar("T")


def guarded(path: Path, work: Callable[[], T]) -> T:
    """Do something with the disk; its faults become refusals that name ``path``."""
    try:
        return work()
    except OSError as error:
        raise _of_system(error, path) from error
    except Refused:
        raise
    except Exception as error:
        refused = refusal_of(error, path)
        if refused is None:
            raise
        raise refused from error


def _of_system(error: OSError, path: Path) -> Refused:
    if error.errno in (28, 122):  # ENOSPC, EDQUOT
        return Refused(BankRefusal.FULL, path=path)
    if error.errno in (13, 30):  # EACCES, EROFS
        return Refused(BankRefusal.READ_ONLY, path=path)
    return Refused(BankRefusal.NO_FOLDER, path=path, why=error.strerror or str(error))


def look(path: Path) -> health.Found:
    """What the file is, without writing a byte. Raises Refused when that cannot be found out."""
    return guarded(path, lambda: health.look(path))


def prepare(path: Path, *, versions: Sequence[Path] = (), anew: bool = False) -> bool:
    """Make a bank ready to be opened; returns whether it is a new one. Raises Refused.

    ``anew`` begins with an empty one where only backups are left; they are kept, out of turn.
    """
    return guarded(path, lambda: _prepare(path, versions, anew=anew))


def _prepare(path: Path, versions: Sequence[Path], *, anew: bool) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    now = datetime.now().astimezone()
    found = health.look(path)
    if found is health.Found.LOST and anew:
        backup.put_away(path, now)
        found = health.Found.NOTHING
    match found:
        case health.Found.LOST:
            newest = backup.newest(path)
            raise Refused(BankRefusal.LOST, path=path, backup=newest, folder=backup.folder(path))
        case health.Found.NEWER:
            raise Refused(BankRefusal.NEWER, path=path)
        case health.Found.BROKEN:
            raise health.broken(path, now)
        case health.Found.OLDER:
            backup.make(path, now)
            _in_one(path, lambda connection: _upgrade(connection, versions))
        case health.Found.NOTHING:
            _in_one(path, _create)
    return found is health.Found.NOTHING


def _in_one(path: Path, work: Callable[[Connection], None]) -> None:
    """One transaction with foreign keys off, as a table that is written anew would lose its children."""

    def without_keys() -> sqlite3.Connection:
        raw = connect(path)
        raw.execute("PRAGMA foreign_keys=OFF")
        return raw

    engine = make_engine(without_keys, begin="BEGIN IMMEDIATE")
    with contextlib.closing(engine.connect()) as connection, connection.begin():
        work(connection)
    engine.dispose()


def _create(connection: Connection) -> None:
    """The newest schema at once: Alembic would cost a first start 150 ms."""
    if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
        return  # another window was quicker
    from quiz.bank.tables.every import metadata  # a bank that is there needs but half of the tables

    metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (health.VERSIONS[-1],))


def _upgrade(connection: Connection, versions: Sequence[Path]) -> None:
    from quiz.bank.migrations import upgrade  # only an upgrade pays for Alembic

    upgrade(connection, versions=versions)
