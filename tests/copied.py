"""Banks that many tests begin with: each is made once in a process, and copied for every test after that."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from quiz.bank.bank import Bank, open_bank


def empty(_: Bank) -> None:
    """Nothing in it."""


def copied(path: Path, fill: Callable[[Bank], None] = empty) -> Bank:
    """An open bank of its own at ``path``, as ``fill`` makes it, which is a function of a module."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_made(fill))
    return open_bank(path, backups=False)


@cache
def _made(fill: Callable[[Bank], None]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bank.db"
        with closing(open_bank(path, backups=False, chores=False)) as bank:
            fill(bank)
        # All of it is in the one file.
        assert [one.name for one in path.parent.glob("*-wal")] == []
        return path.read_bytes()
