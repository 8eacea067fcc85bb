"""Pictures of questions: measured by their header, decoded in another thread, painted whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from quiz.core.media import MOST_PIXELS
from quiz.desktop.theme import Style
from quiz.desktop.widgets.text import lay_out
from quiz.words import tr

MOST_TIMES = 2
"""No picture is shown at more than twice its own size."""

_FORMATS = {".png": b"png", ".jpg": b"jpeg", ".gif": b"gif", ".webp": b"webp"}
_PAD = 14
_TURNED = QImageIOHandler.Transformation.TransformationRotate90


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's file and its upright size in pixels."""

    path: Path
    size: QSize

    def within(self, box: QSize) -> QSize:
        """Its size in a box: whole, in its own shape, and not blown up."""
        return self.size.scaled(box.boundedTo(self.size * MOST_TIMES), Qt.AspectRatioMode.KeepAspectRatio)


def measure(path: Path | None) -> Picture | None:
    """A picture by its header alone; None where it cannot be shown."""
    reader = None if path is None else _reader(path)
    if path is None or reader is None:
        return None
    size = reader.size()
    if not size.isValid() or size.isEmpty() or size.width() * size.height() > MOST_PIXELS:
        return None
    return Picture(path, size.transposed() if _is_turned(reader) else size)


def decode(picture: Picture, size: QSize) -> QImage:
    """A picture at a size in the screen's own pixels, for any thread: null where it cannot be decoded."""
    reader = _reader(picture.path)
    if reader is None:
        return QImage()
    reader.setScaledSize(size.transposed() if _is_turned(reader) else size)
    found = reader.read()
    if found.isNull():
        return found
    return found.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _reader(path: Path) -> QImageReader | None:
    # The format is the one that was found when the pack came in: no other plugin looks at the file.
    known = _FORMATS.get(path.suffix)
    if known is None:
        return None
    reader = QImageReader(str(path), known)
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    return reader


def _is_turned(reader: QImageReader) -> bool:
    return bool(reader.transformation() & _TURNED)


class PictureBox(QWidget):
    """The picture of a question, as large as its place; or, in words, what cannot be shown."""

    sized = Signal()
    """It has another size: the picture should be decoded for that."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._picture: Picture | None = None
        self._words = ""
        self._pixmap = QPixmap()
        self.hide()
        style.changed.connect(self.update)

    @property
    def wanted(self) -> bool:
        """Whether the question has anything to show here."""
        return self._picture is not None or bool(self._words)

    @property
    def picture(self) -> Picture | None:
        """What is to be decoded; None where there is nothing."""
        return self._picture

    @property
    def words(self) -> str:
        """What is said instead of a picture that cannot be shown."""
        return "" if self._picture is not None else self._words

    @property
    def shown(self) -> bool:
        """Whether everything that can be shown is there."""
        return self._picture is None or not self._pixmap.isNull()

    def put(self, picture: Picture | None, alt: str, words: str) -> None:
        """Make ready for another question; ``words`` stand there where there is no picture."""
        self._picture, self._words = picture, words
        self._pixmap = QPixmap()
        self.setAccessibleName(tr("Picture") if picture is not None else words)
        self.setAccessibleDescription(alt if picture is not None else "")
        self.setVisible(self.wanted)
        self.update()

    def set_image(self, image: QImage) -> None:
        """The picture, decoded for this size; a null one could not be read, and words take its place."""
        if image.isNull():
            if self._pixmap.isNull():
                self._picture = None
                self.setAccessibleName(self._words)
                self.setAccessibleDescription("")
        else:
            self._pixmap = QPixmap.fromImage(image)
        self.update()

    def size_in(self, width: int, height: int) -> QSize:
        """The size that it takes in a place; words take as much height as they need."""
        if self._picture is not None:
            return self._picture.within(QSize(width, height))
        inner = width - 2 * self._style.px(_PAD)
        block = lay_out(self._words, self._style.font("body", 17), inner)
        return QSize(width, round(block.height) + 2 * self._style.px(_PAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Asks for a picture of the new size; until that comes, the old one is stretched."""
        super().resizeEvent(event)
        self.sized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, a thin line around its place until it comes, or the words."""
        style = self._style
        painter = QPainter(self)
        if self._picture is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(style.color("line"))
            painter.setBrush(style.color("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
            pad = style.px(_PAD)
            block = lay_out(self._words, style.font("body", 17), self.width() - 2 * pad)
            block.paint(painter, pad, (self.height() - block.height) / 2, style.color("muted"))
        elif not self._pixmap.isNull():
            painter.drawPixmap(self.rect(), self._pixmap)
        else:
            painter.setPen(style.color("line"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
