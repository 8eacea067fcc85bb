"""A question as the rows that it becomes, but for their numbers: plain values that any process can make.

Nothing here needs SQL, so that a file can be read in a process that never loads it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from quiz.core.questions import Question
from quiz.core.searching import indexed

CONTENT = (
    "kind", "prompt", "difficulty", "category", "explanation", "evidence", "evidence_start", "source",
    "relation", "confidence", "exact", "tolerance", "unit", "image", "image_alt", "audio",
)  # fmt: skip
"""The columns of a question row that hold its content."""


class Ready(NamedTuple):
    """One question, ready to be written.

    ``content`` are the values of the ``CONTENT`` columns, ``mark`` is the content hash, ``answers`` are
    place, text, whether it is right, and picture of each, ``text`` is what the search finds it by.
    """

    slug: str
    level: str
    content: tuple[Any, ...]
    mark: str
    answers: tuple[tuple[int, str, int, str | None], ...]
    tags: tuple[str, ...]
    text: str

    @property
    def rows(self) -> int:
        """How many rows it takes, without the index."""
        return 1 + len(self.answers) + len(self.tags)

    @property
    def prompt(self) -> str:
        """What is asked."""
        return str(self.content[1])


def ready(question: Question) -> Ready:
    """A question's rows."""
    q = question
    return Ready(
        q.id, q.difficulty.value, content_row(q), q.content_hash(), answer_rows(q), q.tags, indexed(q)
    )


def content_row(q: Question) -> tuple[Any, ...]:
    """The values of the ``CONTENT`` columns."""
    return (
        q.kind.value, q.prompt, q.difficulty.value, q.category, q.explanation, q.evidence, q.evidence_start,
        q.source, q.relation, q.confidence, int(q.exact), str(q.tolerance), q.unit, q.media.image,
        q.media.image_alt, q.media.audio,
    )  # fmt: skip


def answer_rows(q: Question) -> tuple[tuple[int, str, int, str | None], ...]:
    """Place, text, whether it is right, and picture of each answer, right ones first."""
    right, images = len(q.right), q.choice_images
    texts = enumerate((*q.right, *q.wrong))
    if not images:  # nearly always
        return tuple([(at, text, int(at < right), None) for at, text in texts])
    return tuple(
        [(at, text, int(at < right), images[at] if at < len(images) else None) for at, text in texts]
    )


def unfit(question: Question) -> str:
    """Why a question cannot be stored as it is; empty when it can. The packs' readers check the rest."""
    if not question.right:
        return f"{question.id}: it has no right answer"
    if len(question.choice_images) > len(question.right) + len(question.wrong):
        return f"{question.id}: it has more pictures than choices"
    return ""
