"""Answers with weights, as Moodle grades them, become questions that are answered right or wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from quiz.core.folding import fold
from quiz.core.kinds import Kind
from quiz.core.questions import Question
from quiz.packs.formats.texts import choices
from quiz.packs.refusals import shown
from quiz.words import tr

FULL = 99.5
"""Percent from which an answer is right; exports round their fractions."""
MOST_WRONG = 5
_MOST_CHOICES = 6
_FEWEST_PAIRS = 3
_WILDCARD = re.compile(r"(?<!\\)\*+")


class Graded(NamedTuple):
    """One answer and the percent of the marks that it gives."""

    text: str
    percent: float
    feedback: str = ""


@dataclass(slots=True)
class Made:
    """What became of a foreign question: ``why`` says that nothing could, ``changed`` what is other now."""

    questions: tuple[Question, ...] = ()
    changed: list[str] = field(default_factory=list)
    why: str = ""
    explanation: str = ""

    def filed(self, category: str, tags: tuple[str, ...]) -> tuple[Question, ...]:
        """The questions with their explanation, category and tags."""
        if not (self.explanation or category or tags):
            return self.questions
        # ``dataclasses.replace`` takes four times as long, which 50,000 questions feel.
        return tuple(
            [
                Question(
                    "", q.prompt, q.kind, q.right, q.wrong, category=category,
                    explanation=self.explanation or q.explanation,
                    exact=q.exact, tolerance=q.tolerance, unit=q.unit, tags=tags, media=q.media,
                    choice_images=q.choice_images,
                )
                for q in self.questions
            ]
        )  # fmt: skip

    def explained(self, general: str, right: Sequence[str] = (), others: Sequence[str] = ()) -> None:
        """Find the explanation: the general feedback, else the one on what is right.

        ``right`` and ``others`` are the feedback texts on right and on other answers.
        """
        told = [text for text in dict.fromkeys(right) if text]
        self.explanation = general or (told[0] if len(told) == 1 else "")
        if (told and told != [self.explanation]) or any(others):
            self.changed.append(tr("the feedback on its answers is left out"))


def by_choice(prompt: str, answers: Sequence[Graded], several: bool, general: str = "") -> Made:
    """A question over choices; ``several`` says that a player may pick more than one.

    >>> by_choice("Who?", [Graded("A", 100), Graded("B", 0)], False).questions[0].kind.value
    'choice'
    """
    made = Made()
    least = 0.01 if several else FULL
    right = [one for one in answers if one.percent >= least]
    if not right:
        made.why = (
            tr("none of its answers gives full marks; mark one as right")
            if any(one.percent > 0 for one in answers)
            else tr("none of its answers is marked as right; mark one")
        )
        return made
    wrong = [one for one in answers if one.percent < least]
    if several and len({round(one.percent, 1) for one in right}) > 1:
        made.changed.append(tr("its right answers had different weights and all count the same now"))
    elif several and sum(one.percent for one in right) < FULL - 1:
        made.changed.append(tr("its right answers gave less than full marks and count in full now"))
    for one in () if several else wrong:
        if one.percent > 0:
            made.changed.append(
                tr("“{text}” gave {n} % of the marks and counts as wrong now",
                   text=shown(one.text, 40), n=f"{one.percent:g}")
            )  # fmt: skip
    if len(right) > 1 and not several:
        made.changed.append(tr("any one of its right answers was enough and all of them are asked for now"))
    most = MOST_WRONG if len(right) == 1 and not several else max(_MOST_CHOICES - len(right), 0)
    if len(wrong) > most and len(right) <= _MOST_CHOICES:
        made.changed.append(tr("it has more than {n} choices; some wrong ones are left out", n=_MOST_CHOICES))
        kept = wrong[:most]
    else:
        kept = wrong
    question = choices(prompt, [one.text for one in right], [one.text for one in kept], several)
    made.questions = (question,)
    made.explained(general, [one.feedback for one in right], [one.feedback for one in wrong])
    return made


def by_text(prompt: str, answers: Sequence[Graded], exact: bool = False, general: str = "") -> Made:
    r"""A typed question. Answers for nothing are its near misses; ``*`` is Moodle's wildcard, ``\*`` a star.

    >>> by_text("Who?", [Graded("Rouge", 100), Graded("Rogue", 0)]).questions[0].wrong
    ('Rogue',)
    """
    made = Made()
    right: dict[str, None] = {}
    near: dict[str, None] = {}
    for one in answers:
        text = _WILDCARD.sub("", one.text).replace("\\*", "*").strip() if "*" in one.text else one.text
        if not text:
            if one.percent >= FULL:
                made.why = tr("any answer counts as right in it; write what is right")
            continue
        if _WILDCARD.search(one.text) and one.percent > 0:
            made.changed.append(
                tr("the * in “{text}” stood for any letters and is left out", text=shown(one.text, 40))
            )
        if one.percent >= FULL:
            right[text] = None
        elif one.percent > 0:
            made.changed.append(
                tr("“{text}” gave {n} % of the marks and is left out",
                   text=shown(text, 40), n=f"{one.percent:g}")
            )  # fmt: skip
        elif not _WILDCARD.search(one.text):
            near[text] = None
    if not right:
        made.why = made.why or tr("none of its answers gives full marks; mark one as right")
        return made
    same = {fold(text) for text in right} if near else set()
    if clash := [text for text in near if fold(text) in same]:
        made.changed.append(
            tr("“{text}” differs from a right answer in its spelling only and is no wrong one now",
               text=shown(clash[0], 40))
        )  # fmt: skip
    wrong = tuple(text for text in near if text not in clash)
    made.questions = (Question("", prompt, Kind.TEXT, tuple(right), wrong, exact=exact),)
    told = [one.feedback for one in answers if one.percent >= FULL]
    made.explained(general, told, [one.feedback for one in answers if one.percent < FULL])
    return made


def starred(text: str) -> str:
    """A typed answer with its stars kept from being wildcards."""
    return text.replace("*", "\\*")


@dataclass(frozen=True, slots=True)
class Sized:
    """A number that is right within ``tolerance``, and the percent of the marks that it gives."""

    value: Decimal
    tolerance: Decimal
    percent: float
    feedback: str = ""


def by_number(prompt: str, answers: Sequence[Sized], general: str = "", other: str = "") -> Made:
    """A question for a number; ``other`` is the feedback on any other number."""
    made = Made()
    right = [one for one in answers if one.percent >= FULL]
    if not right:
        made.why = tr("none of its numbers gives full marks; mark one as right")
        return made
    for one in answers:
        if 0 < one.percent < FULL:
            made.changed.append(
                tr("{number} gave {n} % of the marks and is left out",
                   number=_span(one), n=f"{one.percent:g}")
            )  # fmt: skip
    widest = max(right, key=lambda one: one.tolerance)
    if all(abs(one.value - widest.value) + one.tolerance <= widest.tolerance for one in right):
        question = Question("", prompt, Kind.NUMBER, (str(widest.value),), tolerance=widest.tolerance)
    elif widest.tolerance:
        made.why = tr("several numbers with tolerances are right in it; keep one")
        return made
    else:
        made.changed.append(tr("several numbers are right in it, so it is answered as a text now"))
        question = Question("", prompt, Kind.TEXT, tuple(dict.fromkeys(str(one.value) for one in right)))
    made.questions = (question,)
    told = [one.feedback for one in right]
    made.explained(general, told, [other, *(one.feedback for one in answers if one.percent < FULL)])
    return made


def _span(one: Sized) -> str:
    return f"{one.value} ± {one.tolerance}" if one.tolerance else str(one.value)


def by_pairs(prompt: str, pairs: Sequence[tuple[str, str]], general: str = "") -> Made:
    """A matching question as one choice question a pair; a pair without its left half only misleads."""
    made = Made()
    asked = [(left, right) for left, right in pairs if left and right]
    if len(asked) < _FEWEST_PAIRS:
        made.why = tr(
            "it is a matching question with {n} pairs, and {most} or more can be taken; write it as a choice",
            n=len(asked), most=_FEWEST_PAIRS,
        )  # fmt: skip
        return made
    answers = list(dict.fromkeys(right for _, right in pairs if right))
    made.changed.append(
        tr("it is a matching question; each of its {n} pairs became a choice question", n=len(asked))
    )
    if len(answers) > _MOST_CHOICES:
        made.changed.append(tr("it has more than {n} choices; some wrong ones are left out", n=_MOST_CHOICES))
    questions = []
    for left, right in asked:
        at = answers.index(right)
        wrong = (*answers[at + 1 :], *answers[:at])[:MOST_WRONG]
        asks = f"{prompt}\n{left}" if prompt else left
        questions.append(Question("", asks, Kind.CHOICE, (right,), tuple(wrong)))
    made.questions = tuple(questions)
    made.explained(general)
    return made


def by_order(prompt: str, steps: Sequence[str], general: str = "") -> Made:
    """A question for the right order of three to six steps."""
    if not 3 <= len(steps) <= _MOST_CHOICES:
        return Made(why=tr("it asks for the order of {n} steps, and 3 to 6 can be taken", n=len(steps)))
    made = Made((Question("", prompt, Kind.ORDER, tuple(steps)),))
    made.explained(general)
    return made
