"""The top of the round page: which round, how it went so far, streak, lives and score."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quiz.core.rounds import Ending, Round
from quiz.core.rules import SURVIVAL_LIVES
from quiz.desktop.theme import Style
from quiz.desktop.widgets.counter import ScoreLabel
from quiz.desktop.widgets.icons import paint_icon
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.pips import Pips, PipState
from quiz.desktop.widgets.text import tip
from quiz.words import tr, trn

_LAST_PIPS = 20


class StreakLabel(QWidget):
    """``STREAK 3``, from two right answers in a row on; its place stays when it is empty."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._streak = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.updateGeometry)

    def set_streak(self, streak: int) -> None:
        """Show it; under two it says nothing."""
        self._streak = streak
        self.setAccessibleName(tr("Streak {n}", n=streak))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for two digits."""
        metrics = QFontMetricsF(self._style.font("title", 18))
        digits = QFontMetricsF(self._style.font("number", 19, 600))
        wide = metrics.horizontalAdvance(tr("STREAK")) + digits.horizontalAdvance("00") + self._style.px(30)
        return QSize(round(wide), round(metrics.height()) + self._style.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Word and number; from five on, a soft glow behind them."""
        if self._streak < 2:
            return
        style = self._style
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        word, number = style.font("title", 18), style.font("number", 19, 600)
        count = str(self._streak)
        digits = QFontMetricsF(number).horizontalAdvance(count)
        words = QFontMetricsF(word).horizontalAdvance(tr("STREAK"))
        left = self.width() - digits - words - style.px(18)
        if self._streak >= 3:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("streak"))
            painter.setOpacity(min(0.22, 0.05 + 0.035 * (self._streak - 2)))
            painter.drawRoundedRect(
                QRectF(left - style.px(9), 0, self.width() - left + style.px(9), self.height()),
                style.px(8),
                style.px(8),
            )
            painter.setOpacity(1.0)
        painter.setPen(style.color("streak"))
        painter.setFont(word)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(left, 0, words + 2, self.height()), middle | Qt.AlignmentFlag.AlignLeft, tr("STREAK")
        )
        painter.setFont(number)
        painter.drawText(
            QRectF(0, 0, self.width() - style.px(9), self.height()),
            middle | Qt.AlignmentFlag.AlignRight,
            count,
        )
        painter.end()


class BestMark(QWidget):
    """Says that the score has passed this player's best on the board; in little room with its cup alone."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._words = tr("NEW BEST")
        self._small = False
        self.setAccessibleName(tr("New best"))
        self.setToolTip(tip(tr("More points than your best on this board")))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()
        style.changed.connect(self.updateGeometry)

    def set_small(self, small: bool) -> None:
        """The cup alone."""
        self._small = small
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Cup and words."""
        metrics = QFontMetricsF(self._style.font("title", 18))
        words = 0.0 if self._small else metrics.horizontalAdvance(self._words) + self._style.px(8)
        return QSize(round(self._style.px(22) + words) + 2, round(metrics.height()) + self._style.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the accent's colour."""
        style = self._style
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = style.px(22)
        cup = QRectF(1, (self.height() - side) / 2, side, side)
        paint_icon(painter, "trophy", cup, style.color("accent"), 2.2)
        if not self._small:
            painter.setFont(style.font("title", 18))
            painter.setPen(style.color("accent"))
            words = self.rect().adjusted(round(side + style.px(8)), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
        painter.end()


class Lives(QWidget):
    """The lives of a survival as hearts, the lost ones hollow, with their number beside them."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._lives = SURVIVAL_LIVES
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.updateGeometry)

    def set_lives(self, lives: int) -> None:
        """Show how many are left."""
        self._lives = lives
        self.setAccessibleName(trn("{n} life left", "{n} lives left", lives))
        self.update()

    def sizeHint(self) -> QSize:
        """Three hearts and a number."""
        return QSize(self._style.px(28 * SURVIVAL_LIVES + 26), self._style.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Full hearts, hollow hearts, number."""
        style = self._style
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, step = style.px(22), style.px(28)
        for n in range(SURVIVAL_LIVES):
            painter.save()
            painter.translate(n * step + 1, (self.height() - side) / 2)
            painter.scale(side / 24, side / 24)
            full = n < self._lives
            painter.setPen(style.color("wrong" if full else "edge"))
            painter.setBrush(style.color("wrong") if full else Qt.BrushStyle.NoBrush)
            painter.drawPath(_heart())
            painter.restore()
        painter.setFont(style.font("number", 17, 600))
        painter.setPen(style.color("text"))
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._lives)
        )
        painter.end()


class Header(QWidget):
    """Eyebrow and pips to the left; lives, streak and score to the right."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._eyebrow = Label(style, role="eyebrow")
        self._eyebrow.setWordWrap(True)
        self._whole = ""
        self._compact = False
        self._pips = Pips(style)
        self._time = Label(style, role="number")
        self.lives = Lives(style)
        self.streak = StreakLabel(style)
        self.best = BestMark(style)
        self.score = ScoreLabel(style)
        row = QHBoxLayout()
        row.addWidget(self._pips, 1)
        for widget in (self._time, self.lives, self.streak, self.best, self.score):
            row.addWidget(widget)
        self._row = row
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._eyebrow)
        self._column.addLayout(row)
        style.changed.connect(self._restyle)
        self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long title takes another line."""
        super().resizeEvent(event)
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """One line for all of it: the eyebrow, its title elided, has the pips' place."""
        if compact == self._compact:
            return
        self._compact = compact
        self._pips.setVisible(not compact)
        self._eyebrow.setWordWrap(not compact)
        self._eyebrow.setMinimumWidth(1 if compact else 0)
        if compact:
            self._row.insertWidget(0, self._eyebrow, 1)
        else:
            self._row.removeWidget(self._eyebrow)
            self._column.insertWidget(0, self._eyebrow)
        self.score.set_size(20 if compact else 28)
        self.best.set_small(compact)
        self._restyle()

    def show_round(self, state: Round, eyebrow: str, *, best: bool, animated: bool = True) -> None:
        """Show how a round stands; ``best`` says that its score is this player's best on its board."""
        self.best.setVisible(best)
        self._whole = eyebrow
        self._pips.set_states(_pips(state))
        self.streak.set_streak(state.streak)
        lives = state.lives
        self.lives.setVisible(lives is not None)
        self.lives.set_lives(lives or 0)
        self.score.set_value(state.score, animated)
        self._time.setVisible(state.rules.round_ms is not None)
        # What was hidden or shown counts at once: the question is laid out below it now.
        self._row.activate()
        self._column.activate()
        self._fit()
        self._column.activate()
        self.updateGeometry()

    def show_round_time(self, left_ms: int) -> None:
        """A sprint's own time."""
        whole = -(-left_ms // 1000)
        self._time.set_text(tr("{time} left", time=f"{whole // 60}:{whole % 60:02}"))

    def _fit(self) -> None:
        if self._compact:
            self._eyebrow.setMinimumHeight(0)
            self._elide()
            return
        self._eyebrow.set_text(self._whole)
        self._eyebrow.setToolTip("")
        # A box asks a wrapping label for its height at a width that it does not get in the end.
        self._eyebrow.setMinimumHeight(max(0, self._eyebrow.heightForWidth(max(1, self.width()))))

    def _elide(self) -> None:
        """The place in the round is never cut, the title before it may be."""
        others = [
            one for one in (self._time, self.lives, self.streak, self.best, self.score) if not one.isHidden()
        ]
        taken = sum(one.sizeHint().width() + self._row.spacing() for one in others)
        metrics = QFontMetricsF(self._eyebrow.font())
        title, gap, rest = self._whole.upper().partition("   ")
        room = self.width() - taken - metrics.horizontalAdvance(gap + rest) - 2
        short = metrics.elidedText(title, Qt.TextElideMode.ElideRight, max(0.0, room))
        text = short + gap + rest if room > metrics.horizontalAdvance("MMM…") else rest.rpartition("   ")[2]
        self._eyebrow.set_text(text)
        self._eyebrow.setAccessibleName(self._whole)
        self._eyebrow.setToolTip("" if text == self._whole.upper() else tip(self._whole))

    def _restyle(self) -> None:
        self._row.setSpacing(self._style.space(10) if self._compact else self._style.px(20))
        self._column.setSpacing(self._style.px(2))
        self._fit()


def _pips(state: Round) -> list[PipState]:
    done = [_pip(state, n) for n in range(len(state.answers))]
    if state.rules.endless:
        shown = done[-(_LAST_PIPS - 1) :]
        return shown if state.open is None else [*shown, PipState.CURRENT]
    if state.open is not None:
        done.append(PipState.CURRENT)
    return done + [PipState.OPEN] * (state.count - len(done))


def _pip(state: Round, position: int) -> PipState:
    answer = state.answers[position]
    if answer.right:
        return PipState.RIGHT
    if answer.ending is Ending.SKIPPED:
        return PipState.SKIPPED
    partial = answer.ending is Ending.ANSWERED and answer.judged.share
    return PipState.PARTIAL if partial else PipState.WRONG


def _heart() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(12, 20.5)
    path.cubicTo(4, 14.5, 2, 10.5, 2.6, 7.6)
    path.cubicTo(3.4, 3.6, 9, 2.4, 12, 7)
    path.cubicTo(15, 2.4, 20.6, 3.6, 21.4, 7.6)
    path.cubicTo(22, 10.5, 20, 14.5, 12, 20.5)
    return path
