"""What an export would leave behind, and the export itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QStandardPaths

from quiz.app.jobs import Job, JobRefusal
from quiz.app.packjobs import exporting, format_titles, losing
from quiz.bank.refusals import BankRefusal
from quiz.desktop.errands import Errand
from quiz.desktop.services import Services
from quiz.packs.formatnames import GIVEN, OURS
from quiz.packs.formats import format_of
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.desktop.export.view import ExportPage

log = logging.getLogger("quiz")


class Way(NamedTuple):
    """A format to export in: its name, what it is called, and how its files end, with the dot."""

    name: str
    title: str
    ending: str


class _Found(NamedTuple):
    title: str
    ways: list[Way]


class ExportController(QObject):
    """Decides; the page shows. A child finds out what each format would leave behind, another one writes."""

    def __init__(
        self, page: ExportPage, services: Services, errand: Callable[[Job[Any], QObject], Errand]
    ) -> None:
        super().__init__(page)
        self._page, self._services, self._make = page, services, errand
        self._slug = ""
        self._ways: list[Way] = []
        self._lost: dict[str, list[str]] = {}
        self._trouble = ""
        self._looking: Errand | None = None
        self._writing: Errand | None = None
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )

    @property
    def writing(self) -> bool:
        """Whether a file is being written."""
        return self._writing is not None

    def give(self, slug: str) -> None:
        """Offer the formats for this pack."""
        if self._writing is not None:
            self._page.tell([tr("Another export is under way; come back when it is done.")])
            return
        bank = self._services.bank()
        self.look_away()
        self._slug, self._lost, self._trouble = slug, {}, ""
        if bank is None:
            self._page.tell([tr("The bank is being opened; try again in a moment.")])
            return
        self._page.tell([])
        self._services.worker.run(lambda: _found(bank, slug), self._offer, self._not_found)
        self._looking = errand = self._make(losing(bank.path, slug), self)
        errand.part.connect(self._looked)
        errand.failed.connect(self._not_looked)
        errand.done.connect(errand.deleteLater)
        errand.failed.connect(errand.deleteLater)
        errand.start()

    def look_away(self) -> None:
        """Nobody wants to know any more what would be left behind."""
        if self._looking is not None:
            looking, self._looking = self._looking, None
            looking.stop()

    def lost(self, name: str) -> list[str] | None:
        """What a format would leave behind; None while that is not known yet."""
        if name in OURS:
            return []
        if self._trouble:
            return [self._trouble]
        return self._lost.get(name)

    def go(self) -> None:
        """Ask for a name and write the file."""
        bank, way = self._services.bank(), self._page.way
        if bank is None or way is None or self._writing is not None:
            return
        file = self._page.ask(self._folder / f"{self._slug}{way.ending}", way)
        if not file:
            return
        target = Path(file)
        if not target.suffix:
            target = target.with_name(target.name + way.ending)
        self._folder = target.parent
        self._writing = errand = self._make(exporting(bank.path, self._slug, target, way.name), self)
        errand.done.connect(self._written)
        errand.failed.connect(self._not_written)
        self._page.show_writing(target.name)
        errand.start()

    def stop(self) -> None:
        """Stop writing; else go back."""
        if self._writing is not None:
            self._writing.stop()
            return
        self.look_away()
        self._page.leave()

    # --- inside

    def _offer(self, found: _Found) -> None:
        self._page.offer(found.title, found.ways)

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            log.error("A pack cannot be exported", exc_info=error)
        told = str(error) if isinstance(error, Refused) else tr("That did not work; the log says why.")
        self._page.tell([told])

    def _looked(self, part: tuple[str, str, list[str]]) -> None:
        slug, name, told = part
        if slug == self._slug:
            self._lost[name] = told
            self._page.show_lost()

    def _not_looked(self, refused: Refused) -> None:
        if refused.name is not JobRefusal.STOPPED:
            self._trouble = str(refused)
            self._page.show_lost()

    def _written(self, told: list[str]) -> None:
        self._over(told)

    def _not_written(self, refused: Refused) -> None:
        self._over([str(refused)])

    def _over(self, told: list[str]) -> None:
        if self._writing is not None:
            self._writing.deleteLater()
            self._writing = None
        self._page.show_ways()
        self._page.tell(told)


def _found(bank: Bank, slug: str) -> _Found:
    info = bank.pack_info(slug)
    if info is None:
        raise Refused(BankRefusal.NO_PACK, slug=slug)
    ways = [
        Way(name, title, f".{name}" if name in OURS else format_of(name).endings[0])
        for name, title in format_titles(GIVEN)
    ]
    return _Found(info.title, ways)
