"""A draft is edited in the form of its question."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from quiz.app.review import Review
from tests.bank.making import TEXT
from tests.desktop.review.desk import CTRL, Desk, Key


def test_a_draft_is_edited_in_its_form_and_accepted_from_there(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_J)
    desk.press(Key.Key_E)
    assert desk.focused is desk.page.body.form.prompt
    desk.press(Key.Key_A, CTRL)
    desk.write("Who was the director of Quiz Noir? jkreau1")
    assert desk.verdicts(key) == ["open"] * 4, "letters are letters in a field"
    desk.press(Key.Key_Return, CTRL)
    assert desk.verdicts(key) == ["open", "accepted", "open", "open"]
    assert desk.bank.reviews.drafts(key)[1].question.prompt == "Who was the director of Quiz Noir? jkreau1"
    assert desk.prompt == "Who wrote the score?"
    assert desk.focused is desk.page.body.list.table  # the next single key is one
    desk.press(Key.Key_U)
    assert desk.verdicts(key) == ["open"] * 4
    assert desk.bank.reviews.drafts(key)[2].question.prompt == "Who wrote the score?"


def test_what_is_typed_is_kept_and_undone(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_E)
    desk.write("So: ")
    desk.press(Key.Key_Escape)
    assert desk.rows[0] == "So: How many episodes has it?"
    assert desk.bank.reviews.drafts(key)[0].question.prompt == "So: How many episodes has it?"
    desk.press(Key.Key_U)
    assert desk.prompt == "How many episodes has it?"


def test_an_accepted_draft_is_edited_in_its_pack(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_A)
    desk.press(Key.Key_2)
    desk.press(Key.Key_E)
    desk.write("So: ")
    desk.press(Key.Key_Escape)
    slug = next(info.slug for info in desk.bank.pack_infos() if info.slug != "mine")
    assert desk.bank.pack(slug).questions[0].prompt == "So: How many episodes has it?"


def test_an_unfinished_draft_is_not_accepted_but_shown(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_E)
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_Backspace)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_A)
    assert desk.verdicts(key) == ["open"] * 4
    assert desk.told == "Not accepted yet: the prompt is empty; write what is asked."
    assert desk.focused is desk.page.body.form.prompt


def test_the_linter_knows_the_article_and_its_facts(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_J)
    form = desk.page.body.form
    form.evidence.setPlainText("It was directed by nobody.")
    assert "does not stand in the article" in form.notes["evidence"].text()
    form.evidence.setPlainText("It was directed by Ann Marlowe.")
    assert not form.notes["evidence"].text()
    desk.page.controller.save()
    assert desk.bank.reviews.drafts(key)[1].question.evidence_start == TEXT.index("It was directed")


def test_two_windows_do_not_overwrite_each_other(desk: Desk, key: int) -> None:
    desk.open(key)
    other = desk.bank.reviews.drafts(key)[0].key
    seen = desk.bank.reviews.draft_state(other)
    review = Review(desk.bank, key)
    review.save(other, seen, replace(seen.question, prompt="Theirs?"))
    desk.press(Key.Key_E)
    desk.write("Mine ")
    desk.page.controller.save()
    assert "Another window" in desk.told
    assert desk.page.is_writing()
    desk.chord(desk.page.foot.whose.show_theirs, Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert desk.prompt == "Theirs?"
    seen = desk.bank.reviews.draft_state(other)
    review.save(other, seen, replace(seen.question, prompt="Theirs again?"))
    desk.page.edit()
    desk.write("Mine ")
    desk.page.controller.save()
    desk.page.foot.whose.mine.emit()
    assert desk.bank.reviews.draft_state(other).question.prompt == "Mine Theirs?"


def test_another_window_s_work_is_seen(desk: Desk, key: int) -> None:
    desk.open(key)
    Review(desk.bank, key).reject(desk.bank.reviews.drafts(key)[2].key)
    desk.page.controller.come()
    assert desk.far == "1 of 4 reviewed, 0 accepted"
    assert desk.prompt == "How many episodes has it?"
