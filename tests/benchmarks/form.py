"""The form of a question while it is typed in: a keystroke painted with what the linter says, and saved.

The window as it is, with its worker and a real bank; only the event loop is turned by hand.
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from quiz.app import play
from quiz.app.library import load_shipped
from quiz.bank.bank import Bank, open_bank
from quiz.desktop import start
from quiz.desktop.clock import Clock
from quiz.desktop.flow import Opened
from quiz.desktop.home.options import Wanted
from quiz.desktop.look import style_of
from quiz.desktop.services import Services, SettingsStore, Worker
from quiz.desktop.sounds import Sounds
from quiz.desktop.system import application
from quiz.settings import Settings, places
from tests.benchmarks.table import Row, ms, percentile

FRAME_MS = 16.7
TEXT = "Who directed the series, and which of its two heroines does the article call the best of all? "
KEYS, BURSTS = 300, 12
_PATIENCE_S = 10.0


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.seen = 0
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen += 1
        return False


def typing(folder: Path) -> list[Row]:
    """Keys one by one into the question of a pack that ships."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    where = places(folder / "typing")
    where.bank.parent.mkdir()
    with closing(open_bank(where.bank, backups=False)) as bank:
        for _ in load_shipped(bank):
            pass
        settings = SettingsStore(Settings(player="Rouge", theme="dark"))
        services = Services(
            style_of(settings.value), Sounds(enabled=False), settings, Clock(), lambda: bank, Worker(), where
        )
        shell = start.build(services, app)
        window = shell.window
        window.resize(1280, 800)
        window.open_page("studio")
        window.reveal()
        shell.flow.bank_opened(Opened(bank, play))
        shell.flow.authoring.edit(Wanted("metallic-rouge"))
        page: Any = window.page("editor")
        _until(app, lambda: page.form.question() is not None)
        page.form.prompt.setFocus()
        spent = [_key(app, page, letter) for letter in (TEXT * 9)[:KEYS]]
        saved = [_burst(app, bank, page, n) for n in range(BURSTS)]
        window.close()
        shell.close()
        window.deleteLater()
        app.processEvents()
    worst, slowest = percentile(spent, 95), max(saved)
    return [
        Row(
            "a keystroke in the form, painted with its findings, p95",
            ms(worst),
            "",
            worst / 1e6,
            FRAME_MS,
            "ms",
        ),
        Row("a keystroke saved, the slowest", ms(slowest), "", slowest / 1e9, 1, "s"),
    ]


def _key(app: Any, page: Any, letter: str) -> int:
    """From the key to its frame."""
    paints = Paints(page.form.prompt.viewport())
    begun = time.perf_counter_ns()
    QTest.keyClick(page.form.prompt, letter)
    while not paints.seen:
        app.processEvents()
    # What the finding beside it has moved is laid out and painted in the same turn.
    app.processEvents()
    return time.perf_counter_ns() - begun


def _burst(app: Any, bank: Bank, page: Any, n: int) -> int:
    """From the last key of some to all of them in the bank."""
    QTest.keyClick(page.form.prompt, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    text = f"Burst number {n}, typed without a pause?"
    QTest.keyClicks(page.form.prompt, text)
    begun = time.perf_counter_ns()
    key = page.controller.key
    _until(app, lambda: bank.desk.question_state(key).question.prompt == text)
    return time.perf_counter_ns() - begun


def _until(app: Any, done: Any) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not done():
        app.processEvents()
        time.sleep(0.002)
        if time.monotonic() > end:
            raise TimeoutError("the form did not answer")
