"""An author's work: every action is one step, undo gives back what was there, rounds meet whole questions."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, update

from quiz.app.workshop import Workshop, WorkshopRefusal, blank, told
from quiz.bank import journal
from quiz.bank.author_views import Listing
from quiz.bank.bank import Bank, open_bank
from quiz.bank.leftovers import leftovers
from quiz.bank.refusals import BankRefusal
from quiz.bank.tables.packs import packs
from quiz.core.questions import Difficulty, Kind, Pack, PackHead, Question, problems
from quiz.words import Refused
from tests.copied import copied

LEVELS = list(Difficulty)


def question(n: int) -> Question:
    return Question(
        f"q{n}", f"What is number {n}?", Kind.CHOICE, (f"R{n}",), (f"W{n}", f"V{n}"),
        difficulty=LEVELS[n % 3], category=f"C{n % 2}", tags=("t",) if n % 2 else (),
    )  # fmt: skip


def noir(n: int = 9, slug: str = "noir") -> Pack:
    return Pack(PackHead(slug, slug.title(), author="A"), tuple(question(i) for i in range(n)))


def _furnish(bank: Bank) -> None:
    bank.store_pack(noir(), shipped=True)
    bank.store_pack(noir(4, "other"), shipped=False)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "bank.db", _furnish)
    yield opened
    assert opened.check() == []
    opened.close()


@pytest.fixture
def shop(bank: Bank) -> Workshop:
    return Workshop(bank)


def keys(bank: Bank, slug: str = "noir") -> list[int]:
    return list(bank.desk.keys(Listing(slug)))


def everything(bank: Bank) -> dict[str, object]:
    """All that players and authors can see of the packs."""
    found: dict[str, object] = {}
    for info in bank.pack_infos():
        lines = bank.desk.lines(keys(bank, info.slug))
        found[info.slug] = (bank.pack(info.slug), info.version, [lines[key] for key in keys(bank, info.slug)])
    return found


def test_an_edit_is_kept_and_undone(bank: Bank, shop: Workshop) -> None:
    before = everything(bank)
    key = keys(bank)[3]
    seen = bank.desk.question_state(key)
    shop.save(key, seen, replace(seen.question, prompt="Better?"))
    assert bank.question(key)[1].prompt == "Better?"
    assert [hit.key for hit in bank.desk.search("better")] == [key]
    assert bank.pack_infos()[0].version == "1.0.0+local"
    assert bank.pack_infos()[0].fingerprint == bank.pack("noir").fingerprint()
    assert shop.undo() == "Undone: editing “Better?” in Noir"
    assert everything(bank) == before
    assert bank.desk.search("better") == []
    assert shop.redo() == "Done again: editing “Better?” in Noir"
    assert bank.question(key)[1].prompt == "Better?"
    assert shop.redo() == "Nothing to redo."


def test_letters_typed_one_after_another_are_one_step(bank: Bank, shop: Workshop) -> None:
    key = keys(bank)[0]
    state = bank.desk.question_state(key)
    first = state
    for n in range(1, 6):
        state = shop.save(key, state, replace(state.question, prompt="Why, or"[:n]))
    shop.undo()
    assert bank.desk.question_state(key) == first
    assert shop.undo() == "Nothing to undo."


def test_a_question_that_cannot_be_played_yet_is_kept_and_never_drawn(bank: Bank, shop: Workshop) -> None:
    key = shop.add("noir", blank())
    state = bank.desk.question_state(key)
    state = shop.save(key, state, replace(state.question, prompt="Half"))
    assert len(bank.pack("noir").questions) == 9
    line = bank.desk.lines([key])[key]
    assert (line.prompt, bool(line.unfinished)) == ("Half", True)
    assert [hit.key for hit in bank.desk.search("half")] == [key]
    whole = replace(state.question, right=("A",), wrong=("B",))
    shop.save(key, state, whole)
    assert bank.pack("noir").questions[-1] == whole
    assert bank.desk.lines([key])[key].unfinished == ""


def test_rounds_keep_the_last_good_state_of_a_question_that_is_being_rewritten(
    bank: Bank, shop: Workshop
) -> None:
    key = keys(bank)[2]
    state = bank.desk.question_state(key)
    state = shop.save(key, state, replace(state.question, prompt=""))
    assert bank.question(key)[1] == question(2)
    assert bank.desk.question_state(key).question.prompt == ""
    shop.save(key, state, replace(state.question, prompt="New?"))
    assert bank.question(key)[1].prompt == "New?"


def test_what_another_window_changed_is_not_overwritten(bank: Bank, shop: Workshop) -> None:
    key = keys(bank)[1]
    seen = bank.desk.question_state(key)
    other = open_bank(bank.path, backups=False)
    there = Workshop(other)
    there.save(key, other.desk.question_state(key), replace(seen.question, prompt="Theirs?"))
    with pytest.raises(Refused) as caught:
        shop.save(key, seen, replace(seen.question, prompt="Mine?"))
    assert caught.value.name is BankRefusal.CHANGED_ELSEWHERE
    assert bank.question(key)[1].prompt == "Theirs?"
    # The steps of all windows are one row of steps.
    assert shop.undo() == "Undone: editing “Theirs?” in Noir"
    other.close()


def test_a_window_sees_that_another_one_wrote_in_its_pack_and_in_no_other(bank: Bank) -> None:
    with closing(open_bank(bank.path, backups=False)) as other:
        there = Workshop(other)
        key = keys(bank, "other")[0]
        acts: list[tuple[Callable[[], object], str]] = [
            (lambda: there.new_pack("Theirs"), ""),
            (lambda: there.change_pack("noir", title="Renamed"), "noir"),
            (lambda: there.add("noir", blank()), "noir"),
            (lambda: there.undo(), "noir"),
            (lambda: there.remove([key]), "other"),
            (lambda: other.add_player("Somebody"), ""),
            (lambda: there.undo(), "other"),
            (lambda: there.move([key], "noir"), "noir other"),
            (lambda: other.store_pack(noir(12), shipped=True), "noir"),
        ]
        for act, touched in acts:
            before = {slug: bank.desk.stamp(slug) for slug in ("noir", "other")}
            assert bank.desk.stamp("noir") == before["noir"]
            act()
            found = [slug for slug in before if bank.desk.stamp(slug) != before[slug]]
            assert found == touched.split()


def test_a_step_whose_row_was_changed_since_is_refused_and_gets_out_of_the_way(
    bank: Bank, shop: Workshop
) -> None:
    first, second = keys(bank)[:2]
    for key in (first, second):
        seen = bank.desk.question_state(key)
        shop.save(key, seen, replace(seen.question, prompt=f"Mine {key}"))
    with closing(sqlite3.connect(bank.path)) as raw:
        raw.execute("UPDATE question SET prompt = 'Elsewhere' WHERE id = ?", (second,))
        raw.commit()
    with pytest.raises(Refused) as caught:
        shop.undo()
    assert caught.value.name is BankRefusal.CHANGED_SINCE
    shop.undo()
    assert bank.question(first)[1] == question(0)
    with closing(sqlite3.connect(bank.path)) as raw:  # the check at the end wants what was hashed
        raw.execute("UPDATE question SET prompt = ? WHERE id = ?", (f"Mine {second}", second))
        raw.commit()


def test_many_rows_are_one_step(bank: Bank, shop: Workshop) -> None:
    before = everything(bank)
    some = keys(bank)[:5]
    shop.set_values(some, category="New", difficulty=Difficulty.HARD, add_tags=["x"], drop_tags=["t"])
    found = [bank.desk.question_state(key).question for key in some]
    assert {(q.category, q.difficulty, q.tags) for q in found} == {("New", Difficulty.HARD, ("x",))}
    step = bank.desk.last_steps()[0]
    assert step is not None
    assert told(step) == "changing “What is number 0?” and 4 more"
    shop.undo()
    assert everything(bank) == before


def test_questions_are_moved_and_copied_to_another_pack(bank: Bank, shop: Workshop) -> None:
    before = everything(bank)
    some = keys(bank)[:2]
    made = shop.copy(some, "other")
    assert [q.id for q in bank.pack("other").questions] == ["q0", "q1", "q2", "q3", "q0-2", "q1-2"]
    assert keys(bank, "other")[-2:] == made
    assert len(bank.pack("noir").questions) == 9
    shop.move(some, "other")
    assert [q.id for q in bank.pack("other").questions][-2:] == ["q0-3", "q1-3"]
    assert len(bank.pack("noir").questions) == 7
    assert shop.undo() == "Undone: moving “What is number 0?” and 1 more in Other"
    assert shop.undo() == "Undone: copying “What is number 0?” and 1 more in Other"
    assert everything(bank) == before


def test_a_removed_question_is_not_drawn_and_no_update_brings_it_back(bank: Bank, shop: Workshop) -> None:
    shop.remove(keys(bank)[:2])
    assert [q.id for q in bank.pack("noir").questions] == [f"q{n}" for n in range(2, 9)]
    update = bank.store_pack(replace(noir(), head=replace(noir().head, version="2.0.0")), shipped=True)
    assert update is not None
    assert update.kept == 2
    assert len(bank.pack("noir").questions) == 7
    shop.undo()
    assert len(bank.pack("noir").questions) == 9


def test_packs_are_made_renamed_copied_merged_and_removed(bank: Bank, shop: Workshop) -> None:
    start = everything(bank)
    slug = shop.new_pack("  My   first ", "Ann")
    assert slug.startswith("my-first-")
    shop.add(slug, question(50))
    shop.change_pack(slug, title="Renamed", license="CC0-1.0")
    head = bank.pack(slug).head
    assert (head.title, head.license, head.id, head.version) == ("Renamed", "CC0-1.0", slug, "1.0.0")
    info = bank.pack_info(slug)
    assert info is not None
    assert info.version == "1.0.0"  # nobody changed what came from elsewhere
    copy = shop.duplicate_pack("noir")
    assert bank.pack(copy).questions == noir().questions
    shop.merge_packs("noir", "other")
    assert bank.pack_info("other") is None
    assert [q.id for q in bank.pack("noir").questions][9:] == ["q0-2", "q1-2", "q2-2", "q3-2"]
    shop.remove_pack(copy)
    end = everything(bank)
    while shop.undo() != "Nothing to undo.":
        pass
    assert everything(bank) == start
    while shop.redo() != "Nothing to redo.":
        pass
    assert everything(bank) == end
    with pytest.raises(Refused) as caught:
        shop.new_pack("   ")
    assert caught.value.name is WorkshopRefusal.NO_TITLE


def test_a_removed_pack_stays_through_a_restart_until_no_step_brings_it_back(
    bank: Bank, shop: Workshop
) -> None:
    shop.remove_pack("other")
    with closing(open_bank(bank.path, backups=False)) as again:
        again._upkeep.close()
        assert again.pack_info("other") is None
        assert Workshop(again).undo() == "Undone: removing the pack “Other”"
        assert again.pack("other") == noir(4, "other")
        Workshop(again).remove_pack("other")
        with closing(sqlite3.connect(bank.path)) as raw:
            raw.execute("PRAGMA foreign_keys=ON")
            raw.execute("DELETE FROM step")
            raw.commit()
        again.drop_leftovers()
        with closing(sqlite3.connect(bank.path)) as raw:
            assert raw.execute("SELECT count(*) FROM pack WHERE title = 'Other'").fetchone() == (0,)


def test_a_new_pack_never_looks_like_leftovers(
    bank: Bank, shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program that starts between two transactions clears up what it takes for cut-off work."""
    found: list[int] = []
    do = bank._writer.do

    def watched(*job: Any, **how: Any) -> Any:
        result = do(*job, **how)
        found.extend(bank.leftovers())
        return result

    monkeypatch.setattr(bank._writer, "do", watched)
    shop.new_pack("Begun")
    shop.duplicate_pack("noir")
    # The same where its questions come in pieces.
    monkeypatch.setattr("quiz.bank.desk.AT_ONCE", 2)
    shop.duplicate_pack("noir")
    assert len(bank.pack_infos()) == 5
    assert found == []


def test_a_new_pack_whose_program_died_is_leftovers(bank: Bank) -> None:
    head = PackHead("half", "Half")
    key, _ = bank._writer.do(lambda c: journal.new_pack(c, head, bank._holder))
    assert bank.leftovers() == []

    def died(c: Connection) -> list[int]:
        c.execute(update(packs).where(packs.c.id == key).values(lease_token="gone"))
        return leftovers(c)

    assert bank._writer.do(died) == [key]


def test_a_copy_stands_beside_its_question(bank: Bank, shop: Workshop) -> None:
    (copy,) = shop.duplicate([keys(bank)[4]])
    assert keys(bank)[4:6] == [keys(bank)[4], copy]
    assert bank.desk.question_state(copy).question.id == "q4-2"


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_question_of_each_kind_begins_empty(bank: Bank, shop: Workshop, kind: Kind) -> None:
    made = blank(kind)
    assert problems(made)
    key = shop.add("noir", made)
    assert bank.desk.question_state(key).question == made


@pytest.mark.parametrize("seed", range(8))
def test_any_row_of_steps_is_undone_and_done_again(bank: Bank, shop: Workshop, seed: int) -> None:
    dice = random.Random(seed)
    before = everything(bank)

    def some(slug: str) -> list[int]:
        there = keys(bank, slug)
        return dice.sample(there, min(len(there), dice.randrange(1, 4)))

    def edit() -> None:
        for key in some("noir")[:1]:
            seen = bank.desk.question_state(key)
            prompt = dice.choice(["", "Rewritten", f"Edit {dice.random()}"])
            level = dice.choice(LEVELS)
            shop.save(key, seen, replace(seen.question, prompt=prompt, difficulty=level))

    acts: list[Callable[[], object]] = [
        edit,
        edit,
        lambda: shop.remove(some("noir")),
        lambda: shop.move(some("noir"), "other"),
        lambda: shop.move(some("other"), "noir"),
        lambda: shop.duplicate(some("noir")),
        lambda: shop.add("noir", dice.choice([blank(), question(dice.randrange(20))])),
        lambda: shop.set_values(some("noir"), difficulty=dice.choice(LEVELS)),
        lambda: shop.change_pack("noir", title=f"T{dice.random()}"),
    ]
    for _ in range(25):
        dice.choice(acts)()
        assert bank.check() == []
    after = everything(bank)
    while shop.undo() != "Nothing to undo.":
        pass
    assert everything(bank) == before
    while shop.redo() != "Nothing to redo.":
        pass
    assert everything(bank) == after
