"""What a child says of packs in the bank: what is to be mended, and what two of them have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.app import checkjobs
from quiz.app.checkjobs import UNFINISHED, Checked, Remark, comparing, linting
from quiz.app.workshop import Workshop, blank
from quiz.bank.author_views import Listing
from quiz.bank.bank import Bank
from quiz.core.questions import Kind, Pack, PackHead, Question
from tests.copied import copied


def choice(n: int, prompt: str = "", right: str = "", slug: str = "") -> Question:
    return Question(
        slug or f"q{n}", prompt or f"Which number comes after {n * 7}?", Kind.CHOICE, (right or f"R{n}",),
        (f"W{n}", f"V{n}"),
    )  # fmt: skip


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "bank.db")
    yield opened
    opened.close()


class Here(checkjobs.Line):
    """A line without a child at its end."""

    def __init__(self) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self.remarks: list[Remark] = []
        self.counts: list[int] = []

    def went(self, n: int) -> bool:
        self.counts.append(n)
        return True

    def part(self, piece: object) -> None:
        self.remarks += [Remark(*one) for one in piece]  # type: ignore[attr-defined]


def store(bank: Bank, slug: str, *questions: Question) -> dict[str, int]:
    bank.store_pack(Pack(PackHead(slug, slug.title()), questions), shipped=False)
    keys = bank.desk.keys(Listing(slug))
    return {question.id: key for question, key in zip(questions, keys, strict=True)}


def test_a_pack_is_judged_question_by_question_and_as_a_whole(bank: Bank) -> None:
    keys = store(
        bank, "noir", choice(1, "Who directed the series?"), choice(2),
        choice(3, "Which of the two cities is the older one?", "Mars"),
        replace(choice(4, "Which of these two cities is the older one?", "Mars"), id="twin"),
    )  # fmt: skip
    half = Workshop(bank).add("noir", blank())
    line = Here()
    assert checkjobs.lint(line, bank.path, "noir") == Checked(5)
    told = {(remark.key, remark.level, remark.field) for remark in line.remarks}
    assert (keys["q1"], "error", "prompt") in told
    assert (half, UNFINISHED, "prompt") in told
    assert (keys["twin"], "warning", "prompt") in told
    assert line.counts[-1] == 5


def test_very_many_questions_are_judged_one_by_one(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    store(
        bank,
        "noir",
        choice(3, "Which of the two cities is the older one?", "Mars"),
        choice(4, "Which of these two cities is the older one?", "Mars"),
    )
    monkeypatch.setattr(checkjobs, "MOST_TOGETHER", 1)
    line = Here()
    assert checkjobs.lint(line, bank.path, "noir") == Checked(2, alone=True)
    assert line.remarks == []


def test_twins_are_found_across_packs(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkjobs, "_AT_ONCE", 2)
    store(
        bank, "one",
        choice(1, "Who is the chief director of Metallic Rouge?", "Yutaka Izubuchi"),
        choice(2, "On which planet does it play?", "Mars"),
        choice(3, "Same pack, same question?", "Yes"), choice(4, "Same pack: same question", "Yes"),
    )  # fmt: skip
    keys = store(
        bank, "two",
        choice(5, "Who is chief director of Metallic Rouge?", "Yutaka Izubuchi", "near"),
        choice(6, "On which planet does it play", "Venus", "other-answer"),
        choice(7, "Something else?", "Mars", "no-twin"),
        choice(8, "SAME PACK, same question?", "Yes", "equal"),
    )  # fmt: skip
    line = Here()
    assert checkjobs.compare(line, bank.path) == Checked(8)
    told = {remark.key: remark.what for remark in line.remarks}
    assert set(told) == {keys["near"], keys["other-answer"], keys["equal"]}
    assert "in the pack “One” asks the same; keep one" in told[keys["near"]]
    assert "has another answer" in told[keys["other-answer"]]


def test_questions_of_one_pack_are_no_twins_here(bank: Bank) -> None:
    store(
        bank,
        "one",
        choice(3, "Same pack, same question?", "Yes"),
        choice(4, "Same pack: same question", "Yes"),
    )
    store(bank, "two", choice(1))
    line = Here()
    checkjobs.compare(line, bank.path)
    assert line.remarks == []


def test_a_real_child_does_it(bank: Bank) -> None:
    store(bank, "one", choice(1, "Who directed the series?"))
    store(bank, "two", choice(2, "Who directed the series?"))
    found: list[tuple[object, ...]] = []
    assert linting(bank.path, "one").run(part=found.extend) == Checked(1)
    assert found
    found.clear()
    assert comparing(bank.path).run(part=found.extend) == Checked(2)
    assert len(found) == 1
