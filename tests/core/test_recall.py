"""When a missed question comes again."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.recall import LONGEST_DAYS, due

MONDAY = date(2026, 3, 2)


def played(grades: str, *, late: int = 0) -> list[int]:
    """The days between each answer and the day on which the question is due; answered when it is due."""
    day, reviews, waits = MONDAY, [], []
    for grade in grades:
        reviews.append((day, grade == "+"))
        found = due(reviews)
        assert found is not None
        waits.append((found - day).days)
        day = found + timedelta(days=late)
    return waits


@pytest.mark.parametrize(
    ("grades", "waits"),
    [
        ("-++++++", [1, 2, 6, 17, 44, 102, 220]),
        ("--++++", [1, 1, 1, 2, 4, 8]),
        ("-++-+++", [1, 2, 6, 1, 2, 4, 8]),
    ],
)
def test_what_is_known_comes_less_and_less_often(grades: str, waits: list[int]) -> None:
    """The waits of fsrs 6 with its own parameters: another version must not move anybody's days unnoticed."""
    assert played(grades) == waits


def test_what_was_never_missed_has_no_day() -> None:
    assert due([]) is None
    assert due([(MONDAY, True)] * 5) is None


def test_what_was_right_before_the_first_miss_changes_nothing() -> None:
    before = [(MONDAY - timedelta(days=n), True) for n in (9, 5)]
    after = [(MONDAY, False), (MONDAY + timedelta(days=3), True)]
    assert due(before + after) == due(after)


def test_a_miss_made_good_on_the_same_day_comes_tomorrow_all_the_same() -> None:
    assert due([(MONDAY, False), (MONDAY, True)]) == MONDAY + timedelta(days=1)


def test_a_clock_that_was_set_back_counts_as_the_same_day() -> None:
    back = [(MONDAY, False), (MONDAY - timedelta(days=40), True)]
    assert due(back) == due([(MONDAY, False), (MONDAY, True)])


def test_the_last_days_of_the_calendar_are_no_fault() -> None:
    assert due([(date.max, False)]) == date.max
    assert due([(MONDAY, False), (date.max, True)]) == date.max


@given(st.lists(st.tuples(st.integers(0, 900), st.booleans()), min_size=1, max_size=30), st.integers())
def test_it_is_due_after_its_last_answer_and_chance_has_no_say(
    answers: list[tuple[int, bool]], seed: int
) -> None:
    reviews = [(MONDAY + timedelta(days=n), right) for n, right in sorted(answers)]
    random.seed(seed)
    found = due(reviews)
    assert found == due(reviews)
    assert (found is None) == all(right for _, right in reviews)
    if found is not None:
        assert 1 <= (found - reviews[-1][0]).days <= LONGEST_DAYS
