"""What happens in a round: reading, clock, answer, feedback, pause. The view shows, the game keeps the rules.

An answer counts at its press. Its result is shown only when its commit is durable.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from quiz.app.play import Game
from quiz.core.rounds import Impossible
from quiz.core.rules import Lifeline
from quiz.desktop.round.clockface import ClockFace
from quiz.desktop.round.commits import Commits
from quiz.desktop.round.inputs.base import Given
from quiz.desktop.round.speak import announce
from quiz.desktop.round.stage import RoundView
from quiz.desktop.round.words import eyebrow, read_out, tell
from quiz.desktop.services import Services
from quiz.words import Refused, seconds, tr

log = logging.getLogger("quiz")

FRAME_MS = 16
ASLEEP_MS = 2_000
"""A gap between two frames that is longer than this was the machine's sleep, or something as bad."""


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
        self._awake_ms = awake_ms
        self._game: Game | None = None
        self._phase = Phase.IDLE
        self._under = Phase.IDLE
        self._painted = False
        self._read_until = self._read_left = 0
        self._shown_at = self._last = self._last_awake = 0
        self._zero_seen = False
        self._face = ClockFace(view, services.sounds, self._clock)
        self._commits = Commits(self)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.frame)
        self._connect()

    def _connect(self) -> None:
        body, cover = self._view.body, self._view.cover
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
        return self._phase

    @property
    def game(self) -> Game | None:
        """The game in play."""
        return self._game

    @property
    def reading_left_ms(self) -> int:
        """How long the question will still be read."""
        return max(0, self._read_until - self._clock.now_ms())

    # -- the course of a round

    def start(self, game: Game) -> None:
        """Play it; one that was away stays covered until the player goes on."""
        self._commits.forget()
        self._game = game
        state = game.state
        if not (state.paused or state.left):
            self._view.uncover()
            self._ask()
            return
        if state.open is not None:
            self._show_question(motion=False)
            self._set(Phase.RUNNING if state.open.shown_ms is not None else Phase.READING)
            self._read_left = game.reading_ms
        else:
            self._view.header.show_round(state, self._eyebrow(), animated=False)
            self._set(Phase.BETWEEN)
        left = game.left_ms(self._clock.now_ms())
        where = tr("Question {n} of {count}.", n=min(len(state.answers) + 1, state.count), count=state.count)
        time = tr(" {time} left on its clock.", time=seconds(left)) if left is not None and state.open else ""
        self._cover(tr("Welcome back"), where + time, leave=True)

    def abandon(self) -> None:
        """Leave a running round where it stands, without a question; for a window that closes."""
        game = self._game
        if game is None or self._phase is Phase.IDLE:
            return
        self._rest()
        if not game.state.over and not game.state.left:
            self._watch(game.leave(self._clock.now_ms()))
        self._set(Phase.IDLE)

    def frame(self) -> None:
        """Look at the clock: end the reading, move the ring, end the question."""
        game, now, awake = self._game, self._clock.now_ms(), self._awake_ms()
        if game is None or self._phase not in (Phase.READING, Phase.RUNNING):
            self._timer.stop()
            return
        if max(now - self._last, awake - self._last_awake) > ASLEEP_MS:
            self._pause("sleep", self._last, tr("Paused"), tr("The machine was asleep."))
            return
        self._last, self._last_awake = now, awake
        if self._phase is Phase.READING:
            if self._painted and now >= self._read_until:
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
        if self._phase is Phase.READING:
            self.skip_reading()

    def _ask(self) -> None:
        game = self._the_game()
        self._watch(game.ask(self._clock.now_ms()))
        self._show_question(motion=True)
        self._read_until = self._clock.now_ms() + game.reading_ms
        self._set(Phase.READING)
        now = game.state.open
        if now is not None:
            announce(self._view.body.question, read_out(now))
        self._run()

    def _show_question(self, *, motion: bool) -> None:
        game, settings = self._the_game(), self._services.settings.value
        now = game.state.open
        assert now is not None  # the game has just opened it
        self._painted = self._zero_seen = False
        self._face.reset()
        ring = self._view.body.ring
        ring.set_untimed(now.total_ms is None)
        if now.total_ms is not None:
            self._face.show_ring(self._the_game(), game.left_ms(self._clock.now_ms()) or 0)
            ring.set_reading(now.shown_ms is None)
        self._view.show_question(game.state, now, self._eyebrow(), confirm=settings.confirm, motion=motion)
        self._touched()
        self._show_keys()
        self._show_lifelines()

    def _question_painted(self) -> None:
        self._painted = True
        if self._phase is Phase.READING and self._clock.now_ms() >= self._read_until:
            # Not from inside the paint event.
            QTimer.singleShot(0, self, self.frame)

    def skip_reading(self) -> None:
        """Start the clock now: the player has read enough."""
        self._read_until = self._clock.now_ms()
        self._view.finish_motion()
        self.frame()

    def _start_clock(self, now: int) -> None:
        game = self._the_game()
        self._watch(game.shown(now))
        self._shown_at = now
        self._set(Phase.RUNNING)
        self._view.body.ring.set_reading(False)
        self._view.body.ring.set_untimed(game.state.open is not None and game.state.open.total_ms is None)
        self._view.body.input.go()
        self._show_keys()
        self._show_lifelines()

    def _submit(self, given: Given) -> None:
        if self._phase is not Phase.RUNNING:
            return
        at = self._clock.stamp_ms(given.stamp)
        if at < self._shown_at:
            # Pressed before the clock ran: that press belonged to the reading.
            self._view.body.input.go()
            return
        try:
            stored = self._the_game().answer(given.texts, at)
        except Impossible as impossible:
            log.info("An answer did not count: %s", impossible)
            self._view.body.input.go()
            return
        left = self._the_game().left_ms(at)
        if left is not None:
            self._face.show_ring(self._the_game(), left)
        self._watch_result(stored)

    def _watch_result(self, stored: Future[None]) -> None:
        self._rest()
        self._set(Phase.JUDGING)
        self._view.body.input.lock()
        self._commits.watch(stored, self._result, self._failed)

    def _result(self) -> None:
        game = self._the_game()
        answer, told = game.state.answers[-1], tell(game.state)
        self._set(Phase.FEEDBACK)
        self._view.show_result(game.state, self._eyebrow(), answer, told, game.flagged(answer.position))
        name = "wrong" if not answer.right else "streak" if answer.points.streak else "right"
        self._services.sounds.play(name)
        announce(self._view.body.panel, self._view.body.panel.read_out(), urgent=True)

    def go_on(self) -> None:
        """The main thing: the next question, the results, back from a pause, or another try to store."""
        game = self._the_game()
        self._view.finish_motion()
        match self._phase:
            case Phase.FEEDBACK if game.state.over:
                self._set(Phase.IDLE)
                self._services.sounds.play("finish")
                game.close()
                self.finished.emit(game)
            case Phase.FEEDBACK:
                self._ask()
            case Phase.COVERED:
                self._uncover()
            case Phase.FAILED:
                self._try_again()

    # -- pause, leave, faults

    def pause(self) -> None:
        """Stop the clock and hide the question; again to go on."""
        if self._phase is Phase.COVERED:
            self.go_on()
            return
        self._pause("key", self._clock.now_ms(), tr("Paused"), tr("The clock stands still."))

    def focus_lost(self) -> None:
        """The window is no longer in front: pause, where that is wanted."""
        if self._services.settings.value.pause_on_focus_loss:
            self._pause("focus", self._clock.now_ms(), tr("Paused"), tr("The window was not in front."))

    def ask_to_leave(self) -> None:
        """Cover, and ask."""
        if self._phase is Phase.FEEDBACK and self._the_game().state.over:
            self.go_on()
            return
        if self._phase is Phase.FAILED:
            self._give_up()
            return
        self._pause(
            "leave",
            self._clock.now_ms(),
            tr("Leave this round?"),
            tr("It stays where it is, and Home offers to continue it."),
        )

    def leave(self) -> None:
        """Leave the round where it stands."""
        if self._phase is Phase.COVERED:
            self._set(Phase.JUDGING)
            self._commits.watch(self._the_game().leave(self._clock.now_ms()), self._gone, self._failed)

    def _give_up(self) -> None:
        """Out of a round whose last step cannot be stored: what the bank has of it stays as it is."""
        try:
            self._the_game().close()
        except Refused as refused:
            log.info("The round could not be released: %s", refused)
        self._gone()

    def _gone(self) -> None:
        self._set(Phase.IDLE)
        self.left.emit(self._game)

    def _pause(self, why: str, at: int, title: str, line: str) -> None:
        if self._phase not in (Phase.READING, Phase.RUNNING) and not (
            why == "leave" and self._phase is Phase.FEEDBACK
        ):
            return
        game = self._the_game()
        self._read_left = max(0, self._read_until - at)
        left = game.left_ms(at)
        self._watch(game.pause(why, at))
        if left is not None and self._phase is Phase.RUNNING:
            line = tr("{line} {time} left.", line=line, time=seconds(left))
        self._cover(title, line, leave=True)

    def _cover(self, title: str, line: str, *, leave: bool) -> None:
        self._rest()
        self._under = self._phase
        self._view.body.input.hold()
        self._set(Phase.COVERED)
        self._view.show_cover(title, line, leave=leave)
        announce(self._view.cover, self._view.cover.read_out(), urgent=True)

    def _uncover(self) -> None:
        game = self._the_game()
        self._view.uncover()
        now = self._clock.now_ms()
        self._watch(game.unpause(now))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set(self._under)
        if self._under is Phase.BETWEEN:
            self._ask()
        elif self._under is Phase.FEEDBACK:
            self._view.body.panel.next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._read_until = now + self._read_left
            if self._under is Phase.RUNNING:
                self._shown_at = now
                self._view.body.input.go()
            self._show_lifelines()
            self._run()

    def _failed(self, problem: BaseException) -> None:
        """A commit failed: nothing that was not stored is shown as counted, and the round is kept."""
        log.error("A commit failed", exc_info=problem)
        self._rest()
        if self._phase is not Phase.FAILED:
            self._under = self._phase
            self._view.uncover()
            self._view.body.input.hold()
            self._set(Phase.FAILED)
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

    def _try_again(self) -> None:
        self._commits.watch(self._the_game().retry(), self._stored_at_last, self._failed)

    def _stored_at_last(self) -> None:
        game = self._the_game()
        if game.state.left:
            self._gone()
        elif game.state.open is None and game.state.answers:
            self._result()
        else:
            self._under = (
                Phase.RUNNING if game.state.open and game.state.open.shown_ms is not None else Phase.READING
            )
            self._set(self._under)
            self._view.body.panel.hide()
            self._view.body.bar.show()
            if not game.state.paused:
                self._watch(game.pause("fault", self._clock.now_ms()))
            self._cover(tr("Stored"), tr("All is written now; the round goes on where it stood."), leave=True)

    # -- buttons

    def use(self, which: Lifeline) -> None:
        """Take a lifeline, where it fits; Skip fits while reading too."""
        game = self._the_game()
        if self._phase is not Phase.RUNNING and not (self._phase is Phase.READING and which is Lifeline.SKIP):
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
        self._watch(stored)
        if game.state.open is not None:
            self._view.body.input.drop(game.state.open.removed)
            self._view.body.question.setAccessibleName(read_out(game.state.open))
        self._zero_seen = False
        self._face.reset()
        self._show_lifelines()

    def _confirm_clicked(self) -> None:
        if self._phase is Phase.READING:
            self.skip_reading()
        else:
            self._view.body.input.confirm(0)

    def _flag_wrong(self) -> None:
        self._flag("wrong")

    def _flag_never(self) -> None:
        self._flag("never")

    def _flag(self, why: str) -> None:
        game = self._the_game()
        if self._phase is not Phase.FEEDBACK:
            return
        position = game.state.answers[-1].position
        flags = game.flagged(position)
        game.flag(position, why, why not in flags)
        self._view.body.panel.show_flags(flags ^ {why})

    # -- small things

    def _touched(self) -> None:
        one = self._view.body.input
        self._view.body.bar.confirm.setEnabled(bool(one.given()) or one is self._view.body.field)

    def _show_keys(self) -> None:
        one = self._view.body.input
        reading = self._phase is not Phase.RUNNING and self._the_game().reading_ms > 0
        self._view.body.bar.show_keys(
            tr("Any key starts the clock") if reading else one.hint(), confirm=one.wants_confirm
        )

    def _show_lifelines(self) -> None:
        state = self._the_game().state
        running = self._phase is Phase.RUNNING
        usable = {which for which in Lifeline if state.can_use(which) and (running or which is Lifeline.SKIP)}
        fitting = {
            which
            for which in Lifeline
            if state.rules.lifelines and (state.can_use(which) or which in state.lifelines)
        }
        self._view.show_lifelines(frozenset(usable), frozenset(fitting))

    def _eyebrow(self) -> str:
        game = self._the_game()
        state = game.state
        pack = state.open.pack if state.open else state.answers[-1].pack if state.answers else ""
        position = state.open.position if state.open else max(0, len(state.answers) - 1)
        return eyebrow(game.title_of(pack) if pack else " · ".join(game.titles[:1]), position, state)

    def _run(self) -> None:
        self._last, self._last_awake = self._clock.now_ms(), self._awake_ms()
        self._timer.start()

    def _rest(self) -> None:
        self._timer.stop()

    def _set(self, phase: Phase) -> None:
        if phase is not self._phase:
            self._phase = phase
            self.phase_changed.emit(phase)

    def _watch(self, stored: Future[None]) -> None:
        self._commits.watch(stored, _nothing, self._failed)

    def _the_game(self) -> Game:
        assert self._game is not None  # nothing on this page happens without one
        return self._game


def _nothing() -> None:
    """A commit that nobody waits for."""
