"""Paints texts of a table with the pieces that are looked for marked, and ticks with our own tick."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quiz.app.replacing import Piece
from quiz.desktop.replace.model import AFTER, PART, PieceRole, cut
from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon

_PAD, _BOX = 10, 20
_MARGIN = 4
"""Signs that are seen before and behind a piece, at least."""


class Marked(QStyledItemDelegate):
    """A piece stands on the colour of wrong before, of right after, and is underlined."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row's background, then tick and field, or the text."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setClipRect(rect)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._style.color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._style.color("raised"))
        painter.setFont(self._style.font("number", 15))
        if index.column() == PART:
            self._field(painter, rect, index)
        else:
            self._text(painter, rect, index)
        painter.restore()

    def _field(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        style = self._style
        pad, side = style.space(_PAD), style.space(_BOX)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        box = QRectF(rect.x() + pad, rect.center().y() - side / 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(style.color("accent" if on else "edge"))
        painter.setBrush(style.color("accent" if on else "background"))
        painter.drawRoundedRect(box, 5, 5)
        if on:
            inset = side * 0.14
            paint_icon(
                painter, "tick", box.adjusted(inset, inset, -inset, -inset), style.color("on_accent"), 3.4
            )
        painter.setPen(style.color("muted"))
        left = round(box.right()) + pad
        room = rect.right() - left - pad
        name = QFontMetricsF(painter.font()).elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.y(), room, rect.height()), Qt.AlignmentFlag.AlignVCenter, name)

    def _text(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        piece: Piece = index.data(PieceRole)
        after = index.column() == AFTER
        metrics, pad = QFontMetricsF(painter.font()), self._style.space(_PAD)
        room = rect.width() - 2 * pad
        start, end = (piece.put if after else piece.spans)[0]
        text, spans = cut(piece, after=after, before=start)
        if metrics.horizontalAdvance(text[: end + _MARGIN]) > room:
            # No more stands before the piece than lets it be seen, as far as there is room.
            fit = int(room / metrics.averageCharWidth()) - (end - start) - _MARGIN
            text, spans = cut(piece, after=after, before=max(_MARGIN, fit))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        # What is behind the dots is marked at the dots.
        whole = len(shown) if shown == text else len(shown) - 1
        top, high = rect.center().y() - metrics.height() / 2, metrics.height()
        fill, line = self._colours(after=after)
        for start, end in spans:
            if start > whole:
                break
            x = metrics.horizontalAdvance(shown[:start])
            wide = max(2.0, metrics.horizontalAdvance(shown[: min(end, len(shown))]) - x)
            where = QRectF(rect.x() + pad + x, top, wide, high)
            painter.fillRect(where, fill)
            painter.fillRect(QRectF(where.x(), where.bottom(), wide, 2), line)
        painter.setPen(self._style.color("text"))
        painter.drawText(
            QRectF(rect.x() + pad, rect.y(), room, rect.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignLeft,
            shown,
        )

    def _colours(self, *, after: bool) -> tuple[QColor, QColor]:
        style = self._style
        return (
            style.color("right_fill" if after else "wrong_fill"),
            style.color("right" if after else "wrong"),
        )
