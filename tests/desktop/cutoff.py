"""Finds texts that their widgets cut off, and widgets that their parents do."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from quiz.desktop.navigation import PlayerButton
from quiz.desktop.pages import Elided
from quiz.desktop.round.rows import Row
from quiz.desktop.widgets.buttons import NavButton
from quiz.desktop.widgets.softpicker import SoftPicker
from quiz.desktop.widgets.table import RowsTable
from quiz.desktop.widgets.tile import AnswerTile

_SLACK = 2


def cut_off(root: QWidget) -> list[str]:
    """A line for each fault below ``root``; what is elided on purpose has to be whole in its tooltip."""
    return [f"{type(one).__name__} {said}" for one in (root, *_seen(root)) for said in _faults(one)]


def _seen(root: QWidget) -> Iterator[QWidget]:
    for one in root.findChildren(QWidget):
        # The insides of Qt's own controls are its business.
        # The navigation folds to its icons, which are never as tall as their button.
        if isinstance(one, NavButton | PlayerButton):
            continue
        if one.isVisibleTo(root) and not isinstance(one.parentWidget(), QComboBox | QAbstractItemView):
            yield one


def _faults(one: QWidget) -> Iterator[str]:
    if isinstance(one, Elided):
        if one.text() != one.accessibleName() and not one.toolTip():
            yield f"elided without a tooltip: {one.text()!r}"
    elif isinstance(one, QLabel):
        yield from _label(one)
    elif isinstance(one, QPushButton | QCheckBox):
        wanted = one.sizeHint()
        if wanted.width() > one.width() + _SLACK or wanted.height() > one.height() + _SLACK:
            name = one.accessibleName() or one.text()
            yield f"{name!r} wants {wanted.width()}x{wanted.height()}, has {one.width()}x{one.height()}"
    elif isinstance(one, QComboBox):
        yield from _picker(one)
    elif isinstance(one, QLineEdit):
        room = one.width() - 2 * one.fontMetrics().averageCharWidth()
        if one.fontMetrics().horizontalAdvance(one.placeholderText()) > room:
            yield f"{one.placeholderText()!r} has {room} px"
    elif isinstance(one, AnswerTile | Row):
        text = one.choice if isinstance(one, AnswerTile) else one.text
        wanted_height = (
            one.heightForWidth(one.width()) if isinstance(one, AnswerTile) else one.height_for(one.width())
        )
        if wanted_height > one.height() + _SLACK:
            yield f"{text!r} wants {wanted_height}, has {one.height()}"
    elif isinstance(one, QTableView):
        yield from _table(one)
    parent = one.parentWidget()
    if parent is not None and not one.isWindow() and not _scrolls(parent):
        place = QRect(one.geometry())
        if not parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(place) and place.isValid():
            yield f"{one.accessibleName()!r} {place} reaches out of {type(parent).__name__} {parent.size()}"


def _scrolls(parent: QWidget) -> bool:
    above = parent.parentWidget()
    return isinstance(above, QAbstractScrollArea) or isinstance(parent, QAbstractScrollArea)


def _label(one: QLabel) -> Iterator[str]:
    text = one.text()
    if not text:
        return
    metrics, room = QFontMetricsF(one.font()), one.contentsRect()
    words = text.split() if one.wordWrap() else text.splitlines()
    widest = max(map(metrics.horizontalAdvance, words), default=0.0)
    if widest > room.width() + _SLACK and not (text.endswith("…") and one.toolTip()):
        yield f"{text!r} is {round(widest)} wide, has {room.width()}"
    tall = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
    if tall > one.height() + _SLACK:
        yield f"{text!r} is {tall} tall, has {one.height()}"


def _picker(one: QComboBox) -> Iterator[str]:
    room = one.width() - one.height() // 2
    wide = one.fontMetrics().horizontalAdvance(one.currentText())
    if wide > room and not (isinstance(one, SoftPicker) and one.toolTip()):
        yield f"{one.currentText()!r} is {wide} wide, has {room}"
    if one.minimumSizeHint().height() > one.height() + _SLACK:
        yield f"{one.currentText()!r} is too low"


def _table(one: QTableView) -> Iterator[str]:
    model, header, metrics = one.model(), one.horizontalHeader(), one.fontMetrics()
    shown = [n for n in range(model.columnCount()) if not one.isColumnHidden(n)]
    for column in shown:
        name = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        wide = header.fontMetrics().horizontalAdvance(name)
        if header.isVisibleTo(one) and wide > header.sectionSize(column):
            yield f"heading {name!r} is {wide} wide, has {header.sectionSize(column)}"
    for row in range(min(3, model.rowCount())):
        for column in shown:
            index = model.index(row, column, QModelIndex())
            text = str(index.data() or "")
            wide = max(map(metrics.horizontalAdvance, text.splitlines()), default=0)
            room = header.sectionSize(column)
            told = isinstance(one, RowsTable) or index.data(Qt.ItemDataRole.ToolTipRole)
            if wide + metrics.averageCharWidth() > room and not told:
                yield f"cell {text!r} is {wide} wide, has {room}, without a tooltip"
    if sum(header.sectionSize(n) for n in shown) > one.viewport().width() + _SLACK:
        policy = one.horizontalScrollBarPolicy()
        if policy == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            yield "columns wider than the table"
