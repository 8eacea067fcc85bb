"""What breaks into a round: pause, sleep, another window, leaving, a commit that fails; and the way back."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from quiz.desktop.round.course import FRAME_MS, Course, Phase
from quiz.desktop.round.speak import announce
from quiz.desktop.round.stage import RoundView
from quiz.desktop.services import Services
from quiz.words import Refused, seconds, tr

log = logging.getLogger("quiz")


class Breaks(QObject):
    """Covers the question while the clock stands still, and brings the round back to where it stood."""

    resumed = Signal(object)
    """The Phase that goes on now."""
    stored = Signal()
    """An answer whose commit had failed is durable after all."""
    left = Signal()
    """The round was left where it stood."""

    def __init__(
        self, services: Services, view: RoundView, course: Course, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._view, self._course = services, view, course
        self._under = Phase.IDLE
        self._read_left = 0
        self._uncovered = False
        course.broke.connect(self._failed)

    def pause(self) -> None:
        """Stop the clock and hide the question; again to go on."""
        if self._course.phase is Phase.COVERED:
            self.uncover()
            return
        self._pause("key", self._now(), tr("Paused"), tr("The clock stands still."))

    def focus_lost(self) -> None:
        """The window is no longer in front: pause, where that is wanted."""
        if self._services.settings.value.pause_on_focus_loss:
            self._pause("focus", self._now(), tr("Paused"), tr("The window was not in front."))

    def slept(self, since: int) -> None:
        """The machine was asleep: pause as of its last frame."""
        self._pause("sleep", since, tr("Paused"), tr("The machine was asleep."))

    def ask_to_leave(self) -> None:
        """Cover, and ask."""
        if self._course.phase is Phase.FAILED:
            self._give_up()
            return
        self._pause(
            "leave",
            self._now(),
            tr("Leave this round?"),
            tr("It stays where it is, and Home offers to continue it."),
        )

    def leave(self) -> None:
        """Leave the round where it stands."""
        if self._course.phase is Phase.COVERED:
            self._course.enter(Phase.JUDGING)
            self._course.watch(self._course.game.leave(self._now()), self._gone)

    def welcome_back(self, under: Phase) -> None:
        """A round that was away stays covered until the player goes on, in that phase."""
        game = self._course.game
        state = game.state
        self._read_left = game.reading_ms
        self._course.enter(under)
        left = game.left_ms(self._now())
        where = tr("Question {n} of {count}.", n=min(len(state.answers) + 1, state.count), count=state.count)
        time = tr(" {time} left on its clock.", time=seconds(left)) if left is not None and state.open else ""
        self._cover(tr("Welcome back"), where + time)

    def uncover(self) -> None:
        """Back to where the round stood; its question is painted before its clock runs on, a frame later."""
        if self._uncovered:
            return
        self._uncovered = True
        self._view.finish_motion()
        self._view.uncover()
        QTimer.singleShot(FRAME_MS, self, self._resume)

    def _resume(self) -> None:
        if not self._uncovered or self._course.phase is not Phase.COVERED:
            return
        self._uncovered = False
        now = self._now()
        self._course.watch(self._course.game.unpause(now))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._course.read_until = now + self._read_left
        if self._under is Phase.RUNNING:
            self._course.shown_at = now
            self._view.body.input.go()
        self._course.enter(self._under)
        self.resumed.emit(self._under)

    def try_again(self) -> None:
        """Store once more what could not be stored."""
        self._course.watch(self._course.game.retry(), self._stored_at_last)

    def _pause(self, why: str, at: int, title: str, line: str) -> None:
        phase = self._course.phase
        if phase not in (Phase.READING, Phase.RUNNING) and not (why == "leave" and phase is Phase.FEEDBACK):
            return
        game = self._course.game
        self._read_left = max(0, self._course.read_until - at)
        left = game.left_ms(at)
        self._course.watch(game.pause(why, at))
        if left is not None and phase is Phase.RUNNING:
            line = tr("{line} {time} left.", line=line, time=seconds(left))
        self._cover(title, line)

    def _cover(self, title: str, line: str) -> None:
        self._course.rest()
        self._under, self._uncovered = self._course.phase, False
        self._view.body.input.hold()
        self._course.enter(Phase.COVERED)
        self._view.show_cover(title, line, leave=True)
        announce(self._view.cover, self._view.cover.read_out(), urgent=True)

    def _failed(self, problem: BaseException) -> None:
        """A commit failed: nothing that was not stored is shown as counted, and the round is kept."""
        log.error("A commit failed", exc_info=problem)
        self._course.rest()
        if self._course.phase is not Phase.FAILED:
            self._view.uncover()
            self._view.body.input.hold()
            self._course.enter(Phase.FAILED)
        sentence = (
            str(problem)
            if isinstance(problem, Refused)
            else tr(
                "The bank could not be written ({problem}). Make room or free its folder, then try again.",
                problem=problem,
            )
        )
        self._view.show_fault(sentence)
        announce(self._view.body.panel, self._view.body.panel.read_out(), urgent=True)

    def _stored_at_last(self) -> None:
        game = self._course.game
        if game.state.left:
            self._gone()
        elif game.state.open is None and game.state.answers:
            self.stored.emit()
        else:
            runs = game.state.open is not None and game.state.open.shown_ms is not None
            self._course.enter(Phase.RUNNING if runs else Phase.READING)
            self._view.body.hide_panel()
            if not game.state.paused:
                self._course.watch(game.pause("fault", self._now()))
            self._cover(tr("Stored"), tr("All is written now; the round goes on where it stood."))

    def _give_up(self) -> None:
        """Out of a round whose last step cannot be stored: what the bank has of it stays as it is."""
        try:
            self._course.game.close()
        except Refused as refused:
            log.info("The round could not be released: %s", refused)
        self._gone()

    def _gone(self) -> None:
        self._course.enter(Phase.IDLE)
        self.left.emit()

    def _now(self) -> int:
        return self._course.clock.now_ms()
