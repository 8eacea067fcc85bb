"""How a question names a thing: by its full name, with its medium, and with an article where it takes one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from quiz.article.tense import all_years, the_dead
from quiz.core.facts import Entity, Reading
from quiz.core.folding import fold

# What a player calls a work of each kind; a kind that is not here is named by its title alone.
_NOUNS = {
    "anime": "anime",
    "anime_series": "anime",
    "anime_film": "anime film",
    "ova": "OVA",
    "ona": "ONA",
    "film": "film",
    "documentary": "documentary",
    "tv_film": "television film",
    "tv_series": "series",
    "series": "series",
    "show": "series",
    "novel": "novel",
    "light_novel": "light novel",
    "novel_series": "novel series",
    "light_novel_series": "light novel series",
    "novella": "novella",
    "short_story": "short story",
    "book": "book",
    "nonfiction": "book",
    "biography": "biography",
    "essay": "essay",
    "treatise": "treatise",
    "play": "play",
    "poem": "poem",
    "manga": "manga",
    "comic": "comic",
    "webtoon": "webtoon",
    "song": "song",
    "album": "album",
    "opera": "opera",
    "musical": "musical",
    "ballet": "ballet",
    "symphony": "symphony",
    "painting": "painting",
    "sculpture": "sculpture",
    "game": "game",
    "video_game": "game",
    "board_game": "board game",
    "mobile_game": "mobile game",
}
# The kind that stems are written for, where a narrower one is known.
_FAMILIES = {
    **dict.fromkeys(("anime_series", "anime_film", "ova", "ona"), "anime"),
    **dict.fromkeys(("film", "documentary", "tv_film"), "film"),
    **dict.fromkeys(("video_game", "board_game", "mobile_game"), "game"),
    **dict.fromkeys(("novel", "light_novel", "novel_series", "light_novel_series", "novella"), "novel"),
    **dict.fromkeys(("nonfiction", "biography", "essay", "treatise", "poem", "short_story"), "book"),
    **dict.fromkeys(("manga", "comic", "webtoon"), "manga"),
    **dict.fromkeys(("game_publisher", "game_developer"), "game_company"),
    **dict.fromkeys(("studio", "magazine", "network", "company", "university"), "org"),
}
# What a work may be that only a heading names.
_HEADED = frozenset({"manga", "anime", "film", "novel", "game", "series"})
_WORK_KINDS = frozenset({"work", *_NOUNS, *_FAMILIES.values()}) - {"org", "game_company"}
_NEVER_THE = frozenset({"person", "character", "title", *_WORK_KINDS})
# What may follow a name for an article before it to belong to the name, not to the next noun.
_AFTER_NAME = (
    r"(?=\W*$|[.,;:)?!]|\s+(?:was|were|is|are|be|has|have|had|of|in|on|at|by|for|from|to|and|or|as|with|which|that|who|"
    r"when|while|after|before|during|until|since|would|will|could|can|should|did|does|began|ended|ran|became|"
    r"under|over|into|through)\b)"
)
_REFERRING = re.compile(
    r"\b(?:he|she|it|they|his|her|hers|its|their|this|that|these|those|him|them|former|latter|our|we|my|your|such)\b",
    re.IGNORECASE,
)


# The words by which an article speaks of its own work.
_SPOKEN_OF = {
    "film": r"\b(?:film|movie)\b",
    "series": r"\b(?:series|show)\b",
    "game": r"\bgame\b",
    "anime": r"\banime\b",
    "manga": r"\bmanga\b",
    "novel": r"\bnovel\b",
}
_OFTEN = 3
_OF_OLD = 1925
# What a company is that stands in one of these relations to a work.
_MAKERS = {
    "developer": "developer",
    "animation_studio": "animation studio",
    "publisher": "publisher",
    "production_company": "production company",
}
_QUOTED = frozenset({"song", "poem", "short story", "essay"})
# Words that an extractor may have left before a title in quotes.
_UNQUOTED = re.compile(r"^(?:the )?(?:song|poem|short story|essay)s? ", re.IGNORECASE)
# What takes "the", as the names of most bodies and craft do that end so.
_TAKES_THE = re.compile(
    r"^(?!The |.*['’]s )(?:[A-Z0-9]\S* (?:of |the |and |for |& )*)+"
    r"(?:Center|Centre|Module|Program|Programme|Department|Ministry|Agency|Association|"
    r"Council|Committee|Commission|Bureau|Museum|Society|Academy|Foundation|Exhibition|Exposition|Telescope|Bridge|War|"
    r"Library|Observatory|Administration|Mechanism)$"
)
# "the first season of Harbor Lanterns": what it is of must be known, and it is known then.
_PART_OF = re.compile(r"(?:the [\w -]{3,40}?|season \w+|volume \w+) of (?:the )?(?=[A-Z0-9“])")
_NOBODY = re.compile(r"^(?:The|A|An) |\b(?:of|the|for|and|in|on|to)\b|\d|[“”\":;!?&/]|^\W*$")


def may_be_a_person(name: str) -> bool:
    """Whether a name has the shape of a person's, which titles of works and names of bodies have not.

    >>> may_be_a_person("Lotte Reiniger"), may_be_a_person("The Ornament of the Enamoured Heart")
    (True, False)
    """
    return _NOBODY.search(name) is None and len(name.split()) <= 5


@lru_cache(maxsize=512)
def spaced(kind: str) -> str:
    """A kind as an extractor may spell it, made one spelling: ``light novel`` and ``light_novel`` are one."""
    return kind.strip().lower().replace(" ", "_")


class Naming:
    """The names of one article's things."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._entities: dict[str, list[Entity]] = {}
        for entity in reading.entities:
            for name in (entity.name, *entity.aliases):
                self._entities.setdefault(fold(name), []).append(entity)
        # What things are, kept: the same few are asked for again and again.
        self._kinds: dict[tuple[str, str], tuple[str, ...]] = {}
        self._characters = frozenset(self._found_in_story())
        self._dead = the_dead(reading.facts)
        named = all_years(reading.content)
        self._is_of_old = bool(named) and named[len(named) // 2] < _OF_OLD
        for name, held in self._entities.items():
            # One that is called so comes before one for which it is another name.
            held.sort(key=lambda one: fold(one.name) != name)

    def with_trade(self, name: str) -> str:
        """A company with what it is, where the article says what it makes; else empty."""
        for fact in self._reading.facts:
            if fact.relation in _MAKERS and fold(name) in map(fold, fact.objects):
                return f"the {_MAKERS[fact.relation]} {name}"
        return ""

    def is_gone(self, name: str) -> bool:
        """Whether somebody is dead as far as the article says, or of the time of one who is."""
        return self._is_of_old or fold(name) in self._dead or fold(self._reading.subject) in self._dead

    @property
    def content(self) -> str:
        """The article's text."""
        return self._reading.content

    @property
    def is_about_works(self) -> bool:
        """Whether the article is mostly about a work."""
        return "work" in self.kinds(self._reading.subject, self._reading.subject_kind)

    def is_work(self, name: str, kind: str = "") -> bool:
        """Whether the article has a work of that name, or says below a heading what it is."""
        held = self._entities.get(fold(name), ())
        return any(one.kind == "work" for one in held) or (not held and kind in _HEADED)

    @cached_property
    def _told_medium(self) -> str:
        """What the article's own work is, where nothing beside its name says so: what it speaks of most."""
        text = self._reading.content.lower()
        told = sorted(
            ((len(re.findall(words, text)), kind) for kind, words in _SPOKEN_OF.items()), reverse=True
        )
        (most, kind), (next_most, _) = told[:2]
        return kind if most >= _OFTEN and most >= 2 * next_most else ""

    def within(self, context: str) -> str:
        """The whole that a fact belongs to, as a stem names it; what is no name stays as it is."""
        work = next((one for one in self._entities.get(fold(context), ()) if one.kind == "work"), None)
        if work is not None:
            return self.called(context, work.sub or "work")
        if fold(context) == fold(self._reading.subject):
            return self.called(context, self._reading.subject_kind)
        return self.called(context) if self.entity(context) is not None else context

    def _found_in_story(self) -> Iterator[str]:
        """The folded names, aliases too, of those that are played, voiced or at the centre of a story."""
        for fact in self._reading.facts:
            names: tuple[str, ...] = ()
            if fact.subject_type == "character" or fact.relation in ("voice_actor", "actor"):
                names = (fact.subject,)
            if fact.relation in ("protagonist", "antagonist", "character"):
                names = (*names, *fact.objects)
            for name in names:
                yield fold(name)
                for entity in self._entities.get(fold(name), ()):
                    if entity.kind != "work":
                        yield from map(fold, (entity.name, *entity.aliases))

    @property
    def whole(self) -> str:
        """What the article is mostly about."""
        return self._reading.subject

    def is_character(self, name: str) -> bool:
        """Whether the article tells of this as a character of a story, however it is typed."""
        return fold(name) in self._characters

    def entity(self, name: str, kind: str = "") -> Entity | None:
        """The entity that bears a name, of that kind or sub where several do."""
        found = self._entities.get(fold(name), [])
        for entity in found:
            if spaced(kind) in (spaced(entity.kind), spaced(entity.sub)):
                return entity
        return found[0] if found else None

    def kinds(self, name: str, given: str = "") -> tuple[str, ...]:
        """What a thing is, the narrowest first; ``given`` is what a fact says of it."""
        found = self._kinds.get((name, given))
        if found is None:
            found = self._kinds[name, given] = self._all_kinds(name, given)
        return found

    def _all_kinds(self, name: str, given: str) -> tuple[str, ...]:
        entity = self.entity(name, given)
        typed_as_work = spaced(given) in _WORK_KINDS or (not given and self.is_work(name))
        if self.is_character(name) and not typed_as_work:
            given = "character"
        elif entity is not None and entity.kind == "person" and fold(entity.name) == fold(name):
            given = "person"
        kinds = [spaced(given)] if given else []
        if entity is not None and (not given or spaced(given) in (entity.kind, spaced(entity.sub))):
            kinds += [spaced(entity.sub), spaced(entity.kind)]
        elif not kinds and fold(name) == fold(self._reading.subject):
            kinds.append(spaced(self._reading.subject_kind))
        held = [kind for kind in kinds if kind and kind != "work"]
        if not held and "work" in kinds and fold(name) == fold(self._reading.subject):
            held = [self._told_medium] if self._told_medium else []
        wider = [_FAMILIES[kind] for kind in held if kind in _FAMILIES]
        work = ["work"] if any(kind in _WORK_KINDS for kind in kinds) else []
        return tuple(dict.fromkeys((*held, *wider, *work)))

    def called(self, name: str, kind: str = "", evidence: str = "") -> str:
        """A thing as a stem names it.

        A work bears its medium (``the anime Metallic Rouge``), and what the article calls ``the Apollo
        program`` keeps its article.
        """
        kinds = self.kinds(name, kind)
        noun = next((_NOUNS[held] for held in kinds if held in _NOUNS), "")
        if noun in _QUOTED:
            name = _UNQUOTED.sub("", name).strip(' “”"')
        if noun:
            if noun not in _QUOTED and re.search(rf"\b{re.escape(noun)}\b", name, re.IGNORECASE):
                return name
            return f"the {noun} “{name}”" if noun in _QUOTED else f"the {noun} {name}"
        return self.short(name, kind, evidence)

    def short(self, name: str, kind: str = "", evidence: str = "") -> str:
        """The name with its article, but without its medium."""
        if name[:4].lower() == "the " or any(held in _NEVER_THE for held in self.kinds(name, kind)):
            return name
        known = self.entity(name, kind)
        if known is not None and known.kind == "person":
            return name
        if _TAKES_THE.match(name) and (known is None or known.kind != "place"):
            return f"the {name}"
        return f"the {name}" if self._takes_the(name, kind, evidence) else name

    def _takes_the(self, name: str, kind: str, evidence: str) -> bool:
        pattern = re.compile(rf"\bthe\s+{re.escape(name)}{_AFTER_NAME}", re.IGNORECASE)
        if evidence and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", evidence):
            return bool(pattern.search(evidence))
        entity = self.entity(name, kind)
        if entity is None:
            return False
        # Where it is first named; a window, so that the cost does not grow with the article.
        window = self._reading.content[max(0, entity.first - 8) : entity.first + len(name) + 40]
        return bool(pattern.search(window))

    def stands_alone(self, name: str, kind: str = "") -> bool:
        """Whether a stem may name this without its article at hand: nothing in it points elsewhere."""
        if "person" in self.kinds(name, kind) and " " not in name and fold(name) != fold(self.whole):
            return False
        if part := _PART_OF.match(name):
            name = name[part.end() :]
        if self.entity(name, kind) is not None and name[:1].isupper():
            return True
        return not _REFERRING.search(name) and not re.match(
            r"the (?:series|film|movie|anime|manga|game|show|book|novel|author|team|company|program)$",
            name.lower(),
        )
