"""The application, and what the system asks of its look: all that the first frame needs to know of either."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from quiz.words import tr


def application() -> QApplication:
    """The application, made now if there is none."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    # The same base on every system: the look is ours. Asked for here, it is the only style that is ever made.
    made = QApplication([*sys.argv[:1], "-style", "fusion"])
    made.setApplicationName("quiz-noir")
    made.setApplicationDisplayName(tr("Quiz Noir"))
    made.setDesktopFileName("quiz-noir")
    return made


def system_theme_name() -> str:
    """The theme that the system asks for: contrast first, then light or dark; dark if it says nothing."""
    from PySide6.QtCore import Qt  # its enums take 15 ms to be made, which a theme by name does without

    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "light" if hints.colorScheme() == Qt.ColorScheme.Light else "dark"
