"""The items of a big JSON list, one in memory at a time; damage takes only its own item along."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import Any, BinaryIO

from quiz.packs.formats.lines import MOST_FILE_MB, wide_codec
from quiz.packs.formats.model import FileFault
from quiz.packs.refusals import shown
from quiz.words import tr

MOST_ITEM = 1 << 16
"""Characters of an item, and of a value beside the list."""
MOST_DEEP = 50
MOST_IDLE = 1000
"""So many items in a row that cannot be questions, and the rest of the file is not read."""
_DEEP = "it is nested too deeply; a question needs two levels"
_LARGE = "it is larger than 64 KB; shorten it"
_ENDS = "the file ends here, in the middle; get it again, for questions may be missing"
_REST = "too much before it is no question; the rest of the file is not read"
_MOST_SKIPPED = 1 << 24
_SPAN = MOST_ITEM + 1024
_CHUNK = 1 << 18
_MB = 1024 * 1024
_BLANK = re.compile(r"[ \t\r\n\ufeff]*")
_PARTED = re.compile(r"[ \t\r\n,]+")
# Where a next item may begin after one that could not be read: no string of a whole item holds this.
_NEXT = re.compile(r"[,}\]]\s{0,256}(?=\{\s{0,256}\")")
_OVERLAP = 1024
_NO_UTF8 = re.compile("[\udc80-\udcff]")
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its ``value``, or ``why`` there is none, and how it begins.

    Numbers are texts as they stand there, so that 1984 and 007 stay what they are; NaN and the like are None.
    """

    value: Any = None
    why: str = ""
    text: str = ""
    changed: tuple[str, ...] = ()


class Items:
    """The items of a file's list: at its top, or called one of ``names`` in an object at its top.

    Several such objects after each other do too, as do objects alone, one after the other. ``beside`` holds
    what stood beside the list, as far as it was read. ``wanted`` is a key that each item should have.
    """

    def __init__(self, path: Path, names: tuple[str, ...], wanted: str) -> None:
        self._path, self._names, self._wanted = path, names, wanted
        self.beside: dict[str, Any] = {}

    def __iter__(self) -> Iterator[Item]:
        """Every item, damaged ones with why. Raises :class:`FileFault` when it is no JSON at all."""
        if self._path.stat().st_size > MOST_FILE_MB * _MB:
            raise FileFault(tr("it is larger than {n} MB; split it", n=MOST_FILE_MB))
        idle = 0
        with self._path.open("rb") as file:
            for item in _Reader(file, self._names, self.beside):
                good = isinstance(item.value, dict) and self._wanted in item.value
                idle = 0 if good else idle + 1
                yield item
                if idle > MOST_IDLE:
                    yield Item(why=tr(_REST))
                    return

    def before(self) -> dict[str, Any]:
        """What stands in the file before the list's first item."""
        for _ in self:
            break
        return self.beside


class _Reader:
    """One pass over an open file: a window of its text, and where in it the next item begins."""

    def __init__(self, file: BinaryIO, names: tuple[str, ...], beside: dict[str, Any]) -> None:
        self._file, self._names, self._beside = file, names, beside
        codec = wide_codec(file.read(4096))
        file.seek(0)
        # Bytes that are no UTF-8 become halves of surrogate pairs until their item is known.
        errors = "replace" if codec else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(codec or "utf-8")(errors)
        self._text, self._at, self._ended = "", 0, False
        self._broken = self._gave_up = False
        self._twice: dict[str, None] = {}
        self._json = json.JSONDecoder(
            object_pairs_hook=self._object, parse_int=str, parse_float=str, parse_constant=lambda _: None,
            strict=False,
        )  # fmt: skip
        named = "|".join(map(re.escape, names))
        self._list = re.compile(rf'"(?:{named})"\s{{0,256}}:\s{{0,256}}\[')
        self._list_or_next = re.compile(rf'(?={self._list.pattern})|\}}\s{{0,256}}(?=\{{\s{{0,256}}")')

    def __iter__(self) -> Iterator[Item]:
        if self._sign() not in ("{", "["):
            raise FileFault(tr("it is no JSON; choose the format that it is in"))
        first = True
        while sign := self._sign():
            if sign == "[":
                self._at += 1
                yield from self._items(0)
            elif sign == "{":
                yield from self._item(0, first)
            elif sign == ",":
                self._over_commas()
            else:
                yield self._damaged(tr("what stands here is no JSON"))
            first = False
        if self._gave_up:
            yield Item(why=tr(_REST))

    def _items(self, depth: int) -> Iterator[Item]:
        """What stands in a list that has been opened, up to its end."""
        while sign := self._sign():
            if sign == ",":
                self._over_commas()
            elif sign == "]":
                self._at += 1
                return
            else:
                yield from self._item(depth, False)
        yield from self._cut_short()

    def _item(self, depth: int, first: bool) -> Iterator[Item]:
        """The item that begins here; an object with a list of its own gives what is in that."""
        self._fill()
        begun = self._at
        item, end = self._value()
        if depth < 2 and self._holds_list(item, first):
            self._at = begun + 1
            yield from self._members(depth)
        elif end:
            self._at = end
            yield item
        else:
            yield self._damaged(item.why)

    def _holds_list(self, item: Item, first: bool) -> bool:
        if not item.why:
            found = item.value
            return isinstance(found, dict) and any(isinstance(found.get(name), list) for name in self._names)
        if self._text[self._at] != "{":
            return False
        named = self._list.search(self._text, self._at)
        after = _NEXT.search(self._text, self._at)
        return first or (named is not None and (after is None or named.start() < after.start()))

    def _members(self, depth: int) -> Iterator[Item]:
        """The lists in an object that has been opened; what else is in it goes into ``beside``."""
        seen = False
        while sign := self._sign():
            if sign == "}":
                self._at += 1
                return
            if sign == ",":
                self._over_commas()
            elif seen and sign == "{":
                # A bracket closed the list too early.
                yield from self._items(depth + 1)
            else:
                key, end = self._value()
                self._at = end or self._at
                told = bool(end) and isinstance(key.value, str) and self._sign() == ":"
                self._at += told
                if told and self._sign() == "[" and key.value in self._names:
                    seen = True
                    self._at += 1
                    yield from self._items(depth + 1)
                    continue
                value, end = self._value() if told else (key, 0)
                if end:
                    self._at = end
                    self._beside[key.value] = value.value
                elif not self._skipped(self._list_or_next):
                    self._broken = True
                    yield self._told(value.why)
                    return
        yield from self._cut_short()

    def _cut_short(self) -> Iterator[Item]:
        """That the file ended within a list, unless its last item has said so."""
        if not self._broken:
            self._broken = True
            yield Item(why=tr(_ENDS))

    def _value(self) -> tuple[Item, int]:
        """The value that begins here and where it ends; 0 when it cannot be read."""
        self._fill()
        self._twice.clear()
        begun = self._at
        try:
            value, end = self._json.raw_decode(self._text, begun)
        except RecursionError:
            return Item(why=tr(_DEEP), text=self._near()), 0
        except JSONDecodeError as error:
            return Item(why=self._why(error), text=self._near()), 0
        raw = self._text[begun:end]
        if len(raw) > MOST_ITEM:
            return Item(why=tr(_LARGE), text=self._near()), end
        if raw.count("[") + raw.count("{") > MOST_DEEP and _depth(raw) > MOST_DEEP:
            return Item(why=tr(_DEEP), text=self._near()), end
        twice = tr("a name stood in it twice ({keys}) and the last was taken", keys=", ".join(self._twice))
        changed = [shown(twice, 200)] if self._twice else []
        if not raw.isascii() and _NO_UTF8.search(raw):
            value = self._json.decode(_NO_UTF8.sub(_windows, raw))
            changed.append(tr("its text is no UTF-8 and was read as Windows-1252"))
        return Item(value, "", "", tuple(changed)), end

    def _why(self, error: JSONDecodeError) -> str:
        open_end = error.msg.startswith("Unterminated string")
        if not self._ended and (open_end or error.pos - self._at > MOST_ITEM):
            return tr(_LARGE)
        if self._ended and (open_end or not self._text[error.pos :].strip()):
            return tr(_ENDS)
        near = shown(_whole(self._text[error.pos : error.pos + 80]), 20)
        return tr("it is no JSON from “{near}” on; mend it there", near=near)

    def _damaged(self, why: str) -> Item:
        """The item that begins here as one that could not be read, and on to where the next may begin."""
        item = self._told(why)
        self._broken = not self._skipped(_NEXT)
        return item

    def _told(self, why: str) -> Item:
        return Item(why=why, text=self._near())

    def _near(self) -> str:
        return shown(_whole(self._text[self._at : self._at + 320]))

    def _skipped(self, pattern: re.Pattern[str]) -> bool:
        """On to the end of the next match, or to the end of the file or of our patience with it."""
        self._at += 1
        most = _MOST_SKIPPED
        while True:
            found = pattern.search(self._text, self._at)
            if found:
                self._at = found.end()
                return True
            self._gave_up = most < 0
            if self._ended or self._gave_up:
                self._ended = True
                self._at = len(self._text)
                return False
            most -= len(self._text) - self._at
            self._at = max(self._at, len(self._text) - _OVERLAP)
            self._fill()

    def _sign(self) -> str:
        """The next sign that is no blank; empty at the end of the file."""
        while True:
            self._at = _BLANK.match(self._text, self._at).end()  # type: ignore[union-attr]  # it always matches
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._fill()

    def _over_commas(self) -> None:
        found = _PARTED.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _fill(self) -> None:
        """More of the file into the window, when less than an item may need is left of it."""
        if self._ended or len(self._text) - self._at >= _SPAN:
            return
        pieces = [self._text[self._at :]]
        held = len(pieces[0])
        self._at = 0
        while held < _SPAN and not self._ended:
            raw = self._file.read(_CHUNK)
            self._ended = not raw
            pieces.append(self._decoder.decode(raw, final=not raw))
            held += len(pieces[-1])
        self._text = "".join(pieces)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            self._twice |= dict.fromkeys(key for key in found if keys.count(key) > 1)
        return found


def _depth(raw: str) -> int:
    depth = most = 0
    for sign in _STRINGS.sub("", raw):
        if sign in "[{":
            depth += 1
            most = max(most, depth)
        elif sign in "]}":
            depth -= 1
    return most


def _windows(found: re.Match[str]) -> str:
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")


def _whole(text: str) -> str:
    """``text`` without halves of surrogate pairs, which no screen or file takes."""
    return text.encode("utf-8", "replace").decode()
