"""Which rules go together: what the home page offers for each mode. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from quiz.core.kinds import Difficulty
from quiz.core.rules import SPRINT_SECONDS, Mode, Preset, Rules
from quiz.settings import Settings
from quiz.words import tr, trn

MODES = (Mode.STANDARD, Mode.SPRINT, Mode.SURVIVAL, Mode.PRACTICE, Mode.MISSES)
"""Daily has a button of its own."""
COUNTS = (5, 10, 15, 20, 30, 50)
SECONDS = (10, 15, 20, 30, 45, 60)

Choice = tuple[object, str]
"""A value, and how it reads in a list."""


class Wish(NamedTuple):
    """What a player asked the home page for. No ``packs`` is the whole bank; a ``challenge`` brings rules.

    ``due`` is for what was missed and is due alone, ``by_rating`` for what suits the player.
    """

    rules: Rules
    packs: tuple[str, ...] = ()
    challenge: str = ""
    due: bool = False
    by_rating: bool = False


class Wanted(NamedTuple):
    """A pack to be edited, at a question if ``key`` is its number, in a field by its key in a pack file."""

    slug: str
    key: int = 0
    field: str = ""


def mode_choices() -> Sequence[Choice]:
    """The modes that a round can be started in."""
    return tuple((mode, mode_name(mode)) for mode in MODES)


def mode_name(mode: Mode) -> str:
    """A mode as it reads on the screen."""
    return {
        Mode.STANDARD: tr("Standard"),
        Mode.SPRINT: tr("Sprint"),
        Mode.SURVIVAL: tr("Survival"),
        Mode.PRACTICE: tr("Practice"),
        Mode.DAILY: tr("Daily"),
        Mode.MISSES: tr("Misses"),
    }[mode]


def mode_note(mode: Mode) -> str:
    """One line on how a mode runs."""
    return {
        Mode.STANDARD: tr("A fixed number of questions, each with its own clock."),
        Mode.SPRINT: tr("As many as you can before the round's clock runs out."),
        Mode.SURVIVAL: tr("Three lives, and each clock is shorter than the last."),
        Mode.PRACTICE: tr("No clock and no ranking; everything is explained at once."),
        Mode.DAILY: tr("Ten questions a day, the same for everyone."),
        Mode.MISSES: tr("What you got wrong last time, until it is right."),
    }[mode]


def preset_choices(mode: Mode) -> Sequence[Choice]:
    """The ways to score a mode."""
    names = (
        (Preset.CLASSIC, tr("Classic")),
        (Preset.ACCURACY, tr("Accuracy first")),
        (Preset.FLAT, tr("Flat")),
    )
    if mode in (Mode.SPRINT, Mode.SURVIVAL):
        return tuple(choice for choice in names if choice[0] is not Preset.ACCURACY)
    return names


def count_choices(mode: Mode) -> Sequence[Choice]:
    """How many questions a mode may ask; empty where something else ends the round."""
    if mode in (Mode.SPRINT, Mode.SURVIVAL, Mode.MISSES):
        return ()
    return tuple((n, trn("{n} question", "{n} questions", n)) for n in COUNTS)


def seconds_choices(mode: Mode) -> Sequence[Choice]:
    """The clocks of a mode; empty where there is none."""
    if mode is Mode.PRACTICE:
        return ()
    if mode is Mode.SPRINT:
        return tuple((n, tr("{n} s in all", n=n)) for n in SPRINT_SECONDS)
    timed = tuple((n, tr("{n} s each", n=n)) for n in SECONDS)
    return timed if mode is Mode.SURVIVAL else (*timed, (0, tr("Untimed")))


def difficulty_choices() -> Sequence[Choice]:
    """Any difficulty, or one."""
    return (
        ("", tr("Any difficulty")),
        (Difficulty.EASY.value, tr("Easy")),
        (Difficulty.MEDIUM.value, tr("Medium")),
        (Difficulty.HARD.value, tr("Hard")),
    )


def lifeline_choices() -> Sequence[Choice]:
    """With lifelines, or without."""
    return ((True, tr("Lifelines on")), (False, tr("Lifelines off")))


def rules_of(settings: Settings) -> Rules:
    """The rules that the settings ask for, each part the nearest that its mode allows.

    >>> rules_of(Settings(mode="sprint", preset="accuracy", seconds=20)).seconds
    60
    """
    mode = Mode(settings.mode) if settings.mode in MODES else Mode.STANDARD
    difficulty = settings.difficulty
    return Rules(
        mode=mode,
        count=_one_of(settings.count, count_choices(mode), 10),
        seconds=_one_of(settings.seconds, seconds_choices(mode), 0),
        preset=Preset(_one_of(settings.preset, preset_choices(mode), Preset.CLASSIC)),
        lifelines=settings.lifelines,
        difficulty=Difficulty(difficulty) if difficulty in tuple(Difficulty) else None,
        reading=settings.reading,
        extra_percent=settings.extra_percent,
    )


def just_play(settings: Settings) -> Rules:
    """Ten questions of any difficulty, with this player's clock and extra time."""
    return Rules(reading=settings.reading, extra_percent=settings.extra_percent)


def practice(settings: Settings) -> Rules:
    """Practice of any difficulty, with as many questions as this player's rounds have.

    >>> practice(Settings(mode="sprint", seconds=60, count=20)).count
    20
    """
    return rules_of(replace(settings, mode=Mode.PRACTICE.value, difficulty=""))


def daily(settings: Settings) -> Rules:
    """The Daily: what everyone plays, but for reading and extra time."""
    return Rules(mode=Mode.DAILY, count=10, reading=settings.reading, extra_percent=settings.extra_percent)


def summary(rules: Rules) -> str:
    """The rules in one line, for where there is no room for their lists.

    >>> summary(Rules())
    'Standard · Classic · 10 questions · 20 s each · Any difficulty · Lifelines on'
    """
    parts = [mode_name(rules.mode), _name(rules.preset, preset_choices(rules.mode))]
    parts.append(_name(rules.count, count_choices(rules.mode)))
    parts.append(_name(rules.seconds, seconds_choices(rules.mode)))
    parts.append(_name(rules.difficulty or "", difficulty_choices()))
    parts.append(_name(rules.lifelines, lifeline_choices()))
    return " · ".join(part for part in parts if part)


def _name(value: object, choices: Sequence[Choice]) -> str:
    return next((name for known, name in choices if known == value), "")


def _one_of(value: object, choices: Sequence[Choice], fallback: object) -> Any:
    known = [choice[0] for choice in choices]
    if not known:
        return fallback
    if value in known:
        return value
    return fallback if fallback in known else known[0]
