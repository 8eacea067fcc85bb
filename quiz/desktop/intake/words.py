"""How the import page says things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.packs.refusals import shown
from quiz.words import number, tr

if TYPE_CHECKING:
    from quiz.app.packjobs import Report
    from quiz.desktop.intake.controller import Entry


def counted(report: Report) -> str:
    """How a file fared, in rows.

    >>> from types import SimpleNamespace
    >>> counted(SimpleNamespace(taken=1200, questions=1200, changed=4, refused=0))
    '1,200 taken, 4 of them changed, none refused'
    >>> counted(SimpleNamespace(taken=7, questions=9, changed=0, refused=1))
    '7 taken as 9 questions, all as they stand, 1 refused'
    """
    if not report.taken:
        return tr("none taken, {refused} refused", refused=number(report.refused))
    taken = tr("{n} taken", n=number(report.taken))
    if report.questions != report.taken:
        taken = tr("{n} taken as {m} questions", n=number(report.taken), m=number(report.questions))
    changed = (
        tr("{n} of them changed", n=number(report.changed)) if report.changed else tr("all as they stand")
    )
    refused = tr("{n} refused", n=number(report.refused)) if report.refused else tr("none refused")
    return tr("{taken}, {changed}, {refused}", taken=taken, changed=changed, refused=refused)


def summed_up(entry: Entry) -> str:
    """A file among several, short enough for a list."""
    name = shown(entry.path.name, 24)
    if entry.imported:
        return tr("{file}, imported", file=name)
    return tr("{file}, trouble", file=name) if entry.trouble else name
