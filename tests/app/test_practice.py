"""Practice rounds: what was missed comes again when it is due, and nothing else that was not asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.app.play import PlayRefusal, Setup, again
from quiz.bank.bank import Bank
from quiz.bank.views import Player
from quiz.core.kinds import Difficulty, Kind
from quiz.core.questions import Pack, PackHead, Question
from quiz.core.rules import Mode, Rules
from tests.app.conftest import NOON
from tests.app.test_play import answer_all, refusal, rouge, start
from tests.core.makers import choice

__all__ = ["rouge"]

PRACTICE = Rules(Mode.PRACTICE, count=5, seconds=0)
TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def missed(bank: Bank, rouge: Player) -> list[int]:
    """The keys of three questions that Rouge missed today, and four others that were right."""
    wrong = start(bank, rouge, Setup(Rules(count=3), ("alpha",)))
    answer_all(wrong, right=False)
    answer_all(start(bank, rouge, Setup(Rules(count=4), ("alpha",))))
    return sorted(wrong.new.plan)


def test_only_what_is_due_is_asked_for(bank: Bank, rouge: Player, missed: list[int]) -> None:
    assert refusal(bank, rouge, Setup(PRACTICE, due=True)) is PlayRefusal.NOTHING_DUE
    game = start(bank, rouge, Setup(PRACTICE, due=True), TOMORROW)
    assert sorted(game.new.plan) == missed
    assert (game.new.ranked, game.code) == (False, "")
    answer_all(game)
    assert bank.practice.due(rouge.id, TOMORROW.date()) == 0
    assert bank.check() == []


def test_practice_begins_with_what_is_due_and_goes_on_as_ever(
    bank: Bank, rouge: Player, missed: list[int]
) -> None:
    today = start(bank, rouge, Setup(PRACTICE, ("alpha",)))
    assert not set(today.new.plan) & set(missed)
    tomorrow = start(bank, rouge, Setup(PRACTICE, ("alpha",)), TOMORROW)
    assert sorted(tomorrow.new.plan[:3]) == missed
    assert len(set(tomorrow.new.plan)) == 5
    assert not set(tomorrow.new.plan[3:]) & set(missed)


def test_other_packs_and_seeds_stay_as_they_were(bank: Bank, rouge: Player, missed: list[int]) -> None:
    other = start(bank, rouge, Setup(PRACTICE, ("kinds",)), TOMORROW)
    assert not set(other.new.plan) & set(missed)
    seeds = [start(bank, rouge, Setup(PRACTICE, ("alpha",), seed=4), day) for day in (NOON, TOMORROW)]
    assert seeds[0].new.plan == seeds[1].new.plan
    standard = start(bank, rouge, Setup(Rules(count=5), ("alpha",)), TOMORROW)
    assert not set(standard.new.plan) & set(missed)


def test_the_longest_due_come_first_and_the_rest_next_time(bank: Bank, rouge: Player) -> None:
    rules = Rules(count=4)
    rounds = []
    for n in range(3):
        rounds.append(start(bank, rouge, Setup(rules, ("alpha",)), NOON + timedelta(days=n)))
        answer_all(rounds[-1], right=False)
    day = NOON + timedelta(days=9)
    first = start(bank, rouge, Setup(PRACTICE, due=True), day)
    assert set(first.new.plan[:4]) == set(rounds[0].new.plan)
    assert first.new.plan[4] in rounds[1].new.plan
    answer_all(first)
    second = start(bank, rouge, again(first), day)
    assert not set(second.new.plan) & set(first.new.plan)


def test_two_that_answer_each_other_come_on_different_rounds(bank: Bank, rouge: Player) -> None:
    twins = [
        Question("one", "Who directs Gravel?", Kind.CHOICE, ("Elsa Rask",), ("A", "B")),
        Question("two", "What did Elsa Rask direct?", Kind.CHOICE, ("Gravel",), ("C", "D")),
    ]
    bank.store_pack(Pack(PackHead("twins", "Twins"), tuple(twins)), shipped=True)
    for _ in twins:
        answer_all(start(bank, rouge, Setup(Rules(count=1), ("twins",))), right=False)
    assert bank.practice.due(rouge.id, TOMORROW.date()) == 2
    assert len(start(bank, rouge, Setup(PRACTICE, due=True), TOMORROW).new.plan) == 1


def test_the_rules_choose_among_what_is_due(bank: Bank, rouge: Player, missed: list[int]) -> None:
    hard = replace(choice(900), difficulty=Difficulty.HARD)
    bank.store_pack(Pack(PackHead("hard", "Hard"), (hard,)), shipped=True)
    answer_all(start(bank, rouge, Setup(Rules(count=1), ("hard",))), right=False)
    only = replace(PRACTICE, difficulty=Difficulty.HARD)
    game = start(bank, rouge, Setup(only, due=True), TOMORROW)
    assert [bank.question(key)[1].id for key in game.new.plan] == [hard.id]
