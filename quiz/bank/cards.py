"""What the first frame shows of the bank, apart from the other views, which it does not wait for. No SQL.

Named tuples where their fields allow it: a dataclass takes four times as long to be made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.core.rules import Mode


class Player(NamedTuple):
    """Somebody who plays on this computer."""

    id: int
    name: str


class PackCard(NamedTuple):
    """A pack as the home page shows it; ``best`` and ``last`` are points of one player in this pack alone.

    ``cover`` names the picture that the pack brings, empty for none.
    """

    slug: str
    title: str
    version: str
    language: str
    questions: int
    best: int | None
    last: int | None
    cover: str = ""


@dataclass(frozen=True)
class OpenRound:
    """A cut-off round that can go on. ``position`` counts from 1, ``left_ms`` is None without a clock."""

    id: int
    titles: tuple[str, ...]
    position: int
    count: int
    mode: Mode
    left_ms: int | None
    score: int
    cut_off: datetime
