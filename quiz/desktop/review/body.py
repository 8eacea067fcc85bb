"""The review's three parts and their room: list, form or report, and article; side by side where they fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from quiz.core.facts import Evidence, Verdict
from quiz.core.questions import Question
from quiz.desktop.editor.form import QuestionForm
from quiz.desktop.editor.view import turn
from quiz.desktop.pages import Panel
from quiz.desktop.review.article import ArticlePanel, Span
from quiz.desktop.review.listing import ListSide
from quiz.desktop.review.model import Entry
from quiz.desktop.review.panels import Done, Finding
from quiz.desktop.review.words import Shown, counted
from quiz.desktop.theme import Style
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.text import tip
from quiz.words import tr, trn

if TYPE_CHECKING:
    from quiz.bank.author_views import ArticleView, DraftView

NARROW = 740
"""Below this width, at 100 % text, list, form and article stand one below another."""
_LONGEST_QUOTE = 320


class Body(QSplitter):
    """Shows what it is given; what follows from it is the page's business.

    ``side`` carries a side of a contradiction that is to be shown, ``write`` wants a question about what was
    left out, ``open`` and ``play`` go on to the pack.
    """

    side = Signal(object)
    write = Signal()
    open = Signal()
    play = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._style = style
        self._article: ArticleView | None = None
        self.list = ListSide(style)
        self.form = QuestionForm(style)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.form)
        self._panel = Panel()
        # Where the article stands out of sight below, its piece stands above the question.
        self._quote = Label(style, "", "muted")
        self._quote.setAccessibleName(tr("What the article says"))
        self._quote.hide()
        self._narrow = False
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._quote)
        inside.addWidget(self._middle, 1)
        self.article = ArticlePanel(style)
        self.setChildrenCollapsible(False)
        for part in (self.list, self._panel, self.article):
            self.addWidget(part)
        self.setSizes([345, 395, 265])
        style.changed.connect(self._restyle)
        self._restyle()

    @cached_property
    def finding(self) -> Finding:
        """A piece of the report, made when it is first wanted."""
        made = Finding(self._style)
        made.side.connect(self.side)
        made.write.connect(self.write)
        self._middle.addWidget(made)
        return made

    @cached_property
    def done(self) -> Done:
        """What there is to do when nothing waits, made when it is first wanted."""
        made = Done(self._style)
        made.open.clicked.connect(self.open)
        made.play.clicked.connect(self.play)
        self._middle.addWidget(made)
        return made

    @property
    def at_form(self) -> bool:
        """Whether a draft is shown."""
        return self._middle.currentWidget() is self.form

    @property
    def at_finding(self) -> bool:
        """Whether a piece of the report is shown."""
        return isinstance(self._middle.currentWidget(), Finding)

    @property
    def at_done(self) -> bool:
        """Whether nothing waits in the list."""
        return isinstance(self._middle.currentWidget(), Done)

    def settle(self) -> None:
        """It has come into sight: what was filled before it had its room shows its beginning."""
        for field in (self.form.prompt, self.form.explanation, self.form.evidence):
            field.verticalScrollBar().setValue(0)
        self.article.text.show_again()

    def first(self) -> QWidget:
        """Where the focus belongs."""
        if not self.at_done:
            return self.list.table
        return self.done.open if self.done.open.isVisibleTo(self) else self.article.text

    def show_article(self, article: ArticleView, drafts: Sequence[DraftView], *, new: bool) -> None:
        """Another article, or the same one after a change."""
        self._article = article
        if new:
            self.article.show_content(article.content)
        self.article.text.mark_all(
            (draft.fact.evidence.start, draft.fact.evidence.end) for draft in drafts if draft.fact is not None
        )
        self.list.offer_packs(article)

    def show_list(self, shown: Shown, found: list[Entry], wanted: int) -> None:
        """One of the lists, at the row of this key."""
        self.list.setVisible(bool(found))
        self.list.show_list(shown, found, wanted)

    def show_draft(self, question: Question, spans: Sequence[Span]) -> None:
        """A draft and what it rests on, first the evidence, then the answers in it."""
        self._middle.setCurrentWidget(self.form)
        self.form.show_question(question)
        self._mark(spans[:1], spans[1:])

    def show_finding(self, evidence: Sequence[Evidence]) -> None:
        """A piece of the report, and where it stands."""
        self.form.show_question(None)
        self._middle.setCurrentWidget(self.finding)
        self._mark([(one.start, one.end) for one in evidence])

    def show_done(self, shown: Shown, drafts: Sequence[DraftView]) -> None:
        """The list is empty: why, and what there is to do next."""
        self.form.show_question(None)
        self._mark(())
        article = self._article
        if shown is Shown.ACCEPTED:
            self.done.tell(tr("Nothing accepted yet"), "")
        elif shown is Shown.REJECTED:
            self.done.tell(tr("Nothing rejected"), "")
        elif not drafts:
            note = article.note if article is not None else ""
            told = note[:1].upper() + note[1:] + ".\n\n" if note else ""
            by_hand = tr("Mark a piece of the article to write a question about it yourself.")
            self.done.tell(tr("No drafts"), told + by_hand)
        else:
            counts = counted(drafts)
            self.done.tell(
                trn("The one draft is reviewed", "All {n} drafts are reviewed", len(drafts)),
                tr("{accepted} accepted, {rejected} rejected.",
                   accepted=counts[Verdict.ACCEPTED], rejected=counts[Verdict.REJECTED]),
            )  # fmt: skip
        self.done.offer(pack=article is not None and bool(article.pack))
        self._middle.setCurrentWidget(self.done)

    def _mark(self, spans: Sequence[Span], keys: Sequence[Span] = ()) -> None:
        self._show_quote(spans[0] if spans and self.at_form else None)
        self.article.text.mark_now(spans, keys)
        if spans:
            self.article.show_place(spans[0][0])

    # --- room

    def lay_out(self, width: int) -> None:
        """Side by side, or one below another, in a page of that width."""
        self._narrow = width < self._style.px(NARROW)
        turn(self, self._narrow)
        self._quote.setVisible(self._narrow and bool(self._quote.text()))
        self._fit_quote()

    def _show_quote(self, span: Span | None) -> None:
        """The piece of the article that a draft rests on; of a long one as much as one needs to judge it."""
        text = ""
        if span is not None and self._article is not None:
            text = " ".join(self._article.content[slice(*span)].split())
        shown = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
        self._quote.set_text(f"“{shown}”" if shown else "")
        self._quote.setToolTip(tip(text) if shown != text else "")
        self._quote.setVisible(self._narrow and bool(shown))
        self._fit_quote()

    def _fit_quote(self) -> None:
        # A splitter asks nobody for the height at a width.
        wide = max(1, self._panel.width() - 2)
        self._quote.setMinimumHeight(max(0, self._quote.heightForWidth(wide)) if self._narrow else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The quote wraps anew."""
        super().resizeEvent(event)
        self._fit_quote()

    def _restyle(self) -> None:
        px = self._style.px
        self.setHandleWidth(px(10))
        self._quote.setContentsMargins(px(14), px(10), px(14), 0)
        self._middle.setMinimumSize(min(px(345), 460), px(280))
        self.article.setMinimumWidth(min(px(195), 400))
