"""Open Trivia DB: its answers as JSON, in all four of its encodings."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, unquote_plus

from quiz.core.kinds import Difficulty, Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats.items import Item, Items
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
from quiz.packs.formats.texts import choices, distinct, tidy
from quiz.packs.refusals import shown
from quiz.words import tr

_LISTS = ("results",)
_CODES = {
    "1": "Open Trivia DB had not so many questions of that kind (its code 1); ask it for fewer",
    "2": "Open Trivia DB did not understand what it was asked (its code 2); ask it again",
    "3": "Open Trivia DB did not know the session token (its code 3); ask it for a new one",
    "4": "Open Trivia DB had given all its questions for the session token (its code 4); reset it",
    "5": "Open Trivia DB was asked too often (its code 5); wait five seconds and ask again",
}
_ATTRIBUTION = {
    "author": "Open Trivia Database contributors",
    "license": "CC-BY-SA-4.0",
    "source": "https://opentdb.com",
}
_HEAD = ("title", "language", "author", "license", "source", "description")
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TWICE = re.compile(r"&amp;(?=(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
# Someone who asks about HTML means the entity itself.
_ABOUT_HTML = re.compile(r"\bX?HTML|\bentit(?:y|ies)\b", re.IGNORECASE)
_URL = re.compile(r"(?:[A-Za-z0-9_.~*!'()+-]|%[0-9A-Fa-f]{2})*")
_HEX = re.compile(r"%(?=[0-9A-Fa-f]{2})")
_KINDS_64 = ("bXVsdGlwbGU=", "Ym9vbGVhbg==", "bXVsdGlwbGU", "Ym9vbGVhbg")
_TEXTS = ("category", "type", "difficulty", "question", "correct_answer")
_TRUTHS = ("true", "false")
_LEVELS = {level.value: level for level in Difficulty}


class _Coded(Enum):
    HTML = "html"
    URL = "url"
    BASE64 = "base64"


def sniff(peek: Peek) -> Likely:
    """Right and wrong answers by these names are Open Trivia DB's alone."""
    text = peek.text.lstrip()
    if text[:1] not in ("{", "["):
        return Likely.NO
    named = '"correct_answer"' in text and '"incorrect_answers"' in text
    return Likely.SURE if named or '"response_code"' in text else Likely.NO


def read(path: Path) -> Reading:
    """The questions of one response or several, of a bare list, or one a line.

    What says nothing of its origin is Open Trivia DB's, whose licence wants it named.
    """
    beside = Items(path, _LISTS, "question").before()
    told = {name: _unescaped(value) for name in _HEAD if isinstance(value := beside.get(name), str)}
    if not any(name in told for name in _ATTRIBUTION):
        told |= _ATTRIBUTION
    return Reading(Said(**told), _rows(path))


def _rows(path: Path) -> Iterator[Row]:
    items = Items(path, _LISTS, "question")
    coded = _Coded.HTML
    n = 0
    for item in items:
        found = item.value
        if isinstance(found, dict) and "response_code" in found and "question" not in found:
            items.beside.update(found)
            continue
        n += 1
        if item.why:
            yield Row(n, why=item.why, text=item.text)
        elif not isinstance(found, dict):
            yield Row(n, why=tr("it is no question; one has question and correct_answer"))
        else:
            coded = _coding(found, coded)
            yield _row(n, item, found, coded)
    if not n and "title" not in items.beside:
        code = str(items.beside.get("response_code", "0"))
        raise FileFault(tr(_CODES.get(code, "it holds no questions; choose another file")))


def _row(n: int, item: Item, found: dict[str, Any], coded: _Coded) -> Row:
    wrongs = found.get("incorrect_answers")
    wrongs = wrongs if isinstance(wrongs, list) else [] if wrongs is None else [wrongs]
    told = [_text(found.get(key)) for key in _TEXTS] + [_text(text) for text in wrongs]
    texts = [text for text in told if text is not None]
    if len(texts) < len(told):
        return Row(n, why=tr("where a text should stand in it, there is none"), text=_shown(told[3] or ""))
    try:
        plain = _finished(texts, coded)
    except ValueError:
        return Row(n, why=tr("a text in it is no base64 as its others are"), text=_shown(texts[3]))
    category, kind, difficulty, prompt, answer, *wrong = plain
    changed = list(item.changed)
    if not answer and not wrong:
        return Row(
            n, why=tr("it has no answers; one has correct_answer and incorrect_answers"), text=_shown(prompt)
        )
    named = difficulty.casefold()
    if named and named not in _LEVELS:
        changed.append(tr("its difficulty “{said}” is not known and became medium", said=_shown(named, 40)))
    level = _LEVELS.get(named, Difficulty.MEDIUM)
    if kind.casefold() == "boolean" and answer.casefold() in _TRUTHS:
        right = (answer.casefold(),)
        made = Question("", prompt, Kind.TRUEFALSE, right, difficulty=level, category=category)
    else:
        kept, dropped = distinct(answer, wrong)
        changed += dropped
        made = choices(prompt, [answer], kept, category=category, difficulty=level)
    return Row(n, (made,), tuple(changed), text=_shown(prompt))


def _text(value: Any) -> str | None:
    """A value as text; None when it is a list or an object."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "True" if value else "False"
    return "" if value is None else None


def _shown(text: str, most: int = 80) -> str:
    return shown(text.encode("utf-8", "replace").decode(), most)


def _coding(found: dict[str, Any], before: _Coded) -> _Coded:
    """How the texts of an item are encoded; where it could be either, as the items before it were."""
    wrongs = found.get("incorrect_answers")
    told = [found.get(key) for key in ("question", "correct_answer", "category")]
    told += wrongs if isinstance(wrongs, list) else []
    texts = [text for text in told if isinstance(text, str)]
    if found.get("type") in _KINDS_64 or ("type" not in found and _is_base64(texts)):
        return _Coded.BASE64
    if not all(_URL.fullmatch(text) for text in texts):
        return _Coded.HTML
    if any(_HEX.search(text) for text in texts):
        return _Coded.URL
    return before if before is _Coded.URL else _Coded.HTML


def _is_base64(texts: list[str]) -> bool:
    try:
        return bool(texts) and " " in "".join(_decoded(text, _Coded.BASE64) for text in texts)
    except ValueError:
        return False


def _decoded(text: str, coded: _Coded) -> str:
    """A text out of its encoding, HTML aside. Raises ValueError when it is not in it."""
    if coded is _Coded.URL:
        one = unquote if "%20" in text else unquote_plus
        try:
            return one(text, errors="strict")
        except UnicodeDecodeError:
            return one(text, "cp1252")
    if coded is _Coded.BASE64:
        bare = "".join(text.split()).rstrip("=")
        try:
            return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise ValueError from error
    return text


def _finished(texts: list[str], coded: _Coded) -> list[str]:
    """The texts of an item, its prompt the fourth, as a player reads them.

    Raises ValueError when they are not in their encoding. Some were escaped twice, and some before they
    were encoded; not where the question is about that.
    """
    plain = texts if coded is _Coded.HTML else [_decoded(text, coded) for text in texts]
    if any("&" in text for text in plain):
        about = _ABOUT_HTML.search(plain[3])
        if not about:
            plain = [_TWICE.sub("&", text) for text in plain]
        if not about or coded is _Coded.HTML:
            plain = [_unescaped(text) for text in plain]
    return [tidy(text) for text in plain]


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def carry(question: Question) -> Carried:
    """Choices with one right answer, and true or false, with category and difficulty."""
    plain, lost = stripped(question, tidy, keep=("category", "difficulty"))
    if plain.kind is Kind.TRUEFALSE:
        return Carried(plain, lost)
    if plain.kind is not Kind.CHOICE:
        return Carried(
            None, (tr("Open Trivia DB has no questions of the kind {kind}", kind=plain.kind.value),)
        )
    told = (plain.prompt, plain.right, plain.wrong)
    return Carried(choices(*told, category=plain.category, difficulty=plain.difficulty), lost)


def write(head: PackHead, questions: Iterable[Question], out: BinaryIO, find: Find) -> None:
    """One response in the default encoding; what the pack says of itself stands before its list."""
    told = {"response_code": 0, **{name: _escaped(getattr(head, name)) for name in _HEAD}}
    out.write(f'{_json(told)[:-1]},"results":['.encode())
    for n, question in enumerate(questions):
        out.write(b",\n" if n else b"\n")
        out.write(_json(_result(question)).encode())
    out.write(b"\n]}\n")


def _result(question: Question) -> dict[str, Any]:
    is_truth = question.kind is Kind.TRUEFALSE
    right = question.right[0].capitalize() if is_truth else question.right[0]
    wrong = (
        [text.capitalize() for text in _TRUTHS if text != question.right[0]] if is_truth else question.wrong
    )
    return {
        "type": "boolean" if is_truth else "multiple",
        "difficulty": question.difficulty.value,
        "category": _escaped(question.category),
        "question": _escaped(question.prompt),
        "correct_answer": _escaped(right),
        "incorrect_answers": [_escaped(text) for text in wrong],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _escaped(text: str) -> str:
    """HTML as Open Trivia DB escapes it, and nothing in it that could be read as another encoding."""
    shielded = _ENTITY.sub(r"&#38;\1;", text)
    parts = (html.escape(part).replace("&#x27;", "&#039;") for part in shielded.split("&#38;"))
    return _HEX.sub("&#37;", "&#38;".join(parts))


FORMAT = Format(
    "opentdb", "Open Trivia DB", (".json",), Counts.ITEM, sniff, read, carry, write, frozenset(_HEAD)
)
