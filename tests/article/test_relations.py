"""The table of relations: whole, consistent, and refused where it is not."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from quiz.article import relations
from quiz.article.relations import MalformedTableError, Relation

ALL = list(relations.load())
HOLES = {
    "subject",
    "subject's",
    "known_subject",
    "object",
    "objects",
    "whole",
    "an_object",
    "the_objects",
    "context",
    "qualifier",
    "does",
    "is",
    "was",
    "were",
    "role",
}


def holes(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def stems_of(relation: Relation) -> list[str]:
    groups = (*(relation.by or {}).values(), *(relation.by_object or {}).values())
    own = [one for group in groups for one in group]
    return [*relation.stems, *own, *relation.past, *relation.many, *relation.turned]


def test_every_relation_can_be_asked_and_told() -> None:
    for relation in ALL:
        assert relation.stems, relation.name
        for stem in stems_of(relation):
            assert stem.endswith("?"), stem
            assert holes(stem) <= HOLES - {"role"}, stem
            assert holes(stem) & {"subject", "known_subject", "object", "context"}, stem
        assert holes(relation.tells) <= HOLES, relation.tells
        assert 0 < relation.importance <= 1, relation.name
        assert relation.category[:1].isupper(), relation.name


def test_what_is_compatible_is_known() -> None:
    known = relations.load()
    for relation in ALL:
        assert all(known.get(name) is not None for name in relation.compatible), relation.name
        assert relation.name in known.compatible(relation)


def test_no_pronoun_and_no_series_stands_in_a_stem() -> None:
    for relation in ALL:
        for stem in stems_of(relation):
            words = re.sub(r"which of these \w+ ", "", stem.lower().replace("?", "")).split()
            assert not {"he", "she", "it", "they", "his", "this", "these"} & set(words), stem
            assert not re.search(r"\bthe (?:series|film|game|article)(?! director)\b", stem), stem


def test_director_and_chief_director_never_stand_against_each_other() -> None:
    known = relations.load()
    director, chief = known.get("director"), known.get("chief_director")
    assert director is not None
    assert chief is not None
    assert "chief_director" in known.compatible(director)
    assert "director" in known.compatible(chief)


def test_influences_exclude_each_other_as_distractors() -> None:
    known = relations.load()
    kin = {"homage_to", "inspired_by", "reminiscent_of", "parallel_to"}
    for name in kin:
        relation = known.get(name)
        assert relation is not None
        assert kin <= known.compatible(relation)
        assert relation.attributed
        assert relation.outside


def test_compatible_runs_both_ways_but_not_into_what_has_one_value() -> None:
    known = relations.load()
    composer, born = known.get("composer"), known.get("birth_place")
    assert composer is not None
    assert born is not None
    assert "songwriter" in known.compatible(composer)
    assert "death_place" not in known.compatible(born)


def test_another_name_finds_its_relation() -> None:
    known = relations.load()
    assert known.get("parallel") is known.get("parallel_to")
    assert known.get("no such relation") is None


def table(folder: Path, text: str) -> Path:
    path = folder / "relations.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_role_gives_its_stems(tmp_path: Path) -> None:
    path = table(
        tmp_path, '[gaffer]\nobject = "person"\nrole = "gaffer"\ncategory = "Staff"\nimportance = 0.4\n'
    )
    gaffer = relations.read(path).get("gaffer")
    assert gaffer is not None
    assert gaffer.stems == ("Who is the gaffer of {subject}?",)
    assert gaffer.many == ("Who are the gaffers of {subject}?",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[a]\nobject = "person"\ncategory = "Staff"\nimportance = 1\ncolour = "red"',
            "unknown field colour",
        ),
        ('[a]\nobject = "person"\nimportance = 1\nrole = "a"', "no category"),
        (
            '[a]\nobject = "person"\ncategory = "Staff"\nimportance = 1\nrole = "a"\nask = "sung"',
            "ask is none of typed",
        ),
        ('[a]\nobject = "person"\ncategory = "Staff"\nimportance = 1', "a role, or stems and tells"),
    ],
)
def test_a_faulty_table_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(MalformedTableError, match=said):
        relations.read(table(tmp_path, text))
