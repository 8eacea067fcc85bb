"""The navigation: the sign, where one can go, and who is playing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quiz.desktop.theme import Style, player_role
from quiz.desktop.widgets.buttons import NavButton
from quiz.desktop.widgets.text import tip
from quiz.words import tr

PLACES = (("home", "play"), ("studio", "pencil"), ("scores", "trophy"), ("settings", "sliders"))
"""Pages and their icons, from the top."""


def place_name(page: str) -> str:
    """What a place is called."""
    return {
        "home": tr("Play"),
        "studio": tr("Studio"),
        "scores": tr("Scores"),
        "settings": tr("Settings"),
    }[page]


class Navigation(QWidget):
    """Folds to its icons. ``wanted`` carries a page's name."""

    wanted = Signal(str)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._folded = False
        self.sign = Sign(style)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.sign)
        self._column.addSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, NavButton] = {}
        for number, (page, icon) in enumerate(PLACES):
            button = NavButton(icon, place_name(page), style)
            self._group.addButton(button, number)
            self._column.addWidget(button)
            self.buttons[page] = button
        self._column.addStretch(1)
        self.player = PlayerButton(style)
        self._column.addWidget(self.player)
        self._group.idClicked.connect(self._clicked)
        style.changed.connect(self._restyle)
        self._restyle()

    @property
    def folded(self) -> bool:
        """Whether only the icons are shown."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Fold to the icons, or unfold."""
        if folded == self._folded:
            return
        self._folded = folded
        self.sign.set_folded(folded)
        self.player.set_folded(folded)
        for button in self.buttons.values():
            button.set_folded(folded)
        self._restyle()

    def show_current(self, page: str) -> None:
        """Mark where we are; a page without a place here leaves the mark where it was."""
        if page in self.buttons:
            self.buttons[page].setChecked(True)

    def _clicked(self, number: int) -> None:
        self.wanted.emit(PLACES[number][0])

    def _restyle(self) -> None:
        px = self._style.px
        side = px(12) if self._folded else px(16)
        self._column.setContentsMargins(side, px(24), side, px(20))
        self._column.setSpacing(px(4))
        self.setFixedWidth(px(52) + 2 * side if self._folded else px(180) + 2 * side)


class Sign(QWidget):
    """The neon sign: the game's name, or its initials when folded."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._folded = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Quiz Noir"))
        style.changed.connect(self.updateGeometry)

    def set_folded(self, folded: bool) -> None:
        """Initials, or the whole name."""
        self._folded = folded
        self.update()

    def sizeHint(self) -> QSize:
        """With air below, before the first place."""
        return QSize(self._style.px(52), self._style.px(62))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White and red."""
        style = self._style
        font = style.font("title", 23 if self._folded else 26)
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, (0.5 if self._folded else 1.6) * style.scale)
        first, second = ("Q", "N") if self._folded else ("QUIZ ", "NOIR")
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(first)
        whole = wide + metrics.horizontalAdvance(second)
        x = (self.width() - whole) / 2 if self._folded else 0.0
        painter = QPainter(self)
        painter.setFont(font)
        box = QRectF(x, 0, whole, style.px(40))
        painter.setPen(style.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, first)
        painter.setPen(style.color("accent"))
        painter.drawText(box.translated(wide, 0), Qt.AlignmentFlag.AlignVCenter, second)
        painter.end()


class PlayerButton(QPushButton):
    """Who is playing; opens the list of players. Folded, an initial in a ring."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._name = ""
        self._colour: int | None = None
        self._folded = False
        self.setProperty("variant", "nav")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.updateGeometry)
        self.set_name("")

    def set_name(self, name: str) -> None:
        """Another player."""
        self._name = name
        self.setAccessibleName(tr("Player {name}, change", name=name))
        self.setToolTip(tip(tr("Player {name}", name=name)))
        self.update()

    def set_colour(self, colour: int | None) -> None:
        """The player's colour, around the initial; None until it is known."""
        self._colour = colour
        self.update()

    def set_folded(self, folded: bool) -> None:
        """An initial, or the name."""
        self._folded = folded
        self.update()

    def sizeHint(self) -> QSize:
        """As tall as a place."""
        return QSize(self._style.px(52), self._style.px(44))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's own button, then the name."""
        style = self._style
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = style.px(28)
        left = (self.width() - side) / 2 if self._folded else style.px(12)
        ring = QRectF(left, (self.height() - side) / 2, side, side)
        known = self._colour is not None
        pen = QPen(style.color(player_role(self._colour or 0) if known else "edge"), 2 if known else 1)
        painter.setPen(pen)
        painter.setBrush(style.color("raised"))
        painter.drawEllipse(ring)
        painter.setPen(style.color("text"))
        painter.setFont(style.font("body", 14, 600))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, self._name[:1].upper())
        if not self._folded:
            font = style.font("body", 15)
            room = self.width() - style.px(48) - style.px(8)
            name = QFontMetricsF(font).elidedText(self._name, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(style.color("text" if self.underMouse() else "muted"))
            box = QRectF(style.px(48), 0, room + 1, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()
