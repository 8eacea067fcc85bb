"""What the feedback says about the points of an answer."""

from __future__ import annotations

import pytest

from quiz.core.rules import Preset, Rules
from quiz.desktop.round.words import tell
from tests.core.makers import choice
from tests.desktop.playing import Memory, make_game


@pytest.mark.parametrize(
    ("preset", "sums"),
    [
        (Preset.CLASSIC, ["+875 for 5.0 s", "+975  =  875 for 5.0 s  +  100 for a streak of 2", "+0"]),
        (Preset.FLAT, ["+1,000 for the answer", "+1,000 for the answer", "+0"]),
        (
            Preset.ACCURACY,
            [
                "+1,249  =  1,000 for the answer  +  249 for 5.0 s",
                "+1,249  =  1,000 for the answer  +  249 for 5.0 s",
                "+0",
            ],
        ),
    ],
)
def test_a_sum_of_one_part_says_it_once(preset: Preset, sums: list[str]) -> None:
    game = make_game([choice(n) for n in range(3)], Memory(), Rules(count=3, preset=preset))
    told = []
    for n in range(3):
        game.ask(n * 10_000)
        game.shown(n * 10_000)
        now = game.state.open
        assert now is not None
        game.answer(now.question.right if n < 2 else now.question.wrong[:1], n * 10_000 + 5_000)
        told.append(tell(game.state).sum.partition("    ")[0])
    assert [text.replace("\u00a0", " ") for text in told] == sums
    assert "5.0\u00a0s" in told[0] or preset is Preset.FLAT
