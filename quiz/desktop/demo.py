"""The real window plays by itself: to be watched, to be photographed, and to be the same everywhere.

A virtual clock drives it, so that a seed gives the same scores on any machine; keys are sent as a player's
would be. Time passes only where the script says so, never while something is written or painted.
"""

from __future__ import annotations

import json as json_text
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from quiz.app import play
from quiz.app.demo import DEMO_PLAYER, SimulatedPlayer, play_history
from quiz.app.library import load_shipped
from quiz.app.play import Game, Setup, begin
from quiz.bank.bank import Bank, open_bank
from quiz.bank.views import Player
from quiz.core.drawing import SEED_BITS, derive
from quiz.core.rules import Rules
from quiz.desktop.clock import VirtualClock
from quiz.desktop.flow import Opened
from quiz.desktop.gallery import Gallery
from quiz.desktop.gallery_review import ReviewGallery
from quiz.desktop.gallery_studio import StudioGallery
from quiz.desktop.look import style_of
from quiz.desktop.player import Hands
from quiz.desktop.round.controller import Phase
from quiz.desktop.round.view import RoundPage
from quiz.desktop.services import Inline, Services, SettingsStore
from quiz.desktop.sounds import Sounds
from quiz.desktop.start import Shell, build
from quiz.desktop.system import application
from quiz.settings import Places, Settings, load
from quiz.settings import places as places_in
from quiz.words import number, tr

FEEDBACK_MS = 1_500
_STEP_MS, _WATCHED_STEP_MS = 500, 48
_FRAME_MS = 16


class Director(QObject):
    """Runs a script between the window's own events. A script yields the ms that shall pass."""

    def __init__(self, script: Iterator[int], clock: VirtualClock, page: RoundPage, *, watched: bool) -> None:
        super().__init__()
        self._script, self._clock, self._page = script, clock, page
        self._step = _WATCHED_STEP_MS if watched else _STEP_MS
        self._left = 0
        self._loop = QEventLoop()
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS if watched else 0)
        self._timer.timeout.connect(self._go)
        self.problem: BaseException | None = None

    def run(self) -> None:
        """Play the script to its end. Raises what it raised."""
        self._timer.start()
        self._loop.exec()
        self._timer.stop()
        if self.problem is not None:
            raise self.problem

    def _go(self) -> None:
        if self._left > 0:
            step = min(self._left, self._step)
            self._left -= step
            self._clock.advance(step)
            self._page.controller.frame()
            return
        try:
            self._left = next(self._script)
        except StopIteration:
            self._loop.quit()
        except Exception as problem:
            # Out of the slot and to whoever runs the demo: a lost exception would hang it.
            self.problem = problem
            self._loop.quit()


@dataclass
class Demo:
    """One run: the window, its bank, and who plays."""

    shell: Shell
    bank: Bank
    player: Player
    clock: VirtualClock
    page: RoundPage
    seed: int
    ranked: bool
    scores: list[int]

    def play(self, rounds: int) -> Iterator[int]:
        """Play whole rounds, one pack after the other, and stay at the last results."""
        packs = [info.slug for info in self.bank.pack_infos()]
        packs.sort(key=_metallic_rouge_last)
        for n in range(rounds):
            setup = Setup(
                Rules(), tuple(packs[n % len(packs) :][:1]), seed=derive(self.seed, n) >> 64 - SEED_BITS
            )
            yield from self.round(setup, SimulatedPlayer(derive(self.seed, "player", n)))

    def begin(self, setup: Setup) -> Game:
        """A round of the demo's own, on the round page; ranked where the bank is thrown away."""
        game = begin(
            self.bank,
            self.player,
            setup,
            now_ms=self.clock.now_ms(),
            started=datetime.now().astimezone(),
            demo=not self.ranked,
        )
        self.shell.window.open_page("round")
        self.page.start(game)
        return game

    def round(self, setup: Setup, someone: SimulatedPlayer) -> Iterator[int]:
        """One round from the first question to the results."""
        game = self.begin(setup)
        hands = Hands(self.page)
        while not game.state.over:
            yield from self.until(Phase.RUNNING)
            now = game.state.open
            assert now is not None  # its clock runs
            given, used = someone.choose(now)
            yield used
            if game.state.open is now:
                hands.give(now, given)
            yield from self.until(Phase.FEEDBACK)
            yield FEEDBACK_MS
            hands.enter()
        self.scores.append(game.state.score)

    def until(self, phase: Phase) -> Iterator[int]:
        """Let reading time pass, and nothing else: a commit takes no time of the game's."""
        while self.page.controller.phase is not phase:
            reading = self.page.controller.phase is Phase.READING
            yield min(_STEP_MS, self.page.controller.reading_left_ms) if reading else 0


def run_demo(
    places: Places | None,
    *,
    rounds: int = 1,
    seed: int = 0,
    history: int = 0,
    theme: str = "dark",
    text: int = 100,
    size: tuple[int, int] = (1280, 800),
    pictures: Path | None = None,
    json: bool = False,
) -> int:
    """Play ``rounds`` after ``history`` rounds that are already over; without ``places`` in a throwaway bank.

    ``pictures`` is a folder for ``PAGE-STATE-THEME-SIZE.png``. Returns the exit code. Raises Refused when the
    bank cannot be opened.
    """
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="quiz-demo-", ignore_cleanup_errors=True) as folder:
        bank = open_bank((places or places_in(folder)).bank, backups=places is not None)
        try:
            for _ in load_shipped(bank, load(places.settings).removed if places else ()):
                pass
            settings = Settings(
                player=DEMO_PLAYER,
                theme=theme,
                text_percent=text,
                sound=False,
                reduce_motion=pictures is not None,
                pause_on_focus_loss=False,
            )
            scores = _play(
                bank,
                settings,
                places or places_in(folder),
                rounds,
                seed,
                history,
                size,
                pictures,
                ranked=places is None,
            )
        finally:
            bank.close()
    if json:
        print(json_text.dumps({"rounds": [{"score": score} for score in scores]}))
    else:
        for n, score in enumerate(scores, 1):
            print(tr("Round {n}: {score} points", n=n, score=number(score)))
    return 0


def _play(
    bank: Bank,
    settings: Settings,
    places: Places,
    rounds: int,
    seed: int,
    history: int,
    size: tuple[int, int],
    pictures: Path | None,
    *,
    ranked: bool,
) -> list[int]:
    app = application()
    player = bank.add_player(DEMO_PLAYER)
    clock = VirtualClock(1_000_000)
    services = Services(
        style=style_of(settings),
        sounds=Sounds(enabled=False),
        settings=SettingsStore(settings),
        clock=clock,
        bank=lambda: bank,
        worker=Inline(),
        places=places,
    )
    shell = build(services, app)
    window = shell.window
    window.resize(*size)
    window.open_page("home")
    window.show()
    shell.flow.bank_opened(Opened(bank, play))
    page = window.page("round")
    assert isinstance(page, RoundPage)  # the window's own maker made it
    demo = Demo(shell, bank, player, clock, page, seed, ranked, [])
    gallery = Gallery(shell, page, pictures, size, settings) if pictures is not None else None
    watched = QGuiApplication.platformName() != "offscreen" and gallery is None
    try:
        Director(_script(demo, gallery, rounds, history, ranked=ranked), clock, page, watched=watched).run()
    finally:
        page.controller.abandon()
        window.close()
        shell.close()
        window.deleteLater()
        app.processEvents()
    return demo.scores


def _script(demo: Demo, gallery: Gallery | None, rounds: int, history: int, *, ranked: bool) -> Iterator[int]:
    if gallery is not None:
        yield from gallery.empty_pages()
    if history:
        until = datetime.now().astimezone()
        play_history(demo.bank, demo.player, history, demo.seed, until, ranked=ranked)
    yield from demo.play(rounds)
    if gallery is not None:
        if rounds:
            yield from gallery.shot("results", "round")
        yield from gallery.round_states(demo)
        yield from gallery.pages()
        yield from StudioGallery(demo.shell, gallery.shot).pages()
        yield from ReviewGallery(demo.shell, demo.bank, gallery.shot).pages()


def _metallic_rouge_last(slug: str) -> tuple[bool, str]:
    """The pack that the game is named for comes first."""
    return slug != "metallic-rouge", slug
