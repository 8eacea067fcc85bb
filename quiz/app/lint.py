"""Pack files judged by the linter: what ``quiz packs lint`` prints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiz.article.readers import text_of
from quiz.core.lint import Finding, Level, lint_pack
from quiz.packs.media import Unfit, source_of
from quiz.packs.quizpack import read_any
from quiz.packs.refusals import Refusal
from quiz.words import Refused, tr, trn

MOST_ARTICLE_MB = 20
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Linted:
    """What the linter found in one pack file.

    ``lines`` holds the line of each question by its id; ``note`` says why evidence was not looked up in
    the article, and is empty where it was, or where there is none.
    """

    path: Path
    id: str
    title: str
    questions: int
    findings: tuple[Finding, ...]
    lines: dict[str, int]
    refused: tuple[Refusal, ...] = ()
    note: str = ""

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.level is Level.ERROR for finding in self.findings)

    @property
    def failed(self) -> bool:
        """Whether something must be mended: an error, or no question at all could be taken."""
        return bool(self.errors) or (bool(self.refused) and not self.questions)

    def as_json(self) -> dict[str, Any]:
        """The form that ``quiz packs lint --json`` prints; ``row`` is a line, and null for the whole pack."""
        return {
            "file": str(self.path),
            "id": self.id,
            "title": self.title,
            "questions": self.questions,
            "errors": self.errors,
            "warnings": len(self.findings) - self.errors,
            "findings": [
                {
                    "id": finding.question or None,
                    "row": self.lines.get(finding.question),
                    "check": finding.check.value,
                    "level": finding.level.value,
                    "field": finding.field,
                    "text": finding.message,
                }
                for finding in self.findings
            ],
            "refused": [{"row": r.line, "why": r.why, "text": r.text} for r in self.refused],
            "note": self.note or None,
        }

    def sentences(self) -> list[str]:
        """A line for each finding and each refusal in the file's order, what was left out, and the sum."""
        told = [
            (self.lines.get(finding.question, 0) or _LAST, self._sentence(finding))
            for finding in self.findings
        ]
        told += [(refusal.line, refusal.sentence(self.path)) for refusal in self.refused]
        found = [sentence for _, sentence in sorted(told, key=lambda pair: pair[0])]
        if self.note:
            found.append(tr("{file}: {note}.", file=self.path.name, note=self.note))
        summary = tr(
            "{file}: {questions}, {errors}, {warnings}.",
            file=self.path.name,
            questions=trn("{n} question", "{n} questions", self.questions),
            errors=trn("{n} error", "{n} errors", self.errors),
            warnings=trn("{n} warning", "{n} warnings", len(self.findings) - self.errors),
        )
        return [*found, summary]

    def _sentence(self, finding: Finding) -> str:
        said = {
            "level": tr("error") if finding.level is Level.ERROR else tr("warning"),
            "why": finding.message,
            "file": self.path.name,
        }
        if not finding.question:
            return tr("{file}, {level}: {why}.", **said)
        return tr("{file}, line {line}, {level}: {why}.", line=self.lines.get(finding.question, 0), **said)


_LAST = 1 << 60


def lint_file(path: Path) -> Linted:
    """Lint a pack file or ``.quizpack``, with the article that it names.

    Raises :class:`Refused` when the file cannot be read.
    """
    loaded = read_any(path)
    head, questions = loaded.pack.head, loaded.pack.questions
    article, note = None, ""
    if head.article and any(q.evidence for q in questions):
        article, note = _article(path, head.article)
    found = lint_pack(questions, article=article, language=head.language)
    lines = dict(zip((q.id for q in questions), loaded.lines, strict=True))
    return Linted(path, head.id, head.title, len(questions), tuple(found), lines, loaded.refused, note)


def _article(path: Path, name: str) -> tuple[str | None, str]:
    """The text of a pack's article as its reader returns it, or why evidence is not looked up in it."""
    try:
        data = source_of(path).read(name, MOST_ARTICLE_MB * _MB)
    except Unfit as unfit:
        why = tr("the article “{name}” {why}, so evidence was not looked up in it", name=name, why=str(unfit))
        return None, why
    try:
        return text_of(data, name).content, ""
    except Refused as refused:
        return None, tr("evidence was not looked up: {why}", why=str(refused).rstrip("."))


def unread(path: Path, why: str) -> dict[str, Any]:
    """The JSON form of a file that could not be read."""
    nothing = Linted(path, "", "", 0, (), {}).as_json()
    return {**nothing, "id": None, "title": None, "error": why}
