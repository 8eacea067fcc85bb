"""What each sentence of an article is about: fixed for the whole text before any fact is read.

Every sentence gets the work that "the series" would mean in it, why that one, and how sure that is. Where
two may be meant, or the heading above names something that is no known work, none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quiz.article.headings import headlined, is_headline
from quiz.article.identity import Identity
from quiz.article.shadow import NAMED_SIGNS, Shadow, sign_class
from quiz.article.votes import bare
from quiz.words import tr

_MUSIC = ("song", "album")
# Another title of what is spoken of, or what it comes from, or what somebody did: no other topic.
_ASIDE = re.compile(
    r"\b(?:under the title|known as|original title|originally titled|retitled"
    rf"|(?:based on|inspired by|adapted from|creators? of|authors? of|sequel to|prequel to|known for)"
    rf"(?: the)?(?: [a-z-]+){{0,2}}(?: [{NAMED_SIGNS}]'s)?(?: [a-z-]+){{0,2}}) $"
)
# "After two years, Lantern Ward came to a stop": what a sentence gets to after its first clause.
_FRONTED = re.compile(
    rf"(?:(?:The|Its|Their) (?:[^;:.,]{{3,60}})|[{sign_class('the_work')}]), ([{sign_class('work')}]),"
    r"|(?:After|Before|Since|In|On|With|Following|Despite|As|Though|Although|Written|Directed|Based|Created|Named)\b"
    rf"[^;:.]{{1,90}}?, (?:the )?([{sign_class('work')}])"
    r"(?=,| (?:[a-z]+ly )?"
    r"(?:was|is|has|had|will|ended|began|came|won|ran|started|finished|concluded|launched)\b)"
)
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
    r"|(?:has been|have been|is|was) (?:tapped|set(?= to| for)|announced)|boarded|signed on|signs on"
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
_BOOKS = frozenset({"manga", "novel", "light_novel"})
_UNTITLED = re.compile(r"\b[Uu]ntitled\b")
# What a work that only a heading names may be.
_MEDIUM = re.compile(r"\b(?:manga|anime|film|novel|game|series)\b", re.IGNORECASE)
# "Vilda Orme in Cinder Gate": what stands under a picture.
_CAPTION = re.compile(
    rf"(?:[A-Z]\w+ )?[{sign_class('person name')}](?: (?:[{NAMED_SIGNS}]|[A-Z]\w+))*"
    rf"(?: and [{sign_class('person name')}])?"
    rf" (?:in|from|on the set of) [{sign_class('work name place')}]\W*$"
)
_ITEM = ("• ", "- ", "* ")
# Lines that stand under a headline, and leave open what the article is about.
_BYLINE = re.compile(
    r"(?:by|via|posted|published|updated|written|filed|sources?|image|photo|credit)\b|[\w ]{3,24}: ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Active:
    """What stands before a sentence: the work that it may go on about.

    ``topic`` is that work. ``first`` and ``last`` are the works named in the
    section so far, ``several`` whether they differ. ``left`` was the topic of the paragraph before, ``news``
    another work with news of its own. ``untitled`` says that it is about a work that has no name yet.
    """

    topic: str = ""
    first: str = ""
    last: str = ""
    several: bool = False
    left: str = ""
    news: str = ""
    untitled: bool = False


class Focus:
    """What each sentence is about, by the place where it begins; ``shadows`` are all of them, in order."""

    def __init__(self, identity: Identity, shadows: Iterable[Shadow]) -> None:
        self.identity = identity
        self._topic = self._section = self._news = self._left = ""
        self._first = self._last = ""
        self._several = self._begun = False
        self._fresh = True
        self._people: set[str] = set()
        self._untold = ""
        self._untitled = self._shut = False
        self._media: dict[str, str] = {}
        self._active: dict[int, Active] = {}
        paragraph = -1
        for shadow in shadows:
            if shadow.sentence.paragraph != paragraph:
                paragraph = shadow.sentence.paragraph
                self._paragraph()
            self._begin(shadow)
            self._active[shadow.sentence.start] = Active(
                self._topic,
                self._first,
                self._last,
                self._several,
                self._left,
                self._news,
                self._untitled,
            )
            self._heard(shadow)

    def of(self, shadow: Shadow) -> Active:
        """What stands before a sentence."""
        return self._active[shadow.sentence.start]

    def work(self, shadow: Shadow, medium: str = "") -> tuple[str, float]:
        """Which work ``the series`` is in a sentence, and how sure; ("", 0) where it cannot be told."""
        identity, held = self.identity, self.of(shadow)
        if held.untitled:
            return "", 0.0
        if identity.subject_kind == "work":
            forerunner = held.left != identity.subject and held.left in identity.subject
            if not held.topic and held.left and forerunner and medium in _BOOKS:
                return identity.subject, 0.5  # "the manga", after a paragraph on the one that it comes from
            other = held.topic and held.topic != identity.subject and self._may_be(held, medium)
            return (held.topic, 0.8) if other else (identity.subject, 0.95)
        if held.topic:
            return (held.topic, 0.85) if self._suits(held.topic, medium) else ("", 0.0)
        if identity.about.column:
            return "", 0.0
        if held.first and (not held.several or identity.first(held.first) < identity.about.head):
            return held.first, 0.85
        return (held.last, 0.65) if held.last and not identity.subject else ("", 0.0)

    def sub(self, work: str) -> str:
        """The medium of a work; of one that only a heading names, what is said right below it."""
        return self.identity.sub(work) or self._media.get(work, "")

    def doubt(self, shadow: Shadow) -> str:
        """Why it cannot be told which work a sentence is about; empty where it can, or none is spoken of."""
        if self.of(shadow).untitled:
            return tr("it is about a work that is not named, or not known")
        return ""

    # The pass -------------------------------------------------------------------------------------

    def _paragraph(self) -> None:
        """A new paragraph begins: nobody has been named in it."""
        self._people.clear()
        self._fresh = True
        self._untitled = self._shut
        if self.identity.subject_kind == "work":
            self._left = self._topic
            self._topic = self._section

    def _begin(self, shadow: Shadow) -> None:
        """Take note of what a sentence speaks of before its facts are read."""
        if shadow.text[:2] in _ITEM:
            self._topic, self._untitled = self._section, False
        self._topic = self.announced(shadow) or self._topic
        begins = self._fresh and self.identity.about.column and not shadow.sentence.heading
        if begins and any("work" in m.options for m in shadow.mentions.values()):
            # In a column of news each paragraph has a work of its own.
            self._topic = self._section
        self._fresh = False

    def _heard(self, shadow: Shadow) -> None:
        """Take note of what a sentence has named."""
        self._untitled = _UNTITLED.search(shadow.text) is not None or (self._untitled and not self._topic)
        before = self._topic
        self._topic = (
            self.announced(shadow)
            or self._titled(shadow)
            or self.opening_work(shadow)
            or self._listed(shadow)
            or self._introduced(shadow)
            or ("" if self._untitled else self._topic)
        )
        caption = _CAPTION.match(shadow.text)
        if caption:
            self._topic = before
        self._begun = self._begun or not shadow.sentence.heading
        below = not caption and is_headline(shadow.sentence) and shadow.sentence.paragraph and self._begun
        if self._untold and not below:
            said = _MEDIUM.search(shadow.sentence.text)
            self._media[self._untold] = said[0].lower() if said else ""
            self._untold = ""
        if shadow.text[:2] in _ITEM and not self._topic:
            first = next((m for m in shadow.mentions.values() if m.start == shadow.sentence.start + 2), None)
            self._untitled = first is not None and first.named and not first.options
        if below and not _BYLINE.match(shadow.sentence.text):
            self._section = self._topic = self._headed(shadow)
            named = {m.options["work"] for m in shadow.mentions.values() if "work" in m.options}
            self._shut = len(named) > 1 and self.identity.subject not in named
            if self._section:
                self._first = self._last = ""
                self._several = False
        for sign in shadow.text:
            mention = shadow.mentions.get(sign)
            for kind, name in mention.options.items() if mention else ():
                if kind == "person":
                    self._people.add(name)
                elif kind == "work" and self.identity.sub(name) not in _MUSIC:
                    self._several = self._several or bool(self._first and name != self._first)
                    self._first = self._first or name
                    self._last = name

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
        self._news = work if self.identity.sub(work) not in _MUSIC else ""
        return self._news

    def _titled(self, shadow: Shadow) -> str:
        """The work that a sentence presents, though another's name begins it: ``a side story titled``."""
        presented = _PRESENTED.search(shadow.text) if self.identity.subject_kind != "work" else None
        mention = shadow.mentions.get(presented[1]) if presented else None
        work = mention.options.get("work", "") if mention else ""
        return work if self.identity.sub(work) not in _MUSIC else ""

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
                and self.identity.sub(work) not in _MUSIC
                and not _ELSEWHERE.search(shadow.text[: match.start()])
            ):
                found = work
        return found

    def _listed(self, shadow: Shadow) -> str:
        """The one work that an item of a list of news names: the rest of the item is about it."""
        return self._headed(shadow) if shadow.text[:2] in _ITEM else ""

    def _introduced(self, shadow: Shadow) -> str:
        """The work that a sentence names or presents (``a new game titled ...``), where there are several."""
        if self.identity.subject_kind == "work":
            return self._joined(shadow) or self.acted_on(shadow, len(shadow.text))
        presented = _PRESENTED.search(shadow.text)
        mention = shadow.mentions.get(presented[1]) if presented else None
        named = {
            m.options["work"]
            for sign, m in shadow.mentions.items()
            if "work" in m.options and not _ASIDE.search(shadow.text.partition(sign)[0])
        }
        work = mention.options.get("work", "") if mention else ""
        if not work and len(named) == 1 and self.identity.subject_kind in ("org", ""):
            work = named.pop()
        work = work or self.acted_on(shadow, len(shadow.text))
        return work if self.identity.sub(work) not in _MUSIC else ""

    def _joined(self, shadow: Shadow) -> str:
        """Another work than the article's that an item of casting news begins with."""
        if self._people or self.identity.subject in {m.options.get("work") for m in shadow.mentions.values()}:
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
        if quoted and not re.search(r"\b[a-z]{4,}", quoted[1]):
            return quoted[1]
        title = headlined(shadow.sentence.text) if is_headline(shadow.sentence) else ""
        known = self.identity.kinds.get(bare(title), "name")
        people = self.identity.knowledge.is_given(title.partition(" ")[0])
        own = self.identity.subject
        if known not in ("name", "work", "quote") or people or (own and (own in title or title in own)):
            return ""
        if title and known == "name":
            self._untold = title
        return title

    def opening_work(self, shadow: Shadow) -> str:
        """The work that a sentence begins with, and so is about; songs are never what it is about."""
        if fronted := _FRONTED.match(shadow.text):
            name = shadow.mentions[fronted[1] or fronted[2]].options["work"]
            return name if self.identity.sub(name) not in _MUSIC else ""
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
                return name if name and self.identity.sub(name) not in _MUSIC else ""
        return ""

    def _suits(self, work: str, medium: str) -> bool:
        """Whether "the novels" can mean a work, by its medium where both are known."""
        held = self.identity.sub(work)
        books, screens = {"novel", "light_novel", "manga"}, {"film", "anime", "series", "anime_series", "ova"}
        return not (medium and held) or not (
            (medium in books and held in screens) or (medium in screens and held in {"song", "album"})
        )

    def _may_be(self, active: Active, medium: str) -> bool:
        """Whether "the anime" may mean the topic: not where it is a film, and the article's own an anime."""
        if active.topic == active.news:
            return True  # and the manga that it is made from
        held, own = self.identity.sub(active.topic), self.identity.sub(self.identity.subject)
        return not (medium and held and medium != held and medium == own)
