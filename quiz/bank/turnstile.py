"""Who may write next, between programs on one bank: a round goes before an import in another process.

SQLite lets whoever asks at the right moment write, and an import asks again at once: an answer that tries
every millisecond would miss most gaps. So a writer that somebody waits for holds this lock from before it
asks until it has committed, and an import looks whether it is free before each of its chunks. The lock is
the system's, on a file of its own beside the bank; it ends with its process.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_POLL_S = 0.0003
"""An import holds it for some microseconds, another program's answer for as long as a commit takes."""
_LONGEST_S = 1.0
"""Whoever has not got it by then goes on without: it is a courtesy, SQLite's own lock is what keeps order."""

_BUSY = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What the systems say of a lock that somebody else holds; anything else means that there are no locks."""

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


class Turnstile:
    """The lock of one bank. Where no such file can be had or locked, everybody goes through."""

    def __init__(self, path: Path) -> None:
        self._handle: int | None = None
        with contextlib.suppress(OSError):
            self._handle = os.open(f"{path}-turn", os.O_RDWR | os.O_CREAT, 0o600)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Let no import begin a chunk meanwhile."""
        mine = self._taken()
        try:
            yield
        finally:
            if mine:
                self._left()

    def free(self) -> bool:
        """Whether nobody holds it now."""
        if self._handle is None:
            return True
        try:
            _lock(self._handle)
        except OSError as error:
            return error.errno not in _BUSY
        self._left()
        return True

    def close(self) -> None:
        """Let it go for good."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _taken(self) -> bool:
        if self._handle is None:
            return False
        deadline = time.monotonic() + _LONGEST_S
        while True:
            try:
                _lock(self._handle)
            except OSError as error:
                if error.errno not in _BUSY or time.monotonic() > deadline:
                    return False
            else:
                return True
            time.sleep(_POLL_S)

    def _left(self) -> None:
        if self._handle is not None:
            with contextlib.suppress(OSError):
                _unlock(self._handle)
