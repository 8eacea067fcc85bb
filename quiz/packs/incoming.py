"""A file of any format on its way in: found by its content, read row by row in one shape for all."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from quiz.core.media import media_of
from quiz.core.questions import PackHead, Question
from quiz.core.zips import check_directory
from quiz.packs.formatnames import OURS
from quiz.packs.formats import format_of, grid, recognised, sheets
from quiz.packs.formats.lines import peeked, wide_codec
from quiz.packs.formats.model import Counts, Peek, Row
from quiz.packs.formats.reading import ForeignReader, digest, readable
from quiz.packs.media import Embedded, Folder, Keep, Source, Taking, Zipped
from quiz.packs.native import PackReader, check_file, open_pack
from quiz.packs.others import UNKNOWN, other, other_text, other_zip, told
from quiz.packs.quizpack import MOST_FILES, open_quizpack
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused, tr

_BEGINNING = 1 << 16
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_PARTS = "[Content_Types].xml"
# What half a workbook shows of itself: programs differ in what they write first.
_HALVES = (_PARTS.encode(), b"docProps/", b"xl/work")


class Incoming:
    """A file that was opened: its format's name, its pack's head, and its rows.

    Iterating gives the rows with media still where they are; :meth:`rows` brings them in.
    """

    def __init__(
        self,
        path: Path,
        name: str,
        head: PackHead,
        counts: Counts,
        rows: Callable[[], Iterator[Row]],
        media: Callable[[], AbstractContextManager[Source]],
    ) -> None:
        self.path, self.format, self.head = path, name, head
        self._counts, self._rows, self._media = counts, rows, media

    def __iter__(self) -> Iterator[Row]:
        return self._rows()

    def headed(self, keep: Keep | None) -> tuple[PackHead, tuple[str, ...]]:
        """The head with its cover kept, and what could not be. With ``keep`` None media are only judged."""
        with self._media() as source:
            return Taking(source, keep).head(self.head)

    def rows(self, keep: Keep | None) -> Iterator[Row]:
        """The rows with their media kept, or only judged as in :meth:`headed`."""
        with self._media() as source:
            taking = Taking(source, keep)
            for row in self._rows():
                if isinstance(source, Embedded):
                    source.files = row.files
                if any(media_of(question) for question in row.questions):
                    pairs = [taking.question(question) for question in row.questions]
                    whys = [why for _, found in pairs for why in found]
                    row = replace(
                        row,
                        questions=tuple(named for named, _ in pairs),
                        changed=(*row.changed, *whys),
                        files={},
                    )
                yield row

    def digest(self) -> str:
        """What the file holds, as 64 hex digits."""
        return digest(self.path)

    def sentence(self, row: Row, what: str) -> str:
        """What happened to a row, as one plain sentence."""
        return tr(self._counts.value, file=self.path.name, n=row.line or row.number, what=what)


def open_incoming(path: Path, name: str = "") -> Incoming:
    """Open a file in the format of that name, or in the one that its content shows.

    Raises :class:`Refused` with a :class:`PackRefusal`, when the file or its head cannot be read.
    """
    check_file(path)
    if name not in OURS:
        start = _beginning(path)
        _refuse_others(path, start)
        name = name or _found(path, start)
    if name == "quizpack":
        pack = open_quizpack(path)
        return _ours(path, name, pack.reader, lambda: Zipped(pack))
    if name == "toml":
        return _ours(path, name, open_pack(path), lambda: Folder(path.absolute().parent))
    reader = ForeignReader(path, format_of(name))

    def media() -> AbstractContextManager[Source]:
        return nullcontext(Embedded(path.absolute().parent))

    return Incoming(path, name, reader.head, reader.format.counts, lambda: iter(reader), media)


def _ours(
    path: Path, name: str, reader: PackReader, media: Callable[[], AbstractContextManager[Source]]
) -> Incoming:
    def rows() -> Iterator[Row]:
        for number, (line, found) in enumerate(reader.placed(), 1):
            if isinstance(found, Question):
                yield Row(number, (found,), line=line)
            else:
                yield Row(found.row, why=found.why, text=found.text, line=found.line)

    return Incoming(path, name, reader.head, Counts.LINE, rows, media)


def _beginning(path: Path) -> bytes:
    with readable(path), path.open("rb") as file:
        return file.read(_BEGINNING)


def _refuse_others(path: Path, start: bytes) -> None:
    """Say of a file that no reader can do anything with what it is."""
    if not peeked(start).strip() and path.suffix.lower() != ".toml":
        raise Refused(PackRefusal.NOTHING_IN_IT, file=path.name)
    found = other(start)
    if start.startswith(_ZIPS) and path.suffix.lower() != ".quizpack":
        names = _inside(path)
        found = None if names is None else other_zip(names)
    if found is not None:
        raise Refused(PackRefusal.OTHER, file=path.name, **told(found))


def _found(path: Path, start: bytes) -> str:
    """The name of the format that a file is of."""
    if start.startswith(_ZIPS):
        if not _is_workbook(path, start):
            return "quizpack"
    elif _is_toml(peeked(start)):
        return "toml"
    format = recognised(path)
    if format is not None:
        return format.name
    if sheets.is_workbook(start):
        with readable(path):
            rows = [row for _, rows in sheets.head(path) for row in rows]  # says what is wrong with it
        raise Refused(PackRefusal.NO_COLUMNS if rows else PackRefusal.NOTHING_IN_IT, file=path.name)
    if path.suffix.lower() in (".toml", ".quizpack"):
        return "toml"  # whose reader says what is wrong with it
    found = other_text(start)
    if b"\0" in start and not wide_codec(start[:4096]):
        found = UNKNOWN
    if found is not None:
        raise Refused(PackRefusal.OTHER, file=path.name, **told(found))
    if grid.is_table(Peek(path, start, peeked(start))):
        raise Refused(PackRefusal.NO_COLUMNS, file=path.name)
    raise Refused(PackRefusal.NO_FORMAT, file=path.name)


def _inside(path: Path) -> frozenset[str] | None:
    """The names of the files in a zip; None when it is damaged."""
    try:
        with path.open("rb") as file:
            check_directory(file, MOST_FILES)
            return frozenset(zipfile.ZipFile(file).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return None


def _is_workbook(path: Path, start: bytes) -> bool:
    """Whether a zip is an office document rather than a pack; the beginning shows what half a file was."""
    names = _inside(path)
    if names is None:
        return path.suffix.lower() == ".xlsx" or any(part in start for part in _HALVES)
    return _PARTS in names


def _is_toml(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n")]
    return "[[question]]" in lines or any(
        line.partition("=")[0].strip() == "format" and "=" in line for line in lines[:40]
    )
