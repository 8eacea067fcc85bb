"""Covers: a street at night that grows out of a pack's id, the same on every machine, and no two alike."""

from __future__ import annotations

import re

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QRadialGradient,
)

from quiz.desktop.theme import Theme

try:
    # As random does it: hashlib loads OpenSSL, which takes 3 ms of a start.
    from _sha256 import sha256  # type: ignore[import-not-found]  # typeshed leaves it out
except ImportError:
    from hashlib import sha256

_TOWN = "street 20812"
"""Chosen once so that the packs that ship part in tint and light, and Metallic Rouge is red."""
_TINTS = 8
_MASK = (1 << 64) - 1
_WORD = re.compile(r"[^\W\d_]+")
_DULL = frozenset(
    {"and", "the", "for", "from", "with", "their", "der", "die", "das", "und", "les", "une"}
    | {"pack", "quiz", "open", "new", "trivia", "about"}
)


class Dice:
    """A small generator of whole numbers (xorshift64*), seeded by a text: the same everywhere, for ever."""

    def __init__(self, seed: str) -> None:
        digest = sha256(seed.encode("utf-8")).digest()
        self._state = int.from_bytes(digest[:8], "big") or 1

    def roll(self, low: int, high: int) -> int:
        """A number from ``low`` to ``high``, both included."""
        x = self._state
        x ^= x >> 12
        x = (x ^ (x << 25)) & _MASK
        x ^= x >> 27
        self._state = x
        return low + ((x * 0x2545F4914F6CDD1D & _MASK) >> 33) % (high - low + 1)


def sign_word(title: str) -> str:
    """The short word on a sign: the last telling one of three to seven letters; none if the title has none.

    >>> sign_word("Metallic Rouge"), sign_word("Mecha and their makers"), sign_word("A B")
    ('ROUGE', 'MAKERS', '')
    """
    words = [w for w in _WORD.findall(title) if 3 <= len(w) <= 7 and w.lower() not in _DULL]
    return str(words[-1]).upper() if words else ""


def rounded_cover(pack_id: str, title: str, size: QSize, theme: Theme, dpr: float) -> QPixmap:
    """The cover of a pack with rounded corners, ``size`` in logical pixels."""
    pixmap = QPixmap(size * dpr)
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, size.width(), size.height()), 10, 10)
    painter.setClipPath(path)
    paint_cover(painter, QRectF(0, 0, size.width(), size.height()), pack_id, theme, title)
    painter.end()
    return pixmap


def paint_cover(painter: QPainter, rect: QRectF, pack_id: str, theme: Theme, title: str = "") -> None:
    """Paint the cover of ``pack_id`` into ``rect``; an empty id is the grey street of a pack yet to come."""
    _Street(painter, rect, pack_id, theme).paint(title)


class _Street:
    """One cover being painted.

    Each part has dice of its own and is thrown from left to right, so that a wider cover shows more of the
    same street; the order of the rolls is the picture and never changes.
    """

    def __init__(self, painter: QPainter, rect: QRectF, pack_id: str, theme: Theme) -> None:
        self.painter = painter
        self.rect = rect
        self.theme = theme
        self.seed = f"{_TOWN}/{pack_id}"
        dice = Dice(self.seed)
        first, step = dice.roll(0, _TINTS - 1), dice.roll(1, _TINTS - 1)
        plain = theme.color("cover_plain")
        self.tint = theme.color(f"cover_tint{first + 1}") if pack_id else plain
        # A second neon, never the same as the first: packs that share one tint still part at a glance.
        self.other = theme.color(f"cover_tint{(first + step) % _TINTS + 1}") if pack_id else plain
        # Everything is drawn on a stage 104 high and as wide as the place allows.
        self.unit = rect.height() / 104
        self.width = rect.width() / self.unit

    def paint(self, title: str) -> None:
        painter = self.painter
        painter.save()
        painter.setClipRect(self.rect, Qt.ClipOperation.IntersectClip)
        painter.translate(self.rect.topLeft())
        painter.scale(self.unit, self.unit)
        painter.setPen(Qt.PenStyle.NoPen)
        self._sky_and_light()
        self._towers(far=True)
        self._towers(far=False)
        self._rain()
        self._sign(sign_word(title))
        painter.restore()

    def _sky_and_light(self) -> None:
        dice, painter = Dice(f"{self.seed}/sky"), self.painter
        x = self.width * dice.roll(30, 82) / 100
        y = float(dice.roll(26, 46))
        radius = float(dice.roll(19, 33))
        stage = QRectF(0, 0, self.width, 104)
        painter.fillRect(stage, self.theme.color("cover_sky"))
        sweep = QLinearGradient(0, 0, self.width, 30)
        sweep.setColorAt(0, _faint(self.other, 62))
        sweep.setColorAt(0.4, _faint(self.tint, 30))
        sweep.setColorAt(1, _faint(self.tint, 120))
        painter.fillRect(stage, sweep)
        glow = QRadialGradient(QPointF(x, y), self.width * 0.42)
        glow.setColorAt(0, _faint(self.tint, 110))
        glow.setColorAt(1, _faint(self.tint, 0))
        painter.fillRect(stage, glow)
        kind = dice.roll(0, 4)
        if kind == 0:
            painter.setBrush(self.tint)
            painter.drawEllipse(QPointF(x, y), radius * 0.8, radius * 0.8)
        elif kind == 1:
            self._ring(x, y, radius)
        elif kind == 2:
            self._striped(x, y, radius)
        elif kind == 3:
            self._crescent(x, y, radius * 0.9)
        else:
            self._searchlights(x, dice)

    def _ring(self, x: float, y: float, radius: float) -> None:
        painter = self.painter
        painter.setBrush(_faint(self.tint, 40))
        painter.setPen(QPen(self.tint, 2.2))
        painter.drawEllipse(QPointF(x, y), radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)

    def _striped(self, x: float, y: float, radius: float) -> None:
        """The low sun of an old arcade screen: a disc that comes apart in bands."""
        painter = self.painter
        painter.setBrush(self.tint)
        disc = QPainterPath()
        disc.addEllipse(QPointF(x, y), radius, radius)
        bands = QPainterPath()
        top = y - radius
        for band in range(6):
            height = radius * (0.44 - band * 0.06)
            bands.addRect(QRectF(x - radius, top, 2 * radius, height))
            top += height + 3.0 + band * 0.8
        painter.drawPath(disc.intersected(bands))

    def _crescent(self, x: float, y: float, radius: float) -> None:
        moon, shadow = QPainterPath(), QPainterPath()
        moon.addEllipse(QPointF(x, y), radius, radius)
        shadow.addEllipse(QPointF(x + radius * 0.5, y - radius * 0.22), radius * 0.86, radius * 0.86)
        self.painter.setBrush(self.tint)
        self.painter.drawPath(moon.subtracted(shadow))

    def _searchlights(self, x: float, dice: Dice) -> None:
        for _ in range(dice.roll(2, 3)):
            lean = dice.roll(-70, 70)
            beam = QPainterPath(QPointF(x, 104))
            beam.lineTo(x + lean - 14, 0)
            beam.lineTo(x + lean + 14, 0)
            beam.closeSubpath()
            light = QLinearGradient(x, 104, x + lean, 0)
            light.setColorAt(0, _faint(self.tint, 190))
            light.setColorAt(1, _faint(self.tint, 30))
            self.painter.setBrush(light)
            self.painter.drawPath(beam)
            x += dice.roll(-60, 60)

    def _towers(self, far: bool) -> None:
        dice, painter = Dice(f"{self.seed}/{'far' if far else 'near'}"), self.painter
        colour = self.theme.color("cover_far" if far else "cover_near")
        x = float(-dice.roll(0, 20))
        while x < self.width:
            wide = dice.roll(24, 48) if far else dice.roll(20, 46)
            tall = dice.roll(34, 70) if far else dice.roll(16, 52)
            top = 104 - tall
            painter.fillRect(QRectF(x, top, wide, tall + 1), colour)
            if dice.roll(0, 3) == 0:
                painter.fillRect(QRectF(x + wide * 0.7, top - dice.roll(8, 16), 1.6, 18), colour)
            if not far:
                self._windows(dice, x, float(top), wide)
            x += wide + dice.roll(-6, 3)

    def _windows(self, dice: Dice, x: float, top: float, wide: int) -> None:
        painter = self.painter
        dim = self.theme.color("cover_dim")
        for row in range(int((104 - top) // 10)):
            for column in range((wide - 6) // 9):
                chance = dice.roll(0, 11)
                if chance < 3:
                    lit = (self.tint, self.other, dim)[chance]
                    painter.fillRect(QRectF(x + 5 + column * 9, top + 6 + row * 10, 4, 5), lit)

    def _rain(self) -> None:
        dice, painter = Dice(f"{self.seed}/rain"), self.painter
        rain = _faint(self.theme.color("cover_rain"), 46)
        painter.setPen(QPen(rain, 0.9))
        lean = dice.roll(2, 5)
        lines = []
        for _ in range(dice.roll(0, 2) * 16):
            x = self.width * dice.roll(0, 1000) / 1000
            y, length = dice.roll(-6, 80), dice.roll(8, 16)
            lines.append(QLineF(x, y, x - lean * length / 14, y + length))
        painter.drawLines(lines)

    def _sign(self, word: str) -> None:
        dice, painter = Dice(f"{self.seed}/sign"), self.painter
        place, y, wanted = dice.roll(12, 62), dice.roll(54, 70), dice.roll(0, 2)
        if not word or not wanted:
            return
        font = QFont()
        font.setFamilies(["Chakra Petch", "Inter"])
        font.setWeight(QFont.Weight.Bold)
        font.setPixelSize(13)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.6)
        box = QRectF(0, y, QFontMetricsF(font).horizontalAdvance(word) + 16, 22)
        box.moveLeft(min(self.width * place / 100, self.width - box.width() - 8))
        # A faint second frame around the first: neon bleeds into the wet air.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_faint(self.other, 60), 5))
        painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(self.theme.color("cover_sign"))
        painter.setPen(QPen(self.other, 1.6))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.drawText(box.adjusted(1.6, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, word)


def _faint(colour: QColor, alpha: int) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(alpha)
    return faint
