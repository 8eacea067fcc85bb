"""Plain text, laid out in a width: wraps at words, breaks a word only if it must, never guesses markup."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

# What QTextLayout takes for an end of line inside a paragraph.
_LINE_SEPARATOR = "\u2028"


class TextBlock(NamedTuple):
    """Text that has found its lines; ``width`` and ``height`` are what it fills, in pixels."""

    layout: QTextLayout
    width: float
    height: float
    lines: int
    cut: bool

    def paint(self, painter: QPainter, x: float, y: float, color: QColor) -> None:
        """Paint it with its top left corner at ``x``, ``y``."""
        painter.setPen(QPen(color))
        self.layout.draw(painter, QPointF(x, y))


def tip(text: str) -> str:
    """A tooltip that shows ``text`` as it is: Qt would take a tag in it for markup, and load what it names.

    >>> tip("Q & A"), tip("<img src=x>")
    ('Q & A', '<qt>&lt;img src=x&gt;</qt>')
    """
    if "<" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>"


def lay_out(
    text: str, font: QFont, width: float, most_lines: int = 0, align_right: bool = False
) -> TextBlock:
    """Break ``text`` into lines of ``width`` pixels; past ``most_lines`` (if given) the last ends in "…"."""
    block = _broken(text, font, width, align_right)
    if not most_lines or block.lines <= most_lines:
        return block
    start = block.layout.lineAt(most_lines - 1).textStart()
    shown = block.layout.text()
    rest = shown[start:].replace(_LINE_SEPARATOR, " ")
    elided = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    kept = _broken(shown[:start] + elided, font, width + 1, align_right)
    return TextBlock(kept.layout, kept.width, kept.height, kept.lines, cut=True)


def fitting(
    text: str, fonts: list[QFont], width: float, height: float, align_right: bool = False
) -> TextBlock:
    """``text`` in the first of ``fonts`` (largest first) that keeps it within ``height``, else the last."""
    block = _broken(text, fonts[0], width, align_right)
    for font in fonts[1:]:
        if block.height <= height:
            break
        block = _broken(text, font, width, align_right)
    return block


def _broken(text: str, font: QFont, width: float, align_right: bool) -> TextBlock:
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if align_right else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = widest = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, y))
        y += line.height()
        widest = max(widest, line.naturalTextWidth())
    layout.endLayout()
    return TextBlock(layout, widest, y, layout.lineCount(), cut=False)
