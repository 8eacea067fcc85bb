"""From nothing to a pack that can be shared, key by key as the README tells a new author."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from quiz.app import play
from quiz.app.library import import_file
from quiz.bank.bank import Bank, open_bank
from quiz.core.media import own_name
from quiz.desktop.check.view import CheckPage
from quiz.desktop.export.view import ExportPage
from quiz.desktop.flow import Opened
from quiz.desktop.start import Shell
from tests.desktop.errandwork import no_errand
from tests.desktop.shellwork import make_shell
from tests.desktop.studiowork import CTRL, Key, drop, press, with_file, write
from tests.mediamaking import png


@pytest.fixture
def empty(tmp_path: Path) -> Bank:
    return open_bank(tmp_path / "bank.db", backups=False)


def is_empty_choice(widget: QWidget | None) -> bool:
    field = isinstance(widget, QLineEdit) and widget.accessibleName().startswith("Choice")
    return field and not widget.text()  # type: ignore[union-attr]


def walk(qtbot: QtBot, shell: Shell, *keys: Key) -> None:
    for key in keys:
        press(qtbot, shell, key)


def test_a_new_author_has_a_pack_to_share_in_five_minutes(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, empty: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = make_shell(qapp, tmp_path, empty)  # type: ignore[arg-type]
    shell.flow.bank_opened(Opened(empty, play))
    window = shell.window
    window.resize(1280, 800)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.reveal()

    # Studio, Ctrl+N: a pack.
    window.open_page("studio")
    press(qtbot, shell, Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: window.current == "editor")
    editor = window.page("editor")
    # Ctrl+N: a question, and the cursor is in it; Tab leads to its choices.
    press(qtbot, shell, Key.Key_N, CTRL)
    qtbot.waitUntil(editor.form.prompt.hasFocus)  # type: ignore[attr-defined]
    write(qtbot, shell, "On which planet does Metallic Rouge play?")
    for text in ("Mars", "Venus", "Jupiter", "Saturn"):
        press(qtbot, shell, Key.Key_Tab)
        while not is_empty_choice(window.focusWidget()):
            press(qtbot, shell, Key.Key_Tab)
        write(qtbot, shell, text)
    # A picture, dropped on the form.
    (tmp_path / "mars.png").write_bytes(png())
    data = with_file(tmp_path / "mars.png")
    editor.form.eventFilter(editor.form.content, drop(data))  # type: ignore[attr-defined]
    # F5 shows it as a player sees it, Esc leads back; F6 tries the pack; F7 says what is to be mended.
    press(qtbot, shell, Key.Key_F5)
    assert window.current == "preview"
    press(qtbot, shell, Key.Key_Escape)
    press(qtbot, shell, Key.Key_F6)
    assert window.current == "round"
    walk(qtbot, shell, Key.Key_Escape, Key.Key_L)
    qtbot.waitUntil(lambda: window.current == "editor")
    press(qtbot, shell, Key.Key_F7)
    check = window.page("check")
    assert isinstance(check, CheckPage)
    qtbot.waitUntil(lambda: check._nothing.words.text() == "Nothing to mend.", timeout=30_000)
    press(qtbot, shell, Key.Key_Escape)
    # Esc back to the studio; its title and author beside it.
    while window.current == "editor":
        press(qtbot, shell, Key.Key_Escape)
    assert window.current == "studio"
    panel = window.page("studio").panel  # type: ignore[attr-defined]
    panel.fields["title"].setFocus()
    panel.fields["title"].selectAll()
    write(qtbot, shell, "Rouge for beginners")
    press(qtbot, shell, Key.Key_Tab)
    # Ctrl+E, the package, Enter, a name.
    press(qtbot, shell, Key.Key_E, CTRL)
    export = window.page("export")
    assert isinstance(export, ExportPage)
    file = tmp_path / "rouge.quizpack"
    monkeypatch.setattr(export, "ask", lambda *_: str(file))
    walk(qtbot, shell, Key.Key_Down, Key.Key_Return)
    qtbot.waitUntil(file.exists, timeout=30_000)
    qtbot.waitUntil(lambda: not export.controller.writing and no_errand(), timeout=30_000)

    # Somebody else has it, whole.
    other = open_bank(tmp_path / "theirs" / "bank.db", backups=False)
    taken = import_file(other, file)
    pack = other.pack(taken.slug)
    assert pack.head.title == "Rouge for beginners"
    assert pack.questions[0].right == ("Mars",)
    assert set(pack.questions[0].wrong) == {"Venus", "Jupiter", "Saturn"}
    assert own_name(pack.questions[0].media.image) == "mars.png"
    assert other.media.find(pack.questions[0].media.image) is not None
    other.close()
    window.open_page("settings")
    window.close()
    shell.close()
    empty.close()
