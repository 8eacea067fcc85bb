"""The line at the foot of the review: what was done or refused, else the keys; and whose edit is to stay."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from quiz.desktop.pages import Elided, announce
from quiz.desktop.theme import Style
from quiz.desktop.widgets.whose import Whose
from quiz.words import tr


class Foot(QWidget):
    """``whose`` answers :meth:`ask_whose`."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.told = Elided(style)
        self.whose = Whose(style)
        row.addWidget(self.told, 1)
        row.addWidget(self.whose)
        for answered in (self.whose.theirs, self.whose.mine):
            answered.connect(self._answered)
        self.say("")

    def say(self, sentence: str) -> None:
        """One line about what was done or refused; without one, the keys."""
        keys = tr(
            "A or Enter accepts, R or Del rejects, E edits, J and K go on and back, U undoes, "
            "M goes to the article; in the form Ctrl+Enter accepts and Esc goes back"
        )
        self.told.set_text(sentence or keys)
        if sentence:
            announce(self.told)

    def ask_whose(self) -> None:
        """Another window changed the draft that is being edited here."""
        self.say(tr("Another window changed this draft while you wrote."))
        self.whose.show()

    def _answered(self) -> None:
        self.say("")
