"""The linter: what is wrong with a question or a pack, as values.

The same checks judge generated, imported and hand-written questions. They keep a generated draft back,
answer ``quiz packs lint``, and never stop an import. Each check says in its docstring which flaw it finds;
:class:`Check` has their names and levels. Wording is judged by English rules, in English packs alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quiz.core.lint.choices import check_length, check_mixed, check_overlap, check_two_right
from quiz.core.lint.clues import check_grammar, check_stem
from quiz.core.lint.evidence import check_evidence
from quiz.core.lint.evidence import supports as supports
from quiz.core.lint.findings import NOTHING
from quiz.core.lint.findings import Check as Check
from quiz.core.lint.findings import Finding as Finding
from quiz.core.lint.findings import Known as Known
from quiz.core.lint.findings import Level as Level
from quiz.core.lint.packwide import check_pack as check_pack
from quiz.core.lint.reference import check_reference
from quiz.core.lint.wording import check_all_none, check_opinion, check_sizes, check_words
from quiz.core.questions import Question


def lint_question(
    question: Question, *, article: str | None = None, known: Known | None = None, language: str = "en"
) -> list[Finding]:
    """What is wrong with one question by itself, errors first.

    ``article`` is the text that evidence must stand in, as the reader returned it; without it only the
    question's own evidence is looked at.

    >>> from quiz.core.questions import Kind
    >>> q = Question("a", "Who directed the series?", Kind.CHOICE, ("Hori",), ("Anno",))
    >>> [(finding.check.value, finding.where) for finding in lint_question(q)]
    [('unresolved-reference', 'the series')]
    """
    return _by_level(_checked(question, article, known or NOTHING, language))


def lint_pack(
    questions: Sequence[Question],
    *,
    article: str | None = None,
    known: Known | None = None,
    language: str = "en",
) -> list[Finding]:
    """What is wrong with each question, in the pack's order, and with all of them together."""
    found = [
        finding
        for question in questions
        for finding in _checked(question, article, known or NOTHING, language)
    ]
    found += check_pack(questions)
    places = {question.id: place for place, question in reversed(list(enumerate(questions)))}
    # What concerns the whole pack stands last.
    return sorted(_by_level(found), key=lambda finding: places.get(finding.question, len(places)))


def _checked(q: Question, article: str | None, known: Known, language: str) -> Iterator[Finding]:
    yield from check_two_right(q, known)
    yield from check_evidence(q, article, known)
    yield from check_overlap(q)
    yield from check_mixed(q, known)
    yield from check_stem(q)
    if language.casefold().split("-")[0] in ("en", ""):
        yield from check_grammar(q)
        yield from check_reference(q)
        yield from check_opinion(q)
        yield from check_all_none(q)
        yield from check_words(q)
    yield from check_length(q)
    yield from check_sizes(q)


def _by_level(found: Iterator[Finding] | list[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: finding.level is not Level.ERROR)
