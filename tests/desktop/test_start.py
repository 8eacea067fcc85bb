from __future__ import annotations

import contextlib
import logging
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.core.rules import Rules
from quiz.desktop import journal
from quiz.desktop.awake import Awake
from quiz.desktop.front import Front
from quiz.desktop.home.view import HomePage
from quiz.desktop.services import Worker
from quiz.desktop.start import Opener, Start, Started
from quiz.settings import Places, Settings, load, save
from quiz.words import Refused
from tests.desktop.shellwork import FakeBank, FakePlay, make_shell, opened


class Refusal(Enum):
    NEWER = "It is newer."
    BROKEN = "It is broken."
    BROKEN_NO_BACKUP = "It is broken for good."
    LOST = "It is gone."
    FULL = "The disk is full."


class StillOpener(Opener):
    """Opens nothing; counts how often it was asked."""

    def __init__(self, places: Places) -> None:
        super().__init__(places)
        self.asked: list[str] = []

    def start(self) -> None:
        self.asked.append("start")

    def restore(self) -> None:
        self.asked.append("restore")

    def anew(self) -> None:
        self.asked.append("anew")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "settings.toml", tmp_path / "bank.db", tmp_path / "quiz.log")


def test_the_first_start_asks_for_a_name_and_then_opens_home(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, places: Places
) -> None:
    bank = FakeBank()
    shell = make_shell(qapp, tmp_path, bank, player="")
    qtbot.addWidget(shell.window)
    opener = StillOpener(places)
    start = Start(shell, opener, places, None)
    start.first_page()
    assert shell.window.current == "welcome"
    with qtbot.waitSignal(shell.window.ready):
        shell.window.show()
    qtbot.waitUntil(lambda: opener.asked == ["start"])
    with qtbot.waitSignal(shell.window.page_changed):
        opener.opened.emit(opened(bank, FakePlay()))
        welcome: Any = shell.window.page("welcome")
        welcome.done.emit("Rouge")
    home = shell.window.page("home")
    assert isinstance(home, HomePage)
    assert shell.services.settings.value.player == "Rouge"
    assert len(home.ui.cards) == 3
    shell.window.hide()
    qapp.processEvents()
    shell.close()


def test_a_round_asked_for_on_the_command_line_waits_for_the_bank(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, places: Places
) -> None:
    from quiz.app.play import Setup

    shell = make_shell(qapp, tmp_path, FakeBank(), player="")
    qtbot.addWidget(shell.window)
    Start(shell, StillOpener(places), places, Setup(Rules())).first_page()
    assert shell.window.current == "home"
    assert shell.services.settings.value.player
    assert isinstance(shell.flow._waiting, Setup)


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        (Refusal.NEWER, []),
        (Refusal.BROKEN, ["restore", "anew"]),
        (Refusal.LOST, ["restore", "anew"]),
        (Refusal.BROKEN_NO_BACKUP, ["anew"]),
        (Refusal.FULL, ["start"]),
    ],
)
def test_a_bank_that_does_not_open_is_told_with_the_ways_out(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, places: Places, name: Refusal, ways: list[str]
) -> None:
    shell = make_shell(qapp, tmp_path, FakeBank())
    qtbot.addWidget(shell.window)
    opener = StillOpener(places)
    Start(shell, opener, places, None).first_page()
    with qtbot.waitSignal(shell.window.page_changed):
        opener.failed.emit(Refused(name))
    page: Any = shell.window.page("trouble")
    assert page._what.text() == name.value
    for button in (page.put_back, page.again, page.empty):
        if not button.isHidden():
            button.click()
    assert opener.asked == ways
    if ways:
        page.enter()
        assert opener.asked[-1] == ways[0], "Enter loses nothing where anything is left"
    with qtbot.waitSignal(shell.window.page_changed):
        opener.opened.emit(opened(FakeBank(), FakePlay()))
    assert shell.window.current == "home"
    shell.close()


def test_neither_sqlmodel_nor_the_bank_is_imported_before_the_first_frame() -> None:
    code = (
        "import sys, quiz.desktop.front, quiz.desktop.start\n"
        "late = {'sqlmodel', 'sqlalchemy', 'alembic', 'quiz.bank.bank', 'quiz.app.library', 'wakepy',"
        " 'miniaudio', 'quiz.desktop.settings.view', 'quiz.desktop.round.view'}\n"
        "print(sorted(late & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_home_does_without_the_classes_of_qt_that_take_long_to_load() -> None:
    """Each is made when it is first asked for: all of QStyle's enums take 9 ms."""
    code = (
        "import quiz.desktop.front, quiz.desktop.start; from PySide6 import QtGui, QtWidgets\n"
        "late = {'QStyle', 'QStyleOptionComboBox', 'QTableView', 'QAbstractItemView', 'QIcon', 'QAccessible',"
        " 'QTextDocument'}\n"
        "print(sorted(late & {*vars(QtGui), *vars(QtWidgets)}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_worker_delivers_on_the_window_s_thread_and_in_order(qtbot: QtBot, qapp: QApplication) -> None:
    worker = Worker()
    found: list[tuple[str, bool]] = []
    errors: list[Exception] = []

    def took(name: str) -> None:
        found.append((name, threading.current_thread() is threading.main_thread()))

    def task() -> str:
        return threading.current_thread().name

    def broken() -> str:
        raise Refused(Refusal.FULL)

    worker.run(task, took)
    worker.run(broken, took, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert found == [("quiz-worker", True)]
    worker.close()
    worker.run(task, took)
    assert len(found) == 1


def test_unhandled_exceptions_go_to_the_log(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "quiz.log"
    journal.keep_log(path)
    try:
        try:
            raise KeyError("lost")
        except KeyError as error:
            sys.excepthook(KeyError, error, error.__traceback__)
    finally:
        journal.close_log()
    assert "KeyError: 'lost'" in path.read_text(encoding="utf-8")
    assert not logging.getLogger("quiz").handlers


def test_a_screen_that_cannot_be_kept_awake_is_nobody_s_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wakepy", None)
    awake = Awake()
    awake.begin()
    awake.close()
    assert awake._thread is None


def test_the_real_bank_opens_behind_the_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, places: Places
) -> None:
    opener = Opener(places)
    with qtbot.waitSignal(opener.opened, timeout=60_000) as found:
        opener.start()
    assert found.args[0].bank is opener.current()
    assert len(found.args[0].bank.pack_infos()) >= 1
    opener.close()
    assert opener.current() is None


@pytest.fixture
def evening(places: Places) -> Places:
    """A bank with two packs and a player, as the first evening leaves it."""
    from quiz.bank.bank import open_bank
    from tests.benchmarks import big

    bank = open_bank(places.bank, backups=False)
    for slug in ("metallic-rouge", "tech-noir"):
        big.fill(bank, slug, 12)
    bank.add_player("Rouge")
    bank.close()
    save(Settings(player="Rouge", theme="dark", reduce_motion=True), places.settings)
    return places


@pytest.fixture
def no_bank(monkeypatch: pytest.MonkeyPatch) -> None:
    """These starts are about what comes before the bank."""
    monkeypatch.setattr(Opener, "start", lambda self: None)


def start_and_close(qtbot: QtBot, places: Places, changed: Callable[[], None] = lambda: None) -> list[str]:
    """One start as ``run`` does it; what was on the screen, in its order."""
    front = Front(places)
    seen: list[str] = []
    front.window.painted.connect(lambda: seen.append("picture" if front.started is None else "page"))
    front.window.ready.connect(lambda: seen.append("page"))
    with qtbot.waitSignal(front.window.ready):
        front.show()
    changed()
    front.window.close()
    front.close()
    return seen


@pytest.mark.usefixtures("no_bank")
def test_a_start_shows_the_picture_of_home_that_the_last_one_left(qtbot: QtBot, evening: Places) -> None:
    assert start_and_close(qtbot, evening) == ["page", "page"]
    # The window's place is remembered at the first close, and is part of what the picture was taken of.
    assert start_and_close(qtbot, evening) == ["picture", "page"]


@pytest.mark.usefixtures("no_bank")
def test_a_picture_that_is_no_longer_true_is_not_shown(qtbot: QtBot, evening: Places) -> None:
    start_and_close(qtbot, evening)
    with contextlib.closing(sqlite3.connect(evening.bank)) as raw:
        raw.execute("UPDATE pack SET title = 'Metallic Rouge, mended' WHERE slug = 'metallic-rouge'")
        raw.commit()
    assert start_and_close(qtbot, evening) == ["page", "page"]
    save(replace(load(evening.settings), theme="light"), evening.settings)
    assert start_and_close(qtbot, evening) == ["page", "page"]
    assert start_and_close(qtbot, evening) == ["picture", "page"]
    kept = evening.data / "cache" / "home.pixels"
    kept.write_bytes(kept.read_bytes()[:-9])
    assert start_and_close(qtbot, evening) == ["page", "page"]


@pytest.mark.usefixtures("no_bank")
def test_the_picture_is_the_page_to_the_pixel(qtbot: QtBot, evening: Places) -> None:
    start_and_close(qtbot, evening)
    front = Front(evening)
    with qtbot.waitSignal(front.window.painted):
        front.show()
        first = front.window.grab().toImage()
    qtbot.waitUntil(lambda: front.window._was_ready)
    page = front.window.page("home")
    assert isinstance(page, HomePage)
    page.ui.cards[0].clearFocus()
    assert front.window.focusWidget() is not page.ui.cards[0]
    second = front.window.grab().toImage()
    front.window.close()
    front.close()
    assert first.size() == second.size()
    assert first == second.convertToFormat(first.format())


@pytest.mark.usefixtures("no_bank")
def test_a_key_that_was_pressed_over_the_picture_begins_the_round(qtbot: QtBot, evening: Places) -> None:
    start_and_close(qtbot, evening)
    front = Front(evening)
    asked: list[object] = []

    def furnished(started: Started) -> None:
        started.shell.window.page("home").start.connect(asked.append)  # type: ignore[attr-defined]

    # The key waits in the queue of events, behind the first frame.
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    front.window.painted.connect(lambda: QApplication.postEvent(front.window.windowHandle(), press))
    front.furnished.connect(furnished)
    front.show()
    qtbot.waitUntil(lambda: bool(asked))
    front.window.close()
    front.close()


def test_the_import_of_python_is_back_in_its_place() -> None:
    code = (
        "import builtins; own = builtins.__import__; import quiz.desktop; print(builtins.__import__ is own)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
