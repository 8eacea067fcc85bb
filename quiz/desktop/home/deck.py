"""The packs on the table: which are shown, which are chosen. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quiz.words import trn

if TYPE_CHECKING:
    from quiz.bank.views import PackCard


class Deck:
    """The cards in their order, a filter over their titles, and the chosen ones, shown or not."""

    def __init__(self, chosen: Iterable[str] = ()) -> None:
        self.cards: tuple[PackCard, ...] = ()
        self.words = ""
        self._chosen: set[str] = set(chosen)

    def put(self, cards: Iterable[PackCard]) -> None:
        """Lay other cards; choices whose pack is gone go with it, and one pack is chosen if none is left."""
        self.cards = tuple(cards)
        known = {card.slug for card in self.cards}
        had = bool(self._chosen)
        self._chosen &= known
        if self.cards and had and not self._chosen:
            self._chosen = {self.cards[0].slug}

    def shown(self) -> list[PackCard]:
        """The cards that hold every word of the filter, in any order."""
        words = self.words.casefold().split()
        return [card for card in self.cards if all(word in card.title.casefold() for word in words)]

    def toggle(self, slug: str) -> None:
        """Choose a pack, or give it back."""
        self._chosen ^= {slug}

    def clear(self) -> None:
        """Choose none, which is the whole bank."""
        self._chosen = set()

    def is_chosen(self, slug: str) -> bool:
        """Whether this pack is chosen."""
        return slug in self._chosen

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen packs in the order of the cards."""
        return tuple(card.slug for card in self.cards if card.slug in self._chosen)

    def daily(self) -> PackCard | None:
        """The pack of the Daily: the one that is chosen, else the first."""
        chosen = self.chosen
        wanted = chosen[0] if len(chosen) == 1 else ""
        return next(
            (card for card in self.cards if card.slug == wanted), self.cards[0] if self.cards else None
        )

    def named(self) -> str:
        """What will be played, in a few words; empty when that is the whole bank."""
        cards = [card for card in self.cards if card.slug in self._chosen]
        if not cards:
            return ""
        if len(cards) == 1:
            return cards[0].title
        return trn("{n} pack", "{n} packs", len(cards))
