"""Verbs in their forms (``assets/knowledge/verbs.tsv``): enough to turn a clause into a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from quiz.resources import assets

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb; ``use`` says what it is good for (the head of ``verbs.tsv``)."""

    base: str
    past: str
    participle: str
    third: str
    use: frozenset[str] = frozenset()


class Verbs:
    """Verbs by each of their forms."""

    def __init__(self, rows: list[tuple[str, ...]]) -> None:
        self._past: dict[str, Verb] = {}
        self._participle: dict[str, Verb] = {}
        self._third: dict[str, Verb] = {}
        self._base: set[str] = set()
        for base, past, participle, third, use in rows:
            pasts = past.split("/") if past else [regular_past(base)]
            participles = participle.split("/") if participle else pasts
            verb = Verb(base, pasts[0], participles[0], third or third_of(base), frozenset(use.split()))
            self._third.setdefault(verb.third, verb)
            self._base.add(base)
            for form in pasts:
                self._past.setdefault(form, verb)
            for form in participles:
                self._participle.setdefault(form, verb)

    def __iter__(self) -> Iterator[Verb]:
        return iter(self._third.values())

    def past(self, word: str) -> Verb | None:
        """The verb that has this past form.

        >>> load().past("moved").base, load().past("wrote").base, load().past("table")
        ('move', 'write', None)
        """
        return self._past.get(word)

    def participle(self, word: str) -> Verb | None:
        """The verb that has this past participle."""
        return self._participle.get(word)

    def third(self, word: str) -> Verb | None:
        """The verb that has this form after he, she or it, in the present."""
        return self._third.get(word)

    def is_base(self, word: str) -> bool:
        """Whether a word is a verb's base form."""
        return word in self._base

    def only_past(self, word: str) -> bool:
        """Whether a word can be nothing but a finite verb in the past (``wrote``, never ``held``)."""
        verb = self._past.get(word)
        return verb is not None and word != verb.base and word not in self._participle


def regular_past(base: str) -> str:
    """The past of a regular verb; where the last letter doubles, the table has to say so.

    >>> regular_past("move"), regular_past("carry"), regular_past("enroll")
    ('moved', 'carried', 'enrolled')
    """
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return base + "ed"


def third_of(base: str) -> str:
    """The form after he, she or it.

    >>> third_of("move"), third_of("carry"), third_of("teach")
    ('moves', 'carries', 'teaches')
    """
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def read(text: str) -> Verbs:
    """The verbs of a table: base, past, participle, third person and use, tabs between them."""
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = [*line.split("\t"), "", "", "", ""][:5]
            rows.append(tuple(cells))
    return Verbs(rows)


@cache
def load() -> Verbs:
    """The verbs that ship with the program, read once."""
    return read((assets() / "knowledge" / "verbs.tsv").read_text(encoding="utf-8"))
