"""Gimkit's CSV: choices, and kits of typed answers."""

from __future__ import annotations

from pathlib import Path

from quiz.core.kinds import Kind
from quiz.core.questions import Question
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.model import Row
from quiz.packs.formats.reading import ForeignReader

GIMKIT = format_of("gimkit")
HEADER = (
    "Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional),Incorrect Answer 3 (Optional)\n"
)


def rows(tmp_path: Path, data: str) -> list[Row]:
    path = tmp_path / "a.csv"
    path.write_bytes(data.encode())
    assert recognised(path) is GIMKIT
    return list(ForeignReader(path, GIMKIT))


def test_the_template(tmp_path: Path) -> None:
    told = 'Who?,Hori,Ito,,\n"What, then?",a,b,c,d\n,,,,\nIs it?,True,False,,\n'
    first, second, third = rows(tmp_path, f"Gimkit Spreadsheet Import Template,,,,\n{HEADER}{told}")
    assert (first.number, first.questions[0].right, first.questions[0].wrong) == (3, ("Hori",), ("Ito",))
    assert (second.questions[0].prompt, second.questions[0].wrong) == ("What, then?", ("b", "c", "d"))
    assert (third.number, third.questions[0].kind) == (6, Kind.TRUEFALSE)


def test_typed_answers(tmp_path: Path) -> None:
    (row,) = rows(
        tmp_path, "Gimkit Spreadsheet Import Template 2,\nQuestion,Correct Answer\nCapital?,Paris\n"
    )
    assert (row.questions[0].kind, row.questions[0].right) == (Kind.TEXT, ("Paris",))


def test_a_title_of_ones_own_and_none(tmp_path: Path) -> None:
    assert len(rows(tmp_path, f"My kit\n{HEADER}Who?,a,b,,\n")) == 1
    assert len(rows(tmp_path, f"{HEADER}Who?,a,b,,\n")) == 1


def test_what_is_refused(tmp_path: Path) -> None:
    told = [row.why for row in rows(tmp_path, f"Kit,,,,\n{HEADER}Who?,,b,,\n,a,b,,\nWho?,a,a,,\n")]
    assert told == [
        "the right answer is empty; write what counts as right",
        "the prompt is empty; write what is asked",
        "the answer “a” stands there twice; each must differ",
    ]


def test_what_it_cannot_carry_is_told() -> None:
    assert GIMKIT.carry is not None
    several = GIMKIT.carry(Question("a", "x", Kind.MULTIPLE, ("a", "b"), ("c",)))
    assert (several.question, several.lost) == (
        None,
        ("it has no place for questions with several right answers",),
    )
    typed = GIMKIT.carry(Question("a", "x", Kind.TEXT, ("a", "b")))
    assert typed.question is not None
    assert (typed.question.right, typed.lost) == (
        ("a",),
        ("only the first 1 of its accepted answers are carried",),
    )
