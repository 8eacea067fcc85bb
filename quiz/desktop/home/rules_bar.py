"""The rules as lists: only what goes together can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quiz.core.rules import Rules
from quiz.desktop.home import options
from quiz.desktop.theme import Style
from quiz.desktop.widgets.picker import Picker
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr


class RulesBar(QWidget):
    """A list for each rule. ``chosen`` carries what a person picked, as ``(setting, value)``."""

    chosen = Signal(object)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = WrapLayout(style, 10, self, even=True)
        self.mode = self._picker(style, tr("Mode"))
        self.preset = self._picker(style, tr("Scoring"))
        self.count = self._picker(style, tr("Number of questions"))
        self.seconds = self._picker(style, tr("Time"))
        self.difficulty = self._picker(style, tr("Difficulty"))
        self.lifelines = self._picker(style, tr("Lifelines"))
        self.mode.activated.connect(self._mode_picked)
        self.preset.activated.connect(self._preset_picked)
        self.count.activated.connect(self._count_picked)
        self.seconds.activated.connect(self._seconds_picked)
        self.difficulty.activated.connect(self._difficulty_picked)
        self.lifelines.activated.connect(self._lifelines_picked)

    def show_rules(self, rules: Rules) -> None:
        """Offer what fits these rules, with these chosen."""
        _fill(self.mode, options.mode_choices(), rules.mode)
        _fill(self.preset, options.preset_choices(rules.mode), rules.preset)
        _fill(self.count, options.count_choices(rules.mode), rules.count)
        _fill(self.seconds, options.seconds_choices(rules.mode), rules.seconds)
        _fill(self.difficulty, options.difficulty_choices(), rules.difficulty or "")
        _fill(self.lifelines, options.lifeline_choices(), rules.lifelines)
        self.mode.setToolTip(options.mode_note(rules.mode))

    def _picker(self, style: Style, name: str) -> Picker:
        picker = Picker(style, name, self)
        self.row.addWidget(picker)
        return picker

    def _mode_picked(self, index: int) -> None:
        self.chosen.emit(("mode", str(self.mode.itemData(index))))

    def _preset_picked(self, index: int) -> None:
        self.chosen.emit(("preset", str(self.preset.itemData(index))))

    def _count_picked(self, index: int) -> None:
        self.chosen.emit(("count", self.count.itemData(index)))

    def _seconds_picked(self, index: int) -> None:
        self.chosen.emit(("seconds", self.seconds.itemData(index)))

    def _difficulty_picked(self, index: int) -> None:
        self.chosen.emit(("difficulty", self.difficulty.itemData(index)))

    def _lifelines_picked(self, index: int) -> None:
        self.chosen.emit(("lifelines", self.lifelines.itemData(index)))


def _fill(picker: Picker, choices: Sequence[tuple[Any, str]], value: object) -> None:
    """Offer other choices without a signal; a list without any is not shown."""
    names = [name for _, name in choices]
    if [picker.itemText(n) for n in range(picker.count())] != names:
        picker.clear()
        for known, name in choices:
            picker.addItem(name, str(known) if isinstance(known, str) else known)
    picker.setVisible(bool(choices))
    known_values = [known for known, _ in choices]
    if value in known_values:
        picker.setCurrentIndex(known_values.index(value))
