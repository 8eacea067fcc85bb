"""A playing process is really killed at 30 random instants; what was shown as counted is there, once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from quiz.bank.bank import open_bank

ROOT = Path(__file__).parents[2]
KILLS = 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="players are forked; Windows cannot")
def test_nothing_shown_is_lost_or_counted_twice(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.app.killed_player", str(tmp_path), str(KILLS), "20240110"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = (tmp_path / "shown").read_text().splitlines()
    assert lines.count("up") == KILLS
    shown = [tuple(map(int, line.split())) for line in lines if line != "up"]
    assert len(shown) > KILLS

    bank = open_bank(tmp_path / "bank.db", backups=False)
    try:
        assert bank.check() == []
        counted: Counter[tuple[int, int]] = Counter()
        stored = {}
        for row in bank.latest(None, None, None, 10_000):
            for position, answer in enumerate(_answers(bank, row.id)):
                counted[row.id, position] += 1
                stored[row.id, position] = answer
        assert all(stored[number, position] == points for number, position, points in shown)
        assert set(counted.values()) == {1}
        # At most the one answer that was committed, but not yet shown, at each kill.
        assert len(shown) <= len(stored) <= len(shown) + KILLS
        waiting = bank.open_rounds(bank.players()[0].id)
        assert len(waiting) <= 1
    finally:
        bank.close()


def _answers(bank: object, number: int) -> list[int]:
    from quiz.core.rounds import Round
    from quiz.core.stepping import replay

    stored = bank.stored(number)  # type: ignore[attr-defined]
    new = stored.new
    state = replay(Round(new.rules, new.seed, new.count), stored.events, stored.asked.__getitem__)
    return [answer.points.total for answer in state.answers]
