"""What practice brings back, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.bank.bank import Bank


def comes_again(bank: Bank, player_id: int, names: Sequence[tuple[str, str]]) -> list[date]:
    """The days on which questions, by pack and id, come again for a player who missed them, in their order.

    It may have to work them out, and then imports what it takes: never on the thread of a window.
    """
    return bank.practice.days(player_id, names)
