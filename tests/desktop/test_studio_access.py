"""The studio's pages and an old round's: for a screen reader, for a keyboard alone, with hostile texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quiz.app import play
from quiz.app.replacing import Scope
from quiz.app.workshop import Workshop
from quiz.bank.author_views import Listing
from quiz.bank.bank import Bank
from quiz.core.questions import Kind, Media, Question
from quiz.core.rules import Rules
from quiz.desktop.check.view import CheckPage
from quiz.desktop.flow import Opened
from quiz.desktop.pages import Scroll
from quiz.desktop.start import Shell
from tests.bank.making import Playing, keys_of, new_round
from tests.desktop.errandwork import Errands
from tests.desktop.shellwork import make_shell
from tests.desktop.studiowork import editor, studio
from tests.desktop.test_accessibility import unnamed
from tests.desktop.test_markup import check
from tests.mediamaking import png, wav

TAG = "<img src='x'>" + " and many words more" * 9


def hostile(bank: Bank) -> str:
    shop = Workshop(bank)
    slug = shop.new_pack(TAG)
    shop.change_pack(slug, description=TAG, author=TAG)
    picture, sound = bank.media.keep(png(), "png"), bank.media.keep(wav(), "wav")
    media = Media(f"{picture}/<img>.png", TAG, f"{sound}/<b>.wav")
    question = Question("q", TAG, Kind.CHOICE, (TAG + "1",), (TAG + "2",), media=media)
    shop.add(slug, replace(question, category=TAG, explanation=TAG, source=TAG))
    return slug


def to_studio(shell: Shell, slug: str) -> None:
    studio(shell)


def to_editor(shell: Shell, slug: str) -> None:
    page = editor(shell, slug)
    page.table.selectAll()
    page.bar.replace.setFocus()


def to_moving(shell: Shell, slug: str) -> None:
    editor(shell, slug).at_hand.move_them.click()


def to_replace(shell: Shell, slug: str) -> None:
    page = shell.window.page("replace")
    page.ask(Scope(slug), TAG)  # type: ignore[attr-defined]
    page.wanted.setText("img")  # type: ignore[attr-defined]
    shell.window.open_page("replace")
    page.table.selectRow(0)  # type: ignore[attr-defined]


def to_check(shell: Shell, slug: str) -> None:
    errands = Errands(held=False)
    shell.window.add_page("check", CheckPage(shell.services, errand=errands))
    shell.flow.authoring._check(slug, TAG)


def to_past(shell: Shell, slug: str) -> None:
    """A round over it and over all kinds, with an answer that was right and some that were not."""
    bank = shell.services.bank()
    assert bank is not None
    keys = [*keys_of(bank, slug), *keys_of(bank, "kinds")]
    new = new_round(bank.add_player(TAG[:40]), keys, Rules(count=len(keys)), packs=(slug, "kinds"))
    game = Playing(bank, new).all(right=2)
    bank.release(game.id)
    shell.window.open_page("scores")
    shell.window.page("scores").look.emit(game.id)  # type: ignore[attr-defined]


WAYS = {
    "studio": to_studio,
    "editor": to_editor,
    "moving": to_moving,
    "replace": to_replace,
    "check": to_check,
    "past": to_past,
}
Way = Callable[[Shell, str], None]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_every_control_has_a_name_and_no_text_is_markup(
    qapp: QApplication, shell: Shell, bank: Bank, way: Way
) -> None:
    way(shell, hostile(bank))
    qapp.processEvents()
    assert unnamed(shell.window) == []
    check(shell.window)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_focus_stays_in_sight_and_goes_everywhere(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank, way: Way, percent: int
) -> None:
    slug = hostile(bank)
    shell = make_shell(qapp, tmp_path, bank, text_percent=percent)  # type: ignore[arg-type]
    shell.flow.bank_opened(Opened(bank, play))
    window = shell.window
    window.resize(900, 600)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.reveal()
    way(shell, slug)
    qapp.processEvents()
    page = window.current_page
    assert page is not None
    scrolls = page.findChildren(Scroll)
    unseen, met = set(), set()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        for _ in range(60):
            focused = window.focusWidget()
            if focused is not None and page.isAncestorOf(focused):
                met.add(focused)
                if not in_sight(focused, scrolls):
                    unseen.add(focused.accessibleName())
            qtbot.keyClick(focused or window, key)
            qapp.processEvents()
    left = {one for one in page.findChildren(QWidget) if reachable(one)} - met
    window.open_page("settings")
    window.close()
    shell.close()
    assert len(met) >= 4
    assert not unseen
    assert not {one.accessibleName() or repr(one) for one in left}


def in_sight(focused: QWidget, scrolls: list[Scroll]) -> bool:
    """Its top, at least: a table may be taller than the window."""
    for scroll in scrolls:
        if scroll.content.isAncestorOf(focused):
            place = QRect(focused.mapTo(scroll.viewport(), QPoint(0, 0)), focused.size())
            place.setHeight(min(place.height(), 60))
            if not scroll.viewport().rect().intersects(place):
                return False
    return True


def reachable(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def test_the_questions_of_a_hostile_pack_are_listed(bank: Bank) -> None:
    assert len(bank.desk.keys(Listing(hostile(bank)))) == 1
