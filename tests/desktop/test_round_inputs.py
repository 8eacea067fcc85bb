"""The inputs by themselves: tiles, field, order."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from quiz.core.questions import Kind, Question
from quiz.core.rounds import Open
from quiz.desktop.round.inputs.base import Given, Input
from quiz.desktop.round.inputs.field import FieldInput
from quiz.desktop.round.inputs.order import OrderInput
from quiz.desktop.round.inputs.tiles import TileInput
from quiz.desktop.round.rows import RowState
from quiz.desktop.theme import Style
from quiz.desktop.widgets.tile import TileState
from tests.core.makers import choice

Key = Qt.Key


def opened(question: Question) -> Open:
    choices = ("true", "false") if question.kind is Kind.TRUEFALSE else (*question.right, *question.wrong)
    if question.kind in (Kind.TEXT, Kind.NUMBER):
        choices = ()
    return Open(0, question, "p", "h", choices, 0, 0, 20_000)


Shown = Callable[[type[Input], Question], tuple[Input, list[Given]]]


@pytest.fixture
def shown(qtbot: QtBot, style: Style) -> Shown:
    def show(kind: type[Input], question: Question) -> tuple[Input, list[Given]]:
        one = kind(style)
        qtbot.addWidget(one)
        one.resize(800, 400)
        with qtbot.waitExposed(one):
            one.show()
        one.put(opened(question), confirm=False)
        one.go()
        given: list[Given] = []
        one.submitted.connect(given.append)
        return one, given

    return show


def test_a_click_on_a_tile_answers_at_its_press(shown: Shown, qtbot: QtBot) -> None:
    one, given = shown(TileInput, choice(1))
    assert isinstance(one, TileInput)
    qtbot.mousePress(one.tiles[2], Qt.MouseButton.LeftButton)
    assert [g.texts for g in given] == [("w1b",)]
    qtbot.mouseRelease(one.tiles[2], Qt.MouseButton.LeftButton)  # or it is down for every test to come


def test_a_screen_readers_press_answers_too(shown: Shown) -> None:
    one, given = shown(TileInput, choice(1, Kind.TRUEFALSE))
    assert isinstance(one, TileInput)
    one.tiles[1].click()
    assert [g.texts for g in given] == [("false",)]


def test_several_tiles_toggle_and_are_confirmed_in_their_order(shown: Shown) -> None:
    one, given = shown(TileInput, choice(1, Kind.MULTIPLE))
    assert isinstance(one, TileInput)
    for key in (Key.Key_C, Key.Key_1, Key.Key_2, Key.Key_2):
        one.key(_event(key))
    assert [tile.state for tile in one.tiles] == [
        TileState.CHOSEN,
        TileState.IDLE,
        TileState.CHOSEN,
        TileState.IDLE,
    ]
    assert given == []
    one.key(_event(Key.Key_Return))
    assert given == [Given(("aye", "sea"), 0)]


def test_removed_tiles_take_nothing(shown: Shown) -> None:
    one, given = shown(TileInput, choice(1))
    one.drop(("w1a",))
    one.key(_event(Key.Key_2))
    assert given == []


def test_text_is_confirmed_by_enter_and_never_empty(shown: Shown, qtbot: QtBot) -> None:
    one, given = shown(FieldInput, choice(1, Kind.TEXT))
    assert isinstance(one, FieldInput)
    one.key(_event(Key.Key_Return))
    assert given == []
    qtbot.keyClicks(one.field, "Boomers 2")
    one.key(_event(Key.Key_Return))
    assert given[0].texts == ("Boomers 2",)


def test_a_number_has_to_be_one(shown: Shown, qtbot: QtBot) -> None:
    question = Question("n", "When?", Kind.NUMBER, ("1982",), unit="CE", tolerance=Decimal(1))
    one, given = shown(FieldInput, question)
    assert isinstance(one, FieldInput)
    qtbot.keyClicks(one.field, "soon")
    one.confirm(0)
    assert given == []
    assert "soon" in one.field.accessibleDescription()
    one.field.clear()
    assert one.field.accessibleDescription() == ""
    qtbot.keyClicks(one.field, "1,982")
    one.confirm(0)
    assert given[0].texts == ("1,982",)


def test_an_order_moves_by_alt_arrows_by_space_and_by_digits(shown: Shown) -> None:
    one, given = shown(OrderInput, choice(1, Kind.ORDER))
    assert isinstance(one, OrderInput)
    assert one.given() == ("one", "two", "three", "four")
    one.rows[0].setFocus()
    one.key(_event(Key.Key_Down, Qt.KeyboardModifier.AltModifier))
    assert one.given() == ("two", "one", "three", "four")
    assert one.rows[1].hasFocus()
    one.key(_event(Key.Key_Space))
    assert one.rows[1].state is RowState.GRABBED
    one.key(_event(Key.Key_Down))
    one.key(_event(Key.Key_Space))
    assert one.given() == ("two", "three", "one", "four")
    one.key(_event(Key.Key_4))
    one.key(_event(Key.Key_1))
    assert one.given() == ("four", "two", "three", "one")
    one.confirm(0)
    assert given[0].texts == ("four", "two", "three", "one")


def test_an_order_is_dragged(shown: Shown, qtbot: QtBot) -> None:
    one, _ = shown(OrderInput, choice(1, Kind.ORDER))
    assert isinstance(one, OrderInput)
    first, third = one.rows[0], one.rows[2]
    qtbot.mousePress(first, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    qtbot.mouseMove(first, QPoint(20, third.y() - first.y() + 10))
    qtbot.mouseRelease(first, Qt.MouseButton.LeftButton)
    assert one.given() == ("two", "three", "one", "four")
    assert all(row.state is RowState.IDLE for row in one.rows)


@pytest.mark.parametrize("width", [400, 700])
def test_a_step_keeps_room_for_what_it_says_when_it_is_picked_up(
    shown: Shown, style: Style, width: int
) -> None:
    style.change(scale=2.0)
    one, _ = shown(OrderInput, choice(1, Kind.ORDER))
    assert isinstance(one, OrderInput)
    before = one.heights(width)
    one.rows[0].setFocus()
    one.key(_event(Key.Key_Space))
    assert one.rows[0].state is RowState.GRABBED
    assert one.heights(width) == before


def test_nothing_is_taken_before_the_clock_runs(shown: Shown, qtbot: QtBot) -> None:
    one, given = shown(TileInput, choice(1))
    assert isinstance(one, TileInput)
    nudges: list[object] = []
    one.nudged.connect(nudges.append)
    one.hold()
    qtbot.mousePress(one.tiles[0], Qt.MouseButton.LeftButton)
    one.key(_event(Key.Key_1))
    assert given == []
    assert len(nudges) == 1
    qtbot.mouseRelease(one.tiles[0], Qt.MouseButton.LeftButton)


def _event(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
