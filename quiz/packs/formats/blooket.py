"""Blooket's CSV: a title row, a header whose cells have line breaks in them, right answers by number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from quiz.core.kinds import Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats import grid
from quiz.packs.formats.losing import stripped
from quiz.packs.formats.model import (
    Carried,
    Counts,
    Find,
    Format,
    Likely,
    Peek,
    Reading,
    Row,
    Said,
)
from quiz.packs.formats.records import Record, written
from quiz.packs.formats.texts import tidy
from quiz.packs.refusals import shown
from quiz.words import tr

_ANSWERS = 4
_TIME = 20
_KINDS = (Kind.CHOICE, Kind.MULTIPLE, Kind.TEXT)
_ANSWER = re.compile(r"answer (\d)")
_TYPING = ("typing", "typed", "typing answer")
# The column that says so stands two to the right of the right answers, and often without a header.
_TYPING_AWAY = 2
_TITLE = "Blooket\nImport Template"
_HEADER = (
    "Question #",
    "Question Text",
    "Answer 1",
    "Answer 2",
    "Answer 3\n(Optional)",
    "Answer 4\n(Optional)",
    "Time Limit (sec)\n(Max: 300 seconds)",
    "Correct Answer(s)\n(Only include Answer #)",
    "",
    "",
)


def sniff(peek: Peek) -> Likely:
    """Blooket alone numbers its questions beside their text."""
    told = grid.heads(peek)
    place = grid.found(told, _is_header)
    if place is None:
        return Likely.NO
    labels = [grid.label(cell) for cell in place.header]
    title = told[place.sheet][1][0]
    own = "question #" in labels or title[0].casefold().startswith("blooket")
    return Likely.SURE if own else Likely.LIKELY


def read(path: Path) -> Reading:
    """The questions of a Blooket sheet, numbered by its rows. Raises :class:`FileFault`."""
    why = tr("no row of it names Question Text, Answer 1 and Correct Answer(s); begin with its template")
    return Reading(Said(), _rows(path, grid.placed(path, _is_header, why)))


def _is_header(row: grid.Cells) -> bool:
    labels = [grid.label(cell) for cell in row]
    return (
        "question text" in labels
        and "question type" not in labels
        and {"answer 1", "answer 2"} <= set(labels)
        and any(name.startswith("correct answer") for name in labels)
    )


def _rows(path: Path, place: grid.Found) -> Iterator[Row]:
    labels = [grid.label(cell) for cell in place.header]
    prompt_at = labels.index("question text")
    answers_at = [at for at, name in enumerate(labels) if _ANSWER.fullmatch(name)]
    right_at = next(at for at, name in enumerate(labels) if name.startswith("correct answer"))
    time_at = next((at for at, name in enumerate(labels) if name.startswith("time limit")), -1)

    def made(record: Record) -> Row | None:
        cells = record.cells
        prompt = tidy(cells[prompt_at])
        options = [tidy(cells[at]) for at in answers_at]
        if not prompt and not any(options):
            return None  # the template's numbered rows
        beside = [cell.strip() for cell in cells[right_at + 1 :]]
        # Two right answers without quotation marks around them fill the next cells as well.
        numbers = [cells[right_at].strip(), *(cell for cell in beside if cell.isdecimal() and len(cell) == 1)]
        right = ",".join(cell for cell in numbers if cell)
        if any(cell.casefold() in _TYPING for cell in beside[: _TYPING_AWAY + 1]):
            row = _typed(record.number, prompt, options, right, record.changed)
        else:
            row = grid.chosen(record, prompt, options, right)
        return grid.timed(row, cells[time_at].strip() if time_at >= 0 else "", _TIME)

    yield from grid.each(path, place, made)


def _typed(number: int, prompt: str, options: list[str], right: str, changed: tuple[str, ...]) -> Row:
    places = grid.picked(right, options)
    accepted = [options[at] for at in places if options[at]] or [option for option in options if option]
    if not accepted:
        return Row(number, why=tr("it has no accepted answer; write one as its Answer 1"), text=shown(prompt))
    question = Question("", prompt, Kind.TEXT, tuple(accepted))
    return Row(number, (question,), changed, text=shown(prompt))


def carry(question: Question) -> Carried:
    """Up to four choices or accepted answers, and nothing beside them."""
    plain, lost = stripped(question, tidy)
    return grid.carried(plain, lost, _KINDS, _ANSWERS, grid.too_long)


def write(head: PackHead, questions: Iterable[Question], out: BinaryIO, find: Find) -> None:
    """A CSV like Blooket's own template."""
    out.write(written([_TITLE, *[""] * (len(_HEADER) - 1)]))
    out.write(written(_HEADER))
    for n, question in enumerate(questions):
        typed = question.kind is Kind.TEXT
        if typed:
            told, right = list(question.right), list(range(1, len(question.right) + 1))
        else:
            told, right = grid.options_of(question, n)
        told += [""] * (_ANSWERS - len(told))
        numbers = ",".join(map(str, right))
        out.write(
            written([str(n + 1), question.prompt, *told, str(_TIME), numbers, "", "typing" if typed else ""])
        )


FORMAT = Format("blooket", "Blooket", (".csv",), Counts.ROW, sniff, read, carry, write)
