"""A player's history as a file: JSON by lines in gzip, each round with its events and questions.

The first line names format, player and number of rounds; then comes a line for each round, oldest first, and
one for each mark that the player put on a question; the last line says that nothing is missing. A round in it
needs nothing beside it: no pack, no other line. ``docs/history-file.md`` tells every field.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from quiz.bank.views import ABANDONED, Kept, NewRound
from quiz.core.kinds import Difficulty
from quiz.core.questions import Question, from_json, problems, to_json, unfit
from quiz.core.rounds import Event, Outcome, What
from quiz.core.rules import Lifeline, Mode, Preset, Rules
from quiz.words import Refused, tr

FORMAT = "quiz-noir history"
VERSION = 1
_MOST_LINE = 4 << 20
_MOST_TEXT = 20_000
_MOST_GIVEN = 20
_MOST_EVENTS = 20_000
_MOST_PACKS = 10_000
_LAST = 1 << 53
_END_OF_TIME_MS = 253_402_000_000_000
T = TypeVar("T")


class HistoryRefusal(Enum):
    """Why a file is no history, and what to do."""

    NOT_ONE = "{file} is no history of Quiz Noir; choose a file that “quiz history export” or the game wrote."
    NEWER = "{file} was written by a newer Quiz Noir; update the game, then import it again."
    CUT = "{file} is cut off or damaged at line {line}; nothing of it was taken, so export it again."
    LONG = "Line {line} of {file} is longer than any round; nothing of it was taken, so export it again."
    UNREADABLE = "{file} cannot be read: {why}; choose another file."


class Unfit(ValueError):
    """A line that is no round or no mark; its text says why in words for a person."""


@dataclass(frozen=True, slots=True)
class Mark:
    """That a player called a question wrong, or never wants it again: ``why`` is ``wrong`` or ``never``."""

    pack: str
    question: str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file below its head, counted from 1: a round, a mark, or why it is neither."""

    number: int
    round: Kept | None = None
    mark: Mark | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself."""

    player: str
    rounds: int


# --- writing


def write(out: BinaryIO, head: Head, rounds: Iterable[Kept], marks: Iterable[Mark]) -> None:
    """Write a history; ``head.rounds`` is about how many there are."""
    with gzip.GzipFile(fileobj=out, mode="wb", filename="", mtime=0) as file:

        def put(document: dict[str, Any]) -> None:
            file.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

        put({"format": FORMAT, "version": VERSION, "player": head.player, "rounds": head.rounds})
        n = 0
        for one in rounds:
            put({"round": _round(one)})
            n += 1
        for mark in marks:
            put({"mark": {"pack": mark.pack, "question": mark.question, "why": mark.why}})
            n += 1
        put({"end": n})


def _round(kept: Kept) -> dict[str, Any]:
    new, rules = kept.new, kept.new.rules
    return {
        "started": new.started.isoformat(timespec="milliseconds"),
        "kind": new.kind,
        "rules": {
            "mode": rules.mode, "count": rules.count, "seconds": rules.seconds, "preset": rules.preset,
            "lifelines": rules.lifelines, "difficulty": rules.difficulty, "category": rules.category,
            "reading": rules.reading, "extra_percent": rules.extra_percent, "engine": rules.engine,
        },
        "seed": new.seed, "count": new.count, "canonical": new.canonical, "eligible": new.ranked,
        "code": new.code, "outcome": kept.outcome, "score": kept.score,
        "packs": [
            {"id": slug, "title": title, "version": version}
            for slug, title, version in zip(new.packs, new.titles, new.versions, strict=True)
        ],
        "events": [
            {"at_ms": event.at_ms, "what": event.what, **({"data": dict(event.data)} if event.data else {})}
            for event in kept.events
        ],
        "questions": {mark: json.loads(to_json(question)) for mark, question in kept.asked.items()},
    }  # fmt: skip


# --- reading


@contextmanager
def opened(path: Path) -> Iterator[tuple[Head, Iterator[Line]]]:
    """A history's head and its lines, to be read to their end: only then is it sure that nothing is missing.

    Raises Refused(HistoryRefusal), also in the midst of the lines.
    """
    try:
        with path.open("rb") as raw:
            plain = raw.read(2) != b"\x1f\x8b"
            raw.seek(0)
            if plain:
                yield _read(path, raw)
            else:
                with gzip.GzipFile(fileobj=raw) as file:
                    yield _read(path, file)
    except OSError as error:
        why = error.strerror or tr("it is damaged")
        raise Refused(HistoryRefusal.UNREADABLE, file=path.name, why=why) from error


def _read(path: Path, file: Any) -> tuple[Head, Iterator[Line]]:
    said = _document(path, file, 0)
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Refused(HistoryRefusal.NOT_ONE, file=path.name)
    version = said.get("version")
    if type(version) is not int or version > VERSION:
        raise Refused(HistoryRefusal.NEWER, file=path.name)
    try:
        head = Head(_text(said, "player", 100), _number(said, "rounds", 0, _LAST))
    except Unfit as why:
        raise Refused(HistoryRefusal.NOT_ONE, file=path.name) from why
    return head, _lines(path, file)


def _lines(path: Path, file: Any) -> Iterator[Line]:
    number = 0
    while True:
        number += 1
        said = _document(path, file, number)
        if isinstance(said, dict) and "end" in said:
            if said["end"] != number - 1:
                raise Refused(HistoryRefusal.CUT, file=path.name, line=number + 1)
            return
        yield _line(number, said)


def _document(path: Path, file: Any, number: int) -> Any:
    """The next line as JSON; what cannot be read at all is a file that is cut off, or none of ours."""
    none = HistoryRefusal.NOT_ONE if number == 0 else HistoryRefusal.CUT
    try:
        line = file.readline(_MOST_LINE)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Refused(none, file=path.name, line=number + 1) from error
    if number and len(line) >= _MOST_LINE:
        raise Refused(HistoryRefusal.LONG, file=path.name, line=number + 1)
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Refused(none, file=path.name, line=number + 1) from error


def _line(number: int, said: Any) -> Line:
    try:
        match said:
            case {"round": dict(told)}:
                return Line(number, round=_kept(told))
            case {"mark": dict(told)}:
                why = _one_of(told, "why", ("wrong", "never"))
                return Line(number, mark=Mark(_text(told, "pack", 200), _text(told, "question", 200), why))
        raise Unfit(tr("it is neither a round nor a mark"))
    except Unfit as unfit_line:
        return Line(number, why=str(unfit_line))


def _kept(told: dict[str, Any]) -> Kept:
    rules = _rules(_dict(told, "rules"))
    packs = [_pack(one) for one in _list(told, "packs", _MOST_PACKS)]
    if not packs:
        raise Unfit(tr("it names no pack"))
    asked = {mark: _question(mark, one) for mark, one in _dict(told, "questions").items()}
    count = _number(told, "count", 1, 100)
    slugs = {slug for slug, _, _ in packs}
    events = tuple(
        _event(seq, one, asked, slugs) for seq, one in enumerate(_list(told, "events", _MOST_EVENTS), 1)
    )
    kind = _one_of(told, "kind", ("play", "demo"))
    new = NewRound(
        player_id=0, rules=rules, seed=_number(told, "seed", 0, (1 << 63) - 1),
        packs=tuple(slug for slug, _, _ in packs), titles=tuple(title for _, title, _ in packs),
        versions=tuple(version for _, _, version in packs), count=count, plan=(),
        canonical=_flag(told, "canonical"), ranked=_flag(told, "eligible"), code=_text(told, "code", 200),
        started=_moment(_text(told, "started", 40)), kind="demo" if kind == "demo" else "play",
    )  # fmt: skip
    outcome = _one_of(told, "outcome", (*[one.value for one in Outcome], ABANDONED))
    return Kept(new, events, asked, outcome, _number(told, "score", 0, _LAST))


def _rules(told: dict[str, Any]) -> Rules:
    difficulty = told.get("difficulty")
    try:
        return Rules(
            mode=Mode(_text(told, "mode", 20)), count=_number(told, "count", 1, 100),
            seconds=_number(told, "seconds", 0, 180), preset=Preset(_text(told, "preset", 20)),
            lifelines=_flag(told, "lifelines"),
            difficulty=None if difficulty is None else Difficulty(difficulty),
            category=_text(told, "category", 200), reading=_flag(told, "reading"),
            extra_percent=_number(told, "extra_percent", 100, 200), engine=_number(told, "engine", 1, 1000),
        )  # fmt: skip
    except Unfit:
        raise
    except (ValueError, Refused) as error:
        raise Unfit(tr("its rules make no game")) from error


def _pack(told: Any) -> tuple[str, str, str]:
    if not isinstance(told, dict):
        raise Unfit(tr("“{name}” is not what it must be", name="packs"))
    slug = _text(told, "id", 200)
    if not slug or "," in slug:
        raise Unfit(tr("“{name}” is not what it must be", name="packs"))
    return slug, _text(told, "title", _MOST_TEXT), _text(told, "version", 200)


def _question(mark: str, told: Any) -> Question:
    try:
        question = from_json(json.dumps(told))
        if wrong := problems(question):
            raise Unfit(tr("of one of its questions, {what}", what=wrong[0]))
        if question.content_hash() == mark:
            return question
    except (ValueError, TypeError, AttributeError, KeyError, ArithmeticError) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit(tr("one of its questions cannot be read")) from error
    raise Unfit(tr("one of its questions was changed"))


def _event(seq: int, told: Any, asked: dict[str, Question], packs: set[str]) -> Event:
    if not isinstance(told, dict):
        raise Unfit(tr("“{name}” is not what it must be", name="events"))
    what = What(_one_of(told, "what", tuple(one.value for one in What)))
    data = told.get("data", {})
    if not isinstance(data, dict):
        raise Unfit(tr("“{name}” is not what it must be", name="data"))
    return Event(seq, _number(told, "at_ms", 0, _LAST), what, _data(what, data, asked, packs))


def _data(what: What, said: dict[str, Any], asked: dict[str, Question], packs: set[str]) -> dict[str, Any]:
    match what:
        case What.ASKED:
            mark = _one_of(said, "hash", tuple(asked))
            found = {
                "hash": mark,
                "pack": _one_of(said, "pack", tuple(packs)),
                "question": _text(said, "question", 200),
            }
            if found["question"] != asked[mark].id:
                raise Unfit(tr("one of its questions was changed"))
            return {**found, "choices": _texts(said, "choices")}
        case What.ANSWERED:
            return {"given": _texts(said, "given")}
        case What.LIFELINE:
            return {"which": _one_of(said, "which", tuple(one.value for one in Lifeline))}
        case What.PAUSED:
            return {"why": _text(said, "why", 100)}
        case What.RESUMED:
            return {"away_ms": _number(said, "away_ms", 0, _LAST)} if "away_ms" in said else {}
        case What.APPEALED | What.WITHDRAWN:
            return {"position": _number(said, "position", 0, 99)}
    return {}


def _moment(text: str) -> datetime:
    """A local time with its offset, to the millisecond, that the bank can hold."""
    try:
        when = datetime.fromisoformat(text)
        offset = when.utcoffset()
        if offset is None:
            raise Unfit(tr("its time has no offset from UTC"))
        # Whole seconds of offset, as in the bank.
        when = when.astimezone(timezone(timedelta(seconds=int(offset.total_seconds()))))
        ms = when.timestamp() * 1000
    except (ValueError, OverflowError) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit(tr("“{name}” is not what it must be", name="started")) from error
    if not 0 <= ms <= _END_OF_TIME_MS:
        raise Unfit(tr("“{name}” is not what it must be", name="started"))
    return when


def _held(told: dict[str, Any], name: str, kind: type[T]) -> T:
    value = told.get(name)
    # True is a number to Python, and none to anybody else.
    if type(value) is not kind:
        raise Unfit(tr("“{name}” is not what it must be", name=name))
    return value


def _dict(told: dict[str, Any], name: str) -> dict[str, Any]:
    return _held(told, name, dict)


def _flag(told: dict[str, Any], name: str) -> bool:
    return _held(told, name, bool)


def _list(told: dict[str, Any], name: str, most: int) -> list[Any]:
    found = _held(told, name, list)
    if len(found) > most:
        raise Unfit(tr("“{name}” is not what it must be", name=name))
    return found


def _number(told: dict[str, Any], name: str, least: int, most: int) -> int:
    value = _held(told, name, int)
    if not least <= value <= most:
        raise Unfit(tr("“{name}” is not what it must be", name=name))
    return value


def _text(told: dict[str, Any], name: str, most: int) -> str:
    return _fit(_held(told, name, str), name, most)


def _texts(told: dict[str, Any], name: str) -> list[str]:
    found = _list(told, name, _MOST_GIVEN)
    if not all(isinstance(one, str) for one in found):
        raise Unfit(tr("“{name}” is not what it must be", name=name))
    return [_fit(one, name, _MOST_TEXT) for one in found]


def _fit(text: str, name: str, most: int) -> str:
    if len(text) > most or unfit(text):
        raise Unfit(tr("“{name}” is not what it must be", name=name))
    return text


def _one_of(told: dict[str, Any], name: str, known: tuple[str, ...]) -> str:
    value = _held(told, name, str)
    if value not in known:
        raise Unfit(tr("“{name}” is not what it must be", name=name))
    return value
