"""Folding text to what matters, and matching what a player typed against what counts as right.

The rules are the pack format's: two programs that read one pack must agree on them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

_MAPPED = str.maketrans(
    {"đ": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)
_ARTICLES = re.compile(r"^(?:(?:the|an|a) )+(?=.)")
# Signs that are the name itself, as in C++ and C#, which would otherwise both fold to "c".
_SIGNIFICANT = re.compile(r"\w{1,2}[+#*]+")
# 3.5 is not 35 and -5 is not 5, but 1,000 is 1000.
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_IDLE_DOT = re.compile(r"\.(?!\d)|(?<!^)(?<![\d\s-])\.")
_IDLE_SIGN = re.compile(r",|-(?!\.?\d)|(?<!^)(?<!\s)-")


class _Signs(dict[int, str]):
    """What folding makes of each sign, worked out when it is first met: itself, a space or nothing."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kind = unicodedata.category(sign)
        if (
            0x300 <= code <= 0x36F
            or sign in "'\"’·‘“”ʼʻ"
            or (kind in ("Pi", "Pf", "Cf", "Cc") and not sign.isspace())
        ):
            made = ""
        elif sign in ".,-":
            made = sign
        elif sign in "−–":
            made = "-"
        else:
            made = " " if sign.isspace() or kind[0] in "PS" else sign
        self[code] = made
        return made


_SIGNS = _Signs()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """``text`` without what does not matter: case, width, punctuation, accents, leading articles.

    Only the marks U+0300 to U+036F go, so that Japanese and Hindi keep theirs. A number keeps its sign
    and its decimal point. Where nothing would be left, the text stays as it is.

    >>> fold("The  Café-Noir!"), fold("ＲＡＨＸＥＰＨＯＮ"), fold("Łódź")
    ('cafe noir', 'rahxephon', 'lodz')
    >>> fold("ガンダム") == fold("カンタム")
    False
    >>> fold("C++") == fold("C"), fold("!!!")
    (False, '!!!')
    >>> fold("1,000.5 km"), fold("-5 °C")
    ('1000.5 km', '-5 c')
    """
    low = text.casefold()
    if not text.isascii():
        low = unicodedata.normalize("NFKD", text).casefold().translate(_MAPPED)
        low = unicodedata.normalize("NFKD", low)
    bare = low.translate(_SIGNS)
    if "." in bare or "," in bare or "-" in bare:
        bare = _IDLE_SIGN.sub(" ", _IDLE_DOT.sub("", _THOUSANDS.sub("", bare)))
    folded = _ARTICLES.sub("", " ".join(unicodedata.normalize("NFC", bare).split()))
    shown = _ARTICLES.sub("", " ".join(low.split())) if "+" in low or "#" in low or "*" in low else ""
    if _SIGNIFICANT.fullmatch(shown):
        return unicodedata.normalize("NFC", shown)
    if not any(sign.isalnum() for sign in folded):
        return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())
    return folded


def get_ready() -> None:
    """Load what typed answers are judged by, before a clock runs; rounds without any are spared it."""
    import rapidfuzz.distance  # noqa: F401  loaded for its being there


class Match(Enum):
    """How a typed answer relates to what counts as right."""

    EXACT = "exact"
    TYPO = "typo"
    WRONG = "wrong"


def match(typed: str, right: Iterable[str], wrong: Iterable[str] = (), *, exact: bool = False) -> Match:
    """Judge a typed answer.

    From four letters on, ``max(1, letters // 5)`` edits (OSA: a swap of neighbours is one) are forgiven,
    none in numbers; a typo that is as near to one of ``wrong`` is wrong. ``exact`` forgives none.

    >>> match("Rogue", ["Rouge"]), match("rouge", ["Rouge"], exact=True)
    (<Match.TYPO: 'typo'>, <Match.EXACT: 'exact'>)
    >>> match("Naomy", ["Naomi"], ["Naomy"]), match("1983", ["1982"])
    (<Match.WRONG: 'wrong'>, <Match.WRONG: 'wrong'>)
    """
    answer = fold(typed)
    if not answer:
        return Match.WRONG
    accepted = [fold(text) for text in right]
    if answer in accepted:
        return Match.EXACT
    if exact:
        return Match.WRONG
    from rapidfuzz.distance import OSA  # 14 ms that only a typed answer needs, and no first frame

    best = min((_edits(answer, text) for text in accepted), default=_FAR)
    if best == _FAR or any(OSA.distance(answer, fold(text)) <= best for text in wrong):
        return Match.WRONG
    return Match.TYPO


_FAR = 1_000_000


def _edits(answer: str, accepted: str) -> int:
    """Edits between the two when that many are forgiven, else a number too large to count."""
    letters = sum(sign.isalpha() for sign in accepted)
    if letters < 4 or _numbers(answer) != _numbers(accepted):
        return _FAR
    allowed = max(1, letters // 5)
    from rapidfuzz.distance import OSA

    found = OSA.distance(answer, accepted, score_cutoff=allowed)
    return found if found <= allowed else _FAR


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)


_NUMBER = re.compile(r"-?\.?\d[\d.]*")
