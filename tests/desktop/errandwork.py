"""Errands whose work is done in this process, when the test says so."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject

from quiz.app.jobs import Job, JobRefusal, Line
from quiz.desktop.errands import Errand
from quiz.words import Refused


class _Here(Line):
    """A line without a child at its end."""

    def __init__(self, errand: Errand, stop_after: int = 0) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self._errand, self._stop_after = errand, stop_after

    def went(self, n: int) -> bool:
        self._errand.went.emit(n)
        return not self._stop_after or n < self._stop_after

    def part(self, piece: object) -> None:
        self._errand.part.emit(piece)

    def kept(self) -> None:
        """There is no parent that might give it up."""


class HeldErrand(Errand):
    """Waits for the test to let it go."""

    started = False
    stopped = False

    def start(self) -> None:
        self.started = True

    def stop(self) -> None:
        self.stopped = True

    def let_go(self, *, stop_after: int = 0) -> None:
        """Do the work now, as a child would: a stop is heard where the work asks for it."""
        line = _Here(self, stop_after)
        try:
            result = self.job.work(line, *self.job.arguments, **self.job.named)
        except Refused as refused:
            self.failed.emit(refused)
        else:
            self.done.emit(result)

    def refuse(self, name: Any = JobRefusal.STOPPED, **values: object) -> None:
        """End it with a refusal."""
        self.failed.emit(Refused(name, **values))


class Errands:
    """Makes them, and keeps them in order; with ``held`` False each is done at once."""

    def __init__(self, *, held: bool = True) -> None:
        self.held = held
        self.made: list[HeldErrand] = []

    def __call__(self, job: Job[Any], parent: QObject) -> Errand:
        errand = HeldErrand(job, parent)
        self.made.append(errand)
        if not self.held:
            errand.start = errand.let_go  # type: ignore[method-assign]
        return errand

    @property
    def last(self) -> HeldErrand:
        return self.made[-1]


def no_errand() -> bool:
    """Whether every thread that waits for a real child has ended."""
    return not any(thread.name == "quiz-errand" for thread in threading.enumerate())
