"""A question on the very page of the round, and a pack tried at once: nothing of it is recorded."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from quiz.app.play import Game
from quiz.bank.bank import Bank
from quiz.core.rules import Mode
from quiz.desktop.preview.view import PreviewPage
from quiz.desktop.round.controller import Phase
from quiz.desktop.round.view import RoundPage
from quiz.desktop.start import Shell
from tests.desktop.studiowork import CTRL, KINDS, Key, editor, press, select


def preview(shell: Shell) -> PreviewPage:
    page = shell.window.page("preview")
    assert isinstance(page, PreviewPage)
    return page


@pytest.mark.parametrize("row", range(len(KINDS)))
@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F5])
def test_each_kind_is_shown_as_it_is_played(qtbot: QtBot, shell: Shell, row: int, key: Key) -> None:
    select(editor(shell), row)
    press(qtbot, shell, Key.Key_F5)
    page = preview(shell)
    assert shell.window.current == "preview"
    page.grab()
    page.controller.frame()
    assert page.view.body.question.text == KINDS[row].prompt
    assert page.controller.phase is Phase.RUNNING
    press(qtbot, shell, key)
    assert shell.window.current == "editor"
    assert page.controller.phase is Phase.IDLE


def test_what_stands_in_the_form_is_what_is_shown_and_answered(
    qtbot: QtBot, shell: Shell, bank: Bank
) -> None:
    page = editor(shell)
    page.form.prompt.setPlainText("Typed just now?")
    page.form.explanation.setPlainText("Because.")
    page.form.prompt.setFocus()
    press(qtbot, shell, Key.Key_F5)
    shown = preview(shell)
    shown.grab()
    shown.controller.frame()
    assert shown.view.body.question.text == "Typed just now?"
    press(qtbot, shell, Key.Key_1)
    qtbot.waitUntil(lambda: shown.controller.phase is Phase.FEEDBACK)
    assert "Because." in shown.view.body.panel.read_out()
    qtbot.waitUntil(lambda: shown.view.body.panel.next.label == "Back")
    press(qtbot, shell, Key.Key_W)
    press(qtbot, shell, Key.Key_Return)
    assert shell.window.current == "editor"
    assert page.form.prompt.hasFocus()
    assert bank.latest() == []
    assert bank.pack("kinds").questions[0].prompt == "Typed just now?"


def test_leave_leads_back_without_asking(qtbot: QtBot, shell: Shell) -> None:
    editor(shell)
    press(qtbot, shell, Key.Key_F5)
    page = preview(shell)
    page.grab()
    page.controller.frame()
    page.view.body.bar.leave.click()
    qtbot.waitUntil(lambda: shell.window.current == "editor")


def test_an_unfinished_question_says_why_it_is_not_shown(qtbot: QtBot, shell: Shell) -> None:
    page = editor(shell)
    page.form.prompt.setPlainText("")
    press(qtbot, shell, Key.Key_F5)
    assert shell.window.current == "editor"
    assert page.told.accessibleName() == "It cannot be shown yet: the prompt is empty; write what is asked."


def test_a_pack_is_tried_without_a_clock_and_leads_back(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    begun: list[Game] = []
    shell.flow.began.connect(begun.append)
    editor(shell)
    press(qtbot, shell, Key.Key_F6)
    assert shell.window.current == "round"
    (game,) = begun
    assert (game.new.rules.mode, game.new.rules.seconds, game.new.ranked) == (Mode.PRACTICE, 0, False)
    assert game.new.packs == ("kinds",)
    page = shell.window.page("round")
    assert isinstance(page, RoundPage)
    page.controller.ask_to_leave()
    page.controller.leave()
    qtbot.waitUntil(lambda: shell.window.current == "editor")


def test_an_empty_pack_says_that_it_cannot_be_tried(qtbot: QtBot, shell: Shell, bank: Bank) -> None:
    from quiz.app.workshop import Workshop

    page = editor(shell, Workshop(bank).new_pack("Empty"))
    press(qtbot, shell, Key.Key_F6)
    assert shell.window.current == "editor"
    assert "No question fits" in page.told.accessibleName()


def test_leaving_by_the_navigation_ends_it(qtbot: QtBot, shell: Shell) -> None:
    editor(shell)
    press(qtbot, shell, Key.Key_F5)
    press(qtbot, shell, Key.Key_P, CTRL)
    shell.window.open_page("studio")
    assert preview(shell).controller.phase is Phase.IDLE
