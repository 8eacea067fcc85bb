"""Connections: one that writes, owned by the writer thread, and a read-only one for each reading thread."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from quiz.bank.refusals import BankRefusal, refusal_of
from quiz.words import Refused

BUSY_S = 10.0
"""How long a connection waits for another program's transaction."""

_MMAP = 1 << 30
_CACHE_KB = 16_000


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A plain connection with the bank's pragmas, in autocommit: transactions are said aloud.

    Writing is durable against a power cut (WAL and FULL). Raises sqlite3.Error.
    """
    raw = sqlite3.connect(
        path, timeout=BUSY_S, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        raw.execute("PRAGMA foreign_keys=ON")
        if read_only:
            raw.execute(f"PRAGMA mmap_size={_MMAP}")
            raw.execute("PRAGMA query_only=ON")
        else:
            # What is mapped counts as memory; a cache of its own does for the writer.
            raw.execute(f"PRAGMA cache_size={-_CACHE_KB}")
            raw.execute("PRAGMA journal_mode=WAL").fetchone()
            raw.execute("PRAGMA synchronous=FULL")
    except sqlite3.Error:
        raw.close()
        raise
    return raw


def make_engine(open_raw: Callable[[], sqlite3.Connection], *, begin: str) -> Engine:
    """An engine over such connections whose transactions begin with ``begin``."""
    engine = create_engine("sqlite://", creator=open_raw, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def raw_of(connection: Connection) -> sqlite3.Connection:
    """The plain connection below one of SQLAlchemy's, for ``fast.py``."""
    return cast(sqlite3.Connection, connection.connection.driver_connection)


class Readers:
    """A read-only connection for each thread that asks; those of threads that ended are closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = make_engine(lambda: connect(path, read_only=True), begin="BEGIN")
        self._local = threading.local()
        self._lock = threading.Lock()
        self._open: list[tuple[threading.Thread, Connection]] = []
        self._closed = False

    def _mine(self) -> Connection:
        found: Connection | None = getattr(self._local, "connection", None)
        if found is not None and not found.closed:
            return found
        with self._lock:
            if self._closed:
                raise Refused(BankRefusal.CLOSED, path=self._path)
            for thread, connection in [*self._open]:
                if not thread.is_alive():
                    connection.close()
                    self._open.remove((thread, connection))
            found = self._engine.connect()
            self._open.append((threading.current_thread(), found))
        self._local.connection = found
        return found

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the bank. Raises Refused for a fault of the disk."""
        try:
            connection = self._mine()
            with connection.begin():
                yield connection
        except Refused:
            raise
        except Exception as error:
            refused = refusal_of(error, self._path)
            if refused is None:
                raise
            raise refused from error

    def raw(self) -> sqlite3.Connection:
        """The thread's own plain connection, for single quick reads."""
        found: sqlite3.Connection | None = getattr(self._local, "raw", None)
        if found is None or self._closed:
            found = self._local.raw = raw_of(self._mine())
        return found

    def close(self) -> None:
        """Close every thread's connection; reading afterwards is refused."""
        with self._lock:
            self._closed = True
            for _, connection in self._open:
                connection.close()
            self._open.clear()
        self._engine.dispose()


def rows(connection: Connection, statement: Any, **values: Any) -> list[Any]:
    """All rows of a statement."""
    return list(connection.execute(statement, values))
