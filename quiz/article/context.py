"""What pronouns and "the series" stand for where the reading has come to.

Where that cannot be told, nothing is said: a fact that rests on a guess is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from quiz.article.identity import Identity
from quiz.article.shadow import NAMED_SIGNS, Shadow, kind_of, sign_class

_HE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
# Another title of what is spoken of, and no other work.
_UNDER = re.compile(r"\b(?:under the title|known as|original title|originally titled|retitled) $")
# A sentence is about what stands within so many signs of its beginning.
_OPENING = 30
# Where the article has a work of its own, another one must stand at the very beginning.
_AT_ONCE = 6
# "The 1999 film Old Piers" begins with Old Piers; "The team behind the film Old Piers" does not.
_ARTICLE_ONLY = re.compile(r"(?:The|A|An|This) (?:(?!(?:of|behind|for|with|by|in|on|from|to|at)\b)\S+ ){1,3}")

_PRESENTED = re.compile(rf"\b(?:titled|entitled|called|named|dubbed) ([{NAMED_SIGNS}])")
# "Onda launched the Lantern Ward manga", "is directing the Cinder Gate anime": what somebody acts on.
_ACTED_ON = re.compile(
    r"(?:\b(?:launch(?:es|ed|ing)?|start(?:s|ed|ing)?|beg[iau]ns?|beginning|end(?:s|ed|ing)?|conclude[sd]?"
    r"|finish(?:es|ed)?|resume[sd]?|serializ(?:es|ed|ing)|draws|drew|drawing|writes|wrote|writing)"
    rf"|[{sign_class('doing')}]) (?:(?:the|a|an|[{sign_class('he she it')}]'s) )?(?:[a-z-]+ ){{0,2}}"
    rf"([{sign_class('work')}])(?!'s)"
)
# What somebody did elsewhere: "who directed Ash Road, is directing the film".
_ELSEWHERE = re.compile(r"\b(?:who|whose|which|previously|formerly|earlier|known for)\b[^,;]*$")
_JOINED = re.compile(
    r"\b(?:latest (?:actor|actress|star|addition|name) to (?:join|board|the cast)|(?:is|are) joining|in talks"
    r"|(?:has been|have been|is|was) (?:tapped|set|announced)|boarded|signed on|signs on"
    r"|(?:has been|have been|is|was) cast|will star|ha(?:s|ve) joined|joins|boards)\b"
    rf"(?:[^.;,]{{0,50}} (?:for|in|to|of|[{NAMED_SIGNS}]'s)|(?<=join)|(?<=joining)|(?<=boarded))"
    rf" ([{NAMED_SIGNS}])(?=[ ,.;]|$)"
)
# "The staff of the Cinder Gate anime announced": news of another work than the article's.
_ANNOUNCED = re.compile(
    r"\b(?:website|account|staff|team|issue|video|trailer|page|committee)\b[^.;]{0,60}? (?:for|of) (?:the )?"
    rf"[^.;]{{0,50}}?([{NAMED_SIGNS}])[^.;]{{0,40}}? "
    r"(?:announced|announces|revealed|reveals|confirmed|began|posted|unveiled|started)\b"
)
# A headline that begins with a title.
_REVIEWED = re.compile(r"([A-Z].{1,60}?)\W+(?:(?:movie|film|game|book) )?review\W*$", re.IGNORECASE)
_QUOTED = re.compile(r"[‘“\"']([A-Z][^’”\"]{2,60})[’”\"'] [A-Z]")
_BORN = re.compile(r"\b[Bb]orn (?:[^.;]{0,40}? as )?$")
_BOOKS = frozenset({"manga", "novel", "light_novel"})
# Lines that stand under a headline, and leave open what the article is about.
_BYLINE = re.compile(r"(?:by|posted|published|updated|written|filed)\b", re.IGNORECASE)


@dataclass(slots=True)
class Context:
    """What pronouns and "the series" may stand for where the reading has come to."""

    identity: Identity
    people: list[str] = field(default_factory=list)
    last: str = ""
    opener: str = ""
    works: list[str] = field(default_factory=list)
    topic: str = ""
    section: str = ""
    orgs: list[str] = field(default_factory=list)
    firms: list[str] = field(default_factory=list)
    speaker: str = ""
    _said: str | None = None
    _news: str = ""
    _begun: bool = False
    _left: str = ""
    _fresh: bool = True

    def paragraph(self) -> None:
        """A new paragraph begins: nobody has been named in it."""
        self.people.clear()
        self.firms.clear()
        self.opener = ""
        self._fresh = True
        if self.identity.subject_kind == "work":
            self._left = self.topic
            self.topic = self.section

    def begin(self, shadow: Shadow) -> None:
        """Take note of what a sentence speaks of before its facts are read."""
        self.topic = self.announced(shadow) or self.topic
        begins = self._fresh and self.identity.about.column and not shadow.sentence.heading
        if begins and any("work" in m.options for m in shadow.mentions.values()):
            # In a column of news each paragraph has a work of its own.
            self.topic = self.section
        self._fresh = False

    def heard(self, shadow: Shadow) -> None:
        """Take note of whom a sentence has named."""
        opener = ""
        self.topic = (
            self.announced(shadow)
            or self._titled(shadow)
            or self.opening_work(shadow)
            or self._listed(shadow)
            or self._introduced(shadow)
            or self.topic
        )
        self._begun = self._begun or not shadow.sentence.heading
        below = shadow.sentence.heading and shadow.sentence.paragraph and self._begun
        if below and not _BYLINE.match(shadow.text):
            self.section = self.topic = self._headed(shadow)
            if self.section:
                self.works.clear()
        for sign in shadow.text:
            mention = shadow.mentions.get(sign)
            if mention is None:
                if kind_of(sign) in ("he", "she") and not opener:
                    opener = self.opener  # "she" goes on about whoever came before
                continue
            for kind, name in mention.options.items():
                if kind == "person" and _BORN.search(shadow.text.partition(sign)[0]):
                    continue  # the name that somebody was born with
                if kind == "person":
                    if name not in self.people:
                        self.people.append(name)
                    self.last = name
                    opener = opener or name
                elif kind == "work" and (not self.works or self.works[-1] != name):
                    self.works.append(name)
                elif kind == "org":
                    self.orgs.append(name)
                    if name not in self.firms:
                        self.firms.append(name)
        if opener:
            self.opener = opener

    def announced(self, shadow: Shadow) -> str:
        """Another work than the article's whose makers a sentence lets speak; empty for none."""
        own = self.identity.subject
        if self.identity.subject_kind != "work":
            return ""
        named = {m.options["work"] for m in shadow.mentions.values() if "work" in m.options}
        found = _ANNOUNCED.search(shadow.text)
        mention = shadow.mentions.get(found[1]) if found else None
        work = mention.options.get("work", "") if mention and found and found[1] in shadow.media else ""
        if not work or any(own in one or one in own for one in named):
            return ""
        self._news = work if self.identity.sub(work) not in ("song", "album") else ""
        return self._news

    def _titled(self, shadow: Shadow) -> str:
        """The work that a sentence presents, though another's name begins it: ``a side story titled``."""
        presented = _PRESENTED.search(shadow.text) if self.identity.subject_kind != "work" else None
        mention = shadow.mentions.get(presented[1]) if presented else None
        work = mention.options.get("work", "") if mention else ""
        return work if self.identity.sub(work) not in ("song", "album") else ""

    def acted_on(self, shadow: Shadow, end: int) -> str:
        """The work that the last verb before ``end`` launches, ends or makes; empty for none."""
        found = ""
        for match in _ACTED_ON.finditer(shadow.text):
            if match.start() >= end:
                break
            mention = shadow.mentions[match[1]]
            work = mention.options.get("work", "")
            if (
                work
                and len(mention.options) == 1
                and self.identity.sub(work) not in ("song", "album")
                and not _ELSEWHERE.search(shadow.text[: match.start()])
            ):
                found = work
        return found

    def _listed(self, shadow: Shadow) -> str:
        """The one work that an item of a list of news names: the rest of the item is about it."""
        return self._headed(shadow) if shadow.text[:2] in ("• ", "- ", "* ") else ""

    def _introduced(self, shadow: Shadow) -> str:
        """The work that a sentence names or presents (``a new game titled ...``), where there are several."""
        if self.identity.subject_kind == "work":
            return self._joined(shadow) or self.acted_on(shadow, len(shadow.text))
        presented = _PRESENTED.search(shadow.text)
        mention = shadow.mentions.get(presented[1]) if presented else None
        named = {
            m.options["work"]
            for sign, m in shadow.mentions.items()
            if "work" in m.options and not _UNDER.search(shadow.text.partition(sign)[0])
        }
        work = mention.options.get("work", "") if mention else ""
        if not work and len(named) == 1 and self.identity.subject_kind in ("org", ""):
            work = named.pop()
        work = work or self.acted_on(shadow, len(shadow.text))
        return work if self.identity.sub(work) not in ("song", "album") else ""

    def _joined(self, shadow: Shadow) -> str:
        """Another work than the article's that an item of casting news begins with."""
        if self.people or self.identity.subject in {m.options.get("work") for m in shadow.mentions.values()}:
            return ""
        found = _JOINED.search(shadow.text)
        mention = shadow.mentions.get(found[1]) if found else None
        return (mention.options.get("work") or mention.text) if mention else ""

    def _headed(self, shadow: Shadow) -> str:
        """The one work that a heading names: what stands below is about it."""
        named = {m.options["work"] for m in shadow.mentions.values() if "work" in m.options}
        if named:
            return named.pop() if len(named) == 1 else ""
        quoted = _QUOTED.match(shadow.sentence.text) or _REVIEWED.match(shadow.sentence.text)
        return quoted[1] if quoted and not re.search(r"\b[a-z]{4,}", quoted[1]) else ""

    def opening_work(self, shadow: Shadow) -> str:
        """The work that a sentence begins with, and so is about; songs are never what it is about."""
        reach = _OPENING if self.identity.subject_kind != "work" else _AT_ONCE
        for n, sign in enumerate(shadow.text[:_OPENING]):
            mention = shadow.mentions.get(sign)
            if mention is not None and mention.named:
                if n >= reach and not (sign in shadow.media and _ARTICLE_ONLY.fullmatch(shadow.text[:n])):
                    return ""
                if shadow.text[n + 1 : n + 2] == "-":
                    return ""
                if "person" in mention.options and shadow.text[n + 1 : n + 3] == "'s":
                    continue  # "Onda's earlier Lantern Ward ended"
                name = mention.options.get("work", "")
                return name if name and self.identity.sub(name) not in ("song", "album") else ""
        return ""

    def person(self, gender: str, here: Iterable[str] = ()) -> tuple[str, float]:
        """Whom ``he`` or ``she`` is, and how sure that is; ("", 0) where it cannot be told."""
        fits = [
            name
            for name in dict.fromkeys([*self.people, *here])
            if self.gender(name) in ("", "u", gender) and name != self.speaker
        ]
        sure = [name for name in fits if self.gender(name) == gender]
        main = self.identity.subject if self.identity.subject_kind == "person" else ""
        if main == self.speaker:
            main = ""  # nobody says "he" of himself
        if len(fits) == 1 and not sure and main and main != fits[0] and self.gender(main) == gender:
            return main, 0.75  # nobody knows whether that name is a man's or a woman's
        if len(fits) == 1:
            return fits[0], 0.95
        if len(sure) == 1 and sure[0] == self.opener:
            return sure[0], 0.85
        if main and self.gender(main) in ("", "u", gender):
            if not fits:
                return main, 0.85
            if main in fits and (self.opener in (main, "") or len(sure) == 1):
                return main, 0.8
        if self.opener in fits and len(sure) <= 1:
            return self.opener, 0.7
        return "", 0.0

    def gender(self, name: str) -> str:
        """``m`` or ``f``, ``u`` for a name of both, empty where it cannot be told."""
        for entry in self.identity.knowledge.named(name):
            if entry.kind == "person" and entry.gender:
                return entry.gender
        told = self.identity.knowledge.gender(name.split()[0])
        if (
            told not in ("m", "f")
            and name == self.identity.subject
            and self.identity.subject_kind == "person"
        ):
            return self._mostly() or told
        return told

    def _mostly(self) -> str:
        """Whether an article about one person says ``he`` or ``she`` nearly everywhere; empty for neither."""
        if self._said is None:
            he = len(_HE.findall(self.identity.content))
            she = len(_SHE.findall(self.identity.content))
            self._said = "m" if he > 3 and he > 4 * she else "f" if she > 3 and she > 4 * he else ""
        return self._said

    def work(self, medium: str = "") -> tuple[str, float]:
        """Which work ``the series`` is, the article's own before the last that was named."""
        identity = self.identity
        if identity.subject_kind == "work":
            forerunner = self._left != identity.subject and self._left in identity.subject
            if not self.topic and self._left and forerunner and medium in _BOOKS:
                return identity.subject, 0.5  # "the manga", after a paragraph on the one that it comes from
            other = self.topic and self.topic != identity.subject and self._may_be(self.topic, medium)
            return (self.topic, 0.8) if other else (identity.subject, 0.95)
        if self.topic:
            return (self.topic, 0.85) if self._suits(self.topic, medium) else ("", 0.0)
        if identity.about.column:
            return "", 0.0
        works = [name for name in self.works if identity.sub(name) not in ("song", "album")]
        if works and (len(set(works)) == 1 or self.identity.first(works[0]) < self.identity.about.head):
            return works[0], 0.85
        return (works[-1], 0.65) if works and not identity.subject else ("", 0.0)

    def _suits(self, work: str, medium: str) -> bool:
        """Whether "the novels" can mean a work, by its medium where both are known."""
        held = self.identity.sub(work)
        books, screens = {"novel", "light_novel", "manga"}, {"film", "anime", "series", "anime_series", "ova"}
        return not (medium and held) or not (
            (medium in books and held in screens) or (medium in screens and held in {"song", "album"})
        )

    def _may_be(self, work: str, medium: str) -> bool:
        """Whether "the anime" may mean this work: not where it is a film, and the article's own an anime."""
        if work == self._news:
            return True  # and the manga that it is made from
        held, own = self.identity.sub(work), self.identity.sub(self.identity.subject)
        return not (medium and held and medium != held and medium == own)

    def org(self) -> tuple[str, float]:
        """Which organisation ``the company`` is."""
        main = self.identity.subject if self.identity.subject_kind == "org" else ""
        if main and (not self.firms or self.firms[0] == main):
            return main, 0.9 if len(self.firms) < 2 else 0.75
        if len(self.firms) == 1:
            return self.firms[0], 0.8
        if main:
            return "", 0.0
        if self.orgs and len(set(self.orgs)) == 1:
            return self.orgs[-1], 0.75
        return "", 0.0
