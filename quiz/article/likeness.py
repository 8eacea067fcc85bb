"""How alike two names look: of one language, one grain, one trade; what differs there gives a key away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quiz.article import trades
from quiz.article.knowledge import Knowledge
from quiz.article.naming import Naming
from quiz.core.facts import Fact, Reading
from quiz.core.folding import fold

# A word as Japanese names are written in Latin letters.
_ROMAJI = re.compile(
    r"(?:(?:[kgsztdnhbpmyrwjf]|[kgnhbpmr]y|sh|ch|ts|tts|kk|ss|pp|tch)?[aiueoāōūēī]|n(?![aiueo]))+h?"
)
_NOT_ROMAJI = re.compile(r"ee|aa|oo$|ll|[lqvx]")
_SITE = re.compile(
    r"\b(?:Park|Hall|Palace|Museum|Theat(?:re|er)|Stadium|Street|Centre|Center|Castle|Cathedral|Church|Hotel|Station|"
    r"Gardens?|Arena|Square|House|Bridge|Avenue|Road|Cemetery|Hospital|Abbey|School|Airport|Building|Tower|Studios?)$"
)
_LONG = 8_000
_PARTS = re.compile(r"\b(?:Island|Islands|Bay|Sea|Lake|River|Mountains?|Mount|Valley|Strait|Ocean)\b")
_COMMON_WORDS = """
the of and in for a an new company corporation university institute college school studio studios games
pictures films film entertainment club association museum society national international royal academy
state award prize medal order festival project center centre house press publishing technology bank stock
exchange union"""
_COMMON = frozenset(_COMMON_WORDS.split())


class Likeness:
    """Compares the names of one article."""

    def __init__(self, reading: Reading, knowledge: Knowledge, naming: Naming) -> None:
        self._reading = reading
        self._knowledge = knowledge
        self._naming = naming
        self._trades = trades.load()
        self._barred: dict[str, frozenset[str]] = {}
        self._close: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
        self._japanese: dict[str, bool] = {}
        self._lines: tuple[str, ...] | None = None

    def is_japanese(self, name: str) -> bool:
        """Whether a person's name is a Japanese one, by what is known of it or by its sound."""
        if name not in self._japanese:
            self._japanese[name] = self._sounds_japanese(name)
        return self._japanese[name]

    def _sounds_japanese(self, name: str) -> bool:
        words = name.split()
        if not words:
            return False
        tongue = self._knowledge.surname_language(words[-1])
        if tongue or any(entry.kind == "person" and entry.country for entry in self._knowledge.named(name)):
            known = [entry.country for entry in self._knowledge.named(name) if entry.kind == "person"]
            return known[0] == "Japan" if known and known[0] else tongue == "ja"
        low = [re.sub(r"['’]", "", word.lower()) for word in words]
        return all(_ROMAJI.fullmatch(word) and not _NOT_ROMAJI.search(word) for word in low)

    def grain(self, name: str) -> str:
        """How large a place is: a site, a stretch of land or water, a settlement, a country."""
        if _SITE.search(name):
            return "site"
        entry = next((one for one in self._knowledge.named(name) if one.kind == "place"), None)
        entity = self._naming.entity(name)
        sub = entry.sub if entry is not None else entity.sub if entity is not None else ""
        if sub in ("landmark", "building", "park", "base", "battlefield"):
            return "site"
        if sub in ("city", "town", "village", "district"):
            return "settlement"
        if not sub and _PARTS.search(name):
            return "land"
        return "realm" if sub in ("country", "former_country", "nation") else sub

    def is_far_trade(self, trade: str, fact: Fact) -> bool:
        """Whether a trade is of a field that somebody surely has nothing to do with."""
        fields = self._trades.fields(trade)
        return bool(fields) and not fields & self._near(fact)

    def same_field(self, one: str, other: str) -> bool:
        """Whether two trades are of one field: one of them would do as a wrong answer."""
        return bool(self._trades.fields(one) & self._trades.fields(other))

    def meet(self, one: str, other: str) -> bool:
        """Whether one meets people of two trades in the same circles: a better wrong answer."""
        return self._trades.meet(one, other)

    def _near(self, fact: Fact) -> frozenset[str]:
        """The fields that somebody is of, says he is of, or stands near."""
        person = fold(fact.subject)
        both = (person, fact.objects)
        if both in self._close:
            return self._close[both]
        if person not in self._barred:
            held: set[str] = set()
            for other in self._reading.facts:
                if fold(other.subject) == person and other.relation in (
                    "profession",
                    "job",
                    "office",
                    "known_for",
                ):
                    held.update(field for one in other.objects for field in self._trades.fields(one))
                if person in map(fold, other.objects):
                    held.update(self._trades.fields(other.relation.replace("_", " ")))
            for entry in self._knowledge.named(fact.subject):
                held.update(field for role in entry.roles for field in self._trades.fields(role))
            for passage in self._passages(fact.subject):
                held.update(self._trades.implied(passage))
            self._barred[person] = frozenset(held)
        own = frozenset(field for one in fact.objects for field in self._trades.fields(one))
        # Deeds are a hint alone: they bar their own fields, a trade all that stand near it.
        self._close[both] = self._trades.near(own) | self._barred[person]
        return self._close[both]

    def _passages(self, person: str) -> Iterable[str]:
        """The lines of the article that name somebody; all of them for whom it is about."""
        if self._lines is None:
            self._lines = tuple(self._reading.content.split("\n"))
        if fold(person) == fold(self._reading.subject):
            return (self._reading.content[:_LONG],)
        last = person.split()[-1]
        found = []
        for line in self._lines:
            at = line.find(last)
            while at >= 0:
                found.append(line[max(0, at - 80) : at + len(last) + 80])
                at = line.find(last, at + 400)
        return found[:12]


def share_a_rare_word(one: str, other: str) -> bool:
    """Whether two names have a telling word in common: a university and a college of one town.

    >>> share_a_rare_word("University of Cambridge", "Trinity College, Cambridge")
    True
    >>> share_a_rare_word("University of Leeds", "University of York")
    False
    """
    first, second = (set(fold(name).split()) - _COMMON for name in (one, other))
    return bool(first & second)
