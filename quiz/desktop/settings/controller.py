"""What a change of a setting leads to."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from quiz.desktop.services import Services
from quiz.settings import THEMES
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.bank.views import Player
    from quiz.desktop.settings.view import SettingsPage

log = logging.getLogger("quiz")


class SettingsController(QObject):
    """Decides; the page shows."""

    def __init__(self, page: SettingsPage, services: Services) -> None:
        super().__init__(page)
        self._page, self._services = page, services
        self._settings = services.settings
        self._connect()
        self._settings.changed.connect(self._changed)
        self._settings.unsaved.connect(self._unsaved)
        page.show_settings(self._settings.value)
        page.show_places(str(services.places.bank))

    def refresh(self) -> None:
        """Read the players again."""
        bank, name = self._services.bank(), self._settings.value.player
        if bank is None or not name:
            self._page.show_players([name] if name else [], name)
            return
        self._services.worker.run(_Players(bank, name), self._players_read, self._failed)

    def _connect(self) -> None:
        page = self._page
        page.players.activated.connect(self._player_picked)
        page.rename.clicked.connect(self.rename)
        page.add.clicked.connect(self.add_player)
        page.theme.activated.connect(self._theme_picked)
        page.text.valueChanged.connect(self._text_changed)
        page.volume.valueChanged.connect(self._volume_changed)
        page.extra.activated.connect(self._extra_picked)
        page.switched.connect(self._switched)
        page.copy.clicked.connect(self._copy)
        page.show_folder.clicked.connect(self._open_folder)

    # --- players

    def _player_picked(self, index: int) -> None:
        self._settings.change(player=self._page.players.itemText(index))

    def rename(self) -> None:
        """Give the player who is playing another name."""
        bank, name = self._services.bank(), _name(self._page.name.text())
        if bank is not None and name and name != self._settings.value.player:
            self._services.worker.run(
                _Rename(bank, self._settings.value.player, name), self._renamed, self._failed
            )

    def add_player(self) -> None:
        """A new player, who plays from now on."""
        name = _name(self._page.new.text())
        if name:
            self._page.new.clear()
            self._settings.change(player=name)

    def _renamed(self, name: str) -> None:
        self._settings.change(player=name)
        self._page.tell("")

    def _players_read(self, names: list[str]) -> None:
        self._page.show_players(names, self._settings.value.player)

    # --- everything else

    def _theme_picked(self, index: int) -> None:
        self._settings.change(theme=THEMES[index])

    def _text_changed(self, percent: int) -> None:
        self._settings.change(text_percent=percent)

    def _volume_changed(self, volume: int) -> None:
        self._settings.change(volume=volume)
        self._services.sounds.play("right")

    def _extra_picked(self, index: int) -> None:
        self._settings.change(extra_percent=self._page.extra.itemData(index))

    def _switched(self, change: tuple[str, bool]) -> None:
        name, on = change
        self._settings.change(**{name: on})

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._services.places.bank))
        self._page.copy.set_label(tr("Copied"))

    def _open_folder(self) -> None:
        folder = self._services.places.data
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._page.tell(tr("No file manager answers; the folder is {folder}.", folder=folder))

    def _changed(self, names: frozenset[str]) -> None:
        self._page.show_settings(self._settings.value)
        if "player" in names:
            self.refresh()

    def _unsaved(self, why: str) -> None:
        self._page.tell(
            tr("These settings hold until you quit, but they could not be written: {why}.", why=why)
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._page.tell(str(error))
            return
        log.error("Players", exc_info=error)
        self._page.tell(tr("That did not work; the log says why."))


def _name(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class _Players:
    bank: Bank
    name: str

    def __call__(self) -> list[str]:
        self.bank.add_player(self.name)
        return [player.name for player in self.bank.players()]


@dataclass(frozen=True)
class _Rename:
    bank: Bank
    old: str
    new: str

    def __call__(self) -> str:
        player: Player = self.bank.add_player(self.old)
        self.bank.rename_player(player.id, self.new)
        return self.new
