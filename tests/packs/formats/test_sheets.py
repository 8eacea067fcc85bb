"""Workbooks: what a person sees in a cell, and what is refused before anything is built of it."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from quiz.packs.formats import sheets
from quiz.packs.formats.model import FileFault
from tests.packs.formats.workbooks import raw, sheet_xml, workbook


def cells(path: Path) -> list[list[str]]:
    return [record.cells for record in sheets.rows(path)]


def test_values_are_what_a_person_sees(tmp_path: Path) -> None:
    row = [5.0, 0.1 + 0.2, 12, True, False, "text", 1e20, None, -3.5]
    assert cells(workbook(tmp_path / "a.xlsx", [row])) == [
        ["5", "0.3", "12", "True", "False", "text", "100000000000000000000", "", "-3.5"]
    ]


def test_percents_show_as_percents(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = 0.5, 0.125
    sheet["A1"].number_format, sheet["B1"].number_format = "0%", "0.00%"
    book.save(tmp_path / "a.xlsx")
    assert cells(tmp_path / "a.xlsx") == [["50%", "12.50%"]]


def test_dates_are_read_and_told(tmp_path: Path) -> None:
    row = [date(1990, 3, 12), datetime(1990, 3, 12, 4, 5), time(4, 5)]
    (record,) = sheets.rows(workbook(tmp_path / "a.xlsx", [row]))
    assert record.cells == ["1990-03-12", "1990-03-12 04:05:00", "04:05:00"]
    assert "a cell of it holds a date, which was read as 1990-03-12" in record.changed


def test_rows_keep_their_numbers_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    found = list(sheets.rows(workbook(tmp_path / "a.xlsx", [["a"], [], [None, "b"]])))
    assert [(record.number, record.cells) for record in found] == [(1, ["a"]), (3, ["", "b"])]


def test_codes_for_signs_that_xml_cannot_hold(tmp_path: Path) -> None:
    assert cells(workbook(tmp_path / "a.xlsx", [["one_x000D_\ntwo"]])) == [["one\r\ntwo"]]


def test_an_error_and_a_formula_without_a_value_are_told(tmp_path: Path) -> None:
    row = (
        '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><f>1+1</f></c>'
        '<c r="C2"><f>1</f><v>7</v></c></row>'
    )
    (record,) = sheets.rows(raw(tmp_path / "a.xlsx", sheet_xml(row)))
    assert record.cells == ["#REF!", "", "7"]
    assert record.changed == (
        "a cell of it holds the error #REF!",
        "a formula in it was never worked out; open and save the file in a spreadsheet",
    )


def test_texts_stay_texts_whatever_they_begin_with(tmp_path: Path) -> None:
    told = ["=1+1", '=HYPERLINK("http://x")', "+1", "@a", "#N/A", "_x0041_", "<b>", "TRUE", "  a\nb"]
    with (tmp_path / "a.xlsx").open("wb") as out:
        sheets.write_rows("Sheet1", [told], out)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert {cell.data_type for cell in sheet[1]} == {"s"}
    assert cells(tmp_path / "a.xlsx") == [told]


@pytest.mark.parametrize(
    ("data", "before", "why"),
    [
        ("", '<!DOCTYPE a [<!ENTITY b "c">]>', "declares entities"),
        ("", '<!DOCTYPE a SYSTEM "file:///etc/passwd">', "declares entities"),
        ("<a>" * 10_000 + "</a>" * 10_000, "", "nested deeper"),
        ("<row>" + "<c/>" * 200_000 + "</row>", "", "more parts"),
        ("<x/>" * 200_000, "", "more parts"),
        ('<row r="99999999999"><c><v>1</v></c></row>', "", "rows"),
        (f'<row><c t="str"><v>{"a" * 5_000_000}</v></c></row>', "", "longer than"),
        ("<row><c><v>abc</v></c></row>", "", "damaged"),
        ("<row><c>", "", "damaged"),
    ],
)
def test_what_is_a_danger_or_damaged_is_refused(tmp_path: Path, data: str, before: str, why: str) -> None:
    with pytest.raises(FileFault, match=why):
        list(sheets.rows(raw(tmp_path / "a.xlsx", sheet_xml(data, before), packed=False)))


def test_a_bomb_a_way_out_and_a_name_twice_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="times its size"):
        sheets.head(raw(tmp_path / "a.xlsx", sheet_xml(" " * 3_000_000)))
    with pytest.raises(FileFault, match="leads out"):
        sheets.head(raw(tmp_path / "b.xlsx", sheet_xml(""), {"../../a.xml": b"<a/>"}))
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(raw(tmp_path / "c.xlsx", sheet_xml("")), "a") as archive,
    ):
        archive.writestr("xl/workbook.xml", b"<a/>")
    with pytest.raises(FileFault, match="twice"):
        sheets.head(tmp_path / "c.xlsx")


def test_no_workbook_and_half_of_one_are_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", [["a"] * 8] * 200).read_bytes()
    for n, data in enumerate((b"PK\x03\x04", whole[: len(whole) // 2], b"PK\x03\x04" + bytes(5000))):
        path = tmp_path / f"{n}.xlsx"
        path.write_bytes(data)
        with pytest.raises(FileFault, match="no workbook"):
            sheets.head(path)
