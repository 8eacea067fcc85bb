"""A prompt as its words: which of them are names, titles or quoted, and where a sentence begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quiz.core.lint.bags import bag

LONGEST_READ = 1000
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*(?:n['’]t)?")
_QUOTED = re.compile(
    r"“[^”]{1,300}”|\"[^\"]{1,300}\"|«[^»]{1,300}»|„[^“”]{1,300}[“”]|‘[^’]{1,200}’(?!\w)"
    r"|(?<!\w)'[^']{1,200}'(?!\w)|\*[^*]{1,200}\*|(?<!\w)_[^_]{1,200}_(?!\w)"
)
_ENDS = re.compile(r"[.?!…]['\"”’)]*\s")
_ABBREVIATED = bag("dr mr mrs ms st no vs jr sr prof gen col lt capt vol op")
_SMALL = bag("the of and in on to a an for from with at by de la du von van & or as into")
OPENERS = bag(
    """
    a about after all also although am among an and any are as at because before behind below
    between both but by can choose could did do does during each either every following for from
    give had has have he her here hers him his how i identify if in into is it its list many match
    may might most must my name neither no not now of on one only or order our out over pick place
    please put rank select several shall she should since some sort such than that the their them
    then there these they this those though three through to true false two under until up upon us
    was we were what when where whether which while who whom whose why will with within without
    would you your according arrange they'll he's she's it's complete fill despite nearly almost
    above once today
    """
)
"""Words that begin a sentence without being a name."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a prompt: as written, in small letters, and what it stands in."""

    text: str
    low: str
    start: int
    end: int
    name: bool
    quoted: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt, read."""

    text: str
    words: tuple[Word, ...]
    quotes: tuple[tuple[int, int], ...]

    def between(self, one: int, other: int) -> str:
        """What stands between two words that follow each other, such as a comma and a space."""
        return self.text[self.words[one].end : self.words[other].start]

    def plain(self) -> str:
        """The prompt in small letters, with names and quotes blanked out, places kept.

        >>> read("Who directed Tomorrow Never Dies?").plain().split()
        ['who', 'directed', '?']
        """
        signs = list(self.text)
        spans = [(word.start, word.end) for word in self.words if word.name]
        for start, end in (*self.quotes, *spans):
            signs[start:end] = " " * (end - start)
        text = "".join(signs)
        low = text.lower()
        return low if len(low) == len(text) else "".join(sign.lower()[:1] or sign for sign in text)

    def names(self) -> frozenset[str]:
        """The words of names, in small letters."""
        return frozenset(word.low for word in self.words if word.name and word.low not in _SMALL)


def shortened(text: str) -> str:
    """So much of a prompt as is judged: beyond that it is too long, whatever it says."""
    return " ".join(text[:LONGEST_READ].split()) if len(text) > LONGEST_READ else text


@lru_cache(maxsize=4096)
def read(text: str) -> Prompt:
    """Read a prompt.

    A word with a capital is a name, unless it begins a sentence; so are the small words within a title.

    >>> [word.text for word in read("Who wrote Do Androids Dream of Electric Sheep?").words if word.name]
    ['Do', 'Androids', 'Dream', 'of', 'Electric', 'Sheep']
    """
    text = shortened(text)
    quotes = tuple(found.span() for found in _QUOTED.finditer(text))
    found = list(_WORD.finditer(text))
    capital = [any(sign.isupper() for sign in word[0]) for word in found]
    firsts = [_begins(text, found, place) for place in range(len(found))]
    named = [capital[n] and not _is_plain(found, capital, firsts, n) for n in range(len(found))]
    for n, one in enumerate(named):
        if one:
            _join(text, found, named, n)
    return Prompt(
        text,
        tuple(
            Word(
                word[0],
                word[0].lower().replace("’", "'"),
                word.start(),
                word.end(),
                named[n],
                any(low <= word.start() < high for low, high in quotes),
                firsts[n],
            )
            for n, word in enumerate(found)
        ),
        quotes,
    )


def _begins(text: str, found: list[re.Match[str]], n: int) -> bool:
    if n == 0:
        return True
    before = found[n - 1]
    gap = text[before.end() : found[n].start()]
    if not _ENDS.search(gap + " ") or not gap.strip():
        return gap.strip() in (":", "—") and gap.endswith(" ")
    return not (gap.startswith(".") and (before[0].lower() in _ABBREVIATED or len(before[0]) == 1))


def _is_plain(found: list[re.Match[str]], capital: list[bool], firsts: list[bool], n: int) -> bool:
    """Whether a word with a capital has it only because a sentence begins with it, or is NOT or EXCEPT."""
    text = found[n][0]
    if text in ("I", "NOT", "EXCEPT", "NEVER", "ALWAYS", "FALSE", "TRUE", "LEAST"):
        return True
    if not firsts[n]:
        return False
    if text.lower() in OPENERS or any(sign.isupper() for sign in text[1:]):
        return text.lower() in OPENERS
    after = n + 1
    if after >= len(found):
        return True
    return not (capital[after] or text.endswith(("'s", "’s")) or found[after][0].lower() in _AFTER_A_NAME)


_AFTER_A_NAME = bag("is was has had does did will and or directed wrote")


def _join(text: str, found: list[re.Match[str]], named: list[bool], n: int) -> None:
    """Make the small words after ``n`` part of a name that goes on behind them: Ghost in the Shell."""
    last = n + 1
    while last < len(found) and last - n <= 3 and found[last][0].lower() in _SMALL and not named[last]:
        last += 1
    inside = range(n + 1, last)
    if last < len(found) and named[last] and inside:
        if "," in text[found[n].end() : found[last].start()]:
            return
        for place in inside:
            named[place] = True
