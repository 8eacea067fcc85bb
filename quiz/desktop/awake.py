"""Keeps the screen awake while a round is on. Where the system will not, the log says so and nobody else."""

from __future__ import annotations

import importlib
import logging
import threading
from typing import Any

log = logging.getLogger("quiz")


class Awake:
    """Asked to begin and to end; wakepy is loaded, and talks to the system, on threads of its own."""

    def __init__(self) -> None:
        self._wanted = threading.Event()
        self._over = threading.Event()
        self._over.set()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Keep the screen awake from now on."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._over = threading.Event()
        self._thread = threading.Thread(target=_hold, args=(self._over,), name="quiz-awake", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Let it sleep again."""
        self._over.set()

    def close(self) -> None:
        """End, and wait until the system was told."""
        self.end()
        if self._thread is not None:
            self._thread.join(timeout=2)
            self._thread = None


def _hold(over: threading.Event) -> None:
    try:
        keep: Any = importlib.import_module("wakepy").keep
        with keep.presenting(on_fail="pass") as mode:
            if not mode.active:
                log.info("The screen is not kept awake: %s", mode.method)
            over.wait()
    except Exception as error:
        # Sleep is a comfort; a desktop without it must not cost anyone a round.
        log.info("The screen is not kept awake: %s", error)
