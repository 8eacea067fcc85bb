"""Packs: stored as they are, updated by rule, hidden while they come in, gone without touching history."""

import os
import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.bank import lease, packs
from quiz.bank.bank import Bank, BankRefusal
from quiz.bank.engine import connect
from quiz.bank.merge import arrange
from quiz.bank.ready import ready
from quiz.bank.views import PackInfo, Update
from quiz.core.questions import Difficulty
from quiz.words import Refused
from tests.bank.making import Playing, all_kinds, change, choice, keys_of, new_round, pack, small


def refused(name: BankRefusal, work: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as error:
        work()
    assert error.value.name is name
    return error.value


def slots(path: Path) -> dict[tuple[int, str], list[int]]:
    found: dict[tuple[int, str], list[int]] = {}
    with closing(connect(path, read_only=True)) as raw:
        for pack_id, level, at in raw.execute(
            "SELECT pack_id, difficulty, ord FROM question WHERE ord IS NOT NULL"
        ):
            found.setdefault((pack_id, level), []).append(at)
    return {key: sorted(value) for key, value in found.items()}


def contiguous(path: Path) -> bool:
    return all(found == list(range(len(found))) for found in slots(path).values())


def test_a_pack_comes_back_as_it_was_stored(bank: Bank) -> None:
    stored = pack(all_kinds())
    assert bank.store_pack(stored, shipped=True) is None
    assert bank.pack("noir") == stored
    info = PackInfo("noir", "Pack noir", "1.0.0", stored.fingerprint(), 6, True)
    assert bank.pack_info("noir") == info
    assert bank.pack_infos() == [info]


def test_the_same_pack_again_does_nothing(bank: Bank) -> None:
    bank.store_pack(small(), shipped=True)
    assert bank.store_pack(small(), shipped=True) == Update(0, 0, 0, 0)


def test_an_update_reports_all_four(bank: Bank, path: Path) -> None:
    bank.store_pack(small(10), shipped=True)
    keys = keys_of(bank)
    mine = replace(choice(2), prompt="My own prompt?")
    change(bank, keys[2], mine)
    gone = replace(choice(9), explanation="Mine too")
    change(bank, keys[9], gone)
    newer = [
        choice(0),
        choice(1, " now"),
        choice(2, " now"),
        *map(choice, range(3, 7)),
        choice(20),
        choice(21),
    ]
    assert bank.store_pack(pack(newer, version="2.0.0"), shipped=True) == Update(1, 2, 2, 2)
    wanted = [choice(0), choice(1, " now"), mine, *map(choice, range(3, 7)), choice(20), choice(21), gone]
    assert sorted(bank.pack("noir").questions, key=lambda q: q.id) == sorted(wanted, key=lambda q: q.id)
    assert keys_of(bank)[:7] == keys[:7]
    info = bank.pack_info("noir")
    assert info is not None
    assert (info.version, info.questions) == ("2.0.0+local", 10)
    assert info.fingerprint == bank.pack("noir").fingerprint()
    assert contiguous(path)
    assert bank.store_pack(pack(newer, version="2.0.0"), shipped=True) == Update(0, 2, 0, 0)


def test_a_retired_question_comes_back_under_its_number(bank: Bank) -> None:
    bank.store_pack(small(6), shipped=True)
    keys = keys_of(bank)
    assert bank.store_pack(small(4), shipped=True) == Update(0, 0, 0, 2)
    assert bank.store_pack(small(6), shipped=True) == Update(0, 0, 2, 0)
    assert keys_of(bank) == keys
    assert bank.pack("noir") == small(6)


def test_a_local_change_that_the_update_makes_too_is_no_change_any_more(bank: Bank) -> None:
    bank.store_pack(small(4), shipped=True)
    change(bank, keys_of(bank)[1], choice(1, " now"))
    newer = pack([choice(0), choice(1, " now"), choice(2), choice(3)], version="1.1.0")
    assert bank.store_pack(newer, shipped=True) == Update(0, 0, 0, 0)
    info = bank.pack_info("noir")
    assert info is not None
    assert info.version == "1.1.0"


def test_questions_written_here_stay_through_updates(bank: Bank) -> None:
    bank.store_pack(small(3), shipped=True)
    bank.add_questions("noir", [choice(50)])
    info = bank.pack_info("noir")
    assert info is not None
    assert (info.version, info.questions) == ("1.0.0+local", 4)
    assert bank.store_pack(small(2), shipped=True) == Update(0, 0, 0, 1)
    assert [q.id for q in bank.pack("noir").questions] == ["q00000", "q00001", "q00050"]


@pytest.mark.parametrize("seed", range(12))
def test_any_update_gives_the_newer_pack_without_gaps(bank: Bank, path: Path, seed: int) -> None:
    dice = random.Random(seed)
    for version in range(4):
        numbers = sorted(dice.sample(range(20), dice.randrange(1, 20)))
        questions = [choice(n, f" v{dice.randrange(2)}", dice.choice(list(Difficulty))) for n in numbers]
        dice.shuffle(questions)
        wanted = pack(questions, version=str(version))
        bank.store_pack(wanted, shipped=True)
        assert bank.pack("noir") == wanted
        assert contiguous(path)
        info = bank.pack_info("noir")
        assert info is not None
        assert (info.fingerprint, info.questions) == (wanted.fingerprint(), len(numbers))
    assert bank.check() == []


def test_few_questions_move() -> None:
    assert arrange({0: 1, 1: 2}, [3]) == {3: 2}
    assert arrange({}, []) == {}
    assert arrange({5: 1}, [2]) == {1: 0, 2: 1}


def test_a_changed_difficulty_takes_another_slot(bank: Bank, path: Path) -> None:
    bank.store_pack(small(9), shipped=True)
    key = keys_of(bank)[0]
    change(bank, key, replace(choice(0), difficulty=Difficulty.HARD))
    assert contiguous(path)
    assert bank.question(key)[1].difficulty is Difficulty.HARD
    refused(BankRefusal.UNFIT, lambda: change(bank, key, choice(1)))


def test_an_import_is_hidden_until_it_is_finished(bank: Bank) -> None:
    player = bank.add_player("Ann")
    bank.begin_import(small().head)
    bank.add_questions("noir", small(400).questions)
    assert bank.pack_infos() == []
    assert bank.cards(player.id) == []
    assert bank.pack_info("noir") is None
    assert bank.source((), None, "", player.id, unseen_first=True, canonical=False).size == 0
    assert bank.source((), None, "C1", player.id, unseen_first=True, canonical=True).size == 0
    refused(BankRefusal.NO_PACK, lambda: bank.pack("noir"))
    assert bank.finish_import("noir") is None
    assert bank.pack("noir").questions == small(400).questions


def test_no_transaction_of_an_import_is_large() -> None:
    big = [replace(choice(n), tags=tuple(map(str, range(n % 7)))) for n in range(900)]
    rows = [ready(question) for question in big]
    found = list(packs.chunks(rows))
    assert [row for chunk in found for row in chunk] == rows
    assert all(sum(5 + len(row.tags) for row in chunk) <= packs.CHUNK_ROWS for chunk in found)


def test_an_import_waits_for_another_window(bank: Bank, opener: Callable[..., Bank]) -> None:
    other = opener()
    other.begin_import(small().head)
    refused(BankRefusal.PACK_IN_USE, lambda: bank.begin_import(small().head))
    bank.begin_import(small().head.__class__("else", "Else"))
    other.drop_leftovers()
    other.add_questions("noir", [choice(1)])
    assert other.finish_import("noir") is None


def test_leftovers_of_a_dead_process_go_at_the_next_start(
    bank: Bank, opener: Callable[..., Bank], path: Path
) -> None:
    bank.begin_import(small().head)
    bank.add_questions("noir", small(500).questions)
    with closing(connect(path)) as raw:
        raw.execute("UPDATE pack SET lease_started = 'another boot'")
    lease_pid = os.getpid()
    assert lease_pid
    lease.live_tokens.discard(bank._holder.token)
    other = opener()
    other._upkeep.close()
    with closing(connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM pack").fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM choice").fetchone() == (0,)
    other.store_pack(small(), shipped=False)


def test_a_question_that_does_not_fit_is_refused_whole(bank: Bank) -> None:
    bank.store_pack(small(3), shipped=True)
    refused(BankRefusal.UNFIT, lambda: bank.add_questions("noir", [replace(choice(7), right=())]))
    refused(BankRefusal.UNFIT, lambda: bank.add_questions("noir", [choice(8), choice(1)]))
    refused(BankRefusal.UNFIT, lambda: bank.add_questions("noir", [replace(choice(8), prompt="")]))
    assert bank.pack("noir") == small(3)


def test_a_removed_pack_leaves_the_history_and_is_met_again(bank: Bank) -> None:
    bank.store_pack(small(5), shipped=True)
    player = bank.add_player("Ann")
    keys = keys_of(bank)
    game = Playing(bank, new_round(player, keys[:3])).all(2)
    bank.flag(player.id, keys[4], "never")
    before = (bank.stored(game.id), bank.latest(), bank.standing(game.id))
    bank.remove_pack("noir")
    assert bank.cards(player.id) == []
    assert (bank.stored(game.id), bank.latest(), bank.standing(game.id)) == before
    assert bank.check() == []
    refused(BankRefusal.NO_PACK, lambda: bank.remove_pack("noir"))
    refused(
        BankRefusal.NO_PACK, lambda: bank.source(("noir",), None, "", 1, unseen_first=True, canonical=False)
    )
    refused(BankRefusal.NO_QUESTION, lambda: bank.question(keys[0]))
    bank.store_pack(small(5), shipped=True)
    again = keys_of(bank)
    assert bank.cards(player.id)[0].best == game.state.score
    source = bank.source((), None, "", player.id, unseen_first=True, canonical=False)
    assert source.seen(again) == set(again[:3])
    assert bank.flags(player.id, again[4]) == {"never"}
    assert bank.missed(player.id) == [again[2]]


def test_an_update_never_touches_history(bank: Bank) -> None:
    bank.store_pack(small(5), shipped=True)
    player = bank.add_player("Ann")
    game = Playing(bank, new_round(player, keys_of(bank)[:3])).all(2)
    before = (bank.stored(game.id), bank.latest())
    bank.store_pack(pack([choice(n, " now") for n in range(1, 9)], version="2"), shipped=True)
    assert (bank.stored(game.id), bank.latest()) == before
    assert bank.stored(game.id).asked[choice(1).content_hash()] == choice(1)
    assert bank.check() == []


def test_flags(bank: Bank) -> None:
    bank.store_pack(small(5), shipped=True)
    ann, bob = bank.add_player("Ann"), bank.add_player("Bob")
    key = keys_of(bank)[1]
    bank.flag(ann.id, key, "wrong")
    bank.flag(ann.id, key, "wrong")
    bank.flag(ann.id, key, "never")
    assert bank.flags(ann.id, key) == {"wrong", "never"}
    assert bank.flags(bob.id, key) == set()
    bank.flag(ann.id, key, "wrong", False)
    assert bank.flags(ann.id, key) == {"never"}
    refused(BankRefusal.NO_QUESTION, lambda: bank.flag(ann.id, 999, "wrong"))


def test_players(bank: Bank) -> None:
    ann = bank.add_player("  Ann   Lee ")
    assert ann.name == "Ann Lee"
    assert bank.add_player("ANN LÉE") == ann
    bob = bank.add_player("Bob")
    assert bank.players() == [ann, bob]
    bank.rename_player(bob.id, "Bøb")
    assert [player.name for player in bank.players()] == ["Ann Lee", "Bøb"]
    refused(BankRefusal.NAME_TAKEN, lambda: bank.rename_player(bob.id, "ann lee"))
    refused(BankRefusal.NO_NAME, lambda: bank.add_player("  "))
    refused(BankRefusal.NO_PLAYER, lambda: bank.rename_player(99, "Zoe"))


def test_questions_come_in_the_order_of_their_keys(bank: Bank) -> None:
    bank.store_pack(small(1200), shipped=True)
    keys = keys_of(bank)
    wanted = [*reversed(keys), 999_999]
    assert [key for key, _, _ in bank.questions(wanted)] == list(reversed(keys))
    assert [q for _, _, q in bank.questions(keys)] == list(small(1200).questions)


def test_the_search_index_is_merged_as_it_grows(bank: Bank, path: Path) -> None:
    """Many small pieces would make each search look into all of them."""
    bank.store_pack(small(3000), shipped=True)
    with closing(connect(path)) as raw:
        pieces = raw.execute("SELECT count(DISTINCT id >> 37) FROM question_fts_data").fetchone()[0]
    assert 3000 * 5 / packs.CHUNK_ROWS > 29
    assert pieces < 24
    assert len(bank.desk.search("2999")) == 1
