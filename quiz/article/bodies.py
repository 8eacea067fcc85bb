"""One name for each organisation: a company and the same with Games, Inc. or Ltd behind it are one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from quiz.core.facts import Fact, Reading
from quiz.core.folding import fold

_TAIL = re.compile(
    r"(?:,? (?:Games|Game|Inc\.?|Incorporated|Company|Co\.?|Studios?|Ltd\.?|Limited|LLC|GmbH|AG|plc|PLC|"
    r"S\.?A\.?|Corp\.?|Corporation))+$"
)


def bare_body(name: str) -> str:
    """The name of a company without what any company may be called.

    >>> bare_body("Tin Kettle Games, Ltd."), bare_body("Fjordlight"), bare_body("The Company")
    ('Tin Kettle', 'Fjordlight', 'The Company')
    """
    bare = _TAIL.sub("", name)
    return bare if bare and fold(bare) not in ("the", "a", "") else name


def one_name_each(reading: Reading) -> tuple[Fact, ...]:
    """The facts of a reading with one name, the longest, for each organisation that has two."""
    names = _longest(reading)
    if not names:
        return reading.facts
    return tuple(_renamed(fact, names) for fact in reading.facts)


def _renamed(fact: Fact, names: dict[str, str]) -> Fact:
    subject = names.get(fact.subject, fact.subject)
    context = names.get(fact.context, fact.context)
    if (subject, context) == (fact.subject, fact.context):
        return fact
    return replace(fact, subject=subject, context=context)


def _longest(reading: Reading) -> dict[str, str]:
    """What the shorter names of organisations become."""
    bodies = dict.fromkeys(one.name for one in reading.entities if one.kind == "org")
    named = (*bodies, *_subjects(reading.facts))
    groups: dict[str, dict[str, None]] = {}
    for name in named:
        groups.setdefault(fold(bare_body(name)), {})[name] = None
    found: dict[str, str] = {}
    for held in groups.values():
        # A person or a place may bear the short form; then nothing says that they are one.
        if len(held) > 1 and any(name in bodies for name in held):
            best = max(held, key=lambda name: (len(name), name))
            found.update((name, best) for name in held if name != best)
    others = {one.name for one in reading.entities if one.kind in ("person", "work", "place", "character")}
    return {name: best for name, best in found.items() if name not in others}


def _subjects(facts: Iterable[Fact]) -> Iterable[str]:
    return dict.fromkeys(fact.subject for fact in facts if fact.subject_type in ("org", "company", "studio"))
