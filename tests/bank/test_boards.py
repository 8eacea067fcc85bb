"""Boards: which there are, what part of one is shown, its places, and periods by the local date as played."""

import random
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.app import history
from quiz.app.history import Period
from quiz.bank.bank import Bank
from quiz.bank.views import BoardView, Player
from quiz.core.rounds import What
from quiz.core.rules import Lifeline, Preset, Rules
from quiz.words import Refused
from tests.bank import histories
from tests.bank.making import Playing, keys_of, new_round, small
from tests.copied import scratch

FLAT = Rules(count=2, preset=Preset.FLAT)


@pytest.fixture
def ann(bank: Bank) -> Player:
    bank.store_pack(small(12), shipped=True)
    return bank.add_player("Ann")


def played(bank: Bank, who: Player, right: int, used_ms: int = 2_000, **rest: Any) -> int:
    rules = rest.pop("rules", FLAT)
    game = Playing(bank, new_round(who, keys_of(bank)[:2], rules, **rest)).all(right, used_ms)
    bank.release(game.id)
    return game.id


def test_only_comparable_rounds_share_a_board(bank: Bank, ann: Player) -> None:
    played(bank, ann, 1)
    untimed = played(bank, ann, 1, rules=Rules(count=2, preset=Preset.FLAT, seconds=0))
    assisted = Playing(bank, new_round(ann, keys_of(bank)[:2], FLAT))
    assisted.ask()
    assisted.do(What.LIFELINE, 100, which=Lifeline.EXTRA.value)
    assisted.do(What.ANSWERED, 100, given=["x"])
    assisted.answer()
    found = bank.archive.boards()
    assert [(board.rules.seconds, board.assisted, board.rounds) for board in found] == [
        (20, True, 1), (0, False, 1), (20, False, 1),
    ]  # fmt: skip
    assert [row.id for row in bank.archive.board(BoardView(found[1].key))[0]] == [untimed]
    assert found[0].titles == ("Pack noir",)


def test_pages_of_a_board_go_on_with_its_places(bank: Bank, ann: Player) -> None:
    for n in range(7):
        played(bank, ann, n % 3, 1_000 if n % 2 else 3_000)
    view = BoardView(bank.archive.boards()[0].key)
    whole, total = bank.archive.board(view)
    assert total == 7
    pieces = [row for at in range(0, 7, 2) for row in bank.archive.board(view, 2, at)[0]]
    assert pieces == whole == bank.board(view.key)
    assert bank.archive.board(view, 2, 99) == ([], 7)


def _furnish(bank: Bank) -> None:
    bank.store_pack(small(12), shipped=True)


@settings(max_examples=20, deadline=None)
@given(
    games=st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 2), st.sampled_from([1_000, 2_000]),
                  st.integers(-40, 0), st.integers(-12, 14), st.integers(0, 23)),
        min_size=1, max_size=8,
    ),
    period=st.sampled_from(list(Period)), who=st.sampled_from([None, 0, 1]), place=st.integers(0, 3),
)  # fmt: skip
def test_a_board_is_what_plain_counting_says(
    games: list[tuple[int, int, int, int, int, int]],
    period: Period,
    who: int | None,
    place: int,
) -> None:
    """Over zones, the change to summer time (29 March 2026) and clocks that were set back between rounds."""
    with scratch(_furnish) as bank:
        people = [bank.add_player("Ann"), bank.add_player("Bob")]
        today = date(2026, 3, 31)
        known = {}
        for player, right, used, days, offset, hour in games:
            zone = timezone(timedelta(hours=offset))
            moment = datetime(2026, 3, 31, hour, tzinfo=zone) + timedelta(days=days)
            key = played(bank, people[player], right, used, started=moment)
            known[key] = (player, moment)
        first = {
            Period.ALL: date.min, Period.TODAY: today, Period.WEEK: date(2026, 3, 30),
            Period.MONTH: date(2026, 3, 1),
        }[period]  # fmt: skip
        there = []
        for key, (player, moment) in known.items():
            if moment.date() >= first and (who is None or player == who):
                state = bank.archive.read(key).state
                there.append((-state.score, state.answer_ms, moment.astimezone(UTC), key))
        there.sort()
        slow = [(one[3], 1 + sum(other[:3] < one[:3] for other in there)) for one in there]
        name = None if who is None else people[who].name
        view = history.board_view(bank, bank.archive.boards()[0].key, name, period, today)
        rows, total = bank.archive.board(view, 100, place)
        assert [(row.id, row.rank) for row in rows] == slow[place:]
        assert total == len(there)


@given(st.integers(0, 2**32))
@settings(max_examples=15)
def test_places_and_sums_are_those_of_the_rounds_that_stand(seed: int) -> None:
    dice = random.Random(seed)
    with scratch(histories.furnished) as bank:
        games = histories.play(bank, dice, 8)
        gone: list[Playing] = []
        for _ in range(8):
            match dice.randrange(4):
                case 0 if games:
                    gone.append(games.pop(dice.randrange(len(games))))
                    bank.archive.remove(gone[-1].id)
                case 1 if gone:
                    games.append(gone.pop())
                    bank.archive.bring_back(games[-1].id)
                case 2 if gone:
                    bank.archive.clear(gone.pop().id)
                case _ if games:
                    histories.appeal(dice.choice(games), dice)
        assert bank.check() == []
        for board in bank.archive.boards():
            rows, of = bank.archive.board(BoardView(board.key))
            assert of == len(rows) == board.rounds
            for row in rows:
                above = sum(
                    (-other.score, other.answer_ms, other.started) < (-row.score, row.answer_ms, row.started)
                    for other in rows
                )
                found = bank.standing(row.id)
                assert (found.rank, found.of) == (1 + above, of)


def test_the_check_finds_sums_that_are_wrong(bank: Bank, ann: Player) -> None:
    played(bank, ann, 1)
    bank._writer.do(lambda c: c.exec_driver_sql("UPDATE board_count SET n = n + 1"))
    assert len(bank.check()) == 1
    assert "sums of the board" in bank.check()[0]


def test_a_player_that_is_not_here_is_refused(bank: Bank, ann: Player) -> None:
    with pytest.raises(Refused):
        history.board_view(bank, "b", "Nobody", Period.ALL, date(2026, 1, 1))
