"""Tables of questions, whether XLSX or CSV: found by their header, right answers by number."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from quiz.core.kinds import Kind
from quiz.core.questions import Question
from quiz.packs.formats import records, sheets
from quiz.packs.formats.lines import peeked
from quiz.packs.formats.model import Carried, FileFault, Peek, Row
from quiz.packs.formats.records import Record
from quiz.packs.formats.texts import choices, decimal, unguarded
from quiz.packs.refusals import shown
from quiz.words import tr

Cells = Sequence[str]
_START = 1 << 16
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z0-9])")
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_PARTS = re.compile(r"\s*(?:[,;/&|+\s]|\band\b)\s*", re.IGNORECASE)
_PLACE = re.compile(r"(?:(?:answer|option|choice)\s*)?(?:(\d{1,2})(?:\.0)?|([a-h]))[.):]?", re.IGNORECASE)
_DECIMALS = re.compile(r"\d(?:\.\d){1,5}")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a table begins: its sheet, its header, and the header's place among the filled rows, from 0."""

    sheet: int
    at: int
    header: tuple[str, ...]


def heads(peek: Peek) -> sheets.Head:
    """The first filled rows of every sheet, by its name; a CSV file is one sheet without a name. Nothing for
    what is no table; never raises.
    """
    if sheets.is_workbook(peek.start):
        try:
            return sheets.head(peek.path)
        except (FileFault, OSError):
            return ()
    if not peek.text or peek.text[:1] in "{[<" or "\0" in peek.text:
        return ()
    return (("", records.head(peek.text)),)


def is_table(peek: Peek) -> bool:
    """Whether a file looks like a table, whatever its columns hold: by its name, or because most of its rows
    have the same number of cells.
    """
    widths = [len(row) for _, rows in heads(peek) for row in rows]
    usual = max(widths, key=widths.count, default=0)
    named = peek.path.suffix.lower() in (".csv", ".tsv")
    return (named and bool(widths)) or (
        len(widths) > 1 and usual > 1 and widths.count(usual) * 10 >= len(widths) * 8
    )


def heads_of(path: Path) -> sheets.Head:
    """The same for a file that is being read. Raises :class:`FileFault`."""
    with path.open("rb") as file:
        start = file.read(_START)
    if sheets.is_workbook(start):
        return sheets.head(path)
    return (("", records.head(peeked(start))),)


def found(told: sheets.Head, header: Callable[[Cells], bool], within: int = 30) -> Found | None:
    """The first row of the first sheet that reads like a header."""
    for sheet, (_, rows) in enumerate(told):
        for at, row in enumerate(rows[:within]):
            if header(row):
                return Found(sheet, at, row)
    return None


def rows(path: Path, sheet: int = 0) -> Iterator[Record]:
    """The filled rows of a table."""
    with path.open("rb") as file:
        start = file.read(_START)
    if sheets.is_workbook(start):
        yield from sheets.rows(path, sheet)
    else:
        for record in records.records(path, records.separator_of(peeked(start))):
            # The mark that keeps a spreadsheet from taking a cell for a formula.
            record.cells = [unguarded(cell) if cell[:1] == "'" else cell for cell in record.cells]
            yield record


def below(path: Path, place: Found) -> Iterator[Record]:
    """The rows below a header, each as wide as the header at least."""
    width = len(place.header)
    at = -1
    for record in rows(path, place.sheet):
        at += not record.why
        if at > place.at or (record.why and at >= place.at):
            cells = record.cells
            if len(cells) < width:
                cells.extend([""] * (width - len(cells)))
            yield record


def placed(path: Path, header: Callable[[Cells], bool], why: str, within: int = 30) -> Found:
    """Where the table of a file begins. Raises :class:`FileFault`, with ``why``, when no row is a header."""
    place = found(heads_of(path), header, within)
    if place is None:
        raise FileFault(why)
    return place


def each(path: Path, place: Found, made: Callable[[Record], Row | None]) -> Iterator[Row]:
    """What becomes of the rows below a header; ``made`` gives None for one that says nothing."""
    for record in below(path, place):
        row = refused(record) if record.why else made(record)
        if row is not None and row.why and not record.why:
            # What was odd about its cells may be the very cause.
            row = replace(row, why="; ".join((row.why, *record.changed)))
        if row is not None:
            yield row


def label(cell: str) -> str:
    r"""A header's cell without what differs from file to file.

    >>> label("Answer 3\n(Optional)"), label("correctAnswer"), label("Incorrect_Answer2*")
    ('answer 3', 'correct answer', 'incorrect answer 2')
    """
    plain = _CAMEL.sub(" ", _BRACKETS.sub(" ", cell[:200])).replace("_", " ").replace("-", " ").casefold()
    return " ".join(plain.strip(" *:.?\n\t\ufeff").split()).rstrip(" *:.?")


def picked(text: str, options: Cells, first: int = 1) -> tuple[int, ...]:
    """Which options a cell such as ``1,3`` or ``B`` names, counted from 0; none when it names anything else.

    ``first`` is the number that the file gives the first of them.

    >>> picked("1,3", "abcd"), picked("B", "abcd"), picked("1.3", "abcd"), picked("Answer 2", "ab")
    ((0, 2), (1,), (0, 2), (1,))
    >>> picked("13", "abcd"), picked("5", "abcd"), picked("", "ab")
    ((0, 2), (), ())
    """
    plain = text.strip().strip("[](){}\"'")
    whole = _PLACE.fullmatch(plain)
    if whole is None and _DECIMALS.fullmatch(plain):
        # Where the comma is the decimal sign, a spreadsheet takes 1,3 for a number.
        plain = plain.replace(".", ",")
    parts = [plain] if whole else [part for part in _PARTS.split(plain) if part.strip()]
    places: list[int] = []
    for part in parts:
        found = _PLACE.fullmatch(part)
        if found is None:
            return ()
        places.append(int(found[1]) - first if found[1] else ord(found[2].lower()) - ord("a"))
    if len(places) == 1 and places[0] >= len(options) and plain.isdecimal():
        # The comma of 1,3 is lost where it parts thousands.
        places = [int(digit) - first for digit in plain]
    if any(not 0 <= place < len(options) for place in places):
        return ()
    return tuple(sorted(set(places)))


def chosen(record: Record, prompt: str, options: Cells, right: str, several: bool = False) -> Row:
    """A question over numbered options, some of them empty; the row says why when there is none."""
    text = shown(prompt)
    if not prompt:
        return Row(
            record.number, why=tr("the prompt is empty; write what is asked"), text=shown(" ".join(options))
        )
    if not right:
        why = tr("no right answer is given; write its number, such as 2, or 1,3 for two")
        return Row(record.number, why=why, text=text)
    places = picked(right, options)
    if not places or any(not options[place] for place in places):
        why = tr("the right answer “{text}” is none of its choices; write its number", text=shown(right, 30))
        return Row(record.number, why=why, text=text)
    rights = [options[place] for place in places]
    wrongs = [option for place, option in enumerate(options) if option and place not in places]
    question = choices(prompt, rights, wrongs, several)
    return Row(record.number, (question,), record.changed, text=text)


def refused(record: Record) -> Row:
    """The row of a record that could not be read."""
    return Row(record.number, why=record.why, text=shown(" ".join(record.cells)))


def timed(row: Row, cell: str, usual: int) -> Row:
    """The row with what is to be said of its time limit, for which packs have no place; nothing of the usual
    one.
    """
    seconds = decimal(cell) if cell else None
    if not row.questions or not cell or seconds == usual:
        return row
    told = tr("its time limit of {n} s is not kept; the round has its own", n=shown(cell, 20))
    return replace(row, changed=(*row.changed, told))


def carried(
    plain: Question,
    lost: Sequence[str],
    kinds: Collection[Kind],
    most: int,
    unfit: Callable[[Question], str],
    several: bool = False,
) -> Carried:
    """A question as :func:`plain_kind` makes it, or none where ``unfit`` says why it has no place.

    ``lost`` is what has been left out of it already.
    """
    made, too = plain_kind(plain, kinds, most, several)
    if made is None:
        return Carried(None, too)
    why = unfit(made)
    return Carried(None, (why,)) if why else Carried(made, (*lost, *too))


def too_long(question: Question) -> str:
    """Why a question is no row of a CSV; empty when it is one."""
    if records.fits((question.prompt, *question.right, *question.wrong)):
        return ""
    return tr("it is longer than a row of a table can be")


def with_fewer(question: Question, most: int) -> tuple[Question | None, tuple[str, ...]]:
    """A question over choices with at most ``most`` of them, and what that loses."""
    room = most - len(question.right)
    if len(question.wrong) <= room:
        return question, ()
    if room < 1:
        return None, (tr("it has more than {n} choices", n=most),)
    lost = tr("only the first {n} of its wrong answers are carried", n=room)
    return replace(question, wrong=question.wrong[:room]), (lost,)


def plain_kind(
    question: Question, kinds: Collection[Kind], most: int, several: bool = False
) -> tuple[Question | None, tuple[str, ...]]:
    """The nearest question of the kinds that a format knows, with at most ``most`` choices; None when there
    is none that is honest. ``several`` says that the format marks questions of which more may be picked.

    True and false stand as two choices, which reading turns back.
    """
    kind = question.kind
    if kind is Kind.TRUEFALSE:
        return question, ()
    if kind is Kind.NUMBER and Kind.TEXT in kinds:
        return as_typed(question)
    if kind not in kinds:
        return None, (tr("it has no place for questions of the kind {kind}", kind=kind.value),)
    if kind is Kind.TEXT:
        if len(question.right) <= most:
            return question, ()
        lost = tr("only the first {n} of its accepted answers are carried", n=most)
        return replace(question, right=question.right[:most]), (lost,)
    if kind is Kind.MULTIPLE and len(question.right) == 1 and not several:
        made, lost_too = with_fewer(replace(question, kind=Kind.CHOICE), most)
        single = tr("that more than one of its choices may be picked is not carried")
        return (None if made is None else _sided(made)), (single, *lost_too)
    made, lost_too = with_fewer(question, most)
    return (None if made is None else _sided(made)), lost_too


def _sided(question: Question) -> Question:
    """A choice between True and False is a truefalse."""
    if question.kind is not Kind.CHOICE:
        return question
    plain = choices("", question.right, question.wrong)
    return replace(question, kind=plain.kind, right=plain.right, wrong=plain.wrong)


def as_typed(question: Question) -> tuple[Question, tuple[str, ...]]:
    """A number as an answer to type, for formats that know no numbers."""
    made = replace(
        question, kind=Kind.TEXT, right=(format(question.number, "f"),), unit="", tolerance=Decimal(0)
    )
    return made, (tr("its number is carried as an answer to type"),)


def options_of(question: Question, turn: int) -> tuple[list[str], list[int]]:
    """The choices in the order of a row, and the places of the right ones, counted from 1.

    ``turn`` moves the right one about, so that it is not always the first.
    """
    if question.kind is Kind.TRUEFALSE:
        return ["True", "False"], [1 if question.right[0] == "true" else 2]
    if question.kind is Kind.CHOICE:
        place = turn % (len(question.wrong) + 1)
        told = list(question.wrong)
        told.insert(place, question.right[0])
        return told, [place + 1]
    return [*question.right, *question.wrong], list(range(1, len(question.right) + 1))
