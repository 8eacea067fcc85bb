"""The way of Tab through widgets that were made in another order than they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget


def stops(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout that take the focus, row by row as one reads."""
    items = [layout.itemAt(n) for n in range(layout.count())]
    if isinstance(layout, QGridLayout):
        places = [cast(tuple[int, int, int, int], layout.getItemPosition(n)) for n in range(layout.count())]
        items = [items[n] for n in sorted(range(len(items)), key=places.__getitem__)]
    for item in items:
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from stops(inner)
        elif widget is not None and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield widget
        elif widget is not None and (own := widget.layout()) is not None:
            yield from stops(own)


def lead_through(first: QWidget, layout: QLayout) -> None:
    """Have Tab go from a widget through those of a layout, and then where it went before."""
    before = first
    for widget in stops(layout):
        QWidget.setTabOrder(before, widget)
        before = widget
