"""What packs and players are called is never taken for markup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from quiz.core.questions import Kind
from quiz.desktop.scores.model import COLUMNS, ScoresModel
from tests.core.makers import choice
from tests.desktop.playing import make_game
from tests.desktop.shellwork import CARDS, CUT_OFF, FakeBank, FakePlay, make_shell, opened, row
from tests.desktop.table import Table

TAG = "<img src='x'>" + " and many words more" * 9


class HostileBank(FakeBank):
    def cards(self, player_id: int) -> list[object]:  # type: ignore[override]
        return [CARDS[0]._replace(title=TAG), *CARDS[1:]]


def check(root: QWidget) -> None:
    for widget in root.findChildren(QWidget):
        assert "<img" not in widget.toolTip(), f"the tooltip of {widget!r}"
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget.text()


@pytest.mark.parametrize("name", ["home", "scores", "settings", "people"])
def test_no_page_takes_a_name_for_markup(qtbot: QtBot, qapp: QApplication, tmp_path: Path, name: str) -> None:
    cut_off = replace(CUT_OFF, titles=(TAG,))
    bank = HostileBank(names=[TAG], rows=[row(1, titles=(TAG,))], open=[cut_off])
    shell = make_shell(qapp, tmp_path, bank, player=TAG)
    qtbot.addWidget(shell.window)
    shell.window.resize(900, 600)
    shell.window.open_page(name)
    shell.flow.bank_opened(opened(bank, FakePlay()))
    shell.window.show()
    qapp.processEvents()
    assert shell.window.navigation.player.toolTip()
    check(shell.window)
    shell.window.hide()


def test_the_scores_tell_a_long_title_as_it_is(qapp: QApplication) -> None:
    model = ScoresModel()
    model.show_rows([row(1, titles=(TAG,))], row(1).started.date())
    told = model.index(0, COLUMNS.index("pack")).data(Qt.ItemDataRole.ToolTipRole)
    assert told.startswith("<qt>&lt;img")


@pytest.mark.parametrize("kind", list(Kind))
def test_no_part_of_a_round_takes_a_text_for_markup(table: Table, kind: Kind) -> None:
    question = replace(choice(0, kind), prompt=TAG, explanation=TAG, source=TAG)
    table.start(make_game([question], table.memory, title=TAG))
    table.read()
    check(table.page)
