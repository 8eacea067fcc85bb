"""Cases on every core: each ends in rows or a refusal within its time, or is a fault with its input."""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quiz.core.questions import Question
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.lines import peeked
from quiz.packs.formats.model import Peek
from quiz.packs.formats.reading import ForeignReader
from quiz.packs.native import open_pack
from quiz.packs.quizpack import open_quizpack
from quiz.packs.refusals import Refusal
from quiz.words import Refused
from tests.fuzz.mutations import case

LIMIT = 2.0
"""Seconds of the processor that a case may take."""
_STUCK = 30.0
"""Seconds after which a worker that does not even heed its own clock is ended."""
_MOST_MEMORY = 2 << 30
_CHUNK = 100
_BY_ALL = 8
"""One file in so many is shown to all formats: that takes as long as there are formats."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A case that ended otherwise than it should."""

    name: str
    number: int
    what: str


@dataclass(slots=True)
class Result:
    """What became of the cases of a format."""

    name: str
    cases: int = 0
    taken: int = 0
    faults: list[Fault] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)


class _Slow(BaseException):
    """A case has used up its time; no reader may catch this by accident."""


def run(names: list[str], numbers: range, seed: int, cores: int) -> Iterator[Result]:
    """The result of each format, in the order in which they end."""
    tasks = [
        (name, range(at, min(at + _CHUNK, numbers.stop)))
        for name in names
        for at in range(numbers.start, numbers.stop, _CHUNK)
    ]
    results = {name: Result(name) for name in names}
    left = {name: len(numbers) for name in names}
    workers = [_Worker(seed) for _ in range(cores)]
    tasks.reverse()
    try:
        while any(left.values()):
            for worker in workers:
                if worker.idle and tasks:
                    worker.give(*tasks.pop())
            wait([worker.connection for worker in workers if not worker.idle], timeout=1)
            for worker in workers:
                part = worker.news(tasks)
                if part is None:
                    continue
                _add(results[part.name], part)
                left[part.name] -= part.cases
                if not left[part.name]:
                    yield results[part.name]
    finally:
        for worker in workers:
            worker.end()


def _add(result: Result, part: Result) -> None:
    result.cases += part.cases
    result.taken += part.taken
    result.faults += part.faults
    result.slowest = max(result.slowest, part.slowest)


class _Worker:
    """A process that works on a task at a time, and is replaced when it dies or is stuck."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._context = multiprocessing.get_context("fork")
        self._start()

    def _start(self) -> None:
        self.connection, theirs = self._context.Pipe()
        self._now = self._context.Value("q", -1)
        self._task: tuple[str, range] | None = None
        self._met, self._since = -1, time.monotonic()
        args = (theirs, self._now, self._seed)
        self._process = self._context.Process(target=_work, args=args, daemon=True)
        self._process.start()
        theirs.close()

    @property
    def idle(self) -> bool:
        return self._task is None

    def give(self, name: str, numbers: range) -> None:
        self._task = (name, numbers)
        self._now.value = -1
        self._met, self._since = -1, time.monotonic()
        self.connection.send(self._task)

    def news(self, tasks: list[tuple[str, range]]) -> Result | None:
        """What its task came to, once it has; when it died, the other cases go back to ``tasks``."""
        if self._task is None:
            return None
        name, numbers = self._task
        if self._now.value != self._met:
            self._met, self._since = self._now.value, time.monotonic()
        alive = self._process.is_alive()
        try:
            if self.connection.poll():
                self._task = None
                part: Result = self.connection.recv()
                return part
        except EOFError:
            alive = False
        is_stuck = time.monotonic() - self._since > _STUCK
        if alive and not is_stuck:
            return None
        self._process.join(0 if is_stuck else 5)
        at = max(self._now.value, numbers.start)
        what = f"stuck for {_STUCK:.0f} s" if is_stuck else f"its process died ({self._process.exitcode})"
        tasks += [(name, part) for part in (range(numbers.start, at), range(at + 1, numbers.stop)) if part]
        self.end()
        self._start()
        return Result(name, 1, faults=[Fault(name, at, what)])

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.connection.close()


def _work(connection: Connection, now: Any, seed: int) -> None:
    signal.signal(signal.SIGPROF, _too_slow)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    warnings.simplefilter("ignore")
    with TemporaryDirectory(prefix="quiz-fuzz-") as folder:
        while True:
            try:
                name, numbers = connection.recv()
            except EOFError:
                return
            result = Result(name)
            for n in numbers:
                now.value = n
                _one(result, n, seed, Path(folder))
            connection.send(result)


def _too_slow(*_: object) -> None:
    raise _Slow


def _one(result: Result, n: int, seed: int, folder: Path) -> None:
    made = case(result.name, n, seed)
    path = folder / f"case{made.ending}"
    path.write_bytes(made.data)
    result.cases += 1
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        result.taken += bool(read(result.name, path, by_all=n % _BY_ALL == 0))
    except _Slow:
        result.faults.append(Fault(result.name, n, f"not done after {LIMIT:.0f} s"))
    except Exception:
        result.faults.append(Fault(result.name, n, traceback.format_exc(limit=-6)))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        path.unlink()
    result.slowest = max(result.slowest, (time.process_time() - begun, n))


def read(name: str, path: Path, by_all: bool = True) -> int:
    """Read a file in a format as an import does; the number of questions in it, 0 when it is refused.

    ``by_all`` asks every other format too whether the file is of its kind.
    Raises what no reader should raise, AssertionError for a row that says nothing among it.
    """
    try:
        if name == "toml":
            return sum(_told(found) for found in open_pack(path))
        if name == "quizpack":
            pack = open_quizpack(path)
            for media in pack.media:
                pack.media_bytes(media, 1 << 16)
            return sum(_told(found) for found in pack.reader)
        return _foreign(name, path, by_all)
    except Refused as refused:
        str(refused).encode()
        return 0


def _foreign(name: str, path: Path, by_all: bool) -> int:
    format = format_of(name)
    with path.open("rb") as file:
        start = file.read(1 << 16)
    format.sniff(Peek(path, start, peeked(start)))
    if by_all:
        try:
            recognised(path)
        except Refused as refused:
            str(refused).encode()
    taken = 0
    reader = ForeignReader(path, format)
    repr(reader.head).encode()
    for row in reader:
        assert row.questions or row.why, f"row {row.number} says nothing"
        format.sentence(path, row.number, "; ".join((row.text, row.why, *row.changed))).encode()
        taken += len(row.questions)
    return taken


def _told(found: Question | Refusal) -> bool:
    if isinstance(found, Refusal):
        f"{found.why} {found.text}".encode()
        return False
    return True
