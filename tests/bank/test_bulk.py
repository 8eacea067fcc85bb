"""Steps over many questions: whole or not at all, whatever dies, and in small transactions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from quiz.app.workshop import Workshop
from quiz.bank import bulk, journal
from quiz.bank.author_views import Listing
from quiz.bank.bank import Bank, BankRefusal
from quiz.bank.writer import Turn
from quiz.core.questions import Difficulty, Question
from quiz.words import Refused
from tests.bank.making import small

MANY = 3 * bulk.AT_ONCE + 5
Opener = Callable[..., Bank]


class Killed(BaseException):
    """The process was killed here."""


@pytest.fixture
def full(bank: Bank) -> Bank:
    bank.store_pack(small(MANY, "many"), shipped=True)
    bank.store_pack(small(3, "other"), shipped=False)
    return bank


def keys(bank: Bank, slug: str = "many") -> list[int]:
    return list(bank.desk.keys(Listing(slug)))


def everything(bank: Bank) -> dict[str, Any]:
    return {info.slug: (bank.pack(info.slug), info.version) for info in bank.pack_infos()}


ACTS: dict[str, Callable[[Workshop, Bank], object]] = {
    "values": lambda shop, bank: shop.set_values(keys(bank), category="New", difficulty=Difficulty.HARD),
    "remove": lambda shop, bank: shop.remove(keys(bank)),
    "duplicate": lambda shop, bank: shop.duplicate(keys(bank)),
    "move": lambda shop, bank: shop.move(keys(bank), "other"),
    "merge": lambda shop, bank: shop.merge_packs("other", "many"),
    "copy pack": lambda shop, bank: shop.duplicate_pack("many"),
}


def killed_after(monkeypatch: pytest.MonkeyPatch, chunks: int) -> None:
    """The next long step goes so far, and then its process is gone."""
    whole, left = bulk.Bulk._bulk, [chunks]

    def some(self: bulk.Bulk, *args: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return whole(self, *args, **named)

    monkeypatch.setattr(bulk.Bulk, "_bulk", some)
    monkeypatch.setattr(journal, "give_up", lambda *_: None)


@pytest.mark.parametrize("name", ACTS)
def test_a_long_step_is_one_step(full: Bank, name: str) -> None:
    shop = Workshop(full)
    before = everything(full)
    ACTS[name](shop, full)
    after = everything(full)
    assert after != before
    step = full.desk.last_steps()[0]
    assert step is not None
    assert step.size >= MANY
    shop.undo()
    assert everything(full) == before
    assert full.desk.last_steps()[0] is None
    shop.redo()
    assert everything(full) == after
    assert full.check() == []


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("way", ["forth", "back"])
def test_a_step_that_was_cut_off_is_brought_to_its_end_at_the_next_start(
    full: Bank, opener: Opener, monkeypatch: pytest.MonkeyPatch, name: str, way: str
) -> None:
    shop = Workshop(full)
    before = everything(full)
    ACTS[name](shop, full)
    after = everything(full)
    shop.undo()
    if way == "back":
        shop.redo()
    with monkeypatch.context() as patched:
        killed_after(patched, 2)
        with pytest.raises(Killed):
            shop.undo() if way == "back" else shop.redo()
    assert full.desk.cut_off()
    again = opener()
    again._upkeep.close()
    assert everything(again) == (before if way == "back" else after)
    assert again.check() == []
    assert again.desk.cut_off() == []


def test_a_step_that_was_cut_off_while_it_was_kept_has_changed_nothing(
    full: Bank, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(full)
    with monkeypatch.context() as patched:
        killed_after(patched, 2)
        with pytest.raises(Killed):
            Workshop(full).set_values(keys(full), category="New")
    assert everything(full) == before
    # It may still be on its way in another window.
    assert full.desk.cut_off() == []
    monkeypatch.setattr(bulk, "_LONGEST_KEEPING_MS", -1)
    again = opener()
    again._upkeep.close()
    assert again.desk.last_steps() == (None, None)
    assert everything(again) == before


def test_no_transaction_of_a_long_step_is_long(full: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    do = full.desk._writer.do

    def watched(job: Any, turn: Turn = Turn.PERSON, *, durable: bool = True) -> Any:
        def counted(c: Any) -> Any:
            raw = c.connection.driver_connection
            start = raw.total_changes
            result = job(c)
            sizes.append(raw.total_changes - start)
            return result

        return do(counted, turn, durable=durable)

    monkeypatch.setattr(full.desk._writer, "do", watched)
    Workshop(full).set_values(keys(full), category="New", add_tags=["t"])
    # A question, its choices and its tag, and their place in the index, about ten rows each.
    assert max(sizes) < bulk.AT_ONCE * 30
    assert sum(sizes) > MANY * 5


def test_what_was_written_elsewhere_meanwhile_stays(full: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    key = keys(full)[-1]
    roll = bulk._roll_some

    def theirs(question: Question) -> Question:
        return replace(question, prompt="Theirs?")

    def with_others(c: Any, step: int, some: Any, *, back: bool) -> bool:
        monkeypatch.setattr(bulk, "_roll_some", roll)
        seen = journal.question_state(c, key)
        made = journal.Change(key, seen, replace(seen, question=theirs(seen.question)))
        journal.record(c, "edit", "theirs", [made], 0)
        return roll(c, step, some, back=back)

    monkeypatch.setattr(bulk, "_roll_some", with_others)
    Workshop(full).set_values(keys(full), category="New")
    found = full.pack("many").questions
    assert [q.category for q in found[:-1]] == ["New"] * (MANY - 1)
    assert (found[-1].category, found[-1].prompt) == ("C0", "Theirs?")
    assert full.check() == []


def test_a_long_step_is_refused_whole_where_a_row_was_changed_since(full: Bank) -> None:
    shop = Workshop(full)
    shop.set_values(keys(full), category="New")
    key = keys(full)[-1]
    shop.set_values([key], category="Newer")
    full.desk._writer.do(lambda c: journal.give_up(c, 2))
    before = everything(full)
    with pytest.raises(Refused) as caught:
        shop.undo()
    assert caught.value.name is BankRefusal.CHANGED_SINCE
    assert everything(full) == before


def test_too_many_at_once_are_refused(full: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MOST", MANY - 1)
    before = everything(full)
    with pytest.raises(Refused) as caught:
        Workshop(full).remove(keys(full))
    assert str(caught.value).startswith(f"That would change {MANY} questions at once")
    assert everything(full) == before
