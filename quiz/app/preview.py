"""A question as a player will meet it: a round of one, without a clock, that nobody records."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import UTC, datetime

from quiz.app.play import Game, Setup
from quiz.bank.views import NewRound, Player, Standing
from quiz.core.questions import Question
from quiz.core.rounds import Event, Round
from quiz.core.rules import Mode, Rules

_RULES = Rules(mode=Mode.PRACTICE, count=1, seconds=0, lifelines=False, reading=False)


class _Nobody:
    """Keeps nothing of a round."""

    def beat(self, round_id: int, active_ms: int) -> None:
        """Nothing is kept."""

    def release(self, round_id: int) -> None:
        """Nothing is held."""

    def standing(self, round_id: int) -> Standing:
        """It stands nowhere."""
        return Standing(None, 0, False, None, None)

    def flag(self, player_id: int, key: int, why: str, on: bool = True) -> None:
        """Nothing is kept."""

    def flags(self, player_id: int, key: int) -> set[str]:
        """There are none."""
        return set()


def preview(question: Question, title: str, seed: int = 0) -> Game:
    """A round of just this question, which must be one that can be played; ``title`` stands above it.

    ``seed`` decides the order of its choices.
    """
    new = NewRound(
        player_id=0,
        rules=_RULES,
        seed=seed,
        packs=("",),
        titles=(title,),
        versions=("",),
        count=1,
        plan=(0,),
        canonical=True,
        ranked=False,
        code="",
        started=datetime(2000, 1, 1, tzinfo=UTC),
    )
    return Game(_Nobody(), _recorded, 0, Player(0, ""), new, [(0, "", question)], Setup(_RULES))


def _recorded(_: int, __: Round, ___: Sequence[Event], ____: Sequence[tuple[int, Question]]) -> Future[None]:
    done: Future[None] = Future()
    done.set_result(None)
    return done
