"""Patterns as data: what can be written, what is refused, and that all that ship can be read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from quiz.article import relations
from quiz.article.patterns import FactSpec, MalformedPatternError, Pattern, compiled, patterns
from quiz.article.shadow import Shadow
from tests.article.reading import shadows

MACROS = {"is": "(?:is|was)", "trade": "(?:baker|poet)"}


def made(when: str, *facts: str, **more: Any) -> Pattern:
    return compiled({"when": when, "facts": facts or ("friend: P -> O",), **more}, MACROS, "test")


def found(pattern: Pattern, content: str) -> list[dict[str, str]]:
    """What each slot holds of the article, for every match."""
    rows = []
    for shadow in shadows(content):
        for match in pattern.regex.finditer(shadow.text):
            rows.append(
                {name: piece(shadow, match, name, content) for name in pattern.classes if match[name]}
            )
    return rows


def piece(shadow: Shadow, match: re.Match[str], name: str, content: str) -> str:
    return content[slice(*shadow.piece(*match.span(name)))]


def test_a_slot_holds_one_name() -> None:
    pattern = made("{P:person} met {O:person}")
    assert found(pattern, "Then Ada Lund met Bo Lind.") == [{"P": "Ada Lund", "O": "Bo Lind"}]
    assert found(pattern, "Then Ada Lund met Tokyo.") == []


def test_a_list_holds_all_of_it() -> None:
    pattern = made("by {O:person+}", "friend: @work -> O")
    for last in (", and Cleo Marsh", " and Cleo Marsh", ", Cleo Marsh"):
        content = f"It is by Ada Lund, Bo Lind{last} in all."
        assert found(pattern, content) == [{"O": content[9 : content.index(" in all")]}]


def test_a_phrase_ends_where_another_begins() -> None:
    pattern = made("sells {O:phrase}", "sells: @work -> O")
    for text, phrase in (
        ("She sells old maps in Oslo.", "old maps"),
        ("She sells a pair of shoes and leaves.", "a pair of shoes"),
        ("She sells bread, then leaves.", "bread"),
    ):
        assert [row["O"].strip() for row in found(pattern, text)] == [phrase]


def test_a_macro_stands_for_its_text_and_can_be_kept() -> None:
    pattern = made("{P:person} {is} an? {O:trade}")
    assert found(pattern, "Then Ada Lund was a poet.") == [{"P": "Ada Lund", "O": "poet"}]
    assert pattern.classes["O"] == "phrase"


def test_what_a_pattern_needs_of_a_sentence_leaves_optional_slots_out() -> None:
    pattern = made("{P:person} left(?: {O:place})?", "went: P -> O")
    assert [set(need) for need in pattern.needs] == [{"person", "name", "he", "she", "i"}]


@pytest.mark.parametrize(("line", "spec"), [
    ("friend: P -> O", FactSpec("friend", "P", "O")),
    ("friend: @work -> O", FactSpec("friend", "@work", "O")),
    ("actor: P -> O in @work", FactSpec("actor", "P", "O", "@work")),
    ("year: P -> O | in {Y}", FactSpec("year", "P", "O", "", "in {Y}")),
    ('year: "a {P}" -> O in "the {P}" | in {Y}', FactSpec("year", '"a {P}"', "O", '"the {P}"', "in {Y}")),
])  # fmt: skip
def test_the_line_of_a_fact(line: str, spec: FactSpec) -> None:
    assert made("{P:person} {O:person} {Y:year}", line).specs == (spec,)


@pytest.mark.parametrize(("when", "facts", "said"), [
    ("{P:person} met {O:nobody}", "friend: P -> O", "no slot or macro 'nobody'"),
    ("{P:person} met {O:person} (", "friend: P -> O", "missing"),
    ("{P:person} met {O:person}", "friend P O", "is no fact"),
    ("{P:person} met {O:person}", "friend: P -> X", "names X, which is no slot"),
])  # fmt: skip
def test_a_faulty_pattern_is_refused_with_its_words(when: str, facts: str, said: str) -> None:
    with pytest.raises(MalformedPatternError, match=said):
        assert made(when, facts).regex


def test_every_shipped_pattern_states_relations_that_there_are() -> None:
    known = relations.load()
    rules = patterns()
    assert len(rules) > 100
    for rule in rules:
        assert rule.specs, rule.when
        assert 0 < rule.confidence <= 1, rule.when
        for spec in rule.specs:
            assert spec.relation.startswith("@") or known.get(spec.relation) is not None, (rule.when, spec)


def test_no_shipped_pattern_matches_nothing() -> None:
    for rule in patterns():
        assert not rule.regex.search(""), rule.when
