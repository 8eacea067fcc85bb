"""Rounds for the window's tests: a bank that is only memory, and commits that the test lets through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime

from quiz.app.play import Game, Setup
from quiz.bank.views import NewRound, Player, Standing
from quiz.core.questions import Question
from quiz.core.rounds import Event, Round
from quiz.core.rules import Rules
from quiz.desktop.clock import VirtualClock
from quiz.desktop.round.view import RoundPage
from quiz.desktop.services import Inline, Services, SettingsStore
from quiz.desktop.sounds import Sounds
from quiz.desktop.theme import Style
from quiz.settings import Settings

STANDING = Standing(rank=5, of=37, personal_best=False, previous_best=11_000, nth_best=3)


class Memory:
    """A keeper and recorder in memory. With ``slow``, commits wait for ``let_through`` or ``break_all``."""

    def __init__(self, standing: Standing = STANDING, *, slow: bool = False) -> None:
        self.events: list[Event] = []
        self.waiting: list[Future[None]] = []
        self.marks: dict[int, set[str]] = {}
        self.beats: list[int] = []
        self.released = 0
        self.slow = slow
        self._standing = standing

    def record(
        self, round_id: int, state: Round, events: Sequence[Event], asked: Sequence[tuple[int, Question]]
    ) -> Future[None]:
        self.events += events
        future: Future[None] = Future()
        if self.slow:
            self.waiting.append(future)
        else:
            future.set_result(None)
        return future

    def let_through(self) -> None:
        waiting, self.waiting = self.waiting, []
        for future in waiting:
            future.set_result(None)

    def break_all(self, problem: Exception) -> None:
        waiting, self.waiting = self.waiting, []
        for future in waiting:
            future.set_exception(problem)

    def beat(self, round_id: int, active_ms: int) -> None:
        self.beats.append(active_ms)

    def release(self, round_id: int) -> None:
        self.released += 1

    def standing(self, round_id: int) -> Standing:
        return self._standing

    def flag(self, player_id: int, key: int, why: str, on: bool = True) -> None:
        marks = self.marks.setdefault(key, set())
        marks.add(why) if on else marks.discard(why)

    def flags(self, player_id: int, key: int) -> set[str]:
        return set(self.marks.get(key, set()))

    @property
    def what(self) -> list[str]:
        return [event.what.value for event in self.events]


def make_services(style: Style, **settings: object) -> Services:
    store = SettingsStore(Settings(player="Rouge", **settings))  # type: ignore[arg-type]
    return Services(
        style=style, sounds=Sounds(), settings=store, clock=VirtualClock(100_000), bank=_none, worker=Inline()
    )


def _none() -> None:
    return None


def make_game(
    questions: Sequence[Question],
    memory: Memory,
    rules: Rules | None = None,
    *,
    code: str = "",
    ranked: bool = True,
    title: str = "Metallic Rouge",
    bests: Mapping[bool, int | None] | None = None,
) -> Game:
    rules = rules or Rules(count=len(questions))
    new = NewRound(
        player_id=1,
        rules=rules,
        seed=7,
        packs=("p",),
        titles=(title,),
        versions=("1.0.0",),
        count=len(questions),
        plan=tuple(range(len(questions))),
        canonical=True,
        ranked=ranked,
        code=code,
        started=datetime(2026, 11, 22, tzinfo=UTC),
    )
    plan = [(key, "p", question) for key, question in enumerate(questions)]
    setup = Setup(rules, ("p",))
    return Game(memory, memory.record, 1, Player(1, "Rouge"), new, plan, setup, bests or {})


def pass_time(page: RoundPage, clock: VirtualClock, ms: int) -> None:
    """Let time pass as it does: a frame at least once a second, or it would look like sleep."""
    while ms > 0:
        step = min(1000, ms)
        clock.advance(step)
        page.controller.frame()
        ms -= step


def see(page: RoundPage) -> None:
    """Have everything painted."""
    page.grab()
