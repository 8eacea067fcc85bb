from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.bank.cards import Player
from quiz.bank.glance import Glance
from quiz.core.rules import Mode, Preset, Rules
from quiz.desktop.home import options
from quiz.desktop.home.deck import Deck
from quiz.desktop.home.options import Wish
from quiz.desktop.home.view import HomePage
from quiz.desktop.start import Shell
from quiz.settings import Settings
from tests.desktop.shellwork import CARDS, CUT_OFF, FakeBank, make_shell


@pytest.fixture
def bank() -> FakeBank:
    return FakeBank()


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: FakeBank) -> Iterator[Shell]:
    shell = make_shell(qapp, tmp_path, bank)
    qtbot.addWidget(shell.window)
    shell.window.resize(1280, 900)
    shell.window.open_page("home")
    shell.window.show()
    qtbot.waitExposed(shell.window)
    yield shell
    shell.window.hide()


@pytest.fixture
def home(shell: Shell) -> HomePage:
    page = shell.window.page("home")
    assert isinstance(page, HomePage)
    return page


@pytest.fixture
def wishes(home: HomePage) -> list[Wish]:
    found: list[Wish] = []
    home.start.connect(found.append)
    return found


def test_enter_starts_with_the_first_pack(qtbot: QtBot, home: HomePage, wishes: list[Wish]) -> None:
    qtbot.keyClick(home.window().focusWidget(), Qt.Key.Key_Return)
    assert wishes == [Wish(Rules(), ("metallic-rouge",))]


def test_enter_starts_from_the_filter_and_from_a_list(
    qtbot: QtBot, home: HomePage, wishes: list[Wish]
) -> None:
    home.ui.filter.setFocus()
    qtbot.keyClick(home.ui.filter, Qt.Key.Key_Return)
    home.ui.rules.mode.setFocus()
    qtbot.keyClick(home.ui.rules.mode, Qt.Key.Key_Return)
    assert len(wishes) == 2


def test_enter_on_a_button_presses_that(qtbot: QtBot, home: HomePage, wishes: list[Wish]) -> None:
    home.ui.just_play.setFocus()
    qtbot.keyClick(home.ui.just_play, Qt.Key.Key_Return)
    assert wishes[0].packs == ()


def test_space_and_click_choose_several_packs(
    qtbot: QtBot, shell: Shell, home: HomePage, wishes: list[Wish]
) -> None:
    qtbot.keyClick(home.ui.cards[1], Qt.Key.Key_Space)
    qtbot.mouseClick(home.ui.cards[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(home.ui.cards[2], Qt.MouseButton.LeftButton)
    assert shell.services.settings.value.packs == ("tech-noir", "jp")
    home.enter()
    assert wishes[0].packs == ("tech-noir", "jp")


def test_arrow_keys_walk_over_the_cards(qtbot: QtBot, home: HomePage) -> None:
    home.ui.cards[0].setFocus()
    qtbot.keyClick(home.ui.cards[0], Qt.Key.Key_Right)
    assert home.window().focusWidget() is home.ui.cards[1]


def test_the_filter_hides_and_says_when_nothing_is_left(qtbot: QtBot, home: HomePage) -> None:
    qtbot.keyClick(home.window().focusWidget(), Qt.Key.Key_Slash)
    assert home.ui.filter.hasFocus()
    qtbot.keyClicks(home.ui.filter, "noir tech")
    assert [card.pack_id for card in home.ui.cards if not card.isHidden()] == ["tech-noir"]
    qtbot.keyClicks(home.ui.filter, "x")
    assert not home.ui.none.isHidden()
    qtbot.keyClick(home.ui.filter, Qt.Key.Key_Escape)
    assert home.ui.none.isHidden()
    assert all(not card.isHidden() for card in home.ui.cards)


def test_letters_in_the_filter_are_letters(qtbot: QtBot, home: HomePage, wishes: list[Wish]) -> None:
    home.ui.filter.setFocus()
    qtbot.keyClicks(home.ui.filter, "djcr")
    assert home.ui.filter.text() == "djcr"
    assert wishes == []


def test_daily_takes_the_one_chosen_pack_and_just_play_the_whole_bank(
    qtbot: QtBot, home: HomePage, wishes: list[Wish]
) -> None:
    qtbot.keyClick(home.ui.cards[0], Qt.Key.Key_D)
    qtbot.waitUntil(lambda: len(wishes) == 1)
    qtbot.keyClick(home.ui.cards[0], Qt.Key.Key_J)
    qtbot.waitUntil(lambda: len(wishes) == 2)
    assert [(wish.rules.mode, wish.packs) for wish in wishes] == [
        (Mode.DAILY, ("metallic-rouge",)),
        (Mode.STANDARD, ()),
    ]


def test_what_is_due_is_told_and_a_key_practises_it(
    qtbot: QtBot, home: HomePage, bank: FakeBank, shell: Shell, wishes: list[Wish]
) -> None:
    shell.services.settings.change(mode="sprint", seconds=60, difficulty="hard", count=20)
    qtbot.keyClick(home.ui.cards[0], Qt.Key.Key_P)
    assert home.ui.practice.isHidden()
    assert wishes == []
    bank.missed = 12
    home.refresh()
    assert home.ui.practice.isVisible()
    assert home.ui.practice.label == "Practice 12 due"
    assert home.ui.practice.accessibleName() == "Practice 12 missed questions that are due"
    qtbot.keyClick(home.ui.cards[0], Qt.Key.Key_P)
    qtbot.waitUntil(lambda: len(wishes) == 1)
    home.ui.practice.setFocus()
    qtbot.keyClick(home.ui.practice, Qt.Key.Key_Return)
    assert wishes[1] == wishes[0] == Wish(Rules(Mode.PRACTICE, count=20, seconds=0), due=True)
    bank.missed = 1000
    home.refresh()
    assert home.ui.practice.label == "Practice 999+ due"
    bank.missed = 0
    home.refresh()
    assert home.ui.practice.isHidden()


def test_the_first_frame_tells_what_is_due(home: HomePage) -> None:
    home.set_glance(Glance(Player(0, "Rouge"), CARDS, (), 3))
    assert home.ui.practice.label == "Practice 3 due"


def test_a_challenge_code_is_asked_for_and_refused_in_the_page(
    qtbot: QtBot, home: HomePage, wishes: list[Wish]
) -> None:
    qtbot.keyClick(home.ui.cards[0], Qt.Key.Key_C)
    qtbot.waitUntil(lambda: not home.ui.panel.isHidden())
    assert home.ui.panel.field.hasFocus()
    qtbot.keyClicks(home.ui.panel.field, "7f3k")
    qtbot.keyClick(home.ui.panel.field, Qt.Key.Key_Return)
    assert wishes[0].challenge == "7f3k"
    home.refuse("It is not a code.")
    assert home.ui.panel.error.text() == "It is not a code."
    qtbot.keyClick(home.ui.panel.field, Qt.Key.Key_Escape)
    assert home.ui.panel.isHidden()


def test_a_cut_off_round_is_offered_and_can_be_given_up(qtbot: QtBot, home: HomePage, bank: FakeBank) -> None:
    bank.open = [CUT_OFF]
    home.refresh()
    assert home.ui.cut_off.text.text() == (
        "A round of Tech-noir anime was cut off at question 7 of 10, with 11 s left."
    )
    with qtbot.waitSignal(home.resume) as asked:
        qtbot.keyClick(home.ui.cards[0], Qt.Key.Key_R)
    assert asked.args == [CUT_OFF]
    assert home.ui.other.isHidden()
    home.ui.discard.click()
    assert home.ui.keep.hasFocus(), "the safe answer"
    qtbot.keyClick(home.ui.keep, Qt.Key.Key_Escape)
    assert home.ui.discard.hasFocus()
    assert not home.ui.resume.isHidden()
    home.ui.discard.click()
    with qtbot.waitSignal(home.discard) as given_up:
        qtbot.keyClick(home.ui.keep, Qt.Key.Key_G)
    assert given_up.args == [CUT_OFF]
    assert home.ui.cut_off.isHidden()


def test_the_round_that_was_left_last_is_the_one_offered(home: HomePage, bank: FakeBank) -> None:
    other = replace(CUT_OFF, id=8, position=2)
    bank.open = [CUT_OFF, other]
    home.refresh()
    home.refresh()
    assert "question 7" in home.ui.cut_off.text.text()
    long_ago = replace(CUT_OFF, id=9, position=5, cut_off=CUT_OFF.cut_off - timedelta(days=2))
    just_now = replace(CUT_OFF, id=10, position=3, cut_off=CUT_OFF.cut_off + timedelta(days=1))
    bank.open = [long_ago, CUT_OFF, other, just_now]
    home.refresh()
    assert "question 3" in home.ui.cut_off.text.text()


def test_every_cut_off_round_can_be_reached(qtbot: QtBot, home: HomePage, bank: FakeBank) -> None:
    other = replace(CUT_OFF, id=8, titles=("Metallic Rouge",), position=2)
    bank.open = [CUT_OFF, other]
    home.refresh()
    text = home.ui.cut_off.text
    assert text.text().endswith("left. (1 of 2)")
    with qtbot.waitSignal(home.ui.other.clicked):
        qtbot.keyClick(home.ui.cards[0], Qt.Key.Key_O)
    assert text.text().startswith("A round of Metallic Rouge was cut off at question 2")
    home.refresh()
    assert text.text().endswith("(2 of 2)"), "the one that is shown stays"
    with qtbot.waitSignal(home.resume) as asked:
        qtbot.keyClick(home.ui.cards[0], Qt.Key.Key_R)
    assert asked.args == [other]
    home.ui.discard.click()
    with qtbot.waitSignal(home.discard) as given_up:
        home.ui.give_up.click()
    assert given_up.args == [other]
    assert "Tech-noir anime" in text.text()
    assert home.ui.other.isHidden()
    assert home.ui.resume.hasFocus()


def test_a_round_that_is_gone_meanwhile_is_not_asked_about(home: HomePage, bank: FakeBank) -> None:
    bank.open = [CUT_OFF]
    home.refresh()
    home.ui.discard.click()
    bank.open = []
    home.refresh()
    assert home.ui.cut_off.isHidden()
    bank.open = [replace(CUT_OFF, id=9)]
    home.refresh()
    assert not home.ui.resume.isHidden()
    assert home.ui.give_up.isHidden()


def test_another_window_s_round_is_told(home: HomePage, bank: FakeBank) -> None:
    bank.busy = 1
    home.refresh()
    assert "Another window" in home.ui.today.text.text()


def test_many_packs_come_a_few_at_a_time(qtbot: QtBot, home: HomePage) -> None:
    many = [type(CARDS[0])(f"p{n}", f"Pack {n}", "1.0.0", "en", n, None, None) for n in range(40)]
    home.ui.show_cards(many)
    assert 3 < len(home.ui.cards) < 40
    qtbot.waitUntil(lambda: len(home.ui.cards) == 40)
    home.ui.show_cards(many[:2])
    assert [card.pack_id for card in home.ui.cards] == ["p0", "p1"]


def test_a_mode_offers_only_what_fits_it(home: HomePage, shell: Shell, wishes: list[Wish]) -> None:
    rules = home.ui.rules
    shell.services.settings.change(preset="accuracy")
    rules.mode.setCurrentIndex(rules.mode.findData("sprint"))
    rules.mode.activated.emit(rules.mode.currentIndex())
    assert rules.count.isHidden()
    assert [rules.seconds.itemData(n) for n in range(rules.seconds.count())] == [60, 120, 180]
    assert rules.preset.findData("accuracy") < 0
    home.enter()
    assert wishes[0].rules == Rules(mode=Mode.SPRINT, seconds=60, preset=Preset.CLASSIC)


def test_the_lists_fold_away_in_a_small_window(qtbot: QtBot, home: HomePage, shell: Shell) -> None:
    shell.window.resize(900, 600)
    assert home.ui.compact
    assert home.ui.rules_panel.isHidden()
    home.ui.unfold.click()
    assert not home.ui.rules_panel.isHidden()
    qtbot.keyClick(home.window().focusWidget(), Qt.Key.Key_Escape)
    assert home.ui.rules_panel.isHidden()


@pytest.mark.parametrize("mode", [*Mode, "nonsense"])
@pytest.mark.parametrize("preset", [*Preset, "nonsense"])
@pytest.mark.parametrize("seconds", [0, 7, 20, 60, 180])
def test_whatever_the_settings_say_the_rules_are_valid(mode: str, preset: str, seconds: int) -> None:
    settings = Settings(mode=mode, preset=preset, seconds=seconds, difficulty="nonsense", count=99)
    assert options.rules_of(settings).difficulty is None
    assert options.summary(options.rules_of(settings))


def test_choices_whose_pack_is_gone_go_with_it() -> None:
    deck = Deck(("gone",))
    deck.put(CARDS)
    assert deck.chosen == ("metallic-rouge",)
    deck.clear()
    deck.put(CARDS)
    assert deck.chosen == ()
    assert deck.named() == ""
