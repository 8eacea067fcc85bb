"""The studio by keyboard: packs, the search, and the editor, on a real bank."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from quiz.app.packjobs import Report
from quiz.app.workshop import Workshop
from quiz.bank.author_views import Listing
from quiz.bank.bank import Bank, open_bank
from quiz.core.questions import Kind
from quiz.desktop.editor.answers import ChoiceAnswers, NumberAnswers, OrderAnswers, TextAnswers
from quiz.desktop.editor.model import COLUMNS, QuestionsModel
from quiz.desktop.editor.view import EditorPage
from quiz.desktop.intake.controller import Entry
from quiz.desktop.intake.view import IntakePage
from quiz.desktop.services import Worker
from quiz.desktop.start import Shell
from quiz.packs.formats.model import Counts
from tests.desktop.shellwork import make_shell
from tests.desktop.studiowork import (
    CTRL,
    KINDS,
    Key,
    choice,
    drop,
    editor,
    press,
    select,
    studio,
    with_file,
    write,
)


def test_packs_are_listed_with_what_they_are_made_of(shell: Shell) -> None:
    page = studio(shell)
    rows = [[page.packs_model.index(r, c).data() for c in range(3)] for r in range(2)]
    assert rows == [["All kinds", "6", "1.0.0"], ["Many & <b>more</b>", "250", "1.0.0"]]
    assert page.panel.fields["author"].text() == "Ann"
    assert page.panel.facts.text().split("\n")[0] == "6 questions"
    assert "Never answered yet" in page.panel.facts.text()


def test_a_search_finds_questions_of_all_packs_and_enter_opens_one(qtbot: QtBot, shell: Shell) -> None:
    page = studio(shell)
    press(qtbot, shell, Key.Key_F, CTRL)
    write(qtbot, shell, "number 123")
    qtbot.waitUntil(lambda: page.hits_model.rowCount() == 1)
    assert page.hits_model.index(0, 0).data() == "Who is number 123?"
    press(qtbot, shell, Key.Key_Return)
    assert shell.window.current == "editor"
    opened = shell.window.page("editor")
    assert isinstance(opened, EditorPage)
    assert opened.form.prompt.toPlainText() == "Who is number 123?"
    assert opened.table.currentIndex().row() == 123


def test_japanese_is_found_inside_a_sentence(qtbot: QtBot, shell: Shell) -> None:
    page = studio(shell)
    page.search.setText("誰")
    page.controller.search("誰")
    qtbot.waitUntil(lambda: page.hits_model.rowCount() == 1)
    press(qtbot, shell, Key.Key_Escape)
    assert page.hits.isHidden()


def test_a_new_pack_with_a_first_question_by_keyboard_alone(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    studio(shell)
    press(qtbot, shell, Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: shell.window.current == "editor")
    page = shell.window.page("editor")
    assert isinstance(page, EditorPage)
    press(qtbot, shell, Key.Key_N, CTRL)
    qtbot.waitUntil(page.form.prompt.hasFocus)
    write(qtbot, shell, "Who hunts the nine?")
    answers = page.form.findChildren(ChoiceAnswers)[0]
    for n, text in enumerate(("Rouge", "Naomi", "Gene")):
        answers.fields[n].setFocus()
        write(qtbot, shell, text)
    press(qtbot, shell, Key.Key_Escape)
    slug = page.controller.listing.slug
    (made,) = bank.pack(slug).questions
    assert (made.prompt, made.right, made.wrong) == ("Who hunts the nine?", ("Rouge",), ("Naomi", "Gene"))
    press(qtbot, shell, Key.Key_Escape)
    assert shell.window.current == "studio"


def test_details_of_a_pack_are_written_and_undone(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    page = studio(shell)
    title = page.panel.fields["title"]
    title.setFocus()
    title.selectAll()
    write(qtbot, shell, "Renamed")
    page.table.setFocus()
    assert bank.pack("kinds").head.title == "Renamed"
    page.undo.click()
    assert bank.pack("kinds").head.title == "All kinds"
    assert page.packs_model.index(0, 0).data() == "All kinds"


def test_a_pack_is_copied_merged_and_removed(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    page = studio(shell)
    page.panel.copy.click()
    assert page.packs_model.rowCount() == 3
    page.panel.into.setCurrentIndex(page.panel.into.findData("many"))
    page.panel.into.activated.emit(page.panel.into.currentIndex())
    info = bank.pack_info("many")
    assert info is not None
    assert info.questions == 256
    page.table.setFocus()
    page.table.selectRow(0)
    press(qtbot, shell, Key.Key_Delete)
    assert bank.pack_info("kinds") is None
    assert "Ctrl+Z" in page.told.text()
    page.undo.click()
    assert bank.pack_info("kinds") is not None


@pytest.mark.parametrize("row", range(len(KINDS)))
def test_the_form_gives_back_what_it_shows(shell: Shell, bank: Bank, row: int) -> None:
    page = editor(shell)
    select(page, row)
    assert page.form.question() == KINDS[row]
    page.controller.edited()
    page.controller.save()
    assert bank.pack("kinds").questions == KINDS


def test_each_kind_has_its_own_fields(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    page = editor(shell)
    select(page, 3)
    (text,) = page.form.findChildren(TextAnswers)
    text.right.setFocus()
    text.right.selectAll()
    write(qtbot, shell, "Hori Motonobu")
    select(page, 4)
    (number,) = page.form.findChildren(NumberAnswers)
    number.tolerance.setFocus()
    write(qtbot, shell, "0,5")
    select(page, 5)
    (order,) = page.form.findChildren(OrderAnswers)
    order.fields[0].setFocus()
    press(qtbot, shell, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    page.controller.save()
    found = bank.pack("kinds").questions
    assert found[3].right == ("Hori Motonobu",)
    assert str(found[4].tolerance) == "0.5"
    assert found[5].right == ("2", "1", "3")


def test_another_kind_keeps_what_it_can(shell: Shell, bank: Bank) -> None:
    page = editor(shell)
    select(page, 0)
    page.form.kind.setCurrentIndex(page.form.kind.findData("multiple"))
    page.form.kind.activated.emit(page.form.kind.currentIndex())
    page.controller.save()
    made = bank.pack("kinds").questions[0]
    assert (made.kind, made.right, made.wrong) == (Kind.MULTIPLE, ("Right 0",), ("Wrong 0", "Other 0"))


def test_what_is_to_be_mended_stands_beside_its_field(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    page = editor(shell)
    select(page, 0)
    page.form.prompt.setPlainText("Who directed the series?")
    assert "To mend:" in page.form.notes["prompt"].text()
    page.form.prompt.setPlainText("")
    assert page.form.notes["prompt"].text().startswith("Not played yet:")
    page.controller.save()
    # The game goes on with the last good state.
    assert bank.pack("kinds").questions[0] == KINDS[0]
    assert page.model.index(0, 0).data() == "• New question"
    page.form.prompt.setPlainText("Who directed Metallic Rouge?")
    assert page.form.notes["prompt"].isHidden()


def test_typing_is_kept_without_a_key(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    page = editor(shell)
    select(page, 0)
    page.form.prompt.setFocus()
    page.form.prompt.selectAll()
    write(qtbot, shell, "Kept by itself?")
    qtbot.waitUntil(lambda: bank.pack("kinds").questions[0].prompt == "Kept by itself?", timeout=5000)
    page.bar.undo.click()
    assert page.form.prompt.toPlainText() == "Who is number 0?"
    page.bar.redo.click()
    assert page.form.prompt.toPlainText() == "Kept by itself?"


def test_filter_order_and_search_in_a_pack(qtbot: QtBot, shell: Shell) -> None:
    page = editor(shell, "many")
    assert page.count.text() == "250 questions"
    page.filters.level.setCurrentIndex(page.filters.level.findData("hard"))
    page.filters.level.activated.emit(page.filters.level.currentIndex())
    assert page.model.rowCount() == 83
    page.filters.order.setCurrentIndex(page.filters.order.findData("prompt"))
    page.filters.order.activated.emit(page.filters.order.currentIndex())
    prompts = [page.model.index(row, 0).data() for row in range(83)]
    assert prompts == sorted(prompts)
    press(qtbot, shell, Key.Key_F, CTRL)
    write(qtbot, shell, "number 11")
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    assert page.model.index(0, 0).data() == "Who is number 110?"


def test_many_are_changed_and_removed_at_once(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    page = editor(shell, "many")
    select(page, 0, 1, 2)
    assert not page.bulk.isHidden()
    assert page.bulk.count.text() == "3 questions selected"
    page.bulk.category.setCurrentText("Noir")
    page.bulk.add_tags.setText("x, y")
    page.bulk.apply.click()
    assert [(q.category, q.tags) for q in bank.pack("many").questions[:4]] == [
        *[("Noir", ("x", "y"))] * 3, ("C1", ())
    ]  # fmt: skip
    select(page, 0, 1, 2)
    page.table.setFocus()
    press(qtbot, shell, Key.Key_Delete)
    assert len(bank.pack("many").questions) == 247
    page.bar.undo.click()
    page.bar.undo.click()
    assert bank.pack("many").questions == tuple(choice(n) for n in range(250))


def test_another_window_s_change_is_seen_and_never_overwritten(
    qtbot: QtBot, shell: Shell, bank: Bank
) -> None:
    page = editor(shell)
    select(page, 0)
    other = open_bank(bank.path, backups=False)
    key = next(iter(bank.desk.keys(Listing("kinds"))))

    def theirs(prompt: str) -> None:
        seen = other.desk.question_state(key)
        Workshop(other).save(key, seen, replace(seen.question, prompt=prompt))

    theirs("Theirs?")
    qtbot.waitUntil(lambda: page.form.prompt.toPlainText() == "Theirs?", timeout=5000)
    page.controller._look.stop()
    theirs("Theirs again?")
    page.form.prompt.setPlainText("Mine?")
    page.controller.save()
    assert bank.pack("kinds").questions[0].prompt == "Theirs again?"
    page.whose.keep_mine.click()
    assert bank.pack("kinds").questions[0].prompt == "Mine?"
    theirs("And again?")
    page.form.prompt.setPlainText("Mine again?")
    page.controller.save()
    page.whose.show_theirs.click()
    assert page.form.prompt.toPlainText() == "And again?"
    other.close()


def test_while_it_is_asked_whose_is_to_stay_nothing_of_one_s_own_is_lost(
    qtbot: QtBot, shell: Shell, bank: Bank
) -> None:
    page = editor(shell)
    select(page, 0)
    other = open_bank(bank.path, backups=False)
    key = next(iter(bank.desk.keys(Listing("kinds"))))

    def theirs(prompt: str) -> None:
        seen = other.desk.question_state(key)
        Workshop(other).save(key, seen, replace(seen.question, prompt=prompt))

    def stored() -> str:
        return bank.pack("kinds").questions[0].prompt

    page.controller._look.stop()
    page.form.prompt.setFocus()
    theirs("Theirs?")
    page.form.prompt.setPlainText("Mine")
    page.controller.save()
    assert page.whose.isVisible()
    assert shell.window.focusWidget() is page.form.prompt  # a key of the next word presses nothing
    page.controller._look_around()
    assert page.form.prompt.toPlainText() == "Mine"
    page.form.prompt.moveCursor(page.form.prompt.textCursor().MoveOperation.End)
    write(qtbot, shell, " and more")
    page.controller._typed()
    assert stored() == "Theirs?"
    press(qtbot, shell, Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert (stored(), page.form.prompt.toPlainText()) == ("Mine and more", "Mine and more")
    assert not page.whose.isVisible()
    write(qtbot, shell, " still")
    page.controller.save()
    assert stored() == "Mine and more still"
    theirs("Theirs again?")
    page.form.prompt.setPlainText("Mine once more")
    page.controller.save()
    select(page, 1)  # going on keeps one's own, and says so
    assert stored() == "Mine once more"
    assert "Ctrl+Z brings back" in page.told.accessibleName()
    page.controller.undo()
    assert stored() == "Theirs again?"
    other.close()


def test_a_question_that_another_window_removes_takes_nothing_that_is_written_with_it(
    qtbot: QtBot, shell: Shell, bank: Bank
) -> None:
    page = editor(shell)
    select(page, 0)
    page.controller._look.stop()
    other = open_bank(bank.path, backups=False)
    keys = list(bank.desk.keys(Listing("kinds")))
    page.form.prompt.setFocus()
    Workshop(other).remove(keys[:1])
    page.form.prompt.setPlainText("Mine")
    page.controller.save()
    assert page.whose.isVisible()
    page.controller._look_around()
    assert page.form.prompt.toPlainText() == "Mine"
    page.whose.keep_mine.click()
    assert bank.pack("kinds").questions[0].prompt == "Mine"
    Workshop(other).remove(keys[:1])
    page.controller._look_around()
    assert page.form.question() is None  # the next key belongs to no other question
    assert "Another window removed this question" in page.told.accessibleName()
    assert page.model.rowCount() == len(keys) - 1
    other.close()


def test_another_window_s_change_leaves_the_cursor_among_its_words(
    qtbot: QtBot, shell: Shell, bank: Bank
) -> None:
    page = editor(shell)
    select(page, 0)
    page.controller._look.stop()
    other = open_bank(bank.path, backups=False)
    key = next(iter(bank.desk.keys(Listing("kinds"))))
    page.form.prompt.setFocus()
    page.form.prompt.moveCursor(page.form.prompt.textCursor().MoveOperation.End)
    seen = other.desk.question_state(key)
    Workshop(other).save(key, seen, replace(seen.question, prompt="New words. " + seen.question.prompt))
    page.controller._look_around()
    write(qtbot, shell, " BBB")
    assert page.form.prompt.toPlainText() == f"New words. {seen.question.prompt} BBB"
    other.close()


def test_the_table_is_read_again_only_when_its_own_pack_was_written_to(
    shell: Shell, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = editor(shell)
    page.controller._look.stop()
    reads: list[Listing] = []
    keys = bank.desk.keys
    monkeypatch.setattr(bank.desk, "keys", lambda listing: (reads.append(listing), keys(listing))[1])
    other = open_bank(bank.path, backups=False)
    other.add_player("Somebody")
    Workshop(other).add("many", choice(999))
    page.controller._look_around()
    assert reads == []
    Workshop(other).add("kinds", choice(999))
    page.controller._look_around()
    page.controller._look_around()
    assert [listing.slug for listing in reads] == ["kinds"]
    assert page.model.rowCount() == 7
    other.close()


def test_the_pack_can_be_tried_at_once(qtbot: QtBot, shell: Shell) -> None:
    page = editor(shell)
    with qtbot.waitSignal(page.play) as asked:
        press(qtbot, shell, Key.Key_F6)
    assert asked.args == ["kinds"]


def test_the_model_reads_a_hundred_lines_at_a_time_and_passes_qt_s_own_tester(bank: Bank) -> None:
    reads: list[int] = []

    def lines(keys: object) -> object:
        reads.append(len(keys))  # type: ignore[arg-type]
        return bank.desk.lines(keys)  # type: ignore[arg-type]

    model = QuestionsModel(lines)  # type: ignore[arg-type]
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_keys(bank.desk.keys(Listing("many")))
    reads.clear()
    assert model.index(249, COLUMNS.index("answer")).data() == "Right 249"
    assert model.index(220, 0).data() == "Who is number 220?"
    assert reads == [50]
    model.refresh()
    assert model.row_of(-1) == -1


def test_files_and_texts_come_in_through_the_report(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = studio(shell)
    taken: list[object] = []
    intake = shell.window.page("intake")
    monkeypatch.setattr(intake, "take", taken.append)
    monkeypatch.setattr(intake, "take_text", taken.append)
    monkeypatch.setattr(
        "quiz.desktop.studio.view.QFileDialog.getOpenFileNames", lambda *_: ([str(tmp_path / "a.gift")], "")
    )
    page.importing.click()
    assert shell.window.current == "intake"
    data = with_file(tmp_path / "b.csv")
    page.dropEvent(drop(data))
    QGuiApplication.clipboard().setText("Q?\nA) x\nB) y\nANSWER: A")
    shell.window.open_page("studio")
    press(qtbot, shell, Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert taken == [[tmp_path / "a.gift"], [tmp_path / "b.csv"], "Q?\nA) x\nB) y\nANSWER: A"]


def test_the_pack_that_was_imported_is_at_hand_afterwards(shell: Shell, tmp_path: Path) -> None:
    page = studio(shell)
    assert page.controller.slug == "kinds"
    intake = shell.window.page("intake")
    assert isinstance(intake, IntakePage)
    shell.window.open_page("intake")
    report = Report("aiken", "Aiken", Counts.ROW, "many", "Many", taken=1, questions=1, changed=0, refused=0)
    intake.controller.entries = [Entry(tmp_path / "a.txt", report=report, imported=True)]
    intake.escape()
    assert (shell.window.current, page.controller.slug) == ("studio", "many")
    assert page.table.currentIndex().row() == 1


def test_home_and_end_lead_to_the_first_and_the_last_pack(qtbot: QtBot, shell: Shell) -> None:
    page = studio(shell)
    press(qtbot, shell, Key.Key_End)
    assert (page.table.currentIndex().row(), page.controller.slug) == (1, "many")
    press(qtbot, shell, Key.Key_Home)
    assert (page.table.currentIndex().row(), page.controller.slug) == (0, "kinds")


def test_what_was_said_is_gone_when_the_page_comes_again(qtbot: QtBot, shell: Shell) -> None:
    page = studio(shell)
    page.say("Undone: something")
    shell.window.open_page("home")
    assert studio(shell).told.text() == ""


def test_a_pack_goes_out_through_its_page(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = studio(shell)
    given: list[object] = []
    monkeypatch.setattr(shell.window.page("export"), "give", given.append)
    page.panel.export.click()
    assert (shell.window.current, given) == ("export", ["kinds"])


def test_no_tooltip_takes_a_title_or_a_prompt_for_markup(shell: Shell, bank: Bank) -> None:
    slug = Workshop(bank).new_pack("<img src=x>")
    Workshop(bank).add(slug, replace(choice(1), prompt="<b>Who</b>?"))
    page = studio(shell)
    role = Qt.ItemDataRole.ToolTipRole
    tips = [page.packs_model.index(row, 0).data(role) for row in range(3)]
    tips.append(editor(shell, slug).model.index(0, 0).data(role))
    assert not any("<img" in text for text in tips)
    assert not any("<b>" in text for text in tips)


def test_what_was_typed_last_is_kept_when_the_window_closes(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank
) -> None:
    """With the real worker, busy with something slow, as at the end of an evening."""
    made = make_shell(qapp, tmp_path, bank, worker=Worker())  # type: ignore[arg-type]
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.reveal()
    page = editor(made)
    qtbot.waitUntil(lambda: page.form.question() == KINDS[0])
    busy = threading.Event()
    made.services.worker.run(lambda: busy.wait(10), lambda _: None)
    page.form.prompt.setPlainText("First?")
    page.controller.save()
    page.form.prompt.setPlainText("Typed last?")
    made.window.close()
    later = threading.Timer(0.2, busy.set)
    later.start()
    made.close()
    later.join()
    assert bank.pack("kinds").questions[0].prompt == "Typed last?"


def test_a_title_that_is_being_typed_is_kept_when_the_page_closes(shell: Shell, bank: Bank) -> None:
    page = studio(shell)
    title = page.panel.fields["title"]
    title.setText("Half")
    title.setModified(True)
    page.controller.choose("kinds")
    assert title.text() == "Half"
    shell.window.open_page("scores")
    assert bank.pack("kinds").head.title == "Half"


def test_questions_are_moved_and_copied_by_keyboard_alone(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    page = editor(shell, "many")
    select(page, 0, 1)
    page.table.setFocus()
    press(qtbot, shell, Key.Key_M, CTRL)
    assert page.moving.pack.hasFocus()
    assert page.moving.count.text() == "Where shall 2 questions go?"
    assert page.bulk.isHidden()
    press(qtbot, shell, Key.Key_Escape)
    assert page.table.hasFocus()
    assert page.moving.isHidden()
    press(qtbot, shell, Key.Key_M, CTRL)
    press(qtbot, shell, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert len(bank.pack("kinds").questions) == 8
    assert page.told.accessibleName() == "2 questions copied"
    press(qtbot, shell, Key.Key_M, CTRL)
    press(qtbot, shell, Key.Key_Return)
    assert len(bank.pack("many").questions) == 248
    assert page.model.rowCount() == 248
    page.bar.undo.click()
    page.bar.undo.click()
    assert bank.pack("kinds").questions == KINDS
    assert len(bank.pack("many").questions) == 250


def test_where_there_is_no_other_pack_it_says_so(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    Workshop(bank).remove_pack("many")
    page = editor(shell)
    press(qtbot, shell, Key.Key_M, CTRL)
    assert "no other pack yet" in page.moving.count.text()
    assert page.moving.cancel.hasFocus()


def test_a_pack_that_is_opened_again_shows_its_question(shell: Shell) -> None:
    page = editor(shell)
    page.escape()
    page = editor(shell)
    assert page.form.question() == KINDS[0]


@pytest.mark.parametrize("kind", list(Kind))
def test_tab_leads_from_the_prompt_through_the_answers(
    qtbot: QtBot, shell: Shell, bank: Bank, kind: Kind
) -> None:
    page = editor(shell)
    page.controller.add(kind)
    page.form.prompt.setFocus()
    answers = page.form._answers
    assert answers is not None
    met = []
    for _ in range(12):
        press(qtbot, shell, Key.Key_Tab)
        focused = shell.window.focusWidget()
        if focused is None or not answers.isAncestorOf(focused):
            break
        met.append(focused)
    assert met, "the first stop is an answer"
    assert [one.mapTo(page, QPoint()).y() for one in met] == sorted(
        one.mapTo(page, QPoint()).y() for one in met
    )
    wanted = [one for one in answers.findChildren(QLineEdit) if one.isVisible() and one.isEnabled()]
    assert all(one in met for one in wanted)
    page.controller.leave()
