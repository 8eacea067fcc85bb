"""A grid whose columns follow its width, and the arrow keys in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayoutItem, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.measured import MeasuredLayout


class FlowLayout(MeasuredLayout):
    """As many columns of equal width as ``least_width`` allows; a row is as tall as its tallest."""

    def __init__(self, least_width: int, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least_width
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def set_measures(self, least_width: int, gap: int) -> None:
        """New measures, after a change of the text size."""
        self._least, self._gap = least_width, gap
        self.invalidate()

    def sizeHint(self) -> QSize:
        """Three columns."""
        width = 3 * self._least + 2 * self._gap
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """One column, whose height comes from ``heightForWidth``."""
        return QSize(self._least, 0)

    def columns(self, width: int) -> int:
        """How many fit, at least one and no more than there are items."""
        return max(1, min(len(self._items) or 1, (width + self._gap) // (self._least + self._gap)))

    def _arrange(self, rect: QRect, place: bool) -> int:
        items = [item for item in self._items if not item.isEmpty()]
        columns = max(1, (rect.width() + self._gap) // (self._least + self._gap))
        step = (rect.width() + self._gap) / columns
        y = rect.y()
        for start in range(0, len(items), columns):
            row = items[start : start + columns]
            wide = int(step) - self._gap
            tall = max(_height(item, wide) for item in row)
            if place:
                for column, item in enumerate(row):
                    item.setGeometry(QRect(QPoint(rect.x() + round(column * step), y), QSize(wide, tall)))
            y += tall + self._gap
        return max(0, y - self._gap - rect.y())


class FlowArea(QWidget):
    """A widget over a ``FlowLayout`` in which the arrow keys go where they point."""

    def __init__(
        self, style: Style, least_width: int = 280, gap: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._measures = (least_width, gap)
        self._flow = FlowLayout(style.px(least_width), style.px(gap), self)
        style.changed.connect(self._restyle)

    @property
    def flow(self) -> FlowLayout:
        """The layout; add widgets to it."""
        return self._flow

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the focus to the nearest widget that way, and stay at the edge."""
        way = {
            Qt.Key.Key_Left: QPoint(-1, 0),
            Qt.Key.Key_Right: QPoint(1, 0),
            Qt.Key.Key_Up: QPoint(0, -1),
            Qt.Key.Key_Down: QPoint(0, 1),
        }.get(Qt.Key(event.key()))
        here = self.focusWidget()
        if way is None or here is None or not self.isAncestorOf(here):
            super().keyPressEvent(event)
            return
        target = self._nearest(here, way)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _nearest(self, here: QWidget, way: QPoint) -> QWidget | None:
        start = here.geometry().center()
        best: tuple[int, QWidget] | None = None
        for index in range(self._flow.count()):
            item = self._flow.itemAt(index)
            widget = item.widget() if item is not None else None
            if widget is None or widget is here or not widget.isVisibleTo(self) or not widget.isEnabled():
                continue
            offset = widget.geometry().center() - start
            along = QPoint.dotProduct(offset, way)
            # Sideways steps count threefold, and left or right never leaves the row.
            aside = abs(offset.x() * way.y()) + abs(offset.y() * way.x())
            if along <= 0 or (way.x() and aside > here.height() // 2):
                continue
            if best is None or along + 3 * aside < best[0]:
                best = (along + 3 * aside, widget)
        return best[1] if best else None

    def _restyle(self) -> None:
        least, gap = self._measures
        self._flow.set_measures(self._style.px(least), self._style.px(gap))


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
