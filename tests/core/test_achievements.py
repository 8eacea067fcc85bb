"""Achievements: each is earned in the very round that its rule names, and by nothing less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.achievements import RULES, Given, Played, achievements, progress
from quiz.core.kinds import Difficulty, Kind
from quiz.core.rounds import Ending
from quiz.core.rules import Mode

DAY = date(2028, 2, 27)
"""A leap year's February ends two days later."""


def answers(
    marks: str, *, kind: Kind = Kind.CHOICE, used_ms: int = 9_000, first: int = 0
) -> tuple[Given, ...]:
    """``r`` right, ``w`` wrong, ``s`` skipped; questions are numbered from ``first``."""
    endings = {"s": Ending.SKIPPED}
    return tuple(
        Given("p", f"q{first + n}", kind, endings.get(mark, Ending.ANSWERED), mark == "r", used_ms)
        for n, mark in enumerate(marks)
    )


def a_round(n: int = 1, marks: str = "r", **changes: object) -> Played:
    plain = Played(
        id=n, day=DAY, mode=Mode.STANDARD, difficulty=None, timed=True, ranked=True, assisted=False,
        score=1000, board="b", packs=("p",), answers=answers(marks),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def earned(rounds: Sequence[Played]) -> dict[str, int]:
    return {one.achievement.id: one.round_id for one in progress(rounds) if one.round_id is not None}


def dailies(*days: int) -> list[Played]:
    return [a_round(n, mode=Mode.DAILY, day=DAY + timedelta(days=day)) for n, day in enumerate(days, 1)]


HARD = {"difficulty": Difficulty.HARD}
CASES: list[tuple[str, list[Played], list[Played]]] = [
    ("case-one", [a_round()], []),
    ("no-loose-ends", [a_round(1, "r" * 10)], [a_round(1, "r" * 9), a_round(2, "r" * 14 + "w")]),
    ("flawless-twenty", [a_round(1, "r" * 20)], [a_round(1, "r" * 19)]),
    ("hot-trail", [a_round(1, "wrrrrrrrsrrrrrrrrw")], [a_round(1, "r" * 14 + "w" + "r" * 14)]),
    ("hard-boiled", [a_round(1, "r" * 9 + "w", **HARD)], [
        a_round(1, "r" * 8, **HARD), a_round(2, "r" * 9),
        a_round(3, "r" * 9, assisted=True, **HARD), a_round(4, "r" * 9, ranked=False, **HARD),
    ]),
    ("quick-draw", [a_round(1, answers=answers("r" * 9, used_ms=3_999))], [
        a_round(1, answers=answers("r" * 9, used_ms=4_000)),
        a_round(2, timed=False, answers=answers("r" * 9, used_ms=10)),
    ]),
    ("against-the-clock", [a_round(1, "r" * 12 + "w", mode=Mode.SPRINT)], [a_round(1, "r" * 12)]),
    ("last-one-standing", [a_round(1, "r" * 25 + "www", mode=Mode.SURVIVAL)], [
        a_round(1, "r" * 24 + "www", mode=Mode.SURVIVAL)
    ]),
    ("cold-cases", [a_round(1, "w" * 25), a_round(2, "r" * 25)], [
        a_round(1, "s" * 25), a_round(2, "r" * 25), a_round(3, "w" * 24), a_round(4, "r" * 24),
    ]),
    ("higher-every-time", [a_round(n, score=100 * n) for n in range(1, 5)], [
        *(a_round(n, score=100 * n) for n in range(1, 4)), a_round(4, score=300),
        a_round(5, score=900, ranked=False), a_round(6, score=950, board="other"),
    ]),
    ("every-method", [a_round(n, answers=answers("r", kind=kind)) for n, kind in enumerate(Kind, 1)], [
        a_round(n, answers=answers("r" if n < 6 else "w", kind=kind)) for n, kind in enumerate(Kind, 1)
    ]),
    ("around-town", [a_round(n, packs=(f"p{n}",)) for n in range(1, 6)], [
        *(a_round(n, packs=(f"p{n}",)) for n in range(1, 5)), a_round(5, packs=("p6", "p7", "p8")),
    ]),
    ("every-angle", [a_round(n, mode=mode) for n, mode in enumerate(list(Mode)[:5], 1)], [
        a_round(n, mode=mode) for n, mode in enumerate([*list(Mode)[:4]] * 3, 1)
    ]),
    ("seven-nights", dailies(0, 1, 2, 3, 4, 5, 6), dailies(0, 1, 2, 3, 5, 6, 7, 8, 9)),
    ("the-archive", [a_round(n, answers=answers("r" * 100, first=100 * n)) for n in range(5)], [
        a_round(n, answers=answers("r" * 100, first=99 * n)) for n in range(5)
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "enough", "too_little"), CASES, ids=[case[0] for case in CASES])
def test_each_is_earned_by_what_it_says_and_by_nothing_less(
    name: str, enough: list[Played], too_little: list[Played]
) -> None:
    assert earned(enough).get(name) == enough[-1].id
    assert name not in earned(too_little)


def test_every_achievement_has_its_case_its_rule_and_a_name_of_its_own() -> None:
    known = achievements()
    assert [case[0] for case in CASES] == [one.id for one in known]
    assert {one.rule for one in known} == set(RULES)
    assert len({one.title for one in known}) == len(known) >= 12
    assert all(one.text.endswith(".") and one.least >= 1 for one in known)


def test_days_that_come_out_of_order_still_count_as_a_row() -> None:
    """A clock that was set back, or a history that came from elsewhere."""
    assert "seven-nights" in earned(dailies(6, 0, 1, 5, 2, 4, 3))


ROUNDS = st.lists(
    st.builds(
        a_round,
        st.integers(1, 10**6),
        st.text("rws", min_size=1, max_size=30),
        mode=st.sampled_from(Mode),
        day=st.dates(date(2027, 12, 25), date(2028, 1, 8)),
        score=st.integers(0, 9999),
        ranked=st.booleans(),
        difficulty=st.sampled_from([None, *Difficulty]),
    ),
    max_size=25,
    unique_by=lambda played: played.id,
)


@given(ROUNDS)
def test_what_is_earned_stays_and_progress_never_goes_back(rounds: list[Played]) -> None:
    told = [progress(rounds[:n]) for n in range(len(rounds) + 1)]
    for before, after in pairwise(told):
        for one, other in zip(before, after, strict=True):
            assert one.reached <= other.reached <= other.achievement.least
            if one.round_id is not None:
                assert other.round_id == one.round_id
    for one in told[-1]:
        assert (one.reached == one.achievement.least) == (one.round_id is not None)
