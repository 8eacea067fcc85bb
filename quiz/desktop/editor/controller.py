"""What the pack editor reads and writes, and when: every edit is kept within half a second."""

from __future__ import annotations

import logging
import secrets
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from quiz.app.workshop import Workshop, blank, kept
from quiz.bank.author_views import Line, Listing
from quiz.bank.refusals import BankRefusal
from quiz.core.lint import lint_question
from quiz.core.questions import Kind, Question, problems
from quiz.desktop.services import Services
from quiz.words import Refused, tr, trn

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.bank.journal import QuestionState
    from quiz.bank.views import PackInfo
    from quiz.desktop.editor.view import EditorPage

log = logging.getLogger("quiz")

SAVE_AFTER_MS = 400
LOOK_EVERY_MS = 1000
_MANY = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What the bank said to a listing."""

    listing: Listing
    title: str
    language: str
    keys: array[int]
    categories: tuple[str, ...]
    stamp: tuple[object, ...]


class EditorController(QObject):
    """Decides; the page shows. Reads and writes go through the worker, in their order."""

    def __init__(self, page: EditorPage, services: Services) -> None:
        super().__init__(page)
        self._page, self._services = page, services
        self.listing = Listing("")
        self.title = ""
        self._language = "en"
        self._key = 0
        self._seen: QuestionState | None = None
        self._coming = ""
        self._late: dict[str, Question] = {}
        self._again: Callable[[], None] | None = None
        self._dirty = False
        self._pending = 0
        self._disputed: tuple[int, Question] | None = None
        self._foreign = False
        self._stamp: tuple[object, ...] = ()
        self._wanted = 0
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(SAVE_AFTER_MS)
        self._save_soon.timeout.connect(self._typed)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_around)

    # --- coming and going

    def open(self, slug: str, key: int = 0) -> None:
        """Show a pack, at a question if one is named."""
        self.listing = Listing(slug)
        self._wanted = key
        self._show(None, 0)
        self.refresh()
        self._look.start()

    def come(self) -> None:
        """The page is in front again: look around."""
        if self.listing.slug:
            self._look_around()
            self._look.start()

    def leave(self) -> None:
        """Keep what was typed; look around no more."""
        self._look.stop()
        self.save()

    def refresh(self) -> None:
        """Read the table again."""
        bank = self._bank
        if bank is not None and self.listing.slug:
            self._services.worker.run(partial(_listed, bank, self.listing), self._listed, self._failed)

    def lines(self, keys: Sequence[int]) -> dict[int, Line]:
        """What the table shows of some questions, read at once: a hundred take a millisecond."""
        bank = self._bank
        return bank.desk.lines(keys) if bank is not None else {}

    def list_by(self, **values: Any) -> None:
        """Another filter or order."""
        self.save()
        self._wanted = self._key
        self.listing = replace(self.listing, **values)
        self.refresh()

    # --- the question at hand

    @property
    def key(self) -> int:
        """The number of the question in the form; 0 for none."""
        return self._key

    @property
    def coming(self) -> bool:
        """Whether the question in the form is a new one that the bank is still to number."""
        return bool(self._coming)

    def choose(self, key: int) -> None:
        """Show a question in the form, once what was typed before is kept."""
        if key == self._key and not self._coming:
            return
        self.save()
        bank = self._bank
        if bank is None or not key:
            self._show(None, 0)
            return
        self._services.worker.run(lambda: (key, bank.desk.question_state(key)), self._chosen, self._failed)

    def edited(self) -> None:
        """The form was changed: say what is to be mended, and keep it soon."""
        self._dirty = True
        self.lint()
        if not self._save_soon.isActive():
            self._save_soon.start()

    def save(self) -> None:
        """Keep what the form says now. Saves follow one another on the worker, each upon the one before."""
        self._save_soon.stop()
        if self._disputed is not None:
            # Whoever goes on has not taken theirs; what is written over can be brought back.
            self.keep_mine()
            return
        question, bank = self._page.form.question(), self._bank
        if self._coming and self._dirty and question is not None:
            self._late[self._coming] = question
            again, self._again = self._again, None
            if again is not None:
                again()
        if not self._dirty or bank is None or question is None or self._seen is None:
            return
        self._dirty = False
        self._pending += 1
        key, seen = self._key, self._seen
        self._seen = kept(seen, question)

        slug = self.listing.slug

        def keep() -> tuple[object, ...]:
            Workshop(bank).save(key, seen, question)
            return bank.desk.stamp(slug)

        def refused(error: Exception) -> None:
            self._not_saved(error, key, question)

        self._services.worker.run(keep, self._saved, refused, keeps=True)

    def _typed(self) -> None:
        """A moment has passed since something was typed: keep it, unless it is asked whose is to stay."""
        if self._disputed is None:
            self.save()

    def revert(self) -> None:
        """Show the question as it is kept."""
        self._show(self._seen, self._key)

    # --- what is done to questions

    def add(self, kind: Kind = Kind.CHOICE) -> None:
        """A new question at the pack's end."""
        slug, question = self.listing.slug, blank(kind)
        self._come(question, lambda shop: shop.add(slug, question))

    def duplicate(self, keys: Sequence[int]) -> None:
        """Copies beside their own."""
        question = self._page.form.question()
        if list(keys) == [self._key] and question is not None:
            self._come(question, lambda shop: shop.duplicate(keys)[0])
        else:
            self._act(lambda shop: shop.duplicate(keys), then=self._added)

    def remove(self, keys: Sequence[int]) -> None:
        """Out of the pack; undo brings them back."""
        told = trn("{n} question removed; Ctrl+Z brings it back",
                   "{n} questions removed; Ctrl+Z brings them back", len(keys))  # fmt: skip
        self._page.say(_at_work(len(keys)))
        self._act(lambda shop: shop.remove(keys), then=lambda _: self._page.say(told))

    def set_values(self, keys: Sequence[int], **values: Any) -> None:
        """Category, difficulty or tags of many."""
        told = trn("{n} question changed", "{n} questions changed", len(keys))
        self._page.say(_at_work(len(keys)))
        self._act(lambda shop: shop.set_values(keys, **values), then=lambda _: self._page.say(told))

    def offer_packs(self) -> None:
        """Which packs questions can go to."""
        bank, here = self._bank, self.listing.slug
        if bank is not None:

            def offer(packs: list[PackInfo]) -> None:
                self._page.offer_packs([(info.slug, info.title) for info in packs if info.slug != here])

            self._services.worker.run(bank.pack_infos, offer, self._failed)

    def move(self, keys: Sequence[int], slug: str) -> None:
        """Into another pack."""
        told = trn(
            "{n} question moved; Ctrl+Z brings it back",
            "{n} questions moved; Ctrl+Z brings them back",
            len(keys),
        )
        self._page.say(_at_work(len(keys)))
        self._act(lambda shop: shop.move(keys, slug), then=lambda _: self._page.say(told))

    def copy(self, keys: Sequence[int], slug: str) -> None:
        """Copies into another pack."""
        told = trn("{n} question copied", "{n} questions copied", len(keys))
        self._page.say(_at_work(len(keys)))
        self._act(lambda shop: shop.copy(keys, slug), then=lambda _: self._page.say(told))

    def undo(self) -> None:
        """The last step, whatever window it was made in."""
        self._act(lambda shop: shop.undo(), then=self._turned)

    def redo(self) -> None:
        """The step that was undone last."""
        self._act(lambda shop: shop.redo(), then=self._turned)

    # --- inside

    @property
    def _bank(self) -> Bank | None:
        return self._services.bank()

    def _act(
        self,
        work: Callable[[Workshop], Any],
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self.save()
        bank = self._bank
        if bank is None:
            return

        def done(result: Any) -> None:
            if then is not None:
                then(result)
            self._wanted = self._wanted or self._key
            self._reread()
            self.refresh()

        self._services.worker.run(lambda: work(Workshop(bank)), done, failed or self._failed, keeps=True)

    def _come(self, question: Question, make: Callable[[Workshop], int]) -> None:
        """Show a new question at once: what is typed from now on is its own, before the bank has it."""
        bank = self._bank
        if bank is None:
            return
        self.save()
        token = secrets.token_hex(8)
        self._show(None, 0)
        self._coming = token
        self._page.form.show_question(question)
        self._page.write()

        def made(shop: Workshop) -> tuple[int, QuestionState]:
            key = make(shop)
            return key, bank.desk.question_state(key)

        def ask() -> None:
            self._act(made, then=lambda found: self._came(token, *found), failed=refused)

        def refused(error: Exception) -> None:
            # With the next thing that is typed it is tried again.
            self._again = ask if self._coming == token else None
            self._failed(error)

        ask()

    def _came(self, token: str, key: int, state: QuestionState) -> None:
        """The bank has the new question: what was typed into it meanwhile is kept."""
        late = self._late.pop(token, None)
        if self._coming == token:
            self._coming, self._key, self._seen, self._wanted = "", key, state, key
            self._page.form.adopt(state.question)
            self.save()
        elif late is not None:
            written = replace(late, id=state.question.id)
            self._act(lambda shop: shop.save(key, state, written))

    def _added(self, keys: Sequence[int]) -> None:
        self._wanted = keys[0] if keys else 0
        self._page.will_write()

    def _turned(self, said: str) -> None:
        self._page.say(said)

    def _reread(self) -> None:
        """The question at hand may be another one now."""
        bank, key = self._bank, self._key
        if bank is not None and key:
            self._services.worker.run(
                lambda: (key, bank.desk.question_state(key)), self._chosen_again, self._failed
            )

    def _listed(self, found: Found) -> None:
        if found.listing != self.listing or self._disputed is not None:
            return  # the table stays while it is asked whose is to stay
        foreign, self._foreign = self._foreign, False
        gone = foreign and bool(self._key) and self._key not in found.keys
        if gone and self._dirty:
            self.save()
            self._foreign = True
            self.refresh()
            return
        if gone:
            # Nobody who is about to write is taken to another question.
            self._show(None, 0)
            self._page.say(tr("Another window removed this question; Ctrl+Z brings it back."))
        self._stamp, self._language, self.title = found.stamp, found.language, found.title
        self._page.show_pack(found, self._wanted or self._key, stay=gone)
        self._wanted = 0

    def _chosen(self, found: tuple[int, QuestionState]) -> None:
        key, state = found
        self._show(state, key)

    def _chosen_again(self, found: tuple[int, QuestionState]) -> None:
        key, state = found
        free = not self._dirty and not self._pending and self._disputed is None
        if key == self._key and free and state != self._seen:
            with self._page.form.in_place():
                self._show(state, key)

    def _show(self, state: QuestionState | None, key: int) -> None:
        self._key, self._seen, self._dirty, self._coming = key, state, False, ""
        there = state is not None and state.there
        self._page.form.show_question(state.question if state is not None and there else None)
        self._page.form.show_findings((), ())
        if there:
            self.lint()
            self._page.question_shown()

    def lint(self) -> None:
        """Say beside the fields what is to be mended in them."""
        question = self._page.form.question()
        if question is None:
            return
        wrong = problems(question)
        found = [] if wrong else lint_question(question, language=self._language)
        self._page.form.show_findings(wrong, found)

    def _saved(self, stamp: tuple[object, ...]) -> None:
        self._pending -= 1
        self._stamp = stamp
        self._page.model.refresh()

    def _not_saved(self, error: Exception, key: int, question: Question) -> None:
        self._pending -= 1
        if isinstance(error, Refused) and error.name is BankRefusal.CHANGED_ELSEWHERE:
            self._disputed = (key, question)
            if key == self._key:
                self._page.ask_whose()
            else:
                self.keep_mine()
            return
        self._dirty = self._dirty or key == self._key
        self._failed(error)

    def keep_mine(self) -> None:
        """Write what was written here over what another window wrote, which an undo brings back."""
        bank, disputed = self._bank, self._disputed
        if bank is None or disputed is None:
            return
        key, question = disputed
        if key == self._key:
            # It was written on meanwhile. Until it is kept, there is nothing that more could be kept upon.
            question = self._page.form.question() or question
            self._seen, self._dirty = None, False
        self._disputed = None
        self._pending += 1

        def mine() -> tuple[int, QuestionState]:
            return key, Workshop(bank).write_over(key, question)

        def done(found: tuple[int, QuestionState]) -> None:
            self._pending -= 1
            if key == self._key:
                self._seen = found[1]
                self._page.form.adopt(found[1].question)
                self.save()
            self._page.settled()
            self.refresh()

        def refused(error: Exception) -> None:
            self._not_saved(error, key, question)
            self._disputed = self._disputed or (key, question)

        self._services.worker.run(mine, done, refused, keeps=True)

    def take_theirs(self) -> None:
        """Show what another window wrote; what was typed here is gone from the form."""
        bank, key = self._bank, self._key
        self._save_soon.stop()
        self._page.say("")
        self._dirty, self._disputed = False, None
        if bank is not None:
            self._services.worker.run(
                lambda: (key, bank.desk.question_state(key)), self._chosen, self._failed
            )
        self.refresh()

    def _look_around(self) -> None:
        """Another window may have written in this pack: its changes are shown within a second."""
        bank = self._bank
        if bank is not None and not self._dirty:
            slug = self.listing.slug
            self._services.worker.run(lambda: (slug, bank.desk.stamp(slug)), self._looked, self._failed)

    def _looked(self, found: tuple[str, tuple[object, ...]]) -> None:
        slug, stamp = found
        if slug == self.listing.slug and stamp != self._stamp:
            self._stamp = stamp
            self._foreign = True
            self._reread()
            self.refresh()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._page.say(str(error))
            self.refresh()
            return
        log.error("The editor could not do it", exc_info=error)
        self._page.say(tr("That did not work; the log says why."))


def _at_work(n: int) -> str:
    """What is said while very many questions are being written; nothing while it takes a moment."""
    return trn("Writing {n} question…", "Writing {n} questions…", n) if n > _MANY else ""


def _listed(bank: Bank, listing: Listing) -> Found:
    desk = bank.desk
    stamp = desk.stamp(listing.slug)  # before what it stands for: a change in between is seen next time
    _, state = desk.pack_state(listing.slug)
    return Found(
        listing,
        state.head.title,
        state.head.language,
        desk.keys(listing),
        tuple(desk.categories(listing.slug)),
        stamp,
    )
