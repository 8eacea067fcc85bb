"""The history: finding rounds, reading them as they were asked, removing them and bringing them back."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.archive import KEPT_MS
from quiz.bank.bank import Bank, BankRefusal
from quiz.bank.views import Player, Search
from quiz.core.rules import Mode, Preset, Rules
from quiz.words import Refused
from tests.bank.making import Playing, change, choice, keys_of, new_round, small
from tests.copied import scratch

FLAT = Rules(count=2, preset=Preset.FLAT)


@pytest.fixture
def ann(bank: Bank) -> Player:
    bank.store_pack(small(12), shipped=True)
    bank.store_pack(small(12, "other"), shipped=True)
    return bank.add_player("Ann")


def played(bank: Bank, who: Player, right: int = 2, **options: object) -> int:
    new = new_round(who, keys_of(bank)[:2], FLAT, **options)  # type: ignore[arg-type]
    game = Playing(bank, new).all(right)
    bank.release(game.id)
    return game.id


def test_rounds_are_found_by_what_they_were(bank: Bank, ann: Player) -> None:
    bob = bank.add_player("Bob")
    one = played(bank, ann)
    two = played(bank, bob, packs=("noir", "other"), started=datetime(2026, 5, 1, tzinfo=UTC))
    cut = Playing(bank, new_round(ann, keys_of(bank)[:3], Rules(Mode.SPRINT, seconds=60), seed=9)).id
    bank.release(cut)

    def found(**search: object) -> list[int]:
        return list(bank.archive.keys(Search(**search)))  # type: ignore[arg-type]

    assert found() == [two, cut, one]
    assert found(pack="other") == [two]
    assert found(pack="noir", player=ann.id) == [cut, one]
    assert found(mode=Mode.SPRINT) == [cut]
    assert found(outcome="open") == [cut]
    assert found(outcome="finished") == [two, one]
    assert found(text="OTHER") == [two]
    assert found(text="bób") == [two]
    assert found(text="%") == []
    lines = bank.archive.lines([one, two])
    assert (lines[one].player, lines[two].titles) == ("Ann", ("Pack noir", "Pack other"))
    assert bank.archive.packs() == [("noir", "Pack noir"), ("other", "Pack other")]


def test_a_round_is_read_as_it_was_asked_then(bank: Bank, ann: Player) -> None:
    key = keys_of(bank)[0]
    game = Playing(bank, new_round(ann, keys_of(bank)[:2], FLAT)).all(1)
    change(bank, key, choice(0, " now"))
    assert bank.archive.read(game.id).here[("noir", "q00000")] == key
    bank.remove_pack("noir")
    old = bank.archive.read(game.id)
    assert old.state == game.state
    assert old.state.answers[0].question.prompt == "What is number 0?"
    assert old.here == {}
    assert (old.outcome, old.standing.rank, old.going) == ("finished", 1, None)
    with pytest.raises(Refused) as caught:
        bank.archive.read(99)
    assert caught.value.name is BankRefusal.NO_ROUND


def test_a_round_that_was_cut_off_says_how_it_goes_on(bank: Bank, ann: Player) -> None:
    game = Playing(bank, new_round(ann, keys_of(bank)[:2]))
    game.answer()
    bank.release(game.id)
    assert [bank.archive.read(game.id).going] == bank.open_rounds(ann.id)


def test_what_is_removed_counts_nowhere_until_it_is_brought_back(bank: Bank, ann: Player) -> None:
    best, other = played(bank, ann), played(bank, ann, right=0)

    def seen() -> tuple[object, ...]:
        return (
            bank.best(), bank.latest(), bank.missed(ann.id), bank.cards(ann.id), bank.past(ann.id),
            list(bank.archive.keys(Search())), bank.standing(best), bank.desk.pack_counts("noir"),
        )  # fmt: skip

    before = seen()
    bank.archive.remove(other)
    assert bank.missed(ann.id) == []
    assert [row.id for row in bank.latest()] == [best]
    assert bank.standing(best).of == 1
    assert bank.standing(other).rank is None
    assert len(bank.past(ann.id)) == 1
    assert bank.check() == []
    bank.archive.remove(best)
    assert bank.best() == []
    assert bank.cards(ann.id)[0].best is None
    for do in (bank.archive.read, bank.archive.remove, lambda key: bank.archive.appeal(key, 0)):
        with pytest.raises(Refused) as caught:
            do(other)
        assert caught.value.name is BankRefusal.NO_ROUND
    last = bank.archive.last_removed()
    assert last in (best, other)
    bank.archive.bring_back(best)
    bank.archive.bring_back(other)
    assert bank.archive.last_removed() is None
    assert seen() == before
    assert bank.check() == []


def test_an_open_round_is_removed_only_when_nobody_plays_it(bank: Bank, ann: Player) -> None:
    game = Playing(bank, new_round(ann, keys_of(bank)[:2]))
    game.answer()
    with pytest.raises(Refused) as caught:
        bank.archive.remove(game.id)
    assert caught.value.name is BankRefusal.ROUND_IN_USE
    bank.release(game.id)
    bank.archive.remove(game.id)
    assert bank.open_rounds(ann.id) == []
    with pytest.raises(Refused):
        bank.take(game.id)


def test_upkeep_lets_go_of_what_was_removed_long_ago(opener: Callable[..., Bank]) -> None:
    now = [1_000_000]
    bank = opener(now_ms=lambda: now[0])
    bank.store_pack(small(12), shipped=True)
    ann = bank.add_player("Ann")
    old, young = played(bank, ann), played(bank, ann)
    bank.archive.remove(old)
    now[0] += KEPT_MS
    bank.archive.remove(young)
    assert bank.archive.expired() == []
    now[0] += 1
    assert bank.archive.expired() == [old]
    bank.close()
    again = opener(now_ms=lambda: now[0])
    again._upkeep.close()
    with pytest.raises(Refused):
        again.archive.bring_back(old)
    again.archive.clear(young + 100)
    again.archive.bring_back(young)
    again.archive.clear(young)
    assert [row.id for row in again.latest()] == [young]
    assert again.check() == []


def test_a_removed_round_is_checked_too(bank: Bank, ann: Player, path: object) -> None:
    import sqlite3

    key = played(bank, ann)
    bank.archive.remove(key)
    with sqlite3.connect(str(path)) as raw:
        raw.execute("UPDATE round SET score = score + 1 WHERE id = ?", (key,))
    raw.close()
    assert len(bank.check()) == 1


def _four_rounds(bank: Bank) -> None:
    """Played in two zones, the clock set back between them."""
    bank.store_pack(small(12), shipped=True)
    ann = bank.add_player("Ann")
    zones = [UTC, timezone(timedelta(hours=-9))]
    for n in range(4):
        played(bank, ann, n % 3, started=datetime(2026, 3, 29 - n, 1, tzinfo=zones[n % 2]))


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(["remove", "back", "appeal", "withdraw"]),
                                st.integers(0, 3), st.integers(0, 1)), max_size=12))  # fmt: skip
def test_totals_are_those_of_the_rounds_that_are_there(steps: list[tuple[str, int, int]]) -> None:
    with scratch(_four_rounds) as bank:
        ann = bank.add_player("Ann")
        ids = sorted(row.id for row in bank.latest(limit=None))
        gone: set[int] = set()
        for what, which, position in steps:
            key = ids[which]
            if what == "back":
                bank.archive.bring_back(key)
                gone.discard(key)
            elif key not in gone:
                if what == "remove":
                    bank.archive.remove(key)
                    gone.add(key)
                elif what == "withdraw":
                    bank.archive.appeal(key, position, on=False)
                elif not bank.archive.read(key).state.answers[position].right:
                    bank.archive.appeal(key, position)
        there = [bank.archive.read(key) for key in ids if key not in gone]
        slow = sorted(
            (-old.state.score, old.state.answer_ms, old.stored.new.started, old.stored.id) for old in there
        )
        assert [row.id for row in bank.best()] == [key for *_, key in slow]
        last: dict[str, bool] = {}
        for old in sorted(there, key=lambda old: (old.stored.new.started, old.stored.id)):
            last |= {answer.question.id: answer.right for answer in old.state.answers}
        missed = {bank.question(key)[1].id for key in bank.missed(ann.id)}
        assert missed == {question for question, right in last.items() if not right}
        for old in there:
            better = sum(
                (one.state.score, -one.state.answer_ms) > (old.state.score, -old.state.answer_ms)
                or (
                    (one.state.score, one.state.answer_ms) == (old.state.score, old.state.answer_ms)
                    and one.stored.new.started < old.stored.new.started
                )
                for one in there
            )
            assert (old.standing.rank, old.standing.of) == (better + 1, len(there))
        assert bank.check() == []


def test_what_a_removed_round_was_counted_for_is_taken_off_and_put_back(bank: Bank, ann: Player) -> None:
    def counted() -> list[object]:
        with closing(sqlite3.connect(bank.path)) as raw:
            tables = ("tally", "met", "pick")
            return [sorted(raw.execute(f"SELECT * FROM {table}").fetchall()) for table in tables]

    first = played(bank, ann)
    alone = counted()
    second = played(bank, ann, 1)
    both = counted()
    assert both != alone
    for _ in range(2):
        bank.archive.remove(second)
        with suppress(Refused):
            bank.archive.remove(second)
        assert counted() == alone
        assert bank.check() == []
        for _ in range(2):
            bank.archive.bring_back(second)
        assert counted() == both
        assert bank.check() == []
    bank.archive.appeal(second, 1)
    assert bank.check() == []
    bank.archive.appeal(second, 1, on=False)
    assert counted() == both
    bank.archive.remove(first)
    assert bank.check() == []
