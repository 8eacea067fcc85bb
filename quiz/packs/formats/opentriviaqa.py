"""OpenTriviaQA: ``#Q`` prompt, ``^`` right answer, lettered choices; a file is a category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quiz.core.folding import fold
from quiz.packs.formats.lines import Line, lines
from quiz.packs.formats.model import Counts, FileFault, Format, Likely, Peek, Reading, Row, Said
from quiz.packs.formats.reading import title_of
from quiz.packs.formats.texts import choices, distinct, one_line, tidy
from quiz.packs.refusals import shown
from quiz.words import tr

_PROMPT = re.compile(r"\s*#[Qq](?:[\s:]\s*(.*))?", re.DOTALL)
_RIGHT = re.compile(r"\^\s*(.*)", re.DOTALL)
_CHOICE = re.compile(r"([A-Z])(?:\s+(.*))?", re.DOTALL)
_MOST_LINES = 200
_MOST_STRAY = 1000
# The project's own files, whose licence wants it named.
_OURS = frozenset((
    "animals", "brain-teasers", "celebrities", "entertainment", "for-kids", "general", "geography", "history",
    "hobbies", "humanities", "literature", "movies", "music", "newest", "people", "rated", "religion-faith",
    "science-technology", "sports", "television", "video-games", "world",
))  # fmt: skip
_ATTRIBUTION = Said(
    author="OpenTriviaQA contributors",
    license="CC-BY-SA-4.0",
    source="https://github.com/uberspot/OpenTriviaQA",
)


@dataclass(slots=True)
class _Block:
    """One record as it is read: lines of the prompt, of the answer, of each choice."""

    number: int
    prompt: list[str]
    rights: list[list[str]] = field(default_factory=list)
    choices: list[list[str]] = field(default_factory=list)
    last: str = "@"
    lines: int = 1
    guessed: bool = False
    cut: bool = False
    blank: bool = False


def sniff(peek: Peek) -> Likely:
    """``#Q`` lines before ``^`` lines are OpenTriviaQA's alone."""
    told = peek.text.split("\n")
    first = next((n for n, line in enumerate(told) if _PROMPT.fullmatch(line)), None)
    if first is None:
        return Likely.NO
    return Likely.SURE if any(_RIGHT.fullmatch(line) for line in told[first + 1 :]) else Likely.MAYBE


def read(path: Path) -> Reading:
    """The questions of a file, numbered by the line that each begins in; its name is their category."""
    said = _ATTRIBUTION if path.name.partition(".")[0].lower() in _OURS else Said()
    return Reading(said, _rows(path))


def _rows(path: Path) -> Iterator[Row]:
    category = title_of(path)
    block: _Block | None = None
    strays = 0
    found = False
    for line in lines(path):
        begins = _PROMPT.fullmatch(line.text)
        if begins:
            if block:
                yield _row(block, category)
            block = _Block(line.number, [begins[1] or ""], guessed=line.guessed, cut=line.cut)
            found, strays = True, 0
        elif block is None or (block.blank and block.choices and line.text.strip()):
            if block:
                yield _row(block, category)
                block = None
            # A run of lines that belong nowhere is told once.
            if line.text.strip() and not strays:
                why = tr("it belongs to no question; a question begins with #Q")
                yield Row(line.number, why=why, text=shown(line.text))
            strays += bool(line.text.strip())
            if strays > _MOST_STRAY and not found:
                raise FileFault(tr("no question in it begins with #Q; choose the format that it is in"))
        else:
            _add(block, line)
    if block:
        yield _row(block, category)
    elif not found and not strays:
        raise FileFault(tr("it holds no questions; choose another file"))


def _add(block: _Block, line: Line) -> None:
    text = line.text.strip()
    block.blank = not text
    if block.blank and block.choices:
        return  # it has ended; how much room follows does not matter
    block.lines += 1
    if block.lines > _MOST_LINES:
        return
    block.guessed |= line.guessed
    block.cut |= line.cut
    right = _RIGHT.fullmatch(text)
    choice = _CHOICE.fullmatch(text) if block.rights else None
    if right:
        block.rights.append([right[1]])
    # A letter far from the last one begins a sentence, as I does.
    elif choice and choice[1] <= chr(ord(block.last) + 3):
        block.last = max(block.last, choice[1])
        block.choices.append([choice[2] or ""])
    elif block.choices:
        block.choices[-1].append(text)
    elif block.rights:
        block.rights[-1].append(text)
    else:
        block.prompt.append(text)


def _row(block: _Block, category: str) -> Row:
    prompt = tidy("\n".join(block.prompt))
    text = shown(prompt)
    rights = [one_line(" ".join(told)) for told in block.rights]
    told = [one_line(" ".join(told)) for told in block.choices]
    if why := _refused(block, rights, told):
        return Row(block.number, why=why, text=text)
    changed = [tr("its text is no UTF-8 and was read as Windows-1252")] * block.guessed
    right = rights[0]
    if right not in told:
        near = {one for one in told if fold(one) == fold(right)}
        if len(near) != 1:
            why = tr(
                "its right answer “{text}” is none of its choices; add it to them", text=shown(right, 60)
            )
            return Row(block.number, why=why, text=text)
        right = near.pop()
        changed.append(
            tr("its right answer was spelled otherwise than the choice “{text}”", text=shown(right, 60))
        )
    told.remove(right)
    wrong, dropped = distinct(right, told)
    made = choices(prompt, [right], wrong, category=category)
    return Row(block.number, (made,), (*changed, *dropped), text=text)


def _refused(block: _Block, rights: list[str], told: list[str]) -> str:
    if block.cut:
        return tr("a line is longer than 64 KB; shorten it")
    if block.lines > _MOST_LINES:
        return tr("it has more than {n} lines; shorten it", n=_MOST_LINES)
    if not rights or not rights[0]:
        return tr("no line with ^ and the right answer follows; write one such as ^ Paris")
    if len(set(rights)) > 1:
        return tr("it has {n} lines with ^ and another right answer; keep one", n=len(rights))
    if len(told) < 2:
        return tr("it has fewer than two choices; write them as lines that begin with A, B and so on")
    return ""


FORMAT = Format("opentriviaqa", "OpenTriviaQA", ("", ".txt"), Counts.LINE, sniff, read)
