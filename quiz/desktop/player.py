"""A player's hands: answers a question by the keys that a person would press."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from quiz.core.questions import Kind
from quiz.core.rounds import Open
from quiz.desktop.round.view import RoundPage

_NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Sends key presses to whatever has the focus in the round page."""

    def __init__(self, page: RoundPage) -> None:
        self._page = page

    def press(self, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """One key, down and up."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target = self._page.window().focusWidget() or self._page
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))

    def enter(self) -> None:
        """Enter."""
        self.press(Qt.Key.Key_Return)

    def digit(self, n: int) -> None:
        """A digit, 1 to 9."""
        self.press(Qt.Key(Qt.Key.Key_0 + n), str(n))

    def give(self, now: Open, given: Sequence[str]) -> None:
        """Answer, confirmation included."""
        self.prepare(now, given)
        if now.question.kind not in (Kind.CHOICE, Kind.TRUEFALSE) or self._page.view.body.input.wants_confirm:
            self.enter()

    def prepare(self, now: Open, given: Sequence[str]) -> None:
        """Everything but the confirmation; where there is none, this is the answer."""
        match now.question.kind:
            case Kind.TEXT | Kind.NUMBER:
                for sign in given[0]:
                    self.press(Qt.Key.Key_unknown, sign)
            case Kind.ORDER:
                self._sort(list(now.choices), given)
            case _:
                for text in given:
                    self.digit(now.choices.index(text) + 1)

    def _sort(self, stands: list[str], wanted: Sequence[str]) -> None:
        for place, text in enumerate(wanted):
            at = stands.index(text)
            if at != place:
                self.digit(at + 1)
                self.digit(place + 1)
                stands.insert(place, stands.pop(at))
