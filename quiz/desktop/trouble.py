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
    anew = Signal()
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
        self.put_back = KeyButton(tr("Put the newest backup back"), "Return", style, variant="main")
        self.again = KeyButton(tr("Try again"), "Return", style, variant="main")
        self.empty = KeyButton(tr("Start with an empty bank"), "E", style, bind=True)
        self.quit = KeyButton(tr("Quit"), "Q", style, bind=True)
        row = WrapLayout(style, 12)
        for button in (self.put_back, self.again, self.empty, self.quit):
            row.addWidget(button)
        self._column.addWidget(Label(style, tr("Something is in the way"), "eyebrow"))
        self._column.addWidget(Label(style, tr("The bank does not open"), "title"))
        self._column.addWidget(self._what)
        self._column.addLayout(row)
        scroll.centre(self._panel)
        self.again.clicked.connect(self.retry)
        self.put_back.clicked.connect(self.restore)
        self.empty.clicked.connect(self.anew)
        self.quit.clicked.connect(self.leave)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_trouble(self, sentence: str, *, again: bool, backup: bool, anew: bool) -> None:
        """Say what happened, and offer to try again, to put a backup back, to begin with an empty bank."""
        self._what.set_text(sentence)
        self.again.setVisible(again)
        self.put_back.setVisible(backup)
        self.empty.setVisible(anew)

    def opened(self) -> None:
        """Read out what happened; the focus on the first way out that is safe."""
        announce(self._what)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """The first way out that loses nothing."""
        self._first.click()

    @property
    def _first(self) -> KeyButton:
        ways = (self.put_back, self.again, self.empty, self.quit)
        return next(button for button in ways if not button.isHidden())

    def _restyle(self) -> None:
        px = self._style.px
        self._panel.setMaximumWidth(px(760))
        self._column.setContentsMargins(px(36), px(32), px(36), px(32))
        self._column.setSpacing(px(18))
