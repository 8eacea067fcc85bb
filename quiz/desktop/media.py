"""Pictures and sounds that a person brings into the window: from files, by dropping, from the clipboard.

They are read, judged, kept and decoded on the worker: nothing here holds the window up.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QObject, QSize, Signal
from PySide6.QtGui import QImage, QImageWriter

from quiz.app.media import MediaRefusal, is_sound, keep_data, keep_file
from quiz.core.media import file_of, own_name
from quiz.desktop.round.pictures import decode, measure
from quiz.desktop.services import Services
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

log = logging.getLogger("quiz")

Brought = Path | QImage
"""A file of a picture or a sound, or a picture that was copied somewhere."""


class Kept(NamedTuple):
    """A medium that is on the shelf, as a question names it."""

    name: str
    sound: bool


def brought_by(mime: QMimeData | None) -> Brought | None:
    """What of a drop or the clipboard is a medium, as far as that shows without reading it.

    A text that has a picture beside it, as spreadsheets copy theirs, is a text.
    """
    if mime is None:
        return None
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return paths[0]
    if mime.hasImage() and not mime.hasText():
        image = mime.imageData()
        return image if isinstance(image, QImage) else None
    return None


class MediaDesk(QObject):
    """Takes media in and shows them small. ``said`` carries a sentence about one that was not taken."""

    said = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services

    def take(self, brought: Brought, then: Callable[[Kept], None], *, sound: bool | None = None) -> None:
        """Keep a medium, then say its name; ``sound`` None leaves it to the content which one it is."""
        bank = self._services.bank()
        if bank is None:
            self.said.emit(tr("The bank is being opened; try again in a moment."))
            return
        task = partial(_taken, bank, self._services.places.media, brought, sound)
        self._services.worker.run(task, then, self._not_taken, keeps=True)

    def draw(self, name: str, box: QSize, then: Callable[[QImage], None]) -> None:
        """Decode a picture for a box in the screen's own pixels; a null image where it cannot be shown."""
        file = file_of(name)
        path = self._services.places.media / file if file else None
        self._services.worker.run(lambda: _drawn(path, box), then, partial(_not_drawn, then))

    def play(self, name: str) -> None:
        """Play a sound."""
        path = self._services.places.media / file_of(name)
        if not self._services.sounds.audible:
            self.said.emit(tr("Sound is off in the settings."))
        elif not file_of(name) or not path.is_file():
            self.said.emit(tr("The sound {name} is not here.", name=own_name(name)))
        else:
            self._services.sounds.play_file(path)

    def hush(self) -> None:
        """Nothing sounds any more."""
        self._services.sounds.hush()

    def _not_taken(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            log.error("A medium was not taken", exc_info=error)
        told = str(error) if isinstance(error, Refused) else tr("That did not work; the log says why.")
        self.said.emit(told)


def _taken(bank: Bank, folder: Path, brought: Brought, sound: bool | None) -> Kept:
    if isinstance(brought, QImage):
        title = tr("Pasted picture")
        return Kept(_shown(folder, keep_data(bank, _png(brought), f"{title}.png", sound=False), title), False)
    is_one = is_sound(brought) if sound is None else sound
    name = keep_file(bank, brought, sound=is_one)
    return Kept(name if is_one else _shown(folder, name, brought.name), is_one)


def _shown(folder: Path, name: str, title: str) -> str:
    """The name of a picture that can be shown. Raises Refused for one that is damaged or far too large."""
    if measure(folder / file_of(name)) is None:
        why = tr("cannot be shown: it is damaged, or has too many pixels")
        raise Refused(MediaRefusal.PICTURE, file=title, why=why)
    return name


def _png(image: QImage) -> bytes:
    out = QBuffer()
    out.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(out, QByteArray(b"PNG")).write(image)
    return bytes(out.data().data())


def _drawn(path: Path | None, box: QSize) -> QImage:
    picture = measure(path) if path is not None and path.is_file() else None
    return QImage() if picture is None else decode(picture, picture.within(box))


def _not_drawn(then: Callable[[QImage], None], error: Exception) -> None:
    log.error("A picture was not drawn", exc_info=error)
    then(QImage())
