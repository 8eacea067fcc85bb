"""What is shown when the bank cannot be opened: what happened, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quiz.desktop.pages import Page, Panel, Scroll, announce
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr


class TroublePage(Page):
    """One sentence and the ways out of it."""

    whole = True
    retry = Signal()
    restore = Signal()
    leave = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = tr("Trouble")
        self._style = style
        scroll = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._panel = Panel()
        self._column = QVBoxLayout(self._panel)
        self._what = Label(style, "", "body")
        self._what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again = KeyButton(tr("Try again"), "Return", style, variant="main")
        self.put_back = KeyButton(tr("Put the newest backup back"), "B", style, bind=True)
        self.quit = KeyButton(tr("Quit"), "Q", style, bind=True)
        row = WrapLayout(style, 12)
        for button in (self.again, self.put_back, self.quit):
            row.addWidget(button)
        self._column.addWidget(Label(style, tr("Something is in the way"), "eyebrow"))
        self._column.addWidget(Label(style, tr("The bank does not open"), "title"))
        self._column.addWidget(self._what)
        self._column.addLayout(row)
        scroll.centre(self._panel)
        self.again.clicked.connect(self.retry)
        self.put_back.clicked.connect(self.restore)
        self.quit.clicked.connect(self.leave)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_trouble(self, sentence: str, *, again: str, backup: bool) -> None:
        """Say what happened; ``again`` names the main way out, ``backup`` offers to put one back."""
        self._what.set_text(sentence)
        self.again.set_label(again)
        self.again.setVisible(bool(again))
        self.put_back.setVisible(backup)

    def opened(self) -> None:
        """Read out what happened; the focus on the first way out that is safe."""
        announce(self._what)
        for button in (self.put_back, self.again, self.quit):
            if not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def enter(self) -> None:
        """The main way out."""
        self.again.click()

    def _restyle(self) -> None:
        px = self._style.px
        self._panel.setMaximumWidth(px(760))
        self._column.setContentsMargins(px(36), px(32), px(36), px(32))
        self._column.setSpacing(px(18))
