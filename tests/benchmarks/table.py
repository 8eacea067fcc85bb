"""A figure beside its reference, and the bar that it is held to."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One line of the table. ``bar`` is a ratio to the reference, or a limit in the figure's own unit."""

    what: str
    figure: str
    reference: str
    measured: float
    bar: float
    unit: str = "x"

    @property
    def holds(self) -> bool:
        """Whether the bar is met."""
        return self.measured <= self.bar


def show(rows: list[Row]) -> None:
    """Print the table."""
    width = max(len(row.what) for row in rows)
    print(f"{'':{width}}  {'figure':>14}  {'reference':>14}  {'measured':>10}  {'bar':>9}")
    for row in rows:
        mark = "" if row.holds else "   above the bar"
        print(
            f"{row.what:{width}}  {row.figure:>14}  {row.reference:>14}  {row.measured:>8.2f} {row.unit:<2}"
            f" {row.bar:>6.2f} {row.unit:<2}{mark}"
        )


def ms(ns: float) -> str:
    """Nanoseconds as milliseconds."""
    return f"{ns / 1e6:.2f} ms"


def timed(call: Callable[[], object]) -> int:
    """How many ns one call takes."""
    start = time.perf_counter_ns()
    call()
    return time.perf_counter_ns() - start


class Disk:
    """What the disk takes to keep one page, measured among the commits: they can be no faster than that."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "page").open("wb", buffering=0)
        self.taken: list[int] = []

    def keep(self) -> None:
        """Write a page, durably."""
        self._file.seek(0)
        self._file.write(bytes(4096))
        self.taken.append(timed(lambda: os.fsync(self._file.fileno())))

    def told(self) -> str:
        """The 99th percentile since this was last asked."""
        taken, self.taken = self.taken, []
        return f"disk {ms(percentile(taken, 99))}"


def percentile(values: list[int], percent: float) -> int:
    """The smallest value that at least ``percent`` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
