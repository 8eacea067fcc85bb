"""A pack file's rows on their way in: read, judged and made ready for the bank, a batch at a time.

A large file is read in a child process. Its parent writes what comes, and does nothing else: two threads of
one interpreter would take turns, and hold up every transaction, and with it the answers of a round.
"""

from __future__ import annotations

import re
from collections import Counter
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
from quiz.words import tr

ALONE_BYTES = 1 << 21
"""A file of more than this is read in a process of its own; to start one takes as long as to read so much."""
BATCH_ROWS = 200
MOST_TOLD = 50_000
"""So many rows that were refused, and so many changes, are told word by word: of millions nobody reads more,
and they would fill the memory."""
_MOST_REASONS = 100
_DIFFERING = re.compile(r"(?<=“)[^”]*(?=”)|\d[\d.,]*(?!\w)")


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

    ``rows``, ``taken`` and ``changed_rows`` count them; the ``questions`` of those that were taken, more than
    one of some, are ``ready``.
    What is said of them is in ``changed`` and ``refused``; of a file's rows after the first ``MOST_TOLD``, it
    is counted by reason in ``more_changed`` and ``more_refused``.
    """

    rows: int = 0
    taken: int = 0
    questions: int = 0
    changed_rows: int = 0
    changed: list[Told] = field(default_factory=list)
    refused: list[Told] = field(default_factory=list)
    more_changed: Counter[str] = field(default_factory=Counter)
    more_refused: Counter[str] = field(default_factory=Counter)
    ready: list[Ready] = field(default_factory=list)


def checked(incoming: Incoming) -> Iterator[Batch]:
    """All rows, with nothing kept of their questions but how many there are."""
    telling = _Telling(incoming)
    for some in _some(incoming.rows(None)):
        yield telling.batch(some)


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
    telling = _Telling(incoming)
    for some in _some(incoming.rows(partial(_keep, media))):
        batch = telling.batch(some)
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


class _Telling:
    """Says what became of a file's rows: of the first ones word by word, of the rest by reason."""

    def __init__(self, incoming: Incoming) -> None:
        self._incoming = incoming
        self._changed = self._refused = 0

    def batch(self, rows: Iterable[Row]) -> Batch:
        """What is said of rows that follow those of the last call."""
        batch = Batch()
        for row in rows:
            batch.rows += 1
            batch.taken += bool(row.questions)
            batch.questions += len(row.questions)
            if row.why:
                self._refused += 1
                if self._refused <= MOST_TOLD:
                    batch.refused.append(self._told(row, row.why))
                else:
                    count_reason(batch.more_refused, row.why)
            if row.changed:
                batch.changed_rows += 1
                self._changed += len(row.changed)
                if self._changed <= MOST_TOLD:
                    batch.changed += [self._told(row, what) for what in row.changed]
                else:
                    for what in row.changed:
                        count_reason(batch.more_changed, what)
        return batch

    def _told(self, row: Row, what: str) -> Told:
        sentence = self._incoming.sentence(row, what)
        return Told(row.number, what, sentence, row.text, row.line or row.number)


def count_reason(counts: Counter[str], what: str, n: int = 1) -> None:
    """Add to a count by reason: texts and numbers that differ from row to row do not make another one.

    >>> counts = Counter()
    >>> count_reason(counts, "the choice “a” stood there twice")
    >>> count_reason(counts, "the choice “b” stood there twice")
    >>> counts
    Counter({'the choice “…” stood there twice': 2})
    """
    reason = _DIFFERING.sub("…", what)
    if reason not in counts and len(counts) >= _MOST_REASONS:
        reason = tr("for other reasons")
    counts[reason] += n
