"""The article beside its questions, and what its report tells."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from quiz.core.facts import LeftOut, Verdict
from quiz.core.questions import Kind
from quiz.desktop.editor.answers import ChoiceAnswers
from quiz.desktop.review.offsets import Units
from quiz.desktop.review.words import Shown
from tests.bank.making import TEXT, article, span
from tests.desktop.review.desk import CTRL, SHIFT, Desk, Key


def test_in_a_narrow_page_the_evidence_stands_above_its_question(desk: Desk, key: int) -> None:
    desk.open(key)
    quote = desk.page.body._quote
    assert not quote.isVisible(), "the article itself stands beside it"
    desk.window.resize(900, 600)
    desk.shell.services.style.change(scale=2.0)
    QApplication.processEvents()
    desk.press(Key.Key_J)
    desk.press(Key.Key_J)
    assert quote.isVisible()
    assert quote.text() == "“The score is by 川井憲次.”"
    QApplication.processEvents()
    assert quote.heightForWidth(quote.width()) <= quote.height()
    desk.press(Key.Key_4)
    assert not quote.isVisible(), "the report quotes for itself"


def test_the_evidence_is_marked_in_the_article(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_J)
    desk.press(Key.Key_J)
    text = desk.page.body.article.text
    marked = [one.cursor.selectedText() for one in text.extraSelections()]
    assert marked[-2:] == ["The score is by 川井憲次.", "川井憲次"]
    assert len(marked) == 4 + 2
    assert desk.page.body.article.where.text() == "Article, paragraph 2 of 2"
    assert not text.textCursor().hasSelection()


def test_a_marked_piece_becomes_a_question(desk: Desk, key: int) -> None:
    desk.open(key)
    article = desk.page.body.article
    assert not article.answer.isVisibleTo(desk.page)
    desk.press(Key.Key_M)
    assert desk.focused is article.text
    cursor = article.text.textCursor()
    cursor.setPosition(Units(TEXT).to_qt(TEXT.index("川井")))
    article.text.setTextCursor(cursor)
    for _ in range(4):
        desk.press(Key.Key_Right, SHIFT)
    assert article.answer.isVisibleTo(desk.page)
    desk.chord(desk.page.body.article.answer, Key.Key_1, CTRL)
    form = desk.page.body.form
    assert desk.focused is form.prompt
    assert form.evidence.toPlainText() == "The score is by 川井憲次."
    answers = form._answers
    assert isinstance(answers, ChoiceAnswers)
    assert answers.fields[0].text() == "川井憲次"
    assert "the prompt is empty" in form.notes["prompt"].text()
    desk.write("Whose score is it?")
    answers.fields[1].setFocus()
    desk.write("Ann Marlowe")
    desk.press(Key.Key_Return, CTRL)
    drafts = desk.bank.reviews.drafts(key)
    assert (drafts[-1].verdict, drafts[-1].fact) == (Verdict.ACCEPTED, None)
    assert drafts[-1].question.evidence_start == TEXT.index("The score")
    assert desk.far == "1 of 5 reviewed, 1 accepted"


def test_a_marked_piece_can_be_the_evidence(desk: Desk, key: int) -> None:
    desk.open(key)
    piece = span("It ran for 26 episodes.")
    desk.page.body.article.text.select((piece.start, piece.end))
    desk.chord(desk.page.body.article.evidence, Key.Key_2, CTRL)
    assert desk.page.body.form.evidence.toPlainText() == piece.text
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_U)
    assert desk.far == "0 of 4 reviewed, 0 accepted", "what was begun by hand is undone too"


def test_contradictions_are_shown_with_both_sides(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_4)
    finding = desk.page.body.finding
    assert desk.rows == ["Quiz Noir: 1987 or 1988"]
    assert finding.heading.text() == "The article contradicts itself"
    text = desk.page.body.article.text
    assert [one.cursor.selectedText() for one in text.extraSelections()][-2:] == [
        "came out in 1987", "came out in 1988"
    ]  # fmt: skip
    finding.buttons[1].setFocus()
    desk.press(Key.Key_Return)
    assert Units(TEXT).from_qt(text.textCursor().position()) == TEXT.index("came out in 1988")
    desk.press(Key.Key_A)
    assert desk.verdicts(key) == ["open"] * 4


def test_what_was_left_out_becomes_a_question(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_5)
    assert desk.rows == ["Some say"]
    assert desk.page.body.finding.lines.text() == "“Some say”\n\nToo little to ask about."
    desk.press(Key.Key_Return)
    assert desk.page.body.form.evidence.toPlainText() == "Some say"
    assert desk.focused is desk.page.body.form.prompt
    assert desk.page.controller.shown is Shown.OPEN


def test_markup_of_an_article_stays_text(desk: Desk) -> None:
    tag = "<img src='x'>"
    made = article(TEXT + f" {tag}", title=tag)
    question, fact, sure = made.drafts[1]
    end = len(TEXT) + 1
    left = LeftOut(tag, replace(fact.evidence, text=tag, start=end, end=end + len(tag)))
    made = replace(made, drafts=((replace(question, prompt=tag), fact, sure),), left_out=(left,))
    desk.open(desk.bank.reviews.store("article", made))
    assert desk.page.head.heading.text == tag
    assert desk.rows == [tag]
    index = desk.page.body.list.model.index(0, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("<qt>&lt;img")
    desk.press(Key.Key_5)
    assert tag in desk.page.body.finding.lines.text()
    assert desk.page.body.finding.lines.textFormat() is Qt.TextFormat.PlainText


def test_kinds_that_are_written_by_hand(desk: Desk, key: int) -> None:
    desk.open(key)
    piece = span("26")
    desk.page.body.article.text.select((piece.start, piece.end))
    desk.chord(desk.page.body.article.answer, Key.Key_1, CTRL)
    made = desk.page.body.form.question()
    assert made is not None
    assert (made.kind, made.right) == (Kind.NUMBER, ("26",))
