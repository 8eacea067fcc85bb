"""Articles on their way in: one child reads one of them after the other, and the last is opened."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from quiz.app.articlejobs import ReadArticle, Stage, reading
from quiz.app.jobs import Job
from quiz.desktop.errands import Errand
from quiz.desktop.services import Services
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

log = logging.getLogger("quiz")


class Wanted(NamedTuple):
    """An article to be read: a file or an address, or else a text."""

    source: str
    text: str = ""

    @property
    def name(self) -> str:
        """What it is called on the way."""
        if not self.source:
            return tr("the text")
        return self.source if "://" in self.source else Path(self.source).name


class Intake(QObject):
    """Reads what is wanted. ``done`` carries what became of the last, ``failed`` one and why."""

    went = Signal(object, object)
    """A sentence, and the percentage; below 0 where nobody knows it."""
    done = Signal(object)
    failed = Signal(object, object)

    def __init__(
        self, services: Services, errand: Callable[[Job[Any], QObject], Errand], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._make = services, errand
        self._waiting: list[Wanted] = []
        self._now: Wanted | None = None
        self._errand: Errand | None = None
        self._stage = Stage.READING
        self._stopping = False

    @property
    def busy(self) -> bool:
        """Whether an article is being read."""
        return self._errand is not None

    def read(self, *wanted: Wanted) -> None:
        """Read these, after those that are wanted already."""
        self._waiting += wanted
        if self._errand is None:
            self._next()

    def stop(self) -> None:
        """Read no more; nothing is kept of the one at hand."""
        self._waiting.clear()
        if self._errand is not None and not self._stopping:
            self._stopping = True
            self._errand.stop()
            self.went.emit(tr("Stopping…"), -1)

    def _next(self) -> None:
        bank: Bank | None = self._services.bank()
        if not self._waiting or bank is None:
            return
        self._now, self._stage, self._stopping = self._waiting.pop(0), Stage.READING, False
        errand = self._make(reading(bank.path, *self._now), self)
        errand.went.connect(self._went)
        errand.part.connect(self._part)
        errand.done.connect(self._done)
        errand.failed.connect(self._failed)
        self._errand = errand
        self._tell(-1)
        errand.start()

    def _went(self, percent: int) -> None:
        if self._stage is Stage.MAKING:
            self._tell(percent)

    def _part(self, stage: Stage) -> None:
        self._stage = stage
        self._tell(0 if stage is Stage.MAKING else -1)

    def _tell(self, percent: int) -> None:
        if self._now is None or self._stopping:
            return
        told = {
            Stage.READING: tr("Reading {name}…", name=self._now.name),
            Stage.MAKING: tr("Making drafts of {name}…", name=self._now.name),
            Stage.KEEPING: tr("Keeping the drafts…"),
        }
        self.went.emit(told[self._stage], percent)

    def _done(self, found: ReadArticle) -> None:
        self._over()
        if self._waiting:
            self._next()
        else:
            self.done.emit(found)

    def _failed(self, refused: Refused) -> None:
        wanted = self._over()
        if wanted is not None:
            self.failed.emit(wanted, None if self._stopping else refused)
        self._stopping = False
        self._next()

    def _over(self) -> Wanted | None:
        if self._errand is not None:
            self._errand.deleteLater()
        self._errand, wanted, self._now = None, self._now, None
        return wanted
