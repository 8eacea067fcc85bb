"""An author's update of a pack, of few questions and of many: one step, undone and done again as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from quiz.app.workshop import Workshop
from quiz.bank import bulk, updating
from quiz.bank.author_views import Listing
from quiz.bank.bank import Bank
from quiz.bank.views import Update
from quiz.bank.writer import Turn
from quiz.core.questions import Difficulty, Pack, PackHead, Question
from tests.bank.making import choice
from tests.bank.test_bulk import Killed, killed_after

Opener = Callable[..., Bank]
FEW, MANY = 5, 3 * bulk.AT_ONCE


def first(n: int) -> Pack:
    return Pack(PackHead("noir", "Noir", version="1"), tuple(choice(k) for k in range(4 * n)))


def second(n: int) -> Pack:
    """A quarter stays, one is another, one has gone, and one is changed and harder; as many are new."""
    harder = tuple(replace(choice(k, " now"), difficulty=Difficulty.HARD) for k in range(3 * n, 4 * n))
    made = (
        *(choice(k) for k in range(n)),
        *(choice(k, " anew") for k in range(n, 2 * n)),
        *harder,
        *(choice(k) for k in range(9 * n, 10 * n)),
    )
    return Pack(PackHead("noir", "Noir again", version="2"), made[::-1])


def brought(bank: Bank, pack: Pack) -> Update | None:
    bank.begin_import(pack.head)
    bank.add_questions(pack.head.id, pack.questions)
    return bank.finish_import(pack.head.id, by_author=True)


def found(bank: Bank) -> tuple[PackHead, dict[str, Question], str]:
    pack, info = bank.pack("noir"), bank.pack_info("noir")
    assert info is not None
    return pack.head, {question.id: question for question in pack.questions}, info.version


@pytest.mark.parametrize("n", [FEW, MANY])
def test_an_update_is_one_step_back_and_forth(bank: Bank, n: int) -> None:
    brought(bank, first(n))
    before, shop = found(bank), Workshop(bank)
    assert brought(bank, second(n)) == Update(2 * n, 0, n, n)
    assert bank.pack("noir") == second(n)
    after = found(bank)
    assert shop.undo() == "Undone: importing “Noir”"
    assert found(bank) == before
    shop.redo()
    assert bank.pack("noir") == second(n)
    assert found(bank) == after
    shop.undo()
    shop.undo()
    assert bank.pack_info("noir") is None
    assert bank.check() == []


@pytest.mark.parametrize("n", [FEW, MANY])
def test_what_an_undone_update_brought_comes_again_with_the_next(bank: Bank, n: int) -> None:
    brought(bank, first(n))
    shop = Workshop(bank)
    brought(bank, second(n))
    shop.undo()
    assert brought(bank, second(n)) == Update(2 * n, 0, n, n)
    assert bank.pack("noir") == second(n)
    shop.undo()
    assert brought(bank, first(n)) == Update(0, 0, 0, 0)
    assert bank.pack("noir") == first(n)
    assert bank.check() == []


@pytest.mark.parametrize("n", [FEW, MANY])
def test_what_its_author_changed_or_took_out_stays_so(bank: Bank, n: int) -> None:
    brought(bank, first(n))
    shop = Workshop(bank)
    keys = list(bank.desk.keys(Listing("noir")))
    shop.set_values([keys[n]], category="Mine")
    shop.remove([keys[n + 1]])
    assert brought(bank, second(n)) == Update(2 * n - 2, 2, n, n)
    _, questions, version = found(bank)
    assert questions[f"q{n:05}"].category == "Mine"
    assert f"q{n + 1:05}" not in questions
    assert version == "2+local"
    shop.undo()
    assert brought(bank, second(n)) == Update(2 * n - 2, 2, n, n)
    assert f"q{n + 1:05}" not in found(bank)[1]


@pytest.mark.parametrize("chunks", [8, 14, 20, 26])
def test_an_update_that_was_cut_off_is_whole_or_not_there_at_the_next_start(
    bank: Bank, opener: Opener, monkeypatch: pytest.MonkeyPatch, chunks: int
) -> None:
    brought(bank, first(MANY))
    before = bank.pack("noir")
    with monkeypatch.context() as patched:
        killed_after(patched, chunks)
        with pytest.raises(Killed):
            brought(bank, second(MANY))
    monkeypatch.setattr(bulk, "_LONGEST_KEEPING_MS", -1)
    again = opener()
    again._upkeep.close()
    kept = again.desk.last_steps()[0]
    assert kept is not None
    whole = kept.about == "Noir" and kept.size > 1
    assert {q.id: q for q in again.pack("noir").questions} == {
        q.id: q for q in (second(MANY) if whole else before).questions
    }
    assert again.check() == []
    bank.drop_import("noir")  # as the next start does once the process is gone
    assert brought(again, second(MANY)) is not None
    assert again.pack("noir") == second(MANY)


def test_no_transaction_of_a_large_update_is_long(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    brought(bank, first(MANY))
    sizes: list[int] = []
    do = bank._writer.do

    def watched(job: Any, turn: Turn = Turn.PERSON, *, durable: bool = True) -> Any:
        def counted(c: Any) -> Any:
            raw = c.connection.driver_connection
            start = raw.total_changes
            result = job(c)
            sizes.append(raw.total_changes - start)
            return result

        return do(counted, turn, durable=durable)

    pack = second(MANY)
    bank.begin_import(pack.head)
    bank.add_questions("noir", pack.questions)
    monkeypatch.setattr(bank._writer, "do", watched)
    monkeypatch.setattr(bank, "drop", lambda key: None)
    monkeypatch.setattr(updating, "_ROWS", bulk.AT_ONCE)
    bank.finish_import("noir", by_author=True)
    assert max(sizes) < bulk.AT_ONCE * 60
    assert sum(sizes) > MANY * 5
