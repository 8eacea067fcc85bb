"""A pack as a card: cover, title, and what there is to say about it in one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPixmapCache,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.covers import cover_key, cover_pixmap, own_key
from quiz.desktop.widgets.icons import paint_icon
from quiz.desktop.widgets.text import TextBlock, lay_out, tip
from quiz.words import tr

_PAD, _COVER, _RADIUS = 15, 104, 14
_TITLE, _LINE = 20.0, 14.5
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class PackCard(QAbstractButton):
    """A card that can be chosen (``toggled``) or, when not checkable, only pressed (``clicked``).

    ``cover_wanted`` asks for the pack's own picture at the card's size; until it is in the cache, and where
    it cannot be shown, the cover that grows from the pack's id stands there.

    Arrow keys pass through to the parent, which knows the grid.
    """

    cover_wanted = Signal(object)
    """The card."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._title = ""
        self._pack_id = ""
        self._left = ""
        self._right = ""
        self._own = self._asked = ""
        self._headings: dict[int, TextBlock] = {}
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        style.changed.connect(self._restyle)

    @property
    def pack_id(self) -> str:
        """The pack it stands for; empty for the card that makes a new one."""
        return self._pack_id

    @property
    def title(self) -> str:
        """The pack's title, whole."""
        return self._title

    @property
    def own(self) -> str:
        """The name of the picture that the pack brings; empty for none."""
        return self._own

    def set_card(self, title: str, pack_id: str, left_text: str, right_text: str, own: str = "") -> None:
        """Show a pack; ``own`` names the picture that it brings, if it does."""
        self._title, self._pack_id = title, pack_id
        self._left, self._right = left_text, right_text
        self._own, self._asked = own, ""
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(text for text in (left_text, right_text) if text))
        self._restyle()

    def cover(self) -> tuple[str, QPixmap]:
        """The cover that stands on it, and the name that it has in Qt's pixmap cache."""
        if self._own:
            key, own = self.own_place()[0], QPixmap()
            if QPixmapCache.find(key, own):
                return key, own
        of = (self._pack_id, self._title, self._cover_size(), self._style.theme, self.devicePixelRatioF())
        return cover_key(*of), cover_pixmap(*of)

    def own_place(self) -> tuple[str, QSize, float]:
        """Under which name its own picture is looked for in Qt's pixmap cache, and for what place."""
        size, dpr = self._cover_size(), self.devicePixelRatioF()
        return own_key(self._own, size, dpr), size, dpr

    def hasHeightForWidth(self) -> bool:
        """A long title takes a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Cover, one or two lines of title, the line below."""
        space = self._style.space
        words = round(self._lay_title(width).height) + space(7) + round(self._style.px(_LINE) * 1.25)
        return space(_PAD) + self._cover_height() + space(9) + words + space(14)

    def sizeHint(self) -> QSize:
        """As on the home page at 1280 pixels."""
        width = self._style.px(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but whole."""
        width = self._style.px(200)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title finds its lines anew."""
        super().resizeEvent(event)
        self._tell_title()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No hover."""
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to the grid; Qt would walk the tab order with them."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Body, cover, title, line."""
        style = self._style
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_body(painter)
        pad = style.space(_PAD)
        size = self._cover_size()
        key, cover = self.cover()
        if self._own and key == self.own_place()[0]:
            self._paint_own_cover(painter, cover, QRectF(QPointF(pad, pad), size.toSizeF()))
        else:
            painter.drawPixmap(QPointF(pad, pad), cover)
            self._ask_for_cover()
        y = pad + size.height() + style.space(9)
        title = self._lay_title(self.width())
        title.paint(painter, pad, y, style.color("text"))
        if self.isChecked():
            self._paint_tick(painter, self.width() - pad - style.space(8), pad + style.space(8))
        self._paint_line(painter, self.height() - style.space(14))
        painter.end()

    def _paint_body(self, painter: QPainter) -> None:
        style = self._style
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = style.space(_RADIUS)
        fill = "pressed" if self.isDown() else "raised" if self.underMouse() else "surface"
        painter.setBrush(style.color(fill))
        chosen, focused = self.isChecked(), self.hasFocus()
        colour = "focus" if focused else "accent" if chosen else "line"
        painter.setPen(QPen(style.color(colour), 2 if chosen or focused else 1))
        painter.drawRoundedRect(body, radius, radius)
        if chosen and focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(style.color("accent"), 2))
            painter.drawRoundedRect(body.adjusted(3, 3, -3, -3), radius - 3, radius - 3)

    def _ask_for_cover(self) -> None:
        """Once for each size: what cannot be shown is not asked for again."""
        key = self.own_place()[0]
        if self._own and self._asked != key:
            self._asked = key
            # Not from inside the paint event.
            QTimer.singleShot(0, self, self._want_cover)

    def _want_cover(self) -> None:
        self.cover_wanted.emit(self)

    def _paint_own_cover(self, painter: QPainter, cover: QPixmap, box: QRectF) -> None:
        """The middle of it, with round corners."""
        ratio = cover.devicePixelRatio()
        source = QRectF(0, 0, box.width() * ratio, box.height() * ratio)
        source.moveCenter(QRectF(cover.rect()).center())
        path = QPainterPath()
        path.addRoundedRect(box, 10, 10)
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(box, cover, source)
        painter.restore()

    def _paint_tick(self, painter: QPainter, right: int, top: int) -> None:
        style = self._style
        side = style.space(26)
        box = QRectF(right - side, top, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("accent"))
        painter.drawEllipse(box)
        inset = box.width() * 0.22
        paint_icon(painter, "tick", box.adjusted(inset, inset, -inset, -inset), style.color("on_accent"), 3.4)

    def _paint_line(self, painter: QPainter, bottom: int) -> None:
        style = self._style
        pad, inner = style.space(_PAD), self.width() - 2 * style.space(_PAD)
        font = style.font("number", _LINE)
        right = lay_out(self._right, font, inner, most_lines=1, align_right=True)
        left = lay_out(self._left, font, inner - right.width - style.space(8), most_lines=1)
        left.paint(painter, pad, bottom - left.height, style.color("muted"))
        right.paint(painter, pad, bottom - right.height, style.color("muted"))

    def _cover_height(self) -> int:
        return self._style.space(_COVER)

    def _cover_size(self) -> QSize:
        return QSize(self.width() - 2 * self._style.space(_PAD), self._cover_height())

    def _lay_title(self, width: int) -> TextBlock:
        if width not in self._headings:
            room = width - 2 * self._style.space(_PAD)
            font = self._style.font("title", _TITLE)
            # One that is being dragged wider meets every width; the last few are all that is asked for again.
            if len(self._headings) >= 8:
                self._headings.clear()
            self._headings[width] = lay_out(self._title, font, room, most_lines=2)
        return self._headings[width]

    def _tell_title(self) -> None:
        self.setToolTip(tip(self._title) if self._lay_title(self.width()).cut else "")

    def _restyle(self) -> None:
        self._headings.clear()
        self._tell_title()
        self.updateGeometry()
        self.update()


def new_pack_card(style: Style, parent: QWidget | None = None) -> PackCard:
    """The last card of the home page: a grey street, waiting for a pack."""
    card = PackCard(style, parent)
    card.setCheckable(False)
    card.set_card(tr("New pack"), "", tr("Write, import or generate"), "N")
    return card
