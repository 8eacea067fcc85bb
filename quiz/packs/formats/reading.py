"""Rows of a foreign file become questions of a pack: each judged, given its id, and met once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from quiz.core.questions import PackHead, Question, natural_id, problems
from quiz.core.slugs import pack_id
from quiz.packs.formats.model import Counts, FileFault, Format, Reading, Row
from quiz.packs.refusals import PackRefusal, shown
from quiz.words import Refused, tr

MOST_QUESTION = 1 << 16
"""Characters of a question with everything that belongs to it."""
_TWICE = {
    Counts.LINE: "the same question stands in line {n} already; take one of them out",
    Counts.ROW: "the same question stands in row {n} already; take one of them out",
    Counts.ITEM: "the same question is question {n} already; take one of them out",
}


class ForeignReader:
    """A foreign file, opened: ``head`` is that of the pack that it becomes, iterating gives its rows.

    It can be iterated again. The pack's id is made of the title and of the file's content, so that the same
    file is the same pack.
    """

    def __init__(self, path: Path, format: Format) -> None:
        self.path, self.format = path, format
        with readable(path):
            content = digest(path)
            said = self._reading().said
        title = shown(said.title, 200) or title_of(path)
        self.head = PackHead(
            id=pack_id(title, content),
            title=title,
            language=said.language or "en",
            author=said.author,
            license=said.license,
            source=said.source,
            description=said.description,
        )

    def __iter__(self) -> Iterator[Row]:
        """Every row, its questions with ids. Raises :class:`Refused` when the file stops being readable."""
        with readable(self.path):
            yield from judged(self._reading().rows, self.format.counts)

    def _reading(self) -> Reading:
        return self.format.read(self.path)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """What goes wrong with the file itself becomes one plain sentence."""
    try:
        yield
    except FileFault as fault:
        raise Refused(PackRefusal.FAULTY, file=path.name, why=str(fault)) from None
    except OSError as error:
        raise Refused(PackRefusal.UNREADABLE, file=path.name, why=error.strerror or str(error)) from None


def judged(rows: Iterable[Row], counts: Counts = Counts.ITEM) -> Iterator[Row]:
    """Rows whose questions make sense, have ids and are met once; the others say why they were refused.

    ``counts`` is what the rows' numbers count.
    """
    ids = Ids(counts)
    for row in rows:
        good: list[Question] = []
        whys: list[str] = [row.why] if row.why else []
        for question in row.questions:
            made, why = ids.judged(question, row.number)
            if made is None:
                whys.append(why)
            else:
                good.append(made)
        why = "; ".join(dict.fromkeys(whys))
        changed = (*row.changed, why) if good and why else row.changed
        why = "" if good else why
        yield Row(row.number, tuple(good), changed, why, row.text, row.line, row.files)


class Ids:
    """Gives questions the ids that their texts have, and finds those that stand there twice."""

    def __init__(self, counts: Counts = Counts.ITEM) -> None:
        self._twice = _TWICE[counts]
        # Numbers take half of what texts would: a file may hold hundreds of thousands.
        self._ids: set[int] = set()
        self._numbered: set[str] = set()
        self._rows: dict[int, int] = {}

    def judged(self, question: Question, row: int) -> tuple[Question | None, str]:
        """The question with its id, or None and why it is not taken."""
        if wrong := problems(question):
            return None, "; ".join(wrong)
        if _size(question) > MOST_QUESTION:
            return None, tr("the question is larger than 64 KB; shorten it")
        mark = hash(question)
        if mark in self._rows:
            return None, tr(self._twice, n=self._rows[mark])
        self._rows[mark] = row
        name = natural_id(question.prompt, question.right)
        if (number := int(name, 16)) in self._ids:
            name = next(made for n in count(2) if (made := f"{name}-{n}") not in self._numbered)
            self._numbered.add(name)
        self._ids.add(number)
        return replace(question, id=name), ""


def _size(q: Question) -> int:
    """Characters in what can be long."""
    texts = (q.prompt, q.explanation, q.evidence, q.source, q.category, *q.right, *q.wrong, *q.tags)
    return sum(map(len, texts))


def title_of(path: Path) -> str:
    """A title out of a file's name.

    >>> title_of(Path("general_knowledge-2.gift")), title_of(Path("___.csv"))
    ('General knowledge 2', 'Imported questions')
    """
    words = " ".join(path.name.partition(".")[0].replace("_", " ").replace("-", " ").split())
    words = "".join(sign for sign in words if sign.isprintable())[:100]
    return (words[:1].upper() + words[1:]) or tr("Imported questions")


def digest(path: Path) -> str:
    """The sha256 of a file's content, as hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
