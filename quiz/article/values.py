"""Dates, years, numbers and sums as an article writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLATFORM = re.compile(
    r"(?:Nintendo )?Switch(?: \d| Lite| OLED)?|(?:Sony )?PlayStation.*|PS\d(?: Pro)?|PSP|Xbox.*|PC"
    r"|Steam|Windows(?: PC)?|Mac|macOS|iOS|Android|Wii.*"
    r"|Nintendo (?:\dDS|DS|64|eShop|GameCube|Entertainment System)"
    r"|\dDS|GameCube|Game Boy.*|Linux|Steam Deck|(?:PS )?Vita|Dreamcast|(?:Sega )?Saturn|Mega Drive|Genesis"
    r"|Stadia|Epic Games Store|Google Play|App Store"
)
"""What a game runs on, or where it is sold: these names are no organisations, people or works."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_OLD_STYLE = r"(?:\ \[[^\]]{1,30}\])?"
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: n for n, word in enumerate(_SMALL)}
WORDS |= {word: 10 * n for n, word in enumerate(_TENS, 2)}
WORDS |= {"a dozen": 12, "dozen": 12}
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
_WORDS = "|".join(sorted((w for w in WORDS if " " not in w and w != "zero"), key=len, reverse=True))
# Numbers before these count things, though they look like years.
_COUNTED = (
    "people|men|women|copies|units|pounds|kg|km|miles|meters|metres|feet|dollars|yen|years|days|words|pages|"
    "workers|employees|members|soldiers|troops|seats|rooms|tons|tonnes|islands|students|theaters|theatres|"
    "screens|species|chapters|episodes|volumes|tickets|fans|players|locations|votes|visitors|inhabitants|residents|"
    "cinemas|stores|entries|items"
)
_COINS = (
    r"dollars|euros?|pounds\ sterling|yen|won|florins|francs|marks|rubles|rupees|guineas|crowns|US\ dollars"
)
_SCALE = r"(?:\ (?:hundred|thousand|million|billion|trillion)\b)"

_PATTERN = re.compile(
    rf"""
    (?P<date>
        \b{_MONTH}\ {_DAY},?\ {_YEAR}\b
      | \b{_DAY}\ (?:of\ )?{_MONTH}{_OLD_STYLE},?\ {_YEAR}\b
      | \b{_YEAR}-\d\d-\d\d\b
      | \b{_MONTH}(?:,|\ of)?\ {_YEAR}\b
      | \b{_MONTH}\ {_DAY}\b(?!\ (?:%|percent|million|billion))
      | \b{_DAY}(?:\ of)?\ {_MONTH}\b
      | \b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\ of|,)?\ {_YEAR}\b
      | \b(?:the\ )?(?:first|second|latter)\ half\ of\ {_YEAR}\b
      | \b(?:early|mid|late)[\ -](?:in\ )?{_YEAR}\b(?!s)
      | \b(?:January|February|April|June|July|August|September|October|November|December)\b
    )
  | (?P<span>\b(?:{_YEAR}\s?[–—-]\s?(?:{_YEAR}|\d\d)\b))
  | (?P<decade>\b(?:the\ )?(?:(?:early|mid|late)[\ -])?(?:{_YEAR}s\b|(?<=the\ )\d{{3}}0['’]s\b|['’]?\d0s\b))
  | (?P<century>\b(?:the\ )?(?:\d\d?(?:st|nd|rd|th)|(?:{"|".join(ORDINALS)}))[\ -]century\b)
  | (?P<money>(?:US\$|A\$|C\$|HK\$|[$€£¥₩₹])\ ?\d[\d,]*(?:\.\d+)?
        (?:\ ?(?:hundred|thousand|million|billion|trillion|[mb]n?)\b)?
      | \b\d[\d,]*(?:\.\d+)?{_SCALE}?\ (?:{_COINS})\b
      | \b(?:one|two|three|four|five|six|seven|eight|nine|ten|several){_SCALE}
        \ (?:dollars|euros?|yen|won|francs|marks)\b)
  | (?P<percent>\b\d[\d,]*(?:\.\d+)?\ ?(?:%|percent\b|per\ cent\b))
  | (?P<year>(?<![\d$€£¥.,-]){_YEAR}(?![\d%]|,\d|\.\d|-|\ (?:{_COUNTED})\b))
  | (?P<time>\b\d{{1,2}}:\d\d(?:\ ?[ap]\.?m\.?)?|\b\d{{1,2}}\ ?[ap]\.m\.)
  | (?P<number>(?<![\w$€£¥.,:/])\d[\d,]*(?:\.\d+)?{_SCALE}?(?![\d:/]|(?:st|nd|rd|th)\b)
      | (?<![\w-])(?i:(?:{"|".join(_TENS)})-(?:{"|".join(_SMALL[1:10])})|{_WORDS})\b{_SCALE}?)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Value:
    """A date, year, span, decade, century, sum, share, time or number at ``start`` to ``end``."""

    kind: str
    start: int
    end: int
    text: str


def values(text: str) -> Iterator[Value]:
    """The values that a text writes out, left to right, none within another.

    >>> [(v.kind, v.text) for v in values("On May 25, 1961, nine of them cost $60,000 in the 80s.")]
    [('date', 'May 25, 1961'), ('number', 'nine'), ('money', '$60,000'), ('decade', 'the 80s')]
    """
    for found in _PATTERN.finditer(text):
        kind = found.lastgroup or ""
        start, end = found.span()
        if kind == "number" and found[0].endswith((",", ".")):
            end -= 1
        if kind == "number" and found[0].lower() == "one" and not text[end:].startswith((" of the", "-")):
            # "one could say" and "one of" are no counts.
            continue
        yield Value(kind, start, end, text[start:end])


def number(text: str) -> float | None:
    """What a number is worth, in digits or in words; None where it is none.

    >>> number("nine"), number("1,200"), number("2.5 million"), number("twenty-four")
    (9.0, 1200.0, 2500000.0, 24.0)
    """
    low = text.lower().strip()
    scale = 1.0
    for word, size in (
        ("hundred", 1e2),
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
        ("trillion", 1e12),
    ):
        if low.endswith(" " + word):
            low, scale = low[: -len(word)].strip(), size
            break
    if low in WORDS:
        return WORDS[low] * scale
    tens, _, ones = low.partition("-")
    if tens in WORDS and ones in WORDS:
        return (WORDS[tens] + WORDS[ones]) * scale
    try:
        return float(low.replace(",", "")) * scale
    except ValueError:
        return None


def years(text: str) -> list[int]:
    """The years that a text names."""
    return [int(year) for year in re.findall(r"(?<!\d)(?:1\d|20)\d\d(?!\d)", text)]


def is_full_date(text: str) -> bool:
    """Whether a date names day, month and year."""
    return (
        bool(years(text))
        and bool(re.search(_MONTH, text))
        and bool(re.search(rf"\b{_DAY}\b", _no_year(text)))
    )


def _no_year(text: str) -> str:
    return re.sub(_YEAR, "", text)
