"""The results' table: as tall as its rows, long prompts wrapped, marks painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from quiz.desktop.results.model import (
    BASE,
    GIVEN,
    MARK,
    MARK_ROLE,
    QUESTION,
    STREAK,
    TIME,
    TOTAL,
    ResultsModel,
)
from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon
from quiz.desktop.widgets.text import lay_out
from quiz.words import tr

_ROW, _PAD, _MARK = 44, 10, 46
_ALL_COLUMNS = 760
"""Under this width (at 100 %) the parts of the sum make room for the words."""


class Cells(QStyledItemDelegate):
    """Paints marks as icons and texts whole."""

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The style's own cell, and the mark or the text on it."""
        style = self._style
        rect = QRectF(option.rect)
        mark = index.data(MARK_ROLE)
        if mark:
            side = style.px(18)
            box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
            paint_icon(painter, mark[0], box, style.color(mark[1]), 2.4)
            return
        column = index.column()
        font = style.font("body" if column in (QUESTION, GIVEN) else "number", 15)
        pad = style.px(_PAD)
        block = lay_out(str(index.data() or ""), font, rect.width() - 2 * pad, align_right=column > GIVEN)
        block.paint(painter, rect.left() + pad, rect.center().y() - block.height / 2, style.color("text"))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Tall enough for the whole text."""
        style, view = self._style, self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else style.px(300)
        block = lay_out(str(index.data() or ""), style.font("body", 15), width - 2 * style.px(_PAD))
        return QSize(width, max(style.px(_ROW), round(block.height) + style.px(_PAD + 2)))


class ResultsTable(QTableView):
    """Never scrolls itself: the page does."""

    def __init__(self, style: Style, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._model = model
        self.setModel(model)
        self.setItemDelegate(Cells(style, self))
        self.setAccessibleName(tr("Answers"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Nothing in it can be done by keyboard, and the page's own keys scroll it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(1)
        model.modelReset.connect(self.fit)
        style.changed.connect(self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width, rows follow."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Widths, heights, and the height of the whole."""
        px = self._style.px
        width = self.viewport().width()
        # Without a streak the points are all for the answers: they need not stand there twice.
        wide = width >= px(_ALL_COLUMNS) and self._model.has_streaks
        for column in (BASE, STREAK):
            self.setColumnHidden(column, not wide)
        fixed = {MARK: px(_MARK), TIME: px(84), TOTAL: px(84)} | (
            {BASE: px(84), STREAK: px(84)} if wide else {}
        )
        rest = max(px(120), width - sum(fixed.values()))
        fixed |= {QUESTION: rest * 60 // 100, GIVEN: rest - rest * 60 // 100}
        for column, size in fixed.items():
            self.setColumnWidth(column, size)
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        self.setFixedHeight(height + 2 * self.frameWidth() + 4)
