"""The results page as it is built: the headline, four figures, the challenge code, the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quiz.app.achievements import earned_in
from quiz.app.play import Game
from quiz.app.practice import comes_again
from quiz.core.achievements import Achievement
from quiz.core.rounds import Round
from quiz.desktop.pages import Page, Scroll
from quiz.desktop.results.controller import ResultsController
from quiz.desktop.results.model import ResultsModel
from quiz.desktop.results.table import ResultsTable
from quiz.desktop.results.words import cards, code_note, coming_note, headline
from quiz.desktop.round.speak import announce
from quiz.desktop.round.words import outcome_line
from quiz.desktop.services import Services
from quiz.desktop.share.card import Card, card_of
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.figure import Figure
from quiz.desktop.widgets.flow import FlowLayout
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr

_WIDEST = 1320
_CARD = 190


class ResultsPage(Page):
    """How a round went. Enter plays again, M the misses, C copies the code, S shares it, Esc goes home.

    G or A goes through it, from the first answer that was not right, where it can be appealed.
    """

    play_again = Signal(object)
    """A Setup: the same rules and packs, a new draw."""
    replay_misses = Signal(object)
    """A Setup of the questions that were missed."""
    look = Signal(object, object)
    """The round's number and a position: to be gone through, and appealed."""
    share = Signal(object)
    """The card of the round, to be shown around."""
    home = Signal()
    title = tr("Results")
    whole = True

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style = services.style
        self._style, self._services = style, services
        self.controller = ResultsController(self)
        self.model = ResultsModel(self)
        self._card: Card | None = None
        self._eyebrow = Label(style, role="eyebrow")
        self._headline = Label(style, role="title")
        self.earned = Label(style, role="eyebrow")
        self.earned.hide()
        self.coming = Label(style, role="muted")
        self.coming.hide()
        self.misses = KeyButton(tr("Replay misses"), "M", style)
        self.copy = KeyButton(tr("Copy"), "C", style, variant="quiet")
        self.copy.setAccessibleName(tr("Copy challenge code"))
        self.through = KeyButton(tr("Answers"), "G", style)
        self.picture = KeyButton(tr("Share"), "S", style)
        self.go_home = KeyButton(tr("Home"), "Esc", style)
        self.again = KeyButton(tr("Play again"), "Return", style, variant="main")
        self.figures = [Figure(style) for _ in range(4)]
        self.table = ResultsTable(style, self.model)
        # A line that does not wrap, since a code has places where it could.
        self.code = Label(style, role="number")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._code_note = Label(style, "", "muted")
        self._code_note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._build()
        self._connect()
        style.changed.connect(self._restyle)
        self._restyle()

    def _build(self) -> None:
        self.frame_area = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame_area)
        self._titles = QWidget()
        titles = QVBoxLayout(self._titles)
        titles.setContentsMargins(0, 0, 0, 0)
        titles.addWidget(self._eyebrow)
        titles.addWidget(self._headline)
        titles.addWidget(self.earned)
        titles.addWidget(self.coming)
        self._titles.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._head = WrapLayout(self._style, 14)
        for widget in (self._titles, self.go_home, self.through, self.picture, self.misses, self.again):
            self._head.addWidget(widget)
        self._cards = FlowLayout(self._style.px(_CARD), self._style.px(14))
        for figure in self.figures:
            self._cards.addWidget(figure)
        self._code_row = WrapLayout(self._style, 16)
        self._code_row.addWidget(self.code)
        self._code_row.addWidget(self.copy)
        self._code_row.addWidget(self._code_note)
        column = self.frame_area.column
        column.addLayout(self._head)
        column.addLayout(self._cards)
        column.addLayout(self._code_row)
        column.addWidget(self.table)
        column.addStretch(1)

    def _connect(self) -> None:
        self.misses.clicked.connect(self.controller.misses)
        self.copy.clicked.connect(self.controller.copy)
        self.picture.clicked.connect(self._share)
        self.through.clicked.connect(self.controller.go_through)
        self.controller.look.connect(self.look)
        self.again.clicked.connect(self.controller.again)
        self.go_home.clicked.connect(self.home)
        self.controller.play_again.connect(self.play_again)
        self.controller.replay_misses.connect(self.replay_misses)
        self.controller.copied.connect(self._copied)

    def show_game(self, game: Game) -> None:
        """Show a round that has ended."""
        standing = game.standing()
        self._card = card_of(game, standing)
        self.controller.set_game(game)
        self._eyebrow.set_text(outcome_line(game.state))
        self._headline.set_text(headline(game.state.score, standing))
        for figure, (value, name) in zip(self.figures, cards(game, standing), strict=True):
            figure.show_figure(value, name)
        self.model.set_answers(game.state.answers)
        self.misses.setEnabled(self.controller.has_misses)
        self.copy.set_label(tr("Copy"))
        self.copy.setAccessibleName(tr("Copy challenge code"))
        self.copy.setVisible(bool(game.code))
        self.code.setVisible(bool(game.code))
        self._code_note.set_text(code_note(game))
        self._code_note.setVisible(bool(self._code_note.text()))
        self.code.set_text(tr("Challenge code  {code}", code=game.code))
        self.earned.hide()
        self._look_for_earned(game)
        self.coming.hide()
        self._look_for_coming(game)
        self._head.invalidate()
        self.frame_area.verticalScrollBar().setValue(0)
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._headline, f"{self._eyebrow.accessibleName()}. {self._headline.text()}.", urgent=True)

    def hear(self, round_id: int, state: Round) -> None:
        """An appeal has changed a round; if it is this one, it is shown as it counts now."""
        game = self.controller.game
        if game is not None and game.round_id == round_id:
            game.state = state
            self.show_game(game)

    def enter(self) -> None:
        """Play again."""
        self.controller.again()

    def escape(self) -> None:
        """Home."""
        self.home.emit()

    def press(self, event: QKeyEvent) -> bool:
        """M, C, S, G and A besides Enter and Esc."""
        keys = {
            Qt.Key.Key_M: self.misses,
            Qt.Key.Key_C: self.copy,
            Qt.Key.Key_S: self.picture,
            Qt.Key.Key_G: self.through,
            Qt.Key.Key_A: self.through,
        }
        button = keys.get(Qt.Key(event.key()))
        if button is not None and not event.modifiers() and not event.isAutoRepeat() and button.isVisible():
            button.click()
            return True
        return super().press(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and pages scroll; the rest is every page's."""
        if not self.frame_area.scroll_by_key(event):
            super().keyPressEvent(event)

    def _look_for_earned(self, game: Game) -> None:
        bank = self._services.bank()
        if bank is not None and game.new.kind == "play":

            def show(found: Sequence[Achievement]) -> None:
                if self.controller.shows(game):
                    self._show_earned(found)

            self._services.worker.run(partial(earned_in, bank, game.player.name, game.round_id), show)

    def _show_earned(self, found: Sequence[Achievement]) -> None:
        """The achievements that this round has brought, if any."""
        told = ", ".join(one.title for one in found)
        self.earned.set_text(tr("Achieved: {told}", told=told))
        self.earned.setVisible(bool(found))
        self._head.invalidate()
        if found:
            announce(self.earned, self.earned.text())

    def _look_for_coming(self, game: Game) -> None:
        bank, names = self._services.bank(), self.controller.to_practise
        if bank is not None and names and game.new.kind == "play":

            def show(found: Sequence[date]) -> None:
                if self.controller.shows(game):
                    self.coming.set_text(coming_note(found, date.today()))
                    self.coming.setVisible(bool(found))
                    self._head.invalidate()

            self._services.worker.run(partial(comes_again, bank, game.player.id, names), show)

    def _share(self) -> None:
        if self._card is not None:
            self.share.emit(self._card)

    def _copied(self) -> None:
        self.copy.set_label(tr("Copied"))
        announce(self.copy, tr("The challenge code is on the clipboard."))

    def _restyle(self) -> None:
        px = self._style.px
        self._titles.setMinimumWidth(px(380))
        self._code_note.setMinimumWidth(px(300))
        self._place()

    def _place(self) -> None:
        px = self._style.px
        margin = px(56 if self.width() >= px(1000) else 24)
        side = max(margin, (self.width() - px(_WIDEST)) // 2)
        self.frame_area.set_margins(side, px(32), side, px(24))
        self.frame_area.column.setSpacing(px(18))
        # Four in a row or two: never three and one.
        gap, room = px(14), self.width() - 2 * side - px(14)
        in_row = 4 if room >= 4 * px(_CARD) + 3 * gap else 2
        self._cards.set_measures((room - (in_row - 1) * gap) // in_row, gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Margins follow the width."""
        super().resizeEvent(event)
        self._place()
