# ruff: noqa: E501 (a table reads by its rows)
"""Titles that are set off without quotes, whatever small words and commas stand in them."""

from __future__ import annotations

import pytest

from tests.article.reading import mentions


def named(content: str) -> list[str]:
    return [mention.text for row in mentions(content) for mention in row if mention.named]


@pytest.mark.parametrize(
    ("content", "title"),
    [
        # between an owner and a medium
        ("It is from Haruka Onda's A Lantern & a Ward (Akari to Machi) manga.", "A Lantern & a Ward"),
        ("It adapts Haruka Onda's The Girl Who Lit My Street light novels.", "The Girl Who Lit My Street"),
        # with a comma
        ("It is based on the Farewell, My Lantern manga.", "Farewell, My Lantern"),
        # after its medium, before a bracket
        ("She draws the manga Lantern Ward: A Girl of the Lamps (Machi).", "Lantern Ward: A Girl of the Lamps"),
        # before its year, after "titled", a small word first
        ("She had a part in Licence to Row (1989).", "Licence to Row"),
        ("She wrote a book titled Heat and Rain, which sold well.", "Heat and Rain"),
        ("They made the documentary Under the Ice in a year.", "Under the Ice"),
        # at both ends of a headline
        ("Harbor of Lanterns Anime Reveals Cast\n\nIt will air in May.", "Harbor of Lanterns"),
        ("Staff for Harbor of Lanterns Anime\n\nIt will air in May.", "Harbor of Lanterns"),
        ("Tern Licenses Film Pale Harbor\n\nIt will open in May.", "Pale Harbor"),
    ],
)  # fmt: skip
def test_a_title_is_read_whole(content: str, title: str) -> None:
    assert title in named(content)


def test_two_words_with_a_comma_are_a_title_where_the_text_says_them_again() -> None:
    once = "The manga Farewell, Zeppeline is new. It is odd."
    assert "Farewell, Zeppeline" not in named("Farewell, Zeppeline is new. It is odd.")
    assert "Farewell, Zeppeline" in named(f"{once} Nobody had read Farewell, Zeppeline yet.")


def test_no_title_runs_from_one_owner_to_the_next() -> None:
    content = "It is from Ida Foss's Ash Road and Jun Oda's Pale Harbor manga."
    assert not any("and" in one for one in named(content))


def test_the_words_of_a_headline_are_no_title() -> None:
    assert "First Look at New" not in named("First Look at New Anime\n\nIt will air in May.")


def test_a_known_thing_is_no_title_because_a_headline_begins_with_it() -> None:
    assert "Tokyo" in named("Tokyo Anime Fair Opens\n\nThe fair opens in Tokyo in May.")
