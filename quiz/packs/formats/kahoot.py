"""Kahoot's spreadsheet: a header around row 8, two to four answers, the right ones by number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from quiz.core.kinds import Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats import grid, sheets
from quiz.packs.formats.losing import stripped
from quiz.packs.formats.model import (
    Carried,
    Counts,
    FileFault,
    Find,
    Format,
    Likely,
    Peek,
    Reading,
    Row,
    Said,
)
from quiz.packs.formats.records import Record
from quiz.packs.formats.texts import one_line, tidy
from quiz.words import tr

MOST_PROMPT = 120
MOST_ANSWER = 75
_ANSWERS = 4
_TIME = 20
_KINDS = (Kind.CHOICE, Kind.MULTIPLE)
_ANSWER = re.compile(r"(?:answer|option|choice) (\d)\b.*")
# How long a prompt and an answer may be, in the headers of its templates over the years and in any language.
_LONGEST = re.compile(r"(?<!\d)(?:60|75|80|95|120)(?!\d)")
_TIMES = re.compile(r"5\D+10\D+20\b")
_REPORT = ("rawreportdata data", "kahoot! summary", "final scores")
_HEADER = (
    "",
    "Question - max 120 characters",
    *(f"Answer {n} - max 75 characters" for n in range(1, _ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


def sniff(peek: Peek) -> Likely:
    """Kahoot's header has limits of length in it; its reports are met to be refused in plain words."""
    told = grid.heads(peek)
    place = grid.found(told, _is_header)
    if place is not None:
        own = any("max" in cell.casefold() or _TIMES.search(cell) for cell in place.header)
        return Likely.SURE if own else Likely.LIKELY
    return Likely.SURE if _is_report(told) else Likely.NO


def read(path: Path) -> Reading:
    """The questions of a Kahoot, numbered by the sheet's rows. Raises :class:`FileFault`."""
    told = grid.heads_of(path)
    place = grid.found(told, _is_header)
    if place is None:
        if _is_report(told):
            raise FileFault(tr("it is Kahoot's report on a game that was played; export the quiz itself"))
        raise FileFault(tr("no row of it names a question and its answers; begin with Kahoot's own template"))
    return Reading(Said(), _rows(path, place))


def _is_report(told: sheets.Head) -> bool:
    return any(name.strip().casefold() in _REPORT for name, _ in told)


def _is_header(row: grid.Cells) -> bool:
    return _columns(row) is not None


def _columns(row: grid.Cells) -> tuple[int, list[int], int, int] | None:
    """The columns of prompt, answers, time limit (-1: none) and right answers; None for no header."""
    labels = [grid.label(cell) for cell in row]
    if "question #" in labels or "question type" in labels:
        return None  # Blooket, Wayground
    answers = {int(found[1]): at for at, name in enumerate(labels) if (found := _ANSWER.fullmatch(name))}
    prompt = next((at for at, name in enumerate(labels) if name.startswith("question")), -1)
    right = next((at for at, name in enumerate(labels) if name.startswith("correct answer")), -1)
    time = next((at for at, name in enumerate(labels) if name.startswith("time limit")), -1)
    marked = time >= 0 or _LONGEST.search(" ".join(row))
    if prompt >= 0 and right >= 0 and marked and {1, 2} <= answers.keys():
        return prompt, [answers[n] for n in sorted(answers)], time, right
    return _by_shape(row)


def _by_shape(row: grid.Cells) -> tuple[int, list[int], int, int] | None:
    """The same in a language that is not known here: the numbers in the header are the same in all."""
    for at in range(len(row) - 6):
        prompt, *answers, time, right = row[at : at + 7]
        if (
            _LONGEST.search(prompt)
            and all(str(n) in cell and _LONGEST.search(cell) for n, cell in enumerate(answers, 1))
            and _TIMES.search(time)
            and right.strip()
        ):
            return at, list(range(at + 1, at + 5)), at + 5, at + 6
    return None


def _rows(path: Path, place: grid.Found) -> Iterator[Row]:
    columns = _columns(place.header)
    assert columns is not None
    prompt_at, answers_at, time_at, right_at = columns

    def made(record: Record) -> Row | None:
        cells = record.cells
        prompt = tidy(cells[prompt_at])
        options = [tidy(cells[at]) for at in answers_at]
        if not prompt and not any(options):
            return None  # the template's numbered rows
        row = grid.chosen(record, prompt, options, cells[right_at].strip())
        return grid.timed(row, cells[time_at].strip() if time_at >= 0 else "", _TIME)

    yield from grid.each(path, place, made)


def carry(question: Question) -> Carried:
    """Up to four choices, right ones among them, and true or false; short texts alone."""
    plain, lost = stripped(question, lambda text: sheets.writable(one_line(text)))
    return grid.carried(plain, lost, _KINDS, _ANSWERS, _too_long)


def _too_long(question: Question) -> str:
    if sheets.units(question.prompt) > MOST_PROMPT:
        return tr("its prompt has more than the {n} characters of Kahoot", n=MOST_PROMPT)
    if any(sheets.units(text) > MOST_ANSWER for text in (*question.right, *question.wrong)):
        return tr("an answer of it has more than the {n} characters of Kahoot", n=MOST_ANSWER)
    return ""


def write(head: PackHead, questions: Iterable[Question], out: BinaryIO, find: Find) -> None:
    """A workbook like Kahoot's own template: its header in row 8, a numbered question in every row below."""
    sheets.write_rows("Sheet1", _written(head, questions), out)


def _written(head: PackHead, questions: Iterable[Question]) -> Iterator[list[str | int]]:
    yield []
    yield ["", "Quiz template"]
    yield ["", sheets.writable(head.title)[:200]]
    for _ in range(4):
        yield []
    yield list(_HEADER)
    for n, question in enumerate(questions):
        told, right = grid.options_of(question, n)
        told += [""] * (_ANSWERS - len(told))
        yield [n + 1, question.prompt, *told, _TIME, ",".join(map(str, right))]


FORMAT = Format("kahoot", "Kahoot", (".xlsx",), Counts.ROW, sniff, read, carry, write)
