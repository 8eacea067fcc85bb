"""A round as a state machine over events: ``step(state, event) -> state``.

The events are the truth. Their times are the round's own active time in milliseconds, which stands still
while the round is paused or closed; what a clock on the wall said never matters here. Answers, streak,
score and outcome are worked out from them, so a stored round can be resumed, audited and appealed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from quiz.core.drawing import fifty_fifty
from quiz.core.questions import Question
from quiz.core.rounds import Answer, Ending, Event, Impossible, Open, Outcome, Refusal, Round, What
from quiz.core.rules import EXTRA_MS, Lifeline, Rules
from quiz.core.scoring import Judged, judge, points

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
    refusal = state.lifeline_refusal(Lifeline.SKIP)
    if refusal is not None:
        raise Impossible(refusal)
    skipped = replace(state, lifelines=(*state.lifelines, Lifeline.SKIP))
    return _closed(skipped, event, Ending.SKIPPED, ())


def _lifeline(state: Round, event: Event, lookup: Lookup) -> Round:
    now = _clocked(state)
    which = Lifeline(event.data["which"])
    refusal = state.lifeline_refusal(which) if which is not Lifeline.SKIP else Refusal.LIFELINE_UNFIT
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
