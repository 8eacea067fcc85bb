"""The home page's panels: a round that was cut off, the challenge code, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from quiz.desktop.pages import Panel, announce
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr


class TextRow(Panel):
    """A sentence with buttons at its right, or below it where there is no room."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.row = WrapLayout(style, 8)
        self.setLayout(self.row)
        self.text = Label(style, "", "body", self)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.row.addWidget(self.text)
        style.changed.connect(self._restyle)
        self._restyle()

    def add(self, label: str, key: str, *, variant: str = "plain", bind: bool = True) -> KeyButton:
        """One more button."""
        button = KeyButton(label, key, self._style, self, variant=variant, bind=bind)
        self.row.addWidget(button)
        return button

    def say(self, text: str) -> None:
        """Show the panel with this sentence, and have it read out; without one, hide it."""
        self.text.set_text(text)
        self.setVisible(bool(text))
        if text:
            announce(self.text)

    def _restyle(self) -> None:
        px = self._style.px
        self.row.setContentsMargins(px(18), px(10), px(12), px(10))
        self.text.setMinimumWidth(px(250))


class ChallengePanel(Panel):
    """A field for a challenge code, with what is wrong with it below."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        column = QVBoxLayout(self)
        row = WrapLayout(style, 8)
        self.note = Label(
            style, tr("The same questions, order and rules as whoever gave you the code."), "muted"
        )
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Challenge code"))
        self.field.setPlaceholderText("XXXX-XXXX-XXXX-XXXX")
        self.field.setMaxLength(60)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.play = KeyButton(tr("Play this code"), "Return", style)
        self.cancel = KeyButton(tr("Cancel"), "Esc", style, variant="quiet")
        self.error = Label(style, "", "body")
        self.error.hide()
        column.addWidget(self.note)
        column.addLayout(row)
        column.addWidget(self.error)
        for widget in (self.field, self.play, self.cancel):
            row.addWidget(widget)
        style.changed.connect(self._restyle)
        self._restyle()

    @property
    def code(self) -> str:
        """What was typed."""
        return self.field.text().strip()

    def open(self) -> None:
        """Show it, empty, with the focus in it."""
        self.field.clear()
        self.refuse("")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the code; nothing takes it back."""
        self.error.set_text(sentence)
        self.error.setVisible(bool(sentence))
        self.field.setProperty("faulty", "true" if sentence else "false")
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        if sentence:
            announce(self.error)

    def _restyle(self) -> None:
        px = self._style.px
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(18), px(14), px(12), px(14))
            layout.setSpacing(px(8))
        self.field.setMinimumWidth(px(230))


class FilterField(QLineEdit):
    """Filters as one types; the down arrow goes on to the cards."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.setAccessibleName(tr("Filter packs"))
        self.setPlaceholderText(tr("Filter packs   /"))
        self.setMaxLength(80)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leaves the field."""
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.setFixedWidth(self._style.px(190))
