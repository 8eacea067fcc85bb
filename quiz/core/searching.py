"""Text for a full-text index, and queries against it: words by their beginnings, Japanese by pairs of signs.

Indexes part words at blanks, so that 監督 inside a sentence would never be found. Runs of Chinese, Japanese
and Korean signs are therefore indexed as all their pairs, and asked for in the same way.
"""

from __future__ import annotations

import re
from itertools import pairwise

from quiz.core.questions import Question

_WIDE = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
_PARTS = re.compile(rf"({_WIDE.pattern})|([^\W_]+)")
_MOST_WORDS = 12
UNRANKED = 3
"""Queries whose every word has fewer letters than this are too common to be ranked."""


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


def query(typed: str) -> str:
    """What a person typed as an FTS5 query: every word, or its beginning, must be there; ``""`` for nothing.

    >>> query("met rou"), query('"; DROP'), query("監督"), query("  ")
    ('"met"* "rou"*', '"DROP"*', '"監督"*', '')
    """
    terms: list[str] = []
    for wide, word in _PARTS.findall(typed)[:_MOST_WORDS]:
        if len(wide) > 1:
            terms += [one + two for one, two in pairwise(wide)]
        else:
            terms.append(wide or word)
    return " ".join(f'"{term}"*' for term in terms)


def is_ranked(typed: str) -> bool:
    """Whether the hits of a query are few enough to be ranked by how well they fit."""
    return any(len(word) >= UNRANKED or len(wide) > 1 for wide, word in _PARTS.findall(typed))
