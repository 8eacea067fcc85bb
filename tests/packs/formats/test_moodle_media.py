"""Pictures and sounds in Moodle XML, and what of a pack comes back out of it."""

from __future__ import annotations

import base64
import io
from decimal import Decimal
from pathlib import Path

import pytest

from quiz.core.questions import Kind, Media, PackHead, Question
from quiz.packs.formats.writing import carried
from tests.packs.formats.making import out_and_in, read
from tests.packs.formats.moodlework import (
    AB,
    B64,
    MOODLE,
    PNG,
    ask,
    one,
    rows,
)


def file(name: str, data: str = B64, path: str = "/") -> str:
    return f'<file name="{name}" path="{path}" encoding="base64">{data}</file>'


def pictured(name: str, files: str) -> str:
    text = ask("multichoice", f'Who?<p><img src="@@PLUGINFILE@@/{name}" alt="A &quot;bot&quot;"></p>', AB)
    return text.replace("</questiontext>", files + "</questiontext>")


@pytest.mark.parametrize(
    ("source", "files", "name"),
    [
        ("a%20bot.png", file("a bot.png"), "a bot.png"),
        ("img/b.png?time=1", file("b.png", path="/img/"), "img/b.png"),
        ("b.png", file("b.png", B64[:40] + "\n" + B64[40:]), "b.png"),
        ("..%2F..%2Fb.png", file("../../b.png"), "b.png"),
        ("c:b.png", file("c:b.png"), "c_b.png"),
    ],
)
def test_the_picture_in_a_prompt_comes_along(tmp_path: Path, source: str, files: str, name: str) -> None:
    row = one(tmp_path, pictured(source, files))
    assert row.questions[0].media == Media(name, 'A "bot"')
    assert row.questions[0].prompt == "Who?"
    assert row.files == {name: PNG}
    assert row.changed == ()


def test_pictures_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    other = base64.b64encode(PNG + b"other").decode()
    first, second, third = rows(
        tmp_path,
        pictured("a.png", file("a.png")),
        pictured("a.png", file("a.png", other)).replace("Who", "Two"),
        pictured("a.png", file("a.png")).replace("Who", "Three"),
    )  # fmt: skip
    assert first.files == {"a.png": PNG}
    assert second.files == {"2-a.png": PNG + b"other"}
    assert second.questions[0].media.image == "2-a.png"
    assert third.files == {"a.png": PNG}


def test_pictures_that_cannot_come_along_are_told(tmp_path: Path) -> None:
    row = one(tmp_path, pictured("a.png", file("a.png", "no base64!")))
    assert row.questions[0].media == Media()
    assert "the file “a.png” is damaged or too large and is left out" in row.changed
    row = one(tmp_path, ask("multichoice", 'Who?<img src="https://example.org/a.png">', AB))
    assert row.changed == ("a picture in the text is left out",)


def test_a_picture_that_is_too_large_costs_no_question_and_little_memory(tmp_path: Path) -> None:
    big = pictured("a.png", file("a.png", "QUJD" * 10_000_000))
    first, second = rows(tmp_path, big, ask("multichoice", "Two?", AB))
    assert first.files == {}
    assert first.questions[0].prompt.startswith("Who?")
    assert "the picture “a.png” is too large and is left out" in first.changed
    assert second.changed == ()


def test_pictures_in_a_texts_own_letters_and_of_moodle_one(tmp_path: Path) -> None:
    row = one(tmp_path, ask("multichoice", f'Who?<img src="data:image/png;base64,{B64}">', AB))
    assert row.files == {"picture-1.png": PNG}
    old = f"<image>up/a.png</image><image_base64>{B64}</image_base64>{AB}"
    row = one(tmp_path, ask("multichoice", "Who?", old))
    assert row.questions[0].media.image == "up_a.png"
    assert row.files == {"up_a.png": PNG}


def test_pictures_of_choices(tmp_path: Path) -> None:
    choice = (
        '<answer fraction="{}" format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/{}" alt="{}">]]></text>'
        "{}</answer>"
    )
    inner = choice.format(0, "b.png", "", file("b.png")) + choice.format(100, "a.png", "A", file("a.png"))
    row = one(tmp_path, ask("multichoice", "Which?", inner))
    (q,) = row.questions
    assert (q.right, q.wrong, q.choice_images) == (("A",), ("Picture 1",), ("a.png", "b.png"))
    assert row.files == {"a.png": PNG, "b.png": PNG}
    assert row.changed == ("choices that are only pictures were given names",)


@pytest.mark.parametrize(
    "text",
    [
        'Hear: <audio controls="true"><source src="@@PLUGINFILE@@/a.mp3">a.mp3</audio>',
        'Hear: <a href="@@PLUGINFILE@@/a.mp3">the sound</a>',
    ],
)
def test_a_sound_comes_along(tmp_path: Path, text: str) -> None:
    text = ask("multichoice", text, AB).replace("</questiontext>", file("a.mp3") + "</questiontext>")
    row = one(tmp_path, text)
    assert (row.questions[0].prompt, row.questions[0].media.audio) == ("Hear:", "a.mp3")
    assert row.files == {"a.mp3": PNG}


def test_pictures_go_along_and_come_back(tmp_path: Path) -> None:
    (tmp_path / "robot.png").write_bytes(PNG)
    asks = Question(
        "q", "Who <is>\nit?", Kind.CHOICE, ("A & B",), ("C",),
        media=Media("img/a robot.png", 'a "bot"', "s.mp3"), choice_images=("img/a robot.png", ""),
    )  # fmt: skip
    expected = list(carried(MOODLE, [asks], []))
    assert expected[0].media == asks.media
    out = io.BytesIO()
    MOODLE.write(
        PackHead("n", "N"), expected, out, lambda name: tmp_path / "robot.png" if "png" in name else None
    )  # type: ignore[misc]
    (row,) = read(MOODLE, tmp_path / "a.xml", out.getvalue())
    assert row.questions == tuple(expected)
    assert row.files == {"img/a robot.png": PNG}
    assert row.changed == ()


def test_all_that_a_question_has_comes_back(tmp_path: Path) -> None:
    pack = [
        Question("a", "How fast?", Kind.NUMBER, ("9.81",), tolerance=Decimal("0.05"), unit="m/s",
                 tags=("x", "y z"), category="Physics/Fall", explanation="It\n\nfalls."),
        Question("b", "Who?", Kind.TEXT, ("Rouge*", "Red"), ("Rogue",), exact=True),
        Question("c", "Sort", Kind.ORDER, ("b", "a", "c"), category="Physics"),
        Question("d", "Which?", Kind.MULTIPLE, ("a",), ("b", "c")),
    ]  # fmt: skip
    expected, found, lost = out_and_in(MOODLE, pack, tmp_path / "a.xml")
    assert lost == []
    assert [q for row in found for q in row.questions] == expected
    assert [
        (q.kind, q.right, q.wrong, q.unit, q.tags, q.category, q.explanation, q.exact) for q in expected
    ] == [(q.kind, q.right, q.wrong, q.unit, q.tags, q.category, q.explanation, q.exact) for q in pack]


def test_what_is_lost_is_told(tmp_path: Path) -> None:
    pack = [
        Question("a", "Who?\n\nSay  it.", Kind.CHOICE, ("a",), ("b",), source="S", media=Media("a.png")),
        Question("b", "Who is?", Kind.CHOICE, ("a",), ("b",), media=Media("../a.png")),
    ]
    expected, found, lost = out_and_in(MOODLE, pack, tmp_path / "a.xml")
    assert [q for row in found for q in row.questions] == expected
    assert [(one.number, one.what) for one in lost] == [
        (1, "its source is not carried"),
        (1, "empty lines and runs of blanks beside its pictures are not carried"),
        (2, "its picture or sound is not carried"),
    ]


def test_moodle_gets_fractions_that_it_knows(tmp_path: Path) -> None:
    out = io.BytesIO()
    pack = [
        Question("a", "Which?", Kind.MULTIPLE, tuple("abc"), ("d",)),
        Question("b", "W?", Kind.CHOICE, ("a",), ("b",)),
    ]
    assert MOODLE.write is not None
    MOODLE.write(PackHead("n", "N"), carried(MOODLE, pack, []), out, lambda name: None)
    told = out.getvalue().decode()
    assert told.count('fraction="33.33333"') == 3
    assert told.count('fraction="-33.33333"') == 1
    assert told.count('fraction="100"') == 1
    assert told.count('fraction="0"') == 1
