"""Tables of rows: chosen as wholes, never edited in place, their columns as wide as the page says."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from quiz.desktop.widgets.text import tip


class RowsTable(QTableView):
    """``resized`` tells that there is more or less room: the page parts it among the columns."""

    resized = Signal()

    def __init__(
        self, name: str, model: QAbstractItemModel, *, several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.ExtendedSelection
            if several
            else QAbstractItemView.SelectionMode.SingleSelection
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        # Every row is as tall as the next: a million of them are never measured.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit_columns(self, least: int) -> None:
        """Columns as wide as what stands in them; the first has the rest, and keeps ``least`` pixels.

        Where that is not to be had the last ones are left out; one alone takes half of the room at most.
        For tables of few rows: all that are in sight are measured.
        """
        header, room = self.horizontalHeader(), self.viewport().width()
        others = range(1, self.model().columnCount())
        wanted = {n: max(header.sectionSizeHint(n), self.sizeHintForColumn(n)) for n in others}
        for n in reversed(others):
            crowded = len(wanted) > 1 and room - sum(wanted.values()) < least
            self.setColumnHidden(n, crowded)
            if crowded:
                del wanted[n]
        for n in wanted:
            wanted[n] = min(wanted[n], max(room // 2, room - least) // len(wanted))
            header.resizeSection(n, wanted[n])
        header.resizeSection(0, room - sum(wanted.values()))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """As Qt does it, but Home and End lead to the first and last row: the cells of a row are one."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action not in ends:
            return super().moveCursor(action, modifiers)
        model = self.model()
        return model.index(ends[action] % max(1, model.rowCount()), max(0, self.currentIndex().column()))

    def viewportEvent(self, event: QEvent) -> bool:
        """A cell whose text is elided tells all of it as its tooltip, unless the model has more to say."""
        if event.type() == QEvent.Type.ToolTip:
            asked = cast("QHelpEvent", event)
            index = self.indexAt(asked.pos())
            if index.isValid() and not index.data(Qt.ItemDataRole.ToolTipRole):
                cut = self.sizeHintForIndex(index).width() > self.visualRect(index).width()
                QToolTip.showText(asked.globalPos(), tip(str(index.data() or "")) if cut else "", self)
                return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A scroll bar that comes or goes counts too."""
        super().resizeEvent(event)
        self.resized.emit()
