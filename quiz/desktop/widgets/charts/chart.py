"""What all charts have in common: the mouse or the keys tell a mark's value, and the whole is a picture."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from quiz.desktop.round.speak import announce
from quiz.desktop.theme import Style
from quiz.desktop.widgets.png import Ask, ask_for_name, copy_picture, keep_picture
from quiz.desktop.widgets.text import lay_out
from quiz.words import tr

_PICTURE_SCALE, _TWO_LINES = 2.0, 1.5
_FRAME = 8
"""Between what is painted and the frame of the focus, in pixels."""
_TOLD_MOST = 40


class Chart(QWidget):
    """A chart with ``count`` marks. The arrow keys or the mouse choose one, and a line above tells its value.

    Ctrl+C copies it as a picture, Ctrl+S saves it, as its menu does. ``title`` names it, on the picture too.
    """

    said = Signal(object)
    """What became of a copy or of a saved picture, as a sentence."""

    def __init__(
        self, style: Style, title: str, parent: QWidget | None = None, ask: Ask = ask_for_name
    ) -> None:
        super().__init__(parent)
        self._style, self._title, self._ask = style, title, ask
        self._summary = ""
        self._empty = ""
        self._chosen: int | None = None
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        style.changed.connect(self._restyle)

    # --- what each chart says of itself

    @abstractmethod
    def count(self) -> int:
        """How many marks there are."""

    @abstractmethod
    def words(self, mark: int) -> str:
        """A mark's value as it is told."""

    @abstractmethod
    def place(self, mark: int, box: QRectF) -> QRectF:
        """Where the mouse finds a mark, with the chart in ``box``."""

    @abstractmethod
    def paint_chart(self, painter: QPainter, box: QRectF, active: int | None) -> None:
        """Paint axes and marks, one of which may be chosen."""

    @abstractmethod
    def height_of(self) -> int:
        """How tall the chart is without the line above it, in pixels."""

    def step(self, mark: int, key: int) -> int | None:
        """Where a key leads from a mark; None when it is none of the chart's keys."""
        last = self.count() - 1
        return {
            Qt.Key.Key_Left: max(0, mark - 1),
            Qt.Key.Key_Right: min(last, mark + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(key))

    # --- what it shows

    @property
    def title(self) -> str:
        """Its name."""
        return self._title

    def set_title(self, title: str) -> None:
        """Another name."""
        self._title = title
        self.setAccessibleName(title)

    def showing(self, summary: str, empty: str = "") -> None:
        """Tell what the chart says as a whole; with ``empty``, why there is nothing to be seen."""
        self._summary, self._empty = summary, empty
        self._chosen = self._hovered = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.count() else Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription(self.told())
        self.updateGeometry()
        self.update()

    def told(self) -> str:
        """The text equivalent: the summary, then the marks, the last ones where there are very many."""
        if not self.count():
            return self._empty
        first = max(0, self.count() - _TOLD_MOST)
        return "\n".join([self._summary, *(self.words(n) for n in range(first, self.count()))])

    @property
    def active(self) -> int | None:
        """The mark that is told now."""
        return self._hovered if self._hovered is not None else self._chosen

    def choose(self, mark: int | None) -> None:
        """Tell a mark's value."""
        self._chosen = mark
        self._tell()

    def picture(self) -> QImage:
        """The chart with its title, twice as sharp as on the screen."""
        title = self._title_font()
        head = QFontMetricsF(title).height() + self._style.px(10)
        air = self._style.px(20)
        frame = self._style.space(_FRAME)
        size = QSize(self.width() + 2 * (air - frame), round(self.height() + head) + 2 * (air - frame))
        image = QImage(size * _PICTURE_SCALE, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(_PICTURE_SCALE)
        image.fill(self._style.color("surface"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(title)
        painter.setPen(self._style.color("text"))
        line = QRectF(air, air, self.width() - 2 * frame, head)
        shown = QFontMetricsF(title).elidedText(self._title, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
        painter.translate(air - frame, air + head - frame)
        self._paint(painter, None)
        painter.end()
        return image

    def copy(self) -> None:
        """The picture onto the clipboard."""
        self.said.emit(copy_picture(self.picture()))

    def save(self) -> None:
        """The picture into a file."""
        if name := self._ask(self, self._title):
            self.said.emit(keep_picture(self.picture(), name))

    def menu(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        for name, key, slot in (
            (tr("Copy picture"), QKeySequence.StandardKey.Copy, self.copy),
            (tr("Save picture…"), QKeySequence.StandardKey.Save, self.save),
        ):
            menu.addAction(name, slot).setShortcut(QKeySequence(key))
        return menu

    # --- Qt's side

    def sizeHint(self) -> QSize:
        """As wide as one likes."""
        frame = 2 * self._style.space(_FRAME)
        return QSize(self._style.px(300), round(self._readout()) + self.height_of() + frame)

    def minimumSizeHint(self) -> QSize:
        """Narrow, and no less tall."""
        return QSize(self._style.px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line above, the chart, and where the focus is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, self.active)
        if self.hasFocus():
            painter.setPen(QPen(self._style.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the marks; copy and save."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.count():
            super().keyPressEvent(event)
        else:
            last = self.count() - 1
            known = self.step(last if self._chosen is None else self._chosen, event.key())
            if known is None:
                super().keyPressEvent(event)
                return
            self._hovered = None
            self.choose(last if self._chosen is None and event.key() != Qt.Key.Key_Home else known)
            announce(self, self.words(self._chosen or 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is chosen any more, unless it is its own menu that took the focus."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.choose(None)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the mark under the mouse."""
        super().mouseMoveEvent(event)
        found = self.found_at(event.position())
        if found != self._hovered:
            self._hovered = found
            self._tell()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell what the keys have chosen, if anything."""
        super().leaveEvent(event)
        self._hovered = None
        self._tell()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy or save."""
        if not self.count():
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    # --- for the charts

    def found_at(self, point: QPointF) -> int | None:
        """The mark at a point of the widget."""
        box = self._box()
        return next((n for n in range(self.count()) if self.place(n, box).contains(point)), None)

    def small(self) -> QFont:
        """The font of axes."""
        return self._style.font("number", 13)

    def line_height(self) -> float:
        """Of that font."""
        return QFontMetricsF(self.small()).height()

    def outline(self, *, chosen: bool) -> QPen:
        """Around a mark: the one that is told stands out by more than its colour."""
        return QPen(self._style.color("text"), 2) if chosen else QPen(Qt.PenStyle.NoPen)

    def blend(self, under: str, over: str, share: float) -> QColor:
        """A colour between two roles: 0 is the first, 1 the second."""
        one, other = self._style.color(under), self._style.color(over)
        return QColor.fromRgbF(
            one.redF() + (other.redF() - one.redF()) * share,
            one.greenF() + (other.greenF() - one.greenF()) * share,
            one.blueF() + (other.blueF() - one.blueF()) * share,
        )

    def label(
        self, painter: QPainter, box: QRectF, text: str, flags: Qt.AlignmentFlag, role: str = "muted"
    ) -> None:
        """A word beside an axis, cut where there is no room."""
        painter.setFont(self.small())
        painter.setPen(self._style.color(role))
        shown = QFontMetricsF(self.small()).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box, flags | Qt.TextFlag.TextSingleLine, shown)

    # --- inside

    def _box(self) -> QRectF:
        return self._inner().adjusted(0, self._readout(), 0, 0)

    def _inner(self) -> QRectF:
        """Within the frame of the focus."""
        air = self._style.space(_FRAME)
        return QRectF(self.rect()).adjusted(air, air, -air, -air)

    def _readout(self) -> float:
        """The height of the line above; large text gets two."""
        lines = 2 if self._style.scale >= _TWO_LINES else 1
        return lines * QFontMetricsF(self._style.font("body", 14)).height() + self._style.px(10)

    def _title_font(self) -> QFont:
        return self._style.font("title", 20)

    def _paint(self, painter: QPainter, active: int | None) -> None:
        style = self._style
        line, font = self._inner(), style.font("body", 14)
        painter.setFont(font)
        if not self.count():
            painter.setPen(style.color("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(16, 8, -16, -8), flags, self._empty)
            return
        told = self._summary if active is None else self.words(active)
        lines = 2 if style.scale >= _TWO_LINES else 1
        colour = style.color("muted" if active is None else "text")
        lay_out(told, font, line.width(), lines).paint(painter, line.x(), line.y(), colour)
        self.paint_chart(painter, self._box(), active)

    def _tell(self) -> None:
        active = self.active
        self.setAccessibleDescription(self.told() if active is None else self.words(active))
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
