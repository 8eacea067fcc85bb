"""The import page as it is built and laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from quiz.app.jobs import Job
from quiz.app.library import outcome
from quiz.app.packjobs import Report
from quiz.desktop.errands import Errand
from quiz.desktop.intake.controller import Entry, IntakeController, Phase
from quiz.desktop.intake.model import ROW, TEXT, WHAT, ReportModel, Shown
from quiz.desktop.intake.words import counted, summed_up
from quiz.desktop.pages import announce
from quiz.desktop.services import Services
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.softpicker import SoftPicker
from quiz.desktop.widgets.table import RowsTable
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.desktop.workpage import Stage, WorkPage
from quiz.words import number, tr, trn


class IntakePage(WorkPage):
    """Files on their way in. ``open_pack`` carries the id of one that was imported."""

    open_pack = Signal(object)

    def __init__(
        self,
        services: Services,
        parent: QWidget | None = None,
        errand: Callable[[Job[Any], QObject], Errand] = Errand,
    ) -> None:
        super().__init__(services.style, tr("Import"), parent)
        self._filter = Shown.ALL
        self._entry: Entry | None = None
        self._at_front = self._trying = False
        self._build_header()
        self._build_choices()
        self._build_progress()
        self._build_table()
        self.controller = IntakeController(self, services, errand)
        self._connect()
        self._style.changed.connect(self._restyle)
        self._restyle()
        self.show_entries([], 0, Phase.EMPTY)

    # --- the window's side

    def take(self, paths: list[Path]) -> None:
        """Read these files and report on them, before anything is written."""
        self._trying = False
        self.controller.take(paths)

    def take_text(self, text: str) -> None:
        """The same for a text from the clipboard."""
        self.controller.take_text(text)

    def opened(self) -> None:
        """Where things stand."""
        self._at_front = True
        self._focus()

    def closed(self) -> None:
        """What is under way goes on."""
        self._at_front = False

    def enter(self) -> None:
        """Import, or open what was imported."""
        if self.main.isVisibleTo(self):
            self.controller.go()

    def escape(self) -> None:
        """Stop, or go back."""
        self.controller.stop()

    # --- what the controller says

    def show_progress(self, sentence: str, rows: int, most: int) -> None:
        """What is being done, and how many rows it has met, of ``most``: 0 where nobody knows."""
        begun = not self._progress.isVisibleTo(self)
        self._progress.show()
        for widget in (self._choices, self.table, self.detail, self._nothing, self.leaving, self.main):
            widget.hide()
        self._progress.words.set_text(sentence)
        self.bar.setVisible(most > 0)
        self.bar.setRange(0, max(1, most))
        self.bar.setValue(min(rows, most))
        told = trn("{n} row", "{n} rows", rows) if rows else ""
        if rows and most:
            told = tr("{n} of {most} rows", n=number(rows), most=number(most))
        self._rows.set_text(told)
        if begun:
            self.heading.set_title(self.title)
            self.tell("")
            self._note("")
            self._focus()
            announce(self._progress.words)

    def show_entries(self, entries: Sequence[Entry], at: int, phase: Phase) -> None:
        """The report on one of the files, or what became of it."""
        self._progress.hide()
        self._entry = entry = entries[at] if entries else None
        self._offer_files(entries, at)
        self.leaving.show()
        if entry is None:
            self.heading.set_title(self.title)
            self._note("")
            self._choices.hide()
            self._show_main("", show=False)
            self._say_nothing(tr("Nothing is being imported. Bring a file or a text from the studio."))
            self._focus()
            return
        self._choices.show()
        self._show_head(entry, phase)
        self._show_table(entry)
        wanted = sum(one.wanted for one in entries)
        if phase is Phase.RESULT:
            self._show_main(tr("Open pack"), show=entry.imported)
        else:
            label = tr("Import") if wanted < 2 else trn("Import {n} pack", "Import {n} packs", wanted)
            self._show_main(label, show=wanted > 0)
        self._focus()

    def tell(self, sentence: str) -> None:
        """A sentence about the whole; nothing takes it back."""
        self.told.set_text(sentence)
        self.told.setVisible(bool(sentence))
        if sentence:
            announce(self.told)

    def offer_formats(self, formats: Sequence[tuple[str, str]]) -> None:
        """Which formats a file can be said to be in."""
        if self.format.count() == 1:
            for name, title in formats:
                self.format.addItem(title, name)
        if self._entry is not None:
            self.format.setCurrentIndex(max(0, self.format.findData(self._entry.format)))

    def leave(self) -> None:
        """Back to where the files came from."""
        self.back.emit()

    def opened_pack(self, slug: str) -> None:
        """Open a pack that was imported."""
        self.open_pack.emit(slug)

    # --- parts of it

    def _show_head(self, entry: Entry, phase: Phase) -> None:
        report = entry.report
        self.heading.set_title(entry.path.name if report is None else report.title)
        self.format.setCurrentIndex(max(0, self.format.findData(entry.format)))
        self.format.setVisible(phase is Phase.REPORT)
        if report is None:
            self._note("")
            self.tell("")
            for button in self.segments.values():
                button.hide()
            return
        self._note(
            tr(
                "{file}, {format}: {counts}",
                file=entry.path.name,
                format=report.format_title,
                counts=counted(report),
            )
        )
        if entry.imported:
            self.tell(outcome(report.questions, report.update))
        else:
            self.tell(entry.trouble or tr("Nothing has been written yet."))

    def _note(self, text: str) -> None:
        self.note.set_text(text)
        self.note.setVisible(bool(text))

    def _show_table(self, entry: Entry) -> None:
        report = entry.report
        if report is None:
            self._say_nothing(entry.trouble)
            return
        # What is said of the pack itself is a change as well.
        changed = report.changed + sum(number == 0 for number, *_ in entry.said)
        counts = (changed + report.refused, changed, report.refused)
        names = (tr("To look at"), tr("Changed"), tr("Refused"))
        for button, name, count in zip(self.segments.values(), names, counts, strict=True):
            button.set_label(f"{name} {number(count)}")
        for button in self.segments.values():
            button.setVisible(bool(entry.said))
        self._list(entry, report)

    def _list(self, entry: Entry, report: Report) -> None:
        self.model.show_report(entry.said, report.counts, self._filter)
        if not self.model.rowCount():
            told = {
                Shown.ALL: tr("Every row is taken just as it stands."),
                Shown.CHANGED: tr("No row is changed."),
                Shown.REFUSED: tr("No row is refused."),
            }
            self._say_nothing(told[self._filter if entry.said else Shown.ALL])
            return
        self._nothing.hide()
        self.table.show()
        self.detail.show()
        self.table.selectRow(0)
        self._stretch()

    def _say_nothing(self, sentence: str) -> None:
        """Say in the place of the table why there is none."""
        self.table.hide()
        self.detail.hide()
        self._nothing.words.set_text(sentence)
        self._nothing.show()
        announce(self._nothing.words)

    def _show_main(self, label: str, *, show: bool) -> None:
        self.main.setVisible(show)
        if label:
            self.main.set_label(label)

    def _offer_files(self, entries: Sequence[Entry], at: int) -> None:
        self.files.clear()
        self.files.addItems([summed_up(entry) for entry in entries])
        self.files.setCurrentIndex(at)
        self.files.setVisible(len(entries) > 1)

    def _focus(self) -> None:
        if not self._at_front:
            return
        places: list[QWidget] = [self.table, self.main, self.leaving]
        if self._trying or (self._entry is not None and self._entry.report is None):
            places.insert(0, self.format)
        # While something is done the page itself has the focus: a second Enter must not stop it.
        place = next((one for one in places if one.isVisibleTo(self)), self)
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.frame.verticalScrollBar().setValue(0)
        if place is not self.table:
            self.frame.follow()

    # --- building

    def _build_header(self) -> None:
        style = self._style
        self.main = KeyButton(tr("Import"), "Return", style, variant="main")
        self.head(tr("Import"), self.main)
        self.note = Label(style, "", "muted")
        self.told = Label(style, "", "body")
        self._column.addWidget(self.note)
        self._column.addWidget(self.told)

    def _build_choices(self) -> None:
        style = self._style
        self._choices = QWidget()
        row = WrapLayout(style, 10, self._choices)
        self._group, self.segments = self.filters(
            row,
            (
                (Shown.ALL, tr("To look at"), "A"),
                (Shown.CHANGED, tr("Changed"), "C"),
                (Shown.REFUSED, tr("Refused"), "R"),
            ),
        )
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(gap)
        self.files = SoftPicker(style, tr("File"))
        self.format = SoftPicker(style, tr("Format to read it as"))
        self.format.addItem(tr("Format by content"), "")
        row.addWidget(self.files)
        row.addWidget(self.format)
        self._column.addWidget(self._choices)

    def _build_progress(self) -> None:
        style = self._style
        self._rows = Label(style, "", "number")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("How far it is"))
        self.bar.setTextVisible(False)
        self.cancel = KeyButton(tr("Cancel"), "Esc", style)
        self._progress = Stage(style, below=(self._rows, self.bar, self.cancel))
        self._column.addWidget(self._progress, 1)

    def _build_table(self) -> None:
        self.model = ReportModel(self)
        self.table = RowsTable(tr("Rows that are changed or refused"), self.model)
        self.table.resized.connect(self._stretch)
        self.detail = Label(self._style, "", "muted")
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.detail)
        self._nothing = Stage(self._style)
        self._nothing.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(self._nothing, 1)

    def _connect(self) -> None:
        control = self.controller
        self.main.clicked.connect(control.go)
        self.leaving.clicked.connect(control.stop)
        self.cancel.clicked.connect(control.stop)
        self.files.activated.connect(control.choose)
        self.format.activated.connect(self._read_as)
        self._group.buttonClicked.connect(self._filtered)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)

    def _read_as(self, at: int) -> None:
        self._trying = True
        self.controller.read_as(self.format.itemData(at))

    def _filtered(self) -> None:
        self._filter = next(shown for shown, button in self.segments.items() if button.isChecked())
        if self._entry is not None and self._entry.report is not None:
            self._list(self._entry, self._entry.report)

    def _chosen(self, current: QModelIndex) -> None:
        self.detail.set_text(self.model.sentence(current.row()) if current.isValid() else "")
        if self.table.hasFocus():
            self.frame.ensureWidgetVisible(self.detail, 24, 24)

    # --- room

    def _stretch(self) -> None:
        """What happened gets most, then the text; where both would be cut short, the line below has it."""
        px, header = self._style.px, self.table.horizontalHeader()
        room = self.table.viewport().width()
        row = min(px(90), room // 4)
        text = (room - row) * 2 // 5 if room >= px(460) else 0
        self.table.setColumnHidden(TEXT, not text)
        for column, width in ((ROW, row), (WHAT, room - row - text), (TEXT, text)):
            header.resizeSection(column, width)

    def _restyle(self) -> None:
        px = self._style.px
        self.dress(self._progress, self._nothing)
        self.dress_table(self.table)
        self.detail.setMinimumHeight(px(44))
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.model.set_marks(self.mark("pencil", "muted"), self.mark("cross", "wrong"))
        self._stretch()
