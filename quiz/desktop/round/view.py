"""The round page: builds view and controller, and hears every key before the widgets do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quiz.app.play import Game
from quiz.desktop.clock import VirtualClock
from quiz.desktop.pages import Page
from quiz.desktop.round.controller import RoundController
from quiz.desktop.round.keys import Keys
from quiz.desktop.round.sound import QuestionSound
from quiz.desktop.round.stage import RoundView
from quiz.desktop.services import Services
from quiz.words import tr


def boot_ms() -> int:
    """Milliseconds of a clock that goes on while the machine sleeps, where the system has one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return (time.clock_gettime_ns(boot) if boot is not None else time.time_ns()) // 1_000_000


class RoundPage(Page):
    """Plays one game at a time: ``start`` it, then wait for ``finished`` or ``left``."""

    finished = Signal(object)
    """The Game, over, its last result seen."""
    left = Signal(object)
    """The Game, left where it stood; it can be continued."""
    title = tr("Round")
    whole = True

    def __init__(
        self, services: Services, parent: QWidget | None = None, *, awake_ms: Callable[[], int] | None = None
    ) -> None:
        super().__init__(parent)
        virtual = isinstance(services.clock, VirtualClock)
        self.view = RoundView(services.style)
        self.controller = RoundController(
            services, self.view, awake_ms or (services.clock.now_ms if virtual else boot_ms), self
        )
        self._sound = QuestionSound(self.controller, self)
        self.keys = Keys(self.view, self.controller, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Round"))
        self.controller.finished.connect(self.finished)
        self.controller.left.connect(self.left)
        for widget in self.findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.installEventFilter(self)
        app = cast("QGuiApplication", QGuiApplication.instance())
        app.applicationStateChanged.connect(self._state_changed)

    def start(self, game: Game) -> None:
        """Play a game, or go on with one that was resumed (covered until the player goes on)."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.controller.start(game)

    def closed(self) -> None:
        """Another page comes, or the window closes: a running round is left where it stands."""
        self.controller.abandon()

    def press(self, event: QKeyEvent) -> bool:
        """Keys that no widget of the page had first; the round has its own meaning for Enter and Esc."""
        return self.keys.press(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside everything skips the reading time."""
        self.controller.nudge(event.timestamp())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The round hears keys before the widget that has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.keys.press(event)
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page itself shows no focus: Qt would paint all of it anew, when the clock starts."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As when it comes."""

    def hideEvent(self, event: QHideEvent) -> None:
        """No motion goes on out of sight."""
        super().hideEvent(event)
        self.view.finish_motion()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self.controller.focus_lost()
