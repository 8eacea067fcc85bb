"""The questions of a Moodle XML file as small trees, one in memory at a time, whatever the file does.

The parser is defusedxml's: no document type, no entities of the file's own, nothing from outside. A question
that is no XML is told and left behind, and reading goes on at the next one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, BinaryIO

from quiz.packs.formats.lines import MOST_FILE_MB, wide_codec
from quiz.packs.formats.model import FileFault
from quiz.words import tr

MOST_BASE64 = 14_200_000
"""Signs of a file that stands in the file: a sound of 10 MB."""
_MOST_BASE64_IN_ONE = 3 * MOST_BASE64
_MOST_TEXT = 1 << 20
_MOST_PARTS = 20_000
_MOST_DEPTH = 100
_MOST_TOKEN = 4 << 20
_MOST_BREAKS = 200
_CHUNK = 1 << 16
_MB = 1 << 20
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,39})["']""")
# Signs that XML forbids and that word processors leave in texts.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NEXT = re.compile(r"<question[\s>]")


@dataclass(slots=True)
class Node:
    """An element: its name, attributes, parts and own text."""

    tag: str
    attributes: dict[str, str]
    parts: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    cut: bool = False
    """Its text was longer than anything that can be taken, and only the beginning is here."""

    @property
    def text(self) -> str:
        """Its own text without blanks around it."""
        return "".join(self.pieces).strip()

    def first(self, tag: str) -> Node | None:
        """Its first part of that name."""
        for part in self.parts:
            if part.tag == tag:
                return part
        return None

    def all(self, tag: str) -> list[Node]:
        """Its parts of that name."""
        return [part for part in self.parts if part.tag == tag]

    def value(self, tag: str, missing: str = "") -> str:
        """The text of a part, which may stand in a ``text`` within it; ``missing`` when there is none."""
        part = self.first(tag)
        if part is None:
            return missing
        return part.told() or missing

    def told(self) -> str:
        """Its text, which Moodle mostly keeps in a ``text`` within it."""
        inner = self.first("text")
        return (inner.text if inner is not None else "") or self.text


@dataclass(frozen=True, slots=True)
class Found:
    """A question as it stands in the file, or why it cannot be read; ``guessed``: it was no UTF-8."""

    node: Node | None
    why: str = ""
    guessed: bool = False


def found_in(path: Path) -> Iterator[Found]:
    """The questions of a file, categories among them. Raises :class:`FileFault`."""
    if path.stat().st_size > MOST_FILE_MB * _MB:
        raise FileFault(tr("it is larger than {n} MB; split it", n=MOST_FILE_MB))
    with path.open("rb") as file:
        source = _Decoded(file)
        any_yet = False
        breaks = 0
        rest = ""
        while True:
            trees = _Trees(source.lines - rest.count("\n"))
            try:
                for one in trees.read(source, rest):
                    any_yet = True
                    yield one
                if not any_yet:
                    raise FileFault(tr("it holds no questions of Moodle's"))
                return
            except _Broken as broken:
                breaks += 1
                rest = _next_question(broken.rest, source)
                if not any_yet and not rest:
                    raise FileFault(tr("it is no sound XML ({why})", why=broken.why)) from None
                any_yet = True
                yield Found(None, tr("the file is no sound XML here ({why}); mend it", why=broken.why))
                if not rest:
                    return
                if breaks == _MOST_BREAKS:
                    why = tr("the file is broken in {n} places; what follows is not read", n=breaks)
                    yield Found(None, why)
                    return


def _next_question(text: str, source: _Decoded) -> str:
    """What follows from the next question on; empty when there is none."""
    while True:
        if at := _NEXT.search(text):
            return "<quiz>" + text[at.start() :]
        more = source.read()
        if not more:
            return ""
        text = text[-20:] + more


class _Broken(Exception):
    def __init__(self, why: str, rest: str) -> None:
        super().__init__(why)
        self.why, self.rest = why, rest


class _Decoded:
    """The file's text piece by piece: in the encoding that it has rather than the one that it claims."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.guessed = False
        start = file.read(4096)
        file.seek(0)
        self._decoder = codecs.getincrementaldecoder(_codec(start))(_STRAY)
        self._first = True
        self.lines = 0

    def read(self) -> str:
        """The next piece; empty at the end."""
        text = ""
        while not text:
            raw = self._file.read(_CHUNK)
            try:
                text = self._decoder.decode(raw, final=not raw)
            except (UnicodeError, ValueError):
                raise FileFault(tr("its text is in no encoding that is known; save it as UTF-8")) from None
            if self._first and text:
                text = text.lstrip("\ufeff \t\r\n")
                self._first = not text
            if not raw:
                break
        self.lines += text.count("\n")
        if not _UNSEEN.search(text):
            return text
        self.guessed = self.guessed or _GUESS in text
        return text.translate(_FORBIDDEN)


_STRAY = "quiz-windows-1252"
# No sign of any text: it tells that what follows was guessed, and goes with the other forbidden ones.
_GUESS = "\ufffe"


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _GUESS + error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_STRAY, _stray)


def _codec(start: bytes) -> str:
    if wide := wide_codec(start):
        return wide
    found = _DECLARED.search(start[:200])
    name = found[1].decode("ascii").lower() if found else "utf-8"
    if name in ("utf-8", "utf8", "us-ascii", "ascii") or name.startswith(("utf-16", "utf16")):
        return "utf-8"
    try:
        codec = codecs.lookup(name)
        if not codec._is_text_encoding or b"<?xml".decode(name) != "<?xml":
            raise LookupError
    except (LookupError, UnicodeError, ValueError):
        raise FileFault(tr("its encoding {name} is not known; save it as UTF-8", name=name)) from None
    return name


class _Trees:
    """One run of the parser, from the beginning or from a question after a broken one."""

    def __init__(self, lines: int) -> None:
        from defusedxml.ElementTree import DefusedXMLParser  # 15 ms that other formats do not need

        self._parser = DefusedXMLParser(target=object(), encoding="utf-8", forbid_dtd=True)
        expat: Any = self._parser.parser
        expat.ordered_attributes = False
        expat.buffer_text = True
        expat.buffer_size = _CHUNK
        expat.DefaultHandlerExpand = None
        expat.StartElementHandler = self._start
        expat.EndElementHandler = self._end
        expat.CharacterDataHandler = self._data
        self._expat, self._lines = expat, lines
        self._depth = 0
        self._open: list[Node] = []
        self._ready: list[Node] = []
        self._parts = self._text = self._base64 = 0
        self._over = ""

    def read(self, source: _Decoded, rest: str) -> Iterator[Found]:
        """The questions from ``rest`` on. Raises _Broken and FileFault."""
        from xml.parsers.expat import ExpatError

        from defusedxml import DefusedXmlException

        fed = 0
        while True:
            text = rest or source.read()
            raw = text.encode("utf-8", "replace")
            rest = ""
            try:
                self._expat.Parse(raw, not raw)
            except DefusedXmlException:
                why = tr("it declares a document type or entities of its own; delete its <!DOCTYPE …>")
                raise FileFault(why) from None
            except ExpatError as error:
                yield from self._found(source)
                at = max(self._expat.ErrorByteIndex - fed, 0)
                left = raw[at:].decode("utf-8", "replace")
                why = tr("line {n}: {why}", n=self._lines + error.lineno, why=str(error).partition(":")[0])
                # What breaks at a question's own beginning would be found again for ever.
                raise _Broken(why, left[1:]) from None
            yield from self._found(source)
            if not raw:
                return
            fed += len(raw)
            if fed - self._expat.CurrentByteIndex > _MOST_TOKEN:
                raise FileFault(tr("a tag or a comment in it is larger than 4 MB"))

    def _found(self, source: _Decoded) -> Iterator[Found]:
        for node in self._ready:
            yield Found(None, self._over) if node.cut else Found(node, guessed=source.guessed)
            source.guessed = False
        self._ready.clear()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise FileFault(tr("its elements stand more than {n} deep in each other", n=_MOST_DEPTH))
        if self._open:
            self._parts += 1
            if self._parts > _MOST_PARTS:
                raise FileFault(tr("a question in it has more than {n} parts", n=_MOST_PARTS))
            if self._open[-1].tag == "text":
                # Markup that should have been escaped is markup all the same.
                given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
                self._data(f"<{tag}{given}>")
                self._open.append(self._open[-1])
                return
            node = Node(tag, attributes)
            self._open[-1].parts.append(node)
            self._open.append(node)
        elif tag == "question":
            self._open.append(Node(tag, attributes))
            self._parts = self._text = self._base64 = 0

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if self._open and self._open[-1] is node:
                self._data(f"</{tag}>")
            elif not self._open:
                self._ready.append(node)

    def _data(self, text: str) -> None:
        if not self._open:
            return
        node = self._open[-1]
        if node.tag in ("file", "image_base64"):
            self._base64 += len(text)
            if self._base64 > _MOST_BASE64_IN_ONE or len(node.pieces) * _CHUNK > MOST_BASE64 + _CHUNK:
                node.cut = True
                return
        else:
            self._text += len(text)
            if self._text > _MOST_TEXT:
                self._over = tr("it is larger than 1 MB; shorten it")
                self._open[0].cut = True
                return
        node.pieces.append(text)
