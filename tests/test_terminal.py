"""A round in the terminal: typed lines in, plain lines out."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.app.play import Setup
from quiz.bank.bank import Bank, open_bank
from quiz.core.questions import Kind, Media
from quiz.core.rounds import What
from quiz.core.rules import Rules
from quiz.settings import places
from quiz.terminal import play
from tests.app.conftest import make_pack


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = open_bank(tmp_path / "bank.db", backups=False)
    opened.store_pack(make_pack("kinds", 12, (Kind.TEXT, Kind.NUMBER)), shipped=True)
    yield opened
    opened.close()


def played(bank: Bank, tmp_path: Path, setup: Setup | None, *lines: str) -> int:
    return play(bank, places(tmp_path), setup, io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_whole_round(bank: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert played(bank, tmp_path, Setup(Rules(count=2), seed=3), "1", "2") == 0
    out = capsys.readouterr().out
    assert "Round complete." in out
    assert re.search(r"(Right|Partly right|Wrong)\.  \+\d+ \(\d+\.\d s\)   Score", out), "one part, told once"
    assert "Challenge code" in out
    assert bank.latest()[0].answered == 2


class _SlowReader(io.StringIO):
    """Somebody who types only when the time for reading is over."""

    def __next__(self) -> str:
        time.sleep(0.7)
        return super().__next__()


@pytest.mark.parametrize(("typing", "at_least"), [(_SlowReader, 500), (io.StringIO, 0)])
def test_the_clock_starts_after_the_reading_or_with_what_is_typed(
    bank: Bank, tmp_path: Path, typing: type[io.StringIO], at_least: int
) -> None:
    play(bank, places(tmp_path), Setup(Rules(count=1)), typing("\n\n1\n"))
    told = bank.stored(bank.latest()[0].id).events
    (shown,) = (event for event in told if event.what is What.SHOWN)
    assert shown.at_ms >= at_least
    assert told[-1].what is What.ANSWERED


def test_it_says_which_packs_it_plays_over(
    bank: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in range(8):
        bank.store_pack(make_pack(f"more-{n}", 2), shipped=True)
    played(bank, tmp_path, Setup(Rules(count=20), seed=1), "q")
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("Drawn from all 9 packs. ")
    assert "--pack ID" in first
    assert "quiz packs list" in first
    played(bank, tmp_path, Setup(Rules(count=2), ("kinds",)), "n", "q")
    assert "Drawn from" not in capsys.readouterr().out


def test_a_round_that_was_left_goes_on(
    bank: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    played(bank, tmp_path, Setup(Rules(count=2)), "1", "q")
    assert "The round waits" in capsys.readouterr().out
    played(bank, tmp_path, None, "", "1", "2")
    out = capsys.readouterr().out
    assert "was cut off at question" in out
    assert len(bank.latest()) == 1
    assert bank.check() == []


def test_a_new_round_when_the_old_one_is_not_wanted(bank: Bank, tmp_path: Path) -> None:
    played(bank, tmp_path, Setup(Rules(count=2)), "q")
    played(bank, tmp_path, Setup(Rules(count=2)), "n", "q")
    assert len(bank.latest()) == 2


def test_every_round_that_was_left_is_offered_the_last_one_first(
    bank: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    played(bank, tmp_path, Setup(Rules(count=2)), "q")
    played(bank, tmp_path, Setup(Rules(count=3)), "n", "q")
    capsys.readouterr()
    played(bank, tmp_path, None, "n", "", "1", "2")
    out = capsys.readouterr().out
    assert out.index("question 1 of 3") < out.index("question 1 of 2")
    assert out.count("n looks at the one before") == out.count("n begins a new one") == 1
    assert len(bank.latest()) == 2
    assert [row.count for row in bank.latest() if row.outcome] == [2]


def test_what_is_no_answer_is_asked_again(
    bank: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    played(bank, tmp_path, Setup(Rules(count=12), seed=1), "", "many", "q")
    assert "try again" in capsys.readouterr().out


def test_what_a_terminal_cannot_show_is_told(
    bank: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = make_pack("media", 1)
    question = replace(
        whole.questions[0], media=Media("a.png", "A red robot", "s.ogg"), choice_images=("a.png", "", "", "")
    )
    bank.store_pack(whole.with_questions((question,)), shipped=True)
    played(bank, tmp_path, Setup(Rules(count=1), ("media",)), "1")
    out = capsys.readouterr().out
    assert "A picture belongs to this question: A red robot" in out
    assert "Its answers have pictures." in out
    assert "A sound belongs to this question" in out
