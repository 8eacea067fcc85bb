"""What each format is for, in a line."""

from __future__ import annotations

from quiz.words import tr


def purpose(name: str) -> str:
    """What one would choose a format for; empty for one that nobody has described.

    >>> purpose("anki")
    'Cards to study with in Anki.'
    """
    return {
        "toml": tr("To read, to edit and to keep; pictures go beside it."),
        "quizpack": tr("One file with everything in it, to hand on."),
        "opentdb": tr("For programs that read the Open Trivia Database."),
        "gift": tr("Plain text for Moodle and other course systems."),
        "aiken": tr("The plainest text: choices with one right answer."),
        "moodle": tr("For Moodle, with feedback and pictures."),
        "kahoot": tr("A spreadsheet to upload to Kahoot."),
        "wayground": tr("A spreadsheet to upload to Wayground, once Quizizz."),
        "blooket": tr("A table to upload to Blooket."),
        "gimkit": tr("A table to upload to Gimkit."),
        "csv": tr("A table for any spreadsheet program."),
        "anki": tr("Cards to study with in Anki."),
    }.get(name, "")
