"""Find and replace by keyboard: what would change, ticks, the change, its undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from quiz.app.replacing import Part, Piece, Replacing, Scope
from quiz.bank.bank import Bank, open_bank
from quiz.desktop.editor.view import EditorPage
from quiz.desktop.replace.controller import Phase
from quiz.desktop.replace.model import AFTER, BEFORE, PART, PiecesModel, cut
from quiz.desktop.replace.view import ReplacePage
from quiz.desktop.services import Worker
from quiz.desktop.start import Shell
from tests.desktop.shellwork import make_shell
from tests.desktop.studiowork import CTRL, Key, editor, press, select, studio, write


def replacing(shell: Shell) -> ReplacePage:
    page = shell.window.page("replace")
    assert isinstance(page, ReplacePage)
    return page


def piece(n: int, before: str = "old") -> Piece:
    return Piece(n, Part.PROMPT, 0, before, "new", ((0, 3),), ((0, 3),))


def look_for(qtbot: QtBot, shell: Shell, text: str, instead: str = "") -> ReplacePage:
    page = replacing(shell)
    page.wanted.setFocus()
    page.wanted.selectAll()
    write(qtbot, shell, text)
    page.instead.setFocus()
    page.instead.selectAll()
    if instead:
        write(qtbot, shell, instead)
    qtbot.waitUntil(
        lambda: not page.controller._soon.isActive() and page.controller.phase is not Phase.LOOKING
    )
    return page


def test_a_pack_is_searched_changed_and_undone_by_keyboard_alone(
    qtbot: QtBot, shell: Shell, bank: Bank
) -> None:
    before = bank.pack("many").questions
    editor(shell, "many")
    press(qtbot, shell, Key.Key_H, CTRL)
    assert shell.window.current == "replace"
    page = look_for(qtbot, shell, "number 24", "the N")
    assert page.model.rowCount() == 11
    assert page.told.text() == "11 texts would change."
    assert [page.model.index(0, column).data() for column in (PART, BEFORE, AFTER)] == [
        "Question", "Who is number 24?", "Who is the N?"
    ]  # fmt: skip
    press(qtbot, shell, Key.Key_Return)
    assert page.table.hasFocus()
    press(qtbot, shell, Key.Key_Space)
    assert page.go.label == "Replace 10"
    press(qtbot, shell, Key.Key_Return, CTRL)
    found = bank.pack("many").questions
    assert (found[24].prompt, found[240].prompt) == (before[24].prompt, "Who is the N0?")
    assert page.told.text() == "10 questions changed; Ctrl+Z brings them back. 1 text would change."
    assert page.model.rowCount() == 1
    press(qtbot, shell, Key.Key_Z, CTRL)
    assert bank.pack("many").questions == before
    assert page.model.rowCount() == 11
    assert page.told.text().startswith("Undone: ")
    press(qtbot, shell, Key.Key_Escape)
    assert shell.window.current == "editor"


def test_the_chosen_questions_the_pack_or_all_packs(qtbot: QtBot, shell: Shell) -> None:
    page = editor(shell, "many")
    select(page, 0, 1, 2)
    page.bar.replace.click()
    found = look_for(qtbot, shell, "who is")
    assert found.where.currentText() == "3 chosen questions"
    assert found.model.rowCount() == 3
    for n, rows in ((1, 250), (2, 251)):
        found.where.setCurrentIndex(n)
        found.where.activated.emit(n)
        assert found.model.rowCount() == rows
    found.escape()
    studio(shell)
    press(qtbot, shell, Key.Key_H, CTRL)
    assert found.where.count() == 1
    assert found.model.rowCount() == 251
    found.escape()
    assert shell.window.current == "studio"


def test_a_filter_of_the_table_is_a_choice(qtbot: QtBot, shell: Shell) -> None:
    page = editor(shell, "many")
    page.filters.category.setCurrentIndex(1)
    page.filters.category.activated.emit(1)
    page.bar.replace.click()
    assert replacing(shell).scope().keys == tuple(page.model.keys)
    assert len(page.model.keys) == 125


def test_fields_case_and_words_narrow_it(qtbot: QtBot, shell: Shell) -> None:
    editor(shell, "many").bar.replace.click()
    page = look_for(qtbot, shell, "right 1")
    assert page.model.rowCount() == 111
    page.words.click()
    assert page.model.rowCount() == 1
    page.case.click()
    assert page.model.rowCount() == 0
    assert page.told.text() == "It stands nowhere here."
    assert not page.go.isEnabled()
    page.parts[Part.ANSWERS].click()
    page.case.click()
    assert page.model.rowCount() == 0
    for check in page.parts.values():
        if check.isChecked():
            check.click()
    assert page.told.text() == "No field is chosen to look in; choose one."


def test_enter_in_the_table_opens_the_question(qtbot: QtBot, shell: Shell) -> None:
    studio(shell).replacing.click()
    page = look_for(qtbot, shell, "number 123")
    page.table.setFocus()
    page.table.selectRow(0)
    press(qtbot, shell, Key.Key_Return)
    opened = shell.window.page("editor")
    assert isinstance(opened, EditorPage)
    assert shell.window.current == "editor"
    assert opened.form.prompt.toPlainText() == "Who is number 123?"


def test_more_than_can_be_shown_is_told(qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.desktop.replace.controller.MOST_PIECES", 40)
    monkeypatch.setattr("quiz.app.replacing._KEYS_A_STEP", 30)
    editor(shell, "many").bar.replace.click()
    page = look_for(qtbot, shell, "who is")
    assert page.model.rowCount() == 40
    assert "the first 40. Replace these, then look for more." in page.told.text()


def test_a_long_search_is_stopped_and_keeps_what_it_found(
    qtbot: QtBot, qapp: object, tmp_path: object, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.app.replacing._KEYS_A_STEP", 5)
    made = make_shell(qapp, tmp_path, bank, worker=Worker())  # type: ignore[arg-type]
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.reveal()
    page = made.window.page("replace")
    assert isinstance(page, ReplacePage)
    made.window.open_page("replace")
    page.ask(Scope("many"), "Many")
    page.wanted.setText("who is")
    page.controller.look()
    assert page.progress.isVisible()
    qtbot.waitUntil(lambda: page.model.rowCount() >= 5)
    page.escape()
    assert page.controller.phase is Phase.FOUND
    assert page.told.text().startswith("Stopped. ")
    n = page.model.rowCount()
    assert n < 250
    # What is still on its way comes to nothing.
    made.services.worker.run(lambda: None, lambda _: None)
    qtbot.wait(20)
    assert page.model.rowCount() == n
    made.window.close()
    made.close()


def test_what_another_window_changed_meanwhile_stays(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    from quiz.app.workshop import Workshop

    editor(shell, "many").bar.replace.click()
    page = look_for(qtbot, shell, "number 24?", "X")
    other = open_bank(bank.path, backups=False)
    Workshop(other).replace_all(
        [Piece(page.model.piece(0).key, Part.PROMPT, 0, "Who is number 24?", "Theirs?", (), ())]
    )
    other.close()
    page.go.click()
    assert bank.pack("many").questions[24].prompt == "Theirs?"


def test_the_model_passes_qt_s_own_tester(qtbot: QtBot) -> None:
    model = PiecesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.add([piece(n) for n in range(5)])
    model.add([])
    with qtbot.waitSignal(model.ticked):
        model.toggle([1, 3])
    assert [one.key for one in model.wanted] == [0, 2, 4]
    assert model.index(1, PART).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert "left as it is" in model.index(1, PART).data(Qt.ItemDataRole.AccessibleTextRole)
    model.toggle([1, 2])
    assert model.wanted_count == 4
    assert model.index(0, BEFORE).data(Qt.ItemDataRole.ToolTipRole) is None
    model.clear()
    assert (model.rowCount(), model.wanted) == (0, [])


def test_a_long_text_is_cut_before_its_first_piece() -> None:
    before = "x" * 100 + "\nold and old"
    one = Piece(
        1,
        Part.PROMPT,
        0,
        before,
        before.replace("old", "n"),
        ((101, 104), (109, 112)),
        ((101, 102), (107, 108)),
    )
    for after, word in ((False, "old"), (True, "n")):
        text, spans = cut(one, after=after)
        assert text.startswith("…x")
        assert "\n" not in text
        assert [text[start:end] for start, end in spans] == [word, word]


def test_painting_marks_the_pieces(qtbot: QtBot, shell: Shell) -> None:
    editor(shell, "many").bar.replace.click()
    page = look_for(qtbot, shell, "number 24", "X")
    page.table.clearSelection()
    image = page.table.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(60, 120)}
    assert {shell.services.style.color(role).name() for role in ("wrong_fill", "right_fill")} <= colours


def test_replacing_nothing_is_no_search(qtbot: QtBot, shell: Shell) -> None:
    editor(shell, "many").bar.replace.click()
    page = replacing(shell)
    assert page.replacing() == Replacing("", "")
    assert page.told.text().startswith("Write what to look for")
    press(qtbot, shell, Key.Key_Return)
    assert page.model.rowCount() == 0
