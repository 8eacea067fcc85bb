"""The house: layers run one way, and core, packs and article stand without Qt and SQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

BLOCKER = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "sqlmodel", "sqlalchemy", "sqlite3", "alembic"}:
            raise ImportError(f"{name} is not installed here")
sys.meta_path.insert(0, Blocked())
import pytest
sys.exit(pytest.main([
    "-q", "-p", "no:pytestqt", "-p", "no:pytest-qt", "-p", "no:xdist", "-p", "no:cacheprovider",
    "-o", "addopts=",
    "-o", "qt_log_level_fail=", "-W", "ignore::pytest.PytestConfigWarning", "--maxfail=3",
    *sys.argv[1:],
]))
"""


@pytest.mark.parametrize("folders", [("tests/core", "tests/packs"), ("tests/article",)])
def test_core_packs_and_article_are_tested_where_qt_and_sql_cannot_be_imported(
    folders: tuple[str, ...],
) -> None:
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "HYPOTHESIS_MAX_EXAMPLES": "10"}
    done = subprocess.run(
        [sys.executable, "-c", BLOCKER, *folders],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


def test_opening_the_window_module_loads_no_sql() -> None:
    """The first frame is painted before SQLModel is imported, so nothing on the way may import it."""
    script = (
        "import sys, quiz.desktop.start, quiz.bank.glance, quiz.app.play\n"
        "late = ('sqlmodel', 'sqlalchemy', 'alembic', 'miniaudio', 'wakepy')\n"
        "print([name for name in late if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout.strip() == "[]"
