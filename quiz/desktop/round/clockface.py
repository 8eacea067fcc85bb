"""What the clock shows and lets hear: the ring, a sprint's own time, the last ticks, the last warning."""

from __future__ import annotations

from quiz.app.play import Game
from quiz.core.rules import EXTRA_MS, Lifeline
from quiz.desktop.clock import Clock
from quiz.desktop.round.speak import announce
from quiz.desktop.round.stage import RoundView
from quiz.desktop.sounds import Sounds
from quiz.words import trn

NEARLY_UP_MS = 5_000
TICKS = 3


class ClockFace:
    """Shows time left; each of the last three seconds ticks once, and a screen reader is warned once."""

    def __init__(self, view: RoundView, sounds: Sounds, clock: Clock) -> None:
        self._view, self._sounds, self._clock = view, sounds, clock
        self._ticked = TICKS + 1
        self._warned = False

    def reset(self) -> None:
        """Another question, or more time for this one."""
        self._ticked = TICKS + 1
        self._warned = False

    def show_left(self, game: Game, left: int) -> None:
        """``left`` ms of the open question are left."""
        self.show_ring(game, left)
        second = -(-left // 1000)
        if 0 < second <= TICKS and second < self._ticked:
            self._ticked = second
            self._sounds.play("tick")
        if 0 < left <= NEARLY_UP_MS and not self._warned:
            self._warned = True
            announce(self._view.body.ring, trn("{n} second left", "{n} seconds left", second), urgent=True)

    def show_ring(self, game: Game, left: int) -> None:
        """The arc is the question's time; a sprint's own time stands in the header."""
        state = game.state
        now = state.open or state.answers[-1]
        total = now.total_ms or 0
        if state.open is not None and Lifeline.EXTRA in state.open.aids:
            total += EXTRA_MS
        if total:
            self._view.body.ring.set_fraction(left / total, left / 1000, total / 1000)
        whole = state.rules.round_ms
        if whole is not None and state.open is not None:
            bought = EXTRA_MS if Lifeline.EXTRA in state.lifelines else 0
            used = state.open.used_ms(game.active_ms(self._clock.now_ms()))
            self._view.header.show_round_time(max(0, whole + bought - state.answer_ms - used))
