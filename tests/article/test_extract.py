"""From sentences to facts: whom they are about, how sure they are, and what is not said."""

from __future__ import annotations

import pytest

from quiz.article.merging import merged
from quiz.core.facts import Evidence, Fact
from tests.article.samples import facts, reading, told

FILM = "The film Harbour Lights opens today. "
ANIME = "The anime Cobalt Vesna was announced today. "


@pytest.mark.parametrize(("content", "relation", "subject", "objects"), [
    (f"{ANIME}The anime is directed by Mitsuru Ohno.", "director", "Cobalt Vesna", ["Mitsuru Ohno"]),
    (f"{ANIME}Mitsuru Ohno is directing the series at Madhouse.", "animation_studio", "Cobalt Vesna",
     ["Madhouse"]),
    (f"{ANIME}Risa Fujii and Nobu Okada are composing the music.", "composer", "Cobalt Vesna",
     ["Risa Fujii", "Nobu Okada"]),
    (f"{ANIME}Working with them is screenwriter Yuka Hanada.", "screenwriter", "Cobalt Vesna",
     ["Yuka Hanada"]),
    (f"{ANIME}The series will premiere on April 9.", "premiere_date", "Cobalt Vesna", ["April 9"]),
    (f"{ANIME}The anime's cast includes Hana Mochizuki as Mei.", "voice_actor", "Mei", ["Hana Mochizuki"]),
    (f"{FILM}Jonas Reed plays Abel Marsh in the film.", "actor", "Abel Marsh", ["Jonas Reed"]),
    (f"{FILM}The film stars Tom Ellery as Inspector Grey.", "actor", "Inspector Grey", ["Tom Ellery"]),
    ("Karin Dvorak was a painter. She was born in Graz.", "birth_place", "Karin Dvorak", ["Graz"]),
])  # fmt: skip
def test_facts(content: str, relation: str, subject: str, objects: list[str]) -> None:
    assert told(content, relation) == {subject: tuple(objects)}


def test_who_stars_in_a_film_is_no_protagonist() -> None:
    assert facts(f"{FILM}The film stars Tom Ellery as Inspector Grey.", "protagonist") == []


@pytest.mark.parametrize("said", [
    "Bo Lind did not direct the film.",
    "Bo Lind refused to direct the film.",
    "Bo Lind never directed the film.",
])  # fmt: skip
def test_what_is_denied_is_no_fact(said: str) -> None:
    assert facts(FILM + said, "director") == []


def test_a_rumour_is_hedged() -> None:
    [fact] = facts(f"{FILM}The film is reportedly directed by Ada Lund.", "director")
    assert fact.hedged
    [fact] = facts(f"{FILM}The film is directed by Ada Lund.", "director")
    assert not fact.hedged


def test_a_thing_of_the_wrong_kind_fills_no_slot() -> None:
    content = f"{ANIME}The series will air on October 9 at Anime Expo in Tokyo."
    assert facts(content, "tv_network") == []
    assert facts(content, "animation_studio") == []
    assert facts(content, "streaming_service") == []


def test_a_date_of_a_volume_or_trailer_is_not_the_works_own() -> None:
    content = f"{ANIME}The first trailer of the series was released on March 3, 2024."
    assert facts(content, "release_date") == []
    assert facts(content, "premiere_date") == []


def test_an_organisation_that_did_something_is_named() -> None:
    """A fact with an empty object is none."""
    [fact] = facts("The firm NCRV bought the film Old Piers and left.", "org_did")
    assert fact.objects == ("NCRV",)


def test_another_film_in_the_text_has_its_own_staff() -> None:
    content = (
        "The film Harbour Lights was released in 1999. The film Old Piers was released in 2003. "
        "The film is directed by Ada Lund."
    )
    assert told(content, "director") == {"Old Piers": ("Ada Lund",)}


def test_the_anime_is_not_the_film_beside_it() -> None:
    content = (
        f"{ANIME}It is directed by Mitsuru Ohno. The film Old Piers was a hit of his. "
        "The anime will premiere in April 2025."
    )
    assert told(content, "premiere_date") == {"Cobalt Vesna": ("April 2025",)}


def test_a_surname_is_given_in_full() -> None:
    content = f"{ANIME}At the helm is director Mitsuru Ohno. Ohno was born in Osaka."
    assert told(content, "director") == {"Cobalt Vesna": ("Mitsuru Ohno",)}
    assert told(content, "birth_place") == {"Mitsuru Ohno": ("Osaka",)}


def test_evidence_is_the_whole_sentence() -> None:
    content = f"{FILM}\n\nHere the film is directed by Ada Lund, who is new. It is long."
    [fact] = facts(content, "director")
    assert fact.evidence.text == "Here the film is directed by Ada Lund, who is new."
    assert content[fact.evidence.start : fact.evidence.end] == fact.evidence.text


def fact(relation: str, subject: str, *objects: str, at: int = 0, sure: float = 0.8, **more: str) -> Fact:
    return Fact(relation, subject, objects, Evidence("x", at, at + 1), confidence=sure, **more)  # type: ignore[arg-type]


def test_of_the_same_fact_the_surer_stays_with_its_qualifier() -> None:
    one, two = fact("director", "A", "Bo", qualifier="in Japan"), fact("director", "a", "bo", at=9, sure=0.9)
    assert merged([one, two], "") == [fact("director", "a", "bo", at=9, sure=0.9, qualifier="in Japan")]


def test_of_a_set_and_its_part_the_set_stays() -> None:
    both, part = fact("composer", "A", "Bo", "Cleo", at=5), fact("composer", "A", "Bo", sure=0.9)
    assert merged([part, both], "") == [both]


def test_of_several_premieres_the_first_stays() -> None:
    early, late = fact("premiere_date", "A", "April 9"), fact("premiere_date", "A", "April 12", at=50)
    assert merged([late, early], "") == [early]
    abroad = fact("premiere_date", "A", "May 1", at=70, qualifier="in France")
    assert merged([abroad, early], "") == [early, abroad]


def test_facts_stand_in_the_order_of_the_article() -> None:
    found = reading(f"{ANIME}It is directed by Mitsuru Ohno. Yuka Hanada is writing the script.").facts
    assert [one.evidence.start for one in found] == sorted(one.evidence.start for one in found)


THEATRE = "The towns and their theatres\n\nThe Royal Theatre in Turin was designed by Ines Costa and {}."


def test_what_stands_in_a_town_is_not_the_town() -> None:
    content = THEATRE.format("opened in 1899")
    assert told(content, "designer") == {"Royal Theatre": ("Ines Costa",)}
    assert told(content, "opening_date") == {"Royal Theatre": ("1899",)}
    assert "Turin" not in {fact.subject for fact in reading(content).facts}


def test_a_name_that_has_its_article_gets_no_other() -> None:
    content = THEATRE.format("opened in 1899") + " It has 320 seats."
    asked = [fact.stem for fact in reading(content).facts if "320" in fact.objects]
    assert asked
    assert not [stem for stem in asked if "the the" in stem.lower()]
