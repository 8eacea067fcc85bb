"""What the review says: how sure a draft is, how far one has come, and what stands against an article."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from quiz.app.review import Sure
from quiz.core.facts import Verdict
from quiz.words import tr, trn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quiz.bank.author_views import DraftView
    from quiz.core.facts import Contradiction


class Shown(Enum):
    """The lists of a review; the values are kept in the bank."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    AGAINST = "contradictions"
    LEFT_OUT = "left out"

    @property
    def verdict(self) -> Verdict | None:
        """Which drafts are in it; None for the lists of the report."""
        return Verdict(self.value) if self in (Shown.OPEN, Shown.ACCEPTED, Shown.REJECTED) else None


def list_name(shown: Shown, n: int) -> str:
    """A list and how much is in it."""
    match shown:
        case Shown.OPEN:
            return trn("{n} draft", "{n} drafts", n)
        case Shown.ACCEPTED:
            return trn("{n} accepted", "{n} accepted", n)
        case Shown.REJECTED:
            return trn("{n} rejected", "{n} rejected", n)
        case Shown.AGAINST:
            return trn("{n} contradiction", "{n} contradictions", n)
    return trn("{n} left out", "{n} left out", n)


def sure_name(sure: Sure) -> str:
    """How sure the generator is."""
    return {
        Sure.VERY: tr("Very sure"),
        Sure.SURE: tr("Sure"),
        Sure.FAIRLY: tr("Fairly sure"),
        Sure.UNSURE: tr("Unsure"),
    }[sure]


def at_least(sure: Sure, n: int) -> str:
    """The drafts that are at least so sure, in as few words as stand beside a button."""
    return {
        Sure.VERY: tr("{n} very sure", n=n),
        Sure.SURE: tr("{n} sure", n=n),
        Sure.FAIRLY: tr("{n} fairly sure", n=n),
        Sure.UNSURE: tr("All {n}", n=n),
    }[sure]


def how_far(reviewed: int, drafts: int, accepted: int) -> str:
    """How far a review is.

    >>> how_far(12, 31, 9)
    '12 of 31 reviewed, 9 accepted'
    """
    if not drafts:
        return tr("No drafts")
    return tr("{n} of {of} reviewed, {accepted} accepted", n=reviewed, of=drafts, accepted=accepted)


def ruled(verdict: Verdict, counts: Mapping[Verdict, int]) -> str:
    """What was done with a draft, and how far that makes one."""
    what = {
        Verdict.ACCEPTED: tr("Accepted"),
        Verdict.REJECTED: tr("Rejected"),
        Verdict.OPEN: tr("Put back"),
    }[verdict]
    drafts = sum(counts.values())
    far = how_far(drafts - counts[Verdict.OPEN], drafts, counts[Verdict.ACCEPTED])
    return tr("{what}; {far}. Ctrl+Z takes it back.", what=what, far=far)


def counted(drafts: Sequence[DraftView]) -> dict[Verdict, int]:
    """How many drafts have which verdict."""
    found = dict.fromkeys(Verdict, 0)
    for draft in drafts:
        found[draft.verdict] += 1
    return found


def both_sides(one: Contradiction) -> str:
    """What an article says two ways."""
    sides = tr(" or ").join(dict.fromkeys(side.object for side in one.sides))
    return f"{one.subject}: {sides}"
