"""Brings what was written from the write-ahead log into the bank, on a thread of its own.

SQLite would do so inside whichever commit comes next. After a long read beside an import that is tens of
megabytes, and the commit that paid for them was an answer's. Here no commit pays: a passive checkpoint
holds up neither readers nor the writer, and the writer only lets the next chunk of an import wait for it,
so that the log stays short.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from pathlib import Path

from quiz.bank.engine import connect

log = logging.getLogger(__name__)

ENOUGH_PAGES = 1000
"""A checkpoint is worth its while from about here on, as SQLite itself thinks."""
_PAGES_A_COMMIT, _ROWS_A_PAGE = 5, 10
"""Roughly: nobody can ask the log how long it is without making a checkpoint."""


class Checkpoints:
    """Counts what is written, and makes a checkpoint when that is enough or when ``now`` asks for one."""

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)
        self._pages = 0
        self._wanted = threading.Event()
        self._rested = threading.Event()
        self._rested.set()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="bank-checkpoint", daemon=True)
        self._thread.start()

    @staticmethod
    def leave_to_us(raw: sqlite3.Connection) -> None:
        """No commit of this connection makes a checkpoint any more."""
        raw.execute("PRAGMA wal_autocheckpoint=0").fetchone()

    def wrote(self, rows: int) -> None:
        """A commit has written so many rows."""
        self._pages += _PAGES_A_COMMIT + rows // _ROWS_A_PAGE
        if self._pages >= ENOUGH_PAGES:
            self.now()

    def now(self) -> None:
        """Make one soon, if anything was written since the last."""
        if self._pages:
            self._pages = 0
            self._rested.clear()
            self._wanted.set()

    def rested(self, seconds: float) -> bool:
        """Whether none is under way or asked for; waits for that at most so long."""
        return self._rested.wait(seconds)

    def close(self) -> None:
        """End the thread; what the log still holds, the last connection brings in when it is closed."""
        self._closing = True
        self._wanted.set()
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            if self._closing:
                self._rested.set()
                return
            try:
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            except sqlite3.Error as error:
                # Nothing is lost: the log keeps it, and the next one tries again.
                log.warning("the log was not brought into the bank: %s", error)
            if not self._wanted.is_set():
                self._rested.set()
