"""What a player has achieved, worked out from the history alone: data says what, rules here say when.

Each rule looks at the rounds in the order in which they were played and tells how far one is after each; an
achievement is earned in the round in which that first reaches its ``least``. Nothing is stored, so a history
that is changed (an appeal, a removal, a merge) says what is true of it now.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from statistics import median

from quiz.core.kinds import Difficulty, Kind
from quiz.core.rounds import Ending
from quiz.core.rules import Mode
from quiz.resources import assets


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of a round: to which question, of which kind, how it ended, and its time in ms."""

    pack: str
    question: str
    kind: Kind
    ending: Ending
    right: bool
    used_ms: int


@dataclass(frozen=True, slots=True)
class Played:
    """A round that was played to its end, with the local date as played."""

    id: int
    day: date
    mode: Mode
    difficulty: Difficulty | None
    timed: bool
    ranked: bool
    assisted: bool
    score: int
    board: str
    packs: tuple[str, ...]
    answers: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Achievement:
    """One that can be earned: its rule must reach ``least``."""

    id: str
    title: str
    text: str
    rule: str
    least: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one is with an achievement; ``round_id`` is the round that earned it, None while none has."""

    achievement: Achievement
    reached: int
    round_id: int | None


Rule = Callable[[Played], int]


@cache
def achievements() -> tuple[Achievement, ...]:
    """All that there are, in the order in which they are shown."""
    found = tomllib.loads((assets() / "achievements.toml").read_text(encoding="utf-8"))
    return tuple(Achievement(**entry) for entry in found["achievement"])


def progress(rounds: Iterable[Played], wanted: Sequence[Achievement] | None = None) -> list[Progress]:
    """How far one is with each achievement after these rounds, which come in the order of their playing."""
    wanted = achievements() if wanted is None else wanted
    rules = [RULES[one.rule]() for one in wanted]
    reached, earned = [0] * len(wanted), dict[int, int]()
    for played in rounds:
        for n, (one, rule) in enumerate(zip(wanted, rules, strict=True)):
            reached[n] = rule(played)
            if reached[n] >= one.least:
                earned.setdefault(n, played.id)
    return [
        Progress(one, one.least if n in earned else min(reached[n], one.least - 1), earned.get(n))
        for n, one in enumerate(wanted)
    ]


def _most(of: Callable[[Played], int]) -> Rule:
    """The most that any round so far has reached."""
    most = 0

    def after(played: Played) -> int:
        nonlocal most
        most = max(most, of(played))
        return most

    return after


def _sum(of: Callable[[Played], int]) -> Rule:
    """All rounds so far together."""
    total = 0

    def after(played: Played) -> int:
        nonlocal total
        total += of(played)
        return total

    return after


def _kept(of: Callable[[Played], Iterable[object]]) -> Rule:
    """How many different things all rounds so far have brought together."""
    found: set[object] = set()

    def after(played: Played) -> int:
        found.update(of(played))
        return len(found)

    return after


def _right(played: Played) -> int:
    return sum(answer.right for answer in played.answers)


def _all_right(played: Played) -> int:
    """The length of a round without a single miss; 0 for any other."""
    return len(played.answers) if played.answers and _right(played) == len(played.answers) else 0


def _streak(played: Played) -> int:
    longest = now = 0
    for answer in played.answers:
        if answer.ending is not Ending.SKIPPED:
            now = now + 1 if answer.right else 0
        longest = max(longest, now)
    return longest


def _in_mode(mode: Mode) -> Callable[[Played], int]:
    return lambda played: _right(played) if played.mode is mode else 0


def _hard(played: Played) -> int:
    """Right answers of a ranked round of hard questions without a lifeline."""
    counts = played.difficulty is Difficulty.HARD and played.ranked and not played.assisted
    return _right(played) if counts else 0


def _swift(played: Played) -> int:
    """Right answers of a timed round that needed less than four seconds each, in the middle."""
    times = [answer.used_ms for answer in played.answers if answer.ending is not Ending.SKIPPED]
    return _right(played) if played.timed and times and median(times) < 4_000 else 0


def _put_right() -> Rule:
    """Questions that were once missed and then known."""
    missed, mended = set[tuple[str, str]](), set[tuple[str, str]]()

    def after(played: Played) -> int:
        for answer in played.answers:
            key = (answer.pack, answer.question)
            if answer.right and key in missed:
                mended.add(key)
            elif not answer.right and answer.ending is not Ending.SKIPPED:
                missed.add(key)
        return len(mended)

    return after


def _better() -> Rule:
    """The most often that one's own best on one board was beaten."""
    best, beaten, most = dict[str, int](), dict[str, int](), 0

    def after(played: Played) -> int:
        nonlocal most
        if played.ranked:
            if played.board in best and played.score > best[played.board]:
                beaten[played.board] = beaten.get(played.board, 0) + 1
                most = max(most, beaten[played.board])
            best[played.board] = max(played.score, best.get(played.board, 0))
        return most

    return after


def _days() -> Rule:
    """The most days in a row with a Daily."""
    days, longest = set[date](), 0

    def after(played: Played) -> int:
        nonlocal longest
        if played.mode is Mode.DAILY:
            days.add(played.day)
            first = last = played.day
            while first - timedelta(days=1) in days:
                first -= timedelta(days=1)
            while last + timedelta(days=1) in days:
                last += timedelta(days=1)
            longest = max(longest, (last - first).days + 1)
        return longest

    return after


RULES: dict[str, Callable[[], Rule]] = {
    "rounds": lambda: _sum(lambda played: 1),
    "packs": lambda: _kept(lambda played: played.packs if len(played.packs) == 1 else ()),
    "kinds": lambda: _kept(lambda played: (answer.kind for answer in played.answers if answer.right)),
    "modes": lambda: _kept(lambda played: (played.mode,)),
    "flawless": lambda: _most(_all_right),
    "streak": lambda: _most(_streak),
    "hard": lambda: _most(_hard),
    "swift": lambda: _most(_swift),
    "sprint": lambda: _most(_in_mode(Mode.SPRINT)),
    "survival": lambda: _most(_in_mode(Mode.SURVIVAL)),
    "put-right": _put_right,
    "better": _better,
    "days": _days,
    "known": lambda: _kept(
        lambda played: ((answer.pack, answer.question) for answer in played.answers if answer.right)
    ),
}
"""The rules by the names that the data uses."""
