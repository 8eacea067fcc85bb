"""What most foreign formats have no place for, taken off a question and told."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from quiz.core.kinds import Difficulty, Kind
from quiz.core.questions import Media, Question
from quiz.packs.formats.texts import tidy
from quiz.words import tr

# Fields beside id, kind, prompt, right and wrong; how a question without one looks, and what losing it is.
_EMPTY: dict[str, tuple[Any, str]] = {
    "difficulty": (Difficulty.MEDIUM, "its difficulty is not carried"),
    "category": ("", "its category is not carried"),
    "explanation": ("", "its explanation is not carried"),
    "evidence": ("", "its evidence is not carried"),
    "evidence_start": (None, ""),
    "source": ("", "its source is not carried"),
    "relation": ("", "its relation is not carried"),
    "confidence": (None, ""),
    "exact": (False, "that it must be typed exactly is not carried"),
    "tolerance": (Decimal(0), "its tolerance is not carried"),
    "unit": ("", "its unit is not carried"),
    "tags": ((), "its tags are not carried"),
    "media": (Media(), "its picture or sound is not carried"),
    "choice_images": ((), "the pictures of its choices are not carried"),
}


def stripped(
    question: Question, clean: Callable[[str], str] = tidy, keep: Collection[str] = ()
) -> tuple[Question, tuple[str, ...]]:
    """The question without its id and without what a format does not ``keep``, and what that loses.

    ``keep`` names fields of :class:`Question`, and "near_misses" of a typed one. Every text goes through
    ``clean``; what that changes, but for blanks at the ends, is a loss too.
    """
    lost: dict[str, None] = {}
    values: dict[str, Any] = {"id": ""}
    for name, (empty, what) in _EMPTY.items():
        if name not in keep and getattr(question, name) != empty:
            values[name] = empty
            if what:
                lost[tr(what)] = None
    if question.kind is Kind.TEXT and question.wrong and "near_misses" not in keep:
        values["wrong"] = ()
        lost[tr("its near misses are not carried")] = None
    plain = replace(question, **values)
    cleaned: dict[str, Any] = {}
    for field in fields(Question):
        value = getattr(plain, field.name)
        if type(value) is str:
            cleaned[field.name] = clean(value)
        elif type(value) is tuple and field.name != "choice_images":
            cleaned[field.name] = tuple(clean(text) for text in value)
    made = replace(plain, **cleaned)
    if any(_told(getattr(made, name)) != _told(getattr(plain, name)) for name in cleaned):
        lost[tr("its line breaks are not carried")] = None
    return made, tuple(lost)


def _told(value: Any) -> Any:
    return value.strip() if type(value) is str else tuple(text.strip() for text in value)
