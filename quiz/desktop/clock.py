"""The game's clock: whole milliseconds that only grow, and the moment of a key press on the same scale."""

from __future__ import annotations

from time import perf_counter_ns

_BELIEVABLE_MS = 2_000
"""An event does not lie longer than this before it is handled; a larger gap means its clock was set anew."""


class Clock:
    """Milliseconds of a clock that never jumps. What they count from means nothing; differences do."""

    def __init__(self) -> None:
        self._offset: int | None = None

    def now_ms(self) -> int:
        """The present moment."""
        return perf_counter_ns() // 1_000_000

    def stamp_ms(self, timestamp: int) -> int:
        """When an input event happened, by its own ``timestamp`` in ms; 0 (made by a program) is now.

        The event's clock starts elsewhere. The smallest distance between the two that was ever seen belongs
        to the event that waited least, so it is the best guess at where that clock starts.

        >>> clock = VirtualClock(5_000)
        >>> clock.stamp_ms(100)         # handled at once, as far as anyone knows
        5000
        >>> clock.advance(360); clock.stamp_ms(300)     # pressed 200 ms later, handled 160 ms late
        5200
        """
        now = self.now_ms()
        if timestamp <= 0:
            return now
        distance = now - timestamp
        if self._offset is None or distance < self._offset or distance - self._offset > _BELIEVABLE_MS:
            self._offset = distance
        return timestamp + self._offset


class VirtualClock(Clock):
    """A clock that moves only when it is told to: for tests, and for the demo."""

    def __init__(self, now_ms: int = 0) -> None:
        super().__init__()
        self._now = now_ms

    def now_ms(self) -> int:
        """The moment that it was set to."""
        return self._now

    def advance(self, ms: int) -> None:
        """Let ``ms`` milliseconds pass."""
        self._now += ms
