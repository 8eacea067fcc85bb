"""What all pages of the window have in common, and the frame around a panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quiz.desktop.theme import Style
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.text import tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

_AIR = 24
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Page(QWidget):
    """One page of the window. ``title`` names it; ``whole`` pages take the window without its navigation."""

    title: str = ""
    whole: bool = False

    def opened(self) -> None:
        """The page has come to the front: read what is fresh, put the focus where it belongs."""

    def closed(self) -> None:
        """Another page is coming to the front."""

    def enter(self) -> None:
        """Do the main thing."""

    def escape(self) -> None:
        """Go back one step."""

    def press(self, event: QKeyEvent) -> bool:
        """Answer Enter and Esc; True when the key was one of them. A focused button takes Enter itself."""
        if event.key() in _RETURN and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if event.isAutoRepeat():
                return True
            focused = self.window().focusWidget()
            # One of several that is chosen already has nothing more to do: Enter is the page's then.
            chosen = isinstance(focused, QPushButton) and focused.group() is not None and focused.isChecked()
            if isinstance(focused, QPushButton) and focused.isEnabled() and not chosen:
                focused.click()
            else:
                self.enter()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no control on the page has taken."""
        if not self.press(event):
            super().keyPressEvent(event)

    def on_key(self, key: str, slot: Callable[[], None]) -> QShortcut:
        """Call a bound method for a key while this page is in front; in a field, letters stay letters."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(slot)
        return shortcut


class Panel(QFrame):
    """A surface with a line around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")


class Scroll(QScrollArea):
    """A page's contents, scrolled up and down where they do not fit, never sideways, and never framed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The frame takes no focus itself: what is in it does, and it follows that, wherever it came from.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = QWidget()
        self.content.setProperty("bare", "true")
        self.setWidget(self.content)
        self.column = QVBoxLayout(self.content)
        self._right = 0
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._focus_moved)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Around the contents; the scroll bar, when there is one, stands inside the right one."""
        self._right = right
        self.column.setContentsMargins(left, top, right, bottom)
        self._make_room()

    def scroll_by_key(self, event: QKeyEvent) -> bool:
        """Arrows and pages scroll; whether this was one of their keys."""
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -bar.singleStep() * 2,
            Qt.Key.Key_Down: bar.singleStep() * 2,
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            bar.setValue(bar.value() + step)
        return step is not None

    def reveal(self, widget: QWidget) -> None:
        """Bring a control into sight, also one that was shown just now."""
        self.column.activate()
        self.content.adjustSize()
        self._bring(widget, widget.rect())

    def follow(self) -> None:
        """Bring the focused control into sight; of a list, the row that one is at."""
        focused = self.window().focusWidget()
        if focused is None or not self.isVisible() or not self.content.isAncestorOf(focused):
            return
        rect = focused.rect()
        # By its name: home has none, and Qt is slow to make the class.
        if focused.inherits("QAbstractItemView"):
            items = cast("QAbstractItemView", focused)
            row = items.visualRect(items.currentIndex())
            rect = row.translated(items.viewport().pos()) if row.isValid() else QRect(0, 0, 1, 1)
        self._bring(focused, rect)

    def _bring(self, widget: QWidget, rect: QRect) -> None:
        """Scroll as far as it takes to see all of ``rect``, which Qt's own way does not for a field."""
        # What the last change has moved is where it will be.
        self.column.activate()
        top = widget.mapTo(self.content, rect.topLeft()).y()
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value():
            bar.setValue(top - _AIR)
        elif top + rect.height() > bar.value() + high:
            bar.setValue(min(top - _AIR, top + rect.height() + _AIR - high))

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        # Not when the window comes back to the front, and not under a mouse that is being pressed.
        if old is not None and now is not None and not QApplication.mouseButtons():
            self.follow()
            # A page that has just been opened is laid out only after this.
            QTimer.singleShot(0, self, self.follow)

    def centre(self, widget: QWidget) -> None:
        """Put a widget in the middle, a little above it; it keeps its height for its width."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(widget, 100)
        row.addStretch(1)
        self.column.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(2)

    def _make_room(self) -> None:
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        margins = self.column.contentsMargins()
        margins.setRight(max(0, self._right - taken))
        self.column.setContentsMargins(margins)


_LONG_TITLE = 48


class Heading(QWidget):
    """An eyebrow and a title; a title of many words stands smaller, so that the page below is seen."""

    def __init__(self, style: Style, eyebrow: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._title = Label(style, role="title")
        self._column.addWidget(Label(style, eyebrow, "eyebrow"))
        self._column.addWidget(self._title)
        self.set_title(title)
        style.changed.connect(self._restyle)
        self._restyle()

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.set_role("title" if len(title) <= _LONG_TITLE else "heading")
        self._title.set_text(title)

    def _restyle(self) -> None:
        self._column.setSpacing(self._style.px(6))
        self.setMinimumWidth(min(self._style.px(350), 560))


class Elided(QLabel):
    """A line of plain text that ends in an ellipsis where there is no room, and is whole in its tooltip."""

    def __init__(self, style: Style, role: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._whole = ""
        self._lines = 1
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        style.changed.connect(self._fit)

    def set_text(self, text: str) -> None:
        """Show ``text``, or as much of it as there is room for."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def set_lines(self, lines: int) -> None:
        """Take up to so many lines before anything is left out."""
        if lines != self._lines:
            self._lines = lines
            self.setWordWrap(lines > 1)
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one likes."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of it."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        # A line that breaks at a word is not quite filled.
        room = self.width() if self._lines == 1 else self.width() * (self._lines * 10 - 3) // 10
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, room))
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(tip(self._whole) if shown != self._whole else "")


def announce(widget: QWidget) -> None:
    """Have a screen reader say a widget's name: something happened there. Out of sight, nothing does."""
    if not widget.isVisible():
        return
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # the first frame has nothing to announce

    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
