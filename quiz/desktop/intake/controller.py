"""What becomes of files that are brought: read, reported on, and only then imported."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from quiz.app.jobs import Job
from quiz.app.library import LibraryRefusal
from quiz.app.packjobs import Report, Said, checking, format_titles, importing
from quiz.desktop.errands import Errand
from quiz.desktop.services import Services
from quiz.packs.formatnames import FORMATS
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.desktop.intake.view import IntakePage

# What a person may know better: read again as a format that they name.
_FORMATLESS = (PackRefusal.NO_FORMAT, PackRefusal.NO_COLUMNS)

log = logging.getLogger("quiz")


class Phase(Enum):
    """How far the files are."""

    EMPTY = auto()
    READING = auto()
    REPORT = auto()
    IMPORTING = auto()
    RESULT = auto()


@dataclass(eq=False, slots=True)
class Entry:
    """One file: ``format`` is what a person said that it is, ``trouble`` why it was not read or imported."""

    path: Path
    format: str = ""
    report: Report | None = None
    said: list[Said] = field(default_factory=list)
    trouble: str = ""
    formatless: bool = False
    imported: bool = False

    @property
    def wanted(self) -> bool:
        """Whether there is something in it to import."""
        return self.report is not None and self.report.taken > 0 and not self.imported


class IntakeController(QObject):
    """Decides; the page shows. One child at a time reads or imports one file."""

    def __init__(
        self, page: IntakePage, services: Services, errand: Callable[[Job[Any], QObject], Errand]
    ) -> None:
        super().__init__(page)
        self._page, self._services, self._make = page, services, errand
        self.phase = Phase.EMPTY
        self.entries: list[Entry] = []
        self.at = 0
        self._waiting: list[Entry] = []
        self._now: Entry | None = None
        self._said: list[Said] = []
        self._errand: Errand | None = None
        self._stopping = False
        self._next_files: list[Path] = []
        self._pasted: tempfile.TemporaryDirectory[str] | None = None

    # --- what the page and the window ask for

    def take(self, paths: Sequence[Path]) -> None:
        """Read these files; nothing is written yet."""
        if self.phase is Phase.IMPORTING:
            self._page.tell(tr("Another import is under way; bring these files again when it is done."))
            return
        if self._stopping:
            self._next_files = [*self._next_files, *paths]
            return
        new = [Entry(path) for path in paths]
        if self.phase is Phase.READING:
            self.entries += new
            self._waiting += new
            return
        self.entries, self.at = new, 0
        self._services.worker.run(partial(format_titles, FORMATS), self._page.offer_formats)
        self._read(new)

    def take_text(self, text: str) -> None:
        """Read a text as if it were a file."""
        if not text.strip():
            self._page.tell(tr("There is no text on the clipboard."))
            return
        self._services.worker.run(partial(_written, text), self._take_written, self._not_written)

    def read_as(self, name: str) -> None:
        """Read the file at hand again, as one of this format; empty leaves it to its content."""
        entry = self.entry
        if entry is None or self.phase is not Phase.REPORT or entry.format == name:
            return
        entry.format, entry.report, entry.said, entry.trouble = name, None, [], ""
        self._read([entry])

    def choose(self, at: int) -> None:
        """Show another of the files."""
        if 0 <= at < len(self.entries) and self._errand is None:
            self.at = at
            self._show()

    @property
    def brought(self) -> str:
        """The pack that was imported; the first one of several, empty if there is none."""
        return next((one.report.slug for one in self.entries if one.imported and one.report), "")

    def go(self) -> None:
        """The main thing: import what was reported on, then open what was imported."""
        entry = self.entry
        if self.phase is Phase.REPORT:
            self._import()
        elif self.phase is Phase.RESULT and entry is not None and entry.imported and entry.report is not None:
            slug = entry.report.slug
            self._forget()
            self._page.opened_pack(slug)

    def stop(self) -> None:
        """Stop reading or importing; from a report, go back."""
        if self._errand is None:
            self._page.leave()
            self._forget()
            return
        self._stopping = True
        self._waiting.clear()
        self._errand.stop()
        if self.phase is Phase.READING and not any(entry.report for entry in self.entries):
            self._page.leave()
        else:
            self._page.show_progress(tr("Stopping…"), 0, 0)

    @property
    def entry(self) -> Entry | None:
        """The file at hand."""
        return self.entries[self.at] if self.at < len(self.entries) else None

    # --- reading

    def _read(self, entries: list[Entry]) -> None:
        self.phase, self._waiting = Phase.READING, [*entries]
        self._next()

    def _import(self) -> None:
        bank = self._services.bank()
        wanted = [entry for entry in self.entries if entry.wanted]
        if not wanted:
            return
        if bank is None:
            self._page.tell(tr("The bank is being opened; try again in a moment."))
            return
        self.phase, self._waiting = Phase.IMPORTING, wanted
        self._next()

    def _next(self) -> None:
        """Begin with the next file that waits, or show what became of all."""
        self._errand = None
        if not self._waiting:
            self._ended()
            return
        self._now, self._said = self._waiting.pop(0), []
        errand = self._make(self._job(self._now), self)
        errand.went.connect(self._went)
        errand.part.connect(self._part)
        errand.done.connect(self._done)
        errand.failed.connect(self._failed)
        self._errand = errand
        self._went(0)
        errand.start()

    def _job(self, entry: Entry) -> Job[Report]:
        bank = self._services.bank()
        if entry.report is None or bank is None:
            return checking(entry.path, entry.format)
        # What the report was about, in the format that it was about.
        return importing(bank.path, entry.path, entry.report.format)

    def _went(self, rows: int) -> None:
        entry = self._now
        if entry is None or self._stopping:
            return
        if self.phase is Phase.READING:
            self._page.show_progress(tr("Reading {file}…", file=entry.path.name), rows, 0)
        elif entry.report is not None:
            told = tr("Importing “{title}”…", title=entry.report.title)
            self._page.show_progress(told, rows, entry.report.rows)

    def _part(self, said: list[Said]) -> None:
        self._said += said

    def _done(self, report: Report) -> None:
        entry = self._over()
        if entry is not None:
            entry.report, entry.said, entry.trouble, entry.formatless = report, self._said, "", False
            if self.phase is Phase.IMPORTING:
                self._imported(entry, report)
        self._next()

    def _failed(self, refused: Refused) -> None:
        entry = self._over()
        if entry is not None and not (self._stopping and self.phase is Phase.READING):
            entry.trouble, entry.formatless = str(refused), refused.name in _FORMATLESS
            if refused.name is PackRefusal.NO_FORMAT:
                told = tr("{file} is in no format that is known. Say which it is, and it is read again.")
                entry.trouble = told.format(file=entry.path.name)
        bank = self._services.bank()
        if self.phase is Phase.IMPORTING and bank is not None:
            # A child that was killed could not clear away what it had begun.
            self._services.worker.run(bank.drop_leftovers, _nothing)
        self._next()

    def _over(self) -> Entry | None:
        if self._errand is not None:
            self._errand.deleteLater()
        entry, self._now = self._now, None
        return entry

    def _imported(self, entry: Entry, report: Report) -> None:
        if not report.taken:
            entry.trouble = str(Refused(LibraryRefusal.NOTHING, path=entry.path.name, why="")).rstrip()
            return
        entry.imported = True
        settings = self._services.settings
        if report.slug in settings.value.removed:  # a pack that ships is wanted back
            settings.change(removed=tuple(one for one in settings.value.removed if one != report.slug))

    # --- the end of it

    def _ended(self) -> None:
        stopped, self._stopping = self._stopping, False
        if stopped and self.phase is Phase.READING:
            self.entries = [entry for entry in self.entries if entry.report or entry.trouble]
        if self.phase is Phase.IMPORTING:
            done = [n for n, entry in enumerate(self.entries) if entry.imported]
            self.phase = Phase.RESULT if done else Phase.REPORT
            self.at = done[0] if done else self.at
        else:
            self.phase = Phase.REPORT if self.entries else Phase.EMPTY
        self.at = min(self.at, max(0, len(self.entries) - 1))
        if self._next_files:
            files, self._next_files = self._next_files, []
            self.take(files)
            return
        self._show()

    def _show(self) -> None:
        self._page.show_entries(self.entries, self.at, self.phase)

    def _forget(self) -> None:
        """The reports go, and what was pasted."""
        self.phase, self.entries, self.at = Phase.EMPTY, [], 0
        self._throw_away()
        self._show()

    def _throw_away(self) -> None:
        if self._pasted is not None:
            self._services.worker.run(self._pasted.cleanup, _nothing)
            self._pasted = None

    # --- a text

    def _take_written(self, folder: tempfile.TemporaryDirectory[str]) -> None:
        if self._errand is None:
            self._throw_away()
        self._pasted = folder
        self.take([next(Path(folder.name).iterdir())])

    def _not_written(self, error: Exception) -> None:
        log.error("A text was not taken", exc_info=error)
        self._page.tell(tr("The text could not be taken; the log says why."))


def _written(text: str) -> tempfile.TemporaryDirectory[str]:
    """A folder with the text in a file, which goes when the folder's object does."""
    folder = tempfile.TemporaryDirectory(prefix="quiz-", ignore_cleanup_errors=True)
    path = Path(folder.name) / f"{tr('Pasted questions')}.txt"
    path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    return folder


def _nothing(_: object) -> None:
    return None
