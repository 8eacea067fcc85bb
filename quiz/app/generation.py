"""Questions out of an article: the document that the command prints, and the pack that it writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from quiz.article.generate import Generated, generate
from quiz.article.readers import read
from quiz.core.facts import Evidence
from quiz.core.questions import Pack, PackHead
from quiz.core.slugs import pack_id
from quiz.packs.writer import replaced, write_pack
from quiz.words import tr, trn

Progress = Callable[[int, int], None]
_SHORT = 70


def generated(
    source: str | Path, *, seed: int = 0, stdin: BinaryIO | None = None, progress: Progress | None = None
) -> Generated:
    """Read an article and make its drafts; raises :class:`~quiz.words.Refused` for what cannot be read."""
    return generate(read(source, stdin=stdin), seed=seed, progress=progress)


def pack_of(made: Generated, *, seed: int = 0) -> Pack:
    """The drafts as a pack; its id is the title's slug and six letters out of text and seed."""
    title = title_of(made)
    head = PackHead(
        id=pack_id(title, f"{made.text.sha256}\n{seed}", "article"),
        title=title,
        language=made.reading.language,
        source=made.text.source if made.text.kind == "html" and "://" in made.text.source else "",
        description=tr("Drafts made from an article; read them before you play."),
        text_sha256=made.text.sha256,
    )
    return Pack(head, tuple(draft.question for draft in made.drafts))


def title_of(made: Generated) -> str:
    """What the article calls itself, else what it is about, else a plain word."""
    return made.text.title or made.reading.title or tr("Untitled article")


def write_drafts(made: Generated, path: Path, *, seed: int = 0) -> None:
    """Write the drafts as a pack file; raises :class:`~quiz.words.Refused` when it cannot be written."""
    write_pack(pack_of(made, seed=seed), path)


def write_text(made: Generated, path: Path) -> None:
    """Write the text that offsets count in; raises :class:`~quiz.words.Refused` when it cannot be written."""
    with replaced(path) as file:
        file.write(made.text.content.encode("utf-8"))


def as_json(made: Generated) -> dict[str, Any]:
    """The document of ``quiz generate --json``."""
    reading = made.reading
    return {
        "title": title_of(made),
        "language": reading.language,
        "words": reading.words,
        "text_sha256": made.text.sha256,
        "note": made.note or None,
        "facts": [
            {
                "relation": fact.relation,
                "subject": fact.subject,
                "objects": list(fact.objects),
                "evidence": _evidence(fact.evidence),
                "confidence": fact.confidence,
                **({"qualifier": fact.qualifier} if fact.qualifier else {}),
                **({"context": fact.context} if fact.context else {}),
                **({"hedged": True} if fact.hedged else {}),
                **({"opinion": True} if fact.opinion else {}),
            }
            for fact in reading.facts
        ],
        "contradictions": [
            {
                "relation": one.relation,
                "subject": one.subject,
                "sides": [
                    {"object": side.object, "evidence": _evidence(side.evidence)} for side in one.sides
                ],
            }
            for one in reading.contradictions
        ],
        "left_out": [{"reason": one.reason, "evidence": _evidence(one.evidence)} for one in made.left_out],
        "questions": [
            {
                "id": draft.question.id,
                "kind": draft.question.kind.value,
                "prompt": draft.question.prompt,
                "answer": list(draft.question.right),
                "wrong": list(draft.question.wrong),
                "explanation": draft.question.explanation,
                "difficulty": draft.question.difficulty.value,
                "category": draft.question.category,
                "relation": draft.question.relation,
                "evidence": _evidence(draft.fact.evidence),
                "confidence": draft.confidence,
            }
            for draft in made.drafts
        ],
    }


def unread(why: str) -> dict[str, Any]:
    """The document for an article that could not be read."""
    return {
        "title": None,
        "language": None,
        "words": 0,
        "text_sha256": None,
        "note": None,
        "facts": [],
        "contradictions": [],
        "left_out": [],
        "questions": [],
        "error": why,
    }


def summary(made: Generated, written: Path | None = None, *, seed: int = 0) -> list[str]:
    """What came out, for a person: counts, contradictions, why the rest was left out, and the questions."""
    reading = made.reading
    lines = [
        tr(
            "{title}: {words}, {facts}, {questions}",
            title=title_of(made),
            words=trn("{n} word", "{n} words", reading.words),
            facts=trn("{n} fact", "{n} facts", len(reading.facts)),
            questions=trn("{n} question", "{n} questions", len(made.drafts)),
        )
    ]
    if made.note:
        lines.append(made.note[:1].upper() + made.note[1:] + ".")
    for one in reading.contradictions:
        sides = " / ".join(f"{side.object} (“{_short(side.evidence.text)}”)" for side in one.sides)
        lines.append(
            tr("The article contradicts itself, so look at this before you play: {sides}", sides=sides)
        )
    reasons = Counter(one.reason for one in made.left_out)
    lines += [tr("Left out, {reason}: {n}", reason=reason, n=n) for reason, n in reasons.most_common()]
    lines += [
        f"  {draft.confidence:.2f}  {draft.question.prompt}  {draft.question.shown_answer}"
        for draft in made.drafts
    ]
    if written is not None:
        slug = pack_of(made, seed=seed).head.id
        lines.append(tr("Written to {path}. Read it, then:", path=written))
        lines.append(tr("  quiz packs import {path}", path=written))
        lines.append(tr("  quiz play --pack {slug}", slug=slug))
    return lines


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"text": evidence.text, "start": evidence.start, "end": evidence.end}


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else flat[: _SHORT - 1].rstrip() + "…"
