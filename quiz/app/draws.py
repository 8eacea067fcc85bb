"""What a round is before it begins: its packs, seed and questions, its code, and whether it ranks."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from quiz.bank.views import PackInfo, Player
from quiz.core import challenge
from quiz.core.drawing import SEED_BITS, Liking, apart, arranged, derive, draw
from quiz.core.rating import suits
from quiz.core.rules import Mode, Rules
from quiz.words import Refused

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.bank.source import ListSource, SlotSource

ENDLESS = 100
"""A sprint or a survival asks at most this many questions."""

_PLAIN_SEEDS = 24
_SMALL = 2000


class PlayRefusal(Enum):
    """Why a round does not begin, and what to do."""

    NOTHING = "No question fits this choice of packs, difficulty and category; choose more."
    NO_MISSES = "Nothing is missed right now; play a round first."
    NOTHING_DUE = "Nothing that you missed is due today; practise anything else, or come back tomorrow."
    UNKNOWN_PACK = "There is no pack “{pack}” here; import it, or choose another."
    PACK_GONE = "The rest of this round's questions is no longer in the bank; start a new round."


@dataclass(frozen=True, slots=True)
class Setup:
    """What to play. ``packs`` are slugs, none for the whole bank; ``keys`` ask exactly these questions.

    With ``in_order`` they come in this very order.

    A ``challenge`` code brings its own rules; ``seed`` makes the draw repeatable. ``due`` asks only what this
    player missed and is to practise now; ``by_rating`` prefers what suits this player, once that is known.
    """

    rules: Rules
    packs: tuple[str, ...] = ()
    seed: int | None = None
    challenge: str = ""
    keys: tuple[int, ...] = ()
    in_order: bool = False
    due: bool = False
    by_rating: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """The questions of a round by the bank's numbers; ``canonical`` says that its seed alone tells them."""

    keys: Sequence[int]
    seed: int
    canonical: bool


def with_challenge(bank: Bank, setup: Setup) -> Setup:
    """The setup that a challenge code stands for, or the same one when there is none. Raises Refused."""
    if not setup.challenge:
        return setup
    said = challenge.decode(setup.challenge)
    infos = bank.pack_infos()
    sets = [(info.slug,) for info in infos] + [setup.packs, tuple(info.slug for info in infos)]
    known = [packs for packs in sets if packs and challenge.pack_set_digest(packs) == said.pack_set]
    if not known:
        raise Refused(challenge.ChallengeRefusal.UNKNOWN_PACK)
    marks = {info.slug: info.fingerprint for info in infos}
    for packs in known:
        if challenge.content_digest({slug: marks[slug] for slug in packs}) == said.content:
            return replace(setup, rules=said.rules, packs=packs, seed=said.seed)
    title = next(info.title for info in infos if info.slug == known[0][0])
    raise Refused(challenge.ChallengeRefusal.OTHER_VERSION, title=title)


def chosen(bank: Bank, packs: tuple[str, ...]) -> list[PackInfo]:
    """The packs to draw from, by id; all for none. Raises Refused for one that is not here."""
    infos = {info.slug: info for info in bank.pack_infos()}
    for slug in packs:
        if slug not in infos:
            raise Refused(PlayRefusal.UNKNOWN_PACK, pack=slug)
    return [infos[slug] for slug in sorted(packs or infos)]


def drawn(bank: Bank, player: Player, setup: Setup, infos: Sequence[PackInfo], today: date) -> Drawn:
    """Draw a round's questions; ``keys`` are empty where nothing fits."""
    rules = setup.rules
    count = ENDLESS if rules.endless else rules.count
    seed = secrets.randbits(SEED_BITS) if setup.seed is None else setup.seed
    keys = setup.keys
    if rules.mode is Mode.MISSES and not keys:
        keys = tuple(bank.missed(player.id, setup.packs))
    if setup.in_order:
        return Drawn(keys, seed, canonical=False)
    if keys or rules.mode is Mode.MISSES:
        found = [(key, question) for key, _, question in bank.questions(keys)]
        return Drawn(arranged(found, seed), seed, canonical=False)
    due = _due(bank, player, setup, today) if setup.seed is None and rules.mode is Mode.PRACTICE else []
    if setup.due:
        return Drawn(due, seed, canonical=False)
    if rules.mode is Mode.DAILY:
        seed = derive(0, "daily", infos[0].slug, today.isoformat()) >> 64 - SEED_BITS
    plain = setup.seed is not None or rules.mode is Mode.DAILY

    def source(*, canonical: bool) -> Any:
        return bank.source(
            setup.packs,
            rules.difficulty,
            rules.category,
            player.id,
            unseen_first=not canonical,
            canonical=canonical,
        )

    if plain:
        return Drawn(draw(source(canonical=True), seed, count), seed, canonical=True)
    free = source(canonical=False)
    if due:
        return Drawn([*due, *draw(free, seed, count - len(due), before=due)], seed, canonical=False)
    own = liking(free) if setup.by_rating else None
    if free.size <= _SMALL and own is None:
        plain_draw = _plain(source(canonical=True), free, seed, count)
        if plain_draw is not None:
            return plain_draw
    return Drawn(draw(free, seed, count, liking=own), seed, canonical=False)


def liking(source: ListSource | SlotSource) -> Liking | None:
    """What suits this player; None for one of whom nothing is known."""
    own = source.rating()
    if own is None:
        return None
    return lambda keys: [suits(own, one) for one in source.ratings(keys)]


def _due(bank: Bank, player: Player, setup: Setup, today: date) -> list[int]:
    """What the player missed and is to practise today, as far as it fits the rules; the longest due first."""
    rules = setup.rules
    # Two that answer each other do not meet in a round: some more stand by for those that wait for the next.
    keys = bank.practice.keys(
        player.id, today, setup.packs, rules.difficulty, rules.category, most=2 * rules.count
    )
    return apart((key, question) for key, _, question in bank.questions(keys))[: rules.count]


def _plain(canonical: Any, free: Any, seed: int, count: int) -> Drawn | None:
    """A plain draw that is as good as one with the unseen first, so that the round has a challenge code.

    Where all that fits was seen, any plain draw is one. Else one that happens to hold only unseen questions:
    kept by rejection, it is uniform over them, as the draw that it stands for.
    """
    unseen = set(free.unseen())
    allowed = unseen or {free.key(place) for place in range(free.size)}
    for _ in range(_PLAIN_SEEDS):
        keys = draw(canonical, seed, count)
        if allowed.issuperset(keys):
            return Drawn(keys, seed, canonical=True)
        if len(allowed) < len(keys):
            break
        seed = secrets.randbits(SEED_BITS)
    return None


def code_of(rules: Rules, drawn: Drawn, infos: Sequence[PackInfo]) -> str:
    """The challenge code that brings anyone the same draw; empty when there is none."""
    if not drawn.canonical or challenge.code_refusal(rules) or drawn.seed >> SEED_BITS:
        return ""
    return challenge.encode(rules, drawn.seed, {info.slug: info.fingerprint for info in infos})


def ranks(
    bank: Bank,
    player: Player,
    setup: Setup,
    rules: Rules,
    what: Drawn,
    infos: Sequence[PackInfo],
    today: date,
) -> bool:
    """Whether this is the player's first meeting with this draw, under rules that are ranked at all."""
    if rules.mode in (Mode.PRACTICE, Mode.MISSES) or setup.keys:
        return False
    if rules.mode is Mode.DAILY:
        return not bank.daily_done(player.id, infos[0].slug, today)
    return not (what.canonical and bank.met(player.id, what.seed, [info.slug for info in infos], rules))
