"""The review page: drafts at the left, the form of one, the article beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quiz.app.jobs import Job
from quiz.core.facts import Contradiction, Evidence, LeftOut, Verdict
from quiz.core.questions import Question
from quiz.desktop.errands import Errand
from quiz.desktop.pages import Page, Scroll, announce
from quiz.desktop.review.article import Span
from quiz.desktop.review.ask import AskPanel, ReadingPanel
from quiz.desktop.review.body import Body
from quiz.desktop.review.controller import ReviewController
from quiz.desktop.review.foot import Foot
from quiz.desktop.review.head import Head
from quiz.desktop.review.intake import Intake, Wanted
from quiz.desktop.review.model import Entry
from quiz.desktop.review.words import Shown
from quiz.desktop.services import Services
from quiz.desktop.widgets.whose import yours_stays
from quiz.words import Refused, tr, trn

if TYPE_CHECKING:
    from quiz.app.articlejobs import ReadArticle
    from quiz.bank.author_views import ArticleView, DraftView
    from quiz.bank.views import PackInfo


class ReviewPage(Page):
    """An article and its drafts. ``open_pack`` and ``play`` carry the id of the pack that they went to."""

    back = Signal()
    open_pack = Signal(object)
    play = Signal(object)

    def __init__(
        self,
        services: Services,
        parent: QWidget | None = None,
        errand: Callable[[Job[Any], QObject], Errand] = Errand,
    ) -> None:
        super().__init__(parent)
        self.title = tr("From an article")
        self._style = services.style
        self._services = services
        self._filling = self._writing = self._was_in_list = self.at_front = False
        self._article: ArticleView | None = None
        self.shown: QWidget | None = None
        self._then: Callable[[], None] | None = None
        self.setAccessibleName(self.title)
        self.setAcceptDrops(True)
        self.frame = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.head = Head(self._style, self.title)
        self.body = Body(self._style)
        self.foot = Foot(self._style)
        self._parts: list[QWidget] = [self.body]
        self.frame.column.addWidget(self.head)
        self.frame.column.addWidget(self.body, 1)
        self.frame.column.addWidget(self.foot)
        self.controller = ReviewController(self, services)
        self.intake = Intake(services, errand, self)
        self._connect()
        self._style.changed.connect(self._restyle)
        self._restyle()
        self._show_only(None)

    @cached_property
    def ask(self) -> AskPanel:
        """Where one says which article, made when it is first wanted."""
        made = AskPanel(self._style)
        made.text.connect(self.read_text)
        made.source.connect(self._read_source)
        self._add(made)
        return made

    @cached_property
    def reading(self) -> ReadingPanel:
        """How far the reading is, made when it is first wanted."""
        made = ReadingPanel(self._style)
        made.cancel.clicked.connect(self.intake.stop)
        self._add(made)
        return made

    def _add(self, part: QWidget) -> None:
        part.hide()
        self._parts.append(part)
        self.frame.column.insertWidget(self.frame.column.indexOf(self.body), part, 1)

    # --- the window's side

    def opened(self) -> None:
        """Where things stand."""
        self.at_front = True
        if self.shown is self.body:
            self.body.settle()
        self.controller.come()
        self._focus()

    def closed(self) -> None:
        """What was typed is kept; what is being read goes on."""
        self.at_front = False
        self.controller.leave()

    def enter(self) -> None:
        """Accept; in the report write a question; when all is done open the pack."""
        if isinstance(self.shown, AskPanel):
            self.ask.send()
        elif self.shown is not self.body or self.is_writing():
            return
        elif self.body.at_done:
            self._open()
        elif self.body.at_finding:
            self._write_about()
        else:
            self.controller.accept()

    def escape(self) -> None:
        """From the form or the article to the list, from there back to the packs."""
        if self.intake.busy:
            self.intake.stop()
        elif self.is_writing() or (self._in_article() and self.body.first() is not self.body.article.text):
            self.controller.save()
            self._focus()
        else:
            self.back.emit()

    def _in_article(self) -> bool:
        return self.body.article.isAncestorOf(self._focused())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single keys, as long as they are not letters of a field."""
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if self.shown is self.body and not self.is_writing() and not control and self._single(event):
            return
        super().keyPressEvent(event)

    def _single(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_J, Qt.Key.Key_K):
            self.body.list.step(1 if key == Qt.Key.Key_J else -1)
            return True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_A: self.body.list.accept if shift else self.controller.accept,
            Qt.Key.Key_R: self.controller.reject,
            Qt.Key.Key_Delete: self.controller.reject,
            Qt.Key.Key_O: self.controller.reopen,
            Qt.Key.Key_E: self.edit,
            Qt.Key.Key_U: self.controller.undo_verdict,
            Qt.Key.Key_S: self.body.list.sort,
            Qt.Key.Key_M: self._to_article,
        }
        if key in keys:
            if not event.isAutoRepeat():
                keys[key]()
            return True
        return event.text().isdecimal() and self.head.press_tab(int(event.text()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Another article may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """It is read."""
        urls = event.mimeData().urls()
        self.read([url.toLocalFile() if url.isLocalFile() else url.toString() for url in urls])
        event.acceptProposedAction()

    # --- what others ask for

    def ask_for_article(self) -> None:
        """Ask for a text, a file or an address; what is being read goes on."""
        if not self.intake.busy:
            self._show_only(self.ask)
            self._focus()

    def read(self, sources: Sequence[str]) -> None:
        """Read files or addresses, one after the other."""
        self._begin(*(Wanted(source) for source in sources))

    def read_text(self, text: str) -> None:
        """Read a text."""
        self._begin(Wanted("", text))

    def show_review(self, key: int, then: Callable[[], None] | None = None) -> None:
        """The review of an article that is in the bank, as soon as that has said what there is.

        ``then`` is called when it is there, or known not to be.
        """
        if not self.intake.busy and self.shown is not self.body:
            self._show_only(None)
        self.say("")
        self._then = then
        self.controller.open(key)

    # --- what the reading says

    def _begin(self, *wanted: Wanted) -> None:
        if self._services.bank() is None:
            self.ask.tell(tr("The bank is being opened; try again in a moment."))
            return
        self.controller.save()
        self.intake.read(*wanted)

    def _went(self, sentence: str, percent: int) -> None:
        begun = self.shown is not self.reading
        self.reading.show_progress(sentence, percent)
        if begun:
            self._show_only(self.reading)
            self._focus()
            announce(self.reading.doing)

    def _read(self, found: ReadArticle) -> None:
        self.ask.clear()
        self.show_review(found.article)
        if found.was_here:
            self.say(tr("This article is here already; you go on where you left it."))
        else:
            self.say(trn("{n} draft was made", "{n} drafts were made", found.drafts))

    def _not_read(self, wanted: Wanted, refused: Refused | None) -> None:
        if wanted.text and not self.ask.field.toPlainText():
            self.ask.field.setPlainText(wanted.text)
        if refused is not None and wanted.text:  # it has no name that a person would know
            refused = Refused(refused.name, **(refused.values | {"source": tr("The text")}))
        self.ask.tell(str(refused) if refused is not None else "")
        if not self.intake.busy:
            self._show_only(self.ask)
            self._focus()

    # --- what the controller says

    def show_article(self, article: ArticleView, drafts: Sequence[DraftView]) -> None:
        """Another article, or the same one after a change."""
        new = self._article is None or self._article.sha256 != article.sha256
        self._article = article
        self.body.show_article(article, drafts, new=new)

    def offer_packs(self, packs: Sequence[PackInfo]) -> None:
        """Where accepted drafts can go."""
        if self._article is not None:
            self.body.list.offer_packs(self._article, packs)

    def arrived(self) -> None:
        """The review is there, where it was left."""
        if not self.intake.busy:
            self._show_only(self.body)
        if not self.is_writing():
            self._focus()
        self._came()

    def _came(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def show_list(self, shown: Shown, found: list[Entry], counts: Mapping[Verdict, int], wanted: int) -> None:
        """One of the lists, at a row."""
        self._filling = True
        self._was_in_list = self.body.list.isAncestorOf(self._focused())
        try:
            self.body.show_list(shown, found, wanted)
        finally:
            self._filling = False
        self.show_counts(counts)

    def settle(self) -> None:
        """After another list: the focus goes to what is written next, or is taken from what is not there."""
        focused = self.window().focusWidget()
        if self._writing:
            self._writing = False
            self.edit()
        elif focused is None or not focused.isVisible() or self._left_list():
            self._focus()

    def _left_list(self) -> bool:
        """Whether the list had the focus and is hidden now, for nothing is in it."""
        return self._was_in_list and not self.body.list.isVisibleTo(self)

    def show_entries(self, found: list[Entry], counts: Mapping[Verdict, int]) -> None:
        """The same rows, after a change in them."""
        self.body.list.model.show_entries(found)
        self.show_counts(counts)

    def show_counts(self, counts: Mapping[Verdict, int]) -> None:
        """How far the review is."""
        self.head.show_counts(self.controller.shown, counts, self._article)
        self.body.list.offer_sure(self.controller.sure())

    def show_draft(self, question: Question | None, spans: Sequence[Span]) -> None:
        """The draft at hand and what it rests on; without one, what there is to do next."""
        if question is None:
            self.body.show_done(self.controller.shown, self.controller.drafts)
        else:
            self.body.show_draft(question, spans)
        self.head.offer(self.controller.draft)

    def show_contradiction(self, one: Contradiction) -> None:
        """Different things that the article says."""
        self.body.finding.show_contradiction(one)
        self.body.show_finding([side.evidence for side in one.sides])
        self.head.offer(None)

    def show_left_out(self, one: LeftOut) -> None:
        """A piece that no draft came from."""
        self.body.finding.show_left_out(one)
        self.body.show_finding([one.evidence])
        self.head.offer(None)

    def say(self, sentence: str) -> None:
        """One line about what was done or refused; without one, the keys."""
        self.foot.say(sentence)

    def ask_whose(self) -> None:
        """Another window changed the draft that is being edited here."""
        self.foot.ask_whose()

    def settled(self) -> None:
        """What was written here was kept, as its author went on."""
        self.foot.whose.hide()
        self.foot.say(yours_stays())

    def will_write(self) -> None:
        """The next draft that is shown is one's own: the cursor goes into its prompt."""
        self._writing = True

    def is_writing(self) -> bool:
        """Whether somebody is in the form."""
        return self.body.form.isAncestorOf(self._focused())

    def edit(self) -> None:
        """Into the form."""
        if self.body.at_form:
            self.body.form.prompt.setFocus(Qt.FocusReason.OtherFocusReason)

    def article_gone(self, sentence: str) -> None:
        """The article was taken away."""
        self._article = None
        self.ask.tell(sentence)
        self._show_only(self.ask)
        self._focus()
        self._came()

    # --- parts of it

    def _show_only(self, wanted: QWidget | None) -> None:
        """One of: asking, reading, reviewing; or nothing, for a moment."""
        self.shown = wanted
        reviewing = wanted is self.body
        title = tr("A new article") if wanted is not None else ""
        if reviewing and self._article is not None:
            title = self._article.title
        self.head.show_title(title, reviewing=reviewing)
        if reviewing:
            self.head.offer(self.controller.draft)
        for part in self._parts:
            part.setVisible(part is wanted)
        self.foot.setVisible(reviewing)
        if reviewing:
            self.body.settle()

    def _focus(self) -> None:
        if not self.at_front:
            return
        # While something is read the page itself has the focus: a second Enter must not stop it.
        place: QWidget = self
        if self.shown is self.body:
            place = self.body.first()
        elif isinstance(self.shown, AskPanel):
            place = self.ask.field
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self

    def _connect(self) -> None:
        control, head, body = self.controller, self.head, self.body
        self.intake.went.connect(self._went)
        self.intake.done.connect(self._read)
        self.intake.failed.connect(self._not_read)
        head.chosen.connect(self._choose_list)
        head.undo.clicked.connect(control.undo)
        head.accept.clicked.connect(control.accept)
        head.reject.clicked.connect(control.reject)
        head.reopen.clicked.connect(control.reopen)
        head.edit.clicked.connect(self.edit)
        body.form.edited.connect(control.edited)
        body.list.table.selectionModel().currentRowChanged.connect(self._chosen)
        body.list.sure.connect(control.accept_sure)
        body.list.sorted.connect(control.sort)
        body.list.sent.connect(control.choose_pack)
        body.side.connect(self._show_side)
        body.write.connect(self._write_about)
        body.open.connect(self._open)
        body.play.connect(self._play)
        body.article.asked.connect(self._ask_about)
        self.foot.whose.mine.connect(control.keep_mine)
        self.foot.whose.theirs.connect(control.take_theirs)
        self.on_key("Ctrl+Y", control.redo)
        self.on_key("Ctrl+Return", self._accept_from_form)

    # --- what is done here

    def _read_source(self, source: str) -> None:
        self.read([source])

    def _chosen(self, current: QModelIndex) -> None:
        entry = self.body.list.model.entry(current.row())
        if entry is not None and not self._filling:
            self.controller.choose(entry.key)

    def _choose_list(self, shown: Shown) -> None:
        self.controller.show_list(shown)
        self._focus()

    def _to_article(self) -> None:
        self.body.article.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept_from_form(self) -> None:
        if isinstance(self.shown, AskPanel):
            self.ask.send()
        elif self.is_writing():
            # Single keys go on from here: the next of them belongs to no field of the next draft.
            self.controller.accept()
            self._focus()

    def _show_side(self, evidence: Evidence) -> None:
        self.body.article.text.show_piece((evidence.start, evidence.end))
        self.body.article.show_place(evidence.start)

    def _write_about(self) -> None:
        """A question about the first piece that the report names."""
        control, article = self.controller, self._article
        if article is None or control.at < 0:
            return
        if control.shown is Shown.AGAINST:
            piece = article.contradictions[control.at].sides[0].evidence
        else:
            piece = article.left_out[control.at].evidence
        control.write(piece.start, piece.end, is_answer=False)

    def _ask_about(self, is_answer: bool) -> None:
        start, end = self.body.article.text.selected()
        self.controller.write(start, end, is_answer=is_answer)

    def _open(self) -> None:
        if self._article is not None and self._article.pack:
            self.open_pack.emit(self._article.pack)

    def _play(self) -> None:
        if self._article is not None and self._article.pack:
            self.play.emit(self._article.pack)

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        self.body.lay_out(self.width())

    def _restyle(self) -> None:
        px = self._style.px
        self.frame.set_margins(min(px(32), 40), px(22), min(px(32), 40), px(16))
        self.frame.column.setSpacing(px(10))
        self.body.lay_out(self.width())
