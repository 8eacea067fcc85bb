"""The parts of an XLSX: which there are, and the XML of those that make a table, gone over once.

Every part is capped in size, depth and number of elements; nothing is built of it but what its goer keeps,
and what makes no table is never unpacked.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from sys import getsizeof
from typing import IO
from xml.parsers import expat

from quiz.core.zips import check_directory
from quiz.packs.formats.model import FileFault
from quiz.words import tr

_MB = 1024 * 1024
_MOST_FILE = 64 * _MB
_MOST_XML = 96 * _MB
_MOST_RATIO = 200
_MOST_PARTS = 2_000
_MOST_DEPTH = 60
_MOST_TOKEN = 2 * _MB
_MOST_ELEMENTS = 8_000_000
_MOST_LISTED = 100_000
_MOST_SHEETS = 60
_MOST_STRINGS = 500_000
# What all shared texts may take in memory.
_MOST_STRINGS_MB = 96
_CHUNK = 1 << 16
_PLAIN_ZIP = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",  # the standard's strict form
    "http://schemas.openxmlformats.org/package/2006/relationships ",
)
_LONGEST_FORMAT = 255
Attributes = Mapping[str, str]


class Goer:
    """Goes over a part: told of the elements that ``starts`` and ``ends`` name, and of the text in them as
    long as ``into`` is a list; ``elements`` counts all of them, ``size`` that text.
    """

    def __init__(
        self, starts: Mapping[str, Callable[[Attributes], None]], ends: Mapping[str, Callable[[], None]]
    ) -> None:
        self._starts = {space + name: start for name, start in starts.items() for space in _SPACES}
        self._ends = {space + name: end for name, end in ends.items() for space in _SPACES}
        self.into: list[str] | None = None
        self.size = self._depth = self.elements = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins. Raises :class:`FileFault` for more than spreadsheet programs write."""
        self._depth += 1
        self.elements += 1
        if self._depth > _MOST_DEPTH:
            raise FileFault(tr("it is nested deeper than {n} levels; save it anew as XLSX", n=_MOST_DEPTH))
        if self.elements > _MOST_ELEMENTS:
            raise too_much()
        start = self._starts.get(name)
        if start is not None:
            start(attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        end = self._ends.get(name)
        if end is not None:
            end()

    def text(self, text: str) -> None:
        """A piece of text. Raises as :meth:`start`."""
        if self.into is not None:
            self.into.append(text)
            self.size += len(text)
            if self.size > _MOST_TOKEN:
                raise FileFault(tr("a cell of it is longer than {n} MB; shorten it", n=_MOST_TOKEN // _MB))


def too_much() -> FileFault:
    """What is said of a part that is larger than any table of questions."""
    return FileFault(tr("it holds more parts than a workbook of questions has; save its table as CSV"))


def damaged() -> FileFault:
    """What is said of a workbook that its own program would not open."""
    return FileFault(tr("it is no workbook, or a damaged one; save it anew as XLSX"))


@contextmanager
def damage() -> Iterator[None]:
    """Whatever the zip or the parser stumbles over is the file's fault and one sentence."""
    try:
        yield
    except FileFault:
        raise
    except (MemoryError, RecursionError):
        raise FileFault(
            tr("it is too deep or too large for a workbook of questions; save its table as CSV")
        ) from None
    except Exception as error:
        raise damaged() from error


class Workbook:
    """An open workbook: ``sheets`` are title and part of each, ``strings`` the texts that cells share,
    ``formats`` the number formats by the style that names them, where they are not the general one.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._unpacked = 0
        self._parts = _parts(archive)
        self.sheets: list[tuple[str, str]] = []
        self.strings: list[str] = []
        self.formats: dict[str, str] = {}
        self.from_1904 = False
        with damage():
            self._load()

    def go(self, part: str, goer: Goer) -> Iterator[None]:
        """Go over a part; it stops after every piece. Raises :class:`FileFault`."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = goer.start
        parser.EndElementHandler = goer.end
        parser.CharacterDataHandler = goer.text
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _declared
        fed = 0
        with self._opened(part) as file:
            while True:
                with damage():
                    chunk = file.read(_CHUNK)
                    parser.Parse(chunk, not chunk)
                    fed += len(chunk)
                    if fed - parser.CurrentByteIndex > _MOST_TOKEN:
                        raise FileFault(
                            tr("a cell of it is longer than {n} MB; shorten it", n=_MOST_TOKEN // _MB)
                        )
                yield
                if not chunk:
                    return

    def _opened(self, part: str) -> IO[bytes]:
        entry = self._parts.get(part.lower())
        if entry is None:
            raise damaged()
        if entry.flag_bits & 1 or entry.compress_type not in _PLAIN_ZIP:
            raise FileFault(tr("it is encrypted; save it without a password"))
        if entry.file_size > max(_MB, _MOST_RATIO * entry.compress_size):
            raise FileFault(
                tr(
                    "a part of it unpacks to more than {n} times its size; save its table as CSV",
                    n=_MOST_RATIO,
                )
            )
        self._unpacked += entry.file_size
        if self._unpacked > _MOST_XML:
            raise FileFault(tr("it unpacks to more than {n} MB; split it", n=_MOST_XML // _MB))
        with damage():
            return self._archive.open(entry)

    def _load(self) -> None:
        book = next((part for kind, part, _ in self._related("") if kind == "officeDocument"), "")
        book = book or "xl/workbook.xml"
        related = self._related(book)
        parts = {name: part for kind, part, name in related if kind == "worksheet"}
        found = self._listed(book, "sheet", "workbookPr")
        for element, said in found:
            if element == "workbookPr":
                self.from_1904 = said.get("date1904") in ("1", "true")
            elif part := parts.get(next((v for k, v in said.items() if k.endswith(" id")), "")):
                self.sheets.append((said.get("name", ""), part))
        if len(self.sheets) > _MOST_SHEETS:
            raise FileFault(tr("it has more than {n} sheets; split it", n=_MOST_SHEETS))
        for kind, part, _ in related:
            if kind == "sharedStrings":
                self._over(part, strings := _Strings())
                self.strings = strings.found
            elif kind == "styles":
                self._over(part, styles := _Styles())
                self.formats = styles.formats()

    def _related(self, part: str) -> list[tuple[str, str, str]]:
        """The last word of each relation's kind, the part that it leads to, and its name."""
        folder, name = posixpath.split(part)
        told = posixpath.join(folder, "_rels", f"{name}.rels")
        if told.lower() not in self._parts:
            return []
        found = []
        for _, said in self._listed(told, "Relationship"):
            if said.get("TargetMode") != "External":
                target = posixpath.join("/", folder, said.get("Target", "").replace("\\", "/"))
                kind = said.get("Type", "").rpartition("/")[2]
                found.append((kind, posixpath.normpath(target).lstrip("/"), said.get("Id", "")))
        return found

    def _listed(self, part: str, *names: str) -> list[tuple[str, Attributes]]:
        self._over(part, listed := _Listed(names))
        return listed.found

    def _over(self, part: str, goer: Goer) -> None:
        for _ in self.go(part, goer):
            pass


def _declared(*_: object) -> None:
    raise FileFault(tr("it declares entities, which no spreadsheet program does; save it anew as XLSX"))


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    """The workbook at a path. Raises :class:`FileFault` and OSError."""
    if path.stat().st_size > _MOST_FILE:
        raise FileFault(tr("it is larger than {n} MB; split it", n=_MOST_FILE // _MB))
    with path.open("rb") as whole:
        try:
            check_directory(whole, _MOST_PARTS)
        except zipfile.BadZipFile as error:
            raise FileFault(tr("{why}; save it anew as XLSX", why=error)) from None
        with damage():
            archive = zipfile.ZipFile(whole)
        with archive:
            yield Workbook(archive)


def _parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The parts by their names in small letters, which is how the programs compare them."""
    found: dict[str, zipfile.ZipInfo] = {}
    for part in archive.infolist():
        name = part.orig_filename
        if ".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) or "\0" in name:
            raise FileFault(
                tr(
                    "the name “{name}” in it leads out of it; save it anew as XLSX",
                    name=name[:80].replace("\0", "␀"),
                )
            )
        if found.setdefault(name.replace("\\", "/").lower(), part) is not part:
            raise FileFault(tr("a part of it stands in it twice; save it anew as XLSX"))
    return found


class _Listed(Goer):
    """Keeps what some elements say of themselves."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.found: list[tuple[str, Attributes]] = []
        super().__init__({name: partial(self._met, name) for name in names}, {})

    def _met(self, name: str, said: Attributes) -> None:
        if len(self.found) == _MOST_LISTED:
            raise too_much()
        self.found.append((name, said))


class _Strings(Goer):
    """Keeps the texts that cells share: each whole or in runs, without what says how it is read."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._aside = 0
        self._bytes = 0
        super().__init__(
            {"si": self._si, "t": self._t, "rPh": self._aside_in},
            {"si": self._si_end, "t": self._t_end, "rPh": self._aside_out},
        )

    def _si(self, _: Attributes) -> None:
        self._pieces.clear()
        self.size = 0

    def _t(self, _: Attributes) -> None:
        if not self._aside:
            self.into = self._pieces

    def _t_end(self) -> None:
        self.into = None

    def _aside_in(self, _: Attributes) -> None:
        self._aside += 1

    def _aside_out(self) -> None:
        self._aside -= 1

    def _si_end(self) -> None:
        text = "".join(self._pieces)
        self.found.append(text)
        self._bytes += getsizeof(text)
        if len(self.found) > _MOST_STRINGS or self._bytes > _MOST_STRINGS_MB * _MB:
            raise FileFault(tr("its texts take more than {n} MB; split it", n=_MOST_STRINGS_MB))


class _Styles(Goer):
    """Keeps which style has which number format."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._styles: list[str] = []
        self._within = False
        super().__init__(
            {"numFmt": self._number_format, "cellXfs": self._in, "xf": self._style}, {"cellXfs": self._out}
        )

    def _number_format(self, said: Attributes) -> None:
        if len(self._codes) < _MOST_LISTED:
            self._codes[said.get("numFmtId", "")] = said.get("formatCode", "")[:_LONGEST_FORMAT]

    def _in(self, _: Attributes) -> None:
        self._within = True

    def _out(self) -> None:
        self._within = False

    def _style(self, said: Attributes) -> None:
        if self._within and len(self._styles) < _MOST_LISTED:
            self._styles.append(said.get("numFmtId", "0"))

    def formats(self) -> dict[str, str]:
        """The format codes by the number of the style."""
        if all(number == "0" for number in self._styles):
            return {}
        from openpyxl.styles.numbers import BUILTIN_FORMATS  # 100 ms that most workbooks do not need

        known = {str(number): code for number, code in BUILTIN_FORMATS.items()} | self._codes
        return {
            str(at): code
            for at, number in enumerate(self._styles)
            if (code := known.get(number, "General")) != "General"
        }
