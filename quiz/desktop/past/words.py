"""What the page of an old round says."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.views import Heard
from quiz.core.kinds import Kind
from quiz.core.rounds import Answer, Ending
from quiz.desktop.round.words import exact_line, given_line, label_of
from quiz.words import number, tr


@dataclass(frozen=True, slots=True)
class Line:
    """A choice as it stood there; ``mark``, if any, has ``role`` for its colour; ``told`` is its meaning."""

    text: str
    mark: str = ""
    role: str = "text"
    told: str = ""


def lines(answer: Answer) -> list[Line]:
    """What was there to choose from, in the order shown; of a typed answer or an order, given and right."""
    question = answer.question
    if question.kind in (Kind.CHOICE, Kind.MULTIPLE, Kind.TRUEFALSE):
        return [_choice(answer, choice) for choice in answer.choices]
    found = []
    if answer.ending is Ending.ANSWERED:
        mark, role = ("tick", "right") if answer.right else ("cross", "wrong")
        found.append(Line(given_line(answer), mark, role, tr("your answer")))
    right = " → ".join(question.right) if question.kind is Kind.ORDER else exact_line(question)
    if not found or found[0].text != right:
        found.append(Line(right, "tick", "right", tr("right")))
    return found


def _choice(answer: Answer, choice: str) -> Line:
    text, given = label_of(answer.question.kind, choice), choice in answer.given
    if choice in answer.question.right:
        return Line(text, "tick", "right", tr("right, your answer") if given else tr("right"))
    if given and answer.appealed:
        return Line(text, "tick", "right", tr("your answer, right on appeal"))
    return Line(text, "cross", "wrong", tr("your answer")) if given else Line(text)


def heard_line(heard: Heard) -> str:
    """What an appeal has changed: points and place, before and after."""
    if heard.score == heard.state.score and heard.before == heard.after:
        return tr("Nothing changes: that is how it counts already.")
    first = tr("Right on appeal.") if heard.appealed else tr("The appeal is taken back.")
    points = tr("{before} → {after} points", before=number(heard.score), after=number(heard.state.score))
    before, after = heard.before.rank, heard.after.rank
    if before is None or after is None:
        return f"{first} {points}."
    if before == after:
        place = tr("still place {n} of {of}", n=after, of=heard.after.of)
    else:
        place = tr("place {before} → {after} of {of}", before=before, after=after, of=heard.after.of)
    return f"{first} {points}, {place}."
