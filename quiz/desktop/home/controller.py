"""What the home page does: which packs are chosen, what the keys mean, when the bank is read."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShortcut

from quiz.core.rules import Rules
from quiz.desktop.home import options
from quiz.desktop.home.deck import Deck
from quiz.desktop.home.options import Wish
from quiz.desktop.services import Services
from quiz.words import Refused, tr, trn

if TYPE_CHECKING:
    from quiz.bank import glance, views
    from quiz.bank.bank import Bank
    from quiz.desktop.home.view import HomePage

log = logging.getLogger("quiz")


class Reading(NamedTuple):
    """What the home page shows of the bank."""

    cards: tuple[views.PackCard, ...]
    open_round: views.OpenRound | None
    busy: int


def read(bank: Bank, name: str) -> Reading:
    """Read the bank for the player of that name."""
    player = bank.add_player(name)
    rounds = bank.open_rounds(player.id)
    return Reading(tuple(bank.cards(player.id)), rounds[0] if rounds else None, bank.busy_rounds())


class HomeController(QObject):
    """Decides; the page shows."""

    def __init__(self, page: HomePage, services: Services) -> None:
        super().__init__(page)
        self._page, self._ui = page, page.ui
        self._services = services
        self._settings = services.settings
        self._deck = Deck(self._settings.value.packs)
        self._open_round: views.OpenRound | None = None
        self._first_choice = not self._settings.value.packs
        self._asked_by_code = False
        self._shortcuts: list[QShortcut] = [page.on_key("/", self._to_filter)]
        self._connect()
        self._show_rules()
        self._show_filtered()
        self._show_today()

    # --- what comes from outside

    def take_glance(self, found: glance.Glance) -> None:
        """Cards before the bank is open."""
        self._take(Reading(found.cards, found.open_round, 0))

    def opened(self) -> None:
        """The page has come to the front."""
        self._ui.notice.say("")
        self._ui.panel.hide()
        self.refresh()
        self._ui.focus_card(next(iter(self._deck.chosen), ""))

    def refresh(self) -> None:
        """Read the bank again, off the window's thread."""
        bank = self._services.bank()
        name = self._settings.value.player
        if bank is not None and name:
            self._services.worker.run(partial(read, bank, name), self._take, self._read_failed)

    def refuse(self, sentence: str) -> None:
        """Say why a round does not begin, where it was asked for."""
        if self._asked_by_code and not self._ui.panel.isHidden():
            self._ui.panel.refuse(sentence)
            self._ui.frame.reveal(self._ui.panel)
        else:
            self._ui.notice.say(sentence)
            self._ui.frame.reveal(self._ui.notice)

    # --- keys

    def enter(self) -> None:
        """The main thing: the round, or the code while its field is open and has the focus."""
        if self._ui.panel.field.hasFocus():
            self._play_code()
        else:
            self._begin()

    def escape(self) -> None:
        """One step back: the code, the rules, the filter, then back to the cards."""
        ui = self._ui
        if not ui.panel.isHidden():
            self._close_code()
        elif not ui.rules_panel.isHidden():
            ui.unfold.setChecked(False)
            ui.fold_rules(False)
            ui.unfold.setFocus(Qt.FocusReason.OtherFocusReason)
        elif ui.filter.text():
            self._clear_filter()
        elif not ui.notice.isHidden():
            self._dismiss()
        else:
            ui.focus_card(next(iter(self._deck.chosen), ""))

    # --- inside

    def _connect(self) -> None:
        ui = self._ui
        ui.card_pressed.connect(self._card_pressed)
        ui.filter.textChanged.connect(self._filter_changed)
        ui.clear.clicked.connect(self._clear_filter)
        ui.challenge.clicked.connect(self._open_code)
        ui.panel.play.clicked.connect(self._play_code)
        ui.panel.cancel.clicked.connect(self._close_code)
        ui.resume.clicked.connect(self._resume)
        ui.discard.clicked.connect(self._discard)
        ui.dismiss.clicked.connect(self._dismiss)
        ui.daily.clicked.connect(self._daily)
        ui.just_play.clicked.connect(self._just_play)
        ui.begin.clicked.connect(self._begin)
        ui.unfold.toggled.connect(ui.fold_rules)
        ui.folded.connect(self._show_rules)
        ui.rules.chosen.connect(self._rule_chosen)
        self._settings.changed.connect(self._settings_changed)

    def _take(self, found: Reading) -> None:
        first_cards = not self._deck.cards
        self._deck.put(found.cards)
        if self._first_choice and self._deck.cards:
            self._deck.toggle(self._deck.cards[0].slug)
            self._first_choice = False
        self._open_round = found.open_round
        self._ui.show_cards(self._deck.cards)
        self._ui.show_chosen(self._deck.chosen)
        self._show_filtered()
        self._show_cut_off(found.open_round)
        self._show_rules()
        self._show_today(found.busy)
        if first_cards and self._ui.begin.hasFocus():
            self._ui.focus_card(next(iter(self._deck.chosen), ""))

    def _read_failed(self, error: Exception) -> None:
        log.error("Home not read", exc_info=error)
        told = (
            str(error) if isinstance(error, Refused) else tr("The packs could not be read; the log says why.")
        )
        self._ui.notice.say(told)

    def _card_pressed(self, slug: str) -> None:
        self._deck.toggle(slug)
        self._ui.show_chosen(self._deck.chosen)
        self._settings.change(packs=self._deck.chosen)
        self._show_rules()
        self._show_today()

    def _to_filter(self) -> None:
        self._ui.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ui.filter.selectAll()
        self._ui.frame.reveal(self._ui.filter)

    def _filter_changed(self, words: str) -> None:
        self._deck.words = words
        self._show_filtered()

    def _clear_filter(self) -> None:
        self._ui.filter.clear()
        self._ui.focus_card(next(iter(self._deck.chosen), ""))

    def _open_code(self) -> None:
        self._ui.panel.open()
        self._ui.frame.reveal(self._ui.panel)

    def _close_code(self) -> None:
        self._ui.panel.hide()
        self._ui.challenge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _play_code(self) -> None:
        self._asked_by_code = True
        self._ui.panel.refuse("")
        self._page.start.emit(Wish(self._rules(), self._deck.chosen, self._ui.panel.code or "?"))

    def _begin(self) -> None:
        self._start(Wish(self._rules(), self._deck.chosen))

    def _daily(self) -> None:
        card = self._deck.daily()
        if card is not None:
            self._start(Wish(options.daily(self._settings.value), (card.slug,)))

    def _just_play(self) -> None:
        self._start(Wish(options.just_play(self._settings.value)))

    def _start(self, wish: Wish) -> None:
        self._asked_by_code = False
        self._ui.notice.say("")
        self._page.start.emit(wish)

    def _resume(self) -> None:
        if self._open_round is not None:
            self._asked_by_code = False
            self._page.resume.emit(self._open_round)

    def _discard(self) -> None:
        if self._open_round is not None:
            self._page.discard.emit(self._open_round)
            self._show_cut_off(None)
            self._ui.focus_card("")

    def _dismiss(self) -> None:
        self._ui.notice.say("")
        self._ui.focus_card("")

    def _rule_chosen(self, chosen: tuple[str, object]) -> None:
        name, value = chosen
        self._settings.change(**{name: value})
        fitting = self._rules()
        # What the new mode does not allow is set to what it does, so that the lists and the settings agree.
        self._settings.change(preset=fitting.preset.value, count=fitting.count)

    def _settings_changed(self, names: frozenset[str]) -> None:
        if names & {
            "mode",
            "preset",
            "count",
            "seconds",
            "difficulty",
            "lifelines",
            "reading",
            "extra_percent",
        }:
            self._show_rules()
        if "player" in names:
            self.refresh()

    def _rules(self) -> Rules:
        return options.rules_of(self._settings.value)

    # --- words

    def _show_rules(self) -> None:
        self._ui.show_rules(self._rules(), self._deck.named() or tr("The whole bank"))

    def _show_filtered(self) -> None:
        shown = [card.slug for card in self._deck.shown()]
        if self._deck.cards and not shown:
            sentence = tr("No pack has “{words}” in its title.", words=self._deck.words.strip())
        else:
            sentence = ""
        self._ui.show_filtered(shown, sentence)

    def _show_cut_off(self, found: views.OpenRound | None) -> None:
        if found is None:
            self._open_round = None
            self._ui.cut_off.say("")
            return
        values = {"packs": _titles(found.titles), "n": found.position, "count": found.count}
        if found.left_ms is None:
            text = tr("A round of {packs} was cut off at question {n} of {count}.", **values)
        else:
            left = (found.left_ms + 999) // 1000
            text = tr(
                "A round of {packs} was cut off at question {n} of {count}, with {s} s left.",
                s=left,
                **values,
            )
        self._ui.cut_off.say(text)

    def _show_today(self, busy: int = 0) -> None:
        card = self._deck.daily()
        self._ui.today.setVisible(bool(self._deck.cards))
        if busy:
            self._ui.today.say(
                tr("Another window is playing a round on this bank; you can play here as well.")
            )
        elif card is not None:
            self._ui.today.say(
                tr(
                    "Today’s ten of {pack}, the same for everyone; or anything, from the whole bank.",
                    pack=card.title,
                )
            )


def _titles(titles: tuple[str, ...]) -> str:
    """One title, or how many.

    >>> _titles(("Metallic Rouge",)), _titles(("a", "b"))
    ('Metallic Rouge', '2 packs')
    """
    return titles[0] if len(titles) == 1 else trn("{n} pack", "{n} packs", len(titles))
