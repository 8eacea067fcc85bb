"""Where an article contradicts itself, both sides are kept and neither is asked."""

from __future__ import annotations

import pytest

from quiz.core.facts import Contradiction
from quiz.core.folding import fold
from tests.article.samples import made, questions, reading, told


def sides(content: str, relation: str) -> list[list[str]]:
    return [[side.object for side in one.sides] for one in found(content, relation)]


def found(content: str, relation: str) -> list[Contradiction]:
    return [one for one in reading(content).contradictions if one.relation == relation]


LIFE = (
    "Karin Dvorak was a painter and a teacher. She was born on {} in Graz. "
    "Her father, Pavel Dvorak, was a priest. "
)


def test_two_values_for_what_can_have_one() -> None:
    content = (
        LIFE.format("3 May 1840") + "Karin Dvorak was born on 5 May 1840 and died on 2 June 1901 in Linz."
    )
    assert sides(content, "birth_date") == [["3 May 1840", "5 May 1840"]]
    for side in found(content, "birth_date")[0].sides:
        assert content[side.evidence.start : side.evidence.end] == side.evidence.text
        assert side.object in side.evidence.text
    assert questions(content, "birth_date") == []
    assert "the article says two different things here" in {one.reason for one in made(content).left_out}
    for question in questions(content):
        assert not {"3 May 1840", "5 May 1840"} & {*question.right, *question.wrong}


def test_the_club_is_the_one_that_bears_the_word_in_its_name() -> None:
    content = (
        "The Harbour Club was founded in 1921 by Marie Claes. Its library holds 12,000 books. "
        "The club was founded in 1923, by its first minute book."
    )
    assert [["1921", "1923"]] in [
        [[side.object for side in one.sides]] for one in reading(content).contradictions
    ]


@pytest.mark.parametrize("again", ["3 May 1840", "May 1840", "1840"])
def test_the_same_said_less_exactly_is_none(again: str) -> None:
    content = LIFE.format("3 May 1840") + f"Karin Dvorak was born in {again} and died on 2 June 1901 in Linz."
    assert sides(content, "birth_date") == []


@pytest.mark.parametrize(("age", "wrong"), [("75", True), ("61", False), ("60", False)])
def test_an_age_that_does_not_fit_a_lifes_dates(age: str, wrong: bool) -> None:
    content = LIFE.format("3 May 1840") + f"She died on 2 June 1901 at the age of {age}."
    assert sides(content, "death_age") == ([[age, "3 May 1840", "2 June 1901"]] if wrong else [])


def test_a_sequel_older_than_its_forerunner() -> None:
    content = (
        "The film Harbour Lights 2 was released in 1990. It is a sequel to Harbour Lights. "
        "The film Harbour Lights was released in {}."
    )
    assert sides(content.format("1999"), "release_date") == [["1990", "1999"]]
    assert sides(content.format("1985"), "release_date") == []


def test_one_person_in_two_spellings() -> None:
    content = (
        "The film Harbour Lights is directed by Kenneth Brandvik. It opened in May. "
        "Nobody was surprised when Kennet Brandvik left the film."
    )
    assert sides(content, "director") == [["Kenneth Brandvik", "Kennet Brandvik"]]
    assert questions(content, "director") == []


def test_two_people_of_one_sentence_are_two() -> None:
    content = (
        "The film Harbour Lights opened in May. The film is directed by Jonathan Reed and Johnathan Reed. "
        "The score is by Bo Lind."
    )
    assert reading(content).contradictions == ()
    assert [fold(name) for name in told(content, "director")["Harbour Lights"]] == [
        "jonathan reed",
        "johnathan reed",
    ]


def test_different_people_of_near_names_are_two() -> None:
    content = (
        "The film Harbour Lights is directed by Ana Lee. It opened in May. The editor of the film is Ian Lee."
    )
    assert reading(content).contradictions == ()
