"""What can be done in the editor, as rows of buttons with their keys."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr


class PackActions(QWidget):
    """What is done with the whole pack, and to what was done."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = WrapLayout(style, 8, self)
        self.add = KeyButton(tr("New question"), "Ctrl+N", style, variant="main", bind=True)
        self.replace = KeyButton(tr("Replace"), "Ctrl+H", style, bind=True)
        self.check = KeyButton(tr("Check"), "F7", style, bind=True)
        self.try_it = KeyButton(tr("Try pack"), "F6", style, bind=True)
        self.undo = KeyButton(tr("Undo"), "Ctrl+Z", style, bind=True)
        self.redo = KeyButton(tr("Redo"), "Ctrl+Y", style, bind=True)
        for button in (self.add, self.replace, self.check, self.try_it, self.undo, self.redo):
            row.addWidget(button)


class ChosenActions(QWidget):
    """What is done with the questions that are chosen."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = WrapLayout(style, 8, self)
        self.preview = KeyButton(tr("Preview"), "F5", style, bind=True)
        self.copy = KeyButton(tr("Duplicate"), "Ctrl+D", style, bind=True)
        self.move_them = KeyButton(tr("Move"), "Ctrl+M", style, bind=True)
        for button in (self.preview, self.copy, self.move_them):
            row.addWidget(button)
