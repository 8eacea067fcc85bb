from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.desktop.welcome.view import WelcomePage, usual_name
from tests.desktop.shellwork import make_shell


def test_enter_takes_the_defaults(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    shell = make_shell(qapp, tmp_path, player="")
    qtbot.addWidget(shell.window)
    shell.window.open_page("welcome")
    page = shell.window.page("welcome")
    assert isinstance(page, WelcomePage)
    assert shell.window.navigation.isHidden()
    with qtbot.waitSignal(page.done) as done:
        qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert done.args == [usual_name()]
    page.name.setText("  Rouge   Redstar ")
    with qtbot.waitSignal(page.done) as done:
        page.go.click()
    assert done.args == ["Rouge Redstar"]


def test_the_theme_is_seen_at_once(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    shell = make_shell(qapp, tmp_path, player="")
    qtbot.addWidget(shell.window)
    shell.window.open_page("welcome")
    page = shell.window.page("welcome")
    assert isinstance(page, WelcomePage)
    page._group.button(2).click()
    assert shell.services.style.theme.name == "light"


def test_enter_on_the_chosen_theme_goes_on(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    shell = make_shell(qapp, tmp_path, player="")
    qtbot.addWidget(shell.window)
    shell.window.open_page("welcome")
    shell.window.show()
    page = shell.window.page("welcome")
    assert isinstance(page, WelcomePage)
    done: list[object] = []
    page.done.connect(done.append)
    light = page._group.button(2)
    light.setFocus()
    qtbot.keyClick(light, Qt.Key.Key_Return)
    assert (light.isChecked(), done) == (True, [])
    qtbot.keyClick(light, Qt.Key.Key_Return)
    assert done == [usual_name()]
