"""A picture that is handed on: onto the clipboard, or as a PNG file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QStandardPaths
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from quiz.packs.writer import replaced
from quiz.words import Refused, tr

Ask = Callable[[QWidget, str], str]
"""Asks over a widget for the name of a picture's file, beginning with a name; empty when nobody gave one."""


def ask_for_name(parent: QWidget, usual: str) -> str:
    """The system's own way to ask; it asks again before a file is replaced."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    found, _ = QFileDialog.getSaveFileName(
        parent, tr("Save picture"), str(Path(pictures) / f"{usual}.png"), tr("PNG pictures (*.png)")
    )
    return found


def copy_picture(image: QImage) -> str:
    """Put a picture onto the clipboard; returns the sentence that says so."""
    QGuiApplication.clipboard().setImage(image)
    return tr("The picture is on the clipboard.")


def keep_picture(image: QImage, name: str) -> str:
    """Write a picture, whole or not at all, under a name that somebody gave; returns what became of it."""
    path = Path(name) if name.lower().endswith(".png") else Path(f"{name}.png")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # bytes, as it is declared, end PySide6 6.11.3
    try:
        with replaced(path) as file:
            file.write(buffer.data().data())
    except Refused as refused:
        return str(refused)
    return tr("The picture is at {path}.", path=path)
