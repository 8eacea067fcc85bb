"""What every page is given: the look, the sounds, the settings, the clock, the bank and a worker thread."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from quiz.settings import Places, Settings, places, save

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.bank.bank import Bank
    from quiz.desktop.clock import Clock
    from quiz.desktop.sounds import Sounds
    from quiz.desktop.theme import Style

T = TypeVar("T")
log = logging.getLogger("quiz")

_SAVE_AFTER_MS = 250


class SettingsStore(QObject):
    """The settings in use. A change applies at once and is written a moment later, so that a slider may move.

    ``path`` None keeps them in memory. ``unsaved`` says in a sentence why they could not be written.
    """

    changed = Signal(object)
    """The names that changed, as a frozenset of str."""
    unsaved = Signal(object)

    def __init__(self, value: Settings, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._path = path
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SAVE_AFTER_MS)
        self._later.timeout.connect(self.flush)

    @property
    def value(self) -> Settings:
        """The settings as they stand."""
        return self._value

    def change(self, **values: Any) -> None:
        """Set what is given; ``changed`` fires once, and only for what is new."""
        names = frozenset(name for name, value in values.items() if getattr(self._value, name) != value)
        if not names:
            return
        self._value = replace(self._value, **values)
        if self._path is not None:
            self._later.start()
        self.changed.emit(names)

    def flush(self) -> None:
        """Write now what waits to be written."""
        self._later.stop()
        if self._path is None:
            return
        try:
            save(self._value, self._path)
        except OSError as error:
            log.warning("Settings not saved: %s", error)
            self.unsaved.emit(str(error))


class _Job(NamedTuple):
    task: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None]
    keeps: bool
    result: Any = None
    error: Exception | None = None


def _logged(error: Exception) -> None:
    log.error("A task failed", exc_info=error)


class Worker(QObject):
    """One thread for reads that may be slow. Results come back on the window's thread, in order."""

    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        task: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] = _logged,
        *,
        keeps: bool = False,
    ) -> None:
        """Run ``task`` on the thread, then ``then`` with its result, or ``failed`` with what it raised.

        ``keeps`` says that it writes what a person did: it is done even when the worker is closing.
        """
        if self._closed:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name="quiz-worker", daemon=True)
            self._thread.start()
        self._jobs.put(_Job(task, then, failed, keeps))

    def close(self) -> None:
        """Finish the task at hand and those that keep something, and end the thread; results are dropped."""
        self._closed = True
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _loop(self) -> None:
        while (job := self._jobs.get()) is not None:
            if self._closed and not job.keeps:
                continue
            try:
                done = job._replace(result=job.task())
            except Exception as error:
                done = job._replace(error=error)
            if not self._closed:
                self._done.emit(done)

    def _deliver(self, job: _Job) -> None:
        if self._closed:
            return
        if job.error is None:
            job.then(job.result)
        else:
            job.failed(job.error)


class Inline(Worker):
    """A worker without a thread, for tests and the demo: everything has happened when ``run`` returns."""

    def run(
        self,
        task: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] = _logged,
        *,
        keeps: bool = False,
    ) -> None:
        """Run ``task``, then ``then`` or ``failed``."""
        try:
            result = task()
        except Exception as error:
            failed(error)
            return
        then(result)


@dataclass(frozen=True)
class Services:
    """Handed to every page's constructor. ``bank()`` is None until the bank is open."""

    style: Style
    sounds: Sounds
    settings: SettingsStore
    clock: Clock
    bank: Callable[[], Bank | None]
    worker: Worker = field(default_factory=Worker)
    places: Places = field(default_factory=places)
