# ruff: noqa: E501 (a table reads by its rows)
"""How announcements word who joins a work, who makes it and what it runs to; and what they do not say."""

from __future__ import annotations

import pytest

from tests.article.telling import facts, pairs, relations, told

ANIME = "Harbor Lanterns Anime Reveals Staff\n\nThe television anime Harbor Lanterns premieres on April 4. "
FILM = "'Pale Harbor' gets a date\n\nThe animated film Pale Harbor is finished. "
GAME = "'Glass Meridian' gets a date\n\nThe video game Glass Meridian is about a lost expedition. "
MANGA = "Crow Street Manga Ends\n\nJun Oda's manga Crow Street is nearly over. "


@pytest.mark.parametrize(
    ("text", "relation", "subject", "right"),
    [
        # staff
        ("Jun Oda is again the director.", "director", "Harbor Lanterns", "Jun Oda"),
        ("The new director for the second season is Jun Oda.", "director", "Harbor Lanterns", "Jun Oda"),
        ("Jun Oda is supervising the series scripts.", "series_composition", "Harbor Lanterns", "Jun Oda"),
        ("Mio Arase is the sound director at Halden Sound.", "sound_director", "Harbor Lanterns", "Mio Arase"),
        ("Mio Arase is adapting Haruka Onda's original character designs for animation.", "character_designer", "Harbor Lanterns", "Mio Arase"),
        ("Mio Arase is adapting Haruka Onda's original character designs for animation.", "original_character_designer", "Harbor Lanterns", "Haruka Onda"),
        ("Directing the series is Jun Oda.", "director", "Harbor Lanterns", "Jun Oda"),
        ("Jun Oda returns to direct the new season.", "director", "Harbor Lanterns", "Jun Oda"),
        ("Mio Arase is back to write the scripts.", "screenwriter", "Harbor Lanterns", "Mio Arase"),
        ("Kenji Morita is on board to compose the music.", "composer", "Harbor Lanterns", "Kenji Morita"),
        ("Jun Oda is replacing Kenji Morita as director.", "director", "Harbor Lanterns", "Jun Oda"),
        ("MAPPA is the studio in charge of animating the series.", "animation_studio", "Harbor Lanterns", "MAPPA"),
        # counts
        ("The anime will run for 12 episodes.", "episode_count", "Harbor Lanterns", "12"),
        # cast
        ("Aoi Sakura returns to voice Mio in the series.", "voice_actor", "Mio", "Aoi Sakura"),
        ("The story follows a lamplighter named Mio.", "protagonist", "Harbor Lanterns", "Mio"),
    ],
)  # fmt: skip
def test_what_is_announced_of_an_anime(text: str, relation: str, subject: str, right: str) -> None:
    assert (subject, right) in pairs(ANIME + text, relation)


@pytest.mark.parametrize(
    ("text", "relation", "right"),
    [
        ("It is helmed by Norwegian director Ida Foss.", "director", "Ida Foss"),
        ("It will be executive produced by Ida Foss.", "executive_producer", "Ida Foss"),
        ("The film will make its streaming debut on Netflix.", "streaming_service", "Netflix"),
        ("The film will be 90 minutes long.", "running_time", "90 minutes"),
        ("Tern Studios has acquired North American rights to the film.", "distributor", "Tern Studios"),
    ],
)  # fmt: skip
def test_what_is_announced_of_a_film(text: str, relation: str, right: str) -> None:
    assert ("Pale Harbor", right) in pairs(FILM + text, relation)


@pytest.mark.parametrize(
    ("text", "relation", "right"),
    [
        ("It is coming to PlayStation 5 on August 27.", "release_date", "August 27"),
        ("The game draws inspiration from classics such as Final Fantasy VI.", "inspired_by", "Final Fantasy VI"),
        ("The game will tell the tale of Kanata Mori.", "protagonist", "Kanata Mori"),
    ],
)  # fmt: skip
def test_what_is_announced_of_a_game(text: str, relation: str, right: str) -> None:
    assert ("Glass Meridian", right) in pairs(GAME + text, relation)


@pytest.mark.parametrize(
    ("text", "relation", "subject", "right"),
    [
        ("Oda launched the manga in Morning on September 11, 2020.", "magazine", "Crow Street", "Morning"),
        ("Oda launched the manga in Morning on September 11, 2020.", "launch_date", "Crow Street", "September 11, 2020"),
        ("The manga will end in the June issue of Morning on May 2.", "end_date", "Crow Street", "May 2"),
        ("Kodansha shipped the third volume in Japan on March 17.", "release_date", "the third volume of Crow Street", "March 17"),
        ("The manga has inspired a television anime that premiered in April 2021.", "premiere_date", "the television anime of Crow Street", "April 2021"),
    ],
)  # fmt: skip
def test_how_a_series_runs(text: str, relation: str, subject: str, right: str) -> None:
    assert (subject, right) in pairs(MANGA + text, relation)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # What comes out is a part, an edition or another thing
        (ANIME + "A two-part special premiered on May 3.", ("premiere_date", "Harbor Lanterns", "May 3")),
        (ANIME + "The second season premiered on May 3.", ("premiere_date", "Harbor Lanterns", "May 3")),
        (GAME + "A physical edition will arrive on May 3.", ("release_date", "Glass Meridian", "May 3")),
        (MANGA + "The manga has inspired a television anime that premiered in April 2021.", ("premiere_date", "Crow Street", "April 2021")),
        # A network shows it and animates nothing
        (ANIME + "Tokyo MX will air the anime at midnight.", ("animation_studio", "Harbor Lanterns", "Tokyo MX")),
        # What it runs on has not made it
        (GAME + "Nintendo Switch will host the game.", ("developer", "Glass Meridian", "Nintendo Switch")),
        # The one who goes does not direct it
        (ANIME + "Jun Oda is replacing Kenji Morita as director.", ("director", "Harbor Lanterns", "Kenji Morita")),
    ],
)  # fmt: skip
def test_what_is_not_announced(text: str, wrong: tuple[str, str, str]) -> None:
    assert wrong not in told(text)


@pytest.mark.parametrize(
    ("text", "relation", "subject", "right"),
    [
        ("The second season premiered on May 3.", "premiere_date", "the second season of Harbor Lanterns", "May 3"),
        ("The first season ran for 24 episodes.", "episode_count", "the first season of Harbor Lanterns", "24"),
        ("Season 2 premieres on May 3.", "premiere_date", "season 2 of Harbor Lanterns", "May 3"),
    ],
)  # fmt: skip
def test_a_season_has_dates_and_counts_of_its_own(text: str, relation: str, subject: str, right: str) -> None:
    assert (subject, right) in pairs(ANIME + text, relation)


def test_a_sentence_on_the_season_goes_on_with_it() -> None:
    text = ANIME + "The second season premiered on May 3. Crunchyroll streamed the series."
    assert ("the second season of Harbor Lanterns", "Crunchyroll") in pairs(text, "streaming_service")


def test_two_firms_share_what_they_say() -> None:
    assert "developer" not in relations(GAME + "The game is sold on Steam and the Epic Games Store.")
    assert facts(GAME + "The game is sold on Steam and the Epic Games Store.", "publisher") == []
