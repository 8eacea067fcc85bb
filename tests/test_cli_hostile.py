"""Names and texts that would work on a terminal: what is printed is plain, whatever a file is called."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from quiz.cli import run

GOOD = "Who is it?\nA) One\nB) Two\nANSWER: A\n\n"
BAD = "Who\x1b]0;title\x07 is it?\nA) One\n\n"
NAMES = [
    b"a\x1b[31mred.txt",
    b"two\nlines.txt",
    b"a\rb\x08c.txt",
    b"\xff\xfe.txt",
    "right\u202eto left.txt".encode(),
    b"c1\xc2\x9b31m.txt",
]


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path / "data"))


def is_plain(text: str) -> bool:
    return all(sign == "\n" or (sign >= " " and not "\x7f" <= sign < "\xa0") for sign in text)


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [GOOD + BAD, BAD, ""])
def test_no_name_reaches_the_terminal_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: bytes, content: str
) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text(content, encoding="utf-8")
    code = run(["packs", "import", str(path), "--as", "aiken"])
    said = capsys.readouterr()
    assert code == (0 if content.startswith(GOOD) else 2)
    assert is_plain(said.out)
    assert is_plain(said.err)
    assert said.err.count("\n") == (code == 2)
    run(["packs", "import", str(path), "--as", "aiken", "--json"])
    assert json.loads(capsys.readouterr().out)["packs"] is not None


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("verb", [["packs", "lint"], ["packs", "import"], ["generate"], ["restore"]])
def test_what_is_not_there_is_one_plain_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: list[str]
) -> None:
    for name in NAMES:
        assert run([*verb, str(tmp_path / os.fsdecode(name))]) == 2
        said = capsys.readouterr()
        assert is_plain(said.err)
        assert said.err.count("\n") == 1
