"""What the scores page reads, and when."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from quiz.app import history
from quiz.desktop.services import Services
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.bank.views import RoundRow
    from quiz.desktop.scores.view import ScoresPage

log = logging.getLogger("quiz")

BEST_ROWS, LATEST_ROWS = 100, 200


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; empty is any."""

    latest: bool = False
    pack: str = ""
    mode: str = ""
    player: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What the bank said to a query."""

    query: Query
    rows: tuple[RoundRow, ...]
    packs: tuple[tuple[str, str], ...]
    players: tuple[str, ...]


@dataclass(frozen=True)
class _Read:
    bank: Bank
    query: Query

    def __call__(self) -> Found:
        asked, look = self.query, history.latest if self.query.latest else history.best
        limit = LATEST_ROWS if asked.latest else BEST_ROWS
        rows = look(self.bank, asked.pack or None, asked.mode or None, asked.player or None, limit)
        packs = tuple((info.slug, info.title) for info in self.bank.pack_infos())
        return Found(asked, tuple(rows), packs, tuple(player.name for player in self.bank.players()))


class ScoresController(QObject):
    """Decides; the page shows."""

    def __init__(self, page: ScoresPage, services: Services) -> None:
        super().__init__(page)
        self._page, self._services = page, services
        self.query = Query()
        page.best.clicked.connect(self._changed)
        page.latest.clicked.connect(self._changed)
        for picker in (page.pack, page.mode, page.player):
            picker.activated.connect(self._changed)
        page.clear.clicked.connect(self._clear)

    def refresh(self) -> None:
        """Read the rounds again, off the window's thread."""
        bank = self._services.bank()
        if bank is None:
            self._page.show_nothing(tr("The bank is being opened…"), offer_play=False, offer_clear=False)
            return
        self._services.worker.run(_Read(bank, self.query), self._take, self._failed)

    def _changed(self) -> None:
        page = self._page
        self.query = Query(
            latest=page.latest.isChecked(),
            pack=page.pack.currentData() or "",
            mode=page.mode.currentData() or "",
            player=page.player.currentData() or "",
        )
        self.refresh()

    def _clear(self) -> None:
        self.query = Query(latest=self.query.latest)
        self.refresh()
        self._page.pack.setFocus()

    def _take(self, found: Found) -> None:
        if found.query != self.query:
            return
        self._page.show_query(found)
        if found.rows:
            self._page.show_rows(found.rows, date.today())
            return
        asked = found.query
        if asked.pack or asked.mode or asked.player:
            self._page.show_nothing(tr("No round fits these filters."), offer_play=True, offer_clear=True)
        elif asked.latest:
            self._page.show_nothing(
                tr("Nobody has played here yet. Your first round will stand here."),
                offer_play=True,
                offer_clear=False,
            )
        else:
            self._page.show_nothing(
                tr(
                    "No round stands on a board yet. Finish one, and its score takes its place here. "
                    "Practice, Misses, replayed questions and rounds that were away for more than a minute "
                    "are not ranked."
                ),
                offer_play=True,
                offer_clear=False,
            )

    def _failed(self, error: Exception) -> None:
        log.error("Scores not read", exc_info=error)
        told = (
            str(error)
            if isinstance(error, Refused)
            else tr("The scores could not be read; the log says why.")
        )
        self._page.show_nothing(told, offer_play=False, offer_clear=False)
