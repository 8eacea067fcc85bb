# ruff: noqa: E501 (a table reads by its rows)
"""Lives on stage and screen: names at birth, studies, moves and parts."""

from __future__ import annotations

import pytest

from tests.article.telling import HEAD, pairs, told

ACTOR = "Jonas Reed was a Norwegian actor. "


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Jonas Reed was born Erik Halden in Oslo on May 3, 1902.", ("full_name", "Jonas Reed", "Erik Halden")),
        ("Jonas Reed was born Erik Halden in Oslo on May 3, 1902.", ("birth_date", "Jonas Reed", "May 3, 1902")),
        ("In 1931 Reed moved to Paris.", ("moved_to", "Jonas Reed", "Paris")),
        ("Reed landed the role of Abel Marsh in the thriller \"Ash Road\" (1939).", ("appeared_in", "Jonas Reed", "Ash Road")),
        ("Reed made his film debut in \"Pale Harbor\" (1931).", ("debut_work", "Jonas Reed", "Pale Harbor")),
        ("In 1963 Reed retired.", ("act_year", "Jonas Reed", "1963")),
    ],
)  # fmt: skip
def test_a_life_on_the_stage(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(ACTOR + text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Berglund studied chemistry at Lund University.", ("field", "Anna Berglund", "chemistry")),
        ("She was the first woman to pass the examination.", ("first", "woman to pass the examination", "Anna Berglund")),
        ("Her novel Slow Rivers, published in 1975, sold well.", ("year", "Slow Rivers", "1975")),
    ],
)  # fmt: skip
def test_what_other_lives_share_with_them(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(HEAD + text)


def test_who_is_born_under_another_name_has_no_second_birth() -> None:
    text = ACTOR + "Jonas Reed was born Erik Halden in Oslo on May 3, 1902."
    assert {subject for subject, _ in pairs(text, "birth_date")} == {"Jonas Reed"}
