"""How articles come to their review, and how one leaves it."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.app.articlejobs import ReadArticle, Stage
from quiz.app.jobs import JobRefusal
from quiz.app.workshop import Workshop
from quiz.article.refusals import ArticleRefusal
from quiz.bank.bank import Bank
from quiz.desktop.review.view import ReviewPage
from quiz.desktop.review.words import Shown
from quiz.desktop.services import Worker
from tests.bank.making import TEXT, article
from tests.desktop.review.desk import CTRL, PROSE, SHIFT, Desk, Key
from tests.desktop.shellwork import make_shell


def test_a_review_waits_where_it_was_left(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_R)
    desk.press(Key.Key_R)
    desk.press(Key.Key_3)
    desk.press(Key.Key_J)
    desk.press(Key.Key_Escape)
    assert desk.window.current == "studio"
    studio = desk.studio
    row = [studio.reviews_model.index(0, n).data() for n in range(2)]
    assert row == ["Quiz Noir", "2 of 4 reviewed, 0 accepted"]
    other = desk.bank.reviews.store("article", article(TEXT + " More."))
    desk.open(other)
    assert desk.page.controller.shown is Shown.OPEN
    desk.open(key)
    assert desk.page.controller.shown is Shown.REJECTED
    assert desk.prompt == "Who directed Quiz Noir?"


def test_the_studio_goes_on_with_an_article_and_takes_it_away(desk: Desk, key: int) -> None:
    desk.studio.controller.refresh()
    desk.studio.reviews.setFocus()
    desk.press(Key.Key_Return)
    assert desk.window.current == "review"
    desk.press(Key.Key_Escape)
    desk.studio.reviews.setFocus()
    desk.press(Key.Key_Delete)
    assert desk.bank.reviews.cards() == []
    assert not desk.studio.reviews.isVisibleTo(desk.studio)
    desk.chord(desk.studio.undo, Key.Key_Z, CTRL)
    assert [card.title for card in desk.bank.reviews.cards()] == ["Quiz Noir"]


def test_an_article_that_goes_while_it_is_open_says_so(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.chord(desk.page.head.undo, Key.Key_Z, CTRL)
    assert desk.page.ask.isVisibleTo(desk.page)
    assert "not here any more" in desk.page.ask.trouble.text()
    Workshop(desk.bank).redo()
    desk.open(key)
    assert desk.prompt == "How many episodes has it?"


def test_a_stray_letter_takes_no_article_away(desk: Desk, key: int) -> None:
    desk.open(key)
    desk.press(Key.Key_U)
    assert desk.told == "No verdict to take back; Ctrl+Z takes back reading “Quiz Noir”."
    assert [card.title for card in desk.bank.reviews.cards()] == ["Quiz Noir"]
    desk.press(Key.Key_A)
    desk.press(Key.Key_U)
    assert desk.verdicts(key) == ["open"] * 4


def test_esc_leads_out_of_a_review_without_drafts(desk: Desk) -> None:
    desk.open(desk.bank.reviews.store("article", replace(article(), drafts=())))
    assert desk.focused is desk.page.body.article.text
    with desk.bot.waitSignal(desk.page.back):
        desk.press(Key.Key_Escape)
    assert desk.window.current == "studio"


def test_an_article_is_asked_for_and_read(desk: Desk) -> None:
    desk.chord(desk.studio.from_article, Key.Key_T, CTRL)
    assert desk.window.current == "review"
    assert desk.focused is desk.page.ask.field
    desk.press(Key.Key_Return, CTRL)
    assert "nothing to read yet" in desk.page.ask.trouble.text()
    desk.page.ask.field.setPlainText(PROSE)
    desk.press(Key.Key_Return, CTRL)
    assert desk.page.reading.isVisibleTo(desk.page)
    assert desk.page.reading.doing.text() == "Reading the text…"
    desk.errands.last.part.emit(Stage.MAKING)
    desk.errands.last.went.emit(40)
    assert desk.page.reading.bar.value() == 40
    desk.errands.last.let_go()
    assert desk.page.body.isVisibleTo(desk.page)
    assert len(desk.rows) > 10
    assert "drafts were made" in desk.told
    assert not desk.page.ask.field.toPlainText()
    # The same text again leads to what is there.
    desk.press(Key.Key_R)
    desk.page.read_text(PROSE)
    desk.errands.last.let_go()
    assert "here already" in desk.told
    assert desk.far.startswith("1 of ")
    assert len(desk.bank.reviews.cards()) == 1


def test_reading_is_cancelled_and_refused_in_plain_words(desk: Desk) -> None:
    desk.chord(desk.studio.from_article, Key.Key_T, CTRL)
    desk.page.ask.address.setFocus()
    desk.write("example.org/review")
    desk.press(Key.Key_Return)
    assert desk.errands.last.job.arguments[1] == "https://example.org/review"
    desk.press(Key.Key_Escape)
    assert desk.errands.last.stopped
    desk.errands.last.refuse(JobRefusal.STOPPED)
    assert desk.page.ask.isVisibleTo(desk.page)
    assert not desk.page.ask.trouble.isVisibleTo(desk.page)
    desk.page.read(["scan.pdf"])
    desk.errands.last.refuse(ArticleRefusal.SCAN, source="scan.pdf")
    assert desk.page.ask.trouble.text().startswith("scan.pdf holds pictures of pages and no text")
    desk.page.read_text("…")
    desk.errands.last.refuse(ArticleRefusal.EMPTY, source="-")
    assert desk.page.ask.trouble.text().startswith("The text holds no text")
    assert desk.page.ask.field.toPlainText() == "…", "a text that was pasted is not lost"


def test_too_few_facts_leave_the_article_to_ask_by_hand(desk: Desk) -> None:
    desk.page.read_text("It was a good day. People were glad, and nobody said why. " * 3)
    desk.errands.last.let_go()
    done = desk.page.body.done
    assert done.heading.text() == "No drafts"
    assert done.lines.text().startswith("This text holds too few facts for a quiz.")
    assert desk.far == "No drafts"
    desk.window.open_page("review")
    desk.page.body.article.text.select((0, 18))
    desk.chord(desk.page.body.article.evidence, Key.Key_2, CTRL)
    assert desk.page.body.form.evidence.toPlainText() == "It was a good day."


def test_several_articles_are_read_one_after_the_other(desk: Desk, tmp_path: Path) -> None:
    names = []
    for n in range(2):
        path = tmp_path / f"a{n}.txt"
        path.write_text(PROSE + f"\n\nIt has {n} parts.", encoding="utf-8")
        names.append(str(path))
    desk.page.read(names)
    desk.errands.made[0].let_go()
    desk.errands.made[1].let_go()
    assert len(desk.bank.reviews.cards()) == 2
    article = desk.page.controller.article
    assert article is not None
    assert article.source == names[1]


def test_the_worker_s_answer_for_an_older_wish_is_not_shown(desk: Desk, key: int) -> None:
    desk.page.intake.done.emit(ReadArticle(key, 4, was_here=False))
    assert desk.prompt == "How many episodes has it?"


def drop(desk: Desk, data: QMimeData) -> None:
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    desk.studio.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, none))


def test_articles_that_are_dropped_on_the_studio_are_read(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PROSE, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop(desk, data)
    assert desk.window.current == "review"
    assert desk.errands.last.job.arguments[1] == str(path)


def test_a_long_text_that_is_pasted_is_an_article_and_questions_are_imported(desk: Desk) -> None:
    QGuiApplication.clipboard().setText(PROSE)
    desk.press(Key.Key_V, CTRL | SHIFT)
    assert desk.window.current == "review"
    assert desk.errands.last.job.arguments[1:] == ("", QGuiApplication.clipboard().text())
    desk.errands.last.refuse()
    desk.window.open_page("studio")
    QGuiApplication.clipboard().setText("https://example.org/a")
    desk.press(Key.Key_V, CTRL | SHIFT)
    assert desk.errands.last.job.arguments[1] == "https://example.org/a"


def test_the_page_is_made_while_nobody_waits_and_comes_when_it_is_filled(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank, key: int
) -> None:
    shell = make_shell(qapp, tmp_path, bank, worker=Worker())  # type: ignore[arg-type]
    window = shell.window
    qtbot.addWidget(window)
    window.open_page("studio")
    window.show()
    qtbot.waitUntil(lambda: window.made("review"))
    assert window.current == "studio"
    shell.flow.authoring.review(key)
    assert window.current == "studio", "until there is something to show"
    qtbot.waitUntil(lambda: window.current == "review")
    page = window.page("review")
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: page.body.list.pack.count() == 2)
    assert page.body.form.prompt.toPlainText() == "How many episodes has it?"
    for _ in range(4):
        qtbot.keyClick(page.body.list.table, Key.Key_A)
    qtbot.waitUntil(lambda: page.body.done.open.isVisibleTo(page))
    assert [draft.verdict.value for draft in bank.reviews.drafts(key)] == ["accepted"] * 4
    window.open_page("settings")
    shell.services.worker.close()


def test_a_worker_that_is_busy_does_not_keep_the_page_away(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank, key: int
) -> None:
    shell = make_shell(qapp, tmp_path, bank, worker=Worker())  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    shell.window.open_page("studio")
    shell.window.show()
    busy = threading.Event()
    shell.services.worker.run(busy.wait, print)
    shell.flow.authoring.review(key)
    qtbot.waitUntil(lambda: shell.window.current == "review")
    busy.set()
    page = shell.window.page("review")
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: page.body.isVisibleTo(page))
    shell.window.open_page("settings")
    shell.services.worker.close()
