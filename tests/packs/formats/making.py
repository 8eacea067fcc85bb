"""Questions of every kind with everything in them that a file format may stumble over."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from quiz.core.questions import Difficulty, Kind, PackHead, Question, problems
from quiz.packs.formats.model import Format, Row
from quiz.packs.formats.reading import ForeignReader, judged
from quiz.packs.formats.writing import Lost, carried

_SIGNS = (
    *"abcXYZ 0123456789",
    *"\"'`\\{}[]()<>#=~%:;,.|/&@+-*^$!?_",
    *("\n", "\r\n", "\t", "\u2028", "\ufeff", "\u00a0", "\u200f"),
    *("é", "ß", "ñ", "監", "督", "ア", "🎮", "👩‍🚀", "א", "م"),
    *("&amp;", "<b>", "</b>", "//", "::", "->", "%50%", "=1+1", '=HYPERLINK("x")'),
    *("A) ", "ANSWER: A", "#Q ", "^ ", "True"),
)
# One letter stands for each sign: hypothesis draws a whole text at once, and a list piece by piece.
_LETTERS = {0xE000 + n: sign for n, sign in enumerate(_SIGNS)}
TEXTS = (
    st.text(st.characters(min_codepoint=min(_LETTERS), max_codepoint=max(_LETTERS)), min_size=1, max_size=12)
    .map(lambda letters: letters.translate(_LETTERS))
    .filter(lambda text: bool(text.strip()))
)
_ANY_TEXT = TEXTS | st.just("")


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """One question that can be played, of any kind, with anything in it."""
    kind = draw(st.sampled_from(list(Kind)))
    n = draw(st.integers(1, 6))
    if kind is Kind.TRUEFALSE:
        right, wrong = [draw(st.sampled_from(["true", "false"]))], []
    elif kind is Kind.NUMBER:
        right, wrong = [str(draw(st.decimals(-10_000, 10_000, places=2).map(Decimal.normalize)))], []
    else:
        right = draw(st.lists(TEXTS, min_size=n if kind is not Kind.CHOICE else 1, max_size=n))
        wrong = draw(st.lists(TEXTS, max_size=5))
    tolerances = [Decimal(0), Decimal("0.5"), Decimal(2)] if kind is Kind.NUMBER else [Decimal(0)]
    return Question(
        "q", draw(TEXTS), kind, tuple(right), tuple(wrong),
        difficulty=draw(st.sampled_from(list(Difficulty))), category=draw(_ANY_TEXT),
        explanation=draw(_ANY_TEXT), evidence=draw(_ANY_TEXT), source=draw(_ANY_TEXT),
        exact=kind is Kind.TEXT and draw(st.booleans()),
        tolerance=draw(st.sampled_from(tolerances)),
        unit=draw(_ANY_TEXT) if kind is Kind.NUMBER else "",
        tags=tuple(draw(st.lists(TEXTS, max_size=3))),
    )  # fmt: skip


PACKS = st.lists(questions().filter(lambda question: not problems(question)), min_size=1, max_size=6).map(
    lambda found: [replace(question, id=f"q{n}") for n, question in enumerate(found)]
)


def out_and_in(
    format: Format, pack: Sequence[Question], path: Path
) -> tuple[list[Question], list[Row], list[Lost]]:
    """What the format says that it carries, the rows that reading gives, and what it says that it loses."""
    assert format.write is not None
    lost: list[Lost] = []
    expected = list(carried(format, pack, lost))
    out = io.BytesIO()
    format.write(PackHead("noir", "Noir"), expected, out, lambda name: None)
    path.write_bytes(out.getvalue())
    return expected, list(judged(format.read(path).rows)), lost


def read(format: Format, path: Path, data: bytes | str) -> list[Row]:
    """The rows of a file of these bytes."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(ForeignReader(path, format))
