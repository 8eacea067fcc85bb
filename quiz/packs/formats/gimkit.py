"""Gimkit's CSV: a title row, then question, right answer and up to three wrong ones."""

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
from quiz.packs.formats.texts import choices, tidy
from quiz.packs.refusals import shown
from quiz.words import tr

_CHOICES = 4
_KINDS = (Kind.CHOICE, Kind.MULTIPLE, Kind.TEXT)
_WRONG = re.compile(r"incorrect answer(?: (\d))?")
_TITLE = "Gimkit Spreadsheet Import Template"
_HEADER = (
    "Question",
    "Correct Answer",
    "Incorrect Answer 1",
    "Incorrect Answer 2 (Optional)",
    "Incorrect Answer 3 (Optional)",
)


def sniff(peek: Peek) -> Likely:
    """Gimkit's header below a title, or with its own word for what need not be filled."""
    told = grid.heads(peek)
    place = grid.found(told, _is_header, 5)
    if place is None:
        return Likely.NO
    above = told[place.sheet][1][: place.at]
    named = any("gimkit" in row[0].casefold() for row in above)
    titled = any(sum(1 for cell in row if cell) == 1 for row in above)
    marked = any("incorrect" in cell.casefold() and "optional" in cell.casefold() for cell in place.header)
    if named or (titled and marked):
        return Likely.SURE
    return Likely.LIKELY if titled or marked else Likely.NO


def read(path: Path) -> Reading:
    """The questions of a Gimkit sheet, numbered by its rows. Raises :class:`FileFault`."""
    why = tr("no row of it names Question and Correct Answer; begin with Gimkit's template")
    return Reading(Said(), _rows(path, grid.placed(path, _is_header, why, 5)))


def _is_header(row: grid.Cells) -> bool:
    labels = [grid.label(cell) for cell in row]
    known = all(name in ("question", "correct answer", "") or _WRONG.fullmatch(name) for name in labels)
    return known and "question" in labels and "correct answer" in labels


def _rows(path: Path, place: grid.Found) -> Iterator[Row]:
    labels = [grid.label(cell) for cell in place.header]
    prompt_at, right_at = labels.index("question"), labels.index("correct answer")
    wrong_at = [at for at, name in enumerate(labels) if _WRONG.fullmatch(name)]

    def made(record: Record) -> Row | None:
        prompt, right = tidy(record.cells[prompt_at]), tidy(record.cells[right_at])
        wrong = [text for at in wrong_at if (text := tidy(record.cells[at]))]
        if not (prompt or right or wrong):
            return None
        if not prompt:
            return Row(record.number, why=tr("the prompt is empty; write what is asked"), text=shown(right))
        text = shown(prompt)
        if not right:
            why = tr("the right answer is empty; write what counts as right")
            return Row(record.number, why=why, text=text)
        question = choices(prompt, [right], wrong) if wrong else Question("", prompt, Kind.TEXT, (right,))
        return Row(record.number, (question,), record.changed, text=text)

    yield from grid.each(path, place, made)


def carry(question: Question) -> Carried:
    """One right answer and up to three wrong ones; a typed answer is a row without wrong ones."""
    plain, lost = stripped(question, tidy)
    most = 1 if plain.kind is Kind.TEXT else _CHOICES
    if plain.kind is Kind.MULTIPLE and len(plain.right) > 1:
        return Carried(None, (tr("it has no place for questions with several right answers"),))
    return grid.carried(plain, lost, _KINDS, most, grid.too_long)


def write(head: PackHead, questions: Iterable[Question], out: BinaryIO, find: Find) -> None:
    """A CSV like Gimkit's own template."""
    out.write(written([_TITLE, *[""] * (len(_HEADER) - 1)]))
    out.write(written(_HEADER))
    for question in questions:
        if question.kind is Kind.TRUEFALSE:
            right, wrong = ("True", ["False"]) if question.right[0] == "true" else ("False", ["True"])
        else:
            right, wrong = question.right[0], list(question.wrong)
        out.write(written([question.prompt, right, *wrong, *[""] * (_CHOICES - 1 - len(wrong))]))


FORMAT = Format("gimkit", "Gimkit", (".csv",), Counts.ROW, sniff, read, carry, write)
