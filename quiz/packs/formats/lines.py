"""Text files line by line: encodings found out, lines of any length met without holding them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from quiz.packs.formats.model import FileFault
from quiz.words import tr

MOST_FILE_MB = 256
MOST_LINE = 1 << 16
"""Bytes of a line; a longer one is cut and marked."""
_MB = 1024 * 1024
_CHUNK = 1 << 16
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Line:
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
            raise FileFault(tr("it is no text"))
        pieces = _bytes(file) if not wide else _recoded(file, wide)
        for number, (raw, cut) in enumerate(pieces, 1):
            yield _line(number, raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw, cut, fallback)


def wide_codec(start: bytes) -> str:
    """The UTF-16 codec of a text that begins so; empty for anything else."""
    for mark, codec in _WIDE:
        if start.startswith(mark):
            return codec
    pairs = len(start) // 2
    if pairs < 4:
        return ""
    for codec, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        # English in UTF-16 is half zeros, all on one side.
        if start[odd::2].count(0) * 10 > pairs * 7 and not start[1 - odd :: 2].count(0):
            return codec
    return ""


def peeked(start: bytes) -> str:
    """The beginning of a file as text, for recognising it; signs that are none become U+FFFD."""
    wide = wide_codec(start[:4096])
    text = start.decode(wide or "utf-8", "replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _line(number: int, raw: bytes, cut: bool, fallback: str) -> Line:
    try:
        # A letter that was cut in two at the limit is no wrong encoding.
        return Line(number, raw.decode("utf-8", "ignore" if cut else "strict"), False, cut)
    except UnicodeDecodeError:
        return Line(number, raw.decode(fallback, "replace"), True, cut)


def _bytes(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Lines of bytes without their ends, each with whether it was cut."""
    held = b""
    skipping = False
    while True:
        chunk = file.read(_CHUNK)
        if not chunk:
            break
        held += chunk
        # A carriage return at the very end may be the first half of CRLF.
        keep = b"\r" if held.endswith(b"\r") else b""
        whole = held[: len(held) - len(keep)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *done, held = whole.split(b"\n")
        for raw in done:
            if skipping:
                skipping = False
                continue
            yield raw[:MOST_LINE], len(raw) > MOST_LINE
        if skipping:
            held = b""
        elif len(held) > MOST_LINE:
            yield held[:MOST_LINE], True
            held, skipping = b"", True
        held += keep
    tail = held.rstrip(b"\r")
    if tail and not skipping:
        yield tail[:MOST_LINE], len(tail) > MOST_LINE


def _recoded(file: BinaryIO, codec: str) -> Iterator[tuple[bytes, bool]]:
    decoder = codecs.getincrementaldecoder(codec)("replace")
    return _bytes(_Recoded(file, decoder))  # type: ignore[arg-type]  # only ``read`` is asked of it


class _Recoded:
    """UTF-16 bytes read as UTF-8 bytes."""

    def __init__(self, file: BinaryIO, decoder: codecs.IncrementalDecoder) -> None:
        self._file, self._decoder = file, decoder

    def read(self, size: int) -> bytes:
        while chunk := self._file.read(size):
            if text := self._decoder.decode(chunk):
                return text.encode("utf-8", "replace")
        return b""
