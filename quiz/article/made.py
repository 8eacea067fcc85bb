"""Wrong values of the same make as a right one: numbers, years, dates, sums, decades and spans of time.

A made value keeps what a player could tell it by: words or digits, precision, sign and unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.article.values import MONTHS, ORDINALS, WORDS
from quiz.core.drawing import Dice

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASONS = ("spring", "summer", "autumn", "winter")
NUMBER_WORDS = (
    "zero",
    *(word for word, n in WORDS.items() if 0 < n < 20 and " " not in word and word != "dozen"),
    "twenty",
)
"""The numbers that are written out, each at its own place."""

_ORDINALS = ORDINALS[:12]
_YEAR = re.compile(r"(?<![\d,.$€£¥])(1\d{3}|20\d\d)(?![\d,]|\.\d)")
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b")
_SEASON = re.compile(r"\b(spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_DAY = re.compile(r"(?<![\d.,:])(\d{1,2})(?=(?:st|nd|rd|th)?\b)(?![\d.:]|,\d)")
_NUMBER = re.compile(r"(?<![\w.])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_WORD = re.compile(rf"\b({'|'.join(NUMBER_WORDS[1:])})\b", re.IGNORECASE)
_DECADE = re.compile(r"(?<!\d)((?:1\d|20)?\d0)(?=['’]?s\b)")
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[\[(][^\])]*[\])]")


_ROUGHLY = re.compile(
    r"^(?:some|about|around|roughly|approximately|nearly|almost|circa|c\.) ?(?=[\d$€£¥a-z])"
)


def bare(value: str) -> str:
    """A value without what stands in brackets after it, and without the word that says it is a rough one.

    >>> bare("842 pounds (382 kg)"), bare("some 300,000")
    ('842 pounds', '300,000')
    """
    return _ROUGHLY.sub("", _BRACKET.sub("", value).strip()) or value


def is_rough(value: str) -> bool:
    """Whether a value is said to be about right only: then it is not to be typed."""
    return _ROUGHLY.match(value) is not None


def variants(value: str, kind: str, dice: Dice) -> Iterator[str]:
    """Wrong values beside ``value``, the most plausible first; none where nothing in it can be varied.

    ``kind`` is the type of the object: date, year, period, decade, ordinal, or any number.

    >>> list(variants("nine", "count", Dice(1)))[:3], list(variants("the 80s", "decade", Dice(1)))[:2]
    (['eleven', 'fourteen', 'thirteen'], ['the 90s', 'the 70s'])
    """
    if kind == "ordinal":
        return _ordinals(value)
    if kind == "score" and (halves := _halves(value, dice)):
        return iter(halves)
    if _DECADE.search(value):
        return _decades(value)
    if kind in ("date", "year", "period") or _MONTH.search(value):
        return _dates(value, dice)
    return _numbers(value, dice)


_SCORE = re.compile(r"^(\d{1,2})(\.5|\.0)?(?=\s?(?:/|out of|stars|$))")


def _halves(value: str, dice: Dice) -> list[str]:
    """Scores a point or half a point apart, as the key's own scale has them; none for other scores."""
    found = _SCORE.match(value)
    if found is None:
        return []
    most = _most(value[found.end() :], int(found[1])) or max(10, int(found[1]))
    step = 5 if found[2] else 10
    at = int(found[1]) * 10 + (5 if found[2] == ".5" else 0)
    near = [at + n * step for n in (-3, -2, -1, 1, 2, 3) if 10 <= at + n * step <= most * 10]
    return [_score(made, found[2]) + value[found.end() :] for made in dice.shuffled(near)]


def _score(tenths: int, like: str | None) -> str:
    whole = tenths % 10 == 0
    return str(tenths // 10) + (".0" if whole and like == ".0" else "" if whole else f".{tenths % 10}")


def _ordinals(value: str) -> Iterator[str]:
    found = _ORDINAL.search(value)
    if found:
        at = _ORDINALS.index(found[0].lower())
        for other in sorted(range(len(_ORDINALS)), key=lambda n: (abs(n - at), n)):
            if other != at:
                yield _put(value, found, _ORDINALS[other])


def _decades(value: str) -> Iterator[str]:
    found = _DECADE.search(value)
    assert found is not None
    for shift in (10, -10, -20, 20, -30):
        made = int(found[1]) + shift
        if 10 <= made < 100 or 1700 <= made <= 2020:
            yield _put(value, found, str(made))


def _put(text: str, found: re.Match[str], new: str) -> str:
    old = found[1]
    if old[:1].isupper():
        new = new[:1].upper() + new[1:]
    return text[: found.start(1)] + new + text[found.end(1) :]


def _dates(value: str, dice: Dice) -> Iterator[str]:
    """Days move in their month, months in the year, years by up to seven; spans as a whole."""
    years, month, season = list(_YEAR.finditer(value)), _MONTH.search(value), _SEASON.search(value)
    day = _DAY.search(_YEAR.sub("0000", value)) if month else None
    if len(years) > 1:
        for shift in dice.shuffled([-4, -3, -2, 2, 3, 4]):
            yield _moved(value, shift)
    elif month and day:
        yield from _days(value, month, day, dice)
    elif month:
        at = MONTHS.index(month[1])
        for shift in dice.shuffled([-3, -2, 2, 3]) + dice.shuffled([-5, -4, 4, 5]):
            moved = _put(value, month, MONTHS[(at + shift) % 12])
            turn = (at + shift) // 12
            yield _moved(moved, turn)
    elif season:
        others = [other for other in _SEASONS if other != season[1].lower().replace("fall", "autumn")]
        for other in dice.shuffled(others):
            yield _put(value, season, other)
    elif years:
        for shift in _shifts(dice):
            yield _put(value, years[0], str(int(years[0][1]) + shift))


def _moved(value: str, shift: int) -> str:
    """A text with all its years moved."""
    return _YEAR.sub(lambda found: str(int(found[1]) + shift), value)


def _shifts(dice: Dice) -> list[int]:
    near = dice.shuffled([-4, -3, -2, 2, 3, 4])
    return [*near, *dice.shuffled([-7, -6, -5, 5, 6, 7])]


def _days(value: str, month: re.Match[str], day: re.Match[str], dice: Dice) -> Iterator[str]:
    """Another day, the same day in another month, and that other day in that month, in turn.

    So no choice is the only one that shares its day and its month with others.
    """
    at, number = MONTHS.index(month[1]), int(day[1])
    suffix = re.match(r"st|nd|rd|th", value[day.end(1) :])
    end = day.end(1) + (2 if suffix else 0)
    for shift, other in zip(
        dice.shuffled([-9, -6, -4, 5, 8, 11]), dice.shuffled([-3, -2, 2, 3] * 2), strict=False
    ):
        moved, to = number + shift, (at + other) % 12
        days = [moved] if 1 <= moved <= min(_LENGTHS[at], _LENGTHS[to]) else []
        months = [to] if number <= _LENGTHS[to] and 0 <= at + other < 12 else []
        if not (days and months):
            continue
        written = _nth(moved) if suffix else str(moved)
        yield value[: day.start(1)] + written + value[end:]
        elsewhere = _put(value, month, MONTHS[to])
        yield elsewhere
        start = day.start(1) + (len(elsewhere) - len(value) if month.start() < day.start() else 0)
        width = end - day.start(1)
        yield elsewhere[:start] + written + elsewhere[start + width :]


def _nth(day: int) -> str:
    if 11 <= day <= 13:
        return f"{day}th"
    return f"{day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th') }"


def _numbers(value: str, dice: Dice) -> Iterator[str]:
    digits, word = _NUMBER.search(value), _WORD.search(value)
    if digits:
        whole = digits[1].replace(",", "")
        part = (digits[2] or "")[1:]
        kept = digits[2] if len(part) == 2 and int(whole) >= 5 else ""
        most = _most(value[digits.end() :], int(whole))
        near = (
            _prices(int(whole), dice) if kept == ".99" else _near(int(whole if kept else whole + part), dice)
        )
        for made in near:
            places = 0 if kept else len(part)
            if most is None or made <= most * 10**places:
                yield (
                    value[: digits.start()] + _written(made, digits[1], places) + kept + value[digits.end() :]
                )
    elif word:
        for made in _near(NUMBER_WORDS.index(word[1].lower()), dice):
            if made < len(NUMBER_WORDS):
                yield _plural(_put(value, word, NUMBER_WORDS[made]), word[1].lower() == "one")


def _prices(whole: int, dice: Dice) -> list[int]:
    """What things cost besides $14.99 or $59.99: shops have their own steps.

    >>> sorted(_prices(59, Dice(1))), sorted(_prices(14, Dice(1)))
    ([29, 39, 49, 69, 79, 89], [9, 12, 17, 19, 24])
    """
    steps = (-30, -20, -10, 10, 20, 30) if whole >= 30 else (-5, -2, 3, 5, 10)
    return dice.shuffled([whole + step for step in steps if whole + step > 0])


def _most(after: str, whole: int) -> int | None:
    """What a share or a score cannot pass: 100 percent, ten out of ten."""
    if re.match(r"\s?(?:%|percent|per cent)", after) and whole <= 100:
        return 99
    found = re.match(r"\s?(?:/|out of)\s?(\d+)", after)
    return int(found[1]) if found else None


def _plural(text: str, was_one: bool) -> str:
    """A unit that stood by one gets its plural."""
    return text + "s" if was_one and " " in text and not text.endswith("s") else text


def _written(number: int, like: str, places: int) -> str:
    text = str(number).rjust(places + 1, "0")
    whole, part = (text[:-places], "." + text[-places:]) if places else (text, "")
    parted = "," in like or len(whole) > 3 >= len(like)
    return (f"{int(whole):,}" if parted else whole) + part


def _near(number: int, dice: Dice) -> Iterator[int]:
    """Numbers about as large and as round, in no order that tells where the right one stands."""
    if number <= 4:
        yield from dice.shuffled([n for n in range(max(2, number - 2), number + 3) if n != number])
        yield from (number + 3, number + 4)
        return
    if number <= 12:
        low, high = max(2, number - 4), number + max(3, number // 2 + 1)
        far = [n for n in range(low, high + 1) if abs(n - number) > 1]
        yield from dice.shuffled(far)
        yield from (n for n in (number + 1, number - 1) if n >= 2)
        return
    unit, widest = _grain(number)
    size = number // unit
    widest = max(4, size * widest // 100)
    steps = sorted({max(1, widest * share // 10) for share in (2, 4, 6, 8, 10)})
    yield from dice.shuffled(
        [(size + sign * step) * unit for step in steps for sign in (-1, 1) if size > step]
    )


def _grain(number: int) -> tuple[int, int]:
    """What a number is counted in, by its zeros, and how far (percent) a wrong one may lie from it."""
    if number < 100:
        return (5, 40) if number % 10 == 0 else (1, 20)
    digits = str(number)
    zeros = len(digits) - len(digits.rstrip("0"))
    # 200 has too few neighbours in hundreds, 1000 none in thousands.
    coarse = zeros > 1 and len(digits) == zeros + 1 and digits[0] in "123"
    return (10**zeros // (4 if zeros > 1 and digits[0] != "1" else 10) if coarse else 10**zeros), 40
