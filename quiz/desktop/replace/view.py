"""The page of find and replace as it is built and laid out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from quiz.app.replacing import Part, Replacing, Scope
from quiz.desktop.pages import Panel, announce
from quiz.desktop.replace.controller import Phase, ReplaceController
from quiz.desktop.replace.marked import Marked
from quiz.desktop.replace.model import AFTER, BEFORE, PART, PiecesModel, part_name
from quiz.desktop.services import Services
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.controls import Check
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.softpicker import SoftPicker
from quiz.desktop.widgets.table import RowsTable
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.desktop.workpage import WorkPage
from quiz.words import number, tr, trn

_HERE, _CHOSEN, _ALL = "pack", "chosen", "all"


class TickTable(RowsTable):
    """``ticked`` tells that Space was pressed: Qt would only choose the row, which it is already."""

    ticked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit()
        else:
            super().keyPressEvent(event)


class ReplacePage(WorkPage):
    """``open_question`` carries the number of a question."""

    open_question = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services.style, tr("Find and replace"), parent)
        self._asked, self._phase = Scope(), Phase.EMPTY
        self._build_header()
        self._build_fields()
        self._build_table()
        self.controller = ReplaceController(self, services)
        self._connect()
        self._style.changed.connect(self._restyle)
        self._restyle()
        self.show_phase(Phase.EMPTY)

    # --- the window's side

    def ask(self, scope: Scope, title: str) -> None:
        """Look in some questions, in a pack, or in all packs; ``title`` is the pack's."""
        self._asked = scope
        self.where.clear()
        if scope.keys:
            told = trn("{n} chosen question", "{n} chosen questions", len(scope.keys))
            self.where.addItem(told, _CHOSEN)
        if scope.slug:
            self.where.addItem(tr("This pack: {title}", title=title), _HERE)
        self.where.addItem(tr("All packs"), _ALL)
        self.controller.open(self.scope())

    def scope(self) -> Scope:
        """Where to look, as the list says."""
        match self.where.currentData():
            case "chosen":
                return self._asked
            case "pack":
                return Scope(self._asked.slug)
        return Scope()

    def replacing(self) -> Replacing:
        """What to look for, as the fields say."""
        parts = frozenset(part for part, check in self.parts.items() if check.isChecked())
        return Replacing(
            self.wanted.text(), self.instead.text(), parts, self.case.isChecked(), self.words.isChecked()
        )

    def opened(self) -> None:
        """Ready to type; what was found last may be another thing now."""
        self.wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.wanted.selectAll()
        self.controller.look()

    def closed(self) -> None:
        """Nobody waits for more."""
        self.controller.stop()

    def enter(self) -> None:
        """From the fields to what was found; there, the question itself."""
        if self.table.hasFocus():
            self._open()
        elif self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
        else:
            self.controller.look()

    def escape(self) -> None:
        """Stop looking, or go back."""
        if not self.controller.stop():
            self.back.emit()

    # --- what the controller says

    def show_phase(self, phase: Phase) -> None:
        """What can be done now."""
        self._phase, looking = phase, phase is Phase.LOOKING
        self.progress.setVisible(looking)
        for widget in (self.wanted, self.instead, self.where, self.case, self.words, *self.parts.values()):
            widget.setEnabled(phase is not Phase.WRITING)
        if phase is Phase.EMPTY:
            self.say(tr("Write what to look for; nothing is changed before you say so."))
        elif looking:
            self.say(tr("Looking…"))
        self._count()

    def show_share(self, share: float) -> None:
        """How much was looked through, from 0 to 1."""
        self.progress.setValue(round(share * 1000))
        self._count()
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, PART))

    def say(self, sentence: str) -> None:
        """One line about what was found, done or refused."""
        self.told.set_text(sentence)
        announce(self.told)

    # --- building

    def _build_header(self) -> None:
        style = self._style
        self.undo = KeyButton(tr("Undo"), "Ctrl+Z", style, bind=True)
        self.go = KeyButton(tr("Replace"), "Ctrl+Return", style, variant="main", bind=True)
        self.head(tr("Studio"), self.undo, self.go)

    def _build_fields(self) -> None:
        style = self._style
        panel = Panel()
        column = self._fields = QVBoxLayout(panel)
        row = WrapLayout(style, 12)
        self.wanted, self.instead = QLineEdit(), QLineEdit()
        for field, name in ((self.wanted, tr("Find")), (self.instead, tr("Replace with"))):
            field.setAccessibleName(name)
            field.setPlaceholderText(name)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(field)
        self.where = SoftPicker(style, tr("Where to look"))
        row.addWidget(self.where)
        column.addLayout(row)
        how, where = WrapLayout(style, 16), WrapLayout(style, 16)
        self.case, self.words = Check(style, tr("Match case")), Check(style, tr("Whole words"))
        self.parts = {part: Check(style, part_name(part)) for part in Part}
        told = Label(style, tr("In:"), "muted")
        told.setWordWrap(False)
        for widget in (told, *self.parts.values()):
            where.addWidget(widget)
        for check in (self.case, self.words):
            how.addWidget(check)
        for check in self.parts.values():
            check.setChecked(True)
        column.addLayout(where)
        column.addLayout(how)
        self._column.addWidget(panel)
        self.told = Label(style, "", "body")
        self._column.addWidget(self.told)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("How far it is"))
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self._column.addWidget(self.progress)

    def _build_table(self) -> None:
        self.model = PiecesModel(self)
        self.table = TickTable(tr("What would change"), self.model, several=True)
        self.table.setItemDelegate(Marked(self._style, self.table))
        self.table.setMouseTracking(True)
        self._column.addWidget(self.table, 1)
        self.detail = Label(self._style, "", "muted")
        self._column.addWidget(self.detail)

    def _connect(self) -> None:
        control = self.controller
        self.leaving.clicked.connect(self.escape)
        self.undo.clicked.connect(control.undo)
        self.go.clicked.connect(control.go)
        for field in (self.wanted, self.instead):
            field.textEdited.connect(control.typed)
        for check in (self.case, self.words, *self.parts.values()):
            check.clicked.connect(control.look)
        self.where.activated.connect(self._look_there)
        self.model.ticked.connect(self._count)
        self.table.ticked.connect(self._toggle)
        self.table.clicked.connect(self._clicked)
        self.table.doubleClicked.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.resized.connect(self._stretch)
        self.on_key("Ctrl+F", self._to_field)

    def _look_there(self) -> None:
        self.controller.open(self.scope())

    def _to_field(self) -> None:
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()

    def _toggle(self) -> None:
        self.model.toggle(sorted(index.row() for index in self.table.selectionModel().selectedRows()))

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == PART:
            self.model.toggle([index.row()])

    def _open(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.open_question.emit(self.model.piece(index.row()).key)

    def _chosen(self, current: QModelIndex) -> None:
        text = self.model.piece(current.row()).before if current.isValid() else ""
        self.detail.set_text(" ".join(text.split()))

    def _count(self) -> None:
        wanted = self.model.wanted_count
        self.go.set_label(tr("Replace {n}", n=number(wanted)) if wanted else tr("Replace"))
        self.go.setEnabled(wanted > 0 and self._phase is Phase.FOUND)

    # --- room

    def _stretch(self) -> None:
        """Before and after share what the field leaves."""
        px, header = self._style.px, self.table.horizontalHeader()
        room = self.table.viewport().width()
        field = min(px(165), room // 3)
        half = (room - field) // 2
        for column, width in ((PART, field), (BEFORE, half), (AFTER, room - field - half)):
            header.resizeSection(column, width)

    def _restyle(self) -> None:
        px = self._style.px
        self.dress()
        self._fields.setContentsMargins(px(18), px(14), px(18), px(14))
        self._fields.setSpacing(px(10))
        for field in (self.wanted, self.instead):
            field.setMinimumWidth(px(220))
        self.where.setMaximumWidth(px(300))
        self.table.verticalHeader().setDefaultSectionSize(px(44))
        self.table.setMinimumHeight(min(px(200), 320))
        self._stretch()
