"""From a reading to drafts: every rule in whole questions, over readings made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.article.drafts import Drafted, drafts
from quiz.article.knowledge import Knowledge
from quiz.core.facts import Contradiction, Evidence, Fact, Reading, Side
from quiz.core.folding import fold
from quiz.core.kinds import Kind
from quiz.core.lint import Known, Level, lint_question
from quiz.core.questions import Question, natural_id, problems, to_json
from tests.article import small


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder: Path = tmp_path_factory.mktemp("knowledge")
    return small.knowledge(folder)


def about(made: Drafted, relation: str) -> list[Question]:
    return [draft.question for draft in made.drafts if draft.question.relation == relation]


def only(made: Drafted, relation: str) -> Question:
    found = about(made, relation)
    assert len(found) == 1, relation
    return found[0]


def reasons(made: Drafted) -> str:
    return "; ".join(one.reason for one in made.left_out)


def test_a_preview_gives_its_questions(knowledge: Knowledge) -> None:
    made = drafts(small.anime(), knowledge)
    assert len(made.drafts) >= 10
    assert only(made, "director").right == ("Hana Mori",)
    assert only(made, "director").kind is Kind.CHOICE
    assert len(only(made, "director").wrong) == 3
    assert only(made, "director").category == "Staff"
    assert only(made, "editor").explanation == "Miki Ono is the editor of Quiet Engines."


def test_every_question_stands_on_its_evidence(knowledge: Knowledge) -> None:
    for reading in (small.anime(), small.life()):
        for draft in drafts(reading, knowledge).drafts:
            question, evidence = draft.question, draft.fact.evidence
            assert question.evidence == evidence.text == reading.content[evidence.start : evidence.end]
            assert question.evidence_start == evidence.start
            if question.kind in (Kind.CHOICE, Kind.MULTIPLE):
                assert all(fold(key) in fold(question.evidence) for key in question.right)


def test_every_question_is_whole(knowledge: Knowledge) -> None:
    for reading in (small.anime(), small.life()):
        known = Known.of(reading.facts, reading.entities)
        for draft in drafts(reading, knowledge).drafts:
            question = draft.question
            assert problems(question) == []
            assert question.id == natural_id(question.prompt, question.right)
            assert question.prompt.endswith("?")
            assert len(question.prompt) <= 120
            assert question.explanation.endswith(".")
            assert 0 < draft.confidence <= 1
            assert question.confidence == draft.confidence
            found = lint_question(question, article=reading.content, known=known)
            assert not [one for one in found if one.level is Level.ERROR]


def test_a_set_becomes_a_multiple(knowledge: Knowledge) -> None:
    question = only(drafts(small.anime(), knowledge), "composer")
    assert question.kind is Kind.MULTIPLE
    assert question.right == ("Rei Tanaka", "Shin Noda")
    assert 2 <= len(question.wrong) <= 3


def test_facts_of_one_sentence_are_one_set(knowledge: Knowledge) -> None:
    reading = small.anime()
    facts: list[Fact] = []
    for fact in reading.facts:
        facts += (
            [replace(fact, objects=(one,)) for one in fact.objects] if fact.relation == "composer" else [fact]
        )
    made = drafts(replace(reading, facts=tuple(facts)), knowledge)
    assert only(made, "composer").right == ("Rei Tanaka", "Shin Noda")


def test_the_same_fact_is_asked_once(knowledge: Knowledge) -> None:
    reading = small.anime()
    again = replace(reading.facts[1], confidence=0.6)
    made = drafts(replace(reading, facts=(*reading.facts, again)), knowledge)
    assert len(about(made, "director")) == 1


def test_nearly_the_same_fact_is_asked_once(knowledge: Knowledge) -> None:
    reading = small.anime()
    homage = next(fact for fact in reading.facts if fact.relation == "homage_to")
    again = replace(homage, relation="reminiscent_of", objects=("Neon Harbor",))
    made = drafts(replace(reading, facts=(*reading.facts, again)), knowledge)
    assert about(made, "reminiscent_of") == []
    assert "nearly the same" in reasons(made)


def test_a_judgement_is_not_asked_but_a_homage_is_the_articles(knowledge: Knowledge) -> None:
    reading = small.anime()
    judged = replace(reading.facts[1], opinion=True)
    facts = tuple(judged if fact is reading.facts[1] else fact for fact in reading.facts)
    made = drafts(replace(reading, facts=facts), knowledge)
    assert about(made, "director") == []
    assert "judgement" in reasons(made)
    assert only(made, "homage_to").prompt.startswith("According to the article, ")


def test_an_unsure_fact_is_not_asked(knowledge: Knowledge) -> None:
    reading = small.anime()
    facts = tuple(replace(fact, confidence=0.3) for fact in reading.facts)
    made = drafts(replace(reading, facts=facts), knowledge)
    assert made.drafts == ()
    assert len(made.left_out) == len(facts)


def test_a_contradiction_is_not_asked(knowledge: Knowledge) -> None:
    reading = small.anime()
    count = next(fact for fact in reading.facts if fact.relation == "episode_count")
    clash = Contradiction(
        "episode_count", "Quiet Engines", (Side("12", count.evidence), Side("14", count.evidence))
    )
    made = drafts(replace(reading, contradictions=(clash,)), knowledge)
    assert about(made, "episode_count") == []
    assert "two different things" in reasons(made)


def test_two_values_for_what_has_one_are_not_asked(knowledge: Knowledge) -> None:
    reading = small.life()
    born = next(fact for fact in reading.facts if fact.relation == "birth_place")
    again = replace(born, objects=("Graz",), evidence=reading.facts[3].evidence)
    made = drafts(replace(reading, facts=(*reading.facts, again)), knowledge)
    assert about(made, "birth_place") == []


def test_a_relation_without_a_question_is_named(knowledge: Knowledge) -> None:
    reading = small.anime()
    odd = replace(reading.facts[0], relation="shoe_size")
    made = drafts(replace(reading, facts=(odd,)), knowledge)
    assert made.drafts == ()
    assert "shoe_size" in reasons(made)


def test_a_father_of_the_same_name_gives_himself_away(knowledge: Knowledge) -> None:
    assert about(drafts(small.life(), knowledge), "father") == []


def test_only_the_first_name_of_such_a_father_is_asked(knowledge: Knowledge) -> None:
    text = "Otto Rask was the father of Elsa Rask, who met Per Lind, Hans Fink and Jan Berg."
    father = small.fact(text, "father", "Elsa Rask", "Otto Rask", text[:37], subject_type="person")
    people = ("Otto Rask", "Elsa Rask", "Per Lind", "Hans Fink", "Jan Berg")
    entities = tuple(small.entity(text, name, "person") for name in people)
    reading = Reading(text, "", "en", 16, "Elsa Rask", "person", (father,), entities)
    question = only(drafts(reading, knowledge), "father")
    assert question.prompt == "What is the first name of the father of Elsa Rask?"
    assert question.right == ("Otto",)
    assert set(question.wrong) == {"Per", "Hans", "Jan"}


def test_too_few_distractors_give_a_typed_answer_or_none(knowledge: Knowledge) -> None:
    question = only(drafts(small.anime(), knowledge), "protagonist")
    assert question.kind is Kind.TEXT
    assert question.right[0] == "Sable"


def test_a_person_that_is_typed_may_be_typed_by_surname(knowledge: Knowledge) -> None:
    t = "The Vemm Bridge was designed by Greta Solberg."
    fact = small.fact(t, "designer", "Vemm Bridge", "Greta Solberg", t, subject_type="landmark")
    question = only(
        drafts(Reading(t, "", "en", 8, "Vemm Bridge", "landmark", (fact,)), knowledge), "designer"
    )
    assert question.kind is Kind.TEXT
    assert question.right == ("Greta Solberg", "Solberg")


def test_dated_facts_are_put_in_order(knowledge: Knowledge) -> None:
    question = only(drafts(small.life(), knowledge), "order")
    assert question.kind is Kind.ORDER
    # Birth and death are no steps: they would stand where anybody puts them.
    assert question.right == (
        "Elsa Rask moves to Graz",
        "Elsa Rask marries Per Lind",
        "Discovery of the comet Vemm",
    )


def test_a_year_alone_is_asked_as_a_year(knowledge: Knowledge) -> None:
    question = only(drafts(small.life(), knowledge), "discovery_date")
    assert question.prompt.startswith("In which year was ")


def test_numbers_have_no_wrong_answers_and_their_unit(knowledge: Knowledge) -> None:
    seen = set()
    for seed in range(12):
        question = only(drafts(small.anime(), knowledge, seed=seed), "episode_count")
        seen.add(question.kind)
        if question.kind is Kind.NUMBER:
            assert question.right == ("12",)
            assert question.wrong == ()
            assert question.unit == "episodes"
            assert question.tolerance == 0
    assert seen == {Kind.NUMBER, Kind.CHOICE}


def test_praise_is_no_part_of_a_profession(knowledge: Knowledge) -> None:
    t = "Otto Fink, a renowned botanist, lives in Graz."
    fact = small.fact(
        t,
        "job",
        "Otto Fink",
        "renowned botanist",
        "Otto Fink, a renowned botanist",
        subject_type="person",
    )
    question = only(drafts(Reading(t, "", "en", 8, "Otto Fink", "person", (fact,)), knowledge), "job")
    assert question.right == ("botanist",)
    assert not {"biologist", "zoologist"} & set(question.wrong)


def test_a_role_is_no_profession_of_its_own(knowledge: Knowledge) -> None:
    reading = small.anime()
    trade = replace(
        next(fact for fact in reading.facts if fact.relation == "editor"),
        relation="profession",
        subject="Miki Ono",
        objects=("editor",),
        subject_type="person",
    )
    assert about(drafts(replace(reading, facts=(*reading.facts, trade)), knowledge), "profession") == []


def test_staff_is_not_asked_of_what_is_no_work(knowledge: Knowledge) -> None:
    t = "Joseph Hale is the deputy director of the Harbour Office."
    fact = small.fact(t, "director", "Harbour Office", "Joseph Hale", t, subject_type="org")
    made = drafts(Reading(t, "", "en", 10, "Harbour Office", "org", (fact,)), knowledge)
    assert made.drafts == ()


def test_a_vague_answer_is_none(knowledge: Knowledge) -> None:
    reading = small.life()
    vague = replace(reading.facts[5], objects=("an unspecified illness",))
    made = drafts(replace(reading, facts=(vague,)), knowledge)
    assert made.drafts == ()
    assert "too vague" in reasons(made)


def test_a_rough_number_is_asked_as_one(knowledge: Knowledge) -> None:
    t = "Some 300 people came: the Vemm Fair drew about 300 people."
    fact = small.fact(t, "count", "Vemm Fair", "about 300", t, subject_type="event", context="people")
    question = only(drafts(Reading(t, "", "en", 11, "Vemm Fair", "event", (fact,)), knowledge), "count")
    assert question.prompt.startswith("About how many people ")
    assert question.right == ("300",)
    assert question.kind is Kind.CHOICE


def test_one_clause_is_asked_once(knowledge: Knowledge) -> None:
    t = "In 1958 Greta Solberg opened the Vemm Bridge. Otto Fink and Ida Holm, engineers, were there."
    who = small.fact(t, "who_did", "opened the Vemm Bridge in 1958", "Greta Solberg", t[:45])
    who = replace(who, stem="Who opened the Vemm Bridge in 1958?", object_type="person")
    when = small.fact(t, "act_year", "Greta Solberg", "1958", t[:45], context="open the Vemm Bridge")
    when = replace(when, stem="In which year did Greta Solberg open the Vemm Bridge?", subject_type="person")
    made = drafts(Reading(t, "", "en", 16, "Vemm Bridge", "landmark", (who, when)), knowledge)
    assert len([draft for draft in made.drafts if draft.question.kind is not Kind.ORDER]) == 1
    assert "nearly the same" in reasons(made)


def test_a_stem_of_the_articles_own_is_used_as_it_stands(knowledge: Knowledge) -> None:
    t = "The Vemm Bridge was repainted in 1972."
    fact = small.fact(t, "act_year", "Vemm Bridge", "1972", t, context="be repainted")
    fact = replace(fact, stem="In which year was the Vemm Bridge repainted?")
    question = only(drafts(Reading(t, "", "en", 7, facts=(fact,)), knowledge), "act_year")
    assert question.prompt == "In which year was the Vemm Bridge repainted?"


def test_a_title_is_nobody(knowledge: Knowledge) -> None:
    reading = small.anime()
    odd = replace(reading.facts[1], objects=("The Ornament of the Heart",))
    made = drafts(replace(reading, facts=(odd,)), knowledge)
    assert made.drafts == ()


def test_a_death_in_a_year_is_told_in_it(knowledge: Knowledge) -> None:
    reading = small.life()
    died = next(fact for fact in reading.facts if fact.relation == "death_date")
    made = drafts(replace(reading, facts=(replace(died, objects=("1990",)),)), knowledge)
    question = only(made, "death_date")
    assert question.prompt == "In which year did Elsa Rask die?"
    assert question.explanation == "Elsa Rask died in 1990."


def test_nothing_gives_nothing(knowledge: Knowledge) -> None:
    assert drafts(Reading("", "", "en", 0), knowledge) == Drafted((), ())


def as_bytes(made: Drafted) -> str:
    return json.dumps([to_json(draft.question) for draft in made.drafts])


def test_the_same_twice_and_another_seed_another_quiz(knowledge: Knowledge) -> None:
    first = as_bytes(drafts(small.anime(), knowledge, seed=3))
    assert first == as_bytes(drafts(small.anime(), knowledge, seed=3))
    assert first != as_bytes(drafts(small.anime(), knowledge, seed=4))


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**20))
def test_right_and_wrong_never_meet_whatever_the_seed(knowledge: Knowledge, seed: int) -> None:
    for reading in (small.anime(), small.life()):
        for draft in drafts(reading, knowledge, seed=seed).drafts:
            question = draft.question
            right, wrong = {fold(one) for one in question.right}, {fold(one) for one in question.wrong}
            assert not right & wrong
            assert len(wrong) == len(question.wrong)


NAMES = st.text(alphabet="abcdeABC '-.é19“{}", max_size=14)
ASKED = "director composer voice_actor episode_count premiere_date genre birth_place homage_to price who_did"
RELATIONS = st.sampled_from(ASKED.split())


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(RELATIONS, NAMES, st.lists(NAMES, max_size=3), NAMES), max_size=6))
def test_no_reading_is_too_odd(knowledge: Knowledge, told: list[tuple[str, str, list[str], str]]) -> None:
    text = "\n".join(f"{subject} {' '.join(objects)} {context}" for _, subject, objects, context in told)
    facts, at = [], 0
    for relation, subject, objects, context in told:
        piece = f"{subject} {' '.join(objects)} {context}"
        evidence = Evidence(piece, at, at + len(piece))
        facts.append(Fact(relation, subject, tuple(objects), evidence, context=context))
        at += len(piece) + 1
    made = drafts(Reading(text, "", "en", 20, facts=tuple(facts)), knowledge)
    for draft in made.drafts:
        assert problems(draft.question) == []
        assert text[draft.fact.evidence.start : draft.fact.evidence.end] == draft.question.evidence


def test_an_earlier_work_is_asked_only_where_others_are_near(knowledge: Knowledge) -> None:
    base = small.anime()
    for person, work, asked in (("Hana Mori", "Nachtwind", 0), ("Ken Arai", "Iron Petals", 1)):
        said = f"{person} made {work} before."
        t = f"{base.content} {said}"
        fact = small.fact(t, "earlier_work", person, work, said, subject_type="person", object_type="work")
        entities = (*base.entities, small.entity(t, "Ken Arai", "person")) if asked else base.entities
        reading = replace(base, content=t, facts=(*base.facts[:4], fact), entities=entities)
        assert len(about(drafts(reading, knowledge), "earlier_work")) == asked


def test_a_list_that_goes_on_is_not_asked_as_a_whole(knowledge: Knowledge) -> None:
    base = small.anime()
    for end, kind in ((".", Kind.MULTIPLE), (" and other stations.", None)):
        said = f"It airs on TV Akita, TV Oita{end}"
        t = f"{base.content} {said}"
        fact = small.fact(t, "tv_network", "Quiet Engines", "TV Akita", said, subject_type="anime")
        fact = replace(fact, objects=("TV Akita", "TV Oita"))
        found = about(drafts(replace(base, content=t, facts=(*base.facts, fact)), knowledge), "tv_network")
        assert Kind.MULTIPLE not in {one.kind for one in found} or kind is Kind.MULTIPLE


def test_two_of_one_surname_would_be_known_as_a_pair(knowledge: Knowledge) -> None:
    base = small.anime()
    said = "It was founded by Ann Lindt and Tom Lindt."
    t = f"{base.content} {said}"
    fact = small.fact(t, "director", "Quiet Hours", "Ann Lindt", said, subject_type="anime")
    fact = replace(fact, objects=("Ann Lindt", "Tom Lindt"))
    found = about(drafts(replace(base, content=t, facts=(*base.facts, fact)), knowledge), "director")
    assert all(one.kind is not Kind.MULTIPLE for one in found)


def test_the_words_of_a_passage_choose_the_stem(knowledge: Knowledge) -> None:
    said = "The manga has 1.8 million copies in circulation."
    fact = small.fact(said, "sales_count", "Quiet Hours", "1.8 million", said, subject_type="manga")
    made = drafts(Reading(said, "", "en", 8, "Quiet Hours", "manga", (fact,)), knowledge)
    prompt = "How many copies of the manga Quiet Hours are in circulation?"
    assert only(made, "sales_count").prompt == prompt


def test_a_number_after_more_than_is_a_rough_one(knowledge: Knowledge) -> None:
    said = "The manga has sold more than 600,000 copies."
    fact = small.fact(said, "sales_count", "Quiet Hours", "600,000", said, subject_type="manga")
    made = drafts(Reading(said, "", "en", 8, "Quiet Hours", "manga", (fact,)), knowledge)
    assert only(made, "sales_count").prompt == "About how many copies has the manga Quiet Hours sold?"


def test_a_typed_answer_is_not_half_told(knowledge: Knowledge) -> None:
    said = "The film Sable follows Sable Arata, a girl from Oita."
    fact = small.fact(said, "protagonist", "Sable", "Sable Arata", said, subject_type="film")
    made = drafts(Reading(said, "", "en", 8, "Sable", "film", (fact,)), knowledge)
    assert about(made, "protagonist") == []


@pytest.mark.parametrize(("place", "said"), [("United Kingdom", "the United Kingdom"), ("Japan", "Japan")])
def test_lands_take_their_article(place: str, said: str, knowledge: Knowledge) -> None:
    text = f"The film Sable opens in {place} on April 14, 2023."
    evidence, where = "on April 14, 2023", f"in {place}"
    fact = small.fact(
        text, "release_date", "Sable", "April 14", evidence, subject_type="film", qualifier=where
    )
    made = drafts(Reading(text, "", "en", 9, "Sable", "film", (fact,)), knowledge)
    assert only(made, "release_date").prompt == f"What is the release date of the film Sable in {said}?"


def test_the_famous_do_not_stand_beside_the_unknown(knowledge: Knowledge) -> None:
    for name, kind in (("Anna Berg", Kind.CHOICE), ("Anna Krohn", Kind.TEXT)):
        said = f"In the film Ebb, Lisa is played by {name}."
        fact = small.fact(said, "actor", "Lisa", name, said, subject_type="character", object_type="person")
        fact = replace(fact, context="Ebb")
        question = only(drafts(Reading(said, "", "en", 9, "Ebb", "film", (fact,)), knowledge), "actor")
        assert (question.kind, question.right[0]) == (kind, name)
