"""The window's tests run without a screen, and leave no timer, animation, thread or window behind."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

# Before Qt is imported by anything: the platform is chosen once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.app import play
from quiz.bank.bank import Bank
from quiz.core.questions import Pack, PackHead
from quiz.desktop.flow import Opened
from quiz.desktop.start import Shell
from quiz.desktop.theme import Style, load_theme
from tests.copied import copied
from tests.desktop.playing import make_services
from tests.desktop.shellwork import make_shell
from tests.desktop.studiowork import KINDS, choice
from tests.desktop.table import Table


def pytest_configure(config: pytest.Config) -> None:
    # The offscreen platform says this whenever a window with a least size is shown; no other platform does.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture
def style(qapp: QApplication) -> Iterator[Style]:
    """A dark, still style at 100 %, worn by the application for the length of the test."""
    style = Style(load_theme("dark"), reduce_motion=True)
    style.apply(qapp)
    yield style
    qapp.setStyleSheet("")
    style.deleteLater()


@pytest.fixture
def table(qtbot: QtBot, style: Style) -> Iterator[Table]:
    """A round page on a shown window, with virtual time; its round is let go of at the end."""
    made = Table(qtbot, make_services(style))
    yield made
    made.page.controller.abandon()


@pytest.fixture
def tables(qtbot: QtBot, style: Style) -> Iterator[Callable[[], Table]]:
    """Lays as many tables as a test asks for. They are kept to its end: what Qt has put off still comes."""
    made: list[Table] = []

    def lay() -> Table:
        made.append(Table(qtbot, make_services(style)))
        return made[-1]

    yield lay
    for table in made:
        table.page.controller.abandon()


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves something running or open, and say what it was."""
    if "qapp" not in request.fixturenames and "qtbot" not in request.fixturenames:
        yield
        return
    qapp: QApplication = request.getfixturevalue("qapp")
    windows = set(map(id, qapp.topLevelWidgets()))
    threads = set(threading.enumerate())
    yield
    # What the test handed to qtbot is closed by now.
    left = [f"window {w!r}" for w in qapp.topLevelWidgets() if id(w) not in windows and w.isVisible()]
    left += [f"{thing!r} of {thing.parent()!r}" for thing in _running()]
    left += [f"thread {t.name}" for t in threading.enumerate() if t not in threads and t.is_alive()]
    # What qtbot has closed waits for an event loop, and until then is styled anew with every page to come.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not left, "left behind: " + "; ".join(left)


def _running() -> list[QObject]:
    """Timers, animations and threads of Python's that are still at work."""
    timers, animations, threads = (_family(kind) for kind in (QTimer, QAbstractAnimation, QThread))
    known = timers | animations | threads
    found: list[QObject] = []
    # Not isinstance: it would wake lazy proxies of other libraries.
    for thing in [one for one in gc.get_objects() if type(one) in known]:
        try:
            if isinstance(thing, QTimer):
                busy = thing.isActive()
            elif isinstance(thing, QAbstractAnimation):
                busy = thing.state() == QAbstractAnimation.State.Running
            else:
                busy = thing.isRunning() and thing is not QThread.currentThread()
        # Its C++ side is gone: nothing runs there.
        except RuntimeError:
            continue
        if busy:
            found.append(thing)
    return found


def _family(kind: type) -> set[type]:
    """A class and all that inherit from it."""
    return {kind}.union(*map(_family, kind.__subclasses__()))


def _furnish(bank: Bank) -> None:
    bank.store_pack(Pack(PackHead("kinds", "All kinds", author="Ann"), KINDS), shipped=False)
    many = tuple(choice(n) for n in range(250))
    bank.store_pack(Pack(PackHead("many", "Many & <b>more</b>"), many), shipped=False)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "bank.db", _furnish)
    yield opened
    opened.close()


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> Iterator[Shell]:
    made = make_shell(qapp, tmp_path, bank)  # type: ignore[arg-type]
    made.flow.bank_opened(Opened(bank, play))
    qtbot.addWidget(made.window)
    made.window.resize(1280, 800)
    with qtbot.waitExposed(made.window):
        made.window.reveal()
    yield made
    made.window.open_page("settings")  # ends what the editor does once a second
    made.close()
