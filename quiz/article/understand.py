"""From a text to a :class:`~quiz.core.facts.Reading`: what it says, and what of that can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quiz.article import knowledge as shipped
from quiz.article.clause_reader import ClauseReader, unsaid
from quiz.article.conflicts import conflicts
from quiz.article.extract import Extractor
from quiz.article.focus import Focus
from quiz.article.identity import Identity
from quiz.article.interviews import interviewed
from quiz.article.knowledge import Knowledge
from quiz.article.lexicon import lexicon
from quiz.article.mentions import Finder
from quiz.article.merging import merged
from quiz.article.patterns import patterns
from quiz.article.relations import load as load_relations
from quiz.article.shadow import Caster
from quiz.article.text import Sentence, sentences
from quiz.core.facts import Fact, Reading
from quiz.core.folding import fold

Progress = Callable[[int, int], None]
_LONGEST_TITLE = 90


def understand(
    content: str, title: str = "", *, progress: Progress | None = None, knowledge: Knowledge | None = None
) -> Reading:
    """The facts of a text. ``progress`` is told after each sentence how many of how many are read."""
    known = knowledge or shipped.load()
    words = lexicon()
    found = sentences(content)
    finder = Finder(known, words, found)
    mentions = [finder.mentions(n, sentence) for n, sentence in enumerate(found)]
    identity = Identity(content, found, mentions, known, words, title)
    caster = Caster(content, words)
    relations = load_relations()
    speaker, spoken = interviewed(found, identity)
    shadows = [
        caster.shadow(sentence, row, spoken=n in spoken)
        for n, (sentence, row) in enumerate(zip(found, mentions, strict=True))
    ]
    focus = Focus(identity, shadows)
    extractor = Extractor(content, identity, focus, patterns(), relations)
    reader = ClauseReader(content, identity, focus)
    clauses: list[Fact] = []

    def read() -> Iterator[Fact]:
        for n, (shadow, row) in enumerate(zip(shadows, mentions, strict=True)):
            extractor.context.speaker = speaker if n in spoken else ""
            yield from extractor.facts(shadow, row)
            if "i" not in shadow.present:
                clauses.extend(reader.facts(shadow))
            if progress:
                progress(n + 1, len(shadows))

    facts = merged(read(), content)
    facts += unsaid(facts, clauses)
    entities = identity.entities()
    return Reading(
        content=content,
        title=title or _title(found, identity.subject),
        language="en",
        words=len(content.split()),
        subject=identity.subject,
        subject_kind=identity.sub(identity.subject) or identity.subject_kind,
        facts=tuple(facts),
        entities=entities,
        contradictions=tuple(conflicts(facts, entities, relations, content)),
        left_out=tuple(extractor.left_out),
    )


def _title(found: list[Sentence], subject: str) -> str:
    """What an article without a title is called: its subject, or its headline where that names another."""
    first = found[0].text.strip() if found and found[0].heading else ""
    return first if first and len(first) <= _LONGEST_TITLE and fold(subject) not in fold(first) else subject
