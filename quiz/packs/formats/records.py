"""CSV and its kin, record by record: separator and encoding guessed, a bad quotation mark costs one row."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from quiz.packs.formats.lines import Line, lines, wide_codec
from quiz.packs.formats.texts import guarded
from quiz.words import tr

SEPARATORS = "\t;,"
MOST_LINES = 200
"""Lines of one record; what runs on longer is a quotation mark that nobody closed."""
MOST_RECORD = 1 << 16
_HEAD = 40
_LEAST_LINES = 5
_SAMPLE = 1 << 18
_SAID_SEPARATOR = re.compile(r'"?sep=([,;\t|:~^])"?\s*', re.IGNORECASE)
_ODD = re.compile(rb"[\x80-\xff]+")
_OPENED = re.compile(' *+"')
_ENCODINGS = {
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp1253": "Windows-1253",
    "cp932": "Shift JIS",
    "euc_kr": "EUC-KR",
    "gb18030": "GB 18030",
    "big5": "Big5",
}


@dataclass(slots=True)
class Record:
    """One row of a table, counted from 1 as a spreadsheet counts it, and the line that it begins in.

    ``changed`` and ``why`` are as in :class:`~quiz.packs.formats.model.Row`; with a ``why``, the cells are
    only what can be shown of it.
    """

    number: int
    line: int
    cells: list[str]
    changed: tuple[str, ...] = ()
    why: str = ""


def records(path: Path, separator: str, comment: str = "") -> Iterator[Record]:
    """The rows of a file that are not empty; lines that begin with ``comment`` do not count.

    Raises :class:`~quiz.packs.formats.model.FileFault` for what is no text.
    """
    codec = fallback_of(path)
    yield from _Records(lines(path, codec), separator, comment, _ENCODINGS[codec])


@lru_cache(maxsize=4)
def head(text: str, separator: str = "") -> tuple[tuple[str, ...], ...]:
    """The first rows of a text as far as they can be read, the empty ones left out."""
    found = separator or separator_of(text)
    told = (
        Line(n, line) for n, line in enumerate(text.split("\n", 4 * MOST_LINES), 1) if len(line) < _SAMPLE
    )
    rows: list[tuple[str, ...]] = []
    for record in _Records(told, found, "", ""):
        if not record.why:
            rows.append(tuple(cell.strip() for cell in record.cells))
        if len(rows) == _HEAD:
            break
    return tuple(rows)


@lru_cache(maxsize=4)
def separator_of(text: str) -> str:
    r"""The sign that parts the cells of a text: what ``sep=`` says, else what most rows agree about.

    >>> separator_of("sep=|\na|b"), separator_of("Who, what?;Me\nWhy?;It"), separator_of("a,b\nc,d")
    ('|', ';', ',')
    """
    if said := _SAID_SEPARATOR.fullmatch(text[:20].partition("\n")[0]):
        return said[1]
    best, found = (0.0, 0), ","
    for separator in SEPARATORS:
        widths = [len(row) for row in head(text, separator)]
        if not widths:
            continue
        # The header decides between signs that the texts hold as well.
        usual = max((w for w in widths if w > 1), key=widths.count, default=1)
        rank = (round(widths.count(usual) / len(widths), 1), usual)
        if usual > 1 and rank > best:
            best, found = rank, separator
    return found


def fallback_of(path: Path) -> str:
    """The encoding of a text that is no UTF-8, worked out of its own letters."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    if wide_codec(start[:4096]):
        return "cp1252"
    odd = [line for line in start.split(b"\n") if not line.isascii() and not _is_utf8(line)]
    if not odd or _is_western(b"\n".join(odd)):
        return "cp1252"
    from charset_normalizer import from_bytes  # 40 ms that files in UTF-8 do not need

    best = from_bytes(b"\n".join(odd)[: 1 << 15], cp_isolation=list(_ENCODINGS)).best()
    return best.encoding if best is not None and best.encoding in _ENCODINGS else "cp1252"


def _is_western(text: bytes) -> bool:
    """Whether most letters beyond ASCII stand alone among plain ones, as accents do. Of so few the detector
    makes a Chinese sign out of an umlaut and the letter after it.
    """
    runs: list[bytes] = _ODD.findall(text)
    alone = sum(len(run) == 1 and run >= b"\xc0" for run in runs)
    return alone > 0 and alone >= 2 * sum(len(run) > 1 for run in runs)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Records:
    """Lines gathered into records; those of a record that does not end are given back and read again."""

    def __init__(self, source: Iterable[Line], separator: str, comment: str, encoding: str) -> None:
        self._source = iter(source)
        self._back: deque[Line] = deque()
        self._separator, self._comment = separator, comment
        self._guessed = tr("its text is no UTF-8 and was read as {encoding}", encoding=encoding)
        self._most_lines = MOST_LINES

    def __iter__(self) -> Iterator[Record]:
        separator, comment = self._separator, self._comment
        number = 0
        while (line := self._next()) is not None:
            text = line.text
            if line.number == 1 and _SAID_SEPARATOR.fullmatch(text):
                continue
            if comment and text.startswith(comment):
                continue
            number += 1
            if line.cut:
                why = tr("a line is longer than 64 KB; shorten it")
                yield Record(number, line.number, [text[:200]], (), why)
            elif '"' in text:
                record = self._quoted(number, line)
                if any(record.cells):
                    yield record
            elif text and text.strip(f"{separator} \t"):
                changed = (self._guessed,) if line.guessed else ()
                yield Record(number, line.number, text.split(separator), changed)

    def _next(self) -> Line | None:
        return self._back.popleft() if self._back else next(self._source, None)

    def _quoted(self, number: int, first: Line) -> Record:
        held = [first]
        run = csv.reader(self._run(held), delimiter=self._separator, skipinitialspace=True, strict=True)
        try:
            cells = next(run)
        except (csv.Error, StopIteration):
            return self._mended(number, held)
        changed = (self._guessed,) if any(line.guessed for line in held) else ()
        return Record(number, first.number, cells, changed)

    def _run(self, held: list[Line]) -> Iterator[str]:
        """Lines for as long as the record that begins in ``held`` asks for them."""
        yield held[0].text + "\n"
        size = len(held[0].text)
        while len(held) < self._most_lines:
            line = self._next()
            if line is None:
                return
            size += len(line.text)
            if line.cut or size > MOST_RECORD:
                self._back.appendleft(line)
                return
            held.append(line)
            yield line.text + "\n"

    def _mended(self, number: int, held: list[Line]) -> Record:
        """What can be made of a record with a quotation mark too many: of its first line alone."""
        first, *others = held
        self._back.extendleft(reversed(others))
        # A file of nothing but open quotation marks must not be read two hundred times.
        self._most_lines = max(_LEAST_LINES, self._most_lines - 1)
        changed = (self._guessed,) if first.guessed else ()
        cells = mended(first.text, self._separator)
        if cells is None:
            why = tr("a quotation mark in it is not closed; close it, or write two for one inside of a cell")
            return Record(number, first.number, [first.text[:200]], (), why)
        taken = tr("its quotation marks are not doubled and were taken as they stand")
        return Record(number, first.number, cells, (*changed, taken))


def mended(line: str, separator: str) -> list[str] | None:
    """The cells of a line whose quotation marks are not doubled; None when it is unclear where a cell ends.

    >>> mended('"He said "hi" to me",Bob', ","), mended('"Who?,Bob', ",")
    (['He said "hi" to me', 'Bob'], None)
    """
    if separator == "\t":
        # Hardly a text has a tab in it, and most programs that write tabs write no quotation marks.
        return [_bare(cell.strip(" ")) for cell in line.split("\t")]
    mark = re.escape(separator)
    quoted = re.compile(rf' *+"((?:[^"]++|""|"(?! *+(?:{mark}|$)))*+)" *+(?:{mark}|$)')
    cells: list[str] = []
    at = 0
    while True:
        if _OPENED.match(line, at):
            found = quoted.match(line, at)
            if found is None or re.search(rf'{mark} *+"', found[1]):
                return None
            cells.append(found[1].replace('""', '"'))
            at = found.end()
            if not found[0].endswith(separator):
                return cells
        else:
            end = line.find(separator, at)
            if end < 0:
                return [*cells, line[at:]]
            cells.append(line[at:end])
            at = end + 1


def _bare(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def fits(texts: Iterable[str]) -> bool:
    """Whether texts are short enough for one record to be read again."""
    whole = "".join(texts)
    # Every quotation mark is written twice, and every text may have a mark and quotation marks around it.
    size = len(whole.encode(errors="surrogatepass")) + whole.count('"')
    return size < MOST_RECORD - 2_000 and whole.count("\n") < MOST_LINES - 20


def written(cells: Iterable[str]) -> bytes:
    r"""One record of a CSV file; no cell of it becomes a formula.

    >>> written(["=1+1", "a,b"])
    b'\'=1+1,"a,b"\r\n'
    """
    out = io.StringIO()
    csv.writer(out).writerow([guarded(cell) for cell in cells])
    return out.getvalue().encode()
