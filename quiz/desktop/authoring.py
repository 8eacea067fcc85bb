"""What follows what for an author: the studio, its editor, and what leads there and away from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from quiz.desktop.home.options import Wanted
from quiz.desktop.services import Services
from quiz.desktop.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.app.checkjobs import Remark
    from quiz.app.replacing import Scope
    from quiz.core.questions import Question

Ways = Mapping[str, Mapping[str, Callable[..., object] | SignalInstance]]
"""By a page's name: the names of its signals, and where each leads."""

_PATIENCE_MS, _IDLE_MS = 100, 300


class Authoring(QObject):
    """Leads through the pages of the window on which packs are made, checked, brought in and given."""

    tried = Signal(object)
    """A round of the pack with this id is wanted, to try it."""
    left = Signal()
    """Home is wanted."""
    refused = Signal(object)
    """An exception that came instead of a page."""

    def __init__(self, window: Window, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._services = window, services
        self._at_work = "studio"
        self._coming = False

    def ways(self) -> Ways:
        """What follows what on these pages."""
        return {
            "studio": {
                "home": self.left,
                "edit": self.edit,
                "take": self.take,
                "paste": self.take_text,
                "give": self.give,
                "replace": self._replace,
                "compare": self._check,
                "article": self.ask_for_article,
                "articles": self.read,
                "article_text": self.read_text,
                "review": self.review,
                "reviewable": self._soon_reviewed,
            },
            "intake": {"back": self._leave_intake, "open_pack": self._edit_pack},
            "review": {"back": self.go_to_studio, "open_pack": self._edit_pack, "play": self.tried},
            "export": {"back": self.go_to_studio},
            "editor": {
                "back": self.go_to_studio,
                "play": self.tried,
                "preview": self.show_preview,
                "check": self._check,
                "replace": self._replace,
            },
            "replace": {"back": self._back_to_work, "open_question": self.edit_question},
            "check": {"back": self._back_to_work, "open_question": self._mend},
            "preview": {"back": self._back_to_editor},
        }

    def stay(self) -> None:
        """Another page was opened: a review that is still being filled does not come by itself."""
        self._coming = False

    def go_to_studio(self) -> None:
        """All packs."""
        self._window.open_page("studio")

    def _leave_intake(self) -> None:
        intake: Any = self._window.page("intake")
        studio: Any = self._window.page("studio")
        if slug := intake.controller.brought:
            studio.stand_on(slug)
        self.go_to_studio()

    def edit(self, wanted: Wanted) -> None:
        """A pack in the editor, at a question if one is named."""
        page: Any = self._window.page("editor")
        self._window.open_page("editor")
        page.show_question(wanted.slug, wanted.key, wanted.field)

    def take(self, paths: list[Path]) -> None:
        """Files on their way into the bank, with a report first."""
        page: Any = self._window.page("intake")
        self._window.open_page("intake")
        page.take(paths)

    def take_text(self, text: str) -> None:
        """The same for a text that was pasted."""
        page: Any = self._window.page("intake")
        self._window.open_page("intake")
        page.take_text(text)

    def ask_for_article(self) -> None:
        """An article is wanted: from where?"""
        page: Any = self._window.page("review")
        page.ask_for_article()
        self._window.open_page("review")

    def read(self, sources: list[str]) -> None:
        """Files or addresses of articles, to be read and reviewed."""
        page: Any = self._window.page("review")
        page.read(sources)
        self._window.open_page("review")

    def read_text(self, text: str) -> None:
        """The same for a text that was pasted."""
        page: Any = self._window.page("review")
        page.read_text(text)
        self._window.open_page("review")

    def review(self, key: int) -> None:
        """The review of an article, where it was left."""
        page: Any = self._window.page("review")
        self._coming = True
        page.show_review(key, self._open_review)
        if self._coming:
            QTimer.singleShot(_PATIENCE_MS, self, self._open_review)

    def _soon_reviewed(self) -> None:
        if not self._window.made("review"):
            QTimer.singleShot(_IDLE_MS, self, self._prepare_review)

    def _prepare_review(self) -> None:
        if self._window.current == "studio" and not self._window.made("review"):
            self._window.prepare("review")

    def _open_review(self) -> None:
        """The review is there, or takes its time: until then the page before stays."""
        if self._coming:
            self._window.open_page("review")

    def give(self, slug: str) -> None:
        """A pack on its way out."""
        page: Any = self._window.page("export")
        self._window.open_page("export")
        page.give(slug)

    def _edit_pack(self, slug: str) -> None:
        self._window.page("studio")
        self.edit(Wanted(slug))

    def show_preview(self, question: Question, title: str) -> None:
        """A question on the page of the round, without a clock."""
        page: Any = self._window.page("preview")
        self._window.open_page("preview")
        page.show_question(question, title)

    def _check(self, slug: str = "", title: str = "") -> None:
        """What is to be mended in a pack; without one, which questions several packs have."""
        self._at_work = "editor" if slug else "studio"
        page: Any = self._window.page("check")
        self._window.open_page("check")
        page.look(slug, title)

    def _replace(self, scope: Scope, title: str) -> None:
        self._at_work = "editor" if scope.slug else "studio"
        page: Any = self._window.page("replace")
        page.ask(scope, title)
        self._window.open_page("replace")

    def _mend(self, remark: Remark) -> None:
        self.edit_question(remark.key, remark.field)

    def edit_question(self, key: int, field: str = "") -> None:
        """A question in the editor, whichever pack it is in."""
        bank = self._services.bank()
        if bank is not None:

            def edit(slug: str) -> None:
                self.edit(Wanted(slug, key, field))

            self._services.worker.run(partial(bank.desk.slug_of, key), edit, self.refused.emit)

    def _back_to_work(self) -> None:
        """To the studio or the editor, wherever one came from."""
        self._window.open_page(self._at_work)

    def _back_to_editor(self) -> None:
        self._window.open_page("editor")
