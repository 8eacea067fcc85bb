"""Lines of text files: every one of them, in any encoding, cut where they are too long."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from quiz.packs.formats import lines as module
from quiz.packs.formats.lines import MOST_LINE, Line, lines
from quiz.packs.formats.model import FileFault


def found(path: Path, data: bytes) -> list[Line]:
    path.write_bytes(data)
    return list(lines(path))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_ends_and_encodings(tmp_path: Path, end: str, codec: str) -> None:
    texts = ["Who wrote it?", "", "堀 元宣", "The last of them is long enough."] * 30
    made = found(tmp_path / "a", end.join(texts).encode(codec))
    assert [line.text for line in made] == texts
    assert [line.number for line in made] == list(range(1, len(texts) + 1))
    assert not any(line.guessed or line.cut for line in made)


def test_a_line_that_is_no_utf_8_takes_no_other_along(tmp_path: Path) -> None:
    made = found(tmp_path / "a", "é\n".encode() + "caf\xe9\n".encode("latin-1") + "ü".encode())
    assert made == [Line(1, "é"), Line(2, "café", True), Line(3, "ü")]


@pytest.mark.parametrize("size", [MOST_LINE - 1, MOST_LINE, MOST_LINE + 1, 3 * MOST_LINE, 40 * MOST_LINE])
@pytest.mark.parametrize("before", ["", "first\n", "x" * 60_000 + "\n"])
def test_a_long_line_is_cut_and_the_next_one_is_whole(tmp_path: Path, size: int, before: str) -> None:
    made = found(tmp_path / "a", f"{before}{'y' * size}\nlast\nend".encode())
    assert [line.text for line in made[-2:]] == ["last", "end"]
    assert len(made) == 3 + bool(before)
    long = made[-3]
    assert (len(long.text), long.cut) == (min(size, MOST_LINE), size > MOST_LINE)


@pytest.mark.parametrize("seed", range(20))
def test_any_file_has_the_lines_that_python_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)
    monkeypatch.setattr(module, "_CHUNK", dice.randrange(1, 40))
    data = "".join(dice.choice(["a", "bc", "é", "\n", "\r\n", "\r", " "]) for _ in range(300))
    made = [line.text for line in found(tmp_path / "a", data.encode())]
    wanted = data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # Nothing hangs on how many empty lines stand at the end.
    assert "\n".join(made).rstrip("\n") == "\n".join(wanted).rstrip("\n")


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileFault):
        found(tmp_path / "a", b"abc\0def" * 100)


@pytest.mark.parametrize("blank", ["\n", " \n", "\t \n", "\r\n"])
def test_blank_lines_in_masses_are_counted_and_passed_over(tmp_path: Path, blank: str) -> None:
    made = found(tmp_path / "a", f"first\n{blank * 600_000}last\nend".encode())
    texts = [(line.number, line.text) for line in made if line.text.strip()]
    assert texts == [(1, "first"), (600_002, "last"), (600_003, "end")]
    assert len(made) < 200_000
