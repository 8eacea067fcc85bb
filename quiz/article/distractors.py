"""Wrong answers of the right one's make: from the article, then from the knowledge, then made; never true."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.article.alike import NEAR, PERSONS, Alike
from quiz.article.knowledge import Knowledge
from quiz.article.likeness import Likeness, share_a_rare_word
from quiz.article.made import variants
from quiz.article.naming import Naming, may_be_a_person, spaced
from quiz.article.relations import Relation, Relations
from quiz.article.stems import tells
from quiz.article.tense import all_years
from quiz.article.truths import Truths
from quiz.article.values import years
from quiz.article.wording import nearest_in_shape, styled
from quiz.core.drawing import Dice
from quiz.core.facts import Entity, Fact, Reading
from quiz.core.folding import fold
from quiz.core.scoring import parse_number

MADE = frozenset(
    {
        *("date", "year", "period", "decade", "ordinal", "count", "number", "percent", "score"),
        *("sum", "money", "duration", "measure", "address"),
    }
)
"""Types whose wrong values are made."""

# Nouns of which the knowledge has whole sorts that exclude each other; near genres do not.
_FILED = frozenset({"profession", "term"})
_PLACES = frozenset({"place", "country", "city"})
_NOUNS = frozenset(
    {"phrase", "profession", "genre", "medium", "rank", "title", "term", "language", "nationality"}
)
# Slots that hold things of several kinds, so that the fact's own type decides.
_OPEN = frozenset({"person", "character", "work", "org", "place", "event", "term", "platform"})
_FAR_OFF = 9999
_OF_TODAY = 2015
# So many facts and things about a fact are looked at.
_MOST = 80


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer; ``closeness`` (0 to 1) says how easily it is taken for the right one.

    A ``stranger`` is known to the world where the right one is not, and of another circle for all one knows.
    """

    text: str
    closeness: float
    stranger: bool = False


class Distractors:
    """Finds wrong answers for one article's facts."""

    def __init__(
        self, reading: Reading, knowledge: Knowledge, relations: Relations, truths: Truths, naming: Naming
    ) -> None:
        self._reading = reading
        self._likeness = Likeness(reading, knowledge, naming)
        self._alike = Alike(reading, knowledge, truths, naming, self._likeness)
        self._relations = relations
        self._truths = truths
        self._naming = naming
        self._is_story = naming.is_about_works
        self._latest = max(all_years(reading.content), default=_FAR_OFF)
        self._held: dict[str, list[tuple[str, Fact]]] = {}
        for fact in reading.facts:
            relation = relations.get(fact.relation)
            if relation is not None and not fact.opinion:
                kind = self.kind(fact, relation)
                for one in fact.objects:
                    self._held.setdefault(kind, []).append((one, fact))
        for held in self._held.values():
            held.sort(key=_place)
        self._subjects = sorted(((fact.subject, fact) for fact in reading.facts), key=_place)
        self._entities: dict[str, list[Entity]] = {}
        for entity in reading.entities:
            if not entity.aside and not naming.is_character(entity.name):
                self._entities.setdefault(entity.kind, []).append(entity)

    def kind(self, fact: Fact, relation: Relation) -> str:
        """The type of a fact's objects, the broad one for people and places."""
        kind = relation.object
        if kind in _OPEN or kind == "phrase":
            name = fact.objects[0]
            if (kind == "character" and self._is_story) or self._naming.is_character(name):
                return "character"
            entity = self._naming.entity(name, fact.object_type)
            given = (entity.kind if entity is not None else "", spaced(fact.object_type))
            kind = next((one for one in given if one in _OPEN or one in _PLACES), kind)
        return _broad(kind)

    def of(self, fact: Fact, relation: Relation, key: str, prompt: str, dice: Dice) -> list[Wrong]:
        """Up to eight wrong answers to ``prompt``, the closest first; none is true as far as is known."""
        kind = self.kind(fact, relation)
        right = self._truths.right(fact, relation)
        found: list[Wrong] = []
        for one in self._offers(fact, relation, key, kind, dice):
            if len(found) == 8:
                break
            if not self._is_safe(one.text, key, right, relation) or tells(prompt, one.text):
                continue
            if not self._fits(one.text, fact, relation, key, kind):
                continue
            # Nobody doubts between a queen and a clerk.
            if relation.ask == "typed when known" and self._alike.knows(one.text, kind):
                continue
            if any(self._are_one(one.text, other.text, relation, kind) for other in found):
                continue
            found.append(one)
        return found

    def _fits(self, text: str, fact: Fact, relation: Relation, key: str, kind: str) -> bool:
        """Whether nothing in the look of a wrong answer sets it apart, and nothing in it may be true."""
        if relation.object == "profession" and kind != "character":
            return self._likeness.is_far_trade(text, fact)
        by_name = relation.category == "Cast" or relation.name == "translator" or "dub" in fact.qualifier
        if kind in ("person", "artist") and by_name:
            return self._likeness.is_japanese(text) == self._likeness.is_japanese(key)
        if kind == "place":
            one, other = self._likeness.grain(text), self._likeness.grain(key)
            return one == other or (not (one and other) and "site" not in (one, other))
        if kind in ("org", "company", "publisher", "studio") and not relation.wrong:
            return not share_a_rare_word(text, key)
        return True

    def _are_one(self, one: str, other: str, relation: Relation, kind: str) -> bool:
        """Whether two wrong answers are the same, or so near that both or neither would be right."""
        if self._truths.same(one, other):
            return True
        if relation.object == "profession":
            return self._likeness.same_field(one, other)
        return kind in ("org", "company") and not relation.wrong and share_a_rare_word(one, other)

    def subjects(self, fact: Fact, relation: Relation, key: str, dice: Dice) -> list[Wrong]:
        """Wrong answers to a turned question: other subjects of the same relation in the same whole."""
        right = self._truths.right_subjects(fact, relation, key)
        found: list[str] = []
        for other in dice.shuffled(self._reading.facts):
            fits = other.relation == fact.relation and fold(other.context) == fold(fact.context)
            if fits and fold(other.subject) not in right and fold(other.subject) not in map(fold, found):
                found.append(other.subject)
        return [Wrong(name, 0.9) for name in found[:8]]

    def given_names(self, fact: Fact, relation: Relation, dice: Dice) -> list[Wrong]:
        """First names of other people in the article, of the gender that the relation shows."""
        kin = {name.split()[0] for one in self._reading.facts for name in one.objects if self._is_kin(one)}
        kin |= {fact.subject.split()[0], fact.objects[0].split()[0]}
        found: list[str] = []
        for entity in dice.shuffled(self._entities.get("person", ())[:_MOST]):
            given = entity.name.split()[0]
            fits = " " in entity.name and self._alike.gender(given, relation) == relation.gender
            if fits and given not in kin and given not in found:
                found.append(given)
        return [Wrong(name, 0.6) for name in found[:8]]

    def _is_kin(self, fact: Fact) -> bool:
        relation = self._relations.get(fact.relation)
        return relation is not None and bool(relation.gender)

    def _is_safe(self, text: str, key: str, right: frozenset[str], relation: Relation) -> bool:
        if not self._truths.names(text).isdisjoint(right):
            return False
        if relation.object in MADE:
            return fold(text) != fold(key)
        return not self._truths.same(text, key) and not self._truths.does(text, relation.role)

    def _offers(self, fact: Fact, relation: Relation, key: str, kind: str, dice: Dice) -> Iterator[Wrong]:
        if kind in MADE:
            yield from self._made(fact, relation, key, dice)
            return
        if relation.object == "award":
            yield from self._prizes(fact, key, dice)
            return
        listed = any(fold(key) == fold(one) for group in relation.wrong for one in group)
        # Where the trades of a story are odd, those of life would stand out.
        listed = listed or (relation.object == "profession" and kind != "character" and not fact.context)
        if relation.object in _FILED and not listed:
            yield from (Wrong(styled(term, key), 0.6) for term in self._alike.terms(key, dice))
        if relation.wrong:
            yield from self._usual(fact, relation, key, dice)
        # In a biography anybody may have employed whom it is about, at some time.
        ever = relation.name in ("employer", "boss") and kind == "person" and not fact.qualifier
        if not relation.outside and not ever:
            yield from self._from_article(fact, relation, key, kind, dice)
        if kind in _NOUNS:
            yield from (Wrong(styled(term, key), 0.6) for term in self._alike.terms(key, dice))
        known = self._alike.knows(key, kind)
        stranger = not known and self._is_of_no_circle(key, kind, relation)
        for name in self._alike.names(fact, relation, key, kind, dice):
            yield Wrong(name, 0.7 if known else 0.5, stranger)

    def _is_of_no_circle(self, key: str, kind: str, relation: Relation) -> bool:
        """Whether names out of the knowledge would be far from what an unknown name stands for."""
        if kind == "person":
            return not self._likeness.is_japanese(key)
        if kind in ("org", "company"):
            return not relation.like or relation.name == "production_company"
        return kind == "work" and relation.name in ("last_work", "first_work", "debut_work", "known_for")

    # made -------------------------------------------------------------------------------------------

    def _made(self, fact: Fact, relation: Relation, key: str, dice: Dice) -> Iterator[Wrong]:
        start = fact.evidence.start
        near = f" {fold(self._reading.content[max(0, start - NEAR) : fact.evidence.end + NEAR])} "
        dated = relation.object in ("date", "year", "period", "decade")
        # What is still to come may come later too; of what is over the right year would be the last.
        latest = self._latest + (3 if relation.category == "Release" and self._latest >= _OF_TODAY else 1)
        for made in variants(key, relation.object, dice):
            if fact.stem.startswith("About ") and _is_nearly(made, key):
                continue
            if relation.object in ("sum", "money") and self._truths.in_article(made):
                continue  # the price of another edition
            # Another date of the same passage may be as true as the key; one to come gives itself away.
            if not dated or (f" {fold(made)} " not in near and max(years(made), default=0) <= latest):
                yield Wrong(made, 0.6)

    def _prizes(self, fact: Fact, key: str, dice: Dice) -> Iterator[Wrong]:
        """What others won by the same article: any prize out of the knowledge is of another sort or true."""
        mine = {
            fold(one) for held in self._reading.facts if held.subject == fact.subject for one in held.objects
        }
        others = (
            one
            for held in dice.shuffled(self._reading.facts)
            if held.relation == "award"
            for one in held.objects
            if fold(one) not in mine
        )
        for text in dict.fromkeys(others):
            yield Wrong(text, 0.9)

    # from lists -------------------------------------------------------------------------------------

    def _usual(self, fact: Fact, relation: Relation, key: str, dice: Dice) -> Iterator[Wrong]:
        """One of each group that the key does not belong to; the groups beside its own come first."""
        words = set(fold(key).split())
        near = [
            any(words <= set(fold(one).split()) or set(fold(one).split()) <= words for one in group)
            for group in relation.wrong
        ]
        at = near.index(True) if True in near else None
        last = fold(key).split()[-1:]
        groups = dice.shuffled([n for n, held in enumerate(near) if not held])
        if at is not None and relation.object != "profession":
            groups = sorted(groups, key=lambda n: abs(n - at) // 3)
        elif relation.object == "profession":
            groups.sort(key=lambda n: not self._likeness.meet(key, relation.wrong[n][0]))
        else:
            groups.sort(key=lambda n: all(fold(one).split()[-1:] != last for one in relation.wrong[n]))
        for n in groups:
            text = styled(nearest_in_shape(relation.wrong[n], key), key)
            # A name that the article has besides may well be right too; a common noun may stand anywhere.
            if text[:1].islower() or not self._truths.in_article(text):
                yield Wrong(text, 0.5)

    # from the article -------------------------------------------------------------------------------

    def _from_article(
        self, fact: Fact, relation: Relation, key: str, kind: str, dice: Dice
    ) -> Iterator[Wrong]:
        """What other facts of the article hold, the kin relations first."""
        compatible = self._relations.compatible(relation)
        subjects = self._truths.names(fact.subject)
        offered: list[Wrong] = []
        for name, other in dice.shuffled(_nearby(self._held.get(kind, ()), fact)):
            about_it = not self._truths.names(other.subject).isdisjoint(subjects)
            if (other.relation in compatible and about_it) or not self._looks_like(name, key, kind, relation):
                continue
            if relation.category == "Cast" and _is_of_another_version(other, fact):
                continue
            near = self._relations.get(other.relation)
            if near is None or not _of_one_sort(name, near, key, relation, kind, fact):
                continue
            same = other.relation == fact.relation
            offered.append(Wrong(name, 0.9 if same else 0.8 if near.category == relation.category else 0.65))
        if kind in ("person", "character", "place") and (relation.functional or kind == "character"):
            offered += self._bystanders(fact, relation, key, kind, dice)
        yield from sorted(offered, key=lambda one: -one.closeness)

    def _bystanders(self, fact: Fact, relation: Relation, key: str, kind: str, dice: Dice) -> Iterator[Wrong]:
        """Things that the article names elsewhere; for what has one value only, so that no other is right."""
        for name, other in dice.shuffled(_nearby(self._subjects, fact)):
            of_story = self._naming.is_character(name)
            found = "character" if of_story else _broad(spaced(other.subject_type))
            if found == kind and self._looks_like(name, key, kind, relation):
                yield Wrong(name, 0.6)
        if kind == "character":
            return
        start = max(0, fact.evidence.start - NEAR)
        passage = self._reading.content[start : fact.evidence.end + NEAR]
        for entity in dice.shuffled(self._entities.get(kind, ())[:_MOST]):
            if self._looks_like(entity.name, key, kind, relation) and entity.name not in passage:
                yield Wrong(entity.name, 0.55)

    def _looks_like(self, name: str, key: str, kind: str, relation: Relation) -> bool:
        if kind in ("person", "character") and (" " in name) != (" " in key):
            return False
        if kind == "character" and name[:1].isupper() != key[:1].isupper():
            return False
        if kind == "person" and not may_be_a_person(name):
            return False
        if kind == "person" and (gender := relation.gender or self._alike.gender(key, relation)):
            return self._alike.gender(name, relation) in (gender, "u", "")
        if kind == "place":
            return self._alike.sub(name) == self._alike.sub(key) and name[:1].isupper() == key[:1].isupper()
        if kind in ("work", "org", "event"):
            one, other = self._alike.sub(name), self._alike.sub(key)
            return one == other or not other
        return name[:1].isupper() == key[:1].isupper()


_Held = tuple[str, Fact]


def _place(held: _Held) -> int:
    return held[1].evidence.start


def _nearby(held: Sequence[_Held], fact: Fact) -> Sequence[_Held]:
    """Those that stand nearest in the article: they suit best, and a long article costs no more for each."""
    at = bisect_left(held, fact.evidence.start, key=_place)
    return held[max(0, at - _MOST // 2) : at + _MOST // 2]


def _is_nearly(made: str, key: str) -> bool:
    """Whether a number is within a sixth of another, so that "about" would fit both."""
    one, other = (parse_number(text.split(" ")[0]) for text in (made, key))
    return one is not None and other is not None and abs(one - other) * 6 < abs(other)


def _is_of_another_version(other: Fact, fact: Fact) -> bool:
    """Whether a fact is about another version of a work: whoever plays there may play the same part."""
    mine, theirs = (f"{one.subject} {one.context}" for one in (fact, other))
    return (" version of " in theirs) != (" version of " in mine)


def _of_one_sort(name: str, near: Relation, key: str, relation: Relation, kind: str, fact: Fact) -> bool:
    """Whether what stands in one relation could be taken for what stands in another."""
    if kind in _NOUNS | {"definition", "name"} and near.name != relation.name:
        return False
    if kind == "title":
        return not name.lower().startswith(("first ", "last ", "former "))
    if kind == "org":
        return near.name == relation.name or near.like == relation.like
    if kind != "person":
        return True
    # Nobody takes an actress for the author, a mother for the teacher, or one of the family for a stranger.
    if (near.category == "Cast") != (relation.category == "Cast") or (near.gender and not relation.gender):
        return False
    return not shares_surname(name, fact.subject) or shares_surname(key, fact.subject)


def _broad(kind: str) -> str:
    if kind in _PLACES:
        return "place"
    return "person" if kind in PERSONS - {"artist"} else kind


def shares_surname(name: str, other: str) -> bool:
    """Whether two names end in the same word."""
    return fold(name).split()[-1:] == fold(other).split()[-1:]
