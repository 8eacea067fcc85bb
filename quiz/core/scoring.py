"""What an answer is worth. Integer arithmetic on milliseconds, halves rounded up, no floats anywhere.

The formulas are engine 1 of the rules; a changed formula is a new engine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from quiz.core.folding import Match, fold, match
from quiz.core.questions import Kind, Question
from quiz.core.rules import Preset, Rules

FULL_UNDER_MS = 500
STREAK_STEP = 100
STREAK_CAP = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """How right an answer is: its share of a right answer's pay (0 to 1), and how typed text matched."""

    share: Fraction
    match: Match | None = None

    @property
    def right(self) -> bool:
        """Whether it counts as right: only the whole share does."""
        return self.share == 1


def judge(question: Question, given: Sequence[str]) -> Judged:
    """Judge what a player gave: the picked texts, the typed line or number, or the steps in their order.

    >>> from quiz.core.questions import Question, Kind
    >>> judge(Question("a", "Which?", Kind.MULTIPLE, ("A", "B"), ("C",)), ["A", "C"]).share
    Fraction(0, 1)
    """
    match question.kind:
        case Kind.CHOICE | Kind.TRUEFALSE:
            return Judged(Fraction(list(given) == list(question.right)))
        case Kind.MULTIPLE:
            return Judged(_picked(question, given))
        case Kind.ORDER:
            return Judged(_adjacent(question.right, given))
        case Kind.NUMBER:
            return Judged(_near(question, given[0] if given else ""))
    found = match_typed(question, given)
    return Judged(Fraction(found is not Match.WRONG), found)


def match_typed(question: Question, given: Sequence[str]) -> Match:
    """How the typed line matches a text question's answers."""
    return match(given[0] if given else "", question.right, question.wrong, exact=question.exact)


def _picked(question: Question, given: Sequence[str]) -> Fraction:
    picked = set(given)
    right = sum(text in picked for text in question.right)
    wrong = len(picked) - right
    return max(Fraction(0), Fraction(right - wrong, len(question.right)))


def _adjacent(right: Sequence[str], given: Sequence[str]) -> Fraction:
    """The share of adjacent pairs of the right order that stand side by side in the given one."""
    if sorted(given) != sorted(right):
        return Fraction(0)
    wanted = set(pairwise(right))
    return Fraction(sum(pair in wanted for pair in pairwise(given)), len(wanted))


def _near(question: Question, given: str) -> Fraction:
    value = parse_number(given)
    if value is None:
        return Fraction(0)
    distance, width = Fraction(abs(value - question.number)), Fraction(question.tolerance)
    if distance <= width:
        return Fraction(1)
    if width == 0 or distance >= 5 * width:
        return Fraction(0)
    return (5 * width - distance) / (4 * width)


def parse_number(typed: str) -> Decimal | None:
    """The number that somebody typed, in any width and with thousands parted by commas or spaces.

    One comma that parts no thousands is a decimal one.

    >>> parse_number("1,982"), parse_number("0,500"), parse_number("４．５"), parse_number("nine") is None
    (Decimal('1982'), Decimal('0.500'), Decimal('4.5'), True)
    """
    text = unicodedata.normalize("NFKC", typed).strip().replace("−", "-").replace(" ", "")
    parts = text.split(",")
    first = parts[0].lstrip("+-")
    thousands = len(parts) > 1 and all(len(part.split(".")[0]) == 3 for part in parts[1:])
    if thousands and 1 <= len(first) <= 3 and first[0] != "0":
        text = "".join(parts)
    elif len(parts) == 2 and "." not in text:
        text = ".".join(parts)
    if len(text) > 40:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 50 else None


@dataclass(frozen=True, slots=True)
class Points:
    """What an answer paid, part by part, so that the sum can be shown: ``total = base + streak``."""

    base: int
    streak: int

    @property
    def total(self) -> int:
        """Points in all."""
        return self.base + self.streak


def points(
    rules: Rules, judged: Judged, *, used_ms: int, total_ms: int | None, streak: int, aids: int, count: int
) -> Points:
    """What one answer pays.

    ``used_ms`` of ``total_ms`` (None when untimed) were used; ``streak`` counts right answers in a row,
    this one included; ``aids`` is how many of 50:50 and +10 s were used on the question; ``count`` the
    number of questions in the round.

    >>> right = Judged(Fraction(1))
    >>> points(Rules(), right, used_ms=11_000, total_ms=20_000, streak=3, aids=0, count=10)
    Points(base=725, streak=200)
    """
    if judged.share == 0:
        return Points(0, 0)
    pay = _pay(rules.preset, used_ms, total_ms, aids, count)
    in_streak = judged.right and rules.preset is Preset.CLASSIC
    bonus = STREAK_STEP * min(max(0, streak - 1), STREAK_CAP) if in_streak else 0
    return Points(_half_up(pay * judged.share), bonus)


def _pay(preset: Preset, used_ms: int, total_ms: int | None, aids: int, count: int) -> Fraction:
    """What a right answer pays without streak."""
    match preset:
        case Preset.CLASSIC:
            used = 0 if used_ms < FULL_UNDER_MS else used_ms
            return 500 + _left(used, total_ms) * Fraction(500, 1 << aids)
        case Preset.ACCURACY:
            if total_ms is None:
                return Fraction(1000)
            return Fraction(1000 + int(Fraction(999, count << aids) * _left(used_ms, total_ms)))
    return Fraction(1000)


def _left(used_ms: int, total_ms: int | None) -> Fraction:
    """The share of the time that was left; all of it when untimed."""
    if total_ms is None:
        return Fraction(1)
    return 1 - Fraction(min(max(used_ms, 0), total_ms), total_ms)


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def maximum(rules: Rules, count: int) -> int:
    """The most that a round of ``count`` questions can pay: all right, at once, unassisted."""
    if rules.preset is Preset.CLASSIC:
        return sum(1000 + STREAK_STEP * min(n, STREAK_CAP) for n in range(count))
    return 1000 * count + (999 // count * count if rules.preset is Preset.ACCURACY and rules.timed else 0)


def same_key(one: Question, other: Question) -> bool:
    """Whether the right answer of either stands in what the other says: such two never share a round."""
    return _tells(one, other) or _tells(other, one)


def _tells(teller: Question, asked: Question) -> bool:
    told = told_text(teller)
    return any(f" {key} " in told for key in answer_keys(asked))


def told_text(question: Question) -> str:
    """All that a question says, folded, with a space at both ends: what might answer another one."""
    return _told(question.prompt, question.explanation)


@lru_cache(maxsize=4096)
def _told(prompt: str, explanation: str) -> str:
    return f" {fold(prompt)} {fold(explanation)} "


@lru_cache(maxsize=4096)
def answer_keys(question: Question) -> tuple[str, ...]:
    """The folded right answers that would give a question away elsewhere; numbers and yes or no give nothing.

    >>> answer_keys(Question("a", "Who?", Kind.CHOICE, ("The Yutaka Izubuchi",)))
    ('yutaka izubuchi',)
    """
    if question.kind in (Kind.TRUEFALSE, Kind.NUMBER, Kind.ORDER):
        return ()
    keys = (fold(text) for text in question.right)
    return tuple(key for key in keys if sum(sign.isalpha() for sign in key) >= 3 or not key.isascii())
