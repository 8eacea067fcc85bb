"""The foot of the round page once an answer is in: what it was worth, and why."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quiz.core.questions import Kind, Question
from quiz.desktop.pages import Scroll
from quiz.desktop.round.words import Told, source_line
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.icons import paint_icon
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.text import lay_out
from quiz.words import number, tr

_SIDE_BY_SIDE = 760
"""At this width (at 100 %) the buttons stand beside the words; under it, below them."""
_ROOM_FOR_TOTAL = 1000


class Mark(QWidget):
    """A painted mark in the colour of a role: tick, cross, dash, clock."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._icon = ("tick", "right")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.updateGeometry)

    def show_mark(self, icon: str, role: str, said: str) -> None:
        """Another mark."""
        self._icon = (icon, role)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        """As tall as the line beside it."""
        return QSize(self._style.px(24), self._style.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """One icon."""
        painter = QPainter(self)
        paint_icon(
            painter,
            self._icon[0],
            QRectF(self.rect()).adjusted(1, 1, -1, -1),
            self._style.color(self._icon[1]),
            3.0,
        )
        painter.end()


class FeedbackPanel(QFrame):
    """Verdict and sum, right answer, explanation, source; flags and Next. Or why nothing was stored."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.setProperty("panel", True)
        self._mark = Mark(style)
        self._sum = Label(style, role="body")
        self._total = Label(style, role="muted")
        self._right = Label(style, role="body")
        self._why = Label(style, role="body")
        self._source = Label(style, role="muted")
        self.wrong = KeyButton(tr("This is wrong"), "W", style, variant="quiet")
        self.never = KeyButton(tr("Never again"), "N", style, variant="quiet")
        self.next = KeyButton(tr("Next"), "Return", style, variant="main")
        for button in (self.wrong, self.never):
            button.setCheckable(True)
        self._build()
        style.changed.connect(self._restyle)
        self._restyle()

    def _build(self) -> None:
        self._top = QHBoxLayout()
        for widget, stretch in ((self._mark, 0), (self._sum, 1)):
            self._top.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        self._text = QVBoxLayout()
        self._text.addLayout(self._top)
        # In a sheet that fills a small window the verdict and the buttons stay, and the rest is scrolled.
        self.words = Scroll()
        self.words.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.set_margins(0, 0, 0, 0)
        self.words.setMinimumHeight(1)
        for label in (self._right, self._why, self._source):
            self.words.column.addWidget(label)
        self.words.column.addStretch(1)
        self._text.addWidget(self.words, 1)
        self._flags = QHBoxLayout()
        self._flags.addWidget(self.wrong)
        self._flags.addWidget(self.never)
        self.leave = KeyButton(tr("Leave without it"), "Esc", self._style, variant="quiet")
        self.leave.hide()
        self._flags.addWidget(self.leave)
        self._flags.addStretch(1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._main = QHBoxLayout()
        self._main.addStretch(1)
        self._main.addWidget(self._total)
        self._main.addWidget(self.next)
        self._buttons.addLayout(self._main)
        self._buttons.addLayout(self._flags)
        self._buttons.addStretch(1)
        self._rows = QHBoxLayout(self)
        self._rows.addLayout(self._text, 1)
        self._rows.addLayout(self._buttons)

    def height_now(self, width: int) -> int:
        """The height of what it says now, as a sheet of that width."""
        frame = self._rows.contentsMargins()
        words = width - frame.left() - frame.right() - 2 * self.frameWidth()
        verdict = self._verdict_height(words)
        told = [one.heightForWidth(words) for one in self._shown_words()]
        gap = self._text.spacing()
        height = max(verdict, self._mark.sizeHint().height()) + sum(one + gap for one in told)
        height += self._rows.spacing() + self._buttons.sizeHint().height()
        return height + frame.top() + frame.bottom() + 2 * self.frameWidth() + 4

    def _verdict_height(self, words: int) -> int:
        return max(
            0, self._sum.heightForWidth(max(1, words - self._mark.sizeHint().width() - self._top.spacing()))
        )

    def _shown_words(self) -> list[Label]:
        return [one for one in (self._right, self._why, self._source) if one.text()]

    def height_for(self, question: Question, width: int, *, sheet: bool = False) -> int:
        """The height that the feedback on this question will need at most: kept free from its start."""
        px, style = self._style.px, self._style
        beside = not sheet and width >= px(_SIDE_BY_SIDE)
        buttons = self._buttons.sizeHint().width()
        side, above = self._air(sheet=sheet)
        words = width - 2 * side - (buttons + px(24) if beside else 0)
        body, muted = style.font("body", 15), style.font("body", 14)
        gap = px(6)
        sums = 1 if words > px(640) else 2
        height = sums * lay_out("0", style.font("number", 19, 600), words).height + 2
        # An order is told in the panel, a slip of the pen too; tiles and rows say the rest.
        told = (
            tr("Right: {answer}", answer=question.shown_answer)
            if sheet or question.kind in (Kind.ORDER, Kind.TEXT, Kind.NUMBER)
            else ""
        )
        for text, font in ((told, body), (question.explanation, body), (source_line(question), muted)):
            if text.strip():
                height += lay_out(text, font, words).height + gap + 1
        main, flags = self.next.sizeHint().height(), self._flags.sizeHint().height()
        height = max(height, main + flags + gap) if beside else height + max(main, flags) + px(12)
        return round(height) + 2 * above

    def _air(self, *, sheet: bool) -> tuple[int, int]:
        """Beside the words, and above and below them."""
        space, px = self._style.space, self._style.px
        return (space(8), space(8)) if sheet else (px(22), px(14))

    def show_told(self, told: Told, score: int, *, last: bool, sheet: bool = False) -> None:
        """What the answer was worth; a ``sheet`` lies over tiles and rows, and says what they say."""
        self._mark.show_mark(told.mark, told.role, told.verdict)
        self._sum.set_text(told.sum if told.plain else f"{told.verdict}   {told.sum}")
        self._total.set_text(tr("{score} in all", score=number(score)))
        self._fill(told.right or (told.answer if sheet else ""), told.explanation, told.source)
        self.next.set_label(tr("Results") if last else tr("Next"))
        self.wrong.show()
        self.never.show()
        self.leave.hide()

    def show_fault(self, sentence: str) -> None:
        """Why the answer could not be stored, and a way to try again."""
        self._mark.show_mark("cross", "wrong", tr("Not stored"))
        self._sum.set_text(tr("This answer is not stored yet."))
        self._total.set_text("")
        self._fill("", sentence, tr("The round stays as it is; nothing that was shown is lost."))
        self.next.set_label(tr("Try again"))
        self.wrong.hide()
        self.never.hide()
        self.leave.show()

    def show_flags(self, flags: set[str]) -> None:
        """Which of the two marks this question has."""
        self.wrong.setChecked("wrong" in flags)
        self.never.setChecked("never" in flags)
        self.wrong.set_label(tr("Marked as wrong") if "wrong" in flags else tr("This is wrong"))
        self.never.set_label(tr("Never again: on") if "never" in flags else tr("Never again"))

    def arrange(self, width: int, *, sheet: bool = False) -> None:
        """Buttons beside the words, or below them; a ``sheet`` is as small as it can be."""
        px, space = self._style.px, self._style.space
        beside = not sheet and width >= px(_SIDE_BY_SIDE)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._rows.setDirection(right if beside else down)
        self._rows.setSpacing(px(24) if beside else space(6) if sheet else px(12))
        side, above = self._air(sheet=sheet)
        self._rows.setContentsMargins(side, above, side, above)
        # One line for all buttons where it holds them.
        room = width - 2 * side - 2 * self.frameWidth() - self._buttons.spacing()
        line = self._flags.sizeHint().width() + self._main.sizeHint().width() <= room
        back = QBoxLayout.Direction.RightToLeft
        self._buttons.setDirection(back if not beside and line else down)
        policy = Qt.ScrollBarPolicy
        self.words.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if sheet else policy.ScrollBarAlwaysOff
        )
        # The header says the score as well: here it only stands where there is room to spare.
        self._total.setVisible(not sheet and width >= px(_ROOM_FOR_TOTAL))
        self._sum.setMinimumHeight(
            self._verdict_height(width - 2 * (side + self.frameWidth())) if sheet else 0
        )

    def read_out(self) -> str:
        """The feedback as a screen reader says it."""
        parts = (self._mark.accessibleName(), self._sum.text(), self._right.text(), self._why.text())
        return " ".join(part for part in parts if part)

    def _fill(self, right: str, why: str, source: str) -> None:
        for label, text in ((self._right, right), (self._why, why), (self._source, source)):
            label.set_text(text)
            label.setVisible(bool(text))
        self.words.setVisible(any((right, why, source)))
        self.words.verticalScrollBar().setValue(0)

    def _restyle(self) -> None:
        px = self._style.px
        self._sum.setFont(self._style.font("number", 19, 600))
        self._total.setFont(self._style.font("number", 14))
        self._top.setSpacing(px(10))
        self._text.setSpacing(px(6))
        self.words.column.setSpacing(px(6))
        self._buttons.setSpacing(px(6))
        self._flags.setSpacing(px(4))
        self._main.setSpacing(px(18))
        self._rows.setContentsMargins(px(22), px(14), px(22), px(14))
