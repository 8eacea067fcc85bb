"""The list of players over the navigation: one click opens it, one more switches."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quiz.desktop.pages import Panel, Scroll
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.marks import player_mark
from quiz.desktop.widgets.text import tip
from quiz.words import tr

LONGEST_NAME = 40


class Switcher(Panel):
    """Players to choose from, and a field for a new one. ``chosen`` carries a name, known or new."""

    chosen = Signal(object)
    people = Signal()
    """Somebody wants to see what each player has here."""
    left = Signal()
    """It was closed without a choice."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._colours: Mapping[str, int] = {}
        self._names: list[str] = []
        self._current = ""
        self._column = QVBoxLayout(self)
        self._column.addWidget(Label(style, tr("Who is playing?"), "heading"))
        self._scroll = Scroll()
        self._scroll.column.setContentsMargins(0, 0, 0, 0)
        self._list = QVBoxLayout()
        self._scroll.column.addLayout(self._list)
        self._scroll.column.addStretch(1)
        self._column.addWidget(self._scroll, 1)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._picked)
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Name of a new player"))
        self.field.setPlaceholderText(tr("New player"))
        self.field.setMaxLength(LONGEST_NAME)
        self.field.returnPressed.connect(self._added)
        self.add = KeyButton(tr("Add"), "Return", style)
        self.add.clicked.connect(self._added)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.add)
        self._column.addLayout(row)
        self.all = KeyButton(tr("All players"), "", style, variant="quiet")
        self.all.clicked.connect(self._show_all)
        self._column.addWidget(self.all)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_players(self, colours: Mapping[str, int], current: str) -> None:
        """List these players, each with a colour, and the one who is playing marked."""
        self._colours, self._names, self._current = colours, list(colours), current
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._list.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, name in enumerate(self._names):
            button = QPushButton()
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setProperty("variant", "nav")
            button.setObjectName("player")
            button.setAccessibleName(name)
            button.setCheckable(True)
            button.setChecked(name == current)
            button.setAutoDefault(False)
            self._group.addButton(button, number)
            self._list.addWidget(button)
        self._name_buttons()

    def open(self) -> None:
        """Show it, with the focus on who is playing."""
        self.show()
        self.raise_()
        focused = self._group.checkedButton() or self.field
        focused.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close it."""
        self.hide()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of the names."""
        super().resizeEvent(event)
        self._name_buttons()

    def _name_buttons(self) -> None:
        """What does not fit is whole in the tooltip."""
        room = self.sizeHint().width() - self._style.px(108)
        for number, name in enumerate(self._names):
            button = self._group.button(number)
            words = QFontMetrics(self._style.font("body", 14))
            shown = words.elidedText(name, Qt.TextElideMode.ElideRight, room)
            # A doubled ampersand is Qt's way to show one.
            button.setText(shown.replace("&", "&&"))
            button.setIconSize(QSize(self._style.px(16), self._style.px(16)))
            button.setIcon(player_mark(self._style, self._colours[name], self.devicePixelRatioF()))
            button.setToolTip(tip(name) if shown != name else "")

    def sizeHint(self) -> QSize:
        """Room for some six players before it scrolls."""
        px = self._style.px
        return QSize(px(330), px(200) + px(46) * max(1, min(6, len(self._names))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Enter takes what has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
        else:
            super().keyPressEvent(event)

    def _picked(self, number: int) -> None:
        self.hide()
        self.chosen.emit(self._names[number])

    def _show_all(self) -> None:
        self.hide()
        self.people.emit()

    def _added(self) -> None:
        name = " ".join(self.field.text().split())
        if name:
            self.field.clear()
            self.hide()
            self.chosen.emit(name)

    def _restyle(self) -> None:
        px = self._style.px
        self._column.setContentsMargins(px(16), px(14), px(16), px(16))
        self._column.setSpacing(px(10))
        self._list.setSpacing(px(2))
        self._name_buttons()
