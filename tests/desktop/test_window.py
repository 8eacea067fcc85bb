from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from quiz.core.rules import Rules
from quiz.desktop.home.options import Wish
from quiz.desktop.home.view import HomePage
from quiz.desktop.pages import Page, Scroll
from quiz.desktop.start import Shell
from quiz.words import Refused
from tests.desktop.shellwork import CUT_OFF, FakeBank, FakePlay, make_shell, opened


class Why(Enum):
    NO = "There is nothing to play; choose more."


class FakeRound(Page):
    whole = True
    finished = Signal(object)
    left = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.games: list[Any] = []

    def start(self, game: Any) -> None:
        self.games.append(game)


class FakeResults(Page):
    whole = True
    play_again = Signal(object)
    replay_misses = Signal(object)
    share = Signal(object)
    look = Signal(object, object)
    home = Signal()

    def show_game(self, game: Any) -> None:
        self.game = game


@pytest.fixture
def bank() -> FakeBank:
    return FakeBank()


@pytest.fixture
def shell(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: FakeBank, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    shell = make_shell(qapp, tmp_path, bank)
    monkeypatch.setattr(shell.awake, "begin", _nothing)
    qtbot.addWidget(shell.window)
    shell.window.add_page("round", FakeRound())
    shell.window.add_page("results", FakeResults())
    shell.window.open_page("home")
    shell.window.resize(1280, 800)
    shell.window.show()
    yield shell
    shell.window.hide()


def _nothing() -> None:
    return


@pytest.fixture
def play() -> FakePlay:
    return FakePlay()


WISH = Wish(Rules(), ("metallic-rouge",))


def test_a_start_before_the_bank_is_open_is_kept(shell: Shell, bank: FakeBank, play: FakePlay) -> None:
    home = shell.window.page("home")
    assert isinstance(home, HomePage)
    home.start.emit(WISH)
    assert home.ui.begin.label == "Opening…"
    shell.flow.bank_opened(opened(bank, play))
    assert play.begun[0][0] == "Rouge"
    assert play.begun[0][1].packs == ("metallic-rouge",)
    assert shell.window.current == "round"
    assert shell.window.navigation.isHidden()


def test_round_results_and_home_follow_one_another(shell: Shell, bank: FakeBank, play: FakePlay) -> None:
    shell.flow.bank_opened(opened(bank, play))
    shell.flow.start(WISH)
    playing: Any = shell.window.page("round")
    playing.finished.emit(playing.games[0])
    assert shell.window.current == "results"
    results: Any = shell.window.page("results")
    assert results.game is playing.games[0]
    results.play_again.emit(WISH)
    assert (len(playing.games), shell.window.current) == (2, "round")
    playing.left.emit(playing.games[1])
    assert shell.window.current == "home"
    assert not shell.window.navigation.isHidden()


def test_a_cut_off_round_goes_on_and_says_how_long_it_was_away(
    shell: Shell, bank: FakeBank, play: FakePlay
) -> None:
    shell.flow.resume(CUT_OFF)
    shell.flow.bank_opened(opened(bank, play))
    assert play.resumed[0][0] == CUT_OFF.id
    assert play.resumed[0][1] >= 0


def test_a_refusal_is_told_on_the_home_page(shell: Shell, bank: FakeBank, play: FakePlay) -> None:
    play.refusal = Refused(Why.NO)
    shell.flow.bank_opened(opened(bank, play))
    shell.flow.start(WISH)
    home = shell.window.page("home")
    assert isinstance(home, HomePage)
    assert home.ui.notice.text.text() == "There is nothing to play; choose more."
    assert home.ui.begin.label == "Start round"
    shell.flow.discard(CUT_OFF)
    assert bank.discarded == [CUT_OFF.id]


def test_players_are_switched_in_two_clicks(
    qtbot: QtBot, shell: Shell, bank: FakeBank, play: FakePlay
) -> None:
    shell.flow.bank_opened(opened(bank, play))
    window = shell.window
    qtbot.mouseClick(window.navigation.player, Qt.MouseButton.LeftButton)
    assert window.switcher.isVisible()
    naomi = next(b for b in window.switcher._group.buttons() if b.text() == "Naomi")
    qtbot.mouseClick(naomi, Qt.MouseButton.LeftButton)
    assert shell.services.settings.value.player == "Naomi"
    assert window.switcher.isHidden()


def test_the_switcher_closes_on_escape_and_takes_a_new_name(qtbot: QtBot, shell: Shell) -> None:
    window = shell.window
    window.navigation.player.click()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.switcher.isHidden()
    window.navigation.player.click()
    window.switcher.field.setFocus()
    qtbot.keyClicks(window.switcher.field, "Ash")
    qtbot.keyClick(window.switcher.field, Qt.Key.Key_Return)
    assert shell.services.settings.value.player == "Ash"


def test_the_navigation_folds_when_narrow_and_at_large_text(shell: Shell) -> None:
    assert not shell.window.navigation.folded
    shell.window.resize(900, 600)
    assert shell.window.navigation.folded
    shell.window.resize(1280, 800)
    assert not shell.window.navigation.folded
    shell.services.settings.change(text_percent=150)
    assert shell.window.navigation.folded


def test_escape_on_other_pages_goes_home(qtbot: QtBot, shell: Shell) -> None:
    for name in ("scores", "settings"):
        shell.window.navigation.buttons[name].click()
        assert shell.window.current == name
        qtbot.keyClick(shell.window.focusWidget(), Qt.Key.Key_Escape)
        assert shell.window.current == "home"


def test_enter_works_with_the_focus_in_the_navigation(
    qtbot: QtBot, shell: Shell, bank: FakeBank, play: FakePlay
) -> None:
    shell.flow.bank_opened(opened(bank, play))
    shell.window.navigation.buttons["scores"].setFocus()
    qtbot.keyClick(shell.window.navigation.buttons["scores"], Qt.Key.Key_Return)
    assert shell.window.current == "scores"


def test_full_screen_and_back(shell: Shell) -> None:
    shell.window.toggle_full_screen()
    assert shell.window.isFullScreen()
    shell.window.toggle_full_screen()
    assert not shell.window.isFullScreen()


def test_control_q_closes_the_window_and_puts_the_round_away(
    qtbot: QtBot, shell: Shell, bank: FakeBank, play: FakePlay
) -> None:
    window, page = shell.window, Putting()
    window.add_page("put-away", page)
    window.show()
    qtbot.waitExposed(window)
    window.open_page("put-away")
    with qtbot.waitSignal(window.closing):
        qtbot.keyClick(page.field, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert page.put_away == 1
    assert not window.isVisible()


class Putting(Page):
    """A page with a field, that counts how often it was put away."""

    def __init__(self) -> None:
        super().__init__()
        self.put_away = 0
        self.field = QLineEdit(self)

    def opened(self) -> None:
        self.field.setFocus()

    def closed(self) -> None:
        self.put_away += 1


def test_size_and_place_are_remembered(shell: Shell, qapp: QApplication) -> None:
    shell.window.setGeometry(10, 20, 1000, 700)
    shell.window.close()
    assert shell.services.settings.value.window == (10, 20, 1000, 700)


def test_a_place_off_the_screen_is_not_restored(shell: Shell) -> None:
    shell.services.settings.change(window=(90_000, 90_000, 1000, 700))
    shell.window.restore_place(shell.services.settings.value)
    assert shell.window.x() < 10_000


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("name", ["home", "scores", "settings", "people", "welcome"])
def test_nothing_is_wider_than_the_smallest_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: FakeBank, name: str, percent: int
) -> None:
    shell = make_shell(qapp, tmp_path, bank, text_percent=percent)
    qtbot.addWidget(shell.window)
    shell.window.resize(900, 600)
    shell.window.open_page(name)
    shell.window.show()
    qapp.processEvents()
    assert shell.window.width() == 900
    page: Any = shell.window.page(name)
    frames = [frame for frame in page.findChildren(Scroll) if frame.isVisible()]
    for frame in frames:
        assert frame.content.width() <= frame.viewport().width(), "something is cut off at the right"
    shell.window.hide()
