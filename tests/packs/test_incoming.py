"""A file is opened in the format that it is of, and what is wrong with it is said in its own words."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from quiz.packs.incoming import open_incoming
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused
from tests.packs.formats.workbooks import raw, sheet_xml, workbook


def refusal(path: Path, format: str = "") -> Refused:
    with pytest.raises(Refused) as caught:
        list(open_incoming(path, format))
    return caught.value


@pytest.mark.parametrize("name", ["a.xlsx", "a.bin"])
def test_a_workbook_that_cannot_be_read_says_why(tmp_path: Path, name: str) -> None:
    path = raw(tmp_path / name, sheet_xml("<row><c>"))
    assert refusal(path).name is PackRefusal.FAULTY
    assert str(refusal(path)) == (
        f"{name} cannot be read: it is no workbook, or a damaged one; save it anew as XLSX."
    )


def test_half_a_workbook_says_so_in_plain_words_whatever_its_name(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", [["a"] * 8] * 200).read_bytes()
    for name in ("a.xlsx", "a.csv"):
        (tmp_path / name).write_bytes(whole[: len(whole) // 2])
        told = str(refusal(tmp_path / name))
        assert told == (f"{name} cannot be read: it is no workbook, or a damaged one; save it anew as XLSX.")


COLUMNS = (
    "{} is in no format that is known: no row of it names columns of questions; call them question, "
    "answer, wrong 1, wrong 2 and so on."
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Nr;Was;Stimmt;Punkte\n1;Wer?;Hori;2\n"),
        ("a.txt", "Was;Stimmt;Punkte\nWer?;Hori;2\nWo?;Mars;1\n"),
        ("a.csv", "one\ntwo\n"),
    ],
)
def test_a_table_of_unknown_columns_is_told_which_it_needs(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert str(refusal(path)) == COLUMNS.format(name)


def test_a_workbook_of_something_else_is_told_the_same_and_an_empty_one_is_empty(tmp_path: Path) -> None:
    assert str(refusal(workbook(tmp_path / "a.xlsx", [["Sales", 3]]))) == COLUMNS.format("a.xlsx")
    empty = refusal(workbook(tmp_path / "b.xlsx", []))
    assert str(empty) == "b.xlsx is empty; choose a file that holds questions."


@pytest.mark.parametrize("format", ["", "csv", "anki", "moodle"])
@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_empty_whatever_it_should_be(tmp_path: Path, format: str, data: bytes) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(data)
    assert str(refusal(path, format)) == "empty.csv is empty; choose a file that holds questions."


def test_an_empty_pack_of_ours_is_told_how_one_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.touch()
    assert refusal(path).name is PackRefusal.EMPTY


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


ARTICLE = "save its questions as CSV or XLSX, or make questions out of it as an article"


@pytest.mark.parametrize("format", ["", "csv", "kahoot"])
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", f"a PDF; {ARTICLE}"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture; write its questions into a CSV or XLSX"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a picture; write its questions into a CSV or XLSX"),
        (b"\0\0\0\x18ftypmp42", "a sound or a film; write its questions into a CSV or XLSX"),
        (zipped("[Content_Types].xml", "word/document.xml"), f"a Word document; {ARTICLE}"),
        (
            zipped("collection.anki2", "media"),
            "an Anki package; export its notes from Anki as plain text (.txt)",
        ),
        (zipped("mimetype", "content.xml"), "an OpenDocument file; save it as XLSX or CSV"),
        (zipped("a.csv", "b.csv"), "a zip with no pack in it; unpack it and import the files in it"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",
            "an older Word, Excel or PowerPoint file, or one with a password; save it as XLSX or CSV",
        ),
    ],
)
def test_what_is_no_file_of_questions_is_called_what_it_is(
    tmp_path: Path, data: bytes, what: str, format: str
) -> None:
    path = tmp_path / "fake.csv"
    path.write_bytes(data)
    assert str(refusal(path, format)) == f"fake.csv is {what}."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\0" * 500, "neither a text nor a table; save its questions as CSV or XLSX"),
        (b"\n<!DOCTYPE html><html><p>Who?", f"a web page; {ARTICLE}"),
        (b"{\\rtf1\\ansi Who?}", "a text with formatting (RTF); save its questions as CSV or XLSX"),
    ],
)
def test_what_no_format_knows_is_called_what_it_is(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "fake.csv"
    path.write_bytes(data)
    assert str(refusal(path)) == f"fake.csv is {what}."


def test_a_format_that_was_named_wrongly_gets_one_piece_of_advice(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a;b;c\n1;2;3\n", encoding="utf-8")
    assert str(refusal(path, "csv")) == (
        "odd.csv cannot be read: its first row names no columns; "
        "call them question, answer, wrong 1, wrong 2 and so on."
    )


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.txt", "#separator:tab\nWho?\tHori\nWho?\tHori\n", "stands in line 2 already"),
        ("a.csv", "question,answer\nWho?,Hori\nWho?,Hori\n", "stands in row 2 already"),
        ("a.gift", "Who? {=Hori}\n\nWho? {=Hori}\n", "stands in line 1 already"),
    ],
)
def test_a_question_that_stands_twice_says_where(tmp_path: Path, name: str, text: str, why: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (told,) = [row.why for row in open_incoming(path) if row.why]
    assert why in told
    assert told.endswith("; take one of them out")


@pytest.mark.parametrize("name", ["a.xlsx", "a.quizpack", "a.zip"])
def test_a_zip_of_a_million_names_is_refused_without_reading_them(tmp_path: Path, name: str) -> None:
    entry = struct.pack(
        "<4sHHHHHHLLLHHHHHLL", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0
    )
    names = (entry + b"aa") * 1_000_000
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1, 1, len(names), 30, 0)
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04" + bytes(26) + names + end)
    assert "it lists more than" in str(refusal(path))
