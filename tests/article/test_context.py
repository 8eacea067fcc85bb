"""Whom ``he``, and which firm ``the company`` stands for; where it cannot be told, nothing is said."""

from __future__ import annotations

from quiz.article.context import Context
from quiz.article.focus import Focus
from tests.article.reading import settled, shadows
from tests.article.samples import told


def heard(content: str) -> Context:
    """The context at the end of a text of one paragraph."""
    identity, _ = settled(content)
    cast = shadows(content)
    context = Context(identity, Focus(identity, cast))
    for shadow in cast:
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
