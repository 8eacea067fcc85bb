"""Tables of somebody's own making: one question a row, columns by their names in any order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from quiz.core.kinds import Difficulty, Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats import grid, sheets
from quiz.packs.formats.columns import Columns, columns
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
from quiz.packs.formats.records import Record, fits, written
from quiz.packs.formats.texts import choices, decimal, tidy
from quiz.packs.refusals import shown
from quiz.words import tr

_RIGHTS = 6
_WRONGS = 5
_HEADER = (
    "question", "kind", "answer", *(f"answer {n}" for n in range(2, _RIGHTS + 1)),
    *(f"wrong {n}" for n in range(1, _WRONGS + 1)), "explanation", "difficulty", "category", "tags",
    "tolerance", "unit", "exact", "evidence", "source",
)  # fmt: skip
_KEPT = (
    "explanation", "difficulty", "category", "tags", "tolerance", "unit", "exact", "evidence", "source",
    "near_misses",
)  # fmt: skip
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*+)'|\"((?:[^\"\\]|\\.)*+)\"")
_SIGN = re.compile(r"[^a-zа-яß-ÿ]+")
_KINDS = {
    Kind.CHOICE: "choice singlechoice multiplechoice mc mcq single sc select radio choose multichoice",
    Kind.TRUEFALSE: "truefalse trueorfalse tf boolean bool yesno truefalsequestion",
    Kind.MULTIPLE: "multiple multipleanswer multipleanswers multipleresponse multipleselect multiselect "
                   "checkbox checkboxes ma msq multiplecorrect",
    Kind.TEXT: "text typed type shortanswer short fillin fillintheblank fillintheblanks fillinblank fib open "
               "openended input freetext identification cloze",
    Kind.NUMBER: "number numeric numerical num estimate estimation",
    Kind.ORDER: "order ordering sequence reorder sort ranking",
}  # fmt: skip
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_TRUTHS = {
    "true": "true t yes y 1 right correct wahr richtig vrai verdadero vero",
    "false": "false f no n 0 wrong incorrect falsch faux falso",
}
_TRUTH = {word: truth for truth, words in _TRUTHS.items() for word in words.split()}
_LEVELS = {
    Difficulty.EASY: "easy e 1 low beginner simple leicht einfach fácil facile",
    Difficulty.MEDIUM: "medium m 2 moderate normal average intermediate mittel medio moyen",
    Difficulty.HARD: "hard h 3 difficult high advanced expert schwer difícil difficile",
}
_LEVEL = {word: level for level, words in _LEVELS.items() for word in words.split()}
# Headers of another format that is a table too, which has answer and question the other way round.
_JEOPARDY = {"daily double value", "clue value"}


def sniff(peek: Peek) -> Likely:
    """A header that names questions and answers; without one, two columns of which the name decides."""
    told = grid.heads(peek)
    place = grid.found(told, _is_header, 10)
    if place is not None:
        if _JEOPARDY & {grid.label(cell) for cell in place.header}:
            return Likely.NO
        return Likely.SURE if place.header[: len(_HEADER)] == _HEADER else Likely.LIKELY
    asked = _plain_pairs(told) and not sheets.is_workbook(peek.start) and _asks(told[0][1])
    return Likely.MAYBE if asked else Likely.NO


def read(path: Path) -> Reading:
    """The questions of a table, numbered by its rows. Raises :class:`FileFault`."""
    told = grid.heads_of(path)
    place = grid.found(told, _is_header, 10)
    if place is not None:
        found = columns(place.header)
        assert found is not None
        found.from_zero = _from_zero(found, place, told[place.sheet][1][place.at + 1 :])
        return Reading(Said(), _rows(path, place, found))
    if _plain_pairs(told):
        pairs = Columns(0, [1])
        return Reading(Said(), _rows(path, grid.Found(0, -1, ("", "")), pairs))
    raise FileFault(
        tr("its first row names no columns; call them question, answer, wrong 1, wrong 2 and so on")
    )


def _is_header(row: grid.Cells) -> bool:
    return columns(row) is not None


def _plain_pairs(told: sheets.Head) -> bool:
    """Whether a table without a header can be prompts and their answers."""
    rows = told[0][1] if told else ()
    whole = [row for row in rows if sum(1 for cell in row if cell) == 2 and row[0] and row[1]]
    return bool(whole) and len(whole) * 10 >= len(rows) * 8 and max(map(len, rows)) < 8


def _asks(rows: Sequence[grid.Cells]) -> bool:
    """Whether most of what stands in the first column can be a question: names and prices are none."""
    asking = [
        row for row in rows if row and (row[0].rstrip().endswith(("?", "？")) or len(row[0].split()) > 2)
    ]
    return len(rows) > 1 and len(asking) * 2 >= len(rows)


def _from_zero(found: Columns, place: grid.Found, rows: Iterable[grid.Cells]) -> bool:
    """Whether right answers are counted from 0, as programs count."""
    if not (found.options or found.choices >= 0):
        return False
    at = found.right[0]
    if grid.label(place.header[at]).split()[-1:] in (["index"], ["idx"]):
        return True
    return any(row[at] == "0" and "0" not in [row[n] for n in found.options if n < len(row)]
               for row in rows if at < len(row))  # fmt: skip


def _rows(path: Path, place: grid.Found, found: Columns) -> Iterator[Row]:
    unsaid = dict(found.unknown)

    def made(record: Record) -> Row | None:
        if not any(cell.strip() for cell in record.cells):
            return None
        row = _row(record, found, len(place.header))
        for name, at in list(unsaid.items()):
            if row.questions and record.cells[at].strip():
                what = tr(
                    "the column “{name}” is not known and is left out, here and below", name=shown(name, 40)
                )
                row = replace(row, changed=(*row.changed, what))
                del unsaid[name]
        return row

    return grid.each(path, place, made)


def _row(record: Record, found: Columns, width: int) -> Row:
    cells = record.cells
    prompt = tidy(cells[found.prompt])
    text = shown(prompt) or shown(" ".join(cells))
    changed = list(record.changed)
    made = _question(record, found, prompt, changed)
    if isinstance(made, str):
        return Row(record.number, why=made, text=text)
    if any(cell.strip() for cell in cells[width:]):
        changed.append(tr("it has more cells than the header; put texts with separators in quotation marks"))
    if any(cells[at].strip() for at in found.media):
        changed.append(tr("its picture or sound is not in the file; add it in the studio"))
    return Row(record.number, (_detailed(made, cells, found, changed),), tuple(changed), text=text)


def _question(record: Record, found: Columns, prompt: str, changed: list[str]) -> Question | str:
    """The question of a row, or why there is none."""
    cells = record.cells
    said = _cell(cells, found, "kind")
    word = _SIGN.sub("", said.casefold())
    kind = _KIND.get(word)
    if said and kind is None:
        return tr(
            "the kind “{kind}” is not known; write {kinds}", kind=shown(said, 30), kinds=", ".join(Kind)
        )
    options = [tidy(cells[at]) for at in found.options]
    if found.choices >= 0:
        options = _parted(tidy(cells[found.choices]), "|\n;", changed)
    if not prompt:
        return tr("the prompt is empty; write what is asked")
    if any(options) and kind in (None, Kind.CHOICE, Kind.MULTIPLE):
        several = kind is Kind.MULTIPLE and found.own_kinds
        return _chosen(prompt, options, tidy(cells[found.right[0]]), several, found.from_zero)
    rights = [text for at in found.right if (text := tidy(cells[at]))]
    if len(rights) == 1 and not found.literal_right and kind is not Kind.CHOICE:
        rights = _parted(rights[0], "|→>\n;" if kind is Kind.ORDER else "|")
    wrongs = [text for at in found.wrong if (text := tidy(cells[at]))]
    if wrongs and not found.literal_wrong:
        wrongs = _parted(wrongs[0], "|\n;", changed if found.listed_wrong else None)
    if not rights:
        return tr("the right answer is empty; write what counts as right")
    return _of_kind(kind, found, prompt, rights, wrongs, cells)


def _chosen(prompt: str, options: list[str], right: str, several: bool, from_zero: bool) -> Question | str:
    """A question over choices of which one cell names the right ones: by text, by letter or by number."""
    if not right:
        return tr("no right answer is given; write its text, its letter or its number")
    wanted = {part.casefold() for part in _parted(right, "|\n;")}
    folded = [option.casefold() for option in options]
    places: tuple[int, ...] = ()
    if wanted <= set(folded):
        places = tuple(at for at, option in enumerate(folded) if option in wanted)
        exact = [at for at in places if options[at] == right]
        places = tuple(exact) or places
    else:
        places = grid.picked(right, options, 0 if from_zero else 1)
    if not places or not all(options[at] for at in places):
        return tr("the right answer “{text}” is none of its choices", text=shown(right, 30))
    wrong = [option for at, option in enumerate(options) if option and at not in places]
    return choices(prompt, [options[at] for at in places], wrong, several)


def _of_kind(
    kind: Kind | None, found: Columns, prompt: str, rights: list[str], wrongs: list[str], cells: list[str]
) -> Question | str:
    """The question of a row whose answers stand in cells of their own."""
    truth = _TRUTH.get(rights[0].casefold(), "")
    if kind is None and not wrongs:
        kind = Kind.TEXT
        if rights[0].casefold() in ("true", "false"):
            kind = Kind.TRUEFALSE
        elif (_cell(cells, found, "tolerance") or _cell(cells, found, "unit")) and decimal(
            rights[0]
        ) is not None:
            kind = Kind.NUMBER
    if kind is Kind.TRUEFALSE:
        if not truth:
            return tr("the answer “{text}” is neither true nor false", text=shown(rights[0], 30))
        return Question("", prompt, kind, (truth,))
    if kind is Kind.NUMBER:
        number = decimal(rights[0]) if len(rights) == 1 else None
        if number is None:
            return tr("the answer “{text}” is no number, such as 9 or 3.5", text=shown(rights[0], 30))
        tolerance = decimal(_cell(cells, found, "tolerance") or "0")
        if tolerance is None:
            return tr("its tolerance is no number, such as 0.5")
        return Question(
            "", prompt, kind, (str(number),), tolerance=tolerance, unit=_cell(cells, found, "unit")
        )
    if kind in (Kind.TEXT, Kind.ORDER) or (found.own_kinds and kind is not None):
        return Question("", prompt, kind, tuple(rights), tuple(wrongs))
    # In Open Trivia's words, multiple is one right answer among several choices.
    return choices(prompt, rights, wrongs)


def _parted(text: str, signs: str, told: list[str] | None = None) -> list[str]:
    """The answers that stand in one cell; with ``told``, also parted at commas, which is said there."""
    if text.startswith("[") and text.endswith("]"):
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError):
            listed = [one or two for one, two in _QUOTED.findall(text)]
        if isinstance(listed, list) and listed and all(isinstance(one, str | int | float) for one in listed):
            return [tidy(str(one)) for one in listed if str(one).strip()]
    for sign in signs:
        if sign in text:
            return [part for one in text.split(sign) if (part := one.strip())]
    if told is not None and "," in text:
        told.append(tr("its choices stood in one cell and were parted at its commas"))
        return [part for one in text.split(",") if (part := one.strip())]
    return [text] if text else []


def _detailed(question: Question, cells: list[str], found: Columns, changed: list[str]) -> Question:
    """The question with what stands beside its answers."""
    if not found.at:
        return question
    level = _cell(cells, found, "difficulty")
    difficulty = _LEVEL.get(level.casefold(), Difficulty.MEDIUM)
    if level and level.casefold() not in _LEVEL:
        changed.append(tr("its difficulty “{level}” is not known and became medium", level=shown(level, 30)))
    if question.kind is not Kind.NUMBER and (_cell(cells, found, "unit") or _cell(cells, found, "tolerance")):
        changed.append(tr("its unit or tolerance is left out, for it is no number"))
    exact = question.kind is Kind.TEXT and _TRUTH.get(_cell(cells, found, "exact").casefold()) == "true"
    return replace(
        question, difficulty=difficulty, category=_cell(cells, found, "category"), exact=exact,
        explanation=_cell(cells, found, "explanation"), evidence=_cell(cells, found, "evidence"),
        source=_cell(cells, found, "source"), tags=_tags(_cell(cells, found, "tags")),
    )  # fmt: skip


def _cell(cells: list[str], found: Columns, name: str) -> str:
    at = found.at.get(name, -1)
    return tidy(cells[at]) if at >= 0 and cells[at] else ""


def _tags(text: str) -> tuple[str, ...]:
    parts = text.split("|") if "|" in text else re.split("[,;]", text) if text else ()
    return tuple(part for one in parts if (part := one.strip()))


def carry(question: Question) -> Carried:
    """All kinds and nearly everything beside them."""
    plain, lost = stripped(question, tidy, _KEPT)
    told = list(lost)
    if any("|" in tag for tag in plain.tags):
        plain = replace(plain, tags=tuple(tag.replace("|", "/") for tag in plain.tags))
        told.append(tr("the sign | in its tags becomes /"))
    if len(plain.right) > _RIGHTS:
        plain = replace(plain, right=plain.right[:_RIGHTS])
        told.append(tr("only the first {n} of its accepted answers are carried", n=_RIGHTS))
    if len(plain.wrong) > _WRONGS:
        plain = replace(plain, wrong=plain.wrong[:_WRONGS])
        told.append(tr("only the first {n} of its near misses are carried", n=_WRONGS))
    if plain.kind is Kind.NUMBER:
        plain = replace(plain, right=(str(plain.number),))
    if not fits(_cells(plain)):
        return Carried(None, (tr("it is longer than a row of a table can be"),))
    return Carried(plain, tuple(told))


def write(head: PackHead, questions: Iterable[Question], out: BinaryIO, find: Find) -> None:
    """A CSV with a column for everything."""
    out.write(written(_HEADER))
    for question in questions:
        out.write(written(_cells(question)))


def _cells(question: Question) -> list[str]:
    q = question
    tags = "|".join(q.tags)
    if len(q.tags) == 1 and re.search("[,;]", tags):
        tags += "|"
    return [
        q.prompt, q.kind.value, *q.right, *[""] * (_RIGHTS - len(q.right)),
        *q.wrong, *[""] * (_WRONGS - len(q.wrong)), q.explanation, q.difficulty.value, q.category, tags,
        str(q.tolerance) if q.tolerance else "", q.unit, "yes" if q.exact else "", q.evidence, q.source,
    ]  # fmt: skip


FORMAT = Format("csv", "CSV", (".csv", ".tsv", ".xlsx"), Counts.ROW, sniff, read, carry, write)
