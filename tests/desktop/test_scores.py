from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.desktop.scores.model import COLUMNS, ScoresModel, when
from quiz.desktop.scores.view import ScoresPage
from quiz.desktop.services import Inline
from tests.desktop.shellwork import FakeBank, make_shell, row

TODAY = date(2026, 11, 22)


def test_the_model_passes_qt_s_own_tester(qapp: QApplication) -> None:
    model = ScoresModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([row(1), row(2, rank=None)], TODAY)
    model.show_rows([], TODAY)
    model.show_rows([row(3)], TODAY)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_what_stands_in_the_cells(qapp: QApplication) -> None:
    model = ScoresModel()
    model.show_rows([row(1), row(2, rank=None, titles=("a", "b"), answer_ms=83_000)], TODAY)
    cells = [[model.index(r, c).data() for c in range(len(COLUMNS))] for r in range(2)]
    assert cells[0] == [
        "1",
        "Today 14:02",
        "Rouge",
        "Metallic Rouge",
        "Standard",
        "12,479",
        "9/10",
        "42.4 s",
        "Finished",
        "1.0.0",
    ]
    assert (cells[1][0], cells[1][3], cells[1][7]) == ("", "2 packs", "1:23")
    score = model.index(0, COLUMNS.index("score"))
    assert score.data(Qt.ItemDataRole.AccessibleTextRole) == "Score 12,479"


def test_a_round_says_what_became_of_it(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    outcomes = ("finished", "time up", "out of lives", "abandoned", None)
    bank = FakeBank(rows=[row(n, outcome=outcome) for n, outcome in enumerate(outcomes)])
    shell = make_shell(qapp, tmp_path, bank)
    qtbot.addWidget(shell.window)
    shell.window.open_page("scores")
    page = shell.window.page("scores")
    assert isinstance(page, ScoresPage)
    column = COLUMNS.index("ending")
    assert page.table.isColumnHidden(column)
    page.latest.click()
    assert not page.table.isColumnHidden(column)
    told = [page.model.index(n, column).data() for n in range(len(outcomes))]
    assert told == ["Finished", "Time up", "Out of lives", "Given up", "Not over"]
    given_up = page.model.index(3, column)
    assert given_up.data(Qt.ItemDataRole.AccessibleTextRole) == "Ending Given up"
    assert given_up.data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("width", [900, 1000, 1280])
@pytest.mark.parametrize("percent", [80, 100, 150, 200])
def test_the_filters_stay_together(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, percent: int, width: int
) -> None:
    bank = FakeBank(names=["A player with a very long name indeed"], rows=[row(1)])
    shell = make_shell(qapp, tmp_path, bank, text_percent=percent)
    window = shell.window
    qtbot.addWidget(window)
    window.resize(width, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.open_page("scores")
    page = window.page("scores")
    assert isinstance(page, ScoresPage)
    page.pack.setCurrentIndex(3)
    page.player.setCurrentIndex(1)
    page.player.activated.emit(1)
    qapp.processEvents()
    pickers = [page.pack, page.mode, page.player]
    places = [QRect(one.mapTo(page, QPoint(0, 0)), one.size()) for one in pickers]
    assert all(page.rect().contains(place) for place in places)
    assert max(place.bottom() for place in places) < page.table.mapTo(page, QPoint(0, 0)).y()
    assert not any(one.intersects(other) for one, other in pairwise(places))
    if (percent, width) not in ((150, 900), (200, 900), (200, 1000)):
        assert len({place.y() for place in places}) == 1
    if (percent, width) in ((100, 1000), (100, 1280), (150, 1280)):
        assert abs(places[0].center().y() - page.best.mapTo(page, page.best.rect().center()).y()) <= 1
    window.hide()


def test_moments_as_one_says_them() -> None:
    assert when(datetime(2026, 11, 21, 9, 5, tzinfo=UTC), TODAY) == "Yesterday 09:05"


def test_filters_ask_the_bank_and_an_empty_board_says_what_to_do(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    bank = FakeBank(rows=[row(1), row(2)])
    shell = make_shell(qapp, tmp_path, bank)
    qtbot.addWidget(shell.window)
    shell.window.open_page("scores")
    page = shell.window.page("scores")
    assert isinstance(page, ScoresPage)
    assert page.model.rowCount() == 2
    bank.rows = []
    page.latest.click()
    assert not page.start.isHidden()
    assert page.clear.isHidden()
    page.pack.setCurrentIndex(page.pack.findData("jp"))
    page.pack.activated.emit(page.pack.currentIndex())
    assert bank.asked[-1][1].pack == "jp"
    assert not page.clear.isHidden()
    page.clear.click()
    assert page.pack.currentData() == ""
    with qtbot.waitSignal(page.play):
        page.enter()
    assert shell.window.current == "home"


def test_without_rounds_the_focus_is_on_what_can_be_done(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    bank = FakeBank(rows=[row(1)])
    shell = make_shell(qapp, tmp_path, bank)
    qtbot.addWidget(shell.window)
    shell.window.show()
    qtbot.waitExposed(shell.window)
    shell.window.open_page("scores")
    page = shell.window.page("scores")
    assert isinstance(page, ScoresPage)
    assert shell.window.focusWidget() is page.table
    bank.rows = []
    page.controller.refresh()
    assert shell.window.focusWidget() is page.start
    shell.window.hide()


def test_before_the_bank_is_open_it_says_so(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    shell = make_shell(qapp, tmp_path, None)
    qtbot.addWidget(shell.window)
    shell.window.open_page("scores")
    page = shell.window.page("scores")
    assert isinstance(page, ScoresPage)
    assert page.start.isHidden()


def test_in_a_small_window_the_page_follows_the_row(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    bank = FakeBank(rows=[row(n) for n in range(1, 60)])
    shell = make_shell(qapp, tmp_path, bank, text_percent=200)
    window = shell.window
    qtbot.addWidget(window)
    window.resize(900, 600)
    with qtbot.waitExposed(window):
        window.show()
    window.open_page("scores")
    page = window.page("scores")
    assert isinstance(page, ScoresPage)
    qapp.processEvents()
    for _ in range(12):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
        place = page.table.visualRect(page.table.currentIndex())
        at = page.table.viewport().mapTo(page.frame.viewport(), place.center()).y()
        assert 0 < at < page.frame.viewport().height()
    window.hide()


def test_a_board_reads_on_when_it_is_scrolled(qapp: QApplication) -> None:
    rows = [row(n) for n in range(1, 251)]
    model = ScoresModel()

    def more(at: int) -> None:
        model.add_rows(at, rows[at : at + 100])

    model.show_board(rows[:100], 250, TODAY, more)
    shown = [model.rowCount()]
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        shown.append(model.rowCount())
    assert shown == [100, 200, 250]
    assert [model.index(n, 0).data() for n in (0, 249)] == ["1", "250"]
    # The tester reads on by itself.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_board(rows[:100], 250, TODAY, more)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 250
    model.show_board(rows[:100], 250, TODAY, lambda at: model.add_rows(at, ()))
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    tester.deleteLater()


class Held(Inline):
    """A worker that does nothing until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.held = False
        self.waiting: list[Callable[[], None]] = []

    def run(self, *job: Any, **how: Any) -> None:
        if self.held:
            self.waiting.append(partial(super().run, *job, **how))
        else:
            super().run(*job, **how)

    def let_go(self) -> None:
        waiting, self.waiting = self.waiting, []
        for job in waiting:
            job()


def test_the_window_waits_for_no_page_of_a_board(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    bank, worker = FakeBank(rows=[row(n) for n in range(1, 251)]), Held()
    shell = make_shell(qapp, tmp_path, bank, worker)
    qtbot.addWidget(shell.window)
    shell.window.open_page("scores")
    page = shell.window.page("scores")
    assert isinstance(page, ScoresPage)
    worker.held, read = True, len(bank.asked)
    page.model.fetchMore(QModelIndex())
    assert (page.model.rowCount(), len(bank.asked)) == (100, read)
    # While it is read nobody asks for it again.
    assert not page.model.canFetchMore(QModelIndex())
    worker.let_go()
    assert page.model.rowCount() == 200
    # What comes for a board that is no longer shown is dropped.
    page.model.fetchMore(QModelIndex())
    worker.held = False
    page.controller.refresh()
    worker.let_go()
    assert page.model.rowCount() == 100
    # A board that cannot be read on ends there, and says so.
    bank.board = lambda *_, **__: 1 / 0  # type: ignore[method-assign, assignment]
    page.model.fetchMore(QModelIndex())
    assert page.model.rowCount() == 100
    assert not page.model.canFetchMore(QModelIndex())


def test_boards_and_periods_are_chosen(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    bank = FakeBank(rows=[row(1), row(2)])
    shell = make_shell(qapp, tmp_path, bank)
    qtbot.addWidget(shell.window)
    shell.window.open_page("scores")
    page = shell.window.page("scores")
    assert isinstance(page, ScoresPage)
    assert page.board.currentText().startswith("Metallic Rouge · Standard · Classic · 10 questions")
    assert page.search.isHidden()
    page.period.setCurrentIndex(page.period.findData("today"))
    page.period.activated.emit(1)
    view = bank.asked[-1][1]
    assert (view.key, view.since == view.until != "") == ("b", True)
    bank.rows = []
    page.controller.refresh()
    assert "Nobody stands here yet" in page._why.text()
    with qtbot.waitSignal(page.look) as opened:
        bank.rows = [row(5)]
        page.controller.refresh()
        page.enter()
    assert opened.args == [5]
