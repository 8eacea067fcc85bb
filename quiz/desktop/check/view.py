"""The check page as it is built and laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from quiz.app.checkjobs import UNFINISHED, Checked, Remark
from quiz.app.jobs import Job
from quiz.core.lint import Level
from quiz.desktop.check.controller import CheckController
from quiz.desktop.check.model import ABOUT, WHAT, RemarksModel, Shown, level_name
from quiz.desktop.errands import Errand
from quiz.desktop.pages import announce
from quiz.desktop.services import Services
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.table import RowsTable
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.desktop.workpage import Stage, WorkPage
from quiz.words import number, tr, trn


class CheckPage(WorkPage):
    """``open_question`` carries a Remark to go to."""

    open_question = Signal(object)

    def __init__(
        self,
        services: Services,
        parent: QWidget | None = None,
        errand: Callable[[Job[Any], QObject], Errand] = Errand,
    ) -> None:
        super().__init__(services.style, tr("Check"), parent)
        self._remarks: Sequence[Remark] = ()
        self._shown = Shown.ALL
        self._build_header()
        self._build_filter()
        self._build_progress()
        self._build_table()
        self.controller = CheckController(self, services, errand)
        self._connect()
        self._style.changed.connect(self._restyle)
        self._restyle()
        self.show_nothing("")

    # --- the window's side

    def look(self, slug: str, title: str) -> None:
        """Judge a pack; without one, look for questions that several packs have."""
        self.heading.set_title(title or tr("The same question twice"))
        self.segments[Shown.ALL].setChecked(True)
        self._shown = Shown.ALL
        self.controller.look(slug)

    def opened(self) -> None:
        """Where things stand; after a question was mended, its pack is judged again."""
        self._focus()

    def enter(self) -> None:
        """Go to the question, or look again."""
        if self.table.isVisibleTo(self):
            self._go()
        elif not self._progress.isVisibleTo(self):
            self._again()

    def escape(self) -> None:
        """Stop looking, or go back."""
        if not self.controller.stop():
            self.back.emit()

    # --- what the controller says

    def show_progress(self, questions: int) -> None:
        """How many questions have been looked at."""
        begun = not self._progress.isVisibleTo(self)
        self._progress.show()
        for widget in (self._filter, self.table, self.detail, self._nothing):
            widget.hide()
        told = trn("{n} question looked at", "{n} questions looked at", questions) if questions else ""
        self._rows.set_text(told)
        if begun:
            self.told.set_text("")
            self._focus()
            announce(self._progress.words)

    def show_remarks(self, remarks: Sequence[Remark], checked: Checked) -> None:
        """What was found, and how much was looked at."""
        self._remarks = remarks
        told = trn("{n} question looked at.", "{n} questions looked at.", checked.questions)
        if checked.alone:
            told += " " + tr("There are too many to compare them with one another.")
        if remarks:
            told += " " + tr("Enter goes to the question at hand.")
        self.told.set_text(told)
        if not remarks:
            whole = tr("Nothing to mend.") if self.controller.slug else tr("No question stands in two packs.")
            self.show_nothing(whole)
            return
        counts = {shown: sum(one.level == shown.value for one in remarks) for shown in Shown}
        counts[Shown.ALL] = len(remarks)
        for shown, button in self.segments.items():
            button.set_label(f"{_segment(shown)} {number(counts[shown])}")
            button.setVisible(counts[shown] > 0)
        self._progress.hide()
        self._nothing.hide()
        for widget in (self._filter, self.table, self.detail):
            widget.show()
        self._list()
        self._focus()

    def show_nothing(self, sentence: str) -> None:
        """Say in the place of the table why there is none."""
        for widget in (self._progress, self._filter, self.table, self.detail):
            widget.hide()
        self._nothing.words.set_text(sentence)
        self._nothing.show()
        self._focus()
        announce(self._nothing.words)

    # --- building

    def _build_header(self) -> None:
        style = self._style
        self.again = KeyButton(tr("Look again"), "F7", style, bind=True)
        self.head(tr("Check"), self.again, title="")
        self.told = Label(style, "", "muted")
        self._column.addWidget(self.told)

    def _build_filter(self) -> None:
        self._filter = QWidget()
        row = WrapLayout(self._style, 10, self._filter)
        keys = zip(Shown, ("A", "N", "M", "L"), strict=True)
        self._group, self.segments = self.filters(row, [(one, _segment(one), key) for one, key in keys])
        self._column.addWidget(self._filter)

    def _build_progress(self) -> None:
        style = self._style
        self._rows = Label(style, "", "number")
        self.cancel = KeyButton(tr("Cancel"), "Esc", style)
        self._progress = Stage(style, tr("Looking…"), (self._rows, self.cancel))
        self._column.addWidget(self._progress, 1)

    def _build_table(self) -> None:
        self.model = RemarksModel(self)
        self.table = RowsTable(tr("What to mend"), self.model)
        self.table.resized.connect(self._stretch)
        self.detail = Label(self._style, "", "body")
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.detail)
        self._nothing = Stage(self._style)
        self._nothing.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(self._nothing, 1)

    def _connect(self) -> None:
        self.leaving.clicked.connect(self.escape)
        self.cancel.clicked.connect(self.escape)
        self.again.clicked.connect(self._again)
        self._group.buttonClicked.connect(self._filtered)
        self.table.doubleClicked.connect(self._go)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)

    # --- what is done here

    def _go(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.model.remark(index.row()).key:
            self.open_question.emit(self.model.remark(index.row()))

    def _again(self) -> None:
        self.controller.look(self.controller.slug)

    def _filtered(self) -> None:
        self._shown = next(shown for shown, button in self.segments.items() if button.isChecked())
        self._list()

    def _list(self) -> None:
        self.model.show_remarks(self._remarks, self._shown)
        if self.model.rowCount():
            self.table.selectRow(0)
        self._stretch()

    def _chosen(self, current: QModelIndex) -> None:
        if not current.isValid():
            self.detail.set_text("")
            return
        remark = self.model.remark(current.row())
        self.detail.set_text(f"{level_name(remark.level)}: {remark.what}.\n{remark.about}")

    def _focus(self) -> None:
        if self.isVisible():
            place = self.table if self.table.isVisibleTo(self) else self
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- room

    def _stretch(self) -> None:
        """The question gets a good third, what to do the rest."""
        header, room = self.table.horizontalHeader(), self.table.viewport().width()
        about = room * 2 // 5
        header.resizeSection(ABOUT, about)
        header.resizeSection(WHAT, room - about)

    def _restyle(self) -> None:
        px = self._style.px
        self.dress(self._progress, self._nothing)
        self.dress_table(self.table)
        self.detail.setMinimumHeight(px(48))
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.model.set_marks(
            {
                UNFINISHED: self.mark("dash", "muted"),
                Level.ERROR.value: self.mark("cross", "wrong"),
                Level.WARNING.value: self.mark("eye", "ring_amber"),
            }
        )
        self._stretch()


def _segment(shown: Shown) -> str:
    return tr("All") if shown is Shown.ALL else level_name(shown.value)
