"""What a name may stand for, by votes: of the shipped knowledge, of its shape, of the words beside it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from quiz.article.knowledge import Knowledge
from quiz.article.lexicon import Lexicon
from quiz.article.mention import Mention
from quiz.article.text import Sentence
from quiz.article.values import PLATFORM
from quiz.resources import assets

# What a vote counts: of the knowledge, of a word that names the kind, of a medium right beside, of a shape.
KNOWN, _CUE, _NEAR, _SHAPE = 5, 3, 4, 2
_BESIDE = 40
# Small words inside people's names; Japanese "no" stands in titles.
_OF_NAMES = frozenset(
    ("de", "la", "von", "van", "der", "da", "di", "du", "del", "bin", "al", "ten", "ter", "zu", "le")
)
_NO_MEDIUM = frozenset(
    (
        *("a", "an", "the", "of", "in", "on", "at", "for", "with", "and", "or", "is", "are", "was"),
        *("were", "has", "have", "had", "to", "by", "from", "as", "that", "which", "who", "will"),
        *("its", "his", "her"),
    )
)
_INITIAL = re.compile(r"(?:^|\s)[A-Z]\.")
# "born 3 May 1940", "3 May 1940 – 2 June 2001"
_LIFE_NOTE = re.compile(r"(?:née |born |b\. )|[^–—]*\b\d{4}\s*[–—-]\s*[^–—]*\b\d{4}$")
_IS_A = re.compile(r"^ (?:was|is) an? ((?:(?!(?:of|in|who|that|and|for|from|by|at|based)\b)[\w'’-]+ ?){1,5})")
_JOINT = re.compile(r"[”\"’']?(?:,? and |, |,? & )[“\"‘']?")
_MEDIUM_IN_HEADLINE = re.compile(
    r" (?:TV |Television |Light |Web |Original |Live-Action )*"
    r"(?:Anime|Manga|Novels?|Film|Movie|Game|Series|Drama|OVA)\b"
    r"(?! (?:News|Reviews?|Round-?ups?|Guide|Awards?|Festival|Artists?|Creators?|Authors?|Directors?))"
)
_TOLD_OF = re.compile(r" (?:Announced|Revealed|Confirmed|Released|Delayed|Renewed|Ends|Begins|Returns)$")
# 'Clarence "Blue" Maddox': a nickname.
_SURNAME_AFTER = re.compile(r"^[”\"’']? [A-Z][\w'’-]+(?:[,.;:)]| (?:[a-z(]|[A-Z][\w'’-]+[,.;:)]))")
_OWNER = re.compile(r"(?:,? and [A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*)?\s?['’]s? [A-Za-z“\"]")
_OF_A_WORK = re.compile(
    r"(?:Directors?|Directed by|Cast|Starring|Stars|Developers?|Studio|Streams?|Streaming|Genres?|Platforms?"
    r"|Release Dates?|Premieres?|Premiere Date|Written by|Creators?|Runtime|Running Time|Episodes) ?(?::|\()",
    re.IGNORECASE,
)
_OWNED = re.compile(r"['’] ?s? (?:original )?$")
_THING = re.compile(r"[”\"’']?,? which\b")
_FIRMS_TOO = frozenset(["publisher", "producer", "maker", "developer", "distributor", "printer", "broker"])
_REVIEW_AFTER = re.compile(r"^['’\"”]*,? (?:movie |film |game |book )?(?:review|preview)\b", re.IGNORECASE)
_CALLED_BEFORE = re.compile(
    r"\b(?:known|called|nicknamed|dubbed|described|as|the|an?|named)\s+(?:the\s+)?[“\"‘']?$", re.IGNORECASE
)
# Words that begin a name and tell its kind, as others do at its end.
_FIRST_CUES = frozenset(
    (
        *("University", "Mount", "Lake", "Studio", "Battle", "Treaty", "Project", "Operation", "Bank"),
        *("Museum", "Ministry", "Department", "Institute", "Fort", "Port", "Cape", "House"),
    )
)
# Words that end the name of a row of works.
_ROWS = frozenset(("Trilogy", "Saga", "Chronicles", "Tetralogy"))
_TRADES = frozenset(("profession", "occupation", "trade", "scientist", "clergy"))


@dataclass(slots=True)
class Name:
    """All that is known of one surface form: its votes by kind, its sub, where it stands."""

    text: str
    votes: Counter[str] = field(default_factory=Counter)
    subs: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    lead: int = 0
    quoted: int = 0
    forms: set[str] = field(default_factory=set)

    @property
    def first(self) -> int:
        """Where it is first named."""
        return min(m.start for m in self.mentions)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something beside a name that tells its kind; the head of ``signs.toml`` says what each field is for."""

    kind: str
    weight: int
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    sub: str = ""
    quoted: bool = True
    several: bool = False
    person: bool = True

    def stands(self, before: str, after: str, quoted: bool, words: int, person: bool) -> bool:
        """Whether the sign stands beside a name of so many words."""
        if (quoted and not self.quoted) or (self.several and words < 2) or (person and not self.person):
            return False
        if self.before is not None and self.before.search(before) is None:
            return False
        return self.after is None or self.after.match(after) is not None


@cache
def signs() -> tuple[Sign, ...]:
    """The shipped signs, read once."""
    rows = tomllib.loads((assets() / "knowledge" / "signs.toml").read_text(encoding="utf-8"))["sign"]
    sides = ("before", "after")
    return tuple(
        Sign(
            before=re.compile(row["before"]) if "before" in row else None,
            after=re.compile(row["after"]) if "after" in row else None,
            **{key: value for key, value in row.items() if key not in sides},
        )
        for row in rows
    )


class Votes:
    """Collects the votes of one article's names, surface form by surface form."""

    def __init__(self, content: str, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.content = content
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.names: dict[str, Name] = {}
        self._lists: list[list[str]] = []
        self._headed = ""

    def hear(self, sentence: Sentence, row: list[Mention]) -> None:
        """Take in the mentions of one sentence."""
        if self._headed and _OF_A_WORK.match(sentence.text):
            # A title stands by itself above "Director: ..." and "Cast: ...".
            self.names[self._headed].votes["work"] += KNOWN + _SHAPE
        alone = sentence.heading and len(row) in (1, 2) and row[0].start == sentence.start and row[0].named
        self._headed = bare(row[0].text) if alone else ""
        for mention in row:
            if mention.named:
                self._note(sentence, mention)
        self._note_asides(sentence, row)
        self._note_lists(row)

    def _note(self, sentence: Sentence, mention: Mention) -> None:
        key = bare(mention.text)
        name = self.names.setdefault(key, Name(key))
        name.mentions.append(mention)
        name.forms.add(mention.text)
        if sentence.heading or sentence.paragraph <= 1:
            name.lead += 1
        for entry in mention.entries:
            if entry.kind == "term":
                continue  # a common noun, or a god that a planet is named after
            weight = 1 if entry.common and mention.kind != "quote" else KNOWN
            name.votes[entry.kind] += weight if not name.votes[entry.kind] else 0
            name.subs[entry.sub] += 1
        before = self.content[max(sentence.start, mention.start - _BESIDE) : mention.start]
        behind = mention.gloss[1] + sentence.start if mention.gloss else mention.end
        after = self.content[behind : min(sentence.end, behind + _BESIDE)]
        self._beside(name, mention, before, after, heading=sentence.heading)

    def _note_asides(self, sentence: Sentence, row: list[Mention]) -> None:
        """A bracket after a person lists that person's other works, where it lists names."""
        for mention in row:
            if not mention.gloss or mention.aside or not self.looks_like_person(mention.text.split()):
                continue
            for inner in row:
                at = inner.start - sentence.start
                if (
                    inner.aside
                    and inner.named
                    and mention.gloss[0] < at < mention.gloss[1]
                    and not self.looks_like_person(inner.text.split())
                ):
                    self.names[bare(inner.text)].votes["work"] += _NEAR

    def _note_lists(self, row: list[Mention]) -> None:
        """Names that stand in one list: ``A, B, and C``."""
        named = [m for m in row if not m.aside]
        at = 0
        while at < len(named):
            end = at + 1
            while end < len(named) and _JOINT.fullmatch(self.content[named[end - 1].end : named[end].start]):
                end += 1
            if end - at > 2 and all(m.named for m in named[at:end]):
                self._lists.append([bare(m.text) for m in named[at:end]])
            at = end

    def _alike(self) -> None:
        """Of a list whose other names are works, or people, one that is nothing yet is one too."""
        for keys in self._lists:
            kinds = [winner(self.names[key]) for key in keys]
            for kind in ("work", "person"):
                if kinds.count(kind) and kinds.count(kind) + kinds.count("name") == len(kinds):
                    for key, held in zip(keys, kinds, strict=True):
                        parts = key.split()
                        if held == "name" and (kind == "work" or 2 <= len(parts) <= 3):
                            self.names[key].votes[kind] += _SHAPE

    def _beside(self, name: Name, mention: Mention, before: str, after: str, *, heading: bool) -> None:
        """Votes from the words beside a mention."""
        capital = _MEDIUM_IN_HEADLINE.match(after) if heading else None
        if heading and mention.kind == "name" and _TOLD_OF.search(mention.text):
            before = ""  # "Exciting Anime Renewals Announced": in a headline every word has a capital
        medium = self._medium(before, after.lower() if capital else after, mention)
        if medium and (mention.text[:1].isupper() or mention.text[:1].isdigit() or medium == "song"):
            # A title in quotes beside its medium, or one that somebody owns, is no other thing of its name.
            sure = mention.kind == "quote" or _OWNED.search(before) is not None
            name.votes["work"] += _NEAR + (KNOWN if sure else 0)
            name.subs[medium] += 2
        parts = mention.text.split()
        person = self.looks_like_person(parts)
        if re.fullmatch(r"(?:19|20)\d\d", mention.note) and not person:
            name.votes["work"] += _CUE
        quote = mention.kind == "quote"
        if _THING.match(after):
            name.votes["person"] -= KNOWN + 1  # a person takes "who"
        said = set()
        owner = _OWNER.match(after) is not None
        for sign in signs():
            if owner and sign.kind == "work" and sign.before is not None:
                continue  # "the adaptation of Gakuto Mikumo's ...": whose it is
            # Two signs of one kind and weight say one thing.
            if (sign.kind, sign.weight) not in said and sign.stands(before, after, quote, len(parts), person):
                said.add((sign.kind, sign.weight))
                name.votes[sign.kind] += sign.weight
                if sign.sub:
                    name.subs[sign.sub] += 1
        if quote:
            self._in_quotes(name, mention, before, after)
        else:
            self._titles(name, mention, before, after)

    def _in_quotes(self, name: Name, mention: Mention, before: str, after: str) -> None:
        name.votes["quote"] += 1
        name.quoted += 1
        if _SURNAME_AFTER.match(after) and self.knowledge.is_given(
            before.rstrip("“\"‘' ").rpartition(" ")[2]
        ):
            return
        if " " in mention.text and _is_titled(mention.text) and not _CALLED_BEFORE.search(before):
            name.votes["work"] += 2
        if _REVIEW_AFTER.match(after) and mention.text[:1].isupper():
            name.votes["work"] += _NEAR + KNOWN

    def _titles(self, name: Name, mention: Mention, before: str, after: str) -> None:
        """Titles and trades, before a name or after it, and a life's dates: signs of a person."""
        words = before.replace("“", " ").split()
        last = words[-1].lower().strip(",") if words else ""
        firm = any(s.kind == "org" and s.before is not None and s.before.search(before) for s in signs())
        if (last in self.lexicon.titles or self._role_before(words)) and not firm:
            name.votes["person"] += _CUE
        if _LIFE_NOTE.match(mention.note) or (" " in mention.text and self._has_trade(after)):
            name.votes["person"] += _CUE
        if re.search(r"\b(?:band|group)\s+$", before):
            name.subs["band"] += 2

    def _medium(self, before: str, after: str, mention: Mention) -> str:
        """The medium that stands right beside a name: ``the film Akira``, ``Akira anime``."""
        plain = before.rstrip(" ,“\"‘'「『").lower()
        for noun in _tails(plain):
            if noun in self.lexicon.media:
                return self.lexicon.media[noun]
        rest = after.lstrip("”\"’' ") if mention.kind == "quote" else after.lstrip(" ")
        if after[:1] in " ”\"’'":
            medium = _medium_after(self.lexicon.media, rest)
            if medium:
                return medium
        return ""

    def _role_before(self, words: list[str]) -> bool:
        """Whether the words before a name are a role or a trade."""
        for size in (3, 2, 1):
            phrase = " ".join(words[-size:]).lower() if len(words) >= size else ""
            first = re.match(r"\w+", phrase)
            if first and any(
                p == phrase and r.form == "noun" and r.kind == "person"
                for p, r in self.lexicon.phrases.get(first[0], ())
            ):
                return True
        last = words[-1] if words else ""
        if not (last.isalpha() and last.islower()):
            return False
        return any(e.kind == "term" and e.sub in _TRADES for e in self.knowledge.named(last))

    def _has_trade(self, after: str) -> bool:
        """Whether a name is said to be something that people are: ``was a South African chemist``."""
        told = _IS_A.match(after)
        words = told[1].split() if told else []
        return any(word not in _FIRMS_TOO and self._role_before([word]) for word in words)

    def shapes(self) -> None:
        """Votes from the names themselves, once all are heard."""
        for key, name in self.names.items():
            parts = key.split()
            if len(parts) > 2 and any(p in ("no", "wa", "ga", "ni", "wo") for p in parts[1:-1]):
                name.votes["work"] += 2
            if any(p[:1].isupper() and p.lower() in self.lexicon.spoken for p in parts[1:]):
                name.votes["work"] += _CUE
            titled = any(form.startswith("The ") for form in name.forms)
            if titled and name.votes["person"] < _CUE:
                name.votes["work"] += 1
            if PLATFORM.fullmatch(key):
                name.votes["term"] += 2 * KNOWN
                name.subs["platform"] += 2 * KNOWN
            plain = name.quoted < len(name.mentions)
            if (len(parts) > 1 and parts[-1] in _ROWS) or (
                len(parts) > 2
                and parts[-1] in ("Animation", "Movie", "Series", "Musical", "ANIMATION")
                and {"the", "The", "THE"} & {parts[-2], parts[-3]}
            ):
                name.votes["work"] += _NEAR
            elif plain and len(parts) > 1 and (cue := self._cue(parts)):
                name.votes[cue[0]] += _CUE
                name.subs[cue[1]] += 1
            if plain and not titled and self.looks_like_person(parts):
                name.votes["person"] += _SHAPE
                if self.knowledge.is_given(parts[0]) and len(parts) == 2:
                    name.votes["person"] += _SHAPE
        self._alike()

    def _cue(self, parts: list[str]) -> tuple[str, str] | None:
        """The kind and sub that a word of a name tells: its last, or its first as in ``Battle of …``."""
        of = len(parts) > 2 and parts[1] == "of" and parts[0] in ("Battle", "Siege", "Treaty")
        cue = self.lexicon.cues.get(parts[0] if of else parts[-1])
        return cue or (self.lexicon.cues.get(parts[0]) if parts[0] in _FIRST_CUES else None)

    def looks_like_person(self, parts: list[str]) -> bool:
        """Whether words have the shape of a person's name: a given name, an initial or a surname in it."""
        if not 2 <= len(parts) <= 5 or any(re.search(r"\d", p) for p in parts):
            return False
        if any(p[:1].islower() and p not in _OF_NAMES for p in parts) or parts[-1] in _ROWS:
            return False
        whole = " ".join(parts)
        return (
            self.knowledge.is_given(parts[0])
            or bool(_INITIAL.search(whole))
            or (self.knowledge.is_surname(parts[-1]) and parts[0].isalpha())
        )


def bare(text: str) -> str:
    """A name as it is compared inside one article: blanks and dashes alike, with no article in front.

    >>> bare("The  Pinballs"), bare("Apollo–Soyuz")
    ('Pinballs', 'Apollo–Soyuz')
    """
    clean = " ".join(text.split())
    return clean[4:] if clean.startswith(("The ", "the ")) and len(clean) > 4 else clean


def _is_titled(text: str) -> bool:
    """Whether a quote is written as titles are: every weighty word with a capital."""
    return (
        all(word[:1].isupper() or word[:1].isdigit() or len(word) < 4 for word in text.split())
        and text[:1].isupper()
    )


def winner(name: Name) -> str:
    """The kind that most votes are for; ``name`` where none is sure."""
    votes = +name.votes
    if not votes:
        return "name"
    ranked = sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
    if ranked[0][0] == "quote":
        return "quote"
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1] and "quote" not in (ranked[0][0], ranked[1][0]):
        return "name"
    # One weak sign alone ("in Karlovac") is a hint and no more, but for places.
    if ranked[0][1] < 2:
        return "name"
    return ranked[0][0]


def _tails(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[-size:]) for size in (4, 3, 2, 1) if len(words) >= size]


def _medium_after(media: dict[str, str], rest: str) -> str:
    """The medium that follows a name, with up to three words before it (``fantasy novel series``)."""
    words = re.match(r"[\w-]+(?: [\w-]+){0,6}", rest)
    parts = words[0].split() if words else []
    for skip in range(4):
        for size in (4, 3, 2, 1):
            phrase = " ".join(parts[skip : skip + size])
            if len(parts) >= skip + size and phrase in media:
                return media[phrase]
        if skip >= len(parts) or not parts[skip].islower() or parts[skip] in _NO_MEDIUM:
            return ""
    return ""
