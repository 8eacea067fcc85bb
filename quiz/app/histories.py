"""A player's whole history into a file, and out of one: merged, with nothing twice and nothing half taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quiz.app import historyfile
from quiz.app.historyfile import Head, Line, Mark
from quiz.app.jobs import Job
from quiz.app.jobs import Line as Pipe
from quiz.app.packjobs import opened
from quiz.bank.views import Came, Player
from quiz.packs.writer import replaced
from quiz.words import Refused, tr, trn

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

ENDING = ".quizhistory"
"""What such a file's name ends in."""
MOST_TOLD = 200
"""So many lines that were left out are told one by one."""
_AT_ONCE = 30

Went = Callable[[int], bool]
"""Is told how many rounds have been met, and answers whether to go on."""


@dataclass(frozen=True, slots=True)
class Written:
    """What went out: rounds and marks; ``left`` rounds can still go on, and stay where they are."""

    rounds: int
    marks: int
    left: int

    def as_json(self, player: str, path: Path) -> dict[str, Any]:
        """The form that ``quiz history export --json`` prints."""
        return {"player": player, "file": str(path), "rounds": self.rounds, "marks": self.marks,
                "unfinished": self.left}  # fmt: skip

    def sentences(self, player: str, path: Path) -> list[str]:
        """The same for a person."""
        told = trn("{n} round of {player} written to {path}", "{n} rounds of {player} written to {path}",
                   self.rounds, player=player, path=path)  # fmt: skip
        if not self.left:
            return [told]
        return [told, trn("{n} round that can still go on stays here",
                          "{n} rounds that can still go on stay here", self.left)]  # fmt: skip


@dataclass(slots=True)
class Report:
    """What became of a history that was brought, or would become of it; ``refused`` is ``(line, why)``."""

    player: str
    rounds: int = 0
    new: int = 0
    further: int = 0
    back: int = 0
    known: int = 0
    marks: int = 0
    refused_lines: int = 0
    stopped: bool = False
    refused: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, line: int, why: str) -> None:
        """Leave a line out."""
        self.refused_lines += 1
        if len(self.refused) < MOST_TOLD:
            self.refused.append((line, why))

    def as_json(self) -> dict[str, Any]:
        """The form that ``quiz history import --json`` prints."""
        return {
            "player": self.player, "rounds": self.rounds, "new": self.new, "further": self.further,
            "back": self.back, "known": self.known, "marks": self.marks, "stopped": self.stopped,
            "refused": self.refused_lines,
            "why": [{"line": line, "what": why} for line, why in self.refused],
        }  # fmt: skip

    def sentences(self, most: int = MOST_TOLD) -> list[str]:
        """The same for a person; of the lines that were left out at most so many."""
        told = (
            (
                self.further,
                trn("{n} round brought up to date", "{n} rounds brought up to date", self.further),
            ),
            (self.back, trn("{n} removed round is back", "{n} removed rounds are back", self.back)),
            (self.known, trn("{n} round was here already", "{n} rounds were here already", self.known)),
            (self.marks, trn("{n} mark on a question taken", "{n} marks on questions taken", self.marks)),
            (self.refused_lines, trn("{n} line left out", "{n} lines left out", self.refused_lines)),
        )
        lines = [
            trn("{n} new round of {player}", "{n} new rounds of {player}", self.new, player=self.player),
            *[sentence for n, sentence in told if n],
        ]
        if self.stopped:
            lines.append(tr("It was stopped; what has come stays, and the same import brings the rest."))
        lines += [tr("Line {n}: {why}", n=line + 1, why=why) for line, why in self.refused[:most]]
        return lines


def export_history(bank: Bank, player: Player, target: Path, went: Went = lambda n: True) -> Written:
    """Write all of a player's rounds that have ended to a file, whole or not at all.

    Raises Refused where the place cannot be written; nothing is left there when ``went`` says to stop.
    """
    keys, marks = bank.carrying.keys(player.id), bank.carrying.marks(player.id)
    rounds = 0

    def counted() -> Iterator[Any]:
        nonlocal rounds
        for kept in bank.carrying.out(keys):
            rounds += 1
            went(rounds)
            yield kept

    with replaced(target) as out:
        historyfile.write(out, Head(player.name, len(keys)), counted(), (Mark(*one) for one in marks))
    return Written(rounds, len(marks), bank.carrying.open(player.id))


def check_history(path: Path, went: Went = lambda n: True) -> Report:
    """Read a history to its end and play each round through, with nothing written.

    Raises Refused for what is no history, and for one that is cut off.
    """
    from quiz.bank.carrying import judged

    with historyfile.opened(path) as (head, lines):
        report = Report(head.player)
        for line in _met(lines, report, went):
            if line.round is not None:
                try:
                    judged(line.round)
                    report.new += 1
                except Refused as refused:
                    report.refuse(line.number, str(refused))
            report.marks += line.mark is not None
    return report


def import_history(bank: Bank, path: Path, player: str = "", went: Went = lambda n: True) -> Report:
    """Merge a history into the bank: into the player of that name, or else of the name in the file.

    It is read to its end first, so that nothing of a damaged file is taken. When ``went`` says to stop, or
    the program dies, whole rounds are there, and the same import again brings the rest.
    """
    check_history(path)
    with historyfile.opened(path) as (head, lines):
        report = Report(player or head.player)
        marks = []
        met = _met(lines, report, went)
        while some := list(islice(met, _AT_ONCE)):
            given = [line for line in some if line.round is not None]
            came = bank.carrying.bring(report.player, [line.round for line in given if line.round])
            for line, became in zip(given, came, strict=True):
                _count(report, line, became)
            marks += [line.mark for line in some if line.mark is not None]
        report.marks = bank.carrying.mark(
            report.player, [(mark.pack, mark.question, mark.why) for mark in marks]
        )
    return report


def _met(lines: Iterator[Line], report: Report, went: Went) -> Iterator[Line]:
    """The lines that say something, those that do not being left out of the report's count."""
    for line in lines:
        report.rounds += line.mark is None
        if line.why:
            report.refuse(line.number, line.why)
        else:
            yield line
        if not went(line.number):
            report.stopped = True
            return


def _count(report: Report, line: Line, became: Came | Refused) -> None:
    match became:
        case Came.NEW:
            report.new += 1
        case Came.FURTHER:
            report.further += 1
        case Came.BACK:
            report.back += 1
        case Came.KNOWN:
            report.known += 1
        case Refused():
            report.refuse(line.number, str(became))


# --- in a child process


def exporting(bank: Path, player: Player, target: Path) -> Job[Written]:
    """Write a player's history to a file."""
    job = Job(give, bank, player, target)
    job.folder = target.absolute().parent
    return job


def importing(bank: Path, source: Path, player: str) -> Job[Report]:
    """Merge a history into the bank at that path."""
    return Job(take, bank, source, player)


def give(line: Pipe, bank: Path, player: Player, target: Path) -> Written:
    """The work of :func:`exporting`."""
    with opened(bank) as there, line.interrupted():
        return export_history(there, player, target, line.went)


def take(line: Pipe, bank: Path, source: Path, player: str) -> Report:
    """The work of :func:`importing`; stopped between rounds, what is there by then stays."""
    with opened(bank) as there:
        return import_history(there, source, player, line.went)
