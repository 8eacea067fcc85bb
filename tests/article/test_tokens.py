"""Words and signs of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.article.tokens import Token, tokens


def told(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(("text", "found"), [
    ("Ada Lund's film", ["Ada", "Lund", "'s", "film"]),
    ("Ada Lund’s film", ["Ada", "Lund", "’s", "film"]),
    ("Ishikawa 's book", ["Ishikawa", "'s", "book"]),
    ("J. Robert Hale", ["J.", "Robert", "Hale"]),
    ("the U.S. Army", ["the", "U.S.", "Army"]),
    ("Dr. No and No. 8", ["Dr.", "No", "and", "No.", "8"]),
    ("a Metropolis-inspired tale", ["a", "Metropolis", "-inspired", "tale"]),
    ("Jean-Luc and a well-known man", ["Jean-Luc", "and", "a", "well-known", "man"]),
    ("O’Brien and Shun'ya", ["O’Brien", "and", "Shun'ya"]),
    ("by Tern! Studios", ["by", "Tern!", "Studios"]),
    ("the band Ko-iCE", ["the", "band", "Ko-iCE"]),
    ("C++ and AT&T", ["C++", "and", "AT&T"]),
    ("The End.", ["The", "End", "."]),
    ("Gorō Ishii, 東京", ["Gorō", "Ishii", ",", "東京"]),
    ("", []),
])  # fmt: skip
def test_tokens(text: str, found: list[str]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(("text", "capital"), [
    ("Ada", True), ("iPhone", True), ("eBay", True), ("ada", False), ("9", False),
    ("Éva", True), ("aB", False),
])  # fmt: skip
def test_what_is_written_as_a_name(text: str, capital: bool) -> None:
    assert Token(text, 0, len(text)).capital is capital


def test_a_sign_is_no_word() -> None:
    assert [token.word for token in tokens("Ada, 9!")] == [True, False, True, False]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_places_are_exact_and_in_order(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert token.text == text[token.start : token.end]
        assert at <= token.start < token.end
        at = token.end
