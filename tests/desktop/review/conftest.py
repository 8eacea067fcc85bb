"""A bank with an article, and the page of its review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.bank.bank import Bank
from quiz.core.questions import Pack, PackHead
from tests.bank.making import article, choice
from tests.copied import copied
from tests.desktop.review.desk import Desk


def _furnish(bank: Bank) -> None:
    bank.store_pack(Pack(PackHead("mine", "My <b>own</b>"), (choice(1),)), shipped=False)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "bank.db", _furnish)
    yield opened
    assert opened.check() == []
    opened.close()


@pytest.fixture
def key(bank: Bank) -> int:
    return bank.reviews.store("article", article())


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path, bank)
    yield made
    made.window.open_page("settings")  # ends what the pages do once a second
