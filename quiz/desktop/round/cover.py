"""What hides the question while the clock stands still: paused, continued, or asking whether to leave."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr


class Cover(QWidget):
    """A title, a line or two, and one or two ways on."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._title = Label(style, role="title")
        self._line = Label(style, role="body")
        for label in (self._title, self._line):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.go_on = KeyButton(tr("Go on"), "Return", style, variant="main")
        self.leave = KeyButton(tr("Leave"), "L", style)
        buttons = QWidget()
        buttons.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = WrapLayout(style, 14, buttons)
        row.addWidget(self.leave)
        row.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addSpacing(style.px(12))
        column.addWidget(buttons, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        column.setSpacing(style.px(12))

    def show_words(self, title: str, line: str, *, leave: bool, go_on: str = "") -> None:
        """Why it covers, and whether leaving is offered."""
        self._title.set_text(title)
        self._line.set_text(line)
        self.go_on.set_label(go_on or tr("Go on"))
        self.leave.setVisible(leave)

    def read_out(self) -> str:
        """What it says."""
        return f"{self._title.text()}. {self._line.text()}"
