"""The countdown ring: how much of the time is left, as an arc, a colour and a number."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon
from quiz.words import tr

_SIDE = 112
_STROKE = 9
_FULL = 360 * 16  # Qt counts arcs in sixteenths of a degree


class CountdownRing(QWidget):
    """A ring that empties; amber at a third of the time, red in the last three seconds.

    It has no timer: whoever owns the clock calls ``set_fraction``, and it repaints only if it would
    look different.
    """

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._span = _FULL
        self._number = 0
        self._role = "ring"
        self._mode = "timed"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Time left"))
        style.changed.connect(self._restyle)
        self._tell()

    def set_fraction(self, left: float, seconds_left: float, total: float) -> None:
        """Show ``left`` (0 to 1) of ``total`` seconds, with ``seconds_left`` rounded up as the number."""
        span = round(_FULL * min(1.0, max(0.0, left)))
        number = max(0, math.ceil(seconds_left - 1e-6))
        role = "ring_amber" if left <= 1 / 3 else "ring"
        if seconds_left <= min(3.0, total):
            role = "ring_red"
        if (span, number, role) != (self._span, self._number, self._role):
            said = number != self._number
            self._span, self._number, self._role = span, number, role
            if said:
                self._tell()
            self.update()

    def set_reading(self, reading: bool) -> None:
        """Reading time: the clock has not started, the ring waits full, dotted and without its colour."""
        self._set_mode("reading" if reading else "timed")

    def set_paused(self, paused: bool) -> None:
        """Paused: the arc stays where it is, with the pause mark in place of the number."""
        self._set_mode("paused" if paused else "timed")

    def set_untimed(self, untimed: bool) -> None:
        """A round without a clock: a quiet ring with a clock mark, and no number to worry about."""
        self._set_mode("untimed" if untimed else "timed")

    def sizeHint(self) -> QSize:
        """A square that grows with the text, at half its pace."""
        side = self._style.space(_SIDE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One ellipse, one arc, one number."""
        style = self._style
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        stroke = max(1, min(style.space(_STROKE), side * _STROKE // _SIDE))
        rect = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        arc = rect.adjusted(stroke, stroke, -stroke, -stroke)
        pen = QPen(style.color("ring_track"), stroke)
        painter.setPen(pen)
        painter.drawEllipse(arc)
        if self._mode == "reading":
            pen.setColor(style.color("muted"))
            pen.setWidthF(stroke / 3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 4])
            painter.setPen(pen)
            painter.drawEllipse(arc)
        elif self._mode != "untimed" and self._span:
            pen.setColor(style.color("muted" if self._mode == "paused" else self._role))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(arc, 90 * 16, self._span)
        self._paint_middle(painter, rect)
        painter.end()

    def _paint_middle(self, painter: QPainter, rect: QRectF) -> None:
        style = self._style
        mark = {"reading": "book", "paused": "pause", "untimed": "clock"}.get(self._mode)
        if mark:
            inset = rect.width() * 0.34
            paint_icon(
                painter, mark, rect.adjusted(inset, inset, -inset, -inset), style.color("muted"), stroke=1.8
            )
            return
        # In a crowded window the ring is smaller than usual, and so is what stands in it.
        share = min(1.0, rect.width() / style.space(_SIDE)) * style.space(_SIDE) / style.px(_SIDE)
        painter.setFont(style.font("number", (38 if self._number < 100 else 26) * share, 600))
        # Red alone would be colour alone: the number turns with the ring.
        painter.setPen(style.color("ring_red" if self._role == "ring_red" else "text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _set_mode(self, mode: str) -> None:
        if mode != self._mode:
            self._mode = mode
            self._tell()
            self.update()

    def _tell(self) -> None:
        words = {
            "reading": tr("Reading time"),
            "paused": tr("Paused"),
            "untimed": tr("No time limit"),
        }
        self.setAccessibleDescription(words.get(self._mode) or tr("{n} seconds", n=self._number))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
