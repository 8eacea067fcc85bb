"""What kinds and difficulties are called on the screen."""

from __future__ import annotations

from quiz.core.questions import Difficulty, Kind
from quiz.words import tr


def kind_name(kind: Kind) -> str:
    """A kind as an author reads it."""
    return {
        Kind.CHOICE: tr("One right"),
        Kind.TRUEFALSE: tr("True or false"),
        Kind.MULTIPLE: tr("Several right"),
        Kind.TEXT: tr("Typed"),
        Kind.NUMBER: tr("Number"),
        Kind.ORDER: tr("In order"),
    }[kind]


def difficulty_name(level: Difficulty) -> str:
    """A difficulty as an author reads it."""
    return {
        Difficulty.EASY: tr("Easy"),
        Difficulty.MEDIUM: tr("Medium"),
        Difficulty.HARD: tr("Hard"),
    }[level]
