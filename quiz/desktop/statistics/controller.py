"""What the statistics page reads, and when; ratings that are due are worked out a step at a time."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from quiz.app import statistics
from quiz.app.statistics import Statistics
from quiz.desktop.services import Services
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.desktop.statistics.view import StatisticsPage

log = logging.getLogger("quiz")


@dataclass(frozen=True, slots=True)
class Query:
    """Whose statistics; ``pack`` empty is all of them."""

    player: str
    pack: str = ""


@dataclass(frozen=True)
class _Read:
    bank: Bank
    query: Query
    today: date

    def __call__(self) -> tuple[Query, Statistics]:
        return self.query, statistics.of(self.bank, self.query.player, self.query.pack, today=self.today)


class StatisticsController(QObject):
    """Decides; the page shows."""

    def __init__(self, page: StatisticsPage, services: Services) -> None:
        super().__init__(page)
        self._page, self._services = page, services
        self.query = Query("")
        self._open = False
        self._rating = False

    def opened(self) -> None:
        """The page is in front: read what is fresh, of whoever plays now."""
        self._open = True
        player = self._services.settings.value.player
        if player != self.query.player:
            self.query = Query(player)
        self.refresh()

    def closed(self) -> None:
        """Nobody looks: what is still to be rated can wait."""
        self._open = False

    def choose(self, pack: str) -> None:
        """Only this pack's; empty for all."""
        self.query = Query(self.query.player, pack)
        self.refresh()

    def refresh(self) -> None:
        """Read again, off the window's thread."""
        bank = self._services.bank()
        if bank is None:
            self._page.show_nothing(tr("The bank is being opened…"), offer_play=False)
            return
        self._services.worker.run(_Read(bank, self.query, date.today()), self._take, self._failed)

    def _take(self, read: tuple[Query, Statistics]) -> None:
        query, found = read
        if query != self.query:
            return
        if found.answered or query.pack:
            self._page.show_statistics(query, found, date.today())
        else:
            self._page.show_nothing(
                tr("What your rounds teach stands here once you have answered a question."), offer_play=True
            )
        if found.updating and not self._rating:
            self._rate()

    def _rate(self) -> None:
        """One step of the ratings, behind all that the page itself asks for."""
        bank = self._services.bank()
        self._rating = bank is not None and self._open
        if bank is not None and self._open:
            self._services.worker.run(bank.ratings.some, self._rated, self._not_rated)

    def _rated(self, more: bool) -> None:
        if more:
            self._rate()
            return
        self._rating = False
        self.refresh()

    def _not_rated(self, error: Exception) -> None:
        self._rating = False
        log.error("Ratings not worked out", exc_info=error)

    def _failed(self, error: Exception) -> None:
        log.error("Statistics not read", exc_info=error)
        told = (
            str(error)
            if isinstance(error, Refused)
            else tr("The statistics could not be read; the log says why.")
        )
        self._page.show_nothing(told, offer_play=False)
