"""Questions as Moodle writes them into its XML."""

from __future__ import annotations

import base64
from pathlib import Path

from quiz.core.questions import Question
from quiz.packs.formats import format_of
from quiz.packs.formats.model import Row
from tests.packs.formats.making import read

MOODLE = format_of("moodle")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
B64 = base64.b64encode(PNG).decode()


def quiz(*questions: str) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(questions) + "\n</quiz>\n"


def ask(kind: str, text: str, inner: str = "", form: str = "html", name: str = "a name") -> str:
    return f"""<!-- question: 7  -->
  <question type="{kind}">
    <name>
      <text>{name}</text>
    </name>
    <questiontext format="{form}">
      <text><![CDATA[{text}]]></text>
    </questiontext>
    <generalfeedback format="html">
      <text></text>
    </generalfeedback>
    <defaultgrade>1.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber></idnumber>
    {inner}
  </question>"""


def answers(*pairs: tuple[object, str]) -> str:
    return "\n".join(
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text></text></feedback></answer>'
        for fraction, text in pairs
    )


def rows(tmp_path: Path, *questions: str) -> list[Row]:
    return read(MOODLE, tmp_path / "a.xml", quiz(*questions))


def one(tmp_path: Path, text: str) -> Row:
    (found,) = rows(tmp_path, text)
    return found


def question(tmp_path: Path, text: str) -> Question:
    row = one(tmp_path, text)
    assert (row.why, row.changed) == ("", ())
    (found,) = row.questions
    return found


CATEGORY = (
    '<question type="category"><category><text>$course$/top/Default for X/Tombs</text></category>'
    '<info format="html"><text>About tombs</text></info><idnumber></idnumber></question>'
)
AB = answers((100, "A"), (0, "B"))
