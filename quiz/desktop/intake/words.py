"""How the import page says things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.packs.refusals import shown
from quiz.words import number, tr, trn

if TYPE_CHECKING:
    from quiz.app.packjobs import Report
    from quiz.desktop.intake.controller import Entry


def counted(report: Report) -> str:
    """How a file fared, in rows.

    >>> from types import SimpleNamespace
    >>> counted(SimpleNamespace(taken=1200, changed=4, refused=0))
    '1,200 taken, 4 of them changed, none refused'
    """
    if not report.taken:
        return tr("none taken, {refused} refused", refused=number(report.refused))
    taken = tr("{n} taken", n=number(report.taken))
    changed = (
        tr("{n} of them changed", n=number(report.changed)) if report.changed else tr("all as they stand")
    )
    refused = tr("{n} refused", n=number(report.refused)) if report.refused else tr("none refused")
    return tr("{taken}, {changed}, {refused}", taken=taken, changed=changed, refused=refused)


def outcome(report: Report) -> str:
    """What an import did to the bank.

    >>> from types import SimpleNamespace
    >>> update = SimpleNamespace(replaced=2, kept=1, added=0, retired=3)
    >>> outcome(SimpleNamespace(taken=10, update=update))
    'The pack was updated: 2 replaced, 1 kept as you changed it, 3 retired.'
    """
    update = report.update
    if update is None:
        return trn(
            "Imported as a new pack with {n} question.",
            "Imported as a new pack with {n} questions.",
            report.taken,
        )
    parts = [
        tr(one, n=number(n))
        for n, one in (
            (update.replaced, "{n} replaced"),
            (update.kept, "{n} kept as you changed it"),
            (update.added, "{n} added"),
            (update.retired, "{n} retired"),
        )
        if n
    ]
    if not parts:
        return tr("The pack was here already; nothing in it has changed.")
    return tr("The pack was updated: {parts}.", parts=", ".join(parts))


def summed_up(entry: Entry) -> str:
    """A file among several, short enough for a list."""
    name = shown(entry.path.name, 24)
    if entry.imported:
        return tr("{file}, imported", file=name)
    return tr("{file}, trouble", file=name) if entry.trouble else name
