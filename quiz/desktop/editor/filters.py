"""Which of a pack's questions the table shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from quiz.core.questions import Difficulty, Kind
from quiz.desktop.editor.names import difficulty_name, kind_name
from quiz.desktop.theme import Style
from quiz.desktop.widgets.picker import Picker
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr

_SEARCH_AFTER_MS = 120


class FilterBar(QWidget):
    """``changed`` tells that something else is wanted; ``values`` says what, by the names of a Listing."""

    changed = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        row = WrapLayout(style, 8, self)
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("Search this pack"))
        self.search.setPlaceholderText(tr("Search this pack (Ctrl+F)"))
        self.kind, self.level, self.category, self.order = (
            Picker(style, name) for name in (tr("Kind"), tr("Level"), tr("Category"), tr("Order"))
        )
        self.kind.addItem(tr("All kinds"), "")
        for kind in Kind:
            self.kind.addItem(kind_name(kind), kind.value)
        self.level.addItem(tr("All levels"), "")
        for level in Difficulty:
            self.level.addItem(difficulty_name(level), level.value)
        self.category.addItem(tr("All categories"), "")
        for name, value in (
            (tr("As written"), "place"),
            (tr("By question"), "prompt"),
            (tr("By answer"), "answer"),
            (tr("By kind"), "kind"),
            (tr("By level"), "difficulty"),
            (tr("By category"), "category"),
        ):
            self.order.addItem(name, value)
        self._pickers = (self.kind, self.level, self.category, self.order)
        for widget in (self.search, *self._pickers):
            row.addWidget(widget)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SEARCH_AFTER_MS)
        self._later.timeout.connect(self.changed)
        self.search.textEdited.connect(self._later.start)
        for picker in self._pickers:
            picker.activated.connect(self.changed)
        style.changed.connect(self._restyle)
        self._restyle()

    def values(self) -> dict[str, Any]:
        """What is wanted."""
        kind, level = self.kind.currentData(), self.level.currentData()
        return {
            "text": self.search.text(),
            "kind": Kind(kind) if kind else None,
            "difficulty": Difficulty(level) if level else None,
            "category": self.category.currentData() or "",
            "sort": self.order.currentData(),
        }

    def clear(self) -> None:
        """All questions, as written."""
        self._later.stop()
        self.search.clear()
        for picker in self._pickers:
            picker.setCurrentIndex(0)

    def offer(self, categories: Sequence[str]) -> bool:
        """The categories that the pack has; whether they are others than before."""
        known = [self.category.itemData(n) for n in range(1, self.category.count())]
        if known == [*categories]:
            return False
        chosen = self.category.currentData()
        self.category.clear()
        self.category.addItem(tr("All categories"), "")
        for name in categories:
            self.category.addItem(name, name)
        self.category.setCurrentIndex(max(0, self.category.findData(chosen)))
        return True

    def to_search(self) -> None:
        """Into the field of the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _restyle(self) -> None:
        px = self._style.px
        self.search.setMinimumWidth(px(240))
        for picker in self._pickers:
            picker.setMaximumWidth(px(190))
