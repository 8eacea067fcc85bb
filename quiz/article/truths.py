"""What an article and the shipped knowledge hold to be true, asked before anything is offered as wrong."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.article.knowledge import Knowledge
from quiz.article.relations import Relation, Relations
from quiz.core.facts import Fact, Reading
from quiz.core.folding import fold


class Truths:
    """An index of everything that is right for a subject, or may be."""

    def __init__(self, reading: Reading, knowledge: Knowledge, relations: Relations) -> None:
        self._relations = relations
        self._knowledge = knowledge
        self._about: dict[str, list[Fact]] = {}
        self._within: dict[str, list[Fact]] = {}
        self._holding: dict[str, list[Fact]] = {}
        for fact in reading.facts:
            self._about.setdefault(fold(fact.subject), []).append(fact)
            # Whoever made another version of a work may be right for the work itself.
            if whole := fact.subject.partition(" version of ")[2]:
                self._about.setdefault(fold(whole), []).append(fact)
            if fact.context:
                self._within.setdefault(fold(fact.context), []).append(fact)
            for one in fact.objects:
                self._holding.setdefault(fold(one), []).append(fact)
        self._sides: dict[str, set[str]] = {}
        for clash in reading.contradictions:
            sides = self._sides.setdefault(fold(clash.subject), set())
            sides.update(fold(side.object) for side in clash.sides)
        self.disputed = {
            (clash.relation, fold(clash.subject), fold(side.object))
            for clash in reading.contradictions
            for side in clash.sides
        }
        self._names: dict[str, frozenset[str]] = {}
        # What names fold to, kept: the same few are compared again and again.
        self._forms: dict[str, frozenset[str]] = {}
        self._parts: dict[str, frozenset[str]] = {}
        for entity in reading.entities:
            group = frozenset(fold(name) for name in (entity.name, *entity.aliases))
            for name in group:
                self._names[name] = self._names.get(name, frozenset()) | group
        self.folded = f" {fold(reading.content)} "
        self._words = frozenset(self.folded.split())

    def names(self, name: str) -> frozenset[str]:
        """Every folded form of a name that the article or the knowledge has."""
        found = self._forms.get(name)
        if found is None:
            folded = fold(name)
            more = {fold(one) for entry in self._knowledge.named(name) for one in entry.names}
            found = self._forms[name] = self._names.get(folded, frozenset()) | more | {folded}
        return found

    def same(self, one: str, other: str) -> bool:
        """Whether two names may mean the same: an alias, or one within the other (a surname, a part)."""
        if not self.names(one).isdisjoint(self.names(other)):
            return True
        first, second = self._split(one), self._split(other)
        return bool(first and second) and (first <= second or second <= first)

    def _split(self, name: str) -> frozenset[str]:
        found = self._parts.get(name)
        if found is None:
            found = self._parts[name] = frozenset(fold(name).split())
        return found

    def right(self, fact: Fact, relation: Relation) -> frozenset[str]:
        """Folded names that are right for what is asked, or may be: none of them is ever a distractor.

        Its own objects and those of compatible relations, both sides of a contradiction, the subject
        itself, and whatever the knowledge links to it.
        """
        compatible = self._relations.compatible(relation)
        found: set[str] = {fold(fact.context)}
        # A member of the cast of a work is found by its characters, which have the work as their context.
        within = [one for one in self._within.get(fold(fact.subject), ()) if one.relation != fact.relation]
        for other in within:
            if other.relation in compatible:
                found.update(self._all_names(other.objects))
        for name in self.names(fact.subject):
            for other in self._about.get(name, ()):
                near = self._relations.get(other.relation)
                if other.relation in compatible or (near is not None and near.name in compatible):
                    found.update(self._all_names(other.objects))
            found.update(self._sides.get(name, ()))
            found.add(name)
        found.update(self._all_names(fact.objects))
        if relation.object == "profession":
            found.update(self._roles_held(fact.subject))
        found.update(self._known_links(fact.subject, relation, compatible))
        return frozenset(found)

    def right_subjects(self, fact: Fact, relation: Relation, key: str) -> frozenset[str]:
        """Folded names that answer the turned question: subjects of which the same is said."""
        compatible = self._relations.compatible(relation)
        found: set[str] = (
            set(self.names(fact.subject))
            | {fold(fact.context)}
            | set(self._known_links(key, relation, compatible))
        )
        for name in self.names(key):
            for other in self._holding.get(name, ()):
                if other.relation in compatible:
                    found.update(self.names(other.subject))
        return frozenset(found)

    def _roles_held(self, person: str) -> set[str]:
        """The roles that a person holds anywhere in the article: professions as true as the one named."""
        held = (other.relation for name in self.names(person) for other in self._holding.get(name, ()))
        roles = (near.role for name in held if (near := self._relations.get(name)) is not None and near.role)
        return {form for role in roles for form in (fold(role), fold(role).split()[-1])}

    def is_role(self, person: str, profession: str) -> bool:
        """Whether a profession is but the role that a person has here: then it is no fact of its own."""
        said = set(fold(profession).split())
        held = (other.relation for name in self.names(person) for other in self._holding.get(name, ()))
        roles = (near.role for name in held if (near := self._relations.get(name)) is not None and near.role)
        return any(said <= set(fold(role).split()) or set(fold(role).split()) <= said for role in roles)

    def does(self, person: str, role: str) -> bool:
        """Whether the article calls a person by a role's words anywhere: then it may hold for every work."""
        words = fold(role).split()
        if not words:
            return False
        return any(
            other.relation in ("profession", "job", "known_for", "office")
            and words[-1] in fold(" ".join(other.objects)).split()
            for name in self.names(person)
            for other in self._about.get(name, ())
        )

    def tongue(self, name: str) -> str:
        """The one people, folded, that somebody's surname is at home with; empty where there are several."""
        return _SPEAKERS.get(self._knowledge.surname_language(name.split()[-1]), "") if name else ""

    def knows(self, name: str, kind: str = "") -> bool:
        """Whether the knowledge has something of that name: then a stranger to the article may know."""
        return any(kind in ("", entry.kind) for entry in self._knowledge.named(name))

    def has_made(self, person: str, work: str) -> bool:
        """Whether the knowledge says so, whatever the part in it."""
        held = (maker for entry in self._knowledge.named(work) for _, maker in entry.links)
        return not self.names(person).isdisjoint(map(fold, held))

    def without_nation(self, profession: str) -> str:
        """A profession without the nations before it: an American inventor is an inventor."""
        words = profession.split()
        while len(words) > 1 and words[0][:1].isupper() and self._knowledge.demonym(words[0]):
            words = words[1:]
        return " ".join(words) if words and words[0][:1].islower() else profession

    def in_article(self, name: str) -> bool:
        """Whether the article names it, by any of its names."""
        return any(
            all(word in self._words for word in form.split()) and f" {form} " in self.folded
            for form in self.names(name)
        )

    def _all_names(self, names: Iterable[str]) -> set[str]:
        return {form for name in names for form in self.names(name)}

    def _known_links(self, name: str, relation: Relation, compatible: frozenset[str]) -> set[str]:
        """What the knowledge holds to be true of a name, as far as it could answer this relation."""
        found: set[str] = set()
        for entry in self._knowledge.named(name):
            for link, held in entry.links:
                means = _LINKS.get(link, (link,))
                if relation.object in ("work", "song") or any(one in compatible for one in means):
                    found |= self.names(held)
        if relation.object in ("work", "song"):
            found.update(fold(one) for one in self._knowledge.linked(name, "work"))
        return found


# Languages of surnames that one people speaks.
_SPEAKERS = {"ja": "japanese", "it": "italian", "ko": "korean", "zh": "chinese", "vi": "vietnamese"}
# What the knowledge's links mean among the relations, where the names differ.
_LINKS = {
    "studio": ("animation_studio", "production_company", "developer", "cg_studio", "production_cooperation"),
    "creator": ("creator", "original_author", "author", "writer", "story_by", "illustrator"),
    "author": ("author", "original_author", "writer", "creator"),
}
