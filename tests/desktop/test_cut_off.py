"""No text is cut off, on any page, in the smallest window and with the largest text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from quiz.app import play
from quiz.bank.bank import Bank
from quiz.core.questions import Kind, Question
from quiz.desktop.flow import Opened
from quiz.desktop.round.stage import RoundView
from quiz.desktop.theme import Style
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.pips import Pips, PipState
from tests.core.makers import choice
from tests.desktop.cutoff import cut_off
from tests.desktop.playing import make_game
from tests.desktop.shellwork import CUT_OFF, FakeBank, FakePlay, make_shell, opened, row
from tests.desktop.table import Table
from tests.desktop.test_studio_access import WAYS, Way, hostile

NAME = "Rouge Redstar of the Nine, of the Immortals"[:40]
TITLE = "機動警察パトレイバー 劇場版とその時代、そしてその後の長い長い物語について"
SIZES = [(900, 600, 100), (900, 600, 200), (1280, 800, 200)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["home", "scores", "settings", "people", "welcome"])
def test_no_page_cuts_a_text_off(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, name: str, size: tuple[int, int, int]
) -> None:
    rows = [row(1, player=NAME, titles=(TITLE,)), row(2, player=NAME, rank=None)]
    bank = FakeBank(names=[NAME, "Naomi"], rows=rows, open=[CUT_OFF], missed=1000)
    shell = make_shell(qapp, tmp_path, bank, text_percent=size[2], player=NAME)
    qtbot.addWidget(shell.window)
    shell.flow.bank_opened(opened(bank, FakePlay()))
    shell.window.resize(*size[:2])
    shell.window.show()
    shell.window.open_page(name)
    for _ in range(3):
        qapp.processEvents()
    assert cut_off(shell.window.page(name)) == []
    shell.window.hide()
    shell.close()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("size", SIZES)
def test_no_page_of_the_studio_cuts_a_text_off(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank, way: Way, size: tuple[int, int, int]
) -> None:
    shell = make_shell(qapp, tmp_path, bank, text_percent=size[2])  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    shell.flow.bank_opened(Opened(bank, play))
    shell.window.resize(*size[:2])
    shell.window.show()
    way(shell, hostile(bank))
    for _ in range(3):
        qapp.processEvents()
    assert cut_off(shell.window) == []
    shell.window.hide()
    shell.close()


def long(kind: Kind) -> Question:
    """A question whose every part is long."""
    question = replace(choice(0, kind), prompt="Which of these did she see from the roof that night?")
    question = replace(question, explanation="Because of the rain. " * 6, source=TITLE)
    if kind in (Kind.CHOICE, Kind.MULTIPLE):
        return replace(question, wrong=(TITLE, "The one with three lines of words that do not end", "c"))
    if kind is Kind.ORDER:
        return replace(question, right=(TITLE, "two", "three", "four", "The fifth of them", "six"))
    return replace(question, unit="thousand light years from here") if kind is Kind.NUMBER else question


class Played:
    """A round's page in a size, at its first question."""

    def __init__(self, table: Table, question: Question, size: tuple[int, int, int]) -> None:
        self.table = table
        self.table.page.resize(*size[:2])
        others = [choice(n) for n in range(1, 6)]
        self.table.start(make_game([question, *others], self.table.memory, title=TITLE))
        self.table.read()
        self.view: RoundView = self.table.page.view

    def seen(self, widget: QWidget) -> bool:
        """Whether all of it lies in the view."""
        area = self.view.area.viewport()
        top = widget.mapTo(self.view, QPoint(0, 0)).y() - area.mapTo(self.view, QPoint(0, 0)).y()
        return top >= 0 and top + widget.height() <= area.height() + 1

    def answer(self) -> None:
        """Give something, and see what comes of it."""
        one = self.view.body.input
        if one is self.view.body.field:
            self.view.body.field.field.setText("7")
        elif one is self.view.body.tiles:
            self.table.press(self.table.right_key())
        if self.table.page.controller.phase.name == "RUNNING":
            one.confirm(0)
        self.table.settle()
        QApplication.processEvents()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("size", SIZES)
def test_a_round_cuts_nothing_off_and_shows_the_answers_with_the_question(
    tables: Callable[[], Table], style: Style, kind: Kind, size: tuple[int, int, int]
) -> None:
    style.change(scale=size[2] / 100)
    plain = replace(choice(0, kind), explanation="Because of the rain. " * 6)
    for question in (plain, long(kind)):
        played = Played(tables(), question, size)
        body = played.view.body
        assert cut_off(played.view) == []
        assert played.view.area.verticalScrollBar().value() == 0
        assert body.rest == 0 or (question is not plain and played.view.more.isVisible())
        before = (body.question.geometry(), body.input.geometry())
        played.answer()
        assert (body.question.geometry(), body.input.geometry()) == before, "nothing jumps"
        assert played.view.area.verticalScrollBar().value() == 0
        assert played.seen(body.panel)
        assert played.seen(body.panel.next)
        assert cut_off(played.view) == []


def test_a_crowded_question_is_paged_by_keys_and_its_feedback_stays_at_the_foot(
    tables: Callable[[], Table], style: Style
) -> None:
    style.change(scale=2.0)
    question = replace(long(Kind.ORDER), prompt="What came first, and what came after that? " * 6)
    played = Played(tables(), question, (900, 600, 200))
    view, bar = played.view, played.view.area.verticalScrollBar()
    assert view.more.isVisible()
    played.table.press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    while view.more.isVisible():
        before = bar.value()
        played.table.press(Qt.Key.Key_PageDown)
        assert bar.value() > before, "every press goes on, until nothing is left below"
    played.table.press(Qt.Key.Key_PageUp)
    played.table.press(Qt.Key.Key_PageUp)
    played.table.press(Qt.Key.Key_PageUp)
    assert bar.value() == 0
    for _ in view.body.order.rows:
        played.table.press(Qt.Key.Key_Down)
    assert played.seen(view.body.order.rows[-1]), "the view follows the keys"
    played.answer()
    panel = view.body.panel
    for value in (0, bar.maximum()):
        bar.setValue(value)
        assert played.seen(panel)
        assert played.seen(panel.next)
    foot = view.body.input.mapTo(view, view.body.input.rect().bottomLeft()).y()
    assert foot <= panel.mapTo(view, QPoint(0, 0)).y(), "all answers can be seen above it"


def test_a_sheet_says_what_the_tiles_that_it_covers_say(tables: Callable[[], Table], style: Style) -> None:
    style.change(scale=2.0)
    played = Played(tables(), choice(0), (900, 600, 200))
    played.table.press(played.table.right_key(1))
    played.table.settle()
    assert played.view.body.crowded
    assert choice(0).right[0] in played.view.body.panel.read_out()


@pytest.mark.parametrize("width", [120, 300, 900])
@pytest.mark.parametrize("count", [1, 6, 10, 50])
def test_every_pip_has_its_place(qtbot: QtBot, style: Style, width: int, count: int) -> None:
    style.change(scale=2.0)
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    pips = Pips(style)
    pips.set_states([PipState.OPEN] * count)
    column.addWidget(pips)
    box.resize(width, 400)
    box.show()
    QApplication.processEvents()
    assert pips.heightForWidth(pips.width()) <= pips.height()
    columns = pips._columns(pips.width())
    assert columns * pips._rows(pips.width()) >= count


def test_what_is_cut_off_is_found(qtbot: QtBot, style: Style) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    label, button = QLabel("A text that is too long", box), QPushButton("Another one", box)
    tall = Label(style, "Several words that need some lines", parent=box)
    label.setGeometry(0, 0, 30, 20)
    button.setGeometry(0, 30, 20, 30)
    tall.setGeometry(0, 70, 100, 10)
    box.resize(90, 200)
    box.show()
    assert {line.split()[0] for line in cut_off(box)} == {"QLabel", "QPushButton", "Label"}


@pytest.mark.parametrize("text", ["Metallic Rouge", TITLE])
def test_an_eyebrow_in_kanji_is_not_bold(qtbot: QtBot, style: Style, text: str) -> None:
    label = Label(style, text, "eyebrow")
    qtbot.addWidget(label)
    assert label.font().families()[0] == ("Inter" if text is TITLE else "Chakra Petch")
