"""The long work with packs, for :mod:`quiz.app.jobs`: reading a file, importing it, and exporting a pack.

A report of fifty thousand rows must not hold up the window that takes it: it comes in parts, each a list of
plain tuples.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from quiz.app.exporting import export_pack, lost_lines, would_lose
from quiz.app.jobs import Job, Line
from quiz.app.library import Taken, check_file, import_file
from quiz.app.reading import Told
from quiz.packs.formatnames import GIVEN, OURS
from quiz.packs.formats import format_of
from quiz.packs.formats.model import Counts
from quiz.packs.refusals import PackRefusal, shown
from quiz.words import Refused, tr, trn

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.bank.views import Update

Said: TypeAlias = tuple[int, bool, str, str]
"""A row's number as the file counts (0 is the pack itself), whether it was refused, what is said of it, and
its text; or ``FURTHER``, and how many rows it is said of."""
FURTHER = -1
_PART = 500
_MOST_LOST = 200


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one file, or would become of it, counted in rows; the rows themselves come as parts.

    ``questions`` are those of the rows that were taken: some rows have several. ``counts`` is how the file
    counts its rows; ``update`` is None for a new pack and for a dry run.
    """

    format: str
    format_title: str
    counts: Counts
    slug: str
    title: str
    taken: int
    questions: int
    changed: int
    refused: int
    update: Update | None = None

    @property
    def rows(self) -> int:
        """How many rows there are, about."""
        return self.taken + self.refused


def checking(path: Path, name: str = "") -> Job[Report]:
    """What an import would take, with nothing written; parts are lists of :data:`Said`."""
    return Job(check, path, name)


def importing(bank: Path, path: Path, name: str = "") -> Job[Report]:
    """Put a file into the bank at that path; parts are lists of :data:`Said`."""
    return Job(take, bank, path, name)


def losing(bank: Path, slug: str) -> Job[None]:
    """What each format cannot carry of a pack; parts are ``(slug, format, sentences)``."""
    return Job(lose, bank, slug)


def exporting(bank: Path, slug: str, target: Path, name: str) -> Job[list[str]]:
    """Write a pack to a file; the result are sentences."""
    job = Job(give, bank, slug, target, name)
    job.folder = target.absolute().parent
    return job


def check(line: Line, path: Path, name: str) -> Report:
    """The work of :func:`checking`."""
    with line.interrupted():
        return _reported(line, check_file(path, name, line.went))


def take(line: Line, bank: Path, path: Path, name: str) -> Report:
    """The work of :func:`importing`; stopped between rows, so that it is in the bank whole or not at all."""
    with opened(bank) as there:
        taken = import_file(there, path, name, line.went, line.kept)
    return _reported(line, taken)


def lose(line: Line, bank: Path, slug: str) -> None:
    """The work of :func:`losing`."""
    with line.interrupted():
        with opened(bank) as there:
            pack = there.pack(slug)
        for name in GIVEN:
            lost = would_lose(pack, name)
            told = lost_lines(lost, len(lost))
            if len(told) > _MOST_LOST:
                told[_MOST_LOST:] = [trn("... and {n} more", "... and {n} more", len(told) - _MOST_LOST)]
            line.part((slug, name, told))


def give(line: Line, bank: Path, slug: str, target: Path, name: str) -> list[str]:
    """The work of :func:`exporting`."""
    with opened(bank) as there, line.interrupted():
        try:
            done = export_pack(there, slug, target, name)
        except OSError as error:
            why = error.strerror or str(error)
            raise Refused(PackRefusal.UNWRITABLE, file=target.name, why=why) from error
    return replace(done, lost=()).sentences(target, 0)


def opened(path: Path) -> closing[Bank]:
    """A child's own bank, for the length of a ``with``."""
    from quiz.bank.bank import open_bank  # half a second that a dry run need not take

    return closing(open_bank(path, backups=False, chores=False))


def _reported(line: Line, taken: Taken) -> Report:
    """Hand the rows over in parts, and return what they come to."""
    said = _said(taken)
    while part := list(islice(said, _PART)):
        line.part(part)
    counts = Counts.LINE if taken.format in OURS else format_of(taken.format).counts
    return Report(
        taken.format,
        format_title(taken.format),
        counts,
        taken.slug,
        taken.title,
        taken.taken,
        taken.questions,
        taken.changed_rows,
        taken.refused_rows,
        taken.update,
    )


def _said(taken: Taken) -> Iterator[Said]:
    """A line a row, in the order of the file; several changes of one row stand together."""
    told: list[tuple[Told, bool]] = [(one, False) for one in taken.changed]
    told += [(one, True) for one in taken.refused]
    told.sort(key=_place)
    for (number, refused), same in groupby(told, key=_place):
        ones = [one for one, _ in same]
        yield number, refused, "; ".join(dict.fromkeys(one.what for one in ones)), shown(ones[0].text, 200)
    for what, n in taken.more_refused.most_common():
        yield FURTHER, True, what, trn("{n} more row", "{n} more rows", n)
    for what, n in taken.more_changed.most_common():
        yield FURTHER, False, what, trn("{n} more time", "{n} more times", n)


def _place(told: tuple[Told, bool]) -> tuple[int, bool]:
    one, refused = told
    return (one.line if one.row else 0), refused


def format_title(name: str) -> str:
    """What a format is called."""
    if name in OURS:
        return {
            "toml": tr("Quiz Noir, text (.toml)"),
            "quizpack": tr("Quiz Noir, package (.quizpack)"),
        }[name]
    return format_of(name).title


def format_titles(names: Sequence[str]) -> list[tuple[str, str]]:
    """Formats and what they are called; slow the first time, for each of them is loaded."""
    return [(name, format_title(name)) for name in names]
