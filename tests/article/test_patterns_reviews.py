"""What reviewers say of a film or a game in words of their own."""

from __future__ import annotations

import pytest

from tests.article.telling import told

FILM = "'Harrow Lane' review: a fire that never goes out\n\nThe film Harrow Lane follows a family. "
GAME = (
    "Video game review: Undertow\n\nIn Undertow the sea rises. Undertow is a roguelike about a lighthouse. "
)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            FILM + "As Kitty, his hard-drinking wife, Mara Lund has too little to do.",
            ("actor", "Kitty", "Mara Lund"),
        ),
        (
            FILM + "Mara Lund turns up briefly as Jane Tolley, a nurse.",
            ("actor", "Jane Tolley", "Mara Lund"),
        ),
        (
            FILM + "Peter Brandt's camera is in constant motion.",
            ("cinematographer", "Harrow Lane", "Peter Brandt"),
        ),
        (
            FILM + "Jennifer Moe, who also cut the film Low Tide, keeps it short.",
            ("editor", "Harrow Lane", "Jennifer Moe"),
        ),
        (FILM + "\n\nStarring: Mara Lund, Peter Brandt", ("cast_member", "Harrow Lane", "Peter Brandt")),
        (GAME + "It took me about 31 hours to see the credits.", ("play_time", "Undertow", "31 hours")),
        (GAME + "\n\nScore: 9.5/10", ("score", "Undertow", "9.5/10")),
        (GAME, ("genre", "Undertow", "roguelike")),
        (
            "The film Harrow Lane is old. Among the guests was Peter Brandt, who produced the film Low Tide.",
            ("producer", "Low Tide", "Peter Brandt"),
        ),
    ],
)
def test_what_a_review_says(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (FILM + "As a child, Mara Lund has little to do with it.", "actor"),
        (FILM + "Peter Brandt was shot in Paris.", "filming_place"),
        (GAME + "It took Peter Brandt 22 hours to write the script.", "play_time"),
    ],
)
def test_what_a_review_does_not_say(text: str, relation: str) -> None:
    assert relation not in {one for one, _, _ in told(text)}


def test_a_trilogy_is_neither_born_nor_dead() -> None:
    text = FILM + "Peter Brandt directed The Grey Warden Trilogy (2005-2012)."
    assert not {relation for relation, _, _ in told(text)} & {"birth_year", "death_year"}
