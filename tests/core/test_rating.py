"""Glicko-2 against the paper's own example, and what must hold whatever happened."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.kinds import Difficulty
from quiz.core.rating import LEAST, NEW, SCALE, UNRATED, Rating, expected, rated, rested, suits

OPPONENTS = [Rating(1400, 30), Rating(1550, 100), Rating(1700, 300)]

states = st.builds(Rating, st.floats(0, 3000), st.floats(20, 350), st.floats(0.02, 0.2))
games = st.lists(st.tuples(states, st.sampled_from([0.0, 1.0])), min_size=1, max_size=30)


def test_the_paper_s_example() -> None:
    after = rated(Rating(1500, 200, 0.06), OPPONENTS, [1, 0, 0])
    assert after.rating == pytest.approx(1464.06, abs=0.01)
    assert after.deviation == pytest.approx(151.52, abs=0.01)
    assert after.volatility == pytest.approx(0.05999, abs=0.00001)


def test_the_paper_s_expectations() -> None:
    mine = Rating(1500, 200, 0.06)
    assert [round(expected(mine, other), 3) for other in OPPONENTS] == [0.639, 0.432, 0.303]


def test_a_period_without_games_is_step_6_alone() -> None:
    mine = Rating(1500, 200, 0.06)
    assert rested(mine, 1).deviation == pytest.approx(SCALE * math.hypot(200 / SCALE, 0.06))
    assert rated(mine, [], []) == rested(mine, 1)
    assert rested(mine, 0) == mine


@given(states, st.integers(0, 400), st.integers(0, 400))
def test_rest_adds_up_and_never_passes_somebody_new(state: Rating, one: int, other: int) -> None:
    whole = rested(state, one + other)
    assert whole.deviation == pytest.approx(rested(rested(state, one), other).deviation)
    assert state.deviation <= whole.deviation <= NEW.deviation


@given(states, games)
def test_a_game_won_instead_of_lost_never_harms(state: Rating, played: list[tuple[Rating, float]]) -> None:
    others = [other for other, _ in played]
    scores = [score for _, score in played]
    found = rated(state, others, scores)
    assert all(math.isfinite(value) for value in found)
    assert 0 < found.deviation <= NEW.deviation
    assert found.volatility > 0
    best = rated(state, others, [1.0] * len(others))
    worst = rated(state, others, [0.0] * len(others))
    assert worst.rating < state.rating < best.rating
    assert worst.rating <= found.rating + 1e-6


@given(states, games)
def test_the_order_of_games_within_a_period_is_nothing(
    state: Rating, played: list[tuple[Rating, float]]
) -> None:
    forth = rated(state, [o for o, _ in played], [s for _, s in played])
    back = rated(state, [o for o, _ in played[::-1]], [s for _, s in played[::-1]])
    assert forth == pytest.approx(back, rel=1e-6)


def test_each_opponent_has_its_score() -> None:
    with pytest.raises(ValueError):
        rated(NEW, OPPONENTS, [1, 0])


def test_the_far_ends_do_not_break() -> None:
    weak, strong = Rating(-5000, 30), Rating(9000, 30)
    assert rated(weak, [strong] * 50, [1.0] * 50).rating > weak.rating
    assert math.isfinite(rated(strong, [weak] * 50, [0.0] * 50).rating)


@pytest.mark.parametrize(
    ("ahead", "suiting"),
    [(-400, LEAST), (-190, LEAST), (0, 0.25), (190, 1), (300, 1), (600, 0.4), (2000, 0.25)],
)
def test_what_is_right_three_times_out_of_four_suits_best(ahead: float, suiting: float) -> None:
    """Both known for sure: 190 points more are three of four, and 600 nearly always."""
    assert suits(Rating(1500 + ahead, 1), Rating(1500, 1)) == pytest.approx(suiting, abs=0.01)


def test_a_stranger_is_offered_all_difficulties_more_alike() -> None:
    def easy_to_hard(deviation: float) -> float:
        player = Rating(1500, deviation)
        return suits(player, UNRATED[Difficulty.EASY]) / suits(player, UNRATED[Difficulty.HARD])

    assert easy_to_hard(30) > easy_to_hard(350) >= 1


@given(states, states)
def test_everything_has_a_chance(one: Rating, other: Rating) -> None:
    assert LEAST <= suits(one, other) <= 1
