"""Headings in capitals as a reader likes them."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "over",
    "the", "to", "via", "vs", "with",
))  # fmt: skip
_CAPITALS = frozenset((
    "ABC", "AKA", "BBC", "CBS", "CEO", "CIA", "DC", "DNA", "EU", "FBI", "FDR", "HBO", "IQ", "JFK", "LA",
    "LBJ", "MGM", "MLB", "MTV", "NASA", "NATO", "NBA", "NBC", "NCAA", "NFL", "NHL", "NYC", "PBS", "TV", "UFO",
    "UK", "UN", "US", "USA", "USSR", "WWI", "WWII",
))  # fmt: skip
_ROMAN = re.compile(r"(?=[XVI]{2})X{0,3}(?:IX|IV|V?I{0,3})")


def titled(heading: str) -> str:
    """A heading that is all in capitals with only its first letters so; any other as it is.

    >>> titled("THE HISTORY OF U.S. TV"), titled("3-LETTER WORDS"), titled("IT'S ALL GREEK TO ME")
    ('The History of U.S. TV', '3-Letter Words', "It's All Greek to Me")
    >>> titled("THE 20th CENTURY"), titled("World War II")
    ('The 20th Century', 'World War II')
    """
    shouted = sum(sign.isupper() for sign in heading)
    if shouted < 2 or shouted <= 2 * sum(sign.islower() for sign in heading):
        return heading
    words = list(_WORD.finditer(heading))
    made, at = [], 0
    for n, found in enumerate(words):
        made += [heading[at : found.start()], _cased(heading, found, n in (0, len(words) - 1))]
        at = found.end()
    return "".join([*made, heading[at:]])


def _cased(heading: str, found: re.Match[str], is_outer: bool) -> str:
    word = found[0]
    # A letter alone between dots is an abbreviation; digits have their own letters: 20th, 1980s.
    if len(word) == 1 and (
        heading[found.end() : found.end() + 1] == "." or (not is_outer and word not in "AaIi")
    ):
        return word
    if word[0].isdigit():
        return word if not word[-1].isupper() else word.lower()
    if word in _CAPITALS or _ROMAN.fullmatch(word):
        return word
    low = word.lower()
    opens = heading[: found.start()].rstrip(" ")[-1:] in (":", '"', "“", "?", "!", ".")
    return low if low in _SMALL and not is_outer and not opens else low[0].upper() + low[1:]
