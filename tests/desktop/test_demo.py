"""The window that plays by itself."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from quiz.desktop.demo import run_demo
from tests.desktop.errandwork import no_errand


def scores(text: str) -> list[int]:
    return [one["score"] for one in json.loads(text)["rounds"]]


def test_a_seed_gives_the_same_scores(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    found = []
    for _ in range(2):
        assert run_demo(None, rounds=2, seed=7, json=True) == 0
        found.append(scores(capsys.readouterr().out))
    assert found[0] == found[1]
    assert len(found[0]) == 2
    run_demo(None, rounds=1, seed=8, json=True)
    assert scores(capsys.readouterr().out) != found[0][:1]


def test_pictures_of_every_state(qapp: QApplication, tmp_path: Path) -> None:
    run_demo(None, rounds=1, history=3, theme="light", size=(900, 600), pictures=tmp_path)
    while not no_errand():  # the last child is being seen out
        time.sleep(0.01)
    states = {
        "reading",
        "question",
        "right",
        "wrong",
        "multiple",
        "partial",
        "text",
        "number",
        "order",
        "expired",
        "paused",
        "leave",
    }
    for state in states:
        picture = QImage(str(tmp_path / f"round-{state}-light-900x600.png"))
        assert (picture.width(), picture.height()) == (900, 600)
    pages = {path.name.split("-")[0] for path in tmp_path.iterdir()}
    assert pages == {
        *("welcome", "home", "scores", "settings", "people", "round", "results", "share"),
        *("achievements", "statistics", "past"),
        *("studio", "editor", "preview", "replace", "check", "intake", "export", "review"),
    }
