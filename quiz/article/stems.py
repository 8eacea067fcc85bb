"""A fact's stem in plain English: it names subject and role, stands by itself and ends as a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from quiz.article.naming import Naming
from quiz.article.relations import Relation
from quiz.article.tense import is_over
from quiz.article.values import years
from quiz.article.wording import listed, lowered, possessive, raised, third_person, with_article
from quiz.core.drawing import derive
from quiz.core.facts import Fact
from quiz.core.folding import fold

LONGEST = 120
"""More signs than that no stem has; players read against a clock."""


@dataclass(frozen=True, slots=True)
class Stem:
    """One way to ask: the prompt, and whether it asks for the subject rather than the object."""

    prompt: str
    turned: bool = False


class Stems:
    """Makes the stems of one article's facts."""

    def __init__(self, naming: Naming, seed: int = 0) -> None:
        self._naming = naming
        self._seed = seed

    def of(self, fact: Fact, relation: Relation, key: str = "", *, several: bool = False) -> Iterator[Stem]:
        """All stems that fit, the best first; none where nothing in the fact can be asked fairly.

        ``key`` is the object that is asked for (the first unless given), ``several`` asks for the whole set.
        """
        key = key or fact.objects[0]
        if fact.stem:
            if not several and len(fact.stem) <= LONGEST and not tells(fact.stem, key):
                yield Stem(fact.stem)
            return
        if not self._naming.stands_alone(fact.subject, fact.subject_type):
            return
        asked = fact.objects if several else (key,)
        fillings = self._fillings(fact, key)
        anime = "anime" in self._naming.kinds(fact.subject, fact.subject_type)
        printed = anime and (relation.name in _OF_BOOKS or _PRINTED.search(fact.evidence.text) is not None)
        if printed or any(tells(fillings["subject"], one) for one in asked):
            fillings = self._fillings(fact, key, short=True)
        if printed and _IN_PICTURES.search(fact.evidence.text):
            fillings["subject"] = f"the manga {fact.subject}"
            fillings["subject's"] = possessive(fillings["subject"])
        elif printed and relation.name in ("launch_date", "sales_count"):
            book = _BOOK.search(fact.evidence.text)
            if book is None:
                return  # a novel or a manga: nobody could know of which it is true
            fillings["subject"] = f"the {book[0].lower()} {fact.subject}"
        for template in self._templates(fact, relation, several, fillings["subject"]):
            prompt = self._filled(template, fillings, fact, relation)
            if prompt and len(prompt) <= LONGEST and not any(tells(prompt, one) for one in asked):
                yield Stem(prompt)

    def _own(self, fact: Fact, key: str) -> Iterator[Stem]:
        """The stem that the article's own clause gives."""
        prompt = fact.stem
        if fact.hedged or fact.opinion:
            prompt = f"According to the article, {lowered(prompt)}"
        if len(prompt) <= LONGEST and not tells(prompt, key):
            yield Stem(prompt)

    def turned(self, fact: Fact, relation: Relation, key: str) -> Iterator[Stem]:
        """Stems that ask for the subject and name the object."""
        fillings = self._fillings(fact, key)
        for template in relation.turned:
            prompt = self._filled(template, fillings, fact, relation)
            if prompt and len(prompt) <= LONGEST and not tells(prompt, fact.subject):
                yield Stem(prompt, turned=True)

    def explanation(self, fact: Fact, relation: Relation) -> str:
        """One sentence of our own that says the fact."""
        text = relation.tells.format_map(self._fillings(fact, fact.objects[0], short=True))
        several = len(fact.objects) > 1
        role = relation.roles if several else relation.role
        if relation.role:
            text = text.replace("{role}", f"the {role}")
        if (fact.hedged or fact.opinion) and not relation.attributed:
            text = f"According to the article, {self._continued(text, fact)}"
        text = _ON_A_DAY.sub("in ", " ".join(text.split()))
        return raised(text).replace("..", ".")

    def step(self, fact: Fact, relation: Relation) -> str:
        """The fact as one step of an order by time; empty where its relation has no wording for that."""
        if not relation.step or not self._naming.stands_alone(fact.subject, fact.subject_type):
            return ""
        needs = _needs(relation.step)
        if ("context" in needs or "does" in needs) and not fact.context:
            return ""
        return raised(relation.step.format_map(self._fillings(fact, fact.objects[0])))

    def _templates(self, fact: Fact, relation: Relation, several: bool, subject: str) -> tuple[str, ...]:
        """The templates for this fact's subject; which of two comes first differs from fact to fact."""
        kinds = self._naming.kinds(fact.subject, fact.subject_type)
        if called := _AS_WORK.match(subject):
            kinds = (called[1], *kinds, "work")
        own = tuple(dict.fromkeys(one for kind in kinds for one in (relation.by or {}).get(kind, ())))
        many = relation.many
        if relation.past and self._naming.is_gone(fact.subject):
            many = tuple(one.replace("What are ", "What were ") for one in many)
        groups = (many,) if several else (*self._narrow(fact, relation), own, relation.stems)
        templates = tuple(dict.fromkeys(one for group in groups for one in self._turned_over(group, fact)))
        if fact.context and "character" in kinds:
            # A character without its work is nobody.
            within = tuple(one for one in templates if "context" in _needs(one))
            templates = within or tuple(one.replace("?", " in {context}?") for one in templates)
        elif "character" in kinds and " " not in fact.subject:
            templates = ()
        return templates

    def _narrow(self, fact: Fact, relation: Relation) -> Iterator[tuple[str, ...]]:
        """The templates that suit this one passage or object: its words, role noun, sort and time."""
        passage = fact.evidence.text
        for words, stems in (relation.by_passage or {}).items():
            if words in passage.lower():
                yield stems
        said = next((one for one in relation.said_as if one in passage.lower()), "")
        if said:
            yield (f"Who is the {said} of {{subject}}?",)
            return
        for sort in sorts(fact.objects[0], self._naming.kinds(fact.objects[0], fact.object_type)):
            yield (relation.by_object or {}).get(sort, ())
        of_person = "person" in self._naming.kinds(fact.subject, fact.subject_type)
        old = any(year < _LONG_AGO for year in years(fact.subject))
        if relation.past and (self._naming.is_gone(fact.subject) if of_person else old or is_over(passage)):
            yield relation.past

    def _turned_over(self, group: tuple[str, ...], fact: Fact) -> tuple[str, ...]:
        fits = tuple(one for one in group if not {"context", "qualifier"} & _needs(one))
        narrow = tuple(one for one in group if one not in fits)
        odd = derive(self._seed, "stem", fact.relation, fact.subject) % 2 if len(fits) > 1 else 0
        return (*narrow, *((fits[1], fits[0], *fits[2:]) if odd else fits))

    def _fillings(self, fact: Fact, key: str, *, short: bool = False) -> dict[str, str]:
        name = self._naming.short if short else self._naming.called
        subject = name(fact.subject, fact.subject_type, fact.evidence.text)
        context = self._naming.within(fact.context)
        if fact.relation in _SCREENED:
            shown = "the anime " if fact.relation not in _ACTED else ""
            if "live-action" in (fact.evidence.text if shown else self._naming.content):
                shown = "the live-action "
            context, subject = (_BOOKED.sub(shown, one) for one in (context, subject))
        several = len(fact.objects) > 1
        return {
            "subject": subject,
            "subject's": possessive(subject),
            "known_subject": self._naming.with_trade(fact.subject) or subject,
            "object": key,
            "whole": "" if fact.subject == self._naming.whole else self._naming.within(self._naming.whole),
            "objects": listed(fact.objects),
            "an_object": with_article(key),
            "the_objects": key if key[:1].isupper() or _ARTICLE.match(key) else f"the {listed(fact.objects)}",
            "context": context,
            "does": fact.context if _PLURAL.search(fact.subject) else third_person(fact.context),
            "qualifier": fact.qualifier,
            "is": "are" if several else "is",
            "was": "were" if several else "was",
            "were": "were" if several or _PLURAL.search(fact.subject) else "was",
            "role": "{role}",
        }

    def _filled(self, template: str, fillings: dict[str, str], fact: Fact, relation: Relation) -> str:
        needs = _needs(template)
        if not all(fillings.get(name) for name in needs):
            return ""
        prompt = template.format_map(fillings)
        if fact.qualifier and "qualifier" not in needs and not tells(f"{fact.qualifier}?", fact.objects[0]):
            prompt = f"{prompt[:-1]} {fact.qualifier}?"
        if relation.attributed or fact.hedged or fact.opinion:
            prompt = f"According to the article, {self._continued(prompt, fact)}"
        prompt = prompt.replace("??", "?")
        prompt = _THE_LANDS.sub(r"\1 the \2", " ".join(prompt.split()))
        return raised(re.sub(r"\bthe the\b", "the", prompt))

    def _continued(self, sentence: str, fact: Fact) -> str:
        """A sentence after "According to the article": in small letters unless a name begins it."""
        names = (fact.subject, *fact.objects)
        return sentence if sentence.startswith(names) and sentence[:4] != "The " else lowered(sentence)


# What is said of a manga or a novel, though an article may call it by its anime.
_OF_BOOKS = frozenset(
    {
        *("author", "illustrator", "magazine", "publisher", "imprint", "launch_date"),
        *("volume_count", "chapter_count", "sales_count", "circulation"),
    }
)
# A passage about the manga or the novel behind an anime, and one that can only be about a manga.
_PRINTED = re.compile(
    r"\b(?:written and (?:drawn|illustrated)|drawn by|illustrated by|serializ\w+|serialis\w+|running in|"
    r"Manga (?:Award|Prize|Taish\w+)|Tezuka Osamu|volumes)\b",
    re.IGNORECASE,
)
_IN_PICTURES = re.compile(
    r"\bmanga\b|\bdrawn by\b|Tezuka Osamu|\bSh[oō]nen (?:Jump|Sunday|Magazine)\b",
    re.IGNORECASE,
)
_BOOK = re.compile(r"\b(?:light novel|web novel|novel)\b", re.IGNORECASE)
_AS_WORK = re.compile(r"the (?:\w+ )?(manga|novel|book|film|song|album|game|anime|series)\b")
# Nobody plays in a book, and nobody draws its episodes.
_ACTED = frozenset({"actor", "cast_member", "filming_place", "filming_start"})
_SCREENED = _ACTED | {"voice_actor", "animation_studio", "episode_count", "tv_network", "streaming_service"}
_BOOKED = re.compile(r"^the (?:manga|(?:light |web )?novel(?: series)?|book|webtoon) ")
_LONG_AGO = 2015
# One dies on a day, but in a month and in a year.
_ON_A_DAY = re.compile(r"\bon (?=(?:[A-Z][a-z]+ )?\d{4}\b)")
_THE_LANDS = re.compile(
    r"\b(in|from|to|of) "
    r"(United (?:Kingdom|States|Arab Emirates)|Netherlands|Philippines|Czech Republic|UK|USA?)\b"
)
_ARTICLE = re.compile(r"(?:the|an?) ")
_HONOR = re.compile(
    r"\b(?:Order|Cross|Knight|Dame|Commander|Officer|Companion|Legion|Baronet|Chevalier|Doctorate|Ribbon)\b"
)
_SCHOOL = re.compile(r"\b(?:University|College|Polytechnic|Universit\w+)\b")
_HOUSE = re.compile(
    r"\b(?:Institut\w*|Academy|Museum|Laborator\w+|Observatory|Hospital|School|Library|Bureau|Ministry|\w*akademie|"
    r"NASA|Agency|Department)\b"
)
_FIRM = re.compile(
    r"\b(?:Company|Corporation|Corp|Co|Inc|Ltd|Limited|GmbH|LLC|Studios?|Pictures|Works)\b\.?$"
)


def sorts(name: str, kinds: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The sorts that a name shows of itself, and those that are known of it.

    >>> sorts("Yale University"), sorts("Order of Merit"), sorts("Ann Lee", ("person",))
    (('university',), ('honor',), ('person',))
    """
    for sort, shown in (("honor", _HONOR), ("university", _SCHOOL), ("institution", _HOUSE)):
        if shown.search(name):
            return (sort,)
    known = {"company", "studio", "game_company", "publisher"} & set(kinds)
    body = ("company",) if known or _FIRM.search(name) else ()
    return (*(kind for kind in kinds if kind in ("person", "university")), *body)


_PLURAL = re.compile(r"\band\b|^(?:two|three|four|five|six|many|both|members) |[^\WA-Z]{2}[^\WA-Zsu]s$")


def _needs(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


# Words that a stem and a key may share without giving anything away.
_WORDS = """
the a an of in on at and or for to by with from is was are were as who whom which what when where how many
much did does do"""
_IDLE = frozenset(_WORDS.split())


def tells(prompt: str, key: str) -> bool:
    """Whether a stem gives its key away: all that matters of the key stands in it.

    >>> tells("Where is the anime Ikebukuro West Gate Park set?", "Ikebukuro")
    True
    >>> tells("Who licensed Nikola Tesla's motor?", "Nikola Tesla"), tells("Who is Rouge's partner?", "Naomi")
    (True, False)
    """
    words = _split(key) - _IDLE
    return bool(words) and words <= _split(prompt)


@lru_cache(maxsize=4096)
def _split(text: str) -> frozenset[str]:
    return frozenset(fold(_OWNED.sub("", text)).split())


_OWNED = re.compile(r"['’]s?(?!\w)")
