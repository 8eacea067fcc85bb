"""Drawing from the bank: uniform, unseen first, canonical for codes, quick looks equal to plain queries."""

import random
from collections import Counter
from pathlib import Path

from quiz.bank.bank import Bank
from quiz.bank.glance import glance
from quiz.core.drawing import Dice, draw
from quiz.core.questions import Difficulty
from quiz.core.rating import UNRATED
from tests.bank.histories import furnished, play
from tests.bank.making import Playing, at, choice, keys_of, new_round, pack, small
from tests.bank.test_tallies import states


def places(source: object) -> list[int]:
    return [source.key(place) for place in range(source.size)]  # type: ignore[attr-defined]


def test_a_source_holds_what_fits_once(bank: Bank) -> None:
    bank.store_pack(small(31), shipped=True)
    bank.store_pack(small(7, "other"), shipped=True)
    player = bank.add_player("Ann")
    everything = keys_of(bank) + keys_of(bank, "other")
    by_key = {key: question for key, _, question in bank.questions(everything)}
    for canonical in (False, True):
        for packs in ((), ("noir",), ("noir", "other")):
            for level in (None, *Difficulty):
                for category in ("", "C1"):
                    source = bank.source(
                        packs, level, category, player.id, unseen_first=True, canonical=canonical
                    )
                    inside = everything[:31] if packs == ("noir",) else everything
                    wanted = [key for key in inside if level in (None, by_key[key].difficulty)
                              and category in ("", by_key[key].category)]  # fmt: skip
                    assert sorted(places(source)) == sorted(wanted)
                    assert list(source.unseen()) == sorted(wanted)
                    if canonical:
                        assert places(source) == wanted


def test_the_canonical_order_is_by_pack_and_id(bank: Bank) -> None:
    bank.store_pack(pack([choice(n) for n in (5, 1, 9, 3)], "zz"), shipped=True)
    bank.store_pack(pack([choice(n) for n in (8, 2)], "aa"), shipped=True)
    source = bank.source((), None, "", 0, unseen_first=False, canonical=True)
    found = [(slug, q.id) for _, slug, q in bank.questions(places(source))]
    assert found == [("aa", "q00002"), ("aa", "q00008"), *(("zz", f"q0000{n}") for n in (1, 3, 5, 9))]


def test_every_question_is_as_likely(bank: Bank) -> None:
    bank.store_pack(small(40), shipped=True)
    bank.store_pack(pack([choice(100 + n, level=Difficulty.EASY) for n in range(20)], "other"), shipped=True)
    source = bank.source((), None, "", bank.add_player("Ann").id, unseen_first=True, canonical=False)
    drawn = 6_000
    found = Counter(source.key(Dice(seed).below(source.size)) for seed in range(drawn))
    rounds = Counter(key for seed in range(600) for key in draw(source, seed, 5))
    for counts, n in ((found, drawn), (rounds, 3_000)):
        expected = n / 60
        chi = sum((counts[key] - expected) ** 2 / expected for key in places(source))
        assert chi < 98.3  # 59 degrees of freedom, p = 0.001


def test_unseen_questions_come_first(bank: Bank) -> None:
    bank.store_pack(small(12), shipped=True)
    player = bank.add_player("Ann")
    options = {"unseen_first": True, "canonical": False}
    source = bank.source((), None, "", player.id, **options)
    first = draw(source, 1, 8)
    Playing(bank, new_round(player, first)).all(8)
    fresh = set(keys_of(bank)) - set(first)
    again = draw(bank.source((), None, "", player.id, **options), 2, 8)
    assert set(again[:4]) == fresh
    assert set(again[4:]) <= set(first)
    assert source.seen(keys_of(bank)) == set(first)
    other = bank.source((), None, "", player.id, unseen_first=False, canonical=True)
    assert other.seen(keys_of(bank)) == set()
    assert other.unseen() == ()


def test_hidden_questions_never_come_but_in_the_canonical_order(bank: Bank) -> None:
    bank.store_pack(small(12), shipped=True)
    player, other = bank.add_player("Ann"), bank.add_player("Bob")
    keys = keys_of(bank)
    hidden = {keys[0], keys[5], keys[11], keys[6]}
    for key in hidden:
        bank.flag(player.id, key, "never")
    bank.flag(player.id, keys[1], "wrong")
    for category in ("", "C1"):
        source = bank.source((), None, category, player.id, unseen_first=True, canonical=False)
        wanted = [key for key in keys if key not in hidden and (not category or keys.index(key) % 4 == 1)]
        assert sorted(places(source)) == wanted
        assert list(source.unseen()) == wanted
    easy = bank.source((), Difficulty.EASY, "", player.id, unseen_first=True, canonical=False)
    assert sorted(places(easy)) == [keys[3], keys[9]]
    assert sorted(places(bank.source((), None, "", player.id, unseen_first=True, canonical=True))) == keys
    assert bank.source((), None, "", other.id, unseen_first=True, canonical=False).size == 12


def test_a_pack_that_shrinks_while_drawing_still_gives_questions(bank: Bank) -> None:
    bank.store_pack(small(30), shipped=True)
    source = bank.source((), None, "", 0, unseen_first=False, canonical=False)
    bank.store_pack(small(6), shipped=True)
    left = set(keys_of(bank))
    assert {source.key(place) for place in range(source.size)} == left


def test_the_glance_sees_what_the_bank_sees(bank: Bank, path: Path) -> None:
    bank.store_pack(small(12), shipped=True)
    bank.store_pack(small(5, "Other"), shipped=True)
    bank.add_questions("Other", [choice(77)])
    bank.begin_import(small(3, "hidden").head)
    bank.store_pack(pack([], "empty"), shipped=True)
    ann, bob = bank.add_player("Ann"), bank.add_player("Bob")
    for day, right in ((1, 4), (2, 2)):
        Playing(bank, new_round(ann, keys_of(bank)[:4], started=at(day))).all(right)
    for day in (3, 4, 5):
        game = Playing(bank, new_round(ann, keys_of(bank)[:4], started=at(day)))
        game.answer()
        if day != 3:
            game.ask()
        bank.beat(game.id, game.state.at_ms + 3_000)
        if day != 5:
            bank.release(game.id)
    for name, player in (("ann", ann), ("Bob", bob)):
        seen = glance(path, name)
        assert seen is not None
        assert seen.player == player
        assert seen.cards == tuple(bank.cards(player.id))
        assert seen.open_rounds == tuple(bank.open_rounds(player.id))
    assert len(bank.open_rounds(ann.id)) == 2
    open_round = bank.open_rounds(ann.id)[0]
    assert (open_round.position, open_round.count, open_round.left_ms) == (2, 4, 17_000)
    nobody = glance(path, "Nobody")
    assert nobody is not None
    assert (nobody.player, nobody.open_rounds) == (None, ())
    assert nobody.cards == tuple(bank.cards(-1))


def test_the_glance_takes_anything(tmp_path: Path) -> None:
    assert glance(tmp_path / "nothing.db", "Ann") is None
    (tmp_path / "noise.db").write_bytes(b"noise" * 1000)
    assert glance(tmp_path / "noise.db", "Ann") is None
    (tmp_path / "empty.db").touch()
    assert glance(tmp_path / "empty.db", "Ann") is None
    assert glance(tmp_path, "Ann") is None


def test_where_all_stand_is_what_the_ratings_say(bank: Bank) -> None:
    furnished(bank)
    play(bank, random.Random(11), 25)
    bank.ratings.catch_up()
    players, questions = states(bank)
    for player in bank.players():
        source = bank.source((), None, "", player.id, unseen_first=True, canonical=False)
        days = sorted(day for who, day in players if who == player.id)
        assert source.rating() == (players[player.id, days[-1]] if days else None)
        keys = places(source)
        known = 0
        for key, found in zip(keys, source.ratings(keys), strict=True):
            slug, question = bank.question(key)
            asked = sorted(day for pack_, name, day in questions if (pack_, name) == (slug, question.id))
            known += bool(asked)
            wanted = questions[slug, question.id, asked[-1]] if asked else UNRATED[question.difficulty]
            assert found == wanted
        assert known
    assert bank.source((), None, "", 99, unseen_first=True, canonical=False).rating() is None
