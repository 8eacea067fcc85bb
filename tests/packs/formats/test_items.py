"""Items of big JSON lists: one at a time, damage taking only its own item along."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from quiz.packs.formats.items import MOST_IDLE, Item, Items
from quiz.packs.formats.model import FileFault

A = '{"question": "a"}'
B = '{"question": "b"}'


def items(path: Path, data: str | bytes) -> list[Item]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(Items(path, ("results",), "question"))


def told(found: list[Item]) -> list[str]:
    """The questions of the items, and ! for each that is damaged."""
    return ["!" if item.why else item.value["question"] for item in found]


@pytest.mark.parametrize(
    "text",
    [
        f"[{A},{B}]",
        f'\ufeff \n{{"code": 0, "results": [{A}, {B}], "after": {{"x": [1, {{}}]}}}}',
        f'{{"results": [{A}]}}\n{{"results": []}}{{"results": [{B}]}}',
        f'[{{"results": [{A}]}}, {{"results": [{B}]}}]',
        f"{A}\n{B}\n",
        f"[{A} {B}]",
        f"[{A},,{B},]",
        f'{{"before": "{"x" * 70_000}", "results": [{A},{B}]}}',
        f'{{"before": [{",".join(["{}"] * 40_000)}], "results": [{A},{B}]}}',
        f'{{"results": [{A}], {B}]}}',
    ],
)
def test_lists_and_what_stands_around_them(tmp_path: Path, text: str) -> None:
    assert told(items(tmp_path / "a.json", text)) == ["a", "b"]


def test_what_stands_beside_the_list_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f'{{"code": 5, "title": "T", "results": [{A}], "late": true}}')
    found = Items(path, ("results",), "question")
    assert found.before() == {"code": "5", "title": "T"}
    list(found)
    assert found.beside["late"] is True


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ('{"question": "x" "y"}', "no JSON from"),
        ('{"question": "x, "answer": "y"}', "no JSON from"),
        ('{"question": "x\\\'"}', "no JSON from"),
        ("{question: 1}", "no JSON from"),
        ("nonsense", "no JSON from"),
        (f'{{"question": "{"x" * 70_000}"}}', "64 KB"),
        (f'{{"question": "{"x" * 700_000}"}}', "64 KB"),
        (f'{{"question": {"[" * 60}{"]" * 60}}}', "too deeply"),
        (f'{{"question": {"[" * 10_000}{"]" * 10_000}}}', "too deeply"),
        (f"{'[' * 10_000}{']' * 10_000}", "too deeply"),
        ('{"question": ' + '{"a":' * 10_000 + "1" + "}" * 10_001, "too deeply"),
    ],
)
def test_damage_takes_only_its_own_item_along(tmp_path: Path, damage: str, why: str) -> None:
    found = items(tmp_path / "a.json", f"[{A}, {damage}, {B}]")
    assert told(found) == ["a", "!", "b"]
    assert why in found[1].why


def test_brackets_in_texts_are_no_nesting(tmp_path: Path) -> None:
    text = "[{" * 60
    assert told(items(tmp_path / "a.json", json.dumps([{"question": text}]))) == [text]


@pytest.mark.parametrize(
    "text", [f"[{A}", f"[{A},", f'[{A},{{"question": "b', f'{{"results": [{A},{{"que', f"[{A},{B[:-1]}"]
)
def test_a_truncated_file_gives_its_whole_items_and_one_damage(tmp_path: Path, text: str) -> None:
    found = items(tmp_path / "a.json", text)
    assert told(found) == ["a", "!"]
    assert "the file ends here" in found[1].why


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, codec: str) -> None:
    text = json.dumps([{"question": "é"}, {"question": "b"}], ensure_ascii=False)
    assert told(items(tmp_path / "a.json", text.encode(codec))) == ["é", "b"]


def test_what_is_no_utf8_is_windows_letter_by_letter(tmp_path: Path) -> None:
    found = items(tmp_path / "a.json", b'[{"question": "caf\xe9 \xc3\xa9 \x93a\x94"}, ' + B.encode() + b"]")
    assert told(found) == ["café é “a”", "b"]
    assert "Windows-1252" in found[0].changed[0]
    assert found[1].changed == ()


def test_numbers_are_texts_and_nan_is_nothing(tmp_path: Path) -> None:
    (found,) = items(
        tmp_path / "a.json", f'[{{"question": 007.50e1, "a": NaN, "b": {"9" * 5000}}}]'.replace("007", "7")
    )
    assert found.value == {"question": "7.50e1", "a": None, "b": "9" * 5000}


def test_a_name_that_stands_twice_is_told(tmp_path: Path) -> None:
    found = items(tmp_path / "a.json", f'[{{"question": "x", "question": "y"}}, {B}]')
    assert told(found) == ["y", "b"]
    assert "question" in found[0].changed[0]
    assert found[1].changed == ()


@pytest.mark.parametrize("data", [b"", b"  \n", b"hello", b"\0\0\0\0", b"PK\x03\x04", b'"text"', b"<a>"])
def test_what_is_no_json_is_refused_whole(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FileFault, match="no JSON"):
        items(tmp_path / "a.json", data)


@pytest.mark.parametrize(
    "junk", ["0,", "{},", ",", " , ", "[],", "!,", '{"results":[', "{", '{"', '{"a":0},']
)
def test_endless_junk_ends(tmp_path: Path, junk: str) -> None:
    found = items(tmp_path / "a.json", f"[{A},{junk * 100_000}")
    assert len(found) <= MOST_IDLE + 4
    assert found[0].value == {"question": "a"}
    assert found[-1].why


def test_an_item_of_many_megabytes_ends_the_reading(tmp_path: Path) -> None:
    found = items(tmp_path / "a.json", f'[{A}, {{"question": "{"x" * 40_000_000}"}}, {B}]')
    assert told(found) == ["a", "!", "!"]
    assert "64 KB" in found[1].why
    assert "the rest of the file is not read" in found[2].why


@pytest.mark.parametrize("junk", ["x", "[", " ", "\\", '{"a":', '"', "\0"])
def test_a_line_without_end_is_one_damage(tmp_path: Path, junk: str) -> None:
    found = items(tmp_path / "a.json", f'[{A}, {{"question": "{junk * 3_000_000}')
    assert told(found[:2]) == ["a", "!"]
    assert len(found) < MOST_IDLE


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    item: dict[str, Any] = {"question": "x" * 200, "answer": ["y" * 50] * 4}
    with path.open("w") as file:
        file.write("[" + ",".join([json.dumps(item)] * 20_000) + "]")
    tracemalloc.start()
    try:
        assert sum(1 for _ in Items(path, ("results",), "question")) == 20_000
        assert tracemalloc.get_traced_memory()[1] < path.stat().st_size / 4
    finally:
        tracemalloc.stop()
