"""When a question that somebody missed is to come again: FSRS, by days.

The first answer that was not right makes the card; every later one is a review, whatever the mode. Two of
FSRS' four grades are enough, as its authors say, and a quiz can tell no more: right is Good, all else is
Again. A quick right answer is not Easy: time tells how long a question takes to read, and a guess is the
quickest of all. A partly right one is Again, since Hard is a grade for what was remembered.

Days are those on which the rounds were played, so a question is due from the morning on. Steps of minutes
are left out, for what was just missed can be played again from the results: it comes tomorrow at the
earliest. Nothing is left to chance, so that the same history always gives the same day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache

from fsrs import Card, Rating, Scheduler

LONGEST_DAYS = 3650
"""Nothing waits for longer than ten years."""

_BEGAN = datetime(1, 1, 1, tzinfo=UTC)


def due(reviews: Iterable[tuple[date, bool]]) -> date | None:
    """The day from which a question is due, after its answers as ``(day, right)`` in their order.

    None while it was never missed. A day before the last one's counts as that one.

    >>> monday = date(2026, 3, 2)
    >>> due([(monday, True)]) is None, due([(monday, False)])
    (True, datetime.date(2026, 3, 3))
    >>> due([(monday, False), (date(2026, 3, 3), True), (date(2026, 3, 5), True)])
    datetime.date(2026, 3, 11)
    """
    card, first, last = None, 0, 0
    for day, right in reviews:
        if card is None:
            if right:
                continue
            first = last = day.toordinal()
            card = Card(card_id=0, due=_BEGAN)
        last = max(last, day.toordinal())
        # Only the days between matter to FSRS: counted from the first, no date is too late for it.
        now = _BEGAN + timedelta(days=last - first)
        card, _ = _scheduler().review_card(card, Rating.Good if right else Rating.Again, now)
    if card is None or card.last_review is None:
        return None
    return date.fromordinal(min(date.max.toordinal(), last + (card.due - card.last_review).days))


@cache
def _scheduler() -> Scheduler:
    return Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False
    )
