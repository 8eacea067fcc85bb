"""Histories that go out of one bank and into another: whole, and never twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.bank import Bank, BankRefusal
from quiz.bank.carrying import judged
from quiz.bank.views import Came, Kept, Player, Search
from quiz.core.rounds import Event, What
from quiz.core.rules import Mode, Preset, Rules
from quiz.words import Refused
from tests.bank import histories
from tests.bank.making import Playing, keys_of, new_round, small
from tests.copied import copied, scratch

FLAT = Rules(count=3, preset=Preset.FLAT)


@pytest.fixture
def ann(bank: Bank) -> Player:
    bank.store_pack(small(12), shipped=True)
    return bank.add_player("Ann")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Bank]:
    with closing(copied(tmp_path / "other" / "bank.db")) as opened:
        yield opened


def played(bank: Bank, who: Player, right: int = 2, **options: object) -> Playing:
    game = Playing(bank, new_round(who, keys_of(bank)[:3], FLAT, **options)).all(right)  # type: ignore[arg-type]
    bank.release(game.id)
    return game


def out(bank: Bank, who: Player) -> list[Kept]:
    return list(bank.carrying.out(bank.carrying.keys(who.id)))


def told(bank: Bank) -> list[object]:
    """All that a history shows, by what it is and not by its number."""
    found: list[object] = []
    for key in bank.archive.keys(Search()):
        old = bank.archive.read(key)
        new = replace(old.stored.new, player_id=0, plan=())
        found.append((new, old.stored.player.name, old.stored.events, old.state, old.outcome))
    return sorted(found, key=repr)


def test_a_round_comes_into_another_bank_as_it_was_and_stands_on_its_board(
    bank: Bank, ann: Player, other: Bank
) -> None:
    game = played(bank, ann)
    bank.archive.appeal(game.id, 2)
    (kept,) = out(bank, ann)
    assert other.carrying.bring("Ann", [kept]) == [Came.NEW]
    (key,) = other.archive.keys(Search())
    there, here = other.archive.read(key), bank.archive.read(game.id)
    assert there.state == here.state
    assert there.stored.player.name == "Ann"
    assert there.standing.rank == 1
    assert other.check() == []


def test_what_is_here_already_changes_nothing(bank: Bank, ann: Player) -> None:
    played(bank, ann)
    played(bank, ann, right=1, seed=8)
    before = told(bank)
    assert bank.carrying.bring("Ann", out(bank, ann)) == [Came.KNOWN, Came.KNOWN]
    # Somebody was renamed since: the rounds are still the same ones.
    assert bank.carrying.bring("Anna", out(bank, ann)) == [Came.KNOWN, Came.KNOWN]
    assert told(bank) == before
    assert [player.name for player in bank.players()] == ["Ann"]


def test_a_round_that_was_appealed_elsewhere_is_brought_up_to_date_and_never_back(
    bank: Bank, ann: Player, other: Bank
) -> None:
    game = played(bank, ann)
    early = out(bank, ann)
    other.carrying.bring("Ann", early)
    bank.archive.appeal(game.id, 2)
    assert other.carrying.bring("Ann", out(bank, ann)) == [Came.FURTHER]
    assert told(other) == told(bank)
    assert other.carrying.bring("Ann", early) == [Came.KNOWN]
    assert told(other) == told(bank)
    assert other.check() == []


def test_a_removed_round_is_back(bank: Bank, ann: Player) -> None:
    game = played(bank, ann)
    kept = out(bank, ann)
    bank.archive.remove(game.id)
    assert out(bank, ann) == []
    assert bank.carrying.bring("Ann", kept) == [Came.BACK]
    assert list(bank.archive.keys(Search())) == [game.id]
    assert bank.check() == []


def test_rounds_that_can_go_on_stay_and_given_up_ones_go(bank: Bank, ann: Player, other: Bank) -> None:
    left = Playing(bank, new_round(ann, keys_of(bank)[:3], FLAT, seed=1))
    left.answer()
    bank.release(left.id)
    gone = Playing(bank, new_round(ann, keys_of(bank)[:3], FLAT, seed=2))
    gone.answer()
    bank.discard_round(gone.id)
    bank.release(gone.id)
    assert bank.carrying.open(ann.id) == 1
    assert other.carrying.bring("Ann", out(bank, ann)) == [Came.NEW]
    (key,) = other.archive.keys(Search())
    old = other.archive.read(key)
    assert (old.outcome, old.standing.rank) == ("abandoned", None)


def test_a_draw_that_the_player_has_met_here_ranks_no_second_time(
    bank: Bank, ann: Player, other: Bank
) -> None:
    game = Playing(bank, replace(new_round(ann, keys_of(bank)[:3], FLAT), canonical=True)).all(2)
    bank.release(game.id)
    later = replace(new_round(ann, keys_of(bank)[:3], FLAT), canonical=True)
    other.store_pack(small(12), shipped=True)
    there = other.add_player("Ann")
    own = Playing(other, replace(later, player_id=there.id, seed=7, started=histories.MOMENTS[0])).all(3)
    other.release(own.id)
    assert other.carrying.bring("Ann", out(bank, ann)) == [Came.NEW]
    ranks = [other.archive.read(key).standing.rank for key in other.archive.keys(Search())]
    assert sorted(ranks, key=str) == [1, None]
    assert other.carrying.bring("Bea", out(bank, ann)) == [Came.KNOWN]


def test_of_two_dailies_the_one_that_is_here_counts(bank: Bank, ann: Player, other: Bank) -> None:
    daily = Rules(Mode.DAILY, count=3)
    game = Playing(bank, new_round(ann, keys_of(bank)[:3], daily)).all(2)
    bank.release(game.id)
    other.store_pack(small(12), shipped=True)
    there = other.add_player("Ann")
    own = Playing(other, new_round(there, keys_of(other)[:3], daily, seed=3)).all(1)
    other.release(own.id)
    assert other.carrying.bring("Ann", out(bank, ann)) == [Came.NEW]
    assert other.archive.read(own.id).standing.rank == 1
    (brought,) = set(other.archive.keys(Search())) - {own.id}
    assert other.archive.read(brought).standing.rank is None


def test_questions_that_are_here_are_met_and_can_be_played_again(
    bank: Bank, ann: Player, other: Bank
) -> None:
    played(bank, ann)
    other.store_pack(small(2), shipped=True)
    other.carrying.bring("Ann", out(bank, ann))
    (key,) = other.archive.keys(Search())
    old = other.archive.read(key)
    assert len(old.here) == 2
    source = other.source(("noir",), None, "", old.stored.new.player_id, unseen_first=True, canonical=False)
    assert source.unseen() == []


def changed(kept: Kept, **values: object) -> Kept:
    return replace(kept, **values)  # type: ignore[arg-type]


def test_a_round_whose_events_say_otherwise_is_refused_and_the_others_come(
    bank: Bank, ann: Player, other: Bank
) -> None:
    played(bank, ann)
    played(bank, ann, seed=8)
    good, other_one = out(bank, ann)
    wrong = [
        (changed(good, score=good.score + 1), BankRefusal.OTHER_SCORE),
        (changed(good, outcome="time up"), BankRefusal.OTHER_END),
        (changed(good, events=good.events[:-1]), BankRefusal.OTHER_END),
        (changed(good, events=(*good.events, good.events[-1])), BankRefusal.NO_STORY),
        (changed(good, asked={}), BankRefusal.NO_STORY),
    ]
    came = other.carrying.bring("Ann", [*[one for one, _ in wrong], other_one])
    assert [one.name for one in came[:-1] if isinstance(one, Refused)] == [why for _, why in wrong]
    assert came[-1] is Came.NEW
    assert len(other.archive.keys(Search())) == 1


def test_nobody_is_made_where_nothing_is_taken(bank: Bank, ann: Player, other: Bank) -> None:
    played(bank, ann)
    (kept,) = out(bank, ann)
    other.carrying.bring("Ann", [changed(kept, score=1)])
    assert other.players() == []


def test_marks_come_once(bank: Bank) -> None:
    marks = [("noir", "q1", "wrong"), ("noir", "q2", "never")]
    assert bank.carrying.mark("Ann", marks) == 2
    assert bank.carrying.mark("Ann", [*marks, ("noir", "q2", "wrong")]) == 1
    (player,) = bank.players()
    assert sorted(bank.carrying.marks(player.id)) == sorted([*marks, ("noir", "q2", "wrong")])


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32))
def test_a_history_that_was_carried_is_the_same_in_every_figure(seed: int) -> None:
    dice = random.Random(seed)
    with scratch(histories.furnished) as bank, scratch(histories.furnished) as there:
        games = histories.play(bank, dice, 10)
        for _ in range(4):
            histories.appeal(dice.choice(games), dice)
        for player in bank.players():
            kept = out(bank, player)
            half = [one for one in kept if dice.random() < 0.5]
            came = there.carrying.bring(player.name, half) + there.carrying.bring(player.name, kept)
            assert came.count(Came.NEW) == len(kept)
            assert came.count(Came.KNOWN) == len(half)
        ended = [key for key in bank.archive.keys(Search()) if bank.archive.read(key).outcome]
        for key in set(bank.archive.keys(Search())) - set(ended):
            bank.archive.remove(key)
        assert told(there) == told(bank)
        assert there.check() == []
        assert figures(there) == figures(bank)


def figures(bank: Bank) -> list[object]:
    """What everybody's answers come to."""
    found: list[object] = []
    for player in bank.players():
        if not bank.carrying.keys(player.id):
            continue  # nothing of this one was carried
        record = bank.figures.record(player.id, most=100)
        met = [(one.pack, one.question, one.asked, one.right, one.mine, one.drawn) for one in record.hardest]
        found.append(
            (
                player.name,
                met,
                sorted(record.groups, key=repr),
                sorted(record.answers, key=repr),
                record.titles,
            )
        )
    return found


def test_the_events_of_a_round_are_judged_by_the_rules_of_the_game(bank: Bank, ann: Player) -> None:
    played(bank, ann)
    (kept,) = out(bank, ann)
    assert judged(kept).score == kept.score
    late = Event(1, 0, What.ANSWERED, {"given": ["x"]})
    with pytest.raises(Refused):
        judged(changed(kept, events=(late, *kept.events[1:])))


def test_rounds_of_a_removed_player_come_to_whom_they_are_given(bank: Bank, ann: Player) -> None:
    played(bank, ann)
    kept = out(bank, ann)
    bank.add_player("Bea")
    bank.people.remove(ann.id)
    bank.people.go_on(ann.id)
    assert bank.carrying.bring("Ann", kept) == [Came.NEW]
    assert sorted(player.name for player in bank.players()) == ["Ann", "Bea"]
    assert bank.check() == []
