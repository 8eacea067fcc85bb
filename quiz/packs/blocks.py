"""A pack file as blocks: its head, then one block for each ``[[question]]``.

Blocks are split before any of them is parsed, so a fault takes only its own question along, its line is
known, and memory holds one block at a time.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

MOST_BYTES = 64 * 1024
MOST_LINES = 200
# A file of nothing but unclosed texts would be read again from each of them.
_MOST_GIVEN_BACK = 200

HEADER = re.compile(rb"[ \t]*\[\[[ \t]*(?:question|\"question\"|'question')[ \t]*\]\]")
_IDLE = re.compile(rb"[ \t]*(?:#[^\0]*)?\r?\n?")
_TOKEN = re.compile(rb"""#|\"""|'''|"(?:\\.|[^"\\])*+"?|'[^']*+'?""", re.DOTALL)
_HEADERS = re.compile(b"^" + HEADER.pattern, re.MULTILINE)
_BLANK = re.compile(rb"\n++|(?:\r\n)*+")
_CHUNK = 1 << 17
_ENDS = {b'"""': re.compile(rb'\\.|("{3,5})', re.DOTALL), b"'''": re.compile(rb"('{3,5})")}


@dataclass(slots=True)
class Block:
    """Some lines of a pack file, from ``line`` (counted from 1) on.

    ``header_inside`` is the index of the first line in a text in three quotes that looks like the next
    question, or 0.
    """

    line: int
    lines: list[bytes] = field(default_factory=list)
    oversize: bool = False
    header_inside: int = 0

    @property
    def raw(self) -> bytes:
        """The block's bytes."""
        return b"".join(self.lines)

    @property
    def open_line(self) -> int:
        """The line of a text in three quotes that never ends, or 0."""
        opened, quotes = 0, b""
        for n, raw in enumerate(self.lines):
            before, quotes = quotes, _after(quotes, raw)
            opened = self.line + n if quotes and not (before and quotes == before) else opened
        return opened if quotes else 0


class Source(Protocol):
    """Where bytes come from."""

    def read(self, size: int, /) -> bytes:
        """At most so many; none at the end."""
        ...


class _Lines:
    """The lines of a file; ``number`` is that of the last one, counted from 1."""

    def __init__(self, file: Source) -> None:
        self._file = file
        self._held = b""
        self._at = 0
        self.number = 0

    def next(self) -> bytes | None:
        """A line with its end; one that is longer than ``MOST_BYTES`` by more than that is cut."""
        end = self._held.find(b"\n", self._at) + 1
        while not end and len(self._held) - self._at <= 2 * MOST_BYTES:
            rest = self._held[self._at :]
            chunk = self._file.read(_CHUNK)
            self._held, self._at = rest + chunk, 0
            end = self._held.find(b"\n", len(rest)) + 1 or (0 if chunk else len(rest))
            if not self._held:
                return None
        raw = self._held[self._at : end or None]
        if end:
            self._at = end
        else:
            self._drop_line()
        self.number += 1
        return raw.removeprefix(b"\xef\xbb\xbf") if self.number == 1 else raw

    def pass_blank(self) -> int:
        """Pass over the empty lines that follow, as far as they are at hand; how many."""
        found = _BLANK.match(self._held, self._at)
        assert found is not None
        self._at = found.end()
        count = found[0].count(b"\n")
        self.number += count
        return count

    def pass_to_header(self) -> None:
        """Pass over all lines before the next one that a question can begin with."""
        while True:
            found = _HEADERS.search(self._held, self._at)
            # Of the last line, only the beginning may be here.
            end = found.start() if found else self._held.rfind(b"\n", self._at) + 1 or self._at
            self.number += self._held.count(b"\n", self._at, end)
            self._at = end
            if found:
                return
            rest = self._held[end:]
            if len(rest) > MOST_BYTES:
                self._drop_line()
                self.number += 1
                continue
            chunk = self._file.read(_CHUNK)
            self._held, self._at = rest + chunk, 0
            if not chunk:
                self._at = len(rest)
                self.number += bool(rest)
                return

    def _drop_line(self) -> None:
        """Pass over the rest of a line that does not end in what is at hand."""
        chunk = self._file.read(_CHUNK)
        while chunk and b"\n" not in chunk:
            chunk = self._file.read(_CHUNK)
        self._held, self._at = chunk, chunk.find(b"\n") + 1


class Splitter:
    """Splits a binary file into blocks; the first is the head, which may have no lines."""

    def __init__(self, file: Source) -> None:
        self._lines = _Lines(file)
        self._back: deque[tuple[int, bytes]] = deque()
        self._may_give_back = _MOST_GIVEN_BACK

    def head(self) -> Block:
        """The lines before the first question."""
        return self._collect(Block(0))

    def question(self) -> Block | None:
        """The next question's lines, its ``[[question]]`` first; None at the end of the file."""
        first = self._take()
        if first is None:
            return None
        block = Block(first[0])
        self._back.appendleft(first)
        return self._collect(block)

    def give_back(self, block: Block) -> bool:
        """Cut a faulty block where the next question seems to begin, and read on from there."""
        cut = block.header_inside
        if not cut or not self._may_give_back:
            return False
        self._may_give_back -= 1
        late = block.lines[cut:]
        del block.lines[cut:]
        block.header_inside = 0
        self._back.extendleft(reversed([(block.line + cut + n, raw) for n, raw in enumerate(late)]))
        return True

    def _collect(self, block: Block) -> Block:
        size = idle = 0
        quotes = b""
        own = block.line
        while (taken := self._take(block.oversize)) is not None:
            number, raw = taken
            header = HEADER.match(raw) is not None and number != own
            if header and (not quotes or block.oversize):
                self._back.appendleft(taken)
                break
            if block.oversize:
                continue
            if not quotes and _IDLE.fullmatch(raw):
                idle += 1  # comments between questions belong to none
                if not self._back:
                    idle += self._lines.pass_blank()
                continue
            if not block.lines:
                block.line, idle = number, 0
            if header and not block.header_inside:
                block.header_inside = len(block.lines) + idle
            size += len(raw) + idle
            if size > MOST_BYTES or len(block.lines) + idle >= MOST_LINES:
                block.oversize = True
                block.lines = block.lines or [raw]
                if self._recover(block, taken):
                    break
                continue
            block.lines += [b"\n"] * idle
            block.lines.append(raw)
            idle = 0
            quotes = _after(quotes, raw)
        return block

    def _recover(self, block: Block, taken: tuple[int, bytes]) -> bool:
        """An oversize block with a header inside is an unclosed text, and the rest of it is not lost."""
        if not block.header_inside or not self._may_give_back:
            return False
        self._back.appendleft(taken)
        block.oversize = False
        return self.give_back(block)

    def _take(self, to_header: bool = False) -> tuple[int, bytes] | None:
        if self._back:
            return self._back.popleft()
        if to_header:
            self._lines.pass_to_header()
        raw = self._lines.next()
        return None if raw is None else (self._lines.number, raw)


def _after(quotes: bytes, raw: bytes) -> bytes:
    """The triple quotes that are open after a line, when ``quotes`` were before it.

    >>> _after(b"", b'evidence = \"\"\"He said'), _after(b'\"\"\"', b'so.\"\"\"')
    (b'\"\"\"', b'')
    """
    if not quotes and b'"""' not in raw and b"'''" not in raw:
        return b""
    at = 0
    while True:
        if quotes:
            found = _ENDS[quotes].search(raw, at)
            if found is None:
                return quotes
            quotes = b"" if found.group(1) else quotes
        else:
            found = _TOKEN.search(raw, at)
            if found is None or found[0] == b"#":
                return b""
            quotes = found[0] if found[0] in _ENDS else b""
        at = found.end()


def key_line(block: Block, key: str, nth_table: int = 0) -> int:
    """The line in which a key of a block is set; the block's first where it cannot be found.

    ``nth_table`` is 0 for the question itself and counts its ``[[question.choices]]`` from 1.
    """
    name = re.escape(key.encode("utf-8", "replace"))
    wanted = re.compile(rb"[ \t]*\[*[ \t]*(?:question[ \t]*\.[ \t]*)?[\"']?" + name + rb"[\"']?[ \t]*[=.\]]")
    quotes = b""
    table = 0
    fallback = block.line
    for n, raw in enumerate(block.lines):
        if not quotes:
            if n and raw.lstrip().startswith(b"[["):
                table += 1
                fallback = block.line + n if table == nth_table else fallback
            if (table == nth_table or not nth_table) and wanted.match(raw):
                return block.line + n
        quotes = _after(quotes, raw)
    return fallback
