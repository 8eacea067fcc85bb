"""The linter as a gate: no draft with an error passes it."""

from __future__ import annotations

from quiz.core.facts import Reading
from quiz.core.lint import Finding, Known, Level, lint_question
from quiz.core.questions import Question, problems


class Gate:
    """Judges the questions of one article; ``last`` is the last reason for a refusal."""

    def __init__(self, reading: Reading) -> None:
        self._content = reading.content
        self._known = Known.of(reading.facts, reading.entities)
        self.last = ""

    def errors(self, question: Question) -> list[Finding]:
        """What the linter will not let pass."""
        found = lint_question(question, article=self._content, known=self._known)
        return [finding for finding in found if finding.level is Level.ERROR]

    def passes(self, question: Question) -> bool:
        """Whether a question has no error."""
        return self.blamed(question) is None

    def blamed(self, question: Question) -> list[str] | None:
        """None for a question that passes; else the wrong answers that are at fault, where it is theirs."""
        if unplayable := problems(question):
            self.last = unplayable[0]
            return []
        found = self.errors(question)
        if not found:
            return None
        self.last = found[0].message
        return [one for one in question.wrong if any(one in finding.where for finding in found)]
