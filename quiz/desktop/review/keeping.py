"""What the form says is kept half a second later, on what its author saw, never over somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from quiz.app.review import Review, placed
from quiz.app.workshop import Workshop
from quiz.bank.drafting import DraftState
from quiz.bank.refusals import BankRefusal
from quiz.core.questions import Question
from quiz.desktop.services import Services
from quiz.words import Refused

if TYPE_CHECKING:
    from quiz.bank.author_views import ArticleView, DraftView
    from quiz.bank.bank import Bank
    from quiz.bank.journal import QuestionState
    from quiz.desktop.review.view import ReviewPage

SAVE_AFTER_MS = 400


class Keeper(QObject):
    """Keeps the draft at hand: its own row, or the question that it has become, which is what is played.

    ``put`` is told at once what a draft will be; ``failed`` why it is not.
    """

    def __init__(
        self,
        page: ReviewPage,
        services: Services,
        put: Callable[[int, Question], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(page)
        self._page, self._services, self._put, self._failed = page, services, put, failed
        self._article: ArticleView | None = None
        self._draft: DraftView | None = None
        self._seen: DraftState | QuestionState | None = None
        self._disputed: tuple[DraftView, Question] | None = None
        self._pending = 0
        self.dirty = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_AFTER_MS)
        self._soon.timeout.connect(self.save)

    @property
    def busy(self) -> bool:
        """Whether something waits to be kept."""
        return self.dirty or self._pending > 0

    def take(self, article: ArticleView | None, draft: DraftView | None) -> None:
        """Another draft is in the form; what was typed before is kept already, or given up."""
        self._soon.stop()
        if self._disputed is not None:
            # Whoever goes on has not taken theirs; what is written over can be brought back.
            self.keep_mine(lambda _: self._page.settled())
        self._article, self._draft, self._seen, self.dirty = article, draft, None, False
        bank = self._services.bank()
        if bank is not None and draft is not None:
            self._services.worker.run(lambda: (draft.key, _state(bank, draft)), self._read, self._failed)

    def give_way(self) -> None:
        """What was written here is given up for what another window wrote."""
        self._disputed = None
        self.take(self._article, None)

    def edited(self) -> None:
        """The form was changed."""
        self.dirty = True
        if not self._soon.isActive():
            self._soon.start()

    def save(self) -> None:
        """Keep what the form says now. Saves follow one another on the worker, each upon the one before."""
        self._soon.stop()
        bank, article, draft, seen = self._services.bank(), self._article, self._draft, self._seen
        question = self._page.body.form.question()
        if not self.dirty or bank is None or question is None or article is None or draft is None:
            return
        self.dirty = False
        self._pending += 1

        def keep() -> None:
            _kept(bank, article, draft, seen if seen is not None else _state(bank, draft), question)

        def refused(error: Exception) -> None:
            self._not_saved(error, draft, question)

        if seen is not None:
            wanted = _placed(question, seen, article)
            self._seen = replace(seen, question=replace(wanted, id=seen.question.id))
        self._put(draft.key, question)
        self._services.worker.run(keep, self._saved, refused, keeps=True)

    def keep_mine(self, then: Callable[[object], None]) -> None:
        """Write what was written here over what another window wrote."""
        bank, article, disputed = self._services.bank(), self._article, self._disputed
        if bank is None or article is None or disputed is None:
            return
        draft, question = disputed
        self._disputed, self._seen = None, None

        def mine() -> None:
            state = _state(bank, draft)
            wanted = _placed(question, state, article)
            if isinstance(state, DraftState):
                Review(bank, article.key).save(draft.key, state, wanted, join=False)
            else:
                Workshop(bank).write_over(draft.became, wanted)

        self._services.worker.run(mine, then, self._failed, keeps=True)

    def _read(self, found: tuple[int, DraftState | QuestionState]) -> None:
        key, state = found
        if self._draft is not None and key == self._draft.key and self._seen is None:
            self._seen = state

    def _saved(self, _: object) -> None:
        self._pending -= 1

    def _not_saved(self, error: Exception, draft: DraftView, question: Question) -> None:
        self._pending -= 1
        if isinstance(error, Refused) and error.name is BankRefusal.CHANGED_ELSEWHERE:
            self._disputed = (draft, question)
            self._page.ask_whose()
            return
        self.dirty = self.dirty or (self._draft is not None and draft.key == self._draft.key)
        self._failed(error)


def _state(bank: Bank, draft: DraftView) -> DraftState | QuestionState:
    return bank.desk.question_state(draft.became) if draft.became else bank.reviews.draft_state(draft.key)


def _kept(
    bank: Bank, article: ArticleView, draft: DraftView, state: DraftState | QuestionState, question: Question
) -> None:
    wanted = _placed(question, state, article)
    if isinstance(state, DraftState):
        Review(bank, article.key).save(draft.key, state, wanted)
    else:
        Workshop(bank).save(draft.became, state, wanted)


def _placed(question: Question, seen: DraftState | QuestionState, article: ArticleView) -> Question:
    """The question with the place of its evidence, where its pack counts places in this article."""
    before = seen.question
    if question.evidence == before.evidence:
        return question
    if not isinstance(seen, DraftState) and before.evidence_start is None:
        return question
    return placed(question, article.content, before.evidence_start or 0)
