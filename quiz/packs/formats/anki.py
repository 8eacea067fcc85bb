"""Anki's text files: notes as rows, a prompt on the front, what is right and why on the back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from quiz.core.kinds import Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats import cards, grid, records
from quiz.packs.formats.cloze import gaps, has_gaps
from quiz.packs.formats.lines import lines, peeked
from quiz.packs.formats.losing import stripped
from quiz.packs.formats.model import Carried, Counts, Find, Format, Likely, Peek, Reading, Row, Said
from quiz.packs.formats.records import MOST_RECORD, Record
from quiz.packs.formats.texts import one_line
from quiz.packs.refusals import shown
from quiz.words import tr

_START = 1 << 16
_MOST_TOP = 100
_HEADER = re.compile(
    r"#(separator|html|tags|tags column|columns|notetype|notetype column|deck|deck column|guid column"
    r"|if matches)\s*:(.*)",
    re.IGNORECASE,
)
_SEPARATORS = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "colon": ":",
    "space": " ",
    "\\t": "\t",
}
_TAGS = re.compile(r"[\w:./&+\-]{1,60}( [\w:./&+\-]{1,60})*")
_FRONTS = ("front", "question", "prompt", "text", "term", "expression")
_BACKS = ("back", "answer", "definition", "meaning", "answers")
_EXPLAINS = ("extra", "back extra", "explanation", "comment", "comments", "note", "notes", "remarks", "info")
_KINDS = (Kind.CHOICE, Kind.MULTIPLE, Kind.TEXT, Kind.ORDER)
_MOST_ANSWERS = 20


@dataclass(slots=True)
class _Top:
    """What the lines at the top of a file say, columns counted from 0; -1 is none."""

    separator: str = ""
    is_html: bool = True
    deck: str = ""
    tags: tuple[str, ...] = ()
    tags_at: int = -1
    deck_at: int = -1
    aside: set[int] = field(default_factory=set)
    """Columns that hold no text of a note."""
    names: str = ""


@dataclass(frozen=True, slots=True)
class _Places:
    front: int
    back: int
    explanation: int
    others: tuple[int, ...]


def sniff(peek: Peek) -> Likely:
    """Anki's own lines at the top; without them two columns parted by tabs, as its older versions wrote."""
    top = peek.text[:8000].split("\n", 20)
    if top[0].startswith("#") and any(_HEADER.fullmatch(line.rstrip()) for line in top if line[:1] == "#"):
        return Likely.SURE
    told = [line for line in peek.text[:20_000].split("\n", 60)[:50] if line.strip()]
    tabbed = sum(1 for line in told if "\t" in line.strip())
    return Likely.MAYBE if told and tabbed * 10 >= len(told) * 8 else Likely.NO


def read(path: Path) -> Reading:
    """The notes of a text file, numbered by the line that each begins in. Raises :class:`FileFault`."""
    top = _top(path)
    return Reading(Said(title=top.deck), _rows(path, top))


def _top(path: Path) -> _Top:
    top = _Top()
    for line in lines(path):
        if not line.text.startswith("#") or line.number > _MOST_TOP:
            break
        if found := _HEADER.fullmatch(line.text.rstrip()):
            _said(top, " ".join(found[1].lower().split()), found[2])
    if not top.separator:
        top.separator = records.separator_of(_body(path))
    return top


def _said(top: _Top, name: str, value: str) -> None:
    plain = value.strip()
    if name == "separator":
        sign = _SEPARATORS.get(plain.lower(), plain[:1] or "\t")
        top.separator = sign if (sign not in '"\r\n\0' and sign.isprintable()) or sign == "\t" else ""
    elif name == "html":
        top.is_html = plain.lower() == "true"
    elif name == "deck":
        top.deck = one_line(plain)
    elif name == "tags":
        top.tags = tuple(plain.split())
    elif name == "columns":
        top.names = value
    elif name.endswith("column") and plain.isdecimal() and 0 < int(plain[:4]) <= _MOST_TOP:
        at = int(plain[:4]) - 1
        top.aside.add(at)
        if name == "tags column":
            top.tags_at = at
        elif name == "deck column":
            top.deck_at = at


def _body(path: Path) -> str:
    with path.open("rb") as file:
        text = peeked(file.read(_START))
    return "\n".join(line for line in text.split("\n") if not line.startswith("#"))


def _places(path: Path, top: _Top) -> _Places:
    """Which columns are the sides of a card; where no line says it, the first and the second."""
    body = records.head(_body(path), top.separator)
    width = max((len(row) for row in body), default=2)
    if not (top.names or top.aside) and width > 2:
        last = [row[width - 1] for row in body if len(row) == width]
        # Older versions wrote tags last, without saying so.
        if all(not cell or _TAGS.fullmatch(cell) for cell in last):
            top.tags_at = width - 1
            top.aside.add(top.tags_at)
    free = [at for at in range(max(width, 2 + len(top.aside))) if at not in top.aside]
    names = [grid.label(name.strip('"')) for name in top.names.split(top.separator)] if top.names else []
    named = {name: at for at, name in reversed(list(enumerate(names))) if at not in top.aside}
    front = next((named[name] for name in _FRONTS if name in named), free[0])
    left = [at for at in free if at != front]
    back = next((named[name] for name in _BACKS if name in named and named[name] != front), left[0])
    left.remove(back) if back in left else None
    explanation = next((named[name] for name in _EXPLAINS if name in named and named[name] in left), -1)
    return _Places(front, back, explanation, tuple(at for at in left if at != explanation))


def _rows(path: Path, top: _Top) -> Iterator[Row]:
    places = _places(path, top)
    for record in records.records(path, top.separator, "#"):
        if record.why:
            yield Row(record.line, why=record.why, text=shown(record.cells[0]))
        elif any(cell.strip() for cell in record.cells):
            yield _row(record, top, places)


def _row(record: Record, top: _Top, places: _Places) -> Row:
    cells = record.cells

    def cell(at: int) -> str:
        return cells[at] if 0 <= at < len(cells) else ""

    left: dict[str, None] = dict.fromkeys(record.changed)
    front = cell(places.front)
    why = ""
    if has_gaps(front):
        found, why = _clozes(front, cell(places.back), top, left)
    else:
        made = cards.question_of(front, cell(places.back), top.is_html, left)
        found, why = ([], made) if isinstance(made, str) else ([made], "")
    if not found:
        return Row(record.line, why=why, text=shown(cards.told(front, top.is_html, {})))
    more = cards.told(cell(places.explanation), top.is_html, left)
    others = [shown(one, 30) for at in places.others if (one := cards.told(cell(at), top.is_html, left))]
    if others:
        left[tr("its further fields are left out: {fields}", fields=", ".join(others[:5]))] = None
    tags = tuple(dict.fromkeys((*top.tags, *cell(top.tags_at).split())))
    deck = one_line(cell(top.deck_at))
    category = (
        deck.removeprefix(f"{top.deck}::") if top.deck and deck != top.deck else "" if top.deck else deck
    )
    questions = tuple(
        replace(one, tags=tags, category=category, explanation=one.explanation or more) for one in found
    )
    return Row(record.line, questions, tuple(left), text=shown(found[0].prompt))


def _clozes(front: str, extra: str, top: _Top, left: dict[str, None]) -> tuple[list[Question], str]:
    """A typed question for every gap; the second field of such a note is an explanation."""
    made = []
    for gap in gaps(front):
        answers = [cards.told(answer, top.is_html, left) for answer in gap.answers]
        if any(answer.startswith("image-occlusion:") for answer in answers):
            return [], tr("it hides parts of a picture, which cannot be asked here")
        if len(answers) != 1 or not answers[0]:
            left[tr("gap {n} hides several texts at once and is left out", n=gap.number)] = None
            continue
        prompt = cards.told(gap.text, top.is_html, left)
        made.append(
            Question("", prompt, Kind.TEXT, (answers[0],), explanation=cards.told(extra, top.is_html, left))
        )
    if len(made) > 1:
        left[tr("it is a note with gaps; {n} of them became a question each", n=len(made))] = None
    return made, tr("its gaps hide several texts at once; give every gap a number of its own")


def carry(question: Question) -> Carried:
    """All kinds but numbers, which become typed answers; explanation, category and tags."""
    plain, lost = stripped(question, cards.clean, ("explanation", "category", "tags"))
    made, too = grid.plain_kind(plain, _KINDS, _MOST_ANSWERS, several=True)
    if made is None:
        return Carried(None, too)
    told = [*lost, *too]
    tags = tuple(dict.fromkeys("_".join(tag.split()) for tag in made.tags))
    category = one_line(made.category)
    if tags != made.tags:
        told.append(tr("blanks in its tags become _"))
    made = replace(made, tags=tags, category=category)
    front, back = cards.sides(made, 0)
    if len(_line([front, back, category, " ".join(tags)])) > MOST_RECORD - 2_000:
        return Carried(None, (tr("it is longer than a row of a table can be"),))
    again = cards.question_of(front, back, True, {})
    if isinstance(again, str) or replace(again, tags=tags, category=category) != made:
        return Carried(None, (tr("its text would not come back the same; take signs of markup out of it"),))
    return Carried(made, tuple(told))


def write(head: PackHead, questions: Iterable[Question], out: BinaryIO, find: Find) -> None:
    """Notes of the type Basic, in a deck of the pack's name with one below it for each category."""
    deck = one_line(head.title)
    top = f"#separator:tab\n#html:true\n#notetype:Basic\n#deck:{deck}\n#deck column:3\n#tags column:4\n"
    out.write(f"{top}#columns:Front\tBack\tDeck\tTags\n".encode())
    for n, question in enumerate(questions):
        place = f"{deck}::{question.category}" if question.category else deck
        out.write(_line([*cards.sides(question, n), place, " ".join(question.tags)]))


def _line(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerow(cells)
    return out.getvalue().encode(errors="surrogatepass")


FORMAT = Format("anki", "Anki", (".txt",), Counts.LINE, sniff, read, carry, write, keeps=frozenset({"title"}))
