"""What happens in a round: reading, clock, answer, feedback. The view shows, the game keeps the rules.

An answer counts at its press. Its result is shown only when its commit is durable.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from quiz.app.play import Game
from quiz.core.rounds import Impossible
from quiz.core.rules import Lifeline
from quiz.desktop.round.breaks import Breaks
from quiz.desktop.round.clockface import ClockFace
from quiz.desktop.round.course import Course, Phase
from quiz.desktop.round.inputs.base import Given
from quiz.desktop.round.media import RoundMedia
from quiz.desktop.round.speak import announce
from quiz.desktop.round.stage import RoundView
from quiz.desktop.round.words import eyebrow, read_out, tell
from quiz.desktop.services import Services
from quiz.words import tr

__all__ = ["Phase", "RoundController"]

log = logging.getLogger("quiz")


class RoundController(QObject):
    """Decides. ``frame`` is one look at the clock: a timer calls it while a clock runs, a test at will."""

    finished = Signal(object)
    left = Signal(object)
    phase_changed = Signal(object)
    """The new Phase, for whoever looks on (the demo, tests)."""

    def __init__(
        self, services: Services, view: RoundView, awake_ms: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._view = view
        self._clock = services.clock
        self._course = Course(services.clock, awake_ms, self)
        self._breaks = Breaks(services, view, self._course, self)
        self._painted = False
        self._zero_seen = False
        self._face = ClockFace(view, services.sounds, self._clock)
        self.media = RoundMedia(services, view, self)
        self._connect()

    def _connect(self) -> None:
        body, cover, course, breaks = self._view.body, self._view.cover, self._course, self._breaks
        course.ticked.connect(self.frame)
        course.phase_changed.connect(self.phase_changed)
        breaks.resumed.connect(self._resumed)
        breaks.stored.connect(self._result)
        breaks.left.connect(self._left)
        body.question.painted.connect(self._question_painted)
        for one in body.inputs:
            one.submitted.connect(self._submit)
            one.nudged.connect(self.nudge)
            one.touched.connect(self._touched)
        body.bar.lifeline.connect(self.use)
        body.bar.pause.clicked.connect(self.pause)
        body.bar.leave.clicked.connect(self.ask_to_leave)
        body.panel.leave.clicked.connect(self.ask_to_leave)
        body.bar.confirm.clicked.connect(self._confirm_clicked)
        body.panel.next.clicked.connect(self.go_on)
        body.panel.wrong.clicked.connect(self._flag_wrong)
        body.panel.never.clicked.connect(self._flag_never)
        cover.go_on.clicked.connect(self.go_on)
        cover.leave.clicked.connect(self.leave)

    @property
    def phase(self) -> Phase:
        """Where the page is with its question."""
        return self._course.phase

    @property
    def game(self) -> Game | None:
        """The game in play."""
        return self._course.playing

    @property
    def reading_left_ms(self) -> int:
        """How long the question will still be read."""
        return max(0, self._course.read_until - self._clock.now_ms())

    # -- the course of a round

    def start(self, game: Game) -> None:
        """Play it; one that was away stays covered until the player goes on."""
        self._course.begin(game)
        state = game.state
        if not (state.paused or state.left):
            self._view.uncover()
            self._ask()
            return
        if state.open is not None:
            self._show_question(motion=False)
            under = Phase.RUNNING if state.open.shown_ms is not None else Phase.READING
        else:
            self._view.header.show_round(
                state, self._eyebrow(len(state.answers)), best=game.new_best, animated=False
            )
            under = Phase.BETWEEN
        self._breaks.welcome_back(under)

    def abandon(self) -> None:
        """Leave a running round where it stands, without a question; for a window that closes."""
        game = self.game
        if game is None or self.phase is Phase.IDLE:
            return
        self._course.rest()
        if not game.state.over and not game.state.left:
            self._course.watch(game.leave(self._clock.now_ms()))
        self._course.enter(Phase.IDLE)

    def frame(self) -> None:
        """Look at the clock: end the reading, move the ring, end the question."""
        game, now = self.game, self._clock.now_ms()
        if game is None or self.phase not in (Phase.READING, Phase.RUNNING):
            self._course.rest()
            return
        since = self._course.slept_from()
        if since is not None:
            self._breaks.slept(since)
            return
        if self.phase is Phase.READING:
            if self._painted and self.media.ready and now >= self._course.read_until:
                self._start_clock(now)
            return
        left = game.tick(now)
        if left is None:
            return
        self._face.show_left(game, left)
        if left <= 0:
            # One frame for the presses that were made in time and still wait in the queue.
            if self._zero_seen:
                self._watch_result(game.expire(now))
            self._zero_seen = True

    def nudge(self, stamp: int) -> None:
        """A click while reading: starts the clock."""
        if self.phase is Phase.READING:
            self.skip_reading()

    def _ask(self) -> None:
        game = self._course.game
        self._course.watch(game.ask(self._clock.now_ms()))
        self._show_question(motion=True)
        self._course.read_until = self._clock.now_ms() + game.reading_ms
        self._course.enter(Phase.READING)
        now = game.state.open
        if now is not None:
            announce(self._view.body.question, read_out(now))
        self._course.run()

    def _show_question(self, *, motion: bool) -> None:
        game, settings = self._course.game, self._services.settings.value
        now = game.state.open
        assert now is not None  # the game has just opened it
        self._painted = self._zero_seen = False
        self._face.reset()
        ring = self._view.body.ring
        ring.set_untimed(now.total_ms is None)
        if now.total_ms is not None:
            self._face.show_ring(self._course.game, game.left_ms(self._clock.now_ms()) or 0)
            ring.set_reading(now.shown_ms is None)
        self.media.put(now)
        self._view.show_question(
            game.state, now, self._eyebrow(), best=game.new_best, confirm=settings.confirm, motion=motion
        )
        self.media.load()
        self._touched()
        self._show_keys()
        self._show_lifelines()

    def _question_painted(self) -> None:
        self._painted = True
        if self.phase is Phase.READING and self._clock.now_ms() >= self._course.read_until:
            # Not from inside the paint event.
            QTimer.singleShot(0, self, self.frame)

    def skip_reading(self) -> None:
        """Start the clock now: the player has read enough."""
        self._course.read_until = self._clock.now_ms()
        if self._view.finish_motion():
            self._painted = False  # it is seen in its place before its clock starts
        self.frame()

    def _start_clock(self, now: int) -> None:
        game = self._course.game
        self._course.watch(game.shown(now))
        self._course.shown_at = now
        self._course.enter(Phase.RUNNING)
        self._view.body.ring.set_reading(False)
        self._view.body.ring.set_untimed(game.state.open is not None and game.state.open.total_ms is None)
        self._view.body.input.go()
        self._show_keys()
        self._show_lifelines()

    def _submit(self, given: Given) -> None:
        if self.phase is not Phase.RUNNING:
            return
        at = self._clock.stamp_ms(given.stamp)
        if at < self._course.shown_at:
            # Pressed before the clock ran: that press belonged to the reading.
            self._view.body.input.go()
            return
        try:
            stored = self._course.game.answer(given.texts, at)
        except Impossible as impossible:
            log.info("An answer did not count: %s", impossible)
            self._view.body.input.go()
            return
        left = self._course.game.left_ms(at)
        if left is not None:
            self._face.show_ring(self._course.game, left)
        self._watch_result(stored)

    def _watch_result(self, stored: Future[None]) -> None:
        self._course.rest()
        self._course.enter(Phase.JUDGING)
        self._view.body.input.lock()
        self._course.watch(stored, self._result)

    def _result(self) -> None:
        game = self._course.game
        answer, told = game.state.answers[-1], tell(game.state)
        self._course.enter(Phase.FEEDBACK)
        flags, passed = game.flagged(answer.position), game.new_best and self._view.header.best.isHidden()
        self._view.show_result(game.state, self._eyebrow(), answer, told, flags, best=game.new_best)
        name = "wrong" if not answer.right else "streak" if answer.points.streak else "right"
        self._services.sounds.play(name)
        said = self._view.body.panel.read_out()
        announce(self._view.body.panel, f"{said} {tr('New best')}" if passed else said, urgent=True)

    def go_on(self) -> None:
        """The main thing: the next question, the results, back from a pause, or another try to store."""
        game = self._course.game
        self._view.finish_motion()
        match self.phase:
            case Phase.FEEDBACK if game.state.over:
                self._course.enter(Phase.IDLE)
                self._services.sounds.play("finish")
                game.close()
                self.finished.emit(game)
            case Phase.FEEDBACK:
                self._ask()
            case Phase.COVERED:
                self._breaks.uncover()
            case Phase.FAILED:
                self._breaks.try_again()

    # -- what breaks into it

    def pause(self) -> None:
        """Stop the clock and hide the question; again to go on."""
        self._breaks.pause()

    def focus_lost(self) -> None:
        """The window is no longer in front: pause, where that is wanted."""
        self._breaks.focus_lost()

    def ask_to_leave(self) -> None:
        """Cover, and ask; after the last question there is nothing to ask."""
        if self.phase is Phase.FEEDBACK and self._course.game.state.over:
            self.go_on()
        else:
            self._breaks.ask_to_leave()

    def leave(self) -> None:
        """Leave the round where it stands."""
        self._breaks.leave()

    def _resumed(self, phase: Phase) -> None:
        if phase is Phase.BETWEEN:
            self._ask()
        elif phase is Phase.FEEDBACK:
            self._view.body.panel.next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_lifelines()
            self._course.run()

    def _left(self) -> None:
        self.left.emit(self.game)

    # -- buttons

    def use(self, which: Lifeline) -> None:
        """Take a lifeline, where it fits; Skip fits while reading too."""
        game = self._course.game
        if self.phase is not Phase.RUNNING and not (self.phase is Phase.READING and which is Lifeline.SKIP):
            return
        try:
            stored = game.lifeline(which, self._clock.now_ms())
        except Impossible as impossible:
            log.info("A lifeline was refused: %s", impossible)
            return
        if which is Lifeline.SKIP:
            self._view.body.ring.set_reading(False)
            self._watch_result(stored)
            return
        self._course.watch(stored)
        if game.state.open is not None:
            self._view.body.input.drop(game.state.open.removed)
            self._view.body.question.setAccessibleName(read_out(game.state.open))
        self._zero_seen = False
        self._face.reset()
        self._show_lifelines()

    def _confirm_clicked(self) -> None:
        if self.phase is Phase.READING:
            self.skip_reading()
        else:
            self._view.body.input.confirm(0)

    def _flag_wrong(self) -> None:
        self._flag("wrong")

    def _flag_never(self) -> None:
        self._flag("never")

    def _flag(self, why: str) -> None:
        game = self._course.game
        if self.phase is not Phase.FEEDBACK:
            return
        position = game.state.answers[-1].position
        flags = game.flagged(position)
        game.flag(position, why, why not in flags)
        self._view.show_flags(flags ^ {why})

    # -- small things

    def _touched(self) -> None:
        one = self._view.body.input
        self._view.body.bar.confirm.setEnabled(bool(one.given()) or one is self._view.body.field)

    def _show_keys(self) -> None:
        one = self._view.body.input
        hints = [one.hint()]
        if self._course.game.reading_ms > 0:
            hints.append(tr("Any key starts the clock"))
        shown = hints[0] if self.phase is Phase.RUNNING else hints[-1]
        self._view.body.bar.show_keys(shown, confirm=one.wants_confirm, others=tuple(hints))

    def _show_lifelines(self) -> None:
        state = self._course.game.state
        running = self.phase is Phase.RUNNING
        usable = {which for which in Lifeline if state.can_use(which) and (running or which is Lifeline.SKIP)}
        fitting = {
            which
            for which in Lifeline
            if state.rules.lifelines and (state.can_use(which) or which in state.lifelines)
        }
        self._view.show_lifelines(frozenset(usable), frozenset(fitting))

    def _eyebrow(self, between: int | None = None) -> str:
        """The line above the question; ``between`` two questions it is told which one comes."""
        game = self._course.game
        state = game.state
        pack = state.open.pack if state.open else state.answers[-1].pack if state.answers else ""
        last = max(0, len(state.answers) - 1) if between is None else between
        position = state.open.position if state.open else last
        return eyebrow(game.title_of(pack) if pack else " · ".join(game.titles[:1]), position, state)
