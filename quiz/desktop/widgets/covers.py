"""Covers as they are asked for, each painted once. What paints them is loaded with the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap, QPixmapCache

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from quiz.desktop.theme import Theme


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
