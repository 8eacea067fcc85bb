"""The studio's first page as it is built and laid out: packs or hits at the left, the pack at hand beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from quiz.app.replacing import Scope
from quiz.desktop.editor.view import NARROW, turn
from quiz.desktop.home.options import Wanted
from quiz.desktop.media import MediaDesk
from quiz.desktop.pages import Elided, Heading, Page, Scroll, announce
from quiz.desktop.services import Services
from quiz.desktop.studio.controller import Details, StudioController
from quiz.desktop.studio.details import DetailsPanel
from quiz.desktop.studio.model import Rows, article_rows, hit_rows, pack_rows
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.table import RowsTable
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr, trn

if TYPE_CHECKING:
    from quiz.bank.author_views import ArticleCard, Hit
    from quiz.bank.views import PackInfo


class StudioPage(Page):
    """All packs, and the articles whose review is not done.

    ``edit`` carries a pack to open, ``give`` one to export, ``take`` files and ``paste`` a text to import,
    ``replace`` a Scope and no title; ``compare`` asks which questions several packs have. ``review`` carries
    an article to go on with, ``articles`` files or addresses and ``article_text`` a text to make drafts of;
    ``article`` asks for one.
    """

    edit = Signal(object)
    take = Signal(object)
    paste = Signal(object)
    give = Signal(object)
    replace = Signal(object, object)
    compare = Signal()
    article = Signal()
    articles = Signal(object)
    article_text = Signal(object)
    review = Signal(object)
    reviewable = Signal()
    """There is an article to go on with."""
    home = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = tr("Studio")
        self._services, self._style = services, services.style
        self._packs: list[PackInfo] = []
        self._hits: list[Hit] | None = None
        self._articles: list[ArticleCard] = []
        self._last_folder = ""
        self.setAcceptDrops(True)
        self.frame = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self._column = self.frame.column
        self._build_header()
        self._build_body()
        self.controller = StudioController(self, services)
        self._connect()
        self._style.changed.connect(self._restyle)
        self._restyle()

    # --- the window's side

    def opened(self) -> None:
        """Fresh packs."""
        self.controller.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def closed(self) -> None:
        """What was typed is kept; what was said has been read."""
        self.panel.commit()
        self.told.set_text("")

    def stand_on(self, slug: str) -> None:
        """The pack that is to be at hand when the page comes to the front."""
        self.controller.stand_on(slug)

    def enter(self) -> None:
        """Open what is chosen."""
        if self.reviews.hasFocus():
            self._go_on()
        elif self._hits is not None:
            row = self.hits.currentIndex().row()
            if 0 <= row < len(self._hits):
                self.edit.emit(Wanted(self._hits[row].slug, self._hits[row].key))
        elif self.controller.slug:
            self.edit.emit(Wanted(self.controller.slug))

    def escape(self) -> None:
        """From a search to the packs, from there home."""
        if self.search.text():
            self.search.clear()
            self.controller.search("")
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.home.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes the pack at hand away; the arrows lead from the search into what it found."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self.controller.remove()
            return
        if event.key() == Qt.Key.Key_Delete and self.reviews.hasFocus():
            self._remove_article()
            return
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            table = self.table if self._hits is None else self.hits
            table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    # --- what the controller says

    def show_packs(self, packs: list[PackInfo]) -> None:
        """All packs; the one at hand stays at hand."""
        self._packs = packs
        slug = self.controller.slug
        self.packs_model.show_rows(pack_rows(packs))
        self.panel.offer([(info.slug, info.title) for info in packs])
        row = next((n for n, info in enumerate(packs) if info.slug == slug), 0)
        if packs:
            self.table.setCurrentIndex(self.packs_model.index(row, 0))
            self.table.selectRow(row)
        else:
            self.controller.choose("")
        self._count()
        self._stretch()

    def show_articles(self, found: list[ArticleCard]) -> None:
        """Articles, and how far their review is."""
        self._articles = found
        row = max(0, self.reviews.currentIndex().row())
        self.reviews_model.show_rows(article_rows(found))
        for widget in (self.reviews, self._reviews_name):
            widget.setVisible(bool(found))
        if found:
            self.reviews.selectRow(min(row, len(found) - 1))
            self.reviewable.emit()
        self._stretch()

    def show_hits(self, hits: list[Hit] | None) -> None:
        """What a search found; None shows the packs again."""
        self._hits = hits
        self.hits.setVisible(hits is not None)
        self.table.setVisible(hits is None)
        self.hits_model.show_rows(hit_rows(hits or []))
        if hits:
            self.hits.selectRow(0)
        self._count()
        self._stretch()

    def show_details(self, details: Details | None) -> None:
        """What the pack at hand says of itself."""
        self.panel.show_details(details)

    def say(self, sentence: str) -> None:
        """One line about what was done or refused."""
        self.told.set_text(sentence)
        announce(self.told)

    # --- building

    def _build_header(self) -> None:
        style = self._style
        self.heading = Heading(style, tr("Studio"), tr("Question packs"))
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.undo = KeyButton(tr("Undo"), "Ctrl+Z", style, bind=True)
        self.redo = KeyButton(tr("Redo"), "Ctrl+Y", style, bind=True)
        head, buttons = WrapLayout(style, 12), WrapLayout(style, 8)
        for widget in (self.heading, self.undo, self.redo):
            head.addWidget(widget)
        self._column.addLayout(head)
        self.importing = KeyButton(tr("Import"), "Ctrl+O", style, bind=True)
        self.new = KeyButton(tr("New pack"), "Ctrl+N", style, variant="main", bind=True)
        self.replacing = KeyButton(tr("Replace"), "Ctrl+H", style, bind=True)
        self.comparing = KeyButton(tr("Find twins"), "F7", style, bind=True)
        self.from_article = KeyButton(tr("From an article"), "Ctrl+T", style, bind=True)
        found = (self.new, self.from_article, self.importing, self.replacing, self.comparing)
        for button in found:
            buttons.addWidget(button)
        self._column.addLayout(buttons)
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("Search all questions of all packs"))
        self.search.setPlaceholderText(tr("Search all questions of all packs (Ctrl+F)"))
        self._column.addWidget(self.search)

    def _build_body(self) -> None:
        style = self._style
        self.packs_model = Rows((tr("Pack"), tr("Questions"), tr("Version")), frozenset({1}), self)
        self.hits_model = Rows((tr("Question"), tr("Answer"), tr("Pack")), frozenset(), self)
        self.table = self._table(tr("Packs"), self.packs_model)
        self.hits = self._table(tr("Questions found"), self.hits_model)
        self.hits.hide()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        self.count = Label(style, "", "muted")
        column.addWidget(self.table, 1)
        column.addWidget(self.hits, 1)
        column.addWidget(self.count)
        self.reviews_model = Rows((tr("Article"), tr("Review")), frozenset(), self)
        self.reviews = self._table(tr("Articles in review"), self.reviews_model)
        self._reviews_name = Label(
            style, tr("Articles in review: Enter goes on, Del takes one away"), "muted"
        )
        column.addWidget(self._reviews_name)
        column.addWidget(self.reviews)
        self.reviews.hide()
        self._reviews_name.hide()
        self.desk = MediaDesk(self._services, self)
        self.panel = DetailsPanel(style, self.desk)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(left)
        self.parts.addWidget(self.panel)
        self.parts.setStretchFactor(0, 3)
        self.parts.setStretchFactor(1, 2)
        self.parts.setSizes([600, 380])
        self._column.addWidget(self.parts, 1)
        self.told = Elided(style)
        self._column.addWidget(self.told)

    def _table(self, name: str, model: Rows) -> RowsTable:
        table = RowsTable(name, model)
        table.resized.connect(self._stretch)
        table.doubleClicked.connect(self._double)
        return table

    def _connect(self) -> None:
        control, panel = self.controller, self.panel
        self.search.textEdited.connect(control.search)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.undo.clicked.connect(control.undo)
        self.redo.clicked.connect(control.redo)
        self.new.clicked.connect(control.make)
        self.importing.clicked.connect(self._ask_for_files)
        self.replacing.clicked.connect(self._replace)
        self.comparing.clicked.connect(self.compare)
        self.from_article.clicked.connect(self.article)
        panel.described.connect(self._describe)
        panel.open.clicked.connect(self.enter)
        panel.copy.clicked.connect(control.duplicate)
        panel.export.clicked.connect(self._export)
        panel.remove.clicked.connect(control.remove)
        panel.merged.connect(control.merge)
        self.desk.said.connect(self.say)
        self.on_key("Ctrl+F", self._to_search)
        self.on_key("Ctrl+Shift+V", self._paste)

    def _chosen(self, current: QModelIndex) -> None:
        if 0 <= current.row() < len(self._packs):
            self.controller.choose(self._packs[current.row()].slug)

    def _double(self, _: QModelIndex) -> None:
        self.enter()

    def _go_on(self) -> None:
        row = self.reviews.currentIndex().row()
        if 0 <= row < len(self._articles):
            self.review.emit(self._articles[row].key)

    def _remove_article(self) -> None:
        row = self.reviews.currentIndex().row()
        if 0 <= row < len(self._articles):
            self.controller.remove_article(self._articles[row].key)

    def _describe(self, values: dict[str, str]) -> None:
        self.controller.describe(**values)

    def _replace(self) -> None:
        self.replace.emit(Scope(), "")

    def _export(self) -> None:
        if self.controller.slug:
            self.give.emit(self.controller.slug)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They are read, and reported on before anything is written; articles become drafts."""
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            self.controller.bring(paths)
        elif event.mimeData().text().strip():
            self.controller.bring_text(event.mimeData().text())
        event.acceptProposedAction()

    def _ask_for_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, tr("Import questions"), self._last_folder)
        if names:
            self._last_folder = str(Path(names[0]).parent)
            self.controller.bring([Path(name) for name in names])

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.controller.bring_text(text)
        else:
            self.say(tr("There is no text on the clipboard."))

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _count(self) -> None:
        if self._hits is None:
            self.count.set_text(trn("{n} pack", "{n} packs", len(self._packs)))
        elif self._hits:
            self.count.set_text(trn("{n} question found", "{n} questions found", len(self._hits)))
        else:
            self.count.set_text(tr("No question has these words."))

    # --- room

    def _stretch(self) -> None:
        """The first column takes what is left."""
        px = self._style.px
        turn(self.parts, self.width() < px(NARROW))
        for table in (self.table, self.hits, self.reviews):
            table.fit_columns(px(200))

    def _restyle(self) -> None:
        px = self._style.px
        self.frame.set_margins(min(px(32), 40), px(22), min(px(32), 40), px(16))
        self._column.setSpacing(px(10))
        for table in (self.table, self.hits, self.reviews):
            table.setFont(self._style.font("number", 15))
            table.verticalHeader().setDefaultSectionSize(px(44))
        self.panel.setMinimumSize(min(px(330), 430), px(320))
        for table in (self.table, self.hits):
            table.setMinimumHeight(px(220))
        self.reviews.setFixedHeight(px(44 * 3))
        self._stretch()
