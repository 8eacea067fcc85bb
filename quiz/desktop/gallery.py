"""Pictures of every page in every state, taken from the real window while the demo plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from quiz.app.play import Game, Setup
from quiz.bank.bank import Bank
from quiz.bank.views import Player
from quiz.core.questions import Kind
from quiz.core.rounds import Open
from quiz.core.rules import Mode, Rules
from quiz.desktop.player import Hands
from quiz.desktop.round.controller import Phase
from quiz.desktop.round.view import RoundPage
from quiz.desktop.start import Shell
from quiz.settings import Settings

_USED_MS = 4_200


class Playing(Protocol):
    """What the gallery needs of the demo."""

    bank: Bank
    player: Player

    def begin(self, setup: Setup) -> Game:
        """Start a round on the page."""
        ...

    def until(self, phase: Phase) -> Iterator[int]:
        """Wait for a phase."""
        ...


class Gallery:
    """Takes ``PAGE-STATE-THEME-SIZE.png`` of every page."""

    def __init__(
        self, shell: Shell, page: RoundPage, folder: Path, size: tuple[int, int], settings: Settings
    ) -> None:
        self._shell, self._page, self._folder = shell, page, folder
        self._hands = Hands(page)
        self._ending = f"{settings.theme}-{size[0]}x{size[1]}.png"
        folder.mkdir(parents=True, exist_ok=True)

    def shot(self, page: str, state: str) -> Iterator[int]:
        """One picture, after everything has been laid out and painted."""
        for _ in range(3):
            yield 0
        self._shell.window.grab().save(str(self._folder / f"{page}-{state}-{self._ending}"))

    def empty_pages(self) -> Iterator[int]:
        """Pages before anything was played."""
        for name in ("welcome", "home", "scores"):
            self._shell.window.open_page(name)
            yield from self.shot(name, "empty" if name != "welcome" else "first")

    def pages(self) -> Iterator[int]:
        """Pages with a history."""
        window = self._shell.window
        for name in ("home", "scores", "statistics", "achievements", "settings", "people"):
            window.open_page(name)
            yield from self.shot(name, "full")
        window.open_page("scores")
        scores: Any = window.page("scores")
        scores.enter()
        yield from self.shot("past", "full")
        window.open_page("home")
        field = window.page("home").findChild(QLineEdit)
        if isinstance(field, QLineEdit):
            field.setText("noir")
            yield from self.shot("home", "filter")
            field.clear()

    def round_states(self, demo: Playing) -> Iterator[int]:
        """The round page: one question of each kind, each in other states."""
        keys = one_of_each(demo.bank, demo.player)
        rules = Rules(mode=Mode.MISSES, count=max(1, len(keys)))
        game = demo.begin(Setup(rules, seed=3, keys=keys))
        scenes: dict[Kind, Callable[[Playing, Open], Iterator[int]]] = {
            Kind.CHOICE: self._choice,
            Kind.TRUEFALSE: self._truefalse,
            Kind.MULTIPLE: self._multiple,
            Kind.TEXT: self._text,
            Kind.NUMBER: self._number,
            Kind.ORDER: self._order,
        }
        while not game.state.over:
            now = game.state.open
            assert now is not None  # asked by the page just now
            if now.question.kind is Kind.CHOICE:
                yield from self.shot("round", "reading")
            yield from demo.until(Phase.RUNNING)
            yield _USED_MS
            yield from scenes[now.question.kind](demo, now)
            yield from demo.until(Phase.FEEDBACK)
            state = _AFTER[now.question.kind]
            yield from self.shot("round", state)
            self._hands.enter()
        yield from self.shot("results", "kinds")
        results: Any = self._shell.window.page("results")
        results.picture.click()
        yield from self.shot("share", "card")

    def _choice(self, _: Playing, now: Open) -> Iterator[int]:
        yield from self.shot("round", "question")
        self._hands.give(now, now.question.right)

    def _truefalse(self, _: Playing, now: Open) -> Iterator[int]:
        self._hands.give(now, ("false",) if now.question.right[0] == "true" else ("true",))
        yield 0

    def _multiple(self, _: Playing, now: Open) -> Iterator[int]:
        self._hands.prepare(now, now.question.right[:-1] or now.question.wrong[:1])
        yield from self.shot("round", "multiple")
        self._hands.enter()

    def _text(self, demo: Playing, now: Open) -> Iterator[int]:
        self._hands.prepare(now, now.question.right)
        yield from self.shot("round", "text")
        self._hands.press(Qt.Key.Key_P, modifiers=Qt.KeyboardModifier.ControlModifier)
        yield from self.shot("round", "paused")
        self._hands.enter()
        yield from demo.until(Phase.RUNNING)
        yield 200
        self._hands.press(Qt.Key.Key_Return)

    def _number(self, demo: Playing, now: Open) -> Iterator[int]:
        self._hands.prepare(now, (str(now.question.number + 1),))
        yield from self.shot("round", "number")
        self._hands.press(Qt.Key.Key_Escape)
        self._hands.press(Qt.Key.Key_Escape)
        yield from self.shot("round", "leave")
        self._hands.enter()
        yield from demo.until(Phase.RUNNING)
        yield 200
        self._page.view.body.field.confirm(0)

    def _order(self, _: Playing, now: Open) -> Iterator[int]:
        self._hands.digit(2)
        yield from self.shot("round", "order")
        yield (now.limit_ms or 0) - _USED_MS + 100


_AFTER = {
    Kind.CHOICE: "right",
    Kind.TRUEFALSE: "wrong",
    Kind.MULTIPLE: "partial",
    Kind.TEXT: "text-right",
    Kind.NUMBER: "number-wrong",
    Kind.ORDER: "expired",
}


def one_of_each(bank: Bank, player: Player) -> tuple[int, ...]:
    """The key of one question of each kind, from anywhere in the bank."""
    source = bank.source((), None, "", player.id, unseen_first=False, canonical=True)
    found: dict[Kind, int] = {}
    for place in range(source.size):
        key = source.key(place)
        found.setdefault(source.question(key).kind, key)
    kinds: Sequence[Kind] = [kind for kind in Kind if kind in found]
    return tuple(found[kind] for kind in kinds)
