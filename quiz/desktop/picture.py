"""The home page as a picture, kept when the window is closed and shown first at the next start.

It is shown only where the page that follows would be the same to the pixel: all that goes into the page is
written before it and compared with what a glance at the bank and the settings say now. The page's covers are
kept with it, so that they need not be painted either.
"""

from __future__ import annotations

import contextlib
from ast import literal_eval
from typing import TYPE_CHECKING, BinaryIO

import PySide6
from PySide6.QtGui import QImage, QPixmap, QPixmapCache

from quiz import __version__
from quiz.desktop.system import system_theme_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from quiz.bank.glance import Glance
    from quiz.desktop.widgets.card import PackCard
    from quiz.settings import Places, Settings

_LARGEST = 64_000_000
"""Bytes; a wall of screens does without."""
_PAGE = "page"


def shown(window: QWidget, settings: Settings, found: Glance) -> bytes:
    """Everything that a home page depends on, as one line."""
    theme = system_theme_name() if settings.theme == "system" else settings.theme
    size = (window.width(), window.height(), window.devicePixelRatio())
    return repr((__version__, PySide6.__version__, size, theme, settings, found)).encode() + b"\n"


def find(places: Places, line: bytes) -> QPixmap | None:
    """The picture that was kept of exactly this, if there is one; its covers are at hand from now on."""
    try:
        with _path(places).open("rb") as file:
            if file.readline(len(line)) != line:
                return None
            found = dict(_read(file))
    except (OSError, ValueError, SyntaxError, TypeError):
        return None
    page = found.pop(_PAGE, None)
    for name, cover in found.items():
        QPixmapCache.insert(name, cover)
    return page


def keep(places: Places, line: bytes, page: QPixmap, covers: Mapping[str, QPixmap]) -> None:
    """Keep a picture of exactly this, as bare pixels: a PNG would take the next start five times as long."""
    images = {name: pixmap.toImage() for name, pixmap in {_PAGE: page, **covers}.items()}
    path = _path(places)
    new = path.with_suffix(".new")
    # A cache that cannot be written is no fault: the next start takes a little longer.
    with contextlib.suppress(OSError):
        if sum(image.sizeInBytes() for image in images.values()) > _LARGEST:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(line)
            heads = [
                (name, image.width(), image.height(), image.format().value, image.devicePixelRatio())
                for name, image in images.items()
            ]
            file.write(repr(heads).encode() + b"\n")
            for image in images.values():
                file.write(image.constBits())
        new.replace(path)


def bring_cover(places: Places, card: PackCard) -> None:
    """Decode the picture that a card's pack brings, if it does, so that it is at hand when it is painted."""
    if card.own:
        from quiz.core.media import file_of  # no start needs it
        from quiz.desktop.widgets.covers import decode_own

        key, size, dpr = card.own_place()
        image = decode_own(places.media / file_of(card.own), size, dpr)
        if not image.isNull():
            QPixmapCache.insert(key, QPixmap.fromImage(image))


def _read(file: BinaryIO) -> list[tuple[str, QPixmap]]:
    """Every picture with its name. Raises ValueError where the file is not as it was written."""
    found = []
    for name, width, height, kind, ratio in literal_eval(file.readline().decode()):
        pixels = file.read(width * height * 4)
        if len(pixels) != width * height * 4:
            raise ValueError("cut short")
        image = QImage(pixels, width, height, width * 4, QImage.Format(kind))
        image.setDevicePixelRatio(ratio)
        found.append((name, QPixmap.fromImage(image)))
    return found


def _path(places: Places) -> Path:
    return places.data / "cache" / "home.pixels"
