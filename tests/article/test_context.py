"""Whom ``he`` and ``she``, and what ``the series`` stands for; where it cannot be told, nothing is said."""

from __future__ import annotations

import pytest

from quiz.article.context import Context
from tests.article.reading import settled, shadows
from tests.article.samples import told


def heard(content: str) -> Context:
    """The context at the end of a text of one paragraph."""
    identity, _ = settled(content)
    context = Context(identity)
    for shadow in shadows(content):
        context.heard(shadow)
    return context


def test_the_one_that_fits_by_gender() -> None:
    context = heard("Once Anna Weiss met Peter Lang.")
    assert context.person("f")[0] == "Anna Weiss"
    assert context.person("m")[0] == "Peter Lang"


def test_two_that_fit_are_nobody() -> None:
    context = heard("The film Harbour Lights is new. In the film there meet Anna Weiss and Clara Lang.")
    context.opener = ""
    assert context.person("f") == ("", 0.0)


def test_a_new_paragraph_forgets_people() -> None:
    context = heard("Here Anna Weiss met Peter Lang.")
    context.paragraph()
    assert context.people == []


def test_an_unknown_name_may_be_either() -> None:
    context = heard("It was Thandeka Mbeledzi (born 3 May 1940) who came.")
    assert context.person("f")[0] == context.person("m")[0] == "Thandeka Mbeledzi"


@pytest.mark.parametrize(("content", "work"), [
    ("The anime Cobalt Vesna was announced. The anime is new.", "Cobalt Vesna"),
    ("The anime Cobalt Vesna was announced. The film Old Piers is older.", "Old Piers"),
    ("The anime Cobalt Vesna was announced. It follows the film Old Piers.", "Cobalt Vesna"),
    ("Nothing was announced.", ""),
])  # fmt: skip
def test_the_work_that_is_spoken_of(content: str, work: str) -> None:
    assert heard(content).work()[0] == work


def test_a_medium_leads_back_to_the_articles_own_work() -> None:
    context = heard("The anime Cobalt Vesna was announced. The anime is new. The film Old Piers is older.")
    assert context.work("film")[0] == "Old Piers"
    assert context.work("anime")[0] == "Cobalt Vesna"


def test_the_company_is_the_articles_own() -> None:
    content = "The company Tideworks said that it will close. Tideworks is a firm. The company said no more."
    assert heard(content).org()[0] == "Tideworks"
    assert heard("Anna Weiss left.").org() == ("", 0.0)


def test_pronouns_in_whole_texts() -> None:
    content = "Karin Dvorak was a painter. Her brother Pavel was a priest. He died in 1934. She died in 1960."
    assert told(content, "death_year") == {"Pavel": ("1934",), "Karin Dvorak": ("1960",)}


def test_where_it_cannot_be_told_nothing_is_said() -> None:
    content = "It rained for days. Peter Lang and Karl Weiss met in Graz. They parted. He was born in Linz."
    assert told(content, "birth_place") == {}
