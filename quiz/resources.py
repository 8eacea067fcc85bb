"""Where the data that ships with the program lies: one resolver for source tree, wheel and frozen build."""

from __future__ import annotations

import sys
from pathlib import Path


def _folder(name: str) -> Path:
    """The first place that holds ``name``: a frozen build, then the wheel, then the source tree."""
    package = Path(__file__).resolve().parent
    places = [package / "data" / name, package.parent / name]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        # A build that kept the wheel's layout is met as well as one with the folders at its top.
        places[:0] = [Path(frozen) / name, Path(frozen) / "quiz" / "data" / name]
    for place in places:
        if place.is_dir():
            return place
    tried = ", ".join(str(place) for place in places)
    raise FileNotFoundError(f"The program's own folder '{name}' is missing; looked in {tried}")


def assets() -> Path:
    """The folder of fonts, icons, sounds, themes and knowledge.

    Raises ``FileNotFoundError`` when the installation is damaged.

    >>> (assets() / "themes").is_dir()
    True
    """
    return _folder("assets")


def questions() -> Path:
    """The folder of the packs that ship, with ``articles/`` beside them.

    Raises ``FileNotFoundError`` when the installation is damaged.

    >>> questions().is_dir()
    True
    """
    return _folder("questions")
