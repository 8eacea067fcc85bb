"""Every table of questions is recognised as what it is, whatever the file is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.core.kinds import Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formatnames import WRITTEN
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.model import Likely

_SAMPLES = {
    "a.csv blooket": '"Blooket\nImport Template",,,,,,,\n'
    'Question #,Question Text,Answer 1,Answer 2,"Answer 3\n'
    '(Optional)","Answer 4\n(Optional)","Time Limit (sec)\n(Max: 300 seconds)",'
    '"Correct Answer(s)\n(Only include '
    'Answer #)"\n1,Who?,a,b,,,20,1\n',
    "b.csv gimkit": "Gimkit Spreadsheet Import Template,,,,\nQuestion,Correct Answer,Incorrect Answer 1,"
    "Incorrect Answer 2 (Optional),Incorrect Answer 3 (Optional)\nWho?,a,b,,\n",
    "c.csv gimkit": "Gimkit Spreadsheet Import Template 2,\nQuestion,Correct Answer\nWho?,a\n",
    "d.csv wayground": "Question Text,Question Type,Option 1,Option 2,Option 3,"
    "Option 4,Option 5,Correct Answer,Time in seconds,Image Link,Answer explanation\n"
    "Who?,Multiple Choice,a,b,,,,1,30,,\n",
    "e.csv csv": "Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2\nWho?,a,b,c\n",
    "f.csv csv": "question,type,option 1,option 2,correct answer\nWho?,mc,a,b,1\n",
    "g.csv csv": "front,back\nWho?,a\n",
    "h.tsv csv": "Who is it?\tHori\nWhat is it?\tNoir\n",
    "i.txt anki": "Who is it?\tHori\nWhat is it?\tNoir\n",
    "j.txt anki": "#separator:comma\n#html:false\nquestion,answer\nWho?,a\n",
    "k.csv anki": "#separator:comma\n#columns:Front,Back\nWho?,a\n",
    "l.txt aiken": "Who?\nA) a\nB) b\nANSWER: A\n",
    "m.csv csv": "sep=;\nquestion;answer\nWho?;a\n",
}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("ending", ["own", ".dat"])
def test_what_a_format_writes_is_recognised_as_it(name: str, ending: str, tmp_path: Path) -> None:
    format = format_of(name)
    assert format.write is not None
    assert format.carry is not None
    path = tmp_path / f"a{format.endings[0] if ending == 'own' else ending}"
    question = Question("a", "Who, then?", Kind.CHOICE, ("Hori; he",), ("Ito", "Sato"))
    carried = format.carry(question).question
    assert carried is not None
    with path.open("wb") as out:
        format.write(PackHead("noir", "Noir"), [carried] * 3, out, lambda name: None)
    assert recognised(path) is format


@pytest.mark.parametrize("told", _SAMPLES)
def test_samples_are_recognised(told: str, tmp_path: Path) -> None:
    file, name = told.split()
    path = tmp_path / file
    path.write_text(_SAMPLES[told], encoding="utf-8")
    found = recognised(path)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 500, b"PK\x03\x04" + b"\0" * 99, b'{"a": [1, 2]}',
     b"\xff\xfe\xff", b'"' * 70_000,
     b"," * 70_000, b"\t\n" * 9_000, "Just some words.\n\nAnd more, of them.".encode("utf-16")],
)  # fmt: skip
def test_what_is_no_table_is_of_no_format(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    assert recognised(path) is None


def test_a_jeopardy_table_is_left_to_its_own_format(tmp_path: Path) -> None:
    from quiz.packs.formats import table
    from quiz.packs.formats.model import Peek

    text = "round\tclue_value\tdaily_double_value\tcategory\tanswer\tquestion\tair_date\n"
    assert table.sniff(Peek(tmp_path / "a.tsv", text.encode(), text)) is Likely.NO
