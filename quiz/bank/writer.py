"""The one writer: a thread that owns the writing connection and takes small jobs, a round's events first."""

from __future__ import annotations

import itertools
import queue
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import nullcontext
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, RootTransaction
from sqlalchemy.exc import OperationalError

from quiz.bank.checkpoint import Checkpoints
from quiz.bank.engine import BUSY_S, connect, make_engine, raw_of
from quiz.bank.refusals import BankRefusal, refusal_of
from quiz.bank.turnstile import Turnstile
from quiz.words import Refused

_POLL_S = 0.001

_SWITCH_S = 0.001
"""A thread that wants the interpreter gets it after so long. Every statement of an answer's commit gives it
away and has to win it back, and beside an import that prepares its next chunk the usual 5 ms add up."""

T = TypeVar("T")
Job = Callable[[Connection], T]


class Turn(IntEnum):
    """Whose job goes first."""

    ROUND = 0
    BEAT = 1
    PERSON = 2
    BULK = 3
    END = 9


class Writer:
    """Runs each job in a transaction of its own; its Future is done when the disk has it.

    ``idle`` is called on the thread about every ``idle_s`` seconds, to renew leases.
    """

    def __init__(self, path: Path, *, idle: Callable[[], None], idle_s: float = 3.0) -> None:
        self._path = path
        self._queue: queue.PriorityQueue[tuple[int, int, Job[Any], Future[Any], bool]] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._idle, self._idle_s = idle, idle_s
        self._lock = threading.Lock()
        self._closing = False
        self._durable = True
        self._engine = make_engine(lambda: connect(path), begin="BEGIN IMMEDIATE")
        self._connection = self._engine.connect()
        raw_of(self._connection).execute("PRAGMA busy_timeout=0")
        try:
            self._begun().rollback()  # a bank that cannot be written is found out now
            self._checkpoints = Checkpoints(path)
            self._checkpoints.leave_to_us(raw_of(self._connection))
            self._turnstile = Turnstile(path)
        except BaseException:
            self._connection.close()
            self._engine.dispose()
            raise
        sys.setswitchinterval(min(_SWITCH_S, sys.getswitchinterval()))
        self._thread = threading.Thread(target=self._run, name="bank-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[T], turn: Turn, *, durable: bool = True) -> Future[T]:
        """Put a job in its turn. Without ``durable`` it survives a killed process but not a power cut.

        The Future raises Refused for a full or read-only disk; nothing is half-written then.
        """
        future: Future[T] = Future()
        with self._lock:
            if self._closing:
                raise Refused(BankRefusal.CLOSED, path=self._path)
            self._queue.put((turn, next(self._numbers), job, future, durable))
        return future

    def do(self, job: Job[T], turn: Turn = Turn.PERSON, *, durable: bool = True) -> T:
        """Run a job in its turn and wait for it."""
        return self.submit(job, turn, durable=durable).result()

    def close(self) -> None:
        """Finish every job that waits, then end the thread and close the connection."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
            self._queue.put((Turn.END, next(self._numbers), _nothing, Future(), True))
        self._thread.join()
        self._checkpoints.close()
        self._turnstile.close()
        self._connection.close()
        self._engine.dispose()

    def _run(self) -> None:
        while True:
            try:
                item = self._queue.get(timeout=self._idle_s)
            except queue.Empty:
                self._checkpoints.now()
                self._idle()
                continue
            turn, _, job, future, durable = item
            if turn == Turn.BULK and not self._may_bulk():
                self._queue.put(item)  # behind everything else, in its old place among its like
                continue
            if turn == Turn.END:
                return
            if future.set_running_or_notify_cancel():
                with nullcontext() if turn == Turn.BULK else self._turnstile.held():
                    self._one(job, future, durable)
            del item, job, future  # or the last job's values would live until the next

    def _may_bulk(self) -> bool:
        """Whether an import may write a chunk now; waits a moment where it may not."""
        if not self._checkpoints.rested(_POLL_S):
            return False
        if self._turnstile.free():
            return True
        time.sleep(_POLL_S)
        return False

    def _one(self, job: Job[Any], future: Future[Any], durable: bool) -> None:
        try:
            if durable is not self._durable:
                raw_of(self._connection).execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
                self._durable = durable
            raw = raw_of(self._connection)
            before = raw.total_changes
            with self._begun():
                result = job(self._connection)
            self._checkpoints.wrote(raw.total_changes - before)
        except BaseException as error:
            future.set_exception(refusal_of(error, self._path) or error)
        else:
            future.set_result(result)

    def _begun(self) -> RootTransaction:
        """A transaction, as soon as another program lets go of the bank.

        SQLite's own way of waiting sleeps longer and longer, up to 100 ms; here it is a millisecond.
        """
        deadline = time.monotonic() + BUSY_S
        while True:
            try:
                return self._connection.begin()
            except (sqlite3.OperationalError, OperationalError) as error:
                cause = getattr(error, "orig", None) or error
                busy = str(getattr(cause, "sqlite_errorname", "")).startswith("SQLITE_BUSY")
                if not busy or time.monotonic() > deadline:
                    raise
            time.sleep(_POLL_S)


def _nothing(_: Connection) -> None:
    return None
