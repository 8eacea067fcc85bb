"""Players become one, go and come back: whatever happens in between, all totals are those of their rounds."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.archive import KEPT_MS
from quiz.bank.bank import Bank, BankRefusal
from quiz.bank.tables.play import players
from quiz.bank.views import COLOURS, Belongings, BoardView, NewRound, Player, Search
from quiz.core.rules import Mode, Preset, Rules
from quiz.words import Refused
from tests.bank.histories import NAMES, appeal, furnished, play, play_one
from tests.bank.making import STARTED, Playing, keys_of, new_round, small
from tests.bank.test_tallies import close, counters, plain_states, plainly, states
from tests.copied import scratch

FLAT = Rules(count=2, preset=Preset.FLAT)
Couple = tuple[Player, Player]


@pytest.fixture
def couple(bank: Bank) -> Couple:
    bank.store_pack(small(12), shipped=True)
    return bank.add_player("Ann"), bank.add_player("Anna")


def played(bank: Bank, who: Player, right: int = 2, **options: object) -> int:
    game = Playing(bank, new_round(who, keys_of(bank)[:2], FLAT, **options)).all(right)  # type: ignore[arg-type]
    bank.release(game.id)
    return game.id


def merged(bank: Bank, who: Player, into: Player) -> None:
    bank.people.merge(who.id, into.id)
    bank.people.go_on(who.id)


def removed(bank: Bank, who: Player) -> None:
    bank.people.remove(who.id)
    bank.people.go_on(who.id)


def refusal(job: Callable[[], object]) -> object:
    with pytest.raises(Refused) as caught:
        job()
    return caught.value.name


def test_two_players_become_one(bank: Bank, couple: Couple) -> None:
    ann, anna = couple
    best, other = played(bank, anna), played(bank, ann, 1, seed=8)
    last = Playing(bank, new_round(anna, keys_of(bank)[5:9], seed=9))
    last.answer()
    bank.release(last.id)
    keys = keys_of(bank)
    for who, key in ((ann, 0), (anna, 0), (anna, 1)):
        bank.flag(who.id, keys[key], "never")
    bank.flag(anna.id, keys[1], "wrong")
    merged(bank, anna, ann)
    assert bank.players() == [ann]
    assert {(row.id, row.player) for row in bank.latest()} == {(n, "Ann") for n in (best, other, last.id)}
    assert list(bank.archive.keys(Search(player=ann.id, outcome="finished"))) == [other, best]
    assert [row.rank for row in bank.archive.board(BoardView(bank.best()[0].board, ann.id))[0]] == [1, 2]
    assert [one.id for one in bank.open_rounds(ann.id)] == [last.id]
    assert bank.flags(ann.id, keys[0]) == {"never"}
    assert bank.flags(ann.id, keys[1]) == {"never", "wrong"}
    assert bank.check() == []
    new = bank.add_player("Anna")
    assert new.id not in (ann.id, anna.id)
    assert bank.people.listed()[1] == Belongings(new, 0, 0, None, (new.id - 1) % COLOURS)


def test_what_each_has_been_asked_both_have(bank: Bank, couple: Couple) -> None:
    ann, anna = couple
    keys = keys_of(bank)
    Playing(bank, new_round(ann, keys[:3])).all(3)
    Playing(bank, new_round(anna, keys[2:5])).all(0)
    for one in (1, 2):
        bank.release(one)
    merged(bank, anna, ann)
    with bank._readers.reading() as c:
        found = c.exec_driver_sql("SELECT player_id, question_id FROM seen ORDER BY 2").fetchall()
    assert [tuple(row) for row in found] == [(ann.id, key) for key in sorted(keys[:5])]
    assert sorted(bank.missed(ann.id)) == sorted(keys[2:5])


def test_figures_say_what_everybody_has(bank: Bank, couple: Couple) -> None:
    ann, anna = couple
    played(bank, ann)
    gone = played(bank, ann, started=STARTED + timedelta(days=40))
    played(bank, ann, started=STARTED + timedelta(days=3))
    bank.archive.remove(gone)
    zoe = bank.add_player("zoe")
    removed(bank, zoe)
    assert bank.people.listed() == [Belongings(ann, 2, 4, "2026-03-07", 0), Belongings(anna, 0, 0, None, 1)]


def test_everybody_has_a_colour_and_can_choose_another(bank: Bank, couple: Couple) -> None:
    _, anna = couple
    assert bank.colours() == {"Ann": 0, "Anna": 1}
    bank.people.paint(anna.id, 5)
    assert bank.colours() == {"Ann": 0, "Anna": 5}
    assert [one.colour for one in bank.people.listed()] == [0, 5]
    removed(bank, anna)
    assert bank.colours() == {"Ann": 0}
    assert refusal(lambda: bank.people.paint(anna.id, 1)) is BankRefusal.NO_PLAYER
    bank.people.bring_back(anna.id)
    assert bank.colours()["Anna"] == 5


def test_nobody_goes_in_the_middle_of_a_round(
    bank: Bank, couple: Couple, opener: Callable[..., Bank]
) -> None:
    ann, anna = couple
    other = opener()
    game = Playing(other, new_round(anna, keys_of(bank)[:2]))
    game.answer()
    people = bank.people
    for job in (
        lambda: people.merge(anna.id, ann.id),
        lambda: people.merge(ann.id, anna.id),
        lambda: people.remove(anna.id),
    ):
        assert refusal(job) is BankRefusal.PLAYING
    assert len(bank.players()) == 2
    other.release(game.id)
    removed(bank, anna)
    assert bank.players() == [ann]
    assert refusal(lambda: other.take(game.id)) is BankRefusal.ROUND_OVER
    assert refusal(lambda: other.start_round(new_round(anna, keys_of(bank)[:2]))) is BankRefusal.NO_PLAYER


def test_what_cannot_be_is_refused(bank: Bank, couple: Couple) -> None:
    ann, anna = couple
    people = bank.people
    assert refusal(lambda: people.merge(ann.id, ann.id)) is BankRefusal.SAME_PLAYER
    assert refusal(lambda: people.merge(ann.id, 99)) is BankRefusal.NO_PLAYER
    assert refusal(lambda: people.bring_back(ann.id)) is BankRefusal.NOT_GONE
    removed(bank, anna)
    for job in (
        lambda: people.merge(ann.id, anna.id),
        lambda: people.remove(anna.id),
        lambda: bank.rename_player(anna.id, "Bea"),
    ):
        assert refusal(job) is BankRefusal.NO_PLAYER
    assert refusal(lambda: people.remove(ann.id)) is BankRefusal.ONLY_PLAYER


def test_who_was_removed_comes_back_with_everything(bank: Bank, couple: Couple) -> None:
    ann, anna = couple
    mine, alone, hers = played(bank, ann), played(bank, ann, 0), played(bank, anna)
    bank.flag(ann.id, keys_of(bank)[3], "never")
    bank.archive.remove(alone)

    def told() -> tuple[object, ...]:
        return bank.best(), bank.missed(ann.id), bank.past(ann.id), counters(bank), bank.archive.boards()

    before = told()
    removed(bank, ann)
    assert bank.players() == [anna]
    assert [row.id for row in bank.latest()] == [hers]
    assert bank.archive.last_removed() is None
    assert refusal(lambda: bank.archive.bring_back(mine)) is BankRefusal.NO_ROUND
    assert counters(bank) == plainly(bank)
    assert bank.check() == []
    assert bank.people.removed() == [ann]
    assert bank.people.bring_back(ann.id) == ann
    bank.people.go_on(ann.id)
    assert bank.people.removed() == []
    assert bank.players() == [ann, anna]
    assert told() == before
    assert bank.flags(ann.id, keys_of(bank)[3]) == {"never"}
    assert bank.archive.last_removed() == alone
    bank.archive.bring_back(alone)
    assert bank.check() == []


def test_a_name_that_is_taken_by_then_gets_a_number(bank: Bank, couple: Couple) -> None:
    ann, _ = couple
    removed(bank, ann)
    bank.add_player("ann")
    bank.add_player("Ann 2")
    assert bank.people.bring_back(ann.id) == Player(ann.id, "Ann 3")
    assert {one.name for one in bank.players()} == {"ann", "Ann 2", "Ann 3", "Anna"}


def test_after_thirty_days_a_player_has_gone_for_good(opener: Callable[..., Bank]) -> None:
    now = [1_000_000]
    bank = opener(now_ms=lambda: now[0], chores=False)
    bank.store_pack(small(12), shipped=True)
    ann, anna = bank.add_player("Ann"), bank.add_player("Anna")
    played(bank, ann)
    kept = played(bank, anna)
    bank.flag(ann.id, keys_of(bank)[3], "wrong")
    removed(bank, ann)
    now[0] += KEPT_MS
    assert bank.people.unsettled() == []
    now[0] += 1
    assert bank.people.removed() == []
    assert refusal(lambda: bank.people.bring_back(ann.id)) is BankRefusal.NOT_GONE
    bank.close()
    bank = opener(now_ms=lambda: now[0])
    bank._upkeep.close()
    with bank._readers.reading() as c:
        assert [row.name for row in c.execute(players.select())] == ["Anna"]
        for table in ("seen", "flag"):
            assert not c.exec_driver_sql(f"SELECT 1 FROM {table} WHERE player_id = {ann.id}").first()
    assert [row.id for row in bank.latest()] == [kept]
    assert bank.check() == []


# --- what ranks


def drawn(who: Player, keys: list[int], seed: int, day: int, mode: Mode = Mode.STANDARD) -> NewRound:
    rules = replace(FLAT, mode=mode, seconds=0 if mode is Mode.PRACTICE else 20)
    return replace(
        new_round(who, keys, rules, seed=seed, started=STARTED + timedelta(days=day)), canonical=True
    )


def play_drawn(bank: Bank, new: NewRound, answers: int = 2) -> int:
    """A round that ranks if it may, as the game begins one."""
    who, day = new.player_id, new.started.date()
    if new.rules.mode is Mode.DAILY:
        ranks = not bank.daily_done(who, "noir", day)
    else:
        ranks = not bank.met(who, new.seed, new.packs, new.rules)
    game = Playing(bank, replace(new, ranked=ranks))
    for _ in range(answers):
        game.answer()
    bank.release(game.id)
    return game.id


def ranked(bank: Bank) -> set[int]:
    return {row.id for row in bank.latest() if row.ranked}


def test_a_draw_that_both_have_met_ranks_once(bank: Bank, couple: Couple) -> None:
    ann, anna = couple
    keys = keys_of(bank)[:2]
    later = play_drawn(bank, drawn(ann, keys, 5, 2))
    first = play_drawn(bank, drawn(anna, keys, 5, 1))
    again = play_drawn(bank, drawn(anna, keys, 5, 3))
    practised = play_drawn(bank, drawn(ann, keys, 6, 1, Mode.PRACTICE))
    known = play_drawn(bank, drawn(anna, keys, 6, 2))
    other = play_drawn(bank, drawn(anna, keys, 7, 2))
    free = played(bank, ann, seed=5), played(bank, anna, seed=5)
    assert ranked(bank) == {later, first, known, other, *free}
    merged(bank, anna, ann)
    assert ranked(bank) == {first, other, *free}
    assert bank.met(ann.id, 7, ("noir",), FLAT)
    assert again not in ranked(bank)
    assert practised not in ranked(bank)
    assert bank.check() == []


def test_of_one_day_s_daily_the_first_one_finished_ranks(bank: Bank, couple: Couple) -> None:
    ann, anna = couple
    keys = keys_of(bank)[:2]
    cut_off = play_drawn(bank, drawn(ann, keys, 5, 0, Mode.DAILY), answers=1)
    first = play_drawn(
        bank, replace(drawn(anna, keys, 5, 0, Mode.DAILY), started=STARTED + timedelta(hours=1))
    )
    alone = play_drawn(bank, drawn(anna, keys, 6, 1, Mode.DAILY))
    merged(bank, anna, ann)
    assert ranked(bank) == {cut_off, first, alone}
    assert bank.daily_done(ann.id, "noir", STARTED.date())
    open_one = bank.take(cut_off)
    state = bank.archive.read(cut_off).state
    game = Playing(bank, open_one.new, cut_off)
    game.state, game.known = state, dict(open_one.asked)
    game.answer()
    assert ranked(bank) == {first, alone}
    bank.release(cut_off)
    bea = bank.add_player("Bea")
    late = play_drawn(bank, replace(drawn(bea, keys, 5, 0, Mode.DAILY), started=STARTED + timedelta(hours=2)))
    assert late in ranked(bank)
    merged(bank, bea, ann)
    assert ranked(bank) == {first, alone}
    assert bank.check() == []


def test_what_is_on_its_way_has_been_met(bank: Bank, couple: Couple) -> None:
    ann, anna = couple
    keys = keys_of(bank)[:2]
    play_drawn(bank, drawn(anna, keys, 5, 1))
    play_drawn(bank, drawn(anna, keys, 6, 1, Mode.DAILY))
    bank.people.merge(anna.id, ann.id)
    assert bank.met(ann.id, 5, ("noir",), FLAT)
    assert bank.daily_done(ann.id, "noir", (STARTED + timedelta(days=1)).date())


met_once = st.tuples(st.booleans(), st.sampled_from([5, 6]), st.integers(0, 6),
                     st.sampled_from([Mode.STANDARD, Mode.SURVIVAL, Mode.PRACTICE]))  # fmt: skip


@given(st.lists(met_once, max_size=9))
@settings(max_examples=10, deadline=None)
def test_no_draw_ranks_twice_after_a_merge(games: list[tuple[bool, int, int, Mode]]) -> None:
    with scratch(furnished) as bank:
        ann, anna = bank.add_player("Ann"), bank.add_player("Anna")
        keys = keys_of(bank)[:2]
        met: dict[tuple[int, int], list[int]] = {}
        for hers, seed, day, mode in sorted(games, key=lambda game: game[2]):
            key = play_drawn(bank, drawn(anna if hers else ann, keys, seed, day, mode))
            met.setdefault((seed, 0), []).append(key)
        before = ranked(bank)
        merged(bank, anna, ann)
        # In the order of their days, only a draw's first meeting can rank, and it does if it did.
        assert ranked(bank) == {keys[0] for keys in met.values()} & before
        assert bank.check() == []


# --- whatever comes in between


def cut_off(bank: Bank, key: int, after: int) -> bool:
    """Go on for so many pieces; whether there were more."""
    left = iter(range(after))
    stopped = []

    def stop() -> bool:
        stopped.extend([] if next(left, None) is not None else [True])
        return bool(stopped)

    bank.people.go_on(key, stop)
    return bool(stopped)


@pytest.mark.parametrize("what", ["merge", "remove", "back"])
def test_it_goes_on_at_the_next_start_wherever_it_was_cut_off(
    opener: Callable[..., Bank], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.bank.people.TOGETHER", 1)
    bank = opener(chores=False)
    bank.store_pack(small(12), shipped=True)
    ann, anna = bank.add_player("Ann"), bank.add_player("Anna")
    for n in range(3):
        played(bank, anna, n, seed=n)
        played(bank, ann, 2 - n, seed=n)
    for stop_at in count():
        if what == "merge":
            who = bank.add_player("Bea")
            for n in range(3):
                played(bank, who, n, seed=10 + n)
            bank.people.merge(who.id, ann.id)
        elif what == "remove":
            who = anna if anna in bank.players() else bank.people.bring_back(anna.id)
            bank.people.go_on(who.id)
            bank.people.remove(who.id)
        else:
            if anna in bank.players():
                removed(bank, anna)
            who = bank.people.bring_back(anna.id)
        more = cut_off(bank, who.id, stop_at)
        assert bank.check() == []
        assert counters(bank) == plainly(bank)
        bank.close()
        bank = opener()
        bank._upkeep._thread.join()  # type: ignore[union-attr]
        assert bank.people.unsettled() == []
        assert counters(bank) == plainly(bank)
        assert (who in bank.players()) is (what == "back")
        assert bank.check() == []
        if not more:
            break
    assert stop_at > 3


@pytest.mark.parametrize("after", [0, 1, 2])
@pytest.mark.parametrize("merge", [False, True])
def test_who_goes_while_coming_back_takes_everything_along(
    bank: Bank, couple: Couple, monkeypatch: pytest.MonkeyPatch, after: int, merge: bool
) -> None:
    monkeypatch.setattr("quiz.bank.people.TOGETHER", 1)
    ann, anna = couple
    keys = {played(bank, anna, seed=n) for n in range(3)}
    removed(bank, anna)
    bank.people.bring_back(anna.id)
    assert cut_off(bank, anna.id, after)
    if merge:
        merged(bank, anna, ann)
    else:
        bank.people.remove(anna.id)
        cut_off(bank, anna.id, after)
        bank.people.bring_back(anna.id)
        bank.people.go_on(anna.id)
    assert {(row.id, row.player) for row in bank.latest()} == {
        (key, "Ann" if merge else "Anna") for key in keys
    }
    assert bank.people.unsettled() == []
    assert counters(bank) == plainly(bank)
    assert bank.check() == []


@given(st.integers(0, 2**32))
@settings(max_examples=6, deadline=None)
def test_totals_are_those_of_the_rounds_whatever_players_do(seed: int) -> None:
    dice = random.Random(seed)
    with scratch(furnished) as bank:
        for name in NAMES:
            bank.add_player(name)
        games = play(bank, dice, 6)
        under_way: set[int] = set()
        for _ in range(12):
            there = bank.players()
            who = dice.choice(there)
            with suppress(Refused):
                match dice.randrange(7):
                    case 0:
                        bank.people.merge(who.id, dice.choice(there).id)
                        under_way.add(who.id)
                    case 1:
                        bank.people.remove(who.id)
                        under_way.add(who.id)
                    case 2 if gone := bank.people.removed():
                        under_way.add(bank.people.bring_back(dice.choice(gone).id).id)
                    case 3:
                        appeal(dice.choice(games), dice)
                    case 4:
                        bank.archive.remove(dice.choice(games).id)
                    case 5:
                        games.append(play_one(bank, dice))
                    case _:
                        bank.ratings.some()
            for key in list(under_way):
                cut_off(bank, key, 1)
            assert counters(bank) == plainly(bank)
        for key in bank.people.unsettled():
            bank.people.go_on(key)
        assert bank.people.unsettled() == []
        assert counters(bank) == plainly(bank)
        assert bank.check() == []
        bank.ratings.catch_up()
        for found, wanted in zip(states(bank), plain_states(bank), strict=True):
            close(found, wanted)
        bank.practice.catch_up()
        assert bank.check() == []
