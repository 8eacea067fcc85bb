"""The studio's pages on a real bank, driven by keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quiz.core.questions import Difficulty, Kind, Question
from quiz.desktop.editor.view import EditorPage
from quiz.desktop.home.options import Wanted
from quiz.desktop.start import Shell
from quiz.desktop.studio.view import StudioPage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def choice(n: int) -> Question:
    return Question(
        f"q{n}", f"Who is number {n}?", Kind.CHOICE, (f"Right {n}",), (f"Wrong {n}", f"Other {n}"),
        category=f"C{n % 2}", difficulty=list(Difficulty)[n % 3],
    )  # fmt: skip


KINDS = (
    choice(0),
    Question("t", "Is it so?", Kind.TRUEFALSE, ("false",)),
    Question("m", "Which of them?", Kind.MULTIPLE, ("A", "B"), ("C",)),
    Question("x", "監督は誰ですか?", Kind.TEXT, ("堀", "Hori"), ("Mori",), exact=True),
    Question("n", "How many?", Kind.NUMBER, ("9.5",), unit="m"),
    Question("o", "In which order?", Kind.ORDER, ("1", "2", "3")),
)


def studio(shell: Shell) -> StudioPage:
    shell.window.open_page("studio")
    page = shell.window.page("studio")
    assert isinstance(page, StudioPage)
    return page


def editor(shell: Shell, slug: str = "kinds", key: int = 0) -> EditorPage:
    studio(shell)
    shell.flow.authoring.edit(Wanted(slug, key))
    page = shell.window.page("editor")
    assert isinstance(page, EditorPage)
    return page


def press(qtbot: QtBot, shell: Shell, key: Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    target: QWidget = shell.window.focusWidget() or shell.window
    qtbot.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)
    # A button whose shortcut it was goes down at once, and is clicked when it comes up again.
    qtbot.waitUntil(lambda: not any(one.isDown() for one in shell.window.findChildren(QPushButton)))


def write(qtbot: QtBot, shell: Shell, text: str) -> None:
    target = shell.window.focusWidget()
    assert target is not None
    qtbot.keyClicks(target, text)


def select(page: EditorPage, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().clearSelection()
    for row in rows:
        index = page.model.index(row, 0)
        page.table.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)


def with_file(path: Path) -> QMimeData:
    """A file as it is dropped, or copied in a file manager."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(str(path))
    return data


def drop(data: QMimeData) -> QDropEvent:
    """That it is dropped somewhere; keep the data until it was."""
    moment = (QPointF(9, 9), Qt.DropAction.CopyAction, data)
    return QDropEvent(*moment, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
