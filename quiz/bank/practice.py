"""What a player missed and is to practise: how much of it now, and when the rest comes again.

Reads work from any thread. They first work out the days of the last answers: only for that is fsrs loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from quiz.bank import due
from quiz.bank.engine import Readers, raw_of
from quiz.bank.writer import Writer
from quiz.core.kinds import Difficulty

if TYPE_CHECKING:
    from quiz.bank.recalls import Recalls

_AT_HAND = 200
"""Of so many questions a read works out the days, those of two long rounds; upkeep does the rest."""


class Practice:
    """The bank's door to it."""

    def __init__(self, readers: Readers, writer: Writer) -> None:
        self._readers, self._writer = readers, writer

    def due(self, player_id: int, today: date) -> int:
        """How many of the questions that a player missed are to come again now; ``due.MOST`` at most."""
        self._learn(player_id)
        with self._readers.reading() as c:
            return due.count(raw_of(c), player_id, today.isoformat())

    def keys(
        self, player_id: int, today: date, packs: Sequence[str] = (), difficulty: Difficulty | None = None,
        category: str = "", *, most: int,
    ) -> list[int]:  # fmt: skip
        """Keys of those questions, ``most`` of them, those first that have been due for longest."""
        self._learn(player_id)
        with self._readers.reading() as c:
            return due.keys(raw_of(c), player_id, today.isoformat(), packs, difficulty or "", category, most)

    def days(self, player_id: int, names: Sequence[tuple[str, str]]) -> list[date]:
        """When questions that a player missed, by pack and id, come again; the first first."""
        self._learn(player_id)
        return self._recalls.days(player_id, names)

    def catch_up(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Work out the days of all that waits, unless ``stop`` says so in between."""
        if self._waiting():
            self._recalls.catch_up(stop)

    @cached_property
    def _recalls(self) -> Recalls:
        from quiz.bank.recalls import Recalls

        return Recalls(self._readers, self._writer)

    def _learn(self, player_id: int) -> None:
        if self._waiting(player_id):
            self._recalls.catch_up(player_id=player_id, most=_AT_HAND)

    def _waiting(self, player_id: int | None = None) -> bool:
        with self._readers.reading() as c:
            return due.waiting(raw_of(c), player_id)
