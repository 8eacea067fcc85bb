"""A pack file's rows on their way in: read, judged and made ready for the bank, a batch at a time.

A large file is read in a child process. Its parent writes what comes, and does nothing else: two threads of
one interpreter would take turns, and hold up every transaction, and with it the answers of a round.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from quiz.app.jobs import Job, Line
from quiz.bank.ready import Ready, ready
from quiz.packs.formats.model import Row
from quiz.packs.formats.reading import readable
from quiz.packs.incoming import Incoming, open_incoming

ALONE_BYTES = 1 << 21
"""A file of more than this is read in a process of its own; to start one takes as long as to read so much."""
BATCH_ROWS = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one row of a file: ``row`` as the file counts, 0 for the pack itself."""

    row: int
    what: str
    sentence: str
    text: str = ""
    line: int = 0


@dataclass(slots=True)
class Batch:
    """Some rows of a file that follow one another, in its order.

    ``rows`` and ``taken`` count them; the questions of those that were taken are ``ready``.
    """

    rows: int = 0
    taken: int = 0
    changed: list[Told] = field(default_factory=list)
    refused: list[Told] = field(default_factory=list)
    ready: list[Ready] = field(default_factory=list)


def checked(incoming: Incoming) -> Iterator[Batch]:
    """All rows, with nothing kept of their questions but how many there are."""
    for some in _some(incoming.rows(None)):
        yield _batch(incoming, some)


def taken(incoming: Incoming, media: Path) -> Generator[Batch, None, None]:
    """All rows, their media kept in the folder ``media``. Raises Refused when the file cannot be read on.

    Close it when it is not read to its end.
    """
    with readable(incoming.path):
        size = incoming.path.stat().st_size
    if size > ALONE_BYTES:
        with closing(Job(_read, incoming.path, incoming.format, media).parts()) as parts:
            yield from parts
    else:
        yield from _taken(incoming, media)


def _read(line: Line, path: Path, name: str, media: Path) -> None:
    """The child's work; its parts are batches."""
    n = 0
    with line.interrupted():
        for batch in _taken(open_incoming(path, name), media):
            n += batch.rows
            line.part(batch)
            if not line.went(n):
                return


def _taken(incoming: Incoming, media: Path) -> Iterator[Batch]:
    for some in _some(incoming.rows(partial(_keep, media))):
        batch = _batch(incoming, some)
        batch.ready = [ready(question) for row in some for question in row.questions]
        yield batch


def _keep(media: Path, data: bytes, kind: str) -> str:
    from quiz.bank.shelf import keep  # with SQL, which most files can do without

    return keep(media, data, kind)


def _some(rows: Iterable[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    for row in rows:
        some.append(row)
        if len(some) == BATCH_ROWS:
            yield some
            some = []
    if some:
        yield some


def _batch(incoming: Incoming, rows: Iterable[Row]) -> Batch:
    """What is said of rows."""
    batch = Batch()
    for row in rows:
        batch.rows += 1
        batch.taken += bool(row.questions)
        if row.why:
            batch.refused.append(_told(incoming, row, row.why))
        batch.changed += [_told(incoming, row, what) for what in row.changed]
    return batch


def _told(incoming: Incoming, row: Row, what: str) -> Told:
    return Told(row.number, what, incoming.sentence(row, what), row.text, row.line or row.number)
