"""A figure of a page: a number that stands out, and what it counts."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from quiz.desktop.pages import Panel
from quiz.desktop.theme import Style
from quiz.desktop.widgets.labels import Label


class Figure(Panel):
    """A number and what it counts."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._value = Label(style, role="big")
        self._name = Label(style, role="muted")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._value)
        self._column.addWidget(self._name)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_figure(self, value: str, name: str) -> None:
        """Another number."""
        self._value.set_text(value)
        self._name.set_text(name)
        self.setAccessibleName(f"{value} {name}")

    def _restyle(self) -> None:
        px = self._style.px
        self._column.setContentsMargins(px(18), px(14), px(18), px(14))
        self._column.setSpacing(px(2))
