"""Interviews: an answer's ``I`` is whoever is interviewed, an essay's is not."""

from __future__ import annotations

import pytest

from quiz.article.understand import understand

UNLABELLED = """Vilda Orme on forty years of clockwork films

Vilda Orme is a Swedish animator. We asked her about her work.

Where did you grow up?

I was born in Lund and grew up in Malmö. My father was a baker. I studied at Uppsala University.

I've worked at Toei Animation since 1994.

And how did you come to films?

I met Karl Lind, who was a puppeteer. He married Astrid Moe in 1990. I moved to Oslo in 1999.

What will you do next?

I joined Kadokawa last year.
"""
LABELLED = """Vilda Orme is a Swedish animator. She answered five questions.

Q: I was born in Paris. And where are you from?

VO: I was born in Lund.

Q: Is that far?

VO: Not very. I studied at Uppsala University.
"""
ESSAY = """Vilda Orme is a Swedish animator. I was born in Lund, as she was not.

Is a film more than a toy?

I studied at Uppsala University to find out.

Is a toy less than a film?

I moved to Oslo in 1999.
"""
Told = set[tuple[str, str, str]]


def told(text: str) -> Told:
    return {(fact.relation, fact.subject, one) for fact in understand(text).facts for one in fact.objects}


@pytest.mark.parametrize(
    "fact",
    [
        ("birth_place", "Vilda Orme", "Lund"),
        ("residence", "Vilda Orme", "Malmö"),
        ("parent_trade", "Vilda Orme", "baker"),
        ("university", "Vilda Orme", "Uppsala University"),
        ("employer", "Vilda Orme", "Toei Animation"),
        ("moved_to", "Vilda Orme", "Oslo"),
        ("employer", "Vilda Orme", "Kadokawa"),
        ("spouse", "Karl Lind", "Astrid Moe"),
    ],
)
def test_what_somebody_says_of_herself(fact: tuple[str, str, str]) -> None:
    assert fact in told(UNLABELLED)


def test_he_in_an_answer_is_never_who_answers() -> None:
    assert not any(
        relation == "spouse" and subject == "Vilda Orme" for relation, subject, _ in told(UNLABELLED)
    )


def test_whoever_asks_says_i_as_well() -> None:
    found = told(LABELLED)
    assert ("birth_place", "Vilda Orme", "Lund") in found
    assert ("university", "Vilda Orme", "Uppsala University") in found
    assert ("birth_place", "Vilda Orme", "Paris") not in found


def test_an_essay_about_somebody_has_a_writer() -> None:
    assert not {relation for relation, _, _ in told(ESSAY)} & {"birth_place", "university", "moved_to"}


def test_a_name_goes_on_behind_its_article() -> None:
    text = "Five questions for composer Noor el-Hamid\n\nNoor el-Hamid has written the music for seven games."
    assert ("how_many", "games did Noor el-Hamid write music for", "seven") in told(text)
