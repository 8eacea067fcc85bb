"""Questions know whether they make sense, and survive being stored."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.questions import (
    Difficulty,
    Kind,
    Media,
    Pack,
    PackHead,
    Question,
    fingerprint,
    from_json,
    natural_id,
    problems,
    to_json,
)

CHOICE = Question("a", "Who?", Kind.CHOICE, ("Hori",), ("Izubuchi", "Demura"))
NUMBER = Question("n", "How many?", Kind.NUMBER, ("9",))
ORDER = Question("o", "In which order?", Kind.ORDER, ("A", "B", "C"))


@pytest.mark.parametrize(
    "q",
    [
        CHOICE,
        NUMBER,
        ORDER,
        replace(CHOICE, right=("CO",), wrong=("Co",)),
        replace(CHOICE, right=("a < b",), wrong=("a > b",)),
        replace(CHOICE, kind=Kind.MULTIPLE, right=("A", "B"), wrong=()),
        replace(CHOICE, kind=Kind.TEXT, right=("A", "a"), wrong=("B",)),
        replace(CHOICE, kind=Kind.TRUEFALSE, right=("false",), wrong=()),
        replace(CHOICE, evidence="two\nlines\tand a tab\r\n"),
    ],
)
def test_what_can_be_played(q: Question) -> None:
    assert problems(q) == []


@pytest.mark.parametrize(
    ("q", "word"),
    [
        (replace(CHOICE, prompt=" \n"), "prompt"),
        (replace(CHOICE, right=()), "right answer"),
        (replace(CHOICE, right=(" ",)), "right answer"),
        (replace(CHOICE, right=("A", "B")), "kind multiple"),
        (replace(CHOICE, wrong=()), "has 0"),
        (replace(CHOICE, wrong=tuple("123456")), "has 6"),
        (replace(CHOICE, wrong=("A", "")), "empty"),
        (replace(CHOICE, wrong=("Hori ",)), "twice"),
        (replace(CHOICE, prompt="Who\ud800?"), "U+D800"),
        (replace(CHOICE, explanation="\0"), "U+0000"),
        (replace(CHOICE, choice_images=("a.png",)), "pictures"),
        (replace(CHOICE, kind=Kind.TRUEFALSE), "truefalse"),
        (replace(CHOICE, kind=Kind.MULTIPLE, right=tuple("1234")), ""),
        (replace(CHOICE, kind=Kind.MULTIPLE, right=tuple("123456")), "2 to 6"),
        (replace(CHOICE, kind=Kind.TEXT, wrong=("HORI!",)), "both right and wrong"),
        (replace(NUMBER, right=("nine",)), "one number"),
        (replace(NUMBER, right=("inf",)), "one number"),
        (replace(NUMBER, right=("1e999999",)), "digits"),
        (replace(NUMBER, tolerance=Decimal("1e-99")), "digits"),
        (replace(NUMBER, tolerance=Decimal(-1)), "tolerance"),
        (replace(NUMBER, tolerance=Decimal("nan")), "tolerance"),
        (replace(NUMBER, wrong=("8",)), "no wrong"),
        (replace(ORDER, right=("A", "B")), "3 to 6"),
        (replace(ORDER, right=("A", "B", "A")), "twice"),
        (replace(ORDER, wrong=("D",)), "no wrong"),
    ],
)
def test_what_cannot(q: Question, word: str) -> None:
    found = problems(q)
    assert bool(found) == bool(word)
    assert word in "; ".join(found)


def test_natural_ids_follow_the_format() -> None:
    # sha256 of "who directs it\nhori", by the pack format's rule
    assert natural_id("Who directs it?", ("The Hori",)) == "037eaf40cb"
    assert natural_id("Who?", ("A", "B")) != natural_id("Who?", ("B", "A"))


TEXTS = st.lists(st.text(max_size=20), max_size=4).map(tuple)
WHOLE = st.builds(
    Question,
    id=st.text(),
    prompt=st.text(),
    kind=st.sampled_from(Kind),
    right=TEXTS,
    wrong=TEXTS,
    difficulty=st.sampled_from(Difficulty),
    category=st.text(),
    explanation=st.text(),
    evidence=st.text(),
    evidence_start=st.none() | st.integers(0),
    source=st.text(),
    relation=st.text(),
    confidence=st.none() | st.floats(0, 1),
    exact=st.booleans(),
    tolerance=st.decimals(allow_nan=False),
    unit=st.text(),
    tags=TEXTS,
    media=st.builds(Media, st.text(), st.text(), st.text()),
    choice_images=TEXTS,
)


@given(WHOLE)
def test_json_is_what_the_library_writes(q: Question) -> None:
    plain = {key: value for key, value in asdict(q).items() if value not in ("", (), None)}
    plain["tolerance"] = str(q.tolerance)
    plain["media"] = {key: value for key, value in plain["media"].items() if value}
    assert to_json(q) == json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@given(WHOLE)
def test_json_there_and_back(q: Question) -> None:
    assert from_json(to_json(q)) == q
    assert from_json(to_json(q)).content_hash() == q.content_hash()


@given(WHOLE)
def test_any_question_can_be_judged(q: Question) -> None:
    assert all(isinstance(found, str) for found in problems(q))


def test_half_a_surrogate_is_a_problem_and_no_crash() -> None:
    q = replace(CHOICE, prompt="\ud800")
    assert problems(q)
    assert len(q.content_hash()) == 16
    assert len(natural_id(q.prompt, q.right)) == 10


def test_a_fingerprint_knows_content_and_no_order() -> None:
    pack = Pack(PackHead("noir", "Noir"), (CHOICE, NUMBER))
    assert pack.fingerprint() == pack.with_questions((NUMBER, CHOICE)).fingerprint()
    assert pack.fingerprint() != pack.with_questions((replace(CHOICE, prompt="Whom?"), NUMBER)).fingerprint()
    assert pack.fingerprint() != fingerprint("other", [(q.id, q.content_hash()) for q in pack.questions])


@pytest.mark.parametrize(
    ("q", "shown"),
    [
        (CHOICE, "Hori"),
        (replace(NUMBER, unit="androids"), "9 androids"),
        (ORDER, "A → B → C"),
        (replace(CHOICE, kind=Kind.MULTIPLE, right=("A", "B")), "A, B"),
        (replace(CHOICE, kind=Kind.TRUEFALSE, right=("true",)), "True"),
    ],
)
def test_the_answer_as_one_line(q: Question, shown: str) -> None:
    assert q.shown_answer == shown
