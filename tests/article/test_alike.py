"""What is like a key: of its trade, its make and its time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quiz.article import relations
from quiz.article.distractors import Distractors
from quiz.article.knowledge import load
from quiz.article.naming import Naming
from quiz.article.patterns import compiled
from quiz.article.truths import Truths
from quiz.core.drawing import Dice
from quiz.core.facts import Entity, Fact, Reading
from tests.article import small

PEOPLE = """
Holm Choir||band|Sweden|1990|||0|2001
Fjord Nine||band|Sweden|1995|||0
Late Birches||band|Sweden|2015|||0
The Pines||band|Sweden|1996|||0
Tall Larches||band|Sweden|1997|||0
Liv Ek||singer|Sweden|1970|f||0
Nils Ask||singer|Sweden|1971|m||0
Siri Alm||singer|Sweden|1972|f||0
Ulf Rönn||singer|Sweden|1930|m||0|1994
Old Voice||singer|Sweden||f||0
Asa Dal||singer|Sweden|1973|f||0
Ove Lid||singer|Sweden|1974|m||0
Pia Moe||singer|Sweden|1975|f||0
Rut Nes||singer|Sweden|1976|f||0
Tor Ost||singer|Sweden|1977|m||0
Young Hassel||singer|Sweden|2001|m||0
Dead Player||actor|Sweden|1950|f||0|1990
Old Star||actor|Sweden|1914|f||0|2012
Kim Björk||actor|Sweden|1980|||0
Ola Gran||actor|Sweden|1981|m||0
Max Alfort||physicist|Austria|1850|m||0|1916
Eva Grau||physicist|Austria|1860|f||0|1940
Udo Stein||physicist|Austria|1865|m||0|1930
Ida Kern||physicist|Austria||f||0
Sage of Old||physicist|Austria||m||0|-320
Sage of Kos||physicist|Austria||m||0|-400
Leo Wald||physicist|Austria|1905|m||0|1980
Kai Berg||historian; author|Norway|1950|m||0
Nora Fjell||historian; author|Norway|1951|f||0
Odd Vik||historian; author|Norway|1952|m||0
Per Moen||historian; author|Norway|1949|m||0
Ane Lund||novelist|Norway|1950|f||0
Tor Sund||novelist|Norway|1951|m||0
Liv Holt||novelist|Norway|1952|f||0"""
ORGANISATIONS = """
Tin House||game_publisher|Sweden|1990|0
Old Tin||game_publisher|Sweden|1985|0|1999
Red Barrow||game_publisher|Sweden|1991|0
Long Table||game_publisher|Sweden|1992|0
New Shelf||game_publisher|Sweden|2015|0
Moss Makers||game_developer|Sweden|1990|0
Pond Makers||game_developer|Sweden|1991|0
Lane Makers||game_developer|Sweden|1992|0
Far Sales||sales_agent|France|1990|0
Near Sales||sales_agent|France|1991|0
Wide Sales||sales_agent|France|1992|0
Big Screens||film_distributor|France|1990|0
Old Screens||film_distributor|France|1991|0
Small Screens||film_distributor|France|1992|0
Vast Reels||film_distributor|United States|1990|0
Slow Reels||film_distributor|United States|1991|0
Odd Reels||film_distributor|United States|1992|0
Drawn Label||anime_licensor|France|1990|0
Inked Label||anime_licensor|France|1991|0
Toned Label||anime_licensor|France|1992|0
Acta Vemm||journal|Austria|1880|0
Annals of Snow||journal|Austria|1881|0
Vemm Letters||journal|Austria|1882|0
Vemm Weekly||magazine|Austria|1883|0"""
WORKS = "Old Tune||song|1950|Sweden|pop|artist=Old Voice|0" + "".join(
    f"\nAria {year}||song|{year}|Sweden|pop||0" for year in (1970, *range(1990, 2001), 2004, 2012)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("alike")


def found(
    folder: Path, text: str, relation: str, subject: str, key: str, kind: str = "", *entities: Entity
) -> set[str]:
    """All that is offered as wrong beside the key, whatever the dice."""
    known = relations.load()
    held = known.get(relation)
    assert held is not None
    knowledge = small.knowledge(folder, people=PEOPLE, organisations=ORGANISATIONS, works=WORKS)
    fact = small.fact(text, relation, subject, key, key, subject_type=kind)
    reading = Reading(text, "", "en", len(text.split()), subject, kind, (fact,), entities)
    finder = Distractors(reading, knowledge, known, Truths(reading, knowledge, known), Naming(reading))
    return {wrong.text for seed in range(12) for wrong in finder.of(fact, held, key, "Which?", Dice(seed))}


def test_a_publisher_of_games_stands_by_publishers_and_a_developer_by_developers(folder: Path) -> None:
    text = "In 2005 the game Moat was made by Gull Works for Gull House."
    publishers = found(folder, text, "publisher", "Moat", "Gull House", "game")
    assert publishers >= {"Tin House", "Red Barrow", "Long Table"}
    assert not {one for one in publishers if one.endswith("Makers")}
    developers = found(folder, text, "developer", "Moat", "Gull Works", "game")
    assert developers == {"Moss Makers", "Pond Makers", "Lane Makers"}


def test_publishers_buy_and_developers_are_bought(folder: Path) -> None:
    text = "In 2005 the game publisher Gull House bought the studio Gull Works."
    assert "Tin House" in (buyers := found(folder, text, "acquirer", "Gull Works", "Gull House", "org"))
    assert not {one for one in buyers if one.endswith("Makers")}
    bought = found(folder, text, "acquired", "Gull House", "Gull Works", "org")
    assert bought == {"Moss Makers", "Pond Makers", "Lane Makers"}


def test_what_had_closed_or_was_not_yet_founded_is_no_wrong_answer(folder: Path) -> None:
    text = "In 2005 the game Moat was brought out by Gull House."
    assert not {"Old Tin", "New Shelf"} & found(folder, text, "publisher", "Moat", "Gull House", "game")
    early = text.replace("2005", "1998")
    assert "Old Tin" in found(folder, early, "publisher", "Moat", "Gull House", "game")


def test_rights_are_sold_by_agents_and_films_brought_out_by_distributors(folder: Path) -> None:
    text = "In 2005 Gull House sold the film Moat abroad, where Gull Cinemas released it."
    sellers = found(folder, text, "sales_company", "Moat", "Gull House", "film")
    assert sellers == {"Far Sales", "Near Sales", "Wide Sales"}
    screens = found(folder, text, "distributor", "Moat", "Gull Cinemas", "film")
    assert {"Big Screens", "Old Screens"} & screens
    assert not {one for one in screens if one.endswith(("Sales", "Label"))}


def test_a_film_is_brought_out_by_houses_of_the_market(folder: Path) -> None:
    known, knowledge = relations.load(), small.knowledge(folder, organisations=ORGANISATIONS)
    held = known.get("distributor")
    assert held is not None
    text = "In 2005 Gull Cinemas brought out the film Moat."
    fact = small.fact(text, "distributor", "Moat", "Gull Cinemas", "Gull Cinemas", subject_type="film")
    reading = Reading(text, "", "en", 8, "Moat", "film", (fact,))
    finder = Distractors(reading, knowledge, known, Truths(reading, knowledge, known), Naming(reading))
    for qualifier in ("in the North American market", "in North America", ""):
        there = replace(fact, qualifier=qualifier)
        first = [one.text for one in finder.of(there, held, "Gull Cinemas", "Which?", Dice(1))]
        assert first[0].endswith("Reels")


def test_an_anime_is_released_by_labels_of_anime(folder: Path) -> None:
    text = "In 2005 the anime Moat was released by Gull House."
    labels = found(folder, text, "distributor", "Moat", "Gull House", "anime")
    assert labels == {"Drawn Label", "Inked Label", "Toned Label"}


def test_a_paper_stands_in_a_journal(folder: Path) -> None:
    text = "The study was published in the Gull Letters in 1995."
    assert found(folder, text, "journal", "The study", "Gull Letters", "term") <= {
        "Acta Vemm",
        "Annals of Snow",
        "Vemm Letters",
    }


def test_who_admits_a_wider_sort_admits_what_the_knowledge_parts_it_into() -> None:
    row = {"when": "by {O:org}", "facts": ["publisher: @work -> O"], "sub": {"O": "game_company"}}
    assert {"game_company", "game_publisher", "game_developer"} <= compiled(row, {}).subs["O"]


@pytest.mark.parametrize("key", ["The Willows", "WILLOW", "Willow"])
def test_a_band_stands_by_bands(folder: Path, key: str) -> None:
    text = f"The song Vemm of 1999 is by {key}."
    bands = found(folder, text, "song_artist", "Vemm", key, "song")
    assert {"Fjord Nine", "Tall Larches"} & bands
    assert not {"Liv Ek", "Nils Ask", "Siri Alm"} & bands


def test_a_band_that_had_parted_or_not_yet_met_is_no_wrong_answer(folder: Path) -> None:
    text = "The song Vemm of {} is by The Willows."
    in_2005 = found(folder, text.format(2005), "song_artist", "Vemm", "The Willows", "song")
    assert not {"Holm Choir", "Late Birches"} & in_2005
    assert "Holm Choir" in found(folder, text.format(1999), "song_artist", "Vemm", "The Willows", "song")


def test_a_singer_stands_by_singers_who_lived_and_were_grown_up(folder: Path) -> None:
    text = "The song Vemm of 1999 is by Tora Lind."
    singers = found(folder, text, "song_artist", "Vemm", "Tora Lind", "song")
    assert {"Liv Ek", "Nils Ask"} <= singers
    assert not {"Ulf Rönn", "Young Hassel", "Fjord Nine"} & singers


def test_a_singer_of_old_songs_is_no_wrong_answer_for_a_new_one(folder: Path) -> None:
    text = "The song Vemm of {} is by Tora Lind."
    new = found(folder, text.format(1999), "song_artist", "Vemm", "Tora Lind", "song")
    assert "Old Voice" not in new
    old = found(folder, text.format(1955), "song_artist", "Vemm", "Tora Lind", "song")
    assert "Old Voice" in old


def test_what_the_article_calls_a_band_is_one(folder: Path) -> None:
    text = "The song Vemm of 1999 is by the band Tora Lind."
    band = small.entity(text, "Tora Lind", "person", "band")
    assert "Fjord Nine" in found(folder, text, "song_artist", "Vemm", "Tora Lind", "song", band)


def test_songs_are_of_the_years_before_and_never_of_later_ones(folder: Path) -> None:
    text = "The film Moat of 1998 opens with “Snow”."
    songs = found(folder, text, "opening_theme", "Moat", "Snow", "film")
    assert songs
    assert songs <= {f"Aria {year}" for year in range(1992, 2000)}


def test_where_songs_are_few_the_nearest_years_serve(folder: Path) -> None:
    text = "The film Moat of 2014 opens with “Snow”."
    songs = found(folder, text, "opening_theme", "Moat", "Snow", "film")
    assert {"Aria 2012", "Aria 2004"} <= songs
    assert "Aria 1970" not in songs


def test_the_cast_shows_the_gender_of_the_key_and_unknown_ones_come_last(folder: Path) -> None:
    known = relations.load()
    held = known.get("actor")
    assert held is not None
    text = "In the film Moat of 2010 Anna Berg plays Vera."
    fact = small.fact(text, "actor", "Vera", "Anna Berg", "Anna Berg", subject_type="character")
    reading = Reading(text, "", "en", 9, "Moat", "film", (fact,))
    knowledge, naming = small.knowledge(folder, people=PEOPLE), Naming(reading)
    finder = Distractors(reading, knowledge, known, Truths(reading, knowledge, known), naming)
    for seed in range(8):
        names = [one.text for one in finder.of(fact, held, "Anna Berg", "Who?", Dice(seed))]
        assert names[-1] == "Kim Björk"
        assert set(names[:-1]) == {"Clara Holm", "Ida Lund"}


def test_nobody_taught_who_was_dead_or_a_child_or_of_unknown_years(folder: Path) -> None:
    text = "The physicist Hans Fink was born in 1890. He studied under Otto Lang in 1912."
    teachers = small.fact(text, "teacher", "Hans Fink", "Otto Lang", "under Otto Lang in 1912")
    facts = (
        replace(teachers, subject_type="person"),
        small.fact(text, "birth_year", "Hans Fink", "1890", "1890", subject_type="person"),
        small.fact(text, "profession", "Hans Fink", "physicist", "physicist", subject_type="person"),
    )
    assert names_of(folder, text, facts, "Otto Lang") == {"Max Alfort", "Eva Grau", "Udo Stein"}
    later = text.replace("1912", "1920")
    evidence = small.fact(later, "teacher", "Hans Fink", "Otto Lang", "under Otto Lang in 1920")
    facts = (replace(evidence, subject_type="person"), *facts[1:])
    assert names_of(folder, later, facts, "Otto Lang") == {"Eva Grau", "Udo Stein"}


def names_of(folder: Path, text: str, facts: tuple[Fact, ...], key: str) -> set[str]:
    """The wrong answers to the first fact, whatever the dice."""
    known, knowledge = relations.load(), small.knowledge(folder, people=PEOPLE, works=WORKS)
    held = known.get(facts[0].relation)
    assert held is not None
    reading = Reading(text, "", "en", 15, facts[0].subject, "person", facts)
    finder = Distractors(reading, knowledge, known, Truths(reading, knowledge, known), Naming(reading))
    return {one.text for seed in range(8) for one in finder.of(facts[0], held, key, "Who?", Dice(seed))}


def test_somebody_long_dead_stands_by_people_of_his_own_time(folder: Path) -> None:
    text = "Max Alfort discovered the Vemm effect, which a book of 2010 tells of."
    discoverers = found(folder, text, "discoverer", "the Vemm effect", "Max Alfort", "term")
    assert {"Eva Grau", "Udo Stein"} <= discoverers
    assert "Leo Wald" not in discoverers


def test_ancients_stand_by_ancients_alone(folder: Path) -> None:
    text = "Sage of Old discovered the Vemm effect, which a book of 1910 tells of."
    assert found(folder, text, "discoverer", "the Vemm effect", "Sage of Old", "term") == {"Sage of Kos"}
    text = "Hans Fink discovered the Vemm effect in 1910."
    modern = found(folder, text, "discoverer", "the Vemm effect", "Hans Fink", "term")
    assert modern
    assert not {"Sage of Old", "Sage of Kos"} & modern


def test_what_has_ended_ended_after_it_began() -> None:
    for kind in ("person", "org"):
        for entry in load().of(kind):
            assert entry.ended is None or entry.year is None or entry.year <= entry.ended <= 2026, entry


def test_a_version_is_of_its_own_year(folder: Path) -> None:
    text = "Moat is due in 2020. Anna Berg played Vera in the 1991 version of Moat."
    fact = small.fact(
        text,
        "actor",
        "Vera",
        "Anna Berg",
        "Anna Berg",
        context="the 1991 version of Moat",
        subject_type="character",
    )
    assert "Clara Holm" not in names_of(folder, text, (fact,), "Anna Berg")
    assert "Clara Holm" in names_of(folder, text, (replace(fact, context="Moat"),), "Anna Berg")


def test_a_work_is_of_the_year_in_which_it_came_out(folder: Path) -> None:
    text = (
        "Moat, like Fen of 1994, opens with “Snow”. " + "It is a long film. " * 130 + "It came out in 2012."
    )
    theme = small.fact(text, "opening_theme", "Moat", "Snow", "Snow", subject_type="film")
    out = small.fact(text, "release_date", "Moat", "2012", "2012", subject_type="film")
    assert {"Aria 1994", "Aria 1993"} & names_of(folder, text, (theme,), "Snow")
    songs = names_of(folder, text, (theme, out), "Snow")
    assert "Aria 2012" in songs
    assert "Aria 1993" not in songs


def test_a_historian_who_wrote_a_book_stands_by_historians(folder: Path) -> None:
    known, knowledge = relations.load(), small.knowledge(folder, people=PEOPLE)
    held = known.get("original_author")
    assert held is not None
    text = "In 2005 the film Moat was made of a book by Kai Berg."
    fact = small.fact(text, "original_author", "Moat", "Kai Berg", "Kai Berg", subject_type="film")
    reading = Reading(text, "", "en", 12, "Moat", "film", (fact,))
    finder = Distractors(reading, knowledge, known, Truths(reading, knowledge, known), Naming(reading))
    for seed in range(12):
        offered = [one.text for one in finder.of(fact, held, "Kai Berg", "Which?", Dice(seed))]
        assert set(offered[:3]) == {"Nora Fjell", "Odd Vik", "Per Moen"}
