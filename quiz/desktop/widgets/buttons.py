"""Buttons that carry their key, and the buttons of the navigation."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon
from quiz.words import tr

_GAP = 14


class KeyButton(QPushButton):
    """A push button with its key to the right of its words; "Return" is a painted sign.

    ``variant`` is "main", "plain" or "quiet". With ``bind`` the key becomes the button's shortcut. Its
    words are never handed to Qt as text, so an ampersand in them stays one, and a screen reader says
    the name alone.
    """

    def __init__(
        self,
        label: str,
        key: str,
        style: Style,
        parent: QWidget | None = None,
        *,
        variant: str = "plain",
        bind: bool = False,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._label = label
        self._key = key
        self._measured: tuple[float, float] | None = None
        self.setProperty("variant", variant)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)
        self._tell_key()
        if bind and key:
            self.setShortcut(QKeySequence(key))
        style.changed.connect(self._restyle)

    @property
    def label(self) -> str:
        """The words on it."""
        return self._label

    def set_label(self, label: str, key: str | None = None) -> None:
        """Change the words, and the key if one is given; a bound shortcut stays as it is."""
        if label == self._label and key in (None, self._key):
            return
        self._label = label
        self._key = self._key if key is None else key
        self.setAccessibleName(label)
        self._tell_key()
        self._restyle()

    def sizeHint(self) -> QSize:
        """Qt's own, with words, gap and key for the four X that it counts for a button without text."""
        hint = super().sizeHint()
        counted = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, "XXXX").width()
        hint.setWidth(hint.width() - counted + round(sum(self._widths()) + 0.5))
        return hint

    def minimumSizeHint(self) -> QSize:
        """The same: its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's own button, then words and key."""
        super().paintEvent(event)
        painter = QPainter(self)
        label, hint = self._widths()
        x = (self.width() - label - hint) / 2
        box = QRectF(x, 0, label + 1, self.height())
        painter.setFont(self._label_font())
        painter.setPen(self._style.color(self._role()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._label)
        if self._key:
            self._paint_key(painter, QRectF(x + label, 0, hint, self.height()))
        painter.end()

    def _paint_key(self, painter: QPainter, box: QRectF) -> None:
        style = self._style
        main = self.property("variant") == "main"
        colour = style.color(self._role() if main else "muted")
        if self._key == "Return":
            side = style.px(19 if main else 16)
            paint_icon(
                painter, "return", QRectF(box.right() - side, box.center().y() - side / 2, side, side), colour
            )
            return
        painter.setFont(self._key_font())
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._key)

    def _tell_key(self) -> None:
        # Qt tells a screen reader no shortcut of a button without text: once here, and never in the name.
        self.setAccessibleDescription(tr("key {key}", key=self._key) if self._key else "")

    def _widths(self) -> tuple[float, float]:
        """Of the words, and of gap and key together; measured once, for that is slow."""
        if self._measured is None:
            self._measured = self._measure()
        return self._measured

    def _measure(self) -> tuple[float, float]:
        label = QFontMetricsF(self._label_font()).horizontalAdvance(self._label)
        if not self._key:
            return label, 0.0
        gap = self._style.space(_GAP)
        if self._key == "Return":
            return label, gap + self._style.px(19 if self.property("variant") == "main" else 16)
        return label, gap + QFontMetricsF(self._key_font()).horizontalAdvance(self._key)

    def _label_font(self) -> QFont:
        main = self.property("variant") == "main"
        return self._style.font("title", 18) if main else self._style.font("body", 15)

    def _key_font(self) -> QFont:
        return self._style.font("body", 14)

    def _role(self) -> str:
        if not self.isEnabled():
            return "muted"
        variant = self.property("variant")
        if variant == "main":
            return "on_accent"
        return "muted" if variant == "quiet" and not self.underMouse() else "text"

    def _restyle(self) -> None:
        self._measured = None
        self.updateGeometry()
        self.update()


class NavButton(QPushButton):
    """A place to go, as an icon and a word; folded, the icon alone, with the word as its tooltip."""

    def __init__(self, icon: str, label: str, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._icon = icon
        self._label = label
        self._folded = False
        self.setProperty("variant", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        style.changed.connect(self._restyle)

    def set_folded(self, folded: bool) -> None:
        """Fold to the icon, or unfold."""
        self._folded = folded
        self.setToolTip(self._label if folded else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """44 high, a good target for a finger."""
        px = self._style.px
        if self._folded:
            return QSize(px(52), px(44))
        words = QFontMetricsF(self._style.font("body", 15)).horizontalAdvance(self._label)
        return QSize(max(px(180), px(48 + 20) + round(words)), px(44))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's own button, then icon and word."""
        style = self._style
        super().paintEvent(event)
        painter = QPainter(self)
        side = style.px(19)
        left = (self.width() - side) / 2 if self._folded else style.px(17)
        here = self.isChecked()
        box = QRectF(left, (self.height() - side) / 2, side, side)
        plain = style.color("text" if self.underMouse() else "muted")
        paint_icon(painter, self._icon, box, style.color("accent") if here else plain, stroke=1.9)
        if not self._folded:
            painter.setFont(style.font("body", 15))
            painter.setPen(style.color("text") if here else plain)
            words = QRectF(style.px(48), 0, self.width() - style.px(48), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._label)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
