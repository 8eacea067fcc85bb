"""A round as a state machine over events: ``step(state, event) -> state``.

The events are the truth. Their times are the round's own active time in milliseconds, which stands still
while the round is paused or closed; what a clock on the wall said never matters here. Answers, streak,
score and outcome are worked out from them, so a stored round can be resumed, audited and appealed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Any

from quiz.core.drawing import fifty_fifty
from quiz.core.questions import Question
from quiz.core.rules import EXTRA_MS, SURVIVAL_LIVES, Lifeline, Mode, Rules
from quiz.core.scoring import Judged, Points, judge, points


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
        return self._lifeline_refusal(which) is None

    def _lifeline_refusal(self, which: Lifeline) -> Refusal | None:
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


Lookup = Callable[[str], Question]
"""Finds a question as it was asked by its hash."""


def step(state: Round, event: Event, lookup: Lookup) -> Round:
    """The round after one more event.

    Raises Impossible, naming the refusal, when the event does not fit; the state is never changed then.
    """
    if event.seq != state.seq + 1:
        raise Impossible(Refusal.OUT_OF_SEQUENCE)
    if event.at_ms < state.at_ms:
        raise Impossible(Refusal.BACKWARDS)
    after = _STEPS[event.what](state, event, lookup)
    return replace(after, seq=event.seq, at_ms=event.at_ms)


def replay(start: Round, events: Iterable[Event], lookup: Lookup) -> Round:
    """The round after all its events."""
    state = start
    for event in events:
        state = step(state, event, lookup)
    return state


def _asked(state: Round, event: Event, lookup: Lookup) -> Round:
    _running(state)
    if state.open is not None:
        raise Impossible(Refusal.ALREADY_ASKED)
    data = event.data
    position = len(state.answers)
    return replace(
        state,
        open=Open(
            position,
            lookup(data["hash"]),
            data["pack"],
            data["hash"],
            tuple(data["choices"]),
            asked_ms=event.at_ms,
            shown_ms=None,
            total_ms=state.rules.question_ms(position),
        ),
    )


def _shown(state: Round, event: Event, lookup: Lookup) -> Round:
    now = _open(state)
    if now.shown_ms is not None:
        raise Impossible(Refusal.ALREADY_ASKED)
    return replace(state, open=replace(now, shown_ms=event.at_ms))


def _answered(state: Round, event: Event, lookup: Lookup) -> Round:
    now = _clocked(state)
    left = state.left_ms(event.at_ms)
    if left is not None and left <= 0:
        raise Impossible(Refusal.TOO_LATE)
    given = tuple(event.data["given"])
    if set(given) & set(now.removed):
        raise Impossible(Refusal.NO_SUCH_ANSWER)
    return _closed(state, event, Ending.ANSWERED, given)


def _expired(state: Round, event: Event, lookup: Lookup) -> Round:
    _clocked(state)
    left = state.left_ms(event.at_ms)
    if left is None or left > 0:
        raise Impossible(Refusal.TOO_EARLY)
    return _closed(state, event, Ending.EXPIRED, ())


def _skipped(state: Round, event: Event, lookup: Lookup) -> Round:
    _open(state)
    refusal = state._lifeline_refusal(Lifeline.SKIP)
    if refusal is not None:
        raise Impossible(refusal)
    skipped = replace(state, lifelines=(*state.lifelines, Lifeline.SKIP))
    return _closed(skipped, event, Ending.SKIPPED, ())


def _lifeline(state: Round, event: Event, lookup: Lookup) -> Round:
    now = _clocked(state)
    which = Lifeline(event.data["which"])
    refusal = state._lifeline_refusal(which) if which is not Lifeline.SKIP else Refusal.LIFELINE_UNFIT
    if refusal is not None:
        raise Impossible(refusal)
    removed = now.removed
    if which is Lifeline.FIFTY:
        removed = fifty_fifty(now.question, state.seed, now.position)
    return replace(
        state,
        lifelines=(*state.lifelines, which),
        open=replace(now, aids=(*now.aids, which), removed=removed),
    )


def _paused(state: Round, event: Event, lookup: Lookup) -> Round:
    _running(state)
    return replace(state, paused=True)


def _resumed(state: Round, event: Event, lookup: Lookup) -> Round:
    if state.over:
        raise Impossible(Refusal.OVER)
    if not (state.paused or state.left):
        raise Impossible(Refusal.NOT_PAUSED)
    away = max(state.away_ms, int(event.data.get("away_ms", 0)))
    return replace(state, paused=False, left=False, away_ms=away)


def _left(state: Round, event: Event, lookup: Lookup) -> Round:
    if state.over:
        raise Impossible(Refusal.OVER)
    return replace(state, left=True, paused=False)


def _appealed(state: Round, event: Event, lookup: Lookup) -> Round:
    return _with_appeal(state, int(event.data["position"]), appealed=True)


def _withdrawn(state: Round, event: Event, lookup: Lookup) -> Round:
    return _with_appeal(state, int(event.data["position"]), appealed=False)


_STEPS: dict[What, Callable[[Round, Event, Lookup], Round]] = {
    What.ASKED: _asked,
    What.SHOWN: _shown,
    What.ANSWERED: _answered,
    What.EXPIRED: _expired,
    What.SKIPPED: _skipped,
    What.LIFELINE: _lifeline,
    What.PAUSED: _paused,
    What.RESUMED: _resumed,
    What.APPEALED: _appealed,
    What.WITHDRAWN: _withdrawn,
    What.LEFT: _left,
}


def _running(state: Round) -> None:
    if state.over:
        raise Impossible(Refusal.OVER)
    if state.paused or state.left:
        raise Impossible(Refusal.PAUSED)


def _open(state: Round) -> Open:
    _running(state)
    if state.open is None:
        raise Impossible(Refusal.NOTHING_ASKED)
    return state.open


def _clocked(state: Round) -> Open:
    now = _open(state)
    if now.shown_ms is None:
        raise Impossible(Refusal.NOT_SHOWN)
    return now


def _closed(state: Round, event: Event, ending: Ending, given: tuple[str, ...]) -> Round:
    """The round with its open question answered, expired or skipped, and perhaps with its outcome."""
    now = state.open
    assert now is not None  # every caller has checked
    judged = judge(now.question, given) if ending is Ending.ANSWERED else Judged(Fraction(0))
    used = now.used_ms(event.at_ms)
    if now.limit_ms is not None:
        used = min(used, now.limit_ms)
    answer = Answer(
        now.position,
        now.question,
        now.pack,
        now.hash,
        now.choices,
        ending,
        given,
        judged,
        used,
        now.total_ms,
        now.aids,
    )
    scored = rescored(state.rules, state.count, (*state.answers, answer))
    after = replace(state, answers=scored, open=None)
    return replace(after, outcome=_outcome(after, now, event.at_ms))


def _outcome(state: Round, last: Open, at_ms: int) -> Outcome | None:
    whole = state.rules.round_ms
    if whole is not None:
        bought = EXTRA_MS if Lifeline.EXTRA in state.lifelines else 0
        if state.answer_ms >= whole + bought:
            return Outcome.TIME_UP
    if state.lives == 0:
        return Outcome.OUT_OF_LIVES
    return Outcome.FINISHED if len(state.answers) >= state.count else None


def _with_appeal(state: Round, position: int, *, appealed: bool) -> Round:
    if not 0 <= position < len(state.answers):
        raise Impossible(Refusal.NO_SUCH_ANSWER)
    answers = list(state.answers)
    answers[position] = replace(answers[position], appealed=appealed)
    return replace(state, answers=rescored(state.rules, state.count, tuple(answers)))


def rescored(rules: Rules, count: int, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The answers with streaks and points worked out anew, in their order."""
    streak, scored = 0, []
    for answer in answers:
        if answer.right:
            streak += 1
        elif answer.ending is not Ending.SKIPPED:
            streak = 0
        paid = points(
            rules,
            answer.counted,
            used_ms=answer.used_ms,
            total_ms=answer.total_ms,
            streak=streak,
            aids=len(answer.aids),
            count=count,
        )
        scored.append(replace(answer, points=paid, streak=streak))
    return tuple(scored)
