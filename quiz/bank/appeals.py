"""An answer that was right after all: an event more, and the round worked out anew from its events."""

from __future__ import annotations

from sqlalchemy import Connection, select

from quiz.bank import boards
from quiz.bank.refusals import BankRefusal
from quiz.bank.rounds import Holder, record, stored
from quiz.bank.tables.play import rounds
from quiz.bank.views import ABANDONED, Heard
from quiz.core.rounds import Ending, Event, Round, What
from quiz.core.stepping import replay, step
from quiz.words import Refused


def appeal(connection: Connection, round_id: int, position: int, holder: Holder, *, on: bool) -> Heard:
    """Count the answer at ``position`` as right, or with ``on`` False take that back.

    Points, streak, misses and boards follow in the caller's transaction; the ending stays. What is so already
    stays as it is, so that an appeal counts once. Raises Refused for a round that was not played to its end,
    for a demo's, and for an answer that is right by itself or was none.
    """
    row = connection.execute(select(rounds).where(rounds.c.id == round_id)).one_or_none()
    if row is None or row.gone_ms is not None:
        raise Refused(BankRefusal.NO_ROUND, round=round_id)
    if row.kind == "demo":
        raise Refused(BankRefusal.DEMO_APPEAL)
    if row.outcome is None or row.outcome == ABANDONED:
        raise Refused(BankRefusal.NOT_PLAYED_OUT)
    kept = stored(connection, round_id)
    state = replay(Round(kept.new.rules, kept.new.seed, kept.new.count), kept.events, kept.asked.__getitem__)
    if not 0 <= position < len(state.answers):
        raise Refused(BankRefusal.NO_ANSWER, n=position + 1)
    answer = state.answers[position]
    before = boards.standing(connection, round_id)
    if answer.appealed == on:
        return Heard(position, on, state, state.score, before, before)
    if on and answer.ending is not Ending.ANSWERED:
        raise Refused(BankRefusal.NO_ANSWER, n=position + 1)
    if on and answer.right:
        raise Refused(BankRefusal.RIGHT_ALREADY, n=position + 1)
    what = What.APPEALED if on else What.WITHDRAWN
    event = Event(state.seq + 1, state.at_ms, what, {"position": position})
    after = step(state, event, kept.asked.__getitem__)
    record(connection, round_id, after, [event], (), holder)
    return Heard(position, on, after, state.score, before, boards.standing(connection, round_id))
