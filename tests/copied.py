"""Banks that many tests begin with: each is made once in a process, and copied for every test after that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from quiz.bank.bank import Bank, open_bank


def empty(_: Bank) -> None:
    """Nothing in it."""


def copied(path: Path, fill: Callable[[Bank], object] = empty) -> Bank:
    """An open bank of its own at ``path``, as ``fill`` makes it, which is a function of a module."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_made(fill))
    return open_bank(path, backups=False)


@contextmanager
def scratch(fill: Callable[[Bank], object] = empty) -> Iterator[Bank]:
    """Such a bank for one example of many, in a folder that goes with it."""
    with TemporaryDirectory() as folder, closing(copied(Path(folder) / "bank.db", fill)) as bank:
        yield bank


@cache
def _made(fill: Callable[[Bank], object]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bank.db"
        with closing(open_bank(path, backups=False, chores=False)) as bank:
            fill(bank)
        # All of it is in the one file.
        assert [one.name for one in path.parent.glob("*-wal")] == []
        return path.read_bytes()
