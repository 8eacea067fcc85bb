"""What every reader hands on: a text with its title, and the limits that reading keeps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["text", "markdown", "html", "pdf", "epub", "docx"]
MB = 1024 * 1024


@dataclass(frozen=True)
class Text:
    """An article as text.

    ``content`` is what evidence points into, in code points: for plain text the file itself, decoded, without
    its byte-order mark and with CRLF made LF; for all else the readable text, paragraphs parted by empty
    lines, list items as lines that begin with ``- `` or a number, table rows as lines. ``title`` is a best
    guess, empty where there is none. ``source`` is the file, the address or ``-``, as it was given.
    """

    content: str
    title: str
    kind: Kind
    source: str

    @cached_property
    def sha256(self) -> str:
        """The hash of the content's UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    @cached_property
    def words(self) -> int:
        """How many words the content has: what stands between white space and holds a letter or a digit.

        >>> Text("Nine androids — nine!", "", "text", "-").words
        3
        """
        return count_words(self.content)


def count_words(content: str) -> int:
    """The words of a text; a dash that stands by itself is none."""
    return sum(1 for piece in content.split() if any(sign.isalnum() for sign in piece))


@dataclass(frozen=True)
class Limits:
    """How much is read, and how long it may take; tests bring smaller ones."""

    file_bytes: int = 50 * MB
    address_bytes: int = 10 * MB
    address_s: float = 15.0
    redirects: int = 5
    words: int = 200_000
    characters: int = 2_000_000
    unpacked_bytes: int = 100 * MB
    # Real chapters pack to a fiftieth at best.
    ratio: int = 200
    pages: int = 5_000
    # For one page, and for a whole file: a child process that takes longer is ended.
    step_s: float = 10.0
    total_s: float = 60.0
    memory_bytes: int = 2048 * MB


@dataclass(frozen=True)
class Job:
    """A file's bytes on their way to the reader of their kind."""

    data: bytes
    source: str
    limits: Limits


@dataclass(frozen=True)
class Parsed:
    """What the reader of a kind made of it."""

    content: str
    title: str = ""
