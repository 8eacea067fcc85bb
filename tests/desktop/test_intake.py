"""Files on their way in, by keyboard: the report stands before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quiz.app.jobs import JobRefusal
from quiz.app.library import LibraryRefusal
from quiz.app.packjobs import FURTHER, Said
from quiz.bank.bank import Bank
from quiz.desktop.intake.controller import Phase
from quiz.desktop.intake.model import TEXT, WHAT, ReportModel, Shown
from quiz.desktop.intake.view import IntakePage
from quiz.desktop.start import Shell
from quiz.packs.formats.model import Counts
from tests.copied import copied
from tests.desktop.errandwork import Errands, no_errand
from tests.desktop.shellwork import make_shell
from tests.desktop.test_accessibility import unnamed

Key = Qt.Key
GOOD = "Who wrote number {n}?\nA) Somebody\nB) Nobody\nANSWER: B\n\n"
BAD = "『鋼鉄』の監督は?\nA) One\n\n"
NOIR = 'format = 1\nid = "noir"\ntitle = "{title}"\nlanguage = "en"\n'
ASK = '[[question]]\nid = "{id}"\nprompt = "Who is {id}?"\nanswer = "A"\nwrong = ["B"]\n'
SAID: list[Said] = [
    (0, False, "a new id", ""),
    (3, True, "no answer", "<b>Who?</b>"),
    (9, False, "joined", "問"),
]


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "bank.db")
    yield opened
    opened.close()


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> Shell:
    made = make_shell(qapp, tmp_path, bank)  # type: ignore[arg-type]
    qtbot.addWidget(made.window)
    made.window.resize(1280, 800)
    return made


class Desk:
    """The page in a shown window, and somebody's keys."""

    def __init__(self, qtbot: QtBot, shell: Shell, *, held: bool = False) -> None:
        self.bot, self.shell, self.errands = qtbot, shell, Errands(held=held)
        self.page = IntakePage(shell.services, errand=self.errands)
        shell.window.add_page("intake", self.page)
        with qtbot.waitExposed(shell.window):
            shell.window.reveal()
        shell.window.activateWindow()
        qtbot.waitUntil(shell.window.isActiveWindow)

    def take(self, *paths: Path) -> None:
        """As the studio does it."""
        self.page.take([*paths])
        self.shell.window.open_page("intake")

    def press(self, key: Key) -> None:
        self.bot.keyClick(self.focused, key)

    def say(self, name: str) -> None:
        """Say the format, with the arrow keys on its picker."""
        while self.page.format.currentData() != name:
            assert self.focused is self.page.format
            self.press(Key.Key_Down)

    @property
    def focused(self) -> QWidget:
        return self.shell.window.focusWidget() or self.page

    @property
    def phase(self) -> Phase:
        return self.page.controller.phase

    @property
    def rows(self) -> list[list[str]]:
        model = self.page.model
        return [[model.index(r, c).data() for c in range(3)] for r in range(model.rowCount())]


@pytest.fixture
def desk(qtbot: QtBot, shell: Shell) -> Desk:
    return Desk(qtbot, shell)


@pytest.fixture
def held(qtbot: QtBot, shell: Shell) -> Desk:
    return Desk(qtbot, shell, held=True)


@pytest.fixture
def aiken(tmp_path: Path) -> Path:
    path = tmp_path / "my_quiz.txt"
    path.write_text(BAD + "".join(GOOD.format(n=n) for n in range(3)), encoding="utf-8")
    return path


# --- the model


def test_the_model_passes_qt_s_own_tester(qapp: QApplication) -> None:
    model = ReportModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for shown in Shown:
        model.show_report(SAID, Counts.ROW, shown)
    model.show_report([], Counts.LINE, Shown.ALL)
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0, 0)) == 0


def test_what_stands_in_the_cells(qapp: QApplication) -> None:
    model = ReportModel()
    model.show_report(SAID, Counts.ROW, Shown.ALL)
    assert [model.index(n, 0).data() for n in range(3)] == ["pack", "3", "9"]
    assert model.index(1, WHAT).data() == "Refused: no answer"
    assert model.index(2, WHAT).data() == "Changed: joined"
    assert model.sentence(1) == "Row 3: refused, no answer. <b>Who?</b>"
    assert model.sentence(0) == "The pack itself: changed, a new id."
    assert model.index(1, TEXT).data(Qt.ItemDataRole.AccessibleTextRole) == "Text <b>Who?</b>"
    model.show_report([(FURTHER, True, "no answer", "3 more rows")], Counts.ROW, Shown.REFUSED)
    assert model.index(0, 0).data() == "further"
    assert model.sentence(0) == "Further on in the file: refused, no answer. 3 more rows"
    model.show_report(SAID, Counts.ROW, Shown.ALL)
    # A tooltip would show a stranger's markup.
    assert model.index(1, TEXT).data(Qt.ItemDataRole.ToolTipRole) is None


def test_filters_keep_the_order_of_the_file(qapp: QApplication) -> None:
    model = ReportModel()
    many = [(n, n % 3 == 0, "why", "") for n in range(50_000)]
    model.show_report(many, Counts.LINE, Shown.REFUSED)
    assert model.rowCount() == 16_667
    assert model.index(16_666, 0).data() == "49,998"
    model.show_report(many, Counts.LINE, Shown.CHANGED)
    assert [model.index(n, 0).data() for n in range(3)] == ["1", "2", "4"]


# --- the ways through it


def test_report_then_import_then_open_by_enter_alone(desk: Desk, bank: Bank, aiken: Path) -> None:
    desk.take(aiken)
    assert desk.phase is Phase.REPORT
    assert bank.pack_infos() == [], "nothing is written before it was reported on"
    assert desk.page.note.text() == "my_quiz.txt, Aiken: 3 taken, all as they stand, 1 refused"
    assert desk.page.told.text() == "Nothing has been written yet."
    assert [row[0] for row in desk.rows] == ["1"]
    assert desk.rows[0][2] == "『鋼鉄』の監督は?"
    assert desk.page.detail.text().startswith("Line 1: refused, no line ANSWER:")
    assert desk.focused is desk.page.table
    desk.press(Key.Key_Return)
    assert desk.phase is Phase.RESULT
    assert desk.page.told.text() == "Imported as a new pack with 3 questions."
    slug = bank.pack_infos()[0].slug
    with desk.bot.waitSignal(desk.page.open_pack) as opened:
        desk.press(Key.Key_Return)
    assert opened.args == [slug]


def test_a_second_time_it_is_an_update_that_changes_nothing(desk: Desk, bank: Bank, aiken: Path) -> None:
    for told in (
        "Imported as a new pack with 3 questions.",
        "The pack was here already; nothing in it has changed.",
    ):
        desk.take(aiken)
        desk.press(Key.Key_Return)
        assert desk.page.told.text() == told
    assert len(bank.pack_infos()) == 1


def test_an_update_says_what_it_did(desk: Desk, bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(NOIR.format(title="Mine") + ASK.format(id="one") + ASK.format(id="two"), encoding="utf-8")
    desk.take(path)
    desk.press(Key.Key_Return)
    newer = ASK.format(id="one").replace("Who is", "Who was") + ASK.format(id="three")
    path.write_text(NOIR.format(title="Mine") + newer, encoding="utf-8")
    desk.take(path)
    assert len(bank.pack("noir").questions) == 2
    desk.press(Key.Key_Return)
    assert desk.page.told.text() == "The pack was updated: 1 replaced, 1 added, 1 retired."


def test_a_clean_file_says_so_and_escape_leaves_without_writing(
    desk: Desk, bank: Bank, tmp_path: Path
) -> None:
    path = tmp_path / "clean.txt"
    path.write_text(GOOD.format(n=1), encoding="utf-8")
    desk.take(path)
    assert desk.page.table.isHidden()
    assert desk.page._nothing.words.text() == "Every row is taken just as it stands."
    assert desk.focused is desk.page.main
    with desk.bot.waitSignal(desk.page.back):
        desk.press(Key.Key_Escape)
    assert bank.pack_infos() == []


def test_the_filters_have_keys(desk: Desk, aiken: Path) -> None:
    aiken.write_bytes(aiken.read_bytes() + "Café?\nA) x\nB) y\nANSWER: A\n".encode("latin-1"))
    desk.take(aiken)
    assert [row[1].partition(":")[0] for row in desk.rows] == ["Refused", "Changed"]
    for key, numbers in ((Key.Key_C, ["19"]), (Key.Key_R, ["1"]), (Key.Key_A, ["1", "19"])):
        with desk.bot.waitSignal(desk.page._group.buttonClicked):
            desk.press(key)
        assert [row[0] for row in desk.rows] == numbers
    labels = [button.label for button in desk.page.segments.values()]
    assert labels == ["To look at 2", "Changed 1", "Refused 1"]


def test_a_file_of_no_format_asks_which_it_is(desk: Desk, bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "letter.doc"
    path.write_text("Dear all, nothing here is a question.", encoding="utf-8")
    desk.take(path)
    assert desk.page._nothing.words.text() == (
        "letter.doc is in no format that is known. Say which it is, and it is read again."
    )
    assert not desk.page.main.isVisible()
    assert desk.focused is desk.page.format
    path.write_text(GOOD.format(n=1), encoding="utf-8")
    desk.say("aiken")
    assert desk.phase is Phase.REPORT
    assert desk.page.note.text().startswith("letter.doc, Aiken: 1 taken")
    desk.press(Key.Key_Return)
    assert len(bank.pack_infos()) == 1


def test_a_table_without_known_columns_says_which_and_may_be_of_another_format(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "cards.dat"
    path.write_text("Was;Stimmt\nWer?;Hori\nWo?;Mars\n", encoding="utf-8")
    desk.take(path)
    assert desk.page._nothing.words.text() == (
        "cards.dat is in no format that is known: no row of it names columns of questions; "
        "call them question, answer, wrong 1, wrong 2 and so on."
    )
    assert desk.focused is desk.page.format
    desk.say("anki")
    assert desk.page.note.text().startswith("cards.dat, Anki: 3 taken")


def test_a_file_that_cannot_be_read_gets_its_sentence_and_the_others_go_on(
    desk: Desk, bank: Bank, aiken: Path, tmp_path: Path
) -> None:
    desk.take(tmp_path / "gone.toml", aiken)
    assert desk.page._nothing.words.text() == "gone.toml is not there; check the name."
    assert desk.page.main.label == "Import"
    desk.page.main.click()
    assert [info.title for info in bank.pack_infos()] == ["My quiz"]
    assert desk.page.files.currentIndex() == 1, "the one that was imported is shown"
    assert desk.page.files.itemText(0) == "gone.toml, trouble"


def test_a_file_without_a_good_row_offers_nothing(desk: Desk, bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "bad.aiken"
    path.write_text(BAD * 3, encoding="utf-8")
    desk.take(path)
    desk.say("aiken")
    assert desk.page.note.text() == "bad.aiken, Aiken: none taken, 3 refused"
    assert len(desk.rows) == 3
    assert desk.page.main.isHidden()
    desk.press(Key.Key_Return)
    assert desk.phase is Phase.REPORT
    assert bank.pack_infos() == []


def test_progress_and_escape_while_it_is_read(held: Desk, bank: Bank, aiken: Path) -> None:
    held.take(aiken)
    held.errands.last.went.emit(1200)
    assert held.page._progress.words.text() == "Reading my_quiz.txt…"
    assert held.page._rows.text() == "1,200 rows"
    assert held.page.bar.isHidden()
    assert held.focused is held.page, "a second Enter must not stop it"
    with held.bot.waitSignal(held.page.back):
        held.press(Key.Key_Escape)
    assert held.errands.last.stopped
    held.take(aiken)
    assert len(held.errands.made) == 1, "one child at a time"
    held.errands.last.refuse()
    assert len(held.errands.made) == 2
    held.errands.last.went.emit(5)
    assert held.page._rows.text() == "5 rows"
    held.errands.last.let_go()
    assert held.phase is Phase.REPORT
    assert len(held.rows) == 1


def test_an_import_that_is_stopped_keeps_nothing_and_can_be_done_again(
    held: Desk, bank: Bank, tmp_path: Path
) -> None:
    path = tmp_path / "many.txt"
    path.write_text("".join(GOOD.format(n=n) for n in range(900)), encoding="utf-8")
    held.take(path)
    held.errands.last.let_go()
    held.press(Key.Key_Return)
    assert held.phase is Phase.IMPORTING
    held.errands.last.went.emit(450)
    assert held.page._rows.text() == "450 of 900 rows"
    assert (held.page.bar.value(), held.page.bar.maximum()) == (450, 900)
    held.page.take([path])
    assert held.page.told.text().startswith("Another import is under way")
    held.press(Key.Key_Escape)
    assert held.errands.last.stopped
    held.errands.last.let_go(stop_after=400)
    assert held.phase is Phase.REPORT
    assert held.page.told.text() == str(LibraryRefusal.STOPPED.value).format(path=path)
    assert bank.pack_infos() == []
    held.press(Key.Key_Return)
    held.errands.last.let_go()
    assert len(bank.pack_infos()) == 1


def test_an_import_whose_child_was_killed_says_so(held: Desk, bank: Bank, aiken: Path) -> None:
    held.take(aiken)
    held.errands.last.let_go()
    held.press(Key.Key_Return)
    held.errands.last.refuse(JobRefusal.ENDED)
    assert held.page.told.text() == JobRefusal.ENDED.value
    assert held.page.main.isVisible()
    assert len(held.rows) == 1, "the report is still there"


def test_a_pasted_text_goes_the_same_way(desk: Desk, bank: Bank) -> None:
    desk.page.take_text("  \n")
    assert desk.page.told.text() == "There is no text on the clipboard."
    assert desk.errands.made == []
    desk.page.take_text(GOOD.format(n="監督") + "\ud800")
    desk.shell.window.open_page("intake")
    folder = desk.page.controller.entries[0].path.parent
    assert desk.page.heading._title.text() == "Pasted questions"
    desk.press(Key.Key_Return)
    assert bank.pack_infos()[0].title == "Pasted questions"
    assert folder.is_dir()
    desk.press(Key.Key_Escape)
    assert not folder.exists()


def test_a_shipped_pack_that_was_removed_is_wanted_back(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "noir.toml"
    path.write_text(NOIR.format(title="Noir") + ASK.format(id="one"), encoding="utf-8")
    desk.shell.services.settings.change(removed=("noir", "other"))
    desk.take(path)
    assert desk.shell.services.settings.value.removed == ("noir", "other")
    desk.press(Key.Key_Return)
    assert desk.shell.services.settings.value.removed == ("other",)


def test_a_real_child_reads_and_imports(qtbot: QtBot, shell: Shell, bank: Bank, aiken: Path) -> None:
    page = shell.window.page("intake")
    assert isinstance(page, IntakePage)
    shell.window.open_page("intake")
    page.take([aiken])
    qtbot.waitUntil(lambda: page.controller.phase is Phase.REPORT, timeout=60_000)
    page.enter()
    qtbot.waitUntil(lambda: page.controller.phase is Phase.RESULT, timeout=60_000)
    assert [info.title for info in bank.pack_infos()] == ["My quiz"]
    qtbot.waitUntil(no_errand, timeout=60_000)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_and_everything_has_a_name(held: Desk, aiken: Path, scale: float) -> None:
    held.shell.services.style.change(scale=scale)
    held.shell.window.resize(900, 600)
    held.take(aiken, aiken)
    assert unnamed(held.page) == []
    held.errands.last.let_go()
    held.errands.last.let_go()
    QApplication.processEvents()
    assert held.page.frame.widget().width() <= held.page.frame.viewport().width()
    assert unnamed(held.page) == []
    bad = [
        one
        for one in (held.page.main, held.page.leaving, held.page.format)
        if one.width() < one.minimumSizeHint().width()
    ]
    assert bad == []
