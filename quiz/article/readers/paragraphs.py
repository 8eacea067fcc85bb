"""The lines of printed pages to paragraphs: running heads dropped, hyphens at line ends resolved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(
    r"(?:page|seite|p\.)?\s*[-–—]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—]?\s*(?:(?:of|/|von)\s*\d{1,4})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_ENDED = re.compile(r"[.!?:;。！？…][”\"'’»)\]]*(?:\[\d+\]|\d{1,2})?$")
_ITEM = re.compile(r"(?:[-–•▪◦*‣]\s+|\(?\d{1,2}[.)]\s+|[A-Z][\w /&-]{1,30}:\s+\S)")
_BULLET = re.compile(r"[•▪◦‣●*]\s+|[-–]\s+(?=\w)")
_WORD = re.compile(r"[\w-]+")
_HYPHENED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_STARTS = re.compile(r"[^\W\d_]+")
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef、。」]")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\u200b": "", "\0": ""}
)
# How many lines at a page's top and foot may be running heads or numbers.
_EDGE = 3


def paragraphs(pages: Sequence[str]) -> str:
    """The text of printed ``pages``: paragraphs parted by empty lines, items of lists line by line."""
    kept = _without_heads([_lines(page) for page in pages])
    joiner = _Joiner([line for page in kept for line in page if line])
    for page in kept:
        for line in page:
            joiner.put(line)
        joiner.end_page()
    return joiner.content()


def first_line(content: str) -> str:
    r"""The first line, where it reads as a heading: short, and without a full stop.

    >>> first_line("Nine androids\n\nThey came from Mars.\n"), first_line("They came from Mars.\n")
    ('Nine androids', '')
    """
    first = content.partition("\n")[0]
    return first if 0 < len(first) <= 120 and not first.endswith((".", ";", ",")) else ""


def _lines(page: str) -> list[str]:
    clean = page.translate(_LIGATURES)
    return [" ".join(line.split()) for line in clean.splitlines()]


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """Without what stands at the edge of several pages, numbers aside, and without page numbers."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_DIGITS.sub("#", page[place]) for place in _edges(page)})
    least = max(2, len(pages) // 4)
    kept: list[list[str]] = []
    for page in pages:
        gone = set()
        edges = _edges(page)
        outer = {edges[0], edges[-1]} if edges else set()
        for place in edges:
            line = page[place]
            repeated = seen[_DIGITS.sub("#", line)] >= least and len(line) < 120 and len(pages) > 1
            if repeated or (_NUMBER.fullmatch(line) and (place in outer or repeated)):
                gone.add(place)
        kept.append([line for place, line in enumerate(page) if place not in gone])
    return kept


def _edges(page: list[str]) -> list[int]:
    filled = [place for place, line in enumerate(page) if line]
    return filled if len(filled) <= 2 * _EDGE else filled[:_EDGE] + filled[-_EDGE:]


class _Joiner:
    """Joins printed lines. A line that is much shorter than the others ends its paragraph."""

    def __init__(self, lines: Sequence[str]) -> None:
        lengths = sorted(len(line) for line in lines)
        self._width = lengths[(len(lengths) - 1) * 9 // 10] if lengths else 0
        self._words = Counter(word.lower() for line in lines for word in _WORD.findall(line))
        self._blocks: list[str] = []
        self._open = False
        self._before = ""

    def put(self, line: str) -> None:
        """The next line of the page; an empty one parts paragraphs where the line before is complete."""
        bullet = _BULLET.match(line)
        if bullet:
            line = f"- {line[bullet.end() :]}"
        if not line:
            self._open = self._open and not self._is_complete(0.6)
        elif self._goes_on(line):
            self._blocks[-1] = self._joined(self._blocks[-1], line)
        elif not self._open:
            self._blocks.append(line)
        elif _ITEM.match(line) and (bullet or self._is_complete(0.85)):
            self._blocks[-1] += f"\n{line}"
        elif self._is_complete(0.85) or self._is_heading(line):
            self._blocks.append(line)
        else:
            self._blocks[-1] = self._joined(self._blocks[-1], line)
        if line:
            self._open, self._before = True, line

    def end_page(self) -> None:
        """A page's end is a paragraph's end only where a short line and a full stop say so."""
        self._open = self._open and not self._is_complete(0.85)

    def content(self) -> str:
        """The whole text."""
        return "\n\n".join(self._blocks) + "\n" if self._blocks else ""

    def _is_complete(self, share: float) -> bool:
        length = len(self._before)
        ended = bool(_ENDED.search(self._before)) and length < self._width * share
        return ended or length < self._width * 0.5

    def _is_heading(self, line: str) -> bool:
        """The line before is a heading: short, without an end, and what follows begins anew."""
        short = len(self._before) < self._width * 0.7
        return short and not self._before.endswith((",", "-", "–", "\u00ad")) and not line[:1].islower()

    def _goes_on(self, line: str) -> bool:
        """A sentence or a word that has not ended, over whatever gap or page's end."""
        if not self._before or _ENDED.search(self._before):
            return False
        return line[:1].islower() or bool(_HYPHENED.search(self._before) and _STARTS.match(line))

    def _joined(self, block: str, line: str) -> str:
        end, start = _HYPHENED.search(block), _STARTS.match(line)
        if end and start:
            return block[: end.end(1)] + self._hyphen(end, start) + line
        east = _EAST.fullmatch(block[-1:]) and _EAST.fullmatch(line[:1])
        return f"{block}{line}" if east else f"{block} {line}"

    def _hyphen(self, end: re.Match[str], start: re.Match[str]) -> str:
        """``-`` where the hyphen belongs to the word: a name goes on, or the text has it so elsewhere."""
        if end[0].endswith("\u00ad"):
            return ""
        if not start[0][:1].islower():
            return "-"
        whole, parted = (f"{end[1]}{sign}{start[0]}".lower() for sign in ("", "-"))
        return "-" if self._words[parted] > self._words[whole] else ""
