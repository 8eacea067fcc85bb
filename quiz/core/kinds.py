"""The six kinds of questions and the three difficulties: names alone, so that they cost nothing at start."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """How a question is asked and answered."""

    CHOICE = "choice"
    TRUEFALSE = "truefalse"
    MULTIPLE = "multiple"
    TEXT = "text"
    NUMBER = "number"
    ORDER = "order"


class Difficulty(StrEnum):
    """How hard the author thinks a question is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
