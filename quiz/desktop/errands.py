"""Long work for the window: a thread waits for the child that does it, and signals say how it goes."""

from __future__ import annotations

import logging
import threading
import weakref
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Signal

from quiz.app.jobs import Job, JobRefusal
from quiz.words import Refused

log = logging.getLogger("quiz")


_running: weakref.WeakKeyDictionary[threading.Thread, Job[Any]] = weakref.WeakKeyDictionary()


def end_all() -> None:
    """Stop what is still under way, and see it out: the window is closed."""
    under_way = list(_running.items())
    for _, job in under_way:
        job.stop()
    for thread, _ in under_way:
        thread.join()


class Errand(QObject):
    """One job on its way. Signals come on the window's thread; ``done`` or ``failed`` is the last one.

    Keep it until then: a parent that goes earlier takes the signals with it, and the work ends unheard.
    """

    went = Signal(object)
    """How many rows have been read."""
    part = Signal(object)
    """A part of the result."""
    done = Signal(object)
    failed = Signal(object)
    """A Refused: it has a plain sentence."""

    def __init__(self, job: Job[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job = job

    def start(self) -> None:
        """Begin."""
        thread = threading.Thread(target=self._work, name="quiz-errand", daemon=True)
        _running[thread] = self.job
        thread.start()

    def stop(self) -> None:
        """Ask it to stop; it may have been done already."""
        self.job.stop()

    def _work(self) -> None:
        with suppress(RuntimeError):  # the page is gone, and with it the errand's signals
            try:
                result = self.job.run(self.went.emit, self.part.emit)
            except Refused as refused:
                self.failed.emit(refused)
            except Exception as error:
                log.error("A job did not run", exc_info=error)
                self.failed.emit(Refused(JobRefusal.FAULT))
            else:
                self.done.emit(result)
