"""Wayground's sheets, which were Quizizz's, in XLSX and in CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quiz.core.kinds import Kind
from quiz.core.questions import Question
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.model import Row
from quiz.packs.formats.reading import ForeignReader
from tests.packs.formats.workbooks import workbook

WAYGROUND = format_of("wayground")
HEADER = [
    "Question Text", "Question Type", *(f"Option {n}" for n in range(1, 6)), "Correct Answer",
    "Time in seconds", "Image Link", "Answer explanation",
]  # fmt: skip
INSTRUCTIONS = [
    "Text of the question\n\n(required)", "Question Type\n\n(default is Multiple Choice)",
    "Text for option 1\n\n(required in all cases except open-ended & draw questions)",
    "Text for option 2\n\n(required in all cases except open-ended & draw questions)",
    *(f"Text for option {n}\n\n(optional)" for n in range(3, 6)),
    'The correct option choice (between 1-5).\n\nLeave blank for "Open-Ended", "Poll", "Draw".',
    "Time in seconds\n\n(optional, default value is 30 seconds)", "Link of the image\n\n(optional)",
    "Explanation for the answer\n\n(optional)",
]  # fmt: skip


def rows(tmp_path: Path, *told: list[Any]) -> list[Row]:
    path = workbook(tmp_path / "a.xlsx", [HEADER, INSTRUCTIONS, *told])
    assert recognised(path) is WAYGROUND
    return list(ForeignReader(path, WAYGROUND))


def test_every_type(tmp_path: Path) -> None:
    choice, several, single, typed, plain, both = rows(
        tmp_path,
        ["Who?", "Multiple Choice", "Hori", "Ito", None, None, None, 1, 30, None, "He did."],
        ["Primes?", "Checkbox", 2, 3, 4, None, None, "1,2", 30],
        ["Even?", "Checkbox", 1, 2, 3, None, None, "2", 30],
        ["Capital?", "Fill-in-the-Blank", "Paris", "paris city", None, None, None, None, None],
        ["Default?", None, "a", "b", None, None, None, 2, None],
        ["True?", "Multiple Choice", "True", "False", None, None, None, 2, 30],
    )
    assert (choice.number, choice.changed) == (3, ())
    assert (choice.questions[0].right, choice.questions[0].explanation) == (("Hori",), "He did.")
    assert (several.questions[0].kind, several.questions[0].right) == (Kind.MULTIPLE, ("2", "3"))
    assert (single.questions[0].kind, single.questions[0].right) == (Kind.MULTIPLE, ("2",))
    assert (typed.questions[0].kind, typed.questions[0].right) == (Kind.TEXT, ("Paris", "paris city"))
    assert plain.questions[0].right == ("b",)
    assert both.questions[0].kind is Kind.TRUEFALSE


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("Open-Ended", "open-ended question has no right answer"),
        ("Poll", "a poll has no right answer"),
        ("Draw", "the type Draw cannot be asked"),
        ("Hotspot", "the question type “Hotspot” is not known"),
        ("Fill-in-the-Blank", "it has no accepted answer"),
        ("Multiple Choice", "no right answer is given"),
    ],
)
def test_what_is_refused_by_name(tmp_path: Path, kind: str, why: str) -> None:
    (row,) = rows(tmp_path, ["Tell us.", kind])
    assert why in row.why
    assert (row.number, row.text) == (3, "Tell us.")


def test_pictures_and_times_are_told(tmp_path: Path) -> None:
    (row,) = rows(
        tmp_path, ["Who?", "Multiple Choice", "a", "b", *[None] * 3, 1, 900, "https://example.org/a.png"]
    )
    assert row.changed == (
        "its time limit of 900 s is not kept; the round has its own",
        "its picture is a link, which is never fetched; add the picture in the studio",
    )


def test_a_csv_without_instructions(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "\ufeffQuestion Text,Question Type,Option 1,Option 2,Option 3,Option 4,Option 5,Correct Answer,"
        "Time in seconds,Image Link\r\n"
        '"Who, then?",Multiple Choice,Hori,Ito,,,,1,30,\r\n'
        ",,,,,,,,,\r\n"
        "What?,Multiple Choice,a,b,,,,B,30,\r\n",
        encoding="utf-8",
    )
    assert recognised(path) is WAYGROUND
    first, second = ForeignReader(path, WAYGROUND)
    assert (first.number, first.questions[0].prompt, first.questions[0].right) == (2, "Who, then?", ("Hori",))
    assert (second.number, second.questions[0].right) == (4, ("b",))


def test_a_question_about_what_is_optional_is_no_instruction(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADER, ["Is it (required)?", "", "yes", "no", "", "", "", 1, 30]])
    (row,) = ForeignReader(path, WAYGROUND)
    assert row.questions[0].prompt == "Is it (required)?"


def test_what_it_cannot_carry_is_told() -> None:
    assert WAYGROUND.carry is not None
    number = WAYGROUND.carry(Question("a", "x", Kind.NUMBER, ("9",), unit="km"))
    assert number.question is not None
    assert (number.question.kind, number.question.right) == (Kind.TEXT, ("9",))
    assert "its number is carried as an answer to type" in number.lost
    order = WAYGROUND.carry(Question("a", "x", Kind.ORDER, ("a", "b", "c")))
    assert (order.question, order.lost) == (None, ("it has no place for questions of the kind order",))
    long = WAYGROUND.carry(Question("a", "x" * 32_768, Kind.TEXT, ("9",)))
    assert long.question is None
