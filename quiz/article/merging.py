"""What several sentences say becomes one fact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quiz.core.facts import Evidence, Fact
from quiz.core.folding import fold

# What an article often gives in two sentences: "on A and B, and it will also run on C".
_TOGETHER = frozenset({"tv_network", "streaming_service", "platform"})
_NEAR = 500


def merged(facts: Iterable[Fact], content: str) -> list[Fact]:
    """One fact for what several patterns or sentences say: the surer, with the larger set.

    Sets that one paragraph gives piece by piece are put together, over all their evidence.
    """
    best: dict[tuple[str, str, tuple[str, ...]], Fact] = {}
    for fact in facts:
        if not fact.stem and fold(fact.subject) in map(fold, fact.objects):
            continue  # what answers with its own subject tells nothing
        key = (fact.relation, fold(fact.subject), tuple(sorted(fold(o) for o in fact.objects)))
        held = best.get(key)
        if held is None:
            best[key] = fact
        elif fact.confidence > held.confidence:
            best[key] = replace(fact, qualifier=fact.qualifier or held.qualifier)
    groups: dict[tuple[str, str], list[tuple[Fact, frozenset[str]]]] = {}
    for fact in best.values():
        groups.setdefault((fact.relation, fold(fact.subject)), []).append(
            (fact, frozenset(fold(o) for o in fact.objects))
        )
    kept = [
        fact
        for group in groups.values()
        for fact, mine in group
        if not any(mine < other for _, other in group)
    ]
    kept = _together(_first_dates(kept), content)
    return sorted(kept, key=lambda fact: (fact.evidence.start, -fact.confidence, fact.relation, fact.objects))


def _together(facts: list[Fact], content: str) -> list[Fact]:
    """Networks, services and platforms of one work as one set, where they stand near each other."""
    held: dict[tuple[str, str], Fact] = {}
    others: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: fact.evidence.start):
        key = (fact.relation, fold(fact.subject))
        if fact.relation not in _TOGETHER or fact.qualifier:
            others.append(fact)
        elif key not in held:
            held[key] = fact
        else:
            held[key] = _joined(held[key], fact, content)
    return [*others, *held.values()]


def _joined(one: Fact, two: Fact, content: str) -> Fact:
    """Two facts of one relation as one; the first alone where they stand too far apart to prove together."""
    start = min(one.evidence.start, two.evidence.start)
    end = max(one.evidence.end, two.evidence.end)
    if end - start > _NEAR or "\n\n" in content[start:end]:
        return one
    objects = {fold(name): name for name in (*two.objects, *one.objects)}
    names = tuple(objects[key] for key in dict.fromkeys(map(fold, (*one.objects, *two.objects))))
    evidence = Evidence(content[start:end], start, end)
    return replace(one, objects=names, evidence=evidence, confidence=min(one.confidence, two.confidence))


def _first_dates(facts: list[Fact]) -> list[Fact]:
    """Of several dates of one release, the first that is given: the others are other channels'."""
    first: dict[tuple[str, str, str], Fact] = {}
    for fact in sorted(
        facts, key=lambda fact: (fact.evidence.start, fact.evidence.text.find(fact.objects[0]))
    ):
        if fact.relation in ("premiere_date", "release_date"):
            first.setdefault((fact.relation, fold(fact.subject), fact.qualifier), fact)
    return [
        fact for fact in facts if first.get((fact.relation, fold(fact.subject), fact.qualifier), fact) is fact
    ]
