"""Days as they are told on the screen."""

from __future__ import annotations

from datetime import date

from quiz.words import tr


def month(number: int) -> str:
    """The short name of a month, January being 1."""
    return (
        tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("Jun"),
        tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec"),
    )[number - 1]  # fmt: skip


def day(when: date, *, year: bool = True) -> str:
    """A day, with its year where that is not clear.

    >>> day(date(2026, 11, 5)), day(date(2026, 11, 5), year=False)
    ('5 Nov 2026', '5 Nov')
    """
    if not year:
        return tr("{day} {month}", day=when.day, month=month(when.month))
    return tr("{day} {month} {year}", day=when.day, month=month(when.month), year=when.year)


def days(first: date, last: date) -> str:
    """A span of days, no longer than need be.

    >>> days(date(2026, 11, 5), date(2026, 11, 9)), days(date(2026, 11, 5), date(2026, 12, 1))
    ('5 to 9 Nov 2026', '5 Nov to 1 Dec 2026')
    """
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return tr("{first} to {last}", first=first.day, last=day(last))
    return tr("{first} to {last}", first=day(first, year=first.year != last.year), last=day(last))
