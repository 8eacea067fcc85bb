"""Open Trivia DB: four encodings, found by content, in and out."""

from __future__ import annotations

import base64
import html
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from quiz.core.questions import Difficulty, Kind, PackHead, Question
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.model import Row
from quiz.packs.formats.reading import ForeignReader
from quiz.words import Refused
from tests.packs.formats.making import read

FORMAT = format_of("opentdb")
PLAIN = (
    {
        "type": "multiple", "difficulty": "hard", "category": "Entertainment: Film",
        "question": 'Who said "Don\'t forget that π = 3.14 & é + ü"?', "correct_answer": "Café & C++",
        "incorrect_answers": ["50% off", "a+b", "<b>"],
    },
    {
        "type": "boolean", "difficulty": "easy", "category": "Science & Nature",
        "question": "Is 2 + 2 = 4?", "correct_answer": "True", "incorrect_answers": ["False"],
    },
)  # fmt: skip


def coded(how: Callable[[str], str], everything: bool = False) -> list[dict[str, Any]]:
    """The plain items in an encoding; base64 encodes type and difficulty too."""
    return [
        {
            key: [how(text) for text in value] if isinstance(value, list)
            else value if key in ("type", "difficulty") and not everything else how(str(value))
            for key, value in item.items()
        }
        for item in PLAIN
    ]  # fmt: skip


def in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def answer(items: list[dict[str, Any]], code: int = 0) -> str:
    return json.dumps({"response_code": code, "results": items})


def one(tmp_path: Path, **changes: Any) -> Row:
    return read(FORMAT, tmp_path / "a.json", answer([{**coded(html.escape)[0], **changes}]))[0]


ENCODINGS = {
    "html": coded(html.escape),
    "html named": coded(lambda text: html.escape(text).replace("é", "&eacute;").replace("π", "&pi;")),
    "html twice": coded(lambda text: html.escape(html.escape(text))),
    "legacy url": coded(quote_plus),
    "rfc 3986": coded(lambda text: quote(text, safe="")),
    "base64": coded(in_base64, everything=True),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("bare", [False, True])
def test_all_encodings_say_the_same(tmp_path: Path, encoding: str, bare: bool) -> None:
    items = ENCODINGS[encoding]
    first, second = read(FORMAT, tmp_path / "a.json", json.dumps(items) if bare else answer(items))
    made = first.questions[0]
    assert (made.prompt, made.right, made.wrong) == (
        'Who said "Don\'t forget that π = 3.14 & é + ü"?',
        ("Café & C++",),
        ("50% off", "a+b", "<b>"),
    )
    assert (made.kind, made.category, made.difficulty) == (
        Kind.CHOICE,
        "Entertainment: Film",
        Difficulty.HARD,
    )
    assert second.questions[0].kind is Kind.TRUEFALSE
    assert (second.questions[0].right, second.questions[0].category) == (("true",), "Science & Nature")
    assert (first.changed, second.changed, first.why, second.why) == ((), (), "", "")
    assert (first.number, second.number) == (1, 2)


def test_encodings_may_be_mixed_in_one_file(tmp_path: Path) -> None:
    items = [item for found in ENCODINGS.values() for item in found[:1]]
    items = [{**item, "category": item["category"]} for item in items]
    rows = read(FORMAT, tmp_path / "a.json", answer(items))
    # The same question six times: taken once, and told to be the same five times.
    assert len(rows[0].questions) == 1
    assert ["is question 1 already" in row.why for row in rows[1:]] == [True] * 5


def test_a_plus_is_a_plus_where_nothing_says_otherwise(tmp_path: Path) -> None:
    sum_of = {"question": "1+1", "correct_answer": "2", "incorrect_answers": ["3"], "category": "Maths"}
    (alone,) = read(FORMAT, tmp_path / "a.json", answer([{"type": "multiple", **sum_of}]))
    assert alone.questions[0].prompt == "1+1"
    after = read(
        FORMAT, tmp_path / "a.json", answer([ENCODINGS["legacy url"][0], {"type": "multiple", **sum_of}])
    )
    assert after[1].questions[0].prompt == "1 1"


def test_questions_about_html_keep_their_entities(tmp_path: Path) -> None:
    row = one(
        tmp_path, question="What is the HTML entity for &lt;?", correct_answer="&amp;lt;",
        incorrect_answers=["&amp;gt;", "&amp;amp;"],
    )  # fmt: skip
    assert row.questions[0].prompt == "What is the HTML entity for <?"
    assert (row.questions[0].right, row.questions[0].wrong) == (("&lt;",), ("&gt;", "&amp;"))


def test_base64_without_a_type(tmp_path: Path) -> None:
    item = {key: value for key, value in ENCODINGS["base64"][0].items() if key not in ("type", "difficulty")}
    (row,) = read(FORMAT, tmp_path / "a.json", json.dumps([item]))
    assert row.questions[0].category == "Entertainment: Film"
    assert row.questions[0].difficulty is Difficulty.MEDIUM


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"question": ""}, "the prompt is empty"),
        ({"question": ["x"]}, "where a text should stand"),
        ({"correct_answer": {"a": 1}}, "where a text should stand"),
        ({"correct_answer": None, "incorrect_answers": None}, "it has no answers"),
        ({"correct_answer": ""}, "the right answer is empty"),
        ({"incorrect_answers": []}, "1 to 5 wrong answers"),
        ({"type": "bXVsdGlwbGU="}, "no base64"),
        ({"question": "a\0b"}, "U+0000"),
        ({"question": "a\ud800b"}, "U+D800"),
    ],
)
def test_each_refusal_says_why(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    items = [{**coded(html.escape)[0], **changes}, coded(html.escape)[1]]
    refused, good = read(FORMAT, tmp_path / "a.json", answer(items))
    assert refused.questions == ()
    assert why in refused.why
    refused.text.encode()
    assert len(good.questions) == 1


@pytest.mark.parametrize("junk", [1, "text", None, [], [[]]])
def test_what_is_no_object_is_refused_by_itself(tmp_path: Path, junk: object) -> None:
    rows = read(FORMAT, tmp_path / "a.json", json.dumps({"response_code": 0, "results": [junk, PLAIN[1]]}))
    assert "it is no question" in rows[0].why
    assert len(rows[-1].questions) == 1


@pytest.mark.parametrize(
    ("changes", "changed"),
    [
        ({"difficulty": "insane"}, "its difficulty “insane”"),
        ({"incorrect_answers": ["x", "x", "y"]}, "“x” stood there twice"),
        ({"incorrect_answers": ["x", ""]}, "an empty choice"),
        ({"incorrect_answers": list("abcdefgh")}, "more than 5 wrong"),
    ],
)
def test_what_is_other_than_in_the_file_is_told(
    tmp_path: Path, changes: dict[str, Any], changed: str
) -> None:
    row = one(tmp_path, **changes)
    assert len(row.questions) == 1
    assert changed in " ".join(row.changed)


def test_truths_and_numbers_without_quotes(tmp_path: Path) -> None:
    row = one(tmp_path, type="boolean", correct_answer=False, incorrect_answers=[True])
    assert (row.questions[0].kind, row.questions[0].right) == (Kind.TRUEFALSE, ("false",))
    row = one(tmp_path, correct_answer=1984, incorrect_answers=[1985, 2.50])
    assert (row.questions[0].right, row.questions[0].wrong) == (("1984",), ("1985", "2.5"))


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (0, "no questions"),
        (1, "code 1"),
        (2, "code 2"),
        (3, "code 3"),
        (4, "code 4"),
        (5, "code 5"),
        (9, "no questions"),
    ],
)
def test_an_answer_without_questions_says_which_it_is(tmp_path: Path, code: int, why: str) -> None:
    for text in (answer([], code), json.dumps({"response_code": code})):
        with pytest.raises(Refused, match=why):
            read(FORMAT, tmp_path / "a.json", text)


def test_the_licence_wants_its_source_named(tmp_path: Path) -> None:
    for text in (answer(list(PLAIN)), json.dumps(PLAIN)):
        (tmp_path / "a.json").write_text(text)
        head = ForeignReader(tmp_path / "a.json", FORMAT).head
        assert head.license == "CC-BY-SA-4.0"
        assert head.author == "Open Trivia Database contributors"
        assert head.source == "https://opentdb.com"


@pytest.mark.parametrize("author", ["", "N. N. & <Co>"])
def test_what_a_pack_says_of_itself_comes_back_and_nothing_else(tmp_path: Path, author: str) -> None:
    head = PackHead(
        "noir", 'The "Noir" pack', language="de", author=author, license="CC0-1.0" if author else "",
        source="a book & more" if author else "", description="Two\nlines &amp; more" if author else "",
    )  # fmt: skip
    path = tmp_path / "a.json"
    assert FORMAT.write is not None
    with path.open("wb") as out:
        FORMAT.write(head, [Question("a", "Who?", Kind.CHOICE, ("A",), ("B",))], out, lambda name: None)
    back = ForeignReader(path, FORMAT).head
    for name in FORMAT.keeps:
        assert getattr(back, name) == getattr(head, name)


@pytest.mark.parametrize(
    "text",
    ["&amp;", "&#38;", "&amp;amp;", "&&lt;", "&lt", "&amp;quot;", "%41+%42", "a+b", "%50%ab", "&%41;",
     "'\"<>&", "R29vZA==", "&amp%3B", "&#x26;lt;", "HTML &lt;", "entity &amp;lt;"],
)  # fmt: skip
def test_texts_that_look_encoded_come_back_as_they_are(tmp_path: Path, text: str) -> None:
    question = Question("", text, Kind.CHOICE, (f"{text}1",), (f"{text}2",), category=text)
    out = io.BytesIO()
    assert FORMAT.write is not None
    FORMAT.write(PackHead("a", "A"), [question], out, lambda name: None)
    (row,) = read(FORMAT, tmp_path / "a.json", out.getvalue())
    assert [replace(made, id="") for made in row.questions] == [question]
    # Other programs read it as Open Trivia DB's default encoding.
    assert html.unescape(json.loads(out.getvalue())["results"][0]["question"]) == text


def test_what_is_written_is_a_response(tmp_path: Path) -> None:
    out = io.BytesIO()
    assert FORMAT.write is not None
    truth = Question(
        "a", "Isn't it?", Kind.TRUEFALSE, ("false",), difficulty=Difficulty.EASY, category="A: B"
    )
    FORMAT.write(PackHead("a", "A"), [truth], out, lambda name: None)
    found = json.loads(out.getvalue())
    assert found["response_code"] == 0
    assert found["results"] == [
        {
            "type": "boolean", "difficulty": "easy", "category": "A: B", "question": "Isn&#039;t it?",
            "correct_answer": "False", "incorrect_answers": ["True"],
        }
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [Kind.MULTIPLE, Kind.TEXT, Kind.NUMBER, Kind.ORDER])
def test_other_kinds_stay_behind_by_name(kind: Kind) -> None:
    assert FORMAT.carry is not None
    found = FORMAT.carry(Question("a", "Who?", kind, ("1", "2", "3")))
    assert found.question is None
    assert kind.value in found.lost[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (answer(list(PLAIN)), True), (json.dumps(PLAIN), True), (answer([], 5), True),
        (json.dumps(PLAIN[0]) + "\n" + json.dumps(PLAIN[1]), True), ('{"results": []}', False), ("[]", False),
        ('"correct_answer" "incorrect_answers"', False),
    ],
)  # fmt: skip
def test_it_is_found_by_its_content(tmp_path: Path, text: str, found: bool) -> None:
    path = tmp_path / "questions.txt"
    path.write_text(text)
    assert (recognised(path) is FORMAT) is found
