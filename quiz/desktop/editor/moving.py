"""Where the chosen questions go: into another pack, they or copies of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quiz.desktop.pages import Panel
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.softpicker import SoftPicker
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr, trn


class MoveBar(Panel):
    """``moved`` and ``copied`` carry the id of the pack, ``left`` tells that nothing shall be done."""

    moved = Signal(object)
    copied = Signal(object)
    left = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._column = QVBoxLayout(self)
        self.count = Label(style, "", "body")
        self._column.addWidget(self.count)
        self.pack = SoftPicker(style, tr("Pack to move or copy into"))
        self.pack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.move_them = KeyButton(tr("Move"), "Return", style)
        self.copy_them = KeyButton(tr("Copy"), "Shift+Return", style, bind=True)
        self.cancel = KeyButton(tr("Cancel"), "Esc", style, variant="quiet")
        self._column.addWidget(self.pack)
        row = WrapLayout(style, 8)
        for widget in (self.move_them, self.copy_them, self.cancel):
            row.addWidget(widget)
        self._column.addLayout(row)
        self.move_them.clicked.connect(self._move)
        self.copy_them.clicked.connect(self._copy)
        self.cancel.clicked.connect(self.left)
        style.changed.connect(self._restyle)
        self._restyle()

    def ask(self, n: int, packs: Sequence[tuple[str, str]]) -> None:
        """Ask where ``n`` questions shall go: into one of these, ids and titles."""
        chosen = self.pack.currentData()
        self.pack.clear()
        for slug, title in packs:
            self.pack.addItem(title, slug)
        self.pack.setCurrentIndex(max(0, self.pack.findData(chosen)))
        told = trn("Where shall {n} question go?", "Where shall {n} questions go?", n)
        self.count.set_text(told if packs else tr("There is no other pack yet; make one in the studio."))
        for widget in (self.pack, self.move_them, self.copy_them):
            widget.setVisible(bool(packs))
        self.show()
        (self.pack if packs else self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list of packs moves; a focused button takes it itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.pack.hasFocus():
            self._move()
            return
        super().keyPressEvent(event)

    def _move(self) -> None:
        if self.pack.currentData():
            self.moved.emit(self.pack.currentData())

    def _copy(self) -> None:
        if self.pack.currentData():
            self.copied.emit(self.pack.currentData())

    def _restyle(self) -> None:
        px = self._style.px
        self._column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._column.setSpacing(px(8))
