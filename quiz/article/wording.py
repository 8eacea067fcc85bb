"""The bits of English grammar that a stem needs: lists, possessives, articles, persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_CONSONANT_SOUND = re.compile(r"(?:uni(?!n)|use|eu|one\b|once|u[bks]?[A-Z.]|U\b)", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z]{2,}\b|[A-Z]\b")
_SAID_WITH_VOWEL = frozenset("AEFHILMNORSX")


def listed(parts: Sequence[str]) -> str:
    """Several names as one phrase.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])
    ('A', 'A and B', 'A, B, and C')
    """
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def possessive(name: str) -> str:
    """The possessive of a name; those that end in s take the apostrophe alone.

    >>> possessive("BONES"), possessive("Reiō Tsuchida")
    ("BONES'", "Reiō Tsuchida's")
    """
    return name + ("'" if name[-1:] in "sS" else "'s")


def with_article(noun: str) -> str:
    """A noun phrase with its a or an, by sound; as it is where it has an article or is a plural.

    >>> with_article("android girl"), with_article("OVA"), with_article("manga"), with_article("university")
    ('an android girl', 'an OVA', 'a manga', 'a university')
    >>> with_article("the government"), with_article("female bounty hunters")
    ('the government', 'female bounty hunters')
    """
    first, last = noun.split(" ", 1)[0], noun.rsplit(" ", 1)[-1]
    if first.lower() in ("a", "an", "the", "his", "her", "its", "their", "one") or noun[:1].isdigit():
        return noun
    if last.endswith("s") and not last.endswith(("ss", "us", "is", "series")):
        return noun
    return f"{'an' if _begins_with_vowel(first) else 'a'} {noun}"


def _begins_with_vowel(word: str) -> bool:
    if _LETTERS.match(word) and not any(sign in "aeiou" for sign in word):
        spoken_as_word = len(word) > 3 or any(sign in "AEIOU" for sign in word[1:])
        return word[0] in ("AEIO" if spoken_as_word else _SAID_WITH_VOWEL)
    if _CONSONANT_SOUND.match(word):
        return False
    return bool(re.match(r"[aeiou]|hour|honest|heir|honor", word, re.IGNORECASE))


def lowered(sentence: str) -> str:
    """A stem as it continues a sentence that has begun; stems begin with words, not with names."""
    return sentence[:1].lower() + sentence[1:]


def raised(sentence: str) -> str:
    """A sentence with its capital."""
    return sentence[:1].upper() + sentence[1:]


_IRREGULAR = {"be": "is", "have": "has"}


def third_person(predicate: str) -> str:
    """A predicate in its base form, as one says it of somebody.

    >>> third_person("emigrate to the United States"), third_person("marry"), third_person("have a son")
    ('emigrates to the United States', 'marries', 'has a son')
    """
    verb, blank, rest = predicate.partition(" ")
    if verb in _IRREGULAR:
        verb = _IRREGULAR[verb]
    elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
        verb = verb[:-1] + "ies"
    elif verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        verb += "es"
    else:
        verb += "s"
    return verb + blank + rest


_LEADING = re.compile(r"an? ")


def nearest_in_shape(choices: Iterable[str], key: str) -> str:
    """The one of several that is most like a key: with an article or not, its last word, as many, as long.

    >>> nearest_in_shape(["science fiction", "mecha"], "mystery")
    'mecha'
    """
    article = _LEADING.match(key) is not None
    return min(
        choices,
        key=lambda one: (
            (_LEADING.match(one) is not None) != article,
            one.split()[-1:] != key.split()[-1:],
            abs(len(one.split()) - len(key.split())),
            abs(len(one) - len(key)) // 6,
        ),
    )


def styled(text: str, key: str) -> str:
    """A wrong answer written as the key is: article and capital where it has them.

    >>> styled("a car accident", "pneumonia"), styled("Copley Medal", "the Vega Medal")
    ('car accident', 'the Copley Medal')
    """
    if _LEADING.match(text) and not _LEADING.match(key):
        text = _LEADING.sub("", text, count=1)
    if text.startswith("the ") and not key.startswith("the "):
        text = text[4:]
    if key.startswith("the ") and text[:1].isupper():
        return f"the {text}"
    as_title = key[:1].isupper() and not key.isupper() and not any(word.islower() for word in key.split())
    return raised(text) if as_title and not text[1:2].isupper() else text
