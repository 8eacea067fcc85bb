"""Ranking: what is central comes first, no relation or paragraph crowds the rest out, and a cap holds."""

from __future__ import annotations

from dataclasses import replace

from quiz.article import relations
from quiz.article.ranking import Draft, Ranking, Scored
from quiz.article.relations import Relation
from quiz.core.facts import Evidence, Fact, Reading
from quiz.core.kinds import Difficulty, Kind
from quiz.core.questions import Question
from tests.article import small


def relation(name: str) -> Relation:
    found = relations.load().get(name)
    assert found is not None
    return found


def scored(
    n: int, worth: float, name: str = "director", paragraph: int = 0, start: int | None = None
) -> Scored:
    at = n if start is None else start
    fact = Fact(name, "A", (f"B{n}",), Evidence("x", at, at + 1))
    question = Question(f"q{n}", f"Who is number {n}?", Kind.CHOICE, (f"B{n}",), ("C", "D"))
    return Scored(Draft(question, fact, 0.8), worth, paragraph)


def reading(words: int) -> Reading:
    return Reading("x" * words * 6, "", "en", words)


def test_facts_about_the_subject_are_worth_more() -> None:
    whole = small.anime()
    ranking = Ranking(whole)
    director = next(fact for fact in whole.facts if fact.relation == "director")
    aside = replace(director, subject="Neon Harbor")
    assert ranking.worth(director, relation("director"), 0.8) > ranking.worth(
        aside, relation("director"), 0.8
    )


def test_sure_facts_and_close_distractors_are_worth_more() -> None:
    whole = small.anime()
    ranking = Ranking(whole)
    fact = whole.facts[1]
    held = relation(fact.relation)
    assert ranking.worth(fact, held, 0.9) > ranking.worth(fact, held, 0.3)
    assert ranking.worth(fact, held, 0.9) > ranking.worth(replace(fact, confidence=0.5), held, 0.9)


def test_central_facts_are_easier_than_marginal_ones() -> None:
    whole = small.anime()
    ranking = Ranking(whole)
    order = [Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD]
    director, editor = whole.facts[1], replace(whole.facts[7], subject="Neon Harbor")
    easy = ranking.difficulty(director, relation("director"), 0.6)
    hard = ranking.difficulty(editor, relation("editor"), 0.9)
    assert order.index(easy) < order.index(hard)


def test_closer_distractors_make_it_harder() -> None:
    whole = small.anime()
    ranking = Ranking(whole)
    order = [Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD]
    for fact in whole.facts:
        held = relation(fact.relation)
        assert order.index(ranking.difficulty(fact, held, 1.0)) >= order.index(
            ranking.difficulty(fact, held, 0.1)
        )


def test_the_cap_grows_with_the_length_but_not_as_fast() -> None:
    most = [Ranking(reading(words)).most() for words in (50, 436, 1000, 10_000)]
    assert most == sorted(most)
    assert most[0] >= 10
    assert most[1] >= 37
    assert most[3] < 10 * most[2]


def test_the_best_are_asked_in_the_order_of_the_article() -> None:
    many = [scored(n, 0.9 - n / 100, start=100 - n, paragraph=n) for n in range(30)]
    asked, left = Ranking(reading(50)).chosen(many)
    starts = [draft.fact.evidence.start for draft in asked]
    assert starts == sorted(starts)
    assert len(asked) + len(left) == 30


def test_weak_drafts_are_left_however_few_there_are() -> None:
    asked, left = Ranking(reading(500)).chosen([scored(1, 0.8), scored(2, 0.1)])
    assert [draft.question.id for draft in asked] == ["q1"]
    assert [draft.question.id for draft in left] == ["q2"]


def test_one_relation_does_not_crowd_out_the_rest() -> None:
    actors = [scored(n, 0.70, "voice_actor") for n in range(30)]
    others = [scored(100 + n, 0.65, f"other{n}") for n in range(5)]
    asked, _ = Ranking(reading(50)).chosen([*actors, *others])
    assert {draft.question.id for draft in asked} >= {f"q{100 + n}" for n in range(5)}


def test_one_paragraph_does_not_crowd_out_the_rest() -> None:
    first = [scored(n, 0.70, f"r{n}", 1) for n in range(30)]
    last = [scored(100 + n, 0.67, f"s{n}", 9) for n in range(3)]
    asked, _ = Ranking(reading(50)).chosen([*first, *last])
    assert {draft.question.id for draft in asked} >= {"q100", "q101", "q102"}


def test_choosing_many_is_no_square() -> None:
    many = [scored(n, 0.5 + (n * 7919 % 1000) / 2500, f"r{n % 40}", n // 9) for n in range(5000)]
    asked, left = Ranking(reading(100_000)).chosen(many)
    assert len(asked) + len(left) == 5000
