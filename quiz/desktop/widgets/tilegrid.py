"""The tiles of a question together: two columns, one when they are narrow, and one size of text for all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quiz.desktop.theme import Style
from quiz.desktop.widgets.tile import AnswerTile

_GAP, _CROWDED_GAP, _MOST = 16, 6, 6


class TileGrid(QWidget):
    """Up to six answer tiles. Rows share the height there is; each tile stays as tall as its text needs.

    The six tiles live as long as the grid, so connect to ``tiles`` once; those beyond the choices are hidden.
    """

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._shown = 0
        self._crowded = False
        self.tiles = tuple(AnswerTile(index, style, self) for index in range(_MOST))
        for tile in self.tiles:
            tile.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        style.changed.connect(self._restyle)

    def set_choices(self, texts: Sequence[str], pixmaps: Sequence[QPixmap | None] = ()) -> None:
        """Show these choices, idle; at most six."""
        self._shown = min(len(texts), _MOST)
        for tile in self.tiles:
            if tile.index < self._shown:
                picture = pixmaps[tile.index] if tile.index < len(pixmaps) else None
                tile.set_choice(texts[tile.index], picture)
            tile.setVisible(tile.index < self._shown)
        self._restyle()

    def set_crowded(self, crowded: bool) -> None:
        """Whether the tiles can be lower and closer together than usual."""
        if crowded != self._crowded:
            self._crowded = crowded
            for tile in self.tiles:
                tile.set_crowded(crowded)
            self._restyle()

    def hasHeightForWidth(self) -> bool:
        """Tiles wrap their text."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The least height that cuts nothing off."""
        return self._total([tile.heightForWidth(self._tile_width(width)) for tile in self._used()], width)

    def sizeHint(self) -> QSize:
        """Two columns of roomy tiles."""
        width = 2 * self._style.px(360) + self._gap()
        return QSize(width, self.roomy_height(width))

    def minimumSizeHint(self) -> QSize:
        """One column."""
        width = max(tile.least_width() for tile in self._used() or self.tiles)
        return QSize(width, self._style.px(72))

    def roomy_height(self, width: int) -> int:
        """The height past which more room would only be air."""
        return self._total([tile.roomy_height(self._tile_width(width)) for tile in self._used()], width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the tiles."""
        super().resizeEvent(event)
        self._place()

    def _used(self) -> tuple[AnswerTile, ...]:
        return self.tiles[: self._shown]

    def _gap(self) -> int:
        return self._style.space(_CROWDED_GAP if self._crowded else _GAP)

    def _columns(self, width: int) -> int:
        """Two, unless that would break a word in two."""
        half = (width - self._gap()) // 2
        return 2 if self._shown > 1 and all(half >= tile.least_width() for tile in self._used()) else 1

    def _tile_width(self, width: int) -> int:
        columns = self._columns(width)
        return (width - (columns - 1) * self._gap()) // columns

    def _rows(self, heights: list[int], width: int) -> list[int]:
        columns = self._columns(width)
        return [max(heights[start : start + columns]) for start in range(0, len(heights), columns)]

    def _total(self, heights: list[int], width: int) -> int:
        return self._with_gaps(self._rows(heights, width))

    def _with_gaps(self, rows: list[int]) -> int:
        return sum(rows) + max(0, len(rows) - 1) * self._gap()

    def _place(self) -> None:
        width = self._tile_width(self.width())
        least = self._rows([tile.heightForWidth(width) for tile in self._used()], self.width())
        best = self._rows([tile.roomy_height(width) for tile in self._used()], self.width())
        if not best:
            return
        spare = max(0, self.height() - self._with_gaps(least))
        wanted = sum(b - a for a, b in zip(least, best, strict=True))
        share = min(1.0, spare / wanted) if wanted else 0.0
        rows = [a + int((b - a) * share) for a, b in zip(least, best, strict=True)]
        columns = self._columns(self.width())
        step = max(tile.needed_step(width, rows[tile.index // columns]) for tile in self._used())
        y = 0
        for row, height in enumerate(rows):
            for tile in self._used()[row * columns : (row + 1) * columns]:
                tile.setGeometry((tile.index % columns) * (width + self._gap()), y, width, height)
                tile.set_step(step)
            y += height + self._gap()

    def _restyle(self) -> None:
        self.updateGeometry()
        self._place()
