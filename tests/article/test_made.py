"""Made values: of the same make as the right one, and never equal to it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.article.made import bare, variants
from quiz.core.drawing import Dice, in_order
from quiz.core.folding import fold


def made(value: str, kind: str, seed: int = 1) -> list[str]:
    return list(variants(value, kind, Dice(seed)))


@pytest.mark.parametrize(
    ("value", "kind", "shape"),
    [
        ("nine", "count", r"[a-z]+"),
        ("Nine", "count", r"[A-Z][a-z]+"),
        ("4", "count", r"\d"),
        ("12", "count", r"\d{1,2}"),
        ("1,982", "count", r"\d,\d{3}"),
        ("$60,000 in cash and stock", "sum", r"\$\d{2,3},000 in cash and stock"),
        ("$1.5 million", "sum", r"\$\d\.\d million"),
        ("$29.99", "sum", r"\$\d\d\.99"),
        ("three hours", "duration", r"[a-z]+ hours"),
        ("842 pounds", "measure", r"[\d,]+ pounds"),
        ("January 2024", "date", r"[A-Z][a-z]+ 202[345]"),
        ("October 6", "date", r"[A-Z][a-z]+ \d{1,2}"),
        ("October 6th", "date", r"[A-Z][a-z]+ \d{1,2}(st|nd|rd|th)"),
        ("10 July 1856", "date", r"\d{1,2} [A-Z][a-z]+ 1856"),
        ("May 25, 1961", "date", r"[A-Z][a-z]+ \d{1,2}, 1961"),
        ("1884", "year", r"18\d\d"),
        ("1969 to 1972", "period", r"19\d\d to 19\d\d"),
        ("the 80s", "decade", r"the \d0s"),
        ("third", "ordinal", r"[a-z]+"),
        ("spring 2025", "date", r"(summer|autumn|winter) 2025"),
    ],
)
def test_a_made_value_is_of_the_same_make(value: str, kind: str, shape: str) -> None:
    for seed in range(5):
        found = made(value, kind, seed)
        assert len(set(found)) >= 3
        assert value not in found
        for one in found[:6]:
            assert re.fullmatch(shape, one), one


def test_what_cannot_be_varied_gives_nothing() -> None:
    assert made("a great many", "count") == []
    assert made("recently", "date") == []


@pytest.mark.parametrize(("value", "most"), [("90%", 100), ("8/10", 10), ("60 percent", 100)])
def test_shares_and_scores_stay_below_their_whole(value: str, most: int) -> None:
    for one in made(value, "percent"):
        assert int(one.split("/")[0].split("%")[0].split()[0]) <= most


def test_days_stay_in_their_month() -> None:
    for seed in range(20):
        for one in made("28 February 1900", "date", seed):
            day, month, _ = one.split()
            assert int(day) <= (28 if month == "February" else 31)


def test_the_right_one_is_not_always_in_the_middle() -> None:
    places = set()
    for seed in range(40):
        found = made("9", "count", seed)[:3]
        order = in_order(("9", *found))
        assert order is not None
        places.add(order.index("9"))
    assert len(places) >= 3


def test_brackets_after_a_value_go() -> None:
    assert bare("842 pounds (382 kg)") == "842 pounds"
    assert bare("10 July [O.S. 28 June] 1856") == "10 July 1856"
    assert bare("(12)") == "(12)"


@given(st.integers(1, 10**12), st.integers(0, 50))
def test_any_number_has_others_beside_it(number: int, seed: int) -> None:
    for text in (str(number), f"{number:,}", f"${number:,}", f"{number} metres"):
        found = made(text, "count", seed)
        assert text not in found
        assert len({fold(one) for one in found}) >= 3


@given(st.text(max_size=40), st.sampled_from(["count", "date", "year", "decade", "ordinal", "sum"]))
def test_no_text_is_too_odd(text: str, kind: str) -> None:
    for one in made(text, kind)[:8]:
        assert one != text


@pytest.mark.parametrize(
    ("value", "steps"), [("4.5 out of 5", {0.0, 0.5}), ("8/10", {0.0}), ("3.5 stars", {0.0, 0.5})]
)
def test_scores_move_by_halves_or_whole_points(value: str, steps: set[float]) -> None:
    found = [float(re.split(r"[ /]", one)[0]) for one in made(value, "score")]
    assert len(found) >= 3
    assert {one % 1 for one in found} <= steps


@pytest.mark.parametrize("value", ["2 March", "October 1, 2024", "August 31", "3rd May 1990"])
def test_no_date_alone_shares_its_day_and_its_month(value: str) -> None:
    for seed in range(20):
        shown = [value, *list(variants(value, "date", Dice(seed)))[:3]]
        words = [text.replace(",", "").split()[:2] for text in shown]
        shared = [sum(one in other for other in words for one in mine) for mine in words]
        assert len(set(shared)) == 1
