"""What follows what: home, a round, its results, and home again; and what a refusal leads to."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from PySide6.QtCore import QObject, QTimer, Signal

from quiz.core.rules import Mode, Rules
from quiz.desktop.awake import Awake
from quiz.desktop.home.options import Wanted, Wish
from quiz.desktop.services import Services
from quiz.desktop.window import Window
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.app.checkjobs import Remark
    from quiz.app.play import Game, Setup
    from quiz.app.replacing import Scope
    from quiz.bank.bank import Bank
    from quiz.bank.views import Heard, OpenRound
    from quiz.core.questions import Question
    from quiz.desktop.home.view import HomePage
    from quiz.desktop.share.card import Card

log = logging.getLogger("quiz")

_PATIENCE_MS, _IDLE_MS = 100, 300


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
        self._at_work = "studio"
        self._before_past = "scores"
        self._connected: set[str] = set()
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
        self._coming = False
        if name in self._connected:
            return
        self._connected.add(name)
        page: Any = self._window.page(name)
        if name == "home":
            page.start.connect(self.start)
            page.resume.connect(self.resume)
            page.discard.connect(self.discard)
        elif name == "scores":
            page.play.connect(self.go_home)
            page.home.connect(self.go_home)
            page.look.connect(self._look_back)
            page.achievements.connect(self._show_achievements)
            page.statistics.connect(self._show_statistics)
        elif name == "achievements":
            page.back.connect(self._show_scores)
        elif name == "statistics":
            page.play.connect(self.go_home)
            page.back.connect(self._show_scores)
        elif name == "settings":
            page.home.connect(self.go_home)
            page.people.connect(self.show_people)
        elif name == "people":
            page.back.connect(self._show_settings)
            page.read.connect(self._read_players)
        elif name == "studio":
            page.home.connect(self.go_home)
            page.edit.connect(self.edit)
            page.take.connect(self.take)
            page.paste.connect(self.take_text)
            page.give.connect(self.give)
            page.replace.connect(self._replace)
            page.compare.connect(self._check)
            page.article.connect(self.ask_for_article)
            page.articles.connect(self.read)
            page.article_text.connect(self.read_text)
            page.review.connect(self.review)
            page.reviewable.connect(self._soon_reviewed)
        elif name == "intake":
            page.back.connect(self._leave_intake)
            page.open_pack.connect(self._edit_pack)
        elif name == "review":
            page.back.connect(self.go_to_studio)
            page.open_pack.connect(self._edit_pack)
            page.play.connect(self._try)
        elif name == "export":
            page.back.connect(self.go_to_studio)
        elif name == "editor":
            page.back.connect(self.go_to_studio)
            page.play.connect(self._try)
            page.preview.connect(self.show_preview)
            page.check.connect(self._check)
            page.replace.connect(self._replace)
        elif name == "replace":
            page.back.connect(self._back_to_work)
            page.open_question.connect(self._edit_question)
        elif name == "check":
            page.back.connect(self._back_to_work)
            page.open_question.connect(self._mend)
        elif name == "preview":
            page.back.connect(self._back_to_editor)
        elif name == "round":
            page.finished.connect(self._finished)
            page.left.connect(self._left)
        elif name == "results":
            page.play_again.connect(self.start)
            page.replay_misses.connect(self.start)
            page.home.connect(self._go_on_from_round)
            page.share.connect(self._share)
            page.look.connect(self._look_back)
        elif name == "past":
            page.back.connect(self._leave_past)
            page.controller.again.connect(self.start)
            page.controller.going_on.connect(self.resume)
            page.controller.mend.connect(self._edit_question)
            page.controller.heard.connect(self._was_heard)
            page.controller.removed.connect(self._was_removed)
        elif name == "share":
            page.back.connect(self._back_to_results)

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

    def go_to_studio(self) -> None:
        """All packs."""
        self._window.open_page("studio")

    def _leave_intake(self) -> None:
        intake: Any = self._window.page("intake")
        studio: Any = self._window.page("studio")
        if slug := intake.controller.brought:
            studio.stand_on(slug)
        self.go_to_studio()

    def edit(self, wanted: Wanted) -> None:
        """A pack in the editor, at a question if one is named."""
        page: Any = self._window.page("editor")
        self._window.open_page("editor")
        page.show_question(wanted.slug, wanted.key, wanted.field)

    def take(self, paths: list[Path]) -> None:
        """Files on their way into the bank, with a report first."""
        page: Any = self._window.page("intake")
        self._window.open_page("intake")
        page.take(paths)

    def take_text(self, text: str) -> None:
        """The same for a text that was pasted."""
        page: Any = self._window.page("intake")
        self._window.open_page("intake")
        page.take_text(text)

    def ask_for_article(self) -> None:
        """An article is wanted: from where?"""
        page: Any = self._window.page("review")
        page.ask_for_article()
        self._window.open_page("review")

    def read(self, sources: list[str]) -> None:
        """Files or addresses of articles, to be read and reviewed."""
        page: Any = self._window.page("review")
        page.read(sources)
        self._window.open_page("review")

    def read_text(self, text: str) -> None:
        """The same for a text that was pasted."""
        page: Any = self._window.page("review")
        page.read_text(text)
        self._window.open_page("review")

    def review(self, key: int) -> None:
        """The review of an article, where it was left."""
        page: Any = self._window.page("review")
        self._coming = True
        page.show_review(key, self._open_review)
        if self._coming:
            QTimer.singleShot(_PATIENCE_MS, self, self._open_review)

    def _soon_reviewed(self) -> None:
        if not self._window.made("review"):
            QTimer.singleShot(_IDLE_MS, self, self._prepare_review)

    def _prepare_review(self) -> None:
        if self._window.current == "studio" and not self._window.made("review"):
            self._window.prepare("review")

    def _open_review(self) -> None:
        """The review is there, or takes its time: until then the page before stays."""
        if self._coming:
            self._window.open_page("review")

    def give(self, slug: str) -> None:
        """A pack on its way out."""
        page: Any = self._window.page("export")
        self._window.open_page("export")
        page.give(slug)

    def _edit_pack(self, slug: str) -> None:
        self._window.page("studio")
        self.edit(Wanted(slug))

    def _try(self, slug: str) -> None:
        """A round of the pack that is being written: no clock, no ranking, and back to it when it is left."""
        self.start(Wish(Rules(mode=Mode.PRACTICE, seconds=0, reading=False), (slug,)))
        self._tried = slug

    def show_preview(self, question: Question, title: str) -> None:
        """A question on the page of the round, without a clock."""
        page: Any = self._window.page("preview")
        self._window.open_page("preview")
        page.show_question(question, title)

    def _check(self, slug: str = "", title: str = "") -> None:
        """What is to be mended in a pack; without one, which questions several packs have."""
        self._at_work = "editor" if slug else "studio"
        page: Any = self._window.page("check")
        self._window.open_page("check")
        page.look(slug, title)

    def _replace(self, scope: Scope, title: str) -> None:
        self._at_work = "editor" if scope.slug else "studio"
        page: Any = self._window.page("replace")
        page.ask(scope, title)
        self._window.open_page("replace")

    def _mend(self, remark: Remark) -> None:
        self._edit_question(remark.key, remark.field)

    def _edit_question(self, key: int, field: str = "") -> None:
        """A question in the editor, whichever pack it is in."""
        if self._opened is not None:
            bank = self._opened.bank

            def edit(slug: str) -> None:
                self.edit(Wanted(slug, key, field))

            self._services.worker.run(partial(bank.desk.slug_of, key), edit, self._refused)

    def _back_to_work(self) -> None:
        """To the studio or the editor, wherever one came from."""
        self._window.open_page(self._at_work)

    def _back_to_editor(self) -> None:
        self._window.open_page("editor")

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
            self._back_to_editor()
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
