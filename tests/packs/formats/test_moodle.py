"""Moodle XML as Moodle writes it, as other programs do, and as nobody should."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from quiz.core.questions import Kind
from quiz.packs.formats import recognised
from quiz.words import Refused
from tests.packs.formats.making import read
from tests.packs.formats.moodlework import (
    AB,
    CATEGORY,
    MOODLE,
    answers,
    ask,
    one,
    question,
    quiz,
    rows,
)


def test_a_choice_with_all_that_moodle_writes_around_it(tmp_path: Path) -> None:
    inner = (
        "<single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>"
        '<correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>'
        '<incorrectfeedback format="html"><text>Your answer is incorrect.</text></incorrectfeedback>'
        "<shownumcorrect/>"
        + answers((0, "<p>nobody</p>"), (100, "<p>Grant &amp; Co</p>"))
        + "<tags><tag><text>history</text></tag><tag><text>New York</text></tag></tags>"
    )
    made = ask("multichoice", "<p>Who is <b>buried</b>&nbsp;here?</p><p>Say.</p>", inner)
    made = made.replace(
        "<text></text>\n    </generalfeedback>", "<text>It is <i>Grant</i>.</text></generalfeedback>"
    )
    first, row = rows(
        tmp_path, ask("truefalse", "No?", answers((100, "true"), (0, "false"))), CATEGORY + made
    )
    assert first.questions[0].category == ""
    (q,) = row.questions
    assert (row.number, row.changed) == (2, ())
    assert (q.kind, q.prompt) == (Kind.CHOICE, "Who is buried here?\nSay.")
    assert (q.right, q.wrong) == (("Grant & Co",), ("nobody",))
    assert (q.explanation, q.category, q.tags) == (
        "It is Grant.",
        "Default for X/Tombs",
        ("history", "New York"),
    )


def test_what_moodle_says_to_every_answer_is_told_once_when_an_author_wrote_it(tmp_path: Path) -> None:
    inner = "<correctfeedback><text>Bravo!</text></correctfeedback><hint><text>Think.</text></hint>" + AB
    first, second = rows(tmp_path, ask("multichoice", "One?", inner), ask("multichoice", "Two?", inner))
    assert first.changed == ("its feedback “Bravo!” is left out", "its hints are left out")
    assert second.changed == ("its hints are left out",)


@pytest.mark.parametrize("single", ["false", "0"])
def test_several_answers(tmp_path: Path, single: str) -> None:
    weights = answers(("33.33333", "a"), ("33.33333", "b"), ("33.33333", "c"), (-100, "d"))
    q = question(tmp_path, ask("multichoice", "Which?", f"<single>{single}</single>{weights}"))
    assert (q.kind, q.right, q.wrong) == (Kind.MULTIPLE, ("a", "b", "c"), ("d",))
    q = question(tmp_path, ask("multichoiceset", "Which?", answers((100, "a"), (100, "b"), (0, "c"))))
    assert (q.kind, q.right, q.wrong) == (Kind.MULTIPLE, ("a", "b"), ("c",))


def test_partial_marks_are_told(tmp_path: Path) -> None:
    row = one(tmp_path, ask("multichoice", "Who?", answers((100, "a"), (50, "b"), (-33.33333, "c"))))
    assert row.questions[0].wrong == ("b", "c")
    assert row.changed == ("“b” gave 50 % of the marks and counts as wrong now",)


def test_true_or_false_in_any_order_and_language(tmp_path: Path) -> None:
    q = question(tmp_path, ask("truefalse", "No?", answers((0, "true"), (100, "false"))))
    assert (q.kind, q.right) == (Kind.TRUEFALSE, ("false",))
    q = question(tmp_path, ask("truefalse", "Yes?", answers((0, "false"), (100, "true"))))
    assert q.right == ("true",)
    row = one(tmp_path, ask("truefalse", "No?", answers((0, "Vero"), (100, "Falso"))))
    assert row.questions[0].right == ("false",)
    assert row.changed == ("its answers “Vero” and “Falso” were taken for true and false",)


def test_typed_answers_are_no_markup_and_case_makes_them_exact(tmp_path: Path) -> None:
    inner = "<usecase>1</usecase>" + answers((100, "a <b> &amp; c"), (100, "five \\*"), (0, "d"), (0, "*"))
    q = question(tmp_path, ask("shortanswer", "What?", inner))
    assert (q.kind, q.right, q.wrong, q.exact) == (Kind.TEXT, ("a <b> &amp; c", "five *"), ("d",), True)
    assert not question(tmp_path, ask("shortanswer", "What?", "<usecase>0</usecase>" + AB)).exact


def test_numbers_with_tolerance_and_unit(tmp_path: Path) -> None:
    inner = (
        '<answer fraction="100"><text>9,81</text><tolerance>0.05</tolerance></answer>'
        '<answer fraction="0"><text>*</text></answer>'
        "<units><unit><multiplier>1</multiplier><unit_name>m/s²</unit_name></unit></units><showunits>0</showunits>"
    )
    q = question(tmp_path, ask("numerical", "How fast?", inner))
    assert (q.kind, q.right, q.tolerance, q.unit) == (Kind.NUMBER, ("9.81",), Decimal("0.05"), "m/s²")
    unitless = inner.replace("<showunits>0", "<showunits>3")
    assert question(tmp_path, ask("numerical", "How fast?", unitless)).unit == ""
    old = "<answer>42<fraction>1</fraction><tolerance>0</tolerance></answer>"
    assert question(tmp_path, ask("numerical", "How many?", old)).right == ("42",)


def pair(left: str, right: str) -> str:
    return (
        f'<subquestion format="html"><text><![CDATA[{left}]]></text>'
        f"<answer><text>{right}</text></answer></subquestion>"
    )


@pytest.mark.parametrize("kind", ["matching", "match", "ddmatch"])
def test_matching_becomes_choices(tmp_path: Path, kind: str) -> None:
    pairs = pair("<p>cat</p>", "meow") + pair("dog", "woof") + pair("cow", "moo") + pair("", "baa")
    row = one(tmp_path, ask(kind, "Which sound?", pairs))
    assert [(q.prompt, q.right) for q in row.questions] == [
        ("Which sound?\ncat", ("meow",)), ("Which sound?\ndog", ("woof",)), ("Which sound?\ncow", ("moo",)),
    ]  # fmt: skip
    assert set(row.questions[0].wrong) == {"woof", "moo", "baa"}
    assert row.changed == ("it is a matching question; each of its 3 pairs became a choice question",)


def test_ordering(tmp_path: Path) -> None:
    q = question(tmp_path, ask("ordering", "Sort", answers(("1.0000000", "one"), (2, "two"), (3, "three"))))
    assert (q.kind, q.right) == (Kind.ORDER, ("one", "two", "three"))


CLOZE = (
    "<p>The capital of {1:SHORTANSWER_C:=France~%50%Gaul#nearly} is "
    "{2:MULTICHOICE_V:Lyon~=Paris &amp; Co#yes~Nice\\}}. "
    "It has {:NM:=20:1~*#no} parts and {1:MR:=a~=b~c}.</p>"
)


def test_a_cloze_text_becomes_a_question_a_gap(tmp_path: Path) -> None:
    row = one(tmp_path, ask("cloze", CLOZE))
    assert row.text == "The capital of _____ is _____. It has _____ parts and _____."
    typed, choice, number, several = row.questions
    assert typed.prompt == "The capital of _____ is Paris & Co. It has 20 parts and a, b."
    assert (typed.kind, typed.right, typed.exact) == (Kind.TEXT, ("France",), True)
    assert choice.prompt == "The capital of France is _____. It has 20 parts and a, b."
    assert (choice.right, choice.wrong, choice.explanation) == (("Paris & Co",), ("Lyon", "Nice}"), "yes")
    assert (number.kind, number.right, number.tolerance) == (Kind.NUMBER, ("20",), Decimal(1))
    assert (several.kind, several.right, several.wrong) == (Kind.MULTIPLE, ("a", "b"), ("c",))
    assert row.changed[0] == "it is a cloze text; each of its 4 gaps became a question"
    assert "gap 1: “Gaul” gave 50 % of the marks and is left out" in row.changed


def test_a_cloze_text_of_one_gap_changes_nothing(tmp_path: Path) -> None:
    q = question(tmp_path, ask("multianswer", "Grant is in {1:SA:=Ohio} now."))
    assert (q.prompt, q.right) == ("Grant is in _____ now.", ("Ohio",))


def test_a_gap_that_asks_nothing_is_told_and_the_others_are_taken(tmp_path: Path) -> None:
    row = one(tmp_path, ask("cloze", "A {1:SA:=a} and {1:MC:b~c}"))
    assert [q.prompt for q in row.questions] == ["A _____ and …"]
    assert "gap 2: none of its answers is marked as right; mark one" in row.changed


@pytest.mark.parametrize(
    ("kind", "inner", "why"),
    [
        ("essay", "", "it is an essay, which nobody can judge here; write what is right"),
        ("description", "", "it is a description without answers and is skipped"),
        ("calculatedmulti", AB, "it is a calculated question, whose numbers Moodle draws"),
        ("ddwtos", "", "it is a text to drag words into; write it as a choice"),
        ("gapselect", "", "it is a text with gaps to choose for; write it as a choice"),
        ("ddmarker", "", "it is a picture to drag marks onto; write it as a choice"),
        ("random", "", "it stands for other questions that Moodle draws; export those"),
        ("coderunner", "", "its type “coderunner” is not known; write it as a choice"),
        ("multichoice", "", "none of its answers is marked as right; mark one"),
        (
            "multichoice",
            answers((50, "a"), (50, "b")),
            "none of its answers gives full marks; mark one as right",
        ),
        ("truefalse", answers((100, "true")), "it lacks one of its answers true and false"),
        ("truefalse", answers((100, "true"), (100, "false")), "one of true and false must give full marks"),
        ("shortanswer", answers((100, "*")), "any answer counts as right in it; write what is right"),
        ("numerical", answers((100, "nine")), "“nine” is no number; write one such as 9"),
        ("matching", pair("a", "b") + pair("c", "d"), "it is a matching question with 2 pairs"),
        (
            "ordering",
            answers((1, "a"), (2, "b")),
            "it asks for the order of 2 steps, and 3 to 6 can be taken",
        ),
        ("cloze", "", "it is a cloze text without gaps and is skipped"),
    ],
)
def test_what_cannot_be_taken_says_why(tmp_path: Path, kind: str, inner: str, why: str) -> None:
    good = ask("multichoice", "Good?", AB)
    _, row, after = rows(tmp_path, good, ask(kind, "This one", inner), good.replace("Good", "Better"))
    assert row.why.startswith(why)
    assert (row.number, row.text, row.questions) == (2, "This one", ())
    assert after.questions[0].prompt == "Better?"


@pytest.mark.parametrize(
    ("form", "text", "prompt"),
    [
        ("html", "a &lt; b<br/>c", "a < b\nc"),
        ("plain_text", "a <b> &amp;\nc", "a <b> &amp;\nc"),
        ("markdown", "*a* &amp; b", "*a* &amp; b"),
        ("moodle_auto_format", "line one\nline <b>two</b>", "line one\nline two"),
        ("moodle_auto_format", "if a<b and b>c", "if a<b and b>c"),
    ],
)
def test_forms_of_texts(tmp_path: Path, form: str, text: str, prompt: str) -> None:
    assert question(tmp_path, ask("multichoice", text, AB, form)).prompt == prompt


def test_markup_that_was_not_escaped_is_markup(tmp_path: Path) -> None:
    text = ask("multichoice", "X", AB).replace("<![CDATA[X]]>", 'Is <b class="x">this</b><br/>it?')
    assert question(tmp_path, text).prompt == "Is this\nit?"


def test_a_name_stands_in_for_an_empty_prompt(tmp_path: Path) -> None:
    row = one(tmp_path, ask("multichoice", "", AB, name="Who?"))
    assert row.questions[0].prompt == "Who?"
    assert row.changed == ("its prompt is empty, so its name became it",)


def test_encodings(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    text = quiz(ask("shortanswer", "Où ?", answers((100, "là"))), ask("multichoice", "Two?", AB))
    bare = text.replace(' encoding="UTF-8"', "")
    latin = text.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    for data in (text.encode("utf-8-sig"), b"\n \n" + bare.encode(), bare.encode("utf-16"), latin):
        first, _ = read(MOODLE, path, data)
        assert (first.questions[0].prompt, first.changed) == ("Où ?", ())
    first, second = read(MOODLE, path, text.encode("cp1252"))
    assert first.questions[0].right == ("là",)
    assert first.changed == ("its text is no UTF-8 and was read as Windows-1252",)
    assert second.changed == ()
    first, _ = read(MOODLE, path, text.replace("Où", "O\x0bù\x00").encode())
    assert first.questions[0].prompt == "Où ?"


def test_a_question_that_is_no_xml_costs_only_itself(tmp_path: Path) -> None:
    good = ask("multichoice", "Good?", AB)
    entity = good.replace("<![CDATA[Good?]]>", "a&nbsp;b")
    unclosed = good.replace("</name>", "").replace("Good", "Unclosed")
    found = rows(tmp_path, good, entity, good.replace("Good", "Next"), unclosed, good.replace("Good", "Last"))
    assert [row.questions[0].prompt if row.questions else "" for row in found] == [
        "Good?", "", "Next?", "", "Last?"
    ]  # fmt: skip
    assert found[1].why == "the file is no sound XML here (line 27: undefined entity); mend it"
    assert found[3].why.endswith("mismatched tag); mend it")


def test_a_file_that_breaks_off_keeps_what_stands_before(tmp_path: Path) -> None:
    text = quiz(ask("multichoice", "One?", AB), ask("multichoice", "Two?", AB))
    whole, broken = read(MOODLE, tmp_path / "a.xml", text[: text.index("Two?")])
    assert whole.questions[0].prompt == "One?"
    assert broken.why.startswith("the file is no sound XML here (line ")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (
            '<!DOCTYPE q [<!ENTITY a "b">]><quiz><question type="x">&a;</question></quiz>',
            "delete its <!DOCTYPE",
        ),
        ('<!DOCTYPE q SYSTEM "file:///etc/passwd"><quiz/>', "delete its <!DOCTYPE"),
        ("<quiz></quiz>", "it holds no questions of Moodle's"),
        ("<quiz>" + "<a>" * 50_000, "it is no sound XML"),
        ("not xml", "it is no sound XML"),
        ("", "it is no sound XML"),
        (
            "<?xml version='1.0' encoding='rot13'?><quiz/>",
            "its encoding rot13 is not known; save it as UTF-8",
        ),
        ("<quiz><question type='" + "a" * 5_000_000, "a tag or a comment in it is larger than 4 MB"),
        ("<quiz><question type='x'>" + "<a/>" * 600_000, "a question in it is larger than 2 MB; take it out"),
    ],
)
def test_hostile_files_end_in_a_plain_sentence(tmp_path: Path, data: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read(MOODLE, tmp_path / "a.xml", data)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "text", ["<img " * 50_000, "<audio>" * 30_000, "{1:SA:=a" * 30_000, "{1:SA:=a}" * 100, "<b>" * 60_000]
)
def test_markup_in_masses_is_no_trouble(tmp_path: Path, text: str) -> None:
    _, after = rows(tmp_path, ask("cloze", text, AB), ask("multichoice", "Two?", AB))
    assert after.questions[0].prompt == "Two?"


@pytest.mark.parametrize("name", ["a.xml", "a.txt"])
def test_moodle_xml_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    for data in (quiz(CATEGORY), quiz(ask("essay", "x")), "<quiz>\n</quiz>"):
        (tmp_path / name).write_text(data)
        found = recognised(tmp_path / name)
        assert found is not None
        assert found.name == "moodle"
    for data in ("<html><p>quiz</p></html>", "<?xml version='1.0'?><rss/>", "Who? &lt;quiz&gt;"):
        (tmp_path / name).write_text(data)
        assert recognised(tmp_path / name) is None
