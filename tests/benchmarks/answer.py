"""The window while it is played: a key's tile, its result, the ring's frames, pages and themes.

The game as ``quiz`` starts it, on a bank of its own with the packs that ship; only the event loop is turned
by hand, so that each of its turns can be timed, and so can each key: a person's come one by one, however
many an answer takes.
"""

from __future__ import annotations

import gc
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from quiz.app import packjobs
from quiz.app.demo import SimulatedPlayer
from quiz.app.jobs import Job
from quiz.app.library import shipped_files
from quiz.app.play import Setup
from quiz.core.questions import Kind
from quiz.core.rounds import Open, Round
from quiz.core.rules import Lifeline, Rules
from quiz.desktop import start
from quiz.desktop.player import Hands
from quiz.desktop.round.controller import Phase
from quiz.desktop.round.feedback import FeedbackPanel
from quiz.desktop.round.view import RoundPage
from quiz.desktop.widgets.tile import AnswerTile
from quiz.desktop.window import Window
from quiz.settings import Settings, places, save
from quiz.words import Refused
from tests.benchmarks.studio import trivia
from tests.benchmarks.table import Disk, Row, ms, percentile

ANSWERS = 120
FRAME_60HZ = 1e9 / 60
PAGES, THEMES = ("home", "scores", "settings"), ("light", "contrast", "dark")
_PATIENCE_NS = 30_000_000_000
_NAP_S = 0.0003
_SCHEDSTAT = Path("/proc/thread-self/schedstat")


class Watch:
    """Sees what is painted: a frame's moment is when the whole of it has been handed to the screen."""

    def __init__(self) -> None:
        self.moments: dict[str, int] = {}
        self._in_frame: set[str] = set()

    def install(self) -> None:
        """Into the classes, for shiboken asks an instance's class only once."""
        tile_paint, watch = AnswerTile.paintEvent, self

        def paint_tile(tile: AnswerTile, event: QPaintEvent) -> None:
            tile_paint(tile, event)
            if tile.isDown():
                watch._in_frame.add("pressed")

        def paint_panel(panel: FeedbackPanel, event: QPaintEvent) -> None:
            QFrame.paintEvent(panel, event)
            watch._in_frame.add("result")

        def window_event(window: Window, event: QEvent) -> bool:
            done = QWidget.event(window, event)
            if event.type() == QEvent.Type.UpdateRequest:
                watch._frame_done()
            return done

        hooks = (AnswerTile, paint_tile), (FeedbackPanel, paint_panel), (Window, window_event)
        for kind, hook in hooks:
            setattr(kind, "event" if kind is Window else "paintEvent", hook)

    def _frame_done(self) -> None:
        now = time.perf_counter_ns()
        for name in (*self._in_frame, "frame"):
            self.moments.setdefault(name, now)
        self._in_frame.clear()


def _queued() -> int:
    """Nanoseconds that this thread was ready to run while others had the CPUs; 0 where nobody counts them."""
    try:
        return int(_SCHEDSTAT.read_bytes().split()[1])
    except OSError:
        return 0


class TimedHands(Hands):
    """Hands whose every key is timed by itself."""

    def __init__(self, page: RoundPage, timed: Callable[[Callable[[], object]], int]) -> None:
        super().__init__(page)
        self._timed = timed

    def press(
        self,
        key: Qt.Key,
        text: str = "",
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """One key."""
        self._timed(lambda: super(TimedHands, self).press(key, text, modifiers))


@dataclass
class Played:
    """What was measured over some rounds, in ns."""

    pressed: list[int] = field(default_factory=list)
    result: list[int] = field(default_factory=list)
    turns: list[tuple[int, int, int]] = field(default_factory=list)
    """Turns of the loop, and keys, while a question's clock ran: elapsed time without the wait for a CPU that
    others had, elapsed time, and the thread's own."""


class Bench:
    """The game with a player at its keys."""

    def __init__(self, folder: Path) -> None:
        self.watch = Watch()
        self.watch.install()
        save(Settings(player="Rouge", theme="dark", pause_on_focus_loss=False), places(folder).settings)
        gc.disable()  # as a start does
        self.started = start.prepare(places(folder))
        self.window = self.started.shell.window
        self.app = self.started.shell.application
        self.played = Played()
        self.disk = Disk(folder)
        opened: list[object] = []
        self.started.opener.opened.connect(opened.append, Qt.ConnectionType.QueuedConnection)
        self.started.show()
        self.until(lambda: bool(opened))
        self.linger(3.0)  # the other pages' modules come on a thread
        assert (self.window.width(), self.window.height()) == (1280, 800)
        self.page = cast("RoundPage", self.window.page("round"))
        self.hands = TimedHands(self.page, self.timed)

    @property
    def phase(self) -> Phase:
        """Where the round is."""
        return self.page.controller.phase if self.window.made("round") else Phase.IDLE

    def timed(self, work: Callable[[], object]) -> int:
        """Do a piece of work; it counts when a question's clock ran before or after it."""
        before, queued, cpu, begun = self.phase, _queued(), time.thread_time_ns(), time.perf_counter_ns()
        work()
        spent, own = time.perf_counter_ns() - begun, time.thread_time_ns() - cpu
        if Phase.RUNNING in (before, self.phase):
            # What was counted of the wait may have begun before: the thread's own time is the least.
            self.played.turns.append((max(own, spent - (_queued() - queued)), spent, own))
        return spent

    def turn(self) -> int:
        """All that waits to be done, then a nap."""
        spent = self.timed(self.app.processEvents)
        time.sleep(_NAP_S)
        return spent

    def until(self, there: Callable[[], bool]) -> None:
        """Turn the loop until something is so."""
        end = time.perf_counter_ns() + _PATIENCE_NS
        while not there():
            self.turn()
            assert time.perf_counter_ns() < end, f"waited in vain in {self.phase}"

    def linger(self, seconds: float) -> int:
        """Turn the loop for a while; the longest turn."""
        end, longest = time.perf_counter_ns() + seconds * 1e9, 0
        while time.perf_counter_ns() < end:
            longest = max(longest, self.turn())
        return longest

    def begin(self, rules: Rules, seed: int) -> None:
        """A round on the packs that ship, until its first question is read."""
        packs = tuple(path.stem for path in shipped_files())
        self.started.shell.flow.start(Setup(rules, packs, seed=seed))
        self.until(lambda: self.phase is Phase.READING)

    def run_clock(self) -> None:
        """One key skips the reading."""
        self.hands.enter()
        self.until(lambda: self.phase is Phase.RUNNING)

    def go_on(self) -> None:
        """The next question, or the results."""
        assert self.phase is Phase.FEEDBACK, self.phase
        self.hands.enter()
        self.until(lambda: self.phase is Phase.READING or self.window.current == "results")

    def rounds(self) -> Played:
        """Whole rounds, until enough tiles were pressed."""
        self.played = Played()
        for seed in itertools.count(1):
            self.begin(Rules(count=40), seed)
            while self.window.current == "round":
                self.question(SimulatedPlayer(seed))
                self.go_on()
            if len(self.played.result) >= ANSWERS:
                return self.played
        raise AssertionError("never")

    def question(self, someone: SimulatedPlayer) -> None:
        """Read, think, each for a tenth of a second; answer, see the result."""
        self.linger(0.1)
        self.run_clock()
        self.linger(0.1)
        self.aids(self.now.position)
        now = self.now
        given, _ = someone.choose(now)
        self.watch.moments.clear()
        begun = time.perf_counter_ns()
        self.hands.give(now, given)
        self.until(lambda: "result" in self.watch.moments)
        if now.question.kind in (Kind.CHOICE, Kind.TRUEFALSE):
            self.played.pressed.append(self.watch.moments["pressed"] - begun)
            self.played.result.append(self.watch.moments["result"] - begun)
        self.disk.keep()
        self.linger(0.05)

    @property
    def now(self) -> Open:
        """The question whose clock runs."""
        now = self.state.open
        assert now is not None
        return now

    @property
    def state(self) -> Round:
        """The round."""
        game = self.page.controller.game
        assert game is not None
        return game.state

    def aids(self, position: int) -> None:
        """What else happens while a clock runs: a pause, and the lifelines that let it run on."""
        control = Qt.KeyboardModifier.ControlModifier
        if position % 10 == 3:
            self.hands.press(Qt.Key.Key_P, modifiers=control)
            self.linger(0.05)
            self.hands.enter()
            self.until(lambda: self.phase is Phase.RUNNING)
            self.linger(0.05)
        for key, which in ((Qt.Key.Key_1, Lifeline.FIFTY), (Qt.Key.Key_2, Lifeline.EXTRA)):
            if position % 10 == 5 and self.state.can_use(which):
                self.hands.press(key, modifiers=control)
                self.linger(0.05)

    def frames(self) -> list[int]:
        """A clock that runs out: the thread's own time for each frame, from the tick to the painted ring."""
        self.begin(Rules(count=1, seconds=6), 1)
        self.run_clock()
        self.linger(0.3)
        spent: list[int] = []
        while self.phase is Phase.RUNNING:
            begun, next_one = time.thread_time_ns(), time.perf_counter_ns() + 16_000_000
            self.page.controller.frame()
            QCoreApplication.sendPostedEvents(self.window, QEvent.Type.UpdateRequest.value)
            spent.append(time.thread_time_ns() - begun)
            time.sleep(max(0.0, (next_one - time.perf_counter_ns()) / 1e9))
        self.until(lambda: self.phase is Phase.FEEDBACK)
        self.go_on()
        return spent

    def shown(self, change: Callable[[], object]) -> int:
        """From a change to its first frame; or the longest turn soon after, if that took longer."""
        self.watch.moments.clear()
        begun = time.perf_counter_ns()
        change()
        self.until(lambda: "frame" in self.watch.moments)
        return max(self.watch.moments["frame"] - begun, self.linger(0.4))

    def pages(self) -> dict[str, int]:
        """Each page, made before, opened again; the worst of three openings."""
        worst: dict[str, int] = {}
        for lap in range(4):
            for name in PAGES:
                spent = self.shown(lambda name=name: self.window.open_page(name))  # type: ignore[misc]
                worst[name] = max(worst.get(name, 0), spent if lap else 0)
        return worst

    def themes(self) -> dict[str, int]:
        """Every theme on every page."""
        settings, worst = self.started.shell.services.settings, dict.fromkeys(PAGES, 0)
        for name in PAGES:
            self.window.open_page(name)
            self.linger(0.4)
            for theme in THEMES:
                spent = self.shown(lambda theme=theme: settings.change(theme=theme))  # type: ignore[misc]
                worst[name] = max(worst[name], spent)
        return worst


@contextmanager
def importing(folder: Path) -> Iterator[None]:
    """Files of 20,000 questions are imported into the bank, one after the other, as the window does it."""
    file = trivia(folder / "beside.txt", 20_000)
    running: list[Job[packjobs.Report]] = []
    ended = threading.Event()

    def work() -> None:
        while not ended.is_set():
            with file.open("a", encoding="utf-8") as more:  # another file is another pack
                more.write("\n")
            running[:] = [packjobs.importing(places(folder).bank, file)]
            with suppress(Refused):
                running[0].run()

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(1)
    try:
        yield
        assert thread.is_alive(), "the import ended too soon"
    finally:
        ended.set()
        running[0].stop()
        thread.join()


def _of_rounds(bench: Bench, beside: str) -> list[Row]:
    played = bench.rounds()
    pressed, result = percentile(played.pressed, 99), percentile(played.result, 99)
    longest = max(here for here, _, _ in played.turns)
    wall = max(spent for _, spent, _ in played.turns)
    hardest, took = max((own, spent) for _, spent, own in played.turns)
    return [
        _row(f"key to pressed tile{beside}, p99", pressed, FRAME_60HZ / 1e6, "60 Hz"),
        _row(f"key to stored result{beside}, p99", result, 50, bench.disk.told()),
        _row(f"longest work while a clock runs{beside}", longest, 8, f"{ms(wall)} wall"),
        _row(f"hardest work while a clock runs{beside}, CPU", hardest, 8, f"took {ms(took)}"),
    ]


def _row(what: str, ns: float, bar: float, beside: str = "") -> Row:
    return Row(what, ms(ns), beside, ns / 1e6, bar, "ms")


def rows(folder: Path, wanted: set[str]) -> list[Row]:
    """The benchmarks of the window in play."""
    if "window" not in wanted:
        return []
    (folder / "answer").mkdir()
    bench = Bench(folder / "answer")
    found = _of_rounds(bench, "")
    found.append(_row("frame of the ring, CPU, p99", percentile(bench.frames(), 99), 4))
    found += [_row(f"{name} opened again, worst", worst, 50) for name, worst in bench.pages().items()]
    found += [_row(f"theme changed on {name}, worst", worst, 100) for name, worst in bench.themes().items()]
    with importing(folder / "answer"):
        found += _of_rounds(bench, " beside an import")
    bench.window.close()
    bench.started.close()
    return found
