"""Checks of the choices among themselves: overlap, mixed types, length, and a second right one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from statistics import median

from quiz.core.folding import fold
from quiz.core.kinds import Kind
from quiz.core.lint.bags import bag
from quiz.core.lint.findings import NOTHING, Check, Finding, Known
from quiz.core.lint.values import CURRENCIES, MONTHS, Quantity, as_date, as_quantity, canonical
from quiz.core.questions import Question
from quiz.words import tr

LONG, SHORT = 1.4, 0.7
_SMALLEST_GAP = 6
"""A right choice stands out from this many characters of difference on; less is not seen."""

_PICKED = (Kind.CHOICE, Kind.MULTIPLE)
# "Non-fiction" is not a kind of fiction, New Mexico no part of Mexico, Alien 3 not Alien.
_TURNED = bag(
    """
    non not no anti never without un pre post new neo ex vice half semi pseudo
    """
)
_APART = frozenset({"virginia", "africa", "guinea", "sudan", "timor", "dakota", "carolina", "ireland"})
_ROMAN = re.compile(r"[ivx]{1,5}|\d{1,4}")


def check_overlap(q: Question) -> Iterator[Finding]:
    """Two choices of which one holds the other: a span, a part of a name, a date within another."""
    if q.kind not in (*_PICKED, Kind.ORDER):
        return
    for (mine, one), (its, other) in combinations(_sided(q), 2):
        if q.kind is Kind.ORDER:
            clash = canonical(one) == canonical(other) and fold(one) != fold(other)
        else:
            clash = overlap(one, other)
        if clash:
            field = "wrong" if "wrong" in (mine, its) else "answer"
            why = tr("“{one}” and “{other}” overlap; make each stand for itself", one=one, other=other)
            yield Finding(Check.OVERLAP, q.id, field, other, why)


def _sided(q: Question) -> list[tuple[str, str]]:
    return [*(("answer", text) for text in q.right), *(("wrong", text) for text in q.wrong)]


def overlap(one: str, other: str) -> bool:
    """Whether a choice is, holds or lies within another.

    >>> overlap("1960s", "1965"), overlap("10 to 20", "15"), overlap("October", "October 6")
    (True, True, True)
    >>> overlap("Kennedy", "John F. Kennedy"), overlap("Apollo 1", "Apollo 11"), overlap("Nine", "9")
    (True, False, True)
    """
    mine, its = canonical(one), canonical(other)
    if mine == its:
        return True
    size, other_size = as_quantity(one), as_quantity(other)
    if size is not None and other_size is not None:
        return _spans_meet(size, other_size)
    day, other_day = as_date(one), as_date(other)
    if day is not None and other_day is not None:
        return day.holds(other_day) or other_day.holds(day)
    for span, when in ((size, other_day), (other_size, day)):
        if span is not None and span.is_span and when is not None and when.year:
            return span.low <= when.year <= span.high
    short, long = sorted((mine, its), key=len)
    return _lies_within(short, long)


def _spans_meet(one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit or (one.noun != other.noun and one.noun and other.noun):
        return False
    if not one.is_span and not other.is_span:
        return one.low == other.low
    if one.is_span and other.is_span:
        # Two periods, such as 1961 to 1972 and 1962 to 1966, are two values and no ranges to pick from.
        periods = all(1000 <= end <= 2100 for end in (one.low, one.high, other.low, other.high))
        decades = one.high - one.low in (9, 99) or other.high - other.low in (9, 99)
        if periods and not decades:
            return (one.low, one.high) == (other.low, other.high)
        return max(one.low, other.low) < min(one.high, other.high)
    return max(one.low, other.low) <= min(one.high, other.high)


def _lies_within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if not short or not any(word.isalpha() for word in short):
        return False
    for start in range(len(long) - len(short) + 1):
        if long[start : start + len(short)] == short:
            return not _differs(short, long[:start], long[start + len(short) :])
    # John Kennedy and John F. Kennedy.
    bare = tuple(word for word in long if len(word) > 1)
    return len(short) > 1 and len(bare) < len(long) and short == bare


def _differs(short: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether what one choice has more makes it another thing altogether."""
    if before and before[-1] in _TURNED:
        return True
    if short[0] in _APART and before and not after:
        return True
    return len(short) > 1 and not before and len(after) == 1 and _ROMAN.fullmatch(after[0]) is not None


_ASKS_WORK = re.compile(
    r"\b(?:film|movie|novel|book|song|album|series|game|band|title|play|show|anime|manga|work|poem|track|called|name"
    r"|named|code|number plate|password|motto|nickname|codename)s?\b"
)
_ASKS_NUMBER = re.compile(
    r"\bhow (?:many|much|old|long|often|far|tall|high|large|big)\b|\bnumber of\b|\bpercent"
)


def check_mixed(q: Question, known: Known) -> Iterator[Finding]:
    """Choices of different types, of which the odd one is told apart without knowing anything."""
    if q.kind not in _PICKED or not q.wrong or not q.right:
        return
    if why := _script(q) or _figures(q) or _letters(q) or _kinds(q, known):
        yield Finding(Check.MIXED, q.id, "wrong", " / ".join(_odd(q, known)), why)


def _odd(q: Question, known: Known) -> list[str]:
    """The wrong choices that are not of the right one's type; all of them when that is not plain."""
    right = {_sort(text, known) for text in q.right}
    return [text for text in q.wrong if _sort(text, known) not in right] or list(q.wrong)


def _sort(text: str, known: Known) -> tuple[object, ...]:
    day, size = as_date(text), as_quantity(text)
    figure = day.precision if day else size and (size.unit, bool(size.spelled))
    return _writing(text), figure, _looks(text), known.kinds.get(fold(text), "")


@lru_cache(maxsize=16384)
def _writing(text: str) -> str:
    """The script of most of a text's letters; empty without letters."""
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text)) else ""
    found = [unicodedata.name(sign, "").split(" ")[0] for sign in text if sign.isalpha()]
    found = ["CJK" if one in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA") else one for one in found]
    return max(sorted(set(found)), key=found.count, default="")


def _script(q: Question) -> str:
    scripts = {_writing(text) for text in (*q.right, *q.wrong)} - {""}
    if len(scripts) < 2:
        return ""
    return tr("the choices are written in different scripts; write all in one")


def _figures(q: Question) -> str:
    """Number against words, year against full date, pounds against kilograms."""
    texts = (*q.right, *q.wrong)
    days = [as_date(text) for text in texts]
    bare = [text.strip().casefold() in MONTHS for text in texts]
    if all(day is not None for day in days):
        if len({day.precision for day in days if day}) > 1:
            return tr("some dates are more exact than others; give all to the same part")
        return ""
    sizes = [as_quantity(text) for text in texts]
    figures = [
        size is not None and (not size.spelled or bool(size.unit) or bool(size.noun)) for size in sizes
    ]
    figures = [
        one or (day is not None and not month) for one, day, month in zip(figures, days, bare, strict=True)
    ]
    prompt = q.prompt.casefold()
    if any(figures) or _ASKS_NUMBER.search(prompt):
        figures = [one or size is not None for one, size in zip(figures, sizes, strict=True)]
    if not any(figures):
        return ""
    if not all(figures):
        loose = [text for text, one in zip(texts, figures, strict=True) if not one]
        if _ASKS_WORK.search(prompt) or all(_holds_number(text) for text in loose):
            return ""
        return tr("some choices are numbers or dates and some are words; make all of one type")
    return _units(
        [size for size in sizes if size is not None], any(day and day.month for day in days), len(q.right)
    )


def _holds_number(text: str) -> bool:
    return text.strip().casefold() == "none" or any(word[0].isdigit() for word in canonical(text) if word)


def _units(sizes: list[Quantity], dated: bool, rights: int) -> str:
    if dated and sizes and any(size.unit or size.low < 1000 for size in sizes):
        return tr("some choices are dates and some are numbers; make all of one type")
    units = {size.unit for size in sizes}
    if len(units) > 1 and not dated:
        if units & CURRENCIES:
            return tr("the choices are in different currencies; give all in one")
        return tr("the choices are in different units; give all in one")
    spelled = [size.spelled for size in sizes]
    if rights == 1 and len(spelled) > 2 and len(set(spelled)) == 2 and spelled.count(spelled[0]) == 1:
        return tr("the right number is written otherwise than the rest; write all in words or all in digits")
    return ""


_LOWER_OK = bag(
    """
    the of and in on to a an for from with at by de la du von van y e di da del le & or as into vs
    no
    """
)


def _letters(q: Question) -> str:
    """A name against common nouns, by their capitals."""
    right, wrong = {_looks(text) for text in q.right}, {_looks(text) for text in q.wrong}
    if (right, wrong) in (({"name"}, {"noun"}), ({"noun"}, {"name"})):
        return tr("the right one is a name and the others are not, or the reverse; make all of one type")
    return ""


@lru_cache(maxsize=16384)
def _looks(text: str) -> str:
    """Whether capitals show a name or a common noun phrase; empty where they do not show it."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word.lower() not in _LOWER_OK]
    if not words or not words[0][0].isascii() or as_date(text) or as_quantity(text):
        return ""
    small = [word for word in words if word[0].islower()]
    if words[0][0].islower() and len(small) == len(words):
        return "noun"
    if len(words) < 2:
        return ""
    return "noun" if len(small) >= len(words) - 1 else "name" if not small else ""


# Bands and singers stand beside each other where music is asked about.
_ASKS_PERFORMER = re.compile(r"\b(?:perform|sing|sang|sung|song|record|theme|band|music|album|artist|group)")


def _kinds(q: Question, known: Known) -> str:
    """What is known of the choices: a person against a company."""
    right = {known.kinds.get(fold(text), "") for text in q.right} - {""} if known.kinds else set()
    if not right:
        return ""
    wrong = {known.kinds.get(fold(text), "") for text in q.wrong} - {""} - right
    if _ASKS_PERFORMER.search(q.prompt.casefold()) and right | wrong <= {"person", "org"}:
        return ""
    if not wrong:
        return ""
    one, other = sorted(right)[0], sorted(wrong)[0]
    return tr("one choice is a {one} and another a {other}; make all of one type", one=one, other=other)


def check_length(q: Question) -> Iterator[Finding]:
    """The right choice is over 1.4 or under 0.7 of the median length of the wrong ones."""
    if q.kind is not Kind.CHOICE or not q.wrong or not q.right or as_quantity(q.right[0]):
        return
    usual, mine = median(len(text) for text in q.wrong), len(q.right[0])
    if abs(mine - usual) < _SMALLEST_GAP or SHORT * usual <= mine <= LONG * usual:
        return
    if any(len(text) >= mine if mine > usual else len(text) <= mine for text in q.wrong):
        return
    longer = mine > usual
    why = (
        tr("the right choice is much longer than the others; bring them nearer to each other")
        if longer
        else tr("the right choice is much shorter than the others; bring them nearer to each other")
    )
    yield Finding(Check.LENGTH, q.id, "answer", q.right[0], why)


def is_longest(q: Question) -> bool:
    """Whether the right choice alone is the longest."""
    return all(len(q.right[0]) > len(text) for text in q.wrong)


def check_two_right(q: Question, known: Known) -> Iterator[Finding]:
    """A wrong choice that something known makes right: an alias, another fact, a member of the same set."""
    if q.kind not in _PICKED or known is NOTHING:
        return
    also = _also_right(q, known)
    for text in q.wrong:
        if fold(text) in also or known.names(text) & also:
            why = tr("“{text}” is right as well; take another wrong choice", text=text)
            yield Finding(Check.TWO_RIGHT, q.id, "wrong", text, why)


def _also_right(q: Question, known: Known) -> frozenset[str]:
    keys = frozenset().union(*(known.names(text) for text in q.right))
    own = {fold(text) for text in q.right}
    found = set(keys) - own
    for group in known.equals:
        if group & keys:
            found |= group - own
    prompt = f" {fold(q.prompt)} "
    for (relation, subject), values in known.facts.items():
        if q.relation and relation != q.relation:
            continue
        if values & keys and f" {subject} " in prompt:
            found |= values - own
        # Asked the other way round: "Which film did Hori direct?"
        if subject in keys:
            for (same, rival), shared in known.facts.items():
                if (
                    same == relation
                    and rival not in own
                    and any(f" {one} " in prompt for one in shared & values)
                ):
                    found.add(rival)
    return frozenset(found)


def value_key(text: str) -> str:
    """A right answer as it compares between questions: folded, numbers by value."""
    number = as_quantity(text)
    plain = number is not None and not number.is_span and not number.unit and number.low < Decimal(10**30)
    return " ".join(canonical(text)) if not plain or number is None else format(number.low.normalize(), "f")
