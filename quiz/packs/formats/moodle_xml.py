"""The questions of a Moodle XML file as small trees, one in memory at a time, whatever the file does.

The parser is defusedxml's: no document type, no entities of the file's own, nothing from outside. A question
that is no XML is told and left behind, and reading goes on at the next one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder

from quiz.packs.formats.lines import MOST_FILE_MB, wide_codec
from quiz.packs.formats.model import FileFault
from quiz.words import tr

MOST_BASE64 = 14_200_000
"""Signs of a file that stands in the file: a sound of 10 MB."""
_MOST_BASE64_IN_ONE = 2 * MOST_BASE64
_MOST_QUESTION = 2 << 20
_MOST_TOKEN = 4 << 20
_MOST_BREAKS = 5_000
_CHUNK = 1 << 16
_MB = 1 << 20
_MOST_STRAYS = 100
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,39})["']""")
# Signs that XML forbids and that word processors leave in texts.
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])
_FORBIDDEN = dict.fromkeys([*_CONTROLS, 0xFFFE, 0xFFFF])
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NEXT = re.compile(r"<question[\s>]")


@dataclass(frozen=True, slots=True)
class Found:
    """A question as it stands in the file, or why it cannot be read.

    ``guessed`` says that it was no UTF-8, ``cut`` that the files in it are too large and not whole.
    """

    node: Element | None
    why: str = ""
    guessed: bool = False
    cut: bool = False


def text_of(node: Element) -> str:
    """The text of an element, which Moodle mostly keeps in a ``text`` within it."""
    inner = node.find("text")
    if inner is None:
        return (node.text or "").strip()
    return (_markup(inner) if len(inner) else inner.text or "").strip() or (node.text or "").strip()


def value_of(node: Element, tag: str, missing: str = "") -> str:
    """The text of a part; ``missing`` when there is none."""
    part = node.find(tag)
    return missing if part is None else text_of(part) or missing


def _markup(node: Element) -> str:
    """HTML that should have been escaped and was not: it is markup all the same."""
    pieces = [node.text or ""]
    todo: list[tuple[Element, bool]] = [(part, False) for part in reversed(node)]
    while todo:
        part, leaving = todo.pop()
        if leaving:
            pieces += (f"</{part.tag}>", part.tail or "")
            continue
        given = "".join(f' {name}="{escape(text)}"' for name, text in part.items())
        pieces += (f"<{part.tag}{given}>", part.text or "")
        todo.append((part, True))
        todo.extend((inner, False) for inner in reversed(part))
    return "".join(pieces)


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
                    raise FileFault(tr("it holds no questions of Moodle's; export them there as Moodle XML"))
                return
            except _Broken as broken:
                breaks += 1
                rest = _next_question(broken.rest, source)
                if not any_yet and not rest:
                    raise FileFault(
                        tr("it is no sound XML ({why}); export it anew", why=broken.why)
                    ) from None
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
    """The file's text piece by piece: in the encoding that it has rather than the one that it claims.

    ``guessed`` says that this piece or the one before was in part no UTF-8; a piece that hardly is any turns
    the rest of the file into Windows-1252.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.guessed = self._before = self._windows = False
        start = file.read(4096)
        file.seek(0)
        codec = _codec(start)
        # In UTF-8 they can go before decoding, which takes a tenth of the time.
        self._unseen = _CONTROLS if codec == "utf-8" else b""
        self._decoder = codecs.getincrementaldecoder(codec)(_STRAY)
        self._first = True
        self.lines = 0

    def read(self) -> str:
        """The next piece; empty at the end."""
        text = ""
        while not text:
            raw = self._file.read(_CHUNK)
            self.guessed, self._before = self._before, self._windows
            try:
                text = self._decoder.decode(raw.translate(None, self._unseen), final=not raw)
            except (UnicodeError, ValueError):
                raise FileFault(tr("its text is in no encoding that is known; save it as UTF-8")) from None
            if self._first and text:
                text = text.lstrip("\ufeff \t\r\n")
                self._first = not text
            if not raw:
                break
        self.lines += text.count("\n")
        if "\ufffe" not in text and "\uffff" not in text and (self._unseen or not _UNSEEN.search(text)):
            return text
        if strays := text.count(_GUESS):
            self.guessed = self._before = True
            if strays > _MOST_STRAYS:
                held = self._decoder.getstate()[0]
                self._decoder = codecs.getincrementaldecoder("cp1252")("replace")
                self._windows = True
                text += self._decoder.decode(held)
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

        # Its handlers for document types and entities stay; the tree is built in C, question by question.
        self._parser = DefusedXMLParser(target=object(), encoding="utf-8", forbid_dtd=True)
        expat: Any = self._parser.parser
        expat.ordered_attributes = False
        expat.buffer_text = True
        expat.buffer_size = _CHUNK
        expat.DefaultHandlerExpand = None
        self._expat, self._lines = expat, lines
        self._ready: list[Element] = []
        self._size = self._base64 = 0
        self._cut = False
        self._outside()

    def read(self, source: _Decoded, rest: str) -> Iterator[Found]:
        """The questions from ``rest`` on. Raises _Broken and FileFault."""
        from xml.parsers.expat import ExpatError

        from defusedxml import DefusedXmlException

        fed = 0
        while True:
            text = rest or source.read()
            rest = ""
            if text and self._too_much(text):
                continue
            raw = text.encode("utf-8", "replace")
            try:
                self._expat.Parse(raw, not raw)
            except DefusedXmlException:
                why = tr("it declares a document type or entities of its own; delete its <!DOCTYPE …>")
                raise FileFault(why) from None
            except ExpatError as error:
                yield from self._found(source)
                at = max(self._expat.ErrorByteIndex - fed, 0)
                left = raw[at:].decode("utf-8", "replace")
                line = self._lines + error.lineno
                why = tr("line {n}: {why}", n=line, why=str(error).partition(":")[0])
                # What breaks at a question's own beginning would be found again for ever.
                raise _Broken(why, left[1:]) from None
            yield from self._found(source)
            if not raw:
                return
            fed += len(raw)
            if fed - self._expat.CurrentByteIndex > _MOST_TOKEN:
                raise FileFault(tr("a tag or a comment in it is larger than 4 MB; take it out"))

    def _too_much(self, text: str) -> bool:
        """Whether a piece is more of a file in base64 than can be taken; what has no markup can be missed."""
        if self._building is None:
            return False
        if "<" in text or ">" in text or "&" in text:
            self._size += len(text)
            if self._size > _MOST_QUESTION:
                raise FileFault(tr("a question in it is larger than 2 MB; take it out"))
            return False
        self._base64 += len(text)
        self._cut = self._cut or self._base64 > _MOST_BASE64_IN_ONE
        return self._cut

    def _found(self, source: _Decoded) -> Iterator[Found]:
        for node in self._ready:
            yield Found(node, guessed=source.guessed, cut=self._cut)
            self._cut = False
        self._ready.clear()

    def _outside(self) -> None:
        self._building: TreeBuilder | None = None
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._expat.CharacterDataHandler = None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "question":
            self._building = builder = TreeBuilder()
            builder.start(tag, attributes)
            self._size = self._base64 = 0
            close = builder.end
            ready, outside = self._ready, self._outside

            def end(tag: str) -> None:
                node = close(tag)
                if tag == "question":
                    ready.append(node)
                    outside()

            self._expat.StartElementHandler = builder.start
            self._expat.EndElementHandler = end
            self._expat.CharacterDataHandler = builder.data
