"""The words that reading leans on: small words, titles, media, and the surface forms of roles."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from quiz.article.tasks import Tasks, compiled
from quiz.resources import assets

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Role:
    """One way to say what somebody does on a work.

    ``form`` is noun (``director``), doing (``directing the art``), did (``wrote the script``) or by
    (``animation`` in ``animation by``); ``kind`` what holds the role, person or org.
    """

    relation: str
    form: str
    kind: str
    plural: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Word lists out of ``lexicon.toml`` and ``roles.toml``."""

    abbreviations: frozenset[str]
    furniture: re.Pattern[str]
    labels: frozenset[str]
    languages: dict[str, frozenset[str]]
    function: frozenset[str]
    spoken: frozenset[str]
    uncapitalised: frozenset[str]
    openers: frozenset[str]
    titles: frozenset[str]
    weekdays: frozenset[str]
    counters: frozenset[str]
    headlines: frozenset[str]
    roles_one: frozenset[str]
    cues: dict[str, tuple[str, str]]
    media: dict[str, str]
    domains: dict[str, frozenset[str]]
    phrases: dict[str, list[tuple[str, Role]]]
    tasks: Tasks


@cache
def lexicon() -> Lexicon:
    """The shipped word lists, read once."""
    folder = assets() / "knowledge"
    plain = tomllib.loads((folder / "lexicon.toml").read_text(encoding="utf-8"))
    roles = tomllib.loads((folder / "roles.toml").read_text(encoding="utf-8"))
    cues: dict[str, tuple[str, str]] = {}
    for kind, table in (("org", "organisations"), ("place", "places"), ("event", "events")):
        for sub, words in plain[table].items():
            cues |= dict.fromkeys(words.split(), (kind, sub))
    media = {noun: sub for sub, nouns in plain["media"].items() for noun in nouns.split("|")}
    return Lexicon(
        abbreviations=frozenset(plain["abbreviations"].split()),
        furniture=re.compile(rf"^\W*(?:{'|'.join(plain['furniture'])})\W*$", re.IGNORECASE),
        labels=frozenset(plain["labels"].split()),
        languages={language: frozenset(words.split()) for language, words in plain["languages"].items()},
        function=frozenset(plain["function"].split()),
        spoken=frozenset(plain["spoken"].split()),
        uncapitalised=frozenset(plain["uncapitalised"].split()),
        openers=frozenset(plain["openers"].split()),
        titles=frozenset(plain["titles"].split()),
        weekdays=frozenset(plain["weekdays"].split()),
        counters=frozenset(plain["counters"].split()),
        headlines=frozenset(plain["headlines"].split()),
        roles_one=frozenset(
            noun for table in roles.values() for noun in table.get("nouns", ()) if " " not in noun
        ),
        cues=cues,
        media=media,
        domains={medium: frozenset(words.split()) for medium, words in plain["domains"].items()},
        phrases=_phrases(roles),
        tasks=compiled(roles, plain["tasks"]),
    )


def _phrases(roles: dict[str, dict[str, list[str]]]) -> dict[str, list[tuple[str, Role]]]:
    """Every surface form of every role by its first word, longest first."""
    found: dict[str, list[tuple[str, Role]]] = {}
    for relation, table in roles.items():
        kind = str(table.get("kind", "person"))
        for form in ("nouns", "doing", "did", "by"):
            for phrase in table.get(form, ()):
                role = Role(relation, form.removesuffix("s"), kind)
                _add(found, phrase, role)
                if form == "nouns":
                    _add(found, _plural(phrase), Role(relation, "noun", kind, plural=True))
    for held in found.values():
        held.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return found


def _add(found: dict[str, list[tuple[str, Role]]], phrase: str, role: Role) -> None:
    first = _WORD.match(phrase.lower())
    if first:
        found.setdefault(first[0], []).append((phrase.lower(), role))


def _plural(noun: str) -> str:
    head, of, rest = noun.partition(" of ")
    return f"{head}s{of}{rest}"
