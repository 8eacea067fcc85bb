"""Names as they are compared: without accents, with short vowels; and plurals by English spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from quiz.core.folding import fold

_LONG_VOWEL = re.compile(r"ou|oo|oh(?![aeiou])|uu")
_QUOTES = str.maketrans("’‘“”‐–", "''\"\"--")
_PLAIN_TRANSLATION = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss"})


def plain(text: str) -> str:
    """``text`` without accents and with straight quotes, its case kept: how names are compared.

    >>> plain("Junichirō’s Łódź")
    "Junichiro's Lodz"
    """
    if text.isascii():
        return text
    low = unicodedata.normalize("NFKD", text.translate(_QUOTES).translate(_PLAIN_TRANSLATION))
    bare = "".join(sign for sign in low if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", bare)


def folded(text: str) -> str:
    """What :func:`fold` makes of ``text``, by a shorter way where there is nothing but letters and blanks."""
    low = text.lower()
    if low.isascii() and low.replace(" ", "").isalnum() and not low.startswith(("the ", "a ", "an ")):
        return low
    return fold(text)


def by_spelling(names: Mapping[str, str], name: str) -> str:
    """Look a name up as it is, then without apostrophes, by its first part, and with short vowels."""
    low = plain(name).casefold()
    bare = low.replace("'", "")
    for form in (low, bare, bare.partition("-")[0], _LONG_VOWEL.sub(_shorter, bare)):
        if form in names:
            return names[form]
    return ""


def _shorter(found: re.Match[str]) -> str:
    return found[0][0]


def singulars(term: str) -> Iterator[str]:
    """What ``term`` may be the plural of, by English spelling.

    >>> list(singulars("bakeries")), list(singulars("androids"))
    (['bakery', 'bakerie'], ['android'])
    """
    if term.endswith("ies"):
        yield term[:-3] + "y"
    if term.endswith(("ches", "shes", "sses", "xes", "zes")):
        yield term[:-2]
    if term.endswith("men"):
        yield term[:-3] + "man"
    if term.endswith("s") and not term.endswith("ss"):
        yield term[:-1]


def plural(term: str) -> str:
    """The plural of ``term``, by English spelling.

    >>> [plural(word) for word in ("android", "witch", "fairy", "fisherman", "human")]
    ['androids', 'witches', 'fairies', 'fishermen', 'humans']
    """
    if term.endswith("y") and term[-2:-1] not in "aeiou":
        return term[:-1] + "ies"
    if term.endswith(("ch", "sh", "s", "x", "z")):
        return term + "es"
    if term.endswith("man") and not term.endswith(("human", "german")):
        return term[:-3] + "men"
    return term + "s"
