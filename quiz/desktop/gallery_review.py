"""Pictures of the review of an article, taken from the real window as the gallery's others are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from quiz.app.workshop import Workshop
from quiz.bank.bank import Bank
from quiz.desktop.review.words import Shown
from quiz.desktop.start import Shell
from quiz.resources import questions

Shot = Callable[[str, str], Iterator[int]]
"""Takes a picture of a page in a state."""
_PATIENCE_S = 30.0
_MARKED = "Blade Runner"


class ReviewGallery:
    """A script as the demo's director plays it: it yields the ms that shall pass."""

    def __init__(self, shell: Shell, bank: Bank, shot: Shot) -> None:
        self._shell, self._bank, self._shot = shell, bank, shot

    def pages(self) -> Iterator[int]:
        """From the wish for an article to the way on; what is done for it is undone."""
        flow, page = self._shell.flow, self._page
        self._shell.window.open_page("studio")
        flow.authoring.ask_for_article()
        yield from self._shot("review", "ask")
        last = self._bank.desk.last_steps()[0]
        flow.authoring.read([str(questions() / "articles" / "metallic-rouge.md")])
        yield from self._until(lambda: page.shown is page.body)
        yield from self._shot("review", "draft")
        yield from self._states()
        while self._bank.desk.last_steps()[0] != last:
            Workshop(self._bank).undo()
        self._shell.window.open_page("home")

    def _states(self) -> Iterator[int]:
        """Some verdicts, the report, a marked piece, a question by hand, and all reviewed."""
        page, control = self._page, self._page.controller
        for verdict in (control.accept, control.accept, control.reject):
            verdict()
        yield from self._shot("review", "some")
        for shown, state in ((Shown.AGAINST, "contradiction"), (Shown.LEFT_OUT, "left-out")):
            control.show_list(shown)
            yield from self._shot("review", state)
        control.show_list(Shown.OPEN)
        at = control.article.content.find(_MARKED)
        page.body.article.text.select((at, at + len(_MARKED)))
        yield from self._shot("review", "marked")
        control.write(at, at + len(_MARKED), is_answer=True)
        yield from self._shot("review", "by-hand")
        control.reject()
        while control.draft is not None:
            control.accept()
        yield from self._shot("review", "done")

    @property
    def _page(self) -> Any:
        return self._shell.window.page("review")

    def _until(self, there: Callable[[], bool]) -> Iterator[int]:
        """Until a child has answered."""
        end = time.monotonic() + _PATIENCE_S
        while not there() and time.monotonic() < end:
            time.sleep(0.01)
            yield 0
