"""A round's result as a picture, 1200 by 630: what was reached, and nothing that gives a question away."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter

from quiz.app.play import Game
from quiz.bank.views import Standing
from quiz.core.rounds import Answer, Ending
from quiz.desktop.home.options import summary
from quiz.desktop.results.words import ordinal
from quiz.desktop.theme import Style
from quiz.desktop.widgets.cover import paint_cover
from quiz.desktop.widgets.icons import paint_icon
from quiz.words import number, packs_told, seconds, tr

SIZE = QSize(1200, 630)
"""What pages on the web show of a link, in pixels."""
_SIDE = 60.0
_WIDE = SIZE.width() - 2 * _SIDE
_HIGH, _LARGEST, _GAP = 112.0, 52.0, 8.0


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the picture, as plain texts; ``marks`` name an icon and a colour for each answer."""

    cover: str
    title: str
    rules: str
    player: str
    date: str
    score: str
    figures: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]
    code: str

    def told(self) -> str:
        """The same for who does not see the picture."""
        values = {"player": self.player, "score": self.score, "title": self.title}
        said = tr("{player}: {score} points on {title}", **values)
        parts = [said, self.rules, ", ".join(f"{value} {name}" for value, name in self.figures)]
        if self.code:
            parts.append(tr("Challenge code {code}", code=self.code))
        return ". ".join(parts) + "."


def card_of(game: Game, standing: Standing) -> Card:
    """The card of a round that has ended."""
    state = game.state
    figures = [
        (f"{state.right} / {len(state.answers)}", tr("right")),
        (str(state.longest_streak), tr("longest streak")),
        (seconds(state.answer_ms), tr("in all")),
    ]
    if standing.rank is not None:
        figures.append((ordinal(standing.rank), tr("of {n} on this board", n=standing.of)))
    return Card(
        cover=game.new.packs[0] if len(game.new.packs) == 1 else "",
        title=packs_told(game.titles),
        rules=summary(game.new.rules),
        player=game.player.name,
        date=f"{game.new.started:%Y-%m-%d}",
        score=number(state.score),
        figures=tuple(figures),
        marks=tuple(mark_of(answer) for answer in state.answers),
        code=game.code,
    )


def mark_of(answer: Answer) -> tuple[str, str]:
    """An icon and a colour's role for whether an answer was right; the shape alone says it too."""
    if answer.ending is Ending.SKIPPED:
        return "skip", "muted"
    if answer.right:
        return "tick", "right"
    return ("dash", "streak") if answer.counted.share else ("cross", "wrong")


def grid(n: int) -> tuple[int, float]:
    """How many squares stand in a row, and how wide each is in pixels, so that ``n`` of them fit.

    >>> grid(10), grid(18), grid(19), grid(100)
    ((18, 52.0), (18, 52.0), (18, 52.0), (36, 22.0))
    """
    rows = 1
    while True:
        side = min(_LARGEST, (_HIGH - (rows - 1) * _GAP) // rows)
        in_row = int((_WIDE + _GAP) // (side + _GAP))
        if in_row * rows >= n:
            return in_row, side
        rows += 1


def paint_card(card: Card, style: Style) -> QImage:
    """Paint the card in the theme's colours; the size of the text does not change it."""
    image = QImage(SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _Painting(painter, card, Style(style.theme)).paint()
    painter.end()
    return image


class _Painting:
    """One card being painted, from its background to its foot."""

    def __init__(self, painter: QPainter, card: Card, style: Style) -> None:
        self.painter, self.card, self.style = painter, card, style
        self.right = SIZE.width() - _SIDE

    def paint(self) -> None:
        self._background()
        self._head()
        self._score()
        self._marks()
        self._foot()

    def _background(self) -> None:
        """The pack's own street behind the upper half, fading into the theme's background."""
        painter, ground = self.painter, self.style.color("background")
        painter.fillRect(QRectF(0, 0, SIZE.width(), SIZE.height()), ground)
        street = QRectF(0, 0, SIZE.width(), 300)
        painter.setOpacity(0.55)
        paint_cover(painter, street, self.card.cover, self.style.theme)
        painter.setOpacity(1)
        veil = QLinearGradient(street.topLeft(), street.bottomLeft())
        for at, alpha in ((0.0, 150), (0.45, 120), (1.0, 255)):
            colour = QColor(ground)
            colour.setAlpha(alpha)
            veil.setColorAt(at, colour)
        painter.fillRect(street, veil)
        painter.fillRect(QRectF(0, 0, 10, SIZE.height()), self.style.color("accent"))

    def _head(self) -> None:
        card, font = self.card, self.style.font
        brand = font("title", 34)
        after = self._text(_SIDE, 78, tr("QUIZ"), brand, "text")
        self._text(after + 10, 78, tr("NOIR"), brand, "accent")
        who, small = " · ".join((card.player, card.date)), font("body", 24)
        room = _WIDE / 2
        who = QFontMetricsF(small).elidedText(who, Qt.TextElideMode.ElideMiddle, room)
        self._text(self.right - _wide(who, small), 76, who, small, "text")
        self._line(_SIDE, 182, card.title, font("title", 58), "text")
        self._line(_SIDE, 226, card.rules, font("body", 25), "muted")

    def _score(self) -> None:
        font = self.style.font
        after = self._text(_SIDE, 372, self.card.score, font("title", 120), "text")
        x = self.right
        for value, name in reversed(self.card.figures):
            large, small = font("title", 38), font("body", 21)
            x -= max(_wide(value, large), _wide(name, small))
            self._text(x, 334, value, large, "text")
            self._text(x, 368, name, small, "muted")
            x -= 40
        points, plain = tr("points"), font("body", 28)
        if after + 18 + _wide(points, plain) <= x:
            self._text(after + 18, 372, points, plain, "muted")

    def _marks(self) -> None:
        in_row, side = grid(len(self.card.marks))
        for n, (name, role) in enumerate(self.card.marks):
            row, column = divmod(n, in_row)
            box = QRectF(_SIDE + column * (side + _GAP), 416 + row * (side + _GAP), side, side)
            colour = self.style.color(role)
            self.painter.setPen(Qt.PenStyle.NoPen)
            faint = QColor(colour)
            faint.setAlpha(46)
            self.painter.setBrush(faint)
            self.painter.drawRoundedRect(box, side / 5, side / 5)
            inset = side * 0.22
            paint_icon(self.painter, name, box.adjusted(inset, inset, -inset, -inset), colour, 3.0)

    def _foot(self) -> None:
        if not self.card.code:
            return
        font = self.style.font
        y = SIZE.height() - 46.0
        after = self._text(_SIDE, y, tr("Challenge code"), font("body", 24), "muted")
        after = self._text(after + 16, y, self.card.code, font("number", 30, 600), "text")
        note = tr("same questions, same order")
        small = font("body", 21)
        wide = _wide(note, small)
        if after + 24 + wide <= self.right:
            self._text(self.right - wide, y, note, small, "muted")

    def _line(self, x: float, y: float, text: str, font: QFont, role: str) -> None:
        """A text as far as there is room for it."""
        self._text(x, y, QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, _WIDE), font, role)

    def _text(self, x: float, y: float, text: str, font: QFont, role: str) -> float:
        """A text on its base line; returns where it ends."""
        self.painter.setFont(font)
        self.painter.setPen(self.style.color(role))
        self.painter.drawText(QPointF(x, y), text)
        return x + _wide(text, font)


def _wide(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
