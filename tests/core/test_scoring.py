"""The formulas by example, each worked out by hand from the rules, and what must hold for all of them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.questions import Kind, Question
from quiz.core.rules import Mode, Preset, Rules
from quiz.core.scoring import Judged, Points, answer_keys, judge, maximum, parse_number, points, same_key

RIGHT = Judged(Fraction(1))


def paid(
    preset: Preset,
    used: int,
    *,
    streak: int = 1,
    aids: int = 0,
    total: int | None = 20_000,
    count: int = 10,
    share: Fraction = Fraction(1),
) -> Points:
    return points(
        Rules(preset=preset),
        Judged(share),
        used_ms=used,
        total_ms=total,
        streak=streak,
        aids=aids,
        count=count,
    )


@pytest.mark.parametrize(
    ("used", "streak", "aids", "base", "bonus"),
    [
        (11_000, 3, 0, 725, 200),
        (499, 1, 0, 1000, 0),
        (500, 1, 0, 988, 0),  # 987.5, halves up
        (20_000, 1, 0, 500, 0),
        (25_000, 1, 1, 500, 0),  # +10 s: t counts at most as T
        (10_000, 6, 0, 750, 500),
        (10_000, 9, 0, 750, 500),
        (10_000, 1, 1, 625, 0),
        (10_000, 1, 2, 563, 0),  # 562.5
        (0, 2, 1, 750, 100),
    ],
)
def test_classic(used: int, streak: int, aids: int, base: int, bonus: int) -> None:
    assert paid(Preset.CLASSIC, used, streak=streak, aids=aids) == Points(base, bonus)


@pytest.mark.parametrize(
    ("used", "aids", "base"),
    [
        (0, 0, 1099),
        (10_000, 0, 1049),
        (20_000, 0, 1000),
        (10_000, 1, 1024),
        (10_000, 2, 1012),
    ],
)
def test_accuracy_first(used: int, aids: int, base: int) -> None:
    assert paid(Preset.ACCURACY, used, aids=aids, streak=4) == Points(base, 0)


def test_one_more_right_answer_beats_any_speed() -> None:
    fast = 9 * paid(Preset.ACCURACY, 0).total
    slow = 10 * paid(Preset.ACCURACY, 20_000).total
    assert slow > fast


def test_flat_and_untimed() -> None:
    assert paid(Preset.FLAT, 19_000, streak=5, aids=2) == Points(1000, 0)
    assert paid(Preset.CLASSIC, 90_000, total=None) == Points(1000, 0)
    assert paid(Preset.CLASSIC, 90_000, total=None, aids=1) == Points(750, 0)
    assert paid(Preset.ACCURACY, 90_000, total=None) == Points(1000, 0)


def test_a_share_multiplies_what_a_right_answer_pays_without_streak() -> None:
    assert paid(Preset.CLASSIC, 11_000, share=Fraction(1, 2), streak=0) == Points(363, 0)  # 362.5
    assert paid(Preset.CLASSIC, 500, share=Fraction(2, 3), streak=0) == Points(
        658, 0
    )  # 987.5 * 2/3, rounded once


def question(kind: Kind, right: tuple[str, ...], wrong: tuple[str, ...] = (), **more: object) -> Question:
    return Question("q", "Which?", kind, right, wrong, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given_", "share"),
    [
        (["A", "B"], Fraction(1)),
        (["A"], Fraction(1, 2)),
        (["A", "C"], 0),
        (["A", "B", "C"], Fraction(1, 2)),
        (["C", "D"], 0),
        ([], 0),
    ],
)
def test_multiple(given_: list[str], share: Fraction) -> None:
    assert judge(question(Kind.MULTIPLE, ("A", "B"), ("C", "D")), given_).share == share


@pytest.mark.parametrize(
    ("given_", "share"),
    [
        ("abcd", Fraction(1)),
        ("abdc", Fraction(1, 3)),
        ("dcba", 0),
        ("cdab", Fraction(2, 3)),
        ("abc", 0),
        ("abcc", 0),
    ],
)
def test_order_pays_adjacent_pairs(given_: str, share: Fraction) -> None:
    assert judge(question(Kind.ORDER, ("a", "b", "c", "d")), list(given_)).share == share


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("1982", Fraction(1)),
        ("1984", Fraction(1)),
        ("1987", Fraction(5, 8)),
        ("1992", 0),
        ("1991", Fraction(1, 8)),
        ("1973", Fraction(1, 8)),
        ("nonsense", 0),
        ("", 0),
    ],
)
def test_number_within_and_beyond_its_tolerance(typed: str, share: Fraction) -> None:
    asked = question(Kind.NUMBER, ("1982",), tolerance=Decimal(2))
    assert judge(asked, [typed]).share == share


def test_number_without_tolerance_is_all_or_nothing() -> None:
    asked = question(Kind.NUMBER, ("9",))
    assert judge(asked, ["9.0"]).right
    assert judge(asked, ["10"]).share == 0


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,234,567", "1234567"),
        ("3,5", "3.5"),
        ("-4", "-4"),
        ("−4", "-4"),
        ("1 000", "1000"),
        ("1e999999999", None),
        ("NaN", None),
        ("Infinity", None),
        ("９", "9"),
        ("9" * 100, None),
    ],
)
def test_typed_numbers(typed: str, value: str | None) -> None:
    assert parse_number(typed) == (None if value is None else Decimal(value))


def test_a_question_that_gives_another_away() -> None:
    one = question(Kind.CHOICE, ("Yutaka Izubuchi",), ("Hori",))
    two = Question("b", "Which series did Yutaka Izubuchi direct?", Kind.CHOICE, ("RahXephon",), ("Akira",))
    three = Question("c", "Which planet?", Kind.CHOICE, ("Mars",), ("Venus",))
    assert same_key(one, two)
    assert same_key(two, one)
    assert not same_key(one, three)
    assert answer_keys(question(Kind.NUMBER, ("9",))) == ()


presets = st.sampled_from(Preset)


@given(
    presets,
    st.integers(-5, 10**6),
    st.integers(1, 240_000),
    st.integers(0, 50),
    st.integers(0, 2),
    st.integers(1, 100),
    st.fractions(0, 1),
)
def test_points_are_never_negative_nor_above_the_most(
    preset: Preset, used: int, total: int, streak: int, aids: int, count: int, share: Fraction
) -> None:
    streak = streak if share == 1 else 0
    got = paid(preset, used, streak=streak, aids=aids, total=total, count=count, share=share)
    assert 0 <= got.base <= 2000
    assert 0 <= got.streak <= 500
    slower = paid(preset, used + 1000, streak=streak, aids=aids, total=total, count=count, share=share)
    assert slower.total <= got.total


@given(presets, st.integers(1, 100))
def test_the_most_is_all_right_at_once(preset: Preset, count: int) -> None:
    rules = Rules(preset=preset, count=count)
    total = sum(
        points(rules, RIGHT, used_ms=0, total_ms=20_000, streak=n + 1, aids=0, count=count).total
        for n in range(count)
    )
    assert total == maximum(rules, count)


def test_rules_that_make_no_game_are_refused_by_name() -> None:
    from quiz.core.rules import RulesRefusal
    from quiz.words import Refused

    for bad, name in (
        ({"count": 0}, RulesRefusal.COUNT),
        ({"seconds": 3}, RulesRefusal.SECONDS),
        ({"mode": Mode.SPRINT, "seconds": 20}, RulesRefusal.SPRINT),
        ({"mode": Mode.SURVIVAL, "preset": Preset.ACCURACY}, RulesRefusal.PRESET),
        ({"mode": Mode.SURVIVAL, "seconds": 0}, RulesRefusal.TIMED),
        ({"extra_percent": 120}, RulesRefusal.EXTRA),
    ):
        with pytest.raises(Refused) as refused:
            Rules(**bad)  # type: ignore[arg-type]
        assert refused.value.name is name
