"""Anki's cloze notes: ``{{c1::answer::hint}}`` in a text, each number a question of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

GAP = "_____"
_MARKS = re.compile(r"\{\{c(\d{1,3}(?:,\d{1,3})*)::|\}\}")
_MOST_DEPTH = 8
_MOST_GAPS = 60


@dataclass(slots=True)
class _Hidden:
    numbers: frozenset[int]
    inside: list[str | _Hidden] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gap:
    """One number of a cloze note: the text with a gap in it, and what belongs there, each text once."""

    number: int
    text: str
    answers: tuple[str, ...]


def has_gaps(text: str) -> bool:
    """Whether a field is that of a cloze note."""
    return "{{c" in text and _MARKS.search(text) is not None


def gaps(text: str) -> list[Gap]:
    """Every gap of a cloze note by its number; hints stand in brackets behind the gap.

    >>> [(gap.text, gap.answers) for gap in gaps("{{c1::Bones}} made {{c2::Metallic Rouge::series}}.")]
    [('_____ made Metallic Rouge.', ('Bones',)), ('Bones made _____ (series).', ('Metallic Rouge',))]
    """
    whole = _parsed(text)
    numbers = sorted(_numbers(whole))[:_MOST_GAPS]
    return [Gap(n, _shown(whole, n), tuple(dict.fromkeys(_answers(whole, n)))) for n in numbers]


def _parsed(text: str) -> list[str | _Hidden]:
    whole: list[str | _Hidden] = []
    open_: list[_Hidden] = []
    at = 0
    for found in _MARKS.finditer(text):
        inside = open_[-1].inside if open_ else whole
        inside.append(text[at : found.start()])
        at = found.end()
        if found[1] and len(open_) < _MOST_DEPTH:
            hidden = _Hidden(frozenset(map(int, found[1].split(","))))
            inside.append(hidden)
            open_.append(hidden)
        elif not found[1] and open_:
            open_.pop()
        else:
            inside.append(found[0])
    (open_[-1].inside if open_ else whole).append(text[at:])
    return whole


def _numbers(pieces: Iterable[str | _Hidden]) -> set[int]:
    found: set[int] = set()
    for piece in pieces:
        if isinstance(piece, _Hidden):
            found |= piece.numbers | _numbers(piece.inside)
    return found


def _shown(pieces: Iterable[str | _Hidden], number: int) -> str:
    told = []
    for piece in pieces:
        if isinstance(piece, str):
            told.append(piece)
        elif number in piece.numbers:
            hint = _shown(piece.inside, 0).partition("::")[2].strip()
            told.append(f"{GAP} ({hint})" if hint else GAP)
        else:
            told.append(_shown(piece.inside, number).partition("::")[0])
    return "".join(told)


def _answers(pieces: Iterable[str | _Hidden], number: int) -> list[str]:
    found = []
    for piece in pieces:
        if isinstance(piece, _Hidden):
            if number in piece.numbers:
                found.append(_shown(piece.inside, 0).partition("::")[0].strip())
            else:
                found += _answers(piece.inside, number)
    return found
