"""Who plays here: players renamed, made one, removed and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.bank.views import Belongings, Player


@dataclass(frozen=True)
class Everybody:
    """Who is here, by name, and who can be brought back, the one who went last first."""

    here: tuple[Belongings, ...]
    removed: tuple[Player, ...]


def everybody(bank: Bank, playing: str) -> Everybody:
    """Everybody in the bank; who is playing now is there, even before the first round."""
    if playing:
        bank.add_player(playing)
    return Everybody(tuple(bank.people.listed()), tuple(bank.people.removed()))


def merge(bank: Bank, player: Player, into: Player) -> None:
    """Give all that one player has to another, who stays. Raises Refused, for one, while either plays.

    The rounds follow beside the game; what a closing bank leaves of that, the next start does.
    """
    bank.people.merge(player.id, into.id)
    bank.settle(player.id)


def remove(bank: Bank, player: Player) -> None:
    """Remove a player with all rounds, in the same way. Raises Refused for the only one."""
    bank.people.remove(player.id)
    bank.settle(player.id)


def bring_back(bank: Bank, player: Player) -> Player:
    """Bring a removed player back, under another name where somebody has it. Raises Refused when too late."""
    found = bank.people.bring_back(player.id)
    bank.settle(player.id)
    return found


def paint(bank: Bank, player: Player, colour: int) -> None:
    """Give a player another colour."""
    bank.people.paint(player.id, colour)


def rename(bank: Bank, player: Player, name: str) -> None:
    """Give a player another name. Raises Refused when somebody else has it."""
    bank.rename_player(player.id, name)
