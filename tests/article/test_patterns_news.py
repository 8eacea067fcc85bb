# ruff: noqa: E501 (a table reads by its rows)
"""What news says of works and firms: each wording with one that must not be taken for it."""

from __future__ import annotations

import pytest

from tests.article.telling import pairs

ANIME = (
    "'Harbor Lanterns' anime reveals its cast\n\nThe television anime Harbor Lanterns premieres on April 4. "
)
FILM = "'Pale Harbor' gets a date\n\nThe animated film Pale Harbor is finished. "
GAME = "'Glass Meridian' gets a date\n\nThe video game Glass Meridian is about a lost expedition. "
BOOKS = "Crow Press licenses three manga\n\nPublisher Crow Press announced three licences on Friday.\n\n"


@pytest.mark.parametrize(
    ("text", "relation", "subject", "right"),
    [
        # services and sources
        ("Crunchyroll announced on Friday that it will stream the Harbor Lanterns anime.", "streaming_service", "Harbor Lanterns", "Crunchyroll"),
        ("Haruka Onda's original novel series centers on Mio, a lamplighter.", "original_author", "Harbor Lanterns", "Haruka Onda"),
        ("The anime is based on the autobiographical work of Haruka Onda.", "original_author", "Harbor Lanterns", "Haruka Onda"),
        ("It is the adaptation of Gakuto Minobe's Harbor Lanterns light novels.", "original_author", "Harbor Lanterns", "Gakuto Minobe"),
        ("Harbor Lanterns (Minato no Akari) has been awaited for years.", "alias", "Harbor Lanterns", "Minato no Akari"),
        ("Harbor Lanterns (Tomoshibi Minato) has been awaited for years.", "alias", "Harbor Lanterns", "Tomoshibi Minato"),
        ("All 12 episodes are finished.", "episode_count", "Harbor Lanterns", "12"),
        ("The first season ended in March 2024.", "end_date", "the first season of Harbor Lanterns", "March 2024"),
        # staff
        ("Kenji Morita directed the anime, and was in charge of script and character designs.", "character_designer", "Harbor Lanterns", "Kenji Morita"),
        ("Kenji Morita directed the anime at MAPPA.", "animation_studio", "Harbor Lanterns", "MAPPA"),
        ("Kenji Morita (Spice and Wolf) is directing the anime.", "earlier_work", "Kenji Morita", "Spice and Wolf"),
        ("Evan Marsh, a Canadian composer living in Japan whose credits include Violet Evergarden, wrote the music.", "earlier_work", "Evan Marsh", "Violet Evergarden"),
        ("Evan Marsh, a Canadian composer living in Japan, wrote the music.", "nationality", "Evan Marsh", "Canadian"),
        # cast and songs
        ("Other cast members include Mizuki Hara, Kenta Ono, and Aoi Sakura.", "cast_member", "Harbor Lanterns", "Mizuki Hara; Kenta Ono; Aoi Sakura"),
        ("The priest Heiran, who raised Mio and is rarely sober, is voiced by Kenta Ono.", "voice_actor", "Heiran", "Kenta Ono"),
        ("Comedian Kenta Ono voices a sleepy walrus.", "voice_actor", "the sleepy walrus", "Kenta Ono"),
        ("Actress Aoi Sakura voices the anime's central character Mio.", "voice_actor", "Mio", "Aoi Sakura"),
        ("Singer minamo is performing the anime's theme \"Light House\".", "theme_artist", "Harbor Lanterns", "minamo"),
        ("Kenji Morita serialized the manga in Big Comic Spirits from 2002 to 2009.", "start_date", "Harbor Lanterns", "2002"),
        ("The staff of the Uma Lantern: Cinder Gate anime announced that it will debut in May 2025.", "premiere_date", "Uma Lantern: Cinder Gate", "May 2025"),
        ("The supernatural mystery anime is set in Nagasaki.", "genre", "Harbor Lanterns", "supernatural mystery"),
    ],
)  # fmt: skip
def test_what_is_said_of_an_anime(text: str, relation: str, subject: str, right: str) -> None:
    assert (subject, right) in pairs(ANIME + text, relation)


@pytest.mark.parametrize(
    ("text", "relation", "right"),
    [
        ("Kenji Morita (Spice and Wolf) is directing the anime.", "voice_actor", "Kenji Morita"),
        ("Marketing director Kenji Morita announced the date.", "director", "Kenji Morita"),
        ("It was inspired by Haruka Onda's novels about the sea.", "original_author", "Kenji Morita"),
        ("Winter Ward, a short directed by Kenji Morita and produced by Aoi Sakura, will be shown too.", "director", "Kenji Morita"),
        ("The staff of the Uma Lantern: Cinder Gate anime announced that it will debut in May 2025.", "premiere_date", "May 2025"),
        ("The show was originally slated to premiere in November.", "premiere_date", "November"),
        ("The second volume shipped in Japan in September.", "release_date", "September"),
        ("The anime had originally been scheduled to open in early 2021.", "release_date", "early 2021"),
    ],
)  # fmt: skip
def test_what_is_not_said_of_an_anime(text: str, relation: str, right: str) -> None:
    assert ("Harbor Lanterns", right) not in pairs(ANIME + text, relation)


@pytest.mark.parametrize(
    ("text", "relation", "subject", "right"),
    [
        ("Tern International will bring the film to American theaters on May 11.", "distributor", "Pale Harbor", "Tern International"),
        ("Tern International will bring the film to American theaters on May 11.", "release_date", "Pale Harbor", "May 11"),
        ("The film had its European premiere at the Halden Festival on October 6.", "premiere_place", "Pale Harbor", "Halden Festival"),
        ("The film has earned a cumulative total of $23 million as of May.", "box_office", "Pale Harbor", "$23 million"),
        ("The film sold 135,000 tickets in three days.", "how_many", "tickets did Pale Harbor sell", "135,000"),
        ("Pale Harbor, which blends two tales, was awarded the Halden Prize.", "award", "Pale Harbor", "Halden Prize"),
        ("The Jury Prize went to Pale Harbor.", "award", "Pale Harbor", "Jury Prize"),
        ("Elena Ruiz is the latest actress to join Pale Harbor.", "cast_member", "Pale Harbor", "Elena Ruiz"),
        ("Elena Ruiz is set to join Omar Haddad and Lena Marsh in the drama Ashen Ledger.", "cast_member", "Ashen Ledger", "Omar Haddad; Lena Marsh"),
        ("Elena Ruiz has signed on for Greta Sandberg's Ashen Ledger.", "director", "Ashen Ledger", "Greta Sandberg"),
        ("The film starts shooting under the direction of Greta Sandberg in May.", "director", "Pale Harbor", "Greta Sandberg"),
        ("Susan Boyle adapted Ruth Calder's 1954 novel for the screen.", "screenwriter", "Pale Harbor", "Susan Boyle"),
        ("Japanese director Momoko Sato's Winter's Ledger, a quiet feature, came second.", "director", "Winter's Ledger", "Momoko Sato"),
        ("Third came White Chalk, a sci-fi fantasy directed by Kenji Morita and produced by veteran Ada Moen.", "producer", "White Chalk", "Ada Moen"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_film(text: str, relation: str, subject: str, right: str) -> None:
    assert (subject, right) in pairs(FILM + text, relation)


@pytest.mark.parametrize(
    ("text", "relation", "subject", "right"),
    [
        ("The game will finally release on PC, timed exclusive, on September 16.", "release_date", "Glass Meridian", "September 16"),
        ("The game will hit PC and Mac that day.", "platform", "Glass Meridian", "PC; Mac"),
        ("It puts players in the roles of John, a miner, and Sam.", "protagonist", "Glass Meridian", "John; Sam"),
        ("Glass Meridian was first revealed back in April 2018.", "announcement_date", "Glass Meridian", "April 2018"),
        ("Developed by Copper Sky Games, Glass Meridian is a co-op game.", "developer", "Glass Meridian", "Copper Sky Games"),
        ("Glass Meridian is a four-player platformer.", "genre", "Glass Meridian", "platformer"),
        ("The game is set for release on May 19.", "release_date", "Glass Meridian", "May 19"),
        ("The game runs on Unreal Engine 5.", "engine", "Glass Meridian", "Unreal Engine 5"),
        ("Copper Sky Games, the Oslo studio behind Glass Meridian, is small.", "developer", "Glass Meridian", "Copper Sky Games"),
        ("The new antagonist, a shipping magnate called Baron Zorn, is voiced by Matteo Galli.", "antagonist", "Glass Meridian", "Baron Zorn"),
        ("Copper Sky Games and its 550 employees moved.", "employee_count", "Copper Sky Games", "550"),
        ("Kestrel Games announced its plans to acquire Copper Sky Games in a deal worth $2.4 million.", "acquirer", "Copper Sky Games", "Kestrel Games"),
        ("Copper Sky Games, a developer of puzzle games, has raised $155 million in funding.", "funding", "Copper Sky Games", "$155 million"),
        ("Copper Sky Games is an independent studio; Vesper Interactive, a wholly owned subsidiary of Kestrel Games, is not.", "owner", "Vesper Interactive", "Kestrel Games"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_game_and_its_makers(text: str, relation: str, subject: str, right: str) -> None:
    assert (subject, right) in pairs(GAME + text, relation)


@pytest.mark.parametrize(
    ("text", "relation", "right"),
    [
        ("Raw Ember published Gonnor, which came out for Switch on June 28.", "release_date", "June 28"),
        ("Gonnor Rising launches on January 18, 2027.", "release_date", "January 18, 2027"),
        ("Copper Sky Games re-released an older game in 2010.", "release_date", "2010"),
    ],
)  # fmt: skip
def test_what_is_not_said_of_a_game(text: str, relation: str, right: str) -> None:
    assert ("Glass Meridian", right) not in pairs(GAME + text, relation)


@pytest.mark.parametrize(
    ("text", "relation", "subject", "right"),
    [
        ("Crow Press will release Kei Murano's Minato no Yume as A Harbor Dream in November.", "author", "A Harbor Dream", "Kei Murano"),
        ("Crow Press will release Kei Murano's Minato no Yume as A Harbor Dream in November.", "alias", "A Harbor Dream", "Minato no Yume"),
        ("Crow Press will release Kei Murano's Minato no Yume as A Harbor Dream in November.", "release_date", "A Harbor Dream", "November"),
        ("- Fly Me to the Pier (Tonbo Minato) manga by Kenji Hata", "author", "Fly Me to the Pier", "Kenji Hata"),
        ("Also new is the manga Winter Ward, and its stories were gathered by Ohta Publishing under the title Fuyu no Machi.", "alias", "Winter Ward", "Fuyu no Machi"),
        ("Also new is the manga Winter Ward. Volume one is slated for July 2026.", "release_date", "volume one of Winter Ward", "July 2026"),
    ],
)  # fmt: skip
def test_what_is_said_of_books(text: str, relation: str, subject: str, right: str) -> None:
    assert (subject, right) in pairs(BOOKS + text, relation)
