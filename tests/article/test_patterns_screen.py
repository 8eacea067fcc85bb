# ruff: noqa: E501 (a table reads by its rows)
"""What films, series and games are said to be: each wording with one that must not be taken for it."""

from __future__ import annotations

import pytest

from tests.article.telling import facts, pairs

FILM = "'Pale Harbor' is a crime drama from director Greta Sandberg.\n\nThe film Pale Harbor opens in May. "
GAME = "'Glass Meridian' review\n\nThe video game Glass Meridian is about a lost expedition. "


@pytest.mark.parametrize(
    ("text", "relation", "subject", "right"),
    [
        # who makes it
        ("Nora Lindqvist's score is sparse and cold.", "composer", "Pale Harbor", "Nora Lindqvist"),
        ("The costumes, designed by Vera Okoro, are a joy.", "costume_designer", "Pale Harbor", "Vera Okoro"),
        ("Editing will be handled by Peter Zhang.", "editor", "Pale Harbor", "Peter Zhang"),
        ("Lena Marsh and Omar Haddad are producing for Tall Ships Films.", "production_company", "Pale Harbor", "Tall Ships Films"),
        ("It is an adaptation of Ruth Calder's 1987 novel of the same name.", "source_medium", "Pale Harbor", "novel"),
        ("It is based on the 2009 novel The Bell Ringers by Irish author Deirdre Malone.", "original_author", "Pale Harbor", "Deirdre Malone"),
        ("Sandberg made her feature debut in 2014 with Cold Kitchen.", "debut_work", "Greta Sandberg", "Cold Kitchen"),
        # cast
        ("Peter Aldous and Wen Tsai are also attached, Aldous as the coast guard officer.", "actor", "the coast guard officer", "Peter Aldous"),
        ("Martin Reyes plays the lighthouse keeper, who never sleeps.", "actor", "the lighthouse keeper", "Martin Reyes"),
        ("Dev Raman takes on the role of Nico, a driver.", "actor", "Nico", "Dev Raman"),
        ("Margo Dale is in the film too as Violet's sister Mattie Fae.", "actor", "Mattie Fae", "Margo Dale"),
        ("Rounding out the ensemble are Hanne Berg and Luis Otero.", "cast_member", "Pale Harbor", "Hanne Berg; Luis Otero"),
        # shoot, sales, release
        ("Principal photography begins on 14 September in Lisbon.", "filming_start", "Pale Harbor", "14 September"),
        ("Principal photography begins on 14 September in Lisbon.", "filming_place", "Pale Harbor", "Lisbon"),
        ("The shoot is scheduled to last nine weeks.", "shoot_length", "Pale Harbor", "nine weeks"),
        ("Bankside Films is handling international sales.", "sales_company", "Pale Harbor", "Bankside Films"),
        ("In North America it was distributed by GKIDS.", "distributor", "Pale Harbor", "GKIDS"),
        # figures
        ("Running time: 138 minutes", "running_time", "Pale Harbor", "138 minutes"),
        ("At 97 minutes, it never drags.", "running_time", "Pale Harbor", "97 minutes"),
        ("\n\n4.5 out of 5", "score", "Pale Harbor", "4.5 out of 5"),
        ("Its budget was $18 million.", "budget", "Pale Harbor", "$18 million"),
        ("In Spain, it has earned €6.4 million.", "box_office", "Pale Harbor", "€6.4 million"),
        ("The original title, El puerto, sounds better.", "original_title", "Pale Harbor", "El puerto"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_film(text: str, relation: str, subject: str, right: str) -> None:
    assert (subject, right) in pairs(FILM + text, relation)


@pytest.mark.parametrize(
    ("text", "relation", "right"),
    [
        ("Nora Lindqvist's score for Winter Ward won a prize.", "composer", "Nora Lindqvist"),
        ("Sandberg made her feature debut in 2014 with Cold Kitchen.", "premiere_date", "2014"),
        ("The story opens in a greenhouse in Galicia in 1954.", "release_date", "1954"),
        ("Martin Reyes plays a key role in the second half.", "actor", "Martin Reyes"),
        ("She hired Martin Reyes as a consultant.", "actor", "Martin Reyes"),
        ("Three generations watched 156 five-minute films that year.", "running_time", "five minutes"),
        (
            "It is based on the novel The Bell Ringers by Irish author Deirdre Malone.",
            "author",
            "Deirdre Malone",
        ),
        ("The book was filmed once before, by Eleanor Pryce.", "director", "Eleanor Pryce"),
        ("The former Sony executive producer Hal Brandt likes it.", "executive_producer", "Hal Brandt"),
        ("Bankside Films is not handling international sales.", "sales_company", "Bankside Films"),
    ],
)
def test_what_a_film_is_not(text: str, relation: str, right: str) -> None:
    assert ("Pale Harbor", right) not in pairs(FILM + text, relation)
    if relation == "actor":
        assert right not in {objects for _, objects in pairs(FILM + text, relation)}


@pytest.mark.parametrize(
    ("text", "relation", "subject", "right"),
    [
        ("It is the debut game of four-person Belgian studio Pigeonhole.", "developer", "Glass Meridian", "Pigeonhole"),
        ("It is the debut game of four-person Belgian studio Pigeonhole.", "team_size", "Pigeonhole", "four"),
        ("Glass Meridian is published by Kestrel Games.", "publisher", "Glass Meridian", "Kestrel Games"),
        ("You play Maud, a retired insurance adjuster who buys a farm.", "protagonist", "Glass Meridian", "Maud"),
        ("You play Maud, a retired insurance adjuster who buys a farm.", "profession", "Maud", "insurance adjuster"),
        ("Players sail the flooded kingdom of Morrow in search of her.", "setting_place", "Glass Meridian", "Morrow"),
        ("The campaign takes around 40 hours.", "play_time", "Glass Meridian", "40 hours"),
        ("There is a co-op mode for up to four players.", "player_count", "Glass Meridian", "four"),
        ("The standard edition will cost $49.99.", "price", "Glass Meridian", "$49.99"),
        ("The game offers seven dungeons, each with a boss.", "count", "Glass Meridian", "seven"),
        ("The first expansion, Winter Crown, is due in March.", "expansion", "Glass Meridian", "Winter Crown"),
        ("Maud is played by veteran stage actress Greta Lommel.", "voice_actor", "Maud", "Greta Lommel"),
        ("\n\n- Platforms: PC, PlayStation 5", "platform", "Glass Meridian", "PC; PlayStation 5"),
        ("\n\n- Engine: Godot", "engine", "Glass Meridian", "Godot"),
        ("\n\nScore: 8/10", "score", "Glass Meridian", "8/10"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_game(text: str, relation: str, subject: str, right: str) -> None:
    assert (subject, right) in pairs(GAME + text, relation)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("I played for 40 hours before breakfast.", "play_time"),
        ("I lost two characters in my first week.", "count"),
        ("The collector's edition costs $129.99.", "price"),
        ("You play it with a friend.", "protagonist"),
        ("Its developers were chased by Sony.", "enemies"),
        ("Its owner may buy the developer Copper Sky Works, maker of the horror series Cellar.", "developer"),
    ],
)
def test_what_a_game_is_not(text: str, relation: str) -> None:
    assert not any(fact.subject == "Glass Meridian" for fact in facts(GAME + text, relation))


def test_a_dub_and_the_first_voices_are_told_apart() -> None:
    found = facts(
        "'The Boy and the Heron' Review\n\nThe Boy and the Heron is an anime film.\n\n"
        "In Japanese, Soma Santoki makes a stubborn Mahito, and Masaki Suda is great as the heron. "
        "The English dub has Luca Padovan in the lead and Robert Pattinson as the bird.",
        "voice_actor",
    )
    held = {fact.objects[0]: fact.qualifier for fact in found}
    assert held == {
        "Soma Santoki": "in Japanese",
        "Masaki Suda": "in Japanese",
        "Luca Padovan": "in the English dub",
        "Robert Pattinson": "in the English dub",
    }


def test_two_items_of_news_on_one_page_keep_apart() -> None:
    page = (
        "'Man Under' Adds Tim Robbins\n\nTim Robbins has signed on for Man Under. Robbins will direct the film.\n\n"
        "'Grey Coast' Adds Ann Cole\n\nBy Staff\n\nThe actress has joined the John Wells-directed film. "
        "Ann Cole will play Ivy Weston."
    )
    assert pairs(page, "director") == {("Man Under", "Tim Robbins"), ("Grey Coast", "John Wells")}
    assert {fact.context for fact in facts(page, "actor")} == {"Grey Coast"}


def test_what_another_version_says_is_its_own() -> None:
    text = FILM + (
        "The book has been filmed before: a 1991 television movie for Channel 4, directed by Eleanor Pryce, "
        "starred Maureen Keane as the keeper."
    )
    assert ("the 1991 version of Pale Harbor", "Eleanor Pryce") in pairs(text, "director")
    assert ("Pale Harbor", "Eleanor Pryce") not in pairs(text, "director")
    assert {fact.context for fact in facts(text, "actor")} == {"the 1991 version of Pale Harbor"}


def test_a_writer_director_does_both() -> None:
    text = "This is Pale Harbor, writer-director Greta Sandberg's epic political thriller. The film opens in May."
    assert ("Pale Harbor", "Greta Sandberg") in pairs(text, "director")
    assert ("Pale Harbor", "Greta Sandberg") in pairs(text, "writer")
    assert ("Pale Harbor", "political thriller") in pairs(text, "genre")
