"""A zip that a stranger made: EPUB and DOCX are read out of it, piece by piece and within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from quiz.article.readers.model import MB, Limits
from quiz.article.refusals import ArticleRefusal
from quiz.core.zips import check_directory
from quiz.words import Refused

_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError, OSError)
_CHUNK = 1 << 16
_MOST_FILES = 20_000


class Damaged(Exception):
    """The zip, or a piece of it that is needed, cannot be read."""


class Locked(Exception):
    """A piece that is needed is encrypted."""


class Archive:
    """A zip in memory. Sizes are counted while unpacking: what the zip says about them is not believed.

    Raises :class:`Damaged`, :class:`Locked`, and ``Refused`` for a bomb.
    """

    def __init__(self, data: bytes, source: str, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._unpacked = 0
        try:
            file = io.BytesIO(data)
            check_directory(file, _MOST_FILES)
            self._zip = zipfile.ZipFile(file)
        except _DAMAGED as error:
            raise Damaged(str(error)) from None
        self._entries = {info.filename: info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """What is in it."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """One piece of it."""
        info = self._entries.get(name)
        if info is None:
            raise Damaged(name)
        if info.flag_bits & 1:
            raise Locked(name)
        out = bytearray()
        most = max(MB, info.compress_size * self._limits.ratio)
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    out += chunk
                    self._unpacked += len(chunk)
                    if len(out) > most or self._unpacked > self._limits.unpacked_bytes:
                        raise Refused(ArticleRefusal.BOMB, source=self._source)
        except Refused:
            raise
        except _DAMAGED as error:
            raise Damaged(str(error)) from None
        return bytes(out)

    def xml(self, name: str) -> Any:
        """One piece of it as a tree; entities and outer references in it are refused, as damage."""
        from defusedxml.ElementTree import fromstring

        try:
            return fromstring(self.read(name), forbid_dtd=False)
        except (SyntaxError, ValueError, LookupError) as error:
            if isinstance(error, Refused):
                raise
            raise Damaged(f"{name}: {error}") from None


def kind_of_zip(data: bytes, source: str, limits: Limits) -> str:
    """``"epub"``, ``"docx"`` or ``""`` for a zip of something else; raises :class:`Damaged`."""
    archive = Archive(data, source, limits)
    if "META-INF/container.xml" in archive:
        return "epub"
    if "mimetype" in archive and archive.read("mimetype").strip().startswith(b"application/epub"):
        return "epub"
    if "[Content_Types].xml" in archive and any(name.startswith("word/") for name in archive.names):
        return "docx"
    return "docx" if "word/document.xml" in archive else ""


def local(tag: object) -> str:
    """A tag's name without its namespace: transitional and strict files differ in that alone.

    >>> local("{http://purl.org/dc/elements/1.1/}title")
    'title'
    """
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
