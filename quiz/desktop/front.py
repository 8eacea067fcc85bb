"""The first frame, and everything after it: a picture of home where one is true, then home itself.

The picture is on the screen before the modules of the pages are loaded; the pages take its place in the same
window, and keys that were pressed meanwhile go to them. Without a picture that is true, home comes at once.
"""

from __future__ import annotations

import gc
import importlib
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quiz.bank.glance import glance
from quiz.desktop import picture
from quiz.desktop.journal import close_log, keep_log
from quiz.desktop.system import application
from quiz.desktop.window import Window
from quiz.settings import Places, load

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from quiz.app.play import Setup
    from quiz.bank.glance import Glance
    from quiz.desktop.start import Started

log = logging.getLogger("quiz")


class Front(QObject):
    """The window from nothing to its home page, and the picture that it leaves for the next time."""

    furnished = Signal(object)
    """The pages are there, as a ``Started``, and about to be shown."""

    def __init__(self, places: Places, setup: Setup | None = None) -> None:
        super().__init__()
        # Nothing is garbage before home is painted; looking for some costs it a tenth of its time.
        gc.disable()
        self.application = application()
        self._places, self._setup = places, setup
        self.window = Window()
        self.started: Started | None = None
        self._found: Glance | None = None

    def show(self) -> None:
        """Show the window; its first frame sets the rest going."""
        page = self._picture()
        if page is None:
            self._furnish()
            return
        self.window.painted.connect(self._furnish)
        self.window.show_picture(page)

    def close(self) -> None:
        """End everything, when the window is closed already, and keep a picture of home as it is now."""
        if self.started is None:
            return
        self.started.close()
        try:
            self._keep_picture(self.started)
        except Exception as error:
            # A picture is a comfort: without one the next start takes a little longer.
            log.error("No picture kept", exc_info=error)

    def _keep_picture(self, started: Started) -> None:
        settings = started.shell.services.settings.value
        found = glance(self._places.bank, settings.player)
        if found is None or settings.first_start or settings.maximized:
            return
        window, cards = started.another(found)
        window.restore_place(settings)
        if any(card.own for card in cards):
            # Nobody looks at this window: its packs' own pictures can be decoded here, once it is laid out.
            window.grab()
            for card in cards:
                picture.bring_cover(self._places, card)
        page, line = window.grab(), picture.shown(window, settings, found)
        picture.keep(self._places, line, page, dict(card.cover() for card in cards))
        window.deleteLater()

    def _picture(self) -> QPixmap | None:
        settings = load(self._places.settings)
        self.window.restore_place(settings)
        if self._setup is not None or settings.first_start or settings.maximized:
            return None
        self._found = found = glance(self._places.bank, settings.player)
        if found is None:
            return None
        return picture.find(self._places, picture.shown(self.window, settings, found))

    def _furnish(self) -> None:
        prepare = importlib.import_module("quiz.desktop.start").prepare
        self.started = started = prepare(
            self._places, setup=self._setup, window=self.window, found=self._found
        )
        self.furnished.emit(started)
        started.show()


def run(places: Places, *, setup: Setup | None = None) -> int:
    """Open the window, stay until it is closed, return the exit code; ``setup`` starts a round at once."""
    keep_log(places.log)
    front = Front(places, setup)
    front.show()
    code = front.application.exec()
    front.close()
    close_log()
    return code
