"""Text files line by line: encodings found out, lines of any length met without holding them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from quiz.packs.formats.model import FileFault
from quiz.words import tr

MOST_FILE_MB = 256
MOST_LINE = 1 << 16
"""Bytes of a line; a longer one is cut and marked."""
_MB = 1024 * 1024
_CHUNK = 1 << 16
_MOST_BLANK = 1000
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Line(NamedTuple):
    """One line without its end. ``guessed`` says that it was no UTF-8 and was read in the fallback encoding;
    ``cut`` that it was longer than ``MOST_LINE`` and only its beginning is here.
    """

    number: int
    text: str
    guessed: bool = False
    cut: bool = False


def lines(path: Path, fallback: str = "cp1252") -> Iterator[Line]:
    """The lines of a text file, its byte-order mark dropped; LF, CRLF and CR end a line.

    UTF-8 and UTF-16 by their marks, UTF-16 without one by its zero bytes, else UTF-8 line by line, and
    ``fallback`` where a line is none. Raises :class:`FileFault` for what is too large or no text.
    """
    if path.stat().st_size > MOST_FILE_MB * _MB:
        raise FileFault(tr("it is larger than {n} MB; split it", n=MOST_FILE_MB))
    with path.open("rb") as file:
        start = file.read(4096)
        file.seek(0)
        wide = wide_codec(start)
        if not wide and b"\0" in start:
            raise FileFault(tr("it is no text; save its questions as CSV or plain text"))
        number = 0
        for block, cut in _blocks(file if not wide else _Recoded(file, wide)):
            if not number:
                block = block.removeprefix(codecs.BOM_UTF8)
            if cut:
                number += 1
                # A letter that was cut in two at the limit is no wrong encoding.
                yield _line(number, block, True, fallback)
                continue
            if len(block) > _MOST_BLANK and not block.strip(b" \t\n"):
                # A hundred million blank lines say no more than these; no reader takes so many for one row.
                count = block.count(b"\n") + 1
                for raw in block[: _MOST_BLANK * 4].split(b"\n")[:_MOST_BLANK]:
                    number += 1
                    count -= 1
                    yield Line(number, raw.decode())
                number += count
                continue
            try:
                texts = block.decode().split("\n")
            except UnicodeDecodeError:
                for raw in block.split(b"\n"):
                    number += 1
                    yield _line(number, raw, False, fallback)
                continue
            for text in texts:
                number += 1
                yield Line(number, text)


def wide_codec(start: bytes) -> str:
    """The UTF-16 codec of a text that begins so; empty for anything else."""
    for mark, codec in _WIDE:
        if start.startswith(mark):
            return codec
    pairs = len(start) // 2
    if pairs < 4:
        return ""
    for codec, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        # English in UTF-16 is half zeros, nearly all on one side.
        zeros = start[odd::2].count(0)
        if zeros * 10 > pairs * 7 and start[1 - odd :: 2].count(0) * 10 < zeros:
            return codec
    return ""


def peeked(start: bytes) -> str:
    """The beginning of a file as text, for recognising it; signs that are none become U+FFFD."""
    wide = wide_codec(start[:4096])
    text = start.decode(wide or "utf-8", "replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _line(number: int, raw: bytes, cut: bool, fallback: str) -> Line:
    try:
        return Line(number, raw.decode("utf-8", "ignore" if cut else "strict"), False, cut)
    except UnicodeDecodeError:
        return Line(number, raw.decode(fallback, "replace"), True, cut)


class Source(Protocol):
    """Where bytes come from."""

    def read(self, size: int, /) -> bytes:
        """At most so many; none at the end."""
        ...


def _blocks(file: Source) -> Iterator[tuple[bytes, bool]]:
    """Whole lines parted by LF, as many as come at once; or one that was cut, and True."""
    held = b""
    skipping = False
    while chunk := file.read(_CHUNK):
        held += chunk
        # A carriage return at the very end may be the first half of CRLF.
        keep = b"\r" if held.endswith(b"\r") else b""
        whole = held[: len(held) - len(keep)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        done, end, held = whole.rpartition(b"\n")
        if end and skipping:
            _, end, done = done.partition(b"\n")
            skipping = False
        if end:
            # Only the first line of a block can have begun before it.
            first, more, rest = done.partition(b"\n")
            if len(first) > MOST_LINE:
                yield first[:MOST_LINE], True
                if more:
                    yield rest, False
            else:
                yield done, False
        if skipping:
            held = b""
        elif len(held) > MOST_LINE:
            yield held[:MOST_LINE], True
            held, skipping = b"", True
        held += keep
    tail = held.rstrip(b"\r")
    if tail and not skipping:
        yield tail[:MOST_LINE], len(tail) > MOST_LINE


class _Recoded:
    """UTF-16 bytes read as UTF-8 bytes."""

    def __init__(self, file: BinaryIO, codec: str) -> None:
        self._file, self._decoder = file, codecs.getincrementaldecoder(codec)("replace")

    def read(self, size: int, /) -> bytes:
        """At least one letter of it, until its end."""
        while chunk := self._file.read(size):
            if text := self._decoder.decode(chunk):
                return text.encode("utf-8", "replace")
        return b""
