"""When a key fact counts as found among the facts, and when as asked among the questions.

An object is *the same* as a right answer of the key when both fold to the same words, or when one contains
the other as whole words and is at most twice as long. Numbers compare by value, number words and ordinals
included (``nine`` and 9, ``1.8 million`` and 1,800,000), and every number of the shorter one must stand in
the longer. Leading and vague words (the, about, more than) do not count.

FOUND: a fact has such an object, and two of these three: its evidence overlaps the key's, its relation is
the same (or one of a small table of like ones), its subject shares a word with the key's subject or
relation. Where the relations are unlike and both in the shipped table, their objects must be of one type, and
no two different roles of a person: an editor is no director of the same sentence.

ASKED: the same of a question, by its right answers, its fact's evidence and its prompt. Of a true-or-false
question the fact counts that it was made of. Where a key fact has several right answers, at least half of
them must be found, or asked, in one fact or several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from quiz.core.facts import Fact
from quiz.core.folding import fold
from quiz.core.kinds import Kind
from quiz.core.questions import Question
from tests.quality.keys import KeyFact, canonical, told

Span = tuple[int, int]

# Relations that a reader of the same sentence may name either way.
_LIKE = (
    {"screenwriter", "writer", "series_composition", "story_by"},
    {"original_author", "author", "writer", "creator", "wrote"},
    {"voice_actor", "actor", "cast_member", "performer", "narrator"},
    {"photography_director", "cinematographer", "compositing_director"},
    {"premiere_date", "release_date", "theatrical_date", "streaming_date", "launch_date", "publication_date"},
    {"illustrator", "author", "background_artist", "original_author"},
    {"animation_studio", "production_company", "developer", "cg_studio"},
    {"year", "premiere_date", "release_date", "publication_date", "launch_date"},
    {"year", "start_date", "event_date", "act_year", "founding_year"},
    {"known_for", "earlier_work", "earlier_series", "last_collaboration", "team_worked_on"},
    {"producer", "production_company"},
    {"birth_date", "birth_year"},
    {"death_date", "death_year"},
    {"tv_network", "first_network", "streaming_service", "distributor"},
    {"opening_artist", "ending_artist", "theme_artist", "song_artist"},
    {"based_on", "source_medium", "inspired_by"},
    {"art_director", "production_designer"},
)
_ROLES = {"Staff", "Cast", "Music"}
_IDLE = {
    "a",
    "an",
    "the",
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "over",
    "more",
    "than",
    "approximately",
    "at",
    "least",
    "of",
}
# Words that two subjects share by chance.
_FILLING = {"in", "on", "to", "by", "from", "and", "for", "with", "s", "his", "her", "their", "date", "year"}
_UNITS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_WORDS = {
    **{word: n for n, word in enumerate(_SMALL)},
    **{word: n * 10 for n, word in enumerate(_TENS, 2)},
    **{word: n for n, word in enumerate(_ORDINALS, 1)},
}


def same(one: str, other: str) -> bool:
    """Whether two answers say the same.

    >>> same("Hori", "Motonobu Hori"), same("nine androids", "9"), same("October 6", "October 6, 2026")
    (True, True, True)
    >>> same("Mars", "the gritty industrial landscape of Mars"), same("1,200 pages", "200 pages")
    (False, False)
    """
    if fold(one) == fold(other):
        return True
    short, long = sorted((_tokens(one), _tokens(other)), key=len)
    if not short or len(short) * 2 < len(long):
        return False
    return any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))


@cache
def _tokens(text: str) -> tuple[str, ...]:
    """Folded words without idle ones, numbers as their values."""
    words = [word for part in fold(text).split() for word in _split(part)]
    made: list[str] = []
    value: Decimal | None = None
    for word in words:
        number = _number(word)
        if word in _UNITS and value is not None:
            value *= _UNITS[word]
        elif number is not None and value is not None and _tens(value) and number < 10:
            value += number
        else:
            if value is not None:
                made.append(_shown(value))
            value = number
            if number is None and word not in _IDLE:
                made.append(word)
    if value is not None:
        made.append(_shown(value))
    return tuple(made)


def _split(word: str) -> list[str]:
    # "12-episode" and "1969-1972" are two words; "-5" and "el-amin" stay what they are.
    return re.split(r"(?<=\d)-(?=\w)|(?<=[a-z])-(?=\d)", word)


def _number(word: str) -> Decimal | None:
    if found := re.fullmatch(r"(-?\d+(?:\.\d+)?)(?:st|nd|rd|th|%|s)?", word):
        return Decimal(found[1])
    small = _WORDS.get(word)
    return None if small is None else Decimal(small)


def _tens(value: Decimal) -> bool:
    return 20 <= value < 100 and value % 10 == 0


def _shown(value: Decimal) -> str:
    return format(value.normalize(), "f")


def like(one: str, other: str) -> bool:
    """Whether two relations name the same thing, as far as a key goes."""
    first, second = canonical(one), canonical(other)
    return first == second or any({first, second} <= group for group in _LIKE)


def clash(one: str, other: str) -> bool:
    """Whether two relations are known to be different things: the same name then proves nothing.

    >>> clash("director", "editor"), clash("spouse", "cinematographer"), clash("year", "release_date")
    (True, True, False)
    """
    if like(one, other):
        return False
    if not (told(one, "closed") and told(other, "closed")):
        return False
    if told(one, "object") != told(other, "object"):
        return True
    categories = {told(one, "category"), told(other, "category")}
    return told(one, "object") == "person" and (len(categories) > 1 or categories <= _ROLES)


class Text:
    """Finds a key's evidence in the text that was read, whatever became of white space and marks."""

    def __init__(self, content: str) -> None:
        self._at = [n for n, sign in enumerate(content) if _matters(sign)]
        self._bare = "".join(content[n] for n in self._at)

    def spans(self, evidence: str) -> list[Span]:
        """Where it stands: start and end in the text, each time."""
        bare = "".join(filter(_matters, evidence))
        found = [m.start() for m in re.finditer(re.escape(bare), self._bare)] if bare else []
        return [(self._at[n], self._at[n + len(bare) - 1] + 1) for n in found]


def _matters(sign: str) -> bool:
    return not sign.isspace() and sign not in "*_`#\u00ad\u200b"


def overlap(spans: Iterable[Span], start: int, end: int) -> bool:
    """Whether one of the spans shares a sign with start to end."""
    return any(one < end and start < two for one, two in spans)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the fact that it was made of."""

    question: Question
    fact: Fact

    @property
    def objects(self) -> tuple[str, ...]:
        """What a player must know."""
        match self.question.kind:
            case Kind.TRUEFALSE | Kind.ORDER:
                return self.fact.objects
            case Kind.NUMBER:
                return (f"{self.question.right[0]} {self.question.unit}".strip(),)
        return (*self.question.right, *self.fact.objects)


@dataclass(frozen=True, slots=True)
class Recall:
    """What became of each key fact."""

    key: tuple[KeyFact, ...]
    found: tuple[bool, ...]
    asked: tuple[bool, ...]

    def counts(self, *, closed: bool = False) -> tuple[int, int, int]:
        """How many there are, were found and were asked; only those with a closed relation, if so told."""
        rows = [
            (found, asked)
            for fact, found, asked in zip(self.key, self.found, self.asked, strict=True)
            if fact.closed or not closed
        ]
        return len(rows), sum(found for found, _ in rows), sum(asked for _, asked in rows)


def recall(content: str, key: Sequence[KeyFact], facts: Sequence[Fact], asked: Sequence[Asked]) -> Recall:
    """Match a key against the facts and the questions of an article."""
    text = Text(content)
    found: list[bool] = []
    put: list[bool] = []
    for one in key:
        spans = text.spans(one.evidence)
        stated = [fact for fact in facts if _states(fact, one, spans)]
        found.append(_enough(one, [fact.objects for fact in stated]))
        put.append(_enough(one, [item.objects for item in asked if _asks(item, one, spans)]))
    return Recall(tuple(key), tuple(found), tuple(put))


def _states(fact: Fact, key: KeyFact, spans: list[Span]) -> bool:
    return _fits(key, spans, fact, fact.relation, f"{fact.subject} {fact.context}")


def _asks(item: Asked, key: KeyFact, spans: list[Span]) -> bool:
    relation = item.question.relation or item.fact.relation
    subject = f"{item.question.prompt} {item.fact.subject} {item.fact.context}"
    return _fits(key, spans, item.fact, relation, subject)


def _fits(key: KeyFact, spans: list[Span], fact: Fact, relation: str, subject: str) -> bool:
    here = overlap(spans, fact.evidence.start, fact.evidence.end)
    alike = like(relation, key.relation)
    if here and alike:
        return True
    wanted = {*_tokens(key.subject), *_tokens(key.relation.replace("_", " "))} - _FILLING
    return bool(wanted & set(_tokens(subject))) and (alike or (here and not clash(relation, key.relation)))


def _enough(key: KeyFact, answers: Iterable[tuple[str, ...]]) -> bool:
    given = {text for objects in answers for text in objects}
    hit = sum(any(same(right, text) for text in given) for right in key.objects)
    return hit * 2 >= len(key.objects)
