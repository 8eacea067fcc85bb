"""Blooket's CSV, as its template, people's spreadsheets and other programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.core.kinds import Kind
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.model import Row
from quiz.packs.formats.reading import ForeignReader
from tests.packs.formats.workbooks import workbook

BLOOKET = format_of("blooket")
TOP = (
    '"Blooket\nImport Template",,,,,,,{more}\n'
    'Question #,Question Text,Answer 1,Answer 2,"Answer 3\n(Optional)","Answer 4\n(Optional)",'
    '"Time Limit (sec)\n(Max: 300 seconds)","Correct Answer(s)\n(Only include Answer #)"{more}\n'
)


def rows(tmp_path: Path, data: str) -> list[Row]:
    path = tmp_path / "a.csv"
    path.write_bytes(data.encode())
    assert recognised(path) is BLOOKET
    return list(ForeignReader(path, BLOOKET))


def test_the_template(tmp_path: Path) -> None:
    told = '1,Who?,Hori,Ito,,,20,1\n2,Which?,a,b,c,d,20,"1,3"\n3,,,,,,,\n4,,,,,,20,\n'
    first, second = rows(tmp_path, TOP.format(more="") + told)
    assert (first.number, first.questions[0].right, first.changed) == (3, ("Hori",), ())
    assert (second.number, second.questions[0].right) == (4, ("a", "c"))


def test_the_template_of_26_columns_with_crlf(tmp_path: Path) -> None:
    data = (TOP.format(more="," * 18) + "1,Who?,Hori,Ito,,,20,2" + "," * 18 + "\n").replace("\n", "\r\n")
    (row,) = rows(tmp_path, data)
    assert row.questions[0].right == ("Ito",)


def test_semicolons(tmp_path: Path) -> None:
    data = TOP.format(more="").replace(",", ";") + '1;"Wer, wie, was?";Hori;Ito;;;20;1,2\n'
    (row,) = rows(tmp_path, data)
    assert (row.questions[0].prompt, row.questions[0].kind) == ("Wer, wie, was?", Kind.MULTIPLE)


def test_two_right_answers_without_quotation_marks(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, TOP.format(more="") + "1,Which?,a,b,c,d,20,1,3\n")
    assert row.questions[0].right == ("a", "c")


@pytest.mark.parametrize("right", ["", '"1,2"'])
def test_typed_answers(tmp_path: Path, right: str) -> None:
    (row,) = rows(tmp_path, TOP.format(more=",,") + f"1,Solve,14,x=14,,,60,{right},,typing\n")
    assert (row.questions[0].kind, row.questions[0].right) == (Kind.TEXT, ("14", "x=14"))
    assert row.changed == ("its time limit of 60 s is not kept; the round has its own",)


def test_without_the_title_and_as_a_workbook(tmp_path: Path) -> None:
    answers = [f"Answer {n}" for n in range(1, 5)]
    header = ["Question #", "Question Text", *answers, "Time Limit (sec)", "Correct Answer(s)"]
    path = workbook(tmp_path / "a.xlsx", [header, [1, "Who?", "Hori", "Ito", None, None, 20, 1]])
    assert recognised(path) is BLOOKET
    (row,) = ForeignReader(path, BLOOKET)
    assert (row.number, row.questions[0].right) == (2, ("Hori",))


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("1,Who?,a,b,,,20,", "no right answer is given"),
        ("1,Who?,a,b,,,20,4", "is none of its choices"),
        ("1,,a,b,,,20,1", "the prompt is empty"),
        ('1,"Who?,a,b,,,20,1', "not closed"),
    ],
)
def test_what_is_refused(tmp_path: Path, cells: str, why: str) -> None:
    bad, good = rows(tmp_path, TOP.format(more="") + f"{cells}\n2,Who else?,a,b,,,20,2\n")
    assert why in bad.why
    assert (bad.number, good.number, good.questions[0].right) == (3, 4, ("b",))


def test_no_cell_becomes_a_formula(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, TOP.format(more="") + "1,'=1+1,'+a,-3,,,20,1\n")
    assert (row.questions[0].prompt, row.questions[0].right, row.questions[0].wrong) == (
        "=1+1",
        ("+a",),
        ("-3",),
    )
