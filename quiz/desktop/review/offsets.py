"""Places in a text: evidence counts code points, Qt counts UTF-16 units, and an emoji is one and two."""

from __future__ import annotations

import re
from bisect import bisect_left

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """Turns places in one text from code points into Qt's units, and back.

    >>> units = Units("a🌃b")
    >>> [units.to_qt(n) for n in range(4)], [units.from_qt(n) for n in range(5)]
    ([0, 1, 3, 4], [0, 1, 1, 2, 3])
    """

    def __init__(self, content: str) -> None:
        # Places of the signs that take two units: few texts have any.
        self._wide = [found.start() for found in _WIDE.finditer(content)]
        self._wide_qt = [place + n for n, place in enumerate(self._wide)]

    def to_qt(self, place: int) -> int:
        """Where the code point at ``place`` begins, in units."""
        return place + bisect_left(self._wide, place)

    def from_qt(self, place: int) -> int:
        """The code point that the unit at ``place`` belongs to."""
        return place - bisect_left(self._wide_qt, place)
