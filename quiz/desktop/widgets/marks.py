"""Icons as item views want them; home does without, as Qt is slow to make the names of a QIcon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from quiz.desktop.theme import Style, player_role
from quiz.desktop.widgets.icons import paint_icon


def icon_mark(name: str, side: int, ratio: float, color: QColor, stroke: float = 2.4) -> QIcon:
    """An icon for an item view, ``side`` in logical pixels: the same on a row that is selected."""
    mark = QPixmap(round(side * ratio), round(side * ratio))
    mark.setDevicePixelRatio(ratio)
    mark.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mark)
    paint_icon(painter, name, QRectF(0, 0, side, side), color, stroke)
    painter.end()
    made = QIcon(mark)
    made.addPixmap(mark, QIcon.Mode.Selected)  # or Qt would tint it
    return made


def player_mark(style: Style, colour: int, ratio: float, *, ticked: bool = False) -> QIcon:
    """A disc in a player's colour, as large as an icon of a row; ``ticked`` for the one who is playing."""
    side = style.px(16)
    mark = QPixmap(round(side * ratio), round(side * ratio))
    mark.setDevicePixelRatio(ratio)
    mark.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mark)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color(player_role(colour)))
    inset = 0.0 if ticked else side * 0.14
    painter.drawEllipse(QRectF(inset, inset, side - 2 * inset, side - 2 * inset))
    if ticked:
        box = QRectF(side * 0.2, side * 0.2, side * 0.6, side * 0.6)
        paint_icon(painter, "tick", box, style.color("background"), 3.4)
    painter.end()
    made = QIcon(mark)
    made.addPixmap(mark, QIcon.Mode.Selected)
    made.addPixmap(mark, QIcon.Mode.Disabled)
    return made
