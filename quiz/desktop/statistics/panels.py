"""The page's panels: a chart under its name, and a table of questions with the chosen one in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quiz.desktop.pages import Panel
from quiz.desktop.statistics.model import DRAWN, MINE, QUESTION, RATING, RIGHT, QuestionsModel
from quiz.desktop.statistics.trend import Trend
from quiz.desktop.theme import Style
from quiz.desktop.widgets.charts.chart import Chart
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.table import RowsTable

if TYPE_CHECKING:
    from quiz.bank.figures import MetQuestion

_ROW = 44
_ALL_COLUMNS, _FEW_COLUMNS = 760, 540
"""Under these widths, at 100 %, own answers and rating, then what draws people, make room."""


class ChartPanel(Panel):
    """A chart with its name above it, and beside that what chooses what it shows, if anything."""

    def __init__(self, style: Style, chart: Chart, chooser: QWidget | None = None) -> None:
        super().__init__()
        self._style, self.chart = style, chart
        self.heading = Label(style, chart.title, "heading")
        self._column = QVBoxLayout(self)
        self._head = head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        if chooser is not None:
            head.addWidget(chooser)
        self._column.addLayout(head)
        self._column.addWidget(chart)
        self._column.addStretch(1)
        style.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        # The chart has a frame of its own for its focus: what is painted in it lines up with the name.
        px, frame = self._style.px, self._style.space(8)
        self._head.setContentsMargins(frame, 0, frame, 0)
        self._column.setContentsMargins(px(18) - frame, px(14), px(18) - frame, px(14) - frame)
        self._column.setSpacing(px(8) - frame // 2)


class QuestionsPanel(QWidget):
    """Questions, as tall as they are many; below, what is known of the one that is chosen."""

    def __init__(self, style: Style, title: str) -> None:
        super().__init__()
        self._style = style
        self.model = QuestionsModel(self)
        self.table = RowsTable(title, self.model)
        self.table.setItemDelegateForColumn(RATING, Trend(style, self.table))
        self.detail = Label(style, "", "muted")
        self._heading = Label(style, title, "heading")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._heading, self.table, self.detail):
            self._column.addWidget(widget)
        self.table.resized.connect(self._stretch)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_questions(self, rows: Sequence[MetQuestion]) -> None:
        """Show other questions; without any the panel is not there."""
        self.model.show_questions(rows)
        self.setVisible(bool(rows))
        self._fit()
        if rows:
            self.table.selectRow(0)

    def _chosen(self, current: QModelIndex) -> None:
        self.detail.set_text(self.model.told(current.row()) if current.isValid() else "")

    def _fit(self) -> None:
        """No scroll bar within the page's own."""
        rows = self.model.rowCount() * self.table.verticalHeader().defaultSectionSize()
        frame = 2 * self.table.frameWidth()
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows + frame + 2)
        self._stretch()

    def _stretch(self) -> None:
        """The question takes what the others leave."""
        header, px = self.table.horizontalHeader(), self._style.px
        room = self.table.viewport().width()
        for column in (MINE, RATING):
            self.table.setColumnHidden(column, room < px(_ALL_COLUMNS))
        self.table.setColumnHidden(DRAWN, room < px(_FEW_COLUMNS) or not self.model.draws)
        drawn = max(header.sectionSizeHint(DRAWN), self.table.sizeHintForColumn(DRAWN))
        rating = px(168 if self.model.has_courses else 84)
        widths = {RIGHT: px(76), MINE: px(76), RATING: rating, DRAWN: min(drawn + px(16), px(250), room // 3)}
        for column, wide in widths.items():
            if not self.table.isColumnHidden(column):
                header.resizeSection(column, wide)
                room -= wide
        header.resizeSection(QUESTION, max(px(120), room))

    def _restyle(self) -> None:
        px = self._style.px
        self._heading.setContentsMargins(0, px(10), 0, 0)
        self._column.setSpacing(px(8))
        # Its place is kept, so that nothing below moves from row to row.
        self.detail.setMinimumHeight(px(44))
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table.setFont(self._style.font("number", 15))
        self.table.verticalHeader().setDefaultSectionSize(px(_ROW))
        self._fit()
