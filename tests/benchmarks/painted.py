"""Tells when a table has painted its rows. Loads Qt."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView, QWidget


class Painted(QObject):
    """``rows`` is how many rows the table had when it was painted last."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.rows = 0
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the paint events."""
        table = watched.parent()
        if event.type() == QEvent.Type.Paint and isinstance(table, QTableView):
            self.rows = table.model().rowCount()
        return False
