"""Words and signs of a sentence, with their places: what names are put together from."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?:[A-Z]\.){2,}                                   # U.S., J.R.R.
    | [A-Z]\.(?=\s?[A-Z])                               # an initial: J. Robert
    | (?:Jr|Sr|St|Dr|Mr|Mrs|Ms|Mt|Ft|No|Lt|Gen|Col|Sgt|Capt|Prof|Gov|Sen|Rep|Rev)\.
    | [^\W_]+(?:[.’'&+*-]+[^\W_]+)*                   # Re:Zero aside, words with signs inside
      (?:\+\+|!(?=\s(?:[a-z]|Studios?\b|Factory\b|Games\b|Entertainment\b)))?
    | [^\w\s]
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"[’']s$", re.IGNORECASE)
_HYPHENED = re.compile(r"^(.*[A-Z0-9].*?)-([a-z][^A-Z]*)$")
_ARABIC = re.compile(r"(?:al|el|ad|ul|as|ar|an|bin)-[A-Z]")
_DASHES = re.compile(r"[–—/]")


def _is_arabic(text: str) -> bool:
    return "-" in text and _ARABIC.match(text) is not None


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign at ``start`` to ``end`` of its sentence."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is: with a capital, or with one inside: ``iPhone``, ``el-Amin``."""
        one = self.text[:1]
        return one.isupper() or (
            one.isalpha()
            and len(self.text) > 2
            and (self.text[1:3] != self.text[1:3].lower() or _is_arabic(self.text))
        )

    @property
    def word(self) -> bool:
        """Whether it is a word or a number, not a sign."""
        return self.text[:1].isalnum()


def tokens(text: str) -> list[Token]:
    """The tokens of a sentence; a possessive 's stands by itself, and so does what a hyphen adds to a name.

    >>> [t.text for t in tokens("Its Blade Runner-inspired tale, Ishida 's and J. Robert's")]
    ['Its', 'Blade', 'Runner', '-inspired', 'tale', ',', 'Ishida', "'s", 'and', 'J.', 'Robert', "'s"]
    """
    found: list[Token] = []
    for one in _TOKEN.finditer(text):
        found += _parted(one[0], one.start())
    return _joined(found)


def _parted(word: str, start: int) -> list[Token]:
    end = start + len(word)
    owner = _POSSESSIVE.search(word)
    if owner and owner.start() > 0:
        at = start + owner.start()
        return [*_parted(word[: owner.start()], start), Token(text=word[owner.start() :], start=at, end=end)]
    hyphened = _HYPHENED.match(word)
    if hyphened and len(hyphened[1]) > 1 and word[0].isupper():
        at = start + len(hyphened[1])
        return [Token(hyphened[1], start, at), Token(word[len(hyphened[1]) :], at, end)]
    return [Token(word, start, end)]


def _joined(found: list[Token]) -> list[Token]:
    """Put ``'`` and ``s`` that a typesetter parted together again: ``Ishida 's``."""
    made: list[Token] = []
    for token in found:
        last = made[-1] if made else None
        if token.text == "s" and last and last.text in "'’" and last.end == token.start:
            made[-1] = Token(last.text + "s", last.start, token.end)
        else:
            made.append(token)
    return made
