"""Valid files of every format: what its own writer makes, and what other programs write."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from quiz.core.questions import Difficulty, Kind, Media, Pack, PackHead, Question
from quiz.packs.formatnames import READ, WRITTEN
from quiz.packs.formats import format_of, recognised
from quiz.packs.formats.writing import carried
from quiz.packs.quizpack import write_quizpack
from quiz.packs.writer import write_pack
from quiz.words import Refused

OURS = ("toml", "quizpack")
SAMPLES = Path(__file__).with_name("samples")
"""As other programs write them; what stands before the first hyphen or point is the format."""
DATA = Path(__file__).parents[1] / "packs" / "formats" / "data"
_ENDINGS = {"toml": (".toml",), "quizpack": (".quizpack",)}
HEAD = PackHead(
    "noir", "Noir & Rouge", author="N. N.", license="CC0-1.0", description='Two\nlines, "quoted".'
)
QUESTIONS = (
    Question("a", "Who directs “Metallic Rouge”?", Kind.CHOICE, ("Hori",), ("Naomi", "Rouge", "Jill"),
             category="Story: Film", explanation="It says so.", difficulty=Difficulty.EASY,
             tags=("anime", "noir")),
    Question("b", "Is <b>2 = 2</b> & {a} ~ #5?", Kind.TRUEFALSE, ("true",), difficulty=Difficulty.HARD),
    Question("c", "Which of these\nare neans?", Kind.MULTIPLE, ("Rouge", "Jill"), ("Naomi",)),
    Question("d", "How do you write 監督: ñ, ß, 🎮?", Kind.TEXT, ("kantoku", "監督"), ("kantaku",),
             source="a book"),
    Question("e", "How many androids?", Kind.NUMBER, ("9.5",), tolerance=Decimal("0.5"), unit="androids"),
    Question("f", "=1+1; \\n, 'quoted'; \"twice\"\t%50%", Kind.ORDER, ("one", "two", "three")),
    Question("g", "Who is in the picture?", Kind.CHOICE, ("A -> B",), ("C: D",),
             media=Media(image="pictures/a.png")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seed:
    """A valid file: the ending of its name, and what is in it."""

    ending: str
    data: bytes


def names() -> tuple[str, ...]:
    """All formats that are read, our own first."""
    return (*OURS, *READ)


def endings(name: str) -> tuple[str, ...]:
    """The endings that files of a format have."""
    return _ENDINGS.get(name) or format_of(name).endings


@cache
def seeds(name: str) -> tuple[Seed, ...]:
    """The valid files of a format, never none."""
    ending = endings(name)[0]
    samples = [path for path in sorted(SAMPLES.iterdir()) if re.split("[-.]", path.name)[0] == name]
    found = [Seed(path.suffix, path.read_bytes()) for path in samples]
    found += _own(name, ending)
    found += [seed for owner, seed in _data() if owner == name]
    return tuple(found) or (Seed(ending, b"a,b\n1,2\n"),)


def _own(name: str, ending: str) -> Iterator[Seed]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"pack{ending}"
        (path.parent / "pictures").mkdir()
        (path.parent / "pictures" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
        for questions in (QUESTIONS, QUESTIONS[:1]):
            if name == "toml":
                write_pack(Pack(HEAD, questions), path)
                yield Seed(ending, path.read_bytes())
            elif name == "quizpack":
                write_quizpack(Pack(HEAD, questions), path.parent, path)
                yield Seed(ending, path.read_bytes())
            elif name in WRITTEN:
                format = format_of(name)
                assert format.write is not None
                out = io.BytesIO()
                format.write(HEAD, list(carried(format, questions, [])), out, lambda name: None)
                yield Seed(ending, out.getvalue())


@cache
def _data() -> tuple[tuple[str, Seed], ...]:
    """The files that the formats' tests keep, each with the format that it is found to be of."""
    found = []
    for path in sorted(DATA.rglob("*")) if DATA.is_dir() else []:
        if path.is_file() and path.stat().st_size < 1 << 18:
            try:
                format = recognised(path)
            except Refused:
                continue
            if format is not None:
                found.append((format.name, Seed(path.suffix, path.read_bytes())))
    return tuple(found)
