"""The window: navigation at the left, one page at a time beside it. flow.py decides what follows what.

It can be shown before it is furnished, with a picture of its home page: what it is made of is loaded after.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from quiz.words import tr

if TYPE_CHECKING:
    from quiz.desktop.navigation import Navigation
    from quiz.desktop.pages import Page
    from quiz.desktop.players import Switcher
    from quiz.desktop.services import Services
    from quiz.settings import Settings

SMALLEST = QSize(900, 600)
USUAL = QSize(1280, 800)
_FOLD_BELOW = 1060

PageMaker: TypeAlias = "Callable[[], Page]"


class Window(QWidget):
    """Builds the shell. Pages are made when they are first opened, by the makers that it was given."""

    painted = Signal()
    """The first frame is on the screen, be it the page or its picture."""
    ready = Signal()
    """The first frame of a page is on the screen, and takes keys."""
    closing = Signal()
    page_changed = Signal(object)
    """The name of the page that has come to the front."""
    player_chosen = Signal(object)
    """A player's name, known or new."""
    people_wanted = Signal()

    navigation: Navigation
    stack: QStackedWidget

    def __init__(self) -> None:
        super().__init__()
        self._makers: dict[str, PageMaker] = {}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._sheet = ""
        self._picture: QPixmap | None = None
        self._body: QWidget | None = None
        self._was_painted = self._was_ready = False
        self._switcher: Switcher | None = None
        self.setWindowTitle(tr("Quiz Noir"))
        self.setMinimumSize(SMALLEST)
        self.setAccessibleName(tr("Quiz Noir"))

    def show_picture(self, picture: QPixmap) -> None:
        """Show the window with a picture of what it will hold."""
        self._picture = picture
        self.show()

    def furnish(self, services: Services, navigation: Navigation, makers: dict[str, PageMaker]) -> None:
        """Put in what the window is made of; a window that is in sight shows it with ``reveal``."""
        self._services, self._style, self._makers = services, services.style, makers
        self._body = QWidget(self)
        self._body.setGeometry(self.rect())
        self.navigation = navigation
        self.stack = QStackedWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)
        self.navigation.wanted.connect(self.open_page)
        self.navigation.player.clicked.connect(self._toggle_switcher)
        self._full = QShortcut("F11", self)
        self._full.activated.connect(self.toggle_full_screen)
        # As the window's own button does: a running round is put away first.
        self._quit = QShortcut("Ctrl+Q", self)
        self._quit.activated.connect(self.close)
        self._style.changed.connect(self._fold)
        self._fold()

    def reveal(self) -> None:
        """Show the window with its pages; the picture that stood for them goes."""
        self._picture = None
        if self._body is not None:
            self._body.show()
        self.show()
        # What folds for want of room does so now, and not in the second frame.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.update()

    @property
    def switcher(self) -> Switcher:
        """The list of players, made when it is first asked for: the first frame does without it."""
        if self._switcher is None:
            from quiz.desktop.players import Switcher

            self._switcher = Switcher(self._style, self)
            self._switcher.hide()
            self._switcher.chosen.connect(self.player_chosen)
            self._switcher.people.connect(self.people_wanted)
            self._switcher.left.connect(self.navigation.player.setFocus)
            self._wear(self._switcher)
        return self._switcher

    # --- pages

    def page(self, name: str) -> Page:
        """The page of that name, made now if it was not yet."""
        if name not in self._pages:
            self.add_page(name, self._makers[name]())
        return self._pages[name]

    def prepare(self, name: str) -> None:
        """Make a page that is likely to be opened next, while nobody waits for it."""
        self._wear(self.page(name))

    def add_page(self, name: str, page: Page) -> None:
        """A page that somebody else has made."""
        self._pages[name] = page
        self.stack.addWidget(page)

    @property
    def current(self) -> str:
        """The name of the page in front."""
        return self._current

    @property
    def current_page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self._current)

    def made(self, name: str) -> bool:
        """Whether that page exists already."""
        return name in self._pages

    def open_page(self, name: str) -> None:
        """Bring a page to the front."""
        before = self.current_page
        page = self.page(name)
        if before is not None and before is not page:
            before.closed()
        self._current = name
        self._wear(page)
        if self._switcher is not None:
            self._switcher.hide()
        self.navigation.setVisible(not page.whole)
        self.navigation.show_current(name)
        self.stack.setCurrentWidget(page)
        self.setWindowTitle(tr("{page} – Quiz Noir", page=page.title) if page.title else tr("Quiz Noir"))
        page.opened()
        self.page_changed.emit(name)

    def wear(self, sheet: str) -> None:
        """Another style sheet: what is in sight takes it now, other pages when they are opened."""
        self._sheet = sheet
        for widget in (self.navigation, self._switcher, self.current_page):
            if widget is not None:
                self._wear(widget)

    def _wear(self, widget: QWidget) -> None:
        if widget.styleSheet() != self._sheet:
            # A sheet on a widget cuts it off from the application's font.
            widget.setFont(self._style.font("body", 15))
            widget.setStyleSheet(self._sheet)

    # --- the window itself

    def restore_place(self, settings: Settings) -> None:
        """Where the window was last time, as far as there is a screen there."""
        self.resize(USUAL)
        if len(settings.window) == 4:
            wanted = QRect(*settings.window)
            screen = QGuiApplication.screenAt(wanted.center())
            if screen is not None:
                room = screen.availableGeometry()
                wanted.setSize(wanted.size().boundedTo(room.size()).expandedTo(SMALLEST))
                self.setGeometry(wanted)
        if settings.maximized:
            from PySide6.QtCore import Qt  # its enums take 15 ms to be made

            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def toggle_full_screen(self) -> None:
        """Full screen, and back."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place; ``closing`` lets a round be put away first."""
        if self._body is None:
            super().closeEvent(event)
            return
        place = self.normalGeometry() if self.isMaximized() or self.isFullScreen() else self.geometry()
        self._services.settings.change(
            window=(place.x(), place.y(), place.width(), place.height()), maximized=self.isMaximized()
        )
        page = self.current_page
        if page is not None:
            page.closed()
        self.closing.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that there was a first frame; a turn of the loop later it has reached the screen."""
        super().paintEvent(event)
        if self._picture is not None:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, self._picture)
            painter.end()
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        if self._body is not None and self._picture is None and not self._was_ready:
            self._was_ready = True
            QTimer.singleShot(0, self, self.ready.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The navigation folds in a narrow window."""
        super().resizeEvent(event)
        if self._body is not None:
            self._body.setGeometry(self.rect())
            self._fold()
            self._place_switcher()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc belong to the page in front, wherever the focus is."""
        page, focused = self.current_page, self.focusWidget()
        outside = page is not None and (focused is None or not page.isAncestorOf(focused))
        if page is None or not outside or not page.press(event):
            super().keyPressEvent(event)

    def _fold(self) -> None:
        self.navigation.set_folded(self.width() < self._style.px(_FOLD_BELOW))

    def _toggle_switcher(self) -> None:
        if self.switcher.isVisible():
            self.switcher.leave()
        else:
            self.switcher.open()
            self._place_switcher()

    def _place_switcher(self) -> None:
        if self._switcher is not None and not self._switcher.isHidden():
            gap = self._style.px(14)
            size = self.switcher.sizeHint().boundedTo(QSize(self.width() - 2 * gap, self.height() - 2 * gap))
            button = self.navigation.player
            bottom = button.mapTo(self, button.rect().topLeft()).y() - gap // 2
            self.switcher.setGeometry(gap, max(gap, bottom - size.height()), size.width(), size.height())
