"""An article in, drafts out: the promises that hold for any text, and the texts that give nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.app.generation import as_json
from quiz.article import knowledge
from quiz.article.drafts import drafts
from quiz.article.generate import LEAST, Generated, generate
from quiz.article.ranking import Draft
from quiz.article.understand import understand
from quiz.core.facts import Reading
from quiz.core.folding import fold
from quiz.core.kinds import Kind
from quiz.core.lint import Known, Level, lint_pack, supports
from quiz.core.questions import problems
from tests.article.samples import ALL, GERMAN, JAPANESE, OPINION, article, made
from tests.article.test_understand import check, texts

NO_KEY = {Kind.TRUEFALSE, Kind.ORDER}


def check_drafts(read: Reading, found: Iterable[Draft]) -> None:
    """What holds of every draft."""
    known = Known.of(read.facts, read.entities)
    prompts = set()
    for draft in found:
        question, piece = draft.question, draft.fact.evidence
        assert problems(question) == []
        assert question.evidence == piece.text == read.content[piece.start : piece.end]
        assert question.evidence_start == piece.start
        if question.kind not in NO_KEY:
            keys = question.right if question.kind is Kind.MULTIPLE else question.right[:1]
            for key in keys:
                assert supports(question.evidence, key, article=read.content, known=known), key
        right, wrong = set(map(fold, question.right)), [fold(one) for one in question.wrong]
        assert not right & set(wrong) - {""}
        assert len(set(wrong)) == len(wrong)
        assert fold(question.prompt) not in prompts or question.kind is Kind.ORDER
        prompts.add(fold(question.prompt))


def dumped(made: Generated) -> str:
    return json.dumps(as_json(made), ensure_ascii=False)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("seed", [0, 1, 2**63 - 1])
def test_whole_articles(name: str, seed: int) -> None:
    one = made(ALL[name], seed)
    check_drafts(one.reading, one.drafts)
    found = lint_pack(
        [draft.question for draft in one.drafts],
        article=ALL[name],
        known=Known.of(one.reading.facts, one.reading.entities),
    )
    assert [finding for finding in found if finding.level is Level.ERROR] == []


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts(), st.integers(0, 2**63 - 1))
def test_any_text_in_any_language_gives_sound_drafts_or_none(content: str, seed: int) -> None:
    read = understand(content)
    check(read)
    found = drafts(read, knowledge.load(), seed=seed)
    check_drafts(read, found.drafts)
    for left in found.left_out:
        assert left.evidence.text == content[left.evidence.start : left.evidence.end]
        assert left.reason
    assert drafts(read, knowledge.load(), seed=seed) == found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_generate_never_fails_and_is_the_same_twice(content: str) -> None:
    one = generate(article(content))
    assert dumped(one) == dumped(generate(article(content)))
    assert bool(one.drafts) is not bool(one.note)
    assert not one.drafts or len(one.drafts) >= LEAST


@pytest.mark.parametrize("name", ALL)
def test_the_same_twice_byte_for_byte(name: str) -> None:
    text = article(ALL[name], "A title")
    assert dumped(generate(text, seed=7)) == dumped(generate(text, seed=7))


@pytest.mark.parametrize("name", ALL)
def test_the_seed_changes_questions_and_nothing_of_the_reading(name: str) -> None:
    whole = generate(article(ALL[name]), seed=5)
    first, other = as_json(made(ALL[name])), as_json(whole)
    for key in ("title", "language", "words", "text_sha256", "note", "facts", "contradictions"):
        assert first[key] == other[key], key
    assert whole.drafts == made(ALL[name], 5).drafts
    facts = {(f["relation"], f["evidence"]["start"]) for f in first["facts"]} | {("order", -1)}
    for question in other["questions"]:
        start = -1 if question["relation"] == "order" else question["evidence"]["start"]
        assert (question["relation"], start) in facts
    assert [q["wrong"] for q in first["questions"]] != [q["wrong"] for q in other["questions"]]


def test_the_seed_keeps_what_is_right() -> None:
    keys: dict[tuple[str, int, str], set[str]] = {}
    for seed in range(6):
        for draft in made(ALL["news"], seed).drafts:
            question = draft.question
            if question.kind is Kind.CHOICE:
                place = (question.relation, question.evidence_start or 0, draft.fact.subject)
                keys.setdefault(place, set()).update(map(fold, draft.fact.objects))
                said = {*map(fold, draft.fact.objects), fold(draft.fact.subject)}
                assert {fold(one) for one in question.right} <= said
    assert len(keys) >= 15


@pytest.mark.parametrize(("content", "language"), [(GERMAN, "de"), (JAPANESE, "ja")])
def test_another_language_is_told_so(content: str, language: str) -> None:
    one = generate(article(content))
    assert one.reading.language == language
    assert one.drafts == ()
    assert one.reading.facts == ()
    assert "not in English" in one.note


@pytest.mark.parametrize("content", [
    OPINION, "Hello.", "The end of it is that he was there and that it was all.", "Ada Lund directed it.",
])  # fmt: skip
def test_too_few_facts_are_told_so_and_nothing_is_made_up(content: str) -> None:
    one = generate(article(content))
    assert one.drafts == ()
    assert one.note == "this text holds too few facts for a quiz"
    assert one.left_out == one.reading.left_out


def test_what_was_too_little_for_a_quiz_is_left_out_with_its_piece() -> None:
    content = "The film Harbour Lights is directed by Ada Lund. It was a quiet day and nobody came to see it."
    one = generate(article(content))
    assert one.drafts == ()
    left = [left for left in one.left_out if left.reason == "too few facts for a quiz"]
    assert left
    for one_left in left:
        assert content[one_left.evidence.start : one_left.evidence.end] == one_left.evidence.text


def test_progress_reaches_the_end() -> None:
    told: list[tuple[int, int]] = []
    generate(article(ALL["news"]), progress=lambda done, whole: told.append((done, whole)))
    assert told[-1][0] == told[-1][1] == len(told)
