"""Rounds through the real bank: drawn, recorded, cut off, resumed, ranked."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quiz.app import demo, play
from quiz.app.play import Game, PlayRefusal, Setup, begin, resume
from quiz.bank.bank import Bank
from quiz.bank.views import Player
from quiz.core.challenge import ChallengeRefusal
from quiz.core.questions import Pack, PackHead, Question
from quiz.core.rounds import Event, Outcome, Round
from quiz.core.rules import Lifeline, Mode, Preset, Rules, RulesRefusal
from quiz.words import Refused
from tests.app.conftest import NOON, make_pack

FAST = Rules(count=5)


@pytest.fixture
def rouge(bank: Bank) -> Player:
    return bank.add_player("Rouge")


def start(bank: Bank, player: Player, setup: Setup, started: datetime = NOON) -> Game:
    return begin(bank, player, setup, now_ms=0, started=started)


def answer_all(game: Game, now: int = 0, *, right: bool = True) -> int:
    while not game.state.over:
        game.ask(now)
        game.shown(now)
        opened = game.state.open
        assert opened is not None
        now += 1000
        game.answer(opened.question.right if right else opened.question.wrong[:1], now).result()
    game.close()
    return now


def refusal(bank: Bank, player: Player, setup: Setup) -> object:
    with pytest.raises(Refused) as refused:
        start(bank, player, setup)
    return refused.value.name


def test_a_round_from_draw_to_rank(bank: Bank, rouge: Player) -> None:
    game = start(bank, rouge, Setup(FAST, ("alpha",)))
    answer_all(game)
    assert game.state.outcome is Outcome.FINISHED
    assert game.state.score == 975 * 5 + 100 + 200 + 300 + 400
    standing = game.standing()
    assert (standing.rank, standing.of, standing.personal_best) == (1, 1, True)
    assert bank.check() == []
    assert [card.best for card in bank.cards(rouge.id) if card.slug == "alpha"] == [game.state.score]


def test_rounds_over_the_whole_bank_share_a_board(bank: Bank, rouge: Player) -> None:
    one, other = (start(bank, rouge, Setup(Rules(count=1), seed=seed)) for seed in (1, 2))
    answer_all(one)
    answer_all(other)
    assert one.new.packs == ("alpha", "kinds")
    assert other.standing().of == 2
    naomi = start(bank, bank.add_player("Naomi"), Setup(Rules(), challenge=one.code))
    answer_all(naomi)
    assert naomi.standing().of == 3


@pytest.mark.parametrize("first", [Rules(mode=Mode.PRACTICE, seconds=0), Rules(count=3), Rules(seconds=60)])
def test_only_the_first_meeting_with_a_draw_is_ranked(bank: Bank, rouge: Player, first: Rules) -> None:
    peeked = start(bank, rouge, Setup(first, ("alpha",), seed=9))
    assert peeked.new.ranked == (first.mode is Mode.STANDARD)
    assert not start(bank, rouge, Setup(Rules(), ("alpha",), seed=9)).new.ranked
    assert start(bank, rouge, Setup(Rules(), ("kinds",), seed=9)).new.ranked


def test_a_seed_that_no_code_can_carry_is_ranked_all_the_same(bank: Bank, rouge: Player) -> None:
    game = start(bank, rouge, Setup(FAST, ("alpha",), seed=1 << 40))
    assert (game.code, game.new.ranked) == ("", True)
    assert not start(bank, rouge, Setup(FAST, ("alpha",), seed=1 << 40)).new.ranked


def test_when_all_was_seen_rounds_have_a_code_again(bank: Bank, rouge: Player) -> None:
    for _ in range(8):
        answer_all(start(bank, rouge, Setup(FAST, ("alpha",))))
    game = start(bank, rouge, Setup(FAST, ("alpha",)))
    assert game.code
    answer_all(game)
    assert game.standing().rank is not None
    bank.flag(rouge.id, game.new.plan[0], "never")
    again = start(bank, rouge, Setup(Rules(count=30), ("alpha",)))
    assert game.new.plan[0] not in again.new.plan


def test_a_sprint_has_a_code(bank: Bank, rouge: Player) -> None:
    assert start(bank, rouge, Setup(Rules(Mode.SPRINT, seconds=60), ("alpha",))).code


def test_the_best_on_a_card_is_a_ranked_round(bank: Bank, rouge: Player) -> None:
    answer_all(start(bank, rouge, Setup(Rules(Mode.PRACTICE, seconds=0), ("alpha",))))
    card = next(card for card in bank.cards(rouge.id) if card.slug == "alpha")
    assert card.best is None
    assert card.last


def test_unseen_questions_come_first_until_all_were_met(bank: Bank, rouge: Player) -> None:
    met: set[str] = set()
    for _ in range(8):
        game = start(bank, rouge, Setup(FAST, ("alpha",)))
        answer_all(game)
        ids = {answer.question.id for answer in game.state.answers}
        assert not ids & met
        met |= ids
    assert len(met) == 40


def test_a_challenge_code_brings_the_same_questions_to_another(bank: Bank, rouge: Player) -> None:
    game = start(bank, rouge, Setup(FAST, ("alpha",)))
    assert game.code
    answer_all(game)
    naomi = bank.add_player("Naomi")
    other = start(bank, naomi, Setup(Rules(), challenge=game.code))
    answer_all(other)
    assert [a.hash for a in other.state.answers] == [a.hash for a in game.state.answers]
    assert [a.choices for a in other.state.answers] == [a.choices for a in game.state.answers]
    assert other.standing().of == 2
    repeated = start(bank, naomi, Setup(Rules(), challenge=game.code))
    answer_all(repeated)
    assert repeated.standing().rank is None


def test_challenges_that_cannot_be_played_are_refused_by_name(bank: Bank, rouge: Player) -> None:
    code = start(bank, rouge, Setup(FAST, ("alpha",), seed=5)).code
    bank.store_pack(make_pack("alpha", 41), shipped=True)
    assert refusal(bank, rouge, Setup(Rules(), challenge=code)) is ChallengeRefusal.OTHER_VERSION
    bank.remove_pack("alpha")
    assert refusal(bank, rouge, Setup(Rules(), challenge=code)) is ChallengeRefusal.UNKNOWN_PACK
    assert refusal(bank, rouge, Setup(Rules(), challenge="nonsense")) is ChallengeRefusal.MALFORMED
    assert refusal(bank, rouge, Setup(FAST, ("gone",))) is PlayRefusal.UNKNOWN_PACK
    assert refusal(bank, rouge, Setup(Rules(category="Nowhere"))) is PlayRefusal.NOTHING
    assert refusal(bank, rouge, Setup(Rules(mode=Mode.MISSES))) is PlayRefusal.NO_MISSES
    assert refusal(bank, rouge, Setup(Rules(mode=Mode.DAILY))) is RulesRefusal.DAILY_PACK


def test_the_daily_is_the_same_for_everyone_and_its_first_finish_counts(bank: Bank, rouge: Player) -> None:
    setup = Setup(Rules(mode=Mode.DAILY), ("alpha",))
    first = start(bank, rouge, setup)
    answer_all(first)
    second = start(bank, rouge, setup)
    answer_all(second)
    naomi = start(bank, bank.add_player("Naomi"), setup)
    answer_all(naomi)
    hashes = [[a.hash for a in game.state.answers] for game in (first, second, naomi)]
    assert hashes[0] == hashes[1] == hashes[2]
    assert first.standing().rank is not None
    assert second.standing().rank is None
    assert naomi.standing().rank is not None
    short = start(bank, rouge, Setup(Rules(mode=Mode.DAILY, count=3, category="Staff"), ("alpha",)))
    assert short.new.plan == first.new.plan, "it is the same ten for everybody"
    tomorrow = start(bank, rouge, setup, NOON + timedelta(days=1))
    assert list(tomorrow.new.plan) != list(first.new.plan)


def test_misses_ask_what_was_missed_and_are_unranked(bank: Bank, rouge: Player) -> None:
    game = start(bank, rouge, Setup(FAST, ("alpha",)))
    answer_all(game, right=False)
    replayed = start(bank, rouge, play.misses(game))
    assert set(replayed.new.plan) == set(game.new.plan)
    answer_all(replayed)
    assert replayed.standing().rank is None
    assert bank.missed(rouge.id, ("alpha",)) == []


def test_all_misses_come_but_never_two_that_answer_each_other(bank: Bank, rouge: Player) -> None:
    many = make_pack("many", 130).questions
    telling = replace(many[0], id="telling", prompt=f"What does {many[1].right[0]} stand for?")
    bank.store_pack(Pack(PackHead("many", "Many"), (*many, telling)), shipped=True)
    while len(bank.missed(rouge.id, ("many",))) < 131:
        answer_all(start(bank, rouge, Setup(Rules(count=100), ("many",))), right=False)
    missed = start(bank, rouge, Setup(Rules(mode=Mode.MISSES), ("many",)))
    answer_all(missed)
    assert len(missed.new.plan) == 130
    assert len(bank.missed(rouge.id, ("many",))) == 1


def test_left_and_resumed_with_the_time_that_was_left(bank: Bank, rouge: Player) -> None:
    game = start(bank, rouge, Setup(FAST, ("alpha",)))
    game.ask(0)
    game.shown(1000)
    assert game.tick(8000) == 13_000
    game.leave(8000).result()
    assert [found.id for found in bank.open_rounds(rouge.id)] == [game.round_id]
    assert bank.open_rounds(rouge.id)[0].left_ms == 13_000
    again = resume(bank, game.round_id, away_ms=5000)
    assert again.left_ms(99_000) == 13_000
    again.unpause(500_000)
    assert again.tick(502_000) == 11_000
    opened = again.state.open
    assert opened is not None
    again.answer(opened.question.right, 502_000).result()
    answer_all(again, 503_000)
    assert again.standing().rank == 1
    assert bank.check() == []


def test_away_for_more_than_a_minute_is_unranked(bank: Bank, rouge: Player) -> None:
    game = start(bank, rouge, Setup(FAST, ("alpha",)))
    game.ask(0)
    game.leave(100).result()
    again = resume(bank, game.round_id, away_ms=60_001)
    again.unpause(0)
    again.shown(10)
    opened = again.state.open
    assert opened is not None
    again.answer(opened.question.right, 500)
    answer_all(again, 1000)
    assert again.standing().rank is None


def test_a_new_best_is_one_on_the_board_that_the_round_is_heading_for(bank: Bank, rouge: Player) -> None:
    first = start(bank, rouge, Setup(FAST, ("alpha",), seed=1))
    answer_all(first)
    assert not first.new_best
    other = start(bank, rouge, Setup(FAST, ("alpha",), seed=2))
    other.ask(0)
    other.shown(0)
    opened = other.state.open
    assert opened is not None
    other.answer(opened.question.wrong[:1], 100).result()
    answer_all(other, 200)
    assert not other.new_best
    third = start(bank, rouge, Setup(FAST, ("alpha",), seed=3))
    scores = []
    while not third.state.over:
        third.ask(0)
        third.shown(0)
        opened = third.state.open
        assert opened is not None
        third.answer(opened.question.right, 0).result()
        scores.append((third.state.score > first.state.score, third.new_best))
    assert scores[-1] == (True, True)
    assert all(passed == told for passed, told in scores)
    assert third.standing().personal_best
    aided = start(bank, rouge, Setup(FAST, ("alpha",), seed=4))
    aided.ask(0)
    aided.skip(10).result()
    answer_all(aided, 20)
    assert not aided.new_best  # the first of its board
    again = start(bank, bank.add_player("Naomi"), Setup(FAST, ("alpha",), seed=1))
    answer_all(again)
    assert not again.new_best


def test_time_stands_still_while_paused(bank: Bank, rouge: Player) -> None:
    game = start(bank, rouge, Setup(FAST, ("alpha",)))
    game.ask(0)
    game.shown(0)
    game.pause("key", 4000).result()
    assert game.tick(90_000) is None
    game.unpause(100_000)
    assert game.left_ms(101_000) == 15_000


def test_every_mode_plays_to_its_end(bank: Bank, rouge: Player) -> None:
    for rules in (
        Rules(mode=Mode.SPRINT, seconds=60),
        Rules(mode=Mode.SURVIVAL),
        Rules(mode=Mode.PRACTICE, count=6),
        Rules(preset=Preset.ACCURACY),
        Rules(seconds=0, preset=Preset.FLAT),
    ):
        game = start(bank, rouge, Setup(rules))
        player = demo.SimulatedPlayer(3)
        now = 0
        while not game.state.over:
            game.ask(now)
            game.shown(now)
            assert game.state.open is not None
            given, used = player.choose(game.state.open)
            left = game.left_ms(now)
            if left is not None and used >= left:
                now += left
                game.expire(now)
            else:
                now += used
                game.answer(given, now)
            now += 100
        game.close()
    assert bank.check() == []


def test_lifelines_make_the_round_assisted(bank: Bank, rouge: Player) -> None:
    game = start(bank, rouge, Setup(FAST, ("alpha",)))
    game.ask(0)
    game.shown(0)
    game.lifeline(Lifeline.FIFTY, 100)
    game.lifeline(Lifeline.EXTRA, 200)
    game.lifeline(Lifeline.SKIP, 300)
    answer_all(game, 400)
    assert game.state.assisted
    row = bank.latest(None, None, None, 1)[0]
    assert row.assisted
    assert row.board.endswith("|assisted|1")


def test_demo_history_is_the_same_for_a_seed_and_unranked(bank: Bank) -> None:
    player = bank.add_player(demo.DEMO_PLAYER)
    demo.play_history(bank, player, 4, 9, datetime(2026, 1, 9, tzinfo=UTC), ranked=False)
    rows = bank.latest(None, None, None, 10)
    assert len(rows) == 4
    assert not any(row.ranked for row in rows)
    assert bank.best(None, None, None, 10) == []
    assert bank.check() == []


def test_flags_hide_a_question_from_later_rounds(bank: Bank, rouge: Player) -> None:
    game = start(bank, rouge, Setup(Rules(count=40), ("alpha",)))
    game.flag(3, "never")
    assert game.flagged(3) == {"never"}
    later = start(bank, rouge, Setup(Rules(count=40), ("alpha",)))
    assert game.new.plan[3] not in later.new.plan
    assert len(later.new.plan) == 39


def test_what_could_not_be_stored_is_stored_again(bank: Bank, rouge: Player) -> None:
    failing = False

    def record(
        number: int, state: Round, events: Sequence[Event], asked: Sequence[tuple[int, Question]]
    ) -> Future[None]:
        if not failing:
            return bank.record(number, state, events, asked)
        lost: Future[None] = Future()
        lost.set_exception(OSError("no space"))
        return lost

    game = begin(bank, rouge, Setup(FAST, ("alpha",)), now_ms=0, started=NOON, record=record)
    game.ask(0)
    game.shown(0).result()
    failing = True
    opened = game.state.open
    assert opened is not None
    assert game.answer(opened.question.right, 900).exception() is not None
    game.pause("fault", 950)
    failing = False
    game.retry().result()
    game.unpause(5000).result()
    answer_all(game, 6000)
    assert game.state.right == 5
    assert bank.check() == []
    assert len(bank.stored(game.round_id).events) == game.state.seq
