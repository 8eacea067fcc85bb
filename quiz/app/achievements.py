"""What a player has achieved, and what a round has just brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.core.achievements import Achievement, Progress, progress
from quiz.core.folding import fold

if TYPE_CHECKING:
    from quiz.bank.bank import Bank


def progress_of(bank: Bank, player: str) -> list[Progress]:
    """How far the player of this name is with each achievement; one who never played is at the beginning."""
    known = [one.id for one in bank.players() if fold(one.name) == fold(player)]
    return progress(bank.past(known[0]) if known else ())


def earned_in(bank: Bank, player: str, round_id: int) -> list[Achievement]:
    """The achievements that this very round has brought."""
    return [one.achievement for one in progress_of(bank, player) if one.round_id == round_id]
