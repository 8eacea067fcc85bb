"""The review of an article by keyboard, on a real bank."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from quiz.app.articlejobs import ReadArticle, Stage
from quiz.app.jobs import JobRefusal
from quiz.app.review import Review
from quiz.app.workshop import Workshop
from quiz.article.refusals import ArticleRefusal
from quiz.bank.bank import Bank
from quiz.core.facts import LeftOut, Verdict
from quiz.core.questions import Kind, Pack, PackHead
from quiz.desktop.editor.answers import ChoiceAnswers
from quiz.desktop.review.article import ArticleText
from quiz.desktop.review.model import ReviewModel, Rows
from quiz.desktop.review.offsets import Units
from quiz.desktop.review.view import ReviewPage
from quiz.desktop.review.words import Shown, how_far
from quiz.desktop.services import Worker
from quiz.desktop.start import Shell
from quiz.desktop.studio.view import StudioPage
from quiz.desktop.theme import Style
from quiz.resources import questions
from tests.bank.making import TEXT, article, choice, span
from tests.copied import copied
from tests.desktop.errandwork import Errands
from tests.desktop.shellwork import make_shell
from tests.desktop.test_accessibility import unnamed

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PROSE = (questions() / "articles" / "metallic-rouge.md").read_text(encoding="utf-8")


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


class Desk:
    """The page in a shown window, and somebody's keys."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> None:
        self.bot, self.bank = qtbot, bank
        self.shell: Shell = make_shell(qapp, tmp_path, bank)  # type: ignore[arg-type]
        self.window, self.errands = self.shell.window, Errands()
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        self.page = ReviewPage(self.shell.services, errand=self.errands)
        self.window.add_page("review", self.page)
        self.window.open_page("studio")
        with qtbot.waitExposed(self.window):
            self.window.reveal()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def focused(self) -> QWidget:
        return self.window.focusWidget() or self.window

    @property
    def studio(self) -> StudioPage:
        page = self.window.page("studio")
        assert isinstance(page, StudioPage)
        return page

    @property
    def prompt(self) -> str:
        return self.page.body.form.prompt.toPlainText()

    @property
    def rows(self) -> list[str]:
        model = self.page.body.list.model
        return [model.index(n, 0).data() for n in range(model.rowCount())]

    @property
    def told(self) -> str:
        return self.page.foot.told.accessibleName()

    @property
    def far(self) -> str:
        return self.page.head.far.text()

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.focused, key, modifiers)

    def chord(
        self,
        button: QAbstractButton,
        key: Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """A button's own key: Qt presses the button for a moment, and clicks it then."""
        with self.bot.waitSignal(button.clicked):
            self.press(key, modifiers)

    def write(self, text: str) -> None:
        self.bot.keyClicks(self.focused, text)

    def open(self, key: int) -> None:
        self.shell.flow.review(key)

    def verdicts(self, key: int) -> list[str]:
        return [draft.verdict.value for draft in self.bank.reviews.drafts(key)]


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, bank: Bank) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path, bank)
    yield made
    made.window.open_page("settings")  # ends what the pages do once a second


# --- places in the text


def test_places_are_turned_both_ways_past_emoji() -> None:
    units = Units(TEXT)
    for place in range(len(TEXT) + 1):
        in_qt = len(TEXT[:place].encode("utf-16-le")) // 2
        assert units.to_qt(place) == in_qt
        assert units.from_qt(in_qt) == place


def test_marks_stand_where_the_evidence_does(qtbot: QtBot, style: Style) -> None:
    text = ArticleText(style)
    qtbot.addWidget(text)
    text.show_content(TEXT)
    piece, inner = span("The score is by 川井憲次."), span("川井憲次")
    text.mark_all([(one.start, one.end) for one in (piece, span("It ran for 26 episodes."))])
    text.mark_now([(piece.start, piece.end)], [(inner.start, inner.end)])
    marked = [one.cursor.selectedText() for one in text.extraSelections()]
    assert marked == [piece.text, "It ran for 26 episodes.", piece.text, inner.text]
    text.select((inner.start, inner.end))
    assert text.textCursor().selectedText() == inner.text
    assert text.selected() == (inner.start, inner.end)


def test_marks_follow_the_theme(qtbot: QtBot, style: Style) -> None:
    from quiz.desktop.theme import load_theme

    text = ArticleText(style)
    qtbot.addWidget(text)
    text.show_content(TEXT)
    text.mark_now([(0, 4)])
    style.change(theme=load_theme("light"))
    text.restyle()
    assert text.extraSelections()[0].format.background().color() == load_theme("light").color("mark")


# --- the model


def test_of_many_pieces_the_near_ones_are_marked_at_once_and_all_of_them_soon(
    qtbot: QtBot, style: Style
) -> None:
    text = ArticleText(style)
    qtbot.addWidget(text)
    text.show_content("word " * 300)
    spans = [(5 * n, 5 * n + 4) for n in range(300)]
    text.mark_all(spans)
    text.mark_now([spans[150]])
    first = [one.cursor.position() for one in text.extraSelections()]
    assert spans[149][1] in first
    assert len(first) < 30
    qtbot.waitUntil(lambda: len(text.extraSelections()) == len(spans) + 1)
    text.mark_now([spans[2]])
    assert len(text.extraSelections()) == len(spans) + 1, "they are there, and stay"


def test_the_model_passes_qt_s_own_tester(qapp: QApplication, bank: Bank, key: int) -> None:
    model = ReviewModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view, drafts = bank.reviews.article(key), bank.reviews.drafts(key)
    for shown in Shown:
        model.show_entries(Rows().of(view, drafts, shown))
    model.show_entries(Rows().of(view, drafts, Shown.OPEN))
    changed = [replace(draft, question=replace(draft.question, prompt="Other?")) for draft in drafts]
    model.show_entries(Rows().of(view, changed, Shown.OPEN))
    model.show_entries([])
    assert model.data(QModelIndex()) is None


def test_what_stands_in_the_rows(qapp: QApplication, bank: Bank, key: int) -> None:
    view, drafts = bank.reviews.article(key), bank.reviews.drafts(key)
    found = Rows().of(view, drafts, Shown.OPEN)
    assert [entry.confidence for entry in found] == [0.5, 0.6, 0.7, 0.8]
    assert found[0].more == "Number · Story"
    assert [e.confidence for e in Rows().of(view, drafts, Shown.OPEN, surest=1)] == [0.8, 0.7, 0.6, 0.5]
    hand = replace(drafts[0], fact=None, confidence=None, question=replace(drafts[0].question, prompt=" "))
    (own,) = Rows().of(view, [hand], Shown.OPEN)
    assert (own.text, own.icon, own.more) == (
        "New question",
        "pencil",
        "Not finished · Number · Story · by hand",
    )
    model = ReviewModel()
    model.show_entries(found)
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "How many episodes has it?, Number · Story, Unsure, 50 %"
    assert Rows().of(view, drafts, Shown.AGAINST)[0].text == "Quiz Noir: 1987 or 1988"
    assert Rows().of(view, drafts, Shown.LEFT_OUT)[0].more == "too little to ask about"


# --- verdicts


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


# --- the form


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


# --- the article and its report


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


# --- coming and going


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


# --- what is brought to the studio


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


# --- with a worker that takes its time


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
    shell.flow.review(key)
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
    shell.flow.review(key)
    qtbot.waitUntil(lambda: shell.window.current == "review")
    busy.set()
    page = shell.window.page("review")
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: page.body.isVisibleTo(page))
    shell.window.open_page("settings")
    shell.services.worker.close()


# --- for everybody


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
    shell.flow.review(key)
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


def test_kinds_that_are_written_by_hand(desk: Desk, key: int) -> None:
    desk.open(key)
    piece = span("26")
    desk.page.body.article.text.select((piece.start, piece.end))
    desk.chord(desk.page.body.article.answer, Key.Key_1, CTRL)
    made = desk.page.body.form.question()
    assert made is not None
    assert (made.kind, made.right) == (Kind.NUMBER, ("26",))
