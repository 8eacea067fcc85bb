"""The files around the code: lock and project agree, and the wheel plays from an empty folder."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _names(requirements: list[object]) -> set[str]:
    return {
        re.split(r"[<>=!~;\[ ]", str(one))[0].lower().replace("_", "-")
        for one in requirements
        if isinstance(one, str)
    }


def test_the_lock_holds_every_package_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = _names(project["project"]["dependencies"])
    for group in project["dependency-groups"].values():
        wanted |= _names(group)
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.MULTILINE))
    assert wanted <= set(locked)
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z])", lock) if "==" in block)
    assert "index-url" not in lock
    assert locked["pyside6-essentials"].startswith("6.11.")


def test_the_article_is_told_in_words_of_its_own() -> None:
    """The pack's evidence stands in the article word for word."""
    pack = tomllib.loads((ROOT / "questions/metallic-rouge.toml").read_text(encoding="utf-8"))
    article = (ROOT / "questions" / pack["article"]).read_text(encoding="utf-8")
    assert len(pack["question"]) >= 30
    assert len({question.get("kind", "choice") for question in pack["question"]}) >= 4
    assert all(question["evidence"] in article for question in pack["question"])


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        capture_output=True,
        check=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_holds_assets_packs_and_migrations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "quiz/data/assets/themes/dark.toml",
        "quiz/data/questions/metallic-rouge.toml",
        "quiz/data/questions/articles/metallic-rouge.md",
        "quiz/data/assets/fonts/Inter.ttf",
    ):
        assert wanted in names
    assert any(name.startswith("quiz/bank/migrations/versions/") for name in names)


def test_the_wheel_plays_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """Only the wheel's own files are on the path; what they stand on comes from this environment."""
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    env = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "site"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONSAFEPATH": "1",
    }
    line = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        "import quiz, sys; assert 'site' in quiz.__file__, quiz.__file__; "
        "from quiz.__main__ import main; sys.exit(main())",
    ]
    packs = subprocess.run(
        [*line, "--data", str(tmp_path / "data"), "packs", "list"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert packs.returncode == 0, packs.stderr
    assert "metallic-rouge" in packs.stdout
    played = subprocess.run(
        [*line, "--data", str(tmp_path / "data"), "demo", "--rounds", "1", "--json"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr
    assert '"score"' in played.stdout
