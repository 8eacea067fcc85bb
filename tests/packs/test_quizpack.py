"""Packs as zips: what is taken along, and what is refused whole."""

from __future__ import annotations

import random
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core.questions import Kind, Media, Pack, PackHead, Question
from quiz.packs import quizpack
from quiz.packs.quizpack import open_quizpack, read_any, read_quizpack, write_quizpack
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused

HEAD = 'format = 1\nid = "noir"\ntitle = "Noir"\nlanguage = "en"\n'
TEXT = HEAD + '[[question]]\nprompt = "Who?"\nanswer = "A"\nwrong = ["B"]\n'
PICTURE = Media("images/a.png")
QUESTION = Question("a", "Who?", Kind.CHOICE, ("A",), ("B",), media=PICTURE, choice_images=("b.png", ""))
PACK = Pack(PackHead("noir", "Noir", article="articles/noir.md"), (QUESTION,))


def zipped(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.toml", TEXT)
        for name, data in entries:
            archive.writestr(name, data)
    return path


def refused(path: Path) -> object:
    with pytest.raises(Refused) as caught:
        read_any(path)
    return caught.value.name


def entry(name: str, mode: int = stat.S_IFREG) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo("x")
    made.filename = name
    made.external_attr = (mode | 0o644) << 16
    return made


def test_there_and_back(tmp_path: Path) -> None:
    for name in ("images/a.png", "b.png", "articles/noir.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    one, two = tmp_path / "one.quizpack", tmp_path / "two.quizpack"
    write_quizpack(PACK, tmp_path, one)
    write_quizpack(PACK, tmp_path, two)
    assert one.read_bytes() == two.read_bytes()
    assert read_quizpack(one).pack == PACK == read_any(one).pack
    opened = open_quizpack(one)
    assert opened.media == ("articles/noir.md", "b.png", "images/a.png")
    assert opened.media_bytes("b.png") == b"b.png"
    opened.extract_media(tmp_path / "out")
    assert (tmp_path / "out/images/a.png").read_bytes() == b"images/a.png"


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    assert read_any(zipped(tmp_path / "noir.toml")).pack.head.id == "noir"
    (tmp_path / "noir.quizpack").write_text(TEXT, encoding="utf-8")
    assert read_any(tmp_path / "noir.quizpack").pack.head.id == "noir"


def test_missing_media_are_named_and_leave_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"images/a\.png|b\.png") as caught:
        write_quizpack(PACK, tmp_path, tmp_path / "noir.quizpack")
    assert caught.value.name is PackRefusal.MEDIA_MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_link_out_of_the_folder_is_no_medium(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    root = tmp_path / "root"
    root.mkdir()
    (root / "b.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(Refused):
        write_quizpack(PACK, root, tmp_path / "noir.quizpack")


@pytest.mark.parametrize(
    ("name", "mode", "why"),
    [
        ("../x.png", stat.S_IFREG, PackRefusal.UNSAFE_NAME),
        ("a/../../x.png", stat.S_IFREG, PackRefusal.UNSAFE_NAME),
        (".. /x.png", stat.S_IFREG, PackRefusal.UNSAFE_NAME),
        ("/etc/passwd", stat.S_IFREG, PackRefusal.UNSAFE_NAME),
        ("C:/x.png", stat.S_IFREG, PackRefusal.UNSAFE_NAME),
        ("a\\..\\x.png", stat.S_IFREG, PackRefusal.UNSAFE_NAME),
        ("link.png", stat.S_IFLNK, PackRefusal.LINK_INSIDE),
        ("pipe.png", stat.S_IFIFO, PackRefusal.LINK_INSIDE),
        ("PACK.toml", stat.S_IFREG, PackRefusal.NAME_TWICE),
    ],
)
def test_one_bad_name_refuses_the_whole(tmp_path: Path, name: str, mode: int, why: PackRefusal) -> None:
    assert refused(zipped(tmp_path / "bad.quizpack", (entry(name, mode), b"x"))) is why


def test_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(tmp_path / "bomb.quizpack", ("a.png", b"\0" * (8 << 20)))
    assert refused(bomb) is PackRefusal.BOMB
    noise = random.Random(1).randbytes(3 << 20)
    large = zipped(tmp_path / "large.quizpack", ("a.png", noise))
    read_quizpack(large)
    monkeypatch.setattr(quizpack, "MOST_MEDIA_MB", 2)
    assert refused(large) is PackRefusal.TOO_LARGE_INSIDE
    monkeypatch.setattr(quizpack, "MOST_ALL_MB", 1)
    assert refused(large) is PackRefusal.TOO_MUCH_INSIDE


def test_other_zips(tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(path) is PackRefusal.NO_PACK_INSIDE
    path.write_bytes(b"PK\x03\x04 and then nothing")
    assert refused(path) is PackRefusal.NOT_A_ZIP


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=6), st.booleans())
def test_damaged_zips_are_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, at: int, piece: bytes, cut: bool
) -> None:
    path = zipped(tmp_path_factory.mktemp("zips") / "a.quizpack", ("a.png", b"x" * 50))
    data = path.read_bytes()
    at %= len(data)
    path.write_bytes(data[:at] + piece + (b"" if cut else data[at + len(piece) :]))
    try:
        opened = open_quizpack(path)
        list(opened.reader)
        for name in opened.media:
            opened.media_bytes(name)
    except Refused as error:
        why = error.name
    else:
        return
    assert isinstance(why, PackRefusal)
