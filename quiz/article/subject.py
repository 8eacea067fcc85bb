"""What an article is about: the person, work, organisation or event that most of it tells of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.article.headings import titles, topics
from quiz.article.mention import Mention
from quiz.article.text import Sentence
from quiz.article.votes import bare
from quiz.core.folding import fold

if TYPE_CHECKING:
    from quiz.article.identity import Identity

_WEIGHTS = {"work": 1.5, "person": 1.0, "org": 0.8, "event": 0.9, "place": 0.25, "term": 0.2, "quote": 0.0}
_THE_WORK = re.compile(
    r"\b(?:the|this) (?:\w+ )?(?:anime|series|film|movie|show|game|novel|book|manga|album)\b", re.IGNORECASE
)
_THE_ORG = re.compile(
    r"\bthe (?:company|firm|studio|publisher|agency|startup|carmaker|airline|bank)\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
# So many "he" and "she" are more than a news item has.
_MANY = 8
_PRONOUNS = 0.03
_REVIEW = re.compile(r"\breview\b", re.IGNORECASE)
_PRESENTED = re.compile(
    r"\b(?:show|series|film|anime|game|manga|movie|project)\b[^.;]{0,12}\b(?:en)?titled [“\"‘]?$"
)
_BEFORE = 25
# Scores of what an article may be about: the least, and how many works beside it make it a list.
_LEAST, _SEVERAL = 3, 2
_TOLD, _SONG = 5, 0.3
_CLEAR = 1.5
# What says something, and is no label or line of a cast.
_WHOLE = re.compile(r"[.!?…:][\"”’')\]]*$|(?:\S+\s+){11}")
# A line of so few words above an article is a label.
_LABEL = 4
# A column of news has more works than that.
_COLUMN = 4
_MUSIC = ("song", "album")

Scores = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class About:
    """What an article is about, and its kind: both empty where it is about no one thing.

    ``head`` is where its lead ends; a ``column`` has a work of its own in most paragraphs.
    """

    name: str = ""
    kind: str = ""
    head: int = 0
    column: bool = False


def lead(found: list[Sentence]) -> int:
    """The first line that says something, and is no headline, label or line of a cast."""
    plain = [n for n, sentence in enumerate(found) if not sentence.heading]
    if len(plain) > 1 and plain[0] == 0 and found[1].paragraph and found[0].text[-1:].isalnum():
        plain = plain[1:]  # a headline as long as a sentence
    return next((n for n in plain if _WHOLE.search(found[n].text)), plain[0] if plain else 0)


class Subjects:
    """Weighs what the names of one article say about its subject."""

    def __init__(self, identity: Identity, found: list[Sentence], title: str) -> None:
        self._identity = identity
        self._content = identity.content
        self._found = found
        self._told = f" {fold(title)} "
        first = lead(found)
        self._head = found[first].end if found else 0
        # A line below the headline tells of other news.
        self._under = [one for one in found[:first] if len(one.text.split()) > _LABEL][1:]
        self._presented: set[str] = set()

    def about(self) -> About:
        """The one that most of the article is about.

        What the first lines name counts three times; "the film" speaks for the works, "he" and "she" for
        the people.
        """
        scores = self._named()
        self._by_title(scores)
        self._by_nouns(scores)
        self._by_words(scores)
        if not scores:
            return About(head=self._head)
        people = len(_PRONOUN.findall(self._content))
        if people < _PRONOUNS * len(self._content.split()) and any(
            kind == "work" and (self._leads(name) or name in self._presented) for name, kind in scores
        ):
            # News of a film names its people oftener than the film; only a life says he or she all the time.
            scores = {pair: score for pair, score in scores.items() if pair[1] != "person"}
        (name, kind), score = max(
            scores.items(), key=lambda pair: (pair[1], -self._identity.first(pair[0][0]))
        )
        if kind == "work" and not self._in_title(name):
            column = self._in_passing(name) or self._headings_apart(name)
            if column or self._one_of_several(name):
                return About(head=self._head, column=column)
        if score < _LEAST:
            return About(head=self._head)
        longer = (full for full, other in scores if other == kind and self._is_more_of(full, name, kind))
        return About(next(longer, name), kind, self._head)

    def _leads(self, name: str) -> bool:
        return self._identity.first(name) < self._head

    def _in_title(self, name: str) -> bool:
        return bool(fold(name)) and f" {fold(name)} " in self._told

    def _named(self) -> Scores:
        """The weight of each name by how often and where it stands."""
        scores: Scores = defaultdict(float)
        for name in self._identity.names.values():
            for mention in name.mentions:
                if mention.aside or (mention.kind == "quote" and mention.text[:1].islower()):
                    continue
                for kind, full in mention.options.items():
                    new = (full, kind) not in scores
                    scores[full, kind] += self._weight(mention, full, kind, new=new)
        return scores

    def _weight(self, mention: Mention, full: str, kind: str, *, new: bool) -> float:
        at = mention.start
        leads = new and at < self._head and not any(one.start <= at < one.end for one in self._under)
        sub = self._identity.sub(full) if kind in ("place", "work") else ""
        # A house has a history.
        weight = _WEIGHTS["event" if sub == "building" else kind] if kind in _WEIGHTS else 0.0
        weight *= 3 if leads else 1
        if kind != "work":
            return weight
        if sub == "song":
            weight *= _SONG
        if _PRESENTED.search(self._content, max(0, at - _BEFORE), at):
            weight += _LEAST
            self._presented.add(full)
        if at < self._head and _REVIEW.search(self._line(at)):
            weight += _LEAST
        return weight

    def _by_title(self, scores: Scores) -> None:
        for name, kind in list(scores):
            if self._in_title(name):
                scores[name, kind] += _TOLD

    def _by_nouns(self, scores: Scores) -> None:
        """``the exhibition`` speaks for the Great Exhibition."""
        for name, kind in list(scores):
            last = name.split()[-1]
            if kind in ("event", "place") and last != name and len(last) > 3 and last.isalpha():
                if not self._leads(name):
                    continue
                said = len(re.findall(rf"\b[Tt]he {last.lower()}\b", self._content))
                scores[name, kind] += min(said, 20) * 0.75

    def _by_words(self, scores: Scores) -> None:
        """``the film``, ``she`` and ``the company`` speak for the likeliest of their kind."""
        for kind, pattern in (("work", _THE_WORK), ("person", _PRONOUN), ("org", _THE_ORG)):
            count = len(pattern.findall(self._content))
            rivals = [
                pair
                for pair in scores
                if pair[1] == kind
                and (
                    self._leads(pair[0])
                    or self._in_title(pair[0])
                    or (kind == "work" and scores[pair] > _LEAST * 2)
                )
            ]
            if rivals and (kind != "person" or count >= _MANY):
                best = max(rivals, key=lambda pair: (scores[pair], -self._identity.first(pair[0])))
                scores[best] += min(count, 30) * 0.5

    def _is_more_of(self, full: str, name: str, kind: str) -> bool:
        """``Tidewright: Iron Lagoon`` is what the news is about, ``Tidewright`` the series."""
        if full.startswith(f"{name}: "):
            return True
        return kind == "work" and full.startswith(f"{name} ") and self._leads(full) and not self._leads(name)

    def _line(self, at: int) -> str:
        """The line of the article that a place is in."""
        end = self._content.find("\n", at)
        return self._content[self._content.rfind("\n", 0, at) + 1 : end if end >= 0 else len(self._content)]

    def _one_of_several(self, work: str) -> bool:
        """Whether a work stands beside others in the lead, as in a list of news, and no oftener."""
        names = self._identity.names
        own = len(names[bare(work)].mentions) if bare(work) in names else 0
        near = [
            key
            for key, name in names.items()
            if key != bare(work)
            and self._identity.kinds.get(key) == "work"
            and name.first < self._head
            and len(name.mentions) * _CLEAR > own
            and not all(mention.aside for mention in name.mentions)
            and self._identity.sub(key) not in _MUSIC
        ]
        return len(near) >= _SEVERAL

    def _headings_apart(self, work: str) -> bool:
        """Whether the headings below tell news of works of their own."""
        told = topics(self._found)
        apart = sum(work not in title and title not in work for title in told) > _SEVERAL
        return apart or len(titles(self._found)) >= _SEVERAL

    def _in_passing(self, work: str) -> bool:
        """Whether most paragraphs are about works of their own, as in a column of news."""
        held: dict[int, set[str]] = defaultdict(set)
        for key, name in self._identity.names.items():
            if self._identity.kinds.get(key) != "work" or self._identity.sub(key) in _MUSIC:
                continue
            for mention in name.mentions:
                if not mention.aside:
                    n = bisect_right(self._found, mention.start, key=lambda sentence: sentence.start) - 1
                    held[self._found[n].paragraph].add(mention.options.get("work", key))
        own = sum(any(one in work or work in one for one in works) for works in held.values())
        others = len(held) - own
        return others > _SEVERAL and others >= 2 * own and len(set().union(*held.values())) > _COLUMN
