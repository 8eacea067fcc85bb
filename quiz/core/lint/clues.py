"""Clues: words that the prompt shares with the right choice alone, and grammar that fits it alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quiz.core.folding import fold
from quiz.core.kinds import Kind
from quiz.core.lint.bags import bag
from quiz.core.lint.findings import Check, Finding
from quiz.core.lint.prompts import shortened
from quiz.core.lint.values import canonical
from quiz.core.questions import Question
from quiz.words import tr

COMMON = bag(
    """
    a an and any are as at be been before being between both but by can could did do does during
    each for from had has have he her his how i if in into is it its may more most must no not of
    off on one only or other our out over own same she should so some such than that the their them
    then there these they this those through to under until up was we were what when where which
    while who whom whose why will with without would you your about above after again against all
    also always along among around away back because below beside best better according article text
    passage answer question following called known name named names title titled kind type sort term
    word words letter letters form part parts piece place places time times year years day days
    month months week weeks century decade hour minute second first last next early late new old
    young long short big small large great little high low good bad many much few several number
    numbers amount count total two three four five six seven eight nine ten hundred thousand million
    half whole man men woman women boy boys girl girls person people child children father mother
    son daughter brother sister wife husband friend partner family member members group groups team
    teams king queen lord prince princess president world war wars city cities town village state
    states country countries land island islands river rivers lake sea ocean mountain mountains
    north south east west northern southern eastern western street road park house home school
    university college company companies studio studios club party church building tower bridge
    station film films movie movies series show shows anime manga book books novel novels story
    stories tale song songs album music game games play plays work works character characters hero
    heroine role director writer author artist actor actress singer composer designer creator
    producer voice award prize season episode episodes magazine television radio channel service
    network animal animals bird fish dog cat plant tree flower colour color red blue green yellow
    black white grey gold silver make makes made making take takes took taken give gives given get
    gets got go goes went gone come comes came see seen say says said tell tells told think find
    finds found become becomes became begin begins began start starts started end ends ended use
    uses used using set sets put run runs ran shown appear appears appeared live lives lived born
    died die write writes wrote written direct directs directed create creates created design
    designs designed played star stars starred win wins won lose lost lead leads led serve serves
    served done doing original main chief head real national international general royal public
    common famous american british english french german japanese european united
    """
)
"""Words that tell no choice from another: frequent ones, and what questions ask for."""

_ENDINGS = (
    *(
        "ations",
        "ation",
        "ingly",
        "ings",
        "ing",
        "edly",
        "ers",
        "ors",
        "ies",
        "ied",
        "ess",
        "est",
        "ian",
        "ist",
    ),
    *("ity", "ism", "ous", "ion", "ful", "ly", "er", "or", "ed", "es", "al", "ic", "s", "e", "y"),
)

_MOST_ENDINGS = 3


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its ending, at least four letters of it: light, and the same for relatives.

    >>> stem("vampires") == stem("vampire"), stem("robotic") == stem("robots"), stem("Mars")
    (True, True, 'Mars')
    """
    for _ in range(_MOST_ENDINGS):
        ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 4), "")
        word = word.removesuffix(ending)
    return word


@lru_cache(maxsize=16384)
def _rare(text: str) -> frozenset[str]:
    """The stems of a text's rare words."""
    words = fold(re.sub(r"(?<=\w)['’]s?(?!\w)", "", text)).split()
    return frozenset(
        stem(word) for word in words if word not in COMMON and (len(word) > 3 or _is_marked(word))
    )


def _is_marked(word: str) -> bool:
    """Whether a short word says much all the same: a number of two digits, a word that is not ASCII."""
    return (word.isdigit() and len(word) > 1) or (len(word) > 1 and not word.isascii())


def check_stem(q: Question) -> Iterator[Finding]:
    """A rare word or stem that the prompt shares with the right choice alone (Haladyna 2002: clang)."""
    if q.kind in (Kind.CHOICE, Kind.MULTIPLE):
        prompt = _rare(q.prompt)
        told = frozenset().union(*map(_rare, q.wrong)) if q.wrong else frozenset[str]()
        shared = prompt & frozenset().union(*map(_rare, q.right)) - told if q.right else frozenset[str]()
        if shared and q.wrong:
            yield _told(q, _spelled(q.prompt, sorted(shared)[0]))
    elif q.kind in (Kind.TEXT, Kind.NUMBER):
        prompt_words = f" {' '.join(canonical(q.prompt))} "
        for text in q.right:
            key = " ".join(canonical(text))
            if len(key) > (1 if key.isdigit() else 2) and f" {key} " in prompt_words:
                yield _told(q, text)
                return


def _told(q: Question, word: str) -> Finding:
    why = tr(
        "“{word}” stands in the prompt and in the right answer alone; word one of them otherwise", word=word
    )
    return Finding(Check.STEM_GIVES, q.id, "prompt", word, why)


def _spelled(prompt: str, wanted: str) -> str:
    """The word as the prompt writes it."""
    found = (word[0] for word in re.finditer(r"[^\W_]+(?:[-'’][^\W_]+)*", prompt))
    return next((word for word in found if wanted in _rare(word)), wanted)


_BLANK = re.compile(r"\b(an?)\s*(?:_{2,}|\.{3}|…|-{2,}|\[\s*\]|\?|:)?\s*\W*$|\b(an?)\s+(?:_{2,}|…|\.{3})")
_VOWEL_SOUND = re.compile(
    r"(?:uni[nm]|(?!uni|us[aeiu]|u-|eu|one\b|once|ubiq|util|uto|ur[aiu])[aeiou])|hour|heir|honest|honou?r|8|1[18]\b"
)
_LETTERS = re.compile(r"^[AEFHILMNORSX](?:[A-Z0-9.]+\b|-)")
_TOTAL = frozenset({"one", "1"})


def check_grammar(q: Question) -> Iterator[Finding]:
    """An article, a plural verb or a form of the verb that fits the right choice alone."""
    if q.kind is not Kind.CHOICE or not q.wrong or len(q.right) != 1:
        return
    right = q.right[0]
    if found := _BLANK.search(" ".join(shortened(q.prompt).split())):
        article = str(found[1] or found[2]).lower()
        if _takes(right) == article and all(_takes(text) not in (article, "") for text in q.wrong):
            why = tr(
                "“{word}” fits the right choice alone; write “a(n)”, or put it into the choices", word=article
            )
            yield Finding(Check.GRAMMAR_GIVES, q.id, "prompt", article, why)
            return
    wanted = _number_asked(shortened(q.prompt))
    if wanted and _number(right) == wanted and all(_number(text) not in (wanted, "") for text in q.wrong):
        why = tr("only the right choice fits the verb in number; make all choices singular or all plural")
        yield Finding(Check.GRAMMAR_GIVES, q.id, "wrong", right, why)
        return
    forms = {_form(text) for text in q.wrong}
    if _form(right) and len(forms) == 1 and forms.isdisjoint({"", _form(right)}):
        why = tr("the right choice has another form of the verb than the rest; give all the same form")
        yield Finding(Check.GRAMMAR_GIVES, q.id, "wrong", right, why)


def _takes(text: str) -> str:
    """The indefinite article that a choice takes; empty when it brings its own or is a plural."""
    low = text.strip().lower()
    if not low or not low[0].isalnum() or re.match(r"(?:an?|the|some|any) ", low):
        return ""
    if _LETTERS.match(text.strip()):
        return "an"
    return "an" if _VOWEL_SOUND.match(low) else "a"


_PLURAL_VERB = re.compile(
    r"^(?:what|which|who) (?:are|were)\b|^(?:what|which) (?:[\w'’-]+ ){1,2}(?:are|were)\b"
)
_SINGULAR_VERB = re.compile(r"^what (?:is|was)\b")
_PREPOSITION = re.compile(
    r"\s(?:of|in|on|with|from|to|for|at|by|that|who|which|without|under|between|behind)\s"
)
_PLURALS = bag("men women people children mice feet teeth geese police cattle")


def _number_asked(prompt: str) -> str:
    low = " ".join(prompt.casefold().split())
    if _PLURAL_VERB.match(low):
        return "plural"
    return "singular" if _SINGULAR_VERB.match(low) else ""


def _number(text: str) -> str:
    """Whether a choice is a singular or a plural; empty where its form does not show it, as with names."""
    low = text.strip().casefold()
    if re.match(r"(?:an?|one|every|each|this) ", low):
        return "singular"
    head = _PREPOSITION.split(text.strip(), maxsplit=1)[0].split()
    if not head:
        return ""
    last = head[-1]
    if last.lower() in _PLURALS:
        return "plural"
    if len(head) > 1 and last[0].isupper():
        return ""
    sure = (
        len(head) > 1
        or last[0].islower()
        or last.lower().endswith(("ers", "ists", "ians", "ies", "oids", "ants"))
    )
    if re.search(r"[^su]s$", last.lower()) and not last.lower().endswith(("is", "os", "ics", "ws")):
        return "plural" if sure else ""
    plain = last.isalpha() and last.isascii() and not last.endswith("s")
    return "singular" if sure or plain else ""


_NO_GERUND = bag(
    """
    king ring string thing spring wing nothing anything everything something evening morning
    building sing bring viking being during beijing ceiling wedding
    """
)
_FOLLOWS_VERB = bag(
    """
    the a an his her their its them him it to into from with all at by on for off up out down
    """
)


def _form(text: str) -> str:
    """The form of the verb that a choice begins with: to do, doing, by doing, did; empty for others."""
    words = text.casefold().split()
    if len(words) > 1 and words[0] == "to":
        return "to"
    at = 1 if len(words) > 1 and words[0] == "by" else 0
    if words and words[at].endswith("ing") and len(words[at]) > 4 and words[at] not in _NO_GERUND:
        following = text.split()[at + 1 : at + 2]
        if not following or following[0][0].islower():
            return "by doing" if at else "doing"
    if len(words) > 1 and words[0].endswith("ed") and words[1] in _FOLLOWS_VERB:
        return "did"
    return ""
