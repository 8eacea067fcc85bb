"""The command: results on standard output, one plain sentence on standard error, and the exit code."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quiz.app.demo import play_history
from quiz.app.library import load_shipped
from quiz.app.play import Setup, begin
from quiz.app.workshop import Workshop, blank
from quiz.bank.bank import open_bank
from quiz.cli import run
from quiz.core.rules import Rules
from quiz.packs.formatnames import FORMATS, GIVEN
from tests.mediamaking import png

PACK = """format = 1
id = "mine"
title = "Mine"
language = "en"

[[question]]
prompt = "On which planet?"
answer = "Mars"
wrong = ["Venus", "Titan"]

[[question]]
prompt = "Nothing right"
wrong = ["Venus"]
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_import_takes_the_good_and_says_which_line_was_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(PACK, encoding="utf-8")
    assert run(["packs", "import", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    pack = told["packs"][0]
    assert (pack["id"], pack["taken"], pack["update"]) == ("mine", 1, None)
    assert pack["refused"][0]["row"] == 2
    assert run(["packs", "import", str(file)]) == 0
    assert "mine.toml, line 11" in capsys.readouterr().out


@pytest.mark.parametrize("line", [
    ["packs", "import", "nowhere.toml"],
    ["packs", "export", "no-such-pack", "out.toml"],
    ["packs", "export", "metallic-rouge", "out.pdf"],
    ["packs", "remove", "no-such-pack"],
    ["scores", "--player", "Nobody"],
    ["scores", "--mode", "chess"],
    ["scores", "--pack", "no-such-pack"],
    ["restore", "nowhere.db"],
    ["play", "--terminal", "--challenge", "abc"],
    ["play", "--terminal", "--count", "0"],
    ["play", "--terminal", "--challenge", ""],
    ["play", "--challenge", "0000-0000-0000-0000", "--mode", "daily"],
    ["play", "--mode", "daily", "--count", "5"],
    ["play", "--mode", "daily", "--seed", "5"],
    ["demo", "--pictures", "/dev/null/pictures"],
])  # fmt: skip
def test_what_cannot_be_done_is_one_sentence_and_exit_2(
    line: list[str],
    data: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(line) == 2
    caught = capsys.readouterr()
    assert caught.out == ""
    assert len(caught.err.strip().splitlines()) == 1
    assert caught.err.strip().endswith(".")


@pytest.mark.parametrize("line", [
    ["chess"],
    ["packs"],
    ["play", "--count", "many"],
    ["play", "--seed", str(1 << 63)],
    ["demo", "--size", "wide"],
])  # fmt: skip
def test_a_line_that_is_none_gets_one_sentence(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(line)
    assert left.value.code == 2
    caught = capsys.readouterr()
    assert (caught.out, caught.err.count("\n")) == ("", 1)


@pytest.mark.parametrize("line", [
    ["scores", "--player", "Nobody", "--json"],
    ["packs", "remove", "no-such-pack", "--json"],
    ["packs", "export", "no-such-pack", "out.toml", "--json"],
    ["packs", "import", "--as", "chess", "out.toml", "--json"],
    ["generate", "nowhere.txt", "--json"],
])  # fmt: skip
def test_with_json_a_failure_is_a_document_too(
    line: list[str], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line) == 2
    caught = capsys.readouterr()
    assert json.loads(caught.out)["error"] == caught.err.strip()


def test_a_shipped_pack_that_was_removed_stays_away_until_it_is_imported(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "kept.toml"
    assert run(["packs", "export", "studio-bones", str(out)]) == 0
    assert run(["packs", "remove", "studio-bones"]) == 0
    capsys.readouterr()
    run(["packs", "list", "--json"])
    assert "studio-bones" not in capsys.readouterr().out
    assert run(["packs", "import", str(out)]) == 0
    capsys.readouterr()
    run(["packs", "list", "--json"])
    assert "studio-bones" in capsys.readouterr().out


@pytest.mark.parametrize("line", [
    ["--data", "there", "packs", "import", "mine.toml"],
    ["packs", "--data", "there", "import", "mine.toml"],
    ["packs", "import", "mine.toml", "--data", "there"],
    ["packs", "import", "--data=there", "mine.toml"],
    ["--data", "elsewhere", "packs", "import", "mine.toml", "--data", "there"],
])  # fmt: skip
def test_the_folder_may_stand_before_the_verb_or_behind_it(
    line: list[str], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text(PACK, encoding="utf-8")
    assert run(line) == 0
    assert Path("there", "bank.db").exists()
    assert not data.exists()
    assert not Path("elsewhere").exists()


def helped(capsys: pytest.CaptureFixture[str], *verb: str) -> str:
    """The help of a verb, its lines run together."""
    with pytest.raises(SystemExit) as left:
        run([*verb, "--help"])
    assert left.value.code == 0
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("verb", [
    ["play"], ["demo"], ["generate"], ["scores"], ["backup"], ["restore"], ["doctor"], ["packs"],
    ["packs", "list"], ["packs", "import"], ["packs", "export"], ["packs", "lint"], ["packs", "remove"],
])  # fmt: skip
def test_every_verb_s_help_tells_of_the_folder(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "--data DIR keep settings and bank in this folder" in helped(capsys, *verb)


def test_the_help_names_the_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert ", ".join(FORMATS) in helped(capsys, "packs", "import")
    assert ", ".join(GIVEN) in helped(capsys, "packs", "export")


def test_backup_is_never_written_over_the_bank(data: Path) -> None:
    run(["packs", "list"])
    assert run(["backup", str(data / "bank.db")]) == 2
    assert run(["backup", str(data / "copy.db")]) == 0
    assert run(["restore", str(data / "copy.db")]) == 0
    assert run(["doctor"]) == 0


def test_an_emptied_bank_with_backups_is_broken_not_new(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["packs", "list"])
    (data / "backups").mkdir(exist_ok=True)
    run(["backup", str(data / "backups" / "bank-20260101-120000.db")])
    (data / "bank.db").write_bytes(b"")
    capsys.readouterr()
    run(["doctor"])
    assert "broken" in capsys.readouterr().out
    assert (data / "bank.db").exists()
    assert run(["scores"]) == 2
    assert "backup" in capsys.readouterr().err


def test_the_doctor_tells_what_it_cannot_read(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.mkdir(parents=True, exist_ok=True)
    (data / "settings.toml").write_text("theme = dark", encoding="utf-8")
    (data / "bank.db").mkdir()
    assert run(["doctor", "--json"]) == 0
    settings, bank = json.loads(capsys.readouterr().out)["problems"]
    assert "settings.toml cannot be read" in settings
    assert "folder" in bank


def test_scores_as_json_and_csv(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scores", "--json", "--csv", str(tmp_path / "s.csv")]) == 0
    assert json.loads(capsys.readouterr().out) == {"boards": [], "rounds": []}
    assert (tmp_path / "s.csv").read_text().startswith("id,player,packs")


def test_scores_for_people_name_packs_by_their_titles_and_say_what_was_not_finished(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["packs", "list"])
    with closing(open_bank(data / "bank.db")) as bank:
        player = bank.add_player("Rouge\x1b[2J")
        play_history(bank, player, 1, 0, datetime(2026, 11, 22, tzinfo=UTC), ranked=True)
        setup, when = Setup(Rules(), ("studio-bones",)), datetime(2026, 11, 23, tzinfo=UTC)
        game = begin(bank, player, setup, now_ms=0, started=when)
        game.leave(0).result()
        bank.discard_round(game.round_id)
    capsys.readouterr()
    assert run(["scores"]) == 0
    given_up, finished = capsys.readouterr().out.splitlines()
    assert given_up.endswith("Rouge[2J: Studio BONES (given up)")
    assert finished[-1] != ")"
    assert run(["scores", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rounds"][0]["packs"] == ["studio-bones"]


def test_media_go_along_and_what_does_not_is_told(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.toml"
    picture = 'answer = "Mars"\nimage = "a.png"\naudio = "gone.ogg"'
    file.write_text(PACK.replace('answer = "Mars"', picture), encoding="utf-8")
    (tmp_path / "a.png").write_bytes(png())
    assert run(["packs", "import", str(file), "--dry-run"]) == 0
    assert not (data / "media").exists()
    assert run(["packs", "import", str(file)]) == 0
    assert "mine.toml, line 6: the sound “gone.ogg” is not there" in capsys.readouterr().out
    assert len(list((data / "media").iterdir())) == 1
    assert run(["packs", "export", "mine", str(tmp_path / "out.quizpack"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["questions"], told["media"], told["missing"]) == (1, 1, ["gone.ogg"])
    run(["backup", str(tmp_path / "copy.db")])
    assert str(data / "media") in capsys.readouterr().out
    assert run(["doctor"]) == 0
    assert "“gone.ogg”" in capsys.readouterr().out


def test_the_same_file_again_says_that_it_was_here(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(PACK, encoding="utf-8")
    run(["packs", "import", str(file)])
    assert "here already" not in capsys.readouterr().out
    run(["packs", "import", str(file)])
    assert "The pack was here already; nothing in it has changed." in capsys.readouterr().out


def test_packs_tell_what_is_still_to_be_written(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["packs", "list"])
    with closing(open_bank(data / "bank.db", backups=False)) as bank:
        shop = Workshop(bank)
        shop.add(shop.new_pack("Begun", "Ann"), blank())
    capsys.readouterr()
    run(["packs", "list"])
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("begun")]
    assert line.endswith("0 questions, 1 unfinished")
    run(["packs", "list", "--json"])
    (told,) = [one for one in json.loads(capsys.readouterr().out)["packs"] if one["title"] == "Begun"]
    assert (told["questions"], told["unfinished"]) == (0, 1)


def test_a_history_goes_out_and_comes_in(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_bank(data / "bank.db", backups=False)) as bank:
        for _ in load_shipped(bank):
            pass
        play_history(bank, bank.add_player("Ann"), 3, 1, datetime(2026, 11, 22, tzinfo=UTC), ranked=True)
    file = tmp_path / "ann.quizhistory"
    assert run(["history", "export", str(file), "--player", "ann"]) == 0
    assert "3 rounds of Ann written to" in capsys.readouterr().out
    there = ["--data", str(tmp_path / "there")]
    assert run([*there, "history", "import", str(file), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rounds"] == 3
    assert not (tmp_path / "there" / "bank.db").exists()
    assert run([*there, "history", "import", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == ["3 new rounds of Ann"]
    assert run([*there, "history", "import", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["known"] == 3


@pytest.mark.parametrize("json_too", [False, True])
def test_a_history_that_cannot_be_had_is_told_in_a_line(
    json_too: bool, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_bank(data / "bank.db", backups=False)) as bank:
        bank.add_player("Ann")
    (tmp_path / "x").write_text("nothing", encoding="utf-8")
    more = ["--json"] if json_too else []
    for line, told in (
        (
            ["history", "export", str(tmp_path / "a"), "--player", "Bob"],
            "Nobody called “Bob” has played here",
        ),
        (["history", "export", str(tmp_path / "no" / "a"), "--player", "Ann"], "cannot be written"),
        (["history", "import", str(tmp_path / "x")], "x is no history of Quiz Noir"),
        (["history", "import", str(tmp_path / "none")], "none cannot be read"),
    ):
        assert run([*line, *more]) == 2
        said = capsys.readouterr()
        assert told in said.err
        assert len(said.err.splitlines()) == 1
        assert not json_too or told in json.loads(said.out)["error"]
