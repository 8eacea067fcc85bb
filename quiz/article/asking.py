"""One fact as one question: the kinds that suit it are tried in turn, until one passes the linter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quiz.article import typed
from quiz.article.distractors import MADE, Distractors, Wrong, shares_surname
from quiz.article.fitness import is_only_typed
from quiz.article.gate import Gate
from quiz.article.knowledge import Knowledge
from quiz.article.made import NUMBER_WORDS, bare, is_rough
from quiz.article.naming import Naming
from quiz.article.ranking import Draft, Ranking, Scored
from quiz.article.relations import Relation, Relations
from quiz.article.stems import Stem, Stems
from quiz.article.truths import Truths
from quiz.article.values import years
from quiz.article.wording import listed, lowered
from quiz.core.drawing import Dice, derive, in_order
from quiz.core.facts import Fact, Reading
from quiz.core.kinds import Difficulty, Kind
from quiz.core.questions import Question, natural_id
from quiz.core.scoring import parse_number
from quiz.words import tr


@dataclass(frozen=True, slots=True)
class Unasked:
    """That no question came of a fact, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Tried:
    question: Question
    closeness: float


_AND_MORE = re.compile(r"\b(?:and|or) (?:\w+ )?(?:others?|more)\b")
_ROUGHLY = r"(?:some|about|around|roughly|approximately|nearly|almost|over|more than|at least|up to|under) "
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_MONTH_YEAR = re.compile(r"[A-Z][a-z]+ (?:1\d|20)\d\d|[A-Z][a-z]{3,}")
_TYPED_SHARE = 3
"""One of so many counts and years is typed, the others are chosen."""
_LARGEST_TYPED = 30


class Asking:
    """Makes the questions of one article."""

    def __init__(
        self, reading: Reading, knowledge: Knowledge, relations: Relations, truths: Truths, seed: int
    ) -> None:
        self._seed = seed
        self._reading = reading
        self._truths = truths
        self._naming = Naming(reading)
        self.stems = Stems(self._naming, seed)
        self._distractors = Distractors(reading, knowledge, relations, truths, self._naming)
        self.gate = Gate(reading)

    def draft(self, fact: Fact, relation: Relation, ranking: Ranking) -> Scored | Unasked:
        """The best question that this fact gives."""
        tried = self._tried(fact, relation)
        if tried is None:
            return Unasked(self._why(fact, relation))
        hard = ranking.difficulty(fact, relation, tried.closeness)
        if tried.question.kind in (Kind.TEXT, Kind.NUMBER) and hard is Difficulty.EASY:
            hard = Difficulty.MEDIUM
        confidence = round(fact.confidence * (0.9 + 0.1 * tried.closeness), 2)
        question = self.finished(tried.question, fact, relation, hard, confidence)
        worth = ranking.worth(fact, relation, tried.closeness)
        return Scored(Draft(question, fact, confidence), worth, ranking.paragraph(fact))

    def finished(
        self, question: Question, fact: Fact, relation: Relation, hard: Difficulty, confidence: float
    ) -> Question:
        """A question with everything beside the asking: id, category, difficulty, evidence."""
        return replace(
            question,
            id=natural_id(question.prompt, question.right),
            difficulty=hard,
            category=relation.category,
            relation=relation.name,
            confidence=confidence,
        )

    def _why(self, fact: Fact, relation: Relation) -> str:
        if not any(self.stems.of(fact, relation)):
            return tr("no stem names its subject without the article at hand, or hides its answer")
        return self.gate.last or tr("too few wrong answers are surely wrong")

    # the kinds, in the order that they are tried -----------------------------------------------------

    def _tried(self, fact: Fact, relation: Relation) -> _Tried | None:
        self.gate.last = ""
        return next((tried for make in self._plan(fact, relation) if (tried := make(fact, relation))), None)

    def _plan(self, fact: Fact, relation: Relation) -> Iterator[Callable[[Fact, Relation], _Tried | None]]:
        if len(fact.objects) > 1:
            if _AND_MORE.search(fact.evidence.text):
                return  # any of the others may be right too
            if len(fact.objects) <= 4 and relation.object not in MADE:
                yield self._multiple
            if relation.role or relation.many:
                yield self._choice
            elif listed(fact.objects) in fact.evidence.text:
                yield self._joined
            return
        if relation.object == "award" and not years(fact.qualifier):
            yield self._choice  # among what others won
            return
        if self._prefers_typing(fact, relation):
            yield self._text
        if is_only_typed(fact, relation):
            return
        if relation.ask == "choice when known" and not self._truths.has_made(fact.subject, fact.objects[0]):
            return
        if relation.gender and " " in fact.objects[0] and shares_surname(fact.objects[0], fact.subject):
            yield self._given_name
            return
        if self._is_typed(fact, relation):
            yield self._number
        yield self._choice
        if relation.object in ("count", "year"):
            yield self._number
        if relation.turned:
            yield self._turned
        yield self._text

    def _prefers_typing(self, fact: Fact, relation: Relation) -> bool:
        """Whether wrong choices would seldom be fair, so that the answer is typed where it can be."""
        if relation.ask == "typed when known":
            return self._truths.knows(fact.objects[0], "person")
        return relation.ask in ("typed", "typed only")

    def _is_typed(self, fact: Fact, relation: Relation) -> bool:
        """Whether a number is to be typed: some years, and some counts that are small enough to be known."""
        value = _as_number(fact.objects[0])
        if relation.object not in ("count", "year", "date") or not value:
            return False
        if relation.object == "count" and Decimal(value) > _LARGEST_TYPED:
            return False
        chance = derive(self._seed, "typed", fact.relation, fact.subject, fact.objects[0])
        return chance % _TYPED_SHARE == 0

    def _dice(self, fact: Fact, purpose: str) -> Dice:
        return Dice(derive(self._seed, purpose, fact.relation, fact.subject, *fact.objects))

    def _choice(self, fact: Fact, relation: Relation) -> _Tried | None:
        keys = (
            sorted(fact.objects, key=lambda one: (len(one), one)) if len(fact.objects) > 1 else fact.objects
        )
        for key in keys:
            shown = bare(key) if relation.object in MADE else key
            for stem in self._stems(fact, relation, shown):
                offered = self._offered(fact, relation, shown, stem)
                if tried := self._settled(fact, relation, stem, (shown,), offered, least=2):
                    return tried
        return None

    def _offered(self, fact: Fact, relation: Relation, key: str, stem: Stem) -> list[Wrong]:
        """Wrong answers; none of the famous where the right one is somebody unknown."""
        offered = self._distractors.of(fact, relation, key, stem.prompt, self._dice(fact, "wrong"))
        near = [one for one in offered if not one.stranger]
        families = {one.text.split()[-1] for one in near}
        # Two of one surname are a pair, and the odd one out is the right one.
        return near if len(families) == len(near) or len(families) > 2 or relation.object != "person" else []

    def _given_name(self, fact: Fact, relation: Relation) -> _Tried | None:
        """The first name of somebody in the family, whose surname the stem would tell."""
        if not self._naming.stands_alone(fact.subject, fact.subject_type):
            return None
        of = self._naming.called(fact.subject, fact.subject_type)
        if self._naming.is_character(fact.subject):
            return None
        stem = Stem(f"What is the first name of the {relation.name} of {of}?")
        offered = self._distractors.given_names(fact, relation, self._dice(fact, "given"))
        return self._settled(fact, relation, stem, (fact.objects[0].split()[0],), offered, least=2)

    def _joined(self, fact: Fact, relation: Relation) -> _Tried | None:
        """A set that is one answer as it stands in the text: "humans and androids"."""
        return self._choice(replace(fact, objects=(listed(fact.objects),)), relation)

    def _multiple(self, fact: Fact, relation: Relation) -> _Tried | None:
        if _are_kin(fact.objects):
            return None
        for stem in self.stems.of(fact, relation, several=True):
            key = fact.objects[0]
            offered = self._offered(fact, relation, key, stem)
            most = min(3, 6 - len(fact.objects))
            if tried := self._settled(
                fact, relation, stem, fact.objects, offered, least=min(2, most), most=most
            ):
                return tried
        return None

    def _turned(self, fact: Fact, relation: Relation) -> _Tried | None:
        key = fact.objects[0]
        if fact.subject[:1].islower():
            return None  # "the lead" is no answer
        for stem in self.stems.turned(fact, relation, key):
            offered = self._distractors.subjects(fact, relation, key, self._dice(fact, "turned"))
            if tried := self._settled(fact, relation, stem, (fact.subject,), offered, least=2):
                return tried
        return None

    def _number(self, fact: Fact, relation: Relation) -> _Tried | None:
        value = _as_number(bare(fact.objects[0]))
        if not value or self._is_rough(fact):
            return None
        for stem in self._stems(fact, relation, fact.objects[0]):
            unit = relation.unit or (
                fact.context if relation.name == "count" and len(fact.context) < 20 else ""
            )
            question = self._question(fact, relation, stem, Kind.NUMBER, (value,), unit=unit)
            if self.gate.passes(question):
                return _Tried(question, 0.6)
        return None

    def _text(self, fact: Fact, relation: Relation) -> _Tried | None:
        """A typed answer, for a short name that can be written in one way only."""
        key = fact.objects[0]
        if not typed.may_be(fact, relation):
            return None
        accepted = (key, *typed.other_forms(fact, relation, self._naming))
        for stem in self._stems(fact, relation, key):
            if " of these " in stem.prompt or typed.is_half_told(stem.prompt, key):
                continue
            question = self._question(fact, relation, stem, Kind.TEXT, accepted)
            if self.gate.passes(question):
                return _Tried(question, 0.3)
        return None

    # stems and gate ---------------------------------------------------------------------------------

    def _stems(self, fact: Fact, relation: Relation, key: str) -> list[Stem]:
        """The stems in an order of their own for each fact, the preferred ones not always alike."""
        found = list(self.stems.of(fact, relation, key))
        if len(fact.objects) > 1 and relation.role:
            one, whole = f"Who is one of the {relation.roles}", f"Who is the {relation.role}"
            found = [Stem(stem.prompt.replace(whole, one)) for stem in found]
        if relation.object in MADE and self._is_rough(fact):
            found = [
                Stem(re.sub(r"(?<!bout )\bhow (?=many|much|long)", "about how ", stem.prompt, count=1))
                for stem in found
            ]
            found = [Stem(re.sub(r"^How (?=many|much|long)", "About how ", stem.prompt)) for stem in found]
        if _YEAR.fullmatch(key):
            found = [Stem(_for_year(stem.prompt)) for stem in found]
        elif _MONTH_YEAR.fullmatch(key):
            found = [Stem(_for_month(stem.prompt)) for stem in found]
        return found

    def _is_rough(self, fact: Fact) -> bool:
        """Whether a number is about right only, by itself or by the word before it."""
        value = fact.objects[0]
        if is_rough(value):
            return True
        counted = value[:1].isdigit() and not (_YEAR.fullmatch(value) and fact.object_type != "number")
        return counted and re.search(_ROUGHLY + re.escape(value), fact.evidence.text) is not None

    def _settled(
        self,
        fact: Fact,
        relation: Relation,
        stem: Stem,
        right: tuple[str, ...],
        offered: list[Wrong],
        *,
        least: int,
        most: int = 3,
    ) -> _Tried | None:
        """The question with the closest wrong answers that the linter lets pass."""
        pool = list(offered)
        while len(pool) >= least:
            taken = pool[:most]
            wrong = tuple(one.text for one in taken)
            wrong = in_order(wrong) or tuple(self._dice(fact, "order").shuffled(wrong))
            kind = Kind.CHOICE if len(right) == 1 else Kind.MULTIPLE
            question = self._question(fact, relation, stem, kind, right, wrong)
            blamed = self.gate.blamed(question)
            if blamed is None:
                share = len(taken) / most
                return _Tried(
                    question, sum(one.closeness for one in taken) / len(taken) * (0.7 + 0.3 * share)
                )
            faulty = [one for one in taken if one.text in blamed]
            if not faulty:
                return None
            pool = [one for one in pool if one not in faulty]
        return None

    def _question(
        self,
        fact: Fact,
        relation: Relation,
        stem: Stem,
        kind: Kind,
        right: tuple[str, ...],
        wrong: tuple[str, ...] = (),
        unit: str = "",
    ) -> Question:
        return Question(
            natural_id(stem.prompt, right),
            stem.prompt,
            kind,
            right,
            wrong,
            explanation=self.stems.explanation(fact, relation),
            evidence=fact.evidence.text,
            evidence_start=fact.evidence.start,
            relation=relation.name,
            unit=unit,
        )


def _are_kin(names: Sequence[str]) -> bool:
    """Whether two of several people share their surname, which would mark them as a pair."""
    last = [name.split()[-1] for name in names if " " in name]
    return len(set(last)) < len(last)


def _for_year(prompt: str) -> str:
    """A stem that asks for a date, as it asks for a year alone; also after "According to the article"."""
    for date, year in _DATE_TO_YEAR:
        if prompt.startswith(date):
            return year + prompt[len(date) :]
        if f"article, {lowered(date)}" in prompt:
            return prompt.replace(lowered(date), lowered(year), 1)
    return prompt


def _for_month(prompt: str) -> str:
    """A stem that asks for a date, as it asks for a month."""
    return prompt.replace("Which date is", "Which month is").replace(" date of ", " month of ")


_DATE_TO_YEAR = (
    ("When ", "In which year "),
    ("Which date ", "Which year "),
    ("What is the premiere date", "What is the premiere year"),
    ("What is the release date", "What is the release year"),
    ("What is the launch date", "What is the launch year"),
    ("On which date ", "In which year "),
    ("From which date ", "From which year "),
)


def _as_number(text: str) -> str:
    """A count or year as a number question holds it; empty where the text is more than its number.

    >>> _as_number("nine"), _as_number("1,200"), _as_number("three hours")
    ('9', '1200', '')
    """
    if text.lower() in NUMBER_WORDS:
        return str(NUMBER_WORDS.index(text.lower()))
    value = parse_number(text)
    return format(value.normalize(), "f") if isinstance(value, Decimal) else ""
