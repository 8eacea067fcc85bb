"""A bank in a folder of its own; each test must leave no thread behind."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quiz.bank.bank import Bank, open_bank
from tests.copied import copied


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"threads left behind: {left}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "bank.db"


@pytest.fixture
def opener(path: Path) -> Iterator[Callable[..., Bank]]:
    opened: list[Bank] = []

    def make(**options: object) -> Bank:
        bank = open_bank(path, **{"backups": False, **options})  # type: ignore[arg-type]
        opened.append(bank)
        return bank

    yield make
    for bank in opened:
        bank.close()


@pytest.fixture
def bank(path: Path) -> Iterator[Bank]:
    opened = copied(path)
    yield opened
    opened.close()
