"""How figures are said."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.app.statistics import Point, Scores, Share, Statistics
from quiz.core.rules import Mode
from quiz.desktop.home.options import mode_name, preset_choices, seconds_choices
from quiz.desktop.widgets.charts.bars import Bar
from quiz.desktop.widgets.charts.course import CoursePoint
from quiz.words import number, seconds, tr, trn


def percent(right: int, asked: int) -> str:
    """A share in whole percent, halves up; 100 and 0 are kept for all and none.

    >>> percent(39, 50), percent(999, 1000), percent(1, 1000), percent(0, 0)
    ('78 %', '99 %', '1 %', '')
    """
    if not asked:
        return ""
    share = (200 * right + asked) // (2 * asked)
    if 0 < right < asked:
        share = min(99, max(1, share))
    return tr("{n} %", n=share)


def bars(shares: Sequence[Share], names: Sequence[str]) -> list[Bar]:
    """Shares of right answers as bars."""
    return [
        Bar(
            name,
            share.right / share.asked,
            percent(share.right, share.asked),
            tr("{share} right, {right} of {asked}", share=percent(share.right, share.asked),
               right=number(share.right), asked=number(share.asked)),
        )
        for share, name in zip(shares, names, strict=True)
    ]  # fmt: skip


def course(points: Sequence[Point], *, mean: bool) -> list[CoursePoint]:
    """Points of a course with their words; ``mean`` says that several values are shown as their mean."""
    return [CoursePoint(p.first, p.last, p.value, _value(p, mean=mean)) for p in points]


def _value(point: Point, *, mean: bool) -> str:
    told = number(round(point.value))
    if point.n == 1 or not mean:
        return told
    return trn("{mean}, the mean of {n} round", "{mean}, the mean of {n} rounds", point.n, mean=told)


def rules_line(scores: Scores) -> str:
    """Which rounds a course of scores is made of."""
    said = [mode_name(scores.mode), dict(preset_choices(Mode.STANDARD))[scores.preset]]
    if scores.mode not in (Mode.SPRINT, Mode.SURVIVAL):
        said.append(trn("{n} question", "{n} questions", scores.count))
    said.append(dict(seconds_choices(scores.mode)).get(scores.seconds, tr("{n} s each", n=scores.seconds)))
    said.append(tr("best {n}", n=number(scores.best)))
    return " · ".join(str(one) for one in said)


def summary(found: Statistics) -> str:
    """The line under the heading."""
    told = [
        trn("{n} round", "{n} rounds", found.rounds),
        trn("{n} answer", "{n} answers", found.answered),
        trn("{n} day", "{n} days", len(found.days)),
    ]
    return " · ".join(told)


def figures(found: Statistics) -> list[tuple[str, str]]:
    """The cards: each a value and what it is."""
    rating = found.rating
    return [
        (percent(found.right, found.answered) or "–", tr("accuracy")),
        ("–" if found.median_ms is None else seconds(found.median_ms), tr("median answer")),
        (number(found.longest_streak), tr("longest streak")),
        ("–" if rating is None else number(round(rating.rating)), _rating_words(found)),
    ]


def _rating_words(found: Statistics) -> str:
    if found.rating is None:
        return tr("rating, being worked out") if found.updating else tr("rating")
    # Nineteen times in twenty it lies within two deviations.
    return tr("rating, give or take {n}", n=number(round(2 * found.rating.deviation)))


def days_line(found: Statistics) -> str:
    """How often one was here, and how many days in a row."""
    told = [trn("{n} day played", "{n} days played", len(found.days))]
    if found.run > 1:
        told.append(trn("{n} day in a row now", "{n} days in a row now", found.run))
    if found.longest_run > max(1, found.run):
        told.append(trn("at most {n} in a row", "at most {n} in a row", found.longest_run))
    return " · ".join(told)
