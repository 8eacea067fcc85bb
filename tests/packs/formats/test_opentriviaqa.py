"""OpenTriviaQA's files, as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.core.questions import Kind
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.reading import ForeignReader
from quiz.words import Refused
from tests.packs.formats.making import read

FORMAT = format_of("opentriviaqa")
DOG = "#Q Which of these barks?\n^ Dog\nA Cat\nB Dog\nC Cow\nD Mouse\n\n"
TRUTH = "#Q The sun is a star.\n^ True\nA True\nB False\n\n"


def test_records_lines_and_category(tmp_path: Path) -> None:
    first, second = read(FORMAT, tmp_path / "brain-teasers", f"\n{DOG}{TRUTH}")
    assert (first.number, second.number) == (2, 9)
    made = first.questions[0]
    assert (made.prompt, made.right, made.wrong) == (
        "Which of these barks?",
        ("Dog",),
        ("Cat", "Cow", "Mouse"),
    )
    assert made.category == second.questions[0].category == "Brain teasers"
    assert (second.questions[0].kind, second.questions[0].right) == (Kind.TRUEFALSE, ("true",))
    assert (first.changed, second.changed) == ((), ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_missing_last_blank_line(tmp_path: Path, end: str) -> None:
    rows = read(FORMAT, tmp_path / "animals", (DOG + TRUTH).rstrip().replace("\n", end))
    assert [len(row.questions) for row in rows] == [1, 1]


def test_prompts_go_over_lines_blank_ones_too(tmp_path: Path) -> None:
    text = "#Q Heard in a shop:\n\nClient: How much is one?\nA number on the door.\n^ Yes\nA Yes\nB No\n\n"
    (row,) = read(FORMAT, tmp_path / "a", text)
    assert row.questions[0].prompt == "Heard in a shop:\n\nClient: How much is one?\nA number on the door."


def test_records_without_a_blank_line_between_them(tmp_path: Path) -> None:
    rows = read(FORMAT, tmp_path / "a", DOG.rstrip() + "\n" + TRUTH)
    assert [len(row.questions) for row in rows] == [1, 1]


def test_choices_go_over_lines_and_beyond_d(tmp_path: Path) -> None:
    text = "#Q Who?\n^ I am he\nA You\nare\nB I am he\nC I am\nI think\nD No\nE Yes\nF So\n\n"
    (row,) = read(FORMAT, tmp_path / "a", text)
    assert row.questions[0].wrong == ("You are", "I am I think", "No", "Yes", "So")


@pytest.mark.parametrize(
    ("right", "kept"),
    [("dog.", "Dog"), ("the Dog", "Dog"), ("DOG", "Dog"), ("D o g", None), ("Horse", None), ("", None)],
)
def test_a_right_answer_that_is_spelled_otherwise(tmp_path: Path, right: str, kept: str | None) -> None:
    row, after = read(FORMAT, tmp_path / "a", DOG.replace("^ Dog", f"^ {right}") + TRUTH)
    assert len(after.questions) == 1
    if kept:
        assert row.questions[0].right == (kept,)
        assert "spelled otherwise" in row.changed[0]
    else:
        assert row.questions == ()
        assert "none of its choices" in row.why or "no line with ^" in row.why


def test_blanks_alone_are_no_other_spelling(tmp_path: Path) -> None:
    (row,) = read(FORMAT, tmp_path / "a", DOG.replace("^ Dog", "^  Dog ").replace("B Dog", "B Dog  "))
    assert row.changed == ()


def test_two_choices_that_fold_alike_leave_it_open(tmp_path: Path) -> None:
    (row,) = read(FORMAT, tmp_path / "a", DOG.replace("^ Dog", "^ dog.").replace("C Cow", "C DOG"))
    assert "none of its choices" in row.why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("#Q Who?\nA Cat\nB Dog\n\n", "no line with ^"),
        ("#Q Who?\n^ Cat\n\n", "fewer than two choices"),
        ("#Q Who?\n^ Cat\n^ Dog\nA Cat\nB Dog\n\n", "lines with ^"),
        ("#Q\n^ Cat\nA Cat\nB Dog\n\n", "the prompt is empty"),
        ("#Q Who?\n^ Cat\nA Cat\nB " + "x" * 70_000 + "\n\n", "64 KB"),
        ("#Q Who?\n" + "x\n" * 300 + "^ Cat\nA Cat\nB Dog\n\n", "200 lines"),
        ("Stray words\nand more\n\n", "belongs to no question"),
    ],
)
def test_each_refusal_says_why_and_stops_nothing(tmp_path: Path, text: str, why: str) -> None:
    refused, good = read(FORMAT, tmp_path / "a", text + DOG)
    assert refused.questions == ()
    assert why in refused.why
    assert len(good.questions) == 1


def test_words_after_a_record_are_told(tmp_path: Path) -> None:
    rows = read(FORMAT, tmp_path / "a", DOG + "Stray words\n\n" + TRUTH)
    assert [bool(row.why) for row in rows] == [False, True, False]
    assert rows[1].number == 8


def test_a_choice_that_stands_twice_is_kept_once(tmp_path: Path) -> None:
    (row,) = read(FORMAT, tmp_path / "a", DOG.replace("C Cow", "C Cat"))
    assert row.questions[0].wrong == ("Cat", "Mouse")
    assert "“Cat” stood there twice" in row.changed[0]


def test_latin_1_and_utf_8_in_one_file(tmp_path: Path) -> None:
    data = DOG.replace("Cow", "Kühe").encode() + DOG.replace("Cow", "Café").replace("barks", "sits").encode(
        "latin-1"
    )
    utf8, latin = read(FORMAT, tmp_path / "a", data)
    assert (utf8.questions[0].wrong[1], utf8.changed) == ("Kühe", ())
    assert latin.questions[0].wrong[1] == "Café"
    assert "Windows-1252" in latin.changed[0]


def test_the_projects_own_files_name_their_licence(tmp_path: Path) -> None:
    for name, license in (
        ("science-technology", "CC-BY-SA-4.0"),
        ("animals.txt", "CC-BY-SA-4.0"),
        ("mine", ""),
    ):
        (tmp_path / name).write_text(DOG)
        assert ForeignReader(tmp_path / name, FORMAT).head.license == license


@pytest.mark.parametrize("text", ["", "\n\n", "word\n" * 2000])
def test_a_file_without_any_question_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused):
        read(FORMAT, tmp_path / "a", text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (DOG, True),
        ("\ufeff" + TRUTH, True),
        ("#Q Who?\n", False),
        ("A) x\nANSWER: A\n", False),
        ("# Q\n^ a\n", False),
    ],
)
def test_it_is_found_by_its_content_without_an_ending(tmp_path: Path, text: str, found: bool) -> None:
    path = tmp_path / "animals.md"
    path.write_text(text)
    assert (recognised(path) is FORMAT) is found
    (tmp_path / "animals").write_text(DOG)
    assert recognised(tmp_path / "animals") is FORMAT


def test_any_room_may_follow_a_question(tmp_path: Path) -> None:
    rows = read(FORMAT, tmp_path / "a.txt", "#Q Who?\n^ a\nA a\nB b\n" + "\n" * 3000)
    assert [len(row.questions) for row in rows] == [1]
