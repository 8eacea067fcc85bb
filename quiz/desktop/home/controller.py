"""What the home page does: which packs are chosen, what the keys mean, when the bank is read."""

from __future__ import annotations

import logging
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPixmap, QPixmapCache, QShortcut

from quiz.core.rules import Rules
from quiz.desktop.home import options
from quiz.desktop.home.deck import Deck
from quiz.desktop.home.options import Wish
from quiz.desktop.services import Services
from quiz.desktop.widgets.covers import decode_own
from quiz.words import Refused, packs_told, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from quiz.bank import glance, views
    from quiz.bank.bank import Bank
    from quiz.desktop.home.view import HomePage
    from quiz.desktop.widgets.card import PackCard

log = logging.getLogger("quiz")


class Reading(NamedTuple):
    """What the home page shows of the bank."""

    cards: tuple[views.PackCard, ...]
    open_rounds: tuple[views.OpenRound, ...]
    busy: int
    due: int


def read(bank: Bank, name: str) -> Reading:
    """Read the bank for the player of that name."""
    player = bank.add_player(name)
    rounds = tuple(bank.open_rounds(player.id))
    due = bank.practice.due(player.id, date.today())
    return Reading(tuple(bank.cards(player.id)), rounds, bank.busy_rounds(), due)


class HomeController(QObject):
    """Decides; the page shows."""

    def __init__(self, page: HomePage, services: Services) -> None:
        super().__init__(page)
        self._page, self._ui = page, page.ui
        self._services = services
        self._settings = services.settings
        self._deck = Deck(self._settings.value.packs)
        self._open_rounds: tuple[views.OpenRound, ...] = ()
        self._at = 0
        self._asking = False
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
        self._take(Reading(found.cards, found.open_rounds, 0, found.due))

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
        elif self._asking:
            self._keep()
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
        ui.cover_wanted.connect(self._bring_cover)
        ui.filter.textChanged.connect(self._filter_changed)
        ui.clear.clicked.connect(self._clear_filter)
        ui.challenge.clicked.connect(self._open_code)
        ui.panel.play.clicked.connect(self._play_code)
        ui.panel.cancel.clicked.connect(self._close_code)
        ui.resume.clicked.connect(self._resume)
        ui.other.clicked.connect(self._other)
        ui.discard.clicked.connect(self._ask)
        ui.keep.clicked.connect(self._keep)
        ui.give_up.clicked.connect(self._give_up)
        ui.dismiss.clicked.connect(self._dismiss)
        ui.daily.clicked.connect(self._daily)
        ui.just_play.clicked.connect(self._just_play)
        ui.practice.clicked.connect(self._practise)
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
        self._ui.show_cards(self._deck.cards)
        self._ui.show_chosen(self._deck.chosen)
        self._show_filtered()
        self._take_open(found.open_rounds)
        self._ui.show_due(found.due)
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

    def _bring_cover(self, card: PackCard) -> None:
        """Decode a pack's own picture for its card, off the window's thread."""
        from quiz.core.media import file_of  # the first frame does without it

        key, size, dpr = card.own_place()
        path = self._services.places.media / file_of(card.own)
        self._services.worker.run(partial(decode_own, path, size, dpr), partial(self._put_cover, key))

    def _put_cover(self, key: str, image: QImage) -> None:
        if not image.isNull():
            QPixmapCache.insert(key, QPixmap.fromImage(image))
            for card in self._ui.cards:
                card.update()

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
        self._start(Wish(options.just_play(self._settings.value), by_rating=True))

    def _practise(self) -> None:
        self._start(Wish(options.practice(self._settings.value), due=True))

    def _start(self, wish: Wish) -> None:
        self._asked_by_code = False
        self._ui.notice.say("")
        self._page.start.emit(wish)

    # --- rounds that were cut off

    @property
    def _open_round(self) -> views.OpenRound | None:
        return self._open_rounds[self._at] if self._open_rounds else None

    def _take_open(self, found: tuple[views.OpenRound, ...]) -> None:
        """Others, or the same again: the one that is shown stays, unless it is gone or one was left since."""
        shown = self._open_round.id if self._open_round is not None else None
        known = {one.id for one in self._open_rounds}
        left = [one for one in found if one.id not in known]
        wanted = max(left, key=lambda one: one.cut_off).id if left else shown
        ids = [one.id for one in found]
        self._open_rounds = found
        self._at = ids.index(wanted) if wanted in ids else 0
        self._asking = self._asking and shown in ids and shown == wanted
        self._show_cut_off()

    def _resume(self) -> None:
        if self._open_round is not None:
            self._asked_by_code = False
            self._page.resume.emit(self._open_round)

    def _other(self) -> None:
        self._at = (self._at + 1) % max(1, len(self._open_rounds))
        self._show_cut_off()

    def _ask(self) -> None:
        """Ask before a round is given up; the safe answer has the focus."""
        self._asking = True
        self._show_cut_off()
        self._ui.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self._asking = False
        self._show_cut_off()
        self._ui.discard.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self) -> None:
        gone = self._open_round
        if gone is None:
            return
        self._asking = False
        self._take_open(tuple(one for one in self._open_rounds if one is not gone))
        self._page.discard.emit(gone)
        if self._open_rounds:
            self._ui.resume.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
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

    def _show_cut_off(self) -> None:
        found, several = self._open_round, len(self._open_rounds) > 1
        told = ""
        if found is not None:
            told = _given_up(found) if self._asking else _cut_off(found)
            if several:
                told = tr("{told} ({n} of {of})", told=told, n=self._at + 1, of=len(self._open_rounds))
        self._ui.show_cut_off(told, several=several, asking=self._asking)

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


def _cut_off(found: views.OpenRound) -> str:
    """Where a round was cut off."""
    values = {"packs": packs_told(found.titles), "n": found.position, "count": found.count}
    if found.left_ms is None:
        return tr("A round of {packs} was cut off at question {n} of {count}.", **values)
    left = (found.left_ms + 999) // 1000
    return tr(
        "A round of {packs} was cut off at question {n} of {count}, with {s} s left.",
        s=left,
        **values,
    )


def _given_up(found: views.OpenRound) -> str:
    """What giving a round up means."""
    return tr(
        "Give up the round of {packs} at question {n} of {count}? It cannot be continued then.",
        packs=packs_told(found.titles),
        n=found.position,
        count=found.count,
    )
