"""One start of the window, or of a bare one, in a process of its own; prints its moments as JSON.

``child.py bare`` or ``child.py game DATA [memory]``. Moments are nanoseconds of the monotonic clock, which
the parent read before it started this process.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

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
    from PySide6.QtCore import Qt, QTimer

    from quiz.desktop import start
    from quiz.settings import places

    started = start.prepare(places(Path(sys.argv[2])))
    window = started.shell.window
    wait = 1500 if "memory" in sys.argv else 0

    def ready() -> None:
        moment("ready")

    def painted() -> None:
        moment("painted")
        # The cards of the first frame are real; a key pressed now is the next thing that is handled.
        QTimer.singleShot(0, ready)

    def opened(_: object) -> None:
        moment("opened")
        QTimer.singleShot(wait, report)

    window.painted.connect(painted)
    started.opener.opened.connect(opened, Qt.ConnectionType.QueuedConnection)
    started.show()
    moment("shown")
    started.shell.application.exec()


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else game()
