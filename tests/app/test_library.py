"""Packs with pictures and sounds: in, out, and in again; nothing is overwritten, nothing is lost unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.app.exporting import export_pack
from quiz.app.library import check_file, import_file
from quiz.bank.bank import Bank
from quiz.core.media import media_of, own_name
from quiz.packs.quizpack import open_quizpack, read_any
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused
from tests.copied import copied
from tests.mediamaking import png, wav

TEXT = """format = 1
id = "noir"
title = "Noir"
language = "en"
cover = "img/a.png"

[[question]]
id = "one"
prompt = "Which is red?"
image = "img/a.png"
image_alt = "Two squares"
audio = "s.wav"
[[question.choices]]
text = "This"
right = true
image = "img/a.png"
[[question.choices]]
text = "That"
image = "img/b.png"

[[question]]
id = "two"
prompt = "Who?"
answer = "A"
wrong = ["B"]
"""
NAMES = ["img/a.png", "img/b.png", "s.wav"]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "other" / "bank.db")
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A pack file with its media beside it."""
    folder = tmp_path / "pack"
    (folder / "img").mkdir(parents=True)
    (folder / "img/a.png").write_bytes(png())
    (folder / "img/b.png").write_bytes(png(rgb=(1, 2, 3)))
    (folder / "s.wav").write_bytes(wav())
    (folder / "noir.toml").write_text(TEXT, encoding="utf-8")
    return folder / "noir.toml"


def below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_import_brings_the_media_in(bank: Bank, file: Path) -> None:
    done = import_file(bank, file)
    assert (done.taken, done.changed, len(bank.media.files())) == (2, [], 3)
    first = bank.pack("noir").questions[0]
    assert all(bank.media.find(name) for name in media_of(first))
    assert bank.media.missing() == []
    assert import_file(bank, file).differs is False


def test_a_dry_run_writes_nothing(bank: Bank, file: Path) -> None:
    (file.parent / "s.wav").unlink()
    done = check_file(file)
    assert [told.row for told in done.changed] == [1]
    assert bank.media.files() == []


@pytest.mark.parametrize("ending", [".quizpack", ".toml"])
def test_there_and_back(bank: Bank, other: Bank, file: Path, tmp_path: Path, ending: str) -> None:
    import_file(bank, file)
    out = tmp_path / "out"
    out.mkdir()
    target = out / f"noir{ending}"
    done = export_pack(bank, "noir", target, ending[1:])
    assert (done.questions, done.media, done.missing) == (2, 3, ())
    assert below(out) == (["noir.quizpack"] if ending == ".quizpack" else sorted([*NAMES, "noir.toml"]))
    assert read_any(target).pack == read_any(file).pack
    taken = import_file(other, target)
    assert taken.changed == []
    assert other.pack("noir") == bank.pack("noir")
    assert import_file(bank, target).differs is False
    again = tmp_path / f"again{ending}"
    export_pack(other, "noir", again, ending[1:])
    assert again.read_bytes() == target.read_bytes()


def test_an_update_with_another_picture_replaces_its_question(bank: Bank, file: Path) -> None:
    import_file(bank, file)
    (file.parent / "s.wav").write_bytes(wav(900))
    done = import_file(bank, file)
    assert done.update is not None
    assert done.update.replaced == 1


def test_a_file_that_comes_later_mends_its_question(bank: Bank, file: Path) -> None:
    (file.parent / "s.wav").rename(file.parent / "away.wav")
    done = import_file(bank, file)
    assert done.as_json()["changed"] == [
        {"row": 1, "what": "the sound “s.wav” is not there, so it is left out"}
    ]
    assert done.sentences(20) == ["noir.toml, line 7: the sound “s.wav” is not there, so it is left out."]
    assert len(bank.media.missing()) == 1
    (file.parent / "away.wav").rename(file.parent / "s.wav")
    assert import_file(bank, file).changed == []
    assert bank.media.missing() == []


def test_what_the_bank_lost_is_named_and_the_rest_goes_out(bank: Bank, file: Path, tmp_path: Path) -> None:
    import_file(bank, file)
    lost = bank.media.find(bank.pack("noir").questions[0].media.audio)
    assert lost is not None
    lost.unlink()
    target = tmp_path / "noir.quizpack"
    done = export_pack(bank, "noir", target, "quizpack")
    assert done.missing == ("s.wav",)
    assert done.sentences(target, 20)[-1].endswith("s.wav")
    assert open_quizpack(target).media == ("img/a.png", "img/b.png")


def test_nothing_beside_the_file_is_overwritten(bank: Bank, file: Path, tmp_path: Path) -> None:
    import_file(bank, file)
    out = tmp_path / "out"
    (out / "img").mkdir(parents=True)
    (out / "img/a.png").write_bytes(b"mine")
    (out / "img/b.png").write_bytes(png(rgb=(1, 2, 3)))
    export_pack(bank, "noir", out / "noir.toml", "toml")
    assert (out / "img/a.png").read_bytes() == b"mine"
    images = read_any(out / "noir.toml").pack.questions[0].choice_images
    assert images[1] == "img/b.png"
    assert (out / images[0]).read_bytes() == png()
    assert len(below(out)) == 5


def test_one_name_for_two_pictures_becomes_two(bank: Bank, file: Path, tmp_path: Path) -> None:
    import_file(bank, file)
    pack = bank.pack("noir")
    (tmp_path / "two").mkdir()
    (tmp_path / "two/a.png").write_bytes(png(rgb=(9, 9, 9)))
    second = TEXT.replace('"noir"', '"more"').replace("img/a.png", "a.png").replace("img/b.png", "A.png")
    (tmp_path / "two/A.png").write_bytes(png(rgb=(8, 8, 8)))
    (tmp_path / "two/s.wav").write_bytes(wav())
    (tmp_path / "two/more.toml").write_text(second, encoding="utf-8")
    import_file(bank, tmp_path / "two/more.toml")
    done = export_pack(bank, "more", tmp_path / "more.quizpack", "quizpack")
    assert done.media == 3
    assert len({name.casefold() for name in open_quizpack(tmp_path / "more.quizpack").media}) == 3
    assert bank.pack("noir") == pack


@pytest.mark.parametrize("name", [".config/autostart/x.png", "x.desktop", "img/.x.png"])
def test_no_name_makes_a_picture_anything_else(bank: Bank, tmp_path: Path, name: str) -> None:
    path = tmp_path / "in" / "odd.toml"
    (path.parent / name).parent.mkdir(parents=True)
    (path.parent / name).write_bytes(png())
    path.write_text(TEXT.replace("img/a.png", name).replace('"noir"', '"odd"'), encoding="utf-8")
    import_file(bank, path)
    out = tmp_path / "out"
    out.mkdir()
    export_pack(bank, "odd", out / "odd.toml", "toml")
    (written,) = set(below(out)) - {"odd.toml"}
    assert written.endswith(".png")
    assert not any(part.startswith(".") for part in written.split("/"))
    assert read_any(out / "odd.toml").pack.head.cover == written


def test_a_file_that_cannot_be_written_leaves_no_media(bank: Bank, file: Path, tmp_path: Path) -> None:
    import_file(bank, file)
    (tmp_path / "noir.toml").mkdir()
    with pytest.raises(Refused) as caught:
        export_pack(bank, "noir", tmp_path / "noir.toml", "toml")
    assert caught.value.name is PackRefusal.UNWRITABLE
    assert not (tmp_path / "s.wav").exists()
    assert own_name(bank.pack("noir").head.cover) == "img/a.png"
