"""What a person has set, kept as TOML in the user's config folder; and where the bank lies.

With ``--data DIR`` or ``QUIZ_DATA`` both settings and bank live in that folder. No Qt, no SQL.
"""

from __future__ import annotations

import contextlib
import os
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

APP = "quiz-noir"
THEMES = ("system", "dark", "light", "contrast")


@dataclass(frozen=True, slots=True)
class Places:
    """Where this person's settings and bank are."""

    settings: Path
    bank: Path
    log: Path

    @property
    def data(self) -> Path:
        """The folder of the bank; backups stand beside it."""
        return self.bank.parent

    @property
    def media(self) -> Path:
        """The folder in which the bank keeps the pictures and sounds of its packs."""
        return self.bank.parent / "media"


def places(data: str | Path | None = None) -> Places:
    """The places for ``--data``, for ``QUIZ_DATA``, or the system's usual ones, in that order."""
    chosen = data or os.environ.get("QUIZ_DATA")
    if chosen:
        folder = Path(chosen).expanduser().absolute()
        return Places(folder / "settings.toml", folder / "bank.db", folder / "quiz.log")
    config = user_config_path(APP, appauthor=False)
    folder = user_data_path(APP, appauthor=False)
    return Places(config / "settings.toml", folder / "bank.db", folder / "quiz.log")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default. ``player`` is a name; ``window`` is ``x,y,width,height`` or empty;
    ``removed`` names packs that ship and shall not come back.
    """

    player: str = ""
    theme: str = "system"
    text_percent: int = 100
    reduce_motion: bool = False
    sound: bool = True
    volume: int = 60
    pause_on_focus_loss: bool = True
    reading: bool = True
    extra_percent: int = 100
    confirm: bool = False
    colour_blind: bool = False
    window: tuple[int, ...] = ()
    maximized: bool = False
    packs: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    mode: str = "standard"
    count: int = 10
    seconds: int = 20
    preset: str = "classic"
    difficulty: str = ""
    lifelines: bool = True

    @property
    def first_start(self) -> bool:
        """Whether nobody has said their name yet."""
        return not self.player


_RANGES = {"text_percent": (80, 200), "volume": (0, 100), "count": (1, 100), "seconds": (0, 180)}
_CHOICES: dict[str, tuple[Any, ...]] = {"theme": THEMES, "extra_percent": (100, 150, 200)}


def load(path: Path) -> Settings:
    """The settings in ``path``; what is missing, broken or out of range there has its default."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Settings()
    settings = Settings()
    for entry in fields(Settings):
        value = _fitting(entry.name, found.get(entry.name), getattr(settings, entry.name))
        settings = replace(settings, **{entry.name: value})
    return settings


def unreadable(path: Path) -> str:
    """Why a settings file that is there cannot be read; empty when it can, or when there is none."""
    try:
        tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return str(getattr(error, "strerror", None) or error)
    return ""


def _fitting(name: str, value: Any, default: Any) -> Any:
    if isinstance(default, tuple):
        wanted = int if name == "window" else str
        fine = isinstance(value, list) and all(isinstance(item, wanted) for item in value)
        return tuple(value) if fine else default
    if type(value) is not type(default):
        return default
    low, high = _RANGES.get(name, (None, None))
    if low is not None and high is not None and not low <= value <= high:
        return default
    return value if value in _CHOICES.get(name, (value,)) else default


def save(settings: Settings, path: Path) -> None:
    """Write the settings whole or not at all. Raises OSError where the folder cannot be written."""
    import tempfile  # both of them are for writing alone: the first frame only reads

    import tomli_w

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".settings-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            tomli_w.dump(
                {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(settings).items()}, file
            )
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
