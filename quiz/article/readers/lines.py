"""Pieces of a document to the lines of a text: what HTML, Markdown, EPUB and DOCX have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
# Soft hyphens, zero-width spaces and marks of direction are for the eye of a machine.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\0-\x08\x0e-\x1f\x7f]")


def plain(text: str) -> str:
    r"""One block's text: white space single, unseen signs gone, forced line breaks kept.

    >>> plain(" nine  an\u00addroids \n on  Mars")
    'nine androids\non Mars'
    """
    lines = (_SPACES.sub(" ", line).strip() for line in _UNSEEN.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line)


def row(cells: Sequence[str]) -> str:
    """A table's row as a line: two cells as a role and its name, more with bars between them.

    >>> row(["Director", "Ryo Sato"]), row(["2024", "", "Tin Sparrow", "TV"])
    ('Director: Ryo Sato', '2024 | Tin Sparrow | TV')
    """
    filled = [" ".join(plain(cell).split("\n")) for cell in cells]
    filled = [cell for cell in filled if cell]
    if len(filled) == 2:
        return f"{filled[0].rstrip(':')}: {filled[1]}"
    return " | ".join(filled)


class Blocks:
    """Collects blocks: paragraphs stand apart, the items of a list and the rows of a table stand together."""

    def __init__(self) -> None:
        self._blocks: list[tuple[str, int]] = []

    def add(self, text: str, *, group: int = 0, mark: str = "") -> None:
        """One block, with ``mark`` before it; those of one ``group`` have no empty line between them."""
        text = plain(text)
        if text:
            self._blocks.append((mark + text, group))

    def content(self) -> str:
        """The whole text."""
        parts: list[str] = []
        before = 0
        for text, group in self._blocks:
            if parts:
                parts.append("\n" if group and group == before else "\n\n")
            parts.append(text)
            before = group
        return "".join([*parts, "\n"]) if parts else ""
