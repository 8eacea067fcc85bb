"""A combo box for a crowded row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from quiz.desktop.theme import Style
from quiz.desktop.widgets.picker import Picker
from quiz.desktop.widgets.text import tip


class SoftPicker(Picker):
    """A picker that asks for the width of its longest entry, and is content with less: its text is elided.

    Qt's own policy for that gives the box its width back a moment after the layout has taken it.
    """

    def __init__(self, style: Style, name: str, parent: QWidget | None = None) -> None:
        super().__init__(style, name, parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.currentTextChanged.connect(self._tell)

    def sizeHint(self) -> QSize:
        """Qt's own, which counts no text, with the longest entry."""
        return super().sizeHint() + QSize(self._longest(), 0)

    def showPopup(self) -> None:
        """The list is as wide as its longest entry, which the box need not be."""
        room = self.window().width() - self.mapTo(self.window(), QPoint(0, 0)).x()
        self.view().setMinimumWidth(min(self._longest() + self._style.px(40), room))
        super().showPopup()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of it."""
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        """What is elided is whole in the tooltip."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        whole = self.currentText()
        cut = self.fontMetrics().horizontalAdvance(whole) > self._field(option).width()
        self.setToolTip(tip(whole) if cut else "")

    def _field(self, option: QStyleOptionComboBox) -> QRect:
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )

    def _longest(self) -> int:
        metrics = self.fontMetrics()
        return max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return super().sizeHint() + QSize(self.fontMetrics().horizontalAdvance("X") * 6, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's box, as much of the text as there is room for, the chevron."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self._field(option)
        whole, elide = self.currentText(), Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(whole, elide, field.width())
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        self.paint_chevron(painter)
        painter.end()
