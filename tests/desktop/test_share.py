"""The picture of a result: what is on it, what is not, and how it gets out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from quiz.desktop.results.view import ResultsPage
from quiz.desktop.share.card import SIZE, Card, card_of, grid, paint_card
from quiz.desktop.share.view import SharePage
from quiz.desktop.theme import Style, load_theme
from tests.desktop.playing import STANDING, make_services
from tests.desktop.test_accessibility import unnamed
from tests.desktop.test_results import played

CODE = "7F3K-Q2MX-9T4B-HD0C"


@pytest.fixture
def card() -> Card:
    return card_of(played(3, 2, code=CODE), STANDING)


@pytest.fixture
def page(qtbot: QtBot, style: Style, tmp_path: Path) -> SharePage:
    made = SharePage(make_services(style), ask=lambda _, usual: str(tmp_path / usual))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def test_the_card_tells_the_result_and_gives_no_question_away(card: Card) -> None:
    game = played(3, 2, code=CODE)
    assert [mark for mark, _ in card.marks] == ["tick"] * 3 + ["cross"] * 2
    told = card.told()
    assert "3 / 5 right" in told
    assert "5th of 37 on this board" in told
    assert CODE in told
    for answer in game.state.answers:
        question = answer.question
        for secret in (question.prompt, *question.right, *question.wrong):
            assert secret not in told


def test_an_unranked_round_without_a_code_says_neither() -> None:
    card = card_of(played(1, 0), replace(STANDING, rank=None))
    assert "Challenge" not in card.told()
    assert "board" not in card.told()


@pytest.mark.parametrize("n", range(1, 101))
def test_every_answer_has_a_place_within_the_picture(n: int) -> None:
    in_row, side = grid(n)
    rows = -(-n // in_row)
    assert side >= 20
    assert in_row * (side + 8) - 8 <= SIZE.width() - 120
    assert 416 + rows * (side + 8) <= SIZE.height() - 85, "above the challenge code"


@pytest.mark.parametrize("name", ["dark", "light", "contrast"])
@pytest.mark.usefixtures("style")
def test_the_picture_is_the_same_at_any_text_size(card: Card, name: str) -> None:
    # Qt paints its largest letters a shade differently the first time, before it keeps their shapes.
    _, small, large = (paint_card(card, Style(load_theme(name), scale)) for scale in (1.0, 1.0, 2.0))
    assert small.size() == SIZE
    assert small == large
    assert small != paint_card(card_of(played(2, 3, code=CODE), STANDING), Style(load_theme(name)))


def test_c_copies_s_saves_and_esc_leads_back(
    qtbot: QtBot, page: SharePage, card: Card, tmp_path: Path
) -> None:
    page.show_card(card)
    page.opened()
    qtbot.keyClick(page, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().image().size() == SIZE
    assert "clipboard" in page.said.text()
    qtbot.keyClick(page, Qt.Key.Key_S)
    (kept,) = tmp_path.glob("quiz-noir-*.png")
    assert QImage(str(kept)) == QGuiApplication.clipboard().image()
    assert str(kept) in page.said.text()
    with qtbot.waitSignal(page.back):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert unnamed(page) == []


def test_a_picture_that_cannot_be_written_is_told(
    qtbot: QtBot, style: Style, card: Card, tmp_path: Path
) -> None:
    page = SharePage(make_services(style), ask=lambda _, usual: str(tmp_path / "nowhere" / "a.png"))
    qtbot.addWidget(page)
    page.show_card(card)
    page.keep.click()
    assert "a.png cannot be written" in page.said.text()
    assert list(tmp_path.iterdir()) == []


def test_results_hand_the_card_over(qtbot: QtBot, style: Style) -> None:
    results = ResultsPage(make_services(style))
    qtbot.addWidget(results)
    results.resize(1280, 800)
    results.show()
    results.show_game(played(3, 2, code=CODE))
    with qtbot.waitSignal(results.share) as shared:
        qtbot.keyClick(results, Qt.Key.Key_S)
    assert shared.args[0].score == "3,150"
