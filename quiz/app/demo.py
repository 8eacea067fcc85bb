"""A player who is not there: answers with a given skill, the same way for the same seed everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from quiz.app.play import Game, Setup, begin
from quiz.core.drawing import Dice, derive
from quiz.core.questions import Kind, Question
from quiz.core.rounds import Event, Open, Round
from quiz.core.rules import Preset, Rules

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.bank.views import Player

DEMO_PLAYER = "Demo"
SKILL_PERCENT = 70


class SimulatedPlayer:
    """Answers ``skill`` percent of the questions right, in 1.2 to 9 seconds."""

    def __init__(self, seed: int, skill: int = SKILL_PERCENT) -> None:
        self._seed = seed
        self._skill = skill

    def choose(self, now: Open) -> tuple[tuple[str, ...], int]:
        """What to give to the open question, and after how many milliseconds of its clock."""
        dice = Dice(derive(self._seed, "demo", now.position, now.hash))
        knows = dice.below(100) < self._skill
        used = 1200 + dice.below(4000) + (0 if knows else dice.below(3800))
        given = now.question.right if knows else _wrong(now, dice)
        if knows and now.question.kind is Kind.TEXT:
            given = given[:1]
        if now.question.kind is Kind.MULTIPLE:
            given = tuple(text for text in now.choices if text in given)
        return given, used


def _wrong(now: Open, dice: Dice) -> tuple[str, ...]:
    question = now.question
    match question.kind:
        case Kind.CHOICE:
            left = [text for text in now.choices if text not in question.right and text not in now.removed]
            return (left[dice.below(len(left))],)
        case Kind.TRUEFALSE:
            return ("false" if question.right[0] == "true" else "true",)
        case Kind.MULTIPLE:
            return question.right[:-1] or question.wrong[:1]
        case Kind.TEXT:
            return ("no idea",)
        case Kind.NUMBER:
            return (str(question.number + 3 * question.tolerance + 1),)
    return now.choices


def play_history(
    bank: Bank, player: Player, rounds: int, seed: int, until: datetime, *, ranked: bool
) -> None:
    """Play ``rounds`` whole rounds without a window, on the days before ``until``, one commit a round."""
    infos = bank.pack_infos()
    for n in range(rounds):
        dice = Dice(derive(seed, "history", n))
        pack = infos[dice.below(len(infos))].slug
        preset = list(Preset)[dice.below(4) % 3] if n % 3 == 0 else Preset.CLASSIC
        started = until - timedelta(days=rounds - n, minutes=dice.below(300))
        setup = Setup(Rules(preset=preset), (pack,), seed=derive(seed, "round", n) >> 44)
        kept = _Kept()
        game = begin(bank, player, setup, now_ms=0, started=started, demo=not ranked, record=kept)
        _play_through(game, SimulatedPlayer(derive(seed, "skill", n), 45 + dice.below(50)))
        bank.record(game.round_id, game.state, kept.events, kept.asked).result()
        game.close()


def _play_through(game: Game, player: SimulatedPlayer) -> None:
    now = 0
    while not game.state.over:
        game.ask(now)
        now += game.reading_ms
        game.shown(now)
        opened = game.state.open
        assert opened is not None  # it was asked two lines above
        given, used = player.choose(opened)
        now += used
        game.answer(given, now)
        now += 1500


class _Kept:
    """Keeps a round's events until it is over, to be written at once."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.asked: list[tuple[int, Question]] = []

    def __call__(
        self, round_id: int, state: Round, events: Sequence[Event], asked: Sequence[tuple[int, Question]]
    ) -> Future[None]:
        self.events += events
        self.asked += asked
        done: Future[None] = Future()
        done.set_result(None)
        return done
