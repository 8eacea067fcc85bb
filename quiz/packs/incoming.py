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
from quiz.packs.formats import READ, format_of, recognised, sheets
from quiz.packs.formats.lines import peeked
from quiz.packs.formats.model import Counts, Row
from quiz.packs.formats.reading import ForeignReader, digest, readable
from quiz.packs.media import Embedded, Folder, Keep, Source, Taking, Zipped
from quiz.packs.native import PackReader, check_file, open_pack
from quiz.packs.quizpack import MOST_FILES, open_quizpack
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused, tr

OURS = ("toml", "quizpack")
FORMATS = (*OURS, *READ)
"""Every format that can be read, by its name on the command line."""
_BEGINNING = 1 << 16


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
    name = name or _found(path)
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


def _found(path: Path) -> str:
    with readable(path), path.open("rb") as file:
        start = file.read(_BEGINNING)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if not _is_workbook(path):
            return "quizpack"
    elif _is_toml(peeked(start)):
        return "toml"
    format = recognised(path)
    if format is not None:
        return format.name
    if sheets.is_workbook(start):
        with readable(path):
            sheets.head(path)  # says what is wrong with it
        raise Refused(PackRefusal.NO_FORMAT, file=path.name)
    if path.suffix.lower() in (".toml", ".quizpack") or not start.strip() or b"\0" in start:
        return "toml"  # whose reader says what is wrong with it
    raise Refused(PackRefusal.NO_FORMAT, file=path.name)


def _is_workbook(path: Path) -> bool:
    """Whether a zip is an office document rather than a pack."""
    try:
        with path.open("rb") as file:
            check_directory(file, MOST_FILES)
            return "[Content_Types].xml" in zipfile.ZipFile(file).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return path.suffix.lower() == ".xlsx"


def _is_toml(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n")]
    return "[[question]]" in lines or any(
        line.partition("=")[0].strip() == "format" and "=" in line for line in lines[:40]
    )
