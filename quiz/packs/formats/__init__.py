"""Foreign formats: one file each, found by content, the name deciding between equals."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from quiz.packs.formatnames import READ
from quiz.packs.formats.lines import peeked
from quiz.packs.formats.model import Format, Likely, Peek
from quiz.packs.formats.reading import readable

_PEEKED = 1 << 16


@cache
def format_of(name: str) -> Format:
    """A format by its name on the command line. Raises KeyError for a name that is none."""
    if name not in READ:
        raise KeyError(name)
    found: Format = import_module(f"quiz.packs.formats.{_MODULES.get(name, name)}").FORMAT
    return found


# ``csv`` would hide the standard library's module of that name from a reader's eye.
_MODULES = {"csv": "table"}


def recognised(path: Path) -> Format | None:
    """The format of a file by its content, its name deciding between equals; None when it is of no format.

    Raises :class:`~quiz.words.Refused` when the file cannot be read.
    """
    with readable(path):
        with path.open("rb") as file:
            start = file.read(_PEEKED)
        peek = Peek(path, start, peeked(start))
        best: tuple[int, bool] = (Likely.NO, False)
        found: Format | None = None
        for name in READ:
            format = format_of(name)
            likely = format.sniff(peek)
            rank = (int(likely), path.suffix.lower() in format.endings)
            if likely is not Likely.NO and rank > best and rank != (Likely.MAYBE, False):
                best, found = rank, format
    return found
