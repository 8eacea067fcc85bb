"""What find and replace reads and writes: it looks bit by bit, shows what it finds, and changes at a word."""

from __future__ import annotations

import logging
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from quiz.app.replacing import MOST_PIECES, Finder, Piece, Scope
from quiz.app.workshop import Workshop
from quiz.desktop.services import Services
from quiz.words import Refused, number, tr, trn

if TYPE_CHECKING:
    from quiz.desktop.replace.view import ReplacePage

log = logging.getLogger("quiz")

_LOOK_AFTER_MS = 250


class Phase(Enum):
    """Where it is."""

    EMPTY = auto()
    LOOKING = auto()
    FOUND = auto()
    WRITING = auto()


class ReplaceController(QObject):
    """Decides; the page shows. Each step of a search is a task of its own: a save never waits for all."""

    def __init__(self, page: ReplacePage, services: Services) -> None:
        super().__init__(page)
        self._page, self._services = page, services
        self.phase = Phase.EMPTY
        self.scope = Scope()
        self._finder: Finder | None = None
        self._done = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_AFTER_MS)
        self._soon.timeout.connect(self.look)

    def open(self, scope: Scope) -> None:
        """Look there from now on."""
        self.scope = scope
        self.look()

    def typed(self) -> None:
        """Something else is looked for: soon, when the typing pauses."""
        self._done = ""
        self._soon.start()

    def look(self) -> None:
        """Look for what stands in the fields now."""
        self._soon.stop()
        self._finder = None
        bank, replacing = self._services.bank(), self._page.replacing()
        self._page.model.clear()
        if bank is None or not replacing.wanted:
            self._enter(Phase.EMPTY)
            return
        try:
            self._finder = Finder(bank, replacing, self.scope)
        except Refused as refused:
            self._enter(Phase.EMPTY)
            self._page.say(str(refused))
            return
        self._enter(Phase.LOOKING)
        self._step()

    def stop(self) -> bool:
        """Look no further, and keep what was found; False when nothing is looked for."""
        self._soon.stop()
        if self.phase is not Phase.LOOKING:
            return False
        self._finder = None
        self._enter(Phase.FOUND)
        self._page.say(self._told(stopped=True))
        return True

    def go(self) -> None:
        """Replace what is ticked."""
        bank, wanted = self._services.bank(), self._page.model.wanted
        if bank is None or not wanted or self.phase is not Phase.FOUND:
            return
        self._enter(Phase.WRITING)
        texts = trn("{n} text", "{n} texts", len(wanted))
        self._page.say(tr("Replacing in {texts}…", texts=texts))
        task = partial(Workshop(bank).replace_all, wanted)
        self._services.worker.run(task, self._replaced, self._failed, keeps=True)

    def undo(self) -> None:
        """Take the last step back, and look again."""
        bank = self._services.bank()
        if bank is not None and self.phase is not Phase.WRITING:
            self._services.worker.run(Workshop(bank).undo, self._undone, self._failed, keeps=True)

    # --- inside

    def _step(self) -> None:
        finder = self._finder
        if finder is not None:
            self._services.worker.run(finder.step, partial(self._found, finder), self._failed)

    def _found(self, finder: Finder, pieces: list[Piece]) -> None:
        if finder is not self._finder:
            return
        model = self._page.model
        model.add(pieces[: MOST_PIECES - model.rowCount()])
        self._page.show_share(finder.share)
        if finder.done or model.rowCount() >= MOST_PIECES:
            self._finder = None
            self._enter(Phase.FOUND)
            done, self._done = self._done, ""
            told = self._told(more=not finder.done)
            self._page.say(f"{done.rstrip('.')}. {told}" if done else told)
            return
        self._step()

    def _told(self, *, more: bool = False, stopped: bool = False) -> str:
        n = self._page.model.rowCount()
        if not n:
            return tr("Stopped; nothing was found so far.") if stopped else tr("It stands nowhere here.")
        found = trn("{n} text would change", "{n} texts would change", n)
        if more:
            return tr("{found}: the first {n}. Replace these, then look for more.", found=found, n=number(n))
        return tr("Stopped. {found}.", found=found) if stopped else f"{found}."

    def _replaced(self, n: int) -> None:
        told = trn(
            "{n} question changed; Ctrl+Z brings it back", "{n} questions changed; Ctrl+Z brings them back", n
        )
        self._look_after(told)

    def _undone(self, said: str) -> None:
        self._look_after(said)

    def _look_after(self, done: str) -> None:
        """Look again; what was done stands before what is found now."""
        self._done = done
        self.look()
        if self.phase is not Phase.FOUND:
            self._page.say(done)

    def _failed(self, error: Exception) -> None:
        self._finder = None
        self._enter(Phase.FOUND if self._page.model.rowCount() else Phase.EMPTY)
        if isinstance(error, Refused):
            self._page.say(str(error))
            return
        log.error("Find and replace could not do it", exc_info=error)
        self._page.say(tr("That did not work; the log says why."))

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self._page.show_phase(phase)
