"""Pictures in the small, beside what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from quiz.core.media import own_name
from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon
from quiz.words import tr

_ROUND = 6


class Drawer(Protocol):
    """Who decodes pictures, on another thread."""

    def draw(self, name: str, box: QSize, then: Callable[[QImage], None]) -> None:
        """Decode a picture for a box in the screen's own pixels, then hand it over."""
        ...


class Small:
    """One picture in a box, asked for once and painted whole; an icon where there is none."""

    def __init__(self, owner: QWidget, style: Style, drawer: Drawer, side: QSize) -> None:
        self._owner, self._style, self._drawer, self._side = owner, style, drawer, side
        self.name = ""
        self._pixmap = QPixmap()
        self._lost = False

    @property
    def box(self) -> QSize:
        """Its size, at this size of text."""
        return QSize(self._style.px(self._side.width()), self._style.px(self._side.height()))

    def put(self, name: str) -> None:
        """Show another picture; an empty name is none."""
        if name == self.name:
            return
        self.name, self._pixmap, self._lost = name, QPixmap(), False
        self.load()

    def load(self) -> None:
        """Have it decoded for the box as it is now."""
        if self.name:
            self._drawer.draw(
                self.name, self.box * self._owner.devicePixelRatioF(), partial(self._came, self.name)
            )
        self._owner.update()

    def paint(self, painter: QPainter, rect: QRectF, icon: str) -> None:
        """The picture in the middle of ``rect``, or an icon: crossed out where it cannot be shown."""
        if self._pixmap.isNull():
            side = min(rect.width(), rect.height(), self._style.px(20))
            box = QRectF(0, 0, side, side)
            box.moveCenter(rect.center())
            paint_icon(painter, "cross" if self._lost else icon, box, self._style.color("muted"), 2.0)
            return
        size = self._pixmap.deviceIndependentSize()
        size.scale(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
        where = QRectF(rect.topLeft(), size)
        where.moveCenter(rect.center())
        path = QPainterPath()
        path.addRoundedRect(where, _ROUND, _ROUND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(path)
        painter.drawPixmap(where, self._pixmap, QRectF(self._pixmap.rect()))
        painter.restore()

    def _came(self, name: str, image: QImage) -> None:
        if name != self.name:
            return
        image.setDevicePixelRatio(self._owner.devicePixelRatioF())
        self._pixmap, self._lost = QPixmap.fromImage(image), image.isNull()
        self._owner.update()


class Thumb(QWidget):
    """A picture beside what is said of it."""

    def __init__(self, style: Style, drawer: Drawer, side: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._small = Small(self, style, drawer, side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self._restyle)

    @property
    def name(self) -> str:
        """The picture's name; empty for none."""
        return self._small.name

    def put(self, name: str) -> None:
        """Show another picture."""
        self._small.put(name)
        self.setAccessibleName(tr("Picture {name}", name=own_name(name)) if name else "")

    def sizeHint(self) -> QSize:
        """Its box."""
        return self._small.box

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self._small.box

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame, and the picture in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._style.color("line"))
        painter.setBrush(self._style.color("background"))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, _ROUND, _ROUND)
        self._small.paint(painter, rect.adjusted(2, 2, -2, -2), "picture")
        painter.end()

    def _restyle(self) -> None:
        self._small.load()
        self.updateGeometry()
