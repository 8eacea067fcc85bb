"""Wayground's spreadsheet (once Quizizz): types by name, up to five options, the right ones by number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from quiz.core.kinds import Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats import grid, sheets
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
from quiz.packs.formats.records import Record
from quiz.packs.formats.texts import tidy
from quiz.packs.refusals import shown
from quiz.words import tr

_OPTIONS = 5
_TIME = 30
_KINDS = (Kind.CHOICE, Kind.MULTIPLE, Kind.TEXT)
_OPTION = re.compile(r"(?:answer )?option (\d)")
_SIGN = re.compile(r"[^a-z]+")
_ONE = ("", "multiplechoice", "mcq", "mc", "truefalse", "trueorfalse")
_SEVERAL = ("checkbox", "checkboxes", "multipleselect", "multiselect", "msq", "multiplecorrect")
_TYPED = ("fillintheblank", "fillintheblanks", "fillinblank", "fillintheblankquestion", "fib", "shortanswer")
_OPEN = {
    "openended": "an open-ended question has no right answer",
    "poll": "a poll has no right answer",
    "draw": "a question of the type Draw cannot be asked here",
}
_INSTRUCTIONS = re.compile(r"\(\s*required\b|\(default is\b|\boptional\b", re.IGNORECASE)
_HEADER = (
    "Question Text",
    "Question Type",
    *(f"Option {n}" for n in range(1, _OPTIONS + 1)),
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
)
_FIELDS = {
    "prompt": ("question text", "question"),
    "type": ("question type", "type"),
    "right": ("correct answer", "correct answers", "correct option", "correct options"),
    "time": ("time in seconds", "time", "time limit", "time limit in seconds"),
    "image": ("image link", "image", "image url", "media link", "video link"),
    "explanation": ("answer explanation", "explanation"),
}


@dataclass(frozen=True, slots=True)
class _Columns:
    at: dict[str, int]
    options: list[int]

    def cell(self, record: Record, name: str) -> str:
        at = self.at.get(name, -1)
        return tidy(record.cells[at]) if at >= 0 else ""


def sniff(peek: Peek) -> Likely:
    """A question type beside numbered options, under Wayground's own names."""
    place = grid.found(grid.heads(peek), _is_header)
    if place is None:
        return Likely.NO
    at = _columns(place.header).at
    return Likely.SURE if "time" in at or "image" in at else Likely.LIKELY


def read(path: Path) -> Reading:
    """The questions of a Wayground sheet, numbered by its rows. Raises :class:`FileFault`."""
    why = tr("no row of it names Question Text, Question Type and Option 1; begin with its template")
    return Reading(Said(), _rows(path, grid.placed(path, _is_header, why)))


def _is_header(row: grid.Cells) -> bool:
    labels = [grid.label(cell) for cell in row]
    return "question text" in labels and "question type" in labels and "option 1" in labels


def _columns(row: grid.Cells) -> _Columns:
    labels = [grid.label(cell) for cell in row]
    at = {}
    for name, words in _FIELDS.items():
        for word in words:
            if word in labels:
                at[name] = labels.index(word)
                break
    return _Columns(at, [n for n, name in enumerate(labels) if _OPTION.fullmatch(name)])


def _rows(path: Path, place: grid.Found) -> Iterator[Row]:
    columns = _columns(place.header)
    first = True

    def made(record: Record) -> Row | None:
        nonlocal first
        told, first = first and _is_instruction(record, columns), False
        return None if told or not any(cell.strip() for cell in record.cells) else _row(record, columns)

    yield from grid.each(path, place, made)


def _is_instruction(record: Record, columns: _Columns) -> bool:
    """Row 2 of the template says what belongs where."""
    told = [columns.cell(record, "type"), *(record.cells[at] for at in columns.options)]
    return sum(1 for cell in told if _INSTRUCTIONS.search(cell)) >= 2


def _row(record: Record, columns: _Columns) -> Row:
    prompt = columns.cell(record, "prompt")
    options = [tidy(record.cells[at]) for at in columns.options]
    said = columns.cell(record, "type")
    kind = _SIGN.sub("", said.casefold())
    right = columns.cell(record, "right")
    if not (prompt or any(options) or right):
        return Row(record.number, why=tr("the prompt is empty; write what is asked"), text=shown(said))
    if kind in _OPEN:
        return Row(record.number, why=tr(_OPEN[kind]), text=shown(prompt))
    if kind in _TYPED:
        row = _typed(record, prompt, [option for option in options if option])
    elif kind in _ONE or kind in _SEVERAL:
        row = grid.chosen(record, prompt, options, right, kind in _SEVERAL)
    else:
        why = tr(
            "the question type “{type}” is not known; write Multiple Choice or Checkbox", type=shown(said, 30)
        )
        return Row(record.number, why=why, text=shown(prompt))
    if not row.questions:
        return row
    row = grid.timed(row, columns.cell(record, "time"), _TIME)
    changed = [*row.changed]
    if columns.cell(record, "image"):
        changed.append(tr("its picture is a link, which is never fetched; add the picture in the studio"))
    question = replace(row.questions[0], explanation=columns.cell(record, "explanation"))
    return replace(row, questions=(question,), changed=tuple(changed))


def _typed(record: Record, prompt: str, accepted: list[str]) -> Row:
    if not accepted:
        why = tr("it has no accepted answer; write them as its options")
        return Row(record.number, why=why, text=shown(prompt))
    question = Question("", prompt, Kind.TEXT, tuple(accepted))
    return Row(record.number, (question,), record.changed, text=shown(prompt))


def carry(question: Question) -> Carried:
    """Up to five choices or accepted answers, and the explanation."""
    plain, lost = stripped(question, lambda text: sheets.writable(tidy(text)), ("explanation",))
    return grid.carried(plain, lost, _KINDS, _OPTIONS, _too_long, several=True)


def _too_long(question: Question) -> str:
    texts = (question.prompt, question.explanation, *question.right, *question.wrong)
    if any(sheets.units(text) > sheets.MOST_CELL for text in texts):
        return tr("a text of it is longer than a cell of a workbook can be")
    return ""


def write(head: PackHead, questions: Iterable[Question], out: BinaryIO, find: Find) -> None:
    """A workbook with Wayground's header in its first row."""
    sheets.write_rows("Sheet1", _written(questions), out)


def _written(questions: Iterable[Question]) -> Iterator[list[str | int]]:
    yield list(_HEADER)
    for n, question in enumerate(questions):
        if question.kind is Kind.TEXT:
            kind, told, right = "Fill-in-the-Blank", list(question.right), ""
        else:
            told, places = grid.options_of(question, n)
            kind = "Checkbox" if question.kind is Kind.MULTIPLE else "Multiple Choice"
            right = ",".join(map(str, places))
        told += [""] * (_OPTIONS - len(told))
        yield [question.prompt, kind, *told, right, _TIME, "", question.explanation]


FORMAT = Format("wayground", "Wayground (Quizizz)", (".xlsx", ".csv"), Counts.ROW, sniff, read, carry, write)
