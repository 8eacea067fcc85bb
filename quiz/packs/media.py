"""The pictures and sounds of a pack file: found beside it or in its zip, and judged by their content.

A medium that cannot be taken never costs a question: it is taken without, and the report says so.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from quiz.core.media import MOST_PIXELS, PICTURES, SOUNDS, media_of, own_name, with_names
from quiz.core.questions import PackHead, Question
from quiz.packs.names import is_safe
from quiz.packs.pictures import pixels_of
from quiz.packs.quizpack import Quizpack, is_quizpack
from quiz.packs.refusals import shown
from quiz.words import Refused, tr

_MB = 1024 * 1024
MOST_PICTURE_MB = 5
MOST_SOUND_MB = 10
MOST_ALL_MB = 200

Keep = Callable[[bytes, str], str]
"""Keeps a medium's bytes, given what it is ("png"), and returns the name of its file."""


class Unfit(Exception):
    """A medium cannot be taken; the text says what is wrong with it."""


class Source(Protocol):
    """Where the media of a pack file are."""

    def read(self, name: str, most: int) -> bytes:
        """One medium of at most ``most`` bytes. Raises :class:`Unfit`."""
        ...


class Folder:
    """Media beside a pack file, in its folder or below; a link is never followed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was kept open."""

    def read(self, name: str, most: int) -> bytes:
        """One medium. Raises :class:`Unfit`."""
        if not is_safe(name):
            raise Unfit(tr("leads out of the pack's folder"))
        path = self._root
        for part in name.split("/"):
            path /= part
            with _told():
                linked = path.is_symlink()
            if linked:
                raise Unfit(tr("is a link; put the file itself there"))
        return read_file(path, most)


def read_file(path: Path, most: int) -> bytes:
    """A plain file of at most ``most`` bytes; links are not followed. Raises :class:`Unfit`."""
    with _told(), open(path, "rb", opener=_careful) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise Unfit(tr("is no plain file"))
        return _within(file.read(most + 1), most)


@contextmanager
def _told() -> Iterator[None]:
    """What the system says of a file, in words."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise Unfit(tr("is not there")) from None
    except OSError as error:
        raise Unfit(tr("cannot be read ({why})", why=error.strerror or str(error))) from None


def _careful(path: str, flags: int) -> int:
    # A pipe or a device would never end; without O_NONBLOCK even opening one waits.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


class Embedded:
    """Media that stand in a foreign file itself, given row by row; else those beside the file."""

    def __init__(self, root: Path) -> None:
        self._beside = Folder(root)
        self.files: Mapping[str, bytes] = {}

    def read(self, name: str, most: int) -> bytes:
        """One medium. Raises :class:`Unfit`."""
        return _within(self.files[name], most) if name in self.files else self._beside.read(name, most)


class Zipped:
    """Media in a ``.quizpack`` that was found safe."""

    def __init__(self, pack: Quizpack) -> None:
        self._pack = pack
        self._read: Callable[[str, int], bytes] = pack.media_bytes
        self._open = ExitStack()

    def __enter__(self) -> Zipped:
        self._read = self._open.enter_context(self._pack.opened())
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
        self._read = self._pack.media_bytes

    def read(self, name: str, most: int) -> bytes:
        """One medium. Raises :class:`Unfit`."""
        try:
            return _within(self._read(name, most + 1), most)
        except KeyError:
            raise Unfit(tr("is not there")) from None
        except Refused as refused:
            raise Unfit(tr("cannot be read ({why})", why=str(refused).rstrip("."))) from None


def source_of(path: Path) -> Folder | Zipped:
    """The media that belong to a pack file; in a ``with``, where there are many of them to read.

    Raises :class:`Refused` when it cannot be read at all.
    """
    return Zipped(Quizpack(path)) if is_quizpack(path) else Folder(path.absolute().parent)


def kind_of(data: bytes) -> str:
    """What a medium is, by its first bytes: one of ``PICTURES`` or ``SOUNDS``, empty for anything else.

    SVG is none of them: a picture that can load other files is no picture here.

    >>> kind_of(bytes.fromhex("89504e470d0a1a0a")), kind_of(b"<svg/>")
    ('png', '')
    """
    if data[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(data[8:12], "")
    if data[:4] == b"OggS":
        # Ogg may hold anything; what is played here is Vorbis.
        return "ogg" if b"\x01vorbis" in data[:128] else ""
    starts = (
        *((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF87a", "gif"), (b"GIF89a", "gif")),
        *((b"fLaC", "flac"), (b"ID3", "mp3")),
    )
    for start, kind in starts:
        if data.startswith(start):
            return kind
    # MPEG audio without a tag: eleven bits of sync, then a layer, which AAC has not.
    sync = len(data) > 2 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0 and data[1] & 0x06
    return "mp3" if sync else ""


def most_bytes(*, sound: bool) -> int:
    """How large a sound or a picture may be."""
    return (MOST_SOUND_MB if sound else MOST_PICTURE_MB) * _MB


def judged(data: bytes, *, sound: bool) -> str:
    """What a sound or a picture is, as in :func:`kind_of`. Raises :class:`Unfit` where it is none."""
    kind = kind_of(data)
    if kind not in (SOUNDS if sound else PICTURES):
        wanted = "WAV, MP3, FLAC, OGG Vorbis" if sound else "PNG, JPEG, GIF, WebP"
        raise Unfit(tr("is none of {wanted}", wanted=wanted))
    _within(data, most_bytes(sound=sound))
    width, height = (0, 0) if sound else pixels_of(data)
    if width * height > MOST_PIXELS:
        size = f"{width:,} x {height:,}"
        raise Unfit(tr("has {size} pixels, more than can be shown", size=size))
    return kind


class Taking:
    """One pack's media on their way in, each looked at once.

    With ``keep`` None everything is only judged, and names stay as they were.
    """

    def __init__(self, source: Source, keep: Keep | None) -> None:
        self._source, self._keep = source, keep
        self._known: dict[tuple[str, bool], str] = {}
        self._whys: dict[str, None] = {}
        self._left = MOST_ALL_MB * _MB

    def question(self, question: Question) -> tuple[Question, tuple[str, ...]]:
        """The question with its media kept and named so, and what could not be taken."""
        if not media_of(question):
            return question, ()
        named = with_names(question, self._picture, self._sound)
        return named, self._found()

    def head(self, head: PackHead) -> tuple[PackHead, tuple[str, ...]]:
        """The same for a pack's cover."""
        if not head.cover:
            return head, ()
        return replace(head, cover=self._picture(head.cover)), self._found()

    def _found(self) -> tuple[str, ...]:
        whys = tuple(self._whys)
        self._whys.clear()
        return whys

    def _picture(self, name: str) -> str:
        return self._taken(name, sound=False)

    def _sound(self, name: str) -> str:
        return self._taken(name, sound=True)

    def _taken(self, name: str, *, sound: bool) -> str:
        key = (name, sound)
        if key not in self._known:
            try:
                self._known[key] = self._read(name, sound=sound)
            except Unfit as unfit:
                text = "the sound “{name}” {why}" if sound else "the picture “{name}” {why}"
                self._known[key] = "\0" + tr(text, name=shown(name, 60), why=unfit)
        known = self._known[key]
        if not known.startswith("\0"):
            return known
        self._whys[tr("{what}, so it is left out", what=known[1:])] = None
        return own_name(name)

    def _read(self, name: str, *, sound: bool) -> str:
        data = self._source.read(name, most_bytes(sound=sound))
        kind = judged(data, sound=sound)
        self._left -= len(data)
        if self._left < 0:
            raise Unfit(tr("is too much: the media of a pack are {n} MB at most", n=MOST_ALL_MB))
        return name if self._keep is None else f"{self._keep(data, kind)}/{own_name(name)}"


def _within(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise Unfit(tr("is larger than {n} MB", n=most // _MB))
    return data
