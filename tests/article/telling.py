"""What the patterns find in plain sentences, in the shapes that the tables of tests compare."""

from __future__ import annotations

from quiz.article.understand import understand
from quiz.core.facts import Fact

Told = set[tuple[str, str, str]]
HEAD = "Anna Berglund was a Swedish chemist. "
"""A name at the head of a text, so that it has a subject."""


def facts(text: str, relation: str = "") -> list[Fact]:
    """The facts of a text, or those of one relation."""
    return [fact for fact in understand(text).facts if relation in ("", fact.relation)]


def told(text: str) -> Told:
    """Relation, subject and each object."""
    return {(fact.relation, fact.subject, one) for fact in facts(text) for one in fact.objects}


def pairs(text: str, relation: str) -> set[tuple[str, str]]:
    """Subject and all objects of each fact of a relation."""
    return {(fact.subject, "; ".join(fact.objects)) for fact in facts(text, relation)}


def relations(text: str) -> set[str]:
    """The relations that a text has."""
    return {fact.relation for fact in facts(text)}
