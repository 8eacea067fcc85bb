"""A round page to be played on: its services, its memory, and a player's keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quiz.app.play import Game
from quiz.desktop.clock import VirtualClock
from quiz.desktop.round.controller import Phase
from quiz.desktop.round.view import RoundPage
from quiz.desktop.services import Services
from tests.desktop.playing import Memory, see

Key = Qt.Key


class Table:
    """A page, its services, and what it plays."""

    def __init__(self, qtbot: QtBot, services: Services) -> None:
        self.bot, self.services = qtbot, services
        self.page = RoundPage(services)
        self.page.resize(1280, 800)
        qtbot.addWidget(self.page)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.memory = Memory()
        self.game: Game

    @property
    def clock(self) -> VirtualClock:
        assert isinstance(self.services.clock, VirtualClock)
        return self.services.clock

    @property
    def phase(self) -> Phase:
        return self.page.controller.phase

    def start(self, game: Game) -> None:
        self.game = game
        self.page.start(game)
        see(self.page)

    def read(self) -> None:
        """Skip the reading."""
        see(self.page)
        if self.phase is Phase.READING:
            self.press(Key.Key_Return)
        assert self.phase is Phase.RUNNING

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.page.window().focusWidget() or self.page, key, modifiers)

    def settle(self, phase: Phase = Phase.FEEDBACK) -> None:
        self.bot.waitUntil(lambda: self.phase is phase, timeout=2000)

    def right_key(self, offset: int = 0) -> Key:
        now = self.game.state.open
        assert now is not None
        place = (now.choices.index(now.question.right[0]) + offset) % len(now.choices)
        return Key(Key.Key_1 + place)
