"""Makes the settings seen and heard: theme, text size, motion, sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from quiz.desktop.system import system_theme_name
from quiz.desktop.theme import Style, Theme, load_theme
from quiz.settings import Settings

if TYPE_CHECKING:
    from quiz.desktop.services import Services
    from quiz.desktop.window import Window

_SEEN = frozenset({"theme", "text_percent", "reduce_motion", "colour_blind"})
_HEARD = frozenset({"sound", "volume"})


def theme_of(settings: Settings) -> Theme:
    """The theme that is set, the system's own where that is set; needs the application."""
    name = system_theme_name() if settings.theme == "system" else settings.theme
    return load_theme(name, settings.colour_blind)


def style_of(settings: Settings, parent: QObject | None = None) -> Style:
    """The style that is set."""
    return Style(theme_of(settings), settings.text_percent / 100, settings.reduce_motion, parent)


class Look(QObject):
    """Follows the settings, and the system's light where they leave it to the system."""

    def __init__(self, application: QApplication, window: Window, services: Services) -> None:
        super().__init__(window)
        self._application, self._window, self._services = application, window, services
        services.settings.changed.connect(self._changed)
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        window.wear(services.style.stylesheet())
        self._hear()

    def _dress(self) -> None:
        self._services.style.apply(self._application, sheet=False)
        self._window.wear(self._services.style.stylesheet())

    def _changed(self, names: frozenset[str]) -> None:
        if names & _SEEN:
            self._see()
        if names & _HEARD:
            self._hear()

    def _system_changed(self) -> None:
        if self._services.settings.value.theme == "system":
            self._see()

    def _see(self) -> None:
        settings, style = self._services.settings.value, self._services.style
        before = (style.theme, style.scale)
        style.change(theme_of(settings), settings.text_percent / 100, settings.reduce_motion)
        if (style.theme, style.scale) != before:
            self._dress()

    def _hear(self) -> None:
        settings, sounds = self._services.settings.value, self._services.sounds
        sounds.enabled = settings.sound
        sounds.volume = settings.volume / 100
