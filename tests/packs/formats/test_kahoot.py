"""Kahoot's spreadsheets, as its templates over the years and other programs write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from quiz.core.kinds import Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.model import Row
from quiz.packs.formats.reading import ForeignReader
from quiz.words import Refused
from tests.packs.formats.workbooks import workbook

KAHOOT = format_of("kahoot")
HEADER = [
    None,
    "Question - max 120 characters",
    *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
]
TOP: list[list[Any]] = [[], [None, "Quiz template"], [None, "Add questions, and so on"], [], [], [], []]


def rows(
    tmp_path: Path, *told: list[Any], header: list[Any] = HEADER, top: list[list[Any]] = TOP
) -> list[Row]:
    path = workbook(tmp_path / "a.xlsx", [*top, header, *told])
    assert recognised(path) is KAHOOT
    return list(ForeignReader(path, KAHOOT))


def one(tmp_path: Path, *told: Any) -> Row:
    (row,) = rows(tmp_path, [1, *told])
    return row


def test_the_template(tmp_path: Path) -> None:
    first, second, third = rows(
        tmp_path,
        [1, "Who directs it?", "Hori", "Ito", "Sato", None, 20, 1],
        [2, "Which are primes?", 2, 3, 4, 5.0, 20, "1,2, 4"],
        [3, "Is it noir?", "True", "False", None, None, 20, "1"],
        [4, None, None, None, None, None, 20, None],
        [5],
    )
    assert (first.number, first.changed, first.why) == (9, (), "")
    assert first.questions[0].right == ("Hori",)
    assert first.questions[0].wrong == ("Ito", "Sato")
    assert second.questions[0].kind is Kind.MULTIPLE
    assert (second.questions[0].right, second.questions[0].wrong) == (("2", "3", "5"), ("4",))
    assert (third.questions[0].kind, third.questions[0].right) == (Kind.TRUEFALSE, ("true",))


def test_booleans_of_the_spreadsheet_are_true_and_false(tmp_path: Path) -> None:
    row = one(tmp_path, "Is it?", True, False, None, None, 20, 2)
    assert (row.questions[0].kind, row.questions[0].right) == (Kind.TRUEFALSE, ("false",))


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        (1.3, ("a", "c")),
        (13, ("a", "c")),
        ("1;3", ("a", "c")),
        ("1 and 3", ("a", "c")),
        ("Answer 3", ("c",)),
        (2.0, ("b",)),
    ],
)
def test_what_spreadsheets_make_of_right_answers(
    tmp_path: Path, right: Any, expected: tuple[str, ...]
) -> None:
    assert one(tmp_path, "Which?", "a", "b", "c", "d", 20, right).questions[0].right == expected


def test_a_time_limit_of_its_own_is_told(tmp_path: Path) -> None:
    told = one(tmp_path, "Who?", "a", "b", None, None, 60, 1).changed
    assert told == ("its time limit of 60 s is not kept; the round has its own",)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["Who?", "a", "b", None, None, 20, None], "no right answer is given"),
        (["Who?", "a", "b", None, None, 20, 5], "is none of its choices"),
        (["Who?", "a", "b", None, None, 20, 3], "is none of its choices"),
        (["Who?", "a", "b", None, None, 20, "x"], "is none of its choices"),
        ([None, "a", "b", None, None, 20, 1], "the prompt is empty"),
        (["Who?", "a", None, None, None, 20, 1], "1 to 5 wrong answers"),
        (["Who?", "a", "a", None, None, 20, 1], "stands there twice"),
    ],
)
def test_what_is_refused(tmp_path: Path, cells: list[Any], why: str) -> None:
    row = one(tmp_path, *cells)
    assert why in row.why
    assert not row.questions


def test_a_bad_row_does_not_stop_the_rest(tmp_path: Path) -> None:
    bad, good = rows(tmp_path, [1, "Who?", "a"], [2, "Who else?", "a", "b", None, None, 20, 1])
    assert (bool(bad.why), bool(good.questions), good.number) == (True, True, 10)


@pytest.mark.parametrize(
    "header",
    [
        [None, "Frage – max. 120 Zeichen", *(f"Antwort {n} – max. 75 Zeichen" for n in range(1, 5)),
         "Zeitlimit (Sek.) – 5, 10, 20, 30, 60, 90, 120 oder 240 Sek.", "Richtige Antwort(en)"],
        [None, "質問 - 最大120文字", *(f"回答 {n} - 最大75文字" for n in range(1, 5)),
         "制限時間 (秒) – 5, 10, 20, 30, 60, 90, 120", "正解 - 少なくとも1つ"],
        [None, "Question - max 95 characters", *(f"Answer {n} - max 60 characters" for n in range(1, 5)),
         "Time limit (sec) – 5, 10, 20, 30, 60, 90 or 120 secs", "Correct answer(s) - choose at least one"],
    ],
)  # fmt: skip
def test_templates_in_other_words(tmp_path: Path, header: list[Any]) -> None:
    (row,) = rows(tmp_path, [1, "Who?", "a", "b", None, None, 20, 2], header=header)
    assert row.questions[0].right == ("b",)


def test_a_header_in_the_first_row(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, ["Who?", "a", "b", None, None, 20, 2], header=HEADER[1:], top=[])
    assert (row.number, row.questions[0].right) == (2, ("b",))


def test_a_report_is_refused_by_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Noir", None])
    book.create_sheet("Final Scores").append(["Rank", "Player", "Total Score (points)"])
    book.create_sheet("RawReportData Data").append(["Question Number", "Question", "Answer 1", "Answer 2"])
    path = tmp_path / "report.xlsx"
    book.save(path)
    assert recognised(path) is KAHOOT
    with pytest.raises(Refused, match="Kahoot's report on a game"):
        ForeignReader(path, KAHOOT)


def test_another_workbook_is_not_taken(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Name", "Price"], ["Tea", 3]])
    assert recognised(path) is None
    with pytest.raises(Refused, match="names a question and its answers"):
        ForeignReader(path, KAHOOT)


def test_what_it_cannot_carry_is_told() -> None:
    assert KAHOOT.carry is not None
    long = KAHOOT.carry(Question("a", "x" * 121, Kind.CHOICE, ("a",), ("b",)))
    assert (long.question, long.lost) == (None, ("its prompt has more than the 120 characters of Kahoot",))
    answer = KAHOOT.carry(Question("a", "x", Kind.CHOICE, ("🎮" * 38,), ("b",)))
    assert (answer.question, answer.lost) == (
        None,
        ("an answer of it has more than the 75 characters of Kahoot",),
    )
    typed = KAHOOT.carry(Question("a", "x", Kind.TEXT, ("a",)))
    assert (typed.question, typed.lost) == (None, ("it has no place for questions of the kind text",))
    many = KAHOOT.carry(Question("a", "x", Kind.CHOICE, ("a",), tuple("bcdef")))
    assert many.question is not None
    assert (many.question.wrong, many.lost) == (
        tuple("bcd"), ("only the first 3 of its wrong answers are carried",)
    )  # fmt: skip


def test_it_is_written_like_the_template(tmp_path: Path) -> None:
    assert KAHOOT.write is not None
    path = tmp_path / "a.xlsx"
    questions = [Question("a", "=1+1", Kind.CHOICE, ("2",), ("3",))] * 2
    with path.open("wb") as out:
        KAHOOT.write(PackHead("noir", "Noir"), questions, out, lambda name: None)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    told = list(sheet.iter_rows(values_only=True))
    assert told[7] == tuple(HEADER)
    assert [row[7] for row in told[8:]] == ["1", "2"]
    assert sheet["B9"].data_type == "s"


def test_a_prompt_that_is_a_formula_without_a_value_is_refused_as_that(tmp_path: Path) -> None:
    row = one(tmp_path, "=1+1", "2", "3", None, None, 20, 1)
    assert row.why == (
        "the prompt is empty; write what is asked; "
        "a formula in it was never worked out; open and save the file in a spreadsheet"
    )
