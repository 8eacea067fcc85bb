"""The round page: reading, clock, answer, feedback. Time is virtual."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.app.demo import SimulatedPlayer
from quiz.app.play import Setup, begin
from quiz.bank.bank import open_bank
from quiz.core.questions import Kind, Pack, PackHead
from quiz.core.rounds import Ending
from quiz.core.rules import Lifeline, Mode, Rules
from quiz.desktop.clock import VirtualClock
from quiz.desktop.player import Hands
from quiz.desktop.round import controller
from quiz.desktop.round.controller import Phase
from quiz.desktop.round.view import RoundPage
from quiz.desktop.theme import Style
from quiz.desktop.widgets.tile import TileState
from tests.core.makers import choice
from tests.desktop.playing import Memory, make_game, make_services, pass_time, see
from tests.desktop.table import Table

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
QUESTIONS = [choice(n) for n in range(3)]


def test_reading_comes_first_and_the_next_key_only_skips_it(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    assert table.phase is Phase.READING
    assert table.memory.what == ["asked"]
    table.press(table.right_key())
    assert table.phase is Phase.RUNNING
    assert table.memory.what == ["asked", "shown"]


def test_reading_ends_by_itself(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    pass_time(table.page, table.clock, table.game.reading_ms)
    assert table.phase is Phase.RUNNING


def test_a_clock_does_not_start_before_its_question_is_painted(qtbot: QtBot, style: Style) -> None:
    services = make_services(style)
    page = RoundPage(services)
    qtbot.addWidget(page)
    memory = Memory()
    page.start(make_game(QUESTIONS, memory, Rules(reading=False)))
    assert isinstance(services.clock, VirtualClock)
    pass_time(page, services.clock, 3000)
    assert memory.what == ["asked"]
    see(page)
    page.controller.frame()
    assert memory.what == ["asked", "shown"]
    page.controller.abandon()


def test_a_key_that_ends_the_motion_starts_the_clock_once_the_question_is_seen_in_its_place(
    qtbot: QtBot, style: Style
) -> None:
    style.change(reduce_motion=False)
    table = Table(qtbot, make_services(style))
    table.start(make_game(QUESTIONS, table.memory))
    body = table.page.view.body
    assert body.question.x() > body.ring.width() + style.px(36)
    table.press(Key.Key_X)
    assert table.memory.what == ["asked"]
    qtbot.waitUntil(lambda: table.phase is Phase.RUNNING, timeout=2000)
    assert body.question.x() == body.ring.width() + style.px(36)
    table.page.controller.abandon()


class Painted(QObject):
    """Which widgets are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.kinds.add(type(watched).__name__)
        return False


def test_the_start_of_a_clock_paints_no_question_no_tile_and_no_pip(table: Table, qapp: QApplication) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    qapp.processEvents()
    painted = Painted()
    qapp.installEventFilter(painted)
    table.press(Key.Key_X)
    assert table.phase is Phase.RUNNING
    qapp.processEvents()
    qapp.removeEventFilter(painted)
    assert "CountdownRing" in painted.kinds
    assert not painted.kinds & {"AnswerTile", "QuestionText", "Pips", "ScoreLabel"}


def test_an_answer_shows_its_result_only_when_it_is_stored(table: Table) -> None:
    table.memory.slow = True
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    table.clock.advance(1000)
    table.press(table.right_key())
    assert table.phase is Phase.JUDGING
    tiles = table.page.view.body.tiles.tiles
    assert [tile.isDown() for tile in tiles].count(True) == 1
    assert all(tile.state is TileState.IDLE for tile in tiles)
    table.memory.let_through()
    table.settle()
    assert [tile.state for tile in tiles].count(TileState.RIGHT_CHOSEN) == 1
    assert table.page.view.header.score.value == table.game.state.score == 975


def test_a_press_counts_at_its_own_stamp(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    table.clock.stamp_ms(table.clock.now_ms())
    pressed = table.clock.now_ms() + 2000
    table.clock.advance(2160)
    event = QKeyEvent(QEvent.Type.KeyPress, table.right_key(), Qt.KeyboardModifier.NoModifier, "1")
    event.setTimestamp(pressed)
    QApplication.sendEvent(table.page, event)
    table.settle()
    assert table.game.state.answers[0].used_ms == 2000


def test_a_press_that_waits_at_zero_still_counts_and_a_later_one_does_not(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    start = table.clock.now_ms()
    table.clock.stamp_ms(start)
    pass_time(table.page, table.clock, 20_000)
    assert table.phase is Phase.RUNNING
    event = QKeyEvent(QEvent.Type.KeyPress, table.right_key(), Qt.KeyboardModifier.NoModifier, "1")
    event.setTimestamp(start + 19_990)
    QApplication.sendEvent(table.page, event)
    table.settle()
    assert table.game.state.answers[0].ending is Ending.ANSWERED
    table.press(Key.Key_Return)
    table.read()
    pass_time(table.page, table.clock, 20_000)
    table.press(table.right_key())
    table.page.controller.frame()
    table.settle()
    assert table.game.state.answers[1].ending is Ending.EXPIRED
    assert table.memory.what.count("expired") == 1


def test_auto_repeat_never_answers(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    for key in (table.right_key(), Key.Key_Return):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "1", True)
        QApplication.sendEvent(table.page, event)
    assert table.phase is Phase.RUNNING


def test_wrong_says_so_and_shows_the_right_one(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    table.press(table.right_key(1))
    table.settle()
    states = [tile.state for tile in table.page.view.body.tiles.tiles]
    assert states.count(TileState.WRONG_CHOSEN) == 1
    assert states.count(TileState.RIGHT_NOT_CHOSEN) == 1
    assert "+0" in table.page.view.body.panel.read_out()


def test_nothing_jumps_between_question_and_feedback(table: Table) -> None:
    table.start(make_game([replace(QUESTIONS[0], explanation="Because. " * 30)], table.memory))
    table.read()
    body = table.page.view.body
    before = (body.question.geometry(), body.input.geometry(), body.height())
    table.press(table.right_key())
    table.settle()
    see(table.page)
    assert (body.question.geometry(), body.input.geometry(), body.height()) == before


def test_lifelines_by_key_and_by_button(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    table.press(Key.Key_1, CTRL)
    assert [t.state for t in table.page.view.body.tiles.tiles].count(TileState.REMOVED) == 2
    bar = table.page.view.body.bar
    assert not bar.button(Lifeline.FIFTY).isEnabled()
    bar.button(Lifeline.EXTRA).click()
    assert table.game.tick(table.clock.now_ms()) == 30_000
    table.press(Key.Key_3, CTRL)
    table.settle()
    assert table.game.state.answers[0].ending is Ending.SKIPPED


def test_flags_toggle_from_the_feedback(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    table.press(table.right_key())
    table.settle()
    table.press(Key.Key_W)
    table.press(Key.Key_N)
    assert table.memory.marks[0] == {"wrong", "never"}
    assert table.page.view.body.panel.wrong.isChecked()
    table.press(Key.Key_W)
    assert table.memory.marks[0] == {"never"}


def test_a_new_best_says_so_the_moment_it_happens_and_once(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(controller, "announce", lambda where, text, **_: said.append(text))
    table.start(make_game(QUESTIONS, table.memory, bests={False: 1_500, True: None}))
    mark = table.page.view.header.best
    heard = []
    for _ in QUESTIONS:
        table.read()
        said.clear()
        table.press(table.right_key())
        table.settle()
        heard.append(
            (table.page.controller.game.state.score > 1_500, mark.isVisible(), "New best" in said[-1])
        )
        table.press(Key.Key_Return)
    assert heard == [(False, False, False), (True, True, True), (True, True, False)]


def test_without_an_older_round_or_a_rank_there_is_no_new_best(table: Table) -> None:
    for game in (
        make_game(QUESTIONS, table.memory, bests={False: None, True: None}),
        make_game(QUESTIONS, table.memory, ranked=False, bests={False: 0, True: 0}),
    ):
        table.start(game)
        table.read()
        table.press(table.right_key())
        table.settle()
        assert not table.page.view.header.best.isVisible()
        table.page.controller.abandon()


def test_confirm_before_an_answer_counts(qtbot: QtBot, style: Style) -> None:
    table = Table(qtbot, make_services(style, confirm=True))
    table.start(make_game(QUESTIONS, table.memory))
    table.read()
    table.press(table.right_key())
    assert table.phase is Phase.RUNNING
    table.press(Key.Key_Return)
    table.settle()
    assert table.game.state.answers[0].right
    table.page.controller.abandon()


def test_survival_shows_its_lives_and_untimed_is_calm(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory, Rules(mode=Mode.SURVIVAL, count=3)))
    assert table.page.view.header.lives.isVisible()
    assert table.page.view.header.lives.accessibleName() == "3 lives left"
    table.page.controller.abandon()
    table.start(make_game(QUESTIONS, table.memory, Rules(seconds=0)))
    table.page.controller.frame()
    assert table.phase is Phase.RUNNING
    pass_time(table.page, table.clock, 90_000)
    assert table.phase is Phase.RUNNING
    assert table.page.view.body.ring.accessibleDescription() == "No time limit"


def test_the_question_is_read_out_as_a_whole(table: Table) -> None:
    table.start(make_game(QUESTIONS, table.memory))
    name = table.page.view.body.question.accessibleName()
    assert QUESTIONS[0].prompt in name
    assert all(text in name for text in (*QUESTIONS[0].right, *QUESTIONS[0].wrong))


@pytest.mark.parametrize("size", [(900, 600), (1280, 800), (3840, 2160)])
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_nothing_lies_outside_its_page(
    qtbot: QtBot, style: Style, size: tuple[int, int], percent: int
) -> None:
    style.change(scale=percent / 100)
    table = Table(qtbot, make_services(style))
    table.page.resize(*size)
    long = replace(
        choice(0), prompt="A prompt of many words " * 18, wrong=("A choice of many words " * 6, "b", "c")
    )
    table.start(make_game([long], table.memory))
    table.read()
    body = table.page.view.body
    view = table.page.view.area.viewport()
    assert body.width() <= view.width()
    for widget in (body.ring, body.question, body.input, body.bar):
        assert body.rect().contains(widget.geometry())
    assert body.question.height_at(body.question.step, body.question.width()) <= body.question.height()
    table.press(table.right_key())
    table.settle()
    assert body.rect().contains(body.panel.geometry())
    assert body.panel.minimumSizeHint().height() <= body.panel.height() + 2
    table.page.controller.abandon()


def test_a_whole_round_by_keyboard_through_the_real_bank(table: Table, tmp_path: Path) -> None:
    kinds = tuple(Kind)
    bank = open_bank(tmp_path / "bank.db", backups=False)
    questions = tuple(choice(n, kinds[n % 6]) for n in range(12))
    bank.store_pack(Pack(PackHead("kinds", "Kinds"), questions), shipped=True)
    player = bank.add_player("Rouge")
    game = begin(
        bank,
        player,
        Setup(Rules(count=12), ("kinds",), seed=5),
        now_ms=table.clock.now_ms(),
        started=datetime(2026, 11, 22, tzinfo=UTC),
    )
    finished: list[object] = []
    table.page.finished.connect(finished.append)
    table.start(game)
    hands, someone = Hands(table.page), SimulatedPlayer(1, skill=100)
    while not game.state.over:
        table.read()
        now = game.state.open
        assert now is not None
        table.clock.advance(1000)
        hands.give(now, someone.choose(now)[0])
        table.settle()
        table.press(Key.Key_Return)
    assert finished == [game]
    assert game.state.right == 12
    assert bank.stored(game.round_id).events[-1].what.value == "answered"
    assert bank.standing(game.round_id).rank == 1
    bank.close()


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.TEXT])
def test_the_key_that_ends_the_reading_begins_the_answer(table: Table, kind: Kind) -> None:
    table.start(make_game([choice(0, kind)], table.memory))
    assert table.phase is Phase.READING
    table.press(Key.Key_2)
    assert table.phase is Phase.RUNNING
    table.press(Key.Key_0)
    assert table.page.view.body.field.field.text() == "20"


@pytest.mark.parametrize("size", [(900, 600), (1000, 700), (1280, 800)])
@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("kind", list(Kind))
def test_the_foot_keeps_its_hint_and_stands_right_at_every_text_size(
    tables: Callable[[], Table], style: Style, kind: Kind, percent: int, size: tuple[int, int]
) -> None:
    style.change(scale=percent / 100)
    table = tables()
    table.page.resize(*size)
    table.start(make_game([choice(0, kind)], table.memory))
    bar = table.page.view.body.bar
    before = bar.geometry()
    table.read()
    assert bar.geometry() == before, "the start of the clock must not move it"
    aids = [bar.button(which) for which in Lifeline if bar.button(which).isVisible()]
    right = [bar.pause, bar.leave, *([bar.confirm] if bar.confirm.isVisible() else [])]
    for widget in (*aids, *right, bar.hint):
        assert widget.isVisible()
        assert bar.rect().contains(widget.geometry())
    hint = bar.hint
    assert hint.text() == table.page.view.body.input.hint()
    assert hint.heightForWidth(hint.width()) <= hint.height()
    assert right[-1].geometry().right() == bar.width() - 1
    for one in (*aids, hint):
        assert not any(one.geometry().intersects(other.geometry()) for other in right)
