"""Facts made fit to be asked, or not: an occasion, an office, a kinship in the stem, or no question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from quiz.article.naming import Naming
from quiz.article.relations import Relation
from quiz.article.stems import sorts
from quiz.article.tense import all_years
from quiz.article.truths import Truths
from quiz.article.values import years
from quiz.core.facts import Fact, Reading
from quiz.core.folding import fold
from quiz.words import tr

_EPITHET = re.compile(
    r"^(?:(?:an? )?(?:aspiring|former|young|old|retired|prominent|local|struggling|then|budding|amateur|"
    r"freelance|fellow|late|early|one-time|sometime|would-be|self-taught|eminent|distinguished|"
    r"prolific)[, ]+)+",
    re.IGNORECASE,
)
_SHARES = re.compile(r"\b(?:shares?|stock)\b", re.IGNORECASE)
_LOWER_BOUND = re.compile(r"\b(?:[Mm]ore than|[Oo]ver|[Aa]t least) how (many|much)\b")
_OFFICE = (
    r"(?:chief executive(?: officer)?|CEO|managing director|president|chairman|chairwoman|chair|head|"
    r"editor-in-chief|editor|administrator|director|principal|chancellor|prime minister|mayor|governor|"
    r"artistic director|conductor)"
)
_AS_OFFICE = re.compile(rf"\bas (?:the |its |their )?({_OFFICE})(?: of ((?:the )?[A-Z][\w.&' -]*\w))?")
_OFFICES = {"ceo": "chief executive", "president": "president", "chairman": "chairman", "leader": "head"}
_PASSING = frozenset({"profession", "job", "nationality", "age", "definition"})
_KIN = {"father": "the father", "mother": "the mother", "spouse": "the spouse"}
_SONGS = frozenset({"opening_theme", "ending_theme", "theme_song", "insert_song"})
_ARTISTS = frozenset({"opening_artist", "ending_artist", "theme_artist", "song_artist"})
_SOME_KIN = {"son": "a son", "daughter": "a daughter", "brother": "a brother", "sister": "a sister"}
_DAYS = frozenset(
    {
        *("start_date", "end_date", "event_date", "act_date", "when_did", "opening_date", "completion_date"),
        *("death_date", "birth_date", "announcement_date", "publication_date"),
    }
)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_BY_THE_WAY = re.compile(
    r"(?:supported|sent|asked|told|said|wrote|gave|met|visited|called|wanted|thought|knew|helped|agreed|praised|announced|issued|collaborated|worked|spoke|attended|joined)\b"
)
_NOTHING_DONE = re.compile(r"(?:announce|say|tell|send|ask|write to) |take over from (?!.* as )")
_VOLUME = re.compile(r"\bvolume\b", re.IGNORECASE)
_ABBREVIATED = re.compile(r"[A-Z]{2,5}")
_OFTEN = 4
"""Somebody whom an article names so often is one of those whom it is about."""
# How surnames end that only one people has, and what it is called.
_TELLING = (
    (re.compile(r"(?:opoulos|akis|idis|akalos|atos|iadis|aris)$"), "greek"),
    (re.compile(r"(?:ski|ska|icz|czyk|wicz)$"), "polish"),
    (re.compile(r"(?:ić|ovic|evic)$"), "serbian"),
    (re.compile(r"(?:ini|etti|elli|ucci|aris|ozzi|otti|acci)$"), "italian"),
    (re.compile(r"(?:sson|qvist|ström)$"), "swedish"),
    (re.compile(r"(?:nen|läinen)$"), "finnish"),
    (re.compile(r"(?:ov|ova|enko|sky|skaya|yev|eva)$"), "russian"),
    (re.compile(r"(?:oğlu|oglu)$"), "turkish"),
    (re.compile(r"(?:yan|ian)$"), "armenian"),
    (re.compile(r"(?:shvili|adze)$"), "georgian"),
)


class Fitness:
    """What one article's facts need, to be asked by strangers to it."""

    def __init__(self, reading: Reading, truths: Truths, naming: Naming) -> None:
        self._reading = reading
        self._truths = truths
        self._naming = naming
        self._mentions = {fold(one.name): one.mentions for one in reading.entities}
        self._songs = {fold(one) for fact in reading.facts if fact.relation in _SONGS for one in fact.objects}
        self._latest = max(all_years(reading.content), default=2020)
        self._kin: dict[str, tuple[str, str]] = {}
        self._heads: dict[str, tuple[str, str]] = {}
        self._told = Counter(fold(one.subject) for one in reading.facts if one.relation not in _PASSING)
        prizes: Counter[str] = Counter()
        won: set[tuple[str, str]] = set()
        for fact in reading.facts:
            for one in fact.objects:
                self._take_note(fact, fold(one))
                if fact.relation == "award" and (fold(fact.subject), fold(one)) not in won:
                    won.add((fold(fact.subject), fold(one)))
                    prizes[fold(fact.subject)] += 1
        self._prizes = prizes
        self._winners: dict[str, set[str]] = {}
        for subject, prize in won:
            self._winners.setdefault(prize, set()).add(subject)

    def _take_note(self, fact: Fact, one: str) -> None:
        if fact.relation in _KIN:
            self._kin.setdefault(one, (_KIN[fact.relation], fact.subject))
        elif fact.relation in _SOME_KIN:
            self._kin.setdefault(one, (_SOME_KIN[fact.relation], fact.subject))
        if fact.relation in _OFFICES:
            self._heads.setdefault(one, (_OFFICES[fact.relation], fact.subject))

    def fitted(self, fact: Fact) -> Fact:
        """The fact as it is asked: its trade without epithets, its occasion and office in the stem."""
        if fact.relation in ("profession", "job", "parent_trade"):
            fact = replace(fact, objects=tuple(_EPITHET.sub("", one) or one for one in fact.objects))
        if fact.relation == "profession":
            return self._of_kin(fact)
        if fact.relation in _ARTISTS:
            artists = tuple(one for one in fact.objects if fold(one) not in self._songs)
            return replace(fact, objects=artists or fact.objects)
        if fact.relation in ("illness", "job") and not fact.qualifier:
            named = set(years(self._sentence(fact)))
            return replace(fact, qualifier=f"in {named.pop()}") if len(named) == 1 else fact
        if fact.relation == "award" and not fact.qualifier and self._prizes[fold(fact.subject)] > 1:
            return self._with_year(fact)
        if fact.relation in ("predecessor", "successor", "replaced"):
            return self._with_office(fact)
        if fact.relation in _DAYS:
            return self._in_its_year(fact)
        if _LOWER_BOUND.search(fact.stem):
            return replace(fact, stem=_LOWER_BOUND.sub(_about, fact.stem))
        return fact

    def _of_kin(self, fact: Fact) -> Fact:
        """A relative's trade, asked of the relative: nobody else knows who that is."""
        kin, of = self._kin.get(fold(fact.subject), ("", ""))
        if not kin or fact.stem or len(fact.objects) > 1 or self._is_whole(fact.subject):
            return fact
        if self._truths.names(of) == self._truths.names(fact.subject):
            return fact
        if kin.startswith("the ") and kin != "the spouse":
            did = "did" if self._naming.is_gone(of) else "does"
            return replace(fact, stem=f"What {did} {kin} of {of} do for a living?")
        if kin == "the spouse":
            return fact
        was = "was" if self._naming.is_gone(of) else "is"
        return replace(fact, stem=f"What {was} the profession of {fact.subject}, {kin} of {of}?")

    def _with_year(self, fact: Fact) -> Fact:
        named = set(years(fact.evidence.text))
        return replace(fact, qualifier=f"in {named.pop()}") if len(named) == 1 else fact

    def _with_office(self, fact: Fact) -> Fact:
        """A succession with the office that it is about; where none is known, without a qualifier."""
        if "person" not in self._naming.kinds(fact.subject, fact.subject_type) or " as " in fact.qualifier:
            return fact
        found = _AS_OFFICE.search(fact.evidence.text)
        holder = self._heads.get(fold(fact.subject)) or self._heads.get(fold(fact.objects[0]))
        if found is not None:
            office, body = found[1], found[2] or (holder[1] if holder is not None else "")
        elif holder is not None:
            office, body = holder
        else:
            return fact
        return replace(fact, qualifier=f"as {office} of {body}" if body else f"as {office}")

    def _in_its_year(self, fact: Fact) -> Fact:
        """A day of a year that its sentence names elsewhere."""
        value = fact.objects[0]
        if not _is_day(value) or fact.qualifier or fact.stem or years(fact.subject):
            return fact
        named = set(years(self._sentence(fact)))
        return replace(fact, qualifier=f"in {named.pop()}") if len(named) == 1 else fact

    def _sentence(self, fact: Fact) -> str:
        """The sentence about a fact's evidence, near enough."""
        content = self._reading.content
        start = max(content.rfind(". ", 0, fact.evidence.start), content.rfind("\n", 0, fact.evidence.start))
        end = min(
            (
                at
                for at in (content.find(". ", fact.evidence.end - 1), content.find("\n", fact.evidence.end))
                if at > 0
            ),
            default=len(content),
        )
        return content[start + 1 : min(end, fact.evidence.end + 400)]

    def _is_whole(self, name: str) -> bool:
        return not self._truths.names(name).isdisjoint(self._truths.names(self._reading.subject))

    def unfit(self, fact: Fact, relation: Relation | None) -> str:
        """Why a fact is not asked; empty when it may be."""
        kinds = self._naming.kinds(fact.subject, fact.subject_type)
        if relation is None:
            return ""
        if fact.relation == "nationality":
            if (
                "org" in kinds
                or "company" in kinds
                or "studio" in kinds
                or not {"person", "character"} & set(kinds)
            ):
                return tr("a company has no nationality")
            if not self._is_whole(fact.subject) and self._truths.knows(fact.subject, "person"):
                return tr("everybody knows")
            if self._is_told(fact):
                return tr("the name gives it away")
        if fact.relation in _PASSING and not fact.stem and self._is_passing(fact, kinds):
            return tr("somebody named in passing, whom no stranger to the article knows")
        if fact.relation == "percentage" and _SHARES.search(f"{fact.subject} {fact.context}"):
            return tr("what a share did on one day is soon forgotten")
        if fact.relation in ("predecessor", "successor", "replaced") and "person" in kinds:
            return "" if fact.qualifier else tr("it is not said in which office")
        if fact.relation == "award" and self._prizes[fold(fact.subject)] > 1 and not fact.qualifier:
            return tr("several were won, and nothing tells this one from the others")
        if fact.relation in _DAYS and not fact.stem and self._lacks_year(fact):
            return tr("a day without its year")
        return self._idle(fact, relation) or self._unexplained(fact, relation, kinds)

    def _idle(self, fact: Fact, relation: Relation) -> str:
        """Why nobody should be asked this, whoever it is about; empty where it is worth asking."""
        if relation.ask == "never":
            return tr("it is told by the way, and nothing hangs on it")
        if is_only_typed(fact, relation) and not years(fact.qualifier) and not self._is_one_of_many(fact):
            return tr("no year tells it from others of its sort")
        real = not fact.context or self._truths.knows(fact.subject, "person")
        if relation.name == "profession" and not fact.stem and real:
            return tr("what somebody is by profession gives itself away, or nobody could know it")
        if relation.name in ("author", "original_author") and fold(fact.subject) in self._songs:
            return tr("a song has a singer and a composer, and no author")
        if relation.name == "moved_to" and self._is_told_closer(fact):
            return tr("the article tells more exactly where")
        if relation.name == "who_did" and _BY_THE_WAY.match(fact.subject):
            return tr("many may have done that, and nothing hangs on it")
        if relation.object == "date" and _VOLUME.search(fact.subject):
            return tr("the day on which one of many volumes came out is soon forgotten")
        if relation.name in ("act_date", "act_year") and _NOTHING_DONE.match(fact.context):
            return tr("many may have done that, and nothing hangs on it")
        if relation.object == "title" and len(fact.objects[0].split()) == 1:
            return tr("the office is named without what it is of")
        return ""

    def _is_told_closer(self, fact: Fact) -> bool:
        """Whether another move of the same year has its month: to New York, where this one has America."""
        return any(
            other.relation == fact.relation
            and fold(other.subject) == fold(fact.subject)
            and years(other.qualifier) == years(fact.qualifier)
            and len(other.qualifier) > len(fact.qualifier)
            for other in self._reading.facts
        )

    def _is_one_of_many(self, fact: Fact) -> bool:
        """Whether a prize is among those that an article tells of: what others won stands against it."""
        mine = fold(fact.subject)
        others = [prize for prize, winners in self._winners.items() if mine not in winners]
        return fact.relation == "award" and len(others) > 1

    def _unexplained(self, fact: Fact, relation: Relation, kinds: Iterable[str]) -> str:
        """What a stranger to the article could not know of the subject; empty where the stem stands alone."""
        name = fact.subject
        untold = "work" in kinds and self._naming.called(name, fact.subject_type) == name
        if relation.name in ("launch_date", "price", "episode_count") and (
            untold or {"manga", "novel"} & set(kinds)
        ):
            # Of which medium, of which edition, of which volume?
            return tr("nothing says what {name} is", name=name)
        if fact.stem or self._is_whole(name):
            return ""
        known = self._truths.knows(name)
        in_life = "person" in kinds and relation.category == "Life"
        if in_life and not known and self._mentions.get(fold(name), 1) < _OFTEN:
            return tr("somebody named in passing, whom no stranger to the article knows")
        if known and relation.name == "genre":
            return tr("a well-known work is of more sorts than the article says")
        if untold and not self._truths.knows(name, "work") and relation.name == "year":
            return tr("nothing says what {name} is", name=name)
        if _ABBREVIATED.fullmatch(name) and not any(
            self._truths.knows(name, one) for one in ("org", "place")
        ):
            return tr("{name} is an abbreviation that the question does not explain", name=name)
        return ""

    def _lacks_year(self, fact: Fact) -> bool:
        value = fact.objects[0]
        said = f"{fact.subject} {fact.qualifier} {fact.context}"
        in_news = fact.relation == "death_date" or self._is_news()
        return _is_day(value) and not years(said) and not in_news

    def _is_news(self) -> bool:
        """Whether a day alone may stand: news are about days of the present."""
        return self._latest >= 2015 and not self._naming.is_gone(self._reading.subject)

    def _is_told(self, fact: Fact) -> bool:
        """Whether a surname is at home with the very people that are asked for, or the key is a compound."""
        value, surname = fold(fact.objects[0]), fact.subject.split()[-1]
        if len(value.split()) > 1 and value not in ("south korean", "south african", "new zealand"):
            return True
        if any(shown.search(surname) and value == people for shown, people in _TELLING):
            return True
        return self._truths.tongue(fact.subject) == value

    def _is_passing(self, fact: Fact, kinds: Iterable[str]) -> bool:
        """Somebody real whom the article names but once, and who is not what it is about."""
        if "person" not in kinds or self._is_whole(fact.subject) or fact.context:
            return False
        if fact.relation == "age":
            return True
        told = self._told[fold(fact.subject)] > 0 or self._truths.knows(fact.subject, "person")
        return self._mentions.get(fold(fact.subject), 1) <= 1 and not told


def is_only_typed(fact: Fact, relation: Relation) -> bool:
    """Whether no choices are fair: universities can be told from one another, other employers cannot."""
    return relation.ask == "typed only" and "university" not in sorts(fact.objects[0])


def _about(found: re.Match[str]) -> str:
    return f"{'About' if found[0][0].isupper() else 'about'} how {found[1]}"


def _is_day(value: str) -> bool:
    """Whether a date names day and month without a year."""
    return not years(value) and _MONTH.search(value) is not None and re.search(r"\d", value) is not None
