"""An article in, drafts out: the whole way from a text to questions, with the report of how it went."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quiz.article import knowledge as shipped
from quiz.article.drafts import drafts
from quiz.article.language import guess
from quiz.article.ranking import Draft
from quiz.article.readers import Text
from quiz.article.understand import Progress, understand
from quiz.core.facts import LeftOut, Reading
from quiz.words import tr

LEAST = 3
"""With fewer questions than that, a text holds too few facts for a quiz."""


@dataclass(frozen=True, slots=True)
class Generated:
    """What came out of a text; where there are no questions, ``note`` says in a sentence why."""

    text: Text
    reading: Reading
    drafts: tuple[Draft, ...]
    left_out: tuple[LeftOut, ...]
    note: str = ""


def generate(text: Text, *, seed: int = 0, progress: Progress | None = None) -> Generated:
    """The drafts that a text carries. The same text and seed give the same drafts, byte for byte.

    ``progress`` is called with how many of how many sentences are read.
    """
    language = guess(text.content)
    if language != "en":
        reading = Reading(text.content, text.title, language, text.words)
        return Generated(
            text,
            reading,
            (),
            (),
            tr("this text is not in English, the one language that questions are made in"),
        )
    reading = understand(text.content, text.title, progress=progress)
    made = drafts(reading, shipped.load(), seed=seed)
    left = (*reading.left_out, *made.left_out)
    if len(made.drafts) < LEAST:
        left += tuple(LeftOut(tr("too few facts for a quiz"), draft.fact.evidence) for draft in made.drafts)
        return Generated(
            text, replace(reading, left_out=left), (), left, tr("this text holds too few facts for a quiz")
        )
    return Generated(text, replace(reading, left_out=left), made.drafts, left)
