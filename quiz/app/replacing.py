"""Find and replace over many questions: first what would change, a text at a time, then the change itself.

Looking is done in steps, so that a search through a million questions can be watched and stopped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from quiz.core.questions import Kind, Question
from quiz.words import Refused

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

MOST_PIECES = 20_000
"""So many texts are shown and changed at once; whoever wants more goes on after that."""
_KEYS_A_STEP = 300
_NUMBERS_A_STEP = 20_000


class ReplacingRefusal(Enum):
    """Why nothing is looked for."""

    NOTHING = "There is nothing to look for; write what is to be replaced."
    NOWHERE = "No field is chosen to look in; choose one."


class Part(StrEnum):
    """A field of a question that can be searched. Evidence is none: it quotes its article."""

    PROMPT = "prompt"
    ANSWERS = "answers"
    EXPLANATION = "explanation"
    CATEGORY = "category"
    TAGS = "tags"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Replacing:
    """What to look for, where, and what to put in its place."""

    wanted: str
    instead: str = ""
    parts: frozenset[Part] = frozenset(Part)
    case: bool = False
    words: bool = False

    def check(self) -> None:
        """Raise Refused where there is nothing to look for, or nowhere to look."""
        if not self.wanted:
            raise Refused(ReplacingRefusal.NOTHING)
        if not self.parts:
            raise Refused(ReplacingRefusal.NOWHERE)

    def pattern(self) -> re.Pattern[str]:
        """What finds it.

        >>> Replacing("art", words=True).pattern().findall("Art, part")
        ['Art']
        """
        text = re.escape(self.wanted)
        if self.words:
            text = rf"(?<!\w){text}(?!\w)"
        return re.compile(text, 0 if self.case else re.IGNORECASE)

    def needle(self) -> str:
        """A piece that every text to be found has in it, for the bank: its longest run without case.

        Letters beyond ASCII count only where they have none, because the bank knows no other case.

        >>> Replacing("Émile Zola").needle(), Replacing("監督").needle(), Replacing("Ö").needle()
        ('le Zola', '監督', '')
        """
        runs = re.split(r"[^\x00-\x7f]", self.wanted)
        if self.wanted.upper() == self.wanted.lower():
            runs = [self.wanted]
        # Some letters have a form beyond ASCII that counts as the same without case: K and the kelvin sign.
        runs = [piece for run in runs for piece in re.split(r"[kKsSiI]", run)] if not self.case else runs
        return max(runs, key=len)


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a question that would change: which of its ``part`` it is, and how it reads before and
    after; ``spans`` and ``put`` are where the piece stands in the one and in the other.
    """

    key: int
    part: Part
    at: int
    before: str
    after: str
    spans: tuple[tuple[int, int], ...]
    put: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: these questions, else a pack, else all packs."""

    slug: str = ""
    keys: tuple[int, ...] = ()


class Finder:
    """One search on its way. Each ``step`` looks through some more questions and takes some milliseconds."""

    def __init__(self, bank: Bank, replacing: Replacing, scope: Scope) -> None:
        replacing.check()
        self._bank, self._replacing, self._scope = bank, replacing, scope
        self._pattern, self._needle = replacing.pattern(), replacing.needle()
        self._at = 0
        self._end = len(scope.keys) or bank.desk.last_key()

    @property
    def done(self) -> bool:
        """Whether every question has been looked through."""
        return self._at >= self._end

    @property
    def share(self) -> float:
        """How much of it is done, from 0 to 1."""
        return min(1.0, self._at / self._end) if self._end else 1.0

    def step(self) -> list[Piece]:
        """Look through some more; what was found in them."""
        desk, keys = self._bank.desk, self._scope.keys
        if keys:
            some: Sequence[int] = keys[self._at : self._at + _KEYS_A_STEP]
            self._at += _KEYS_A_STEP
        else:
            upto = self._at + _NUMBERS_A_STEP
            some = desk.holding(self._scope.slug, self._needle, self._at, upto, _KEYS_A_STEP)
            # A full page ends where it ends: what follows is the next step's.
            self._at = some[-1] if len(some) == _KEYS_A_STEP else upto
        found = desk.question_states(some)
        return [
            piece
            for key in some
            if key in found
            for piece in pieces(key, found[key].question, self._replacing, self._pattern)
        ]


def pieces(key: int, question: Question, replacing: Replacing, pattern: re.Pattern[str]) -> Iterator[Piece]:
    """The texts of a question that replacing would change."""
    for (part, at), text in _texts(question).items():
        if part not in replacing.parts:
            continue
        spans = tuple(found.span() for found in pattern.finditer(text))
        after = pattern.sub(lambda _: replacing.instead, text) if spans else text
        if after != text:
            yield Piece(key, part, at, text, after, spans, _put(spans, len(replacing.instead)))


def replaced(question: Question, wanted: Iterable[Piece]) -> Question:
    """The question with these pieces put in, as far as their texts still are what was found."""
    now = _texts(question)
    new = {(p.part, p.at): p.after for p in wanted if now.get((p.part, p.at)) == p.before}
    return _with(question, lambda part, at, text: new.get((part, at), text))


def by_question(wanted: Iterable[Piece]) -> Mapping[int, list[Piece]]:
    """Pieces by the number of their question."""
    found: dict[int, list[Piece]] = {}
    for piece in wanted:
        found.setdefault(piece.key, []).append(piece)
    return found


def _put(spans: Sequence[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    """Where the new pieces stand."""
    made, shift = [], 0
    for start, end in spans:
        made.append((start + shift, start + shift + length))
        shift += length - (end - start)
    return tuple(made)


def _texts(q: Question) -> dict[tuple[Part, int], str]:
    found: dict[tuple[Part, int], str] = {}

    def note(part: Part, at: int, text: str) -> str:
        found[part, at] = text
        return text

    _with(q, note)
    return found


def _with(q: Question, change: Callable[[Part, int, str], str]) -> Question:
    """The question with each text that can be searched changed; numbers and verdicts are no texts."""

    def each(part: Part, texts: Sequence[str], first: int = 0) -> tuple[str, ...]:
        return tuple(change(part, n, text) for n, text in enumerate(texts, first))

    plain = q.kind in (Kind.TRUEFALSE, Kind.NUMBER)
    return replace(
        q,
        prompt=change(Part.PROMPT, 0, q.prompt),
        right=q.right if plain else each(Part.ANSWERS, q.right),
        wrong=each(Part.ANSWERS, q.wrong, len(q.right)),
        explanation=change(Part.EXPLANATION, 0, q.explanation),
        category=change(Part.CATEGORY, 0, q.category),
        tags=tuple(tag for tag in each(Part.TAGS, q.tags) if tag.strip()),
        source=change(Part.SOURCE, 0, q.source),
    )
