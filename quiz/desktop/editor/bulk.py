"""What can be done to many questions at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from quiz.core.questions import Difficulty
from quiz.desktop.editor.names import difficulty_name
from quiz.desktop.pages import Panel
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.picker import Picker
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr, trn


class BulkBar(Panel):
    """Level, category and tags of the selected questions. ``values`` carries what to set, by name."""

    values = Signal(object)
    removed = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        column = self._column = QVBoxLayout(self)
        self.count = Label(style, "", "body")
        column.addWidget(self.count)
        row = WrapLayout(style, 8)
        self.level = Picker(style, tr("Level of the selected questions"))
        self.level.addItem(tr("Level stays"), "")
        for level in Difficulty:
            self.level.addItem(difficulty_name(level), level.value)
        self.category = Picker(style, tr("Category of the selected questions"))
        self.category.setEditable(True)
        self.add_tags, self.drop_tags = QLineEdit(), QLineEdit()
        for field, name in (
            (self.add_tags, tr("Add tags")),
            (self.drop_tags, tr("Drop tags")),
        ):
            field.setAccessibleName(name)
            field.setMinimumWidth(style.px(130))
            field.setPlaceholderText(name)
        self.apply = KeyButton(tr("Change them"), "Ctrl+Return", style, bind=True)
        self.remove = KeyButton(tr("Remove"), "", style)
        for widget in (self.level, self.category, self.add_tags, self.drop_tags, self.apply, self.remove):
            row.addWidget(widget)
        column.addLayout(row)
        self.apply.clicked.connect(self._apply)
        self.remove.clicked.connect(self.removed)
        style.changed.connect(self._restyle)
        self._restyle()
        self.offer(())

    def offer(self, categories: Sequence[str]) -> None:
        """The categories that the pack has; another one can be typed."""
        self.category.clear()
        self.category.addItem(tr("Category stays"), "")
        for name in categories:
            self.category.addItem(name, name)

    def show_count(self, n: int) -> None:
        """Shown only while several questions are selected."""
        self.setVisible(n > 1)
        self.count.set_text(trn("{n} question selected", "{n} questions selected", n))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row takes as many lines as it needs: a splitter asks nobody for the height at a width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self._column.totalHeightForWidth(self.width()))

    def _restyle(self) -> None:
        px = self._style.px
        self._column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._column.setSpacing(px(8))

    def _apply(self) -> None:
        values: dict[str, object] = {}
        if level := self.level.currentData():
            values["difficulty"] = Difficulty(level)
        if (category := self.category.currentText().strip()) != tr("Category stays"):
            values["category"] = category
        for name, field in (("add_tags", self.add_tags), ("drop_tags", self.drop_tags)):
            if tags := [tag for part in field.text().split(",") if (tag := part.strip())]:
                values[name] = tags
        if values:
            self.values.emit(values)
