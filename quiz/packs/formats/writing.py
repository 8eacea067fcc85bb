"""Packs into foreign formats: what each can carry is worked out before a byte is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from quiz.core.questions import PackHead, Question
from quiz.packs.formats.model import Find, Format
from quiz.packs.formats.reading import Ids
from quiz.packs.writer import replaced
from quiz.words import tr


@dataclass(frozen=True, slots=True)
class Lost:
    """What a format cannot carry of one question; ``whole`` says that all of it stays behind.

    ``number`` counts the pack's questions from 1; 0 is the pack itself.
    """

    number: int
    id: str
    what: str
    whole: bool = False


# What a head holds beside what it needs to be one; an id belongs to no foreign format.
_HEAD = tuple(field.name for field in fields(PackHead) if field.name not in ("id", "text_sha256", "version"))
_HEAD_WORDS = {
    "title": "its title",
    "language": "its language",
    "author": "its author",
    "license": "its licence",
    "article": "its article",
    "source": "its source",
    "description": "its description",
    "cover": "its cover",
}


def carried(format: Format, questions: Iterable[Question], lost: list[Lost]) -> Iterator[Question]:
    """The questions as they come back out of the format, and into ``lost`` what stays behind.

    The format must be one that is written.
    """
    assert format.carry is not None
    ids = Ids()
    for number, question in enumerate(questions, 1):
        found = format.carry(question)
        made, why = (None, "") if found.question is None else ids.judged(found.question, number)
        lost.extend(Lost(number, question.id, what, found.question is None) for what in found.lost)
        if made is not None:
            yield made
        elif why:
            lost.append(Lost(number, question.id, why, whole=True))


def head_lost(format: Format, head: PackHead) -> list[Lost]:
    """What of the pack's own description the format has no place for."""
    plain = PackHead(head.id, head.title)
    return [
        Lost(0, "", tr("{what} is not carried", what=tr(_HEAD_WORDS[name])))
        for name in _HEAD
        if name not in format.keeps and getattr(head, name) and
        (name == "title" or getattr(head, name) != getattr(plain, name))
    ]  # fmt: skip


def write_foreign(
    format: Format, head: PackHead, questions: Iterable[Question], path: Path, find: Find
) -> list[Lost]:
    """Write a pack in a foreign format, whole or not at all; returns what stayed behind.

    Raises :class:`~quiz.words.Refused` when the file cannot be written.
    """
    assert format.write is not None
    lost = head_lost(format, head)
    with replaced(path) as out:
        format.write(head, carried(format, questions, lost), out, find)
    return lost
