"""Jeopardy's known records, as JSON, TSV and CSV."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quiz.core.questions import Difficulty, Kind, Question
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.model import Row
from quiz.packs.formats.responses import accepted
from quiz.words import Refused
from tests.packs.formats.making import read

FORMAT = format_of("jeopardy")
GALILEO: dict[str, Any] = {
    "category": "HISTORY", "air_date": "2004-12-31",
    "question": "'For the last 8 years of his life, Galileo was under house arrest for this man's theory'",
    "value": "$200", "answer": "Copernicus", "round": "Jeopardy!", "show_number": "4680",
}  # fmt: skip
NEW = "round\tclue_value\tdaily_double_value\tcategory\tcomments\tanswer\tquestion\tair_date\tnotes\n"
OLD = "round\tvalue\tdaily_double\tcategory\tcomments\tanswer\tquestion\tair_date\tnotes\n"
KAGGLE = "Show Number, Air Date, Round, Category, Value, Question, Answer\n"


def row(tmp_path: Path, **changes: Any) -> Row:
    return read(FORMAT, tmp_path / "a.json", json.dumps([{**GALILEO, **changes}]))[0]


def made(tmp_path: Path, **changes: Any) -> Question:
    found = row(tmp_path, **changes)
    assert not found.why
    return found.questions[0]


def test_the_known_json(tmp_path: Path) -> None:
    found = row(tmp_path)
    assert (found.number, found.changed) == (1, ())
    question = found.questions[0]
    assert question.kind is Kind.TEXT
    assert (
        question.prompt
        == "For the last 8 years of his life, Galileo was under house arrest for this man's theory"
    )
    assert (question.right, question.category) == (("Copernicus",), "History")
    assert question.source == "Jeopardy!, show 4680, 2004-12-31"


@pytest.mark.parametrize(
    ("round_", "value", "date", "level"),
    [
        ("Jeopardy!", "$200", "2004-12-31", Difficulty.EASY),
        ("Jeopardy!", "$600", "2004-12-31", Difficulty.MEDIUM),
        ("Jeopardy!", "$1,000", "2004-12-31", Difficulty.HARD),
        ("Double Jeopardy!", "$800", "2004-12-31", Difficulty.EASY),
        ("Double Jeopardy!", "$2,000", "2004-12-31", Difficulty.HARD),
        # Before 26 November 2001 a board had half these values.
        ("Jeopardy!", "$200", "2001-11-25", Difficulty.EASY),
        ("Jeopardy!", "$500", "2001-11-25", Difficulty.HARD),
        ("Jeopardy!", "$400", "2001-11-26", Difficulty.EASY),
        ("Jeopardy!", "$400", "2001-11-23", Difficulty.HARD),
        ("Double Jeopardy!", "$1,000", "1990-01-01", Difficulty.HARD),
        ("Final Jeopardy!", None, "2004-12-31", Difficulty.HARD),
        ("Final Jeopardy!", "None", "2004-12-31", Difficulty.HARD),
        # A wager of a daily double says nothing.
        ("Double Jeopardy!", "$3,201", "2004-12-31", Difficulty.MEDIUM),
        ("Tiebreaker", None, "2004-12-31", Difficulty.MEDIUM),
        ("Jeopardy!", None, "2004-12-31", Difficulty.MEDIUM),
    ],
)
def test_difficulty_by_value_and_round(
    tmp_path: Path, round_: str, value: str | None, date: str, level: Difficulty
) -> None:
    assert made(tmp_path, round=round_, value=value, air_date=date).difficulty is level


@pytest.mark.parametrize(
    ("response", "right"),
    [
        ("(the) Moon", ("the Moon", "Moon")),
        ("(Earl) Tupper", ("Earl Tupper", "Tupper")),
        ("John (or Jack) Kennedy", ("John Kennedy", "Jack Kennedy")),
        ("private eyes (or private detectives)", ("private eyes", "private detectives")),
        ("a fox (vixen accepted)", ("a fox", "vixen")),
        ("boxing (also accept: pugilism)", ("boxing", "pugilism")),
        ("subway (underground, metro)", ("subway", "underground", "metro", "subway underground, metro")),
        ("Louis XIV (of France)", ("Louis XIV", "Louis XIV of France")),
        ("Harry (S.) Truman", ("Harry S. Truman", "Harry Truman")),
        ("William (Bill) Clinton", ("William Bill Clinton", "William Clinton", "Bill Clinton")),
        ("cat(s)", ("cats", "cat")),
        ("the Sun or Sol", ("the Sun or Sol", "the Sun", "Sol")),
        ('"Do or Die"', ('"Do or Die"',)),
        ("Dan Aykroyd & Eddie Murphy", ("Dan Aykroyd & Eddie Murphy", "Dan Aykroyd and Eddie Murphy")),
        ("(1 of) red, white & blue", ("red", "white", "blue")),
        ("(2 of) red, white & blue", ()),
        ("Sparta (Alex: Good.)", ("Sparta",)),
        ("a (b", ("a (b",)),
        ("()", ()),
    ],
)
def test_what_counts_as_right(response: str, right: tuple[str, ...]) -> None:
    assert accepted(response) == right


def test_markup_and_escapes_become_plain_text(tmp_path: Path) -> None:
    question = made(
        tmp_path, question="'The <i>\\\"Epitaph\\\"</i> &amp;<br />others'",
        answer="<i>Ren\\'s</i> \\\"Den\\\"",
        category="\\'50\\'S TV",
    )  # fmt: skip
    assert question.prompt == 'The "Epitaph" &\nothers'
    assert question.right == ('Ren\'s "Den"',)
    assert question.category == "'50's TV"


@pytest.mark.parametrize(
    "clue",
    [
        "'<a href=\"http://x/2004-12-31_DJ_23.mp3\">The 5th</a> was written by this composer in 1808'",
        "'This bird, seen here, is the largest of all in the world'",
        "'[audio clue] The composer of this piece was deaf at the end of his life'",
        '\'(<a href="http://x/a.jpg" target="_blank">Sarah of the Clue Crew in Rome</a>.) This arch '
        "was built in 315 for this emperor'",
    ],
)
def test_clues_that_speak_of_pictures_and_sounds_say_so(tmp_path: Path, clue: str) -> None:
    found = row(tmp_path, question=clue)
    assert len(found.questions) == 1
    assert "picture or sound" in found.changed[0]
    assert "<" not in found.questions[0].prompt
    assert "Clue Crew" not in found.questions[0].prompt


@pytest.mark.parametrize(
    "clue", ["'[audio clue]'", "'<a href=\"http://x/a.jpg\">Seen here</a>'", "'Seen here'"]
)
def test_clues_that_are_nothing_else_are_refused(tmp_path: Path, clue: str) -> None:
    found = row(tmp_path, question=clue)
    assert found.questions == ()
    assert "hangs on a picture or sound" in found.why


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"answer": ""}, "response is missing"), ({"answer": None}, "response is missing"),
        ({"answer": "="}, "response is missing"), ({"question": "'='"}, "clue is missing"),
        ({"question": "''"}, "clue is missing"), ({"answer": "(2 of) a, b, c"}, "several answers at once"),
    ],
)  # fmt: skip
def test_each_refusal_says_why(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    rows = read(FORMAT, tmp_path / "a.json", json.dumps([{**GALILEO, **changes}, GALILEO]))
    assert why in rows[0].why
    assert len(rows[1].questions) == 1


def test_other_dumps_as_json(tmp_path: Path) -> None:
    jservice = {"id": 1, "answer": "<i>Noir</i>", "question": "A kind of film", "value": 400,
                "airdate": "2010-01-04T12:00:00.000Z", "category": {"title": "the movies"}}  # fmt: skip
    question = made_of(tmp_path, jservice)
    assert (question.right, question.category, question.source) == (
        ("Noir",),
        "the movies",
        "Jeopardy!, 2010-01-04",
    )
    game_words = {
        "round": 1,
        "clue_value": 100,
        "answer": "A kind of film",
        "question": "noir",
        "air_date": "1984-09-10",
    }
    assert made_of(tmp_path, game_words).right == ("noir",)


def made_of(tmp_path: Path, record: dict[str, Any]) -> Question:
    path = tmp_path / "b.json"
    path.write_text(json.dumps([record]))
    assert recognised(path) is FORMAT
    return read(FORMAT, path, json.dumps([record]))[0].questions[0]


def test_tsv_calls_the_clue_the_answer(tmp_path: Path) -> None:
    lines = (
        '1\t100\t0\tLAKES & RIVERS\t-\tPig \\"river horse\\"\tthe hippo (river horse)\t1984-09-10\t-\n'
        "2\t1000\t2000\tPIG LATIN\t(Alex: In Pig Latin.)\tA word\tixnay\t1984-09-10\tTeen Tournament\n"
        "3\t0\t0\tHOLIDAYS\t-\tThe third Monday of January\tKing Day\t1984-09-10\t-\n"
    )
    first, second, third = read(FORMAT, tmp_path / "season1.tsv", NEW + lines)
    assert [found.number for found in (first, second, third)] == [2, 3, 4]
    one, two, three = (found.questions[0] for found in (first, second, third))
    assert one.prompt == 'Pig "river horse"'
    assert one.right == ("the hippo", "river horse", "the hippo river horse")
    assert (one.category, one.explanation, one.source) == ("Lakes & Rivers", "", "Jeopardy!, 1984-09-10")
    assert [question.difficulty.value for question in (one, two, three)] == ["easy", "hard", "hard"]
    assert (two.explanation, two.source) == (
        "(Alex: In Pig Latin.)",
        "Jeopardy!, 1984-09-10, Teen Tournament",
    )


def test_an_older_tsv_has_wagers_for_values(tmp_path: Path) -> None:
    line = "2\t1000\tyes\tOPERA\t-\tThis tenor sang it\tCaruso\t1984-09-11\t-\n"
    (found,) = read(FORMAT, tmp_path / "a.tsv", OLD + line)
    assert (found.questions[0].right, found.questions[0].difficulty) == (("Caruso",), Difficulty.MEDIUM)
    (found,) = read(FORMAT, tmp_path / "a.tsv", OLD + line.replace("yes", "no"))
    assert found.questions[0].difficulty is Difficulty.HARD


@pytest.mark.parametrize("separator", [",", "\t"])
def test_the_known_csv_calls_them_by_their_names(tmp_path: Path, separator: str) -> None:
    text = KAGGLE.replace(", ", separator) + separator.join(
        ["4680", "2004-12-31", "Jeopardy!", "HISTORY", '"$1,000"', '"For ""8"" years, he"', "Copernicus"]
    )
    path = tmp_path / "a.csv"
    (found,) = read(FORMAT, path, text)
    question = found.questions[0]
    assert (question.prompt, question.right) == ('For "8" years, he', ("Copernicus",))
    assert (question.difficulty, question.source) == (Difficulty.HARD, "Jeopardy!, show 4680, 2004-12-31")
    assert recognised(path) is FORMAT


def test_bad_rows_stop_nothing(tmp_path: Path) -> None:
    good = "1\t100\t0\tA\t-\tA clue of words\tthing {}\t1984-09-10\t-\n"
    bad = (
        "1\t100\n",
        "\n",
        f"1\t100\t0\tA\t-\t{'x' * 70_000}\ta\t1984-09-10\t-\n",
        "1\t1\t0\tA\t-\t\t\t1984-09-10\t-\n",
    )
    text = NEW + "".join(one + good.format(n) for n, one in enumerate(bad))
    rows = read(FORMAT, tmp_path / "a.tsv", text)
    assert sum(len(found.questions) for found in rows) == 4
    assert [found.why.partition(" ")[2][:12] for found in rows if found.why] == [
        "has 2 column",
        "line is long",
        "clue is miss",
    ]


def test_windows_letters_are_told(tmp_path: Path) -> None:
    (found,) = read(
        FORMAT,
        tmp_path / "a.tsv",
        NEW.encode() + b"1\t100\t0\tA\t-\tA caf\xe9 is this\tplace\t1984-09-10\t-\n",
    )
    assert found.questions[0].prompt == "A café is this"
    assert "Windows-1252" in found.changed[0]


@pytest.mark.parametrize("text", ["", "[]", "{}", "a\tb\n1\t2\n"])
def test_a_file_without_clues_is_refused(tmp_path: Path, text: str) -> None:
    if text == "{}":
        assert read(FORMAT, tmp_path / "a.json", text)[0].why
        return
    with pytest.raises(Refused):
        read(FORMAT, tmp_path / "a.json", text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (json.dumps([GALILEO]), True), (NEW, True), (OLD, True), (KAGGLE, True),
        (NEW.replace("\n", "\r\n"), True),
        ("question,answer,category\n", False), ("question\tanswer\tround\n", False),
        ('[{"question": 1}]', False),
    ],
)  # fmt: skip
def test_it_is_found_by_its_content(tmp_path: Path, text: str, found: bool) -> None:
    path = tmp_path / "dump.txt"
    path.write_text(text)
    assert (recognised(path) is FORMAT) is found
