"""How long it takes: short and long texts, a whole process, and how cost grows with length."""

from __future__ import annotations

import calendar
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from quiz.article import readers
from tests.quality.keys import OWN, articles, plain
from tests.quality.running import timed
from tests.quality.table import line

GROWTH = (1_000, 10_000, 100_000)
# Names of the calendar stay what they are when a text is varied.
_CALENDAR = {*calendar.month_name, *calendar.day_name}
_VOWELS = "aeiou"


def paragraphs() -> list[str]:
    """All paragraphs of the project's own articles, taken in turn from each, so that texts are mixed."""
    each = [
        [part.strip() for part in plain(one.path).split("\n\n") if len(part.split()) > 12]
        for one in articles(OWN)
        if one.path.suffix != ".html"
    ]
    return [text for row in zip_longest(*each) for text in row if text]


def mixed(words: int) -> str:
    """A text of just so many words. Names are others each time round: a text that repeats itself is easy.

    >>> len(mixed(1_234).split())
    1234
    """
    found: list[str] = []
    count = 0
    for part in _endless():
        size = len(part.split())
        if count + size >= words:
            found.append(" ".join(part.split()[: words - count]))
            return "\n\n".join(found)
        found.append(part)
        count += size
    raise AssertionError("an endless text ended")


def _endless() -> Iterator[str]:
    parts = paragraphs()
    plain_words = set(re.findall(r"\b[a-z]\w+", " ".join(parts)))
    turn = 0
    while True:
        for part in parts:
            yield _varied(part, turn, plain_words) if turn else part
        turn += 1


def _varied(text: str, turn: int, common: set[str]) -> str:
    """The same sentences with other names: their vowels move on, two by two digits of ``turn``."""

    def other(found: re.Match[str]) -> str:
        name = found[0]
        if name in _CALENDAR or name.lower() in common:
            return name
        steps = turn
        made = [name[0]]
        for sign in name[1:]:
            if sign in _VOWELS:
                sign = _VOWELS[(_VOWELS.index(sign) + steps) % 5]
                steps = steps // 5 + turn % 5
            made.append(sign)
        return "".join(made)

    return re.sub(r"\b[A-Z][a-z]{3,}\b", other, text)


def show() -> None:
    """The rows of speed, each beside its bar."""
    print("\nspeed")
    with tempfile.TemporaryDirectory(prefix="quiz-quality-") as name:
        folder = Path(name)
        timed(_text(folder, 436), 2)
        line("436 words, ms", timed(_text(folder, 436), 7)[1] / 1e6, 60, most=True)
        line("5,000 words, ms", timed(_text(folder, 5_000), 3)[1] / 1e6, 600, most=True)
        line("`quiz generate` on 436 words, a whole process, s", _process(folder / "436.txt"), 1.2, most=True)
        per_word: list[float] = []
        for words in GROWTH:
            took = timed(_text(folder, words), 3 if words < 50_000 else 1)[1]
            per_word.append(took / 1e3 / words)
            print(f"  {f'{words:,} words, ms':46} {took / 1e6:>8.1f}   {per_word[-1]:.0f} µs a word")
        line("cost a word, 100,000 against 10,000 words", per_word[-1] / per_word[-2], 1.5, most=True)


def _text(folder: Path, words: int) -> readers.Text:
    path = folder / f"{words}.txt"
    path.write_text(mixed(words), encoding="utf-8")
    return readers.read(path)


def _process(path: Path) -> float:
    """Seconds of the quickest of five; no number when it fails."""
    call = [sys.executable, "-m", "quiz", "generate", str(path), "--json"]
    took: list[float] = []
    for _ in range(5):
        start = time.perf_counter()
        if subprocess.run(call, stdout=subprocess.DEVNULL).returncode:
            return float("nan")
        took.append(time.perf_counter() - start)
    return min(took)
