"""The settings page as it is built and laid out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QSlider, QVBoxLayout, QWidget

from quiz.desktop.pages import Elided, Heading, Page, Scroll, announce
from quiz.desktop.players import LONGEST_NAME
from quiz.desktop.services import Services
from quiz.desktop.settings.controller import SettingsController
from quiz.desktop.settings.rows import Group
from quiz.desktop.welcome.view import theme_name
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.controls import Check, Stepper
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.picker import Picker
from quiz.desktop.widgets.softpicker import SoftPicker
from quiz.settings import THEMES, Settings
from quiz.words import tr

_TWO_COLUMNS = 880


class SettingsPage(Page):
    """Groups of settings. ``switched`` carries ``(setting, on)`` of a check box; ``home`` goes back.

    ``people`` leads to the page of players.
    """

    switched = Signal(object)
    home = Signal()
    people = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = tr("Settings")
        self._style = services.style
        self._checks: dict[str, Check] = {}
        self.frame = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        column = self.frame.column
        column.addWidget(Heading(self._style, tr("All of it applies at once"), tr("Settings")))
        self.told = Label(self._style, "", "body")
        self.told.hide()
        column.addWidget(self.told)
        self._groups = QHBoxLayout()
        self._sides: list[QVBoxLayout] = []
        for side in ((self._players(), self._rounds()), (self._looks(), self._sounds(), self._bank())):
            groups = QVBoxLayout()
            for group in side:
                groups.addWidget(group)
            groups.addStretch(1)
            self._groups.addLayout(groups, 1)
            self._sides.append(groups)
        column.addLayout(self._groups)
        column.addStretch(1)
        self.controller = SettingsController(self, services)
        self._style.changed.connect(self._restyle)
        self._restyle()

    def opened(self) -> None:
        """Who plays, first."""
        self.copy.set_label(tr("Copy the path"))
        self.tell("")
        self.controller.refresh()
        self.players.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> None:
        """Back home."""
        self.home.emit()

    def enter(self) -> None:
        """In a field, what its button does; elsewhere there is no main thing here."""
        if self.name.hasFocus():
            self.controller.rename()
        elif self.new.hasFocus():
            self.controller.add_player()

    # --- what the controller says

    def show_settings(self, value: Settings) -> None:
        """Set every control as the settings stand."""
        self.theme.setCurrentIndex(THEMES.index(value.theme))
        self.extra.setCurrentIndex(self.extra.findData(value.extra_percent))
        for control, number in ((self.text, value.text_percent), (self.volume, value.volume)):
            with QSignalBlocker(control):
                control.setValue(number)
        self.volume.setEnabled(value.sound)
        for name, check in self._checks.items():
            with QSignalBlocker(check):
                check.setChecked(bool(getattr(value, name)))

    def show_players(self, names: Sequence[str], current: str) -> None:
        """List the players, with the one who is playing chosen."""
        self.players.clear()
        self.players.addItems(list(names))
        self.players.setCurrentIndex(max(0, self.players.findText(current)))
        self.name.setText(current)

    def show_places(self, bank: str) -> None:
        """Where the bank is."""
        self.where.set_text(bank)

    def tell(self, sentence: str) -> None:
        """Say what did not work; nothing takes it back."""
        self.told.set_text(sentence)
        self.told.setVisible(bool(sentence))
        if sentence:
            self.frame.reveal(self.told)
            announce(self.told)

    # --- groups

    def _players(self) -> Group:
        style = self._style
        group = Group(style, tr("Players"))
        self.players = SoftPicker(style, tr("Playing now"))
        self.players.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.name = self._field(tr("Name of this player"), "")
        self.rename = KeyButton(tr("Rename"), "", style)
        self.new = self._field(tr("Name of a new player"), tr("New player"))
        self.add = KeyButton(tr("Add"), "", style)
        group.add(tr("Playing now"), self.players)
        group.add_wide(self.name, self.rename)
        group.add_wide(self.new, self.add)
        self.all_players = KeyButton(tr("All players"), "P", style, bind=True)
        self.all_players.clicked.connect(self.people)
        group.add_wide(self.all_players)
        return group

    def _looks(self) -> Group:
        style = self._style
        group = Group(style, tr("Look"))
        self.theme = Picker(style, tr("Theme"))
        for name in THEMES:
            self.theme.addItem(theme_name(name), name)
        self.text = Stepper(style, tr("Text size"))
        self.text.setRange(80, 200)
        self.text.setSingleStep(10)
        self.text.setSuffix(tr(" %"))
        self.text.setKeyboardTracking(False)
        group.add(tr("Theme"), self.theme)
        group.add(tr("Text size"), self.text)
        group.add_check(self._check("reduce_motion", tr("Reduce motion")))
        group.add_check(self._check("colour_blind", tr("Colour-blind palette")))
        return group

    def _rounds(self) -> Group:
        style = self._style
        group = Group(style, tr("In a round"))
        self.extra = Picker(style, tr("Extra time"))
        for percent, name in ((100, tr("None")), (150, tr("Half as much again")), (200, tr("Twice as much"))):
            self.extra.addItem(name, percent)
        group.add(tr("Extra time, own boards"), self.extra)
        group.add_check(self._check("reading", tr("Reading time before the clock")))
        group.add_check(self._check("confirm", tr("Confirm before an answer counts")))
        group.add_check(self._check("pause_on_focus_loss", tr("Pause when focus is lost")))
        return group

    def _sounds(self) -> Group:
        group = Group(self._style, tr("Sound"))
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setAccessibleName(tr("Volume"))
        self.volume.setRange(0, 100)
        self.volume.setSingleStep(5)
        self.volume.setTracking(False)
        self.volume.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        group.add_check(self._check("sound", tr("Sounds")))
        group.add(tr("Volume"), self.volume)
        return group

    def _bank(self) -> Group:
        style = self._style
        group = Group(style, tr("Where everything is kept"))
        self.where = Elided(style)
        self.where.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.copy = KeyButton(tr("Copy the path"), "", style)
        self.show_folder = KeyButton(tr("Open the folder"), "", style)
        group.add_wide(self.where)
        group.add_wide(self.copy, self.show_folder)
        return group

    def _field(self, name: str, placeholder: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(placeholder)
        field.setMaxLength(LONGEST_NAME)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return field

    def _check(self, name: str, words: str) -> Check:
        check = Check(self._style, words)
        check.setObjectName(name)
        check.toggled.connect(self._toggled)
        self._checks[name] = check
        return check

    def _toggled(self, on: bool) -> None:
        sender = self.sender()
        if sender is not None:
            self.switched.emit((sender.objectName(), on))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < self._style.px(_TWO_COLUMNS)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._groups.setDirection(way)

    def _restyle(self) -> None:
        px = self._style.px
        self.frame.set_margins(min(px(32), 40), px(26), min(px(40), 44), px(28))
        self._groups.setSpacing(px(18))
        for side in self._sides:
            side.setSpacing(px(18))
        self._turn()
        self.frame.column.setSpacing(px(14))
        self.volume.setMinimumWidth(px(150))
        self.players.setMinimumWidth(px(160))
        for field in (self.name, self.new):
            field.setMinimumWidth(px(170))
        # Another size moves the very control that it was set with.
        QTimer.singleShot(0, self.frame, self.frame.follow)
