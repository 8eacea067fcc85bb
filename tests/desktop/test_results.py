"""The results page, its words and its model."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.app.play import Game, Setup, begin
from quiz.bank.bank import Bank
from quiz.bank.views import Standing
from quiz.core.rules import Mode, Rules
from quiz.desktop.results.model import BASE, GIVEN, MARK_ROLE, STREAK, TOTAL, ResultsModel
from quiz.desktop.results.view import ResultsPage
from quiz.desktop.results.words import headline, median_ms
from quiz.desktop.theme import Style
from tests.core.makers import choice
from tests.desktop.playing import STANDING, Memory, make_game, make_services


def played(right: int, wrong: int, standing: Standing = STANDING, code: str = "") -> Game:
    game = make_game([choice(n) for n in range(right + wrong)], Memory(standing), code=code)
    now = 0
    for n in range(right + wrong):
        game.ask(now)
        game.shown(now)
        opened = game.state.open
        assert opened is not None
        now += 1000 * (n + 1)
        game.answer(opened.question.right if n < right else opened.question.wrong[:1], now)
    return game


@pytest.fixture
def page(qtbot: QtBot, style: Style) -> ResultsPage:
    made = ResultsPage(make_services(style))
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    # Shortcuts work in the active window only.
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize(
    ("standing", "says"),
    [
        (STANDING, "10,455 — your third best"),
        (Standing(1, 9, True, 9000, 1), "10,455 — your new best"),
        (Standing(1, 1, True, None, 1), "10,455 — your first here"),
        (Standing(20, 40, False, 12_000, 12), "10,455 — your 12th best"),
        (Standing(None, 40, False, 12_000, None), "10,455 points"),
    ],
)
def test_the_headline_says_where_it_stands(standing: Standing, says: str) -> None:
    assert headline(10_455, standing) == says


def test_the_median_leaves_nothing_out() -> None:
    assert median_ms(played(2, 2).state) == 2500


def test_the_model_is_one(qtbot: QtBot) -> None:
    model = ResultsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_answers(played(1, 1).state.answers)
    assert model.rowCount() == 2
    assert model.index(0, 0).data(MARK_ROLE) == ("tick", "right")
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "wrong"
    assert model.index(1, GIVEN).data() == "w1a · right: right1x"
    assert model.index(0, TOTAL).data() == "975"
    model.set_answers(())
    assert model.rowCount() == 0
    tester.deleteLater()


def test_keys_play_again_replay_and_go_home(page: ResultsPage, qtbot: QtBot) -> None:
    again: list[Setup] = []
    misses: list[Setup] = []
    home: list[bool] = []
    page.play_again.connect(again.append)
    page.replay_misses.connect(misses.append)
    page.home.connect(lambda: home.append(True))
    page.show_game(played(1, 2))
    qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Return)
    qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_M)
    qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Escape)
    assert again[0].packs == ("p",)
    assert misses[0].keys == (1, 2)
    assert misses[0].rules.mode is Mode.MISSES
    assert home == [True]


def test_a_key_leads_to_what_can_be_appealed_and_an_appeal_shows(page: ResultsPage, qtbot: QtBot) -> None:
    game = played(1, 2)
    page.show_game(game)
    for key in (Qt.Key.Key_A, Qt.Key.Key_G):
        with qtbot.waitSignal(page.look) as asked:
            qtbot.keyClick(page.focusWidget() or page, key)
        assert asked.args == [1, 1]
    page.hear(99, played(3, 0).state)
    assert page.model.index(1, 0).data(MARK_ROLE) == ("cross", "wrong")
    better = played(3, 0).state
    page.hear(1, better)
    assert page.model.index(1, 0).data(MARK_ROLE) == ("tick", "right")
    assert game.state is better


def test_without_misses_there_is_nothing_to_replay(page: ResultsPage) -> None:
    page.show_game(played(2, 0))
    assert not page.misses.isEnabled()


def test_the_code_is_copied_where_there_is_one(page: ResultsPage, qtbot: QtBot) -> None:
    page.show_game(played(2, 0))
    assert not page.copy.isVisible()
    page.show_game(played(2, 0, code="7F3K-Q2MX-9T4B-HD0C"))
    assert page.copy.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "7F3K-Q2MX-9T4B-HD0C"
    assert page.copy.label == "Copied"


def test_a_round_without_a_code_says_why(page: ResultsPage) -> None:
    game = played(1, 1)
    game.new = replace(game.new, canonical=False)
    page.show_game(game)
    assert page.code.isHidden()
    assert "not met yet" in page._code_note.text()


@pytest.mark.parametrize("percent", [80, 200])
@pytest.mark.parametrize("width", [900, 1280, 3840])
def test_the_table_is_whole_at_any_size(page: ResultsPage, style: Style, percent: int, width: int) -> None:
    style.change(scale=percent / 100)
    page.resize(width, 600)
    page.show_game(played(3, 3))
    table = page.table
    shown = [table.columnWidth(column) for column in range(7) if not table.isColumnHidden(column)]
    assert sum(shown) <= table.viewport().width()
    assert table.verticalHeader().length() <= table.viewport().height()


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
def test_the_code_is_whole_and_in_sight(
    page: ResultsPage, style: Style, percent: int, size: tuple[int, int]
) -> None:
    style.change(scale=percent / 100)
    page.resize(*size)
    page.show_game(played(7, 3, code="7F3K-Q2MX-9T4B-HD0C"))
    QApplication.processEvents()
    code = page.code
    assert code.sizeHint().width() <= code.width()
    assert code.mapTo(page, code.rect().bottomRight()).x() < page.width()
    if percent <= 100:
        assert code.mapTo(page, code.rect().bottomLeft()).y() < page.height()


def test_the_parts_of_a_sum_stand_only_where_there_are_two(page: ResultsPage) -> None:
    page.show_game(played(1, 2))
    assert page.table.isColumnHidden(BASE)
    assert page.table.isColumnHidden(STREAK)
    page.show_game(played(3, 0))
    assert not page.table.isColumnHidden(BASE)


def test_practice_tells_when_what_was_missed_comes_again(qtbot: QtBot, style: Style, bank: Bank) -> None:
    made = ResultsPage(replace(make_services(style), bank=lambda: bank))
    qtbot.addWidget(made)
    player = bank.add_player("Rouge")
    for mode, right, told in (
        (Mode.PRACTICE, 1, "The 2 questions that you missed come again tomorrow."),
        (Mode.PRACTICE, 2, "The question that you missed comes again tomorrow."),
        (Mode.PRACTICE, 3, ""),
        (Mode.STANDARD, 1, ""),
    ):
        setup = Setup(Rules(mode, count=3, seconds=0), ("many",))
        game = begin(bank, player, setup, now_ms=0, started=datetime.now().astimezone())
        while not game.state.over:
            game.ask(0)
            game.shown(0)
            opened = game.state.open
            assert opened is not None
            question = opened.question
            answered = len(game.state.answers) < right
            game.answer(question.right if answered else question.wrong[:1], 1000).result()
        game.close()
        made.show_game(game)
        assert made.coming.isHidden() == (not told)
        assert not told or made.coming.text() == told


def test_without_a_bank_nothing_is_told_of_practice(page: ResultsPage) -> None:
    game = played(1, 2)
    game.new = replace(game.new, rules=replace(game.new.rules, mode=Mode.PRACTICE))
    page.show_game(game)
    assert page.coming.isHidden()
