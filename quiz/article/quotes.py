"""Titles and sayings in quotes."""

from __future__ import annotations

import re

from quiz.article.knowledge import Knowledge
from quiz.article.mention import Mention

_QUOTES = re.compile(
    r"“(?P<a>[^“”]{1,120})”|(?<!\w)\"(?P<b>[^\"]{1,120})\"(?!\w)|(?<![\w'])''(?P<c>[^']{1,80})''(?!\w)"
    r"|(?<![\w’'])[‘'](?P<d>[A-Z0-9][^‘’'\n]{0,60}(?:[’'](?!s\b)\w[^‘’'\n]{0,30})?)[’'](?!\w)"
    r"|「(?P<e>[^」]{1,60})」|『(?P<f>[^』]{1,60})』"
    r"|«(?P<g>[^»]{1,80})»"
)
_SPOKEN = re.compile(
    r"\b(?:is|are|was|were|am|will|would|can|could|do|does|did|have|has|had|I|we|you|they|he|she|it)\b|\.\.\.|…"
)
SMALL = frozenset(
    (
        *("a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "from", "with", "by"),
        *("as", "de", "la", "no", "wa", "ga", "ni", "o", "my", "your", "not", "is", "it's", "are"),
        *("be",),
    )
)
"""Words that a title writes small."""


def quoted(text: str, knowledge: Knowledge) -> list[Mention]:
    """The titles and sayings that stand in quotes in a sentence; offsets count in it."""
    found = []
    for one in _QUOTES.finditer(text):
        inner = next(group for group in one.groupdict().values() if group is not None)
        start = text.index(inner, one.start())
        clean = inner.strip().rstrip(",.;:").strip()
        if not clean or not (_is_title(clean, inner) or _is_called(text[: one.start()], clean)):
            continue
        start += inner.index(clean[0])
        found.append(Mention("quote", start, start + len(clean), clean, entries=knowledge.named(clean)))
    return found


_CALLED = re.compile(
    r"\b(?:manga|(?:light |web )?novels?|anime|series|films?|movie|game|song|theme|book|album"
    r"|(?:TV )?animation|titled|entitled),? $"
)
_LONGEST = 14


def _is_called(before: str, clean: str) -> bool:
    """Whether the word before a quote says that it is a title, whatever it looks like."""
    return _CALLED.search(before) is not None and clean[:1].isupper() and len(clean.split()) <= _LONGEST


def _is_title(clean: str, inner: str) -> bool:
    """Whether a quote is a title or a saying to be asked about, and not somebody's sentence."""
    parts = clean.split()
    if len(parts) > 9 or (len(parts) > 3 and inner.rstrip().endswith(".") and not clean[:1].isupper()):
        return False
    heavy = [p for p in parts if p.lower() not in SMALL]
    capitals = sum(p[:1].isupper() or p[:1].isdigit() for p in heavy)
    if heavy and capitals == len(heavy):
        return True
    return len(parts) <= 4 and not _SPOKEN.search(clean)
