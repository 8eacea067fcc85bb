"""Futures of the bank, brought to the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid


class Commits(QObject):
    """Calls back on the window's thread when a commit is durable, or says why it is not.

    Nothing that was watched before ``forget`` calls back after it.
    """

    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[
            int, tuple[Future[None], Callable[[], None], Callable[[BaseException], None]]
        ] = {}
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def watch(
        self, future: Future[None], then: Callable[[], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Call ``then`` once the commit is done, or ``failed`` with what went wrong; never at once."""
        self._waiting[id(future)] = (future, then, failed)
        future.add_done_callback(self._on_any_thread)

    def forget(self) -> None:
        """Call nobody back any more."""
        self._waiting.clear()

    def _on_any_thread(self, future: Future[None]) -> None:
        # The page may be gone by the time the writer is done.
        if isValid(self):
            self._settled.emit(future)

    def _deliver(self, future: Future[None]) -> None:
        found = self._waiting.pop(id(future), None)
        if found is None:
            return
        _, then, failed = found
        try:
            problem = future.exception()
        except CancelledError as cancelled:
            problem = cancelled
        if problem is None:
            then()
        else:
            failed(problem)
