"""What the review reads, keeps and decides; every verdict shows at once and is kept by the worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from quiz.app.review import Review, Sure, asked_by_hand, placed
from quiz.app.workshop import Workshop
from quiz.bank.refusals import BankRefusal
from quiz.core.facts import Verdict
from quiz.core.lint import Known, lint_question
from quiz.core.questions import Question, problems
from quiz.desktop.review.keeping import SAVE_AFTER_MS, Keeper
from quiz.desktop.review.model import Entry, Rows
from quiz.desktop.review.words import Shown, counted, ruled
from quiz.desktop.services import Services
from quiz.words import Refused, tr, trn

if TYPE_CHECKING:
    from quiz.bank.author_views import ArticleView, DraftView
    from quiz.bank.bank import Bank
    from quiz.desktop.review.view import ReviewPage

log = logging.getLogger("quiz")

LOOK_EVERY_MS = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """What the bank said of an article."""

    article: ArticleView
    drafts: list[DraftView]
    known: Known
    stamp: tuple[int, ...]


class ReviewController(QObject):
    """Decides; the page shows. Reads and writes go through the worker, in their order."""

    def __init__(self, page: ReviewPage, services: Services) -> None:
        super().__init__(page)
        self._page, self._services = page, services
        self.article: ArticleView | None = None
        self.drafts: list[DraftView] = []
        self.shown = Shown.OPEN
        self.surest = 0
        self.at = -1
        """The draft, or the place in the report, that is at hand; -1 when there is none."""
        self._known = Known()
        self._rows = Rows()
        self.keeper = Keeper(page, services, self._put, self._failed)
        self._stamp: tuple[int, ...] = ()
        self._opening = self._wanted = 0
        self._again = self._turned = False
        self._note_soon = QTimer(self)
        self._note_soon.setSingleShot(True)
        self._note_soon.setInterval(SAVE_AFTER_MS)
        self._note_soon.timeout.connect(self._note)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_around)

    # --- coming and going

    def open(self, key: int) -> None:
        """Show an article's review, where it was left."""
        self.save()
        self._opening = key
        bank = self._bank
        if bank is not None:
            rows = self._rows = Rows()
            self._run(lambda: _found(bank, key, rows), self._opened)

    def come(self) -> None:
        """The page is in front: look around from now on."""
        if self.article is not None:
            self._look_around()
            self._look.start()

    def leave(self) -> None:
        """Keep what was typed, and where one is; look around no more."""
        self._look.stop()
        self.save()
        self._note()

    def show_list(self, shown: Shown) -> None:
        """Another of the lists."""
        self.save()
        self.shown, self.at = shown, -1
        self._list()

    def sort(self, surest: int) -> None:
        """The article's order for 0, the surest first for 1, last for -1."""
        self.surest = surest
        self._list(self.at)

    # --- the row at hand

    def choose(self, key: int) -> None:
        """Show a draft, or a place of the report, once what was typed before is kept."""
        if key == self.at:
            return
        self.save()
        self.at = key
        if self._page.at_front:
            self._note_soon.start()
        if self.shown.verdict is None:
            self._show_report()
            return
        self._show()

    @property
    def draft(self) -> DraftView | None:
        """The draft at hand."""
        if self.shown.verdict is None:
            return None
        return next((draft for draft in self.drafts if draft.key == self.at), None)

    def edited(self) -> None:
        """The form was changed: say what is to be mended, and keep it soon."""
        self.lint()
        self.keeper.edited()

    def save(self) -> None:
        """Keep what the form says now."""
        self.keeper.save()

    def lint(self) -> None:
        """Say beside the fields what is to be mended in them, the article's own words at hand."""
        question, article = self._page.body.form.question(), self.article
        if question is None or article is None:
            return
        wrong = problems(question)
        found = [] if wrong else lint_question(
            question, article=article.content, known=self._known, language=article.language
        )  # fmt: skip
        self._page.body.form.show_findings(wrong, found)

    # --- verdicts

    def accept(self) -> None:
        """Make a question of the draft at hand."""
        draft = self.draft
        if draft is None or draft.became:
            return
        question = self._page.body.form.question()
        if wrong := problems(question if question is not None else draft.question):
            self._page.say(tr("Not accepted yet: {why}.", why=wrong[0]))
            self._page.edit()
            return
        key, author = draft.key, self._services.settings.value.player
        self._rule(draft, Verdict.ACCEPTED, lambda review: review.accept([key], author))

    def reject(self) -> None:
        """Say no to the draft at hand; a question that it had become leaves its pack."""
        draft = self.draft
        if draft is not None and draft.verdict is not Verdict.REJECTED:
            self._rule(draft, Verdict.REJECTED, lambda review: review.reject(draft.key))

    def reopen(self) -> None:
        """Have the draft at hand wait for its verdict again."""
        draft = self.draft
        if draft is not None and draft.verdict is not Verdict.OPEN:
            self._rule(draft, Verdict.OPEN, lambda review: review.reopen(draft.key))

    def accept_sure(self, sure: Sure) -> None:
        """Accept all open drafts that are at least so sure, as one step."""
        keys = self.sure()[sure]
        author = self._services.settings.value.player
        if keys:
            self._act(lambda review: review.accept(keys, author), self._accepted_many)

    def sure(self) -> dict[Sure, list[int]]:
        """The drafts that can be accepted at once, by how sure they are."""
        return self._rows.sure(self.drafts)

    def write(self, start: int, end: int, *, is_answer: bool) -> None:
        """A question by hand about a marked piece of the article."""
        article = self.article
        if article is None:
            return

        def make(review: Review) -> int:
            return review.by_hand(asked_by_hand(article, start, end, is_answer=is_answer))

        self._act(make, self._written)

    def choose_pack(self, slug: str) -> None:
        """Where accepted drafts go; empty stands for a new pack."""
        self._act(lambda review: review.choose_pack(slug))

    def undo(self) -> None:
        """The last step, whatever window it was made in."""
        self._turn(Workshop.undo)

    def redo(self) -> None:
        """The step that was undone last."""
        self._turn(Workshop.redo)

    def undo_verdict(self) -> None:
        """The last verdict; never the reading itself, which a stray letter must not take away."""
        self._turn(Workshop.undo_verdict)

    def keep_mine(self) -> None:
        """Write what was written here over what another window wrote."""
        self.keeper.keep_mine(self._kept_mine)

    def take_theirs(self) -> None:
        """Show what another window wrote; what was typed here is gone from the form."""
        self.keeper.give_way()
        self._again = True
        self.refresh()

    def refresh(self) -> None:
        """Read everything again."""
        bank, article = self._bank, self.article
        if bank is not None and article is not None:
            key, rows, before = article.key, self._rows, self.drafts
            self._run(lambda: _found(bank, key, rows, before), self._read_again)

    # --- inside

    @property
    def _bank(self) -> Bank | None:
        return self._services.bank()

    def _opened(self, found: Found) -> None:
        if found.article.key != self._opening:
            return
        article = found.article
        self.article, self.drafts, self._stamp = article, found.drafts, found.stamp
        self._known = found.known
        self.keeper.take(article, None)
        self.at = -1
        named = [shown for shown in Shown if shown.value == article.shown]
        self.shown = named[0] if named else Shown.OPEN
        self._page.show_article(article, self.drafts)
        self._list(article.last)
        self._page.arrived()
        if self._page.at_front:
            self._look.start()
        bank = self._bank
        if bank is not None:
            self._run(bank.pack_infos, self._page.offer_packs)

    def _read_again(self, found: Found) -> None:
        if self.article is None or found.article.key != self.article.key:
            return
        before = {draft.key: draft for draft in self.drafts}
        self.article, self.drafts, self._stamp = found.article, found.drafts, found.stamp
        changed = {draft.key for draft in found.drafts if before.get(draft.key) is not draft}
        self._page.show_article(found.article, found.drafts)
        at = self.at
        if self._turned and not self._page.is_writing():
            # What an undo has changed is shown, where it is in the list.
            at = next((entry.key for entry in self._entries() if entry.key in changed), at)
        self._turned = False
        at, self._wanted = self._wanted or at, 0
        self._list(at)
        if self._again or (self.at in changed and not self.keeper.busy):
            self._show()
        self._again = False

    def _entries(self) -> list[Entry]:
        assert self.article is not None
        return self._rows.of(self.article, self.drafts, self.shown, surest=self.surest)

    def _list(self, wanted: int = -1, row: int = 0) -> None:
        """Show the list, at the wanted draft, or at that row where it is not in it."""
        if self.article is None:
            return
        found = self._entries()
        there = [entry.key for entry in found]
        before = self.at
        if wanted not in there:
            wanted = there[min(row, len(there) - 1)] if there else -1
        self._page.show_list(self.shown, found, counted(self.drafts), wanted)
        if wanted != before or wanted == -1:
            self.at = -2  # so that choosing shows it anew
            self.choose(wanted)
        self._page.settle()

    def _show(self) -> None:
        """The draft at hand in the form, and where its evidence stands."""
        draft, article = self.draft, self.article
        self.keeper.take(article, draft)
        if draft is None or article is None:
            self._page.show_draft(None, ())
            return
        start = draft.question.evidence_start
        if start is None and draft.fact is not None:
            start = draft.fact.evidence.start
        self._page.show_draft(draft.question, spans_of(placed(draft.question, article.content, start or 0)))
        self.lint()

    def _show_report(self) -> None:
        article = self.article
        assert article is not None
        if self.shown is Shown.AGAINST and 0 <= self.at < len(article.contradictions):
            self._page.show_contradiction(article.contradictions[self.at])
        elif self.shown is Shown.LEFT_OUT and 0 <= self.at < len(article.left_out):
            self._page.show_left_out(article.left_out[self.at])
        else:
            self._page.show_draft(None, ())

    def _put(self, key: int, question: Question) -> None:
        """Show a draft as it will be once the worker is done."""
        self.drafts = [replace(one, question=question) if one.key == key else one for one in self.drafts]
        if self.article is not None:
            self._page.show_entries(self._entries(), counted(self.drafts))

    def _rule(self, draft: DraftView, verdict: Verdict, work: Callable[[Review], Any]) -> None:
        self.save()
        row = self._page.body.list.model.row_of(draft.key)
        self.drafts = [replace(one, verdict=verdict) if one.key == draft.key else one for one in self.drafts]
        self.keeper.take(self.article, None)
        self._list(-1, max(0, row))
        self._page.say(ruled(verdict, counted(self.drafts)))
        self._act(work)

    def _accepted_many(self, n: int) -> None:
        self._page.say(trn("{n} draft accepted", "{n} drafts accepted", n))

    def _written(self, key: int) -> None:
        self.shown, self._wanted = Shown.OPEN, key
        self._page.will_write()

    def _turn(self, way: Callable[[Workshop], str]) -> None:
        self.save()
        bank = self._bank
        if bank is None:
            return

        def done(said: str) -> None:
            self._page.say(said)
            self._turned = True
            self.refresh()

        self._services.worker.run(partial(way, Workshop(bank)), done, self._failed, keeps=True)

    def _act(self, work: Callable[[Review], Any], then: Callable[[Any], None] | None = None) -> None:
        self.save()
        bank, article = self._bank, self.article
        if bank is None or article is None:
            return
        review = Review(bank, article.key)

        def done(result: Any) -> None:
            if then is not None:
                then(result)
            self.refresh()

        self._services.worker.run(lambda: work(review), done, self._failed, keeps=True)

    def _run(self, task: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._services.worker.run(task, then, self._failed)

    def _kept_mine(self, _: object) -> None:
        self._again = True
        self.refresh()

    def _note(self) -> None:
        """Where one is, for the next time."""
        self._note_soon.stop()
        bank, article = self._bank, self.article
        if bank is not None and article is not None:
            key, at = article.key, max(0, self.at)
            shown = self.shown.value
            self._services.worker.run(lambda: bank.reviews.left_at(key, at, shown), _nothing, keeps=True)

    def _look_around(self) -> None:
        """Another window may have written: its changes are shown within a second."""
        bank = self._bank
        if bank is not None and not self.keeper.busy:
            self._run(bank.reviews.stamp, self._looked)

    def _looked(self, stamp: tuple[int, ...]) -> None:
        if stamp != self._stamp:
            self._stamp = stamp
            self.refresh()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            log.error("The review could not do it", exc_info=error)
            self._page.say(tr("That did not work; the log says why."))
            return
        self._page.say(str(error))
        if error.name is BankRefusal.NO_ARTICLE:
            self._look.stop()
            self.article, self.drafts, self.at = None, [], -1
            self.keeper.take(None, None)
            self._page.article_gone(str(error))
        else:
            self.refresh()


def spans_of(question: Question) -> list[tuple[int, int]]:
    """The evidence of a question and, in it, its answers: spans in code points, the evidence first."""
    start, evidence = question.evidence_start, question.evidence
    if start is None or not evidence:
        return []
    found = [(start, start + len(evidence))]
    low = evidence.lower()
    if len(low) == len(evidence):  # some letters become two
        for answer in question.right:
            at = low.find(answer.lower()) if answer.strip() else -1
            if at >= 0:
                found.append((start + at, start + at + len(answer)))
    return found


def _found(bank: Bank, key: int, rows: Rows, before: Sequence[DraftView] = ()) -> Found:
    """All of it, and what takes long to work out; drafts that are as ``before`` are the same objects."""
    same = {draft.key: draft for draft in before}
    drafts = [
        same[draft.key] if same.get(draft.key) == draft else draft for draft in bank.reviews.drafts(key)
    ]
    article = bank.reviews.article(key)
    for shown in Shown:
        rows.of(article, drafts, shown)
    return Found(article, drafts, Known.of(article.facts), bank.reviews.stamp())


def _nothing(_: object) -> None:
    return None
