"""What the results page says about a finished round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from quiz.app.play import Game
from quiz.bank.views import Standing
from quiz.core.rounds import Ending, Round
from quiz.core.rules import AWAY_MS, Mode
from quiz.desktop.widgets.dates import day
from quiz.words import number, seconds, tr, trn


def ordinal(n: int) -> str:
    """A place as English writes it.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 22, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '113th']
    """
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return tr("{n}{ending}", n=n, ending=ending)


def headline(score: int, standing: Standing) -> str:
    """The score, and what it is among this player's own.

    >>> headline(10_455, Standing(5, 37, False, 11_000, 3))
    '10,455 — your third best'
    """
    points = number(score)
    if standing.rank is None:
        return tr("{score} points", score=points)
    if standing.previous_best is None:
        return tr("{score} — your first here", score=points)
    if standing.personal_best:
        return tr("{score} — your new best", score=points)
    nth = standing.nth_best or 0
    names = {
        1: tr("level with your best"),
        2: tr("your second best"),
        3: tr("your third best"),
        4: tr("your fourth best"),
        5: tr("your fifth best"),
    }
    if nth in names:
        return tr("{score} — {nth}", score=points, nth=names[nth])
    return tr("{score} — your {nth} best", score=points, nth=ordinal(nth)) if nth else points


def why_unranked(game: Game) -> str:
    """Why a round stands on no board, as half a sentence."""
    if game.new.kind == "demo":
        return tr("demo rounds are not ranked")
    if game.new.rules.mode is Mode.PRACTICE:
        return tr("practice is not ranked")
    if game.new.rules.mode is Mode.MISSES or game.setup.keys:
        return tr("replayed misses are not ranked")
    if game.state.away_ms > AWAY_MS:
        return tr("a round away for more than a minute is not ranked")
    if game.new.rules.mode is Mode.DAILY:
        return tr("today's Daily was played before")
    return tr("these questions were played before")


def code_note(game: Game) -> str:
    """What a challenge code is for; or why there is none, where that can be changed."""
    if game.code:
        return tr("same questions, same order, for anyone with this pack")
    if game.setup.by_rating and not game.new.canonical:
        return tr("no challenge code: this round was picked for you alone")
    if game.new.rules.mode in (Mode.STANDARD, Mode.SPRINT, Mode.SURVIVAL) and not game.new.canonical:
        return tr("no challenge code: this round was picked from what you had not met yet")
    return ""


def coming_note(days: Sequence[date], today: date) -> str:
    """When the questions of these days, the first first, come again.

    >>> today = date(2026, 11, 30)
    >>> coming_note([date(2026, 12, 1)], today)
    'The question that you missed comes again tomorrow.'
    >>> coming_note([date(2026, 12, 1), date(2026, 12, 3)], today)
    'The 2 questions that you missed come again: the first tomorrow, the last on 3 Dec.'
    """
    if not days:
        return ""
    first, last = _when(days[0], today), _when(days[-1], today)
    if first == last:
        return trn(
            "The question that you missed comes again {when}.",
            "The {n} questions that you missed come again {when}.",
            len(days),
            when=first,
        )
    return tr(
        "The {n} questions that you missed come again: the first {first}, the last {last}.",
        n=len(days),
        first=first,
        last=last,
    )


def _when(when: date, today: date) -> str:
    if when <= today:
        return tr("today")
    if (when - today).days == 1:
        return tr("tomorrow")
    return tr("on {day}", day=day(when, year=when.year != today.year))


def median_ms(state: Round) -> int:
    """The median time of an answer; skipped questions had none."""
    times = sorted(answer.used_ms for answer in state.answers if answer.ending is not Ending.SKIPPED)
    if not times:
        return 0
    middle = len(times) // 2
    return times[middle] if len(times) % 2 else (times[middle - 1] + times[middle]) // 2


def cards(game: Game, standing: Standing) -> list[tuple[str, str]]:
    """Four figures with what they count."""
    state = game.state
    place = (
        (ordinal(standing.rank), tr("of {n} on this board", n=standing.of))
        if standing.rank is not None
        else ("–", why_unranked(game))
    )
    return [
        (f"{state.right} / {len(state.answers)}", tr("right")),
        (seconds(median_ms(state)), tr("median answer")),
        (str(state.longest_streak), tr("longest streak")),
        place,
    ]
