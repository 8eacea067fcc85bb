"""Media of packs: what is taken, what is left out, and what no pack can reach."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from quiz.core.media import own_name
from quiz.core.questions import Pack
from quiz.packs import media
from quiz.packs.incoming import open_incoming
from quiz.packs.media import Keep, kind_of
from quiz.packs.quizpack import read_any
from quiz.words import Refused
from tests.mediamaking import png, wav

HEAD = 'format = 1\nid = "noir"\ntitle = "Noir"\nlanguage = "en"\n'
ASK = '[[question]]\nprompt = "Who {n}?"\nanswer = "A"\nwrong = ["B"]\n'


class Shelf:
    """Keeps in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def keep(self, data: bytes, kind: str) -> str:
        name = f"{hashlib.sha256(data).hexdigest()}.{kind}"
        self.kept[name] = data
        return name


def pack(folder: Path, *questions: str, head: str = "") -> Path:
    path = folder / "noir.toml"
    blocks = [ASK.replace("{n}", str(n)) + more + "\n" for n, more in enumerate(questions)]
    path.write_text(HEAD + head + "".join(blocks), encoding="utf-8")
    return path


class Note(NamedTuple):
    """What was left out, and where."""

    line: int
    row: int
    what: str
    sentence: str


def came_in(path: Path, keep: Keep | None) -> tuple[Pack, tuple[Note, ...]]:
    incoming = open_incoming(path)
    head, whys = incoming.headed(keep)
    found = incoming.rows(keep)
    rows = list(found)
    notes = [Note(1, 0, why, "") for why in whys]
    notes += [
        Note(row.line, row.number, what, incoming.sentence(row, what)) for row in rows for what in row.changed
    ]
    return Pack(head, tuple(question for row in rows for question in row.questions)), tuple(notes)


def taken(path: Path) -> tuple[Pack, tuple[Note, ...], Shelf]:
    shelf = Shelf()
    found, notes = came_in(path, shelf.keep)
    return found, notes, shelf


def left_out(path: Path) -> str:
    """Why the one picture or sound of a pack was left out; nothing else may be kept."""
    found, (note,), shelf = taken(path)
    assert len(found.questions) == 1
    assert shelf.kept == {}
    return note.what


def test_media_beside_the_pack_are_kept_under_both_names(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img/a.png").write_bytes(png())
    (tmp_path / "s.ogg").write_bytes(wav())
    image, cover = 'image = "img/a.png"', 'cover = "img/a.png"\n'
    path = pack(tmp_path, image + '\naudio = "s.ogg"', image, "", head=cover)
    found, notes, shelf = taken(path)
    assert notes == ()
    one, two, three = found.questions
    picture = hashlib.sha256(png()).hexdigest() + ".png"
    assert one.media.image == two.media.image == found.head.cover == f"{picture}/img/a.png"
    # Judged by its content: the name says Ogg.
    assert one.media.audio.endswith(".wav/s.ogg")
    assert three == read_any(path).pack.questions[2]
    assert sorted(shelf.kept.values()) == sorted([png(), wav()])


def test_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    path = pack(tmp_path, 'image = "a.png"', 'image = "b.png"')
    found, notes = came_in(path, None)
    assert found == read_any(path).pack
    assert [note.row for note in notes] == [2]


def test_what_is_left_out_has_a_line_and_a_row(tmp_path: Path) -> None:
    path = pack(tmp_path, 'answer2 = "x"', 'image = "gone.png"\nimage_alt = "A robot"')
    found, notes, _ = taken(path)
    assert [q.media.image for q in found.questions] == ["gone.png"]
    told = "noir.toml, line 10: the picture “gone.png” is not there, so it is left out."
    assert notes == (Note(10, 2, "the picture “gone.png” is not there, so it is left out", told),)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "none of PNG"),
        (b"", "none of PNG"),
        (b"MZ" + bytes(200), "none of PNG"),
        (wav(), "none of PNG"),
        (png() + bytes(5 << 20), "larger than 5 MB"),
        (
            png().replace(bytes((0, 0, 0, 4, 0, 0, 0, 3)), bytes((0, 0, 0xEA, 0x60)) * 2),
            "60,000 x 60,000 pixels",
        ),
    ],
)
def test_a_picture_is_judged_by_its_content(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.png").write_bytes(data)
    assert why in left_out(pack(tmp_path, 'image = "a.png"'))


def test_a_picture_is_no_sound(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(png())
    assert "none of WAV" in left_out(pack(tmp_path, 'audio = "a.wav"'))


def test_no_link_is_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    for folder in (outside, inside):
        folder.mkdir()
    (outside / "a.png").write_bytes(png())
    (inside / "a.png").symlink_to(outside / "a.png")
    (inside / "img").symlink_to(outside, target_is_directory=True)
    assert "is a link" in left_out(pack(inside, 'image = "a.png"'))
    assert "is a link" in left_out(pack(inside, 'image = "img/a.png"'))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    assert "no plain file" in left_out(pack(tmp_path, 'image = "a.png"'))
    (tmp_path / "d.png").mkdir()
    assert "left out" in left_out(pack(tmp_path, 'image = "d.png"'))


def test_a_name_out_of_the_folder_is_refused_with_its_question(tmp_path: Path) -> None:
    loaded = read_any(pack(tmp_path, 'image = "../a.png"'))
    assert [refusal.row for refusal in loaded.refused] == [1]


def test_the_media_of_a_pack_are_no_more_than_so_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "MOST_ALL_MB", 1)
    for n in range(3):
        (tmp_path / f"{n}.png").write_bytes(png() + bytes([n]) * 400_000)
    _, notes, shelf = taken(pack(tmp_path, *(f'image = "{n}.png"' for n in range(3))))
    assert len(shelf.kept) == 2
    assert [note.row for note in notes] == [3]
    assert "1 MB at most" in notes[0].what


def test_media_out_of_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "noir.quizpack"
    written = pack(tmp_path, 'image = "a.png"', 'image = "b.png"', 'audio = "big.wav"')
    text = written.read_text(encoding="utf-8")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pack.toml", text)
        archive.writestr("a.png", png())
        archive.writestr("big.wav", wav() + os.urandom(11 << 20))
    found, notes, shelf = taken(path)
    assert list(shelf.kept.values()) == [png()]
    assert [own_name(q.media.image) for q in found.questions] == ["a.png", "b.png", ""]
    assert [(note.row, note.what.split(" ", 3)[3]) for note in notes] == [
        (2, "is not there, so it is left out"), (3, "is larger than 10 MB, so it is left out")
    ]  # fmt: skip


def test_a_damaged_medium_in_a_zip_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "noir.quizpack"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pack.toml", pack(tmp_path, 'image = "a.png"').read_text(encoding="utf-8"))
        archive.writestr("a.png", png(40, 40))
    data = path.read_bytes()
    at = data.index(b"IDAT") + 20
    path.write_bytes(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :])
    assert "cannot be read" in left_out(path)


def test_a_zip_with_a_link_is_refused_whole(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("a.png")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "noir.quizpack"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pack.toml", HEAD)
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(Refused):
        open_incoming(path)


def test_kinds() -> None:
    vorbis = b"OggS" + bytes(24) + b"\x01vorbis"
    told = {
        b"\xff\xd8\xff\xe0": "jpg", b"GIF89a": "gif", b"RIFF\0\0\0\0WEBP": "webp", b"RIFF\0\0\0\0WAVE": "wav",
        b"RIFF\0\0\0\0AVI ": "", b"ID3\x04": "mp3", b"\xff\xfb\x90": "mp3", b"\xff\xf1\x50": "",
        b"fLaC": "flac", vorbis: "ogg", b"OggS" + bytes(24) + b"OpusHead": "", b"BM": "",
        b"\0\0\1\0": "", b"%PDF": "",
    }  # fmt: skip
    assert {data: kind_of(data) for data in told} == told
