"""Random histories for the figures' tests: rounds of several players on days of any zone."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import delete

from quiz.bank import recount
from quiz.bank.bank import Bank
from quiz.bank.tables.play import rounds
from quiz.core.rounds import Answer, Ending, Impossible, Round, What
from quiz.core.rules import Mode, Preset, Rules
from quiz.core.stepping import replay
from tests.bank.making import Playing, all_kinds, keys_of, new_round, pack, small

RULES = (
    Rules(count=4),
    Rules(count=4),
    Rules(count=3, preset=Preset.ACCURACY),
    Rules(Mode.SURVIVAL, preset=Preset.FLAT),
    Rules(Mode.PRACTICE, count=4, seconds=0),
    Rules(Mode.MISSES, count=3, seconds=20),
    Rules(count=3, seconds=0),
)
NAMES = ("Ann", "Bea", "Cleo")

MOMENTS = (
    datetime(2024, 2, 28, 23, 50, tzinfo=timezone(timedelta(hours=9))),
    datetime(2024, 2, 29, 0, 10, tzinfo=timezone(timedelta(hours=9))),
    datetime(2024, 3, 1, 0, 5, tzinfo=timezone(timedelta(hours=-5))),
    datetime(2024, 3, 31, 2, 59, tzinfo=timezone(timedelta(hours=1))),
    datetime(2024, 3, 31, 3, 1, tzinfo=timezone(timedelta(hours=2))),
    datetime(2024, 10, 27, 2, 30, tzinfo=timezone(timedelta(hours=2))),
    datetime(2024, 10, 27, 2, 30, tzinfo=timezone(timedelta(hours=1))),
    datetime(2024, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2025, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=14))),
    datetime(2024, 1, 5, 12, 0, tzinfo=timezone(timedelta(hours=-11, minutes=-30))),
)
"""A leap day, two changes of the hour, the date line, a turn of the year, a clock that goes backwards."""


def furnished(bank: Bank) -> Bank:
    """Two packs, of which one has all kinds."""
    bank.store_pack(small(12), shipped=True)
    bank.store_pack(pack(all_kinds(), "kinds"), shipped=True)
    return bank


def play(bank: Bank, dice: random.Random, n: int) -> list[Playing]:
    """Some rounds, each as far as chance takes it; now and then one is the demo's."""
    return [play_one(bank, dice) for _ in range(n)]


def play_one(bank: Bank, dice: random.Random) -> Playing:
    slugs = dice.choice((("noir",), ("noir",), ("kinds",), ("kinds", "noir")))
    keys = [key for slug in slugs for key in keys_of(bank, slug)]
    dice.shuffle(keys)
    started = dice.choice(MOMENTS) + timedelta(days=dice.choice((0, 0, 0, 1, 2, 40)))
    rules = dice.choice(RULES)
    keys = keys[: rules.count] if rules.mode is not Mode.SURVIVAL else keys[:6]
    kind = dice.choice(("play",) * 7 + ("demo",))
    player = bank.add_player(dice.choice(NAMES))
    new = new_round(player, keys, rules, packs=slugs, started=started, seed=dice.randrange(1000), kind=kind)
    game = Playing(bank, new)
    for _ in range(dice.randrange(2, 40)):
        if game.state.over:
            break
        game.random_step(dice)
    bank.release(game.id)
    return game


def appeal(game: Playing, dice: random.Random) -> None:
    """Mark an answer as right after all, or take that back."""
    if not game.state.answers:
        return
    try:
        game.do(
            dice.choice((What.APPEALED, What.WITHDRAWN)), position=dice.randrange(len(game.state.answers))
        )
    except Impossible:
        return


def remove(bank: Bank, round_id: int) -> None:
    """Take a round out of the history, as whoever removes rounds has to."""

    def job(c: object) -> None:
        recount.take(c, round_id)  # type: ignore[arg-type]
        c.execute(delete(rounds).where(rounds.c.id == round_id))  # type: ignore[attr-defined]

    bank._writer.do(job)


@dataclass(frozen=True)
class Told:
    """An answer with its round, as the raw events tell it."""

    player: int
    mode: Mode
    day: str
    started: datetime
    round_id: int
    answer: Answer


Replayed = tuple[int, Any, Round]
"""The number of a round, what is stored of it, and what its events come to."""


def replayed(bank: Bank) -> Iterator[Replayed]:
    """Every round that a person played, from its events alone."""
    for row in bank.latest(limit=None):
        kept = bank.stored(row.id)
        if kept.new.kind == "play":
            start = Round(kept.new.rules, kept.new.seed, kept.new.count)
            yield row.id, kept, replay(start, kept.events, kept.asked.__getitem__)


def told(bank: Bank) -> list[Told]:
    """Every answer that counts, in no order."""
    return told_by(replayed(bank))


def told_by(games: Iterable[Replayed]) -> list[Told]:
    """Every answer of these rounds that counts, in no order."""
    found = []
    for round_id, kept, state in games:
        new = kept.new
        found += [
            Told(new.player_id, new.rules.mode, new.started.date().isoformat(), new.started, round_id, answer)
            for answer in state.answers
            if answer.ending is not Ending.SKIPPED
        ]
    return found
