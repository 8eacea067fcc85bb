"""What breaks into a round: pause, sleep, another window, leaving, a commit that fails. Time is virtual."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from quiz.core.rounds import What
from quiz.desktop.round.controller import Phase
from tests.core.makers import choice
from tests.desktop.playing import make_game, pass_time
from tests.desktop.table import Table

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
QUESTIONS = [choice(n) for n in range(3)]


def test_pause_covers_and_the_clock_stands_still(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    pass_time(table.page, table.clock, 4000)
    table.press(Key.Key_P, CTRL)
    assert table.phase is Phase.COVERED
    assert table.page.view.covered
    assert not table.page.view.body.question.isVisible()
    table.clock.advance(60_000)
    table.press(Key.Key_Return)
    table.settle(Phase.RUNNING)
    assert table.phase is Phase.RUNNING
    assert table.game.tick(table.clock.now_ms()) == 16_000


def test_pause_while_reading_keeps_what_is_left_of_it(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.clock.advance(400)
    left = table.page.controller.reading_left_ms
    table.press(Key.Key_P, CTRL)
    table.clock.advance(9_000)
    table.press(Key.Key_Return)
    table.settle(Phase.READING)
    assert table.phase is Phase.READING
    assert table.page.controller.reading_left_ms == left


def test_losing_the_focus_pauses_where_that_is_wanted(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    table.services.settings.change(pause_on_focus_loss=False)
    table.page.controller.focus_lost()
    assert table.phase is Phase.RUNNING
    table.services.settings.change(pause_on_focus_loss=True)
    table.page.controller.focus_lost()
    assert table.phase is Phase.COVERED
    assert table.memory.events[-1].data == {"why": "focus"}


def test_sleep_pauses_at_the_last_frame(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    pass_time(table.page, table.clock, 3000)
    table.clock.advance(3_600_000)
    table.page.controller.frame()
    assert table.phase is Phase.COVERED
    table.press(Key.Key_Return)
    table.settle(Phase.RUNNING)
    assert table.game.tick(table.clock.now_ms()) == 17_000


def test_escape_asks_and_leaving_is_a_cut_off(table: Table) -> None:
    left: list[object] = []
    table.page.left.connect(left.append)
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    table.press(Key.Key_Escape)
    assert table.phase is Phase.COVERED
    table.press(Key.Key_Escape)
    table.settle(Phase.RUNNING)
    assert table.phase is Phase.RUNNING
    table.press(Key.Key_Escape)
    table.press(Key.Key_L)
    table.bot.waitUntil(lambda: bool(left), timeout=2000)
    assert left == [table.game]
    assert table.game.state.left
    assert table.memory.released == 1


def test_a_resumed_round_stays_covered_until_the_player_goes_on(table: Table) -> None:
    first = make_game(QUESTIONS, table.memory)
    first.ask(0)
    first.shown(1000)
    second = make_game(QUESTIONS, table.memory)
    second.continue_from(table.memory.events, {QUESTIONS[0].content_hash(): QUESTIONS[0]}, 6000, 30_000)
    table.start(second)
    assert table.phase is Phase.COVERED
    table.press(Key.Key_Return)
    table.settle(Phase.RUNNING)
    assert table.phase is Phase.RUNNING
    assert second.tick(table.clock.now_ms()) == 15_000


def test_a_failed_commit_is_told_and_tried_again(table: Table, caplog: pytest.LogCaptureFixture) -> None:
    table.memory.slow = True
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    table.memory.let_through()
    table.press(table.right_key())
    table.memory.break_all(OSError("No space left on device"))
    table.settle(Phase.FAILED)
    assert "No space left" in table.page.view.body.panel.read_out()
    assert table.page.view.header.score.value == 0
    table.game.retry = lambda: table.memory.record(1, table.game.state, [], [])  # type: ignore[attr-defined]
    table.press(Key.Key_Return)
    table.memory.let_through()
    table.settle()
    assert table.page.view.header.score.value == table.game.state.score > 0


def test_going_on_shows_the_question_first_and_starts_its_clock_a_frame_later(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    table.press(Key.Key_P, CTRL)
    table.press(Key.Key_Return)
    assert (table.phase, table.page.view.covered) == (Phase.COVERED, False)
    table.press(Key.Key_Return)  # an eager second press is no answer and no second way back
    table.settle(Phase.RUNNING)
    assert [event.what for event in table.memory.events].count(What.RESUMED) == 1
