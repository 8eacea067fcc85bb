"""What a bank does for itself beside the game: the day's backup, what was cut off, ratings, old media."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from quiz.bank import backup
from quiz.bank.shelf import Shelf
from quiz.words import Refused

log = logging.getLogger(__name__)

PATIENCE_S = 2.0
"""How long closing waits for a backup that is under way before it is given up."""


class Tidy(Protocol):
    """Removes what is hidden, or brings a long step to its end, bit by bit until ``stop`` says so."""

    def __call__(self, key: int, stop: Callable[[], bool]) -> None:
        """Do it."""


class Upkeep:
    """A worker thread that runs once after the bank was opened."""

    def __init__(
        self,
        path: Path,
        shelf: Shelf,
        *,
        daily: bool,
        leftovers: Callable[[], Sequence[int]],
        drop: Tidy,
        cut_off: Callable[[], Sequence[int]],
        mend: Tidy,
        gone: Callable[[], Sequence[int]],
        forget: Tidy,
        rate: Callable[[Callable[[], bool]], None],
        removed: Callable[[], Sequence[int]],
        clear: Tidy,
    ) -> None:
        self._path, self._shelf, self._daily, self._drop, self._mend = path, shelf, daily, drop, mend
        self._left, self._cut_off = leftovers(), cut_off()
        self._gone, self._forget = gone(), forget
        self._rate = rate
        self._removed, self._clear = removed(), clear
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        if daily or self._left or self._cut_off or self._gone or self._removed:
            self._thread = threading.Thread(target=self._run, name="bank-upkeep", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Let a short backup finish, give a long one up, end the thread."""
        if self._thread is not None:
            self._thread.join(PATIENCE_S)
            self._stop.set()
            self._thread.join()

    def _run(self) -> None:
        try:
            for step in self._cut_off:
                self._mend(step, self._stop.is_set)
            made = self._daily and backup.daily(
                self._path, datetime.now().astimezone(), stop=self._stop.is_set
            )
            for pack_id in self._left:
                self._drop(pack_id, self._stop.is_set)
            for article in self._gone:
                self._forget(article, self._stop.is_set)
            self._rate(self._stop.is_set)
            for round_id in self._removed:
                self._clear(round_id, self._stop.is_set)
            if made and (gone := self._shelf.sweep(self._stop.is_set)):
                log.info("%s pictures and sounds that nothing names any more were removed", gone)
        except backup.Stopped:
            log.info("the backup was given up because the bank closes; the next start makes it")
        except (OSError, sqlite3.Error, Refused) as error:
            log.warning("no upkeep of the bank today: %s", error)
