"""Garbage is looked for on the window's thread alone, and never while a question's clock runs.

Python looks for garbage on whatever thread makes an object too many. A widget that it finds on a thread of
the bank's is destroyed there: that thread holds a lock of Qt's and waits for Python's, the window's thread
the other way round, and both stand still for good. So Python's own search is off in the window's process,
and a timer does it here, by Python's own thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 200
"""So short that little comes together: a look at what is young takes a fraction of a millisecond."""

_quiet = False


def quiet(on: bool) -> None:
    """Say that nothing may hold the window's thread up now, or that it may again."""
    global _quiet
    _quiet = on


class Garbage(QObject):
    """The timer; it goes with its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(look)

    def begin(self) -> None:
        """Take what there is by now to stay for good, and look for what comes after it."""
        gc.disable()
        gc.freeze()
        self._timer.start()


def look() -> None:
    """Look for garbage if enough has been made since the last time, as Python itself would."""
    if _quiet:
        return
    made, most = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if made[generation] > most[generation] > 0:
            gc.collect(generation)
            return
