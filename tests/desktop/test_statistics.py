"""The statistics page: read with keys alone, at every size, with nothing, little and much to show."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quiz.bank.bank import Bank
from quiz.bank.figures import MetQuestion
from quiz.core.kinds import Kind
from quiz.core.questions import Question
from quiz.core.rating import Rating
from quiz.core.rules import Rules
from quiz.desktop.start import Shell
from quiz.desktop.statistics.model import COURSE_ROLE, DRAWN, QUESTION, RATING, QuestionsModel
from quiz.desktop.statistics.panels import QuestionsPanel
from quiz.desktop.statistics.view import By, StatisticsPage
from quiz.desktop.theme import Style
from tests.bank.making import Playing, choice, keys_of, new_round, pack
from tests.copied import copied
from tests.desktop.shellwork import make_shell
from tests.desktop.studiowork import press
from tests.desktop.test_accessibility import unnamed

Key = Qt.Key
LONG = "監督の名前は何ですか " * 6 + "Which <b>very</b> long question has no end at all, and goes on & on?"


def _furnish(bank: Bank, rounds: int) -> None:
    questions = [choice(n) for n in range(20)]
    questions[0] = replace(questions[0], prompt=LONG, category="監督と " * 9)
    bank.store_pack(pack(questions), shipped=True)
    bank.store_pack(pack([choice(n) for n in range(30, 40)], "other"), shipped=True)
    history(bank, rounds)


def history(bank: Bank, rounds: int) -> None:
    dice = random.Random(3)
    players = [bank.add_player("Rouge"), bank.add_player("Cyan")]
    for n in range(rounds):
        slug = "noir" if n % 3 else "other"
        keys = keys_of(bank, slug)
        chosen = [keys[0], *dice.sample(keys[1:], 4)]
        started = datetime.now(UTC) - timedelta(days=rounds - n)
        new = new_round(players[n % 4 == 1], chosen, Rules(count=5), packs=(slug,), started=started, seed=n)
        game = Playing(bank, new)
        for _ in chosen:
            game.answer(dice.random() < 0.6, dice.randrange(700, 15_000))
        bank.release(game.id)


HISTORIES = {rounds: partial(_furnish, rounds=rounds) for rounds in (0, 1, 3, 12, 40)}


@pytest.fixture
def bank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bank]:
    """A bank with as many rounds as ``played`` says, or three."""
    opened = copied(tmp_path / "bank.db", HISTORIES[getattr(request, "param", 3)])
    yield opened
    opened.close()


def played(*rounds: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("bank", rounds, indirect=True)


def opened(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank | None, size: tuple[int, int] = (1280, 800),
    **settings: object,
) -> tuple[Shell, StatisticsPage]:  # fmt: skip
    """The page, come to by the scores' key."""
    shell = make_shell(qapp, tmp_path, bank, **settings)  # type: ignore[arg-type]
    window = shell.window
    qtbot.addWidget(window)
    window.resize(*size)
    with qtbot.waitExposed(window):
        window.show()
    window.open_page("scores")
    press(qtbot, shell, Key.Key_T)
    assert window.current == "statistics"
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    qapp.processEvents()
    return shell, page


def test_the_model_passes_qt_s_own_tester(qapp: QApplication) -> None:
    model = QuestionsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_questions([met(course=(1500.0, 1612.4)), met(drawn=None, rating=None)])
    model.show_questions([])
    model.show_questions([met()])
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def met(**values: object) -> MetQuestion:
    question = Question("q", "Is <b>it</b>?", Kind.TRUEFALSE, ("true",))
    one = MetQuestion("noir", question, 1200, 400, 3, 1, ("false", 800), Rating(1612.4, 80, 0.06))
    return replace(one, **values)  # type: ignore[arg-type]


def test_what_stands_in_the_cells(qapp: QApplication) -> None:
    model = QuestionsModel()
    model.show_questions([met(), met(drawn=None, rating=None)])
    assert not model.has_courses
    cells = [[model.index(row, column).data() for column in range(5)] for row in range(2)]
    assert cells == [
        ["Is <b>it</b>?", "33 %", "1/3", "False · 800 ×", "1,612"],
        ["Is <b>it</b>?", "33 %", "1/3", "", ""],
    ]
    assert model.index(0, QUESTION).data(Qt.ItemDataRole.ToolTipRole) == "<qt>Is &lt;b&gt;it&lt;/b&gt;?</qt>"
    assert model.index(1, RATING).data(Qt.ItemDataRole.AccessibleTextRole) == "Rating none"
    assert model.told(0) == (
        "Is <b>it</b>? 33 % of all answers were right: 400 of 1,200. You: 1 of 3. "
        "What draws people: “False”, 800 times."
    )


def test_the_course_of_a_question_s_rating_is_told_and_painted(qtbot: QtBot, style: Style) -> None:
    model = QuestionsModel()
    model.show_questions([met(course=(1500.0, 1580.0, 1612.4)), met(course=(1500.0,))])
    assert model.has_courses
    assert model.index(0, RATING).data(COURSE_ROLE) == (1500.0, 1580.0, 1612.4)
    assert model.index(1, RATING).data(COURSE_ROLE) is None
    assert model.index(0, QUESTION).data(COURSE_ROLE) is None
    assert model.told(0).endswith("Rating over 3 days: from 1,500 to 1,612.")
    assert "Rating" not in model.told(1)
    panel = QuestionsPanel(style, "Hardest")
    qtbot.addWidget(panel)
    panel.show_questions([met(course=(1500.0, 1700.0)), met(course=(1500.0,))])
    panel.resize(1000, 300)
    picture = panel.grab().toImage()
    muted = style.color("muted").rgb()
    header = panel.table.horizontalHeader()
    left = header.sectionPosition(RATING) + panel.table.x()
    painted = [
        any(
            picture.pixel(x, y) == muted
            for x in range(left, left + 60)
            for y in range(top, top + panel.table.rowHeight(0))
        )
        for row in (0, 1)
        for top in [panel.table.y() + header.height() + panel.table.rowViewportPosition(row)]
    ]
    assert painted == [True, False]
    assert model.draws


@played(0)
def test_nobody_has_played(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    assert shell.window.focusWidget() is page.start
    assert not page.pack.isVisible()
    qtbot.keyClick(page.start, Key.Key_Return)
    assert shell.window.current == "home"
    shell.window.hide()


def test_before_the_bank_is_open_it_says_so(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, None)
    assert "being opened" in page._nothing.words.text()
    assert not page.start.isVisible()
    qtbot.keyClick(page, Key.Key_Escape)
    assert shell.window.current == "scores"
    shell.window.hide()


@played(1, 40)
def test_what_it_shows(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
    assert bank.ratings.due()
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    assert not bank.ratings.due(), "what was due is worked out while the page is open"
    assert not page.note.text().endswith("…")
    values = [figure.accessibleName() for figure in page.figures]
    assert values[0].endswith("accuracy")
    assert "give or take" in values[3]
    assert all(chart.count() for chart in page.charts)
    assert page.heading.accessibleName() or page.note.text()
    shell.window.hide()


@played(12)
def test_a_pack_alone_and_back_to_all(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    whole = page.note.text()
    assert shell.window.focusWidget() is page.pack
    qtbot.keyClick(page.pack, Key.Key_End)
    assert page.pack.currentData() == "other"
    assert page.note.text() != whole
    assert page.pack.count() == 3
    qtbot.keyClick(page.pack, Key.Key_Home)
    assert page.note.text() == whole
    shell.window.hide()


@played(12)
def test_accuracy_by_something_else(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    page.by.setFocus()
    titles = []
    for by in By:
        assert page.by.currentData() is by
        titles.append(page.accuracy.title)
        qtbot.keyClick(page.by, Key.Key_Down)
    assert titles == [
        "Accuracy by category",
        "Accuracy by difficulty",
        "Accuracy by kind",
        "Accuracy by pack",
    ]
    assert "Pack noir" in page.accuracy.told()
    shell.window.hide()


@played(12)
def test_all_of_it_is_reached_by_tab(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    seen: list[QWidget | None] = []
    for _ in range(30):
        focused = shell.window.focusWidget()
        seen.append(focused)
        qtbot.keyClick(focused, Key.Key_Tab)
        qapp.processEvents()
        assert focused is not None
        if page.frame.content.isAncestorOf(focused):
            assert focused.accessibleName()
            place = QRect(focused.mapTo(page.frame.viewport(), QPoint(0, 0)), focused.size())
            # A table is taller than the window: its top is what is looked for.
            place.setHeight(min(place.height(), 100))
            assert page.frame.viewport().rect().contains(place), focused.accessibleName()
    wanted = [*page.charts, page.by, page.hardest.table, page.easiest.table, page.pack, page.leaving]
    assert all(one in seen for one in wanted)
    shell.window.hide()


@played(12)
def test_every_control_has_a_name(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
    shell, _ = opened(qtbot, qapp, tmp_path, bank)
    assert unnamed(shell.window) == []
    shell.window.hide()


@played(12)
def test_a_question_is_told_in_words(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    table = page.hardest.table
    table.setFocus()
    assert page.hardest.detail.text() == page.hardest.model.told(0)
    qtbot.keyClick(table, Key.Key_Down)
    assert page.hardest.detail.text() == page.hardest.model.told(table.currentIndex().row())
    assert table.currentIndex().row() == 1
    shell.window.hide()


def test_a_copied_chart_is_said(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    page.times.setFocus()
    qtbot.keyClick(page.times, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert page.note.text() == "The picture is on the clipboard."
    shell.window.hide()


@played(12)
def test_another_player_has_other_figures(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank
) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    mine = page.note.text()
    shell.services.settings.change(player="Cyan")
    shell.window.open_page("scores")
    shell.window.open_page("statistics")
    assert page.note.text() != mine
    shell.services.settings.change(player="Nobody")
    shell.window.open_page("scores")
    shell.window.open_page("statistics")
    assert page.start.isVisible()
    shell.window.hide()


def test_nothing_is_rated_for_a_page_that_nobody_sees(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank
) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    shell.window.open_page("scores")
    history(bank, 2)
    page.controller.refresh()
    assert bank.ratings.due()
    shell.window.open_page("statistics")
    assert not bank.ratings.due()
    shell.window.hide()


def test_a_fault_is_said_in_a_sentence(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    monkeypatch.setattr(type(bank.figures), "record", lambda *_: 1 / 0)
    page.controller.refresh()
    assert "could not be read" in page._nothing.words.text()
    shell.window.hide()


@played(40)
@pytest.mark.parametrize("theme", ["dark", "contrast"])
@pytest.mark.parametrize(("percent", "size"), [(100, (1280, 800)), (200, (900, 600)), (150, (900, 600))])
def test_nothing_is_cut_off_and_nothing_overlaps(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    bank: Bank,
    theme: str,
    percent: int,
    size: tuple[int, int],
) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank, size, text_percent=percent, theme=theme)
    qapp.processEvents()
    content = page.frame.content
    parts: list[QWidget] = [*page.figures, *page.charts, page.by, page.hardest.table, page.easiest.table]
    places = [QRect(one.mapTo(content, QPoint(0, 0)), one.size()) for one in parts]
    assert all(place.left() >= 0 and place.right() < page.frame.viewport().width() for place in places)
    for n, one in enumerate(places):
        assert one.height() >= parts[n].minimumSizeHint().height()
        assert not any(one.intersects(other) for other in places[n + 1 :])
    for panel in (page.hardest, page.easiest):
        assert panel.table.verticalScrollBar().maximum() == 0
        assert panel.table.columnWidth(QUESTION) > 100
        assert sum(panel.table.columnWidth(n) for n in range(5)) <= panel.table.viewport().width() + 2
    assert page.hardest.table.isColumnHidden(DRAWN) is (percent > 100)
    shell.window.hide()


def test_the_calendar_is_of_today(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
    shell, page = opened(qtbot, qapp, tmp_path, bank)
    assert page.calendar._date(page.calendar.count() - 1) == date.today()
    qapp.sendEvent(page.calendar, QEvent(QEvent.Type.Leave))
    shell.window.hide()
