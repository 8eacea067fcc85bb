"""Pages of work that can take a while: a heading with the ways on, and panels for what is under way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QLayout, QSizePolicy, QTableView, QVBoxLayout, QWidget

from quiz.desktop.pages import Heading, Page, Panel, Scroll
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.marks import icon_mark
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr

T = TypeVar("T")


class Stage(Panel):
    """A panel in the place of a page's contents: ``words`` say what is under way, or why nothing is there."""

    def __init__(self, style: Style, words: str = "", below: Iterable[QWidget] = ()) -> None:
        super().__init__()
        self.words = Label(style, words, "heading")
        self._room = QVBoxLayout(self)
        self._room.addStretch(1)
        self._room.addWidget(self.words)
        for widget in below:
            # A button is as wide as its words.
            side = Qt.AlignmentFlag.AlignLeft if isinstance(widget, KeyButton) else Qt.AlignmentFlag(0)
            self._room.addWidget(widget, 0, side)
        self._room.addStretch(2)

    def dress(self, style: Style) -> None:
        """Take the text's size on."""
        px = style.px
        self._room.setContentsMargins(px(28), px(24), px(28), px(24))
        self._room.setSpacing(px(12))


class WorkPage(Page):
    """A scrolled column under a heading. ``leaving`` is the way back, ``back`` tells that it was taken."""

    back = Signal()

    def __init__(self, style: Style, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._style = style
        self.setAccessibleName(title)
        self.frame = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self._column = self.frame.column

    def head(self, above: str, *buttons: QWidget, title: str | None = None) -> None:
        """The heading, the way back and the page's own buttons, in a row that wraps."""
        self.heading = Heading(self._style, above, self.title if title is None else title)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.leaving = KeyButton(tr("Back"), "Esc", self._style)
        row = WrapLayout(self._style, 12)
        for widget in (self.heading, self.leaving, *buttons):
            row.addWidget(widget)
        self._column.addLayout(row)

    def filters(
        self, row: QLayout, shown: Iterable[tuple[T, str, str]]
    ) -> tuple[QButtonGroup, dict[T, KeyButton]]:
        """Buttons by what they show, each with its name and key; one is chosen, at first the first."""
        group = QButtonGroup(self)
        found: dict[T, KeyButton] = {}
        for what, name, key in shown:
            button = KeyButton(name, key, self._style, variant="choice", bind=True)
            button.setCheckable(True)
            button.setChecked(not found)
            group.addButton(button)
            found[what] = button
            row.addWidget(button)
        return group, found

    def dress(self, *stages: Stage) -> None:
        """Take the text's size on, for what all these pages have."""
        px = self._style.px
        self.frame.set_margins(min(px(32), 40), px(22), min(px(32), 40), px(16))
        self._column.setSpacing(px(10))
        for stage in stages:
            stage.dress(self._style)

    def dress_table(self, table: QTableView, font: str = "number") -> None:
        """The same for a table with marks in its rows."""
        px = self._style.px
        table.setFont(self._style.font(font, 15))
        table.verticalHeader().setDefaultSectionSize(px(44))
        table.setMinimumHeight(min(px(200), 320))
        table.setIconSize(QSize(px(16), px(16)))

    def mark(self, icon: str, role: str) -> QIcon:
        """A mark before a row, in a colour of the theme."""
        return icon_mark(icon, self._style.px(16), self.devicePixelRatioF(), self._style.color(role))
