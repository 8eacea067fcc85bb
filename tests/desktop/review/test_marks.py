"""Where evidence is marked in a text, and the list of drafts as a model."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.bank.bank import Bank
from quiz.desktop.review.article import ArticleText
from quiz.desktop.review.model import ReviewModel, Rows
from quiz.desktop.review.offsets import Units
from quiz.desktop.review.words import Shown
from quiz.desktop.theme import Style
from tests.bank.making import TEXT, span


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
