"""A window for the tests of the shell: in memory, with a bank that says what it is told to."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QApplication

from quiz.bank.refusals import BankRefusal
from quiz.bank.views import (
    COLOURS,
    Belongings,
    BoardInfo,
    BoardView,
    OldRound,
    OpenRound,
    PackCard,
    PackInfo,
    Player,
    RoundRow,
    Search,
)
from quiz.core.rules import Mode, Preset, Rules
from quiz.desktop import start
from quiz.desktop.clock import VirtualClock
from quiz.desktop.flow import Opened
from quiz.desktop.look import style_of
from quiz.desktop.services import Inline, Services, SettingsStore, Worker
from quiz.desktop.sounds import Sounds
from quiz.settings import Places, Settings
from quiz.words import Refused

CARDS = (
    PackCard("metallic-rouge", "Metallic Rouge", "1.0.0", "en", 45, 12480, 9000),
    PackCard("tech-noir", "Tech-noir anime", "1.0.0", "en", 80, None, None),
    PackCard("jp", "機動警察パトレイバー 劇場版とその時代", "1.0.0", "ja", 3102, 500, 500),
)
CUT_OFF = OpenRound(7, ("Tech-noir anime",), 7, 10, Mode.STANDARD, 10_400, 4000, datetime.now(UTC))


def row(n: int, **changes: Any) -> RoundRow:
    values: dict[str, Any] = {
        "id": n,
        "player": "Rouge",
        "packs": ("metallic-rouge",),
        "titles": ("Metallic Rouge",),
        "mode": Mode.STANDARD,
        "preset": Preset.CLASSIC,
        "count": 10,
        "seconds": 20,
        "score": 12480 - n,
        "right": 9,
        "answered": 10,
        "longest_streak": 5,
        "answer_ms": 42_400,
        "median_ms": 4000,
        "ranked": True,
        "assisted": False,
        "board": "b",
        "version": "1.0.0",
        "started": datetime(2026, 11, 22, 14, 2, tzinfo=UTC),
        "outcome": "finished",
        "rank": n,
    }
    return RoundRow(**(values | changes))


@dataclass
class FakeBank:
    """What the shell asks of a bank."""

    names: list[str] = field(default_factory=lambda: ["Naomi"])
    open: list[OpenRound] = field(default_factory=list)
    rows: list[RoundRow] = field(default_factory=list)
    busy: int = 0
    missed: int = 0
    discarded: list[int] = field(default_factory=list)
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    rename_refusal: Refused | None = None

    def add_player(self, name: str) -> Player:
        if name not in self.names:
            self.names.append(name)
        return Player(self.names.index(name), name)

    def rename_player(self, player_id: int, name: str) -> None:
        if self.rename_refusal is not None:
            raise self.rename_refusal
        self.names[player_id] = name

    def players(self) -> list[Player]:
        return [Player(n, name) for n, name in enumerate(self.names)]

    def cards(self, player_id: int) -> list[PackCard]:
        return list(CARDS)

    def open_rounds(self, player_id: int) -> list[OpenRound]:
        return self.open

    @property
    def practice(self) -> FakeBank:
        return self

    def due(self, player_id: int, today: date) -> int:
        return self.missed

    def busy_rounds(self) -> int:
        return self.busy

    def discard_round(self, round_id: int) -> None:
        self.discarded.append(round_id)
        self.open = [one for one in self.open if one.id != round_id]

    def pack_infos(self) -> list[PackInfo]:
        return [PackInfo(c.slug, c.title, c.version, "00", c.questions, True) for c in CARDS]

    def colours(self) -> dict[str, int]:
        return {name: n % COLOURS for n, name in enumerate(self.names)}

    @property
    def people(self) -> FakeBank:
        return self

    def listed(self) -> list[Belongings]:
        return [Belongings(one, 1200, 12_000, "2026-11-22") for one in self.players()]

    def removed(self) -> list[Player]:
        return [Player(99, "A player of a name that is rather long")]

    @property
    def archive(self) -> FakeBank:
        return self

    def packs(self) -> list[tuple[str, str]]:
        return [(card.slug, card.title) for card in CARDS]

    def keys(self, search: Search) -> array[int]:
        self.asked.append(("history", search))
        return array("q", [row.id for row in self.rows])

    def boards(self) -> list[BoardInfo]:
        return [BoardInfo("b", ("metallic-rouge",), ("Metallic Rouge",), Rules(), False, len(self.rows))]

    def board(self, view: BoardView, limit: int = 100, offset: int = 0) -> tuple[list[RoundRow], int]:
        self.asked.append(("board", view))
        return self.rows[offset : offset + limit], len(self.rows)

    def read(self, round_id: int) -> OldRound:
        raise Refused(BankRefusal.NO_ROUND, round=round_id)

    def lines(self, keys: Any) -> dict[int, RoundRow]:
        return {row.id: row for row in self.rows if row.id in set(keys)}

    def best(self, *asked: Any) -> list[RoundRow]:
        self.asked.append(("best", *asked))
        return self.rows

    def latest(self, *asked: Any) -> list[RoundRow]:
        self.asked.append(("latest", *asked))
        return self.rows


@dataclass
class FakePlay:
    """Stands for quiz.app.play: keeps what was begun, or refuses."""

    begun: list[Any] = field(default_factory=list)
    resumed: list[tuple[int, int]] = field(default_factory=list)
    refusal: Exception | None = None

    def Setup(self, **values: Any) -> SimpleNamespace:  # noqa: N802 - as the real one is called
        return SimpleNamespace(**values)

    def begin(self, bank: Any, player: Player, setup: Any, **rest: Any) -> Any:
        if self.refusal is not None:
            raise self.refusal
        self.begun.append((player.name, setup))
        return SimpleNamespace(setup=setup)

    def resume(self, bank: Any, round_id: int, *, away_ms: int) -> Any:
        self.resumed.append((round_id, away_ms))
        return SimpleNamespace(setup=None)


def make_shell(
    qapp: QApplication,
    tmp_path: Path,
    bank: FakeBank | None = None,
    worker: Worker | None = None,
    **settings: Any,
) -> start.Shell:
    """A window with its flow, everything on one thread; ``bank`` is what services hand out."""
    values = {"player": "Rouge", "theme": "dark", "reduce_motion": True} | settings
    store = SettingsStore(Settings(**values))
    places = Places(tmp_path / "settings.toml", tmp_path / "bank.db", tmp_path / "quiz.log")
    services = Services(
        style=style_of(store.value),
        sounds=Sounds(enabled=False),
        settings=store,
        clock=VirtualClock(1000),
        bank=lambda: bank,
        worker=worker or Inline(),
        places=places,  # type: ignore[arg-type,return-value]
    )
    return start.build(services, qapp)


def opened(bank: FakeBank, play: FakePlay) -> Opened:
    return Opened(bank, play)  # type: ignore[arg-type]
