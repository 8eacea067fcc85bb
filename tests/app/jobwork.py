"""Work for the tests of jobs, in a module of its own: the child imports it, and nothing of pytest."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from quiz.app.jobs import Line
from quiz.app.library import LibraryRefusal
from quiz.packs.writer import replaced
from quiz.words import Refused


def count(line: Line, most: int) -> list[int]:
    """Ends with what it counted; a part for every third."""
    for n in range(most):
        line.went(n)
        if n % 3 == 0:
            line.part((n, "三"))
    return list(range(most))


def until_stopped(line: Line, told: Path) -> str:
    """Goes on until it is asked to stop, and then ends in its own way."""
    n = 0
    while line.went(n):
        n += 1
    told.write_text("cleaned up", encoding="utf-8")
    return "done all the same"


def for_ever(line: Line) -> None:
    """Listens to nobody, but may be stopped anywhere."""
    line.went(1)
    with line.interrupted():
        while True:
            pass


def kept_and_slow(line: Line, done: Path) -> str:
    """Has kept its work, and is long at what comes after."""
    line.kept()
    line.went(1)
    while not done.exists():
        pass
    return "kept"


def deaf(line: Line) -> None:
    """Neither listens nor may be stopped."""
    line.went(1)
    while True:
        pass


def write_for_ever(line: Line, target: Path) -> None:
    """Is killed in the midst of a file."""
    with replaced(target) as file:
        file.write(b"half a p")
        file.flush()
        line.went(1)
        while True:
            pass


def refuse(line: Line, path: Path) -> None:
    """Comes to a refusal."""
    raise Refused(LibraryRefusal.STOPPED, path=path)


def stumble(line: Line) -> None:
    """A fault of ours."""
    raise ZeroDivisionError("a fault of ours")


def want_too_much(line: Line) -> None:
    """More memory than there is."""
    raise MemoryError


def interrupted_by_the_keyboard(line: Line) -> str:
    """What a terminal sends to all of its processes is the parent's business."""
    with line.interrupted():
        os.kill(os.getpid(), signal.SIGINT)
    return "went on"
