"""Anki's text files, as it exports them today and as it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.core.kinds import Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.model import Row
from quiz.packs.formats.reading import ForeignReader

ANKI = format_of("anki")
TOP = "#separator:tab\n#html:true\n"


def rows(tmp_path: Path, data: str) -> list[Row]:
    path = tmp_path / "a.txt"
    path.write_bytes(data.encode())
    assert recognised(path) is ANKI
    return list(ForeignReader(path, ANKI))


def one(tmp_path: Path, data: str) -> Question:
    (row,) = rows(tmp_path, data)
    assert (row.why, row.changed) == ("", ())
    return row.questions[0]


def test_an_export_with_all_its_columns(tmp_path: Path) -> None:
    top = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
    (row,) = rows(tmp_path, top + 'xyz\tBasic\tGeo::Europe\t"<b>Capital</b> of France?"\tParis\tgeo leech\n')
    found = row.questions[0]
    assert (row.number, found.prompt, found.right) == (7, "Capital of France?", ("Paris",))
    assert (found.category, found.tags, found.kind) == ("Geo::Europe", ("geo", "leech"), Kind.TEXT)


def test_named_columns_in_any_order(tmp_path: Path) -> None:
    found = one(tmp_path, "#separator:Comma\n#columns:Back,Extra,Front\n#tags:all\nHori,He did.,Who?\n")
    assert (found.prompt, found.right, found.explanation, found.tags) == (
        "Who?",
        ("Hori",),
        "He did.",
        ("all",),
    )


def test_older_exports_without_a_word(tmp_path: Path) -> None:
    first, second = rows(tmp_path, "Who &amp; what?\tHori<br>\tfilm noir\nWhere?\tJapan\t\n")
    assert (first.questions[0].prompt, first.questions[0].right) == ("Who & what?", ("Hori",))
    assert (first.questions[0].tags, second.questions[0].tags) == (("film", "noir"), ())


def test_plain_text_stays_as_it_is(tmp_path: Path) -> None:
    found = one(tmp_path, '#separator:tab\n#html:false\n"What is\n<b>?"\t&amp;\n')
    assert (found.prompt, found.right) == ("What is\n<b>?", ("&amp;",))


def test_a_comment_is_no_note_and_marks_may_be_quoted(tmp_path: Path) -> None:
    assert one(tmp_path, TOP + '# a comment\n"#1 in the charts?"\tHori\n').prompt == "#1 in the charts?"


def test_media_are_told(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, TOP + 'Who?[sound:a.mp3]\t"Hori <img src=""a.png"">"\n')
    assert row.changed == (
        "a sound in it is left out, for the file holds only its name",
        "a picture in the text is left out",
    )
    assert (row.questions[0].prompt, row.questions[0].right) == ("Who?", ("Hori",))


def test_clozes_are_a_question_each(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, TOP + "{{c1::Bones}} made <i>{{c2::Metallic Rouge::series}}</i>.\tIn 2024.\n")
    assert [(one.prompt, one.right, one.explanation) for one in row.questions] == [
        ("_____ made Metallic Rouge.", ("Bones",), "In 2024."),
        ("Bones made _____ (series).", ("Metallic Rouge",), "In 2024."),
    ]
    assert row.changed == ("it is a note with gaps; 2 of them became a question each",)


def test_a_cloze_of_one_gap_is_one_question_and_no_change(tmp_path: Path) -> None:
    assert one(tmp_path, TOP + "{{c1::Bones}} made it.\t\n").right == ("Bones",)


def test_a_cloze_in_a_cloze(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, TOP + "{{c1::Canberra is in {{c2::Australia}}}}, {{c2::Australia}}\t\n")
    assert [(one.prompt, one.right) for one in row.questions] == [
        ("_____, Australia", ("Canberra is in Australia",)),
        ("Canberra is in _____, _____", ("Australia",)),
    ]


def test_clozes_that_cannot_be_asked(tmp_path: Path) -> None:
    some, none, picture = rows(
        tmp_path,
        TOP
        + "{{c1::a}} {{c1::b}} {{c2::c}}\t\n{{c1::a}} {{c1::b}}\t\n"
        + "{{c1::image-occlusion:rect:left=.1}}\t<img>\n",
    )
    assert (len(some.questions), some.changed) == (1, ("gap 1 hides several texts at once and is left out",))
    assert none.why == "its gaps hide several texts at once; give every gap a number of its own"
    assert picture.why == "it hides parts of a picture, which cannot be asked here"


@pytest.mark.parametrize("back", ["B", "B) Hori", "hori", "(b)", "B<br>He did."])
def test_lettered_choices_on_the_front(tmp_path: Path, back: str) -> None:
    found = one(tmp_path, TOP + f"Who?<br>A) Ito<br>B) Hori<br>C) Sato\t{back}\n")
    assert (found.prompt, found.kind, found.right) == ("Who?", Kind.CHOICE, ("Hori",))
    assert found.wrong == ("Ito", "Sato")
    assert found.explanation == ("He did." if "<br>" in back else "")


def test_a_long_back_is_an_answer_and_its_explanation(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, TOP + "Who?\tHori<div>He did.</div>\n")
    assert (row.questions[0].right, row.questions[0].explanation) == (("Hori",), "He did.")
    assert row.changed == ("the first line of its back became the answer, the rest the explanation",)


def test_what_is_refused(tmp_path: Path) -> None:
    told = rows(tmp_path, TOP + 'Who?\n\tHori\n<img src=a.png>\tHori\n"Who?\tHori\nWho?\tHori\n')
    assert [row.why for row in told] == [
        "its back is empty; write what counts as right",
        "its front is empty; write what is asked",
        "its front is only a picture; write in words what is asked",
        "",
        "",
    ]
    assert [row.number for row in told] == [3, 4, 5, 6, 7]


def test_a_side_of_nothing_but_a_picture_or_a_sound_is_told_so(tmp_path: Path) -> None:
    told = rows(
        tmp_path,
        TOP + "[sound:a.mp3]\tHori\nWho?\t<IMG src=a.png>\nWho?\t[sound:a.mp3]\n<img alt=Hori>\tHori\n",
    )
    assert [row.why for row in told] == [
        "its front is only a sound; write in words what is asked",
        "its back is only a picture; write in words what counts as right",
        "its back is only a sound; write in words what counts as right",
        "",
    ]


def test_further_fields_are_told(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, "#separator:tab\n#columns:Front\tBack\tYear\nWho?\tHori\t2024\n")
    assert row.changed == ("its further fields are left out: 2024",)


def test_it_is_written_for_studying(tmp_path: Path) -> None:
    assert ANKI.write is not None
    path = tmp_path / "a.txt"
    told = (
        Question("", "#1 <i>?", Kind.CHOICE, ("a",), ("b",), explanation="why", category="c", tags=("t",)),
        Question("", "In order?", Kind.ORDER, ("x", "z", "y")),
        Question("", "Say {{c1::it}}", Kind.TEXT, ("True",)),
    )
    with path.open("wb") as out:
        ANKI.write(PackHead("noir", "Noir"), told, out, lambda name: None)
    assert recognised(path) is ANKI
    reading = ANKI.read(path)
    assert reading.said.title == "Noir"
    assert [question for row in reading.rows for question in row.questions] == list(told)
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[7] == (
        "&#35;1 &lt;i&gt;?<ol class=choices type=A><li>a</li><li>b</li></ol>\ta<hr>why\tNoir::c\tt"
    )
