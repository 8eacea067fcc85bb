"""Furnishes the window, then opens the bank. With front.py before it, the one door for late imports.

SQLModel takes longer to import than the whole window takes to be painted, so home shows what a glance at
the bank found, and a thread opens the bank behind it. A start that is asked for before is kept.
"""

from __future__ import annotations

import importlib
import logging
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from quiz.bank.glance import glance
from quiz.desktop.awake import Awake
from quiz.desktop.clock import Clock
from quiz.desktop.flow import Flow, Opened
from quiz.desktop.garbage import Garbage
from quiz.desktop.home.view import HomePage
from quiz.desktop.look import Look, style_of
from quiz.desktop.navigation import Navigation
from quiz.desktop.services import Services, SettingsStore, Worker
from quiz.desktop.sounds import Sounds
from quiz.desktop.system import application
from quiz.desktop.window import PageMaker, Window
from quiz.settings import Places, load
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.app.play import Setup
    from quiz.bank.bank import Bank
    from quiz.bank.glance import Glance
    from quiz.desktop.pages import Page
    from quiz.desktop.trouble import TroublePage
    from quiz.desktop.widgets.card import PackCard

log = logging.getLogger("quiz")

_LATE_PAGES = {
    "scores": ("quiz.desktop.scores.view", "ScoresPage"),
    "achievements": ("quiz.desktop.achievements.view", "AchievementsPage"),
    "statistics": ("quiz.desktop.statistics.view", "StatisticsPage"),
    "studio": ("quiz.desktop.studio.view", "StudioPage"),
    "editor": ("quiz.desktop.editor.view", "EditorPage"),
    "replace": ("quiz.desktop.replace.view", "ReplacePage"),
    "check": ("quiz.desktop.check.view", "CheckPage"),
    "preview": ("quiz.desktop.preview.view", "PreviewPage"),
    "review": ("quiz.desktop.review.view", "ReviewPage"),
    "intake": ("quiz.desktop.intake.view", "IntakePage"),
    "export": ("quiz.desktop.export.view", "ExportPage"),
    "settings": ("quiz.desktop.settings.view", "SettingsPage"),
    "people": ("quiz.desktop.people.view", "PeoplePage"),
    "round": ("quiz.desktop.round.view", "RoundPage"),
    "past": ("quiz.desktop.past.view", "PastPage"),
    "results": ("quiz.desktop.results.view", "ResultsPage"),
    "share": ("quiz.desktop.share.view", "SharePage"),
    "welcome": ("quiz.desktop.welcome.view", "WelcomePage"),
}


class Opener(QObject):
    """Opens the bank on a thread, loads the packs that ship, then the modules of the other pages."""

    opened = Signal(object)
    failed = Signal(object)
    updated = Signal()
    """Packs that ship are new or newer than those the bank had."""

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._thread: threading.Thread | None = None
        self._given_up = False
        self.bank: Bank | None = None

    def start(self) -> None:
        """Begin, unless it is under way."""
        self._begin(self._work)

    def restore(self) -> None:
        """Put the newest backup in the bank's place, then open it."""
        self._begin(self._put_back)

    def anew(self) -> None:
        """Begin with an empty bank, whatever backups there are; they stay, in a folder of their own."""
        self._begin(partial(self._work, anew=True))

    def _begin(self, work: Callable[[], None]) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=work, name="quiz-opener", daemon=True)
            self._thread.start()

    def current(self) -> Bank | None:
        """The bank, once it is open."""
        return self.bank

    def close(self) -> None:
        """Wait for the thread, and close the bank."""
        self._given_up = True
        if self._thread is not None:
            self._thread.join()
        if self.bank is not None:
            self.bank.close()
            self.bank = None

    def _put_back(self) -> None:
        try:
            newest = importlib.import_module("quiz.bank.backup").newest(self._places.bank)
            restore = importlib.import_module("quiz.bank.health").restore
            restore(newest, self._places.bank, datetime.now(UTC))
        except Exception as error:
            log.error("No backup put back", exc_info=error)
            self.failed.emit(error)
            return
        self._work()

    def _work(self, *, anew: bool = False) -> None:
        try:
            open_bank = importlib.import_module("quiz.bank.bank").open_bank
            self.bank = bank = open_bank(self._places.bank, anew=anew)
            # Packs that are there already can be played while newer ones are looked for.
            first = not bank.pack_infos()
            if first:
                self._load_shipped(bank)
            play = importlib.import_module("quiz.app.play")
        except Exception as error:
            bank, self.bank = self.bank, None
            if bank is not None:
                bank.close()
            self.failed.emit(error)
            return
        self.opened.emit(Opened(bank, play))
        if not first and self._load_shipped(bank):
            self.updated.emit()
        for module, _ in _LATE_PAGES.values():
            if self._given_up:
                return
            importlib.import_module(module)

    def _load_shipped(self, bank: Bank) -> bool:
        """Whether any pack is new or has changed."""
        library = importlib.import_module("quiz.app.library")
        changed = False
        try:
            for differs in library.load_shipped(bank, load(self._places.settings).removed):
                changed = changed or differs
                if self._given_up:
                    break
        except Refused as refused:
            # A game without its newest packs is still a game.
            log.error("Packs not loaded: %s", refused)
        return changed


class Shell(NamedTuple):
    """Everything that belongs to one window, from its style to its bank."""

    application: QApplication
    services: Services
    window: Window
    flow: Flow
    look: Look
    awake: Awake

    def close(self) -> None:
        """End threads, write settings. The window is closed already."""
        self.services.worker.close()
        # Only where there was long work is its module loaded.
        if (errands := sys.modules.get("quiz.desktop.errands")) is not None:
            errands.end_all()
        self.awake.close()
        self.services.sounds.close()
        self.services.settings.flush()


def build(services: Services, app: QApplication, window: Window | None = None) -> Shell:
    """The window with its pages and its flow; nothing in it needs the bank to be open."""
    # Widgets that are made after the fonts and the palette need not be told of them one by one.
    services.style.apply(app, sheet=False)
    window = window or Window()
    window.furnish(services, Navigation(services.style), _makers(services))
    awake = Awake()
    flow = Flow(window, services, awake, parent=window)
    return Shell(app, services, window, flow, Look(app, window, services), awake)


def _makers(services: Services) -> dict[str, PageMaker]:
    makers: dict[str, PageMaker] = {"home": partial(HomePage, services)}
    for name, (module, kind) in _LATE_PAGES.items():
        makers[name] = partial(_late, services, module, kind)
    return makers


def _late(services: Services, module: str, kind: str) -> Page:
    """A page whose module is imported only now."""
    made: Page = getattr(importlib.import_module(module), kind)(services)
    return made


class Start(QObject):
    """From the first frame to the open bank, and what a refusal of the bank leads to."""

    def __init__(
        self,
        shell: Shell,
        opener: Opener,
        places: Places,
        setup: Setup | None,
        found: Glance | None = None,
    ) -> None:
        super().__init__(shell.window)
        self._shell, self._opener, self._places, self._setup = shell, opener, places, setup
        self._found = found
        self._trouble: TroublePage | None = None
        self._garbage = Garbage(self)
        shell.window.ready.connect(self._ready)
        queued = Qt.ConnectionType.QueuedConnection
        opener.opened.connect(self._opened, queued)
        opener.failed.connect(self._failed, queued)
        opener.updated.connect(self._updated, queued)

    def first_page(self) -> None:
        """Welcome at the very first start, else home with what a glance finds."""
        settings, window = self._shell.services.settings, self._shell.window
        if settings.value.first_start and self._setup is None:
            window.open_page("welcome")
            page: Any = window.page("welcome")
            page.done.connect(self._welcomed)
            return
        if settings.value.first_start:
            welcome = importlib.import_module("quiz.desktop.welcome.view")
            settings.change(player=welcome.usual_name())
        self._open_home()
        if self._setup is not None:
            self._shell.flow.start(self._setup)

    def _ready(self) -> None:
        self._garbage.begin()
        # A key that was pressed meanwhile comes before the bank.
        QTimer.singleShot(0, self._opener.start)

    def _open_home(self) -> None:
        window = self._shell.window
        home = window.page("home")
        found, self._found = self._found, None
        if found is None:
            found = glance(self._places.bank, self._shell.services.settings.value.player)
        if found is not None and isinstance(home, HomePage):
            home.set_glance(found)
        window.open_page("home")

    def _welcomed(self, name: str) -> None:
        self._shell.services.settings.change(player=name)
        self._open_home()

    def _opened(self, opened: Opened) -> None:
        window = self._shell.window
        if window.current == "trouble":
            self._open_home()
        self._shell.flow.bank_opened(opened)
        self._shell.services.sounds.open()

    def _updated(self) -> None:
        home = self._shell.window.page("home")
        if isinstance(home, HomePage):
            home.refresh()

    def _failed(self, error: Exception) -> None:
        log.error("The bank did not open", exc_info=error)
        window = self._shell.window
        if self._trouble is None:
            self._trouble = self._make_trouble()
        name = error.name.name if isinstance(error, Refused) else ""
        sentence = (
            str(error)
            if name
            else tr("The bank could not be opened; the log at {path} says why.", path=self._places.log)
        )
        # A broken bank has been set aside by now: what is left of it are its backups.
        left = name in ("BROKEN", "LOST")
        empty = left or name == "BROKEN_NO_BACKUP"
        self._trouble.show_trouble(sentence, again=name != "NEWER" and not empty, backup=left, anew=empty)
        window.open_page("trouble")

    def _make_trouble(self) -> TroublePage:
        window = self._shell.window
        kind = importlib.import_module("quiz.desktop.trouble").TroublePage
        page: TroublePage = kind(self._shell.services.style)
        window.add_page("trouble", page)
        page.retry.connect(self._opener.start)
        page.restore.connect(self._opener.restore)
        page.anew.connect(self._opener.anew)
        page.leave.connect(window.close)
        return page


class Started(NamedTuple):
    """A window that is ready to be shown, and what opens its bank behind it."""

    shell: Shell
    opener: Opener
    start: Start

    def show(self) -> None:
        """Show the window; the first frame of its page sets the rest going."""
        self.start.first_page()
        self.shell.window.reveal()

    def another(self, found: Glance) -> tuple[Window, list[PackCard]]:
        """A window as the next start will show it first, and its cards, for what a glance has found."""
        window = build(self.shell.services, self.shell.application).window
        home: Any = window.page("home")
        home.set_glance(found)
        window.open_page("home")
        return window, home.ui.cards

    def close(self) -> None:
        """End everything, when the window is closed already."""
        self.shell.close()
        self.opener.close()
        self.shell.window.deleteLater()


def prepare(
    places: Places,
    *,
    setup: Setup | None = None,
    window: Window | None = None,
    found: Glance | None = None,
) -> Started:
    """Furnish a window for the settings and the bank in ``places``; nothing of the bank is loaded yet.

    ``found`` is what a glance at the bank has found, if there was one just now.
    """
    app = application()
    settings = SettingsStore(load(places.settings), places.settings)
    if window is None:
        window = Window()
        window.restore_place(settings.value)
    opener = Opener(places)
    services = Services(
        style=style_of(settings.value),
        sounds=Sounds(),
        settings=settings,
        clock=Clock(),
        bank=opener.current,
        worker=Worker(),
        places=places,
    )
    shell = build(services, app, window)
    return Started(shell, opener, Start(shell, opener, places, setup, found))
