"""Where a sentence names something."""

from __future__ import annotations

import pytest

from quiz.article.mention import Mention, brackets
from tests.article.reading import mentions


def all_of(content: str) -> list[Mention]:
    return [mention for row in mentions(content) for mention in row]


def named(content: str) -> list[str]:
    return [mention.text for mention in all_of(content) if mention.named]


def one(content: str, text: str) -> Mention:
    [found] = [mention for mention in all_of(content) if mention.text == text][:1]
    return found


@pytest.mark.parametrize(("content", "names"), [
    ("At the helm is director Ada Lund with composer Bo Lind.", ["Ada Lund", "Bo Lind"]),
    ("She met NASA Administrator James Webb there.", ["NASA", "James Webb"]),
    ("He is a friend of General Leslie Dorsey.", ["Leslie Dorsey"]),
    ("It is by director Kalle Brandvik of Oslo.", ["Kalle Brandvik", "Oslo"]),
    ("She is a director at the University of Oslo.", ["University of Oslo"]),
    ("It was built by General Dynamics.", ["General Dynamics"]),
    ("They saw The Lord of the Rings in Tokyo.", ["The Lord of the Rings", "Tokyo"]),
    ("There he met Vincent van der Berg.", ["Vincent van der Berg"]),
    ("He met Oscar de la Cruz.", ["Oscar de la Cruz"]),
    ("It was made by the studio Production I.G in Tokyo.", ["Production I.G", "Tokyo"]),
    ("Then Re:Zero came.", ["Re:Zero"]),
    ("The landing of Apollo 11 was filmed.", ["Apollo 11"]),
    ("Its Metropolis-inspired tale is rich.", ["Metropolis"]),
    ("It is by Ira Kanda 's cousin.", ["Ira Kanda"]),
    ("He met Soviet engineer Ivan Petrov.", ["Ivan Petrov"]),
])  # fmt: skip
def test_names(content: str, names: list[str]) -> None:
    assert named(content) == names


@pytest.mark.parametrize("content", [
    "Great news came on Tuesday.",
    "However, nothing was said.",
    "It will air in October on Fridays.",
    "Director and composer were named.",
    "The Film was long.",
    "Nothing here is a name.",
])  # fmt: skip
def test_no_names(content: str) -> None:
    assert named(content) == []


def test_a_word_at_the_beginning_is_a_name_if_it_is_one_elsewhere() -> None:
    assert named("Kestrelle left. They had never met Kestrelle before.") == ["Kestrelle", "Kestrelle"]
    assert named("Trams left. They had never seen trams before.") == []


def test_titles_and_sayings_in_quotes() -> None:
    content = "She sang “Paper Moonrise,” called it \"after rain\" and ''too soft''."
    assert [m.text for m in all_of(content) if m.kind == "quote"] == [
        "Paper Moonrise",
        "after rain",
        "too soft",
    ]


def test_a_whole_sentence_in_quotes_is_no_title() -> None:
    content = "He said, “I will never come back to this town again for anyone.”"
    assert [mention.kind for mention in all_of(content)] == []


def test_a_bracket_is_an_aside_and_a_gloss() -> None:
    content = "Groves Tanner (Matt Holloway) met Ada Lund ( Space Dandy ) in 1961."
    outer, inner = one(content, "Groves Tanner"), one(content, "Matt Holloway")
    assert (outer.note, outer.aside) == ("Matt Holloway", False)
    assert inner.aside
    assert one(content, "Ada Lund").note == "Space Dandy"
    assert one(content, "Space Dandy").aside
    assert not one(content, "1961").aside


def test_page_marks_are_brackets_too() -> None:
    assert brackets("He left.:121,154 She stayed [a] (too).") == [(8, 16), (28, 31), (32, 37)]
    assert brackets("(She stayed.)") == []
    assert brackets("It airs at 24:30.") == []


def test_values_are_found_beside_names() -> None:
    found = [
        (m.kind, m.text) for m in all_of("Nine ships met Ada Lund on May 5, 1961 for $60,000.") if not m.named
    ]
    assert found == [("number", "Nine"), ("date", "May 5, 1961"), ("money", "$60,000")]


def test_a_demonym_is_no_name() -> None:
    assert one("She was a Czech painter.", "Czech").kind == "demonym"


def test_places_count_in_the_whole_text() -> None:
    content = "Nobody came.\n\nThen Ada Lund met Bo Lind.\n"
    for mention in all_of(content):
        assert content[mention.start : mention.end] == mention.text
    assert named(content) == ["Ada Lund", "Bo Lind"]
