"""Which facts are fit to be asked of strangers, and how they are made so."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.article.bodies import bare_body
from quiz.article.drafts import Drafted, drafts
from quiz.article.knowledge import Knowledge
from quiz.core.facts import Entity, Fact, Reading
from quiz.core.kinds import Kind
from tests.article import small


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder: Path = tmp_path_factory.mktemp("knowledge")
    return small.knowledge(folder)


def read(text: str, *facts: Fact, subject: str = "", kind: str = "", people: str = "") -> Reading:
    entities: list[Entity] = [small.entity(text, name, "person") for name in people.split(", ") if name]
    return Reading(text, "", "en", len(text.split()), subject, kind, facts, tuple(entities))


def prompts(made: Drafted) -> list[str]:
    return [draft.question.prompt for draft in made.drafts]


def reasons(made: Drafted) -> str:
    return "; ".join(one.reason for one in made.left_out)


def test_a_company_has_no_nationality(knowledge: Knowledge) -> None:
    text = "The Finnish studio Tuuli made it."
    fact = small.fact(text, "nationality", "Tuuli", "Finnish", text, subject_type="org")
    made = drafts(read(text, fact), knowledge)
    assert prompts(made) == []
    assert "no nationality" in reasons(made)


@pytest.mark.parametrize(
    ("name", "people"),
    [("Nikos Karakalos", "Greek"), ("Ken Arai", "Japanese"), ("Ida Foss", "Serbian American")],
)
def test_a_nationality_that_the_name_tells_is_not_asked(name: str, people: str, knowledge: Knowledge) -> None:
    text = f"The {people} author {name} came. {name} left."
    fact = small.fact(text, "nationality", name, people, text, subject_type="person")
    assert prompts(drafts(read(text, fact, people=name, subject=name, kind="person"), knowledge)) == []


def test_somebody_named_in_passing_is_not_asked_about(knowledge: Knowledge) -> None:
    text = "Elsa Rask met the botanist Otto Fink."
    fact = small.fact(text, "profession", "Otto Fink", "botanist", text, subject_type="person")
    made = drafts(
        read(text, fact, subject="Elsa Rask", kind="person", people="Elsa Rask, Otto Fink"), knowledge
    )
    assert prompts(made) == []
    assert "in passing" in reasons(made)


def test_a_relative_is_asked_about_as_one(knowledge: Knowledge) -> None:
    text = "Elsa Rask died in 1990. Her father, Otto Lind, was a bank clerk."
    facts = (
        small.fact(text, "death_year", "Elsa Rask", "1990", "died in 1990", subject_type="person"),
        small.fact(text, "father", "Elsa Rask", "Otto Lind", "Her father, Otto Lind", subject_type="person"),
        small.fact(text, "profession", "Otto Lind", "bank clerk", "a bank clerk", subject_type="person"),
    )
    made = drafts(
        read(text, *facts, subject="Elsa Rask", kind="person", people="Elsa Rask, Otto Lind"), knowledge
    )
    assert "What did the father of Elsa Rask do for a living?" in prompts(made)


def test_epithets_are_no_part_of_a_trade(knowledge: Knowledge) -> None:
    text = "Otto Fink, a former police officer, lives in Graz."
    fact = small.fact(text, "job", "Otto Fink", "former police officer", text, subject_type="person")
    made = drafts(read(text, fact, subject="Otto Fink", kind="person", people="Otto Fink"), knowledge)
    assert [draft.question.right for draft in made.drafts] == [("police officer",)]


def test_a_succession_names_its_office_or_is_dropped(knowledge: Knowledge) -> None:
    text = "Anna Berg, chief executive of Gravel, took over from Per Dahl. Ida Lund and Clara Holm left."
    ceo = small.fact(text, "ceo", "Gravel", "Anna Berg", "Anna Berg, chief executive of Gravel")
    after = small.fact(
        text, "predecessor", "Anna Berg", "Per Dahl", "took over from Per Dahl", subject_type="person"
    )
    people = "Anna Berg, Per Dahl, Ida Lund, Clara Holm"
    with_office = prompts(drafts(read(text, ceo, after, people=people), knowledge))
    assert "Whom did Anna Berg succeed as chief executive of Gravel?" in with_office
    assert prompts(drafts(read(text, after, people=people), knowledge)) == []


def test_one_of_several_awards_needs_its_year(knowledge: Knowledge) -> None:
    text = "Anna Berg won the Grey Bear. In 1999 Anna Berg won the Blue Lion prize for her film."
    facts = tuple(
        small.fact(text, "award", "Anna Berg", prize, evidence, subject_type="person")
        for prize, evidence in (
            ("Grey Bear", "Anna Berg won the Grey Bear"),
            ("Blue Lion prize", "In 1999 Anna Berg won the Blue Lion prize for her film"),
        )
    )
    made = drafts(read(text, *facts, subject="Anna Berg", kind="person", people="Anna Berg"), knowledge)
    assert all(prompt.endswith("win in 1999?") for prompt in prompts(made))
    assert "several were won" in reasons(made)


def test_a_day_long_ago_has_its_year(knowledge: Knowledge) -> None:
    text = "The Vemm Fair began on 1 May. It was held in 1851."
    fact = small.fact(text, "start_date", "Vemm Fair", "1 May", "began on 1 May", subject_type="event")
    assert prompts(drafts(read(text, fact), knowledge)) == []
    text = "The Vemm Fair was held from 1 May to 15 October 1851."
    fact = small.fact(
        text, "start_date", "Vemm Fair", "1 May", "The Vemm Fair was held from 1 May", subject_type="event"
    )
    assert prompts(drafts(read(text, fact), knowledge)) == ["When did the Vemm Fair begin in 1851?"]


def test_what_a_share_did_on_a_day_is_not_asked(knowledge: Knowledge) -> None:
    text = "Shares in Gravel rose 6.2%."
    fact = small.fact(text, "percentage", "shares in Gravel", "6.2%", text, context="rise")
    assert prompts(drafts(read(text, fact), knowledge)) == []


def test_a_lower_bound_is_asked_for_roughly(knowledge: Knowledge) -> None:
    text = "Vemm sold more than 2.4 million copies."
    stem = "More than how many copies did Vemm sell?"
    fact = small.fact(text, "how_many", "copies did Vemm sell", "2.4 million", text, stem=stem)
    made = drafts(read(text, fact), knowledge)
    assert prompts(made) == ["About how many copies did Vemm sell?"]
    assert all(abs(float(one.split()[0]) - 2.4) > 0.35 for one in made.drafts[0].question.wrong)


def test_a_company_with_two_names_is_one(knowledge: Knowledge) -> None:
    text = "Gravel buys Tin Kettle. Tin Kettle Games, of Graz, was sold for $3 million."
    facts = (
        small.fact(text, "acquirer", "Tin Kettle", "Gravel", "Gravel buys Tin Kettle", subject_type="org"),
        small.fact(text, "headquarters", "Tin Kettle Games", "Graz", "of Graz", subject_type="org"),
        small.fact(text, "headquarters", "Tin Kettle", "Graz", "of Graz", subject_type="org"),
    )
    entities = tuple(small.entity(text, name, "org") for name in ("Tin Kettle", "Tin Kettle Games", "Gravel"))
    reading = Reading(text, "", "en", 14, "", "", facts, entities)
    asked = prompts(drafts(reading, knowledge))
    assert asked
    assert all("Tin Kettle Games" in prompt for prompt in asked)
    assert len([prompt for prompt in asked if "headquarter" in prompt]) == 1
    assert bare_body("Sonic Team") == "Sonic Team"


def test_two_deeds_of_one_sentence_are_dated_once(knowledge: Knowledge) -> None:
    text = "In 1915 Elsa Rask heard a talk and then joined a class."
    facts = tuple(
        small.fact(text, "act_year", "Elsa Rask", "1915", text, subject_type="person", context=deed)
        for deed in ("hear a talk", "join a class")
    )
    made = drafts(read(text, *facts, subject="Elsa Rask", kind="person", people="Elsa Rask"), knowledge)
    assert len(made.drafts) == 1


LIFE = "Elsa Rask worked for Otto Fink in 1955. She won the Golden Nymph in 1971. "


def alone(fact: Fact, knowledge: Knowledge, text: str, people: str = "Elsa Rask, Otto Fink") -> Drafted:
    return drafts(read(text, fact, subject="Elsa Rask", kind="person", people=people), knowledge)


def test_what_wrong_choices_cannot_fairly_stand_against_is_typed(knowledge: Knowledge) -> None:
    fact = small.fact(
        LIFE, "award", "Elsa Rask", "Golden Nymph", "won the Golden Nymph in 1971",
        subject_type="person", qualifier="in 1971",
    )  # fmt: skip
    (draft,) = alone(fact, knowledge, LIFE).drafts
    assert (draft.question.kind, draft.question.right) == (Kind.TEXT, ("Golden Nymph",))
    assert draft.question.prompt == "According to the article, which award did Elsa Rask win in 1971?"


@pytest.mark.parametrize(
    ("relation", "value", "why"),
    [
        ("employer", "Otto Fink", "no year"),
        ("award", "Golden Nymph", "no year"),
        ("illness", "cholera", "nothing hangs on it"),
        ("profession", "botanist", "gives itself away"),
        ("office", "president", "without what it is of"),
    ],
)
def test_what_would_make_an_unfair_question_is_left(
    relation: str, value: str, why: str, knowledge: Knowledge
) -> None:
    text = f"Elsa Rask, {value}, was there with Otto Fink."
    made = alone(small.fact(text, relation, "Elsa Rask", value, text, subject_type="person"), knowledge, text)
    assert prompts(made) == []
    assert why in reasons(made)


def test_nobody_is_asked_who_gave_something_to_somebody(knowledge: Knowledge) -> None:
    text = (
        "Otto Fink sent a memo to the governor. Otto Fink repaired the town hall. "
        "Elsa Rask, Ida Foss and Ken Arai looked on."
    )
    facts = [
        small.fact(text, "who_did", what, "Otto Fink", f"Otto Fink {what}", stem=f"Who {what}?")
        for what in ("sent a memo to the governor", "repaired the town hall")
    ]
    made = drafts(read(text, *facts, people="Otto Fink, Elsa Rask, Ida Foss, Ken Arai"), knowledge)
    assert "Who sent a memo to the governor?" not in prompts(made)
    assert "nothing hangs on it" in reasons(made)


def test_a_title_of_which_nothing_says_what_it_is_has_no_year(knowledge: Knowledge) -> None:
    text = "Kaltfront came out in 2018. Elsa Rask and Otto Fink saw it."
    fact = small.fact(text, "year", "Kaltfront", "2018", text, subject_type="work")
    made = alone(fact, knowledge, text)
    assert prompts(made) == []
    assert "nothing says what Kaltfront is" in reasons(made)


def test_an_abbreviation_needs_its_words(knowledge: Knowledge) -> None:
    text = "Otto Fink campaigned for LOR in 1961. Elsa Rask, Ida Foss, Ken Arai, Nils Berg did not."
    fact = small.fact(text, "advocate", "LOR", "Otto Fink", text, subject_type="term")
    made = alone(fact, knowledge, text, people="Otto Fink, Ida Foss, Ken Arai, Nils Berg")
    assert prompts(made) == []
    assert "abbreviation" in reasons(made)


def test_prizes_of_one_evening_stand_against_each_other(knowledge: Knowledge) -> None:
    text = "Ebb won the Jury Prize, Flow the Crystal, Neap the Audience Prize and Rill the Silver Owl."
    won = {"Ebb": "Jury Prize", "Flow": "Crystal", "Neap": "Audience Prize", "Rill": "Silver Owl"}
    facts = [small.fact(text, "award", *one, text, subject_type="film") for one in won.items()]
    made = {draft.question.right: draft.question for draft in drafts(read(text, *facts), knowledge).drafts}
    assert set(made["Jury Prize",].wrong) == {"Crystal", "Audience Prize", "Silver Owl"}


def test_the_closer_of_two_moves_of_a_year_is_asked(knowledge: Knowledge) -> None:
    text = "In 1884 Elsa Rask left for Peru. In June 1884 she came to Lima."
    facts = [
        small.fact(text, "moved_to", "Elsa Rask", place, place, subject_type="person", qualifier=when)
        for place, when in (("Peru", "in 1884"), ("Lima", "in June 1884"))
    ]
    made = drafts(read(text, *facts, subject="Elsa Rask", kind="person", people="Elsa Rask"), knowledge)
    assert [draft.question.right for draft in made.drafts] == [("Lima",)]


def test_a_song_has_no_author(knowledge: Knowledge) -> None:
    text = "The theme of Ebb is Low Water by Ida Foss. Ken Arai, Jun Oda and Emi Sato made it."
    facts = [
        small.fact(text, "theme_song", "Ebb", "Low Water", text, subject_type="film"),
        small.fact(text, "author", "Low Water", "Ida Foss", text, subject_type="work", object_type="person"),
    ]
    people = "Ida Foss, Ken Arai, Jun Oda, Emi Sato"
    made = drafts(read(text, *facts, subject="Ebb", kind="film", people=people), knowledge)
    assert "no author" in reasons(made)


def test_the_day_of_one_volume_of_many_is_not_asked(knowledge: Knowledge) -> None:
    text = "The tenth volume of Ebb shipped on January 7, 2025. Elsa Rask and Otto Fink read it."
    fact = small.fact(
        text, "release_date", "the tenth volume of Ebb", "January 7, 2025", text, subject_type="work"
    )
    assert "soon forgotten" in reasons(alone(fact, knowledge, text))


def test_a_pair_of_one_surname_marks_the_odd_one_out(knowledge: Knowledge) -> None:
    text = "Vera Holt composed the music of Ebb. Ann Lindt edited it, and Tom Lindt made the sets."
    who = {"composer": "Vera Holt", "editor": "Ann Lindt", "art_director": "Tom Lindt"}
    facts = [
        small.fact(text, role, "Ebb", name, text, subject_type="film", object_type="person")
        for role, name in who.items()
    ]
    made = drafts(read(text, *facts, subject="Ebb", kind="film", people=", ".join(who.values())), knowledge)
    (asked,) = [draft.question for draft in made.drafts if draft.question.relation == "composer"]
    assert (asked.kind, asked.wrong) == (Kind.TEXT, ())
