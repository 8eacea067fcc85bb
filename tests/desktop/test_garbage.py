"""Garbage is found on the window's thread, whoever has made it, and not while a clock runs."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from quiz.desktop import garbage
from quiz.desktop.garbage import Garbage, quiet


class Knot:
    """An object that only the collector can free."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def begun(qtbot: QtBot) -> Iterator[Garbage]:
    parent = QObject()
    made = Garbage(parent)
    made.begin()
    yield made
    quiet(False)
    made._timer.stop()
    parent.deleteLater()
    gc.unfreeze()
    gc.disable()


def many() -> None:
    """More objects than Python would make without a look."""
    for _ in range(20 * gc.get_threshold()[0]):
        Knot()


@pytest.mark.usefixtures("begun")
def test_what_a_thread_has_made_is_freed_on_the_window_s(qtbot: QtBot) -> None:
    where: list[threading.Thread] = []
    weakref.finalize(Knot(), lambda: where.append(threading.current_thread()))
    worker = threading.Thread(target=many)
    worker.start()
    worker.join()
    assert where == []
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.main_thread()]


@pytest.mark.usefixtures("begun")
def test_nothing_is_looked_for_while_a_clock_runs(qtbot: QtBot) -> None:
    found: list[int] = []
    quiet(True)
    weakref.finalize(Knot(), lambda: found.append(1))
    many()
    garbage.look()
    assert found == []
    quiet(False)
    garbage.look()
    qtbot.waitUntil(lambda: found == [1])


def test_old_garbage_is_looked_for_too(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr(garbage.gc, "collect", looked.append)
    for counts in ((1, 1, 1), (800, 1, 1), (800, 11, 1), (3, 11, 11)):
        monkeypatch.setattr(garbage.gc, "get_count", lambda counts=counts: counts)
        monkeypatch.setattr(garbage.gc, "get_threshold", lambda: (700, 10, 10))
        garbage.look()
    assert looked == [0, 1, 2]
