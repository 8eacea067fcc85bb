"""The keys of a question in a pack file, typed: a TOML table becomes a :class:`Question`."""

from __future__ import annotations

import difflib
from decimal import Decimal
from typing import Any, TypeVar

from quiz.core.questions import Difficulty, Kind, Media, Question, natural_id
from quiz.packs.names import is_safe
from quiz.packs.refusals import shown
from quiz.words import tr

QUESTION_KEYS = (
    *("id", "kind", "prompt", "answer", "wrong", "exact", "tolerance", "unit"),
    *("difficulty", "category", "tags"),
    *("explanation", "evidence", "evidence_start", "source", "relation", "confidence"),
    *("image", "image_alt", "audio", "choices"),
)
CHOICE_KEYS = ("text", "right", "image")
_LONGEST_ID = 200
# Far above what any number here means, far below what Python refuses to print.
_MOST_BITS = 128


_Name = TypeVar("_Name", Kind, Difficulty)


class BadKey(Exception):
    """A key of a question is wrong; ``choice`` counts its choices from 1, 0 is the question itself."""

    def __init__(self, key: str, why: str, choice: int = 0) -> None:
        super().__init__(why)
        self.key = key
        self.why = why
        self.choice = choice


def question(table: dict[str, Any]) -> Question:
    """The question that a table of a pack file describes.

    Types and keys are checked here, whether it can be played by ``problems``.

    Raises :class:`BadKey` for a key that is unknown, missing or of the wrong type.
    """
    for key in table:
        if key not in QUESTION_KEYS:
            near = hint(key, QUESTION_KEYS)
            raise BadKey(key, tr("a question has no key “{key}”; {hint}", key=shown(key, 40), hint=near))
    kind = _named(table, "kind", Kind, Kind.CHOICE)
    prompt = text(table, "prompt")
    if "prompt" not in table:
        raise BadKey("", tr('the question has no prompt; write prompt = "…"'))
    right, wrong, images = _answers(table, kind)
    return Question(
        id=_id(table) or natural_id(prompt, right),
        prompt=prompt,
        kind=kind,
        right=right,
        wrong=wrong,
        difficulty=_named(table, "difficulty", Difficulty, Difficulty.MEDIUM),
        category=text(table, "category"),
        explanation=text(table, "explanation"),
        evidence=text(table, "evidence"),
        evidence_start=_place(table),
        source=text(table, "source"),
        relation=text(table, "relation"),
        confidence=_confidence(table),
        exact=_flag(table, "exact"),
        tolerance=_number(table, "tolerance") if "tolerance" in table else Decimal(0),
        unit=text(table, "unit"),
        tags=_texts(table, "tags"),
        media=Media(_file(table, "image"), text(table, "image_alt"), _file(table, "audio")),
        choice_images=images,
    )


def hint(key: str, known: tuple[str, ...]) -> str:
    """What the writer of an unknown key may have meant.

    >>> hint("wrnog", QUESTION_KEYS), hint("colour", QUESTION_KEYS)
    ('perhaps it is “wrong”', 'take it out')
    """
    near = difflib.get_close_matches(key[:40], known, 1)
    return tr("perhaps it is “{key}”", key=near[0]) if near else tr("take it out")


def text(table: dict[str, Any], key: str, choice: int = 0) -> str:
    """A key's text; empty when the key is not there."""
    value = table.get(key, "")
    if type(value) is not str:
        raise BadKey(key, tr('“{key}” must be a text in quotes, such as {key} = "…"', key=key), choice)
    return value


def _texts(table: dict[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if type(value) is not list or not all(type(one) is str for one in value):
        raise BadKey(key, tr('“{key}” must be a list of texts, such as {key} = ["…", "…"]', key=key))
    return tuple(value)


def _flag(table: dict[str, Any], key: str, default: bool = False, choice: int = 0) -> bool:
    value = table.get(key, default)
    if type(value) is not bool:
        raise BadKey(key, tr("“{key}” must be true or false, without quotes", key=key), choice)
    return value


def _number(table: dict[str, Any], key: str) -> Decimal:
    value = table[key]
    if type(value) not in (int, Decimal):
        raise BadKey(key, tr("“{key}” must be a number without quotes, such as {key} = 9", key=key))
    if type(value) is int and value.bit_length() > _MOST_BITS:
        raise BadKey(key, tr("“{key}” is too long; numbers have at most 30 digits", key=key))
    return Decimal(value)


def _named(table: dict[str, Any], key: str, names: type[_Name], default: _Name) -> _Name:
    value = text(table, key)
    if key not in table:
        return default
    if value not in tuple(names):
        known = ", ".join(names)
        said = shown(value, 40)
        raise BadKey(
            key, tr("“{key}” must be one of {known}, not “{value}”", key=key, known=known, value=said)
        )
    return names(value)


def _id(table: dict[str, Any]) -> str:
    value = text(table, "id")
    if "id" in table and (not value.strip() or len(value) > _LONGEST_ID or len(value.splitlines()) > 1):
        raise BadKey("id", tr("an id is one short line, such as hostile-androids; or leave it out"))
    return value


def _file(table: dict[str, Any], key: str, choice: int = 0) -> str:
    value = text(table, key, choice)
    if value and not is_safe(value):
        why = tr("“{key}” must name a file below the pack's folder, such as media/robot.png", key=key)
        raise BadKey(key, why, choice)
    return value


def _place(table: dict[str, Any]) -> int | None:
    value = table.get("evidence_start")
    if value is None:
        return None
    if type(value) is not int or not 0 <= value < 1 << 40:
        raise BadKey("evidence_start", tr("“evidence_start” must be a whole number from 0 on"))
    return value


def _confidence(table: dict[str, Any]) -> float | None:
    if "confidence" not in table:
        return None
    value = _number(table, "confidence")
    if not value.is_finite() or not 0 <= value <= 1:
        raise BadKey("confidence", tr("“confidence” must be between 0 and 1"))
    return float(value)


_Answers = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _answers(table: dict[str, Any], kind: Kind) -> _Answers:
    """Right answers, wrong answers, and a picture for each of them or none at all."""
    if "choices" in table:
        return _choices(table, kind)
    if "answer" not in table:
        raise BadKey("", tr("the question has no answer; write answer = …, or [[question.choices]]"))
    answer = table["answer"]
    wrong = _texts(table, "wrong")
    match kind:
        case Kind.TRUEFALSE:
            return (str(_flag(table, "answer")).lower(),), wrong, ()
        case Kind.NUMBER:
            return (str(_number(table, "answer")),), wrong, ()
        case Kind.CHOICE if type(answer) is not str:
            why = tr('the answer of a choice is one text, such as answer = "Nine"; for others set the kind')
            raise BadKey("answer", why)
        case Kind.CHOICE | Kind.TEXT if type(answer) is str:
            return (answer,), wrong, ()
    return _texts(table, "answer"), wrong, ()


def _choices(table: dict[str, Any], kind: Kind) -> _Answers:
    if kind not in (Kind.CHOICE, Kind.MULTIPLE, Kind.ORDER):
        raise BadKey("choices", tr("kind {kind} has no choices; write answer = …", kind=kind.value))
    for key in ("answer", "wrong"):
        if key in table:
            raise BadKey(key, tr("“{key}” and [[question.choices]] exclude each other; keep one", key=key))
    found = table["choices"]
    if type(found) is not list or not all(type(one) is dict for one in found):
        raise BadKey("choices", tr("“choices” are written as [[question.choices]], a block each"))
    right: list[tuple[str, str]] = []
    wrong: list[tuple[str, str]] = []
    for n, one in enumerate(found, 1):
        for key in one:
            if key not in CHOICE_KEYS:
                near = hint(key, CHOICE_KEYS)
                raise BadKey(key, tr("a choice has no key “{key}”; {hint}", key=shown(key, 40), hint=near), n)
        side = right if _flag(one, "right", kind is Kind.ORDER, n) else wrong
        side.append((text(one, "text", n), _file(one, "image", n)))
    images = tuple(image for _, image in (*right, *wrong))
    return tuple(t for t, _ in right), tuple(t for t, _ in wrong), images if any(images) else ()
