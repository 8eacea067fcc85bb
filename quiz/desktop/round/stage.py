"""The round page as it is built: header, body in a scroll area, cover. It decides nothing about the game."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from quiz.core.rounds import Answer, Open, Round
from quiz.core.rules import Lifeline
from quiz.desktop.round.body import Body
from quiz.desktop.round.cover import Cover
from quiz.desktop.round.header import Header
from quiz.desktop.round.words import Told
from quiz.desktop.theme import Style

_WIDEST, _TALLEST = 1320, 900
_MARGIN, _NARROW_MARGIN, _TOP = 56, 24, 28


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
        self.body.setProperty("bare", True)
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

    def show_question(self, state: Round, now: Open, eyebrow: str, *, confirm: bool, motion: bool) -> None:
        """A question, its ring in its reading look."""
        self.header.show_round(state, eyebrow, animated=False)
        self.body.put(now, confirm=confirm, motion=motion)
        self.area.verticalScrollBar().setValue(0)
        self._fit()

    def show_result(self, state: Round, eyebrow: str, answer: Answer, told: Told, flags: set[str]) -> None:
        """The tiles' result, the feedback, the new score."""
        self.body.finish_motion()
        self.header.show_round(state, eyebrow)
        self.body.input.show_result(answer)
        self.body.panel.show_told(told, state.score, last=state.over)
        self.body.panel.show_flags(flags)
        self._show_panel()

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
        panel = self.body.panel
        self.body.panel.next.setFocus(Qt.FocusReason.OtherFocusReason)
        if panel.geometry().bottom() > self.area.viewport().height():
            self.area.ensureVisible(0, panel.geometry().bottom(), 0, 0)

    def _place(self) -> None:
        px = self._style.px
        margin = px(_MARGIN if self.width() >= px(1000) else _NARROW_MARGIN)
        # On a huge screen it grows with the window, but never to its edges.
        widest = max(px(_WIDEST), self.width() * 55 // 100)
        tallest = max(px(_TALLEST), self.height() * 65 // 100)
        side = max(margin, (self.width() - widest) // 2)
        above = max(px(_TOP) if self.height() >= px(640) else px(14), (self.height() - tallest) // 2)
        self._column.setContentsMargins(side, above, side, above)
        self._column.setSpacing(px(30) if self.height() >= px(640) else px(12))
        self._column.activate()
        self._fit()
        self.body.arrange()

    def _fit(self) -> None:
        self._column.activate()
        self.body.set_view_height(self.area.viewport().height())
