"""A pack on its way out, by keyboard: what a format loses is said before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quiz.app.jobs import JobRefusal
from quiz.app.library import import_file
from quiz.bank.bank import Bank
from quiz.core.questions import Kind
from quiz.desktop.export.view import ExportPage
from quiz.desktop.start import Shell
from quiz.packs.formatnames import GIVEN
from tests.app.conftest import make_pack
from tests.copied import copied
from tests.desktop.errandwork import Errands, HeldErrand, no_errand
from tests.desktop.shellwork import make_shell
from tests.desktop.test_accessibility import unnamed

Key = Qt.Key


def _furnish(bank: Bank) -> None:
    bank.store_pack(make_pack("kinds", 12, tuple(Kind)), shipped=False)
    bank.store_pack(make_pack("plain", 4), shipped=False)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "bank.db", _furnish)
    yield opened
    opened.close()


class Desk:
    """The page in a shown window, somebody's keys, and the name that they give."""

    def __init__(self, qtbot: QtBot, shell: Shell) -> None:
        self.bot, self.shell, self.errands = qtbot, shell, Errands()
        self.name, self.asked = "", list[tuple[str, str]]()
        self.page = ExportPage(shell.services, errand=self.errands, ask=self.ask)
        shell.window.add_page("export", self.page)
        with qtbot.waitExposed(shell.window):
            shell.window.reveal()

    def ask(self, page: QWidget, title: str, usual: Path, kind: str) -> str:
        self.asked.append((usual.name, kind))
        return self.name

    def give(self, slug: str = "kinds") -> HeldErrand:
        """As the studio does it; the errand finds out what is lost."""
        self.page.give(slug)
        self.shell.window.open_page("export")
        return self.errands.last

    def choose(self, name: str) -> None:
        """With the arrow keys."""
        assert self.page.way is not None
        steps = GIVEN.index(name) - GIVEN.index(self.page.way.name)
        for _ in range(abs(steps)):
            self.press(Key.Key_Down if steps > 0 else Key.Key_Up)
        assert self.page.way.name == name

    def press(self, key: Key) -> None:
        self.bot.keyClick(self.shell.window.focusWidget() or self.page, key)

    @property
    def losses(self) -> str:
        return self.page.losses.toPlainText()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> Desk:
    shell = make_shell(qapp, tmp_path, bank)  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    shell.window.resize(1280, 800)
    return Desk(qtbot, shell)


def test_every_format_is_offered_with_what_it_loses(desk: Desk) -> None:
    looking = desk.give()
    assert [way.name for way in desk.page._ways] == [*GIVEN]
    assert desk.page.heading._title.text() == "Kinds"
    assert desk.losses == "Nothing: it carries the whole pack."
    desk.choose("aiken")
    assert desk.losses == "Being looked at…"
    looking.let_go()
    assert "Left out, question 3: Aiken has no questions of the kind multiple" in desk.losses
    desk.choose("quizpack")
    assert desk.losses == "Nothing: it carries the whole pack."


def test_enter_asks_for_a_name_and_writes_what_reads_back(desk: Desk, bank: Bank, tmp_path: Path) -> None:
    desk.give("plain").let_go()
    desk.choose("aiken")
    desk.name = str(tmp_path / "mine")
    desk.press(Key.Key_Return)
    assert desk.asked == [("plain.txt", "Aiken (*.txt)")]
    assert desk.page._progress.words.text() == "Writing mine.txt…"
    assert not (tmp_path / "mine.txt").exists()
    desk.errands.last.let_go()
    assert desk.page.told.text() == f"4 questions written to {tmp_path / 'mine.txt'}"
    assert desk.page.table.isVisible()
    before = {q.prompt for q in bank.pack("plain").questions}
    back = import_file(bank, tmp_path / "mine.txt")
    assert {q.prompt for q in bank.pack(back.slug).questions} == before


def test_no_name_writes_nothing(desk: Desk) -> None:
    desk.give()
    desk.press(Key.Key_Return)
    assert len(desk.asked) == 1
    assert len(desk.errands.made) == 1


def test_escape_stops_writing_and_then_goes_back(desk: Desk, tmp_path: Path) -> None:
    looking = desk.give()
    desk.name = str(tmp_path / "mine.toml")
    desk.press(Key.Key_Return)
    writing = desk.errands.last
    assert writing is not looking
    with desk.bot.assertNotEmitted(desk.page.back):
        desk.press(Key.Key_Escape)
    assert writing.stopped
    writing.refuse()
    assert desk.page.told.text() == JobRefusal.STOPPED.value
    assert not (tmp_path / "mine.toml").exists()
    with desk.bot.waitSignal(desk.page.back):
        desk.press(Key.Key_Escape)
    assert looking.stopped


def test_a_place_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.give("plain")
    desk.name = str(tmp_path / "no" / "mine.toml")
    desk.press(Key.Key_Return)
    desk.errands.last.let_go()
    assert desk.page.told.text().startswith("mine.toml cannot be written:")


def test_what_was_found_out_about_another_pack_does_not_count(desk: Desk) -> None:
    first = desk.give("kinds")
    second = desk.give("plain")
    assert first.stopped
    desk.choose("aiken")
    first.let_go()
    assert desk.losses == "Being looked at…"
    second.let_go()
    assert "Left out" not in desk.losses
    assert desk.losses.startswith("Of the pack: its title is not carried")


def test_losses_that_cannot_be_found_out_say_why(desk: Desk) -> None:
    looking = desk.give()
    desk.choose("aiken")
    looking.refuse(JobRefusal.ENDED)
    assert desk.losses == JobRefusal.ENDED.value


def test_a_pack_that_is_gone_is_said(desk: Desk) -> None:
    desk.give("gone")
    assert "no pack “gone”" in desk.page.told.text()
    assert desk.page.main.isHidden()


def test_the_format_chosen_last_is_chosen_again(desk: Desk) -> None:
    desk.give("kinds")
    desk.choose("aiken")
    desk.give("plain")
    assert desk.page.way is not None
    assert desk.page.way.name == "aiken"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_has_a_name_and_fits(desk: Desk, scale: float) -> None:
    desk.shell.services.style.change(scale=scale)
    desk.shell.window.resize(900, 600)
    desk.give().let_go()
    QApplication.processEvents()
    assert desk.page.frame.widget().width() <= desk.page.frame.viewport().width()
    assert unnamed(desk.page) == []
    assert desk.page.table.sizeHintForColumn(0) <= desk.page.table.columnWidth(0)


def test_a_real_child_writes(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = ExportPage(desk.shell.services, ask=desk.ask)
    qtbot.addWidget(page)
    desk.name = str(tmp_path / "real.toml")
    page.give("plain")
    page.enter()
    qtbot.waitUntil(lambda: not page.controller.writing, timeout=60_000)
    assert page.told.text() == f"4 questions written to {tmp_path / 'real.toml'}"
    assert (tmp_path / "real.toml").is_file()
    qtbot.waitUntil(lambda: page.controller.lost("aiken") is not None, timeout=60_000)
    qtbot.waitUntil(no_errand, timeout=60_000)
