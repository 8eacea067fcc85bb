"""Long work that a window waits for ends with the window."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.app.jobs import Job
from quiz.desktop.errands import Errand
from tests.app import jobwork
from tests.desktop.shellwork import FakeBank, make_shell


def test_what_is_under_way_is_stopped_and_seen_out(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    shell = make_shell(qapp, tmp_path, FakeBank())
    qtbot.addWidget(shell.window)
    told = tmp_path / "told.txt"
    errand = Errand(Job(jobwork.until_stopped, told))
    with qtbot.waitSignal(errand.went, timeout=20_000):
        errand.start()
    shell.close()
    assert told.read_text(encoding="utf-8") == "cleaned up"
    assert [t.name for t in threading.enumerate() if t.name == "quiz-errand"] == []
