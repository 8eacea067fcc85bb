"""Histories that go into a file and come out of one: a child works, and the page tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal

from quiz.app.histories import ENDING, Report, Written, exporting, importing
from quiz.app.jobs import Job
from quiz.bank.views import Player
from quiz.desktop.errands import Errand
from quiz.desktop.services import Services
from quiz.words import Refused, tr, trn

_MOST_LINES = 5


class HistoryDesk(QObject):
    """One history at a time. ``began`` says what is under way, ``went`` how far it is.

    ``over`` carries what became of it, whether that is trouble, and whose rounds came, empty for nobody's.
    """

    began = Signal(str)
    went = Signal(str)
    over = Signal(str, bool, str)

    def __init__(
        self, services: Services, parent: QObject, errand: Callable[[Job[Any], QObject], Errand] = Errand
    ) -> None:
        super().__init__(parent)
        self._services, self._make = services, errand
        self._errand: Errand | None = None
        self._sentence: Callable[[Any], str] = str
        self._player = ""
        self.folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    @property
    def busy(self) -> bool:
        """Whether one is under way."""
        return self._errand is not None

    def file_for(self, player: Player) -> Path:
        """Where a player's history might go."""
        plain = "".join(sign if sign.isalnum() else "-" for sign in player.name).strip("-")
        return self.folder / f"{plain or 'history'}{ENDING}"

    def give(self, player: Player, file: str) -> None:
        """Write a player's history to a file."""
        bank, target = self._services.bank(), Path(file)
        if bank is None or self.busy:
            return
        if not target.suffix:
            target = target.with_name(target.name + ENDING)
        self.folder, self._player = target.parent, player.name
        self._target = target
        said = tr("Writing the history of “{name}”…", name=player.name)
        self._begin(exporting(bank.path, player, target), said, self._written)

    def take(self, file: str) -> None:
        """Merge a history into the bank."""
        bank, source = self._services.bank(), Path(file)
        if bank is None or self.busy:
            return
        self.folder, self._player = source.parent, ""
        said = tr("Taking the history in {file}…", file=source.name)
        self._begin(importing(bank.path, source, ""), said, self._taken)

    def stop(self) -> None:
        """Stop what is under way."""
        if self._errand is not None:
            self._errand.stop()

    # --- inside

    def _begin(self, job: Job[Any], said: str, then: Callable[[Any], None]) -> None:
        self._errand = errand = self._make(job, self)
        errand.went.connect(self._went)
        errand.done.connect(then)
        errand.failed.connect(self._failed)
        self.began.emit(said)
        errand.start()

    def _went(self, n: int) -> None:
        self.went.emit(trn("{n} round", "{n} rounds", n))

    def _written(self, done: Written) -> None:
        self._end(" ".join(one + "." for one in done.sentences(self._player, self._target)), "")

    def _taken(self, report: Report) -> None:
        told = report.sentences(_MOST_LINES)
        self._end(" ".join(one if one.endswith(".") else one + "." for one in told), report.player)

    def _failed(self, refused: Refused) -> None:
        self._end(str(refused), "", trouble=True)

    def _end(self, told: str, player: str, *, trouble: bool = False) -> None:
        if self._errand is not None:
            self._errand.deleteLater()
            self._errand = None
        self.over.emit(told, trouble, player)
