"""A score that counts up."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quiz.desktop.theme import Style
from quiz.words import number, tr

_LENGTH_MS = 450


class ScoreLabel(QWidget):
    """A number, set to the right, that counts to its new value; still under reduced motion."""

    def __init__(self, style: Style, parent: QWidget | None = None, px: float = 28) -> None:
        super().__init__(parent)
        self._style = style
        self._px = px
        self._value = 0
        self._shown = 0
        self._animation = QVariantAnimation(self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self.skip)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        style.changed.connect(self._restyle)
        self._tell()

    @property
    def value(self) -> int:
        """Where it counts to."""
        return self._value

    @property
    def shown(self) -> int:
        """What stands there now."""
        return self._shown

    @property
    def animation(self) -> QVariantAnimation:
        """The count itself, for tests to step (``setCurrentTime``)."""
        return self._animation

    def set_value(self, value: int, animated: bool = True) -> None:
        """Count to ``value`` from what stands there, or jump."""
        self._animation.stop()
        self._value = value
        self._tell()
        self.updateGeometry()
        length = self._style.motion(_LENGTH_MS)
        if not animated or not length or not self.isVisible() or value == self._shown:
            self.skip()
            return
        # As a fraction: Qt's own whole numbers end at 32 bits.
        self._animation.setStartValue(float(self._shown))
        self._animation.setEndValue(float(value))
        self._animation.setDuration(length)
        self._animation.start()

    def set_size(self, px: float) -> None:
        """Another size of its digits, in pixels at 100 %."""
        if px != self._px:
            self._px = px
            self._restyle()

    def skip(self) -> None:
        """Be there at once: the next key never waits for a number."""
        self._animation.stop()
        self._shown = self._value
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the wider of the two ends, so that nothing moves while it counts."""
        metrics = QFontMetricsF(self._style.font("number", self._px, 600))
        wide = max(metrics.horizontalAdvance(number(n)) for n in (self._value, self._shown, 1000))
        return QSize(round(wide) + 2, round(metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """The same: a number is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One line."""
        painter = QPainter(self)
        painter.setFont(self._style.font("number", self._px, 600))
        painter.setPen(self._style.color("text"))
        where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), where, number(self._shown))
        painter.end()

    def _step(self, value: float) -> None:
        self._shown = round(value)
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(tr("Score {n}", n=number(self._value)))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
