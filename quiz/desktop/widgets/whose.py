"""Whose version stays, when two windows have written the same."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.words import tr


def yours_stays() -> str:
    """What is said when the one who wrote here has gone on, or has chosen so."""
    return tr("Yours was kept; Ctrl+Z brings back what the other window wrote.")


class Whose(QWidget):
    """``mine`` and ``theirs`` tell the choice. The focus stays where it is: whoever is asked is writing."""

    mine = Signal()
    theirs = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_theirs = KeyButton(tr("Show theirs"), "Alt+T", style, bind=True)
        self.keep_mine = KeyButton(tr("Keep mine"), "Alt+M", style, bind=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button, signal in ((self.show_theirs, self.theirs), (self.keep_mine, self.mine)):
            row.addWidget(button)
            button.clicked.connect(self.hide)
            button.clicked.connect(signal)
        self.hide()
