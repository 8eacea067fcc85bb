"""Who and what the names of an article stand for."""

from __future__ import annotations

import pytest

from quiz.article.identity import Identity, bare
from tests.article.reading import settled


def held(content: str, title: str = "") -> Identity:
    return settled(content, title)[0]


def options(content: str, text: str) -> dict[str, str]:
    _, rows = settled(content)
    return next(mention.options for row in rows for mention in row if mention.text == text)


@pytest.mark.parametrize(("content", "text", "kind"), [
    ("It was made by director Kalle Brandvik in Oslo.", "Kalle Brandvik", "person"),
    ("They watched the film Harbour Lights.", "Harbour Lights", "work"),
    ("It was made by the studio Tideworks.", "Tideworks", "org"),
    ("It was made by Tideworks Corporation.", "Tideworks Corporation", "org"),
    ("It was made at Madhouse.", "Madhouse", "org"),
    ("She lives in Tokyo.", "Tokyo", "place"),
    ("Kestrelle's wife wept.", "Kestrelle", "person"),
    ("She sang the song “Paper Moonrise” there.", "Paper Moonrise", "work"),
    ("She spoke of the Vesper program of that time.", "Vesper", "event"),
    ("Harbour Lights, a quiet drama, won.", "Harbour Lights", "work"),
])  # fmt: skip
def test_a_kind_by_knowledge_shape_or_neighbours(content: str, text: str, kind: str) -> None:
    # Whatever begins a sentence has a capital, so the name stands inside one too.
    assert list(options(f"{content} Nobody had seen {text}.", text)) == [kind]


@pytest.mark.parametrize(
    "content",
    [
        "Thandeka Mbeledzi (born 3 May 1940) is little known.",
        "Thandeka Mbeledzi (3 May 1940 – 2 June 2001) is little known.",
        "Thandeka Mbeledzi was a South African chemist of note.",
        "Thandeka Mbeledzi is a painter.",
    ],
)
def test_a_life_or_a_trade_makes_a_person_of_an_unknown_name(content: str) -> None:
    assert options(f"{content} Mbeledzi lived in Durban.", "Mbeledzi") == {"person": "Thandeka Mbeledzi"}


def test_a_firm_that_says_something_is_no_person() -> None:
    assert options("On Monday the company Tideworks said that it will close.", "Tideworks") == {
        "org": "Tideworks"
    }


def test_a_surname_is_led_back_to_its_one_full_name() -> None:
    content = "Karl Brandvik was a painter. Brandvik died young, and Karl was mourned."
    assert options(content, "Brandvik") == {"person": "Karl Brandvik"}
    assert options(content, "Karl") == {"person": "Karl Brandvik"}


def test_a_shared_surname_is_whose_the_article_is() -> None:
    content = (
        "Karin Dvorak was a painter. Karin Dvorak lived in Graz. Her father, Pavel Dvorak, was a priest. "
        "Dvorak died in 1934."
    )
    assert options(content, "Dvorak") == {"person": "Karin Dvorak"}


def test_a_surname_that_two_share_alike_is_left_open() -> None:
    content = (
        "Nobody could say more of it, for the letters of that year are lost, and the town keeps no books. "
        "What is left is a note of two lines in the hand of a clerk who did not care for either of the men. "
        "In it stand Karel Dvorak and Pavel Dvorak. Then Dvorak left."
    )
    assert "Karel Dvorak" not in options(content, "Dvorak").values()
    assert "Pavel Dvorak" not in options(content, "Dvorak").values()


def test_an_acronym_is_the_name_before_its_bracket() -> None:
    content = "The Lunar Survey Administration (LSA) was new. The LSA closed in 1975."
    assert options(content, "LSA") == {"org": "Lunar Survey Administration"}
    names = [entity.name for entity in held(content).entities()]
    assert names == ["Lunar Survey Administration"]
    assert held(content).entities()[0].aliases == ("LSA",)


def test_two_names_of_the_shipped_knowledge_are_one_thing() -> None:
    content = "The manga Gunm/Battle Angel Alita is old. We read Gunm twice."
    assert options(content, "Gunm") == {"work": "Battle Angel Alita"}


def test_a_film_and_its_hero_share_a_name() -> None:
    content = "The film Lindqvist opens. In the film Lindqvist, Jonas Reed plays Anna Lindqvist, a poet."
    assert options(content, "Anna Lindqvist") == {"person": "Anna Lindqvist"}
    assert options(content, "Lindqvist")["work"] == "Lindqvist"


@pytest.mark.parametrize(("content", "title", "subject"), [
    ("The anime Cobalt Vesna is directed by Mitsuru Ohno. The series airs in April.", "", "Cobalt Vesna"),
    ("Karin Dvorak was a painter. She lived in Graz. She died in 1934.", "", "Karin Dvorak"),
    ("The company Tideworks said that it will close. Tideworks is a firm. The company said no more.",
     "", "Tideworks"),
    ("It rained all day and nobody came. It was cold.", "", ""),
])  # fmt: skip
def test_what_an_article_is_about(content: str, title: str, subject: str) -> None:
    assert held(content, title).subject == subject


def test_entities_say_where_they_first_stand_and_if_only_in_a_bracket() -> None:
    content = "Once Shinji Ogawa ( Space Dandy ) came to Tokyo. Tokyo was cold."
    found = {entity.name: entity for entity in held(content).entities()}
    assert found["Space Dandy"].aside
    assert not found["Tokyo"].aside
    assert found["Tokyo"].mentions == 2
    assert found["Tokyo"].first == content.index("Tokyo")
    assert list(found) == ["Shinji Ogawa", "Space Dandy", "Tokyo"]


@pytest.mark.parametrize(("text", "plain"), [
    ("The  Brass Foxes", "Brass Foxes"), ("the Moon", "Moon"), ("The ", "The"), ("Theo", "Theo"), ("", ""),
])  # fmt: skip
def test_bare(text: str, plain: str) -> None:
    assert bare(text) == plain


def test_the_title_of_the_headline_is_what_the_news_is_about() -> None:
    content = (
        "Harbor Lanterns Anime Reveals Cast\n\nAlso Today: Ash Road Gets a Game\n\n"
        "The website for the anime of Haruka Onda's Harbor Lanterns manga has named the cast on Friday. "
        "The anime will air in May."
    )
    assert held(content).subject == "Harbor Lanterns"


def test_what_is_presented_is_what_the_news_is_about() -> None:
    content = (
        "Kenji Morita made Ash Road and Pale Harbor for the studio.\n\n"
        "A new series, titled Glass Meridian, is about a lost ship. The series has twelve episodes."
    )
    assert held(content).subject == "Glass Meridian"


def test_a_column_of_news_has_no_subject() -> None:
    content = "The week in brief\n\n" + "\n\n".join(
        f"The anime {title} will air in {month}. The director of {title} is new."
        for title, month in (
            ("Ash Road", "May"),
            ("Pale Harbor", "June"),
            ("Glass Meridian", "July"),
            ("Crow Street", "August"),
            ("Lantern Ward", "March"),
        )
    )
    about = held(content).about
    assert about.column
    assert (about.name, about.kind) == ("", "")


def test_a_house_is_called_by_the_end_of_its_name() -> None:
    content = (
        "The Halden Opera House burned down in 1902. They sang at the Halden Opera House in May. "
        "Then the Opera House was built again."
    )
    assert "Halden Opera House" in options(content, "Opera House").values()


@pytest.mark.parametrize("platform", ["Nintendo Switch", "PlayStation 5", "Steam"])
def test_what_a_game_runs_on_is_nobody(platform: str) -> None:
    content = f"The video game Glass Meridian comes to {platform} in May. It is for {platform} alone."
    assert not {"person", "work"} & set(options(content, platform))


def test_what_a_headline_calls_somebody_is_no_part_of_the_name() -> None:
    content = (
        "Mystery Manga Artist Anna Weiss leaves for good\n\nAnna Weiss, who drew the manga Old Piers, left "
        "Oslo on May 3. Anna Weiss moves to Graz.\n"
    )
    identity, _ = settled(content)
    assert identity.subject in ("Anna Weiss", "Old Piers")
    assert all("Artist" not in one.name for one in identity.entities() if one.kind == "person")
