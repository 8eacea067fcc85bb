"""What stands in brackets after a name."""

from __future__ import annotations

import pytest

from tests.article.samples import facts, reading, told

FILM = "The film Harbour Lights opens today. "


@pytest.mark.parametrize(("bracket", "born", "died"), [
    ("born 3 May 1940", "3 May 1940", ""),
    ("born May 3, 1940", "May 3, 1940", ""),
    ("3 May 1940 – 2 June 2001", "3 May 1940", "2 June 2001"),
    ("3 May [O.S. 21 April] 1840 – 2 June [O.S. 20 May] 1901", "3 May 1840", "2 June 1901"),
    ("née Weiss; 3 May 1940 – 2 June 2001", "3 May 1940", "2 June 2001"),
    ("a good friend", "", ""),
])  # fmt: skip
def test_a_lifes_dates(bracket: str, born: str, died: str) -> None:
    content = f"Karin Dvorak ({bracket}) was a painter."
    assert told(content, "birth_date") == ({"Karin Dvorak": (born,)} if born else {})
    assert told(content, "death_date") == ({"Karin Dvorak": (died,)} if died else {})


def test_years_alone_are_years() -> None:
    content = "Karin Dvorak (1840–1901) was a painter."
    for relation in ("birth_date", "death_date"):
        assert told(content, relation) == {}
    assert all(fact.objects[0] in ("1840", "1901", "painter") for fact in reading(content).facts)


def test_a_character_and_who_plays_it() -> None:
    content = f"{FILM}In it Abel Marsh (Jonas Reed) loves Edith Blake (played by Rose Tyler)."
    assert told(content, "actor") == {"Abel Marsh": ("Jonas Reed",), "Edith Blake": ("Rose Tyler",)}
    assert {fact.context for fact in facts(content, "actor")} == {"Harbour Lights"}


def test_in_an_anime_the_cast_lends_its_voice() -> None:
    content = (
        "The anime Cobalt Vesna has a new cast. Mei Arai (Hana Mochizuki) meets Sora Kita (Yuto Sakuragi)."
    )
    assert told(content, "voice_actor") == {"Mei Arai": ("Hana Mochizuki",), "Sora Kita": ("Yuto Sakuragi",)}


@pytest.mark.parametrize("bracket", ["of Oslo", "who is new", "Space Dandy, Old Piers", "left", "1999", "Bo"])
def test_another_bracket_is_no_role(bracket: str) -> None:
    content = f"{FILM}In it Abel Marsh ({bracket}) loves the sea."
    assert facts(content, "actor") == []


def test_a_bracket_lists_other_works() -> None:
    content = f"{FILM}It is directed by Ada Lund (Space Dandy, Madhouse Days)."
    assert told(content, "director") == {"Harbour Lights": ("Ada Lund",)}
    assert told(content, "earlier_work") == {"Ada Lund": ("Space Dandy", "Madhouse Days")}


def test_a_year_after_a_work_is_its_own() -> None:
    assert told(f"{FILM}It is like the film Old Piers (1961).", "year")["Old Piers"] == ("1961",)


def test_two_titles_with_a_stroke_between_are_one_work() -> None:
    content = f"{FILM}It is like the manga Gunm/Battle Angel Alita."
    assert told(content, "alias") == {"Battle Angel Alita": ("Gunm",)}


def test_a_bracket_after_a_maker_tells_what_else_somebody_did() -> None:
    content = f"{FILM}It is directed by Ada Lund (co-director of Old Piers)."
    assert told(content, "earlier_work") == {"Ada Lund": ("Old Piers",)}


def test_in_a_live_action_series_nobody_lends_a_voice() -> None:
    content = (
        "The live-action Netflix series of the manga Cobalt Vesna has a new cast. "
        "The cast has Hana Mochizuki (Mei) and Yuto Sakuragi (Sora)."
    )
    assert facts(content, "voice_actor") == []
