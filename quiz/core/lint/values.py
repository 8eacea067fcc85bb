"""Numbers, dates and spans of either, read out of short texts, so that they compare by value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from quiz.core.folding import fold
from quiz.core.lint.bags import bag


def _listed(words: str) -> list[str]:
    return words.split()


_ONES = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = dict(
    zip(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        range(20, 100, 10),
        strict=True,
    )
)
_SMALL = {word: n for n, word in enumerate(_ONES)} | _TENS
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_FIRST_TO_TWENTIETH = _listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: n for n, word in enumerate(_FIRST_TO_TWENTIETH, 1)}
_MOST = 10**15
"""No number goes on growing from here: a thousand words for a million would not end."""
_DIGITS = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")


@lru_cache(maxsize=16384)
def canonical(text: str) -> tuple[str, ...]:
    """The folded words of a text, with numbers in one form, however they were written.

    >>> canonical("Nine androids"), canonical("$60,000"), canonical("twenty-one"), canonical("130 million")
    (('9', 'androids'), ('60000',), ('21',), ('130000000',))
    >>> canonical("the sixth landing") == canonical("6th landing")
    True
    """
    words = fold(text).split()
    found: list[str] = []
    place = 0
    while place < len(words):
        number, after = _number(words, place)
        if number is not None:
            found.append(_plain(number))
            place = after
            continue
        word = words[place]
        ordinal = _ORDINAL.fullmatch(word)
        if word in _ORDINALS or ordinal:
            word = f"{ordinal[1] if ordinal else _ORDINALS[word]}th"
        found.append(word)
        place += 1
    return tuple(found)


def _number(words: list[str], place: int) -> tuple[Decimal | None, int]:
    """The number that begins at ``place``, and the place after it."""
    word = words[place]
    if word.isascii() and _DIGITS.fullmatch(word):
        value, place = Decimal(word), place + 1
        while place < len(words) and words[place] in _SCALES and words[place] != "hundred" and value < _MOST:
            value, place = value * _SCALES[words[place]], place + 1
        return value, place
    if word not in _SMALL and word not in _SCALES:
        return None, place
    total, part, last = 0, 0, 1000
    while place < len(words) and part < _MOST:
        word = words[place]
        if word in _SMALL and _SMALL[word] < 10 <= last < 1000 and last % 10 == 0:
            part, last = part + _SMALL[word], 1  # twenty-one, hundred and one
        elif word in _SMALL and last in (100, 1000):
            part, last = part + _SMALL[word], max(_SMALL[word], 1)
            last = 1 if last < 20 else last
        elif word == "hundred" and last != 100:
            part, last = max(part, 1) * 100, 100
        elif word in _SCALES and word != "hundred":
            total, part, last = total + max(part, 1) * _SCALES[word], 0, 1000
        elif word == "and" and last in (100, 1000) and place + 1 < len(words) and words[place + 1] in _SMALL:
            pass
        else:
            break
        place += 1
    return Decimal(total + part), place


def _plain(value: Decimal) -> str:
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")


MONTHS = _listed("january february march april may june july august september october november december")
_MONTH = {name: n for n, name in enumerate(MONTHS, 1)} | {
    name[:3]: n for n, name in enumerate(MONTHS, 1) if name != "may"
}
_MONTH["sept"] = 9
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NAMES = "|".join(sorted((*_MONTH, *_SEASONS), key=len, reverse=True))
_DATE = re.compile(
    rf"""\b(?:
      (?P<y0>\d{{4}})-(?P<m0>\d\d)-(?P<d0>\d\d)
    | (?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?)?(?P<m1>{_NAMES})\.?(?:,?\ (?:of\ )?(?P<y1>\d{{4}}))?
      (?!,?\ \d)
    | (?P<m2>{_NAMES})\.?\ (?:the\ )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\ (?P<y2>\d{{4}}))?
    )\b""",
    re.VERBOSE,
)
_WEEKDAY = re.compile(r"^(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?(?:in )?")


@dataclass(frozen=True, slots=True)
class Date:
    """A date as exactly as it was said: each part that was not is 0. Seasons are months 21 to 24."""

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def precision(self) -> tuple[bool, bool, bool]:
        """Which parts were said."""
        return bool(self.year), bool(self.month), bool(self.day)

    def holds(self, other: Date) -> bool:
        """Whether the other lies within this one, or is it."""
        pairs = zip((self.year, self.month, self.day), (other.year, other.month, other.day), strict=True)
        return all(mine in (0, its) for mine, its in pairs)


def dates(text: str) -> list[Date]:
    """Every date in a text that names its month.

    >>> dates("as it was put in a May 25, 1961, speech")
    [Date(year=1961, month=5, day=25)]
    """
    return [_date(found) for found in _DATE.finditer(" ".join(text.casefold().split()))]


def _date(found: re.Match[str]) -> Date:
    part = found.groupdict()
    month = part["m1"] or part["m2"]
    return Date(
        int(part["y0"] or part["y1"] or part["y2"] or 0),
        int(part["m0"]) if part["m0"] else _MONTH.get(month) or _SEASONS[month],
        int(part["d0"] or part["d1"] or part["d2"] or 0),
    )


@lru_cache(maxsize=8192)
def as_date(text: str) -> Date | None:
    """The date that a whole text is, or None; a number of four digits may be a year.

    >>> as_date("25 May 1961") == as_date("May 25, 1961"), as_date("1961"), as_date("May queen")
    (True, Date(year=1961, month=0, day=0), None)
    """
    low = _WEEKDAY.sub("", " ".join(text.casefold().split()).rstrip("."), count=1)
    if re.fullmatch(r"1\d{3}|20\d{2}", low):
        return Date(int(low))
    found = _DATE.fullmatch(low)
    return _date(found) if found else None


_UNIT_NAMES = {
    "km": "kilometre kilometres kilometer kilometers km kms",
    "m": "metre metres meter meters m",
    "cm": "centimetre centimetres centimeter centimeters cm",
    "mm": "millimetre millimetres millimeter millimeters mm",
    "mile": "mile miles mi",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "yard": "yard yards",
    "kg": "kilogram kilograms kilogramme kilogrammes kilo kilos kg",
    "g": "gram grams gramme grammes",
    "t": "ton tons tonne tonnes",
    "lb": "pound pounds lb lbs",
    "ounce": "ounce ounces oz",
    "litre": "litre litres liter liters",
    "gallon": "gallon gallons",
    "second": "second seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
    "decade": "decade decades",
    "century": "century centuries",
    "%": "% percent",
    "$": "$ dollar dollars usd",
    "€": "€ euro euros eur",
    "£": "£ sterling gbp",
    "¥": "¥ yen jpy",
    "yuan": "yuan",
    "rouble": "rouble roubles ruble rubles",
    "franc": "franc francs",
    "florin": "florin florins",
    "degree": "degree degrees °",
    "hp": "horsepower hp",
    "watt": "watt watts",
    "volt": "volt volts",
}
UNITS = {form: unit for unit, forms in _UNIT_NAMES.items() for form in forms.split()}
CURRENCIES = frozenset("$€£¥")
_PIECE = re.compile(
    r"[$€£¥%°]|\d[\d,]*(?:\.\d+)?(?:s\b|th\b|st\b|nd\b|rd\b)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[–—−-]|\S"
)
_HEDGES = bag(
    """
    about around nearly almost roughly approximately exactly only just some circa the in from
    between
    """
)
_ABOVE = ("more than", "at least", "over", "above", "after", "since", "or more")
_BELOW = ("less than", "fewer than", "at most", "up to", "under", "below", "before", "until")
_TO = bag("- – — − to and through till")
_LONGEST = 120
FAR = Decimal(10) ** 40


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a span of numbers, with the unit it is counted in; ``spelled`` means in words."""

    low: Decimal
    high: Decimal
    unit: str = ""
    noun: str = ""
    spelled: bool = False

    @property
    def is_span(self) -> bool:
        """Whether it stands for many numbers."""
        return self.low != self.high


@lru_cache(maxsize=8192)
def as_quantity(text: str) -> Quantity | None:
    """The number or span that a whole text is, or None.

    >>> as_quantity("Nine"), as_quantity("10 to 20 km") is not None, as_quantity("Seven Samurai") is None
    (Quantity(low=Decimal('9'), high=Decimal('9'), unit='', noun='', spelled=True), True, True)
    >>> as_quantity("1960s").high, as_quantity("$60,000").unit
    (Decimal('1969'), '$')
    """
    pieces = _PIECE.findall(text.strip().rstrip(".")) if len(text) <= _LONGEST else []
    return _Reader(pieces).read() if pieces else None


class _Reader:
    """Reads one quantity from the pieces of a text."""

    def __init__(self, pieces: list[str]) -> None:
        self.shown = pieces
        self.low = [piece.casefold().replace(",", "") for piece in pieces]
        self.place = 0
        self.unit = ""
        self.spelled = False

    def read(self) -> Quantity | None:
        side = self._bound()
        first = self._value()
        if first is None:
            return None
        low, high = first
        if self.place + 1 < len(self.low) and self.low[self.place] in _TO:
            self.place += 1
            second = self._value()
            if second is None:
                return None
            high = max(second)
            # In "1962-66" the second year leaves out what both share.
            if high < low and low >= 1000 and high < 100:
                high += low // 100 * 100
        if not self._ends():
            return None
        noun = " ".join(self.low[self.place :])
        low, high = min(low, high), max(low, high)
        if side or noun == "or more":
            low, high = (-FAR, high) if side == "below" else (low, FAR)
        return Quantity(low, high, self.unit, noun, self.spelled)

    def _bound(self) -> str:
        start = " ".join(self.low[:2])
        for side, words in (("above", _ABOVE), ("below", _BELOW)):
            for word in words:
                if start == word or start.startswith(word + " "):
                    self.place = len(word.split())
                    return side
        while self.place < len(self.low) and self.low[self.place] in (*_HEDGES, "a"):
            self.place += 1
        return ""

    def _value(self) -> tuple[Decimal, Decimal] | None:
        self._take_unit()
        if self.place >= len(self.low):
            return None
        word = self.low[self.place]
        if found := re.fullmatch(r"(\d{2}|\d{4})s", word):
            self.place += 1
            start = Decimal(found[1]) + (1900 if len(found[1]) == 2 else 0)
            return start, start + (99 if start % 100 == 0 and len(found[1]) == 4 else 9)
        if (found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word)) and "century" in self.low:
            self.place += 2
            return Decimal(int(found[1]) * 100 - 99), Decimal(int(found[1]) * 100)
        number, after = _number(self.low, self.place) if word != "-" else (None, 0)
        if number is None:
            return None
        self.spelled |= not word[0].isdigit()
        self.place = after
        self._take_unit()
        return number, number

    def _take_unit(self) -> None:
        while self.place < len(self.low) and self.low[self.place] in UNITS:
            # A bare letter is a unit only beside its number.
            self.unit = self.unit or UNITS[self.low[self.place]]
            self.place += 1

    def _ends(self) -> bool:
        """Whether what is left is at most a noun that is counted, in small letters."""
        rest = self.shown[self.place :]
        return len(rest) <= 2 and all(word.isalpha() and word.islower() for word in rest)
