"""Files that no program writes, shown to every reader: each ends in rows or in a plain sentence, and soon."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from quiz.packs.formatnames import OURS, READ
from quiz.packs.incoming import open_incoming
from quiz.words import Refused
from tests.packs.formats.workbooks import raw, sheet_xml

# What stands before and after a prompt, in every format that is a text.
_JSON = '"category": "c", "answer": "a", "correct_answer": "a", "incorrect_answers": ["b"]'
AROUND = {
    "toml": (
        'format = 1\nid = "a"\ntitle = "A"\nlanguage = "en"\n[[question]]\nprompt = "',
        '"\nanswer = "a"\nwrong = ["b"]\n[[question]]\nprompt = "Who?"\nanswer = "a"\nwrong = ["b"]\n',
    ),
    "opentdb": (
        '{"response_code": 0, "results": [{"type": "multiple", "difficulty": "easy", "question": "',
        f'", {_JSON}}}]}}',
    ),
    "opentriviaqa": ("#Q ", "\n^ a\nA a\nB b\n\n#Q Who?\n^ a\nA a\nB b\n\n"),
    "jeopardy": ('[{"value": "$200", "question": "', f'", {_JSON}}}]'),
    "moodle": (
        '<?xml version="1.0"?><quiz><question type="shortanswer"><questiontext format="html"><text>',
        '</text></questiontext><answer fraction="100"><text>a</text></answer></question></quiz>',
    ),
    "gift": ("::t:: ", " {=a ~b}\n\nWho? {=a ~b}\n\n"),
    "wayground": (
        "Question Text,Question Type,Option 1,Option 2,Correct Answer,Time in seconds\n"
        "Who?,Multiple Choice,a,b,1,30\n\"",
        '",Multiple Choice,a,b,1,30\nWho is it?,Multiple Choice,a,b,1,30\n',
    ),
    "blooket": (
        '"Blooket\nImport Template",,,,,\nQuestion #,Question Text,Answer 1,Answer 2,Time Limit (sec),'
        'Correct Answer(s)\n1,Who?,a,b,20,1\n2,"',
        '",a,b,20,1\n3,Who is it?,a,b,20,1\n',
    ),
    "gimkit": (
        'Gimkit Spreadsheet Import Template,,\nQuestion,Correct Answer,Incorrect Answer 1\nWho?,a,b\n"',
        '",a,b\nWho is it?,a,b\n',
    ),
    "anki": ("#separator:tab\n#html:true\n", "\ta\nWho?\ta\n"),
    "aiken": ("", "\nA) a\nB) b\nANSWER: A\n\nWho?\nA) a\nB) b\nANSWER: A\n"),
    "csv": ('question,answer,wrong\nWho?,a,b\n"', '",a,b\nWho is it?,a,b\n'),
}  # fmt: skip
NESTS = {
    "brackets": ("[", "]"),
    "braces": ("{", "}"),
    "tables": ('{"a":', "}"),
    "parentheses": ("(or ", ")"),
    "markup": ("<div><b>", "</b></div>"),
    "entities": ("&amp;", ""),
    "backslashes": ("\\", ""),
    "quotes": ('"', ""),
}


def end(path: Path, name: str) -> tuple[int, int]:
    """How many rows were taken and refused; none where the whole file is. Raises what no reader should."""
    taken = refused = 0
    try:
        incoming = open_incoming(path, name)
        for row in incoming:
            assert row.questions or row.why
            incoming.sentence(row, row.why).encode()
            taken, refused = taken + bool(row.questions), refused + bool(row.why)
    except Refused as whole:
        taken, refused, said = 0, 0, str(whole)
    else:
        said = "."
    assert said.endswith(".")
    assert "\n" not in said
    return taken, refused


def written(tmp_path: Path, name: str, data: str | bytes) -> Path:
    path = tmp_path / "a"
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    return path


def test_every_text_format_is_here() -> None:
    assert set(AROUND) == {*OURS, *READ} - {"quizpack", "kahoot"}


@pytest.mark.parametrize("name", AROUND)
def test_a_line_of_many_megabytes_costs_itself_alone_and_is_never_held(tmp_path: Path, name: str) -> None:
    before, after = AROUND[name]
    path = tmp_path / "a"
    with path.open("w", encoding="utf-8") as file:
        file.write(before)
        for _ in range(30):
            file.write("x" * (1 << 20))
        file.write(after)
    tracemalloc.start()
    try:
        taken, _ = end(path, name)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert taken == (
        0 if name in ("opentdb", "jeopardy", "moodle") else after.count("Who") + before.count("Who")
    )
    # In Moodle's files it may be a sound of 10 MB, written in base64.
    assert peak < (80 if name == "moodle" else 20) << 20


@pytest.mark.parametrize("nest", NESTS)
@pytest.mark.parametrize("name", AROUND)
def test_ten_thousand_levels(tmp_path: Path, name: str, nest: str) -> None:
    opening, closing = NESTS[nest]
    before, after = AROUND[name]
    end(written(tmp_path, name, f"{before}{opening * 10_000}x{closing * 10_000}{after}"), name)
    end(written(tmp_path, name, f"{before}{opening * 10_000}{after}"), name)
    end(written(tmp_path, name, opening * 10_000), name)


@pytest.mark.parametrize(
    "codec",
    ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "cp037", "shift_jis", "utf-7"],
)
@pytest.mark.parametrize("name", AROUND)
def test_any_encoding(tmp_path: Path, name: str, codec: str) -> None:
    data = "Wér ist es?".join(AROUND[name]).encode(codec, "replace")
    end(written(tmp_path, name, data), name)
    end(written(tmp_path, name, data[: len(data) * 2 // 3]), name)


@pytest.mark.parametrize(
    "odd", [b"\0", b"\0" * 100_000, b"\xff\xfe", b"\xc3(\xed\xa0\x80", b"\x1b[2J", b"\xe2\x80\xae"]
)
@pytest.mark.parametrize("name", AROUND)
def test_what_is_no_text(tmp_path: Path, name: str, odd: bytes) -> None:
    before, after = (part.encode() for part in AROUND[name])
    end(written(tmp_path, name, before + odd + after), name)
    end(written(tmp_path, name, odd + before + b"Who?" + after), name)
    end(written(tmp_path, name, odd), name)


@pytest.mark.parametrize("name", AROUND)
def test_half_of_a_file(tmp_path: Path, name: str) -> None:
    data = "Who is it?".join(AROUND[name]).encode()
    for at in range(0, len(data), 7):
        end(written(tmp_path, name, data[:at]), name)


@pytest.mark.parametrize("keys", ["k{n} = 1\n", "k.{n} = 1\n", "[k{n}]\n", "[[k]]\n"])
@pytest.mark.parametrize("where", ["head", "question", "inline"])
def test_a_pack_of_masses_of_keys(tmp_path: Path, where: str, keys: str) -> None:
    before, after = AROUND["toml"]
    many = "".join(keys.format(n=n) for n in range(200_000))
    head, _, question = before.partition("[[question]]")
    data = {
        "head": f"{head}{many}[[question]]{question}Who?{after}",
        "question": f"{before}Who?{after}{many}",
        "inline": before + "Who?" + after + "tags = {" + many.replace("\n", ", ") + "}\n",
    }[where]
    taken, refused = end(written(tmp_path, "toml", data), "toml")
    assert (taken, refused) == ((0, 0) if where == "head" else (1, 1))


@pytest.mark.parametrize("odd", ["<a>" * 10_000, "<row>" * 10_000, "<row><c>" + "<is><t>" * 10_000])
def test_a_workbook_of_ten_thousand_levels(tmp_path: Path, odd: str) -> None:
    assert end(raw(tmp_path / "a.xlsx", sheet_xml(odd)), "kahoot") == (0, 0)
