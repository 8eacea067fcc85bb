"""What the shipped knowledge has of a key's sort: of the same trade, country and years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quiz.article.industry import COMICS, MANGA_ABROAD, industry
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

# Sorts that are told apart only where a relation asks for one of them.
_EITHER = ("game_company", "distributor")

PERSONS = frozenset({"person", "artist"})
NEAR = 320
"""So many signs about a fact's evidence are its passage."""

# Whom somebody met was of their time, and mostly of their trade.
_MET = frozenset({"teacher", "mentor", "student", "boss", "colleague"})
# Whom a life or an office met was alive then, and of an age for it; of nobody else is that known.
_LIVING = _MET | {
    *("employer", "office_holder", "first_office_holder", "predecessor", "successor", "conceived_under"),
    *("goal_proposed_by", "announced_by", "leader"),
}
# What a game's companies are to it: a house that brings games out, or a studio that makes them.
_OF_GAMES = {"publisher": "game_publisher", "developer": "game_developer", "distributor": "game_publisher"}
# Relations of business, where the words of the passage say what sort of company it is.
_TRADING = frozenset(
    {
        *("acquirer", "acquired", "subsidiary", "owner", "employer", "company_founded", "contractor"),
        "investor",
    }
)
# Facts that say when a work came out, and words that date a version of one.
_DATED = frozenset({"release_date", "premiere_date", "theatrical_date", "launch_date", "year"})
_VERSION = re.compile(
    r"\b(\d{4}) (?:[\w-]+ )?(?:version|film|movie|series|anime|adaptation|remake|edition|production)\b"
)
_DEALS = {
    **dict.fromkeys(("acquirer", "owner"), "game_publisher"),
    **dict.fromkeys(("acquired", "subsidiary"), "game_developer"),
}
# Texts about the present name no year that would bound anything.
_NOW = 2000
_TODAY = 2020
_LAST = 2030
# Before this all was one time, whose years of birth nobody knows.
_ANCIENT = 1000
_SAMPLE = 40
# At this age people begin to do what articles tell of, and at this one they mostly have ended.
_GROWN = 16
_OLD = 75
# Whoever wrote a book beside one of these trades stands beside those of the trade, before novelists.
_LEARNED = frozenset({"historian", "journalist", "philosopher", "scientist"})
_PLAYING = frozenset({"actor", "voice actor"})
# Songs of so many years are of one time; so many there should be to choose from.
_SPAN = 6
_ENOUGH = 8
# A performer is heard for about so many years.
_CAREER = 15


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
            entry = self._entry(name, "person")
            told = entry.gender if entry is not None else ""
            shown = told or self._knowledge.gender(name.split()[0])
            return "" if shown == "u" else shown
        return ""

    def sub(self, name: str) -> str:
        """The narrower kind of a thing; all settlements are of one, and all companies of games."""
        entity = self._naming.entity(name)
        sub = spaced(entity.sub) if entity is not None else ""
        return next((one for one in ("settlement", *_EITHER) if sub in FAMILIES[one]), sub)

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
            if role == "performer":
                role = "band" if self._is_band(key, entry) else "soloist"
            gender = relation.gender or self.gender(key, relation)
        elif wanted == "org":
            sub = self._sort_of_body(fact, relation, key, kind, entry)
        else:
            own = entry.sub if entry is not None else ""
            sub = "song" if kind == "song" else own or relation.like or self.sub(key)
        if not (sub or role):
            return
        country, era = self._country(fact, wanted, key, sub, entry), self._era(fact)
        if sub == "song" and entry is not None and entry.year is not None:
            era = entry.year
        if entry is not None and entry.ended is not None:
            # A passage may tell what came later of somebody or something long gone.
            era = min(era, entry.ended)
        known = [one for one in self._knowledge.of(wanted, sub, role) if _is_of_the_time(one, era)]
        if wanted == "person" and relation.name in _LIVING and era >= _ANCIENT:
            known = self._alive(known, fact, relation, era)
        if role in ("band", "soloist"):
            known = self._heard_then(known, era)
        if sub == "publisher":
            known = [one for one in known if self._is_of_the_trade(one, fact, key)]
        abroad = country != "Japan" and (wanted == "person" or sub == "song")
        if abroad:
            known = [one for one in known if self._home(one) != "Japan"]
        home = [one for one in known if self._home(one) == country] if country else []
        groups = [home, known, self._wider(wanted, sub, era)]
        trade = entry.roles[0] if entry is not None and entry.roles else ""
        if trade in _LEARNED - {role}:
            groups.insert(0, [one for one in home if one.roles[:1] == (trade,)])
        if sub == "university" or (country == "Japan" and (wanted == "person" or sub == "song")):
            groups = [home]
        if sub == "song":
            groups = [_heard(group, era) for group in groups]
        if gender:
            told = [[one for one in group if self._shown(one) == gender] for group in groups]
            groups = [*told, *([one for one in group if not self._shown(one)] for group in groups)]
        for group in groups:
            yield from sorted(_sample(group, _SAMPLE, dice), key=lambda one: _distance(one, entry, era))

    def _shown(self, one: Entry) -> str:
        """The gender of somebody, as it is known or as the given name has it; else empty."""
        shown = one.gender or self._knowledge.gender(one.name.split()[0])
        return "" if shown == "u" else shown

    def _is_band(self, key: str, entry: Entry | None) -> bool:
        """Whether a performer is several; one of whom nothing is known is judged by the look of the name."""
        if entry is not None:
            return entry.sub == "band"
        named = self._naming.entity(key)
        if named is not None and named.sub in ("band", "singer", "rapper"):
            return named.sub == "band"
        words = key.split()
        return len(words) == 1 or key.isupper() or words[0] == "The"

    def _heard_then(self, known: list[Entry], era: int) -> list[Entry]:
        """Performers without those whose songs are all of another time, where enough remain."""
        then = []
        for one in known:
            sung = [self._knowledge.named(title) for title in self._knowledge.linked(one.name, "artist of")]
            dated = [work.year for works in sung for work in works if work.sub == "song" and work.year]
            if not dated or min(abs(year - era) for year in dated) <= _CAREER:
                then.append(one)
        return then if len(then) >= _ENOUGH else known

    def _alive(self, known: Sequence[Entry], fact: Fact, relation: Relation, era: int) -> list[Entry]:
        """Those who lived and were grown up in the fact's year, or in the youth of whom it is about."""
        born = self._born(fact) if relation.name in _MET else 0
        when = max(years(fact.qualifier) or years(fact.evidence.text), default=0)
        found = []
        for one in known:
            if one.year is None:
                continue
            end = min(one.ended if one.ended is not None else _LAST, one.year + 90)
            fits = not born or (born - 70 < one.year < born + 5 and end >= born + 8)
            if fits and (born or one.year + 20 <= era) and (not when or one.year + 20 <= when <= end):
                found.append(one)
        return found

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
        if sub == "film_distributor":
            return self._market(fact.qualifier)
        return "Japan" if self._is_japanese and kind != "place" else ""

    def _market(self, qualifier: str) -> str:
        """The country where something is brought out; the largest market where none is told."""
        for word in re.findall(r"[A-Z][\w.]*(?: [A-Z]\w+)?", qualifier):
            for place in self._knowledge.named(self._knowledge.demonym(word) or word):
                if place.sub == "country":
                    return place.name
        return "United States"

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
        sub = self._told_sort(fact, relation, key, kind, entry)
        # Houses buy studios, and studios are bought.
        return _DEALS.get(relation.name, sub) if sub == "game_company" else sub

    def _told_sort(self, fact: Fact, relation: Relation, key: str, kind: str, entry: Entry | None) -> str:
        own = entry.sub if entry is not None else ""
        if relation.name in _OF_GAMES and "game" in self._kinds(fact):
            return _OF_GAMES[relation.name]
        if relation.like in FAMILIES["distributor"] and relation.like != "sales_agent":
            return self._sort_of_release(fact, own)
        if relation.like:
            return (own or relation.like) if relation.like in ("publisher", "journal") else relation.like
        if own:
            return next((either for either in _EITHER if own in FAMILIES[either]), own)
        if kind not in ("company", "org"):
            return ORG_SUBS.get(kind, "") or self.sub(key)
        start = max(0, fact.evidence.start - NEAR)
        passage = self._reading.content[start : fact.evidence.end + NEAR]
        return self.sub(key) or (industry(passage) if relation.name in _TRADING else "")

    def _sort_of_release(self, fact: Fact, own: str) -> str:
        """What brings a work to cinemas or homes: a film studio by those of its trade, a label by labels."""
        if own == "home_video" or (own and own not in FAMILIES["distributor"]):
            return own
        return "anime_licensor" if self._is_drawn(fact) else "film_distributor"

    def _is_drawn(self, fact: Fact) -> bool:
        return bool({"anime", "manga", "light_novel"} & set(self._kinds(fact))) or self._is_about_manga(fact)

    def _is_of_the_trade(self, one: Entry, fact: Fact, key: str) -> bool:
        """Publishers of manga stand by those of manga."""
        drawn = self._is_drawn(fact)
        if one.name in MANGA_ABROAD or key in MANGA_ABROAD:
            return one.name in MANGA_ABROAD and key in MANGA_ABROAD
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
        """When a fact is of: by what it says, by its work's own year, by the last year that stands near.

        A review may name an older work beside its own, so an article's work is of the article's last year.
        """
        told = years(" ".join((fact.qualifier, *_VERSION.findall(f"{fact.subject} {fact.context}"))))
        if told:
            return max(told)
        work = fold(fact.context or fact.subject)
        dated = [
            year
            for other in self._reading.facts
            if other.relation in _DATED
            and fold(other.subject) == work
            and other.subject_type == self._type(fact)
            for year in years(other.objects[0])
        ]
        if dated:
            return max(dated)
        start = max(0, fact.evidence.start - NEAR)
        near = years(self._reading.content[start : fact.evidence.end + NEAR])
        opening = years(self._reading.content[:2000])
        if work == fold(self._reading.subject) and "work" in self._naming.kinds(work, self._type(fact)):
            near = [*near, *opening]
        return max(near or opening, default=_TODAY)

    def _type(self, fact: Fact) -> str:
        """The kind of a fact's work: the subject's own, or the article's for what is within its subject."""
        return self._reading.subject_kind if fact.context else fact.subject_type

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
    if one.sub == "song":
        return abs(one.year - era) // 2 if one.year is not None else _LAST
    if like is None:
        dated = one.year is not None and (one.kind == "work" or one.sub == "band")
        return min(abs((one.year or era) - era) // 10, 6) if dated else 3
    years = abs(one.year - like.year) // 10 if one.year is not None and like.year is not None else 3
    return min(years, 6) + (0 if not like.genre or set(like.genre) & set(one.genre) else 1)


def _is_of_the_time(one: Entry, era: int) -> bool:
    """Whether a thing was there at a time; people are of an age to do something then.

    A passage of today may name no year but an old one, so works are bounded by an old year alone.
    """
    if era < _ANCIENT and one.kind == "person":
        return one.ended is not None and one.ended < _ANCIENT
    if one.ended is not None and one.ended < min(era, _LAST):
        return False
    if one.year is None or one.kind == "place":
        return True
    if one.sub == "song":
        return one.year <= era + 1
    if one.sub == "band" or one.kind == "org":
        return one.year <= era
    if one.kind == "person":
        aged = (one.ended is None or one.sub in _PLAYING) and one.year + _OLD < min(era, _TODAY)
        return not aged and one.year + _GROWN <= era
    return era >= _NOW or one.year <= era


def _heard(songs: Sequence[Entry], era: int) -> list[Entry]:
    """Songs that were new at a time; the nearest before it where those are few, and none that came later."""
    out = [(era - one.year, one) for one in songs if one.year is not None and one.year <= era + 1]
    new = [one for past, one in out if past <= _SPAN]
    return new if len(new) >= _ENOUGH else [one for _, one in sorted(out, key=lambda held: held[0])][:_ENOUGH]
