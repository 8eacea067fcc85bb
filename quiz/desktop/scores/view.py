"""The scores page as it is built and laid out."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from quiz.app.history import Period, ending
from quiz.bank.views import ABANDONED
from quiz.core.rounds import Outcome
from quiz.core.rules import Mode
from quiz.desktop.home.options import mode_name, summary
from quiz.desktop.pages import Heading, Page, Panel, Scroll, announce
from quiz.desktop.scores.controller import Found, ScoresController
from quiz.desktop.scores.model import COLUMNS, More, ScoresModel
from quiz.desktop.services import Services
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.marks import player_mark
from quiz.desktop.widgets.softpicker import SoftPicker
from quiz.desktop.widgets.text import tip
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import packs_told, tr, trn

if TYPE_CHECKING:
    from quiz.bank.views import BoardInfo, RoundRow

_RANK, _PLAYER, _PACK, _ENDING, _VERSION = (
    COLUMNS.index(name) for name in ("rank", "player", "pack", "ending", "version")
)
_SEARCH_AFTER_MS = 120
_LONGEST_PLAYER, _SHORTEST_PLAYER = 240, 105


class ScoresPage(Page):
    """The best and the latest rounds. ``play`` asks for a round, ``statistics`` for what they teach."""

    play = Signal()
    home = Signal()
    achievements = Signal()
    statistics = Signal()
    look = Signal(object)
    """A round's number, to be gone through."""

    searched = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = tr("Scores")
        self._style = services.style
        self._colours: Mapping[str, int] = {}
        self._names_width = 0
        self.model = ScoresModel(self._lines, self)
        self.frame = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self._column = self.frame.column
        self._build_header()
        self._build_table()
        self._build_nothing()
        self.controller = ScoresController(self, services)
        self.on_key("Ctrl+F", self._to_search)
        self.on_key("Delete", self.controller.remove)
        self.on_key("Ctrl+Z", self.controller.bring_back)
        self.table.doubleClicked.connect(self._open_row)
        self.drop.clicked.connect(self.controller.remove)
        self._later.timeout.connect(self.searched)
        self.search.textEdited.connect(self._later.start)
        self._style.changed.connect(self._restyle)
        self._restyle()

    def opened(self) -> None:
        """Fresh rows."""
        self.controller.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Open the round at hand; without any, play."""
        self._open_row()

    def escape(self) -> None:
        """Back home."""
        self.home.emit()

    def at_hand(self) -> int | None:
        """The number of the round that the table is at."""
        return self.model.key(self.table.currentIndex().row())

    def _open_row(self) -> None:
        key = self.at_hand()
        if key is not None and self.table.isVisibleTo(self):
            self.look.emit(key)
        else:
            self.play.emit()

    def _to_search(self) -> None:
        if self.latest.isChecked():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _lines(self, keys: Sequence[int]) -> dict[int, RoundRow]:
        return self.controller.lines(keys)

    # --- what the controller says

    def say(self, sentence: str) -> None:
        """One sentence above the table."""
        self.said.set_text(sentence)
        self.said.setVisible(bool(sentence))
        if sentence:
            announce(self.said)

    def show_query(self, found: Found) -> None:
        """Offer the packs and players that there are, with those asked for chosen."""
        asked = found.query
        _fill(self.pack, [("", tr("All packs")), *found.packs], asked.pack)
        _fill(
            self.mode, [("", tr("All modes")), *((mode.value, mode_name(mode)) for mode in Mode)], asked.mode
        )
        _fill(self.player, [("", tr("All players")), *((name, name) for name in found.players)], asked.player)
        self._colours = found.players
        self._mark()
        (self.latest if asked.latest else self.best).setChecked(True)
        for widget in (self.search, self.outcome, self.drop):
            widget.setVisible(asked.latest)
        for widget in (self.board, self.period):
            widget.setVisible(not asked.latest)
        named = [(one.key, _board_name(one, whole=not asked.pack)) for one in found.boards]
        key = found.view.key if found.view is not None else ""
        _fill(self.board, named or [("", tr("No board yet"))], key)
        self.board.setToolTip(tip(self.board.currentText()))
        self.period.setCurrentIndex(max(0, self.period.findData(asked.period)))
        if not self.search.hasFocus():
            self.search.setText(asked.text)
        self.outcome.setCurrentIndex(max(0, self.outcome.findData(asked.outcome)))
        self.heading.set_title(self.pack.currentText())

    def show_board(self, rows: Sequence[RoundRow], total: int, today: date, more: More) -> None:
        """Show the beginning of a board; the table reads on when it is scrolled."""
        self.model.show_board(rows, total, today, more)
        count = trn("{n} round", "{n} rounds", total)
        told = tr("{count} under the same rules, the best first; Enter opens one", count=count)
        if self.player.currentData():
            told = tr(
                "{count} of this player's, under the same rules; # is the place among them", count=count
            )
        self._shown(told)
        self.table.setCurrentIndex(self.model.index(0, 0))

    def show_keys(self, keys: array[int], today: date) -> None:
        """Show the history, or what was looked for in it."""
        row = max(0, self.table.currentIndex().row())
        self.model.show_keys(keys, today)
        count = trn("{n} round", "{n} rounds", len(keys))
        self._shown(tr("{count}, the newest first; Enter opens one", count=count))
        self.table.setCurrentIndex(self.model.index(min(row, len(keys) - 1), 0))

    def _shown(self, note: str) -> None:
        latest = self.latest.isChecked()
        self.table.setVisible(True)
        # On the boards stand none but rounds that were played to their end; places are the boards' own.
        self.table.setColumnHidden(_ENDING, not latest)
        self.table.setColumnHidden(_RANK, latest)
        self.table.setColumnHidden(_VERSION, latest)
        self._nothing.setVisible(False)
        self.drop.setEnabled(True)
        self._fit()
        self.note.set_text(note)

    def show_nothing(self, sentence: str, *, offer_play: bool, offer_clear: bool) -> None:
        """Say why the table is empty, and what can be done."""
        focused = self.window().focusWidget() is self.table
        self.model.show_rows((), date.min)
        self.table.setVisible(False)
        self._nothing.setVisible(True)
        self.note.set_text("")
        self.drop.setEnabled(False)
        self._why.set_text(sentence)
        self.start.setVisible(offer_play)
        self.clear.setVisible(offer_clear)
        if focused:
            (self.start if offer_play else self.best).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._why)

    # --- building

    def _build_header(self) -> None:
        style = self._style
        self.heading = Heading(style, tr("High scores"), tr("All packs"))
        self.note = Label(style, "", "muted")
        self.earned = KeyButton(tr("Achievements"), "A", style, bind=True)
        self.earned.clicked.connect(self.achievements)
        self.taught = KeyButton(tr("Statistics"), "T", style, bind=True)
        self.taught.clicked.connect(self.statistics)
        top = WrapLayout(style, 12)
        for part in (self.heading, self.taught, self.earned):
            top.addWidget(part)
        self._column.addLayout(top)
        row = WrapLayout(style, 10)
        self._group = QButtonGroup(self)
        self.best = self._segment(tr("Best"), "B")
        self.latest = self._segment(tr("History"), "L")
        self.best.setChecked(True)
        self.pack = SoftPicker(style, tr("Pack"))
        self.mode = SoftPicker(style, tr("Mode"))
        self.player = SoftPicker(style, tr("Player"))
        self.board = SoftPicker(style, tr("Board"))
        self.period = SoftPicker(style, tr("Period"))
        for period, name in (
            (Period.ALL, tr("All time")),
            (Period.TODAY, tr("Today")),
            (Period.WEEK, tr("This week")),
            (Period.MONTH, tr("This month")),
        ):
            self.period.addItem(name, period.value)
        self.outcome = SoftPicker(style, tr("Ending"))
        self.outcome.addItem(tr("All endings"), "")
        for value in (*(one.value for one in Outcome), ABANDONED, "open"):
            self.outcome.addItem(ending(value), value)
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("Search the history"))
        self.search.setPlaceholderText(tr("Search packs and players (Ctrl+F)"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SEARCH_AFTER_MS)
        self.drop = KeyButton(tr("Remove"), "Delete", style)
        self.said = Label(style, "", "body")
        self.said.hide()
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # The filters become narrower together, and go to the next line together.
        self._filters = QWidget()
        self._filters.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        filters = WrapLayout(style, 10, self._filters)
        for widget in (self.best, self.latest, gap, self._filters):
            row.addWidget(widget)
        for picker in (self.pack, self.mode, self.player):
            filters.addWidget(picker)
        more = WrapLayout(style, 10)
        for widget in (self.board, self.period, self.search, self.outcome, self.drop):
            more.addWidget(widget)
        for widget in (self.search, self.outcome, self.drop):
            widget.hide()
        show = ((self.pack, tr("All packs")), (self.mode, tr("All modes")), (self.player, tr("All players")))
        for picker, name in show:
            picker.addItem(name, "")
        self._column.addLayout(row)
        self._column.addLayout(more)
        self._column.addWidget(self.said)
        self._column.addWidget(self.note)

    def _segment(self, label: str, key: str) -> KeyButton:
        button = KeyButton(label, key, self._style, variant="choice", bind=True)
        button.setCheckable(True)
        self._group.addButton(button)
        return button

    def _build_table(self) -> None:
        self.table = QTableView()
        self.table.setAccessibleName(tr("Rounds"))
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # In a small window the page scrolls as well as the table.
        self.table.selectionModel().currentChanged.connect(self.frame.follow)
        self._column.addWidget(self.table, 1)

    def _build_nothing(self) -> None:
        style = self._style
        self._nothing = Panel()
        column = QVBoxLayout(self._nothing)
        self._why = Label(style, "", "heading")
        self._why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.start = KeyButton(tr("Play"), "Return", style, variant="main")
        self.clear = KeyButton(tr("Clear the filters"), "", style)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._why, 100)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(18)
        column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(12)
        self.start.clicked.connect(self.play)
        self._nothing.hide()
        self._column.addWidget(self._nothing, 1)

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pack's column takes what is left."""
        super().resizeEvent(event)
        self._narrow()
        self._stretch()

    def _narrow(self) -> None:
        """The filters keep to one line, unless the window is narrower than that."""
        left, right = self._sides()
        room = max(1, self.width() - left - right)
        self.board.setMaximumWidth(min(self._style.px(640), room))
        self.board.setMinimumWidth(min(self._style.px(460), room))
        self.search.setMinimumWidth(min(self._style.px(320), room))
        self._filters.setMinimumWidth(max(1, min(self._style.px(470), self.width() - left - right)))

    def _sides(self) -> tuple[int, int]:
        """The margins to the left and to the right."""
        return min(self._style.px(32), 40), min(self._style.px(40), 44)

    def _fit(self) -> None:
        self.table.resizeColumnsToContents()
        self._names_width = self.table.horizontalHeader().sectionSize(_PLAYER)
        self._stretch()

    def _stretch(self) -> None:
        """Names get what they need while the pack has room enough; beside it they are elided."""
        header, px = self.table.horizontalHeader(), self._style.px
        shown = (
            n for n in range(len(COLUMNS)) if n not in (_PACK, _PLAYER) and not self.table.isColumnHidden(n)
        )
        room = self.table.viewport().width() - sum(header.sectionSize(n) for n in shown)
        player = min(self._names_width, px(_LONGEST_PLAYER), max(px(_SHORTEST_PLAYER), room - px(140)))
        header.resizeSection(_PLAYER, player)
        header.resizeSection(_PACK, max(px(130), room - player))

    def _mark(self) -> None:
        ratio, px = self.devicePixelRatioF(), self._style.px
        self.table.setIconSize(QSize(px(16), px(16)))
        self.model.set_marks(
            {name: player_mark(self._style, number, ratio) for name, number in self._colours.items()}
        )

    def _restyle(self) -> None:
        px = self._style.px
        left, right = self._sides()
        self.frame.set_margins(left, px(26), right, px(28))
        self.table.setMinimumHeight(px(230))
        for picker in (self.pack, self.mode, self.player):
            picker.setMinimumWidth(px(150))
            picker.setMaximumWidth(px(190))
        self.outcome.setMinimumWidth(px(150))
        self.period.setMinimumWidth(px(150))
        self._narrow()
        self._column.setSpacing(px(10))
        self._why.setMaximumWidth(px(560))
        self.table.setFont(self._style.font("number", 15))
        self.table.verticalHeader().setDefaultSectionSize(px(44))
        self._mark()
        if self.model.rowCount():
            self._fit()


def _board_name(board: BoardInfo, *, whole: bool) -> str:
    """What parts a board from others; ``whole`` with the titles of its packs."""
    rules = board.rules
    parts = [packs_told(board.titles)] if whole else []
    parts.append(summary(rules))
    if rules.category:
        parts.append(rules.category)
    if not rules.reading:
        parts.append(tr("no reading time"))
    if rules.extra_percent != 100:
        parts.append(tr("{n} % time", n=rules.extra_percent))
    if board.assisted:
        parts.append(tr("assisted"))
    return " · ".join(parts)


def _fill(picker: SoftPicker, choices: Sequence[tuple[str, str]], value: str) -> None:
    known: list[Any] = [picker.itemData(n) for n in range(picker.count())]
    if known != [data for data, _ in choices]:
        picker.clear()
        for data, name in choices:
            picker.addItem(name, data)
        picker.updateGeometry()
    picker.setCurrentIndex(max(0, picker.findData(value)))
