"""Dates, years, numbers and sums."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.article.values import is_full_date, number, values, years


def told(text: str) -> list[tuple[str, str]]:
    return [(value.kind, value.text) for value in values(text)]


@pytest.mark.parametrize(("text", "kind", "value"), [
    ("on May 25, 1961, he", "date", "May 25, 1961"),
    ("on 3 March 1971 the", "date", "3 March 1971"),
    ("on the 3rd of March, 1971", "date", "3rd of March, 1971"),
    ("on 4 May [O.S. 22 April] 1861 in", "date", "4 May [O.S. 22 April] 1861"),
    ("since 2024-05-06 in", "date", "2024-05-06"),
    ("in January 2024.", "date", "January 2024"),
    ("the April 9 premiere", "date", "April 9"),
    ("from Sept. 4 on", "date", "Sept. 4"),
    ("in spring 2025", "date", "spring 2025"),
    ("in October.", "date", "October"),
    ("in 1999, she", "year", "1999"),
    ("its 1000 chapters", "number", "1000"),
    ("from 1914–1918 on", "span", "1914–1918"),
    ("from the 80s", "decade", "the 80s"),
    ("in the late 1990s", "decade", "the late 1990s"),
    ("in the 19th century", "century", "the 19th century"),
    ("in the twelfth century", "century", "the twelfth century"),
    ("a $2.4 billion budget", "money", "$2.4 billion"),
    ("cost £3,000 in all", "money", "£3,000"),
    ("sold for 300 million yen", "money", "300 million yen"),
    ("about 14 percent of", "percent", "14 percent"),
    ("at 24:30 sharp", "time", "24:30"),
    ("twenty-four ships", "number", "twenty-four"),
    ("a 6-episode run", "number", "6"),
    ("1,200 ships", "number", "1,200"),
    ("2.5 million copies", "number", "2.5 million"),
    ("1,500 people", "number", "1,500"),
    ("1500 people", "number", "1500"),
    ("one of the two", "number", "one"),
])  # fmt: skip
def test_each_kind(text: str, kind: str, value: str) -> None:
    assert (kind, value) in told(text)


@pytest.mark.parametrize("text", ["one could say", "May I come?", "they march on", "the 3rd man", "v1.2", ""])
def test_no_value(text: str) -> None:
    assert told(text) == []


def test_a_date_is_one_value_and_not_its_parts() -> None:
    assert told("born 4 May 1861, died 9 March 1934") == [("date", "4 May 1861"), ("date", "9 March 1934")]


@pytest.mark.parametrize(("text", "worth"), [
    ("nine", 9), ("9", 9), ("1,200", 1200), ("2.5 million", 2_500_000), ("twenty-four", 24), ("a dozen", 12),
    ("Twelve", 12), ("three hundred", 300), ("many", None), ("", None), ("nine ships", None),
])  # fmt: skip
def test_what_a_number_is_worth(text: str, worth: float | None) -> None:
    assert number(text) == worth


def test_years() -> None:
    assert years("from 1914 to 1918, 20456 men and room 101") == [1914, 1918]


@pytest.mark.parametrize(("text", "full"), [
    ("May 25, 1961", True), ("3 March 1971", True),
    ("January 2024", False), ("April 9", False), ("1999", False),
])  # fmt: skip
def test_a_full_date_has_day_month_and_year(text: str, full: bool) -> None:
    assert is_full_date(text) is full


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from("0123456789 ,.:-–$€%MarchApril 9teenfifty1stofnd[]s"), max_size=60))
def test_places_are_exact_and_none_is_within_another(text: str) -> None:
    at = 0
    for value in values(text):
        assert value.text == text[value.start : value.end]
        assert at <= value.start < value.end
        at = value.end
        number(value.text)
        is_full_date(value.text)
