"""A new question in the editor takes what is typed at once, however long the bank takes to have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.app import play
from quiz.app.workshop import Workshop
from quiz.bank.bank import Bank
from quiz.bank.refusals import BankRefusal
from quiz.core.questions import Pack, PackHead, Question
from quiz.desktop.editor.view import EditorPage
from quiz.desktop.flow import Opened
from quiz.desktop.services import Inline
from quiz.desktop.start import Shell
from quiz.words import Refused
from tests.desktop.shellwork import make_shell
from tests.desktop.studiowork import CTRL, KINDS, Key, editor, press, write


class Held(Inline):
    """A worker that does nothing until it is let go, and then everything in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.held = False
        self._waiting: list[Callable[[], None]] = []

    def run(self, task: Any, then: Any, failed: Any = None, *, keeps: bool = False) -> None:
        def work() -> None:
            super(Held, self).run(task, then, failed or _raise, keeps=keeps)

        self._waiting.append(work)
        if not self.held:
            self.go()

    def go(self) -> None:
        self.held = False
        while self._waiting:
            self._waiting.pop(0)()


def _raise(error: Exception) -> None:
    raise error


@pytest.fixture
def worker() -> Held:
    return Held()


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank, worker: Held) -> Iterator[Shell]:
    made = make_shell(qapp, tmp_path, bank, worker=worker)  # type: ignore[arg-type]
    made.flow.bank_opened(Opened(bank, play))
    qtbot.addWidget(made.window)
    made.window.resize(1280, 800)
    with qtbot.waitExposed(made.window):
        made.window.reveal()
    yield made
    worker.go()
    made.window.open_page("settings")
    made.close()


def prompts(bank: Bank, slug: str) -> list[str]:
    return [found.prompt for found in _lines(bank, slug)]


def _lines(bank: Bank, slug: str) -> list[Question]:
    from quiz.bank.author_views import Listing

    return [bank.desk.question_state(key).question for key in bank.desk.keys(Listing(slug))]


def test_what_is_typed_after_ctrl_n_is_the_new_question_s(
    qtbot: QtBot, shell: Shell, bank: Bank, worker: Held
) -> None:
    page = editor(shell)
    page.form.prompt.setFocus()
    worker.held = True
    press(qtbot, shell, Key.Key_N, CTRL)
    assert page.form.prompt.hasFocus()
    write(qtbot, shell, "Fast typing")
    page.controller.save()
    worker.go()
    write(qtbot, shell, " third")
    page.controller.save()
    assert prompts(bank, "kinds") == [*(one.prompt for one in KINDS), "Fast typing third"]
    assert page.table.currentIndex().row() == len(KINDS)
    assert page.form.prompt.hasFocus()


def test_the_first_question_of_an_empty_pack_has_the_cursor(
    qtbot: QtBot, shell: Shell, bank: Bank, worker: Held
) -> None:
    bank.store_pack(Pack(PackHead("empty", "Empty"), ()), shipped=False)
    page = editor(shell, "empty")
    worker.held = True
    press(qtbot, shell, Key.Key_N, CTRL)
    write(qtbot, shell, "Which city is the capital of Peru?")
    worker.go()
    page.controller.save()
    assert prompts(bank, "empty") == ["Which city is the capital of Peru?"]
    assert page.form.prompt.hasFocus()


def test_a_listing_that_comes_late_takes_nothing_away(
    qtbot: QtBot, shell: Shell, bank: Bank, worker: Held
) -> None:
    page = editor(shell)
    worker.held = True
    page.controller.refresh()
    press(qtbot, shell, Key.Key_N, CTRL)
    write(qtbot, shell, "Still here?")
    page.controller.refresh()
    worker.go()
    page.controller.save()
    assert prompts(bank, "kinds")[-1] == "Still here?"
    assert page.form.prompt.toPlainText() == "Still here?"


@pytest.mark.parametrize("way", ["another row", "another new one", "away"])
def test_whoever_goes_on_at_once_loses_nothing(
    qtbot: QtBot, shell: Shell, bank: Bank, worker: Held, way: str
) -> None:
    page = editor(shell)
    worker.held = True
    press(qtbot, shell, Key.Key_N, CTRL)
    write(qtbot, shell, "Left early")
    if way == "another row":
        page.table.selectRow(2)
    elif way == "another new one":
        press(qtbot, shell, Key.Key_N, CTRL)
        write(qtbot, shell, "And one more")
    else:
        shell.window.open_page("home")
    worker.go()
    page.controller.save()
    worker.go()
    found = prompts(bank, "kinds")
    assert found[: len(KINDS)] == [one.prompt for one in KINDS]
    assert "Left early" in found
    assert ("And one more" in found) == (way == "another new one")
    assert len(found) == len(KINDS) + 1 + (way == "another new one")


def test_a_copy_takes_what_is_typed_after_ctrl_d(
    qtbot: QtBot, shell: Shell, bank: Bank, worker: Held
) -> None:
    page = editor(shell)
    worker.held = True
    press(qtbot, shell, Key.Key_D, CTRL)
    page.form.prompt.selectAll()
    write(qtbot, shell, "Another?")
    worker.go()
    page.controller.save()
    found = prompts(bank, "kinds")
    assert found[:2] == [KINDS[0].prompt, "Another?"]
    assert len({one.id for one in _lines(bank, "kinds")}) == len(KINDS) + 1


def test_a_new_question_that_could_not_be_kept_is_tried_again(
    qtbot: QtBot, shell: Shell, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = editor(shell)
    real, full = Workshop.add, [True]

    def add(shop: Workshop, slug: str, question: Question) -> int:
        if full[0]:
            raise Refused(BankRefusal.FULL, path="bank.db")
        return real(shop, slug, question)

    monkeypatch.setattr(Workshop, "add", add)
    press(qtbot, shell, Key.Key_N, CTRL)
    write(qtbot, shell, "Typed on a full disk")
    page.controller.save()
    assert "full" in page.told.toolTip() + page.told.text()
    assert len(prompts(bank, "kinds")) == len(KINDS)
    full[0] = False
    write(qtbot, shell, ", and after it")
    page.controller.save()
    page.controller.save()
    assert prompts(bank, "kinds")[-1] == "Typed on a full disk, and after it"
    assert isinstance(page, EditorPage)
