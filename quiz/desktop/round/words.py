"""What the round page says about an answer: verdict, the sum of its points, the right answer, the source."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.core.folding import Match
from quiz.core.questions import Kind, Question
from quiz.core.rounds import Answer, Ending, Open, Outcome, Round
from quiz.core.rules import Mode, Preset
from quiz.words import number, seconds, tr, trn


@dataclass(frozen=True, slots=True)
class Told:
    """An answer's feedback as plain texts; ``mark`` is an icon, ``role`` its colour. Empty is left out."""

    mark: str
    role: str
    verdict: str
    sum: str
    right: str
    explanation: str
    source: str
    answer: str
    """The right answer where it was not given, for those who do not see tiles and rows."""

    @property
    def plain(self) -> bool:
        """Whether the mark alone says it: right, and nothing else to add."""
        return self.mark == "tick" and self.verdict == tr("Right")


def tell(state: Round) -> Told:
    """The feedback on the last answer of a round."""
    answer = state.answers[-1]
    before = state.answers[-2].streak if len(state.answers) > 1 else 0
    mark, role, verdict = _verdict(answer)
    return Told(
        mark,
        role,
        verdict,
        _sum(state, answer, before),
        right_line(answer.question, answer),
        answer.question.explanation,
        source_line(answer.question),
        "" if answer.right else tr("Right: {answer}", answer=_whole_answer(answer.question)),
    )


def _verdict(answer: Answer) -> tuple[str, str, str]:
    match answer.ending:
        case Ending.EXPIRED:
            return "clock", "wrong", tr("Time is up")
        case Ending.SKIPPED:
            return "skip", "muted", tr("Skipped")
    if answer.right:
        typo = answer.judged.match is Match.TYPO
        return "tick", "right", tr("Right, but for a typo") if typo else tr("Right")
    if answer.judged.share:
        return "dash", "streak", tr("Partly right")
    return "cross", "wrong", tr("Wrong")


def _sum(state: Round, answer: Answer, before: int) -> str:
    """``+925 = 725 for 11.0 s + 200 for a streak of 3``, or ``+725 for 11.0 s``: as SPEC adds it up."""
    head = f"+{number(answer.points.total)}"
    if answer.ending is Ending.SKIPPED:
        return tr("{points}  the streak stays at {n}", points=head, n=before) if before > 1 else head
    parts = _base(state, answer) if answer.points.base else []
    if answer.points.streak:
        streak = tr("{points} for a streak of {n}", points=number(answer.points.streak), n=answer.streak)
        parts.append(_bound(streak))
    # A sum of one part would say the same number twice.
    told = f"{head}  =  {'  +  '.join(parts)}" if len(parts) > 1 else f"+{parts[0]}" if parts else head
    losses = []
    if not answer.right:
        if before > 1:
            losses.append(tr("the streak ends at {n}", n=before))
        if state.lives is not None:
            losses.append(trn("{n} life left", "{n} lives left", state.lives))
    return "    ".join([told, ", ".join(losses)]) if losses else told


def _base(state: Round, answer: Answer) -> list[str]:
    """What the answer paid without its streak, in one part or two."""
    rules, base = state.rules, answer.points.base
    time = seconds(answer.used_ms)
    timed = answer.total_ms is not None and rules.preset is not Preset.FLAT
    share = share_line(answer)
    if share and timed:
        told = tr("{points} for {share} in {time}", points=number(base), share=share, time=_bound(time))
        return [told]
    if share:
        return [tr("{points} for {share}", points=number(base), share=share)]
    if timed and rules.preset is Preset.ACCURACY and base >= 1000:
        speed = tr("{points} for {time}", points=number(base - 1000), time=_bound(time))
        return [tr("{points} for the answer", points=number(1000)), speed]
    if timed:
        return [tr("{points} for {time}", points=number(base), time=_bound(time))]
    return [tr("{points} for the answer", points=number(base))]


def _bound(text: str) -> str:
    """The text with its last two words kept together: no number parts with its unit at the end of a line."""
    head, _, last = text.rpartition(" ")
    return f"{head}\u00a0{last}" if head else text


def share_line(answer: Answer) -> str:
    """How much of a partly right answer was right, in words; empty when it is wholly right or wrong.

    An order counts neighbours, as the formula does.
    """
    if answer.right or not answer.judged.share or answer.ending is not Ending.ANSWERED:
        return ""
    question = answer.question
    if question.kind is Kind.MULTIPLE:
        hits = sum(text in question.right for text in answer.given)
        slips = len(answer.given) - hits
        told = tr("{hits} of {n} right", hits=hits, n=len(question.right))
        return told + trn(" and {n} wrong", " and {n} wrong", slips) if slips else told
    if question.kind is Kind.ORDER:
        pairs = len(question.right) - 1
        return tr("{hits} of {n} pairs right", hits=int(answer.judged.share * pairs), n=pairs)
    return tr("{percent} % near", percent=int(answer.judged.share * 100))


def right_line(question: Question, answer: Answer) -> str:
    """The right answer, where tiles and rows do not say it: an order, a slip of the pen, a near number."""
    if question.kind is Kind.ORDER:
        return "" if answer.right else tr("Right: {answer}", answer=question.shown_answer)
    if question.kind not in (Kind.TEXT, Kind.NUMBER) or not answer.right:
        return ""
    same = answer.given and answer.given[0].casefold() == question.right[0].casefold()
    return "" if same else tr("Right: {answer}", answer=exact_line(question))


def exact_line(question: Question) -> str:
    """The right answer of a typed question, with the distance that still counts."""
    if question.kind is Kind.NUMBER and question.tolerance:
        return tr("{answer} (± {tolerance})", answer=question.shown_answer, tolerance=question.tolerance)
    return question.shown_answer


def _whole_answer(question: Question) -> str:
    if question.kind in (Kind.TEXT, Kind.NUMBER):
        return exact_line(question)
    if question.kind is Kind.MULTIPLE:
        return ", ".join(question.right)
    return label_of(question.kind, question.shown_answer)


def source_line(question: Question) -> str:
    """Where the answer can be looked up: the source by name, and the words of the article."""
    parts = []
    if question.source:
        parts.append(tr("Source: {source}", source=question.source))
    if question.evidence:
        parts.append(tr("“{evidence}”", evidence=question.evidence))
    return "   ".join(parts)


def label_of(kind: Kind, choice: str) -> str:
    """A choice as it stands on its tile."""
    if kind is Kind.TRUEFALSE:
        return tr("True") if choice == "true" else tr("False")
    return choice


def given_line(answer: Answer) -> str:
    """What the player gave, as one line."""
    kind = answer.question.kind
    if kind is Kind.ORDER:
        return " → ".join(answer.given)
    if kind is Kind.NUMBER:
        return f"{', '.join(answer.given)} {answer.question.unit}".strip()
    return ", ".join(label_of(kind, text) for text in answer.given)


def read_out(now: Open) -> str:
    """A question as a screen reader says it: prompt first, then its choices with their keys."""
    kind = now.question.kind
    lines = [now.question.prompt, *media_lines(now.question)]
    how = {
        Kind.MULTIPLE: tr("Several may be right."),
        Kind.TEXT: tr("Type the answer."),
        Kind.NUMBER: tr("Type a number, in {unit}.", unit=now.question.unit)
        if now.question.unit
        else tr("Type a number."),
        Kind.ORDER: tr("Put these in order."),
    }.get(kind)
    if how:
        lines.append(how)
    gone = set(now.removed)
    lines += [
        tr("{n}: {text}", n=n + 1, text=label_of(kind, choice)) + "."
        for n, choice in enumerate(now.choices)
        if choice not in gone
    ]
    return " ".join(lines)


def media_lines(question: Question) -> list[str]:
    """What a question shows and plays besides its words, for those who do not see or hear it."""
    media, lines = question.media, []
    if media.image and media.image_alt:
        lines.append(tr("Picture: {alt}.", alt=media.image_alt.rstrip(". ")))
    elif media.image:
        lines.append(tr("A picture without a description."))
    if media.audio:
        lines.append(tr("A sound: Control and R plays it again."))
    return lines


def eyebrow(title: str, position: int, state: Round) -> str:
    """``METALLIC ROUGE   6 / 10``; where a round has no fixed length, only the question's number."""
    place = str(position + 1) if state.rules.endless else f"{position + 1} / {state.count}"
    mode = {
        Mode.SPRINT: tr("Sprint"),
        Mode.SURVIVAL: tr("Survival"),
        Mode.PRACTICE: tr("Practice"),
        Mode.DAILY: tr("Daily"),
        Mode.MISSES: tr("Misses"),
    }.get(state.rules.mode, "")
    return "   ".join(part for part in (title.upper(), mode.upper(), place) if part)


def outcome_line(state: Round) -> str:
    """How the round ended, in three words or so."""
    match state.outcome:
        case Outcome.TIME_UP:
            return tr("Time is up")
        case Outcome.OUT_OF_LIVES:
            return tr("Out of lives")
    return tr("Round complete")
