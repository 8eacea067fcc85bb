"""How strong a player and how hard a question is: Glicko-2.

After Mark E. Glickman, "Example of the Glicko-2 system" (2022), whose numbers of the steps stand in the
comments. An answer is a game between a player and a question, which the one or the other wins. Games are
counted in periods: in each, both sides are rated anew from how everybody stood before it began.

Ratings are on the usual scale, where somebody new has 1500, and 200 points more win three games out of four.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from quiz.core.kinds import Difficulty

SCALE = 173.7178
"""Points of the usual scale in one of the paper's own."""

TAU = 0.5
"""How far a volatility moves; the paper finds 0.3 to 1.2 reasonable."""

TARGET, LEEWAY = 0.75, 0.1
"""Which share of right answers suits a player, and how far from it is as good."""

STEEPNESS, LEAST = 5.0, 0.1
"""What a share farther off takes from a question's chance, and what is always left of it."""

_CONVERGED = 1e-6

_RAREST = 1e-9
_FARTHEST = math.log(1 / _RAREST - 1)


class Rating(NamedTuple):
    """Where somebody stands: in 19 cases out of 20 within two deviations of ``rating``.

    ``volatility`` is how much the strength itself is expected to change from one period to the next.
    """

    rating: float = 1500.0
    deviation: float = 350.0
    volatility: float = 0.06


NEW = Rating()
"""Somebody of whom nothing is known."""

UNRATED = {
    Difficulty.EASY: Rating(NEW.rating - 200),
    Difficulty.MEDIUM: NEW,
    Difficulty.HARD: Rating(NEW.rating + 200),
}
"""A question that nobody has answered yet: its author's word, by steps of three games out of four."""


def expected(one: Rating, other: Rating) -> float:
    """The share of games (0 to 1) that ``one`` is expected to win against ``other``.

    >>> expected(NEW, NEW)
    0.5
    >>> round(expected(Rating(1500, 200), Rating(1400, 30)), 3)
    0.639
    """
    return _expected((one.rating - other.rating) / SCALE, _weight(other.deviation / SCALE))


def suits(player: Rating, question: Rating) -> float:
    """How well a question suits a player: the chance, ``LEAST`` to 1, that it is taken when it comes up.

    Best is what is got right three times out of four, challenging yet not too difficult: Klinkenberg,
    Straatemeier and van der Maas, "Computer adaptive practice of Maths ability" (2011). Both deviations
    count, since nothing can be chosen by where little is known.

    >>> strong = Rating(1900, 60)
    >>> [round(suits(strong, UNRATED[level]), 2) for level in Difficulty]
    [0.71, 1.0, 1.0]
    """
    both = question._replace(deviation=math.hypot(player.deviation, question.deviation))
    off = abs(expected(player, both) - TARGET) - LEEWAY
    return max(LEAST, min(1.0, 1 - STEEPNESS * off))


def rested(state: Rating, periods: int) -> Rating:
    """The same after periods without a game: no stronger and no weaker, but less surely known.

    Never less than of somebody new.

    >>> rested(Rating(1600, 50, 0.06), 30)
    Rating(rating=1600, deviation=75.8..., volatility=0.06)
    """
    if periods <= 0 or state.deviation >= NEW.deviation:
        return state
    phi = math.sqrt((state.deviation / SCALE) ** 2 + periods * state.volatility**2)
    return Rating(state.rating, min(NEW.deviation, phi * SCALE), state.volatility)


def rated(state: Rating, opponents: Sequence[Rating], scores: Sequence[float]) -> Rating:
    """The rating after one period: ``scores`` are 1 for each game won, 0 for each lost.

    ``state`` and ``opponents`` are as they stood before the period; without games it is :func:`rested`.
    Raises ValueError when there is not one score for each opponent.

    >>> rated(NEW, [NEW], [1]).rating > 1600
    True
    """
    return rated_by(state, [seen(other) for other in opponents], scores)


class Seen(NamedTuple):
    """An opponent on the paper's own scale: its strength, and how much a game against it says."""

    mu: float
    weight: float


def seen(other: Rating) -> Seen:
    """An opponent as :func:`rated_by` takes it: worked out once for all the games of a period."""
    return Seen((other.rating - NEW.rating) / SCALE, _weight(other.deviation / SCALE))


def rated_by(state: Rating, opponents: Sequence[Seen], scores: Sequence[float]) -> Rating:
    """As :func:`rated`, for who meets the same opponents as others do."""
    if not opponents and not scores:
        return rested(state, 1)
    # Step 2: the paper's own scale.
    mu, phi = (state.rating - NEW.rating) / SCALE, state.deviation / SCALE
    # Steps 3 and 4: the variance by the games alone, and the improvement that they speak for.
    information = gained = 0.0
    for (other, weight), score in zip(opponents, scores, strict=True):
        share = _expected(mu - other, weight)
        information += weight * weight * share * (1 - share)
        gained += weight * (score - share)
    variance = 1 / information
    # Steps 5 to 7.
    sigma = _volatility(state.volatility, phi, variance, variance * gained)
    before = phi * phi + sigma * sigma
    after = 1 / (1 / before + information)
    # Step 8: the usual scale.
    return Rating(
        NEW.rating + SCALE * (mu + after * gained), min(NEW.deviation, SCALE * math.sqrt(after)), sigma
    )


def _weight(phi: float) -> float:
    """How much a game against somebody of that deviation says: ``g`` in the paper."""
    return 1 / math.sqrt(1 + 3 * phi * phi / math.pi**2)


def _expected(ahead: float, weight: float) -> float:
    """``E`` in the paper, kept off 0 and 1, where a game would say nothing at all."""
    x = -weight * ahead
    if -_FARTHEST < x < _FARTHEST:
        return 1 / (1 + math.exp(x))
    return _RAREST if x > 0 else 1 - _RAREST


def _volatility(sigma: float, phi: float, variance: float, delta: float) -> float:
    """Step 5: the volatility after a period, by the Illinois algorithm."""
    start = math.log(sigma * sigma)
    known = phi * phi + variance

    def f(x: float) -> float:
        grown = math.exp(x)
        whole = known + grown
        return grown * (delta * delta - whole) / (2 * whole * whole) - (x - start) / (TAU * TAU)

    low = start
    if delta * delta > known:
        high = math.log(delta * delta - known)
    else:
        step = 1
        while f(start - step * TAU) < 0:
            step += 1
        high = start - step * TAU
    f_low, f_high = f(low), f(high)
    while abs(high - low) > _CONVERGED:
        middle = low + (low - high) * f_low / (f_high - f_low)
        f_middle = f(middle)
        if f_middle * f_high <= 0:
            low, f_low = high, f_high
        else:
            f_low /= 2
        high, f_high = middle, f_middle
    return math.exp(low / 2)
