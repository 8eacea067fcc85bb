"""The check of packs by keyboard: a child's remarks as a list that leads to each question and its field."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.app.checkjobs import UNFINISHED, Remark
from quiz.app.workshop import Workshop, blank
from quiz.bank.bank import Bank
from quiz.core.questions import Kind, Question
from quiz.desktop.check.model import ABOUT, WHAT, RemarksModel, Shown
from quiz.desktop.check.view import CheckPage
from quiz.desktop.editor.answers import ChoiceAnswers
from quiz.desktop.editor.view import EditorPage
from quiz.desktop.start import Shell
from quiz.desktop.widgets.marks import icon_mark
from tests.desktop.errandwork import Errands, no_errand
from tests.desktop.studiowork import Key, editor, press, studio


@pytest.fixture
def errands(shell: Shell) -> Errands:
    made = Errands()
    shell.window.add_page("check", CheckPage(shell.services, errand=made))
    return made


def checking(shell: Shell) -> CheckPage:
    page = shell.window.page("check")
    assert isinstance(page, CheckPage)
    return page


def flawed(bank: Bank) -> dict[str, int]:
    shop = Workshop(bank)
    return {
        "error": shop.add(
            "kinds", Question("e", "Who directed the series?", Kind.CHOICE, ("A",), ("B", "C"))
        ),
        "warning": shop.add(
            "kinds", Question("w", "Which is not a colour?", Kind.CHOICE, ("Loud",), ("Red", "Blue"))
        ),
        "unfinished": shop.add("kinds", blank()),
    }


def test_a_pack_is_judged_and_each_remark_leads_to_its_field(
    qtbot: QtBot, shell: Shell, bank: Bank, errands: Errands
) -> None:
    keys = flawed(bank)
    editor(shell)
    press(qtbot, shell, Key.Key_F7)
    page = checking(shell)
    assert shell.window.current == "check"
    errands.last.went.emit(3)
    assert page._rows.text() == "3 questions looked at"
    errands.last.let_go()
    assert page.table.hasFocus()
    assert page.told.text() == "9 questions looked at. Enter goes to the question at hand."
    listed = {
        page.model.remark(row).key: page.model.remark(row).level for row in range(page.model.rowCount())
    }
    assert listed[keys["error"]] == "error"
    assert listed[keys["unfinished"]] == UNFINISHED
    press(qtbot, shell, Key.Key_N)
    assert page.model.rowCount() == 1
    assert page.detail.text().startswith("Not played yet: the prompt is empty")
    press(qtbot, shell, Key.Key_M)
    row = next(row for row in range(page.model.rowCount()) if page.model.remark(row).key == keys["error"])
    page.table.selectRow(row)
    press(qtbot, shell, Key.Key_Return)
    opened = shell.window.page("editor")
    assert isinstance(opened, EditorPage)
    assert shell.window.current == "editor"
    assert opened.form.prompt.toPlainText() == "Who directed the series?"
    assert opened.form.prompt.hasFocus()
    shell.window.open_page("check")
    press(qtbot, shell, Key.Key_Escape)
    assert shell.window.current == "editor"


def test_a_remark_about_an_answer_leads_to_the_answers(shell: Shell, bank: Bank, errands: Errands) -> None:
    key = Workshop(bank).add("kinds", Question("w", "Which one?", Kind.CHOICE, ("A",), ("B",)))
    editor(shell)
    page = checking(shell)
    page.open_question.emit(Remark(key, "error", "wrong", "why", "Which one?"))
    shell.flow.authoring._mend(Remark(key, "error", "wrong", "why", "Which one?"))
    opened = shell.window.page("editor")
    assert isinstance(opened, EditorPage)
    (answers,) = opened.form.findChildren(ChoiceAnswers)
    assert answers.fields[0].hasFocus()


def test_a_pack_without_a_flaw_says_so(qtbot: QtBot, shell: Shell, errands: Errands) -> None:
    editor(shell, "many")
    press(qtbot, shell, Key.Key_F7)
    page = checking(shell)
    errands.last.done.emit(type("Checked", (), {"questions": 250, "alone": True})())
    assert page._nothing.words.text() == "Nothing to mend."
    assert "too many to compare" in page.told.text()
    press(qtbot, shell, Key.Key_Return)
    assert len(errands.made) == 2


def test_it_is_stopped_and_looked_at_again(qtbot: QtBot, shell: Shell, errands: Errands) -> None:
    studio(shell)
    press(qtbot, shell, Key.Key_F7)
    page = checking(shell)
    assert page.heading._title.text() == "The same question twice"
    press(qtbot, shell, Key.Key_Escape)
    assert errands.last.stopped
    assert shell.window.current == "check"
    errands.last.refuse()
    assert page._nothing.words.text() == "It was stopped; Enter looks again."
    press(qtbot, shell, Key.Key_Return)
    errands.last.let_go()
    assert page.model.rowCount() == 1
    assert "asks the same" in page.model.index(0, WHAT).data()
    press(qtbot, shell, Key.Key_Escape)
    assert shell.window.current == "studio"


def test_what_was_asked_first_does_not_come_into_what_was_asked_next(shell: Shell, errands: Errands) -> None:
    page = checking(shell)
    page.controller.look("kinds")
    first = errands.last
    page.controller.look("many")
    assert first.stopped
    first.part.emit([tuple(Remark(1, "error", "prompt", "why", "q"))])
    first.let_go()
    assert page.controller.remarks == []
    errands.last.let_go()


def test_no_question_twice_says_so(shell: Shell, bank: Bank, errands: Errands) -> None:
    Workshop(bank).remove([1])
    studio(shell).comparing.click()
    errands.last.let_go()
    assert checking(shell)._nothing.words.text() == "No question stands in two packs."


def test_a_real_child_looks(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    flawed(bank)
    editor(shell).bar.check.click()
    page = checking(shell)
    qtbot.waitUntil(page.table.isVisible, timeout=30_000)
    assert page.model.rowCount() >= 2
    qtbot.waitUntil(no_errand)


def test_the_model_passes_qt_s_own_tester(qapp: QApplication, shell: Shell) -> None:
    model = RemarksModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    remarks = [
        Remark(n, ("error", "warning", UNFINISHED)[n % 3], "prompt", "<b>why</b>", f"Q{n}") for n in range(9)
    ]
    model.show_remarks(remarks, Shown.ALL)
    model.set_marks({"error": icon_mark("cross", 16, 1.0, shell.services.style.color("wrong"))})
    assert model.index(0, WHAT).data(Qt.ItemDataRole.DecorationRole).availableSizes() == [QSize(16, 16)]
    assert model.index(0, WHAT).data(Qt.ItemDataRole.AccessibleTextRole) == "To mend: <b>why</b>"
    assert model.index(0, ABOUT).data(Qt.ItemDataRole.ToolTipRole) is None
    model.show_remarks(remarks, Shown.WARNINGS)
    assert [model.remark(row).key for row in range(model.rowCount())] == [1, 4, 7]


def test_no_child_is_left(tmp_path: Path) -> None:
    assert no_errand()
