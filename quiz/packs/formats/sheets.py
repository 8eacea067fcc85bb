"""XLSX: workbooks of strangers opened safely, their rows as the texts that a person sees, and written."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers import expat

from quiz.packs.formats.model import FileFault
from quiz.packs.formats.records import Record
from quiz.words import tr

MOST_CELL = 32_767
"""Characters that a cell of a workbook can hold, counted as UTF-16."""
_MB = 1024 * 1024
_MOST_FILE = 64 * _MB
_MOST_XML = 96 * _MB
_MOST_RATIO = 200
_MOST_PARTS = 2_000
_MOST_DEPTH = 60
_MOST_TOKEN = 2 * _MB
# Far more than any quiz, and what openpyxl gets through in some seconds.
_MOST_ROWS = 250_000
_MOST_STRINGS = 500_000
_MOST_COLUMNS = 32
_MOST_SHEETS = 60
# Elements that are kept in memory at once: those of one row or string, and those outside of any.
_MOST_KEPT = 100_000
_CHUNK = 1 << 16
_BATCH = 256
_HEAD = 40
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_PLAIN_ZIP = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PERCENT = re.compile(r"0(?:\.(0+))?%")


def is_workbook(start: bytes) -> bool:
    """Whether a file that begins so can be an XLSX."""
    return start.startswith(b"PK\x03\x04")


Head = tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
"""The sheets of a workbook by name with their first rows, the empty ones left out."""


def head(path: Path) -> Head:
    """The first rows of every sheet. Raises :class:`FileFault` and OSError."""
    said = path.stat()
    found = _head(path, said.st_size, said.st_mtime_ns)
    if isinstance(found, str):
        raise FileFault(found)
    return found


@lru_cache(maxsize=2)
def _head(path: Path, size: int, changed_ns: int) -> Head | str:
    """The same, or why there is none: every format asks, and what is refused is looked at once."""
    try:
        return _heads(path)
    except FileFault as fault:
        return str(fault)


def _heads(path: Path) -> Head:
    with _opened(path) as (book, uncounted):
        sheets = []
        for sheet in book.worksheets:
            told = tuple(tuple(record.cells) for record in _rows(sheet, uncounted, _HEAD))
            sheets.append((str(sheet.title), told))
        return tuple(sheets)


def rows(path: Path, sheet: int = 0) -> Iterator[Record]:
    """The rows of a sheet that are not empty. Raises :class:`FileFault` when the workbook is damaged."""
    with _opened(path) as (book, uncounted):
        yield from _rows(book.worksheets[sheet], uncounted)


def _rows(sheet: Any, parts: dict[str, dict[int, int]], most: int | None = None) -> Iterator[Record]:
    uncounted = parts.get(str(sheet._worksheet_path).lstrip("/"), {})
    sheet.reset_dimensions()  # many programs write wrong ones
    found = enumerate(sheet.iter_rows(max_row=most, max_col=_MOST_COLUMNS), 1)
    while True:
        # Here and nowhere else openpyxl parses; its warnings are about looks and menus.
        with _damage(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            batch = list(islice(found, _BATCH))
        if not batch:
            return
        for number, cells in batch:
            record = _record(number, cells, uncounted.get(number, 0))
            if record is not None:
                yield record


def _record(number: int, cells: Iterable[Any], uncounted: int) -> Record | None:
    texts: list[str] = []
    notes: list[str] = []
    seen = False
    for cell in cells:
        value = cell.value
        if value is None:
            texts.append("")
            continue
        seen = True
        if type(value) is str:
            texts.append(_unescaped(value) if "_x" in value else value)
            if cell.data_type == "e":
                notes.append(tr("a cell of it holds the error {code}", code=value))
        else:
            texts.append(_seen(value, cell))
            if isinstance(value, date | time | timedelta):
                notes.append(tr("a cell of it holds a date, which was read as {text}", text=texts[-1]))
    if uncounted:
        notes.append(tr("a formula in it was never worked out; open and save the file in a spreadsheet"))
    while texts and not texts[-1]:
        texts.pop()
    return Record(number, number, texts, tuple(dict.fromkeys(notes))) if seen or uncounted else None


def _seen(value: Any, cell: Any) -> str:
    """A value as its cell shows it."""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int | float):
        percent = _PERCENT.fullmatch(str(cell.number_format))
        if percent:
            return f"{value:.{len(percent[1] or '')}%}"
        return str(value) if isinstance(value, int) else _plain(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return str(value)


def _plain(value: float) -> str:
    """A number without an exponent and without what binary fractions add.

    >>> _plain(5.0), _plain(0.1 + 0.2), _plain(1e20)
    ('5', '0.3', '100000000000000000000')
    """
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    text = format(value, ".15g")
    if "e" in text:
        text = format(Decimal(text), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unescaped(text: str) -> str:
    """Signs that XML cannot hold stand as their codes in a workbook."""
    return _ESCAPED.sub(lambda found: _sign(int(found[1], 16)), text)


def _sign(code: int) -> str:
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever openpyxl stumbles over is the file's fault and one sentence."""
    try:
        yield
    except FileFault:
        raise
    except (MemoryError, RecursionError):
        raise FileFault(tr("it is too deep or too large for a workbook of questions")) from None
    except Exception as error:
        what = " ".join(str(error).split())[:80] or type(error).__name__
        raise FileFault(
            tr("it is no workbook, or damaged ({what}); save it anew as XLSX", what=what)
        ) from None


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, dict[str, dict[int, int]]]]:
    """The workbook after every part of it was looked at, and which rows hold formulas without a value."""
    said = path.stat()
    uncounted = _checked(path, said.st_size, said.st_mtime_ns)
    # Of a name that does not end in .xlsx openpyxl thinks ill, of an open file it does not.
    with path.open("rb") as file:
        with _damage(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import openpyxl  # 100 ms that other formats do not need

            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            yield book, uncounted
        finally:
            book.close()


@lru_cache(maxsize=2)
def _checked(path: Path, size: int, changed_ns: int) -> dict[str, dict[int, int]]:
    """By part, how many formulas in which row have no value. Raises :class:`FileFault` for a danger."""
    if size > _MOST_FILE:
        raise FileFault(tr("it is larger than {n} MB; split it", n=_MOST_FILE // _MB))
    found: dict[str, dict[int, int]] = {}
    with path.open("rb") as whole, _damage(), zipfile.ZipFile(whole) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir()]
        # What is no XML is never unpacked here.
        read = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in read) > _MOST_XML:
            raise FileFault(tr("it unpacks to more than {n} MB or too many parts", n=_MOST_XML // _MB))
        if len({part.filename for part in parts}) < len(parts):
            raise FileFault(tr("a part of it stands in it twice; save it anew as XLSX"))
        for part in parts:
            name = part.orig_filename
            if ".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) or "\0" in name:
                raise FileFault(
                    tr("the name “{name}” in it leads out of it", name=name[:80].replace("\0", "␀"))
                )
        for part in read:
            if part.flag_bits & 1 or part.compress_type not in _PLAIN_ZIP:
                raise FileFault(tr("it is encrypted; save it without a password"))
            if part.file_size > max(_MB, _MOST_RATIO * part.compress_size):
                raise FileFault(tr("a part of it unpacks to more than {n} times its size", n=_MOST_RATIO))
            shape = _Shape()
            with archive.open(part) as file:
                shape.read(file)  # type: ignore[arg-type]  # only ``read`` is asked of it
            if shape.uncounted:
                found[part.filename] = shape.uncounted
    return found


@dataclass(slots=True)
class _Shape:
    """Goes over XML without building anything of it: how deep, how much at once, and nothing declared."""

    uncounted: dict[int, int] = field(default_factory=dict)
    _depth: int = 0
    _outside: int = 0
    _inside: int = 0
    _within: int = 0
    _elements: int = 0
    _rows: int = 0
    _sheets: int = 0
    _formula: bool = False
    _value: bool = False

    def read(self, file: BinaryIO) -> None:
        """Raises :class:`FileFault` for what no spreadsheet program writes."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._declared
        parser.EntityDeclHandler = self._declared
        fed = met = elements = 0
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
            fed += len(chunk)
            if self._elements > elements:
                elements, met = self._elements, fed
            elif fed - met > _MOST_TOKEN:
                raise FileFault(tr("a cell of it is longer than {n} MB", n=_MOST_TOKEN // _MB))
        parser.Parse(b"", True)

    def _declared(self, *_: object) -> None:
        raise FileFault(tr("it declares entities, which no spreadsheet program does"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise FileFault(tr("it is nested deeper than {n} levels", n=_MOST_DEPTH))
        if name == _C:
            self._formula = self._value = False
        elif name == _F:
            self._formula = True
        elif name in (_V, _IS):
            self._value = True
        elif name in (_ROW, _SI):
            self._rows += 1
            said = attributes.get("r", "") if name == _ROW else ""
            most = _MOST_ROWS if name == _ROW else _MOST_STRINGS
            if self._rows > most or (said and not (said.isdecimal() and int(said[:9]) <= most)):
                raise FileFault(tr("it has more than {n} rows; split it", n=_MOST_ROWS))
            if not self._within:
                self._within = self._depth
                self._inside = 0
            if said:
                self._rows = max(self._rows, int(said))
        elif name == _SHEET:
            self._sheets += 1
            if self._sheets > _MOST_SHEETS:
                raise FileFault(tr("it has more than {n} sheets", n=_MOST_SHEETS))
        if self._within:
            self._inside += 1
        else:
            self._outside += 1
        if self._inside > _MOST_KEPT or self._outside > _MOST_KEPT:
            raise FileFault(tr("it holds more parts than a workbook of questions has"))

    def _end(self, name: str) -> None:
        if self._within == self._depth:
            self._within = 0
        self._depth -= 1
        if name == _C and self._formula and not self._value and len(self.uncounted) < _MOST_KEPT:
            self.uncounted[self._rows] = self.uncounted.get(self._rows, 0) + 1


_C, _F, _V, _IS, _ROW, _SI, _SHEET = (_NS + name for name in ("c", "f", "v", "is", "row", "si", "sheet"))


def writable(text: str) -> str:
    """``text`` without the signs that no workbook can hold."""
    return _UNWRITABLE.sub("", text)


def units(text: str) -> int:
    """The length of a text as spreadsheets and their makers count it.

    >>> units("Noir"), units("🎮")
    (4, 2)
    """
    return len(text) + sum(sign > "\uffff" for sign in text)


def write_rows(title: str, rows: Iterable[Iterable[str | int]], out: BinaryIO) -> None:
    """A workbook of one sheet. Texts stay texts, whatever they begin with."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        cells: list[Any] = []
        for value in row:
            if value == "" or isinstance(value, int):
                cells.append(value if value != "" else None)
                continue
            cell = WriteOnlyCell(sheet, _ESCAPED.sub(r"_x005F_x\1_", value))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(out)
