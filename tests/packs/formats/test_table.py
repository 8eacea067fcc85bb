"""Tables of people's own making: columns in any order and in many words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from quiz.core.kinds import Difficulty, Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.model import Row
from quiz.packs.formats.reading import ForeignReader
from quiz.words import Refused
from tests.packs.formats.workbooks import workbook

CSV = format_of("csv")


def rows(tmp_path: Path, data: str | bytes, name: str = "a.csv") -> list[Row]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    assert recognised(path) is CSV
    return list(ForeignReader(path, CSV))


def one(tmp_path: Path, data: str) -> Question:
    (row,) = rows(tmp_path, data)
    assert (row.why, row.changed) == ("", ())
    return row.questions[0]


@pytest.mark.parametrize(
    "data",
    [
        "question,answer,wrong 1,wrong 2\nWho?,Hori,Ito,Sato\n",
        "Prompt;Right;Incorrect;Incorrect\nWho?;Hori;Ito;Sato\n",
        "DISTRACTOR 1\tDISTRACTOR 2\tTEXT\tCORRECT ANSWER\nIto\tSato\tWho?\tHori\n",
        "id,question,correct_answer,incorrect_answers\n7,Who?,Hori,Ito|Sato\n",
        'question,correctAnswer,incorrectAnswers\nWho?,Hori,"[""Ito"", ""Sato""]"\n',
        "question,correctAnswer,incorrectAnswers\nWho?,Hori,\"['Ito', 'Sato']\"\n",
        "Question,A,B,C,Answer\nWho?,Hori,Ito,Sato,A\n",
        "Question,Option A,Option B,Option C,Option D,Correct\nWho?,Hori,Ito,Sato,,Hori\n",
        "question,answer1,answer2,answer3,correct\nWho?,Hori,Ito,Sato,1\n",
        "question,choices,answer\nWho?,Hori|Ito|Sato,hori\n",
        "question,options,correct_index\nWho?,Hori;Ito;Sato,0\n",
        "question,option1,option2,option3,label\nWho?,Hori,Ito,Sato,0\n",
        "\n\nquestion,answer,wrong,wrong\nWho?,Hori,Ito,Sato\n",
        "Nr;Frage;Richtig;Falsch1;Falsch2\n1;Who?;Hori;Ito;Sato\n",
        "Frage;Antwort A;Antwort B;Antwort C;Lösung\nWho?;Hori;Ito;Sato;A\n",
        "Question;Bonne réponse;Mauvaise réponse 1;Mauvaise réponse 2\nWho?;Hori;Ito;Sato\n",
        "Pregunta;Respuesta correcta;Respuesta incorrecta 1;Respuesta incorrecta 2\nWho?;Hori;Ito;Sato\n",
        "Pregunta;Correcta;Incorrecta 1;Incorrecta 2\nWho?;Hori;Ito;Sato\n",
        "問題,正解,不正解1,不正解2\nWho?,Hori,Ito,Sato\n",
        "質問,答え,誤答１,誤答２\nWho?,Hori,Ito,Sato\n",
    ],
)
def test_one_question_in_many_tables(tmp_path: Path, data: str) -> None:
    found = one(tmp_path, data)
    assert (found.prompt, found.kind) == ("Who?", Kind.CHOICE)
    assert (found.right, found.wrong) == (("Hori",), ("Ito", "Sato"))


def test_everything_beside_the_answers(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        "question,answer,wrong,explanation,difficulty,category,tags,source\n"
        'Who?,Hori,Ito,He did.,Hard,Directors,"film, noir",a book\n',
    )
    assert (found.explanation, found.difficulty, found.category) == ("He did.", Difficulty.HARD, "Directors")
    assert (found.tags, found.source) == (("film", "noir"), "a book")


@pytest.mark.parametrize(
    "header",
    [
        "Frage;Antwort;Falsch;Erläuterung;Schwierigkeit;Thema",
        "Frage;Richtig;Falsch;Bemerkung;Schwierigkeitsgrad;Kategorie",
        "Question;Réponse;Faux;Explication;Difficulté;Catégorie",
        "Pregunta;Respuesta;Incorrecta;Explicación;Dificultad;Categoría",
        "問題;答え;不正解;解説;難易度;カテゴリ",
    ],
)
def test_headers_in_other_languages(tmp_path: Path, header: str) -> None:
    found = one(tmp_path, f"{header}\nWho?;Hori;Ito;He did.;hard;Directors\n")
    assert (found.right, found.wrong, found.explanation) == (("Hori",), ("Ito",), "He did.")
    assert (found.difficulty, found.category) == (Difficulty.HARD, "Directors")


@pytest.mark.parametrize("name", ["wrong", "Falsch", "Falsche Antworten", "不正解"])
def test_wrong_answers_in_one_cell_are_parted_at_commas(tmp_path: Path, name: str) -> None:
    (row,) = rows(tmp_path, f"FRAGE;Antwort;{name}\nWho?;Hori;Ito, Sato\n")
    assert row.questions[0].wrong == ("Ito", "Sato")
    assert row.changed == ("its choices stood in one cell and were parted at its commas",)


def test_a_german_table_of_excel_s_is_read_and_its_other_column_told(tmp_path: Path) -> None:
    top = "Nr;Frage;Richtig;Falsch1;Falsch2;Punkte;Bemerkung\n"
    (row,) = rows(tmp_path, f"{top}1;Wer führt Regie?;Hori;Ito;Sato;2;Er.\n".encode("cp1252"))
    assert row.questions[0].prompt == "Wer führt Regie?"
    assert row.questions[0].explanation == "Er."
    assert row.changed == (
        "its text is no UTF-8 and was read as Windows-1252",
        "the column “Punkte” is not known and is left out, here and below",
    )


@pytest.mark.parametrize(
    ("cells", "kind", "right"),
    [
        ("text,a|b,,,", Kind.TEXT, ("a", "b")),
        ("short answer,a,,,", Kind.TEXT, ("a",)),
        ("true/false,T,,,", Kind.TRUEFALSE, ("true",)),
        ('number,"3,5",,0.1,km', Kind.NUMBER, ("3.5",)),
        (",9,,,km", Kind.NUMBER, ("9",)),
        (",9,,,", Kind.TEXT, ("9",)),
        (",FALSE,,,", Kind.TRUEFALSE, ("false",)),
        ("order,a|b|c,,,", Kind.ORDER, ("a", "b", "c")),
        ("multiple,a|b,c,,", Kind.MULTIPLE, ("a", "b")),
        ("multiple,a,c,,", Kind.CHOICE, ("a",)),
        ("Multiple Choice,a,c,,", Kind.CHOICE, ("a",)),
    ],
)
def test_kinds(tmp_path: Path, cells: str, kind: Kind, right: tuple[str, ...]) -> None:
    found = one(tmp_path, f"question,type,answer,wrong,tolerance,unit\nWho?,{cells}\n")
    assert (found.kind, found.right) == (kind, right)


def test_a_text_among_numbers_is_taken_for_itself(tmp_path: Path) -> None:
    assert one(tmp_path, "question,a,b,c,d,answer\n1+3?,3,4,5,6,4\n").right == ("4",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("question,type,answer\nWho?,essay,x\n", "the kind “essay” is not known"),
        ("question,answer\nWho?,\n", "the right answer is empty"),
        ("question,answer\n,Hori\n", "the prompt is empty"),
        ("question,a,b,answer\nWho?,x,y,D\n", "is none of its choices"),
        ("question,a,b,answer\nWho?,x,y,\n", "no right answer is given"),
        ("question,type,answer\nWho?,number,many\n", "is no number"),
        ("question,type,answer\nWho?,boolean,maybe\n", "neither true nor false"),
        ("question,type,answer,tolerance\nWho?,number,1,x\n", "its tolerance is no number"),
        ('question,answer\nWho?,"Hori\nx,y\n', "not closed"),
    ],
)
def test_what_is_refused(tmp_path: Path, data: str, why: str) -> None:
    found = [row for row in rows(tmp_path, data) if row.why]
    assert len(found) == 1
    assert (found[0].number, why in found[0].why) == (2, True)


def test_what_is_left_out_is_told_once(tmp_path: Path) -> None:
    first, second = rows(tmp_path, "question,answer,Points\nWho?,Hori,5\nWhat?,Noir,6\n")
    assert first.changed == ("the column “Points” is not known and is left out, here and below",)
    assert second.changed == ()


def test_what_is_changed_is_told(tmp_path: Path) -> None:
    told = rows(
        tmp_path,
        "question,answer,wrong answers,difficulty,image\n"
        'Who?,Hori,"Ito, Sato",,\nWhat?,a,b,odd,\nHow?,a,b,,a.png\nWhen?,a,b,,,rest\n',
    )
    assert [row.changed for row in told] == [
        ("its choices stood in one cell and were parted at its commas",),
        ("its difficulty “odd” is not known and became medium",),
        ("its picture or sound is not in the file; add it in the studio",),
        ("it has more cells than the header; put texts with separators in quotation marks",),
    ]


def test_pairs_without_a_header(tmp_path: Path) -> None:
    first, second = rows(tmp_path, "Who directs it?,Hori\nIs it noir?,True\n")
    assert (first.number, first.questions[0].kind, first.questions[0].right) == (1, Kind.TEXT, ("Hori",))
    assert second.questions[0].kind is Kind.TRUEFALSE


@pytest.mark.parametrize(
    "data", ["Name,Price\nTea,3\nCake,4\n", "just a text, with a comma\n", "a,b,c\nd,e,f\n", "", "{}"]
)
def test_other_tables_are_not_taken(tmp_path: Path, data: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(data, encoding="utf-8")
    assert recognised(path) is None


def test_a_table_without_names_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b,c\nd,e,f\n", encoding="utf-8")
    with pytest.raises(Refused, match="call them question, answer, wrong 1"):
        ForeignReader(path, CSV)


def test_a_workbook_of_ones_own(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Question", "Answer", "Wrong"], ["How many?", 9.0, 8]])
    assert recognised(path) is CSV
    (row,) = ForeignReader(path, CSV)
    assert (row.number, row.questions[0].right, row.questions[0].wrong) == (2, ("9",), ("8",))


def test_all_kinds_come_back_with_everything(tmp_path: Path) -> None:
    assert CSV.carry is not None
    assert CSV.write is not None
    told = (
        Question("", "Who?", Kind.CHOICE, ("a|b",), ("c;d", "e")),
        Question("", "=Is it?", Kind.TRUEFALSE, ("false",), difficulty=Difficulty.HARD, tags=("x, y",)),
        Question("", "Which?", Kind.MULTIPLE, ("a",), ("b",), category="-c", tags=("x", "y;z")),
        Question("", "True?", Kind.TEXT, ("True", "yes"), ("no",), exact=True, source="@s"),
        Question("", "How far?", Kind.NUMBER, ("-9.50",), tolerance=Decimal("0.5"), unit="km"),
        Question("", "In order?", Kind.ORDER, ("a", "b", "c"), explanation="two\nlines", evidence='"e"'),
    )
    assert [CSV.carry(question).lost for question in told] == [()] * 6
    path = tmp_path / "a.csv"
    with path.open("wb") as out:
        CSV.write(PackHead("noir", "Noir"), told, out, lambda name: None)
    assert recognised(path) is CSV
    assert [question for row in CSV.read(path).rows for question in row.questions] == list(told)
    assert b"\r\n'=Is it?" in path.read_bytes()
