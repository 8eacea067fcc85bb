"""``quiz packs lint``: findings with their lines, one JSON document, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quiz.cli import run
from quiz.packs.native import parse_pack
from quiz.packs.quizpack import write_quizpack

HEAD = 'format = 1\nid = "mine"\ntitle = "Mine"\nlanguage = "en"\n'


def block(prompt: str, answer: str, wrong: str, name: str) -> str:
    return f'\n[[question]]\nid = "{name}"\nprompt = "{prompt}"\nanswer = "{answer}"\nwrong = ["{wrong}"]\n'


GOOD = block("Who directed Metropolis?", "Fritz Lang", "Paul Leni", "good")
BAD = block("Who directed the series?", "Hori", "Anno", "bad")
WARNED = block("Which is not a planet?", "Pluto", "Mars", "not")
BROKEN = '\n[[question]]\nprompt = "Nothing right"\nwrong = ["Venus"]\n'


def write(folder: Path, text: str, name: str = "mine.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def told(capsys: pytest.CaptureFixture[str]) -> object:
    return json.loads(capsys.readouterr().out)


def test_an_error_is_exit_2_and_names_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, HEAD + GOOD + BAD + WARNED)
    assert run(["packs", "lint", file]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("mine.toml, line 12, error: “the series”")
    assert lines[-1] == "mine.toml: 3 questions, 1 error, 1 warning."
    assert run(["packs", "lint", file, "--json"]) == 2
    assert told(capsys) == {
        "file": file,
        "id": "mine",
        "title": "Mine",
        "questions": 3,
        "errors": 1,
        "warnings": 1,
        "findings": [
            {
                "id": "bad",
                "row": 12,
                "check": "unresolved-reference",
                "level": "error",
                "field": "prompt",
                "text": "“the series” points at something outside the prompt; name it",
            },
            {
                "id": "not",
                "row": 18,
                "check": "not-or-except",
                "level": "warning",
                "field": "prompt",
                "text": "“not” turns the question round; ask for what is so",
            },
        ],
        "refused": [],
        "note": None,
    }


def test_warnings_and_refused_rows_are_exit_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, HEAD + WARNED + BROKEN)
    assert run(["packs", "lint", file, "--json"]) == 0
    document = told(capsys)
    assert isinstance(document, dict)
    assert (document["errors"], document["warnings"], document["refused"][0]["row"]) == (0, 1, 12)
    assert run(["packs", "lint", write(tmp_path, HEAD + BROKEN)]) == 2


def test_several_files_are_one_list_also_when_one_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, HEAD + GOOD)
    assert run(["packs", "lint", str(tmp_path / "gone.toml"), file, "--json"]) == 2
    caught = capsys.readouterr()
    gone, good = json.loads(caught.out)
    assert gone["error"] == caught.err.strip() == "gone.toml is not there; check the name."
    assert (good["questions"], good["errors"]) == (1, 0)
    assert run(["packs", "lint", file]) == 0


ARTICLE = HEAD + 'article = "articles/a.md"\n' + GOOD + 'evidence = "Fritz Lang made it."\n'


@pytest.mark.parametrize(("text", "errors", "note"), [
    ("Fritz Lang made it.", 0, False),
    ("Murnau made it.", 1, False),
    (None, 0, True),
])  # fmt: skip
def test_evidence_is_looked_up_in_the_article_beside_the_file(
    text: str | None, errors: int, note: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, ARTICLE)
    if text is not None:
        (tmp_path / "articles").mkdir()
        write(tmp_path / "articles", text, "a.md")
    assert run(["packs", "lint", file, "--json"]) == (2 if errors else 0)
    document = told(capsys)
    assert isinstance(document, dict)
    assert document["errors"] == errors
    assert bool(document["note"]) is note
    zipped = tmp_path / "mine.quizpack"
    write_quizpack(parse_pack(ARTICLE.encode()).pack, tmp_path, zipped)
    assert run(["packs", "lint", str(zipped), "--json"]) == (2 if errors else 0)
    document = told(capsys)
    assert isinstance(document, dict)
    assert (document["errors"], bool(document["note"])) == (errors, note)


def test_a_missing_article_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["packs", "lint", write(tmp_path, ARTICLE)]) == 0
    assert "articles/a.md” is not there" in capsys.readouterr().out


def test_nothing_is_opened_or_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path / "data"))
    assert run(["packs", "lint", write(tmp_path, HEAD + GOOD)]) == 0
    assert not (tmp_path / "data").exists()
