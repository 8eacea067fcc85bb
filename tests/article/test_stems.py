"""Stems: subject and role named, grammar right, nothing given away."""

from __future__ import annotations

import pytest

from quiz.article import relations
from quiz.article.naming import Naming
from quiz.article.stems import LONGEST, Stems, tells
from quiz.core.facts import Fact, Reading
from tests.article import small


def asked(fact: Fact, reading: Reading | None = None, *, several: bool = False) -> list[str]:
    relation = relations.load().get(fact.relation)
    assert relation is not None
    stems = Stems(Naming(reading or small.anime()))
    return [stem.prompt for stem in stems.of(fact, relation, several=several)]


def told(fact: Fact, reading: Reading | None = None) -> str:
    relation = relations.load().get(fact.relation)
    assert relation is not None
    return Stems(Naming(reading or small.anime())).explanation(fact, relation)


def of(relation: str, subject: str, objects: str, **more: object) -> Fact:
    return small.fact(small.ANIME + objects, relation, subject, objects, objects, **more)


def test_a_work_is_named_with_its_medium_and_the_role_in_full() -> None:
    fact = of("chief_director", "Quiet Engines", "Toru Abe", subject_type="anime_series")
    assert asked(fact) == ["Who is the chief director of the anime Quiet Engines?"]
    assert told(fact) == "Toru Abe is the chief director of Quiet Engines."


def test_the_medium_is_not_said_twice() -> None:
    fact = of("director", "The Anime Club", "Toru Abe", subject_type="anime")
    assert asked(fact) == ["Who is the director of The Anime Club?"]


def test_a_set_is_asked_and_told_in_the_plural() -> None:
    fact = of("art_director", "Quiet Engines", "A Ba; C Da; E Fa", subject_type="anime")
    fact = small.replace_objects(fact, "Kenta Ueda", "Miki Ono", "Jin Doi")
    assert asked(fact, several=True) == ["Who are the art directors of the anime Quiet Engines?"]
    assert told(fact) == "Kenta Ueda, Miki Ono, and Jin Doi are the art directors of Quiet Engines."


def test_a_character_is_named_with_its_work() -> None:
    fact = of("voice_actor", "Sable", "Aki Baba", subject_type="character", context="Quiet Engines")
    assert asked(fact)
    assert all("Sable in the anime Quiet Engines" in prompt for prompt in asked(fact))


def test_a_character_without_its_work_is_not_asked() -> None:
    assert asked(of("voice_actor", "Sable", "Aki Baba", subject_type="character")) == []


def test_a_qualifier_stands_at_the_end() -> None:
    fact = of("publisher", "Quiet Engines", "Kite House", subject_type="anime", qualifier="in Japan")
    assert all(prompt.endswith("in Japan?") for prompt in asked(fact))


def test_hearsay_and_judgements_are_the_articles() -> None:
    fact = of("director", "Quiet Engines", "Toru Abe", subject_type="anime", hedged=True)
    assert asked(fact) == ["According to the article, who is the director of the anime Quiet Engines?"]
    assert told(fact) == "According to the article, Toru Abe is the director of Quiet Engines."


def test_homage_is_the_articles_even_where_nothing_hedges_it() -> None:
    fact = of("homage_to", "Quiet Engines", "Neon Harbor", subject_type="anime")
    assert all(prompt.startswith("According to the article, ") for prompt in asked(fact))


@pytest.mark.parametrize(
    ("relation", "subject", "key"),
    [
        ("setting_place", "Ikebukuro West Gate Park", "Ikebukuro"),
        ("protagonist", "Metallic Rouge", "Rouge"),
        ("company_founded", "Nikola Tesla", "Tesla"),
    ],
)
def test_what_the_title_gives_away_is_not_asked(relation: str, subject: str, key: str) -> None:
    assert (
        asked(of(relation, subject, key, subject_type="person" if relation == "company_founded" else "anime"))
        == []
    )


def test_a_medium_is_asked_of_the_bare_title() -> None:
    fact = of("medium", "Neon Harbor", "OVA", subject_type="ova")
    assert asked(fact) == ["What kind of work is Neon Harbor?"]
    assert told(fact) == "Neon Harbor is an OVA."


@pytest.mark.parametrize("subject", ["his workshop", "the series", "their company", "the film"])
def test_a_subject_that_points_elsewhere_is_not_asked(subject: str) -> None:
    assert asked(of("founder", subject, "Toru Abe")) == []


def test_the_article_before_a_name_is_kept() -> None:
    text = "The Apollo program was carried out by NASA."
    fact = small.fact(text, "agency", "Apollo program", "NASA", text, subject_type="event")
    reading = Reading(text, "Apollo", "en", 8, "Apollo program", "event", (fact,))
    assert "Which organization carried out the Apollo program?" in asked(fact, reading)


def test_the_article_of_the_next_noun_is_not_taken() -> None:
    text = "The Gravel studio was founded by Toru Abe."
    fact = small.fact(text, "founder", "Gravel", "Toru Abe", text, subject_type="org")
    assert asked(fact, Reading(text, "", "en", 8, facts=(fact,))) == ["Who founded Gravel?"]


def test_no_stem_is_longer_than_a_player_can_read() -> None:
    subject = "The " + "Very Long " * 11 + "Title"
    assert asked(of("director", subject, "Toru Abe", subject_type="anime")) == []
    assert LONGEST == 120


def test_a_name_that_ends_with_a_dot_gets_no_second_one() -> None:
    fact = of("voice_actor", "Corin", "Robert Doe Jr.", subject_type="character", context="Quiet Engines")
    assert told(fact) == "Corin is voiced by Robert Doe Jr."


def test_an_act_is_told_and_stepped_in_the_third_person() -> None:
    reading = small.life()
    fact = next(one for one in reading.facts if one.relation == "act_year")
    relation = relations.load().get("act_year")
    assert relation is not None
    assert asked(fact, reading) == ["In which year did Elsa Rask move to Graz?"]
    assert Stems(Naming(reading)).step(fact, relation) == "Elsa Rask moves to Graz"


def test_tells() -> None:
    assert tells("Who directs the sound of Ping Pong?", "Ping Pong")
    assert not tells("Who directs the sound of Ping Pong?", "Pong Studio")
    assert not tells("Who is the director?", "the")


def passage(text: str, relation: str, subject: str, key: str, **more: object) -> list[str]:
    """The stems of a fact whose evidence is a whole passage."""
    fact = small.fact(text, relation, subject, key, text, **more)
    return asked(fact, Reading(text, "", "en", len(text.split()), facts=(fact,)))


def test_nobody_is_said_to_have_been_influenced_by_a_teacher() -> None:
    found = passage("Ann Lee taught Elsa Rask.", "teacher", "Elsa Rask", "Ann Lee", subject_type="person")
    assert set(found) == {"Who taught Elsa Rask?", "Under whom did Elsa Rask study?"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Quiet Engines was released on 4 May 2021.", "When was Quiet Engines released?"),
        ("Quiet Engines will be out on 4 May 2021.", "What is the release date of Quiet Engines?"),
        ("Quiet Engines launches on 4 May 2021.", "What is the release date of Quiet Engines?"),
    ],
)
def test_a_release_is_asked_in_its_tense(text: str, first: str) -> None:
    assert passage(text, "release_date", "Quiet Engines", "4 May 2021")[0] == first


def test_no_stem_asks_what_is_given() -> None:
    for relation in relations.load():
        groups = (relation.stems, relation.past, *(relation.by or {}).values())
        assert not [stem for group in groups for stem in group if "is given" in stem], relation.name


@pytest.mark.parametrize(
    ("employer", "stem"),
    [
        ("Yale University", "At which university did Elsa Rask work?"),
        ("Vemm Observatory", "At which institution did Elsa Rask work?"),
    ],
)
def test_an_employer_is_asked_for_by_its_sort(employer: str, stem: str) -> None:
    text = f"Elsa Rask worked at {employer}."
    assert passage(text, "employer", "Elsa Rask", employer, subject_type="person")[0] == stem


def test_an_honor_is_received_and_a_prize_is_won() -> None:
    text = "Elsa Rask got the Order of Vemm and the Grey Bear."
    honor = passage(text, "award", "Elsa Rask", "Order of Vemm", subject_type="person")
    prize = passage(text, "award", "Elsa Rask", "Grey Bear", subject_type="person")
    assert honor[0] == "According to the article, which honor did Elsa Rask receive?"
    assert prize[0] == "According to the article, which award did Elsa Rask win?"


def test_a_role_is_called_as_the_passage_calls_it() -> None:
    text = "Creative director Ann Lee leads the team of Vemm Quest."
    found = passage(text, "game_director", "Vemm Quest", "Ann Lee", subject_type="video_game")
    assert found[0] == "Who is the creative director of the game Vemm Quest?"
    text = "Ann Lee directs Vemm Quest."
    found = passage(text, "game_director", "Vemm Quest", "Ann Lee", subject_type="video_game")
    assert not [stem for stem in found if "game director" in stem]


def test_the_trade_of_the_dead_is_asked_in_the_past() -> None:
    text = "Elsa Rask, a botanist, died in 1990."
    died = small.fact(text, "death_year", "Elsa Rask", "1990", text, subject_type="person")
    trade = small.fact(text, "profession", "Elsa Rask", "botanist", text, subject_type="person")
    found = asked(trade, Reading(text, "", "en", 7, "Elsa Rask", "person", (died, trade)))
    assert found[0].startswith("What was ")


def test_what_is_said_of_a_manga_is_asked_of_the_manga() -> None:
    text = "Written by Ann Lee and drawn by Ida Lund, Quiet Engines runs in Vemm."
    found = passage(text, "writer", "Quiet Engines", "Ann Lee", subject_type="anime_series")
    assert all("the manga Quiet Engines" in stem for stem in found)


def test_a_song_is_called_a_song_once() -> None:
    text = "Ann Lee sings the song “Spinning”."
    found = passage(text, "song_artist", "the song “Spinning”", "Ann Lee", subject_type="song")
    assert found == ["Who performs the song “Spinning”?"]


def test_a_body_takes_its_article_and_a_person_none() -> None:
    text = "Ann Lee led Launch Operations Center. Ida Museum led the rest."
    fact = small.fact(text, "leader", "Launch Operations Center", "Ann Lee", text, subject_type="org")
    person = small.entity(text, "Ida Museum", "person")
    naming = Naming(Reading(text, "", "en", 10, facts=(fact,), entities=(person,)))
    assert naming.short("Launch Operations Center", "org") == "the Launch Operations Center"
    assert naming.short("Ida Museum") == "Ida Museum"
    assert naming.short("people visited the Vemm Exhibition") == "people visited the Vemm Exhibition"
