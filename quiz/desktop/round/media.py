"""A question's pictures and its sound, brought to the round page from the bank's folder."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage, QPixmap

from quiz.core.media import file_of, own_name
from quiz.core.rounds import Open
from quiz.desktop.round.pictures import Picture, decode, measure
from quiz.desktop.round.stage import RoundView
from quiz.desktop.services import Services
from quiz.words import tr

log = logging.getLogger("quiz")


class RoundMedia(QObject):
    """``put`` a question before it is laid out, ``load`` after it; its clock waits until all is ``ready``."""

    def __init__(self, services: Services, view: RoundView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._body = services, view.body
        self._sound: Path | None = None
        self._tiles: dict[str, Picture] = {}
        self._waiting: set[str] = set()
        self._turn = 0
        self._asked_size = QSize()
        self._body.picture.sized.connect(self._resized)
        self._body.bar.replay.clicked.connect(self.play)

    @property
    def ready(self) -> bool:
        """Whether every picture of the question is there, or known not to come."""
        return not self._waiting

    def put(self, now: Open) -> None:
        """Find and measure what a question has; nothing is decoded yet."""
        question, body = now.question, self._body
        self._turn += 1
        self._waiting.clear()
        self._asked_size = QSize()
        media = question.media
        picture = measure(self._file(media.image)) if media.image else None
        self._sound = self._file(media.audio) if media.audio else None
        words = []
        if media.image:
            lost = tr("The picture {name} cannot be shown.", name=own_name(media.image))
            words.append(media.image_alt or lost)
        if media.audio and self._sound is None:
            words.append(tr("The sound {name} cannot be played.", name=own_name(media.audio)))
        body.picture.put(picture, media.image_alt, "\n".join(words))
        texts = (*question.right, *question.wrong)
        images = zip(texts, question.choice_images, strict=False)
        found = {text: measure(self._file(name)) for text, name in images if name}
        self._tiles = {text: one for text, one in found.items() if one is not None}
        for one in body.inputs:
            one.expect(self._tiles)
        replay, audible = body.bar.replay, self._services.sounds.audible
        replay.setVisible(self._sound is not None)
        replay.setEnabled(audible)
        replay.setToolTip("" if audible else tr("Sound is off in the settings."))

    def load(self) -> None:
        """Have everything decoded, at the sizes at which it stands on the page now."""
        self._load_picture()
        for text, picture in self._tiles.items():
            size = picture.within(self._body.input.picture_box()) * self._body.devicePixelRatioF()
            self._decode(text, picture, size)

    def play(self) -> None:
        """Play the question's sound, from its beginning."""
        if self._sound is not None:
            self._services.sounds.play_file(self._sound)

    def hush(self) -> None:
        """Nothing of it sounds any more."""
        if self._sound is not None:
            self._services.sounds.hush()

    def _file(self, name: str) -> Path | None:
        file = file_of(name)
        path = self._services.places.media / file
        return path if file and path.is_file() else None

    def _resized(self) -> None:
        if not self._asked_size.isNull():
            self._load_picture()

    def _load_picture(self) -> None:
        picture = self._body.picture.picture
        size = self._body.picture.size() * self._body.devicePixelRatioF()
        if picture is not None and size != self._asked_size:
            self._asked_size = size
            self._decode("", picture, size)

    def _decode(self, text: str, picture: Picture, size: QSize) -> None:
        self._waiting.add(text)
        done = partial(self._arrived, self._turn, text, size)
        task = partial(self._decoded, self._turn, text, picture, size)
        self._services.worker.run(task, done, partial(self._lost, done))

    def _is_stale(self, turn: int, text: str, size: QSize) -> bool:
        return turn != self._turn or (not text and size != self._asked_size)

    def _decoded(self, turn: int, text: str, picture: Picture, size: QSize) -> QImage:
        """On the worker's thread: while a window is drawn to another size, only the last one counts."""
        return QImage() if self._is_stale(turn, text, size) else decode(picture, size)

    def _lost(self, done: partial[None], error: Exception) -> None:
        log.error("A picture was not decoded", exc_info=error)
        done(QImage())

    def _arrived(self, turn: int, text: str, size: QSize, image: QImage) -> None:
        """A picture is there, or not; one that was wanted for something else by now is dropped."""
        if self._is_stale(turn, text, size):
            return
        self._waiting.discard(text)
        if image.isNull():
            log.warning("A picture could not be read")
        image.setDevicePixelRatio(self._body.devicePixelRatioF())
        if text:
            self._body.input.set_picture(text, QPixmap.fromImage(image))
            return
        self._body.picture.set_image(image)
        if image.isNull():
            self._body.arrange()
