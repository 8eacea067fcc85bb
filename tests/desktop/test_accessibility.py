"""What a screen reader and a keyboard meet: every control has a name, and the focus can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quiz.desktop.pages import Scroll
from quiz.desktop.trouble import TroublePage
from tests.desktop.shellwork import CUT_OFF, FakeBank, FakePlay, make_shell, opened, row

CONTROLS = frozenset(
    {
        QAccessible.Role.PushButton,
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ComboBox,
        QAccessible.Role.EditableText,
        QAccessible.Role.SpinBox,
        QAccessible.Role.Slider,
        QAccessible.Role.Table,
        QAccessible.Role.List,
        QAccessible.Role.ProgressBar,
        QAccessible.Role.Link,
        QAccessible.Role.MenuItem,
        QAccessible.Role.PageTab,
        QAccessible.Role.Cell,
        QAccessible.Role.ListItem,
    }
)


def walk(found: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    yield found
    # What is deep inside one of Qt's own controls (the list of a closed combo box) is its business.
    if depth > 40 or found.role() in (QAccessible.Role.ComboBox, QAccessible.Role.SpinBox):
        return
    for n in range(found.childCount()):
        child = found.child(n)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from walk(child, depth + 1)


def unnamed(widget: QWidget) -> list[str]:
    root = QAccessible.queryAccessibleInterface(widget)
    assert root is not None
    faults = []
    for found in walk(root):
        reachable = found.state().focusable
        if (found.role() in CONTROLS or reachable) and not found.text(QAccessible.Text.Name).strip():
            thing = found.object()
            # A page, or the frame around one, is a place and not a control.
            if found.role() in CONTROLS or (isinstance(thing, QWidget) and thing.focusPolicy().value):
                faults.append(f"{found.role()} {thing!r}")
    return faults


@pytest.mark.parametrize("name", ["home", "scores", "settings", "people", "welcome", "trouble"])
def test_every_control_has_a_name(qtbot: QtBot, qapp: QApplication, tmp_path: Path, name: str) -> None:
    bank = FakeBank(rows=[row(1), row(2, rank=None)], open=[CUT_OFF])
    shell = make_shell(qapp, tmp_path, bank)
    qtbot.addWidget(shell.window)
    trouble = TroublePage(shell.services.style)
    trouble.show_trouble("The disk is full.", again=True, backup=True, anew=True)
    shell.window.add_page("trouble", trouble)
    shell.window.resize(1280, 800)
    shell.window.open_page(name)
    shell.flow.bank_opened(opened(bank, FakePlay()))
    shell.window.show()
    if name == "home":
        page = shell.window.page("home")
        page.ui.challenge.click()  # type: ignore[attr-defined]
        shell.window.switcher.open()
    qapp.processEvents()
    root = QAccessible.queryAccessibleInterface(shell.window)
    assert root is not None
    assert sum(found.role() in CONTROLS for found in walk(root)) >= 3, "the walk has missed the controls"
    assert unnamed(shell.window) == []
    shell.window.hide()


def test_an_unnamed_control_is_found(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    box = QWidget()
    qtbot.addWidget(box)
    QVBoxLayout(box).addWidget(QPushButton())
    box.show()
    assert len(unnamed(box)) == 1


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("name", ["home", "scores", "settings", "people"])
def test_the_focus_stays_in_sight(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, name: str, percent: int
) -> None:
    bank = FakeBank(rows=[row(n) for n in range(1, 40)], open=[CUT_OFF])
    shell = make_shell(qapp, tmp_path, bank, text_percent=percent)
    shell.flow.bank_opened(opened(bank, FakePlay()))
    window = shell.window
    window.resize(1000, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.open_page("settings" if name == "home" else "home")
    window.open_page(name)
    qapp.processEvents()
    scroll = window.page(name).findChild(Scroll)
    assert isinstance(scroll, Scroll)
    unseen, sights = [], 0
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        for _ in range(24):
            focused = window.focusWidget()
            if scroll.content.isAncestorOf(focused):
                place = QRect(focused.mapTo(scroll.viewport(), QPoint(0, 0)), focused.size())
                sights += 1
                # A table is taller than the window: its top is what is looked for.
                place.setHeight(min(place.height(), 100))
                if not scroll.viewport().rect().contains(place):
                    unseen.append(focused.accessibleName())
            qtbot.keyClick(focused, key)
            qapp.processEvents()
    window.close()
    shell.close()
    assert sights > 12
    assert not unseen
