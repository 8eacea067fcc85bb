"""Drafts are accepted, rejected and taken back by single keys."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.desktop.review.desk import CTRL, SHIFT, Desk, Key


def test_single_keys_decide_and_lead_to_the_next(desk: Desk, key: int) -> None:
    desk.open(key)
    assert desk.window.current == "review"
    assert desk.focused is desk.page.body.list.table
    assert desk.prompt == "How many episodes has it?"
    assert desk.far == "0 of 4 reviewed, 0 accepted"
    desk.press(Key.Key_A)
    assert desk.prompt == "Who directed Quiz Noir?"
    assert desk.told == "Accepted; 1 of 4 reviewed, 1 accepted. Ctrl+Z takes it back."
    desk.press(Key.Key_R)
    assert desk.prompt == "Who wrote the score?"
    desk.press(Key.Key_J)
    assert desk.prompt == "When did it come out?"
    desk.press(Key.Key_K)
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_Return)
    assert desk.verdicts(key) == ["accepted", "rejected", "rejected", "accepted"]
    (made,) = [info for info in desk.bank.pack_infos() if info.slug != "mine"]
    assert [q.prompt for q in desk.bank.pack(made.slug).questions] == [
        "How many episodes has it?", "When did it come out?"
    ]  # fmt: skip


def test_undo_and_redo_bring_the_draft_back_to_hand(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_A)
    desk.press(Key.Key_A)
    desk.chord(desk.page.head.undo, Key.Key_Z, CTRL)
    assert desk.prompt == "Who directed Quiz Noir?"
    assert desk.verdicts(key) == ["accepted", "open", "open", "open"]
    assert desk.told == "Undone: accepting “Who directed Quiz Noir?”"
    desk.press(Key.Key_U)
    assert desk.prompt == "How many episodes has it?"
    assert [info.slug for info in desk.bank.pack_infos()] == ["mine"]
    desk.press(Key.Key_Y, CTRL)
    desk.press(Key.Key_Y, CTRL)
    assert desk.verdicts(key) == ["accepted", "accepted", "open", "open"]
    assert desk.far == "2 of 4 reviewed, 2 accepted"


def test_lists_are_reached_by_their_numbers_and_verdicts_can_be_taken_back(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_A)
    desk.press(Key.Key_R)
    desk.press(Key.Key_2)
    assert desk.rows == ["How many episodes has it?"]
    assert desk.page.head.reopen.isVisibleTo(desk.page)
    desk.press(Key.Key_A)  # it is accepted
    assert desk.verdicts(key) == ["accepted", "rejected", "open", "open"]
    desk.press(Key.Key_R)
    assert desk.verdicts(key)[0] == "rejected"
    assert desk.page.body.done.heading.text() == "Nothing accepted yet"
    desk.press(Key.Key_3)
    assert len(desk.rows) == 2
    desk.press(Key.Key_O)
    assert desk.verdicts(key) == ["open", "rejected", "open", "open"]
    desk.press(Key.Key_A)
    assert desk.verdicts(key) == ["open", "accepted", "open", "open"]


def test_the_sure_ones_are_accepted_at_once(desk: Desk, key: int) -> None:
    desk.open(key)
    levels = desk.page.body.list.levels
    assert [levels.itemText(n) for n in range(levels.count())] == [
        "1 sure", "2 fairly sure", "All 4"
    ]  # fmt: skip
    levels.setFocus()
    desk.press(Key.Key_Down)
    desk.page.body.list.table.setFocus()
    desk.press(Key.Key_A, SHIFT)
    assert desk.verdicts(key) == ["open", "open", "accepted", "accepted"]
    assert desk.told == "2 drafts accepted"
    desk.press(Key.Key_U)
    assert desk.verdicts(key) == ["open"] * 4


def test_the_order_can_be_by_confidence(desk: Desk, key: int) -> None:
    desk.open(key)
    first = desk.rows
    desk.press(Key.Key_S)
    assert desk.rows == first[::-1]
    assert desk.prompt == first[0], "the draft at hand stays at hand"
    desk.press(Key.Key_S)
    desk.press(Key.Key_S)
    assert desk.rows == first


def test_when_all_is_reviewed_there_is_a_way_on(qtbot: QtBot, desk: Desk, key: int) -> None:
    desk.open(key)
    for _ in range(4):
        desk.press(Key.Key_A)
    done = desk.page.body.done
    assert done.heading.text() == "All 4 drafts are reviewed"
    assert done.lines.text() == "4 accepted, 0 rejected."
    assert desk.focused is done.open
    slug = next(info.slug for info in desk.bank.pack_infos() if info.slug != "mine")
    with qtbot.waitSignal(desk.page.play) as played:
        desk.chord(done.play, Key.Key_F5)
    assert played.args == [slug]
    desk.window.open_page("review")
    desk.press(Key.Key_Return)
    assert desk.window.current == "editor"
    editor = desk.window.page("editor")
    assert editor.controller.listing.slug == slug  # type: ignore[attr-defined]


def test_a_pack_of_one_s_own_can_be_chosen(desk: Desk, key: int) -> None:
    desk.open(key)
    pack = desk.page.body.list.pack
    desk.page.offer_packs(desk.bank.pack_infos())
    assert [pack.itemText(n) for n in range(pack.count())] == [
        "Into a new pack, “Quiz Noir”", "Into “My <b>own</b>”"
    ]  # fmt: skip
    pack.setFocus()
    desk.press(Key.Key_Down)
    desk.page.body.list.table.setFocus()
    desk.press(Key.Key_A)
    assert [info.questions for info in desk.bank.pack_infos()] == [2]
