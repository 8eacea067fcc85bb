"""What the check page asks for: a child process looks through a pack, or through all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from quiz.app.checkjobs import Checked, Remark, comparing, linting
from quiz.app.jobs import Job, JobRefusal
from quiz.desktop.errands import Errand
from quiz.desktop.services import Services
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.desktop.check.view import CheckPage


class Phase(Enum):
    """Where it is."""

    EMPTY = auto()
    LOOKING = auto()
    DONE = auto()


class CheckController(QObject):
    """Decides; the page shows. One child at a time."""

    def __init__(
        self, page: CheckPage, services: Services, errand: Callable[[Job[Any], QObject], Errand]
    ) -> None:
        super().__init__(page)
        self._page, self._services, self._make = page, services, errand
        self.phase = Phase.EMPTY
        self.slug = ""
        self.remarks: list[Remark] = []
        self._errand: Errand | None = None

    def look(self, slug: str) -> None:
        """Judge a pack; without one, compare all packs."""
        bank = self._services.bank()
        self._give_up()
        self.slug, self.remarks = slug, []
        if bank is None:
            self._page.show_nothing(tr("The bank is being opened; try again in a moment."))
            return
        self.phase = Phase.LOOKING
        self._page.show_progress(0)
        job: Job[Checked] = linting(bank.path, slug) if slug else comparing(bank.path)
        self._errand = errand = self._make(job, self)
        errand.went.connect(self._page.show_progress)
        errand.part.connect(self._part)
        errand.done.connect(self._done)
        errand.failed.connect(self._failed)
        errand.start()

    def stop(self) -> bool:
        """Look no further; False when nothing is looked for."""
        if self._errand is None:
            return False
        self._errand.stop()
        return True

    # --- inside

    def _give_up(self) -> None:
        """Nobody waits for the last look any more; it ends by itself."""
        if self._errand is not None:
            errand, self._errand = self._errand, None
            for signal in (errand.went, errand.part, errand.done, errand.failed):
                signal.disconnect()
            errand.done.connect(errand.deleteLater)
            errand.failed.connect(errand.deleteLater)
            errand.stop()

    def _part(self, remarks: Sequence[tuple[Any, ...]]) -> None:
        self.remarks += [Remark(*remark) for remark in remarks]

    def _done(self, checked: Checked) -> None:
        self._over()
        self._page.show_remarks(self.remarks, checked)

    def _failed(self, refused: Refused) -> None:
        self._over()
        stopped = refused.name is JobRefusal.STOPPED
        self._page.show_nothing(tr("It was stopped; Enter looks again.") if stopped else str(refused))

    def _over(self) -> None:
        self.phase = Phase.DONE
        if self._errand is not None:
            self._errand.deleteLater()
            self._errand = None
