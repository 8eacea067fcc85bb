"""Drawing is uniform, seeded, and the same on every Python."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import partial

import pytest

from quiz.core.drawing import Dice, derive, draw, fifty_fifty, in_order, shown_order
from quiz.core.questions import Kind, Question
from tests.core.makers import Listed, choice

DRAWS = 100_000


def chi_square_limit(freedom: int) -> float:
    """The 99.99 % point of the chi-square distribution, by Wilson and Hilferty's approximation."""
    z = 3.719
    return freedom * (1 - 2 / (9 * freedom) + z * math.sqrt(2 / (9 * freedom))) ** 3


def chi_square(counts: Counter[object], cells: int) -> float:
    expected = counts.total() / cells
    return (
        sum((counts[cell] - expected) ** 2 for cell in counts) / expected + (cells - len(counts)) * expected
    )


def test_every_question_is_as_likely_at_every_place() -> None:
    source = Listed([choice(n) for n in range(12)])
    first: Counter[object] = Counter()
    last: Counter[object] = Counter()
    for seed in range(DRAWS // 10):
        drawn = draw(source, seed, 4)
        assert len(set(drawn)) == 4
        first[drawn[0]] += 1
        last[drawn[3]] += 1
    assert chi_square(first, 12) < chi_square_limit(11)
    assert chi_square(last, 12) < chi_square_limit(11)


def test_unseen_ones_come_first_and_are_as_likely() -> None:
    seen = set(range(5, 15))
    source = Listed([choice(n) for n in range(15)], seen)
    counts: Counter[object] = Counter()
    for seed in range(DRAWS // 20):
        drawn = draw(source, seed, 7)
        assert set(drawn[:5]) == set(range(5))
        assert set(drawn[5:]) <= seen
        counts[drawn[0]] += 1
    assert chi_square(counts, 5) < chi_square_limit(4)


def test_what_is_liked_comes_as_often_as_it_is_liked() -> None:
    chances = [1.0, 0.5, 0.25, 0.25] * 5
    source = Listed([choice(n) for n in range(20)])
    counts: Counter[object] = Counter()
    drawn = DRAWS // 5
    for seed in range(drawn):
        counts[draw(source, seed, 1, liking=lambda keys: [chances[key] for key in keys])[0]] += 1
    expected = [drawn * chance / sum(chances) for chance in chances]
    assert sum((counts[n] - e) ** 2 / e for n, e in enumerate(expected)) < chi_square_limit(19)


def test_unseen_ones_come_first_whatever_is_liked() -> None:
    seen = set(range(5, 15))
    source = Listed([choice(n) for n in range(15)], seen)
    for seed in range(400):
        least = 0.01 * (seed % 2)
        drawn = draw(source, seed, 7, liking=partial(_those, seen, least))
        assert set(drawn[:5]) == set(range(5))
        assert len(set(drawn)) == 7


def _those(liked: set[int], least: float, keys: Sequence[int]) -> list[float]:
    return [1.0 if key in liked else least for key in keys]


def test_what_is_liked_alike_is_as_likely() -> None:
    source = Listed([choice(n) for n in range(12)])
    counts: Counter[object] = Counter()
    for seed in range(DRAWS // 10):
        counts.update(draw(source, seed, 3, liking=lambda keys: [0.1] * len(keys)))
    # Three of a round differ, which makes the counts steadier than chance alone would.
    assert chi_square(counts, 12) < chi_square_limit(11)


def test_dice_are_fair_over_a_hundred_thousand_throws() -> None:
    dice = Dice(1)
    counts: Counter[object] = Counter(dice.below(7) for _ in range(DRAWS))
    assert chi_square(counts, 7) < chi_square_limit(6)


def test_a_biased_draw_would_be_found() -> None:
    dice = Dice(1)
    biased: Counter[object] = Counter(dice.below(8) % 7 for _ in range(DRAWS))
    assert chi_square(biased, 7) > chi_square_limit(6)


def test_choice_order_is_uniform() -> None:
    counts: Counter[object] = Counter(shown_order(choice(1), seed, 0) for seed in range(DRAWS // 4))
    assert len(counts) == 24
    assert chi_square(counts, 24) < chi_square_limit(23)


def test_golden_draws() -> None:
    """Seen on Python 3.11, 3.12 and 3.13; a change here is a new engine."""
    source = Listed([choice(n) for n in range(40)])
    assert draw(source, 20240110, 10) == [21, 29, 31, 9, 23, 6, 38, 7, 17, 12]
    assert draw(source, 7, 5) == [9, 20, 19, 33, 29]
    assert shown_order(choice(3), 7, 2) == ("w3c", "w3b", "w3a", "right3x")
    assert fifty_fifty(choice(3), 7, 2) == ("w3c", "w3b")
    assert derive(20240110, 3) == 2187194139481037562


def test_drawing_on_continues_the_same_round() -> None:
    source = Listed([choice(n) for n in range(40)])
    whole = draw(source, 5, 12)
    assert draw(source, 5, 5, before=whole[:7]) == whole[7:]


def test_pairs_that_answer_each_other_never_meet() -> None:
    pairs = []
    for n in range(10):
        pairs.append(Question(f"a{n}", f"Who made work {n}?", Kind.CHOICE, (f"maker{n}x",), ("x", "y")))
        pairs.append(Question(f"b{n}", f"What did maker{n}x make?", Kind.CHOICE, (f"thing{n}x",), ("x", "y")))
    source = Listed(pairs)
    for seed in range(200):
        liking = None if seed % 2 else lambda keys: [0.2 + 0.8 * (key % 2) for key in keys]
        drawn = draw(source, seed, 20, liking=liking)
        assert len(drawn) == 10
        assert {key // 2 for key in drawn} == set(range(10))


def test_small_and_empty_sources() -> None:
    assert draw(Listed([]), 1, 10) == []
    assert sorted(draw(Listed([choice(n) for n in range(3)]), 1, 10)) == [0, 1, 2]


@pytest.mark.parametrize("kind", list(Kind))
def test_shown_choices_hold_what_is_needed(kind: Kind) -> None:
    question = choice(4, kind)
    shown = shown_order(question, 3, 1)
    if kind in (Kind.TEXT, Kind.NUMBER):
        assert shown == ()
    elif kind is Kind.TRUEFALSE:
        assert shown == ("true", "false")
    else:
        assert sorted(shown) == sorted((*question.right, *question.wrong))
    if kind is Kind.ORDER:
        assert all(shown_order(question, seed, 0) != question.right for seed in range(100))


def test_numbers_and_dates_stand_in_order() -> None:
    assert in_order(["Twelve", "nine", "Four"]) == ("Four", "nine", "Twelve")
    assert in_order(["1,200", "90"]) == ("90", "1,200")
    assert in_order(["10 May 1998", "May 1998", "April 1999"]) == ("May 1998", "10 May 1998", "April 1999")
    assert in_order(["1980s", "1970s"]) == ("1970s", "1980s")
    assert in_order(["January 2024", "Mars"]) is None


@pytest.mark.parametrize(("wrong", "gone"), [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_fifty_fifty_leaves_a_wrong_choice(wrong: int, gone: int) -> None:
    question = Question("q", "Who?", Kind.CHOICE, ("r",), tuple(f"w{n}" for n in range(wrong)))
    removed = fifty_fifty(question, 1, 1)
    assert len(removed) == gone
    assert set(removed) < set(question.wrong) or not removed
