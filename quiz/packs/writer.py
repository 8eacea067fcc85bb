"""Writes pack files that a person would like to edit: keys in our order, defaults left out."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from quiz.core.questions import Difficulty, Kind, Pack, PackHead, Question, unfit
from quiz.packs.blocks import MOST_BYTES, MOST_LINES
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused

_WIDE = 100
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPED_BLOCK = re.compile(r'\\|"""|"\Z|[\x00-\x09\x0b-\x1f\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_HEAD_KEYS = (
    *("id", "title", "version", "language", "author", "license"),
    *("article", "source", "description", "cover", "text_sha256"),
)


def write_pack(pack: Pack, path: Path) -> None:
    """Write a pack as TOML, in one step: ``path`` holds the old file or the new one, never a part.

    Raises :class:`Refused` with a :class:`PackRefusal`, when the file cannot be written or a question
    would be too large to be read back.
    """
    write_questions(pack.head, pack.questions, path)


def write_questions(head: PackHead, questions: Iterable[Question], path: Path) -> None:
    """As :func:`write_pack`, for questions that come one at a time."""
    with replaced(path) as file:
        for block in toml_blocks(head, questions):
            file.write(block.encode())


def toml_blocks(head: PackHead, questions: Iterable[Question]) -> Iterator[str]:
    """The text of a pack file in pieces: its head, then each question."""
    yield _head(head)
    for question in questions:
        yield "\n" + _question(question)


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes ``path``'s place when the block ends well, and vanishes when it does not."""
    try:
        temporary = path.with_name(f".{os.getpid()}-{secrets.token_hex(6)}.tmp")
        with temporary.open("xb") as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                file.close()
                temporary.replace(path)
            except BaseException:
                # On a full disk even closing fails, for it writes what was kept back.
                with suppress(OSError):
                    file.close()
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise Refused(PackRefusal.UNWRITABLE, file=path.name, why=error.strerror or str(error)) from None


def sweep(folder: Path, pid: int) -> None:
    """Remove what a process that was killed has begun to write in a folder."""
    with suppress(OSError):
        for left in folder.glob(f".{pid}-*.tmp"):
            left.unlink(missing_ok=True)


def _head(head: PackHead) -> str:
    lines = ["format = 1"]
    for key in _HEAD_KEYS:
        value = getattr(head, key)
        if value or key in ("id", "title", "version", "language"):
            _fit(value, head.id)
            lines.append(f"{key} = {_text(value)}")
    made = "\n".join(lines) + "\n"
    if len(made.encode()) > MOST_BYTES:
        raise Refused(PackRefusal.HEAD_TOO_LARGE, file=head.id, line=1)
    return made


def _question(q: Question) -> str:
    for text in (q.id, q.prompt, q.explanation, q.evidence, *q.right, *q.wrong, q.media.image_alt):
        _fit(text, q.id)
    for flat in (False, True):
        made = "\n".join(["[[question]]", *_lines(q, flat)]) + "\n"
        if made.count("\n") <= MOST_LINES and len(made.encode("utf-8", "replace")) <= MOST_BYTES:
            _fit(made, q.id)
            return made
    raise Refused(PackRefusal.QUESTION_TOO_LARGE, id=q.id)


def _fit(text: str, name: str) -> None:
    if code := unfit(text):
        raise Refused(PackRefusal.NOT_WRITABLE, id=name.encode("utf-8", "replace").decode(), code=code)


def _lines(q: Question, flat: bool) -> Iterator[str]:
    """A question's keys in our order, those that say nothing left out; ``flat`` keeps each in one line."""
    with_choices = bool(q.choice_images)
    values = {
        "id": _text(q.id),
        "kind": "" if q.kind is Kind.CHOICE else _text(q.kind.value),
        "prompt": _prose(q.prompt, flat),
        "answer": "" if with_choices else _answer(q, flat),
        "wrong": _list(q.wrong, flat) if q.wrong and not with_choices else "",
        "exact": "true" if q.exact else "",
        "tolerance": "" if str(q.tolerance) == "0" else str(q.tolerance),
        "unit": _told(q.unit),
        "difficulty": "" if q.difficulty is Difficulty.MEDIUM else _text(q.difficulty.value),
        "category": _told(q.category),
        "tags": _list(q.tags, flat) if q.tags else "",
        "explanation": _prose(q.explanation, flat) if q.explanation else "",
        "evidence": _prose(q.evidence, flat) if q.evidence else "",
        "evidence_start": "" if q.evidence_start is None else str(q.evidence_start),
        "source": _told(q.source),
        "relation": _told(q.relation),
        "confidence": "" if q.confidence is None else repr(q.confidence),
        "image": _told(q.media.image),
        "image_alt": _told(q.media.image_alt),
        "audio": _told(q.media.audio),
    }
    yield from (f"{key} = {value}" for key, value in values.items() if value)
    if with_choices:
        yield from _choices(q)


def _choices(q: Question) -> Iterator[str]:
    for n, (text, image) in enumerate(zip((*q.right, *q.wrong), q.choice_images, strict=True)):
        yield "[[question.choices]]"
        yield f"text = {_text(text)}"
        if n < len(q.right) and q.kind is not Kind.ORDER:
            yield "right = true"
        if image:
            yield f"image = {_text(image)}"


def _answer(q: Question, flat: bool) -> str:
    match q.kind:
        case Kind.CHOICE:
            return _text(q.right[0])
        case Kind.TRUEFALSE:
            return q.right[0]
        case Kind.NUMBER:
            return str(Decimal(q.right[0]))
    return _list(q.right, flat)


def _text(value: str) -> str:
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _told(value: str) -> str:
    return _text(value) if value else ""


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    return _SHORT.get(sign) or ('""\\"' if sign == '"""' else f"\\u{ord(sign):04X}")


def _prose(value: str, flat: bool) -> str:
    """A text that may have several lines, in three quotes when it has."""
    # An editor that strips line ends would change the text; a carriage return would be lost.
    if flat or "\n" not in value or re.search(r"[ \t]\n|[ \t]\Z|\r", value):
        return _text(value)
    return '"""\n' + _ESCAPED_BLOCK.sub(_escape, value) + '"""'


def _list(values: tuple[str, ...], flat: bool) -> str:
    made = [_text(value) for value in values]
    line = f"[{', '.join(made)}]"
    if flat or len(line) <= _WIDE:
        return line
    return "[\n" + "".join(f"    {value},\n" for value in made) + "]"
