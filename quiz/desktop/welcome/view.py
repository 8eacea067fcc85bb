"""One page, two questions, one key."""

from __future__ import annotations

import getpass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QVBoxLayout, QWidget

from quiz.desktop.navigation import Sign
from quiz.desktop.pages import Page, Panel, Scroll
from quiz.desktop.players import LONGEST_NAME
from quiz.desktop.services import Services
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.settings import THEMES
from quiz.words import tr


def usual_name() -> str:
    """The name that this person goes by on this computer, with a capital; "Player" without one."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return tr("Player")
    return name[:1].upper() + name[1:LONGEST_NAME] if name and name != "root" else tr("Player")


def theme_name(theme: str) -> str:
    """A theme as it reads on the screen."""
    return {
        "system": tr("As the system"),
        "dark": tr("Dark"),
        "light": tr("Light"),
        "contrast": tr("High contrast"),
    }[theme]


class WelcomePage(Page):
    """``done`` carries the name; the theme applies at once, so that it can be seen."""

    whole = True
    done = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = tr("Welcome")
        self._services = services
        style = self._style = services.style
        scroll = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._panel = Panel()
        self._column = QVBoxLayout(self._panel)
        self._column.addWidget(Sign(style))
        self._column.addWidget(Label(style, tr("Who is playing?"), "title"))
        self._column.addWidget(
            Label(style, tr("Your name stands beside your scores. Nothing leaves this computer."), "muted")
        )
        self.name = QLineEdit(usual_name())
        self.name.setAccessibleName(tr("Your name"))
        self.name.setPlaceholderText(usual_name())
        self.name.setMaxLength(LONGEST_NAME)
        self._column.addWidget(self.name)
        self._column.addWidget(Label(style, tr("Light on or off?"), "heading"))
        self._column.addLayout(self._themes())
        self.go = KeyButton(tr("Let’s play"), "Return", style, variant="main")
        self._column.addSpacing(6)
        self._column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        scroll.centre(self._panel)
        self.go.clicked.connect(self._done)
        style.changed.connect(self._restyle)
        self._restyle()

    def opened(self) -> None:
        """The name, ready to be typed over."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def enter(self) -> None:
        """Go."""
        self._done()

    def _themes(self) -> WrapLayout:
        row = WrapLayout(self._style, 8)
        self._group = QButtonGroup(self)
        for number, theme in enumerate(THEMES):
            button = QPushButton(theme_name(theme))
            button.setAccessibleName(tr("Theme: {theme}", theme=theme_name(theme)))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("variant", "choice")
            button.setChecked(theme == self._services.settings.value.theme)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(self._theme_picked)
        return row

    def _theme_picked(self, number: int) -> None:
        self._services.settings.change(theme=THEMES[number])

    def _done(self) -> None:
        self.done.emit(" ".join(self.name.text().split()) or usual_name())

    def _restyle(self) -> None:
        px = self._style.px
        self._panel.setMaximumWidth(px(560))
        self._column.setContentsMargins(px(36), px(28), px(36), px(32))
        self._column.setSpacing(px(14))
