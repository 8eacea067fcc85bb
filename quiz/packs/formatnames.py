"""The names of the formats on the command line, which its help shows without loading one of them."""

from __future__ import annotations

OURS = ("toml", "quizpack")
"""Packs of our own."""
WRITTEN = (
    *("opentdb", "moodle", "gift", "kahoot", "wayground"),
    *("blooket", "gimkit", "anki", "aiken", "csv"),
)
"""Foreign formats that are written too."""
READ = (
    *("opentdb", "opentriviaqa", "jeopardy", "moodle", "gift", "kahoot", "wayground"),
    *("blooket", "gimkit", "anki", "aiken", "csv"),
)
"""All foreign formats, those that know their own marks before those that take what is left."""
FORMATS = (*OURS, *READ)
"""Every format that can be read."""
GIVEN = (*OURS, *WRITTEN)
"""Every format that can be written."""
