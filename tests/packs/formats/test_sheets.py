"""Workbooks: what a person sees in a cell, and what is refused before anything is built of it."""

from __future__ import annotations

import zipfile
from collections import deque
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.packs.formats import sheets
from quiz.packs.formats import workbook as workbook_parts
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


def test_a_formula_with_an_empty_value_was_never_worked_out(tmp_path: Path) -> None:
    (record,) = sheets.rows(workbook(tmp_path / "a.xlsx", [["Who?", "a", "=1+1"]]))
    assert (record.cells, record.changed) == (
        ["Who?", "a"],
        ("a formula in it was never worked out; open and save the file in a spreadsheet",),
    )


def test_a_formula_whose_text_is_empty_was_worked_out(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="str"><f>IF(1,"","a")</f><v></v></c><c r="B1"><v>7</v></c></row>'
    (record,) = sheets.rows(raw(tmp_path / "a.xlsx", sheet_xml(row)))
    assert (record.cells, record.changed) == (["", "7"], ())


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
        ('<row r="99999999999"><c><v>1</v></c></row>', "", "rows"),
        (f'<row><c t="str"><v>{"a" * 5_000_000}</v></c></row>', "", "longer than"),
        ('<row><c r="1A"><v>1</v></c></row>', "", "damaged"),
        ('<row><c t="s"><v>3</v></c></row>', "", "damaged"),
        ('<row><c t="s"><v>x</v></c></row>', "", "damaged"),
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


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def shared(path: Path, texts: str, sheet: str, styles: str = "", folder: str = "") -> Path:
    """A workbook with shared texts and styles of its own."""
    related = f'<Relationships xmlns="{PACKAGE}">' + "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{folder}{target}"/>'
        for kind, target in (
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        )
    )
    related += "</Relationships>"
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="1"/>'
        '<sheets><sheet name="One" sheetId="1" r:id="rworksheet"/></sheets></workbook>'
    )
    return raw(
        path,
        sheet_xml(sheet),
        {
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": related.encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'.encode(),
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'.encode(),
        },
    )


@pytest.mark.parametrize("folder", ["", "/xl/", "..\\xl\\"])
def test_shared_texts_in_runs_without_their_readings(tmp_path: Path, folder: str) -> None:
    texts = (
        "<si><t>監督</t><rPh sb='0' eb='2'><t>かんとく</t></rPh></si>"
        "<si><r><t>a </t></r><r><t>b</t></r></si><si/>"
    )
    row = "<row>{}</row>".format("".join(f'<c t="s"><v>{n}</v></c>' for n in (1, 0, 2, 1)))
    path = shared(tmp_path / "a.xlsx", texts, row, folder=folder)
    assert cells(path) == [["a b", "監督", "", "a b"]]
    assert sheets.head(path) == (("One", (("a b", "監督", "", "a b"),)),)


def test_inline_texts_in_runs_without_their_readings(tmp_path: Path) -> None:
    row = (
        '<row r="2"><c t="inlineStr"><is><r><t>a </t></r><r><rPr/><t>b</t></r><rPh><t>x</t></rPh></is></c>'
        '<c r="D2"><v>abc</v></c><c><v> 7 </v></c></row>'
    )
    (record,) = sheets.rows(raw(tmp_path / "a.xlsx", sheet_xml(row)))
    assert (record.number, record.cells) == (2, ["a b", "", "", "abc", "7"])


def test_the_strict_form_and_prefixes(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    row = "<x:row><x:c><x:v>1</x:v></x:c></x:row>"
    data = f'<x:worksheet xmlns:x="{strict}"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    path = raw(tmp_path / "a.xlsx", "", {"xl/worksheets/sheet1.xml": data.encode()})
    assert cells(path) == [["1"]]


def test_dates_by_format_and_epoch(tmp_path: Path) -> None:
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/>'
        '<numFmt numFmtId="171" formatCode="0.0%"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        "<cellXfs>{}</cellXfs>".format("".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, 170, 171, 4)))
    )
    row = "<row>{}</row>".format(
        "".join(
            f'<c s="{s}"><v>{v}</v></c>' for s, v in ((0, 1), (1, 2), (2, 1.5), (3, 0.125), (4, 5), (1, 1e9))
        )
    )
    (record,) = sheets.rows(shared(tmp_path / "a.xlsx", "", row, styles))
    assert record.cells == ["1", "1904-01-03", "1 day, 12:00:00", "12.5%", "5", "#VALUE!"]
    assert len(record.changed) == 3


def test_many_cells_of_one_text_are_no_bomb(tmp_path: Path) -> None:
    row = "<row>" + '<c t="s"><v>0</v></c>' * 32 + "</row>"
    path = shared(tmp_path / "a.xlsx", f"<si><t>{'ab' * 500_000}</t></si>", row * 200)
    with pytest.raises(FileFault, match="take more than"):
        deque(sheets.rows(path), maxlen=1)


def test_a_part_of_too_many_elements_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "_MOST_ELEMENTS", 1000)
    with pytest.raises(FileFault, match="more parts"):
        list(sheets.rows(raw(tmp_path / "a.xlsx", sheet_xml("<row>" + "<c/>" * 2000 + "</row>"))))


def test_empty_cells_in_masses_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_MOST_IDLE", 1000)
    full = "<row><c><v>1</v></c></row>" * 600
    assert len(cells(raw(tmp_path / "a.xlsx", sheet_xml(full)))) == 600
    with pytest.raises(FileFault, match="more parts"):
        list(sheets.rows(raw(tmp_path / "a.xlsx", sheet_xml("<row><c/></row>" * 600))))


def test_shared_texts_have_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "_MOST_STRINGS", 10)
    with pytest.raises(FileFault, match="texts take more"):
        sheets.head(shared(tmp_path / "a.xlsx", "<si><t>a</t></si>" * 11, ""))


_VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.floats(-1e12, 1e12)
    # What begins like a formula or an error is written as one.
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8).filter(
        lambda text: text[:1] not in {"=", "#"}
    )
    | st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda d: d.replace(microsecond=0))
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_VALUES, min_size=1, max_size=6), min_size=1, max_size=4))
def test_cells_are_what_the_library_sees(tmp_path: Path, table: list[list[object]]) -> None:
    path = workbook(tmp_path / "a.xlsx", table)
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    for record in sheets.rows(path):
        seen = [cell.value for cell in book.active[record.number]]
        for text, value in zip(record.cells, seen, strict=False):
            if value is None or isinstance(value, bool | str):
                assert text == ("" if value is None else str(value))
            elif isinstance(value, int | float):
                assert float(text) == pytest.approx(value, rel=1e-13)
            else:
                assert datetime.fromisoformat(text) == value
        assert all(value in (None, "") for value in seen[len(record.cells) :])
