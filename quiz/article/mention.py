"""One naming in an article, and the brackets of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quiz.article.entries import Entry

# Brackets, and page marks such as ":121,154" that an encyclopedia's notes leave behind.
_ASIDE = re.compile(
    r"\([^()]*\)|（[^（）]*）|\[[^\[\]]{1,40}\]|(?<=[^\s\d:]):\d{1,3}(?:[–,-]\d{1,3})*(?![\d:])"
)


@dataclass(slots=True)
class Mention:
    """One naming: ``start`` to ``end`` in the article.

    ``kind`` is person, work, org, place, term, demonym, date, year, number, money and so on, ``name`` for
    a name that only its shape gives away, ``quote`` for a title or saying in quotes. ``options`` holds
    what it may stand for, kind to canonical name, once that is settled. ``gloss`` is the bracket after it,
    counted in the sentence, and ``note`` what stands in it.
    """

    kind: str
    start: int
    end: int
    text: str
    sub: str = ""
    entries: tuple[Entry, ...] = ()
    gloss: tuple[int, int] | None = None
    note: str = ""
    aside: bool = False
    options: dict[str, str] = field(default_factory=dict)

    @property
    def named(self) -> bool:
        """Whether it is a name, rather than a value."""
        return self.kind in NAMED


NAMED = frozenset({"person", "work", "org", "place", "term", "event", "name", "quote", "character"})


def brackets(text: str) -> list[tuple[int, int]]:
    """Spans of round brackets inside a sentence, signs included; a sentence in brackets as a whole has none.

    >>> brackets("Groves (Matt Damon) left.")
    [(7, 19)]
    """
    found = [(m.start(), m.end()) for m in _ASIDE.finditer(text)]
    return [(one, two) for one, two in found if not (one == 0 and two >= len(text) - 1)]


def give_glosses(text: str, found: list[Mention], inner: list[tuple[int, int]]) -> None:
    """Give each bracket of a sentence to the mention right before it."""
    for one, two in inner:
        before = [m for m in found if m.end <= one and not text[m.end : one].strip(" \"”’'")]
        if before:
            before[-1].gloss = (one, two)
            before[-1].note = text[one + 1 : two - 1].strip()
