"""The tests of core, packs and article, where Qt and SQL cannot be imported: ``python -m tests.bare``.

Arguments are pytest's own. As a plugin of pytest, this module keeps the packages out of its workers too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec

FOLDERS = tuple(f"{top}/{layer}" for top in ("tests", "quiz") for layer in ("core", "packs", "article"))
KEPT_OUT = frozenset({"PySide6", "shiboken6", "sqlmodel", "sqlalchemy", "sqlite3", "alembic"})


class _KeptOut:
    """Refuses the packages as if they were not installed."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: object = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in KEPT_OUT:
            raise ModuleNotFoundError(f"{name} is kept out of these tests", name=name)
        return None


def keep_out() -> None:
    """From now on, importing one of the packages fails in this process."""
    assert not KEPT_OUT & sys.modules.keys()
    if not any(isinstance(finder, _KeptOut) for finder in sys.meta_path):
        sys.meta_path.insert(0, _KeptOut())


def pytest_configure() -> None:
    keep_out()


def main(arguments: Sequence[str]) -> int:
    """Run the tests; pytest's exit code."""
    # pytest-qt is a plugin that loads by itself, as are those that are wanted.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    keep_out()
    import pytest

    plugins = [part for name in ("xdist", "pytest_timeout", "tests.bare") for part in ("-p", name)]
    # The settings of pytest-qt mean nothing here.
    return int(pytest.main([*plugins, "-W", "ignore::pytest.PytestConfigWarning", *FOLDERS, *arguments]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
