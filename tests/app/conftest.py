"""A small bank with packs of every kind, and a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quiz.bank.bank import Bank
from quiz.core.questions import Kind, Pack, PackHead
from tests.copied import copied
from tests.core.makers import choice

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def make_pack(slug: str, n: int, kinds: tuple[Kind, ...] = (Kind.CHOICE,)) -> Pack:
    questions = tuple(choice(at, kinds[at % len(kinds)]) for at in range(n))
    return Pack(PackHead(slug, slug.title()), questions)


def _furnish(bank: Bank) -> None:
    bank.store_pack(make_pack("alpha", 40), shipped=True)
    bank.store_pack(make_pack("kinds", 30, tuple(Kind)), shipped=True)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "bank.db", _furnish)
    yield opened
    opened.close()
