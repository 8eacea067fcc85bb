"""Text for a full-text index, and queries against it: words by their beginnings, Japanese by pairs of signs.

Indexes part words at blanks, so that 監督 inside a sentence would never be found. Runs of Chinese, Japanese
and Korean signs are therefore indexed as all their pairs, and asked for in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from quiz.core.questions import Question

_WIDE = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
_PARTS = re.compile(rf"({_WIDE.pattern})|([^\W_]+)")
_MOST_WORDS = 12
LISTED = (5, 3, 1)
"""Beginnings of so many letters stand in the index by themselves."""


def indexed(question: Question) -> str:
    """What of a question can be searched for, ready for the index."""
    q = question
    return spread("\n".join((q.prompt, *q.right, *q.wrong, q.category, *q.tags, q.explanation)))


def spread(text: str) -> str:
    """``text`` with every run of Chinese, Japanese and Korean signs as its pairs, and its last sign alone.

    >>> spread("Rouge の監督は")
    'Rouge  の監 監督 督は は '
    """
    return text if text.isascii() else _WIDE.sub(lambda found: f" {_pairs(found[0])} ", text)


def _pairs(run: str) -> str:
    return " ".join([*(one + two for one, two in pairwise(run)), run[-1]])


def terms(typed: str) -> list[str]:
    """The words of what a person typed, each a beginning of a word in the index.

    >>> terms("met rou"), terms('"; DROP'), terms("監督は"), terms("  ")
    (['met', 'rou'], ['DROP'], ['監督', '督は'], [])
    """
    found: list[str] = []
    for wide, word in _PARTS.findall(unicodedata.normalize("NFC", typed))[:_MOST_WORDS]:
        if len(wide) > 1:
            found += [one + two for one, two in pairwise(wide)]
        else:
            found.append(wide or word)
    return found


def beginning(words: Sequence[str]) -> str:
    """An FTS5 query: every word must begin one of the text's.

    >>> beginning(["met", "rou"])
    '"met"* "rou"*'
    """
    return " ".join(f'"{word}"*' for word in words)


def whole(words: Sequence[str]) -> str:
    """As :func:`beginning`, where a word that is not listed must be one of the text's as it is.

    >>> whole(["met", "rouge", "metallic"])
    '"met"* "rouge"* "metallic"'
    """
    return " ".join(f'"{word}"*' if len(word) in LISTED else f'"{word}"' for word in words)


def listed(word: str) -> str:
    """The longest beginning of a word that is listed.

    >>> listed("metallic"), listed("rou"), listed("ro")
    ('metal', 'rou', 'r')
    """
    return next(word[:n] for n in LISTED if n <= len(word))
