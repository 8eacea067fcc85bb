"""What follows what: home, a round, its results, and home again; and what a refusal leads to."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import partial
from operator import attrgetter
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from PySide6.QtCore import QObject, Signal

from quiz.core.rules import Mode, Rules
from quiz.desktop.authoring import Authoring, Ways
from quiz.desktop.awake import Awake
from quiz.desktop.home.options import Wish
from quiz.desktop.services import Services
from quiz.desktop.window import Window
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.app.play import Game, Setup
    from quiz.bank.bank import Bank
    from quiz.bank.views import Heard, OpenRound
    from quiz.desktop.home.view import HomePage
    from quiz.desktop.share.card import Card

log = logging.getLogger("quiz")


class Opened(NamedTuple):
    """What the thread that opens the bank brings: the bank, and the module that plays on it."""

    bank: Bank
    play: ModuleType


class Flow(QObject):
    """Knows the window and the bank once it is open; everything else it is told by signals.

    ``player_name`` of the settings says who plays. Rounds are begun on the worker, so no frame waits for one.
    """

    began = Signal(object)
    """A Game has begun or goes on."""

    def __init__(
        self, window: Window, services: Services, awake: Awake, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._services, self._awake = window, services, awake
        self._opened: Opened | None = None
        self._waiting: Wish | Setup | OpenRound | None = None
        self._game: Game | None = None
        self._busy = False
        self._tried = ""
        self._before_past = "scores"
        self._connected: set[str] = set()
        self.authoring = Authoring(window, services, self)
        """The author's pages."""
        self.authoring.tried.connect(self._try)
        self.authoring.left.connect(self.go_home)
        self.authoring.refused.connect(self._refused)
        window.page_changed.connect(self._page_changed)
        window.player_chosen.connect(self.play_as)
        window.people_wanted.connect(self.show_people)
        window.closing.connect(self._closing)
        services.settings.changed.connect(self._settings_changed)
        self._show_player()

    # --- the bank

    def bank_opened(self, opened: Opened) -> None:
        """The bank is there: what was asked for before begins now."""
        self._opened = opened
        home = self._home()
        if home is not None:
            home.set_bank_ready()
        self._read_players()
        waiting, self._waiting = self._waiting, None
        if hasattr(waiting, "cut_off"):
            self.resume(cast("OpenRound", waiting))
        elif waiting is not None:
            self.start(cast("Wish", waiting))

    def start(self, wish: Wish | Setup) -> None:
        """Begin a round, as soon as the bank is open."""
        self._tried = ""
        if self._opened is None:
            self._wait(wish)
            return
        if self._busy:
            return
        self._set_busy(True)
        setup = wish
        if isinstance(wish, Wish):
            setup = self._opened.play.Setup(**wish._asdict())
        self._services.worker.run(
            partial(
                _begin,
                self._opened,
                self._services.settings.value.player,
                cast("Setup", setup),
                self._services.clock.now_ms(),
            ),
            self._begun,
            self._refused,
        )

    def resume(self, found: OpenRound) -> None:
        """Go on with a round that was cut off."""
        if self._opened is None:
            self._wait(found)
            return
        if not self._busy:
            self._set_busy(True)
            self._services.worker.run(partial(_resume, self._opened, found), self._begun, self._refused)

    def discard(self, found: OpenRound) -> None:
        """Give a cut-off round up."""
        if self._opened is not None:
            self._services.worker.run(
                partial(self._opened.bank.discard_round, found.id), self._discarded, self._refused
            )

    def play_as(self, name: str) -> None:
        """Another player, known or new."""
        self._services.settings.change(player=name)

    # --- pages

    def _page_changed(self, name: str) -> None:
        """Connect a page when it is first opened: most of them are made late."""
        self.authoring.stay()
        if name not in self._connected:
            self._connected.add(name)
            page = self._window.page(name)
            for signal, slot in {**self._ways(), **self.authoring.ways()}.get(name, {}).items():
                attrgetter(signal)(page).connect(slot)

    def _ways(self) -> Ways:
        return {
            "home": {"start": self.start, "resume": self.resume, "discard": self.discard},
            "settings": {"home": self.go_home, "people": self.show_people},
            "people": {"back": self._show_settings, "read": self._read_players},
            "round": {"finished": self._finished, "left": self._left},
            "results": {
                "play_again": self.start,
                "replay_misses": self.start,
                "home": self._go_on_from_round,
                "share": self._share,
                "look": self._look_back,
            },
            "share": {"back": self._back_to_results},
            "scores": {
                "play": self.go_home,
                "home": self.go_home,
                "look": self._look_back,
                "achievements": self._show_achievements,
                "statistics": self._show_statistics,
            },
            "achievements": {"back": self._show_scores},
            "statistics": {"play": self.go_home, "back": self._show_scores},
            "past": {
                "back": self._leave_past,
                "controller.again": self.start,
                "controller.going_on": self.resume,
                "controller.mend": self.authoring.edit_question,
                "controller.heard": self._was_heard,
                "controller.removed": self._was_removed,
            },
        }

    def go_home(self) -> None:
        """Home, with fresh cards."""
        self._window.open_page("home")

    def show_people(self) -> None:
        """Everybody who plays here."""
        self._window.open_page("people")

    def _show_settings(self) -> None:
        self._window.open_page("settings")

    def _show_scores(self) -> None:
        self._window.open_page("scores")

    def _show_achievements(self) -> None:
        self._window.open_page("achievements")

    def _show_statistics(self) -> None:
        self._window.open_page("statistics")

    def _try(self, slug: str) -> None:
        """A round of the pack that is being written: no clock, no ranking, and back to it when it is left."""
        self.start(Wish(Rules(mode=Mode.PRACTICE, seconds=0, reading=False), (slug,)))
        self._tried = slug

    def _begun(self, game: Game) -> None:
        self._set_busy(False)
        self._game = game
        self._awake.begin()
        self._window.open_page("round")
        page: Any = self._window.page("round")
        page.start(game)
        self.began.emit(game)

    def _finished(self, game: Game) -> None:
        self._game = None
        self._awake.end()
        self._window.open_page("results")
        page: Any = self._window.page("results")
        page.show_game(game)

    def _share(self, card: Card) -> None:
        """A result as a picture."""
        page: Any = self._window.page("share")
        page.show_card(card)
        self._window.open_page("share")

    def _back_to_results(self) -> None:
        self._window.open_page("results")

    def _look_back(self, round_id: int, position: int = 0) -> None:
        """A round of the history, question by question; back leads to where one came from."""
        self._before_past = self._window.current
        page: Any = self._window.page("past")
        page.open_round(round_id, position)
        self._window.open_page("past")

    def _leave_past(self) -> None:
        self._window.open_page(self._before_past)

    def _was_heard(self, round_id: int, heard: Heard) -> None:
        if self._window.made("results"):
            page: Any = self._window.page("results")
            page.hear(round_id, heard.state)

    def _was_removed(self) -> None:
        """To the history, which says how the round comes back."""
        page: Any = self._window.page("scores")
        self._window.open_page("scores")
        page.controller.was_removed()

    def _left(self, game: Game) -> None:
        self._game = None
        self._awake.end()
        self._go_on_from_round()

    def _go_on_from_round(self) -> None:
        """Home, or back to the pack that was tried."""
        tried, self._tried = self._tried, ""
        if tried:
            self._window.open_page("editor")
        else:
            self.go_home()

    def _refused(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, Refused):
            sentence = str(error)
        else:
            log.error("A round did not begin", exc_info=error)
            sentence = tr("The round could not begin; the log says why.")
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        """Say it on the page of the editor if a pack was tried, else at home, going there if need be."""
        if self._window.current == "editor":
            editor: Any = self._window.page("editor")
            editor.say(sentence)
            return
        if self._window.current != "home":
            self.go_home()
        home = self._home()
        if home is not None:
            home.refuse(sentence)

    def _discarded(self, _: object) -> None:
        home = self._home()
        if home is not None:
            home.refresh()

    # --- players

    def _settings_changed(self, names: frozenset[str]) -> None:
        if "player" in names:
            self._show_player()
            self._read_players()

    def _show_player(self) -> None:
        self._window.navigation.player.set_name(self._services.settings.value.player)

    def _read_players(self) -> None:
        if self._opened is not None and self._services.settings.value.player:
            self._services.worker.run(
                partial(_players, self._opened.bank, self._services.settings.value.player), self._players_read
            )

    def _players_read(self, colours: dict[str, int]) -> None:
        playing = self._services.settings.value.player
        self._window.switcher.show_players(colours, playing)
        self._window.navigation.player.set_colour(colours.get(playing))

    # --- odds and ends

    def _home(self) -> HomePage | None:
        return cast("HomePage", self._window.page("home")) if self._window.made("home") else None

    def _wait(self, wanted: Wish | Setup | OpenRound) -> None:
        self._waiting = wanted
        self._set_waiting(True)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._set_waiting(busy)

    def _set_waiting(self, waiting: bool) -> None:
        home = self._home()
        if home is not None:
            home.set_waiting(waiting)

    def _closing(self) -> None:
        self._awake.end()


def _begin(opened: Opened, name: str, setup: Setup, now_ms: int) -> Game:
    game: Game = opened.play.begin(
        opened.bank, opened.bank.add_player(name), setup, now_ms=now_ms, started=datetime.now().astimezone()
    )
    return game


def _resume(opened: Opened, found: OpenRound) -> Game:
    away = datetime.now(UTC) - found.cut_off
    game: Game = opened.play.resume(opened.bank, found.id, away_ms=max(0, round(away.total_seconds() * 1000)))
    return game


def _players(bank: Bank, name: str) -> dict[str, int]:
    bank.add_player(name)
    colours = bank.colours()
    return {player.name: colours.get(player.name, 0) for player in bank.players()}
