"""One start of the window, or of a bare one, in a process of its own; prints its moments as JSON.

``child.py bare`` or ``child.py game DATA [memory|evening]``. Moments are nanoseconds of the monotonic clock,
which the parent read before it started this process. An evening ends as a player ends it, by closing the
window; the other starts end at once when the bank is open.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.desktop.start import Started

MOMENTS: dict[str, int] = {}


def moment(name: str) -> None:
    """Keep the first time that something happened."""
    MOMENTS.setdefault(name, time.monotonic_ns())


def pss_kb() -> int:
    """The memory that this process alone answers for, in KB."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def report() -> None:
    """Tell, and end at once: how long a program takes to close is not measured."""
    print(json.dumps({**MOMENTS, "pss_kb": pss_kb()}), flush=True)
    os._exit(0)


def bare() -> None:
    """The reference: a window with five widgets."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            moment("painted")
            QTimer.singleShot(300 if "memory" in sys.argv else 0, report)

    app = QApplication([])
    window = Window()
    box = QVBoxLayout(window)
    for widget in (QLabel("Title"), QLabel("Text"), QLineEdit(), QPushButton("One"), QPushButton("Two")):
        box.addWidget(widget)
    window.resize(1280, 800)
    window.show()
    app.exec()


def game() -> None:
    """The game as ``quiz`` starts it, until the bank is open."""
    from quiz.desktop.front import Front
    from quiz.settings import places

    from PySide6.QtCore import QTimer  # isort: skip - as in the game, not before its own modules

    front = Front(places(Path(sys.argv[2])))
    wait = 1500 if "memory" in sys.argv else 0

    def page_painted() -> None:
        moment("home")
        # The cards are real buttons now; a key pressed from here on is the next thing that is handled.
        QTimer.singleShot(0, lambda: moment("ready"))

    def opened(_: object) -> None:
        moment("opened")
        QTimer.singleShot(wait, front.window.close if "evening" in sys.argv else report)

    def furnished(started: Started) -> None:
        from PySide6.QtCore import Qt

        started.opener.opened.connect(opened, Qt.ConnectionType.QueuedConnection)
        # The parent tells of it: a child that has nothing to measure must not be waited for.
        started.opener.failed.connect(lambda _: os._exit(1), Qt.ConnectionType.QueuedConnection)

    front.window.painted.connect(lambda: moment("painted"))
    front.window.ready.connect(page_painted)
    front.furnished.connect(furnished)
    front.show()
    front.application.exec()
    front.close()
    report()


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else game()
