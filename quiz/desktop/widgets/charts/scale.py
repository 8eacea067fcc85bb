"""Values on an axis: round ones that a reader expects."""

from __future__ import annotations

import math
from collections.abc import Sequence

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(low: float, high: float, most: int = 5, *, whole: bool = True) -> list[float]:
    """Evenly spaced round values from at most ``low`` to at least ``high``, about ``most`` of them.

    Whole numbers if asked, as nobody has half a round.

    >>> ticks(0, 13_900, 4), ticks(0, 3), ticks(1_388, 1_612, 4)
    ([0.0, 5000.0, 10000.0, 15000.0], [0.0, 1.0, 2.0, 3.0], [1300.0, 1400.0, 1500.0, 1600.0, 1700.0])
    """
    span = max(high - low, 1.0 if whole else 1e-9)
    rough = span / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    for step in (*(one * power for one in _STEPS), 20.0 * power):
        if whole and step != int(step):
            continue
        first, last = math.floor(low / step), math.ceil(high / step)
        if last == first:
            last += 1
        if last - first + 1 <= most + 1 and step >= rough * 0.75:
            return [n * step for n in range(first, last + 1)]
    return [low, high]


def spread(widths: Sequence[float], places: Sequence[float], gap: float) -> list[int]:
    """Which of some labels can stand beside one another: the last one first of all, then from the left.

    ``places`` are their middles, ascending; ``gap`` is the least room between two.

    >>> spread([10, 10, 10, 10], [0, 8, 16, 24], 4)
    [0, 3]
    """
    if not widths:
        return []
    final = len(widths) - 1
    end = places[final] - widths[final] / 2 - gap
    kept, free = [], -math.inf
    for n in range(final):
        left, right = places[n] - widths[n] / 2, places[n] + widths[n] / 2
        if left >= free and right <= end:
            kept.append(n)
            free = right + gap
    return [*kept, final]
