"""Roles told by a task."""

from __future__ import annotations

import pytest

from quiz.article.lexicon import lexicon


def read(text: str) -> list[tuple[str, str, str]]:
    """Words, relation and form of each task that the text begins with."""
    return [(text[one:two], relation, form) for one, two, relation, form in lexicon().tasks.at(text, 0)]


@pytest.mark.parametrize(("text", "told"), [
    ("in charge of the series' character designs", [("character_designer", "doing")]),
    ("designing those characters for animation", [("character_designer", "doing")]),
    ("drew the original character designs", [("original_character_designer", "did")]),
    ("wrote the lyrics", [("lyricist", "did")]),
    ("credited with the concept design", [("production_designer", "doing")]),
    ("handling the script, music, and the props", [
        ("screenwriter", "doing"), ("composer", "doing"), ("prop_designer", "doing"),
    ]),
    ("in charge of the music, and the script is by somebody", [("composer", "doing")]),
    ("in charge of the kitchen", []),
    ("handling the musical", []),
])  # fmt: skip
def test_the_tasks_that_a_verb_rules(text: str, told: list[tuple[str, str]]) -> None:
    assert [(relation, form) for _, relation, form in read(text)] == told


def test_a_task_in_a_list_has_a_place_of_its_own() -> None:
    assert [words for words, _, _ in read("handling the script and the music")] == [
        "handling the script", "the music",
    ]  # fmt: skip
