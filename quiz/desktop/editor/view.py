"""The pack editor as it is built and laid out: the table at the left, the form at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from quiz.app.replacing import Scope
from quiz.core.questions import problems
from quiz.desktop.editor.actions import ChosenActions, PackActions
from quiz.desktop.editor.bulk import BulkBar
from quiz.desktop.editor.controller import EditorController, Found
from quiz.desktop.editor.filters import FilterBar
from quiz.desktop.editor.form import QuestionForm
from quiz.desktop.editor.model import COLUMNS, QuestionsModel
from quiz.desktop.editor.moving import MoveBar
from quiz.desktop.media import MediaDesk
from quiz.desktop.pages import Elided, Heading, Page, Panel, Scroll, announce
from quiz.desktop.services import Services
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.table import RowsTable
from quiz.desktop.widgets.whose import Whose, yours_stays
from quiz.words import tr, trn

if TYPE_CHECKING:
    from array import array

_PROMPT = COLUMNS.index("prompt")


NARROW = 860
"""Below this width, at 100 % text, table and form stand one above the other."""


class EditorPage(Page):
    """One pack's questions. ``back`` leads to all packs; ``play`` carries the id of a pack to try at once,
    ``check`` the id and title of one to judge, ``preview`` a question and its pack's title, ``replace`` a
    Scope and a title.
    """

    back = Signal()
    play = Signal(object)
    check = Signal(object, object)
    preview = Signal(object, object)
    replace = Signal(object, object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = tr("Studio")
        self._style = services.style
        self.controller = EditorController(self, services)
        self.model = QuestionsModel(self.controller.lines, self)
        self.frame = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self._column = self.frame.column
        self._build_header()
        self.desk = MediaDesk(services, self)
        self.form = QuestionForm(services.style, media=self.desk)
        self._build_body()
        self._connect()
        self._keys_seen: array[int] | None = None
        self._writing = False
        self._field = ""
        self._left_at: QWidget | None = None
        self._style.changed.connect(self._restyle)
        self._restyle()

    # --- the window's side

    def show_question(self, slug: str, key: int = 0, field: str = "") -> None:
        """Open a pack, at a question and its field if they are named."""
        self._field = field
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moving.hide()
        self.at_hand.show()
        if slug != self.controller.listing.slug or key:
            self.filters.clear()
        self.controller.open(slug, key)

    def opened(self) -> None:
        """Where one was, else the table."""
        self.controller.come()
        place, self._left_at = self._left_at or self.table, None
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def closed(self) -> None:
        """What was typed is kept."""
        focused = self.window().focusWidget()
        self._left_at = focused if focused is not None and self.isAncestorOf(focused) else None
        self.desk.hush()
        self.controller.leave()

    def enter(self) -> None:
        """From the table into the form."""
        self.form.prompt.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> None:
        """From the form, or from asking where questions shall go, to the table; from there to the packs."""
        if self.moving.isVisibleTo(self):
            self._stay()
        elif self.form.isAncestorOf(self.window().focusWidget() or self):
            self.controller.save()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del in the table takes the chosen questions out."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self._remove()
            return
        super().keyPressEvent(event)

    # --- what the controller says

    def show_pack(self, found: Found, key: int, *, stay: bool = False) -> None:
        """Another pack, filter or order; the question at hand stays at hand where it is in the table.

        With ``stay`` no other one is put into the form.
        """
        self.heading.set_title(found.title)
        if self.filters.offer(found.categories):
            self.bulk.offer(found.categories)
        same = self._keys_seen is not None and self._keys_seen == found.keys
        self._keys_seen = found.keys
        rows = self.chosen_rows()
        if same:
            self.model.refresh()
        else:
            self.model.show_keys(found.keys)
        row = self.model.row_of(key) if key else -1
        if row < 0 and found.keys:
            row = min(rows[0], len(found.keys) - 1) if rows else 0
        if self.controller.coming or stay:
            self.table.clearSelection()  # the question in the form is in no table yet, or there is none
        elif not found.keys:
            self.controller.choose(0)
        elif row >= 0 and (not same or row not in rows or not self.controller.key):
            self._go_to(row)
        self.count.set_text(trn("{n} question", "{n} questions", len(found.keys)))
        self._count_chosen()
        self._nothing.setVisible(not found.keys)
        self._nothing.set_text(
            tr("No question here fits the filter.")
            if self._is_filtered()
            else tr("This pack is empty. Ctrl+N writes its first question.")
        )
        self._stretch()

    def question_shown(self) -> None:
        """The question that was asked for is in the form: to the field that was asked for with it."""
        if self._writing:
            self._writing = False
            self.write()
        if self._field:
            field, self._field = self._field, ""
            self.form.go_to(field)

    def offer_packs(self, packs: Sequence[tuple[str, str]]) -> None:
        """Ask which of these packs the chosen questions shall go to."""
        self.bulk.hide()
        self.at_hand.hide()
        self.moving.ask(len(self.chosen()), packs)
        self.frame.reveal(self.moving)

    def write(self) -> None:
        """The cursor goes into the prompt of the question in the form."""
        self.form.prompt.setFocus(Qt.FocusReason.OtherFocusReason)

    def will_write(self) -> None:
        """The next question that is shown is a new one: the cursor goes into its prompt."""
        self._writing = True

    def say(self, sentence: str) -> None:
        """One line about what was done or refused."""
        self.told.set_text(sentence)
        announce(self.told)

    def ask_whose(self) -> None:
        """Another window changed the question that is being written here."""
        self.say(tr("Another window changed or removed this question while you wrote."))
        self.whose.show()

    def settled(self) -> None:
        """What was written here stays, and the other window's is one step back."""
        self.whose.hide()
        self.say(yours_stays())

    def chosen_rows(self) -> list[int]:
        """The rows that are selected, from the top."""
        selection = self.table.selectionModel()
        return sorted(index.row() for index in selection.selectedRows()) if selection is not None else []

    def chosen(self) -> list[int]:
        """The numbers of the questions that are selected."""
        return [self.model.keys[row] for row in self.chosen_rows()]

    # --- building

    def _build_header(self) -> None:
        style = self._style
        self.heading = Heading(style, tr("Studio"), "")
        self._column.addWidget(self.heading)
        self.bar = PackActions(style)
        self._column.addWidget(self.bar)
        self.filters = FilterBar(style)
        self._column.addWidget(self.filters)

    def _build_body(self) -> None:
        style = self._style
        left = self._left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        self.table = RowsTable(tr("Questions"), self.model, several=True)
        self.table.resized.connect(self._stretch)
        self._nothing = Label(style, "", "muted")
        self._nothing.hide()
        self.bulk = BulkBar(style)
        self.bulk.hide()
        self.at_hand = ChosenActions(style)
        self.moving = MoveBar(style)
        self.moving.hide()
        self.count = Label(style, "", "muted")
        column.addWidget(self.table, 1)
        for widget in (self._nothing, self.count, self.at_hand, self.moving, self.bulk):
            column.addWidget(widget)
        self._left_column = column
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.form)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(left)
        self.parts.addWidget(panel)
        self.parts.setStretchFactor(0, 1)
        self.parts.setStretchFactor(1, 1)
        self.parts.setSizes([500, 480])
        self._column.addWidget(self.parts, 1)
        foot = QHBoxLayout()
        self.told = Elided(style)
        self.whose = Whose(style)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.whose)
        self._column.addLayout(foot)

    def _connect(self) -> None:
        control = self.controller
        self.form.edited.connect(control.edited)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        do, at_hand = self.bar, self.at_hand
        for button, slot in (
            (do.add, self._new),
            (at_hand.copy, self._copy),
            (at_hand.move_them, self._ask_where),
            (at_hand.preview, self._preview),
            (do.replace, self._replace),
            (do.try_it, self._try),
            (do.check, self._check),
            (do.undo, control.undo),
            (do.redo, control.redo),
        ):
            button.clicked.connect(slot)
        self.filters.changed.connect(self._filter)
        self.desk.said.connect(self.say)
        self.moving.moved.connect(self._move)
        self.moving.copied.connect(self._copy_to)
        self.moving.left.connect(self._stay)
        self.whose.mine.connect(control.keep_mine)
        self.whose.theirs.connect(control.take_theirs)
        self.bulk.values.connect(self._set_values)
        self.bulk.removed.connect(self._remove)
        self.on_key("Ctrl+F", self.filters.to_search)

    # --- what is done here

    def _new(self) -> None:
        self.controller.add()

    def _copy(self) -> None:
        if chosen := self.chosen():
            self.controller.duplicate(chosen)

    def _remove(self) -> None:
        if chosen := self.chosen():
            self.controller.remove(chosen)

    def _set_values(self, values: dict[str, object]) -> None:
        self.controller.set_values(self.chosen(), **values)

    def _ask_where(self) -> None:
        if self.chosen():
            self.controller.offer_packs()

    def _move(self, slug: str) -> None:
        chosen = self.chosen()
        self._stay()
        self.controller.move(chosen, slug)

    def _copy_to(self, slug: str) -> None:
        chosen = self.chosen()
        self._stay()
        self.controller.copy(chosen, slug)

    def _stay(self) -> None:
        self.moving.hide()
        self.at_hand.show()
        self.bulk.show_count(len(self.chosen()))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _preview(self) -> None:
        self.controller.save()
        question = self.form.question()
        if question is None:
            return
        if wrong := problems(question):
            self.say(tr("It cannot be shown yet: {why}.", why=wrong[0]))
        else:
            self.preview.emit(question, self.controller.title)

    def _try(self) -> None:
        self.controller.save()
        self.play.emit(self.controller.listing.slug)

    def _check(self) -> None:
        self.controller.save()
        self.check.emit(self.controller.listing.slug, self.controller.title)

    def _replace(self) -> None:
        self.controller.save()
        chosen = self.chosen()
        keys = tuple(chosen) if len(chosen) > 1 else tuple(self.model.keys) if self._is_filtered() else ()
        self.replace.emit(Scope(self.controller.listing.slug, keys), self.controller.title)

    def _filter(self) -> None:
        self.controller.list_by(**self.filters.values())

    def _is_filtered(self) -> bool:
        listing = self.controller.listing
        return bool(listing.text or listing.kind or listing.difficulty or listing.category)

    def _selected(self) -> None:
        chosen = self.chosen()
        self._count_chosen()
        if chosen:
            self.controller.choose(self.model.keys[self.table.currentIndex().row()]
                                   if self.table.currentIndex().isValid() else chosen[0])  # fmt: skip

    def _count_chosen(self) -> None:
        if not self.moving.isVisibleTo(self):
            self.bulk.show_count(len(self.chosen_rows()))

    def _go_to(self, row: int) -> None:
        index: QModelIndex = self.model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.table.scrollTo(index)
        self.controller.choose(self.model.keys[row])

    # --- room

    def _stretch(self) -> None:
        """The question's column takes what is left."""
        px = self._style.px
        turn(self.parts, self.width() < px(NARROW))
        # A splitter asks nobody for the height at a width, and the rows below the table wrap.
        self._left.setMinimumHeight(self._left_column.minimumHeightForWidth(self._left.width()))
        header = self.table.horizontalHeader()
        room = self.table.viewport().width()
        # The narrower the table, the fewer columns: the question first.
        widths = {"answer": px(150), "kind": px(120), "difficulty": px(86), "category": px(130)}
        shown = list(widths)
        while shown and room - sum(widths[name] for name in shown) < px(230):
            shown.pop()
        for n, name in enumerate(COLUMNS):
            if name in widths:
                self.table.setColumnHidden(n, name not in shown)
                header.resizeSection(n, widths[name])
        header.resizeSection(_PROMPT, max(px(160), room - sum(widths[name] for name in shown)))

    def _restyle(self) -> None:
        px = self._style.px
        self.frame.set_margins(min(px(32), 40), px(22), min(px(32), 40), px(16))
        self._column.setSpacing(px(10))
        self._left_column.setSpacing(px(8))
        self.table.verticalHeader().setDefaultSectionSize(px(40))
        self.form.setMinimumSize(min(px(380), 460), px(320))
        self.table.setMinimumHeight(px(220))
        self._stretch()


def turn(parts: QSplitter, narrow: bool) -> None:
    """Side by side, or one above the other where there is no room."""
    wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
    if parts.orientation() != wanted:
        parts.setOrientation(wanted)
