from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.desktop.services import SettingsStore
from quiz.desktop.settings.view import SettingsPage
from quiz.desktop.start import Shell
from quiz.desktop.widgets.controls import Check
from quiz.settings import Settings, load
from quiz.words import Refused
from tests.desktop.shellwork import FakeBank, make_shell


class Taken(Enum):
    NAME = "Taken."


@pytest.fixture
def bank() -> FakeBank:
    return FakeBank()


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: FakeBank) -> Iterator[Shell]:
    shell = make_shell(qapp, tmp_path, bank)
    qtbot.addWidget(shell.window)
    shell.window.open_page("settings")
    shell.window.show()
    yield shell
    shell.window.hide()


@pytest.fixture
def page(shell: Shell) -> SettingsPage:
    page = shell.window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_everything_applies_at_once(shell: Shell, page: SettingsPage) -> None:
    page.theme.setCurrentIndex(page.theme.findData("light"))
    page.theme.activated.emit(page.theme.currentIndex())
    assert shell.services.style.theme.name == "light"
    page.text.setValue(150)
    assert shell.services.style.scale == 1.5
    for check in page.findChildren(Check):
        before = getattr(shell.services.settings.value, check.objectName())
        check.setChecked(before)
        check.click()
        assert getattr(shell.services.settings.value, check.objectName()) is not before
    page.volume.setValue(20)
    assert shell.services.sounds.volume == 0.2
    page.extra.setCurrentIndex(2)
    page.extra.activated.emit(2)
    assert shell.services.settings.value.extra_percent == 200


def test_players_are_added_switched_and_renamed(
    qtbot: QtBot, shell: Shell, page: SettingsPage, bank: FakeBank
) -> None:
    page.new.setFocus()
    qtbot.keyClicks(page.new, "Cyan & Ash")
    qtbot.keyClick(page.new, Qt.Key.Key_Return)
    assert shell.services.settings.value.player == "Cyan & Ash"
    assert page.players.currentText() == "Cyan & Ash"
    page.name.setText("  Cyan  ")
    page.rename.click()
    assert shell.services.settings.value.player == "Cyan"
    assert "Cyan" in bank.names
    bank.rename_refusal = Refused(Taken.NAME)
    page.name.setText("Naomi")
    page.rename.click()
    assert page.told.text() == "Taken."
    page.players.setCurrentIndex(page.players.findText("Naomi"))
    page.players.activated.emit(page.players.currentIndex())
    assert shell.services.settings.value.player == "Naomi"


def test_the_bank_s_path_can_be_copied(page: SettingsPage, shell: Shell) -> None:
    page.copy.click()
    assert QGuiApplication.clipboard().text() == str(shell.services.places.bank)


def test_a_change_is_written_once_and_whole(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    store = SettingsStore(Settings(), path)
    heard: list[frozenset[str]] = []
    store.changed.connect(heard.append)
    store.change(volume=10, theme="light")
    store.change(volume=10)
    store.flush()
    assert heard == [frozenset({"volume", "theme"})]
    assert load(path).volume == 10


def test_settings_that_cannot_be_written_still_hold(qapp: QApplication, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    store = SettingsStore(Settings(), blocked / "settings.toml")
    told: list[str] = []
    store.unsaved.connect(told.append)
    store.change(volume=10)
    store.flush()
    assert store.value.volume == 10
    assert len(told) == 1


def test_the_text_s_size_stays_in_sight_while_it_changes(
    page: SettingsPage, shell: Shell, qapp: QApplication, qtbot: QtBot
) -> None:
    shell.window.resize(900, 600)
    page.text.setFocus()
    for _ in range(9):
        qtbot.keyClick(page.text, Qt.Key.Key_Up)
        qapp.processEvents()
        qapp.processEvents()
        place = QRect(page.text.mapTo(page.frame.viewport(), QPoint(0, 0)), page.text.size())
        assert page.frame.viewport().rect().contains(place)
    assert shell.services.settings.value.text_percent == 190


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("chosen", [0, 3])
def test_a_list_shows_all_of_its_entries(
    page: SettingsPage, shell: Shell, qapp: QApplication, percent: int, chosen: int
) -> None:
    shell.window.setGeometry(0, 0, 900, 600)
    shell.services.settings.change(text_percent=percent)
    page.theme.setCurrentIndex(chosen)
    qapp.processEvents()
    page.frame.reveal(page.theme)
    page.theme.showPopup()
    qapp.processEvents()
    view = page.theme.view()
    for n in range(page.theme.count()):
        place = view.visualRect(page.theme.model().index(n, 0))
        assert view.viewport().rect().contains(place)
        assert place.height() >= shell.services.style.px(34)
    popup, screen = view.window().geometry(), shell.window.screen().availableGeometry()
    assert screen.top() <= popup.top()
    assert popup.bottom() <= screen.bottom()
    page.theme.hidePopup()
