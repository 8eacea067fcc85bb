"""``quiz generate``: one document, a pack that plays, the same bytes twice, and plain sentences."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from quiz.cli import run
from quiz.packs.native import read_pack
from tests.app.test_generation import check_document
from tests.article.samples import ALL, GERMAN, JAPANESE, NEWS, OPINION, PREVIEW


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path, PREVIEW)


def write(folder: Path, content: str, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


class Stdin:
    """Standard input with these bytes."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    caught = capsys.readouterr()
    assert caught.err == ""
    return json.loads(caught.out)


@pytest.mark.parametrize("name", ALL)
def test_json_is_one_document_of_the_specifications_shape(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, ALL[name])
    assert run(["generate", str(path), "--json"]) == 0
    document = printed(capsys)
    check_document(document, ALL[name])
    assert document["text_sha256"] == hashlib.sha256(ALL[name].encode()).hexdigest()
    assert len(document["questions"]) >= 5


def test_the_same_bytes_twice(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outs = []
    for line in ([], [], ["--seed", "0"], ["--seed", "9"]):
        assert run(["generate", str(file), "--json", *line]) == 0
        outs.append(capsys.readouterr().out)
    assert outs[0] == outs[1] == outs[2] != outs[3]


def test_a_pack_is_written_that_lints_imports_and_reads(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "drafts.toml"
    assert run(["generate", str(file), "-o", str(pack), "--json"]) == 0
    document = printed(capsys)
    assert run(["packs", "lint", str(pack), "--json"]) == 0
    linted = printed(capsys)
    assert (linted["errors"], linted["questions"]) == (0, len(document["questions"]))
    assert run(["packs", "import", str(pack), "--json"]) == 0
    [taken] = printed(capsys)["packs"]
    assert (taken["taken"], taken["refused"]) == (len(document["questions"]), [])
    loaded = read_pack(pack)
    assert [question.id for question in loaded.pack.questions] == [q["id"] for q in document["questions"]]
    assert loaded.pack.head.text_sha256 == document["text_sha256"]
    assert run(["packs", "import", str(pack), "--json"]) == 0
    assert printed(capsys)["packs"][0]["taken"] == len(document["questions"])


def test_nothing_goes_into_the_bank(file: Path, tmp_path: Path, data: Path) -> None:
    assert run(["generate", str(file), "-o", str(tmp_path / "drafts.toml")]) == 0
    assert not data.exists()


def test_the_summary_says_what_came_out_and_where_it_is(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "drafts.toml"
    assert run(["generate", str(file), "-o", str(pack)]) == 0
    caught = capsys.readouterr()
    lines = caught.out.splitlines()
    assert lines[0].startswith("Cobalt Vesna: ")
    assert str(pack) in lines[-2]
    assert caught.err == ""


def test_standard_input_gives_what_the_file_gives(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["generate", str(file), "--json"]) == 0
    from_file = capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", Stdin(PREVIEW.encode()))
    assert run(["generate", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["questions"] == json.loads(from_file)["questions"]


def test_the_text_that_offsets_count_in_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, copy = tmp_path / "article.txt", tmp_path / "copy.txt"
    path.write_bytes(b"\xef\xbb\xbf" + NEWS.replace("\n", "\r\n").encode())
    assert run(["generate", str(path), "--text", str(copy), "--json"]) == 0
    document = printed(capsys)
    content = copy.read_bytes().decode()
    assert content == NEWS
    assert document["text_sha256"] == hashlib.sha256(copy.read_bytes()).hexdigest()
    check_document(document, content)


@pytest.mark.parametrize(("content", "language", "note"), [
    (GERMAN, "de", "not in English"),
    (JAPANESE, "ja", "not in English"),
    (OPINION, "en", "too few facts"),
    ("Hello there, this is all that is in it.\n", "en", "too few facts"),
])  # fmt: skip
def test_a_text_that_holds_no_quiz_is_exit_0_and_a_note(
    content: str, language: str, note: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, pack = write(tmp_path, content), tmp_path / "drafts.toml"
    assert run(["generate", str(path), "-o", str(pack), "--json"]) == 0
    document = printed(capsys)
    assert (document["language"], document["questions"]) == (language, [])
    assert note in document["note"]
    assert not pack.exists()
    assert run(["generate", str(path)]) == 0
    assert note in capsys.readouterr().out


@pytest.mark.parametrize(("name", "content", "said"), [
    ("gone.txt", None, "is not there"),
    ("empty.txt", b"", "holds no text"),
    ("blank.txt", b" \n\n\t", "holds no text"),
    ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "cannot be read"),
    (".", None, "is a folder"),
])  # fmt: skip
def test_what_cannot_be_read_is_one_sentence_and_exit_2(
    name: str, content: bytes | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert run(["generate", str(path)]) == 2
    caught = capsys.readouterr()
    assert caught.out == ""
    [sentence] = caught.err.splitlines()
    assert said in sentence
    assert run(["generate", str(path), "--json"]) == 2
    caught = capsys.readouterr()
    document = json.loads(caught.out)
    assert document["error"] == caught.err.strip() == sentence
    assert document["questions"] == []


@pytest.mark.parametrize("where", ["-o", "--text"])
def test_where_nothing_can_be_written_it_is_said_once_and_nothing_is_left(
    where: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for target in (tmp_path / "no folder" / "drafts.toml", tmp_path):
        assert run(["generate", str(file), where, str(target)]) == 2
        caught = capsys.readouterr()
        assert caught.out == ""
        [sentence] = caught.err.splitlines()
        assert "cannot be written" in sentence
        assert run(["generate", str(file), where, str(target), "--json"]) == 2
        caught = capsys.readouterr()
        document = json.loads(caught.out)
        assert document["error"] == caught.err.strip() == sentence
        assert len(document["questions"]) >= 5
    assert list(tmp_path.iterdir()) == [file]


def test_an_old_pack_stays_where_a_new_one_cannot_be_made(tmp_path: Path) -> None:
    pack = write(tmp_path, "mine", "drafts.toml")
    assert run(["generate", str(write(tmp_path, OPINION)), "-o", str(pack)]) == 0
    assert pack.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("line", [["--seed", "-1"], ["--seed", "x"], ["--seed", str(1 << 63)], ["-o"]])
def test_a_faulty_line_is_exit_2(line: list[str], file: Path) -> None:
    with pytest.raises(SystemExit) as left:
        run(["generate", str(file), *line])
    assert left.value.code == 2


def test_markdown_and_html_are_read_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paragraphs = PREVIEW.strip().split("\n\n")
    markdown = write(tmp_path, "# Cobalt Vesna is Coming\n\n" + PREVIEW, "article.md")
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    page = f"<html><head><title>Cobalt Vesna</title></head><body><article>{body}</article></body></html>"
    html = write(tmp_path, page, "article.html")
    plain = {q["prompt"] for q in made_of(write(tmp_path, PREVIEW), capsys)["questions"]}
    for path in (markdown, html):
        document = made_of(path, capsys)
        assert len({q["prompt"] for q in document["questions"]} & plain) >= len(plain) // 2


def made_of(path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    assert run(["generate", str(path), "--json"]) == 0
    return printed(capsys)
