"""Qt's own controls with our marks painted on: a style sheet could only take them from image files."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSpinBox, QStyle, QStyleOptionButton, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.icons import paint_icon


class Stepper(QSpinBox):
    """A spin box with painted chevrons."""

    def __init__(self, style: Style, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.setAccessibleName(name)
        style.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        # The field inside takes no padding from the style sheet.
        self.lineEdit().setTextMargins(self._style.px(10), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's field, then two chevrons."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._style.px(14)
        left = self.width() - side - self._style.px(11)
        middle = self.height() / 2
        colour = self._style.color("text" if self.isEnabled() else "muted")
        paint_icon(painter, "chevron-up", QRectF(left, middle - side, side, side), colour, 2.8)
        paint_icon(painter, "chevron", QRectF(left, middle, side, side), colour, 2.8)
        painter.end()


class Check(QCheckBox):
    """A check box with a painted tick."""

    def __init__(self, style: Style, text: str, parent: QWidget | None = None) -> None:
        # A doubled ampersand is Qt's way to show one.
        super().__init__(text.replace("&", "&&"), parent)
        self._style = style
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's box, then the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        where = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        inset = where.width() * 0.14
        painter = QPainter(self)
        box = QRectF(where).adjusted(inset, inset, -inset, -inset)
        paint_icon(painter, "tick", box, self._style.color("on_accent"), 3.4)
        painter.end()
