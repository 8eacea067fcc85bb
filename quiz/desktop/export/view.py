"""The export page as it is built and laid out: formats at the left, beside them what stays behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from quiz.app.jobs import Job
from quiz.desktop.errands import Errand
from quiz.desktop.export.controller import ExportController, Way
from quiz.desktop.export.words import purpose
from quiz.desktop.pages import Panel, announce
from quiz.desktop.services import Services
from quiz.desktop.studio.model import Rows
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.table import RowsTable
from quiz.desktop.workpage import Stage, WorkPage
from quiz.words import tr

_NARROW = 860
"""Below this width, at 100 % text, formats and losses stand one above the other."""

Ask = Callable[[QWidget, str, Path, str], str]
"""Asks for a file's name: over which page, titled how, beginning with which, for which kind of files.

Empty when nobody gave one.
"""


def ask_for_name(page: QWidget, title: str, usual: Path, kind: str) -> str:
    """The system's own way to ask; it asks again before a file is replaced."""
    found, _ = QFileDialog.getSaveFileName(page, title, str(usual), kind)
    return found


class ExportPage(WorkPage):
    """A pack on its way out; ``back`` leads to all packs."""

    def __init__(
        self,
        services: Services,
        parent: QWidget | None = None,
        errand: Callable[[Job[Any], QObject], Errand] = Errand,
        ask: Ask = ask_for_name,
    ) -> None:
        super().__init__(services.style, tr("Export"), parent)
        self._ask = ask
        self._ways: list[Way] = []
        self._last = ""
        self._at_front = False
        self._build_header()
        self._build_body()
        self._build_progress()
        self.controller = ExportController(self, services, errand)
        self._connect()
        self._style.changed.connect(self._restyle)
        self._restyle()

    # --- the window's side

    def give(self, slug: str) -> None:
        """Offer to write this pack to a file."""
        self.controller.give(slug)

    def opened(self) -> None:
        """The formats first."""
        self._at_front = True
        self._focus()

    def closed(self) -> None:
        """What is being written goes on."""
        self._at_front = False
        self.controller.look_away()

    def enter(self) -> None:
        """Export."""
        if self.main.isVisibleTo(self):
            self.controller.go()

    def escape(self) -> None:
        """Stop, or go back."""
        self.controller.stop()

    # --- what the controller asks and says

    @property
    def way(self) -> Way | None:
        """The format that is chosen."""
        row = self.table.currentIndex().row()
        return self._ways[row] if 0 <= row < len(self._ways) else None

    def offer(self, title: str, ways: Sequence[Way]) -> None:
        """Offer these formats for a pack of that title; the last one chosen is chosen again."""
        self.heading.set_title(title)
        self._ways = [*ways]
        last = self._last
        self.model.show_rows([(way.title,) for way in ways])
        row = next((n for n, way in enumerate(ways) if way.name == last), 0)
        self.table.selectRow(row)
        self.show_ways()

    def show_ways(self) -> None:
        """The formats, to choose from."""
        self._progress.hide()
        self.body.show()
        self.leaving.show()
        self.main.setVisible(bool(self._ways))
        self.show_lost()
        self._focus()

    def show_lost(self) -> None:
        """What the chosen format would leave behind, as far as that is known."""
        way = self.way
        if way is None:
            return
        self.purpose.set_text(purpose(way.name))
        self.purpose.setVisible(bool(self.purpose.text()))
        lost = self.controller.lost(way.name)
        if lost is None:
            told = tr("Being looked at…")
        else:
            told = "\n".join(lost) if lost else tr("Nothing: it carries the whole pack.")
        if told != self.losses.toPlainText():
            self.losses.setPlainText(told)
            self.losses.setAccessibleDescription(told[:300])

    def show_writing(self, name: str) -> None:
        """A file is being written."""
        self._progress.words.set_text(tr("Writing {file}…", file=name))
        self.tell([])
        for widget in (self.body, self.leaving, self.main):
            widget.hide()
        self._progress.show()
        self._focus()
        announce(self._progress.words)

    def tell(self, sentences: Sequence[str]) -> None:
        """What became of it."""
        self.told.set_text("\n".join(sentences))
        self.told.setVisible(bool(sentences))
        if sentences:
            self.frame.reveal(self.told)
            announce(self.told)

    def ask(self, usual: Path, way: Way) -> str:
        """The name of a file to write; empty when nobody gave one."""
        return self._ask(self, tr("Export the pack to"), usual, f"{way.title} (*{way.ending})")

    def leave(self) -> None:
        """Back to all packs."""
        self.back.emit()

    # --- building

    def _build_header(self) -> None:
        style = self._style
        self.main = KeyButton(tr("Export"), "Return", style, variant="main")
        self.main.hide()
        self.head(tr("Export"), self.main)
        self.told = Label(style, "", "body")
        self.told.hide()
        self._column.addWidget(self.told)

    def _build_body(self) -> None:
        style = self._style
        self.model = Rows((tr("Format"),), parent=self)
        self.table = RowsTable(tr("Formats"), self.model)
        self.table.resized.connect(self._stretch)
        self._behind = Panel()
        column = self._behind_column = QVBoxLayout(self._behind)
        self.purpose = Label(style, "", "body")
        column.addWidget(self.purpose)
        column.addWidget(Label(style, tr("What stays behind"), "heading"))
        self.losses = QPlainTextEdit()
        self.losses.setReadOnly(True)
        self.losses.setTabChangesFocus(True)
        self.losses.setFrameShape(QFrame.Shape.NoFrame)
        self.losses.setAccessibleName(tr("What stays behind"))
        column.addWidget(self.losses, 1)
        self.body = QWidget()
        self._parts = QHBoxLayout(self.body)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.addWidget(self.table, 2)
        self._parts.addWidget(self._behind, 3)
        self._column.addWidget(self.body, 1)

    def _build_progress(self) -> None:
        self.cancel = KeyButton(tr("Cancel"), "Esc", self._style)
        self._progress = Stage(self._style, below=(self.cancel,))
        self._progress.hide()
        self._column.addWidget(self._progress, 1)

    def _connect(self) -> None:
        control = self.controller
        self.main.clicked.connect(control.go)
        self.leaving.clicked.connect(control.stop)
        self.cancel.clicked.connect(control.stop)
        self.table.doubleClicked.connect(control.go)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)

    def _chosen(self, current: QModelIndex) -> None:
        if 0 <= current.row() < len(self._ways):
            self._last = self._ways[current.row()].name
            self.show_lost()
            if self.table.hasFocus():
                self.frame.follow()

    def _focus(self) -> None:
        if self._at_front:
            place: QWidget = self if self.controller.writing else self.table
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one above the other."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < self._style.px(_NARROW)
        self._parts.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def _stretch(self) -> None:
        self.table.horizontalHeader().resizeSection(0, self.table.viewport().width())

    def _restyle(self) -> None:
        px = self._style.px
        self.dress(self._progress)
        self.dress_table(self.table, "body")
        self._parts.setSpacing(px(14))
        self._behind_column.setContentsMargins(px(20), px(18), px(20), px(18))
        self._behind_column.setSpacing(px(12))
        self._behind.setMinimumHeight(px(200))
        self._turn()
        self._stretch()
