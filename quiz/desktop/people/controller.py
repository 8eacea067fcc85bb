"""What the page of players asks for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from quiz.app import people
from quiz.app.people import Everybody
from quiz.bank.views import COLOURS, Belongings, Player
from quiz.desktop.services import Services
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.desktop.people.view import PeoplePage

log = logging.getLogger("quiz")


class PeopleController(QObject):
    """Decides; the page shows. One thing is done at a time."""

    def __init__(self, page: PeoplePage, services: Services) -> None:
        super().__init__(page)
        self._page, self._services, self._settings = page, services, services.settings
        self.found = Everybody((), ())
        self._said = ""
        self._was_playing = ""
        self._busy = False

    @property
    def playing(self) -> str:
        """The name of who plays now."""
        return self._settings.value.player

    def refresh(self) -> None:
        """Read everybody again."""
        bank = self._services.bank()
        if bank is None:
            self._page.say(tr("The bank is being opened; try again in a moment."))
            return
        self._services.worker.run(partial(people.everybody, bank, self.playing), self._read, self._failed)

    def play_as(self, player: Player) -> None:
        """Somebody else plays from now on."""
        self._settings.change(player=player.name)
        self._page.say(tr("“{name}” plays now.", name=player.name))
        self.refresh()

    def rename(self, player: Player, name: str) -> None:
        """Give a player another name."""
        if name and name != player.name:
            self._do(partial(people.rename, player=player, name=name), partial(self._renamed, player, name))

    def paint(self, who: Belongings) -> None:
        """Give a player the next colour."""
        self._said = ""
        self._do(partial(people.paint, player=who.player, colour=(who.colour + 1) % COLOURS), self._done)

    def merge(self, player: Player, into: Player) -> None:
        """Give all that one player has to another."""
        self._said = tr("“{name}” is “{other}” now; boards and figures follow in a moment.",
                        name=player.name, other=into.name)  # fmt: skip
        self._leave(player, into)
        self._do(partial(people.merge, player=player, into=into), self._done)

    def remove(self, player: Player) -> None:
        """Remove a player with all rounds."""
        self._said = tr("“{name}” is removed.", name=player.name)
        if others := self.others(player):
            self._leave(player, others[0])
        self._do(partial(people.remove, player=player), self._done)

    def bring_back(self) -> None:
        """Bring back who was removed last."""
        if self.found.removed:
            self._do(partial(people.bring_back, player=self.found.removed[0]), self._came_back)

    def others(self, player: Player) -> list[Player]:
        """Everybody else, the one who played last first."""
        rest = [one for one in self.found.here if one.player != player]
        return [one.player for one in sorted(rest, key=_lately, reverse=True)]

    # --- inside

    def _leave(self, player: Player, into: Player) -> None:
        """Nobody who goes is playing: the settings name somebody else before the bank forgets the name."""
        if not self._busy and player.name == self.playing:
            self._was_playing = player.name
            self._settings.change(player=into.name)
            self._settings.flush()

    def _do(self, task: Callable[[Bank], Any], then: Callable[[Any], None]) -> None:
        bank = self._services.bank()
        if bank is not None and not self._busy:
            self._busy = True
            self._services.worker.run(partial(task, bank), then, self._failed, keeps=True)

    def _read(self, found: Everybody) -> None:
        self.found = found
        self._page.show_people(found, self.playing)

    def _renamed(self, player: Player, name: str, _: object) -> None:
        if player.name == self.playing:
            self._settings.change(player=name)
        self._said = tr("“{name}” is called “{other}” now.", name=player.name, other=name)
        self._done(None)

    def _came_back(self, player: Player) -> None:
        self._said = tr("“{name}” is back; boards and figures follow in a moment.", name=player.name)
        self._done(None)

    def _done(self, _: object) -> None:
        self._busy, self._was_playing = False, ""
        self._page.say(self._said)
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if self._was_playing:
            self._settings.change(player=self._was_playing)
            self._was_playing = ""
        if not isinstance(error, Refused):
            log.error("Players", exc_info=error)
        told = str(error) if isinstance(error, Refused) else tr("That went wrong; the log says why.")
        self._page.say(told, trouble=True)


def _lately(one: Belongings) -> tuple[str, int]:
    return one.last or "", one.rounds
