"""Facts become drafts: a stem, its key, its distractors, and nothing that the linter would stop."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quiz.article import relations as table
from quiz.article.asking import Asking, Unasked
from quiz.article.bodies import one_name_each
from quiz.article.knowledge import Knowledge
from quiz.article.orders import orders
from quiz.article.ranking import Draft as Draft
from quiz.article.ranking import Ranking, Scored
from quiz.article.sifting import Sieve
from quiz.article.truths import Truths
from quiz.core.facts import Fact, LeftOut, Reading
from quiz.core.folding import fold
from quiz.words import tr


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came out of a reading: drafts in the order of the article, and what was left out and why."""

    drafts: tuple[Draft, ...]
    left_out: tuple[LeftOut, ...]


def drafts(reading: Reading, knowledge: Knowledge, *, seed: int = 0) -> Drafted:
    """The questions that an article can carry; the same reading and seed give the same, byte for byte."""
    reading = replace(reading, facts=tuple(filter(_is_whole, reading.facts)))
    reading = replace(reading, facts=one_name_each(reading))
    known = table.load()
    truths = Truths(reading, knowledge, known)
    asking = Asking(reading, knowledge, known, truths, seed)
    ranking = Ranking(reading)
    scored: list[Scored] = []
    left: list[LeftOut] = []
    seen: dict[str, int] = {}
    sieve = Sieve(reading, truths, known)
    for fact, relation in sieve.askable():
        made = asking.draft(fact, relation, ranking)
        if isinstance(made, Unasked):
            left.append(LeftOut(made.reason, fact.evidence))
            continue
        sieve.asked(fact)
        key = fold(made.draft.question.prompt)
        if key not in seen:
            seen[key] = len(scored)
            scored.append(made)
            continue
        left.append(LeftOut(tr("another question asks the same"), fact.evidence))
        if made.worth > scored[seen[key]].worth:
            scored[seen[key]] = made
    scored += orders(reading, asking, ranking)
    asked, rest = ranking.chosen(scored)
    left += sieve.left
    left += [LeftOut(tr("other facts of the article matter more"), draft.fact.evidence) for draft in rest]
    left.sort(key=lambda one: (one.evidence.start, one.evidence.end, one.reason))
    return Drafted(tuple(asked), tuple(left))


def _is_whole(fact: Fact) -> bool:
    """Whether a fact says anything: whoever reads articles may be wrong, but must not stop the rest."""
    return bool(fact.objects) and all(one.strip() for one in (*fact.objects, fact.subject or fact.stem))
