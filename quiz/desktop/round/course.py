"""Where a round stands on its page: its game, its phase, its frames and commits.

The controller and its breaks share this. While a clock runs nothing may hold the window up, so the
collector of garbage waits too.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from quiz.app.play import Game
from quiz.desktop.clock import Clock
from quiz.desktop.garbage import quiet
from quiz.desktop.round.commits import Commits

FRAME_MS = 16
ASLEEP_MS = 2_000
"""A gap between two frames that is longer than this was the machine's sleep, or something as bad."""
_CALM_MS = 500
"""So long after a clock has stopped its result is painted, and the collector may take its time."""


class Phase(Enum):
    """Where the page is with its question."""

    IDLE = auto()
    BETWEEN = auto()
    READING = auto()
    RUNNING = auto()
    JUDGING = auto()
    FEEDBACK = auto()
    COVERED = auto()
    FAILED = auto()


class Course(QObject):
    """It decides nothing. ``ticked`` comes for each frame while it runs; times are the clock's, in ms."""

    ticked = Signal()
    phase_changed = Signal(object)
    """The new Phase."""
    broke = Signal(object)
    """A commit that was watched has failed: what went wrong."""

    def __init__(self, clock: Clock, awake_ms: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.playing: Game | None = None
        self.read_until = 0
        """When reading time ends."""
        self.shown_at = 0
        """When the question's clock began to run: what was pressed before belongs to the reading."""
        self._awake_ms = awake_ms
        self._phase = Phase.IDLE
        self._last = self._last_awake = 0
        self._commits = Commits(self)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(partial(quiet, False))
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.ticked)

    @property
    def phase(self) -> Phase:
        """Where the page is with its question."""
        return self._phase

    @property
    def game(self) -> Game:
        """The game in play; nothing on the page happens without one."""
        assert self.playing is not None
        return self.playing

    def begin(self, game: Game) -> None:
        """Another game; nobody is called back for the last one's commits."""
        self._commits.forget()
        self.playing = game

    def enter(self, phase: Phase) -> None:
        """The page is somewhere else now."""
        if phase is self._phase:
            return
        self._phase = phase
        if phase is Phase.RUNNING:
            self._calm.stop()
            quiet(True)
        elif phase is Phase.IDLE:
            self._calm.stop()
            quiet(False)
        elif phase is not Phase.JUDGING:
            self._calm.start()
        self.phase_changed.emit(phase)

    def run(self) -> None:
        """Let frames come."""
        self._last, self._last_awake = self.clock.now_ms(), self._awake_ms()
        self._timer.start()

    def rest(self) -> None:
        """No frames any more."""
        self._timer.stop()

    def slept_from(self) -> int | None:
        """When the machine fell asleep, if it did since the last frame. To be asked once a frame."""
        now, awake = self.clock.now_ms(), self._awake_ms()
        if max(now - self._last, awake - self._last_awake) > ASLEEP_MS:
            return self._last
        self._last, self._last_awake = now, awake
        return None

    def watch(self, stored: Future[None], then: Callable[[], None] | None = None) -> None:
        """Call ``then`` once a commit is durable; when it fails, ``broke`` says so."""
        self._commits.watch(stored, then or _nothing, self.broke.emit)


def _nothing() -> None:
    """A commit that nobody waits for."""
