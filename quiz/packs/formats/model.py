"""What every foreign format is made of: how it is found, what a row of it becomes, and what it cannot carry.

A format's own file knows nothing of ids, double questions or the bank: it turns a file into rows, and
questions into a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from pathlib import Path
from typing import BinaryIO

from quiz.core.questions import PackHead, Question
from quiz.words import tr


class Likely(IntEnum):
    """How sure a format is that a file is of its kind."""

    NO = 0
    MAYBE = 1
    """Nothing speaks against it; the file's name has to decide."""
    LIKELY = 2
    SURE = 3
    """Only this format has these marks."""


class Counts(Enum):
    """What a row's number counts, from 1: the value is how a sentence names it."""

    LINE = "{file}, line {n}: {what}."
    ROW = "{file}, row {n}: {what}."
    ITEM = "{file}, question {n}: {what}."


@dataclass(frozen=True, slots=True)
class Peek:
    """The beginning of a file, from which a format recognises itself; ``text`` is it as text, as far as it is
    one, with line ends made LF.
    """

    path: Path
    start: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row, block or item of a foreign file, and what became of it.

    ``questions`` carry no id (the format's own ids mean nothing here). ``changed`` says what is other than in
    the file, ``why`` why nothing could be taken: parts of plain sentences that end without a full stop.
    ``text`` shows which row is meant, ``line`` is the file's line where ``number`` counts something else.
    ``files`` holds pictures and sounds that stood in the file itself, by
    the names that the questions give them.
    """

    number: int
    questions: tuple[Question, ...] = ()
    changed: tuple[str, ...] = ()
    why: str = ""
    text: str = ""
    line: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What a foreign file says of itself; empty where it says nothing."""

    title: str = ""
    language: str = ""
    author: str = ""
    license: str = ""
    source: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A foreign file on its way in: what it says of itself, and its rows, one in memory at a time."""

    said: Said
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class Carried:
    """One question as it comes back out of a format; None where the format has no place for it.

    ``lost`` says what it cannot carry: parts of plain sentences. Ids never count: they come back from the
    text.
    """

    question: Question | None
    lost: tuple[str, ...] = ()


Find = Callable[[str], Path | None]
"""The file of a picture or sound that a question names; None when it is not there."""


@dataclass(frozen=True, slots=True)
class Format:
    """A foreign format: its name on the command line, and how it is recognised, read and written.

    ``carry`` and ``write`` are None for formats that are only read. ``write`` gets only questions that came
    out of ``carry``, so that reading the file gives exactly these again.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    counts: Counts
    sniff: Callable[[Peek], Likely]
    read: Callable[[Path], Reading]
    carry: Callable[[Question], Carried] | None = None
    write: Callable[[PackHead, Iterable[Question], BinaryIO, Find], None] | None = None
    keeps: frozenset[str] = frozenset()
    """Fields of the pack's head that come back from a written file."""

    def sentence(self, path: Path, number: int, what: str) -> str:
        """What happened to a row, as one plain sentence."""
        return tr(self.counts.value, file=path.name, n=number, what=what)


class FileFault(Exception):
    """The whole file cannot be read; the text says why, as part of a plain sentence, and what to do."""
