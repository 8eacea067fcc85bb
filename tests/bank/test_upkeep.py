"""What a bank does for itself gives way to whoever plays beside it."""

from __future__ import annotations

import threading

import pytest

from quiz.bank import upkeep


class Watched(threading.Event):
    """Tells how long it was waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.rests: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.rests.append(timeout or 0.0)
        return self.is_set()


def test_long_work_rests_as_long_as_its_last_piece_took(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((1.0, 1.004, 1.01, 1.03, 1.04, 9.0, 9.1, 9.1, 9.2))
    monkeypatch.setattr(upkeep.time, "monotonic", lambda: next(clock))
    stop = Watched()
    ask = upkeep._Gently(stop)
    assert [ask(), ask(), ask()] == [False, False, False]
    assert stop.rests == pytest.approx([0.004, 0.02, upkeep._LONGEST_REST_S])
    stop.set()
    assert ask()
