"""Whose a fact is where a sentence names its own work, and names that only their part in a sentence tells."""

from __future__ import annotations

import pytest

from quiz.article.understand import understand

CREATOR = (
    "Jun Oda Plans New Manga\n\nManga creator Jun Oda revealed on Sunday that a new manga is planned. "
    "Jun Oda said that it is not yet named.\n\n"
)
FILM = (
    "Pale Harbor Film Reveals Staff\n\nThe staff for the Pale Harbor film revealed a trailer on Monday. "
    "The film will open on May 20.\n\n"
)


def facts(content: str) -> set[tuple[str, str, str]]:
    return {(one.relation, one.subject, name) for one in understand(content).facts for name in one.objects}


def test_a_surname_is_no_work_because_its_owner_launches_one() -> None:
    found = understand(CREATOR + "Oda launched the Ash Road manga in Tideline magazine in May 2019.")
    assert (found.subject, found.subject_kind) == ("Jun Oda", "person")


def test_what_somebody_launches_is_what_the_sentence_is_about() -> None:
    found = facts(
        CREATOR
        + "Oda launched the Ash Road manga in Weekly Shōnen Jump in May 2019, and he ended the series "
        "in June 2021. Oda launched the Cinder Gate manga in Weekly Shōnen Jump in July 2022."
    )
    assert ("launch_date", "Ash Road", "May 2019") in found
    assert ("launch_date", "Cinder Gate", "July 2022") in found
    assert ("end_date", "Ash Road", "June 2021") in found
    assert not any(one == "end_date" and subject != "Ash Road" for one, subject, _ in found)


def test_an_anime_within_a_film_has_makers_of_its_own() -> None:
    found = facts(
        FILM + "Bo Lind is directing the “Cinder Gate” anime that will appear in the film. "
        "Ada Lund is designing the characters."
    )
    assert ("director", "Cinder Gate", "Bo Lind") in found
    assert ("character_designer", "Cinder Gate", "Ada Lund") in found
    assert ("director", "Pale Harbor", "Bo Lind") not in found


@pytest.mark.parametrize("sentence", [
    "A new manga titled Ash Road will begin in the May issue of Weekly Shōnen Jump.",
    "A new manga titled Ash Road began serialization in issue 39 of Weekly Shōnen Jump.",
    "A new manga titled Ash Road by Jun Oda began serialization in Weekly Shōnen Jump.",
])  # fmt: skip
def test_the_issue_that_a_manga_begins_in(sentence: str) -> None:
    assert ("magazine", "Ash Road", "Weekly Shōnen Jump") in facts(sentence)


def test_what_a_game_runs_on_is_no_magazine() -> None:
    found = facts(
        "Pale Harbor Game Delayed\n\nThe game Pale Harbor is late. The game runs on Unreal Engine 5."
    )
    assert not any(relation == "magazine" for relation, _, _ in found)


@pytest.mark.parametrize(("sentence", "told"), [
    ("Tamsa is performing the film's theme song “Lamp.”", ("theme_artist", "Pale Harbor", "Tamsa")),
    ("Ida Foss, from Ash Road, is composing the music.", ("composer", "Pale Harbor", "Ida Foss")),
    ("Ida Foss is writing and directing the film.", ("screenwriter", "Pale Harbor", "Ida Foss")),
    ("Ida Foss directed the film, and was also in charge of the screenplay and character designs.",
     ("character_designer", "Pale Harbor", "Ida Foss")),
    ("Meanwhile, Bo Lind is directing the film, with Ida Foss doing the scripts.",
     ("screenwriter", "Pale Harbor", "Ida Foss")),
])  # fmt: skip
def test_who_does_what_on_the_articles_own_work(sentence: str, told: tuple[str, str, str]) -> None:
    assert told in facts(FILM + sentence)


@pytest.mark.parametrize(("sentence", "relation"), [
    ("The theme song's single will launch on September 13.", "release_date"),
    ("Tern Works launched a campaign for the film in April.", "founding_year"),
])  # fmt: skip
def test_another_things_date_is_not_the_works(sentence: str, relation: str) -> None:
    found = facts(FILM + sentence)
    assert not any(one == relation and name in ("September 13", "April") for one, _, name in found)


def test_the_name_that_a_life_begins_with_is_nobody_else() -> None:
    found = understand(
        "Ida Foss\n\nIda Foss (May 18, 1925 – July 17, 1998) was a Danish painter.\n\n"
        "Born Ida Marie Krog in Lund in 1925, she studied art. She died in 1998."
    )
    assert "Ida Marie Krog" not in {one.subject for one in found.facts}
