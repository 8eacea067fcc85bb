"""Answers that are typed: which are short and sure enough for it, and what else is right then."""

from __future__ import annotations

import re

from quiz.article.naming import Naming
from quiz.article.relations import Relation
from quiz.article.stems import tells
from quiz.core.facts import Fact
from quiz.core.folding import fold

_TYPED = frozenset(
    {"person", "character", "place", "work", "name", "studio", "service", "magazine", "artist", "song"}
)


# What may have several right answers that no article lists: a typed one could be refused though it is right.
_MANY = frozenset(
    {
        *("appeared_in", "wrote", "directed", "created", "earlier_work", "earlier_series", "known_for"),
        *("team_worked_on", "colleague", "friend", "student", "teacher", "mentor", "employer", "boss"),
        *("residence", "moved_to", "cast_member", "award", "nomination", "member_of", "school", "partners"),
        *("streaming_service", "distributor", "licensor", "product", "subsidiary", "acquired", "author_read"),
    }
)


def _is_first_name(key: str, relation: Relation) -> bool:
    """Whether a key is a first name alone, for which the whole name would be as right."""
    return " " not in key and relation.category == "Life"


_LEGAL_FORM = re.compile(r",? (?:Company|Corporation|Corp|Co|Inc|Ltd|Limited|GmbH|LLC)\.?$")


def may_be(fact: Fact, relation: Relation) -> bool:
    """Whether an answer can be typed: a name of three words at most, to which nothing else comes near."""
    key = fact.objects[0]
    if len(key.split()) > 3 or not key[:1].isupper():
        return False
    if not relation.ask.startswith("typed") and _has_many_answers(relation):
        return False
    return not (relation.object == "person" and not relation.gender and _is_first_name(key, relation))


def is_half_told(prompt: str, key: str) -> bool:
    """Whether a stem has a word of what is to be typed: Suzume Iwato is half told by a film of that name."""
    words = _LEGAL_FORM.sub("", key).split()
    return any(len(word) > 2 and tells(prompt, word) for word in words)


def other_forms(fact: Fact, relation: Relation, naming: Naming) -> list[str]:
    """What else is right when typed: aliases, a surname, the place in which a place lies."""
    key = fact.objects[0]
    entity = naming.entity(key)
    forms = list(entity.aliases) if entity is not None else []
    person = relation.object in ("person", "character") or "person" in naming.kinds(key, fact.object_type)
    if person and " " in key:
        forms.append(key.split()[-1])
    if (short := _LEGAL_FORM.sub("", key)) != key:
        forms.append(short)
    around = _lies_in(key, fact.evidence.text) if relation.object == "place" else ""
    if around and (whole := naming.entity(around)) is not None and whole.kind == "place":
        forms += [around, f"{key}, {around}"]
    unique = {fold(form): form for form in forms if fold(form) != fold(key) and len(form) > 2}
    return list(unique.values())


def _has_many_answers(relation: Relation) -> bool:
    """Whether what is typed could be right though it is refused."""
    return relation.object not in _TYPED or relation.attributed or relation.name in _MANY


def _lies_in(key: str, passage: str) -> str:
    """The place that a passage names after another one, as where that lies.

    >>> _lies_in("Hyde Park", "took place in Hyde Park, London, from 1 May")
    'London'
    """
    found = re.search(rf"{re.escape(key)}, ([A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,2}})(?=[,.;)]|$)", passage)
    return found[1] if found else ""
