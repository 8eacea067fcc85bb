"""What an author does with an article and its drafts: every action is one step that can be undone.

Accepting makes a question of a draft, in the pack that was chosen or in a new one; the draft keeps the link.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from quiz.app.workshop import about, blank
from quiz.core.questions import Kind, PackHead, Question, problems
from quiz.core.slugs import pack_id
from quiz.words import Refused, trn

if TYPE_CHECKING:
    from quiz.bank.author_views import ArticleView, DraftView
    from quiz.bank.bank import Bank
    from quiz.bank.drafting import DraftState

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,9})?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LONGEST_PARAGRAPH = 4_000


class ReviewRefusal(Enum):
    """Why an author's action is not done."""

    UNFINISHED = "This draft cannot be played yet: {why}; mend it, then accept it."
    NOTHING_MARKED = "Nothing is marked; mark some words of the article first."


class Sure(IntEnum):
    """How sure the generator is of a draft; the greater the surer."""

    UNSURE = 0
    FAIRLY = 1
    SURE = 2
    VERY = 3

    @property
    def least(self) -> float:
        """The least confidence that is called so."""
        return (0.0, 0.65, 0.75, 0.85)[self]


def sureness(confidence: float) -> Sure:
    """What a confidence from 0 to 1 is called.

    >>> sureness(0.9), sureness(0.75), sureness(0.1)
    (<Sure.VERY: 3>, <Sure.SURE: 2>, <Sure.UNSURE: 0>)
    """
    return next(sure for sure in reversed(Sure) if confidence >= sure.least)


class Review:
    """The author's work on one article of a bank. Raises Refused when it is not there any more."""

    def __init__(self, bank: Bank, article: int) -> None:
        self._reviews, self._article = bank.reviews, article

    def accept(self, keys: Sequence[int], author: str = "") -> int:
        """Make questions of drafts; returns how many became one. ``author`` is who a new pack is by.

        Raises Refused for a single draft that cannot be played yet; among many such ones stay as they are.
        """
        if len(keys) == 1 and (wrong := problems(self._reviews.draft_state(keys[0]).question)):
            raise Refused(ReviewRefusal.UNFINISHED, why=wrong[0])
        view = self._reviews.article(self._article)
        head = PackHead(
            pack_id(view.title, secrets.token_hex(8), "article"),
            view.title,
            language=view.language or "en",
            author=author,
            source=view.source if "://" in view.source else "",
            text_sha256=view.sha256,
        )
        if len(keys) == 1:
            return self._reviews.accept("accept", about, self._article, keys, head)
        named = trn("{n} draft", "{n} drafts", len(keys))
        return self._reviews.accept("accept many", lambda _: named, self._article, keys, head)

    def reject(self, key: int) -> None:
        """Say no to a draft; if it had become a question, that leaves its pack."""
        self._reviews.reject("reject", self._named(key), [key])

    def reopen(self, key: int) -> None:
        """Have a draft wait for its verdict again."""
        self._reviews.reopen("reopen", self._named(key), [key])

    def save(self, key: int, seen: DraftState, question: Question, *, join: bool = True) -> DraftState:
        """Keep an edit of a draft that its author saw as ``seen``; returns how it is now.

        Edits that follow one another closely are one step, unless ``join`` is off. Raises Refused when
        another window changed it.
        """
        return self._reviews.save("edit draft", about([question]), key, seen, question, join=join)

    def by_hand(self, question: Question) -> int:
        """A draft of the author's own; returns its number."""
        return self._reviews.add("draft", about([question]), self._article, question)

    def choose_pack(self, slug: str) -> None:
        """Have accepted drafts go to this pack; empty stands for a new one."""
        title = self._reviews.article(self._article).title
        self._reviews.choose_pack("article pack", title, self._article, slug)

    def remove(self) -> None:
        """Take the article away, with its drafts; what was accepted stays, and an undo brings it back."""
        self._reviews.set_there("remove article", self._article, there=False)

    def _named(self, key: int) -> _Named:
        return _Named(about([self._reviews.draft_state(key).question]))


class _Named:
    """A step's name that is known beforehand."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, _: Sequence[Question]) -> str:
        return self._name


def sure_ones(drafts: Sequence[DraftView]) -> dict[Sure, list[int]]:
    """Drafts by their numbers, those that are at least so sure; those by hand are none of them."""
    rated = [(draft.key, draft.confidence) for draft in drafts if draft.confidence is not None]
    return {sure: [key for key, confidence in rated if confidence >= sure.least] for sure in Sure}


def asked_by_hand(article: ArticleView, start: int, end: int, *, is_answer: bool) -> Question:
    """A question to be written about a marked piece, ``start`` to ``end`` in code points.

    The piece is the answer, and the sentences that hold it are the evidence; or else it is the evidence.
    Raises Refused when there is nothing in it.
    """
    start, end = _trimmed(article.content, start, end)
    if start >= end:
        raise Refused(ReviewRefusal.NOTHING_MARKED)
    made = blank(Kind.CHOICE)
    if is_answer:
        piece = " ".join(article.content[start:end].split())
        plain = _THOUSANDS.sub("", piece)
        if _NUMBER.fullmatch(plain):
            made = replace(blank(Kind.NUMBER), right=(plain,))
        else:
            made = replace(made, right=(piece,))
        start, end = _sentences_around(article.content, start, end)
    return replace(made, evidence=article.content[start:end], evidence_start=start)


def placed(question: Question, content: str, near: int) -> Question:
    """The question with the place of its evidence: where it stands in the article, nearest to ``near``.

    >>> from quiz.core.questions import Kind
    >>> q = Question("a", "Who?", Kind.TEXT, ("B",), evidence="B b")
    >>> placed(q, "B b. B b.", 9).evidence_start, placed(q, "A", 0).evidence_start
    (5, None)
    """
    evidence = question.evidence
    if not evidence.strip():
        return replace(question, evidence_start=None)
    found = [content.find(evidence, near), content.rfind(evidence, 0, near + len(evidence))]
    there = [at for at in found if at >= 0]
    return replace(question, evidence_start=min(there, key=lambda at: abs(at - near)) if there else None)


def _trimmed(content: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(0, start), min(end, len(content))
    while start < end and content[start].isspace():
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    return start, end


def _sentences_around(content: str, start: int, end: int) -> tuple[int, int]:
    """The sentences that a piece stands in; its lines, where none can be told."""
    from quiz.article.text import sentences  # with its lexicon, when somebody asks by hand

    one = max(
        content.rfind("\n\n", 0, start) + 2 if "\n\n" in content[:start] else 0, start - _LONGEST_PARAGRAPH
    )
    two = content.find("\n\n", end)
    two = min(len(content) if two < 0 else two, end + _LONGEST_PARAGRAPH)
    held = [
        (one + sentence.start, one + sentence.end)
        for sentence in sentences(content[one:two])
        if one + sentence.start < end and one + sentence.end > start
    ]
    if not held:
        line = content.rfind("\n", one, start) + 1 or one
        after = content.find("\n", end, two)
        return _trimmed(content, line, two if after < 0 else after)
    return min(held[0][0], start), max(held[-1][1], end)
