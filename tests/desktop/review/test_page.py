"""The page for everybody: names, places, and how far one is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quiz.bank.bank import Bank
from quiz.desktop.review.view import ReviewPage
from quiz.desktop.review.words import Shown, how_far
from tests.desktop.shellwork import make_shell
from tests.desktop.test_accessibility import unnamed


@pytest.mark.parametrize(("size", "percent"), [((1280, 800), 100), ((900, 600), 100), ((1280, 800), 200)])
def test_everything_has_a_name_and_a_place(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    bank: Bank,
    key: int,
    size: tuple[int, int],
    percent: int,
) -> None:
    shell = make_shell(qapp, tmp_path, bank, text_percent=percent)  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    shell.window.resize(*size)
    shell.flow.authoring.review(key)
    shell.window.show()
    qapp.processEvents()
    page = shell.window.page("review")
    assert isinstance(page, ReviewPage)
    for shown in Shown:
        page.controller.show_list(shown)
        qapp.processEvents()
        assert unnamed(page) == []
        content = page.frame.content
        for widget in content.findChildren(QWidget):
            if widget.isVisibleTo(page) and page.frame.viewport().isAncestorOf(widget):
                right = widget.mapTo(page, widget.rect().topRight()).x()
                inside = page.body.form.isAncestorOf(widget) or page.body.finding.isAncestorOf(widget)
                assert inside or right <= page.width(), f"{widget!r} is cut off"
    page.ask_for_article()
    assert unnamed(page) == []
    shell.window.open_page("settings")


def test_how_far_one_is() -> None:
    assert how_far(12, 31, 9) == "12 of 31 reviewed, 9 accepted"
    assert how_far(0, 0, 0) == "No drafts"
