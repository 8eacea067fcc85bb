"""Questions and facts of one article, to read and to judge."""

from __future__ import annotations

from tests.quality.matching import Asked, Text, overlap
from tests.quality.running import Run
from tests.quality.verdicts import Verdict, judged, key, place, read, wrong


def questions(run: Run, *, only_new: bool = False) -> None:
    """Every question with its choices, the right one marked, its evidence, and its verdict.

    Of one without a verdict, a line to fill in: what stands after ``#`` is to read, and must not be kept.
    """
    known = read(place(run.article))
    left = 0
    for item in run.asked:
        verdict = judged(item.question, known)
        if verdict and only_new:
            continue
        left += verdict is None
        _question(item)
        if verdict:
            print(f"{'# ' if only_new else ''}{verdict.line}")
        else:
            _template(item, known)
        print()
    made = {key(item.question) for item in run.asked}
    outrun = len(set(known) - made)
    made_and_left = f"{len(run.asked)} questions, {left} without a verdict"
    print(f"# {run.article.name}: {made_and_left}, {outrun} verdicts outrun")


def _question(item: Asked) -> None:
    question = item.question
    labels = (question.kind, question.difficulty, question.category, question.relation)
    print(f"# {question.prompt}   [{', '.join(labels)}]")
    for text in question.right:
        print(f"#   * {text}{' ' + question.unit if question.unit else ''}")
    for text in question.wrong:
        print(f"#     {text}")
    if question.explanation:
        print(f"#   > {question.explanation}")
    print(f"#   “{' '.join(question.evidence.split())}”")


def _template(item: Asked, known: dict[str, Verdict]) -> None:
    stale = known.get(key(item.question))
    if stale:
        marks = "".join("y" if mark else "n" for mark in stale.marks)
        print(f"# with other wrong choices: {marks}{' fatal' if stale.fatal else ''} {stale.why}".rstrip())
    print("\t".join((key(item.question), wrong(item.question), "???????", "?", "")))


def missed(run: Run) -> None:
    """The key facts that were not found, and those that were found and not asked."""
    recall = run.recall
    for fact, found, asked in zip(recall.key, recall.found, recall.asked, strict=True):
        if asked and found:
            continue
        state = "not asked" if found else "NOT FOUND" if not asked else "asked, not found"
        closed = "" if fact.closed else " (open)"
        told = (f"{fact.relation}{closed}", fact.subject, "; ".join(fact.objects), fact.evidence)
        print(f"{state:10} {' | '.join(told)}")


def facts(run: Run) -> None:
    """The facts that were found, and which key facts stand in the same piece of the text."""
    text = Text(run.content)
    spans = [(one, text.spans(one.evidence)) for one in run.article.key]
    for fact in run.generated.reading.facts:
        near = [one.relation for one, at in spans if overlap(at, fact.evidence.start, fact.evidence.end)]
        signs = "".join((" hedged" if fact.hedged else "", " opinion" if fact.opinion else ""))
        print(
            f"{fact.confidence:.2f} {fact.relation} | {fact.subject} | {'; '.join(fact.objects)} |"
            f" {fact.context} | {fact.qualifier}{signs}   ({', '.join(near) or 'the key has nothing here'})"
        )
    for side in run.generated.reading.contradictions:
        print(f"contradiction: {side.relation} | {side.subject} | {[one.object for one in side.sides]}")
