"""What a bank does for itself beside the game: backups, what was cut off, what was learnt, old media."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
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

_LONGEST_REST_S = 0.05


class Tidy(Protocol):
    """Removes what is hidden, or brings a long step to its end, bit by bit until ``stop`` says so."""

    def __call__(self, key: int, stop: Callable[[], bool]) -> None:
        """Do it."""


Chore = tuple[Callable[[], Sequence[int]], Tidy]
"""What finds the work, by numbers, and what does it."""


class Upkeep:
    """A worker thread that runs once after the bank was opened.

    ``chores`` and ``work_out`` are called on that thread, after the day's backup: no start waits for them.
    """

    def __init__(
        self,
        path: Path,
        shelf: Shelf,
        *,
        daily: bool,
        chores: Callable[[], Sequence[Chore]],
        work_out: Callable[[Callable[[], bool]], None],
    ) -> None:
        self._path, self._shelf, self._daily = path, shelf, daily
        self._chores, self._work_out = chores, work_out
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._more: list[threading.Thread] = []

    def start(self) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._run, name="bank-upkeep", daemon=True)
        self._thread.start()

    def soon(self, job: Callable[[Callable[[], bool]], None]) -> None:
        """Do a job beside the game that a start would do else, until it is done or ``stop`` says so."""
        thread = threading.Thread(target=self._beside, args=(job,), name="bank-job", daemon=True)
        self._more = [one for one in self._more if one.is_alive()] + [thread]
        thread.start()

    def close(self) -> None:
        """Let a short backup finish, give a long one up, end the threads."""
        if self._thread is not None:
            self._thread.join(PATIENCE_S)
        self._stop.set()
        for thread in (self._thread, *self._more):
            if thread is not None:
                thread.join()

    def _beside(self, job: Callable[[Callable[[], bool]], None]) -> None:
        try:
            if not self._stop.is_set():
                job(self._stop.is_set)
        except (sqlite3.Error, Refused) as error:
            log.warning("the next start goes on with this: %s", error)

    def _run(self) -> None:
        stop = self._stop.is_set
        try:
            made = self._daily and backup.daily(self._path, datetime.now().astimezone(), stop=stop)
            for find, tidy in self._chores():
                for key in find():
                    tidy(key, stop)
            self._work_out(_Gently(self._stop))
            if made and (gone := self._shelf.sweep(stop)):
                log.info("%s pictures and sounds that nothing names any more were removed", gone)
        except backup.Stopped:
            log.info("the backup was given up because the bank closes; the next start makes it")
        except (OSError, sqlite3.Error, Refused) as error:
            log.warning("no upkeep of the bank today: %s", error)


class _Gently:
    """Asked between two pieces of long work whether to stop, it rests for as long as the last piece took.

    Threads share one interpreter: without a rest a window beside it, and every read, would wait its turn.
    """

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._since = time.monotonic()

    def __call__(self) -> bool:
        stopped = self._stop.wait(min(_LONGEST_REST_S, time.monotonic() - self._since))
        self._since = time.monotonic()
        return stopped
