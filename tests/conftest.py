"""For all tests: no verdict of a clock, files in memory, and garbage looked for where it does no harm."""

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, and nothing of the code.
settings.register_profile("quiz", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quiz")


MEMORY = Path("/dev/shm")
ROOM = 2 << 30


def pytest_configure() -> None:
    """Lay the files of all tests into memory where there is room for them: a disk proves nothing here."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def pytest_collection_finish() -> None:
    """Modules, tests and strategies stay to the end; without this each test pays for all of them."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup() -> None:
    """Look for garbage between tests, and on this thread alone.

    A widget of an earlier test that another thread, such as a bank's, finds in its garbage is destroyed
    there: it holds a lock of Qt's and waits for Python's, and this thread the other way round, for good.
    """
    if "PySide6" in sys.modules:
        gc.disable()
        gc.collect(1)
