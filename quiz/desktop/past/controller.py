"""What the page of an old round reads and does: step through it, appeal, remove, play it once more."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quiz.app import play
from quiz.bank.views import ABANDONED
from quiz.core.rounds import Ending
from quiz.desktop.services import Services
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.bank.views import Heard, OldRound
    from quiz.core.rounds import Answer
    from quiz.desktop.past.view import PastPage

log = logging.getLogger("quiz")


class PastController(QObject):
    """Knows the round and the question at hand; the page shows them."""

    heard = Signal(object, object)
    """The round's number, and what came of the appeal, a Heard."""
    removed = Signal()
    again = Signal(object)
    """A Setup of the same questions."""
    going_on = Signal(object)
    """An OpenRound."""
    mend = Signal(object)
    """The bank's number of a question that its author wants to correct."""

    def __init__(self, page: PastPage, services: Services) -> None:
        super().__init__(page)
        self._page, self._services = page, services
        self.old: OldRound | None = None
        self.position = 0
        self._wanted = 0

    def open(self, round_id: int, position: int = 0) -> None:
        """Read a round, to be shown from the question at ``position`` on."""
        self.old, self._wanted = None, round_id
        bank = self._services.bank()
        if bank is not None:
            self.position = position
            self._services.worker.run(partial(bank.archive.read, round_id), self._read, self._failed)

    @property
    def answer(self) -> Answer | None:
        """The question at hand, with its answer; None while there is none."""
        answers = () if self.old is None else self.old.state.answers
        return answers[self.position] if self.position < len(answers) else None

    @property
    def appealable(self) -> bool:
        """Whether the answer at hand can be counted as right, or that taken back."""
        old, answer = self.old, self.answer
        if old is None or answer is None or old.outcome in (None, ABANDONED) or old.stored.new.kind == "demo":
            return False
        return answer.appealed or (answer.ending is Ending.ANSWERED and not answer.right)

    @property
    def key(self) -> int | None:
        """The bank's number of the question at hand, while it is still here."""
        answer = self.answer
        if self.old is None or answer is None:
            return None
        return self.old.here.get((answer.pack, answer.question.id))

    def step(self, by: int) -> None:
        """Another question, as far as there are any."""
        if self.old is not None and self.old.state.answers:
            self.go_to(self.position + by)

    def go_to(self, position: int) -> None:
        """The question at ``position``, or the nearest there is."""
        if self.old is not None:
            self.position = max(0, min(position, len(self.old.state.answers) - 1))
            self._page.show_answer()

    def appeal(self) -> None:
        """Count the answer as right after all; once more takes it back."""
        bank, answer = self._services.bank(), self.answer
        if bank is not None and answer is not None and self.old is not None and self.appealable:
            task = partial(bank.archive.appeal, self.old.stored.id, self.position, on=not answer.appealed)
            self._services.worker.run(task, self._was_heard, self._failed, keeps=True)

    def remove(self) -> None:
        """Take the round out of the history."""
        bank = self._services.bank()
        if bank is not None and self.old is not None:
            task = partial(bank.archive.remove, self.old.stored.id)
            self._services.worker.run(task, self._was_removed, self._failed, keeps=True)

    def play_again(self) -> None:
        """The same questions in the same order."""
        bank = self._services.bank()
        if bank is not None and self.old is not None and self.old.going is None:
            task = partial(play.same_questions, bank, self.old)
            self._services.worker.run(task, self.again.emit, self._failed)

    def go_on(self) -> None:
        """Continue a round that was cut off."""
        if self.old is not None and self.old.going is not None:
            self.going_on.emit(self.old.going)

    def correct(self) -> None:
        """Open the question in the editor."""
        if self.key is not None:
            self.mend.emit(self.key)

    def _read(self, old: OldRound) -> None:
        if old.stored.id == self._wanted:
            self.old = old
            self.position = max(0, min(self.position, len(old.state.answers) - 1))
            self._page.show_round()

    def _was_heard(self, heard: Heard) -> None:
        if self.old is not None:
            self.old = replace(self.old, state=heard.state, standing=heard.after)
            self._page.show_heard(heard)
            self.heard.emit(self.old.stored.id, heard)

    def _was_removed(self, _: object) -> None:
        self.removed.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            log.error("An old round", exc_info=error)
        told = str(error) if isinstance(error, Refused) else tr("That went wrong; the log says why.")
        self._page.say(told)
