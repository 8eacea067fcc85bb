"""What the studio's first page reads and does."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from quiz.app.articlejobs import address_in, is_article, is_article_text
from quiz.app.review import Review
from quiz.app.workshop import Workshop
from quiz.core.questions import PackHead
from quiz.desktop.home.options import Wanted
from quiz.desktop.services import Services
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.bank.author_views import Hit, PackCounts
    from quiz.bank.bank import Bank
    from quiz.desktop.studio.view import StudioPage

log = logging.getLogger("quiz")

MOST_HITS = 100
_SEARCH_AFTER_MS = 60


@dataclass(frozen=True, slots=True)
class Details:
    """A pack at hand: what it says of itself, and what it is made of."""

    slug: str
    head: PackHead
    counts: PackCounts


class StudioController(QObject):
    """Decides; the page shows. Everything slow happens on the worker, in order."""

    def __init__(self, page: StudioPage, services: Services) -> None:
        super().__init__(page)
        self._page, self._services = page, services
        self._typed = ""
        self._slug = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SEARCH_AFTER_MS)
        self._soon.timeout.connect(self.look)

    @property
    def slug(self) -> str:
        """The pack at hand."""
        return self._slug

    def stand_on(self, slug: str) -> None:
        """Take this pack to be at hand, from the next look at the packs on."""
        self._slug = slug

    def refresh(self) -> None:
        """Read the packs again, and the search."""
        bank = self._bank
        if bank is None:
            self._page.say(tr("The bank is being opened…"))
            return
        self._run(bank.pack_infos, self._page.show_packs)
        self._run(bank.reviews.cards, self._page.show_articles)
        if self._typed:
            self.look()

    def search(self, typed: str) -> None:
        """Look for questions in all packs, as it is typed."""
        self._typed = typed.strip()
        if self._typed:
            self._soon.start()
        else:
            self._soon.stop()
            self._page.show_hits(None)

    def choose(self, slug: str) -> None:
        """Show what a pack says of itself."""
        self._slug = slug
        bank = self._bank
        if bank is None or not slug:
            self._page.show_details(None)
            return
        self._run(lambda: _details(bank, slug), self._chosen)

    def make(self) -> None:
        """A new pack; it is opened at once."""
        player = self._services.settings.value.player
        self._work(lambda shop: shop.new_pack(tr("New pack"), player), self._made)

    def duplicate(self) -> None:
        """A copy of the pack at hand."""
        slug = self._slug
        self._work(lambda shop: shop.duplicate_pack(slug), self._copied)

    def merge(self, into: str) -> None:
        """All questions of the pack at hand into another one."""
        slug = self._slug
        if into and into != slug:
            self._work(lambda shop: shop.merge_packs(into, slug), lambda _: self.choose(into))

    def remove(self) -> None:
        """The pack at hand goes; undo brings it back."""
        slug = self._slug
        if slug:
            self._work(lambda shop: shop.remove_pack(slug), self._removed)

    def remove_article(self, key: int) -> None:
        """An article and its drafts go; what was accepted stays, and undo brings them back."""
        bank = self._bank
        if bank is not None:
            review = Review(bank, key)
            self._work(lambda _: review.remove(), self._article_removed)

    def bring(self, paths: Sequence[Path]) -> None:
        """Files that were brought: questions are imported, articles become drafts."""

        def sorted_out() -> tuple[list[Path], list[str]]:
            articles = [path for path in paths if is_article(path)]
            return [path for path in paths if path not in articles], [str(path) for path in articles]

        self._run(sorted_out, self._brought)

    def bring_text(self, text: str) -> None:
        """The same for a text, or an address, that was pasted."""

        def told(article: bool) -> None:
            if not article:
                self._page.paste.emit(text)
            elif address := address_in(text):
                self._page.articles.emit([address])
            else:
                self._page.article_text.emit(text)

        self._run(lambda: is_article_text(text), told)

    def describe(self, **values: str) -> None:
        """Change what the pack at hand says of itself."""
        slug = self._slug
        if slug:
            self._work(lambda shop: shop.change_pack(slug, **values), lambda _: self._described(slug))

    def undo(self) -> None:
        """The last step, wherever it was made."""
        self._work(lambda shop: shop.undo(), self._turned)

    def redo(self) -> None:
        """The step that was undone last."""
        self._work(lambda shop: shop.redo(), self._turned)

    # --- inside

    @property
    def _bank(self) -> Bank | None:
        return self._services.bank()

    def look(self) -> None:
        """Look for what was typed now."""
        self._soon.stop()
        bank, typed = self._bank, self._typed
        if bank is None or not typed:
            return

        def show(hits: list[Hit]) -> None:
            if typed == self._typed:
                self._page.show_hits(hits)

        self._run(lambda: bank.desk.search(typed, MOST_HITS), show)

    def _chosen(self, details: Details) -> None:
        if details.slug == self._slug:
            self._page.show_details(details)

    def _made(self, slug: str) -> None:
        self._slug = slug
        self._page.edit.emit(Wanted(slug))

    def _copied(self, slug: str) -> None:
        self._slug = slug
        self.choose(slug)

    def _removed(self, _: object) -> None:
        self._page.say(tr("Removed; Ctrl+Z brings it back."))
        self._slug = ""

    def _described(self, slug: str) -> None:
        if slug == self._slug:
            self.choose(slug)

    def _brought(self, brought: tuple[list[Path], list[str]]) -> None:
        packs, articles = brought
        if articles:
            self._page.articles.emit(articles)
        if packs:
            self._page.take.emit(packs)

    def _article_removed(self, _: object) -> None:
        self._page.say(tr("The article was taken away; Ctrl+Z brings it back."))

    def _turned(self, said: str) -> None:
        self._page.say(said)
        self.choose(self._slug)

    def _work(self, work: Callable[[Workshop], Any], then: Callable[[Any], None] | None = None) -> None:
        bank = self._bank
        if bank is None:
            return

        def done(result: Any) -> None:
            if then is not None:
                then(result)
            self.refresh()

        self._run(lambda: work(Workshop(bank)), done, keeps=True)

    def _run(self, task: Callable[[], Any], then: Callable[[Any], None], *, keeps: bool = False) -> None:
        self._services.worker.run(task, then, self._failed, keeps=keeps)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._page.say(str(error))
            return
        log.error("The studio could not do it", exc_info=error)
        self._page.say(tr("That did not work; the log says why."))


def _details(bank: Bank, slug: str) -> Details:
    _, state = bank.desk.pack_state(slug)
    return Details(slug, state.head, bank.desk.pack_counts(slug))
