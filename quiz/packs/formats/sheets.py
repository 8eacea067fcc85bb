"""XLSX: the rows of a workbook as the texts that a person sees, and workbooks written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from quiz.packs.formats.model import FileFault
from quiz.packs.formats.records import Record
from quiz.packs.formats.workbook import Attributes, Goer, Workbook, damaged, opened, too_much
from quiz.words import tr

MOST_CELL = 32_767
"""Characters that a cell of a workbook can hold, counted as UTF-16."""
# Far more than any quiz.
_MOST_ROWS = 250_000
_MOST_COLUMNS = 32
_MOST_IDLE = 1_000_000
# Of one text that many cells share, each makes another.
_MOST_TEXT = 96 << 20
_HEAD = 40
_CELL = re.compile(r"([A-Za-z]{1,3})\d{1,7}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"-?[1-9]\d{0,39}", re.ASCII)
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
        with opened(path) as book:
            return tuple((title, _first(book, part)) for title, part in book.sheets)
    except FileFault as fault:
        return str(fault)


def _first(book: Workbook, part: str) -> tuple[tuple[str, ...], ...]:
    found = []
    for record in _rows(book, part):
        if record.number > _HEAD:
            break
        found.append(tuple(record.cells))
    return tuple(found)


def rows(path: Path, sheet: int = 0) -> Iterator[Record]:
    """The rows of a sheet that are not empty. Raises :class:`FileFault` when the workbook is damaged."""
    with opened(path) as book:
        yield from _rows(book, book.sheets[sheet][1])


def _rows(book: Workbook, part: str) -> Iterator[Record]:
    goer = _Rows(book)
    for _ in book.go(part, goer):
        yield from goer.ready
        goer.ready.clear()


class _Rows(Goer):
    """Makes records of the rows of a sheet; ``ready`` are those that have ended."""

    def __init__(self, book: Workbook) -> None:
        self.ready: list[Record] = []
        self._book = book
        self._number = self._rows = self._volume = self._column = self._aside = self._met = 0
        self._columns: dict[str, int] = {}
        self._cells: list[str] = []
        self._notes: list[str] = []
        self._type = self._style = ""
        self._formula = self._valued = False
        self._pieces: list[str] = []
        super().__init__(
            {
                "row": self._row,
                "c": self._cell,
                "f": self._calculated,
                "v": self._value,
                "is": self._inline,
                "t": self._text,
                "rPh": self._aside_in,
            },
            {
                "row": self._row_end,
                "c": self._cell_end,
                "v": self._text_end,
                "t": self._text_end,
                "rPh": self._aside_out,
            },
        )

    def _row(self, said: Attributes) -> None:
        told = said.get("r")
        self._rows += 1
        self._number += 1
        if told is not None:
            self._number = int(told) if told.isdecimal() and len(told) < 9 else _MOST_ROWS + 1
        if max(self._rows, self._number) > _MOST_ROWS:
            raise FileFault(tr("it has more than {n} rows; split it", n=_MOST_ROWS))
        self._column = -1

    def _cell(self, said: Attributes) -> None:
        if self.elements - self._met > _MOST_IDLE:
            raise too_much()
        told = said.get("r")
        self._column = self._column + 1 if told is None else self._column_of(told)
        self._type, self._style = said.get("t", "n"), said.get("s", "")
        self._formula = self._valued = False
        self._pieces.clear()
        self.size = 0

    def _column_of(self, told: str) -> int:
        """The column of a cell's name, from 0."""
        found = _CELL.fullmatch(told)
        if found is None:
            raise damaged()
        letters = found[1]
        column = self._columns.get(letters)
        if column is None:
            column = -1
            for letter in letters.upper():
                column = (column + 1) * 26 + ord(letter) - ord("A")
            self._columns[letters] = column
        return column

    def _calculated(self, _: Attributes) -> None:
        self._formula = True

    def _value(self, _: Attributes) -> None:
        self._valued = True
        self.into = self._pieces

    def _inline(self, _: Attributes) -> None:
        self._valued = True

    def _text(self, _: Attributes) -> None:
        if self._type == "inlineStr" and not self._aside:
            self.into = self._pieces

    def _text_end(self) -> None:
        self.into = None

    def _aside_in(self, _: Attributes) -> None:
        self._aside += 1

    def _aside_out(self) -> None:
        self._aside -= 1

    def _cell_end(self) -> None:
        if self._formula and not self._pieces and not (self._valued and self._type == "str"):
            # An empty value is what some programs write for none; one that is a text was worked out as empty.
            self._notes.append(
                tr("a formula in it was never worked out; open and save the file in a spreadsheet")
            )
        if self._column >= _MOST_COLUMNS or not self._pieces:
            return
        text = self._seen("".join(self._pieces))
        self._volume += len(text)
        if self._volume > _MOST_TEXT:
            raise FileFault(tr("its texts take more than {n} MB; split it", n=_MOST_TEXT >> 20))
        cells = self._cells
        while len(cells) <= self._column:
            cells.append("")
        cells[self._column] = text

    def _row_end(self) -> None:
        while self._cells and not self._cells[-1]:
            self._cells.pop()
        if self._cells or self._notes:
            notes = tuple(dict.fromkeys(self._notes))
            self.ready.append(Record(self._number, self._number, self._cells, notes))
            self._met = self.elements
        self._cells, self._notes = [], []

    def _seen(self, value: str) -> str:
        """What the cell at hand shows."""
        kind = self._type
        if kind == "s":
            try:
                return _unescaped(self._book.strings[int(value)])
            except (ValueError, IndexError):
                raise damaged() from None
        if kind in ("inlineStr", "str"):
            return _unescaped(value)
        if kind == "b":
            return "True" if value.strip() in ("1", "true") else "False"
        if kind == "e":
            return self._error(value)
        if kind == "d":
            try:
                return self._dated(datetime.fromisoformat(value))
            except ValueError:
                return value
        return self._numbered(value.strip())

    def _error(self, code: str) -> str:
        self._notes.append(tr("a cell of it holds the error {code}", code=code[:20]))
        return code

    def _numbered(self, value: str) -> str:
        code = self._book.formats.get(self._style)
        if code is None and _WHOLE.fullmatch(value):
            return value
        if not _NUMBER.fullmatch(value):
            return value
        number = float(value)
        if code is None:
            return _plain(number)
        percent = _PERCENT.fullmatch(code)
        if percent:
            return f"{number:.{len(percent[1] or '')}%}"
        from openpyxl.styles.numbers import is_date_format, is_timedelta_format
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        if not is_date_format(code):
            return value if _WHOLE.fullmatch(value) else _plain(number)
        epoch = MAC_EPOCH if self._book.from_1904 else WINDOWS_EPOCH
        try:
            return self._dated(from_excel(number, epoch, timedelta=is_timedelta_format(code)))
        except (OverflowError, ValueError):
            return self._error("#VALUE!")

    def _dated(self, value: date | time | timedelta) -> str:
        if isinstance(value, datetime):
            midnight = value.time() == time()
            text = value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
        else:
            text = str(value)
        self._notes.append(tr("a cell of it holds a date, which was read as {text}", text=text))
        return text


def _plain(value: float) -> str:
    """A number without an exponent and without what binary fractions add.

    >>> _plain(5.0), _plain(0.1 + 0.2), _plain(1e20)
    ('5', '0.3', '100000000000000000000')
    """
    text = format(value, ".15g")
    if "e" in text:
        text = format(Decimal(text), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unescaped(text: str) -> str:
    """Signs that XML cannot hold stand as their codes in a workbook."""
    return _ESCAPED.sub(lambda found: _sign(int(found[1], 16)), text) if "_x" in text else text


def _sign(code: int) -> str:
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


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
