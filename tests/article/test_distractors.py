"""Distractors: of the key's make, and never true as far as anything is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quiz.article import relations, trades
from quiz.article.distractors import Distractors
from quiz.article.naming import Naming
from quiz.article.truths import Truths
from quiz.core.drawing import Dice
from quiz.core.facts import Contradiction, Fact, Reading, Side
from quiz.core.folding import fold
from tests.article import small


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("knowledge")


def offered(reading: Reading, relation: str, folder: Path, subject: str = "", seed: int = 0) -> list[str]:
    """The wrong answers to the first fact of a relation."""
    known, knowledge = relations.load(), small.knowledge(folder)
    held = known.get(relation)
    assert held is not None
    fact = next(one for one in reading.facts if one.relation == relation and subject in ("", one.subject))
    truths, naming = Truths(reading, knowledge, known), Naming(reading)
    finder = Distractors(reading, knowledge, known, truths, naming)
    return [one.text for one in finder.of(fact, held, fact.objects[0], "Who?", Dice(seed))]


def with_facts(reading: Reading, *more: Fact) -> Reading:
    return replace(reading, facts=(*reading.facts, *more))


def test_people_of_other_roles_come_from_the_article(folder: Path) -> None:
    found = offered(small.anime(), "director", folder)
    assert {"Yuri Hayashi", "Kenta Ueda", "Miki Ono"} & set(found[:5])


def test_the_chief_director_is_no_distractor_for_the_director(folder: Path) -> None:
    for seed in range(20):
        assert "Toru Abe" not in offered(small.anime(), "director", folder, seed=seed)
        assert "Hana Mori" not in offered(small.anime(), "chief_director", folder, seed=seed)


def test_the_cast_is_no_distractor_for_the_staff_nor_the_other_way_round(folder: Path) -> None:
    for seed in range(10):
        assert not {"Aki Baba", "Jin Doi"} & set(offered(small.anime(), "editor", folder, seed=seed))
        found = offered(small.anime(), "voice_actor", folder, "Sable", seed)
        assert "Jin Doi" in found
        assert not {"Kenta Ueda", "Miki Ono"} & set(found)


def test_members_of_a_set_are_no_distractors_for_each_other(folder: Path) -> None:
    for seed in range(20):
        assert not {"Shin Noda", "Rei Tanaka"} & set(offered(small.anime(), "composer", folder, seed=seed))


def test_what_the_knowledge_holds_true_is_no_distractor(folder: Path) -> None:
    # The knowledge says that Rui Endo composes for Quiet Engines; the article does not.
    for seed in range(20):
        assert "Rui Endo" not in offered(small.anime(), "composer", folder, seed=seed)


def test_works_of_the_article_are_no_distractors_for_an_influence(folder: Path) -> None:
    for seed in range(20):
        found = offered(small.anime(), "homage_to", folder, seed=seed)
        assert found
        assert not {"Red Lantern", "Neon Harbor", "Steel Choir", "Quiet Engines"} & set(found)


def test_an_aside_is_no_bystander(folder: Path) -> None:
    reading = small.anime()
    assert "Red Lantern" not in offered(reading, "homage_to", folder)


def test_studios_are_taken_for_studios(folder: Path) -> None:
    found = offered(small.anime(), "animation_studio", folder)
    assert len(found) >= 3
    assert set(found) <= {"Halo Works", "Kite Pictures", "Moth House", "Tern Animation", "Late Comer"}


def test_a_studio_that_nobody_knows_still_has_studios_beside_it(folder: Path) -> None:
    reading = small.anime()
    facts = tuple(
        replace(fact, objects=("Gravel & Sons",)) if fact.relation == "animation_studio" else fact
        for fact in reading.facts
    )
    found = offered(replace(reading, facts=facts), "animation_studio", folder)
    assert set(found) <= {
        "Halo Works",
        "Kite Pictures",
        "Moth House",
        "Tern Animation",
        "Late Comer",
        "Gravel",
    }
    assert len(found) >= 3


def test_a_date_of_the_same_passage_is_no_distractor(folder: Path) -> None:
    for seed in range(20):
        assert "February 2024" not in offered(small.anime(), "premiere_date", folder, seed=seed)


def test_places_elsewhere_in_the_article_serve_for_a_birth_place(folder: Path) -> None:
    found = offered(small.life(), "birth_place", folder)
    assert "Linz" not in found
    assert len(found) >= 2


def test_both_sides_of_a_contradiction_are_out(folder: Path) -> None:
    for seed in range(20):
        for relation in ("birth_place", "death_place"):
            assert not {"Steyr", "Lima"} & set(offered(small.life(), relation, folder, seed=seed))


def test_terms_of_one_sort(folder: Path) -> None:
    found = offered(small.life(), "illness", folder)
    assert "cholera" not in found
    assert "malaria" in found


def test_an_alias_is_the_same(folder: Path) -> None:
    reading = small.anime()
    alias = small.fact(small.ANIME, "sound_director", "Quiet Engines", "Mori", "Hana Mori (Red Lantern)")
    for seed in range(10):
        assert "Mori" not in offered(with_facts(reading, alias), "director", folder, seed=seed)


def test_gender_fits_where_the_role_shows_it(folder: Path) -> None:
    t = "In the film North Light, Anna Berg plays Vera and Per Dahl plays Nils."
    cast = (
        small.fact(
            t,
            "actor",
            "Vera",
            "Anna Berg",
            "Anna Berg plays Vera",
            subject_type="character",
            context="North Light",
        ),
        small.fact(
            t,
            "actor",
            "Nils",
            "Per Dahl",
            "Per Dahl plays Nils",
            subject_type="character",
            context="North Light",
        ),
    )
    entities = (
        small.entity(t, "North Light", "work", "film"),
        small.entity(t, "Anna Berg", "person"),
        small.entity(t, "Per Dahl", "person"),
    )
    reading = Reading(t, "", "en", 14, "North Light", "film", cast, entities)
    for seed in range(10):
        assert set(offered(reading, "actor", folder, "Vera", seed)) <= {"Clara Holm", "Ida Lund"}


def test_somebody_of_that_profession_may_have_done_it(folder: Path) -> None:
    reading = small.anime()
    trade = small.fact(
        small.ANIME,
        "profession",
        "Kenta Ueda",
        "editor",
        "Kenta Ueda is the art director",
        subject_type="person",
    )
    for seed in range(10):
        assert "Kenta Ueda" not in offered(with_facts(reading, trade), "editor", folder, seed=seed)


def test_nobody_is_offered_who_lived_in_another_age(folder: Path) -> None:
    for seed in range(20):
        assert "Old Master" not in offered(small.anime(), "composer", folder, seed=seed)


def test_the_same_dice_give_the_same(folder: Path) -> None:
    for relation in ("director", "homage_to", "animation_studio"):
        assert offered(small.anime(), relation, folder, seed=7) == offered(
            small.anime(), relation, folder, seed=7
        )


def test_right_and_wrong_never_fold_to_one(folder: Path) -> None:
    for reading in (small.anime(), small.life()):
        for fact in reading.facts:
            found = offered(reading, fact.relation, folder, fact.subject)
            assert not {fold(one) for one in found} & {fold(one) for one in fact.objects}
            assert len({fold(one) for one in found}) == len(found)


def test_a_side_is_out_whatever_the_relation_is_called(folder: Path) -> None:
    reading = small.anime()
    sides = (Side("12", reading.facts[0].evidence), Side("14", reading.facts[0].evidence))
    clash = Contradiction("episode_count", "Quiet Engines", sides)
    reading = small.anime(contradictions=(clash,))
    for seed in range(20):
        assert "14" not in offered(reading, "episode_count", folder, seed=seed)


def test_nobody_of_the_article_is_a_wrong_teacher(folder: Path) -> None:
    text = "Ken Arai taught the director Elsa Rask. Per Lind and Hans Fink employed Elsa Rask."
    facts = (
        small.fact(text, "teacher", "Elsa Rask", "Ken Arai", "Ken Arai taught", subject_type="person"),
        small.fact(text, "boss", "Elsa Rask", "Per Lind", "Per Lind and", subject_type="person"),
    )
    people = ("Ken Arai", "Elsa Rask", "Per Lind", "Hans Fink")
    entities = tuple(small.entity(text, name, "person") for name in people)
    reading = Reading(text, "", "en", 15, "Elsa Rask", "person", facts, entities)
    for seed in range(10):
        assert not {"Per Lind", "Hans Fink"} & set(offered(reading, "teacher", folder, seed=seed))


@pytest.mark.parametrize("trade", ["film director", "illustrator", "novelist"])
def test_no_art_stands_against_an_art(trade: str, folder: Path) -> None:
    text = f"Elsa Rask was a {trade}. She taught in Graz."
    fact = small.fact(text, "profession", "Elsa Rask", trade, f"a {trade}", subject_type="person")
    reading = Reading(text, "", "en", 9, "Elsa Rask", "person", (fact,))
    found = offered(reading, "profession", folder)
    table = trades.load()
    assert len(found) >= 3
    assert not [one for one in found if {"art", "letters", "school"} & table.fields(one)]


def test_a_dub_is_voiced_by_names_of_its_language(folder: Path) -> None:
    text = "Sable is voiced by Ann Lee, Corin by Jin Doi, Vera by Per Dahl."
    cast = tuple(
        small.fact(text, "voice_actor", who, name, name, subject_type="character", context="Quiet Engines")
        for who, name in (("Sable", "Ann Lee"), ("Corin", "Jin Doi"), ("Vera", "Per Dahl"))
    )
    entities = (small.entity(text + "Quiet Engines", "Quiet Engines", "work", "anime"),)
    reading = Reading(text, "", "en", 13, "Quiet Engines", "anime", cast, entities)
    found = offered(reading, "voice_actor", folder, "Sable")
    assert "Jin Doi" not in found


def test_places_are_of_one_grain(folder: Path) -> None:
    text = "The Vemm Fair was held in Hyde Park, and Elsa Rask came from Graz and Linz."
    fact = small.fact(text, "event_place", "Vemm Fair", "Hyde Park", "held in Hyde Park", object_type="place")
    places = tuple(small.entity(text, name, "place", "city") for name in ("Graz", "Linz"))
    reading = Reading(text, "", "en", 16, "Vemm Fair", "event", (fact,), places)
    assert offered(reading, "event_place", folder) == []


def test_companies_of_another_trade_are_not_offered(folder: Path) -> None:
    text = "The law firm Vemm & Sons bought Tuuli."
    fact = small.fact(text, "acquirer", "Tuuli", "Vemm & Sons", text, subject_type="org")
    assert offered(Reading(text, "", "en", 8, facts=(fact,)), "acquirer", folder) == []


def test_whoever_plays_in_another_version_may_play_the_same(folder: Path) -> None:
    text = "Anna Berg plays Vera in North Light. Clara Holm played the keeper in the 1991 version."
    cast = (
        small.fact(text, "actor", "Vera", "Anna Berg", "Anna Berg plays Vera", context="North Light"),
        small.fact(
            text, "actor", "Nora", "Clara Holm", "Clara Holm", context="the 1991 version of North Light"
        ),
    )
    reading = Reading(text, "", "en", 16, "North Light", "film", cast)
    for seed in range(10):
        assert "Clara Holm" not in offered(reading, "actor", folder, "Vera", seed)
