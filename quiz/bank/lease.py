"""Who holds a round or an import: a process, known by id and start time, and a token for each open bank."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

LAPSE_MS = 10_000
"""A lease without a sign of life for this long is up, even when its process still exists."""

live_tokens: set[str] = set()
"""The banks that are open in this very process."""


def utc_ms() -> int:
    """Milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


def process_start(pid: int) -> str:
    """When a process started, as a mark that no other process has; empty where the system does not say.

    Only Linux tells it cheaply: the boot's id and ticks since then. A dead or unreaped process has none.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")[:8]
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in "ZX" else f"{boot}:{fields[19]}"


def alive(pid: int, started: str) -> bool:
    """Whether the process that had this id and start still runs. True where it cannot be told."""
    if started:
        return process_start(pid) == started
    if os.name == "nt":  # there, os.kill would end the process
        return True
    with suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):
            return False
    return True


def lapsed(
    pid: int | None, started: str, token: str, beat_ms: int | None, *, now_ms: int, own: str = ""
) -> bool:
    """Whether a lease is up: given back, its process gone, or silent for long. ``own`` never lapses."""
    if pid is None:
        return True
    if token and token == own:
        return False
    if beat_ms is None or abs(now_ms - beat_ms) > LAPSE_MS:
        return True
    if pid == os.getpid():
        return token not in live_tokens
    return not alive(pid, started)
