"""A sentence as patterns read it: each name, value and role is one sign, brackets are gone.

``director Motonobu Hori, composer Taisei Iwasaki`` becomes ``R P, R P``, with a sign of the private use
area for each ``R`` and ``P``. So a pattern stays short and readable whatever the names look like, and
every sign knows the piece of the article that it stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from quiz.article.lexicon import Lexicon, Role
from quiz.article.mention import Mention, brackets
from quiz.article.text import Sentence

_EACH = 64
_BASE = 0xE000
CLASSES = (
    *("person", "work", "org", "place", "event", "name", "quote", "term", "character", "date"),
    *("year", "span", "decade", "century", "money", "percent", "number", "time", "demonym", "he"),
    *("she", "it", "the_work", "the_org", "noun", "nouns", "doing", "did", "by", "i"),
)
_AT = {name: _BASE + n * _EACH for n, name in enumerate(CLASSES)}

# What may fill a slot of a pattern; ``name`` is what nobody could settle.
SLOTS: dict[str, str] = {
    "person": "person name he she i",
    "people": "person name",
    "cast_name": "person name character work quote",
    "work": "work name quote the_work it",
    "title": "work name quote",
    "org": "org name the_org it",
    "place": "place name",
    "event": "event name",
    "named": "person work org place event name quote term character",
    "thing": "person work org place event name quote term the_work the_org it he she i character",
    "quote": "quote",
    "it": "it",
    "pronoun": "he she i",
    "date": "date year",
    "day": "date",
    "year": "year",
    "when": "date year span decade century",
    "span": "span",
    "decade": "decade century",
    "money": "money",
    "percent": "percent",
    "number": "number",
    "time": "time",
    "demonym": "demonym",
    "role": "noun",
    "roles": "noun nouns",
    "doing": "doing",
    "did": "did",
    "by": "by did",
    "event_or_date": "event date year",
}


def sign_class(names: str) -> str:
    """The characters, for a regular expression's brackets, that stand for these classes."""
    return "".join(f"\\u{_AT[name]:04x}-\\u{_AT[name] + _EACH - 1:04x}" for name in names.split())


NAMED_SIGNS = sign_class("person work org place event name quote term character")
ANY_SIGN = f"\\u{_BASE:04x}-\\u{_BASE + len(CLASSES) * _EACH - 1:04x}"
# Small words before a noun that somebody owns: "her first novel", "her own studio".
_COUNTED = frozenset(
    ("first", "second", "third", "last", "next", "own", "other", "many", "few", "several", "two")
)
_NO_KIND = (
    *("a", "an", "the", "of", "in", "on", "at", "for", "with", "and", "or", "is", "are", "was"),
    *("were", "has", "have", "had", "to", "by", "from", "as", "that", "which", "who", "will", "its"),
    *("his", "her"),
)
# A word before a medium that leaves the work the same: "the quirky film", and not "the previous film".
_ADJECTIVE = (
    r"(?!(?:first|second|third|fourth|fifth|sixth|previous|prior|earlier|preceding|last|latest|next|final|other"
    r"|another|only|best|worst|most|more|many|few|several|same|original|a|an|the|of|in|on|at|for|with|and|or|by"
    r"|from|as|to|is|was|are|were|has|had|that|which|who|current|present|old|classic|fellow|english|[a-z-]+est)"
    r"\b)[a-z][\w-]*"
)
# What makes another thing of a medium before it: "the film festival", "the feature debut".
_NO_WORK = (
    *("composition", "constitution", "scripts?", "finale", "debuts?", "festivals?", "industry", "business"),
    *("market", "world", "scene", "fans?", "artists?", "directors?", "critics?", "magazines?", "makers?"),
    *("houses?", "singers?", "companies"),
    *("stores?", "theaters?", "theatres?", "rights", "company", "companies", "studios?", "developers?"),
    *("publishers?", "awards?", "production company", "franchise", "directorial"),
)
# Directors of firms direct no works.
_OF_AN_OFFICE = re.compile(
    r"\b(?:marketing|managing|editorial|publishing|sales|brand|communications|operations|programming|licensing"
    r"|content|technical|festival|artistic|regional|associate|development|representative|company) $"
)
# Icons of a saved page stand in the private use area too: one of the text's own would be taken for a name.
_PUNCTUATION: dict[int, int | str] = {
    **str.maketrans("’‘“”–—", "''\"\"--"),
    **dict.fromkeys(range(_BASE, 0xF900), " "),
}


@dataclass(slots=True)
class Shadow:
    """One sentence as signs: ``text``, and for each of its characters where it stands in the article."""

    sentence: Sentence
    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    mentions: dict[str, Mention] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)
    present: frozenset[str] = frozenset()

    def piece(self, one: int, two: int) -> tuple[int, int]:
        """Where in the article the signs from ``one`` to ``two`` stand."""
        return self.starts[one], self.ends[two - 1]


@cache
def kind_of(sign: str) -> str:
    """The class of a sign, empty for an ordinary letter.

    >>> kind_of(chr(0xE000)), kind_of("a")
    ('person', '')
    """
    n = (ord(sign) - _BASE) // _EACH
    return CLASSES[n] if 0 <= n < len(CLASSES) else ""


class Caster:
    """Casts the shadows of one article's sentences."""

    def __init__(self, content: str, lexicon: Lexicon) -> None:
        self.content = content
        self.lexicon = lexicon
        nouns = "|".join(sorted(map(re.escape, lexicon.media), key=len, reverse=True))
        self._the_work = re.compile(
            r"\b(?:(?:the|this|its) (?:(?:upcoming|new|original|entire|whole|same|hit|popular|television|TV"
            rf"|live-action|[\w-]+ing) )?|the (?:{_ADJECTIVE} ){{1,2}}"
            rf"|the [{sign_class('number')}]-(?:volume|episode|part|chapter|page|minute|season) )({nouns})"
            rf"(?![\w-]| (?:{'|'.join(_NO_WORK)})\b)",
            re.IGNORECASE,
        )
        self._medium_before = re.compile(
            rf"(?:\b(?:the|a|an|this) )?(?:[\w-]+ )??\b({nouns})(,)? $", re.IGNORECASE
        )
        self._medium_after = re.compile(
            rf" (?:(?!(?:{'|'.join(_NO_KIND)})\b)[a-z-]+ ){{0,3}}?({nouns})(?![\w'-])", re.IGNORECASE
        )

    def shadow(self, sentence: Sentence, mentions: list[Mention], *, spoken: bool = False) -> Shadow:
        """The shadow of one sentence; where it is ``spoken`` in an interview, ``I`` is a sign too."""
        made = _Made(sentence)
        counts: dict[str, int] = {}
        text = sentence.text
        gone = brackets(text)
        at = 0
        edges = sorted(
            [(one, two, None) for one, two in gone]
            + [(m.start - sentence.start, m.end - sentence.start, m) for m in mentions if not m.aside],
            key=lambda edge: edge[0],
        )
        for one, two, mention in edges:
            if one < at:
                continue
            made.letters(text, at, one)
            if mention is not None:
                made.sign(self._sign(mention, counts, made), one, two)
            at = two
        made.letters(text, at, len(text))
        made.tidy()
        self._replace(made, self._works_said(made, counts))
        self._replace(made, self._roles(made, counts))
        self._replace(made, self._works_meant(made, counts))
        self._replace(made, self._pronouns(made, counts))
        if spoken:
            self._replace(made, self._speakers(made, counts))
        return made.shadow()

    def _sign(self, mention: Mention, counts: dict[str, int], made: _Made) -> str:
        kind = mention.kind if mention.kind in _AT else "name"
        sign = _next(kind, counts)
        if sign:
            made.mentions[sign] = mention
        return sign or " "

    def _works_said(self, made: _Made, counts: dict[str, int]) -> list[tuple[int, int, str]]:
        """``the film W`` and ``W novel series`` as W alone, its medium kept."""
        found = []
        for n, sign in enumerate(made.text):
            if kind_of(sign) not in ("work", "quote", "name"):
                continue
            match = self._medium_after.match(made.text, n + 1)
            if match:
                made.media[sign] = self.lexicon.media.get(
                    match[1].lower(), self.lexicon.media.get(match[1], "")
                )
                made.nouns[sign] = match[0].strip()
                found.append((n, match.end(), sign))
                continue
            before = self._medium_before.search(made.text[max(0, n - 50) : n])
            if before and kind_of(sign) != "name" and not before[2]:
                made.media[sign] = self.lexicon.media.get(
                    before[1].lower(), self.lexicon.media.get(before[1], "")
                )
        return found

    def _works_meant(self, made: _Made, counts: dict[str, int]) -> list[tuple[int, int, str]]:
        """``the series`` and the like as a reference to a work."""
        found = []
        for match in self._the_work.finditer(made.text):
            rest = made.text[match.end() : match.end() + 4]
            if re.match(rf"(?:,? [{NAMED_SIGNS}])| of | by ", rest) or (
                rest[:1] == " " and rest[1:2].isalpha() and rest[1:].startswith("ind")
            ):
                continue
            sign = _next("the_work", counts)
            if sign:
                made.media[sign] = self.lexicon.media.get(
                    match[1].lower(), self.lexicon.media.get(match[1], "")
                )
                found.append((match.start(), match.end(), sign))
        for match in re.finditer(
            r"\b[Tt]he (?:company|firm|studio|publisher|organization|organisation|agency|startup|group"
            r"|carmaker|airline|bank|university|club|society|association|museum|orchestra|charity|foundation)\b",
            made.text,
        ):
            if not re.match(
                rf",? [{NAMED_SIGNS}]| of | (?:behind|responsible|that made|which made)\b",
                made.text[match.end() :],
            ):
                sign = _next("the_org", counts)
                if sign:
                    found.append((match.start(), match.end(), sign))
        return sorted(found)

    def _roles(self, made: _Made, counts: dict[str, int]) -> list[tuple[int, int, str]]:
        """What somebody does on a work, the longest form first."""
        found = []
        low = made.text.lower()
        if len(low) != len(made.text):
            return []
        at = 0
        for word in re.finditer(r"[a-z3][\w]*", low):
            if word.start() < at or (
                word.start() and (low[word.start() - 1].isalnum() or low[word.start() - 1] == "-")
            ):
                continue
            for phrase, role in self.lexicon.phrases.get(word[0], ()):
                end = word.start() + len(phrase)
                if (
                    low.startswith(phrase, word.start())
                    and not low[end : end + 1].isalnum()
                    and low[end : end + 1] != "-"
                ):
                    if role.form == "by" and not low.startswith(" by ", end):
                        continue
                    if phrase == "director" and _OF_AN_OFFICE.search(low[: word.start()]):
                        continue
                    sign = _next("nouns" if role.plural else role.form, counts)
                    if sign:
                        made.roles[sign] = role
                        found.append((word.start(), end, sign))
                        at = end
                    break
            if at <= word.start() and word[0] in self.lexicon.tasks.firsts:
                for one, end, relation, form in self.lexicon.tasks.at(low, word.start()):
                    if sign := _next(form, counts):
                        made.roles[sign] = Role(relation, form, "person")
                        found.append((one, end, sign))
                        at = end
        return found

    def _pronouns(self, made: _Made, counts: dict[str, int]) -> list[tuple[int, int, str]]:
        found = []
        for match in re.finditer(r"\b(?:he|him|his|she|her|hers|it|its)\b(?!')", made.text, re.IGNORECASE):
            low = match[0].lower()
            kind = "he" if low in ("he", "him", "his") else "it" if low in ("it", "its") else "she"
            sign = _next(kind, counts)
            owner = low in ("his", "its") or (low == "her" and self._owned(made.text[match.end() :]))
            if sign:
                found.append((match.start(), match.end(), sign + ("'s" if owner else "")))
        return found

    def _speakers(self, made: _Made, counts: dict[str, int]) -> list[tuple[int, int, str]]:
        """``I``, ``I've`` and ``my`` of whoever is interviewed."""
        found = []
        for match in re.finditer(r"\bI(?:'ve)?\b(?!')|\b[Mm]y\b", made.text):
            sign = _next("i", counts)
            if sign:
                found.append((match.start(), match.end(), sign + ("'s" if match[0] in ("my", "My") else "")))
        return found

    def _owned(self, rest: str) -> bool:
        """Whether ``her`` owns what follows: a noun or a name, not ``and`` or a full stop."""
        following = re.match(rf" (?:([a-z]+)|[{ANY_SIGN}])", rest)
        word = (following[1] or "") if following else ""
        return following is not None and (word in _COUNTED or word not in self.lexicon.function)

    def _replace(self, made: _Made, found: list[tuple[int, int, str]]) -> None:
        for one, two, sign in reversed(found):
            made.replace(one, two, sign)


def _next(kind: str, counts: dict[str, int]) -> str:
    n = counts.get(kind, 0)
    counts[kind] = n + 1
    return chr(_AT[kind] + n) if n < _EACH else ""


class _Made:
    """A shadow in the making: characters with their places."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.text = ""
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.mentions: dict[str, Mention] = {}
        self.roles: dict[str, Role] = {}
        self.media: dict[str, str] = {}
        self.nouns: dict[str, str] = {}

    def letters(self, text: str, one: int, two: int) -> None:
        base = self.sentence.start
        piece = text[one:two].translate(_PUNCTUATION)
        self.text += piece
        self.starts += range(base + one, base + two)
        self.ends += range(base + one + 1, base + two + 1)

    def sign(self, sign: str, one: int, two: int) -> None:
        base = self.sentence.start
        self.text += sign
        self.starts.append(base + one)
        self.ends.append(base + two)

    def replace(self, one: int, two: int, sign: str) -> None:
        start, end = self.starts[one], self.ends[two - 1]
        self.text = self.text[:one] + sign + self.text[two:]
        self.starts[one:two] = [start] * len(sign)
        self.ends[one:two] = [end] * len(sign)

    def tidy(self) -> None:
        """One blank for many, none before a comma or possessive, no quotation marks around names."""
        kept: list[int] = []
        text = self.text
        for n, sign in enumerate(text):
            if self._owns(n) and kept:
                kept[-1:] = [n] if text[kept[-1]] == " " else [kept[-1], n]  # "Tern Films ' series"
                continue
            if sign == '"' or (
                sign == "'"
                and (not kept or text[kept[-1]] == " " or not text[n + 1 : n + 2].isalnum())
                and text[n - 1 : n + 2] != "s' "
            ):
                if sign == "'" and kind_of(text[n - 1]) and text[n + 1 : n + 2] == " " and text[n - 1 : n]:
                    kept.append(n)
                continue
            if sign.isspace():
                if kept and text[kept[-1]].isspace():
                    continue
                following = text[n + 1 :].lstrip()[:2]
                if following[:1] in ",;:." or following == "'s":
                    continue
            kept.append(n)
        self.text = "".join(" " if text[n].isspace() else text[n] for n in kept)
        self.starts = [self.starts[n] for n in kept]
        self.ends = [self.ends[n] for n in kept]
        for match in reversed(list(re.finditer(rf"(?<=[{NAMED_SIGNS}])'(?= )", self.text))):
            self.text = self.text[: match.end()] + "s" + self.text[match.end() :]
            self.starts.insert(match.end(), self.starts[match.start()])
            self.ends.insert(match.end(), self.ends[match.start()])

    def _owns(self, n: int) -> bool:
        """Whether the sign at ``n`` is a possessive's after a name in s that a link has set apart."""
        if self.text[n - 2 : n + 2][1:] != " ' " or n < 2 or self.text.count("'", n + 1):
            return False
        mention = self.mentions.get(self.text[n - 2])
        return mention is not None and mention.text[-1:] in "sSzZx"

    def shadow(self) -> Shadow:
        present = frozenset(kind_of(sign) for sign in self.text if ord(sign) >= _BASE) - {""}
        return Shadow(
            self.sentence,
            self.text,
            self.starts,
            self.ends,
            self.mentions,
            self.roles,
            self.media,
            self.nouns,
            present,
        )
