"""The home page as it is built and laid out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from quiz.bank.due import MOST
from quiz.core.rules import Rules
from quiz.desktop.home import options
from quiz.desktop.home.controller import HomeController
from quiz.desktop.home.panels import ChallengePanel, FilterField, TextRow
from quiz.desktop.home.rules_bar import RulesBar
from quiz.desktop.pages import Elided, Heading, Page, Panel, Scroll
from quiz.desktop.services import Services
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.card import PackCard
from quiz.desktop.widgets.flow import FlowArea
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import number, tr, trn

if TYPE_CHECKING:
    from quiz.bank import glance, views

_AT_ONCE, _A_STEP = 12, 4
"""Cards that are built before the first frame, and in each step after it."""
_ROOMY_HEIGHT, _ROOMY_LINES, _LEAST_CAPTION = 660, 2, 280


class HomePage(Page):
    """Packs, rules, begin. ``start`` carries a Wish, ``resume`` and ``discard`` an OpenRound."""

    start = Signal(object)
    resume = Signal(object)
    discard = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = tr("Play")
        self.ui = HomeView(services.style, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.ui)
        self.controller = HomeController(self, services)

    def set_glance(self, found: glance.Glance) -> None:
        """Show what a glance at the bank found, before the bank is open."""
        self.controller.take_glance(found)

    def set_bank_ready(self) -> None:
        """The bank is open: read it properly."""
        self.controller.refresh()

    def refresh(self) -> None:
        """Read the cards again, for a player or a round that has changed."""
        self.controller.refresh()

    def refuse(self, sentence: str) -> None:
        """Say why a round does not begin, where it was asked for."""
        self.controller.refuse(sentence)

    def set_waiting(self, waiting: bool) -> None:
        """A start was asked for and is on its way."""
        label = tr("Opening…") if waiting else tr("Start round")
        self.ui.begin.set_label(label)

    def opened(self) -> None:
        """Fresh cards; the focus on the first chosen one."""
        self.controller.opened()

    def enter(self) -> None:
        """Start the round, or play the code that was typed."""
        self.controller.enter()

    def escape(self) -> None:
        """Close what is open, or clear the filter."""
        self.controller.escape()


class HomeView(QWidget):
    """Everything on the home page, without a thought of its own."""

    card_pressed = Signal(object)
    """A pack's slug."""
    cover_wanted = Signal(object)
    """A card whose pack brings a picture."""
    folded = Signal()
    """The rules' lists were folded away or came back."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.cards: list[PackCard] = []
        self._wanted: list[views.PackCard] = []
        self._chosen: set[str] = set()
        self._shown: set[str] | None = None
        self._compact = False
        self.frame = Scroll(self)
        self._column = self.frame.column
        self._build_header()
        self._build_panels()
        self._build_cards()
        self._column.addStretch(1)
        self._build_bar()
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.frame, 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._bar)
        self._outer.addLayout(self._foot)
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._more_cards)
        style.changed.connect(self._restyle)
        # Whether it folds is asked when it has its size: Qt's own first one would fold it for nothing.
        self._measure()
        for before, after in ((self.filter, self.challenge), (self.challenge, self.panel.field)):
            QWidget.setTabOrder(before, after)

    # --- what the controller says

    def show_cards(self, cards: Sequence[views.PackCard]) -> None:
        """Lay these cards; the first of them at once, the rest a few at a time."""
        self._wanted = list(cards)
        for card in self.cards[len(self._wanted) :]:
            self._group.removeButton(card)
            self.area.flow.removeWidget(card)
            card.hide()
            card.deleteLater()
        del self.cards[len(self._wanted) :]
        for card, told in zip(self.cards, self._wanted, strict=False):
            _tell(card, told)
        while len(self.cards) < min(_AT_ONCE, len(self._wanted)):
            self._add_card()
        if len(self.cards) < len(self._wanted):
            self._later.start()

    def show_chosen(self, chosen: Sequence[str]) -> None:
        """Mark these packs."""
        self._chosen = set(chosen)
        for card in self.cards:
            card.setChecked(card.pack_id in self._chosen)

    def show_filtered(self, shown: Sequence[str], sentence: str) -> None:
        """Show these packs only; ``sentence`` says why there are none."""
        self._shown = set(shown)
        for card in self.cards:
            card.setVisible(card.pack_id in self._shown)
        self.none.say(sentence)
        self.area.setVisible(not sentence)

    def show_cut_off(self, sentence: str, *, several: bool, asking: bool) -> None:
        """Offer a round that was cut off, or ask whether it is given up; without a sentence, nothing."""
        for button, shown in (
            (self.resume, not asking),
            (self.other, several and not asking),
            (self.discard, not asking),
            (self.keep, asking),
            (self.give_up, asking),
        ):
            button.setVisible(shown)
        self.cut_off.say(sentence)

    def show_due(self, n: int) -> None:
        """Offer to practise what was missed and is due; nothing is said where nothing is."""
        more = n >= MOST
        self.practice.set_label(
            tr("Practice {n}+ due", n=number(MOST - 1)) if more else tr("Practice {n} due", n=number(n))
        )
        self.practice.setAccessibleName(
            trn("Practice {n} missed question that is due", "Practice {n} missed questions that are due", n)
        )
        self.practice.setVisible(n > 0)

    def show_rules(self, rules: Rules, playing: str) -> None:
        """Offer these rules, and say in words what will be played."""
        self.rules.show_rules(rules)
        self.caption.set_text(
            f"{playing}  ·  {options.summary(rules)}"
            if self.compact
            else f"{playing}  ·  {options.mode_note(rules.mode)}"
        )

    @property
    def compact(self) -> bool:
        """Whether the rules' lists are folded away for want of room."""
        return self._compact

    def fold_rules(self, open_now: bool) -> None:
        """In a compact window, show or hide the rules' lists above the cards."""
        self.rules_panel.setVisible(self._compact and open_now)
        if open_now:
            self.frame.reveal(self.rules_panel)
            self.rules.mode.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_card(self, slug: str) -> None:
        """The focus on a pack's card, or on the first shown."""
        shown = [card for card in self.cards if not card.isHidden()]
        for card in shown:
            if card.pack_id == slug:
                card.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        # Without a card, the main button: Enter must not go to a page that is no longer in front.
        (shown[0] if shown else self.begin).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- building

    def _build_header(self) -> None:
        style = self._style
        words = Heading(style, tr("Choose one pack or several"), tr("What are we playing?"))
        self.filter = FilterField(style)
        self.challenge = KeyButton(tr("Challenge code"), "C", style, bind=True)
        self._header = WrapLayout(style, 16)
        for widget in (words, self.filter, self.challenge):
            self._header.addWidget(widget)
        self._column.addLayout(self._header)

    def _build_panels(self) -> None:
        style = self._style
        self.panel = ChallengePanel(style)
        self.panel.hide()
        self.notice = TextRow(style)
        self.notice.hide()
        self.dismiss = self.notice.add(tr("All right"), "", variant="quiet", bind=False)
        self.cut_off = TextRow(style)
        self.resume = self.cut_off.add(tr("Continue"), "R")
        self.other = self.cut_off.add(tr("Other round"), "O")
        self.discard = self.cut_off.add(tr("Discard"), "", variant="quiet", bind=False)
        self.keep = self.cut_off.add(tr("Keep it"), "Esc", bind=False)
        self.give_up = self.cut_off.add(tr("Give it up"), "G", variant="quiet")
        self.cut_off.hide()
        self.today = TextRow(style)
        self.practice = self.today.add("", "P")
        self.practice.hide()
        self.daily = self.today.add(tr("Daily"), "D")
        self.just_play = self.today.add(tr("Just play"), "J")
        self.rules_panel = Panel()
        self._rules_box = QVBoxLayout(self.rules_panel)
        self.rules_panel.hide()
        for widget in (self.panel, self.notice, self.cut_off, self.today, self.rules_panel):
            self._column.addWidget(widget)

    def _build_cards(self) -> None:
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.buttonClicked.connect(self._card_clicked)
        self.area = FlowArea(self._style)
        self.none = TextRow(self._style)
        self.clear = self.none.add(tr("Clear the filter"), "Esc", bind=False)
        self.none.hide()
        self._column.addWidget(self.none)
        self._column.addWidget(self.area)

    def _build_bar(self) -> None:
        style = self._style
        self._bar = Panel(self)
        self.caption = Elided(style)
        self.rules = RulesBar(style)
        self.unfold = KeyButton(tr("Rules"), "U", style, bind=True)
        self.unfold.setCheckable(True)
        self.unfold.hide()
        self.begin = KeyButton(tr("Start round"), "Return", style, variant="main")
        self._lists = QVBoxLayout()
        self._lists.addWidget(self.caption)
        self._lists.addWidget(self.rules)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._bar)
        self._row.addLayout(self._lists, 1)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignVCenter)
        self._buttons.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._buttons)

    def _add_card(self) -> None:
        card = PackCard(self._style, self.area)
        told = self._wanted[len(self.cards)]
        _tell(card, told)
        card.setChecked(told.slug in self._chosen)
        card.setVisible(self._shown is None or told.slug in self._shown)
        card.cover_wanted.connect(self.cover_wanted)
        self.cards.append(card)
        self._group.addButton(card)
        self.area.flow.addWidget(card)

    def _more_cards(self) -> None:
        for _ in range(min(_A_STEP, len(self._wanted) - len(self.cards))):
            self._add_card()
        if len(self.cards) >= len(self._wanted):
            self._later.stop()

    def _card_clicked(self, card: PackCard) -> None:
        self.card_pressed.emit(card.pack_id)

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists fold away where they would leave too little for the cards."""
        super().resizeEvent(event)
        self._fold(event.size())

    def _fold(self, size: QSize) -> None:
        px = self._style.px
        room = size.width() - px(72) - px(50) - self.begin.sizeHint().width()
        compact = size.height() < px(_ROOMY_HEIGHT) or self.rules.row.lines(room) > _ROOMY_LINES
        # What will be played gets a line of its own before it is elided to a few letters.
        narrow = compact and room - self.unfold.sizeHint().width() < px(_LEAST_CAPTION)
        way = QBoxLayout.Direction
        self.caption.set_lines(2 if compact else 1)
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._row.setSpacing(px(8 if narrow else 16))
        if compact == self._compact:
            return
        self._compact = compact
        self.unfold.setVisible(compact)
        self.unfold.setChecked(False)
        self.rules_panel.hide()
        (self._rules_box if compact else self._lists).addWidget(self.rules)
        self.folded.emit()

    def _restyle(self) -> None:
        self._measure()
        self._fold(self.size())

    def _measure(self) -> None:
        px = self._style.px
        self._outer.setContentsMargins(0, 0, 0, min(px(24), 26))
        self._foot.setContentsMargins(min(px(32), 40), 0, min(px(40), 44), 0)
        self._outer.setSpacing(px(12))
        self.frame.set_margins(min(px(32), 40), px(26), min(px(40), 44), px(6))
        self._column.setSpacing(px(16))
        self._lists.setSpacing(px(10))
        self._row.setContentsMargins(min(px(20), 28), min(px(14), 18), min(px(14), 18), min(px(14), 18))
        self._buttons.setSpacing(px(16))
        self._rules_box.setContentsMargins(px(16), px(14), px(16), px(14))


def _tell(card: PackCard, told: views.PackCard) -> None:
    """What there is to say about a pack, on its card."""
    count = trn("{n} question", "{n} questions", told.questions) if told.questions else tr("No question yet")
    if told.best is None:
        right = tr("Not played yet")
    elif told.last is None or told.last == told.best:
        right = tr("Best {best}", best=number(told.best))
    else:
        right = tr("Best {best} · last {last}", best=number(told.best), last=number(told.last))
    card.set_card(told.title, told.slug, count, right, told.cover)
