"""Find and replace: what is found is what changes, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.app.replacing import Finder, Part, Piece, Replacing, ReplacingRefusal, Scope, replaced
from quiz.app.workshop import Workshop, blank
from quiz.bank import studio
from quiz.bank.author_views import Listing
from quiz.bank.bank import Bank
from quiz.core.questions import Kind, Pack, PackHead, Question
from quiz.words import Refused
from tests.copied import copied

NOIR = (
    Question(
        "a", "Who painted the art of Paris?", Kind.CHOICE, ("Art Spiegel",), ("Part", "ART"), category="Art",
        explanation="Art is long.\nArt!", tags=("art", "film"), source="art.example", evidence="Art Spiegel",
    ),
    Question("n", "How many arts?", Kind.NUMBER, ("9",), unit="arts"),
    Question("t", "Is it art?", Kind.TRUEFALSE, ("true",)),
    Question("j", "監督は誰ですか?", Kind.TEXT, ("堀監督", "Hori")),
    Question("e", "Où est l’École? 100 % of it_", Kind.TEXT, ("ÉCOLE",)),
)  # fmt: skip


HERE = Scope("noir")


def _furnish(bank: Bank) -> None:
    bank.store_pack(Pack(PackHead("noir", "Noir"), NOIR), shipped=False)
    bank.store_pack(Pack(PackHead("other", "Other"), NOIR[2:]), shipped=False)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "bank.db", _furnish)
    yield opened
    assert opened.check() == []
    opened.close()


def found(bank: Bank, replacing: Replacing, scope: Scope = HERE) -> list[Piece]:
    finder = Finder(bank, replacing, scope)
    pieces: list[Piece] = []
    while not finder.done:
        pieces += finder.step()
    assert finder.share == 1.0
    return pieces


def texts(pieces: list[Piece]) -> list[tuple[str, str]]:
    return [(piece.before, piece.after) for piece in pieces]


def test_every_text_that_a_player_reads_is_searched_and_no_number(bank: Bank) -> None:
    pieces = found(bank, Replacing("art", "X"))
    assert [(piece.part, piece.at) for piece in pieces] == [
        (Part.PROMPT, 0), (Part.ANSWERS, 0), (Part.ANSWERS, 1), (Part.ANSWERS, 2), (Part.EXPLANATION, 0),
        (Part.CATEGORY, 0), (Part.TAGS, 0), (Part.SOURCE, 0), (Part.PROMPT, 0), (Part.PROMPT, 0),
    ]  # fmt: skip
    assert pieces[4].after == "X is long.\nX!"
    assert pieces[4].spans == ((0, 3), (13, 16))
    assert pieces[4].put == ((0, 1), (11, 12))


def test_case_whole_words_and_fields(bank: Bank) -> None:
    assert texts(found(bank, Replacing("ART", "X", case=True))) == [("ART", "X")]
    whole = found(bank, Replacing("art", "X", frozenset({Part.ANSWERS}), words=True))
    assert texts(whole) == [("Art Spiegel", "X Spiegel"), ("ART", "X")]
    assert found(bank, Replacing("art", "art", case=True)) == []
    assert texts(found(bank, Replacing("監督", "監督者"))) == [
        ("監督は誰ですか?", "監督者は誰ですか?"), ("堀監督", "堀監督者")
    ]  # fmt: skip
    assert len(found(bank, Replacing("école", "X"))) == 2
    # What has a meaning for the database or for a pattern is a sign like any other.
    assert texts(found(bank, Replacing("0 %", "X"))) == [(NOIR[4].prompt, "Où est l’École? 10X of it_")]
    assert found(bank, Replacing("t_of", "X")) == []
    assert texts(found(bank, Replacing("paris?", r"\1"))) == [(NOIR[0].prompt, r"Who painted the art of \1")]


def test_a_pack_some_questions_or_all_packs(bank: Bank) -> None:
    truth = Replacing("Is it", "Was it")
    assert len(found(bank, truth)) == 1
    assert len(found(bank, truth, Scope())) == 2
    keys = tuple(bank.desk.keys(Listing("noir")))
    assert len(found(bank, truth, Scope("noir", keys[:2]))) == 0
    assert len(found(bank, truth, Scope("noir", keys))) == 1


def test_unfinished_questions_are_searched_and_removed_ones_are_not(bank: Bank) -> None:
    shop = Workshop(bank)
    key = shop.add("noir", blank())
    state = bank.desk.question_state(key)
    shop.save(key, state, replace(state.question, prompt="Half an elephant"))
    assert len(found(bank, Replacing("elephant", "X"))) == 1
    shop.remove([key])
    assert found(bank, Replacing("elephant", "X")) == []


def test_many_are_found_page_by_page(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.app.replacing._KEYS_A_STEP", 2)
    monkeypatch.setattr("quiz.app.replacing._NUMBERS_A_STEP", 3)
    finder = Finder(bank, Replacing("i", "X"), Scope())
    shares, n = [], 0
    while not finder.done:
        keys = {piece.key for piece in finder.step()}
        assert len(keys) <= 2
        n += len(keys)
        shares.append(finder.share)
    assert shares == sorted(shares)
    assert n == 7


def test_what_is_found_is_replaced_as_one_step(bank: Bank) -> None:
    shop, before = Workshop(bank), bank.pack("noir")
    pieces = [piece for piece in found(bank, Replacing("art", "X")) if piece.part is not Part.TAGS]
    assert shop.replace_all(pieces) == 3
    made = bank.pack("noir").questions[0]
    assert (made.prompt, made.right, made.wrong) == (
        "Who painted the X of Paris?",
        ("X Spiegel",),
        ("PX", "X"),
    )
    assert (made.tags, made.evidence, made.category) == (("art", "film"), "Art Spiegel", "X")
    assert shop.undo() == "Undone: replacing in “Who painted the X of Paris?” and 2 more in Noir"
    assert bank.pack("noir") == before


def test_a_text_that_was_changed_meanwhile_stays(bank: Bank) -> None:
    pieces = found(bank, Replacing("art", "X"))
    theirs = replace(NOIR[0], prompt="Another art?")
    made = replaced(theirs, [piece for piece in pieces if piece.key == pieces[0].key])
    assert made.prompt == "Another art?"
    assert made.category == "X"


def test_a_tag_that_is_replaced_by_nothing_goes(bank: Bank) -> None:
    Workshop(bank).replace_all(found(bank, Replacing("film", "")))
    assert bank.pack("noir").questions[0].tags == ("art",)


@pytest.mark.parametrize(
    ("replacing", "name"),
    [
        (Replacing(""), ReplacingRefusal.NOTHING),
        (Replacing("x", parts=frozenset()), ReplacingRefusal.NOWHERE),
    ],
)
def test_nothing_to_look_for_is_told(bank: Bank, replacing: Replacing, name: ReplacingRefusal) -> None:
    with pytest.raises(Refused) as caught:
        Finder(bank, replacing, Scope())
    assert caught.value.name is name


def test_the_bank_finds_whatever_the_pattern_finds(bank: Bank) -> None:
    """The needle may let through too much, never too little."""
    for wanted in ("art", "Kelvin \u212a", "école", "ÉCOLE", "監督", "İstanbul", "%", "_", "\\", "k"):
        needle = Replacing(wanted).needle()
        pattern = Replacing(wanted).pattern()
        for text in (wanted, wanted.upper(), wanted.lower(), wanted.swapcase()):
            if pattern.search(text):
                assert needle.lower() in text.lower(), (wanted, needle, text)
    assert studio._like("50 %_\\") == "%50 \\%\\_\\\\%"
