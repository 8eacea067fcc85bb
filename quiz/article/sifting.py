"""Which facts may be asked: each once, none that is doubtful, out of place or too vague."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quiz.article.fitness import Fitness
from quiz.article.naming import Naming, may_be_a_person
from quiz.article.relations import Relation, Relations
from quiz.article.truths import Truths
from quiz.article.values import years
from quiz.core.facts import Fact, LeftOut, Reading
from quiz.core.folding import fold
from quiz.words import tr

LEAST_CONFIDENCE = 0.45
"""A fact that the reading is less sure of is not asked."""

ACTS = frozenset(
    {
        *("who_did", "org_did", "what_was", "when_did", "where_did", "how_many"),
        *("act_year", "act_date", "act_place"),
    }
)
"""Relations that take a clause apart: who did it, when and where are one fact, and asked once."""

_TIMES = frozenset({"act_year", "act_date", "when_did"})
_LEAST_WORDS = 4
_FAR = 600


class Sieve:
    """Hands out the facts of a reading, the weightiest first; what it keeps back is in ``left``."""

    def __init__(self, reading: Reading, truths: Truths, relations: Relations) -> None:
        self._reading = reading
        self._truths = truths
        self._relations = relations
        self._naming = Naming(reading)
        self._fitness = Fitness(reading, truths, self._naming)
        self._acts: dict[int, list[Fact]] = {}
        self._timed: list[Fact] = []
        self._done: list[Fact] = []
        self.left: list[LeftOut] = []

    def asked(self, fact: Fact) -> None:
        """Take note that a question came of a fact, so that its like is not asked again."""
        if fact.relation in ACTS:
            self._acts.setdefault(fact.evidence.start, []).append(fact)
        if fact.relation in _TIMES:
            self._timed.append(fact)
        self._done.append(fact)

    def askable(self) -> Iterator[tuple[Fact, Relation]]:
        """The facts that may be asked, with their relations."""
        whole = _gathered(self._reading.facts, self._relations, self._naming, self._truths)
        facts = [self._fitness.fitted(fact) for fact in whole]
        values: dict[_Slot, set[str]] = {}
        for fact in facts:
            values.setdefault(_slot(fact), set()).update(map(fold, fact.objects))
        undated = _undated(facts)
        said: set[tuple[str, str, str]] = set()
        for fact in sorted(facts, key=lambda one: _weight(one, self._relations)):
            relation = self._relations.get(fact.relation)
            reason = _reason(fact, relation, self._truths, len(values[_slot(fact)]))
            reason = reason or _misfit(fact, relation, self._naming) or self._fitness.unfit(fact, relation)
            reason = reason or self._repeats(fact, relation, said)
            if not reason and id(fact) in undated:
                reason = tr("the article gives several values for what can have one")
            if reason or relation is None:
                self.left.append(LeftOut(reason, fact.evidence))
                continue
            said.update((relation.name, _asked_of(fact), fold(one)) for one in fact.objects)
            yield fact, relation

    def _repeats(self, fact: Fact, relation: Relation | None, said: set[tuple[str, str, str]]) -> str:
        """Whether another question asks nearly this: of two that say the same the weightier one is asked."""
        names = self._relations.compatible(relation) if relation is not None else ()
        same = {(name, _asked_of(fact), fold(one)) for name in names for one in fact.objects}
        before = self._acts.get(fact.evidence.start, ()) if fact.relation in ACTS else ()
        if said & same or any(_answer_each_other(fact, other) for other in before):
            return tr("another question asks nearly the same")
        if any(
            _says_again(fact, other) or _says_again(other, fact) or _counts_again(fact, other)
            for other in self._done
        ):
            return tr("another question asks nearly the same")
        if relation is not None and relation.functional and self._is_of_one(fact):
            return tr("another question asks nearly the same")
        if fact.relation in _TIMES and self._is_timed(fact):
            return tr("another question asks nearly the same")
        return ""

    def _is_of_one(self, fact: Fact) -> bool:
        """Whether the same was asked of a thing by a longer or shorter name."""
        return any(
            (other.relation, other.objects) == (fact.relation, fact.objects)
            and not fact.context
            and self._truths.same(other.subject, fact.subject)
            for other in self._done
            if not other.stem and not fact.stem
        )

    def _is_timed(self, fact: Fact) -> bool:
        """Whether a deed of the same sentence, or of the same day in the same paragraph, was asked."""
        return any(
            (fold(other.objects[0]) == fold(fact.objects[0]) and "\n" not in between) or ". " not in between
            for other, between in ((one, self._between(one, fact)) for one in self._timed)
        )

    def _between(self, one: Fact, other: Fact) -> str:
        """What stands between the beginnings of two facts; a break where they are far apart."""
        start, end = sorted((one.evidence.start, other.evidence.start))
        return self._reading.content[start:end] if end - start < _FAR else ". \n"


def _answer_each_other(one: Fact, other: Fact) -> bool:
    """Whether two pieces of one clause are one fact: the key of either stands in what the other asks."""
    first, second = _wording(one), _wording(other)
    return any(f" {fold(key)} " in second for key in one.objects) or any(
        f" {fold(key)} " in first for key in other.objects
    )


def _apart(one: Fact, other: Fact) -> bool:
    """Whether two facts stand in different pieces of the article."""
    return one.evidence.end <= other.evidence.start or other.evidence.end <= one.evidence.start


def _counts_again(one: Fact, other: Fact) -> bool:
    """Whether two facts of one passage hold the same number of the same things."""
    first, second = one.objects[0].split(), other.objects[0].split()
    return (
        one.relation != other.relation
        and {"how_many", "lunar_material", "count", "measure"} >= {one.relation, other.relation}
        and first[0][:1].isdigit()
        and first[0] == second[0]
        and not _apart(one, other)
    )


def _says_again(act: Fact, other: Fact) -> bool:
    """Whether a deed tells what another relation of the same passage has: who succeeded or founded what."""
    if act.relation not in ACTS or other.relation in ACTS or len(other.objects) > 1 or _apart(act, other):
        return False
    told, key = _wording(act), fold(act.objects[0])
    one, two = fold(other.subject), fold(other.objects[0])
    return (key == one and f" {two} " in told) or (key == two and f" {one} " in told)


def _wording(fact: Fact) -> str:
    return f" {fold(fact.stem or ' '.join((fact.subject, fact.context, fact.qualifier)))} "


def _asked_of(fact: Fact) -> str:
    # Whoever wrote the book wrote what the film is based on.
    return "" if fact.relation in ("author", "original_author") else fold(fact.stem or fact.subject)


_DATES = frozenset({"year", "release_date", "premiere_date", "publication_date", "theatrical_date"})


def _undated(facts: Iterable[Fact]) -> set[int]:
    """Facts that date a work while others date it otherwise: those of a year alone, and unsure ones."""
    found: set[int] = set()
    dated: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.relation in _DATES:
            dated.setdefault(fold(fact.subject), []).append(fact)
    for held in dated.values():
        named = {year for fact in held for year in years(fact.objects[0])}
        if len(named) > 1:
            found.update(id(fact) for fact in held if fact.relation == "year" or fact.confidence < _SURE)
    return found


_SURE = 0.8
_Slot = tuple[str, str, str, str]


def _slot(fact: Fact) -> _Slot:
    return (fact.relation, fold(fact.subject), fold(fact.context), fold(fact.stem or fact.qualifier))


def _weight(fact: Fact, known: Relations) -> tuple[float, int]:
    """Weightier facts come first, so that of two that say nearly the same the better one is asked."""
    relation = known.get(fact.relation)
    weight = (relation.importance if relation else 0) + fact.confidence + len(fact.objects)
    weight += 0.3 if relation is not None and relation.closed and fact.relation not in ACTS else 0
    # Who did it is worth more than when, if enough is said of what was done.
    weight += (
        0.3 if fact.relation in ("who_did", "what_was") and len(fact.subject.split()) > _LEAST_WORDS else 0
    )
    return (-weight, fact.evidence.start)


def _gathered(facts: Iterable[Fact], known: Relations, naming: Naming, truths: Truths) -> Iterator[Fact]:
    """What one piece of the article gives as a set, as one fact; whatever is said twice, once."""
    sets: dict[tuple[_Slot, int, int], Fact] = {}
    for fact in (_plain(fact, naming, truths) for fact in facts):
        relation = known.get(fact.relation)
        place = (_slot(fact), fact.evidence.start, fact.evidence.end)
        held = sets.get(place)
        if held is None or relation is None or relation.functional or not relation.many:
            sets[place if held is None else (_slot(fact), fact.evidence.start, -len(sets))] = fact
            continue
        objects = dict.fromkeys((*held.objects, *fact.objects))
        sets[place] = replace(held, objects=tuple(objects), confidence=min(held.confidence, fact.confidence))
    yield from sets.values()


def _misfit(fact: Fact, relation: Relation | None, naming: Naming) -> str:
    """Why the subject or the object cannot stand where it stands; empty when both fit or nothing is known."""
    if relation is None:
        return ""
    kinds = {
        "person" if kind == "character" else kind for kind in naming.kinds(fact.subject, fact.subject_type)
    }
    about = {"person" if kind == "character" else kind for kind in relation.about}
    sorts = kinds & _SORTS
    if about and sorts and about <= _SORTS | {"magazine"} and not sorts & about and not kinds & about:
        return tr("the subject is of a kind that this cannot be said of")
    if (
        relation.about == ("work",)
        and not naming.is_about_works
        and not naming.is_work(fact.subject, fact.subject_type)
    ):
        return tr("the subject is of a kind that this cannot be said of")
    if relation.object == "person" and (relation.role or relation.gender or relation.category == "Cast"):
        entity = naming.entity(fact.objects[0], fact.object_type)
        others = entity is not None and entity.kind in ("org", "place", "work")
        if others or not all(map(may_be_a_person, fact.objects)):
            return tr("a person is asked for, and this is none")
    return ""


_SORTS = frozenset(
    {"person", "work", "org", "place", "film", "game", "anime", "novel", "manga", "book", "song"}
)
_VAGUE = re.compile(
    r"\b(?:unspecified|unknown|various|several|unnamed|undisclosed|certain|other)\b", re.IGNORECASE
)
_PRAISE = re.compile(
    r"^(?:(?:an? )?(?:prominent|renowned|famous|famed|legendary|acclaimed|veteran|notable|noted|popular|"
    r"celebrated|well-known|leading|influential|talented|award-winning|brilliant|gifted|so-called)[, ]+)+"
)


def _plain(fact: Fact, naming: Naming, truths: Truths) -> Fact:
    """A fact as it is asked: no praise or nation before a profession, and a character with its work."""
    objects = tuple(_PRAISE.sub("", one) for one in fact.objects)
    if fact.relation in ("profession", "job"):
        objects = tuple(map(truths.without_nation, objects))
    context = fact.context
    if not context and naming.is_about_works and naming.is_character(fact.subject):
        context = naming.whole
    return replace(fact, objects=objects, context=context)


def _reason(fact: Fact, relation: Relation | None, truths: Truths, values: int) -> str:
    """Why a fact is not asked; empty when it may be."""
    if relation is None:
        return tr("no question is known for {relation}", relation=fact.relation)
    if any((fact.relation, fold(fact.subject), fold(one)) in truths.disputed for one in fact.objects):
        return tr("the article says two different things here")
    if relation.functional and values > 1:
        return tr("the article gives several values for what can have one")
    if relation.object == "profession" and truths.is_role(fact.subject, fact.objects[0]):
        return tr("another question asks nearly the same")
    if fact.opinion and not relation.attributed:
        return tr("it is a judgement, not a fact")
    if (
        fact.relation in ACTS
        and not fact.stem
        and not fact.context
        and len(fact.subject.split()) < _LEAST_WORDS
    ):
        return tr("too little is said of what was done")
    if any(_VAGUE.search(one) for one in fact.objects):
        return tr("what would be asked for is too vague")
    if fact.confidence < LEAST_CONFIDENCE:
        return tr("the reading is not sure enough of it")
    return ""
