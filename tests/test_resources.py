"""One resolver finds the data in the source tree, the wheel and a frozen build."""

import shutil
import sys
from pathlib import Path

import pytest

from quiz import resources


def test_source_tree_has_both_folders() -> None:
    assert (resources.assets() / "fonts" / "Inter.ttf").is_file()
    assert resources.questions().is_dir()


def test_a_frozen_build_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "quiz" / "data" / "questions").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.assets() == tmp_path / "assets"
    assert resources.questions() == tmp_path / "quiz" / "data" / "questions"


def test_a_wheel_keeps_them_under_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "quiz"
    (package / "data" / "assets").mkdir(parents=True)
    shutil.copy(resources.__file__, package / "resources.py")
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    assert resources.assets() == (package / "data" / "assets").resolve()


def test_a_damaged_installation_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "quiz" / "resources.py"))
    with pytest.raises(FileNotFoundError, match="'assets' is missing"):
        resources.assets()
