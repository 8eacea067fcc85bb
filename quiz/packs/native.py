"""Our own pack files (TOML), read block by block: a fault takes only its own question along."""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from quiz.core.questions import Pack, PackHead, Question, problems, unfit
from quiz.packs.blocks import Block, Splitter, key_line
from quiz.packs.fields import BadKey, hint, question
from quiz.packs.names import is_safe
from quiz.packs.parsing import Faulty, NotToml, table
from quiz.packs.refusals import Loaded, PackRefusal, Refusal, shown
from quiz.words import Refused, tr

HEAD_KEYS = (
    *("format", "id", "title", "version", "language", "author", "license"),
    *("article", "source", "description", "cover", "text_sha256"),
)
_REQUIRED = {
    "format": "format = 1",
    "id": 'id = "a-short-name"',
    "title": 'title = "…"',
    "language": 'language = "en"',
}
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_PROMPT = re.compile(r"""\s*prompt\s*=\s*["']*(.*?)["']*\s*$""")


class PackReader:
    """A pack file with its head read; iterating reads its questions, one in memory at a time.

    It holds no open file and can be iterated again.
    """

    def __init__(self, path: Path, opened: Callable[[], BinaryIO]) -> None:
        self.path = path
        self._opened = opened
        with _readable(path), opened() as file:
            self.head = _head(path.name, Splitter(file))

    def __iter__(self) -> Iterator[Question | Refusal]:
        """Every question of the file, or why it was not taken."""
        return (found for _, found in self.placed())

    def placed(self) -> Iterator[tuple[int, Question | Refusal]]:
        """As iterating, each with the line in which its block begins."""
        seen: dict[str, int] = {}
        with _readable(self.path), self._opened() as file:
            splitter = Splitter(file)
            splitter.head()
            row = 0
            while (block := splitter.question()) is not None:
                row += 1
                yield block.line, _judged(block, row, seen, splitter)


def open_pack(path: Path) -> PackReader:
    """Open a pack file of any size.

    Raises :class:`Refused` with a :class:`PackRefusal`, when the file or its head cannot be read.
    """
    check_file(path)
    return PackReader(path, lambda: path.open("rb"))


def read_pack(path: Path) -> Loaded:
    """A whole pack file: its good questions, and what was refused.

    Raises :class:`Refused` with a :class:`PackRefusal`, when the file or its head cannot be read.
    """
    return load(open_pack(path))


def parse_pack(data: bytes, name: str = "pack.toml") -> Loaded:
    """A pack out of memory, as :func:`read_pack`; ``name`` is what refusals call it."""
    return load(PackReader(Path(name), lambda: io.BytesIO(data)))


def load(reader: PackReader) -> Loaded:
    """Everything that a reader finds."""
    questions: list[Question] = []
    lines: list[int] = []
    refused: list[Refusal] = []
    for line, found in reader.placed():
        if isinstance(found, Question):
            questions.append(found)
            lines.append(line)
        else:
            refused.append(found)
    return Loaded(Pack(reader.head, tuple(questions)), tuple(refused), tuple(lines))


def check_file(path: Path) -> None:
    """Refuse by name what is not a plain file; a device or a pipe would never end."""
    if "\0" in str(path):
        raise Refused(PackRefusal.NOT_FOUND, file=path.name.replace("\0", "␀"))
    with _readable(path):
        mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise Refused(PackRefusal.FOLDER, file=path.name or str(path))
    if not stat.S_ISREG(mode):
        raise Refused(PackRefusal.NOT_A_FILE, file=path.name)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise Refused(PackRefusal.NOT_FOUND, file=path.name) from None
    except OSError as error:
        raise Refused(PackRefusal.UNREADABLE, file=path.name, why=error.strerror or str(error)) from None


def _head(name: str, splitter: Splitter) -> PackHead:
    block = splitter.head()
    line = block.line
    if not block.lines and not block.oversize and splitter.question() is None:
        raise Refused(PackRefusal.EMPTY, file=name)
    if block.raw.startswith(b"PK\x03\x04"):
        raise Refused(PackRefusal.ZIP, file=name)
    if b"\0" in block.raw and not block.raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(PackRefusal.BINARY, file=name)
    if block.oversize:
        raise Refused(PackRefusal.HEAD_TOO_LARGE, file=name, line=line)
    try:
        block.raw.decode()
    except UnicodeDecodeError as error:
        line += block.raw.count(b"\n", 0, error.start)
        raise Refused(PackRefusal.NOT_UTF8, file=name, line=line) from None
    try:
        found = table(block)
    except Faulty as fault:
        raise Refused(PackRefusal.BAD_TOML, file=name, line=fault.line, why=fault.why) from None
    return _checked_head(name, block, found)


def _checked_head(name: str, block: Block, found: dict[str, Any]) -> PackHead:
    for key in found:
        if key not in HEAD_KEYS:
            what = tr("questions begin with [[question]]") if key == "question" else hint(key, HEAD_KEYS)
            line = key_line(block, key)
            raise Refused(PackRefusal.UNKNOWN_KEY, file=name, line=line, key=shown(key, 40), hint=what)
    for key, example in _REQUIRED.items():
        if key not in found:
            raise Refused(PackRefusal.MISSING_KEY, file=name, key=key, example=example)
    if type(found["format"]) is not int or found["format"] != 1:
        raise Refused(PackRefusal.NEWER_FORMAT, file=name, line=key_line(block, "format"))
    for key in HEAD_KEYS[1:]:
        if key in found and (why := _head_fault(key, found[key])):
            raise Refused(PackRefusal.BAD_VALUE, file=name, line=key_line(block, key), why=why)
    if not _SLUG.fullmatch(found["id"]):
        raise Refused(PackRefusal.BAD_ID, file=name, line=key_line(block, "id"))
    return PackHead(**{key: found[key] for key in HEAD_KEYS[1:] if key in found})


def _head_fault(key: str, value: object) -> str:
    if type(value) is not str:
        return tr('“{key}” must be a text in quotes, such as {key} = "…"', key=key)
    if code := unfit(value):
        return tr("the character {code} cannot be shown; take it out", code=code)
    if key in ("title", "language") and not value.strip():
        return tr("“{key}” is empty; write {example}", key=key, example=_REQUIRED[key])
    if key in ("article", "cover") and value and not is_safe(value):
        return tr("“{key}” must name a file below the pack's folder, without “..”", key=key)
    return ""


def _judged(block: Block, row: int, seen: dict[str, int], splitter: Splitter) -> Question | Refusal:
    """One block as a question, or why it is none; ``seen`` holds the line of every id so far."""
    if block.oversize:
        why = tr("the question is larger than 64 KB or 200 lines; shorten it")
        return _refusal(block, row, block.line, why)
    try:
        made = _made(block)
    except Faulty as fault:
        # A text that is not closed has swallowed the questions after it.
        if isinstance(fault, NotToml) and splitter.give_back(block):
            return _judged(block, row, seen, splitter)
        return _refusal(block, row, fault.line, fault.why)
    if wrong := problems(made):
        return _refusal(block, row, block.line, "; ".join(wrong), made.prompt)
    if made.id in seen:
        first = seen[made.id]
        why = tr("the id “{id}” stands in line {first} already; each must differ", id=made.id, first=first)
        return _refusal(block, row, key_line(block, "id"), why, made.prompt)
    seen[made.id] = block.line
    return made


def _made(block: Block) -> Question:
    found = table(block)
    for key in found:
        if key != "question":
            why = tr("“{key}” does not belong in a question; take it out", key=shown(key, 40))
            raise Faulty(key_line(block, key), why)
    tables = found.get("question")
    if not isinstance(tables, list) or len(tables) != 1:
        raise Faulty(block.line, tr("a question begins with one line [[question]]"))
    try:
        return question(tables[0])
    except BadKey as bad:
        raise Faulty(key_line(block, bad.key, bad.choice) if bad.key else block.line, bad.why) from None


def _refusal(block: Block, row: int, line: int, why: str, prompt: str = "") -> Refusal:
    return Refusal(line, row, why, shown(prompt or _first_words(block)))


def _first_words(block: Block) -> str:
    lines = [raw[:400].decode("utf-8", "replace").replace("\0", "␀") for raw in block.lines[1:]]
    prompts = (found[1] for line in lines if (found := _PROMPT.match(line)))
    return next(prompts, "") or next((line for line in lines if line.strip()), "")
