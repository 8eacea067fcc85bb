"""GIFT as Moodle writes it, as teachers write it, and as neither should."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from quiz.core.questions import Kind, Question
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.lines import peeked
from quiz.packs.formats.model import Likely, Peek, Row
from quiz.words import Refused
from tests.packs.formats.making import out_and_in, read

GIFT = format_of("gift")


def one(tmp_path: Path, data: str) -> Row:
    found = read(GIFT, tmp_path / "a.gift", data)
    assert len(found) == 1
    return found[0]


def question(tmp_path: Path, data: str) -> Question:
    row = one(tmp_path, data)
    assert row.why == ""
    assert len(row.questions) == 1
    return row.questions[0]


EXPORTED = r"""// question: 0  name: Switch category to $course$/top/Default for History
$CATEGORY: $course$/top/Default for History/Tombs


// question: 12  name: Grant's tomb
// [id:tomb-1] [tag:history] [tag:New York]
::Grant's tomb::[html]<p>Who is buried in <b>Grant's</b> tomb &amp; why\?</p>{
	~<p>nobody</p>#<p>No\!</p>
	=<p>Grant</p>
	~<p>Lee</p>
	####<p>It is in New York\: go and see.</p>
}


// question: 13  name: Year
::Year::[html]<p>When was Grant born?</p>{#
	=%100%1822:0#<p>Right</p>
	=%50%1822:2#
	~#<p>Wrong</p>
}


// question: 14  name: Two
::Two::[html]Which two?{
	~%-100%nobody
	~%50%Grant
	~%50%his wife
}


"""


def test_what_moodle_exports_comes_in_with_category_tags_and_general_feedback(tmp_path: Path) -> None:
    grant, year, two = read(GIFT, tmp_path / "a.txt", EXPORTED)
    (q,) = grant.questions
    assert (q.kind, q.prompt) == (Kind.CHOICE, "Who is buried in Grant's tomb & why\\?")
    assert (q.right, q.wrong) == (("Grant",), ("nobody", "Lee"))
    assert q.explanation == "It is in New York: go and see."
    assert q.category == "Default for History/Tombs"
    assert q.tags == ("history", "New York")
    assert grant.number == 7
    assert grant.changed == ("the feedback on its answers is left out",)
    (q,) = year.questions
    assert (q.kind, q.right, q.tolerance, q.explanation) == (Kind.NUMBER, ("1822",), Decimal(0), "Right")
    assert "1822 ± 2 gave 50 % of the marks and is left out" in year.changed
    (q,) = two.questions
    assert (q.kind, q.right, q.wrong) == (Kind.MULTIPLE, ("Grant", "his wife"), ("nobody",))
    assert two.changed == ()


@pytest.mark.parametrize(
    ("data", "right"),
    [("{T}", "true"), ("{TRUE}", "true"), ("{F}", "false"), ("{ FALSE }", "false"), ("{true}", "true")],
)
def test_true_and_false(tmp_path: Path, data: str, right: str) -> None:
    q = question(tmp_path, f"The sun rises in the east. {data}\n")
    assert (q.kind, q.right) == (Kind.TRUEFALSE, (right,))


def test_the_feedback_on_what_is_right_explains_a_true_or_false(tmp_path: Path) -> None:
    row = one(tmp_path, "It rises in the west.{F#No\\#1#It is the east.}")
    assert row.questions[0].explanation == "It is the east."
    assert row.changed == ("the feedback on its answers is left out",)


def test_typed_answers_are_all_accepted_and_those_for_nothing_are_near_misses(tmp_path: Path) -> None:
    row = one(tmp_path, "Who?{=Rouge =Red =%75%Roug =%0%Rogue}")
    (q,) = row.questions
    assert (q.kind, q.right, q.wrong) == (Kind.TEXT, ("Rouge", "Red"), ("Rogue",))
    assert row.changed == ("“Roug” gave 75 % of the marks and is left out",)


def test_an_answer_without_its_mark_is_one_all_the_same(tmp_path: Path) -> None:
    assert question(tmp_path, "Capital?{Paris}").right == ("Paris",)


def test_a_star_stands_for_anything_and_is_told(tmp_path: Path) -> None:
    row = one(tmp_path, "Colour?{=colo*r =five \\\\* =%0%*}")
    assert row.questions[0].right == ("color", "five *")
    assert row.changed == ("the * in “colo*r” stood for any letters and is left out",)


def test_partial_marks_beside_a_right_answer_are_told(tmp_path: Path) -> None:
    row = one(tmp_path, "Who?{=full ~%50%half ~none}")
    assert row.questions[0].wrong == ("half", "none")
    assert row.changed == ("“half” gave 50 % of the marks and counts as wrong now",)


def test_several_right_answers_of_which_one_was_enough(tmp_path: Path) -> None:
    row = one(tmp_path, "Who?{=a =b ~c}")
    assert (row.questions[0].kind, row.questions[0].right) == (Kind.MULTIPLE, ("a", "b"))
    assert row.changed == ("any one of its right answers was enough and all of them are asked for now",)


def test_more_than_six_choices_lose_wrong_ones(tmp_path: Path) -> None:
    row = one(tmp_path, "Who?{=1 ~2 ~3 ~4 ~5 ~6 ~7 ~8}")
    assert row.questions[0].wrong == ("2", "3", "4", "5", "6")
    assert row.changed == ("it has more than 6 choices; some wrong ones are left out",)


def test_weights_that_differ_are_told(tmp_path: Path) -> None:
    row = one(tmp_path, "Who?{~%70%a ~%30%b ~%-50%c}")
    assert row.questions[0].right == ("a", "b")
    assert row.changed == ("its right answers had different weights and all count the same now",)


@pytest.mark.parametrize(
    ("answer", "right", "tolerance"),
    [
        ("#3", "3", "0"), ("#3.14:0.01", "3.14", "0.01"), ("#1..5", "3", "2"), ("#-5..-1", "-3", "2"),
        ("#=1822:0 =%50%1822:2", "1822", "0"), ("# =%100%7 ~#no", "7", "0"), ("#3,5", "3.5", "0"),
        ("#=5:1 =5:2", "5", "2"),
    ],
)  # fmt: skip
def test_numbers_in_all_their_forms(tmp_path: Path, answer: str, right: str, tolerance: str) -> None:
    q = question(tmp_path, f"How many?{{{answer}}}")
    assert (q.kind, q.right, q.tolerance) == (Kind.NUMBER, (right,), Decimal(tolerance))


def test_several_right_numbers_are_typed(tmp_path: Path) -> None:
    row = one(tmp_path, "How many?{#=5 =7}")
    assert (row.questions[0].kind, row.questions[0].right) == (Kind.TEXT, ("5", "7"))
    assert row.changed == ("several numbers are right in it, so it is answered as a text now",)


def test_three_pairs_become_a_choice_each(tmp_path: Path) -> None:
    row = one(tmp_path, "Match\nthe sounds.{\n=cat -> meow\n=dog -> woof\n\n=cow -> moo\n= -> baa\n}")
    assert [(q.prompt, q.right) for q in row.questions] == [
        ("Match\nthe sounds.\ncat", ("meow",)),
        ("Match\nthe sounds.\ndog", ("woof",)),
        ("Match\nthe sounds.\ncow", ("moo",)),
    ]
    assert row.questions[0].wrong == ("woof", "moo", "baa")
    assert row.changed == ("it is a matching question; each of its 3 pairs became a choice question",)


def test_a_text_behind_the_answers_makes_a_gap(tmp_path: Path) -> None:
    assert question(tmp_path, "Grant is {~buried =entombed} in\nhis tomb.").prompt == (
        "Grant is _____ in\nhis tomb."
    )
    assert question(tmp_path, "He came from {=Ohio}.").prompt == "He came from _____."
    assert question(tmp_path, "Where from? {=Ohio}.").prompt == "Where from?"
    assert question(tmp_path, "{=Ohio ~Utah} is where.").prompt == "_____ is where."


def test_escapes_mean_what_stands_behind_them(tmp_path: Path) -> None:
    q = question(tmp_path, r"::a\:b::What \{is\} 1\=1\n\#2?{~ \~ \= C\:\\new =\{\} \\}")
    assert q.prompt == "What {is} 1=1\n#2?"
    assert (q.right, q.wrong) == (("{} \\",), ("~ = C:\\new",))


def test_braces_in_a_title_are_no_answers(tmp_path: Path) -> None:
    assert question(tmp_path, "::What is {x}::Really?{=a ~b}").prompt == "Really?"


def test_a_title_stands_in_for_an_empty_prompt(tmp_path: Path) -> None:
    row = one(tmp_path, "::The sky is blue::{T}")
    assert row.questions[0].prompt == "The sky is blue"
    assert row.changed == ("its prompt is empty, so its title became it",)


def test_forms_of_texts(tmp_path: Path) -> None:
    assert question(tmp_path, "[html]<p>A &lt; b<br>c</p>{=[html]<i>x</i> ~y}").prompt == "A < b\nc"
    assert question(tmp_path, "[plain]A <b> &lt;{T}").prompt == "A <b> &lt;"
    assert question(tmp_path, "[markdown]Is *this* _so_?{T}").prompt == "Is *this* _so_?"
    assert question(tmp_path, "[moodle]H<sub>2</sub>O{T}").prompt == "H₂O"
    assert question(tmp_path, "What is #include <stdio.h> in a<b?{T}").prompt.endswith("<stdio.h> in a<b?")
    assert question(tmp_path, "[html]What?{=1 &lt; 2 ~3}").right == ("1 < 2",)


def test_a_picture_in_the_text_is_told(tmp_path: Path) -> None:
    row = one(tmp_path, '[html]Who? <img src\\="@@PLUGINFILE@@/a.png" alt\\="a robot">{T}')
    assert row.questions[0].prompt == "Who? [a robot]"
    assert row.changed == ("a picture in the text is left out",)


def test_ordering_as_the_plugin_writes_it(tmp_path: Path) -> None:
    q = question(tmp_path, "Sort them.{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\none\ntwo\nthree\n}")
    assert (q.kind, q.right) == (Kind.ORDER, ("one", "two", "three"))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("Write about it.{}", "it is an essay, which nobody can judge here; write what is right"),
        ("Write about it.{####grading}", "it is an essay, which nobody can judge here; write what is right"),
        ("Read this first.", "it is a description without answers and is skipped"),
        ("Match.{=a -> b =c -> d}", "it is a matching question with 2 pairs, and 3 or more can be taken"),
        ("Match.{=a -> b =c =d -> e}", "“c” has no ->; write both halves of each pair"),
        ("Who?{~a ~b}", "none of its answers is marked as right; mark one"),
        ("Who?{=%50%a}", "none of its answers gives full marks; mark one as right"),
        ("How many?{#nine}", "“nine” is no number; write one such as 9 or 3.14:0.01"),
        ("How many?{#=5:1 =9:1}", "several numbers with tolerances are right in it; keep one"),
        ("Who?{=a ~b", "its { is never closed; write } after the last answer"),
        ("Who} is?", r"a brace in its text is not escaped; write it as \{ or \}"),
        ("Who {=a} is {=b} it?", r"it has a second { }, and GIFT takes one; write others as \{ \}"),
        ("Sort.{>a\nb}", "it asks for the order of 2 steps, and 3 to 6 can be taken"),
    ],
)
def test_what_cannot_be_taken_says_why(tmp_path: Path, data: str, why: str) -> None:
    before, row, after = read(GIFT, tmp_path / "a.gift", f"One?{{T}}\n\n{data}\n\nThree?{{F}}\n")
    assert row.why.startswith(why)
    assert (row.number, row.questions) == (3, ())
    assert before.questions[0].prompt == "One?"
    assert after.questions[0].prompt == "Three?"


def test_questions_without_a_blank_line_between_them(tmp_path: Path) -> None:
    data = "One? {T}\nTwo\nlong? {=a\n~b}\n// note\n::t::Three? {F}\n$CATEGORY: x\nFour? {T} indeed\n"
    found = read(GIFT, tmp_path / "a.gift", data)
    assert [row.questions[0].prompt for row in found] == [
        "One?",
        "Two\nlong?",
        "Three?",
        "Four? _____ indeed",
    ]
    assert [row.number for row in found] == [1, 2, 6, 8]
    assert [row.questions[0].category for row in found] == ["", "", "", "x"]


@pytest.mark.parametrize("next_one", ["Next? {=c ~d}", "::t::Next? {=c ~d}", "// note\n\nNext?\n{=c ~d}"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_brace_that_is_never_closed_costs_one_question(tmp_path: Path, gap: str, next_one: str) -> None:
    open_one, after = read(GIFT, tmp_path / "a.gift", f"Who? {{\n=a\n~b{gap}{next_one}\n")
    assert open_one.why == "its { is never closed; write } after the last answer"
    assert (after.questions[0].prompt, after.questions[0].right) == ("Next?", ("c",))


def test_blank_lines_and_comments_within_a_question(tmp_path: Path) -> None:
    q = question(tmp_path, "::t::\n\nWho? {\n\n// the first\n=a\n\n~b # no\n\n}\n")
    assert (q.prompt, q.right, q.wrong) == ("Who?", ("a",), ("b",))


@pytest.mark.parametrize(
    ("path", "category"),
    [
        ("tom/dick/harry", "tom/dick/harry"), ("$course$/Biology", "Biology"), ("$course$/top", ""),
        ("$system$/top/A//B / C", "A/B/C"), ("top/Cells", "Cells"), ("$module1$/top/x", "x"),
    ],
)  # fmt: skip
def test_categories_lose_what_is_moodles_alone(tmp_path: Path, path: str, category: str) -> None:
    assert question(tmp_path, f"$CATEGORY: {path}\n\nWho?{{T}}").category == category


def test_encodings(tmp_path: Path) -> None:
    path = tmp_path / "a.gift"
    text = "Où est-il ?{=là ~ici}\r\n\r\nDeux ?{T}\r\n"
    for data in (
        text.encode(),
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.replace("\r", "").encode(),
    ):
        first, second = read(GIFT, path, data)
        assert (first.questions[0].prompt, first.changed) == ("Où est-il ?", ())
        assert second.number == 3
    first, second = read(GIFT, path, text.encode("cp1252"))
    assert first.questions[0].right == ("là",)
    assert first.changed == ("its text is no UTF-8 and was read as Windows-1252",)
    assert second.changed == ()


@pytest.mark.parametrize(
    "data",
    [
        EXPORTED,
        "::t::Who?{=a}",
        "$CATEGORY: x\n\nWho?{}",
        "// c\nWho? {\n=a\n~b\n}",
        "Sky?{T}",
        "n?{#=3 =%50%4}",
    ],
)
@pytest.mark.parametrize("name", ["a.gift", "a.txt"])
def test_gift_is_known_by_its_content(tmp_path: Path, data: str, name: str) -> None:
    (tmp_path / name).write_text(data)
    found = recognised(tmp_path / name)
    assert found is not None
    assert found.name == "gift"


@pytest.mark.parametrize(
    "data",
    [
        '{"results": [{"question": "a = b"}]}', "body { color: red }", "question,answer\nWho?,{x}\n",
        "Who is it?\nA) Hori\nB) Bones\nANSWER: A\n", "#separator:tab\nfront\tback {{c1::x}}\n",
        "just a text\n\nof lines\n", "[[question]]\nprompt = 'a {b}'\n", "",
    ],
)  # fmt: skip
def test_other_files_are_none_of_gift(data: str) -> None:
    assert GIFT.sniff(Peek(Path("a.txt"), data.encode(), peeked(data.encode()))) is Likely.NO


def test_what_is_lost_is_told_and_what_has_a_place_is_kept(tmp_path: Path) -> None:
    full = Question(
        "q", "Who?", Kind.TEXT, ("a -> b", "*"), ("c",), category="Science/Cells", explanation="So.\nIt is.",
        exact=True, tags=("x]y", "<b>", "two words"), source="S",
    )  # fmt: skip
    order = Question("o", "Sort", Kind.ORDER, ("a", "b", "c"))
    expected, rows, lost = out_and_in(GIFT, [full, order], tmp_path / "a.gift")
    assert [question for row in rows for question in row.questions] == expected
    (kept,) = expected
    assert kept.category == "Science/Cells"
    assert kept.tags == ("x]y", "two words")
    assert kept.explanation == "So.\nIt is."
    assert (kept.right, kept.wrong) == (("a → b", "*"), ("c",))
    assert [one.what for one in lost if not one.whole] == [
        "its source is not carried",
        "that it must be typed exactly is not carried",
        "its tags with < > ` or a backslash at the end are not carried",
        "-> in its answers would make pairs of them and is written as →",
    ]
    assert [one.what for one in lost if one.whole] == ["GIFT has no questions of the kind order"]


def test_a_question_of_no_category_after_one_of_some(tmp_path: Path) -> None:
    pack = [
        Question("a", "One", Kind.TRUEFALSE, ("true",), category="Cells /"),
        Question("b", "Two", Kind.TRUEFALSE, ("true",)),
        Question("c", "Three", Kind.TRUEFALSE, ("true",), category="//"),
    ]
    expected, rows, lost = out_and_in(GIFT, pack, tmp_path / "a.gift")
    assert [row.questions[0].category for row in rows] == ["Cells /", "", ""]
    assert [one.category for one in expected] == ["Cells /", "", ""]
    assert [one.number for one in lost] == [3]


def test_a_huge_question_ends_the_file_in_a_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="the question in line 3 is larger than 1 MB"):
        read(GIFT, tmp_path / "a.gift", "One?{T}\n\nTwo?{\n" + "~a\n" * 600_000)


def test_a_long_line_costs_its_question_only(tmp_path: Path) -> None:
    first, second = read(GIFT, tmp_path / "a.gift", "Who?{=a ~" + "b" * 70_000 + "}\n\nTwo?{T}\n")
    assert first.why == "a line is longer than 64 KB; shorten it"
    assert second.questions[0].prompt == "Two?"


@pytest.mark.parametrize("sign", ["\\", "{", "~%", "\\#", "####", "::", "=%50%", "#..", "->"])
def test_signs_in_masses_are_no_trouble(tmp_path: Path, sign: str) -> None:
    text = sign * (60_000 // len(sign))
    rows = read(GIFT, tmp_path / "a.gift", f"Q {{={text}}}\n\n{text}\n\nTwo?{{T}}\n")
    assert rows[-1].questions[0].prompt == "Two?"
