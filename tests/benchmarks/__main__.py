"""``make bench``: speed and memory, each figure beside its reference in the same run."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from quiz.bank.bank import open_bank
from tests.benchmarks import bank, big, review, scores, studio, teaching, window
from tests.benchmarks.table import Row, show

MILLION = 1_000_000


def main() -> int:
    """Run every benchmark, or those whose names are given, and print the table."""
    wanted = set(sys.argv[1:]) or {
        *("adding", "importing", "drawing", "answering", "searching", "window", "memory", "start", "form"),
        *("reviewing", "statistics", "scores"),
    }
    rows: list[Row] = []
    try:
        with tempfile.TemporaryDirectory(prefix="quiz-bench-") as name:
            _measure(wanted, rows, Path(name))
    finally:
        show(rows)  # what was measured until then, if one fails
    return 0


def _measure(wanted: set[str], rows: list[Row], folder: Path) -> None:
    if "adding" in wanted:
        rows.append(bank.adding(folder))
    if "importing" in wanted:
        rows += studio.importing(folder)
    if wanted & {"drawing", "answering", "searching", "memory"}:
        path = folder / "bank.db"
        print("filling a bank with a million questions ...", file=sys.stderr)
        with closing(open_bank(path, backups=False)) as opened:
            big.fill(opened, "million", MILLION)
            player = opened.add_player("Rouge")
        if "memory" in wanted:  # before this process loads Qt: what programs share is divided among them
            rows.append(window.weighing(folder))
        with closing(open_bank(path, backups=False)) as opened:
            if "drawing" in wanted:
                rows += bank.drawing(opened, path, player.id)
            if "searching" in wanted:
                rows += studio.searching(opened)
                rows += studio.looking(opened)
            if "answering" in wanted:
                rows += bank.answering(opened, folder)
    if "form" in wanted:
        from tests.benchmarks import form  # it loads Qt

        rows += form.typing(folder)
    if "reviewing" in wanted:
        rows += review.reviewing(folder)
    if wanted & {"window", "start"}:
        os.sync()  # the disk's work on the banks that were filled is not a commit's
        rows += window.rows(folder, wanted)
    if "statistics" in wanted:
        rows += teaching.measured(folder)
    if "scores" in wanted:
        rows += scores.scoring(folder)


if __name__ == "__main__":
    sys.exit(main())
