"""What a heading in news is about: the title before what it says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quiz.article.text import Sentence

_MEDIUM = (
    r"(?:(?:TV|Web|Light|Live-Action|Animated|Stage|Video) )*"
    r"(?:Manga|Anime|Novels?|Film|Movie|Game|Series|Drama|Show)"
)
_ALONE = re.compile(r"[“\"‘](?P<title>[^“”\"]{2,60})[”\"’]")
_SHORT = 10
_NEWS = re.compile(
    r"[“\"‘']?(?P<title>[A-Z0-9].{1,60}?)[”\"’']?"
    rf"(?: {_MEDIUM})?(?: (?:is|are|to|will|has|been|officially|finally|soon|now))*"
    r" (?:ends?|ending|resum(?:es?|ing)|returns?|returning|launch(?:es|ed|ing)?|begins|starts|gets?|getting"
    r"|receives|announced|confirmed|delayed|postponed|cancell?ed|renewed|premieres?|debuts?|adapted|opens"
    r"|arrives|inspires|enters|com(?:es|ing) to|finale)\b",
    re.IGNORECASE,
)


def headlined(text: str) -> str:
    """The title that a heading of news begins with; empty where it says no news of one.

    >>> headlined("Lantern Ward Manga Ends in May"), headlined("Where to watch it")
    ('Lantern Ward', '')
    """
    found = _NEWS.match(text)
    return found["title"] if found and all(_weighty(word) for word in found["title"].split()) else ""


def _weighty(word: str) -> bool:
    return not word[:1].islower() or len(word) < 4


def is_headline(sentence: Sentence) -> bool:
    """Whether a line stands as a heading does: it is one, or is short and does not end."""
    return sentence.heading or (
        len(sentence.text.split()) <= _SHORT
        and sentence.text[-1:].isalnum()
        and bool(headlined(sentence.text))
    )


def topics(found: Iterable[Sentence]) -> set[str]:
    """The titles of an article's headings below the first line."""
    rows = list(found)[1:]
    return {title for one in rows if is_headline(one) and (title := headlined(one.text))}


def titles(found: Iterable[Sentence]) -> set[str]:
    """The titles in quotes that stand as headings by themselves."""
    alone = (_ALONE.fullmatch(one.text) for one in list(found)[1:] if one.heading)
    return {one["title"] for one in alone if one}
