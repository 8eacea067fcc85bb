"""The rules of a round: everything that makes two rounds comparable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from quiz.core.kinds import Difficulty
from quiz.words import Refused

ENGINE = 1
"""Numbers the formulas of scoring and drawing; a changed formula is a new engine."""

SPRINT_T_MS = 20_000
SPRINT_SECONDS = (60, 120, 180)
SURVIVAL_LIVES = 3
SURVIVAL_FLOOR_MS = 5_000
EXTRA_MS = 10_000
"""What the +10 s lifeline adds."""
AWAY_MS = 60_000
"""A round that was away for longer than this is not ranked."""


class Mode(StrEnum):
    """How a round runs and ends."""

    STANDARD = "standard"
    SPRINT = "sprint"
    SURVIVAL = "survival"
    PRACTICE = "practice"
    DAILY = "daily"
    MISSES = "misses"


class Preset(StrEnum):
    """What a right answer pays."""

    CLASSIC = "classic"
    ACCURACY = "accuracy"
    FLAT = "flat"


class Lifeline(StrEnum):
    """Help that a player may take once a round; each makes the round assisted."""

    FIFTY = "fifty"
    EXTRA = "extra"
    SKIP = "skip"


class RulesRefusal(Enum):
    """Rules that make no game, and what to choose instead."""

    COUNT = "A round has 1 to 100 questions, not {count}; choose a number between."
    SECONDS = "A question has 5 to 120 seconds, or 0 for untimed, not {seconds}; choose a number between."
    SPRINT = "A sprint runs 60, 120 or 180 seconds, not {seconds}; choose one of them."
    PRESET = "Sprint and survival are scored by Classic or Flat; choose one of them."
    EXTRA = "Extra time is 100, 150 or 200 percent, not {percent}; choose one of them."
    DAILY_PACK = "The Daily is played on one pack; choose just one."
    TIMED = "Survival needs a clock; choose seconds for each question."


@dataclass(frozen=True, slots=True)
class Rules:
    """How a round is played. ``seconds`` is for each question, for the whole round in a sprint; 0 is untimed.

    ``extra_percent`` stretches every clock (100, 150 or 200). ``difficulty`` and ``category`` are ``""``
    for any.
    """

    mode: Mode = Mode.STANDARD
    count: int = 10
    seconds: int = 20
    preset: Preset = Preset.CLASSIC
    lifelines: bool = True
    difficulty: Difficulty | None = None
    category: str = ""
    reading: bool = True
    extra_percent: int = 100
    engine: int = ENGINE

    def __post_init__(self) -> None:
        if not 1 <= self.count <= 100:
            raise Refused(RulesRefusal.COUNT, count=self.count)
        if self.mode is Mode.SPRINT:
            if self.seconds not in SPRINT_SECONDS:
                raise Refused(RulesRefusal.SPRINT, seconds=self.seconds)
        elif self.seconds != 0 and not 5 <= self.seconds <= 120:
            raise Refused(RulesRefusal.SECONDS, seconds=self.seconds)
        if self.mode is Mode.SURVIVAL and self.seconds == 0:
            raise Refused(RulesRefusal.TIMED)
        if self.mode in (Mode.SPRINT, Mode.SURVIVAL) and self.preset is Preset.ACCURACY:
            raise Refused(RulesRefusal.PRESET)
        if self.extra_percent not in (100, 150, 200):
            raise Refused(RulesRefusal.EXTRA, percent=self.extra_percent)

    @property
    def timed(self) -> bool:
        """Whether any clock runs."""
        return self.seconds > 0

    @property
    def endless(self) -> bool:
        """Whether the round goes on until time or lives run out, rather than for ``count`` questions."""
        return self.mode in (Mode.SPRINT, Mode.SURVIVAL)

    @property
    def round_ms(self) -> int | None:
        """The whole round's time in a sprint, else None."""
        return self._stretched(self.seconds * 1000) if self.mode is Mode.SPRINT else None

    def question_ms(self, position: int) -> int | None:
        """``T`` of the question at ``position`` (from 0) in ms; None when untimed.

        In survival each is five percent shorter than the one before, never under five seconds.

        >>> Rules(mode=Mode.SURVIVAL).question_ms(0), Rules(mode=Mode.SURVIVAL).question_ms(2)
        (20000, 18050)
        """
        if self.mode is Mode.SPRINT:
            return self._stretched(SPRINT_T_MS)
        if not self.timed:
            return None
        total = self._stretched(self.seconds * 1000)
        if self.mode is Mode.SURVIVAL:
            for _ in range(position):
                if total <= SURVIVAL_FLOOR_MS:
                    break
                total = max(SURVIVAL_FLOOR_MS, total * 95 // 100)
        return total

    def _stretched(self, ms: int) -> int:
        return ms * self.extra_percent // 100


def board_key(packs: tuple[str, ...], rules: Rules, *, assisted: bool) -> str:
    """One line that two rounds share just when they stand on one board; pack versions do not part them.

    >>> board_key(("b", "a"), Rules(), assisted=False)
    'a,b|standard|10|20|classic|lifelines|any||reading|100|unassisted|1'
    """
    return "|".join(
        (
            ",".join(sorted(packs)),
            rules.mode,
            "" if rules.endless else str(rules.count),
            str(rules.seconds),
            rules.preset,
            "lifelines" if rules.lifelines else "none",
            rules.difficulty or "any",
            rules.category,
            "reading" if rules.reading else "no-reading",
            str(rules.extra_percent),
            "assisted" if assisted else "unassisted",
            str(rules.engine),
        )
    )


def reading_ms(rules: Rules, prompt: str, choices: tuple[str, ...]) -> int:
    """Time to read a question before its clock starts: 0 where the rules have none.

    240 words a minute (a slow silent reader of English, Brysbaert 2019) or, for scripts without spaces,
    eight signs a second, whichever is longer; from half a second to twelve seconds.

    >>> reading_ms(Rules(), "Who directs Metallic Rouge?", ("Hori", "Izubuchi"))
    1500
    """
    if not rules.reading or not rules.timed:
        return 0
    text = " ".join((prompt, *choices))
    words = len(text.split()) * 250
    wide = sum(ord(sign) > 0x2E7F for sign in text) * 125
    return min(12_000, max(500, words, wide))
