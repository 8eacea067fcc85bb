"""From the count on home to the day on which it comes again, by keys alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quiz.app.play import Setup, begin
from quiz.bank.bank import Bank
from quiz.core.rules import Mode, Rules
from quiz.desktop.home.view import HomePage
from quiz.desktop.results.view import ResultsPage
from quiz.desktop.round.controller import Phase
from quiz.desktop.round.view import RoundPage
from quiz.desktop.start import Shell
from tests.desktop.playing import see
from tests.desktop.studiowork import press

Key = Qt.Key


def miss(bank: Bank, n: int) -> None:
    """A round of yesterday in which everything was wrong."""
    player = bank.add_player("Rouge")
    yesterday = datetime.now().astimezone() - timedelta(days=1)
    game = begin(bank, player, Setup(Rules(count=n), ("many",)), now_ms=0, started=yesterday)
    while not game.state.over:
        game.ask(0)
        game.shown(0)
        opened = game.state.open
        assert opened is not None
        game.answer(opened.question.wrong[:1], 500).result()
    game.close()


def test_what_was_missed_yesterday_is_practised_today(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    miss(bank, 3)
    window = shell.window
    home, page = window.page("home"), window.page("round")
    assert isinstance(home, HomePage)
    assert isinstance(page, RoundPage)
    window.open_page("home")
    assert home.ui.practice.label == "Practice 3 due"
    press(qtbot, shell, Key.Key_P)
    qtbot.waitUntil(lambda: window.current == "round")
    games = []
    for right in (True, False, True):
        see(page)
        qtbot.waitUntil(lambda: page.controller.phase is Phase.RUNNING)
        game = shell.flow._game
        assert game is not None
        games.append(game)
        now = game.state.open
        assert now is not None
        place = now.choices.index(now.question.right[0] if right else now.question.wrong[0])
        press(qtbot, shell, Key(Key.Key_1 + place))
        qtbot.waitUntil(lambda: page.controller.phase is Phase.FEEDBACK)
        press(qtbot, shell, Key.Key_Return)
    qtbot.waitUntil(lambda: window.current == "results")
    assert games[0].new.rules.mode is Mode.PRACTICE
    results = window.page("results")
    assert isinstance(results, ResultsPage)
    assert results.coming.text() == "The question that you missed comes again tomorrow."
    # Once more: nothing is due any more, and home says so in a sentence.
    press(qtbot, shell, Key.Key_Return)
    qtbot.waitUntil(lambda: window.current == "home")
    assert "due today" in home.ui.notice.text.text()
    assert home.ui.practice.isHidden()
