"""Rounds: recorded as they happen, replayed to the same, ranked fairly."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.bank.bank import Bank, BankRefusal
from quiz.bank.rounds import moment
from quiz.bank.views import Player, Standing
from quiz.core.questions import Difficulty
from quiz.core.rounds import Event, Outcome, Round, What
from quiz.core.rules import Mode, Preset, Rules
from quiz.core.stepping import replay
from tests.bank.making import STARTED, Playing, at, keys_of, new_round, small
from tests.bank.test_packs import refused


@pytest.fixture
def ann(bank: Bank) -> Player:
    bank.store_pack(small(40), shipped=True)
    bank.store_pack(small(20, "other"), shipped=True)
    return bank.add_player("Ann")


RULES = (
    Rules(count=6),
    Rules(count=6, preset=Preset.ACCURACY),
    Rules(Mode.SPRINT, seconds=60),
    Rules(Mode.SURVIVAL, preset=Preset.FLAT),
    Rules(Mode.PRACTICE, count=5, seconds=0),
)


@pytest.mark.parametrize("seed", range(25))
def test_what_is_stored_replays_to_the_same(bank: Bank, ann: Player, seed: int) -> None:
    dice = random.Random(seed)
    game = Playing(bank, new_round(ann, keys_of(bank)[:12], dice.choice(RULES), seed=seed))
    for _ in range(dice.randrange(60)):
        if game.state.over:
            break
        game.random_step(dice)
    found = bank.stored(game.id)
    start = Round(found.new.rules, found.new.seed, found.new.count)
    assert replay(start, found.events, found.asked.__getitem__) == game.state
    practice = game.new.rules.mode is Mode.PRACTICE
    assert found.new == replace(game.new, ranked=not practice)
    assert found.player == ann
    assert bank.check() == []
    row = bank.latest()[0]
    assert (row.score, row.right, row.answered) == (
        game.state.score,
        game.state.right,
        len(game.state.answers),
    )
    assert row.outcome == (game.state.outcome and game.state.outcome.value)


def test_the_row_of_a_round(bank: Bank, ann: Player) -> None:
    game = Playing(bank, new_round(ann, keys_of(bank)[:3]))
    for used in (1_000, 3_000, 2_000):
        game.answer(used != 2_000, used)
    (row,) = bank.latest()
    assert (row.player, row.packs, row.titles, row.version) == ("Ann", ("noir",), ("Pack noir",), "1.0.0")
    assert (row.answer_ms, row.median_ms, row.right, row.answered, row.longest_streak) == (
        6_000,
        2_000,
        2,
        3,
        2,
    )
    assert (row.started, row.started.utcoffset()) == (STARTED, timedelta(hours=2))
    assert (row.outcome, row.rank, row.ranked, row.assisted) == (Outcome.FINISHED.value, 1, True, False)
    assert bank.board(row.board) == [row]
    assert bank.best() == [row]


def test_an_appeal_after_the_end_changes_the_score(bank: Bank, ann: Player) -> None:
    game = Playing(bank, new_round(ann, keys_of(bank)[:3])).all(2)
    bank.release(game.id)
    assert len(bank.missed(ann.id)) == 1
    before = game.state.score
    game.do(What.APPEALED, position=2)
    assert bank.latest()[0].score == game.state.score > before
    assert bank.missed(ann.id) == []
    game.do(What.WITHDRAWN, position=2)
    assert bank.latest()[0].score == before
    assert bank.check() == []


def test_events_out_of_step_are_refused_whole(bank: Bank, ann: Player) -> None:
    game = Playing(bank, new_round(ann, keys_of(bank)[:3]))
    game.answer()
    before = bank.stored(game.id)
    late = Event(game.state.seq + 2, game.state.at_ms, What.LEFT)
    done = bank.record(game.id, replace(game.state, seq=late.seq), [late], [])
    refused(BankRefusal.OUT_OF_STEP, done.result)
    refused(BankRefusal.OUT_OF_STEP, bank.record(game.id, game.state, before.events, []).result)
    refused(BankRefusal.NO_ROUND, lambda: bank.record(99, game.state, [], []).result())
    assert bank.stored(game.id).events == before.events


def finished(
    bank: Bank, player: Player, right: int, used_ms: int = 2_000, day: int = 1, **options: object
) -> int:
    new = new_round(player, keys_of(bank)[:4], started=at(day), **options)  # type: ignore[arg-type]
    game = Playing(bank, new).all(right, used_ms)
    bank.release(game.id)
    return game.id


def test_boards_rank_by_score_then_time_then_earlier(bank: Bank, ann: Player) -> None:
    bob = bank.add_player("Bob")
    flat = Rules(count=4, preset=Preset.FLAT)
    third = finished(bank, ann, 3, 2_000, 5, rules=flat)
    first = finished(bank, bob, 4, 5_000, 6, rules=flat)
    fourth = finished(bank, bob, 3, 2_000, 7, rules=flat)
    second = finished(bank, ann, 3, 1_000, 8, rules=flat)
    equal = finished(bank, ann, 3, 2_000, 7, rules=flat)
    key = bank.latest()[0].board
    rows = bank.board(key)
    assert [(row.id, row.rank) for row in rows] == [
        (first, 1),
        (second, 2),
        (third, 3),
        (fourth, 4),
        (equal, 4),
    ]
    assert [row.id for row in bank.board(key, 2, 1)] == [second, third]
    assert bank.best(player=bob.id) == [rows[0], rows[3]]
    assert bank.standing(second) == Standing(2, 5, False, 3_000, 1)
    assert bank.standing(first) == Standing(1, 5, True, 3_000, 1)
    assert bank.standing(third).nth_best == 2


def test_unranked_rounds_stand_on_no_board(bank: Bank, ann: Player) -> None:
    finished(bank, ann, 1)
    practice = Rules(Mode.PRACTICE, count=4)
    for options in ({"ranked": False}, {"kind": "demo"}, {"rules": practice}):
        other = finished(bank, ann, 4, **options)
        assert bank.standing(other).rank is None
        assert not bank.latest(limit=1)[0].ranked
    away = Playing(bank, new_round(ann, keys_of(bank)[:4], started=at(9)))
    away.answer()
    away.do(What.LEFT)
    away.do(What.RESUMED, away_ms=60_001)
    for _ in range(3):
        away.answer()
    assert [row.id for row in bank.best()] == [1]
    assert bank.standing(1).of == 1
    assert len(bank.latest()) == 5
    assert bank.check() == []


def test_cards_know_best_and_last_of_one_player_in_one_pack(bank: Bank, ann: Player) -> None:
    bob = bank.add_player("Bob")
    finished(bank, ann, 4, day=1)
    finished(bank, ann, 2, day=3)
    finished(bank, ann, 3, day=2)
    finished(bank, bob, 1)
    finished(bank, ann, 4, packs=("noir", "other"), day=9)
    Playing(bank, new_round(ann, keys_of(bank)[:4], started=at(10))).answer()
    card = {card.slug: card for card in bank.cards(ann.id)}
    scores = {row.started.day: row.score for row in bank.latest(player=ann.id)}
    assert (card["noir"].best, card["noir"].last) == (scores[1], scores[3])
    assert (card["other"].best, card["other"].last) == (None, None)
    assert [card.slug for card in bank.cards(bob.id)] == ["noir", "other"]


def test_history_is_filtered(bank: Bank, ann: Player) -> None:
    one = finished(bank, ann, 4)
    both = finished(bank, ann, 4, packs=("other", "noir"), day=2)
    sprint = Playing(
        bank, new_round(ann, keys_of(bank)[:4], Rules(Mode.SPRINT, seconds=60), started=at(3))
    ).all(4)
    assert [row.id for row in bank.latest(("noir", "other"))] == [both]
    assert [row.id for row in bank.latest(mode=Mode.SPRINT)] == [sprint.id]
    assert [row.id for row in bank.latest(limit=2)] == [sprint.id, both]
    assert [row.id for row in bank.best(("noir",), Mode.STANDARD)] == [one]
    assert bank.best(limit=1)[0].rank == 1


def test_missed_are_those_whose_last_answer_was_wrong(bank: Bank, ann: Player) -> None:
    keys = keys_of(bank)[:4]
    Playing(bank, new_round(ann, keys, started=at(1))).all(2)
    assert bank.missed(ann.id) == keys[2:]
    assert bank.missed(ann.id, ("other",)) == []
    Playing(bank, new_round(ann, [keys[3], keys[0]], started=at(2))).all(1)
    assert bank.missed(ann.id, ("noir",)) == [keys[0], keys[2]]
    bank.flag(ann.id, keys[0], "never")
    assert bank.missed(ann.id) == [keys[2]], "what shall never come again does not"


def test_a_draw_is_met_under_whatever_rules_it_was_played(bank: Bank, ann: Player) -> None:
    rules = Rules(count=2)
    assert not bank.met(ann.id, 7, ("noir",), rules)
    drawn = new_round(ann, keys_of(bank)[:2], Rules(Mode.PRACTICE, count=2, seconds=0))
    bank.start_round(drawn)
    assert not bank.met(ann.id, 7, ("noir",), rules), "its questions were no plain draw of the seed"
    bank.start_round(replace(drawn, canonical=True))
    assert bank.met(ann.id, 7, ("noir",), rules)
    assert bank.met(ann.id, 7, ("noir",), Rules(count=50, preset=Preset.FLAT))
    assert not bank.met(ann.id, 8, ("noir",), rules)
    assert not bank.met(ann.id, 7, ("noir", "other"), rules)
    assert not bank.met(ann.id, 7, ("noir",), Rules(difficulty=Difficulty.HARD))
    assert not bank.met(ann.id, 7, ("noir",), Rules(category="Staff"))
    assert not bank.met(99, 7, ("noir",), rules)


def test_of_two_dailies_the_one_that_ends_first_is_ranked(bank: Bank, ann: Player) -> None:
    daily = new_round(ann, keys_of(bank)[:2], Rules(Mode.DAILY, count=2))
    early, late = Playing(bank, daily), Playing(bank, daily)
    late.all(1)
    early.all(2)
    assert [row.id for row in bank.best()] == [late.id]
    assert bank.check() == []


def test_a_daily_is_done_when_it_is_finished(bank: Bank, ann: Player) -> None:
    daily = new_round(ann, keys_of(bank)[:2], Rules(Mode.DAILY, count=2))
    game = Playing(bank, daily)
    today = STARTED.date()
    assert not bank.daily_done(ann.id, "noir", today)
    game.all(2)
    assert bank.daily_done(ann.id, "noir", today)
    assert not bank.daily_done(ann.id, "noir", today + timedelta(days=1))
    assert not bank.daily_done(ann.id, "other", today)


def test_a_discarded_round_stays_unranked(bank: Bank, ann: Player) -> None:
    game = Playing(bank, new_round(ann, keys_of(bank)[:4]))
    game.answer()
    bank.discard_round(game.id)
    (row,) = bank.latest()
    assert (row.outcome, row.ranked, row.rank) == ("abandoned", False, None)
    assert bank.open_rounds(ann.id) == []
    refused(BankRefusal.ROUND_OVER, lambda: bank.discard_round(game.id))
    refused(BankRefusal.ROUND_OVER, lambda: bank.take(game.id))
    assert bank.check() == []


def test_check_finds_what_was_tampered_with(bank: Bank, ann: Player) -> None:
    game = Playing(bank, new_round(ann, keys_of(bank)[:4])).all(4)
    bank._writer.do(lambda c: c.exec_driver_sql("UPDATE round SET score = score + 1"))
    bank._writer.do(lambda c: c.exec_driver_sql("UPDATE question SET ord = NULL WHERE ord = 1"))
    found = bank.check()
    assert f"Round {game.id} does not come out as it was stored." in found
    assert len(found) == 7


def test_a_moment_keeps_its_offset() -> None:
    assert moment(1_000, 7_200).isoformat() == "1970-01-01T02:00:01+02:00"


def test_refusals(bank: Bank, ann: Player) -> None:
    refused(BankRefusal.NO_ROUND, lambda: bank.standing(99))
    refused(BankRefusal.NO_ROUND, lambda: bank.stored(99))
    refused(BankRefusal.NO_PLAYER, lambda: bank.start_round(replace(new_round(ann, [1]), player_id=99)))
