"""What the authors' side of the bank hands out: frozen, never a live row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.core.facts import Contradiction, Fact, LeftOut, Verdict
    from quiz.core.questions import Difficulty, Kind, Question


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that an author did: ``label`` says what, ``about`` to what, ``size`` to how many rows."""

    id: int
    label: str
    about: str
    size: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Which questions of a pack a table shows, in which order."""

    slug: str
    text: str = ""
    kind: Kind | None = None
    difficulty: Difficulty | None = None
    category: str = ""
    tag: str = ""
    sort: str = "place"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A question as a table shows it; ``unfinished`` says why it cannot be played yet."""

    key: int
    id: str
    prompt: str
    kind: Kind
    difficulty: Difficulty
    category: str
    answer: str
    tags: str
    changed: bool
    unfinished: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A question that a search found."""

    key: int
    slug: str
    title: str
    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class PackCounts:
    """What a pack is made of, each ``(what, how many)``; ``asked``: how often it was answered, and right."""

    kind: list[tuple[str, int]]
    difficulty: list[tuple[str, int]]
    category: list[tuple[str, int]]
    asked: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article and how far the review of its drafts is."""

    key: int
    title: str
    drafts: int
    accepted: int
    rejected: int

    @property
    def reviewed(self) -> int:
        """How many drafts have had their verdict."""
        return self.accepted + self.rejected


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way into the bank, with what stands against its facts.

    ``facts`` and ``drafts`` are in their order; a draft is ``(question, fact, confidence)``, its fact one of
    them. ``source`` is the file or address, empty for a text that was pasted; ``note`` says in a sentence why
    there are no drafts.
    """

    sha256: str
    title: str
    language: str
    words: int
    kind: str
    source: str
    content: str
    note: str
    contradictions: tuple[Contradiction, ...]
    left_out: tuple[LeftOut, ...]
    facts: tuple[Fact, ...]
    drafts: tuple[tuple[Question, Fact, float], ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as its review shows it.

    ``pack`` is the id and ``pack_title`` the title of the pack that accepted drafts go to, empty before there
    is one. ``last`` is the draft, ``shown`` the list that its author was at.
    """

    key: int
    sha256: str
    title: str
    language: str
    words: int
    source: str
    content: str
    note: str
    contradictions: tuple[Contradiction, ...]
    left_out: tuple[LeftOut, ...]
    facts: tuple[Fact, ...]
    pack: str
    pack_title: str
    last: int
    shown: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its review shows it.

    ``question`` is its content, and that of the pack's question while it has become one: ``became`` is the
    number of that, 0 while there is none. By hand it has neither ``fact`` nor ``confidence``.
    """

    key: int
    question: Question
    verdict: Verdict
    became: int
    fact: Fact | None
    confidence: float | None
