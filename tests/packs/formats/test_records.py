"""CSV: separators, encodings, cells over several lines, and quotation marks that nobody closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.packs.formats.records import Record, records, separator_of


def found(tmp_path: Path, data: str | bytes, separator: str = ",", comment: str = "") -> list[Record]:
    path = tmp_path / "a.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(records(path, separator, comment))


def rows(tmp_path: Path, data: str) -> list[list[str]]:
    return [record.cells for record in found(tmp_path, data)]


def test_cells_over_several_lines_and_marks_inside(tmp_path: Path) -> None:
    told = found(tmp_path, 'a,b\r\n"one\r\ntwo","say ""hi"", you"\r\n\r\n,,\r\nc, "d"\r\n')
    assert [(one.number, one.line, one.cells) for one in told] == [
        (1, 1, ["a", "b"]),
        (2, 2, ["one\ntwo", 'say "hi", you']),
        (5, 6, ["c", "d"]),
    ]


def test_an_unclosed_mark_takes_only_its_own_row(tmp_path: Path) -> None:
    told = found(tmp_path, 'q,a\n1,"one\n' + "".join(f"{n},x\n" for n in range(2, 300)))
    assert [one.number for one in told if one.why] == [2]
    assert "not closed" in told[1].why
    assert [one.cells for one in told[2:]] == [[str(n), "x"] for n in range(2, 300)]


def test_an_unclosed_mark_before_quoted_rows(tmp_path: Path) -> None:
    told = found(tmp_path, '"q","a"\n"1","one\n"2","two"\n"3","three"\n')
    assert [(one.cells, bool(one.why)) for one in told][1:] == [
        (['"1","one'], True),
        (["2", "two"], False),
        (["3", "three"], False),
    ]


def test_an_unclosed_mark_at_the_end_of_the_file(tmp_path: Path) -> None:
    assert [bool(one.why) for one in found(tmp_path, 'a,b\nc,"d')] == [False, True]


def test_marks_that_are_not_doubled_stay_as_they_are(tmp_path: Path) -> None:
    (one,) = found(tmp_path, '"He said "hi" to me",Bob\n')
    assert one.cells == ['He said "hi" to me', "Bob"]
    assert one.changed == ("its quotation marks are not doubled and were taken as they stand",)
    assert rows(tmp_path, 'a 5" pipe,b\n') == [['a 5" pipe', "b"]]


def test_tabs_part_whatever_the_quotation_marks_say(tmp_path: Path) -> None:
    (one, two) = found(tmp_path, '"Hi" said\t"Bob"\n"open\tb\n', "\t")
    assert (one.cells, two.cells) == (['"Hi" said', "Bob"], ['"open', "b"])


def test_a_long_line_is_refused_alone(tmp_path: Path) -> None:
    told = found(tmp_path, "a,b\n" + "x" * 200_000 + '\n"' + "y" * 200_000 + "\nc,d\n")
    assert [(one.number, bool(one.why)) for one in told] == [(1, False), (2, True), (3, True), (4, False)]


def test_a_file_of_open_marks_is_read_in_time(tmp_path: Path) -> None:
    # Each line leaves a cell open when it begins a record and when it goes on with one.
    told = found(tmp_path, 'x","\n' * 20_000)
    assert len(told) == 20_000
    assert all(one.why for one in told)


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b\nWho, what, when?;c\nd;e", ";"),
        ("a,b,c\n1;2,3,4\n", ","),
        ("q\ta\nWhat, then?\tb", "\t"),
        ("sep=;\na;b,c", ";"),
        ('"sep=|"\na|b', "|"),
        ('"a\nb",c;d\n"e\nf",g\n', ","),
        ("nothing", ","),
        ("", ","),
    ],
)
def test_separators_are_found(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_the_line_that_says_the_separator_is_no_row(tmp_path: Path) -> None:
    assert [(one.number, one.cells) for one in found(tmp_path, "sep=;\na;b\n", ";")] == [(1, ["a", "b"])]


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("Wie heißt die Straße?,Königsallee", "cp1252", "Windows-1252"),
        ("Wer?,Ja für", "cp1252", "Windows-1252"),
        ("¿Quién?,Él dirigió la película", "cp1252", "Windows-1252"),
        ("Qui l’a créée?,François", "cp1252", "Windows-1252"),
        ("アニメの監督は誰ですか？,アメリカ", "cp932", "Shift JIS"),
        ("这部电影的导演是谁？,张艺谋", "gb18030", "GB 18030"),
        ("這部電影的導演是誰？,一人", "big5", "Big5"),
        ("Кто снял фильм Солярис?,Тарковский", "cp1251", "Windows-1251"),
        ("監督は誰ですか？,堀元宣", "cp932", "Shift JIS"),
    ],
)
def test_encodings_are_guessed_and_told(tmp_path: Path, text: str, codec: str, name: str) -> None:
    (one, two) = found(tmp_path, b"question,answer\n" + text.encode(codec))
    assert ",".join(two.cells) == text
    assert (one.changed, two.changed) == ((), (f"its text is no UTF-8 and was read as {name}",))


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_marks_of_encodings_are_no_text(tmp_path: Path, codec: str) -> None:
    assert [one.cells for one in found(tmp_path, "question,answer\nWhö?,Mé\n".encode(codec))] == [
        ["question", "answer"],
        ["Whö?", "Mé"],
    ]


def test_comments_are_skipped(tmp_path: Path) -> None:
    assert [one.cells for one in found(tmp_path, '#a,b\n"c\n#d",e\n', ",", "#")] == [["c\n#d", "e"]]
