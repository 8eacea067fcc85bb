"""Questions that put dated facts in order: three or more that stand near each other, no two of one year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.article import relations as table
from quiz.article.ranking import Draft, Ranking, Scored
from quiz.article.relations import Relation
from quiz.article.values import years
from quiz.core.facts import Evidence, Fact, Reading
from quiz.core.folding import fold
from quiz.core.kinds import Difficulty, Kind
from quiz.core.questions import Question, natural_id

if TYPE_CHECKING:
    from quiz.article.asking import Asking

_WIDEST = 1600
"""Evidence of an order spans all its facts; wider than this nobody reads it."""

_LONGEST_STEP = 75
# That birth comes first and death last is no news.
_ENDS = frozenset({"birth_date", "birth_year", "death_date", "death_year", "start_date", "end_date"})


def orders(reading: Reading, asking: Asking, ranking: Ranking) -> Iterator[Scored]:
    """Up to one order for each eight dated facts, four steps each where there are four."""
    dated = _dated(reading, asking)
    most = 1 + len(dated) // 8
    made = 0
    start = 0
    while start + 2 < len(dated) and made < most:
        window = _window(dated, start)
        if len(window) < 3:
            start += 1
            continue
        scored = _order(reading, window[:4], asking, ranking)
        if scored is not None:
            yield scored
            made += 1
        start += max(3, len(window))


_Dated = tuple[int, str, Fact, Relation]


def _dated(reading: Reading, asking: Asking) -> list[_Dated]:
    """The facts that can be steps, in the order of the article: year, wording, fact, relation."""
    found: list[_Dated] = []
    known = table.load()
    for fact in sorted(reading.facts, key=lambda one: (one.evidence.start, one.relation)):
        relation = known.get(fact.relation)
        if (
            relation is None
            or relation.name in _ENDS
            or not relation.step
            or fact.hedged
            or len(fact.objects) != 1
            or fact.confidence < 0.6
        ):
            continue
        named = years(fact.objects[0])
        step = asking.stems.step(fact, relation)
        if len(set(named)) == 1 and step and len(step) <= _LONGEST_STEP and str(named[0]) not in step:
            found.append((named[0], step, fact, relation))
    return found


def _window(dated: list[_Dated], start: int) -> list[_Dated]:
    """The dated facts from ``start`` on that one span of evidence can hold, no two of one year or wording."""
    first = dated[start][2].evidence.start
    taken: list[_Dated] = []
    for one in dated[start:]:
        if one[2].evidence.end - first > _WIDEST:
            break
        clear = all(one[0] != other[0] and fold(one[1]) != fold(other[1]) for other in taken)
        if clear:
            taken.append(one)
    return taken


def _order(reading: Reading, window: list[_Dated], asking: Asking, ranking: Ranking) -> Scored | None:
    steps = tuple(step for _, step, _, _ in sorted(window, key=lambda one: one[0]))
    start = min(one[2].evidence.start for one in window)
    end = max(one[2].evidence.end for one in window)
    evidence = Evidence(reading.content[start:end], start, end)
    fact, relation = window[0][2], window[0][3]
    confidence = round(min(one[2].confidence for one in window) * 0.95, 2)
    question = Question(
        "",
        "In which order did these happen, from the earliest to the latest?",
        Kind.ORDER,
        steps,
        difficulty=Difficulty.MEDIUM,
        category=relation.category,
        explanation="; ".join(f"{raised_step}: {year}" for year, raised_step, _, _ in sorted(window)) + ".",
        evidence=evidence.text,
        evidence_start=start,
        relation="order",
        confidence=confidence,
    )
    question = _named(question)
    if not asking.gate.passes(question):
        return None
    whole = Fact("order", fact.subject, steps, evidence, confidence=confidence)
    return Scored(Draft(question, whole, confidence), 0.55 + 0.2 * confidence, ranking.paragraph(whole))


def _named(question: Question) -> Question:
    return replace(question, id=natural_id(question.prompt, question.right))
