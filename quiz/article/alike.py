"""What the shipped knowledge has of a key's sort: of the same trade, country and years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quiz.article.industry import ANIME_LABELS, COMICS, MANGA_ABROAD, industry
from quiz.article.knowledge import FAMILIES, Entry, Knowledge
from quiz.article.likeness import Likeness
from quiz.article.naming import Naming, spaced
from quiz.article.relations import Relation
from quiz.article.truths import Truths
from quiz.article.values import years
from quiz.core.drawing import Dice
from quiz.core.facts import Fact, Reading
from quiz.core.folding import fold

ORG_SUBS = {
    "studio": "animation_studio",
    "publisher": "publisher",
    "magazine": "manga_magazine",
    "network": "tv_network",
    "service": "streaming_service",
    "company": "company",
    "org": "",
}
"""The types of objects that are organisations, and what the knowledge calls their sort."""

PERSONS = frozenset({"person", "artist"})
NEAR = 320
"""So many signs about a fact's evidence are its passage."""

# Whom somebody met was of their time, and mostly of their trade.
_MET = frozenset({"teacher", "mentor", "student", "boss", "colleague"})
# Relations of business, where the words of the passage say what sort of company it is.
_TRADING = frozenset(
    {
        *("acquirer", "acquired", "subsidiary", "owner", "employer", "company_founded", "contractor"),
        "investor",
    }
)
# Texts about the present name no year that would bound anything.
_NOW = 2000
_TODAY = 2020
_SAMPLE = 40


class Alike:
    """Finds names of a key's sort that the article does not have."""

    def __init__(
        self, reading: Reading, knowledge: Knowledge, truths: Truths, naming: Naming, likeness: Likeness
    ) -> None:
        self._reading = reading
        self._knowledge = knowledge
        self._truths = truths
        self._naming = naming
        self._likeness = likeness
        told_of = [(reading.subject, reading.subject_kind)]
        told_of += [(fact.subject, fact.subject_type) for fact in reading.facts[:8]]
        self._is_japanese = any({"anime", "manga"} & set(naming.kinds(*one)) for one in told_of)

    def terms(self, key: str, dice: Dice) -> Iterator[str]:
        """Common nouns that the knowledge files under the same sort as the key."""
        for term in dice.shuffled(self._knowledge.terms_like(key)):
            if not self._truths.in_article(term):
                yield term

    def names(self, fact: Fact, relation: Relation, key: str, kind: str, dice: Dice) -> Iterator[str]:
        """Names that could be taken for the key, the nearest first."""
        for other in self._entries(fact, relation, key, kind, dice):
            if not self._truths.in_article(other.name) and not self._works_of_people_here(other):
                yield other.name

    def knows(self, key: str, kind: str) -> bool:
        """Whether the knowledge has the key itself, so that what is like it is truly like it."""
        return self._entry(key, kind) is not None

    def gender(self, name: str, relation: Relation) -> str:
        """The gender that a name shows, where the stem shows one too; else empty."""
        if relation.gender or relation.category == "Cast" or relation.name in ("spouse", "love_interest"):
            return self._knowledge.gender(name.split()[0])
        return ""

    def sub(self, name: str) -> str:
        """The narrower kind of a thing; all settlements are of one."""
        entity = self._naming.entity(name)
        sub = spaced(entity.sub) if entity is not None else ""
        return "settlement" if sub in ("city", "town", "village", "district") else sub

    def _entry(self, key: str, kind: str) -> Entry | None:
        """What the knowledge holds under the key's name, of the key's kind."""
        wanted = _known_kind(kind)
        return next((entry for entry in self._knowledge.named(key) if entry.kind == wanted), None)

    def _entries(self, fact: Fact, relation: Relation, key: str, kind: str, dice: Dice) -> Iterator[Entry]:
        """Entries of the same sort, those of the same country first, then of the same years and genre."""
        entry, wanted = self._entry(key, kind), _known_kind(kind)
        sub = role = gender = ""
        if wanted == "person":
            role = relation.like or (entry.roles[0] if entry is not None and entry.roles else "")
            role = role or (self._trade(fact) if relation.name in _MET else "")
            gender = relation.gender or self.gender(key, relation)
        elif wanted == "org":
            sub = self._sort_of_body(fact, relation, key, kind, entry)
        else:
            own = entry.sub if entry is not None else ""
            sub = "song" if kind == "song" else own or relation.like or self.sub(key)
        if not (sub or role):
            return
        country, era = self._country(fact, wanted, key, sub, entry), self._era(fact)
        known = [one for one in self._knowledge.of(wanted, sub, role) if _is_of_the_time(one, era)]
        if relation.name in _MET and (born := self._born(fact)):
            known = [one for one in known if one.year is not None and born - 70 < one.year < born + 5]
        if sub in ("publisher", "distributor"):
            known = [one for one in known if self._is_of_the_trade(one, fact, key)]
        abroad = country != "Japan" and (wanted == "person" or sub == "song")
        if abroad:
            known = [one for one in known if self._home(one) != "Japan"]
        home = [one for one in known if self._home(one) == country] if country else []
        groups = [home, known, self._wider(wanted, sub, era)]
        if sub == "university" or (country == "Japan" and (wanted == "person" or sub == "song")):
            groups = [home]
        for group in groups:
            picked = [
                one for one in _sample(group, _SAMPLE, dice) if not gender or one.gender in (gender, "")
            ]
            yield from sorted(picked, key=lambda one: _distance(one, entry, era))

    def _trade(self, fact: Fact) -> str:
        """What the subject does: whoever taught or led somebody mostly did the same."""
        entry = next((one for one in self._knowledge.named(fact.subject) if one.kind == "person"), None)
        if entry is not None and entry.roles:
            return entry.roles[0]
        told = (one for one in self._reading.facts if one.relation == "profession")
        return next((one.objects[0] for one in told if fold(one.subject) == fold(fact.subject)), "")

    def _country(self, fact: Fact, kind: str, key: str, sub: str, entry: Entry | None) -> str:
        """Where what is like the key comes from; empty where nothing is known."""
        if entry is not None and (home := self._home(entry)):
            return home
        if kind == "person" and key:
            if self._likeness.is_japanese(key):
                return "Japan"
            foreign = not self._is_japanese or "dub" in fact.qualifier
            return self._nation(fact) if foreign else self._unless_foreign(key)
        if sub == "university":
            return self._lies_in(key) or self._nation(fact)
        return "Japan" if self._is_japanese and kind != "place" else ""

    def _born(self, fact: Fact) -> int:
        """The year in which the fact's subject was born; 0 where the article does not say."""
        for other in self._reading.facts:
            if other.relation in ("birth_date", "birth_year") and fold(other.subject) == fold(fact.subject):
                return max(years(other.objects[0]), default=0)
        return 0

    def _unless_foreign(self, key: str) -> str:
        """Japan for a name that could be a Japanese act's: many of them bear English names."""
        tongue = self._knowledge.surname_language(key.split()[-1])
        return "" if tongue or self._knowledge.is_given(key.split()[0]) else "Japan"

    def _lies_in(self, name: str) -> str:
        """The country of a place that a name has in it."""
        for word in name.split():
            place = next((one for one in self._knowledge.named(word) if one.kind == "place"), None)
            if place is not None and place.country:
                return place.country
        return ""

    def _nation(self, fact: Fact) -> str:
        """The country of the fact's subject, by what the article calls it."""
        for other in self._reading.facts:
            if other.relation == "nationality" and fold(other.subject) == fold(fact.subject):
                return self._knowledge.demonym(other.objects[0])
        return ""

    def _home(self, entry: Entry) -> str:
        """The country of an entry; a song comes from where its makers do."""
        if entry.country or entry.kind != "work" or entry.sub not in ("song", "album"):
            return entry.country
        makers = (one for _, maker in entry.links for one in self._knowledge.named(maker))
        return next((one.country for one in makers if one.country), "")

    def _sort_of_body(self, fact: Fact, relation: Relation, key: str, kind: str, entry: Entry | None) -> str:
        """The trade of an organisation: its own, its relation's, or the one that the passage is about."""
        if relation.name in ("publisher", "developer") and "game" in self._kinds(fact):
            return "game_company"
        if relation.like:
            return (
                relation.like if relation.like != "publisher" or entry is None else entry.sub or "publisher"
            )
        if entry is not None and entry.sub:
            return entry.sub
        if kind not in ("company", "org"):
            return ORG_SUBS.get(kind, "") or self.sub(key)
        start = max(0, fact.evidence.start - NEAR)
        passage = self._reading.content[start : fact.evidence.end + NEAR]
        return self.sub(key) or (industry(passage) if relation.name in _TRADING else "")

    def _is_of_the_trade(self, one: Entry, fact: Fact, key: str) -> bool:
        """Publishers of manga stand by those of manga, labels of anime by those of anime."""
        kinds = self._kinds(fact)
        drawn = bool({"anime", "manga", "light_novel"} & set(kinds)) or self._is_about_manga(fact)
        if one.sub == "distributor":
            return (one.name in ANIME_LABELS) == drawn
        if one.name in MANGA_ABROAD or key in MANGA_ABROAD:
            return drawn and one.name in MANGA_ABROAD and key in MANGA_ABROAD
        entry = self._entry(key, "publisher")
        japanese = drawn or self._is_japanese if entry is None else entry.country == "Japan"
        return (one.country == "Japan") == japanese and one.name not in COMICS

    def _is_about_manga(self, fact: Fact) -> bool:
        start = max(0, fact.evidence.start - NEAR)
        return (
            re.search(r"\bmanga\b|light novel", self._reading.content[start : fact.evidence.end]) is not None
        )

    def _kinds(self, fact: Fact) -> tuple[str, ...]:
        return self._naming.kinds(fact.subject, fact.subject_type)

    def _wider(self, kind: str, sub: str, era: int) -> list[Entry]:
        """Works of kin media, for where too few of the very same are known: films where OVAs are few."""
        family = next((name for name, held in FAMILIES.items() if sub in held), "") if kind == "work" else ""
        return (
            [one for one in self._knowledge.of(kind, family) if _is_of_the_time(one, era)] if family else []
        )

    def _era(self, fact: Fact) -> int:
        """The last year that the fact's passage names, or that the article begins with; else today's era."""
        start = max(0, fact.evidence.start - NEAR)
        near = years(self._reading.content[start : fact.evidence.end + NEAR])
        return max(near or years(self._reading.content[:2000]), default=_TODAY)

    def _works_of_people_here(self, other: Entry) -> bool:
        """A work by somebody whom the article names may be what it means, said or not."""
        return other.kind == "work" and any(self._truths.in_article(maker) for _, maker in other.links)


def _known_kind(kind: str) -> str:
    """The kind that the knowledge files a type of object under."""
    if kind in ORG_SUBS:
        return "org"
    return "work" if kind == "song" else "person" if kind in PERSONS else kind


def _sample(entries: Sequence[Entry], most: int, dice: Dice) -> list[Entry]:
    """So many of the entries by chance; picked one by one, so that a long list costs no more."""
    if len(entries) <= most:
        return dice.shuffled(entries)
    return [entries[n] for n in dict.fromkeys(dice.below(len(entries)) for _ in range(most))]


def _distance(one: Entry, like: Entry | None, era: int) -> int:
    """How far two entries lie apart in time and genre, in steps of ten years."""
    if like is None:
        return min(abs(one.year - era) // 10, 6) if one.kind == "work" and one.year is not None else 3
    years = abs(one.year - like.year) // 10 if one.year is not None and like.year is not None else 3
    return min(years, 6) + (0 if not like.genre or set(like.genre) & set(one.genre) else 1)


def _is_of_the_time(one: Entry, era: int) -> bool:
    """Whether a thing was there at a time; people are of an age to do something then."""
    if one.year is None or one.kind == "place":
        return True
    if one.kind == "person":
        return one.year + 75 >= min(era, _TODAY) and (era >= _NOW or one.year + 20 <= era)
    return era >= _NOW or one.year <= era
