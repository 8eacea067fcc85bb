"""Colours, fonts and sizes: themes are data files, and one ``Style`` hands them to every widget."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from quiz.desktop.stylesheet import build_stylesheet
from quiz.resources import assets

THEMES = ("dark", "light", "contrast")
SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0

# Without a name, Han characters come out in their Chinese shapes on some systems.
_JAPANESE = {"linux": "Noto Sans CJK JP", "darwin": "Hiragino Sans", "win32": "Yu Gothic UI"}
_WEIGHT = QFont.Tag("wght")
_OPTICAL = QFont.Tag("opsz")
_TABULAR = QFont.Tag("tnum")


@dataclass(frozen=True)
class Theme:
    """A table from roles ("surface", "text", "choice1" …) to colours: a file under ``assets/themes``."""

    name: str
    dark: bool
    colours: Mapping[str, QColor]

    def color(self, role: str) -> QColor:
        """The colour of a role; do not change it, it is shared. Raises ``KeyError`` for an unknown role."""
        return self.colours[role]


@cache
def load_theme(name: str, colour_blind: bool = False) -> Theme:
    """The theme of that name (one of ``THEMES``), with its colour-blind palette laid over it if asked.

    >>> load_theme("dark").color("background").name()
    '#0a0c12'
    >>> load_theme("dark", colour_blind=True).color("right") != load_theme("dark").color("right")
    True
    """
    with (assets() / "themes" / f"{name}.toml").open("rb") as file:
        table = tomllib.load(file)
    colours = table["colours"] | (table["colour_blind"] if colour_blind else {})
    return Theme(
        name=str(table["name"]),
        dark=bool(table["dark"]),
        colours={role: QColor(value) for role, value in colours.items()},
    )


@cache
def load_fonts() -> tuple[str, ...]:
    """Hand the shipped fonts to Qt, once a process; needs the application. Returns their family names."""
    names: list[str] = []
    for file in ("Inter.ttf", "ChakraPetch-Bold.ttf"):
        number = QFontDatabase.addApplicationFont(str(assets() / "fonts" / file))
        names += QFontDatabase.applicationFontFamilies(number)
    return tuple(names)


class Style(QObject):
    """How everything looks just now. Built once by the application and passed to constructors.

    Sizes are given in pixels at a text size of 100 % and come back scaled. ``changed`` fires once after any
    change; widgets that cache a font or a size answer it, all others are repainted by ``apply``.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, scale: float = 1.0, reduce_motion: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = _clamped(scale)
        self._reduce_motion = reduce_motion
        self._fonts: dict[tuple[str, int, int], QFont] = {}

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._theme

    @property
    def scale(self) -> float:
        """The text size as a factor, 0.8 to 2.0."""
        return self._scale

    @property
    def reduce_motion(self) -> bool:
        """Whether everything that moves is to be still."""
        return self._reduce_motion

    def change(
        self, theme: Theme | None = None, scale: float | None = None, reduce_motion: bool | None = None
    ) -> None:
        """Change what is given; ``changed`` fires once, and only if something did change."""
        before = (self._theme, self._scale, self._reduce_motion)
        self._theme = self._theme if theme is None else theme
        self._scale = self._scale if scale is None else _clamped(scale)
        self._reduce_motion = self._reduce_motion if reduce_motion is None else reduce_motion
        if before != (self._theme, self._scale, self._reduce_motion):
            self._fonts.clear()
            self.changed.emit()

    def color(self, role: str) -> QColor:
        """The theme's colour for a role."""
        return self._theme.colours[role]

    def px(self, size: float) -> int:
        """A length in pixels at the present text size; never less than one for a length that is there."""
        return max(1, round(size * self._scale)) if size > 0 else 0

    def space(self, size: float) -> int:
        """A length of what is not text (margins, marks, rings): grows half as fast, for the words' sake."""
        return max(1, round(size * (1 + max(0.0, self._scale - 1) / 2))) if size > 0 else 0

    def motion(self, ms: int) -> int:
        """The length of an animation in ms: 0 under reduced motion."""
        return 0 if self._reduce_motion else ms

    def font(self, kind: str, px: float, weight: int = 400) -> QFont:
        """A font at ``px`` (before scaling).

        ``kind`` is "title" (Chakra Petch, always bold), "body" (Inter) or "number" (Inter, digits of one
        width).
        """
        key = (kind, self.px(px), weight)
        if key not in self._fonts:
            self._fonts[key] = _make_font(*key)
        return QFont(self._fonts[key])

    def stylesheet(self) -> str:
        """The style sheet of Qt's standard controls."""
        return build_stylesheet(self.color, self.px, self.space)

    def palette(self) -> QPalette:
        """The palette for whatever the style sheet leaves alone (tooltips, cursors, text widgets)."""
        palette = QPalette()
        role = QPalette.ColorRole
        pairs = {
            role.Window: "background",
            role.WindowText: "text",
            role.Base: "surface",
            role.AlternateBase: "surface",
            role.Text: "text",
            role.Button: "raised",
            role.ButtonText: "text",
            role.BrightText: "text",
            role.ToolTipBase: "raised",
            role.ToolTipText: "text",
            role.PlaceholderText: "muted",
            role.Highlight: "selection",
            role.HighlightedText: "text",
            role.Link: "choice1",
            role.Mid: "edge",
            role.Accent: "accent",
        }
        for which, name in pairs.items():
            palette.setColor(which, self.color(name))
        for which in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, which, self.color("muted"))
        return palette

    def apply(self, application: QApplication, *, sheet: bool = True) -> None:
        """Dress the application: font, palette, style sheet. Call again after a change.

        Without ``sheet`` the window's pages wear it one by one: an application's own sheet takes 150 ms for
        260 widgets, a page's 15.
        """
        load_fonts()
        application.setFont(self.font("body", 15))
        application.setPalette(self.palette())
        if sheet:
            application.setStyleSheet(self.stylesheet())


def _clamped(scale: float) -> float:
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))


def _make_font(kind: str, px: int, weight: int) -> QFont:
    font = QFont()
    japanese = _JAPANESE.get(sys.platform, "sans-serif")
    if kind == "title":
        font.setFamilies(["Chakra Petch", "Inter", japanese])
        font.setWeight(QFont.Weight.Bold)
    else:
        font.setFamilies(["Inter", japanese])
        # The variable Inter answers to its axis alone; QFont's own weight would smear it into a false bold.
        if weight != 400:
            font.setVariableAxis(_WEIGHT, float(weight))
        # Inter is drawn for 14 px unless told: large sizes would look spaced out.
        if px >= 18:
            font.setVariableAxis(_OPTICAL, float(min(32, px)))
        if kind == "number":
            font.setFeature(_TABULAR, 1)
    font.setPixelSize(px)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def player_role(colour: int) -> str:
    """The role of a player's colour, ``views.COLOURS`` of them from 0 on."""
    return f"choice{colour + 1}"
