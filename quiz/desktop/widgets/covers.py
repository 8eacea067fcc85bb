"""Covers as they are asked for, each made once. What paints or decodes them is loaded with the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QPixmapCache

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from quiz.desktop.theme import Theme

_STEP = 32


def cover_key(pack_id: str, title: str, size: QSize, theme: Theme, dpr: float = 1.0) -> str:
    """The name of a cover in Qt's pixmap cache."""
    return f"cover:{theme.name}:{size.width()}x{size.height()}@{dpr}:{pack_id}:{title}"


def cover_pixmap(pack_id: str, title: str, size: QSize, theme: Theme, dpr: float = 1.0) -> QPixmap:
    """The cover of a pack with rounded corners, ``size`` in logical pixels; kept in Qt's pixmap cache."""
    key = cover_key(pack_id, title, size, theme, dpr)
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        from quiz.desktop.widgets.cover import rounded_cover

        pixmap = rounded_cover(pack_id, title, size, theme, dpr)
        QPixmapCache.insert(key, pixmap)
    return pixmap


def own_size(size: QSize) -> QSize:
    """The size at which a pack's own picture is decoded for a place: one does for some widths."""
    return QSize(-(-size.width() // _STEP) * _STEP, size.height())


def own_key(name: str, size: QSize, dpr: float) -> str:
    """The name of a pack's own picture in Qt's pixmap cache, for a place of ``size`` logical pixels."""
    made = own_size(size)
    return f"own:{made.width()}x{made.height()}@{dpr}:{name}"


def decode_own(path: Path, size: QSize, dpr: float) -> QImage:
    """A pack's own picture, cut to fill a place as a poster is hung; null where it cannot be shown.

    For any thread; it takes as long as the picture is large.
    """
    from PySide6.QtGui import QImage

    from quiz.desktop.round.pictures import decode, measure

    picture = measure(path)
    if picture is None:
        return QImage()
    wanted = own_size(size) * dpr
    whole = picture.size.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    found = decode(picture, whole)
    x, y = (whole.width() - wanted.width()) // 2, (whole.height() - wanted.height()) // 2
    found = found.copy(x, y, wanted.width(), wanted.height()) if not found.isNull() else found
    found.setDevicePixelRatio(dpr)
    return found
