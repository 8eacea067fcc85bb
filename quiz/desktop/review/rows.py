"""How a row of the review's list is painted: two lines of text, one of what more there is, a bar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quiz.app.review import sureness
from quiz.desktop.review.model import ENTRY, Entry, ReviewModel
from quiz.desktop.review.words import sure_name
from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon
from quiz.desktop.widgets.table import RowsTable
from quiz.desktop.widgets.text import lay_out
from quiz.words import tr

_LINES = 2
_ROLES = {"tick": "right", "cross": "wrong", "pencil": "streak", "flag": "streak"}


class RowPainter(QStyledItemDelegate):
    """Paints rows of a :class:`ReviewModel`, all of one height."""

    def __init__(self, style: Style, table: QWidget) -> None:
        super().__init__(table)
        self._style = style

    def height(self) -> int:
        """Of every row."""
        line = QFontMetricsF(self._style.font("body", 15)).height()
        more = QFontMetricsF(self._style.font("body", 13)).height()
        return round(_LINES * line + more + self._style.px(20))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as tall as the next."""
        return QSize(self._style.px(120), self.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The style's own cell, then what stands in it."""
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        whole.text = ""
        whole.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, whole.widget)
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        painter.save()
        px, box = self._style.px, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(QRectF(box.x(), box.y(), px(3), box.height()), self._colour("accent"))
        box.adjust(px(14), px(8), -px(10), -px(8))
        body = lay_out(entry.text, self._style.font("body", 15), box.width(), _LINES)
        body.paint(painter, box.x(), box.y(), self._colour("text"))
        painter.setFont(self._style.font("body", 13))
        painter.setPen(self._colour("text" if chosen else "muted"))
        metrics = QFontMetricsF(painter.font())
        box.setTop(box.bottom() - metrics.height())
        if entry.confidence is not None:
            box.setRight(self._paint_sure(painter, box, entry.confidence) - px(10))
        if entry.icon:
            side = px(13)
            place = QRectF(box.x(), box.y() + (box.height() - side) / 2, side, side)
            paint_icon(painter, entry.icon, place, self._colour(_ROLES[entry.icon]), 2.8)
            box.setLeft(box.x() + side + px(6))
        more = metrics.elidedText(entry.more, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box.adjusted(0, 0, 1, 0), Qt.AlignmentFlag.AlignVCenter, more)
        painter.restore()

    def _paint_sure(self, painter: QPainter, box: QRectF, confidence: float) -> float:
        """A word and a bar at the right end of ``box``; returns where they begin."""
        px = self._style.px
        word = sure_name(sureness(confidence))
        bar = QRectF(box.right() - px(44), box.center().y() - px(2), px(44), px(5))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(word)
        left = bar.x() - px(7) - wide
        painter.drawText(QRectF(left, box.y(), wide + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, word)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("ring_track"))
        painter.drawRoundedRect(bar, px(2), px(2))
        bar.setWidth(bar.width() * min(1.0, max(0.0, confidence)))
        painter.setBrush(self._colour("ring"))
        painter.drawRoundedRect(bar, px(2), px(2))
        painter.restore()
        return left

    def _colour(self, role: str) -> QColor:
        return self._style.color(role)


class ReviewTable(RowsTable):
    """The list. Letters are the page's keys here, and look for no row."""

    def __init__(self, style: Style, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Drafts"), model, parent=parent)
        self._style = style
        self._painter = RowPainter(style, self)
        self.setItemDelegate(self._painter)
        self.horizontalHeader().hide()
        self.resized.connect(self.fit)

    def fit(self) -> None:
        """Rows and their column for the text size and the room there is."""
        self.verticalHeader().setDefaultSectionSize(self._painter.height())
        self.horizontalHeader().resizeSection(0, self.viewport().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moving about is the table's, everything else the page's."""
        if (event.text().strip() and event.text().isprintable()) or event.key() == Qt.Key.Key_Delete:
            event.ignore()
            return
        super().keyPressEvent(event)
