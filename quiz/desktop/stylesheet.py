"""The style sheet of Qt's standard controls: a data file, a theme's colours, and scaled lengths."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from PySide6.QtGui import QColor

from quiz.resources import assets

_NAME = re.compile(r"\$(?:\{(\w+)\}|(\w+))")


@cache
def _sheet() -> str:
    return (assets() / "themes" / "controls.qss").read_text(encoding="utf-8")


def build_stylesheet(
    color: Callable[[str], QColor], px: Callable[[float], int], space: Callable[[float], int]
) -> str:
    """The sheet with a theme's colours and at a text size, asked for by name and by length.

    ``$role`` becomes a colour; ``$p12`` twelve pixels that grow with the text; ``$s12`` twelve pixels of
    space, which grows less; ``$q12`` one less than ``$s12``, which a padding gives up to a focus border
    that is a pixel thicker, so that nothing moves.
    """
    # Qt drops a radius that passes half of its box, so these follow the boxes after rounding.
    fitted = {
        "groove_radius": max(1, space(4) // 2),
        "bar_radius": max(1, (space(12) - 6) // 2),
        "handle_radius": space(18) // 2,
        "radio_radius": space(20) // 2 + 1,
        "radio_dot": max(2, space(20) + 2 - 2 * space(6)),
    }

    def value(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        if name in fitted:
            return str(fitted[name])
        if name[0] in "psq" and name[1:].isdigit():
            length = int(name[1:])
            return str(px(length) if name[0] == "p" else space(length) - (name[0] == "q"))
        return color(name).name()

    return _NAME.sub(value, _sheet())
