"""Pictures and sounds that an author brings: kept under the name of their content, refused in a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.app.media import is_sound, keep_data, keep_file
from quiz.bank.bank import Bank
from quiz.core.media import file_of, own_name
from quiz.packs import media
from quiz.words import Refused
from tests.copied import copied
from tests.mediamaking import png, wav


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "data" / "bank.db")
    yield opened
    opened.close()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_file_is_kept_under_its_content_and_remembers_its_name(bank: Bank, tmp_path: Path) -> None:
    name = keep_file(bank, put(tmp_path, "Mars at night.png", png()), sound=False)
    assert own_name(name) == "Mars at night.png"
    kept = bank.media.find(name)
    assert kept is not None
    assert kept.read_bytes() == png()
    sound = keep_file(bank, put(tmp_path, "theme", wav()), sound=True)
    assert file_of(sound).endswith(".wav")
    assert is_sound(tmp_path / "theme")
    assert not is_sound(tmp_path / "Mars at night.png")
    assert not is_sound(tmp_path / "nowhere.wav")


def test_a_link_of_one_s_own_is_followed(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "link.png").symlink_to(put(tmp_path, "real.png", png()))
    assert own_name(keep_file(bank, tmp_path / "link.png", sound=False)) == "link.png"


def test_a_name_that_no_pack_file_can_have_is_another_one(bank: Bank, tmp_path: Path) -> None:
    assert own_name(keep_file(bank, put(tmp_path, "a:b?.png", png()), sound=False)) == "picture.png"


def test_what_is_not_taken_is_told(bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "MOST_PICTURE_MB", 0)
    cases = {
        "large.png": png(),
        "text.png": b"",
        "song.mp3": wav(),
    }
    for name, data in cases.items():
        put(tmp_path, name, data)
    os.mkfifo(tmp_path / "pipe.png")
    told = {}
    for name in (*cases, "pipe.png", "nowhere.png"):
        with pytest.raises(Refused) as caught:
            keep_file(bank, tmp_path / name, sound=False)
        told[name] = str(caught.value)
    assert told["large.png"] == "The picture “large.png” is larger than 0 MB; choose another one."
    assert "is none of PNG, JPEG, GIF, WebP" in told["text.png"]
    assert "is no plain file" in told["pipe.png"]
    assert "is not there" in told["nowhere.png"]
    with pytest.raises(Refused, match="is larger than 0 MB"):
        keep_data(bank, png(), "pasted.png", sound=False)
    with pytest.raises(Refused, match="is none of WAV, MP3"):
        keep_file(bank, tmp_path / "text.png", sound=True)
    assert bank.media.files() == []
