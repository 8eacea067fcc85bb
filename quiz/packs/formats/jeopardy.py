"""Jeopardy: the known records of its clues, as JSON, TSV or CSV, become typed questions."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from quiz.core.kinds import Difficulty, Kind
from quiz.core.questions import Question
from quiz.packs.formats.items import Items
from quiz.packs.formats.lines import lines
from quiz.packs.formats.markup import plain_text
from quiz.packs.formats.model import Counts, FileFault, Format, Likely, Peek, Reading, Row, Said
from quiz.packs.formats.responses import accepted
from quiz.packs.formats.texts import one_line, tidy
from quiz.packs.formats.titles import titled
from quiz.packs.refusals import shown
from quiz.words import tr

_LISTS = ("clues", "questions", "results", "data")
_JSON_MARKS = ('"show_number"', '"air_date"', '"airdate"', '"clue_value"')
_NAMES = {
    "airdate": "air_date", "shownumber": "show_number", "show": "show_number", "clue_value": "value",
    "daily_double_value": "daily_double",
}  # fmt: skip
# Dumps with one of these columns call the clue the answer, as the game does, and the response the question.
_GAME_WORDS = ("comments", "clue_value", "daily_double", "daily_double_value")
_HEADER_MARKS = {"air_date", "airdate", "show_number", "round"}
_NOTHING = ("", "-", "=", "none", "null", "n/a", "nan")
_NEW_VALUES = "2001-11-26"
"""From this day on all values of the board were twice as high."""
_ROUNDS = {
    "1": 1, "2": 2, "3": 3, "jeopardy": 1, "single jeopardy": 1, "double jeopardy": 2, "final jeopardy": 3,
    "j": 1, "dj": 2, "fj": 3, "final": 3, "double": 2, "single": 1,
}  # fmt: skip
_MOST_STRAYS = 10_000
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# Repeats are bounded throughout, so that no cell of 64 KB takes longer than its length.
_ESCAPES = re.compile(r"\\{1,4}(?=[\"'])")
_LINK = re.compile(r"<a\s[^>]{0,500}>(.{0,500}?)</a\s{0,9}>", re.IGNORECASE | re.DOTALL)
_MEDIA = re.compile(
    r"\[[^\]]{0,60}\b(?:audio|video|image|picture|photo|clip|music|sound)\b[^\]]{0,60}\]"
    r"|\((?:audio|video|picture|photo)\s+(?:clue|daily double)\b[^)]{0,80}\)",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:(?:seen|heard|shown|pictured|played|depicted)\s+here|pictured\b|on the monitor"
    r"|(?:this|the following) (?:clip|tune|picture|photo|painting|music|piece of music|video)\b"
    r"|(?:listen to|look at) (?:this|the)\b)",
    re.IGNORECASE,
)
_CREW = re.compile(
    r"^\s*\((?=[^)]{0,300}\b(?:clue crew|hi, i'm"
    r"|(?:report|deliver|present|show|demonstrate|read|give|point|stand|pose)s?)\b)[^)]{0,300}\)\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]{2,}")


def sniff(peek: Peek) -> Likely:
    """Clues with their show's number or day are Jeopardy's alone."""
    text = peek.text.lstrip()
    if text[:1] in ("{", "["):
        marked = any(mark in text for mark in _JSON_MARKS) and '"correct_answer"' not in text
        return Likely.SURE if marked and '"question"' in text and '"answer"' in text else Likely.NO
    line = text.partition("\n")[0][:2000]
    return Likely.SURE if _is_header(_header(_cells(line, _separator(line)))) else Likely.NO


def read(path: Path) -> Reading:
    """The clues of a file, of JSON counted from 1, of a table by its rows, the header's among them."""
    with path.open("rb") as file:
        start = file.read(4096).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return Reading(Said(), _json_rows(path) if start[:1] in (b"{", b"[") else _table_rows(path))


def _json_rows(path: Path) -> Iterator[Row]:
    n = 0
    for n, item in enumerate(Items(path, _LISTS, "question"), 1):
        found = item.value
        if item.why:
            yield Row(n, why=item.why, text=item.text)
        elif not isinstance(found, dict):
            yield Row(n, why=tr("it is no clue; one has question and answer"))
        else:
            record = {_named(key): told for key, value in found.items() if (told := _text(value))}
            swapped = any(name in found for name in _GAME_WORDS)
            yield _row(n, record, swapped, item.changed, quoted=True)
    if not n:
        raise FileFault(tr("it holds no clues; choose another file"))


def _table_rows(path: Path) -> Iterator[Row]:
    names: list[str] = []
    swapped, separator, strays = False, "\t", 0
    for line in lines(path):
        if not line.text.strip():
            continue
        if not names:
            separator = _separator(line.text[:2000])
            names = _header(_cells(line.text, separator))
            if not _is_header(names):
                raise FileFault(
                    tr("its first row has no columns named question and answer; name two of them so")
                )
            swapped = any(name in _GAME_WORDS for name in names)
            names = [_named(name) for name in names]
            continue
        cells = _cells(line.text, separator)
        if line.cut:
            yield Row(line.number, why=tr("a line is longer than 64 KB; shorten it"), text=_shown(line.text))
        elif len(cells) <= max(names.index("question"), names.index("answer")):
            why = tr("it has {n} columns where the first row has {m}", n=len(cells), m=len(names))
            yield Row(line.number, why=why, text=_shown(line.text))
            strays += 1
            if strays > _MOST_STRAYS:
                why = tr("too many rows have not the columns of the first one; the rest is not read")
                yield Row(line.number, why=why)
                return
        else:
            guessed = (tr("its text is no UTF-8 and was read as Windows-1252"),) if line.guessed else ()
            yield _row(line.number, dict(zip(names, cells, strict=False)), swapped, guessed, quoted=False)
    if not names:
        raise FileFault(tr("it holds no clues; choose another file"))


def _row(n: int, record: Mapping[str, str], swapped: bool, changed: tuple[str, ...], quoted: bool) -> Row:
    clue, response = record.get("question", ""), record.get("answer", "")
    if swapped:
        clue, response = response, clue
    clue = _bare(clue)
    if quoted and len(clue) > 1 and clue[0] == clue[-1] == "'":
        clue = clue[1:-1]
    prompt, linked, missing = _prompt(clue)
    text = _shown(prompt or clue)
    answer = _plain(response)
    if _is_nothing(prompt) and not missing:
        return Row(n, why=tr("its clue is missing in the file"), text=_shown(answer))
    if _is_nothing(answer):
        return Row(n, why=tr("its response is missing in the file"), text=text)
    if missing and len(_WORD.findall(_SEEN.sub("", prompt))) < (5 if linked else 3):
        why = tr("it hangs on a picture or sound that is not in the file")
        return Row(n, why=why, text=text or _shown(answer))
    right = accepted(answer)
    if not right:
        return Row(n, why=tr("it wants several answers at once, which cannot be typed as one"), text=text)
    if missing:
        changed = (
            *changed,
            tr("it speaks of a picture or sound that is not in the file; see that it can be asked"),
        )
    comments = _plain(record.get("comments", ""))
    question = Question(
        "", prompt, Kind.TEXT, right, difficulty=_difficulty(record),
        category=_category(record.get("category", "")),
        explanation="" if _is_nothing(comments) else comments, source=_source(record),
    )  # fmt: skip
    return Row(n, (question,), changed, text=text)


def _prompt(clue: str) -> tuple[str, bool, bool]:
    """The clue as plain text, whether it has links, and whether it hangs on what is not in the file."""
    linked = "<a" in clue.lower() and _LINK.search(clue) is not None
    told = _LINK.sub(r"\1", clue) if linked else clue
    bare = _MEDIA.sub(" ", told)
    bare = _CREW.sub("", bare) if linked else bare
    prompt, left = plain_text(bare) if "<" in bare or "&" in bare else (bare, ())
    missing = linked or bare != told or bool(left) or _SEEN.search(prompt) is not None
    return tidy(prompt), linked, missing


def _difficulty(record: Mapping[str, str]) -> Difficulty:
    """By the row of the board that the value stands for; a wager says nothing."""
    told = re.sub(r"[^a-z0-9 ]", "", record.get("round", "").casefold()).strip()
    round_ = _ROUNDS.get(told, 0)
    if round_ == 3:
        return Difficulty.HARD
    value = re.search(r"\d[\d,]{0,9}", record.get("value", ""))
    # Some dumps mark a daily double with yes, its wager in place of the value; others have both.
    if (
        value is None
        or (round_ == 0 and told)
        or record.get("daily_double", "").casefold() in ("yes", "true")
    ):
        return Difficulty.MEDIUM
    date = record.get("air_date", "")[:10]
    old = _DATE.match(date) is not None and date < _NEW_VALUES
    row = int(value[0].replace(",", "")) / ((100 if old else 200) * max(1, round_))
    if row not in (1, 2, 3, 4, 5):
        return Difficulty.MEDIUM
    return Difficulty.EASY if row <= 2 else Difficulty.MEDIUM if row == 3 else Difficulty.HARD


def _source(record: Mapping[str, str]) -> str:
    show, notes = record.get("show_number", "").strip(), one_line(_bare(record.get("notes", "")))
    date = record.get("air_date", "").strip()
    date = date[:10] if _DATE.match(date) else one_line(date)[:40]
    pieces = [
        "" if _is_nothing(show) else tr("show {n}", n=one_line(show)[:20]),
        "" if _is_nothing(date) else date,
        "" if _is_nothing(notes) else notes,
    ]
    return ", ".join(["Jeopardy!", *(piece for piece in pieces if piece)])


def _text(value: Any) -> str:
    """A value of a JSON record as text; of an object, such as a category, its title."""
    if isinstance(value, dict):
        value = value.get("title") or value.get("name")
    return value if isinstance(value, str) else ""


def _bare(text: str) -> str:
    r"""A text with ``\"`` and ``\'`` as the quotes that they stand for."""
    return _ESCAPES.sub("", text) if "\\" in text else text


def _plain(markup: str) -> str:
    text = _bare(markup)
    return one_line(plain_text(text)[0] if "<" in text or "&" in text else text)


@lru_cache(maxsize=64)
def _category(text: str) -> str:
    return titled(_plain(text))


def _is_nothing(text: str) -> bool:
    return text.strip().casefold() in _NOTHING


def _shown(text: str) -> str:
    return shown(text.encode("utf-8", "replace").decode())


@lru_cache(maxsize=64)
def _named(name: str) -> str:
    plain = "_".join(name.strip().strip('"').casefold().replace("-", " ").split())
    return _NAMES.get(plain, plain)


def _header(cells: list[str]) -> list[str]:
    return ["_".join(cell.strip().casefold().replace("-", " ").split()) for cell in cells]


def _is_header(names: list[str]) -> bool:
    return {"question", "answer"} <= set(names) and len(_HEADER_MARKS & set(names)) >= 2


def _separator(line: str) -> str:
    return max("\t,;", key=line.count)


def _cells(line: str, separator: str) -> list[str]:
    """A line's cells. Tabs part them without quotes, but for a cell that is in quotes as in a CSV."""
    if separator == "\t":
        return [_unquoted(cell) for cell in line.split("\t")]
    try:
        return next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return line.split(separator)


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    if len(cell) < 2 or not cell[0] == cell[-1] == '"' or '"' in inner.replace('""', ""):
        return cell
    return inner.replace('""', '"')


FORMAT = Format("jeopardy", "Jeopardy", (".json", ".tsv", ".csv"), Counts.ROW, sniff, read)
