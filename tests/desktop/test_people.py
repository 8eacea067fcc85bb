"""The page of players by keyboard: who is here, how they are renamed, made one, removed and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from quiz.app import play
from quiz.app.histories import export_history
from quiz.bank.bank import Bank, open_bank
from quiz.bank.views import Belongings, Player, Search
from quiz.core.rules import Preset, Rules
from quiz.desktop.flow import Opened
from quiz.desktop.people.model import ANSWERS, LAST, NAME, ROUNDS, PeopleModel
from quiz.desktop.people.view import PeoplePage
from quiz.desktop.scores.model import COLUMNS
from quiz.desktop.start import Shell
from tests.bank.making import Playing, keys_of, new_round, small
from tests.desktop import studiowork
from tests.desktop.errandwork import Errands
from tests.desktop.shellwork import make_shell

Key = Qt.Key


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    bank = open_bank(tmp_path / "bank.db", backups=False, chores=False)
    bank.store_pack(small(12), shipped=True)
    for name, rounds in (("Naomi", 1), ("ノワール & Ash", 2), ("Rouge", 0)):
        who = bank.add_player(name)
        for _ in range(rounds):
            played(bank, who)
    yield bank
    bank.close()


def played(bank: Bank, who: Player) -> Playing:
    game = Playing(bank, new_round(who, keys_of(bank)[:2], Rules(count=2, preset=Preset.FLAT))).all(1)
    bank.release(game.id)
    return game


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> Iterator[Shell]:
    made = make_shell(qapp, tmp_path, bank)  # type: ignore[arg-type]
    made.services.settings.change(player="Naomi")
    made.flow.bank_opened(Opened(bank, play))
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.reveal()
    made.window.open_page("settings")
    yield made
    made.close()


def press(qtbot: QtBot, shell: Shell, *keys: Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        studiowork.press(qtbot, shell, key, modifier)


@pytest.fixture
def page(qtbot: QtBot, shell: Shell) -> PeoplePage:
    press(qtbot, shell, Key.Key_P)
    assert shell.window.current == "people"
    page = shell.window.page("people")
    assert isinstance(page, PeoplePage)
    return page


def listed(page: PeoplePage) -> list[tuple[str, ...]]:
    model = page.model
    return [
        tuple(model.index(row, column).data() for column in (NAME, ROUNDS, ANSWERS, LAST))
        for row in range(model.rowCount())
    ]


def choose(page: PeoplePage, name: str) -> None:
    names = [row[0] for row in listed(page)]
    page.table.selectRow(names.index(name))


def test_everybody_is_listed_with_what_they_have(page: PeoplePage) -> None:
    assert listed(page) == [
        ("Naomi", "1", "2", "4 Mar 2026"),
        ("Rouge", "0", "0", "Not yet"),
        ("ノワール & Ash", "2", "4", "4 Mar 2026"),
    ]
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.player.name == "Naomi"
    assert page.table.hasFocus()
    first = page.model.index(0, NAME)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Naomi, playing now"
    assert not first.data(Qt.ItemDataRole.DecorationRole).isNull()
    told = page.model.index(2, ROUNDS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Rounds: 2"


def test_the_model_keeps_qt_s_rules(qapp: QApplication) -> None:
    model = PeopleModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for n in (3, 0, 1):
        people = [Belongings(Player(k, f"P{k}"), k, k * 10, None) for k in range(n)]
        model.show_people(people, "P1")
        assert model.rowCount() == n


def test_enter_plays_as_whom_is_chosen(qtbot: QtBot, shell: Shell, page: PeoplePage) -> None:
    press(qtbot, shell, Key.Key_Down, Key.Key_Return)
    assert shell.services.settings.value.player == "Rouge"
    assert page.told.text() == "“Rouge” plays now."
    press(qtbot, shell, Key.Key_Escape)
    assert shell.window.current == "settings"


def test_a_player_is_renamed_and_goes_on_playing(
    qtbot: QtBot, shell: Shell, page: PeoplePage, bank: Bank
) -> None:
    press(qtbot, shell, Key.Key_F2)
    assert page.renaming.field.hasFocus()
    assert page.renaming.field.selectedText() == "Naomi"
    qtbot.keyClicks(page.renaming.field, "  Zoe ")
    press(qtbot, shell, Key.Key_Return)
    assert shell.services.settings.value.player == "Zoe"
    assert [row[0] for row in listed(page)] == ["Rouge", "Zoe", "ノワール & Ash"]
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.player.name == "Zoe"
    press(qtbot, shell, Key.Key_F2)
    qtbot.keyClicks(page.renaming.field, "rouge")
    press(qtbot, shell, Key.Key_Return)
    assert "already" in page.told.text()
    assert {one.name for one in bank.players()} == {"Rouge", "Zoe", "ノワール & Ash"}
    press(qtbot, shell, Key.Key_F2, Key.Key_Escape)
    assert shell.window.current == "people"
    assert not page.asking()


def test_c_gives_a_player_the_next_colour_everywhere(
    qtbot: QtBot, shell: Shell, page: PeoplePage, bank: Bank
) -> None:
    def look() -> tuple[bytes, ...]:
        shell.window.open_page("scores")
        scores = shell.window.page("scores")
        scores.latest.click()  # type: ignore[attr-defined]
        cells = scores.model.index(scores.model.rowCount() - 1, COLUMNS.index("player"))  # type: ignore[attr-defined]
        assert cells.data() == "Naomi"
        shell.window.open_page("people")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        listed = shell.window.switcher.findChildren(QPushButton, "player")[0]
        own = page.model.index(0, NAME)
        icons = [one.data(Qt.ItemDataRole.DecorationRole) for one in (cells, own)] + [listed.icon()]
        grabbed = [icon.pixmap(16, 16).toImage() for icon in icons]
        grabbed.append(shell.window.navigation.player.grab().toImage())
        return tuple(bytes(image.constBits()) for image in grabbed)

    before = look()
    press(qtbot, shell, Key.Key_C)
    assert bank.colours()["Naomi"] == 1
    after = look()
    assert len(after) == 4
    assert all(one != other for one, other in zip(before, after, strict=True))
    for _ in range(5):
        press(qtbot, shell, Key.Key_C)
    assert look() == before


def test_two_become_one_and_who_stays_plays_on(
    qtbot: QtBot, shell: Shell, page: PeoplePage, bank: Bank
) -> None:
    press(qtbot, shell, Key.Key_M)
    assert page.merging.into.hasFocus()
    assert not page.tools.isEnabled()
    assert [page.merging.into.itemText(n) for n in range(2)] == ["ノワール & Ash", "Rouge"]
    assert "“ノワール & Ash” gets 1 round and 2 answers" in page.merging.told.text()
    press(qtbot, shell, Key.Key_Down)
    assert "“Rouge” gets 1 round and 2 answers" in page.merging.told.text()
    press(qtbot, shell, Key.Key_Return)
    assert shell.services.settings.value.player == "Rouge"
    assert listed(page) == [("Rouge", "1", "2", "4 Mar 2026"), ("ノワール & Ash", "2", "4", "4 Mar 2026")]
    assert "“Naomi” is “Rouge” now" in page.told.text()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [one.accessibleName() for one in shell.window.switcher.findChildren(QPushButton, "player")] == [
        "Rouge", "ノワール & Ash",
    ]  # fmt: skip
    qtbot.waitUntil(lambda: not bank.people.unsettled())
    assert {row.player for row in bank.latest()} == {"Rouge", "ノワール & Ash"}
    assert bank.check() == []


def test_a_player_goes_after_a_question_in_figures_and_comes_back(
    qtbot: QtBot, shell: Shell, page: PeoplePage, bank: Bank
) -> None:
    press(qtbot, shell, Key.Key_Delete)
    assert page.removing.question.text() == "Remove “Naomi”?"
    assert "“Naomi” goes with 1 round and 2 answers" in page.removing.told.text()
    assert page.removing.no.hasFocus()
    press(qtbot, shell, Key.Key_Return)
    assert len(bank.players()) == 3
    press(qtbot, shell, Key.Key_Delete, Key.Key_Backtab, Key.Key_Space)
    assert shell.services.settings.value.player == "ノワール & Ash"
    assert [row[0] for row in listed(page)] == ["Rouge", "ノワール & Ash"]
    assert page.bring_back.accessibleName() == "Bring “Naomi” back"
    assert "“Naomi”" in page.gone.text()
    press(qtbot, shell, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert listed(page)[0] == ("Naomi", "1", "2", "4 Mar 2026")
    assert page.bring_back.isHidden()
    for thread in bank._upkeep._more:
        thread.join()
    assert bank.people.unsettled() == []
    assert bank.check() == []


def test_who_plays_in_another_window_stays_and_keeps_playing_here(
    qtbot: QtBot, shell: Shell, page: PeoplePage, bank: Bank
) -> None:
    naomi = bank.add_player("Naomi")
    game = Playing(bank, new_round(naomi, keys_of(bank)[:2]))
    for keys in ((Key.Key_M, Key.Key_Return), (Key.Key_Delete, Key.Key_Backtab, Key.Key_Space)):
        press(qtbot, shell, *keys)
        assert "“Naomi” has a round open" in page.told.text()
        assert page.told.property("role") == "warning"
        assert shell.services.settings.value.player == "Naomi"
        assert len(bank.players()) == 3
    bank.release(game.id)


def test_the_only_player_has_nobody_to_become(
    qtbot: QtBot, shell: Shell, page: PeoplePage, bank: Bank
) -> None:
    for name in ("Rouge", "ノワール & Ash"):
        choose(page, name)
        press(qtbot, shell, Key.Key_Delete, Key.Key_Backtab, Key.Key_Space)
    assert [row[0] for row in listed(page)] == ["Naomi"]
    press(qtbot, shell, Key.Key_M, Key.Key_Delete)
    assert not page.asking()
    assert page.rename.isEnabled()


def test_the_list_of_players_leads_there_too(qtbot: QtBot, shell: Shell) -> None:
    shell.window.navigation.player.click()
    shell.window.switcher.all.setFocus()
    press(qtbot, shell, Key.Key_Return)
    assert shell.window.current == "people"
    assert shell.window.switcher.isHidden()


# --- histories as files


class Carried:
    """The page with errands of this process, and dialogs that are answered at once."""

    def __init__(self, shell: Shell, monkeypatch: pytest.MonkeyPatch, file: Path, *, held: bool) -> None:
        self.errands = Errands(held=held)
        self.page = PeoplePage(shell.services, errand=self.errands)
        self.asked: list[str] = []
        shell.window.add_page("people", self.page)

        def answer(_: object, title: str, start: str, files: str) -> tuple[str, str]:
            self.asked.append(start)
            return str(file), files

        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(f"quiz.desktop.people.view.QFileDialog.{name}", answer)
        shell.window.open_page("people")


def test_a_history_goes_out_and_comes_back_by_keys(
    qtbot: QtBot, shell: Shell, bank: Bank, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "naomi.quizhistory"
    carried = Carried(shell, monkeypatch, file, held=False)
    page = carried.page
    press(qtbot, shell, Key.Key_E, modifier=studiowork.CTRL)
    assert carried.asked[0].endswith("Naomi.quizhistory")
    assert file.exists()
    assert page.told.text() == f"1 round of Naomi written to {file}."
    for key in bank.archive.keys(Search()):
        bank.archive.remove(key)
    press(qtbot, shell, Key.Key_O, modifier=studiowork.CTRL)
    assert page.told.text() == "0 new rounds of Naomi. 1 removed round is back."
    assert listed(page)[0] == ("Naomi", "1", "2", "4 Mar 2026")
    assert not page.asking()


def test_a_history_is_dropped_and_whose_it_is_is_chosen(
    shell: Shell, bank: Bank, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "zoe.quizhistory"
    export_history(bank, bank.add_player("Naomi"), file)
    for key in bank.archive.keys(Search()):
        bank.archive.remove(key)
    carried = Carried(shell, monkeypatch, file, held=False)
    bank.rename_player(bank.add_player("Naomi").id, "Zoe")
    data = studiowork.with_file(file)
    carried.page.dropEvent(studiowork.drop(data))
    chosen = carried.page.chosen()
    assert chosen is not None
    assert "1 removed round is back" in carried.page.told.text()


def test_what_is_under_way_is_told_and_stopped(
    qtbot: QtBot, shell: Shell, bank: Bank, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    carried = Carried(shell, monkeypatch, tmp_path / "a.quizhistory", held=True)
    page = carried.page
    press(qtbot, shell, Key.Key_E, modifier=studiowork.CTRL)
    assert page.under_way.isVisible()
    assert page.under_way.question.text() == "Writing the history of “Naomi”…"
    assert page.under_way.no.hasFocus()
    press(qtbot, shell, Key.Key_Escape)
    assert carried.errands.last.stopped
    assert shell.window.current == "people"
    carried.errands.last.refuse()
    assert "stopped" in page.told.text()
    assert not page.asking()
    assert page.table.hasFocus()


def test_a_file_that_is_no_history_is_told(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "x").write_text("nothing", encoding="utf-8")
    carried = Carried(shell, monkeypatch, tmp_path / "x", held=False)
    press(qtbot, shell, Key.Key_O, modifier=studiowork.CTRL)
    assert "x is no history of Quiz Noir" in carried.page.told.text()
    assert carried.page.told.property("role") == "warning"
