"""A file is opened in the format that it is of, and what is wrong with it is said in its own words."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from quiz.packs.incoming import open_incoming
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused
from tests.packs.formats.workbooks import raw, sheet_xml, workbook


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        list(open_incoming(path))
    return caught.value


@pytest.mark.parametrize("name", ["a.xlsx", "a.bin"])
def test_a_workbook_that_cannot_be_read_says_why(tmp_path: Path, name: str) -> None:
    path = raw(tmp_path / name, sheet_xml("<row><c>"))
    assert refusal(path).name is PackRefusal.UNREADABLE
    assert "damaged" in str(refusal(path))


def test_a_workbook_of_something_else_is_of_no_format(tmp_path: Path) -> None:
    assert refusal(workbook(tmp_path / "a.xlsx", [["Sales", 3]])).name is PackRefusal.NO_FORMAT


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
