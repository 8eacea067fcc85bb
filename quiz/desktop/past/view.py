"""The page of an old round as it is built: one question at a time, with all that was said and paid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quiz.app.history import ending
from quiz.desktop.home.options import mode_name
from quiz.desktop.pages import Heading, Page, Panel, Scroll, announce
from quiz.desktop.past.controller import PastController
from quiz.desktop.past.words import Line, heard_line, lines
from quiz.desktop.round.words import media_lines, source_line, tell
from quiz.desktop.services import Services
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.icons import paint_icon
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.text import lay_out
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import number, packs_told, seconds, tr

if TYPE_CHECKING:
    from quiz.bank.views import Heard


class PastPage(Page):
    """One round. Left and Right go through it, A appeals, E corrects the question, P plays it once more,
    C continues one that was cut off, Delete removes it, Esc leads back.
    """

    back = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = tr("Round")
        self._style = style = services.style
        self.controller = PastController(self, services)
        self.heading = Heading(style, tr("History"), "")
        self.leave = KeyButton(tr("Back"), "Esc", style)
        self.drop = KeyButton(tr("Remove"), "Delete", style)
        self.again = KeyButton(tr("Play it again"), "P", style)
        self.go_on = KeyButton(tr("Continue"), "C", style, variant="main")
        self.about = Label(style, "", "muted")
        self.said = Label(style, "", "body")
        self.before = KeyButton(tr("Previous"), "Left", style)
        self.after = KeyButton(tr("Next"), "Right", style)
        self.appeal = KeyButton(tr("Right after all"), "A", style)
        self.correct = KeyButton(tr("Correct the question"), "E", style)
        self.place = Label(style, "", "eyebrow")
        self.prompt = Label(style, "", "heading")
        self.verdict = Verdict(style)
        self.sum = Label(style, "", "body")
        self.explanation = Label(style, "", "body")
        self.source = Label(style, "", "muted")
        self._choices: list[Choice] = []
        self._build()
        self._connect()
        style.changed.connect(self._restyle)
        self._restyle()

    def _build(self) -> None:
        self.frame = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        style = self._style
        head = WrapLayout(style, 12)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for widget in (self.heading, self.leave, self.drop, self.again, self.go_on):
            head.addWidget(widget)
        self._head = head
        self._panel = Panel()
        self._inner = QVBoxLayout(self._panel)
        for label in (self.place, self.prompt):
            self._inner.addWidget(label)
        self._list = QVBoxLayout()
        self._inner.addLayout(self._list)
        self._inner.addWidget(self.verdict)
        for label in (self.sum, self.explanation, self.source):
            self._inner.addWidget(label)
        steps = WrapLayout(style, 12)
        for button in (self.before, self.after, self.appeal, self.correct):
            steps.addWidget(button)
        self._steps = steps
        column = self.frame.column
        column.addLayout(head)
        column.addWidget(self.about)
        column.addLayout(steps)
        column.addWidget(self.said)
        column.addWidget(self._panel)
        column.addStretch(1)

    def _connect(self) -> None:
        do = self.controller
        # Not the buttons' own shortcuts, which come a tenth of a second late and swallow quick ones.
        for key, button in (
            ("Delete", self.drop), ("P", self.again), ("C", self.go_on), ("Left", self.before),
            ("Right", self.after), ("A", self.appeal), ("E", self.correct),
        ):  # fmt: skip
            self.on_key(key, button.click)
        self.leave.clicked.connect(self.back)
        self.drop.clicked.connect(do.remove)
        self.again.clicked.connect(do.play_again)
        self.go_on.clicked.connect(do.go_on)
        self.before.clicked.connect(self._previous)
        self.after.clicked.connect(self._next)
        self.appeal.clicked.connect(do.appeal)
        self.correct.clicked.connect(do.correct)

    # --- what the window and the controller say

    def open_round(self, round_id: int, position: int = 0) -> None:
        """Show a round of the history, from the question at ``position`` on."""
        self.say("")
        self.controller.open(round_id, position)

    def show_round(self) -> None:
        """The head, and the question at hand."""
        old = self.controller.old
        if old is None:
            return
        new, state = old.stored.new, old.state
        self.heading.set_title(packs_told(new.titles))
        rank = old.standing.rank
        parts = [
            old.stored.player.name,
            f"{new.started:%Y-%m-%d %H:%M}",
            mode_name(new.rules.mode),
            ending(old.outcome),
            tr("{score} points", score=number(state.score)),
            tr("{right} of {n} right", right=state.right, n=len(state.answers)),
            tr("place {n} of {of}", n=rank, of=old.standing.of) if rank else tr("not ranked"),
        ]
        self.about.set_text(" · ".join(parts))
        self.go_on.setVisible(old.going is not None)
        self.again.setVisible(old.going is None)
        self._head.invalidate()
        self.show_answer()

    def show_answer(self) -> None:
        """The question at hand as it was asked, and how it was answered."""
        do, answer = self.controller, self.controller.answer
        old = do.old
        for widget in (self._panel, self.appeal, self.correct, self.before, self.after):
            widget.setVisible(answer is not None)
        if old is None or answer is None:
            self.say(tr("No question of this round was answered."))
            return
        answers = old.state.answers
        told = tell(replace(old.state, answers=answers[: do.position + 1]))
        self.place.set_text(tr("Question {n} of {of}", n=do.position + 1, of=len(answers)))
        self.prompt.set_text("\n".join([answer.question.prompt, *media_lines(answer.question)]))
        for choice in self._choices:
            self._list.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        self._choices = [Choice(self._style, line) for line in lines(answer)]
        for choice in self._choices:
            self._list.addWidget(choice)
        verdict = tr("Right on appeal") if answer.appealed else told.verdict
        self.verdict.show_verdict(verdict, told.mark, told.role)
        time = tr("Time: {time}", time=seconds(answer.used_ms))
        self.sum.set_text(f"{time}    {told.sum}")
        for label, text in (
            (self.explanation, told.explanation),
            (self.source, source_line(answer.question)),
        ):
            label.set_text(text)
            label.setVisible(bool(text))
        self.before.setEnabled(do.position > 0)
        self.after.setEnabled(do.position + 1 < len(answers))
        self.appeal.set_label(tr("Take the appeal back") if answer.appealed else tr("Right after all"))
        self.appeal.setEnabled(do.appealable)
        self.correct.setEnabled(do.key is not None)
        self._steps.invalidate()
        self.frame.verticalScrollBar().setValue(0)
        announce(self.prompt)

    def show_heard(self, heard: Heard) -> None:
        """What an appeal has changed."""
        self.show_round()
        self.say(heard_line(heard))

    def say(self, sentence: str) -> None:
        """One sentence above the question."""
        self.said.set_text(sentence)
        self.said.setVisible(bool(sentence))
        if sentence:
            announce(self.said)

    # --- keys

    def opened(self) -> None:
        """On to the next question is what most come for."""
        self.after.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """The next question."""
        self._next()

    def escape(self) -> None:
        """Back to where one came from."""
        self.back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """First and last question; up and down scroll."""
        bar = self.frame.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar.setValue(bar.value() + bar.singleStep() * (2 if event.key() == Qt.Key.Key_Down else -2))
        elif event.key() == Qt.Key.Key_Home:
            self.controller.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.controller.go_to(1_000_000)
        else:
            super().keyPressEvent(event)

    def _previous(self) -> None:
        self.say("")
        self.controller.step(-1)

    def _next(self) -> None:
        self.say("")
        self.controller.step(1)

    def _restyle(self) -> None:
        px = self._style.px
        side = min(px(32), 44)
        self.frame.set_margins(side, px(26), side, px(28))
        self.frame.column.setSpacing(px(14))
        self._inner.setContentsMargins(px(24), px(20), px(24), px(22))
        self._inner.setSpacing(px(14))
        self._list.setSpacing(px(6))
        self.heading.setMinimumWidth(px(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are broken anew."""
        super().resizeEvent(event)
        for choice in self._choices:
            choice.updateGeometry()


class Choice(QWidget):
    """A choice with its mark, wrapped, and what the mark means at the right."""

    def __init__(self, style: Style, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style, self._line = style, line
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{line.text}, {line.told}" if line.told else line.text)
        style.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As tall as its words at this width."""
        return QSize(self._style.px(300), self.heightForWidth(max(self.width(), self._style.px(300))))

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The words and their air."""
        block = lay_out(self._said(), self._style.font("body", 15), width - self._style.px(58))
        return round(block.height) + self._style.px(18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line around it, the mark, the words."""
        style, px = self._style, self._style.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(style.color(self._line.role if self._line.mark else "line"))
        painter.drawRoundedRect(box, px(8), px(8))
        if self._line.mark:
            side = px(18)
            place = QRectF(px(14), box.center().y() - side / 2, side, side)
            paint_icon(painter, self._line.mark, place, style.color(self._line.role), 2.4)
        block = lay_out(self._said(), style.font("body", 15), self.width() - px(58))
        block.paint(painter, px(44), box.center().y() - block.height / 2, style.color("text"))
        painter.end()

    def _said(self) -> str:
        return f"{self._line.text}  ({self._line.told})" if self._line.told else self._line.text


class Verdict(QWidget):
    """A mark and a word or two beside it."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._text = self._mark = self._role = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.updateGeometry)

    def show_verdict(self, text: str, mark: str, role: str) -> None:
        """Another verdict."""
        self._text, self._mark, self._role = text, mark, role
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._style.px(200), self._style.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark, then the words."""
        style, px = self._style, self._style.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(20)
        place = QRectF(0, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._mark, place, style.color(self._role), 2.4)
        painter.setFont(style.font("title", 18))
        painter.setPen(style.color("text"))
        box = QRectF(px(32), 0, self.width() - px(32), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()
