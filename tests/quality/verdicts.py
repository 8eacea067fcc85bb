"""What a person said of each question: seven marks, whether it is fatal, and why."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quiz.core.folding import fold
from quiz.core.questions import Question
from tests.quality.keys import HERE, OWN, Article

MARKS = (
    "grammatical",
    "stands by itself",
    "the evidence supports it",
    "exactly one is right",
    "the wrong ones are of its type and plausible",
    "nothing gives it away",
    "worth asking",
)
HEAD = "key\twrong\tmarks\tfatal\twhy"
VERDICTS = HERE / "verdicts"
SHARED = VERDICTS / "shared"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line: a mark for each of ``MARKS``, and whether its key is wrong or two choices are right.

    ``wrong`` says which wrong choices were judged: a verdict on others is stale.
    """

    key: str
    wrong: str
    marks: tuple[bool, ...]
    fatal: bool
    why: str

    @property
    def acceptable(self) -> bool:
        """All seven hold."""
        return all(self.marks) and not self.fatal

    @property
    def line(self) -> str:
        """As it stands in a file."""
        marks = "".join("y" if mark else "n" for mark in self.marks)
        return "\t".join((self.key, self.wrong, marks, "y" if self.fatal else "n", self.why))


def key(question: Question) -> str:
    """12 hex digits that change with what is asked and with what is right."""
    return _digits((fold(question.prompt), *map(fold, question.right)))[:12]


def wrong(question: Question) -> str:
    """6 hex digits that change with what stands against it, in whatever order."""
    return _digits(sorted(map(fold, question.wrong)))[:6]


def _digits(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def judged(question: Question, known: dict[str, Verdict]) -> Verdict | None:
    """The verdict on a question as it is now; None where there is none, or one on other wrong choices."""
    verdict = known.get(key(question))
    return verdict if verdict and verdict.wrong == wrong(question) else None


def place(article: Article) -> Path:
    """The file that an article's verdicts stand in: ours, the shared articles', or a folder's own."""
    if article.own:
        return VERDICTS / f"{article.name}.tsv"
    beside = article.path.with_name(f"{article.name}.verdicts.tsv")
    return beside if beside.is_file() or not _is_shared(article) else SHARED / f"{article.name}.tsv"


def _is_shared(article: Article) -> bool:
    return article.path.parent.name == "articles" and article.path.parent != OWN


def read(path: Path) -> dict[str, Verdict]:
    """The verdicts of a file by key; none where there is no file.

    Raises ValueError with file and line for a line that is no verdict, a comment included: nothing of an
    article's text may stand there.
    """
    found: dict[str, Verdict] = {}
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, 1):
        if not line.strip() or (number == 1 and line == HEAD):
            continue
        said = re.fullmatch(r"([0-9a-f]{12})\t([0-9a-f]{6})\t([yn]{7})\t([yn])\t([^\t]*)", line)
        where = f"{path.name}, line {number}"
        if not said:
            raise ValueError(f"{where}: a verdict is two keys, seven marks, y or n, and why, with tabs")
        if said[1] in found:
            raise ValueError(f"{where}: {said[1]} has a verdict already")
        verdict = Verdict(said[1], said[2], tuple(mark == "y" for mark in said[3]), said[4] == "y", said[5])
        if not verdict.acceptable and not verdict.why:
            raise ValueError(f"{where}: say why it is not acceptable")
        found[verdict.key] = verdict
    return found
