"""A round of the history, by keyboard alone: gone through, appealed, removed, brought back, played again."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.bank.bank import Bank
from quiz.bank.views import Heard, Search, Standing
from quiz.core.rules import Preset, Rules
from quiz.desktop.past.view import PastPage
from quiz.desktop.past.words import heard_line, lines
from quiz.desktop.scores.model import ScoresModel
from quiz.desktop.scores.view import ScoresPage
from quiz.desktop.start import Shell
from tests.bank.making import Playing, keys_of, new_round
from tests.desktop.test_scores import TODAY, row

RULES = Rules(count=4, preset=Preset.FLAT)


def played(
    bank: Bank, right: tuple[bool, ...] = (True, False, True, False), seed: int = 7, **rest: Any
) -> int:
    ann = bank.add_player("Ann")
    plan = keys_of(bank, "many")[: len(right)]
    game = Playing(bank, new_round(ann, plan, rest.pop("rules", RULES), packs=("many",), seed=seed, **rest))
    for good in right:
        game.answer(good)
    bank.release(game.id)
    return game.id


def history(qtbot: QtBot, shell: Shell) -> ScoresPage:
    # Shortcuts work in the active window only.
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow)
    shell.window.open_page("scores")
    page = shell.window.page("scores")
    assert isinstance(page, ScoresPage)
    page.latest.click()
    page.table.setFocus()
    return page


def press(qtbot: QtBot, shell: Shell, key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(shell.window.focusWidget() or shell.window, key, held)


def past(shell: Shell) -> PastPage:
    assert shell.window.current == "past"
    page = shell.window.page("past")
    assert isinstance(page, PastPage)
    return page


def test_a_round_is_gone_through_and_appealed_by_keys(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    key = played(bank)
    history(qtbot, shell)
    press(qtbot, shell, Qt.Key.Key_Return)
    page = past(shell)
    assert page.place.accessibleName() == "Question 1 of 4"
    assert not page.appeal.isEnabled()
    press(qtbot, shell, Qt.Key.Key_Right)
    assert page.place.accessibleName() == "Question 2 of 4"
    assert page.verdict.accessibleName() == "Wrong"
    press(qtbot, shell, Qt.Key.Key_A)
    assert page.said.text() == "Right on appeal. 2,000 → 3,000 points, still place 1 of 1."
    assert page.verdict.accessibleName() == "Right on appeal"
    assert bank.latest()[0].score == 3_000
    press(qtbot, shell, Qt.Key.Key_A)
    assert page.said.text().startswith("The appeal is taken back. 3,000 → 2,000 points")
    assert bank.latest()[0].score == 2_000
    press(qtbot, shell, Qt.Key.Key_End)
    assert page.place.accessibleName() == "Question 4 of 4"
    assert not page.after.isEnabled()
    press(qtbot, shell, Qt.Key.Key_Home)
    assert page.place.accessibleName() == "Question 1 of 4"
    press(qtbot, shell, Qt.Key.Key_Escape)
    assert shell.window.current == "scores"
    assert bank.archive.read(key).state.right == 2


def test_a_round_is_removed_and_comes_back(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    one, two = played(bank), played(bank, seed=8)
    page = history(qtbot, shell)
    assert page.model.rowCount() == 2
    press(qtbot, shell, Qt.Key.Key_Delete)
    assert page.model.rowCount() == 1
    assert "Ctrl+Z" in page.said.text()
    press(qtbot, shell, Qt.Key.Key_Return)
    press(qtbot, shell, Qt.Key.Key_Delete)
    assert shell.window.current == "scores"
    assert not list(bank.archive.keys(Search()))
    press(qtbot, shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sorted(bank.archive.keys(Search())) == [one, two]
    assert page.model.rowCount() == 2
    press(qtbot, shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.said.text() == "There is no removed round to bring back."


def test_it_is_played_again_with_the_same_questions(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    key = played(bank)
    old = bank.archive.read(key)
    history(qtbot, shell)
    press(qtbot, shell, Qt.Key.Key_Return)
    with qtbot.waitSignal(shell.flow.began) as begun:
        press(qtbot, shell, Qt.Key.Key_P)
    (game,) = begun.args
    assert (game.new.plan, game.new.seed, game.new.ranked) == (
        old.stored.new.plan,
        old.stored.new.seed,
        False,
    )
    assert shell.window.current == "round"
    page: Any = shell.window.page("round")
    page.controller.abandon()
    game.close()


def test_when_its_questions_have_gone_it_says_so(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    played(bank)
    bank.remove_pack("many")
    history(qtbot, shell)
    press(qtbot, shell, Qt.Key.Key_Return)
    page = past(shell)
    assert page.prompt.text()
    assert not page.correct.isEnabled()
    press(qtbot, shell, Qt.Key.Key_P)
    assert "no longer in the bank" in page.said.text()


def test_a_round_that_was_cut_off_is_continued(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    played(bank, (True, False), rules=Rules(count=4))
    ann = bank.add_player("Ann")
    game = Playing(bank, new_round(ann, keys_of(bank, "many")[:4], RULES, packs=("many",), seed=9))
    game.answer(False)
    bank.release(game.id)
    history(qtbot, shell)
    press(qtbot, shell, Qt.Key.Key_Return)
    page = past(shell)
    assert page.again.isHidden()
    assert not page.appeal.isEnabled()
    with qtbot.waitSignal(shell.flow.began) as begun:
        press(qtbot, shell, Qt.Key.Key_C)
    assert begun.args[0].round_id == game.id
    round_page: Any = shell.window.page("round")
    round_page.controller.abandon()
    begun.args[0].close()


def test_a_wrong_key_is_corrected_from_there(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    played(bank)
    history(qtbot, shell)
    press(qtbot, shell, Qt.Key.Key_Return)
    prompt = past(shell).prompt.text()
    press(qtbot, shell, Qt.Key.Key_E)
    assert shell.window.current == "editor"
    editor: Any = shell.window.page("editor")
    assert editor.form.prompt.toPlainText() == prompt


def test_the_history_is_searched(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    played(bank)
    page = history(qtbot, shell)
    press(qtbot, shell, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.focusWidget() is page.search
    for sign, rows in (("z", 0), ("", 1)):
        page.search.setText(sign)
        page.searched.emit()
        assert page.model.rowCount() == rows


def test_a_hundred_thousand_rounds_are_read_page_by_page(qapp: QApplication) -> None:
    from array import array

    asked: list[int] = []

    def read(keys: Any) -> dict[int, Any]:
        asked.append(len(keys))
        return {key: row(key) for key in keys}

    model = ScoresModel(read)
    # The tester looks at every row that comes, so it gets a few pages only.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_keys(array("q", range(1, 301)), TODAY)
    tester.deleteLater()
    qapp.sendPostedEvents(tester, QEvent.Type.DeferredDelete)
    model.show_keys(array("q", range(1, 100_001)), TODAY)
    asked.clear()
    assert model.index(99_999, 2).data() == "Rouge"
    assert model.index(0, 2).data() == "Rouge"
    assert sum(asked) <= 200


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (Standing(3, 9, False, 5, 2), Standing(1, 9, True, 5, 1), "place 3 → 1 of 9."),
        (Standing(None, 9, False, 5, None), Standing(None, 9, False, 5, None), "2,000 points."),
    ],
)
def test_the_change_is_told(before: Standing, after: Standing, says: str, bank: Bank) -> None:
    state = bank.archive.read(played(bank)).state
    assert heard_line(Heard(1, True, state, 1_000, before, after)).endswith(says)
    assert "Nothing changes" in heard_line(Heard(1, True, state, state.score, before, before))


def test_choices_stand_as_they_were_shown(bank: Bank) -> None:
    state = bank.archive.read(played(bank)).state
    shown = lines(state.answers[1])
    assert [line.text for line in shown] == list(state.answers[1].choices)
    assert sorted(line.told for line in shown if line.told) == ["right", "your answer"]
    assert [line.told for line in lines(state.answers[0]) if line.told] == ["right, your answer"]
