"""Zips of strangers: how long their list of files is, before anything reads it."""

from __future__ import annotations

import struct
import zipfile
from typing import BinaryIO

from quiz.words import tr

# The record at a zip's end (its longest comment follows), the mark of a larger one before it, and an entry's.
_END, _LARGER, _ENTRY = b"PK\x05\x06", b"PK\x06\x07", b"PK\x01\x02"
_END_SIZE, _LARGER_SIZE = 22, 20
_MOST_COMMENT = 0xFFFF
_MOST_ENTRY = 1024


def check_directory(file: BinaryIO, most: int) -> None:
    """Raise BadZipFile for a zip that lists more than ``most`` files, or that does not say how many.

    zipfile keeps the whole list: that of a file of 50 MB can hold a million names, takes ten seconds and
    half a gigabyte.
    """
    size = file.seek(0, 2)
    begin = max(0, size - _END_SIZE - _MOST_COMMENT)
    file.seek(begin)
    tail = file.read()
    # Found as zipfile finds it.
    at = len(tail) - _END_SIZE
    if not (at >= 0 and tail.startswith(_END, at) and tail.endswith(b"\0\0")):
        at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        file.seek(0)
        return  # no zip at all, which zipfile says best
    if tail[max(0, at - _LARGER_SIZE) : at].startswith(_LARGER):
        raise zipfile.BadZipFile(tr("it is a zip of the kind for more than 4 GB"))
    (length,) = struct.unpack_from("<L", tail, at + 12)
    entries = 0
    if length <= most * _MOST_ENTRY:
        file.seek(max(0, begin + at - length))
        entries = file.read(length).count(_ENTRY)
    file.seek(0)
    if length > most * _MOST_ENTRY or entries > most:
        raise zipfile.BadZipFile(tr("it lists more than {n} files", n=most))
