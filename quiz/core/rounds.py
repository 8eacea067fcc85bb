"""A round as it stands: its events, the question that is open, the answers, and how it can end.

:mod:`quiz.core.stepping` leads from one state to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Any

from quiz.core.drawing import fifty_fifty
from quiz.core.questions import Question
from quiz.core.rules import EXTRA_MS, SURVIVAL_LIVES, Lifeline, Mode, Rules
from quiz.core.scoring import Judged, Points


class What(StrEnum):
    """What can happen in a round."""

    ASKED = "asked"
    SHOWN = "shown"
    ANSWERED = "answered"
    EXPIRED = "expired"
    SKIPPED = "skipped"
    LIFELINE = "lifeline"
    PAUSED = "paused"
    RESUMED = "resumed"
    APPEALED = "appealed"
    WITHDRAWN = "appeal withdrawn"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, ``at_ms`` of the round's active time.

    ``data`` by kind: asked ``hash, pack, question, choices``; answered ``given`` (a list of texts);
    lifeline ``which``; paused ``why``; resumed ``away_ms``; appealed and withdrawn ``position``.
    """

    seq: int
    at_ms: int
    what: What
    data: Mapping[str, Any] = field(default_factory=dict)


class Outcome(StrEnum):
    """How a round ended."""

    FINISHED = "finished"
    TIME_UP = "time up"
    OUT_OF_LIVES = "out of lives"


class Ending(StrEnum):
    """How one question ended."""

    ANSWERED = "answered"
    EXPIRED = "expired"
    SKIPPED = "skipped"


class Refusal(Enum):
    """Why an event cannot happen now."""

    OVER = "the round is over"
    PAUSED = "the round is paused"
    NOT_PAUSED = "the round is not paused"
    NOTHING_ASKED = "no question is open"
    ALREADY_ASKED = "a question is open already"
    NOT_SHOWN = "the question's clock has not started"
    TOO_LATE = "the time is over"
    TOO_EARLY = "there is time left"
    BACKWARDS = "time never runs backwards"
    OUT_OF_SEQUENCE = "an event is missing"
    LIFELINE_USED = "this lifeline was used in this round"
    NO_LIFELINES = "this round has no lifelines"
    LIFELINE_UNFIT = "this lifeline does not fit this question"
    NO_SUCH_ANSWER = "there is no such answer"


class Impossible(ValueError):
    """An event that does not fit the round's state; ``refusal`` names why."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


_NO_POINTS = Points(0, 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a player did with one question, with its time and points."""

    position: int
    question: Question
    pack: str
    hash: str
    choices: tuple[str, ...]
    ending: Ending
    given: tuple[str, ...]
    judged: Judged
    used_ms: int
    total_ms: int | None
    aids: tuple[Lifeline, ...]
    points: Points = _NO_POINTS
    streak: int = 0
    appealed: bool = False

    @property
    def right(self) -> bool:
        """Whether it counts as right, an appeal included."""
        return self.appealed or (self.ending is Ending.ANSWERED and self.judged.right)

    @property
    def counted(self) -> Judged:
        """The judgement that pays: an appeal makes it whole, no answer makes it nothing."""
        if self.appealed:
            return Judged(Fraction(1), self.judged.match)
        return self.judged if self.ending is Ending.ANSWERED else Judged(Fraction(0))


@dataclass(frozen=True, slots=True)
class Open:
    """The question that is open now. Its clock runs from ``shown_ms``; None while it is being read."""

    position: int
    question: Question
    pack: str
    hash: str
    choices: tuple[str, ...]
    asked_ms: int
    shown_ms: int | None
    total_ms: int | None
    aids: tuple[Lifeline, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def limit_ms(self) -> int | None:
        """How long the clock runs: ``T``, and the ten seconds of a lifeline; None when untimed."""
        if self.total_ms is None:
            return None
        return self.total_ms + (EXTRA_MS if Lifeline.EXTRA in self.aids else 0)

    def used_ms(self, at_ms: int) -> int:
        """Milliseconds used at the active time ``at_ms``."""
        return 0 if self.shown_ms is None else max(0, at_ms - self.shown_ms)


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it stands after its events. ``count`` is how many questions it will ask at most."""

    rules: Rules
    seed: int
    count: int
    answers: tuple[Answer, ...] = ()
    open: Open | None = None
    at_ms: int = 0
    seq: int = 0
    paused: bool = False
    left: bool = False
    lifelines: tuple[Lifeline, ...] = ()
    outcome: Outcome | None = None
    away_ms: int = 0
    """The longest time that the round was away, cut off or left; more than a minute makes it unranked."""

    @property
    def score(self) -> int:
        """Points so far."""
        return sum(answer.points.total for answer in self.answers)

    @property
    def streak(self) -> int:
        """Right answers in a row, up to now."""
        return self.answers[-1].streak if self.answers else 0

    @property
    def longest_streak(self) -> int:
        """The longest run of right answers."""
        return max((answer.streak for answer in self.answers), default=0)

    @property
    def right(self) -> int:
        """How many answers were right."""
        return sum(answer.right for answer in self.answers)

    @property
    def assisted(self) -> bool:
        """Whether a lifeline was used."""
        return bool(self.lifelines)

    @property
    def lives(self) -> int | None:
        """Lives left in survival, else None. An appeal gives none back: the ending stays."""
        if self.rules.mode is not Mode.SURVIVAL:
            return None
        lost = sum(
            a.ending is not Ending.SKIPPED and not (a.ending is Ending.ANSWERED and a.judged.right)
            for a in self.answers
        )
        return max(0, SURVIVAL_LIVES - lost)

    @property
    def answer_ms(self) -> int:
        """Milliseconds spent answering, without reading and pauses."""
        return sum(answer.used_ms for answer in self.answers)

    @property
    def over(self) -> bool:
        """Whether the round has ended."""
        return self.outcome is not None

    def left_ms(self, at_ms: int) -> int | None:
        """Milliseconds left for the open question at ``at_ms``, the sprint's end in mind; None untimed."""
        now = self.open
        if now is None or now.limit_ms is None:
            return None
        own = now.limit_ms - now.used_ms(at_ms)
        whole = self.rules.round_ms
        if whole is None:
            return max(0, own)
        spent = self.answer_ms + now.used_ms(at_ms)
        bought = EXTRA_MS if Lifeline.EXTRA in self.lifelines else 0
        return max(0, min(own, whole + bought - spent))

    def can_use(self, which: Lifeline) -> bool:
        """Whether this lifeline would be accepted now."""
        return self.lifeline_refusal(which) is None

    def lifeline_refusal(self, which: Lifeline) -> Refusal | None:
        """Why this lifeline would not be accepted now; None when it would."""
        if not self.rules.lifelines:
            return Refusal.NO_LIFELINES
        if which in self.lifelines:
            return Refusal.LIFELINE_USED
        if self.open is None:
            return Refusal.NOTHING_ASKED
        if which is Lifeline.EXTRA and self.open.total_ms is None:
            return Refusal.LIFELINE_UNFIT
        if which is Lifeline.FIFTY and not fifty_fifty(self.open.question, self.seed, self.open.position):
            return Refusal.LIFELINE_UNFIT
        return None
