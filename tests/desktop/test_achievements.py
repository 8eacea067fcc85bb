"""The page of achievements, and what results say of those that a round has brought."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.app.achievements import earned_in, progress_of
from quiz.app.play import Setup, begin
from quiz.bank.bank import Bank
from quiz.bank.views import Player
from quiz.core.achievements import achievements
from quiz.core.rules import Rules
from quiz.desktop.achievements.view import AchievementsPage
from quiz.desktop.results.view import ResultsPage
from quiz.desktop.start import Shell
from tests.app.conftest import NOON
from tests.app.test_play import answer_all
from tests.desktop.test_accessibility import unnamed


@pytest.fixture
def rouge(bank: Bank) -> Player:
    return bank.add_player("Rouge")


def page_of(shell: Shell) -> AchievementsPage:
    shell.window.open_page("achievements")
    page = shell.window.page("achievements")
    assert isinstance(page, AchievementsPage)
    return page


def test_with_no_history_all_is_still_to_be_had(shell: Shell) -> None:
    page = page_of(shell)
    assert page.note.text() == f"0 of {len(achievements())} earned"
    assert [badge.name.text() for badge in page.badges] == [one.title for one in achievements()]
    assert page.badges[1].accessibleName().endswith("0 of 10.")
    assert unnamed(shell.window) == []


def test_what_is_earned_comes_first_and_the_way_there_and_back_is_by_keys(
    qtbot: QtBot, shell: Shell, bank: Bank, rouge: Player
) -> None:
    answer_all(begin(bank, rouge, Setup(Rules(count=10), ("many",)), now_ms=0, started=NOON))
    shell.window.open_page("scores")
    qtbot.keyClick(shell.window.focusWidget() or shell.window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: shell.window.current == "achievements")
    page = page_of(shell)
    assert page.note.text().startswith("3 of ")
    assert [badge.far.text() for badge in page.badges[:4]] == ["Earned"] * 3 + ["10 of 20"]
    assert [badge.name.text() for badge in page.badges[:3]] == ["Case one", "No loose ends", "Quick draw"]
    shell.window.resize(900, 600)
    bar = page.frame.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(shell.window.focusWidget() or shell.window, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(shell.window.focusWidget() or shell.window, Qt.Key.Key_Escape)
    assert shell.window.current == "scores"


def test_a_round_brings_each_once_and_results_say_so(
    qapp: QApplication, shell: Shell, bank: Bank, rouge: Player
) -> None:
    first, second = (
        begin(bank, rouge, Setup(Rules(count=3), ("many",)), now_ms=0, started=NOON) for _ in range(2)
    )
    answer_all(first)
    answer_all(second)
    assert [one.id for one in earned_in(bank, "Rouge", first.round_id)] == ["case-one"]
    assert earned_in(bank, "Rouge", second.round_id) == []
    shell.window.open_page("results")
    page = shell.window.page("results")
    assert isinstance(page, ResultsPage)
    page.show_game(first)
    assert page.earned.accessibleName() == "Achieved: Case one"
    assert page.earned.isVisibleTo(page)
    page.show_game(second)
    assert not page.earned.isVisibleTo(page)


def test_someone_who_never_played_and_demo_rounds_earn_nothing(bank: Bank, tmp_path: Path) -> None:
    demo = bank.add_player("Demo")
    answer_all(begin(bank, demo, Setup(Rules(count=3), ("many",)), now_ms=0, started=NOON, demo=True))
    for name in ("Nobody", "Demo"):
        assert all(one.round_id is None and one.reached == 0 for one in progress_of(bank, name))
