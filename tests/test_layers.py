"""The house: layers run one way, and core, packs and article stand without Qt and SQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import bare

ROOT = Path(__file__).parents[1]

EVERY_MODULE = """
import importlib, pkgutil
from tests import bare
bare.keep_out()
for layer in ("core", "packs", "article"):
    package = importlib.import_module(f"quiz.{layer}")
    for found in pkgutil.walk_packages(package.__path__, f"quiz.{layer}."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
            print(found.name)
"""


def test_core_packs_and_article_load_where_qt_and_sql_cannot_be_imported() -> None:
    """All their modules; ``make test`` runs all their tests so (tests/bare.py)."""
    done = subprocess.run(
        [sys.executable, "-c", EVERY_MODULE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert {"quiz.core.rounds", "quiz.packs.formats.gift", "quiz.article.readers"} <= set(done.stdout.split())


@pytest.mark.parametrize("name", ["PySide6.QtCore", "sqlmodel", "sqlite3"])
def test_what_is_kept_out_cannot_be_imported(name: str) -> None:
    script = f"from tests import bare; bare.keep_out(); import {name}"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "is kept out of these tests" in done.stderr


def test_make_test_runs_every_test_once_and_those_of_three_folders_bare() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ntest: ")[2].partition("\n\n")[0]
    assert "-m tests.bare" in recipe
    assert all(f"--ignore={folder}" in recipe for folder in bare.FOLDERS)


def test_opening_the_window_module_loads_no_sql() -> None:
    """The first frame is painted before SQLModel is imported, so nothing on the way may import it."""
    script = (
        "import sys, quiz.desktop.start, quiz.bank.glance, quiz.app.play\n"
        "late = ('sqlmodel', 'sqlalchemy', 'alembic', 'miniaudio', 'wakepy', 'fsrs')\n"
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


def test_a_round_needs_half_of_the_bank_only() -> None:
    """What authors and statistics need is imported when it is asked for: a start waits for the rest."""
    script = (
        "import sys, quiz.bank.bank, quiz.app.play\n"
        "late = ('tables.studio', 'tables.counters', 'journal', 'desk', 'reviews', 'figures', 'ratings',"
        " 'recalls')\n"
        "print([name for name in late if f'quiz.bank.{name}' in sys.modules], 'fsrs' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[] False"
