"""The round page as it is built: header, body in a scroll area, cover. It decides nothing about the game."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from quiz.core.rounds import Answer, Open, Round
from quiz.core.rules import Lifeline
from quiz.desktop.round.body import Body
from quiz.desktop.round.cover import Cover
from quiz.desktop.round.header import Header
from quiz.desktop.round.words import Told
from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon
from quiz.words import tr

_WIDEST, _TALLEST = 1320, 900
_MARGIN, _NARROW_MARGIN, _TOP = 56, 24, 28
_COMPACT = 440
"""Under this height (at 100 %) nothing is spent on air, and the header has one line."""


class More(QWidget):
    """Says at the foot of a view that there is more below, and which key goes there."""

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = tr("More: PgDn")
        self.setAccessibleName(tr("More below: Page Down"))
        self.hide()

    def stand_in(self, view: QRect) -> None:
        """At the middle of the foot of this rectangle."""
        style = self._style
        metrics = QFontMetricsF(style.font("body", 13))
        width = round(metrics.horizontalAdvance(self._words)) + style.space(48)
        box = QRect(0, 0, min(view.width(), width), round(metrics.height()) + style.space(6))
        box.moveCenter(view.center())
        box.moveBottom(view.bottom())
        self.setGeometry(box)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill with a chevron and its words."""
        style = self._style
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(style.color("raised"))
        painter.setPen(QPen(style.color("edge"), 1))
        radius = self.height() / 2 - 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        side = style.space(14)
        mark = QRectF(style.space(14), (self.height() - side) / 2, side, side)
        paint_icon(painter, "chevron", mark, style.color("text"), 2.4)
        painter.setFont(style.font("body", 13))
        painter.setPen(style.color("text"))
        words = self.rect().adjusted(style.space(34), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
        painter.end()


class RoundView(QWidget):
    """One question at a time. On a large screen it stays a hand's width: eyes should not have to travel."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar_shape: tuple[frozenset[Lifeline], int, int] | None = None
        self._style = style
        self.header = Header(style)
        self.body = Body(style)
        self.cover = Cover(style)
        self.area = QScrollArea()
        self.area.setWidget(self.body)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.body.setProperty("bare", True)
        self.more = More(style, self.area)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.cover)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.header)
        self._column.addWidget(middle, 1)
        style.changed.connect(self._place)

    @property
    def covered(self) -> bool:
        """Whether the question is hidden."""
        return self._stack.currentWidget() is self.cover

    def show_question(
        self, state: Round, now: Open, eyebrow: str, *, best: bool, confirm: bool, motion: bool
    ) -> None:
        """A question, its ring in its reading look."""
        self.header.show_round(state, eyebrow, best=best, animated=False)
        self.body.put(now, confirm=confirm, motion=motion)
        self.area.verticalScrollBar().setValue(0)
        self._fit()

    def show_result(
        self, state: Round, eyebrow: str, answer: Answer, told: Told, flags: set[str], *, best: bool
    ) -> None:
        """The tiles' result, the feedback, the new score, and whether that is a new ``best``."""
        self.body.finish_motion()
        self.header.show_round(state, eyebrow, best=best)
        self.body.input.show_result(answer)
        self.body.panel.show_told(told, state.score, last=state.over, sheet=self.body.crowded)
        self.body.panel.show_flags(flags)
        self._show_panel()

    def show_flags(self, flags: set[str]) -> None:
        """Which of the two marks this question has: their buttons may be wider for it."""
        self.body.panel.show_flags(flags)
        self.body.arrange()

    def show_fault(self, sentence: str) -> None:
        """What went wrong, and Try again."""
        self.body.panel.show_fault(sentence)
        self._show_panel()

    def show_lifelines(self, usable: frozenset[Lifeline], fitting: frozenset[Lifeline]) -> None:
        """Which lifelines can be used now, and which fit this question at all."""
        self.body.bar.show_lifelines(usable, fitting)
        # The clock starts here: nothing is laid out anew unless the bar has changed its shape.
        shape = (fitting, self.body.width(), self.body.bar.height_for(self.body.width()))
        if shape != self._bar_shape:
            self._bar_shape = shape
            self.body.arrange()

    def show_cover(self, title: str, line: str, *, leave: bool, go_on: str = "") -> None:
        """Hide the question."""
        self.cover.show_words(title, line, leave=leave, go_on=go_on)
        self._stack.setCurrentWidget(self.cover)
        self.cover.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Show the question again, painted when this returns."""
        self._stack.setCurrentWidget(self.area)
        self._fit()
        self.body.repaint()

    def finish_motion(self) -> bool:
        """The next key skips every motion. Whether that moved the question."""
        score = self.header.score
        if score.shown != score.value:
            score.skip()
        return self.body.finish_motion()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The view itself shows no focus: Qt would paint all of it anew while a clock runs."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As when it comes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Margins follow the width."""
        super().resizeEvent(event)
        self._place()

    def _show_panel(self) -> None:
        self.body.show_panel()
        self._fit()
        self.body.panel.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, pages: int) -> bool:
        """Scroll by most of the view, where there is more than it shows; False where there is not."""
        bar = self.area.verticalScrollBar()
        words = self.body.panel.words.verticalScrollBar()
        if self.body.panel.isVisible() and words.maximum():
            bar = words
        if self.covered or not bar.maximum():
            return False
        bar.setValue(bar.value() + pages * bar.pageStep() * 4 // 5)
        return True

    def keep_in_sight(self, widget: QWidget | None) -> None:
        """Bring what a key has gone to into sight."""
        if widget is not None and self.body.isAncestorOf(widget):
            self.area.ensureWidgetVisible(widget, 0, self._style.space(8))

    def _scrolled(self, value: int) -> None:
        self.body.set_view_top(value)
        self._tell_more()

    def _tell_more(self) -> None:
        """Say that there is more below, while it is a question and not its answer that is cut."""
        more = self.body.hidden > self._style.px(4) and not self.body.panel.isVisibleTo(self.body)
        self.more.setVisible(more)
        if more:
            self.more.stand_in(self.area.viewport().geometry())

    def _place(self) -> None:
        px = self._style.px
        compact = self.height() < px(_COMPACT)
        self.header.set_compact(compact)
        margin = px(_MARGIN if self.width() >= px(1000) else _NARROW_MARGIN)
        # On a huge screen it grows with the window, but never to its edges.
        widest = max(px(_WIDEST), self.width() * 55 // 100)
        tallest = max(px(_TALLEST), self.height() * 65 // 100)
        side = max(margin, (self.width() - widest) // 2)
        above = max(px(_TOP) if self.height() >= px(640) else px(14), (self.height() - tallest) // 2)
        if compact:
            side, above = self._style.space(16), self._style.space(6)
        self._column.setContentsMargins(side, above, side, above)
        self._column.setSpacing(
            self._style.space(4) if compact else px(30) if self.height() >= px(640) else px(12)
        )
        self._column.activate()
        self._fit()
        self.body.arrange()

    def _fit(self) -> None:
        self._column.activate()
        beside = self.area.width() - self.area.verticalScrollBar().sizeHint().width()
        self.body.set_view(beside, self.area.viewport().height())
        self._tell_more()
