"""What an article says, as values: facts with their evidence, and what stands against them.

A fact is planned before a question is written: an item is only as good as the fact below it. Finding
facts is ``quiz.article``'s business; the words here are shared with whatever reviews or stores them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What has become of a draft."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of an article: ``text`` is exactly ``content[start:end]``, counted in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Subject, relation, object, and the piece of the article that says so.

    Names are canonical: the longest form that the article gives (``Motonobu Hori``, never ``Hori``).
    ``objects`` holds every member of a set that the article gives together; where it holds more than one,
    each is right. Types are those of :class:`Entity`. ``context`` is the whole that the fact belongs to,
    where the subject alone would not say it (a character's film), ``qualifier`` what narrows it (``in
    Japan``), worded to stand at a stem's end. ``hedged`` is a claim that the article does not vouch for,
    ``opinion`` a judgement. ``stem`` is a whole question that the article's own clause gives (``Who sailed
    round the cape first?``), for what no relation covers. ``confidence`` runs from 0 to 1.
    """

    relation: str
    subject: str
    objects: tuple[str, ...]
    evidence: Evidence
    subject_type: str = ""
    object_type: str = ""
    context: str = ""
    qualifier: str = ""
    hedged: bool = False
    opinion: bool = False
    stem: str = ""
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that an article names.

    ``kind`` is a broad type (person, work, org, place, character, event, term, title), ``sub`` a narrower
    one where it is known (anime, film, novel; studio, magazine, network; city, country). ``aliases`` are
    the other forms that the article or the shipped knowledge gives. ``first`` is where it is first named.
    ``aside`` says that it is only named in passing: in a bracket after another name.
    """

    name: str
    kind: str
    sub: str = ""
    aliases: tuple[str, ...] = ()
    first: int = 0
    mentions: int = 1
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction."""

    object: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two values for what can have one; neither is asked, and neither is the other's distractor."""

    relation: str
    subject: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of the article that no question came from, and why, in a plain sentence."""

    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of one article.

    ``content`` is the text that offsets count in, ``subject`` the name of what the article is mostly
    about ('' when that is not clear), ``subject_kind`` its sub or kind.
    """

    content: str
    title: str
    language: str
    words: int
    subject: str = ""
    subject_kind: str = ""
    facts: tuple[Fact, ...] = ()
    entities: tuple[Entity, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    note: str = ""
