"""The left of the review: the list, in which order, and what can be done with many of its drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quiz.app.review import Sure
from quiz.desktop.review.model import Entry, ReviewModel
from quiz.desktop.review.rows import ReviewTable
from quiz.desktop.review.words import Shown, at_least, list_name
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.softpicker import SoftPicker
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr

if TYPE_CHECKING:
    from quiz.bank.author_views import ArticleView
    from quiz.bank.views import PackInfo


class ListSide(QWidget):
    """``sure`` carries how sure the drafts are that are to be accepted at once, ``sent`` a pack's id."""

    sure = Signal(object)
    sent = Signal(object)
    sorted = Signal(int)
    """The article's order for 0, the surest first for 1, last for -1."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._surest = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.model = ReviewModel(self)
        self.table = ReviewTable(style, self.model)
        self.order = KeyButton("", "S", style, variant="quiet")
        self.levels = SoftPicker(style, tr("Which drafts to accept at once"))
        self.many = KeyButton(tr("Accept"), "Shift+A", style)
        self.pack = SoftPicker(style, tr("Where accepted drafts go"))
        row = WrapLayout(style, 8)
        for picker in (self.pack, self.levels):
            picker.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.levels)
        row.addWidget(self.many)
        self._column.addWidget(self.order)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.pack)
        self._column.addLayout(row)
        self.order.clicked.connect(self.sort)
        self.many.clicked.connect(self.accept)
        self.pack.activated.connect(self._send)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_list(self, shown: Shown, found: list[Entry], wanted: int) -> None:
        """Other rows, at the one of this key."""
        self.model.show_entries(found)
        self.table.setAccessibleName(list_name(shown, len(found)))
        self.order.setVisible(shown.verdict is not None and len(found) > 1)
        row = self.model.row_of(wanted)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
        self.table.fit()

    def step(self, by: int) -> None:
        """Go on in the list, or back."""
        row = self.table.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.table.selectRow(row)

    def sort(self) -> None:
        """The next of the orders."""
        self._surest = {0: 1, 1: -1, -1: 0}[self._surest]
        self._name_order()
        self.sorted.emit(self._surest)

    def accept(self) -> None:
        """Accept all that are so sure."""
        if self.levels.count():
            self.sure.emit(Sure(self.levels.currentData()))

    def offer_packs(self, article: ArticleView, packs: Sequence[PackInfo] | None = None) -> None:
        """Where accepted drafts can go; without ``packs`` those that were offered before."""
        if packs is not None or not self.pack.count():
            self.pack.clear()
            self.pack.addItem("", "")
            for info in packs or ():
                self.pack.addItem(tr("Into “{title}”", title=info.title), info.slug)
        if article.pack and self.pack.findData(article.pack) < 0:
            self.pack.addItem(tr("Into “{title}”", title=article.pack_title), article.pack)
        self.pack.setItemText(0, tr("Into a new pack, “{title}”", title=article.title))
        self.pack.setCurrentIndex(max(0, self.pack.findData(article.pack)))

    def offer_sure(self, found: Mapping[Sure, Sequence[int]]) -> None:
        """How many drafts wait, by how sure they are."""
        chosen = self.levels.currentData()
        self.levels.clear()
        fewest = 0
        for sure in reversed(Sure):
            n = len(found[sure])
            if n > fewest:  # what has no more in it than the one above says nothing new
                self.levels.addItem(at_least(sure, n), int(sure))
                fewest = n
        self.levels.setCurrentIndex(max(0, self.levels.findData(chosen)))
        for widget in (self.levels, self.many):
            widget.setVisible(self.levels.count() > 0)

    def _send(self) -> None:
        self.sent.emit(self.pack.currentData())

    def _name_order(self) -> None:
        self.order.set_label(
            {0: tr("In the article's order"), 1: tr("The surest first"), -1: tr("The least sure first")}[
                self._surest
            ]
        )

    def _restyle(self) -> None:
        px = self._style.px
        self._column.setSpacing(px(8))
        self.table.setMinimumSize(min(px(190), 420), px(180))
        self._name_order()
        self.table.fit()
