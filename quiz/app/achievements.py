"""What a player has achieved, and what a round has just brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.core.achievements import Achievement, Progress, progress

if TYPE_CHECKING:
    from quiz.bank.bank import Bank


def progress_of(bank: Bank, player_id: int) -> list[Progress]:
    """How far a player is with each achievement."""
    return progress(bank.past(player_id))


def earned_in(bank: Bank, player_id: int, round_id: int) -> list[Achievement]:
    """The achievements that this very round has brought."""
    return [one.achievement for one in progress_of(bank, player_id) if one.round_id == round_id]
