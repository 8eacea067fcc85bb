"""What the history teaches one player.

Which rounds count for what, so that no figure mixes what cannot be compared:

- Accuracy, the calendar and the questions: every answer that was given and every time that ran out, in rounds
  of all modes, whether they were played to their end or not. A skipped question is no answer.
- Times: answers that were given against a clock.
- Scores: rounds that came to their end, under those rules that were played most often. Practice, where a
  score means nothing, and Misses have none, and neither counts for the longest streak or the rating.
- The demo's rounds count nowhere: nobody played them.

Days are the player's own, as they were when the round was played.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from quiz.bank.tallies import UNRATED
from quiz.bank.views import ABANDONED
from quiz.core.folding import fold

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.bank.figures import Group, MetQuestion, PlayedRound, Record
    from quiz.core.rating import Rating
    from quiz.core.rules import Mode, Preset

MOST_POINTS = 60
"""A course has at most so many points: what lies close together is shown as its mean."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many answers of a group were right. ``key`` is a pack's id, or a category, kind or difficulty."""

    key: str
    asked: int
    right: int


@dataclass(frozen=True, slots=True)
class Point:
    """One or several values close together in time, as their mean."""

    first: date
    last: date
    value: float
    n: int = 1


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores over time under those rules that were played most often; ``seconds`` 0 is untimed."""

    mode: Mode
    preset: Preset
    count: int
    seconds: int
    points: tuple[Point, ...]
    rounds: int
    best: int


@dataclass(frozen=True, slots=True)
class Times:
    """Answer times as a histogram: ``counts[n]`` took from ``n`` to ``n + 1`` times ``width_ms``.

    The last one holds all that took longer, too.
    """

    width_ms: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """All that the page shows. Shares by pack are in the order of titles, the others of how often asked."""

    rounds: int
    answered: int
    right: int
    median_ms: int | None
    longest_streak: int
    scores: Scores | None
    times: Times | None
    by_pack: tuple[Share, ...]
    by_category: tuple[Share, ...]
    by_difficulty: tuple[Share, ...]
    by_kind: tuple[Share, ...]
    titles: dict[str, str]
    days: tuple[tuple[date, int], ...]
    run: int
    longest_run: int
    rating: Rating | None
    ratings: tuple[Point, ...]
    hardest: tuple[MetQuestion, ...]
    easiest: tuple[MetQuestion, ...]
    updating: bool


def of(bank: Bank, player: str, pack: str = "", *, today: date) -> Statistics:
    """The statistics of the player of that name, with ``pack`` of that pack alone.

    Somebody who has never played here has nothing but zeros. ``today`` decides whether a run of days goes on.
    """
    number = next((one.id for one in bank.players() if fold(one.name) == fold(player)), -1)
    return computed(bank.figures.record(number, pack), today)


def computed(record: Record, today: date) -> Statistics:
    """The figures of a record."""
    days = Counter(day for day, _ in record.answers)
    told = tuple((date.fromisoformat(day), n) for day, n in sorted(days.items()))
    used = sorted(ms for _, ms in record.answers if ms is not None)
    ratings = [(date.fromisoformat(day), state) for day, state in record.ratings]
    comparable = [one for one in record.rounds if one.mode not in UNRATED]
    run, longest_run = runs([day for day, _ in told], today)

    return Statistics(
        rounds=len(record.rounds),
        answered=len(record.answers),
        right=sum(group.right for group in record.groups),
        median_ms=int(median(used)) if used else None,
        longest_streak=max((one.longest_streak for one in comparable), default=0),
        scores=_scores(comparable),
        times=histogram(used) if used else None,
        by_pack=tuple(sorted(
            _shares(record.groups, "pack"),
            key=lambda share: (record.titles.get(share.key, share.key).casefold(), share.key),
        )),
        by_category=_shares(record.groups, "category"),
        by_difficulty=_shares(record.groups, "difficulty"),
        by_kind=_shares(record.groups, "kind"),
        titles=record.titles,
        days=told,
        run=run,
        longest_run=longest_run,
        rating=ratings[-1][1] if ratings else None,
        ratings=_course([(day, state.rating) for day, state in ratings], last=True),
        hardest=tuple(record.hardest),
        easiest=tuple(record.easiest),
        updating=record.updating,
    )  # fmt: skip


def _shares(groups: Iterable[Group], trait: str) -> tuple[Share, ...]:
    """How often the player answered, and rightly, by one trait; the most often asked first."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for group in groups:
        name = getattr(group, trait)
        asked[name] += group.asked
        right[name] += group.right
    ordered = sorted(asked.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Share(name, n, right[name]) for name, n in ordered)


def _scores(rounds: Sequence[PlayedRound]) -> Scores | None:
    """Of two sets of rules that were played as often, the one that was played last."""
    over = [one for one in rounds if one.outcome not in (None, ABANDONED)]
    if not over:
        return None
    kinds: dict[tuple[Mode, Preset, int, int], list[int]] = {}
    for n, one in enumerate(over):
        kinds.setdefault((one.mode, one.preset, one.length, one.seconds), []).append(n)
    rules, places = max(kinds.items(), key=lambda kind: (len(kind[1]), kind[1][-1]))
    chosen = [over[n] for n in places]
    points = _course([(date.fromisoformat(one.day), float(one.score)) for one in chosen])
    return Scores(*rules, points, len(chosen), max(one.score for one in chosen))


def _course(values: Sequence[tuple[date, float]], *, last: bool = False) -> tuple[Point, ...]:
    """Values in their order as at most :data:`MOST_POINTS` points: means, or with ``last`` the last ones."""
    size = -(-len(values) // MOST_POINTS) or 1
    found = []
    for start in range(0, len(values), size):
        some = values[start : start + size]
        mean = some[-1][1] if last else sum(value for _, value in some) / len(some)
        found.append(Point(some[0][0], some[-1][0], mean, len(some)))
    return tuple(found)


_WIDTHS_MS = (500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
_MOST_BARS = 20


def histogram(used_ms: Sequence[int]) -> Times:
    """Answer times in at most twenty bars, as wide as it takes to hold 99 of 100 answers.

    >>> histogram([400, 600, 900, 2_100])
    Times(width_ms=500, counts=(1, 2, 0, 0, 1))
    """
    ordered = sorted(used_ms)
    most = ordered[(len(ordered) - 1) * 99 // 100 if len(ordered) >= 100 else -1]
    width = next((width for width in _WIDTHS_MS if most < width * _MOST_BARS), _WIDTHS_MS[-1])
    last = min(_MOST_BARS - 1, most // width)
    counts = Counter(min(used // width, last) for used in ordered)
    return Times(width, tuple(counts[n] for n in range(last + 1)))


def runs(days: Sequence[date], today: date) -> tuple[int, int]:
    """How many days in a row there are up to now, and the longest run; ``days`` ascend.

    A run goes on until a whole day was left out: today may still come.

    >>> days = [date(2024, 2, 27), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 2)]
    >>> runs(days, date(2024, 3, 3)), runs(days, date(2024, 3, 4))
    ((1, 3), (0, 3))
    """
    lengths = [
        sum(1 for _ in group)
        for _, group in groupby(enumerate(days), key=lambda one: one[1].toordinal() - one[0])
    ]
    known, run = set(days), 0
    day = today if today in known else today - timedelta(days=1)
    while day in known:
        run, day = run + 1, day - timedelta(days=1)
    return run, max(lengths, default=0)
