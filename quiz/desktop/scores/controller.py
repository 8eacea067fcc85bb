"""What the scores page reads, and when."""

from __future__ import annotations

import logging
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from quiz.app import history
from quiz.core.folding import fold
from quiz.desktop.services import Services
from quiz.words import Refused, packs_told, tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.bank.views import BoardInfo, BoardView, RoundRow
    from quiz.desktop.scores.view import ScoresPage

log = logging.getLogger("quiz")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; empty is any."""

    latest: bool = False
    pack: str = ""
    mode: str = ""
    player: str = ""
    text: str = ""
    outcome: str = ""
    board: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What the bank said to a query: a board's rows, or the numbers of the history's rounds."""

    query: Query
    rows: tuple[RoundRow, ...]
    keys: array[int]
    total: int
    view: BoardView | None
    boards: tuple[BoardInfo, ...]
    packs: tuple[tuple[str, str], ...]
    players: dict[str, int]
    """Names, with everybody's colour."""


@dataclass(frozen=True)
class _Read:
    bank: Bank
    query: Query

    def __call__(self) -> Found:
        asked, bank = self.query, self.bank
        rows: list[RoundRow] = []
        view, total = None, 0
        every = bank.archive.boards()
        fits = [one for one in every if _fits(one, asked)]
        keys = array("q")
        chosen = (asked.pack or None, asked.mode or None, asked.player or None)
        if asked.latest:
            keys = bank.archive.keys(history.search(bank, *chosen, asked.outcome, asked.text))
        else:
            boards = [one for one in fits if one.key == asked.board] or fits
            if boards:
                key, period = boards[0].key, history.Period(asked.period)
                view = history.board_view(bank, key, asked.player or None, period, date.today())
                rows, total = bank.archive.board(view)
        # A pack that has gone was played all the same.
        titles = dict(bank.archive.packs()) | {info.slug: info.title for info in bank.pack_infos()}
        titles |= {",".join(one.packs): packs_told(one.titles) for one in every if len(one.packs) > 1}
        packs = tuple(sorted(titles.items(), key=_by_title))
        colours = bank.colours()
        return Found(
            asked,
            tuple(rows),
            keys,
            total,
            view,
            tuple(fits),
            packs,
            {player.name: colours.get(player.name, 0) for player in bank.players()},
        )


def _fits(board: BoardInfo, asked: Query) -> bool:
    return asked.pack in ("", ",".join(board.packs)) and asked.mode in ("", board.rules.mode.value)


def _by_title(pack: tuple[str, str]) -> str:
    return fold(pack[1])


class ScoresController(QObject):
    """Decides; the page shows."""

    def __init__(self, page: ScoresPage, services: Services) -> None:
        super().__init__(page)
        self._page, self._services = page, services
        self.query = Query()
        self._view: BoardView | None = None
        page.best.clicked.connect(self._changed)
        page.latest.clicked.connect(self._changed)
        for picker in (page.pack, page.mode, page.player, page.outcome, page.board, page.period):
            picker.activated.connect(self._changed)
        page.searched.connect(self._changed)
        page.clear.clicked.connect(self._clear)

    def refresh(self) -> None:
        """Read the rounds again, off the window's thread."""
        bank = self._services.bank()
        if bank is None:
            self._page.show_nothing(tr("The bank is being opened…"), offer_play=False, offer_clear=False)
            return
        self._services.worker.run(_Read(bank, self.query), self._take, self._failed)

    def lines(self, keys: Sequence[int]) -> dict[int, RoundRow]:
        """What the history's table shows of these rounds."""
        bank = self._services.bank()
        return {} if bank is None else bank.archive.lines(keys)

    def _more(self, at: int) -> None:
        bank, view = self._services.bank(), self._view
        if bank is not None and view is not None:
            self._services.worker.run(
                partial(bank.archive.board, view, offset=at),
                partial(self._add, view, at),
                partial(self._not_more, view, at),
            )

    def _add(self, view: BoardView, at: int, found: tuple[Sequence[RoundRow], int]) -> None:
        if view is self._view:
            self._page.model.add_rows(at, found[0])

    def _not_more(self, view: BoardView, at: int, error: Exception) -> None:
        self._add(view, at, ((), 0))
        self._refused(error)

    def remove(self) -> None:
        """Take the round at hand out of the history."""
        bank, key = self._services.bank(), self._page.at_hand()
        if bank is not None and key is not None and self.query.latest:
            self._services.worker.run(
                partial(bank.archive.remove, key), self._removed, self._refused, keeps=True
            )

    def was_removed(self) -> None:
        """A round was removed elsewhere: show the history, and how it comes back."""
        self.query = Query(latest=True)
        self._removed(None)

    def bring_back(self) -> None:
        """Put back the round that was removed last."""
        bank = self._services.bank()
        if bank is not None:
            self._services.worker.run(
                partial(_bring_back, bank), self._brought_back, self._refused, keeps=True
            )

    def _removed(self, _: object) -> None:
        self._page.say(tr("The round is removed and counts nowhere. Ctrl+Z brings it back, for thirty days."))
        self.refresh()

    def _brought_back(self, key: int | None) -> None:
        told = tr("There is no removed round to bring back.") if key is None else tr("The round is back.")
        self._page.say(told)
        self.refresh()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            log.error("A round of the history", exc_info=error)
        told = str(error) if isinstance(error, Refused) else tr("That went wrong; the log says why.")
        self._page.say(told)

    def _changed(self) -> None:
        page = self._page
        query = Query(
            latest=page.latest.isChecked(),
            pack=page.pack.currentData() or "",
            mode=page.mode.currentData() or "",
            player=page.player.currentData() or "",
        )
        if query.latest:
            query = replace(query, text=page.search.text(), outcome=page.outcome.currentData() or "")
        else:
            query = replace(
                query, board=page.board.currentData() or "", period=page.period.currentData() or ""
            )
        self.query = query
        page.say("")
        self.refresh()

    def _clear(self) -> None:
        self.query = Query(latest=self.query.latest)
        self.refresh()
        self._page.pack.setFocus()

    def _take(self, found: Found) -> None:
        if found.query != self.query:
            return
        self._page.show_query(found)
        if found.keys:
            self._page.show_keys(found.keys, date.today())
            return
        if found.rows:
            self._view = found.view
            self._page.show_board(found.rows, found.total, date.today(), self._more)
            return
        asked = found.query
        if found.boards and not asked.latest:
            told = tr("Nobody stands here yet. A first meeting with its questions, played to the end, does.")
            self._page.show_nothing(told, offer_play=True, offer_clear=True)
        elif asked != Query(latest=asked.latest):
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


def _bring_back(bank: Bank) -> int | None:
    key = bank.archive.last_removed()
    if key is not None:
        bank.archive.bring_back(key)
    return key
