"""The one door to the generator and the linter: an article in, its facts and questions out, with times."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from quiz.article import readers
from quiz.article.generate import Generated, generate
from quiz.core.lint import Finding, Known, Level, lint_pack
from tests.quality.keys import Article
from tests.quality.matching import Asked, Recall, recall
from tests.quality.verdicts import judged, place, read


@dataclass(frozen=True, slots=True)
class Run:
    """What came out of one article. ``ns`` is the best time of reading facts and making questions."""

    article: Article
    content: str
    words: int
    generated: Generated
    asked: tuple[Asked, ...]
    findings: tuple[Finding, ...]
    ns: int

    @property
    def recall(self) -> Recall:
        """What became of the key."""
        return recall(self.content, self.article.key, self.generated.reading.facts, self.asked)

    @property
    def errors(self) -> int:
        """Findings of the linter that should have kept a draft back."""
        return sum(finding.level is Level.ERROR for finding in self.findings)

    @property
    def judgement(self) -> Judgement:
        """What the verdicts say of the questions as they are now."""
        known = read(place(self.article))
        found = [judged(item.question, known) for item in self.asked]
        return Judgement(
            made=len(found),
            acceptable=sum(bool(one and one.acceptable) for one in found),
            fatal=sum(bool(one and one.fatal) for one in found),
            missing=sum(one is None for one in found),
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """How many questions were made, and how many of them are acceptable, fatal, or without a verdict."""

    made: int = 0
    acceptable: int = 0
    fatal: int = 0
    missing: int = 0

    def __add__(self, other: Judgement) -> Judgement:
        return Judgement(
            self.made + other.made,
            self.acceptable + other.acceptable,
            self.fatal + other.fatal,
            self.missing + other.missing,
        )


def run(article: Article, *, times: int = 1) -> Run:
    """Read an article and make its questions, ``times`` times over; the quickest counts."""
    text = read_article(article)
    generated, ns = timed(text, times)
    asked = tuple(Asked(draft.question, draft.fact) for draft in generated.drafts)
    return Run(article, text.content, text.words, generated, asked, lint_all(generated), ns)


def read_article(article: Article) -> readers.Text:
    """The article as the readers return it, without the line that tells its address."""
    raw = article.path.read_text(encoding="utf-8")
    if not raw.startswith("# source:"):
        return readers.read(article.path)
    with tempfile.TemporaryDirectory(prefix="quiz-quality-") as folder:
        path = Path(folder) / article.path.name
        path.write_text(raw.partition("\n")[2], encoding="utf-8")
        return readers.read(path)


def timed(text: readers.Text, times: int = 1) -> tuple[Generated, int]:
    """What is generated, and the ns of the quickest of ``times``."""
    best = 0
    for _ in range(max(1, times)):
        start = time.perf_counter_ns()
        generated = generate(text, seed=0)
        ns = time.perf_counter_ns() - start
        best = min(best or ns, ns)
    return generated, best


def lint_all(generated: Generated) -> tuple[Finding, ...]:
    """The linter's findings over all questions of an article, as a pack would be judged."""
    reading = generated.reading
    known = Known.of(reading.facts, reading.entities)
    questions = [draft.question for draft in generated.drafts]
    return tuple(lint_pack(questions, article=reading.content, known=known))
