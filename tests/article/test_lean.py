"""What stands between a name and its verb is left out, and a list is not."""

from __future__ import annotations

import pytest

from quiz.article.lean import lean
from tests.article.reading import shadows, spelled


def leaned(content: str) -> str:
    [one] = shadows(content)
    found = lean(one)
    return spelled(found) if found else ""


@pytest.mark.parametrize(("content", "shadow"), [
    ("Once Ada Lund, known for the film Harbour Lights, is directing it.", "Once {person} is {doing} {it}."),
    ("Once Ada Lund, from the film Harbour Lights, is composing the music.", "Once {person} is {doing}."),
])  # fmt: skip
def test_a_piece_between_commas_is_left_out(content: str, shadow: str) -> None:
    assert leaned(content) == shadow


@pytest.mark.parametrize("content", [
    "Once Ada Lund, Bo Lind, and Carl Brandt were directing the art.",
    "Once Ada Lund, known for Ash Road, while Bo Lind, is directing it.",
    "Once Ada Lund left.",
])  # fmt: skip
def test_a_list_or_another_clause_stays(content: str) -> None:
    assert leaned(content) == ""


def test_every_sign_keeps_its_piece_of_the_article() -> None:
    content = "Once Ada Lund, from the film Harbour Lights, is composing the music."
    [one] = shadows(content)
    found = lean(one)
    assert found is not None
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert content[slice(*found.piece(5, 6))] == "Ada Lund"
