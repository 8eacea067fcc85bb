"""An article on its way to its review, for :mod:`quiz.app.jobs`; and what of that which is brought is one."""

from __future__ import annotations

import io
import re
import tempfile
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.app.jobs import Job, Line
from quiz.app.packjobs import opened
from quiz.bank.author_views import NewArticle
from quiz.packs.formats import recognised
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused

if TYPE_CHECKING:
    from quiz.article.generate import Generated

_ARTICLES = frozenset((".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".epub", ".docx"))
_MAYBE = frozenset((".txt", ".text", ""))
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_FEW_WORDS = 40


class Stage(Enum):
    """What is being done; a part of the result of :func:`reading`."""

    READING = auto()
    MAKING = auto()
    KEEPING = auto()


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """What became of an article: its number, how many drafts, and whether it was here before."""

    article: int
    drafts: int
    was_here: bool


def reading(bank: Path, source: str, content: str = "") -> Job[ReadArticle]:
    """Read a file or an address, or else a text, and keep its drafts in the bank at that path.

    Parts are stages; in the second ``went`` tells how many of a hundred sentences are read.
    """
    return Job(read_article, bank, source, content)


def read_article(line: Line, bank: Path, source: str, content: str) -> ReadArticle:
    """The work of :func:`reading`; stopped anywhere before it is kept, and kept whole or not at all."""
    # A second of imports that the window, which makes the jobs, can do without.
    from quiz.article.generate import generate
    from quiz.article.readers import STANDARD_INPUT, read

    line.part(Stage.READING)
    with line.interrupted():
        if source:
            text = read(source)
        else:
            text = read(STANDARD_INPUT, stdin=io.BytesIO(content.encode("utf-8", "replace")))
    with opened(bank) as there:
        known = there.reviews.find(text.sha256)
        if known is not None:
            there.reviews.set_there("article", known, there=True)
            return ReadArticle(known, len(there.reviews.drafts(known)), was_here=True)
        line.part(Stage.MAKING)

        def progress(n: int, of: int) -> None:
            line.went(100 * n // max(1, of))

        with line.interrupted():
            made = generate(text, progress=progress)
        line.part(Stage.KEEPING)
        return ReadArticle(
            there.reviews.store("article", _new(made, source)), len(made.drafts), was_here=False
        )


def _new(made: Generated, source: str) -> NewArticle:
    from quiz.app.generation import title_of

    reading, text = made.reading, made.text
    # A draft may rest on what was worked out of several facts.
    facts = dict.fromkeys((*reading.facts, *(draft.fact for draft in made.drafts)))
    return NewArticle(
        sha256=text.sha256,
        title=" ".join(title_of(made).split())[:200],
        language=reading.language,
        words=text.words,
        kind=text.kind,
        source=source,
        content=text.content,
        note=made.note,
        contradictions=reading.contradictions,
        left_out=made.left_out,
        facts=tuple(fact for fact in facts if fact.evidence.start < fact.evidence.end),
        drafts=tuple((draft.question, draft.fact, draft.confidence) for draft in made.drafts),
    )


def is_article(path: Path) -> bool:
    """Whether a file that was brought is an article, and no file of questions. Reads its beginning."""
    ending = path.suffix.lower()
    if ending in _ARTICLES:
        return True
    try:
        return ending in _MAYBE and recognised(path) is None
    except Refused as refused:
        return refused.name is PackRefusal.NO_FORMAT


def address_in(text: str) -> str:
    r"""The web address that a text consists of; empty when it is something else.

    >>> address_in(" https://example.org/a \n"), address_in("See https://example.org")
    ('https://example.org/a', '')
    """
    clean = text.strip()
    return clean if _ADDRESS.fullmatch(clean) else ""


def is_article_text(text: str) -> bool:
    """Whether a text that was pasted is an article or the address of one, and no questions."""
    if address_in(text):
        return True
    if len(text.split(None, _FEW_WORDS)) <= _FEW_WORDS:
        return False
    with tempfile.TemporaryDirectory(prefix="quiz-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        return is_article(path)
