"""The traps that the keys of real articles name, each in an article of our own of the same shape."""

from __future__ import annotations

import re

import pytest

from quiz.core.folding import fold
from quiz.core.kinds import Kind
from tests.article.samples import (
    LIFE,
    NEWS,
    PREVIEW,
    PROGRAM,
    REVIEW,
    facts,
    made,
    questions,
    reading,
    told,
    words_of,
    wrong_of,
)


def names(content: str) -> set[str]:
    """Every name that a fact has on either side."""
    return {name for fact in reading(content).facts for name in (fact.subject, *fact.objects)}


def choices(content: str) -> set[str]:
    return {one for question in questions(content) for one in (*question.right, *question.wrong)}


# ------------------------------------------------------------------ news


def test_a_bracket_after_a_name_lists_other_works() -> None:
    assert "halftone" not in "\n".join(words_of(question) for question in questions(NEWS))
    for other in ("Clockwork Planet", "Space Dandy", "halftone"):
        told_of = {f.relation for f in reading(NEWS).facts if other in (f.subject, *f.objects)}
        assert told_of <= {"earlier_work"}
    assert told(NEWS, "director") == {"Lantern Ward Stories": ("Shinji Ogawa",)}
    assert told(NEWS, "composer") == {"Lantern Ward Stories": ("Risa Fujii", "Nobu Okada")}


def test_staff_below_a_lost_list_of_cast_lends_no_voice() -> None:
    voices = {name for fact in facts(NEWS, "voice_actor") for name in fact.objects}
    assert voices == {"Yuto Sakuragi", "Hana Mochizuki", "Gorō Ishii"}
    assert told(NEWS, "chief_animation_director") == {
        "Lantern Ward Stories": ("Miho Kanda", "Satoru Inaba", "Ren Kuroki")
    }
    assert facts(NEWS, "actor") == []


def test_who_directs_a_part_of_it_is_no_wrong_director() -> None:
    asked = questions(NEWS, "director", seeds=12)
    assert asked
    parts = {"Takumi Hara", "Kenta Yajima", "Jun Ebina", "Miho Kanda", "Satoru Inaba", "Ren Kuroki"}
    assert wrong_of(asked).isdisjoint(map(fold, parts))


def test_director_and_chief_director_are_no_wrong_answers_for_each_other() -> None:
    director, chief = (questions(PREVIEW, one, seeds=12) for one in ("director", "chief_director"))
    assert director
    assert chief
    assert fold("Ryo Kanzaki") not in wrong_of(director)
    assert fold("Mitsuru Ohno") not in wrong_of(chief)


def test_the_date_after_midnight_is_neither_premiere_nor_distractor() -> None:
    asked = questions(NEWS, "premiere_date", seeds=12)
    assert asked
    assert {question.right for question in asked} == {("April 9",)}
    assert fold("April 10") not in wrong_of(asked)
    assert "April 10" not in choices(NEWS)


def test_other_broadcasters_are_no_wrong_networks() -> None:
    all_of_them = {"TV Tokyo", "AT-X", "Sun TV", "BS Fuji", "Chiba TV"}
    asked = questions(NEWS, "tv_network", seeds=12)
    for question in asked:
        assert set(question.right) <= all_of_them
    assert wrong_of(asked).isdisjoint(map(fold, all_of_them))


def test_a_setting_that_the_title_names_is_not_asked() -> None:
    asked = questions(NEWS, "setting_place", seeds=12)
    assert all("Lantern" not in one for question in asked for one in (*question.right, *question.wrong))


# ------------------------------------------------------------------ preview


def test_a_protagonist_that_the_title_names_is_not_asked() -> None:
    assert told(PREVIEW, "protagonist") == {"Cobalt Vesna": ("Vesna",)}
    assert questions(PREVIEW, "protagonist", seeds=12) == []
    assert all(fold("Vesna") not in map(fold, one.right) for one in questions(PREVIEW))


def test_episodes_are_those_of_the_work_beside_them() -> None:
    assert told(PREVIEW, "episode_count") == {"Riding Bean": ("6",)}
    assert all("Riding Bean" in one.prompt for one in questions(PREVIEW, "episode_count"))


def test_no_voice_and_no_day_is_made_up_for_the_main_work() -> None:
    assert facts(PREVIEW, "voice_actor") == []
    assert told(PREVIEW, "premiere_date") == {"Cobalt Vesna": ("April 2025",)}


def test_a_partner_is_not_what_the_heroine_is() -> None:
    beings = told(PREVIEW, "kind_of_being")
    assert "Irina" not in beings
    assert all("machine" not in " ".join(f.objects) for f in reading(PREVIEW).facts if f.subject == "Irina")
    assert not [q for q in questions(PREVIEW) if "Irina" in q.right and "machine" in q.prompt.lower()]


def test_influences_never_stand_against_each_other() -> None:
    kin = ("homage_to", "reminiscent_of", "parallel_to", "inspired_by")
    works = {
        *("Ghost Hound", "Riding Bean", "Gunsmith Cats", "Dominion Tank Police"),
        *("Metropolis", "Wolf’s Rain", "Eureka Seven"),
    }
    asked = [one for relation in kin for one in questions(PREVIEW, relation, seeds=12)]
    assert asked
    assert wrong_of(asked).isdisjoint(map(fold, works))
    assert all(one.prompt.startswith("According to the article, ") for one in asked)


def test_years_that_do_not_add_up_are_a_contradiction_and_not_asked() -> None:
    [clash] = [one for one in reading(PREVIEW).contradictions if one.relation == "years_of_collaboration"]
    assert [side.object for side in clash.sides] == ["15", "2005", "April 2025"]
    assert questions(PREVIEW, "years_of_collaboration", seeds=12) == []
    assert "15" not in choices(PREVIEW)
    fine = PREVIEW.replace("15 years", "20 years")
    assert reading(fine).contradictions == ()


# ------------------------------------------------------------------ review


def test_a_film_and_a_person_of_one_name_are_two() -> None:
    assert told(REVIEW, "actor")["Alan Turing"] == ("Jonas Reed",)
    assert all(fact.context == "Turing" for fact in facts(REVIEW, "actor"))
    assert told(REVIEW, "profession") == {"Alan Turing": ("mathematician",)}
    assert told(REVIEW, "based_on") == {"Turing": ("The Silent Machine",)}
    assert {fact.subject for fact in facts(REVIEW, "editor")} == {"Turing"}
    assert reading(REVIEW).subject == "Turing"


def test_actors_who_appear_as_others_get_no_character() -> None:
    unnamed = {"Ben Carver", "Tom Ellery", "Olivia Marsh", "Sami Haddad"}
    assert names(REVIEW).isdisjoint(unnamed)
    keys = {one for question in questions(REVIEW) for one in question.right}
    assert keys.isdisjoint(unnamed)
    assert "mathematicians" not in {fact.subject for fact in reading(REVIEW).facts}


def test_of_two_hearings_each_is_asked_with_its_man_or_not_at_all() -> None:
    men = {"court": "Turing", "Senate": "Hale"}
    for question in questions(REVIEW, seeds=8):
        for hearing, man in men.items():
            if any(f"{hearing} hearing" in one for one in (*question.right, *question.wrong)):
                assert man in question.prompt


def test_furniture_and_captions_are_not_read() -> None:
    for fact in reading(REVIEW).facts:
        assert "top of page" not in fact.evidence.text
    said = "\n".join(words_of(question) for question in questions(REVIEW))
    assert "holding a pipe" not in said
    assert "Paramount" not in said


# ------------------------------------------------------------------ a life


def test_a_surname_of_a_family_and_a_unit_is_led_back_to_one_person() -> None:
    assert told(LIFE, "father") == {"Karin Dvorak": ("Pavel Dvorak",)}
    assert told(LIFE, "mother") == {"Karin Dvorak": ("Eliška Dvorak",)}
    trades = {
        one for fact in facts(LIFE, "profession") if fact.subject == "Karin Dvorak" for one in fact.objects
    }
    assert "priest" not in trades
    assert told(LIFE, "death_place") == {"Karin Dvorak": ("Boston",)}
    for question in questions(LIFE):
        assert "dvorak" not in question.right
        assert "Dvorak" not in (*question.right, *question.wrong)


@pytest.mark.parametrize("mark", [":12", "12,154", ":57", "57–60", "O.S.", "22 April", "[", ":11", ":25"])
def test_page_marks_reach_no_stem_key_or_choice(mark: str) -> None:
    said = "\n".join(words_of(question) for question in questions(LIFE))
    assert said
    assert mark not in said
    assert not [name for name in names(LIFE) if mark in name]


def test_an_old_style_date_is_one_date_and_no_contradiction() -> None:
    assert told(LIFE, "birth_date") == {"Karin Dvorak": ("4 May 1861",)}
    assert told(LIFE, "death_date") == {"Karin Dvorak": ("9 March 1934",)}
    assert reading(LIFE).contradictions == ()


def test_a_school_in_two_towns_is_not_asked_for_its_place() -> None:
    for question in questions(LIFE, seeds=8):
        assert not ("Lower Real School" in question.prompt and {"Olomouc", "Prerov"} & set(question.right))
        assert fold("Prerov") not in wrong_of([question]) or "Olomouc" not in question.right


# ------------------------------------------------------------------ a program


def test_an_acronym_and_its_full_name_are_one() -> None:
    held = {entity.name: entity.aliases for entity in reading(PROGRAM).entities}
    assert "LSA" in held["Lunar Survey Administration"]
    assert "SL" in held["Survey Lander"]
    assert "LSA" not in held
    assert "SL" not in held
    for question in questions(PROGRAM, seeds=8):
        for short, full in (("LSA", "Lunar Survey Administration"), ("SL", "Survey Lander")):
            said = set(re.findall(r"\b[A-Z]{2,3}\b", question.prompt))
            assert short not in (*question.right, *question.wrong)
            assert not (short in said and full in question.right)


def test_a_program_is_none_of_its_missions_and_no_star() -> None:
    held = {entity.name: entity for entity in reading(PROGRAM).entities}
    assert {"Vesper 4", "Vesper 5"} <= set(held)
    assert not {"Vesper 4", "Vesper 5"} & set(held["Vesper"].aliases)
    assert told(PROGRAM, "agency") == {"Vesper": ("Lunar Survey Administration",)}
    for question in questions(PROGRAM, seeds=8):
        if question.kind is not Kind.ORDER:
            said = {
                one
                for one in (*question.right, *question.wrong)
                if re.fullmatch(r"Vesper(?: \d| program)?", one)
            }
            assert len(said) <= 1, question
        assert "evening star" not in question.right


def test_of_both_missions_neither_date_is_the_others_distractor() -> None:
    dates = {"March 3, 1971", "July 9, 1972"}
    for question in questions(PROGRAM, seeds=12):
        if dates & set(question.right) and question.kind is not Kind.ORDER:
            assert not dates & set(question.wrong)


def test_every_article_here_gives_a_quiz() -> None:
    counts = {content[:20]: len(made(content).drafts) for content in (NEWS, PREVIEW, REVIEW, LIFE, PROGRAM)}
    assert all(count >= 5 for count in counts.values()), counts


# ------------------------------------------------------------------ what a reader winced at


def test_the_same_date_is_asked_once() -> None:
    asked = [question.prompt for question in questions(LIFE, seeds=1) if "9 March 1934" in question.right]
    assert len(asked) == 1


def test_a_mission_is_launched_and_not_founded() -> None:
    assert facts(PROGRAM, "founding_year") == []
    assert not [question for question in questions(PROGRAM) if "founded" in words_of(question)]
