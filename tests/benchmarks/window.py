"""The window: how fast it starts, what it weighs, and how quickly it answers."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from quiz.app.library import load_shipped
from quiz.bank.bank import open_bank
from quiz.settings import Settings, save
from tests.benchmarks.table import Row, ms

ROOT = Path(__file__).parents[2]
STARTS = 20


@cache
def _platform() -> str:
    """Qt's offscreen platform with a usual screen: its own, 800 x 800, would make the window small."""
    with tempfile.NamedTemporaryFile("w", prefix="quiz-screen-", suffix=".json", delete=False) as file:
        screen = {"name": "bench", "x": 0, "y": 0, "width": 1920, "height": 1080}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        json.dump({"screens": [screen]}, file)
    atexit.register(Path(file.name).unlink, missing_ok=True)
    return f"offscreen:configfile={file.name}"


def _run(*line: str) -> dict[str, int]:
    """One start; its moments in ns since this process asked for it."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env |= {"QT_QPA_PLATFORM": _platform(), "PYTHONPATH": str(ROOT)}
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/benchmarks/child.py"), *line],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=120,
    )
    told: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return {name: value if name == "pss_kb" else value - begun for name, value in told.items()}


def _home(folder: Path) -> Path:
    """A folder with the packs that ship and a player, as after the first evening."""
    data = folder / "home"
    data.mkdir(exist_ok=True)
    bank = open_bank(data / "bank.db", backups=False)
    bank.add_player("Rouge")
    for _ in load_shipped(bank):
        pass
    bank.close()
    save(Settings(player="Rouge"), data / "settings.toml")
    return data


def starting(folder: Path) -> list[Row]:
    """Interleaved starts, warm, on the day after the first evening; the ratio of the fastest ones."""
    data = str(_home(folder))
    _run("bare"), _run("game", data, "evening"), _run("game", data)
    bare, game = [], []
    for _ in range(STARTS):
        bare.append(_run("bare"))
        game.append(_run("game", data))
    least = min(one["painted"] for one in bare)
    rows = []
    for what, name, bar in (
        ("start to the first painted frame of home", "painted", 1.5),
        ("start to home that takes Enter, with real cards", "ready", 1.8),
        ("start to the bank open through SQLModel", "opened", 6.0),
    ):
        found = min(one[name] for one in game)
        rows.append(Row(what, ms(found), ms(least), found / least, bar))
    return rows


def weighing(folder: Path) -> Row:
    """Pss on the home page, the bank open with a million questions in it; each program alone."""
    save(Settings(player="Rouge"), folder / "settings.toml")
    bare = min(_run("bare", "memory")["pss_kb"] for _ in range(3))
    _run("game", str(folder), "memory")
    game = min(_run("game", str(folder), "memory")["pss_kb"] for _ in range(3))
    return Row(
        "memory on home, a million questions",
        f"{game / 1024:.1f} MB",
        f"{bare / 1024:.1f} MB",
        game / bare,
        2.6,
    )


def rows(folder: Path, wanted: set[str]) -> list[Row]:
    """The benchmarks of the window whose names are wanted."""
    found: list[Row] = []
    if "start" in wanted:
        found += starting(folder)
    if "window" in wanted:
        from tests.benchmarks import answer

        found += answer.rows(folder, wanted)
    return found
