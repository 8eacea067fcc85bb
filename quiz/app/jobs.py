"""Long work in a child process: it tells how far it is, can be stopped, and ends in a result or a refusal.

A big file that is read on a thread stops the window for a fifth of a second, for Python's threads share one
interpreter; a child shares nothing. It opens the bank by itself. Every piece of work is a function of this
module's shape: a :class:`Line` to its parent first, then what it works on, all of it picklable.
"""

from __future__ import annotations

import _thread
import atexit
import logging
import multiprocessing.util
import os
import signal
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from enum import Enum, auto
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from quiz.packs.writer import sweep
from quiz.words import Refused

T = TypeVar("T")
P = ParamSpec("P")
log = logging.getLogger("quiz")

GRACE_S = 2.0
"""A child that was told to stop and says nothing for so long is ended."""
_TOLD_S = 0.05
"""No oftener than this is progress sent: an eye sees no more."""
_NICE = 5
"""Whoever plays beside it goes first; more would let it sit on the bank's lock when the machine is busy."""
# Spawned, never forked: a copy of a window with threads is not safe to run.
_SPAWN = multiprocessing.get_context("spawn")


class JobRefusal(Enum):
    """Why long work came to no result."""

    STOPPED = "It was stopped, and nothing of it was kept."
    ENDED = "The work was cut off from outside, and nothing of it was kept; try again."
    MEMORY = "There is not enough memory for this, and nothing of it was kept; close other programs."
    FAULT = "The work met a fault of ours, and nothing of it was kept; the log says which."


class _Say(Enum):
    """What goes through the pipe, each with what belongs to it."""

    WENT = auto()
    PART = auto()
    RESULT = auto()
    REFUSED = auto()
    FAULT = auto()
    KEPT = auto()


class _Stopped(BaseException):
    """Raised in the midst of work that may be stopped anywhere."""


class Line:
    """The child's end: what the work tells its parent, and whether it is still wanted."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._stopped = threading.Event()
        self._open = False
        self._next = 0.0

    def went(self, n: int) -> bool:
        """Tell how many rows have been read; answers whether to go on."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _TOLD_S
            self._send(_Say.WENT, n)
        return not self._stopped.is_set()

    def part(self, piece: object) -> None:
        """Hand over a part of the result. Keep it small: taking it must not hold the window up."""
        self._send(_Say.PART, piece)

    def kept(self) -> None:
        """Tell that what the work is for is done and stays: what is left may take as long as it likes."""
        self._send(_Say.KEPT, None)

    @contextmanager
    def interrupted(self) -> Iterator[None]:
        """Work that may be stopped anywhere, for it cleans up after itself, or has nothing to clean up."""
        self._open = True
        try:
            if self._stopped.is_set():
                raise _Stopped
            yield
        finally:
            self._open = False

    def _send(self, say: _Say, value: object) -> None:
        with suppress(OSError):  # nobody is there to hear it: listen() has noticed, too
            self._pipe.send((say, value))

    def listen(self) -> None:
        """On a thread of its own: the parent says stop, or is gone."""
        gone = False
        try:
            self._pipe.recv()
        except (EOFError, OSError):
            gone = True
        self._stopped.set()
        _thread.interrupt_main()
        if gone:
            time.sleep(GRACE_S)
            os._exit(1)

    def interrupt(self, *_: object) -> None:
        """The handler of an interrupt; one from the keyboard is the parent's business."""
        if self._open and self._stopped.is_set():
            raise _Stopped


class Job(Generic[T]):
    """One piece of long work, to be run once, on any thread but the window's.

    ``folder`` is where it writes a file: what a killed child has begun there is removed.
    """

    def __init__(
        self, work: Callable[Concatenate[Line, P], T], *arguments: P.args, **named: P.kwargs
    ) -> None:
        self.work, self.arguments, self.named = work, arguments, named
        self.folder: Path | None = None
        self._stopped = threading.Event()
        self._ours, self._theirs = _SPAWN.Pipe()
        self._child = _SPAWN.Process(
            target=_work, args=(self._theirs, work, arguments, named), name="quiz-job"
        )  # not a daemon, which could have no child of its own

    @property
    def pid(self) -> int | None:
        """The child's process id, once it runs."""
        return self._child.pid

    def run(self, went: Callable[[int], None] | None = None, part: Callable[[Any], None] | None = None) -> T:
        """Start the child and wait for its result; ``went`` and ``part`` get what it tells meanwhile.

        Raises Refused as the work did, or with a :class:`JobRefusal`.
        """
        with closing(self.parts(went)) as heard:
            while True:
                try:
                    piece = next(heard)
                except StopIteration as end:
                    result: T = end.value
                    return result
                if part is not None:
                    part(piece)

    def parts(self, went: Callable[[int], None] | None = None) -> Generator[Any, None, T]:
        """Start the child and give the parts of its result as they come; the result is what it returns.

        The child waits while nobody takes them, and ends when the generator is closed. Raises as ``run``.
        """
        if self._stopped.is_set():
            raise Refused(JobRefusal.STOPPED)
        with _running(self):
            try:
                self._child.start()
                self._theirs.close()
                answer = yield from self._heard(went)
            except GeneratorExit:
                self._stopped.set()
                self._ours.close()  # it may be waiting for somebody to take what it has
                raise
            finally:
                self._end()
        say, value = answer
        if say is _Say.RESULT:
            result: T = value
            return result
        if say is _Say.REFUSED:
            name, values = value
            raise Refused(name, **values)
        log.error("A job failed: %s", value)
        raise Refused(JobRefusal.FAULT)

    def stop(self) -> None:
        """Ask the child to stop, from any thread. ``run`` still says how it ended: it may have been done."""
        if not self._stopped.is_set():
            self._stopped.set()
            with suppress(OSError):
                self._ours.send(None)

    def end(self) -> None:
        """Stop the child now, for this process is about to end."""
        self.stop()
        self._child.join(GRACE_S)
        self._end()

    def _heard(self, went: Callable[[int], None] | None) -> Generator[Any, None, tuple[_Say, Any]]:
        """Pass on what the child tells, up to its answer."""
        kept = False
        try:
            while True:
                if not self._ours.poll(GRACE_S):
                    if self._stopped.is_set() and not kept:
                        self._child.kill()
                    continue
                say, value = self._ours.recv()
                if say is _Say.KEPT:
                    kept = True
                elif say is _Say.PART:
                    yield value
                elif say is not _Say.WENT:
                    return say, value
                elif went is not None:
                    went(value)
        except (EOFError, OSError):
            name = JobRefusal.STOPPED if self._stopped.is_set() else JobRefusal.ENDED
            return _Say.REFUSED, (name, {})

    def _end(self) -> None:
        """See the child out, and clear away what a killed one has begun to write."""
        if self._child.pid is None:
            return
        self._child.join(GRACE_S)
        if self._child.is_alive():
            self._child.kill()
            self._child.join()
        if self.folder is not None:
            sweep(self.folder, self._child.pid)


_live: weakref.WeakSet[Job[Any]] = weakref.WeakSet()


@contextmanager
def _running(job: Job[Any]) -> Iterator[None]:
    _live.add(job)
    try:
        yield
    finally:
        _live.discard(job)


@atexit.register
def _end_all() -> None:
    """No child outlives the program. Before multiprocessing's own, which would not let them clean up."""
    for job in [*_live]:
        job.end()


def _work(
    pipe: Connection, work: Callable[..., object], arguments: tuple[object, ...], named: dict[str, object]
) -> None:
    """The child's side of :meth:`Job.run`."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    line = Line(pipe)
    signal.signal(signal.SIGINT, line.interrupt)
    threading.Thread(target=line.listen, daemon=True).start()
    answer: tuple[_Say, object]
    try:
        answer = _Say.RESULT, work(line, *arguments, **named)
    except Refused as refused:
        answer = _Say.REFUSED, (refused.name, refused.values)
    except _Stopped:
        answer = _Say.REFUSED, (JobRefusal.STOPPED, {})
    except MemoryError:
        answer = _Say.REFUSED, (JobRefusal.MEMORY, {})
    except Exception:  # told to the parent, which has the log
        answer = _Say.FAULT, traceback.format_exc()
    with suppress(OSError):
        pipe.send(answer)
