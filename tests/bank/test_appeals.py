"""Appeals: what follows from them, that they can be taken back, and what cannot be appealed."""

import random
from dataclasses import replace

import pytest

from quiz.bank.bank import Bank, BankRefusal
from quiz.bank.views import Player
from quiz.core.rounds import Event, Round, What
from quiz.core.rules import Mode, Preset, Rules
from quiz.core.stepping import replay
from quiz.words import Refused
from tests.bank.making import Playing, keys_of, new_round, small


@pytest.fixture
def ann(bank: Bank) -> Player:
    bank.store_pack(small(40), shipped=True)
    return bank.add_player("Ann")


def again(bank: Bank, round_id: int) -> Round:
    """The round from its raw events alone."""
    kept = bank.stored(round_id)
    return replay(Round(kept.new.rules, kept.new.seed, kept.new.count), kept.events, kept.asked.__getitem__)


def test_an_appeal_pays_the_answer_and_the_streak_after_it(bank: Bank, ann: Player) -> None:
    keys = keys_of(bank)[:4]
    better = Playing(bank, new_round(ann, keys)).all(4, used_ms=4_000)
    game = Playing(bank, new_round(ann, keys, seed=8))
    for right in (True, False, True, True):
        game.answer(right)
    assert bank.missed(ann.id) == [keys[1]]
    heard = bank.archive.appeal(game.id, 1)
    assert (heard.score, heard.before.rank, heard.after.rank) == (game.state.score, 2, 1)
    assert heard.state.score > better.state.score > heard.score
    assert [answer.streak for answer in heard.state.answers] == [1, 2, 3, 4]
    assert bank.missed(ann.id) == []
    assert [row.id for row in bank.best()] == [game.id, better.id]
    assert heard.state.outcome == game.state.outcome
    assert bank.check() == []


def test_it_counts_once_and_is_taken_back_whole(bank: Bank, ann: Player) -> None:
    game = Playing(bank, new_round(ann, keys_of(bank)[:3])).all(1)
    first = bank.archive.appeal(game.id, 2)
    second = bank.archive.appeal(game.id, 2)
    assert second.state.score == first.state.score == second.score
    assert sum(event.what is What.APPEALED for event in bank.stored(game.id).events) == 1
    back = bank.archive.appeal(game.id, 2, on=False)
    assert (back.score, back.state.score) == (first.state.score, game.state.score)
    assert bank.archive.appeal(game.id, 2, on=False).state.seq == back.state.seq
    assert bank.check() == []
    assert bank.latest()[0].score == game.state.score


def test_the_ending_stays_when_lives_were_lost(bank: Bank, ann: Player) -> None:
    rules = Rules(Mode.SURVIVAL, preset=Preset.FLAT)
    game = Playing(bank, new_round(ann, keys_of(bank)[:12], rules))
    while not game.state.over:
        game.answer(False)
    heard = bank.archive.appeal(game.id, 0)
    assert (heard.state.outcome, heard.state.right, len(heard.state.answers)) == (game.state.outcome, 1, 3)


@pytest.mark.parametrize("seed", range(12))
def test_totals_equal_those_from_scratch(bank: Bank, ann: Player, seed: int) -> None:
    dice = random.Random(seed)
    games = []
    for n in range(4):
        game = Playing(bank, new_round(ann, keys_of(bank)[:6], seed=seed * 10 + n))
        while not game.state.over:
            game.answer(dice.random() < 0.5, dice.randrange(200, 19_000))
        games.append(game)
    for _ in range(12):
        game, position = dice.choice(games), dice.randrange(6)
        on = dice.random() < 0.6
        if not (on and game.state.answers[position].right):
            bank.archive.appeal(game.id, position, on=on)
    assert bank.check() == []
    rows = {row.id: row for row in bank.latest()}
    for game in games:
        state = again(bank, game.id)
        row = rows[game.id]
        assert (row.score, row.right, row.longest_streak) == (state.score, state.right, state.longest_streak)
    standing = sorted(rows.values(), key=lambda row: (-row.score, row.answer_ms, row.started))
    assert [row.id for row in bank.best()] == [row.id for row in standing] or len(
        {(row.score, row.answer_ms) for row in standing}
    ) < len(standing)
    last = {
        answer.question.id: answer.right
        for row in sorted(rows.values(), key=lambda row: (row.started, row.id))
        for answer in again(bank, row.id).answers
    }
    slugs = {bank.question(key)[1].id for key in bank.missed(ann.id)}
    assert slugs == {question for question, right in last.items() if not right}


def test_what_cannot_be_appealed_is_refused_by_name(bank: Bank, ann: Player) -> None:
    keys = keys_of(bank)[:3]

    def refused(round_id: int, position: int) -> object:
        with pytest.raises(Refused) as caught:
            bank.archive.appeal(round_id, position)
        return caught.value.name

    running = Playing(bank, new_round(ann, keys))
    running.answer(False)
    assert refused(running.id, 0) is BankRefusal.NOT_PLAYED_OUT
    bank.release(running.id)
    bank.discard_round(running.id)
    assert refused(running.id, 0) is BankRefusal.NOT_PLAYED_OUT
    demo = Playing(bank, new_round(ann, keys, kind="demo")).all(0)
    assert refused(demo.id, 0) is BankRefusal.DEMO_APPEAL
    game = Playing(bank, new_round(ann, keys))
    game.answer(True)
    game.answer(False)
    game.ask()
    game.do(What.EXPIRED, 31_000)
    assert refused(game.id, 0) is BankRefusal.RIGHT_ALREADY
    assert refused(game.id, 2) is BankRefusal.NO_ANSWER
    assert refused(game.id, 3) is BankRefusal.NO_ANSWER
    assert refused(999, 0) is BankRefusal.NO_ROUND


def test_the_check_finds_an_appeal_that_was_not_carried_through(bank: Bank, ann: Player) -> None:
    game = Playing(bank, new_round(ann, keys_of(bank)[:2])).all(1)
    state = game.state
    event = Event(state.seq + 1, state.at_ms, What.APPEALED, {"position": 1})
    # The event alone, without what follows from it.
    bank.record(game.id, replace(state, seq=event.seq), [event], ()).result()
    assert len(bank.check()) == 1
