"""Where an article contradicts itself: both sides are reported, neither is asked or stands as a distractor.

Four ways: two values for what can have one, sums of years that do not add up, a sequel older than its
forerunner, and one name in two spellings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import OSA

from quiz.article.relations import Relations
from quiz.article.values import number, years
from quiz.core.facts import Contradiction, Entity, Evidence, Fact, Side
from quiz.core.folding import fold

# Ages and spans of years are often counted from the year before or after.
_SLACK = 1
_SPELLING = 2
_LONG_NAME = 8
_SHORT_NAME = 5


def conflicts(
    facts: list[Fact], entities: Iterable[Entity], relations: Relations, content: str
) -> list[Contradiction]:
    """The contradictions among the facts of one article."""
    found = [
        *_values(facts, relations),
        *_spans(facts),
        *_sequels(facts),
        *_spellings(facts, entities, content),
    ]
    seen: dict[tuple[str, str, tuple[str, ...]], Contradiction] = {}
    for one in found:
        seen.setdefault(
            (one.relation, fold(one.subject), tuple(sorted(fold(s.object) for s in one.sides))), one
        )
    return list(seen.values())


def _values(facts: list[Fact], relations: Relations) -> Iterator[Contradiction]:
    """Two values for a relation that can have one."""
    slots: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        told = relations.get(fact.relation)
        if told and told.functional and len(fact.objects) == 1 and not fact.hedged:
            slots[fact.relation, fold(fact.subject), fold(fact.context), fold(fact.qualifier)].append(fact)
    for held in slots.values():
        for one, two in combinations(held, 2):
            if not _agree(one.objects[0], two.objects[0]):
                yield _contradiction(one, two)


def _agree(one: str, two: str) -> bool:
    """Whether two values may both be true: equal, equal in number, or one a closer form of the other."""
    a, b = fold(one), fold(two)
    if a == b or f" {a} " in f" {b} " or f" {b} " in f" {a} ":
        return True
    worth = number(one), number(two)
    if None not in worth and worth[0] == worth[1]:
        return True
    dated = years(one), years(two)
    # A year and a day without one may be one date.
    return (
        bool(re.search(r"[A-Za-z]", one + two))
        and bool(dated[0]) != bool(dated[1])
        and a.split()[0] == b.split()[0]
    )


def _spans(facts: list[Fact]) -> Iterator[Contradiction]:
    """Years that do not add up: ``19 years`` between 2002 and 2024, an age and a life's dates."""
    year: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        if fact.relation in _YEARS and len(fact.objects) == 1 and years(fact.objects[0]):
            year.setdefault((_YEARS[fact.relation], fold(fact.subject)), fact)
    for fact in facts:
        told = number(fact.objects[0].removesuffix(" years")) if len(fact.objects) == 1 else None
        if told is None:
            continue
        if fact.relation == "years_of_collaboration":
            ends = year.get(("out", fold(fact.subject))), year.get(("out", fold(fact.qualifier)))
        elif fact.relation == "death_age":
            ends = year.get(("death", fold(fact.subject))), year.get(("birth", fold(fact.subject)))
        else:
            continue
        late, early = ends
        if late and early and abs(years(late.objects[0])[0] - years(early.objects[0])[0] - told) > _SLACK:
            yield Contradiction(
                fact.relation,
                fact.subject,
                (
                    Side(fact.objects[0], fact.evidence),
                    Side(early.objects[0], early.evidence),
                    Side(late.objects[0], late.evidence),
                ),
            )


_YEARS = {
    "year": "out",
    "premiere_date": "out",
    "release_date": "out",
    "birth_date": "birth",
    "birth_year": "birth",
    "death_date": "death",
    "death_year": "death",
}


def _sequels(facts: list[Fact]) -> Iterator[Contradiction]:
    """A sequel that came out before its forerunner."""
    out = {
        fold(f.subject): f
        for f in facts
        if f.relation in ("year", "premiere_date", "release_date") and years(f.objects[0])
    }
    for fact in facts:
        if fact.relation == "sequel_to":
            later, earlier = out.get(fold(fact.subject)), out.get(fold(fact.objects[0]))
            if later and earlier and years(later.objects[0])[0] < years(earlier.objects[0])[0]:
                yield _contradiction(later, earlier)


def _spellings(facts: list[Fact], entities: Iterable[Entity], content: str) -> Iterator[Contradiction]:
    """One person in two spellings: which is right, the article does not say."""
    stating: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for name in dict.fromkeys(map(fold, fact.objects)):
            stating[name].append(fact)
    blocks: dict[tuple[str, int], list[tuple[str, Entity]]] = defaultdict(list)
    for entity in entities:
        name = fold(entity.name)
        if entity.kind in ("person", "name", "character") and not entity.aside and len(name) >= _SHORT_NAME:
            blocks[name[:3], name.count(" ")].append((name, entity))
    for held in blocks.values():
        for name, mine in held:
            if name not in stating:
                continue
            for other_name, other in held:
                if not _same_name(name, other_name) or _together(content, mine, other):
                    continue
                for fact in stating[name]:
                    sides = (Side(mine.name, fact.evidence), Side(other.name, _around(content, other)))
                    yield Contradiction(fact.relation, fact.subject, sides)


def _same_name(a: str, b: str) -> bool:
    """Whether two folded names are so near that they may be one."""
    if a == b or abs(len(a) - len(b)) > _SPELLING or any(sign.isdigit() for sign in a + b):
        return False
    shorter = min(len(a), len(b))
    if " " in a:
        return shorter >= _LONG_NAME and OSA.distance(a, b, score_cutoff=_SPELLING) <= _SPELLING
    return shorter >= _SHORT_NAME and OSA.distance(a, b, score_cutoff=1) <= 1


def _together(content: str, one: Entity, two: Entity) -> bool:
    """Whether one sentence names both: then they are two people."""
    low, high = sorted((one.first, two.first))
    return not re.search(r"[.!?\n]\s", content[low:high])


def _around(content: str, entity: Entity) -> Evidence:
    """The sentence that names something first."""
    start = max(content.rfind(". ", 0, entity.first) + 2, content.rfind("\n", 0, entity.first) + 1)
    if start == 1:
        start = 0
    ends = [at for at in (content.find(". ", entity.first), content.find("\n", entity.first)) if at >= 0]
    end = min(ends) + (1 if ends and content[min(ends)] == "." else 0) if ends else len(content)
    return Evidence(content[start:end], start, end)


def _contradiction(one: Fact, two: Fact) -> Contradiction:
    first, second = sorted((one, two), key=lambda fact: fact.evidence.start)
    return Contradiction(
        first.relation,
        first.subject,
        (Side(first.objects[0], first.evidence), Side(second.objects[0], second.evidence)),
    )
