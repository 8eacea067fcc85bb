""" "Just play" draws what suits a player, once anything is known of that player."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from quiz.app.play import Setup, again
from quiz.bank.bank import Bank, open_bank
from quiz.bank.tables.counters import player_ratings, question_ratings, tallies
from quiz.bank.views import Player
from quiz.core.kinds import Difficulty
from quiz.core.questions import Pack, PackHead
from quiz.core.rules import Rules
from tests.app.test_play import answer_all, rouge, start
from tests.core.makers import choice

__all__ = ["rouge"]

JUST_PLAY = Setup(Rules(count=10), by_rating=True)
STEPS = 5
"""One question in so many is just right for somebody with 1500; the others are much too hard."""


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = open_bank(tmp_path / "bank.db", backups=False)
    head = PackHead("ladder", "Ladder")
    opened.store_pack(Pack(head, tuple(choice(n) for n in range(400))), shipped=True)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _the_same_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = iter(range(10_000))
    monkeypatch.setattr("quiz.app.draws.secrets.randbits", lambda bits: next(seeds))


def rate_questions(bank: Bank) -> None:
    ids = [question.id for _, _, question in bank.questions(range(1, 401))]

    def job(c: object) -> None:
        for n, name in enumerate(ids):
            values = {"pack": "ladder", "question": name, "kind": "choice", "difficulty": Difficulty.MEDIUM}
            c.execute(insert(tallies).values(id=n + 1, category="", asked=9, is_right=3, **values))  # type: ignore[attr-defined]
            rating = 1300.0 if n % STEPS == 0 else 2100.0
            state = {"day": "2026-01-01", "rating": rating, "deviation": 40.0, "volatility": 0.06}
            c.execute(insert(question_ratings).values(tally_id=n + 1, **state))  # type: ignore[attr-defined]

    bank._writer.do(job)


def rate_player(bank: Bank, player: Player) -> None:
    state = {"day": "2026-01-01", "rating": 1500.0, "deviation": 40.0, "volatility": 0.06}
    bank._writer.do(lambda c: c.execute(insert(player_ratings).values(player_id=player.id, **state)))


def drawn(bank: Bank, player: Player, setup: Setup, rounds: int) -> Counter[bool]:
    """How many questions were just right, of new rounds that nobody plays."""
    games = [start(bank, player, setup) for _ in range(rounds)]
    return Counter((key - 1) % STEPS == 0 for game in games for key in game.new.plan)


def test_what_suits_is_preferred(bank: Bank, rouge: Player) -> None:
    rate_questions(bank)
    rate_player(bank, rouge)
    # A chance of 1 against 0.1, and one in five: 1 / (1 + 4 * 0.1), about 0.71 of what is drawn.
    preferred = drawn(bank, rouge, JUST_PLAY, 60)
    assert 0.65 < preferred[True] / preferred.total() < 0.77
    plainly = drawn(bank, rouge, Setup(Rules(count=10)), 60)
    assert 0.15 < plainly[True] / plainly.total() < 0.25


def test_of_a_player_of_whom_nothing_is_known_all_is_as_ever(bank: Bank, rouge: Player) -> None:
    rate_questions(bank)
    game = start(bank, rouge, JUST_PLAY)
    assert game.code
    assert 0.1 < drawn(bank, rouge, JUST_PLAY, 40)[True] / 400 < 0.3


def test_a_round_that_was_picked_for_one_has_no_code_but_ranks(bank: Bank, rouge: Player) -> None:
    rate_questions(bank)
    rate_player(bank, rouge)
    game = start(bank, rouge, JUST_PLAY)
    assert (game.code, game.new.canonical, game.new.ranked) == ("", False, True)
    assert start(bank, rouge, Setup(Rules(count=10), ("ladder",))).code
    assert again(game).by_rating


def test_the_unseen_come_first_all_the_same(bank: Bank, rouge: Player) -> None:
    rate_questions(bank)
    rate_player(bank, rouge)
    met: set[int] = set()
    setup = Setup(Rules(count=100), by_rating=True)
    for _ in range(4):
        game = start(bank, rouge, setup)
        answer_all(game)
        assert not met & set(game.new.plan)
        met |= set(game.new.plan)
    assert len(met) == 400
    assert len(start(bank, rouge, JUST_PLAY).new.plan) == 10
