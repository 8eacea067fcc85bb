"""A row that goes on in the next line where there is no room, as words do."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.measured import MeasuredLayout


class WrapLayout(MeasuredLayout):
    """Items side by side, each as wide as it asks to be; those that expand share what a line has left.

    An item that expands is counted with its least width, so give a wrapping label one; so is one whose
    policy is Maximum, which gets what it asks for as far as there is room. ``even`` breaks the lines so that
    they come out about as long as one another.
    """

    def __init__(
        self, style: Style, gap: int = 12, parent: QWidget | None = None, *, even: bool = False
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._gap = gap
        self._even = even
        self._bases: dict[QLayoutItem, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        style.changed.connect(self.invalidate)

    def invalidate(self) -> None:
        """Something has changed: what was measured counts no more."""
        self._bases.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """All in one line."""
        items = self._shown()
        wanted = (max(self._basis(item), item.sizeHint().width() if _gives(item) else 0) for item in items)
        width = sum(wanted) + self._style.px(self._gap) * max(0, len(items) - 1)
        return self._framed(QSize(width, max((item.sizeHint().height() for item in items), default=0)))

    def minimumSize(self) -> QSize:
        """The widest item; the height comes from ``heightForWidth``."""
        items = self._shown()
        widest = max((self._basis(item) for item in items), default=0)
        return self._framed(QSize(widest, max((item.minimumSize().height() for item in items), default=0)))

    def lines(self, width: int) -> int:
        """How many lines it takes at that width."""
        return len(self._broken(width))

    def _basis(self, item: QLayoutItem) -> int:
        """The width that an item counts for when lines are broken."""
        if item not in self._bases:
            least = item.minimumSize().width()
            soft = _expands(item) or _gives(item)
            self._bases[item] = least if soft else max(least, item.sizeHint().width())
        return self._bases[item]

    def _framed(self, size: QSize) -> QSize:
        frame = self.contentsMargins()
        return size + QSize(frame.left() + frame.right(), frame.top() + frame.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines = self._broken(width)
        if not self._even or len(lines) < 2:
            return lines
        # The narrowest room that needs no more lines makes them even.
        low, high = 0, width
        while high - low > 8:
            middle = (low + high) // 2
            low, high = (low, middle) if len(self._broken(middle)) <= len(lines) else (middle, high)
        return self._broken(high)

    def _broken(self, width: int) -> list[list[QLayoutItem]]:
        gap = self._style.px(self._gap)
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = self._basis(item)
            if lines and used + gap + wide <= width:
                lines[-1].append(item)
                used += gap + wide
            else:
                lines.append([item])
                used = wide
        return lines

    def _arrange(self, rect: QRect, place: bool) -> int:
        gap = self._style.px(self._gap)
        frame = self.contentsMargins()
        whole, rect = rect, rect.marginsRemoved(frame)
        y = rect.y()
        for line in self._lines(rect.width()):
            spare = rect.width() - sum(self._basis(item) for item in line) - gap * (len(line) - 1)
            widths = self._shared(line, spare)
            heights = [_height(item, wide) for item, wide in zip(line, widths, strict=True)]
            tall = max(heights)
            x = rect.x()
            for item, wide, high in zip(line, widths, heights, strict=True):
                if place:
                    item.setGeometry(QRect(x, y + (tall - high) // 2, wide, high))
                x += wide + gap
            y += tall + gap
        return max(0, y - gap + frame.bottom() - whole.y())

    def _shared(self, line: list[QLayoutItem], spare: int) -> list[int]:
        """The widths in a line that has ``spare`` pixels more than it needs, or fewer."""
        more = {item: min(0, spare) for item in line if not _expands(item)}
        wanted = {item: max(0, item.sizeHint().width() - self._basis(item)) for item in line if _gives(item)}
        # Who wants least is served first: what is left over goes to the others.
        for n, item in enumerate(sorted(wanted, key=wanted.__getitem__)):
            more[item] = min(spare // (len(wanted) - n), wanted[item])
            spare -= max(0, more[item])
        greedy = len(line) - len(more)
        return [max(1, self._basis(item) + more.get(item, spare // max(1, greedy))) for item in line]


def _policy(item: QLayoutItem) -> QSizePolicy.Policy | None:
    widget = item.widget()
    return None if widget is None else widget.sizePolicy().horizontalPolicy()


def _expands(item: QLayoutItem) -> bool:
    return _policy(item) == QSizePolicy.Policy.Expanding


def _gives(item: QLayoutItem) -> bool:
    return _policy(item) == QSizePolicy.Policy.Maximum


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
