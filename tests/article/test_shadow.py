"""A sentence as patterns read it."""

from __future__ import annotations

import pytest

from quiz.article.lexicon import lexicon
from quiz.article.shadow import CLASSES, SLOTS, Caster, Shadow, kind_of
from quiz.article.text import sentences
from tests.article.reading import shadows, spelled


def cast(content: str) -> str:
    return " ".join(spelled(shadow) for shadow in shadows(content))


@pytest.mark.parametrize(("content", "shadow"), [
    ("Once director Ada Lund met composer Bo Lind.", "Once {noun} {person} met {noun} {person}."),
    ("Then the directors Ada Lund and Bo Lind left.", "Then the {nouns} {person} and {person} left."),
    ("Now Ada Lund ( Space Dandy. ) has left it.", "Now {person} has left {it}."),
    ("Now Ada Lund is directing the art.", "Now {person} is {doing}."),
    ("Once Ada Lund 's film won.", "Once {person}'s film won."),
    ("She wrote the film Harbour Lights in 1999.", "{she} wrote the film {work} in {year}."),
    ("The series will air in April 2025.", "{the_work} will air in {date}."),
    ("Then he left his wife.", "Then {he} left {he}'s wife."),
    ("Then she met her and her sister.", "Then {she} met {she} and {she}'s sister."),
    ("It sold nine ships for $60,000.", "{it} sold {number} ships for {money}."),
    ("Once “Paper Moonrise” was sung.", "Once {work} was sung."),
    ("He was born here.:121,154", "{he} was born here."),
])  # fmt: skip
def test_shadows(content: str, shadow: str) -> None:
    assert cast(content) == shadow


def test_the_medium_beside_a_work_is_kept() -> None:
    [one] = shadows("Once the film Harbour Lights was shown.")
    [sign] = [sign for sign in one.text if kind_of(sign) == "work"]
    assert one.media[sign] == "film"
    assert one.present == {"work"}


def test_every_sign_knows_its_piece_of_the_article() -> None:
    content = "It rained.\n\nOnce director Ada Lund (of Oslo) met Bo Lind on May 5, 1961.\n"
    told = {"director": "noun", "Ada Lund": "person", "Bo Lind": "person", "May 5, 1961": "date"}
    found = {}
    for one in shadows(content):
        assert len(one.text) == len(one.starts) == len(one.ends)
        for n, sign in enumerate(one.text):
            if kind_of(sign):
                found[content[slice(*one.piece(n, n + 1))]] = kind_of(sign)
    assert {text: kind for text, kind in found.items() if kind != "it"} == told


def test_a_sentence_of_very_many_names_loses_some_and_nothing_else() -> None:
    names = ", ".join(f"Ada Lund{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(100))
    [one] = shadows(f"There were {names}.")
    assert one.text.startswith("There were ")
    assert sum(kind_of(sign) == "person" for sign in one.text) <= 64


def test_slots_are_filled_by_classes_that_there_are() -> None:
    for slot, classes in SLOTS.items():
        assert set(classes.split()) <= set(CLASSES), slot
    assert kind_of(chr(0xE000 - 1)) == ""
    assert kind_of("a") == ""


def test_private_signs_of_the_text_itself_do_no_harm() -> None:
    content = "Once \ue000 met Ada Lund \uf8ff."
    [sentence] = sentences(content)
    shadow: Shadow = Caster(content, lexicon()).shadow(sentence, [])
    assert shadow.piece(0, len(shadow.text)) == (0, len(content))
