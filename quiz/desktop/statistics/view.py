"""The statistics page as it is built and laid out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quiz.app.statistics import Share, Statistics
from quiz.core.kinds import Difficulty, Kind
from quiz.desktop.editor.names import difficulty_name, kind_name
from quiz.desktop.pages import announce
from quiz.desktop.services import Services
from quiz.desktop.statistics import words
from quiz.desktop.statistics.controller import Query, StatisticsController
from quiz.desktop.statistics.panels import ChartPanel, QuestionsPanel
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.charts.bars import BarChart
from quiz.desktop.widgets.charts.calendar import CalendarChart
from quiz.desktop.widgets.charts.chart import Chart
from quiz.desktop.widgets.charts.course import CourseChart
from quiz.desktop.widgets.charts.histogram import HistogramChart
from quiz.desktop.widgets.figure import Figure
from quiz.desktop.widgets.flow import FlowLayout
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.png import Ask, ask_for_name
from quiz.desktop.widgets.softpicker import SoftPicker
from quiz.desktop.workpage import Stage, WorkPage
from quiz.words import number, seconds, tr

_CARD, _PANEL, _GAP, _ROWS = 168, 430, 14, 7


class By(Enum):
    """What accuracy is told by."""

    CATEGORY = auto()
    DIFFICULTY = auto()
    KIND = auto()
    PACK = auto()


class StatisticsPage(WorkPage):
    """What the history teaches whoever plays now. ``play`` asks for a round, ``back`` leads to the scores."""

    play = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None, ask: Ask = ask_for_name) -> None:
        super().__init__(services.style, tr("Statistics"), parent)
        self._found: Statistics | None = None
        self._build_header()
        self._build_charts(ask)
        self._build_questions()
        self._build_nothing()
        self.controller = StatisticsController(self, services)
        self._connect()
        self._style.changed.connect(self._restyle)
        self._restyle()
        self.show_nothing("", offer_play=False)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts, in their order."""
        return self.scores, self.rating, self.accuracy, self.times, self.calendar

    # --- the window's side

    def opened(self) -> None:
        """Fresh figures."""
        self.controller.opened()
        self._focus()

    def closed(self) -> None:
        """No more work for a page that nobody sees."""
        self.controller.closed()

    def enter(self) -> None:
        """Play, where there is nothing to be seen yet."""
        if self.start.isVisibleTo(self):
            self.play.emit()

    def escape(self) -> None:
        """Back to the scores."""
        self.back.emit()

    # --- what the controller says

    def show_statistics(self, query: Query, found: Statistics, today: date) -> None:
        """Show all of it."""
        self._found = found
        self.heading.set_title(query.player)
        self._fill(found, query.pack)
        told = words.summary(found)
        self.note.set_text(
            tr("{told} · ratings are being brought up to date…", told=told) if found.updating else told
        )
        self._nothing.hide()
        self._contents.show()
        for card, (value, name) in zip(self.figures, words.figures(found), strict=True):
            card.show_figure(value, name)
        self._show_courses(found)
        self._show_accuracy()
        self._show_times(found)
        self._show_days(found, today)
        self.hardest.show_questions(found.hardest)
        self.easiest.show_questions(found.easiest)

    def show_nothing(self, sentence: str, *, offer_play: bool) -> None:
        """Say in the place of the figures why there are none."""
        self._contents.hide()
        self.pack.setVisible(False)
        self.heading.set_title(self.title)
        self.note.set_text("")
        self._nothing.words.set_text(sentence)
        self.start.setVisible(offer_play)
        self._nothing.show()
        self._focus()
        announce(self._nothing.words)

    # --- building

    def _build_header(self) -> None:
        self.pack = SoftPicker(self._style, tr("Pack"))
        self.pack.addItem(tr("All packs"), "")
        self.head(tr("Statistics"), self.pack, title="")
        self.note = Label(self._style, "", "muted")
        self._column.addWidget(self.note)

    def _build_charts(self, ask: Ask) -> None:
        style = self._style
        self._contents = QWidget()
        self._cards = FlowLayout(_CARD, _GAP)
        self.figures = [Figure(style) for _ in range(4)]
        for figure in self.figures:
            self._cards.addWidget(figure)
        self.scores = CourseChart(style, tr("Score over time"), ask=ask)
        self.rating = CourseChart(style, tr("Rating"), from_zero=False, ask=ask)
        self.accuracy = BarChart(style, tr("Accuracy"), rows=_ROWS, ask=ask)
        self.times = HistogramChart(style, tr("Answer times"), ask=ask)
        self.calendar = CalendarChart(style, tr("Days played"), ask=ask)
        self.by = SoftPicker(style, tr("Accuracy by"))
        for by in By:
            self.by.addItem(_by_name(by), by)
        self._pairs = FlowLayout(_PANEL, _GAP)
        for panel in (
            ChartPanel(style, self.scores),
            ChartPanel(style, self.rating),
            ChartPanel(style, self.accuracy, self.by),
            ChartPanel(style, self.times),
        ):
            self._pairs.addWidget(panel)
        self._whole = ChartPanel(style, self.calendar)

    def _build_questions(self) -> None:
        self.hardest = QuestionsPanel(self._style, tr("Hardest questions"))
        self.easiest = QuestionsPanel(self._style, tr("Easiest questions"))
        self._rows = QVBoxLayout(self._contents)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addLayout(self._cards)
        self._rows.addLayout(self._pairs)
        for panel in (self._whole, self.hardest, self.easiest):
            self._rows.addWidget(panel)
        self._rows.addStretch(1)
        self._column.addWidget(self._contents, 1)

    def _build_nothing(self) -> None:
        self.start = KeyButton(tr("Play"), "Return", self._style, variant="main")
        self._nothing = Stage(self._style, below=(self.start,))
        self._column.addWidget(self._nothing, 1)

    def _connect(self) -> None:
        self.leaving.clicked.connect(self.escape)
        self.start.clicked.connect(self.play)
        self.pack.activated.connect(self._filtered)
        self.by.activated.connect(self._show_accuracy)
        for chart in self.charts:
            chart.said.connect(self._say)

    # --- what is done here

    def _filtered(self) -> None:
        self.controller.choose(self.pack.currentData() or "")

    def _say(self, sentence: str) -> None:
        self.note.set_text(sentence)
        announce(self.note)

    def _fill(self, found: Statistics, chosen: str) -> None:
        packs = sorted(found.titles.items(), key=lambda one: (one[1].casefold(), one[0]))
        wanted = [("", tr("All packs")), *packs]
        if [self.pack.itemData(n) for n in range(self.pack.count())] != [slug for slug, _ in wanted]:
            self.pack.clear()
            for slug, title in wanted:
                self.pack.addItem(title, slug)
            self.pack.updateGeometry()
        self.pack.setCurrentIndex(max(0, self.pack.findData(chosen)))
        self.pack.setVisible(True)

    def _show_courses(self, found: Statistics) -> None:
        scores = found.scores
        self.scores.show_points(
            words.course(scores.points, mean=True) if scores else (),
            words.rules_line(scores) if scores else "",
            tr("No round that came to its end. Practice and Misses have no scores."),
        )
        moved = words.course(found.ratings, mean=False)
        self.rating.show_points(
            moved,
            tr("After each day played; 1,500 is where everybody begins"),
            tr("The rating is being worked out.") if found.updating else tr("No answer has been rated yet."),
        )

    def _show_accuracy(self) -> None:
        if self._found is None:
            return
        by: By = self.by.currentData()
        shares, names = self._shares(by, self._found)
        most = sorted(zip(shares, names, strict=True), key=lambda one: -one[0].asked)[:_ROWS]
        if by in (By.DIFFICULTY, By.KIND):
            order = {one.value: n for n, one in enumerate((*Difficulty, *Kind))}
            most.sort(key=lambda one: order[one[0].key])
        shown = words.bars([share for share, _ in most], [name for _, name in most])
        told = tr("Right answers, by {by}", by=_by_name(by).lower())
        if len(shares) > len(most):
            told = tr(
                "{told} · the {n} most played of {all}", told=told, n=len(most), all=number(len(shares))
            )
        self.accuracy.set_title(tr("Accuracy by {by}", by=_by_name(by).lower()))
        self.accuracy.show_bars(shown, told, tr("No answers here yet."))

    def _shares(self, by: By, found: Statistics) -> tuple[Sequence[Share], list[str]]:
        match by:
            case By.CATEGORY:
                return found.by_category, [one.key or tr("No category") for one in found.by_category]
            case By.DIFFICULTY:
                return found.by_difficulty, [difficulty_name(Difficulty(s.key)) for s in found.by_difficulty]
            case By.KIND:
                return found.by_kind, [kind_name(Kind(one.key)) for one in found.by_kind]
        return found.by_pack, [found.titles.get(one.key, one.key) for one in found.by_pack]

    def _show_times(self, found: Statistics) -> None:
        times, middle = found.times, found.median_ms
        self.times.show_counts(
            times.counts if times else (), times.width_ms if times else 1000, middle,
            tr("Median {time}, as the dashed line", time=seconds(middle or 0)),
            tr("No answer against a clock yet."),
        )  # fmt: skip

    def _show_days(self, found: Statistics, today: date) -> None:
        none = tr("No day was played on yet.")
        self.calendar.show_days(dict(found.days), today, words.days_line(found), none)

    def _focus(self) -> None:
        if self.isVisible():
            place: QWidget = self.leaving
            if self.start.isVisibleTo(self):
                place = self.start
            elif self.pack.isVisibleTo(self):
                place = self.pack
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four cards side by side, or two above two."""
        super().resizeEvent(event)
        self._part()

    def _part(self) -> None:
        gap = self._style.px(_GAP)
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        columns = len(self.figures) if room >= len(self.figures) * (self._style.px(_CARD) + gap) else 2
        self._cards.set_measures(max(1, room // columns - gap), gap)

    def _restyle(self) -> None:
        px = self._style.px
        self.dress(self._nothing)
        self.frame.set_margins(min(px(32), 40), px(22), min(px(40), 44), px(28))
        self._rows.setSpacing(px(_GAP))
        self._part()
        self._pairs.set_measures(min(px(_PANEL), 640), px(_GAP))
        self.pack.setMinimumWidth(px(150))
        self.pack.setMaximumWidth(px(260))
        self.pack.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def _by_name(by: By) -> str:
    return {
        By.CATEGORY: tr("Category"),
        By.DIFFICULTY: tr("Difficulty"),
        By.KIND: tr("Kind"),
        By.PACK: tr("Pack"),
    }[by]
