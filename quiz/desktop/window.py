"""The window: navigation at the left, one page at a time beside it. flow.py decides what follows what."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from quiz.desktop.navigation import Navigation
from quiz.desktop.pages import Page
from quiz.desktop.players import Switcher
from quiz.desktop.services import Services
from quiz.words import tr

SMALLEST = QSize(900, 600)
USUAL = QSize(1280, 800)
_FOLD_BELOW = 1060

PageMaker = Callable[[], Page]


class Window(QWidget):
    """Builds the shell. Pages are made when they are first opened, by the makers that it was given."""

    painted = Signal()
    """The first frame is on the screen."""
    closing = Signal()
    page_changed = Signal(object)
    """The name of the page that has come to the front."""
    player_chosen = Signal(object)
    """A player's name, known or new."""

    def __init__(self, services: Services, makers: dict[str, PageMaker]) -> None:
        super().__init__()
        self._services = services
        self._style = services.style
        self._makers = makers
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._sheet = ""
        self._was_painted = False
        self.setWindowTitle(tr("Quiz Noir"))
        self.setMinimumSize(SMALLEST)
        self.setAccessibleName(tr("Quiz Noir"))
        self.navigation = Navigation(services.style, self)
        self.stack = QStackedWidget(self)
        self._switcher: Switcher | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)
        self.navigation.wanted.connect(self.open_page)
        self.navigation.player.clicked.connect(self._toggle_switcher)
        self._full = QShortcut("F11", self)
        self._full.activated.connect(self.toggle_full_screen)
        self._style.changed.connect(self._fold)

    @property
    def switcher(self) -> Switcher:
        """The list of players, made when it is first asked for: the first frame does without it."""
        if self._switcher is None:
            self._switcher = Switcher(self._style, self)
            self._switcher.hide()
            self._switcher.chosen.connect(self.player_chosen)
            self._switcher.left.connect(self.navigation.player.setFocus)
            self._wear(self._switcher)
        return self._switcher

    # --- pages

    def page(self, name: str) -> Page:
        """The page of that name, made now if it was not yet."""
        if name not in self._pages:
            self.add_page(name, self._makers[name]())
        return self._pages[name]

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

    def restore_place(self) -> None:
        """Where the window was last time, as far as there is a screen there."""
        settings = self._services.settings.value
        self.resize(USUAL)
        if len(settings.window) == 4:
            wanted = QRect(*settings.window)
            screen = QGuiApplication.screenAt(wanted.center())
            if screen is not None:
                room = screen.availableGeometry()
                wanted.setSize(wanted.size().boundedTo(room.size()).expandedTo(SMALLEST))
                self.setGeometry(wanted)
        if settings.maximized:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def toggle_full_screen(self) -> None:
        """Full screen, and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place; ``closing`` lets a round be put away first."""
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
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._tell_painted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The navigation folds in a narrow window."""
        super().resizeEvent(event)
        self._fold()
        self._place_switcher()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc belong to the page in front, wherever the focus is."""
        page, focused = self.current_page, self.focusWidget()
        outside = page is not None and (focused is None or not page.isAncestorOf(focused))
        if page is None or not outside or not page.press(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A restored window has another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._fold()

    def _tell_painted(self) -> None:
        self.painted.emit()

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
