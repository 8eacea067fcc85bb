"""Rows of a group of settings: what it is at the left, how it is set at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quiz.desktop.pages import Panel
from quiz.desktop.theme import Style
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.wrap import WrapLayout


class Group(Panel):
    """A heading and its settings."""

    def __init__(self, style: Style, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._column = QVBoxLayout(self)
        self._column.addWidget(Label(style, heading, "heading"))
        self._names: list[Label] = []
        self._boxes: QVBoxLayout | None = None
        self._column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        style.changed.connect(self._restyle)
        self._restyle()

    def add(self, name: str, *controls: QWidget) -> None:
        """A row; the controls go below the name where they do not fit beside it."""
        label = Label(self._style, name, "body")
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._names.append(label)
        row = WrapLayout(self._style, 10)
        row.addWidget(label)
        for control in controls:
            row.addWidget(control)
        self._insert(row)

    def add_wide(self, *controls: QWidget) -> None:
        """A row of controls without a name."""
        row = WrapLayout(self._style, 10)
        for control in controls:
            row.addWidget(control)
        self._insert(row)

    def add_check(self, check: QWidget) -> None:
        """A check box, its box in line with the names."""
        if self._boxes is None:
            self._boxes = QVBoxLayout()
            self._boxes.setSpacing(0)
            self._column.insertLayout(self._column.count() - 1, self._boxes)
        self._boxes.addWidget(check)

    def _insert(self, row: WrapLayout) -> None:
        self._boxes = None
        self._column.insertLayout(self._column.count() - 1, row)
        self._restyle()

    def _restyle(self) -> None:
        px = self._style.px
        side = min(px(20), 28)
        self._column.setContentsMargins(side, px(16), side, px(18))
        self._column.setSpacing(px(10))
        for name in self._names:
            name.setMinimumWidth(px(150))
