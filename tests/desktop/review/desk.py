"""The review of an article on a real bank, and somebody's keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from quiz.bank.bank import Bank
from quiz.desktop.review.view import ReviewPage
from quiz.desktop.start import Shell
from quiz.desktop.studio.view import StudioPage
from quiz.resources import questions
from tests.desktop.errandwork import Errands
from tests.desktop.shellwork import make_shell

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PROSE = (questions() / "articles" / "metallic-rouge.md").read_text(encoding="utf-8")


class Desk:
    """The page in a shown window, and somebody's keys."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
        self.bot, self.bank = qtbot, bank
        self.shell: Shell = make_shell(qapp, tmp_path, bank)  # type: ignore[arg-type]
        self.window, self.errands = self.shell.window, Errands()
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        self.page = ReviewPage(self.shell.services, errand=self.errands)
        self.window.add_page("review", self.page)
        self.window.open_page("studio")
        with qtbot.waitExposed(self.window):
            self.window.reveal()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def focused(self) -> QWidget:
        return self.window.focusWidget() or self.window

    @property
    def studio(self) -> StudioPage:
        page = self.window.page("studio")
        assert isinstance(page, StudioPage)
        return page

    @property
    def prompt(self) -> str:
        return self.page.body.form.prompt.toPlainText()

    @property
    def rows(self) -> list[str]:
        model = self.page.body.list.model
        return [model.index(n, 0).data() for n in range(model.rowCount())]

    @property
    def told(self) -> str:
        return self.page.foot.told.accessibleName()

    @property
    def far(self) -> str:
        return self.page.head.far.text()

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.focused, key, modifiers)

    def chord(
        self,
        button: QAbstractButton,
        key: Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """A button's own key: Qt presses the button for a moment, and clicks it then."""
        with self.bot.waitSignal(button.clicked):
            self.press(key, modifiers)

    def write(self, text: str) -> None:
        self.bot.keyClicks(self.focused, text)

    def open(self, key: int) -> None:
        self.shell.flow.authoring.review(key)

    def verdicts(self, key: int) -> list[str]:
        return [draft.verdict.value for draft in self.bank.reviews.drafts(key)]
