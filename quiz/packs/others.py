"""Files of which no questions can be imported: what each is, by its first bytes, and what to do instead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from quiz.words import tr


@dataclass(frozen=True, slots=True)
class Other:
    """A file of another kind: what it is and what its owner can do, both parts of a plain sentence."""

    what: str
    advice: str


_SAVE = "save its questions as CSV or XLSX"
_TYPE = "write its questions into a CSV or XLSX"
_ARTICLE = "save its questions as CSV or XLSX, or make questions out of it as an article"
_UNPACK = "unpack it and import the files in it"
_TABLE = "save it as XLSX or CSV"
_PDF = Other("a PDF", _ARTICLE)
_PICTURE = Other("a picture", _TYPE)
_SOUND = Other("a sound or a film", _TYPE)
_PACKED = Other("a packed file", _UNPACK)
_WEB = Other("a web page", _ARTICLE)
_STARTS = {
    b"%PDF-": _PDF,
    b"\x89PNG\r\n": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF87a": _PICTURE,
    b"GIF89a": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"OggS\0": _SOUND,
    b"fLaC\0": _SOUND,
    b"ID3\x02": _SOUND,
    b"ID3\x03": _SOUND,
    b"ID3\x04": _SOUND,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Other(
        "an older Word, Excel or PowerPoint file, or one with a password", _TABLE
    ),
    b"SQLite format 3\0": Other("a database", _SAVE),
    b"\x1f\x8b\x08": _PACKED,
    b"7z\xbc\xaf\x27\x1c": _PACKED,
    b"Rar!\x1a\x07": _PACKED,
}
_TEXTS = {
    b"{\\rtf": Other("a text with formatting (RTF)", _SAVE),
    b"<!doctype html": _WEB,
    b"<html": _WEB,
}
_RIFF = {b"WEBP": _PICTURE, b"WAVE": _SOUND, b"AVI ": _SOUND}
_INSIDE = {
    "word/document.xml": Other("a Word document", _ARTICLE),
    "ppt/presentation.xml": Other("a presentation", _SAVE),
    "collection.anki2": Other("an Anki package", "export its notes from Anki as plain text (.txt)"),
    "META-INF/container.xml": Other("an e-book", _ARTICLE),
    "content.xml": Other("an OpenDocument file", _TABLE),
}
_ZIP = Other("a zip with no pack in it", _UNPACK)
UNKNOWN = Other("neither a text nor a table", _SAVE)
"""What is said of bytes that nothing is known of."""


def other(start: bytes) -> Other | None:
    r"""What a file is that begins so; None for what may hold questions, and for zips.

    >>> other(b"%PDF-1.7\n").what, other(b"Who?;Me")
    ('a PDF', None)
    """
    if start.startswith(b"RIFF") and start[8:12] in _RIFF:
        return _RIFF[start[8:12]]
    if start[4:8] == b"ftyp" and start[:1] == b"\0":
        return _SOUND
    return next((found for begin, found in _STARTS.items() if start.startswith(begin)), None)


def other_text(start: bytes) -> Other | None:
    """The same for texts, of which a format may still know one as its own."""
    lowered = start[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((found for begin, found in _TEXTS.items() if lowered.startswith(begin)), None)


def other_zip(names: Collection[str]) -> Other | None:
    """What a zip of files of these names is; None for a pack of ours and for a workbook.

    >>> other_zip(["[Content_Types].xml", "word/document.xml"]).what, other_zip(["pack.toml"])
    ('a Word document', None)
    """
    if "pack.toml" in names:
        return None
    usual = None if "[Content_Types].xml" in names else _ZIP
    return next((found for name, found in _INSIDE.items() if name in names), usual)


def told(found: Other) -> dict[str, str]:
    """What it is and what to do, in the reader's language, as the values of a sentence."""
    return {"what": tr(found.what), "advice": tr(found.advice)}
