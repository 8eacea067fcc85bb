"""Which drafts are worth asking, how hard each is, and how many an article can carry."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from quiz.article.relations import Relation
from quiz.core.facts import Fact, Reading
from quiz.core.folding import fold
from quiz.core.kinds import Difficulty
from quiz.core.questions import Question


@dataclass(frozen=True, slots=True)
class Draft:
    """A question, the fact below it, and how sure the generator is of it (0 to 1)."""

    question: Question
    fact: Fact
    confidence: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A draft on its way: ``worth`` decides whether it is asked, ``paragraph`` keeps the quiz spread."""

    draft: Draft
    worth: float
    paragraph: int


class Ranking:
    """The yardstick of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._breaks = [n for n, sign in enumerate(reading.content) if sign == "\n"]
        self._mentions = {fold(entity.name): entity.mentions for entity in reading.entities}

    def paragraph(self, fact: Fact) -> int:
        """The line of the article that the fact stands in, from 0."""
        return bisect_right(self._breaks, fact.evidence.start)

    def centrality(self, fact: Fact, relation: Relation) -> float:
        """How near a fact is to what the article is about, from 0 to 1."""
        subject = fold(self._reading.subject)
        about = subject and subject in (fold(fact.subject), fold(fact.context))
        lead = fact.evidence.start < max(600, len(self._reading.content) // 8)
        often = min(1.0, self._mentions.get(fold(fact.subject), 1) / 6)
        return 0.5 * relation.importance + 0.25 * bool(about) + 0.15 * lead + 0.1 * often

    def worth(self, fact: Fact, relation: Relation, closeness: float) -> float:
        """What a draft is worth, from 0 to 1: sureness first, then weight, then the wrong answers."""
        return 0.4 * fact.confidence + 0.4 * self.centrality(fact, relation) + 0.2 * closeness

    def difficulty(self, fact: Fact, relation: Relation, closeness: float) -> Difficulty:
        """Easy where the fact is central and the wrong answers far, hard where it is the other way round."""
        ease = self.centrality(fact, relation) - 0.35 * (closeness - 0.5)
        if ease >= 0.68:
            return Difficulty.EASY
        return Difficulty.MEDIUM if ease >= 0.42 else Difficulty.HARD

    def most(self) -> int:
        """How many questions the article carries: a news item is dense, a long text repeats itself."""
        words = self._reading.words
        return max(12, round(min(words, 600) * 0.1 + max(0, words - 600) * 0.025))

    def chosen(self, scored: Sequence[Scored], least: float = 0.4) -> tuple[list[Draft], list[Draft]]:
        """The drafts that are asked, in the order of the article, and those that are left.

        Taken one by one by worth, less what a relation or a paragraph has had already.
        """
        relations: Counter[str] = Counter()
        paragraphs: Counter[int] = Counter()
        taken: list[Scored] = []
        waiting = [
            (-one.worth, one.draft.fact.evidence.start, one.draft.question.id, n)
            for n, one in enumerate(scored)
        ]
        heapify(waiting)
        while waiting and len(taken) < self.most():
            worth, start, name, n = heappop(waiting)
            best = scored[n]
            now = _spread(best, relations, paragraphs) - best.worth
            # What was had meanwhile only ever lowers a draft, so the first that still stands is the best.
            if now > worth:
                heappush(waiting, (now, start, name, n))
                continue
            if best.worth < least:
                break
            relations[best.draft.fact.relation] += 1
            paragraphs[best.paragraph] += 1
            taken.append(best)
        asked = {one.draft.question.id for one in taken}
        taken.sort(
            key=lambda one: (
                one.draft.fact.evidence.start,
                one.draft.fact.evidence.end,
                one.draft.question.id,
            )
        )
        return [one.draft for one in taken], [
            one.draft for one in scored if one.draft.question.id not in asked
        ]


def _spread(one: Scored, relations: Counter[str], paragraphs: Counter[int]) -> float:
    return 0.03 * max(0, relations[one.draft.fact.relation] - 2) + 0.01 * max(
        0, paragraphs[one.paragraph] - 4
    )
