"""Patterns: how a sentence says a fact, as data in ``assets/knowledge/patterns``.

A pattern is a regular expression over a sentence's shadow with slots in braces:

``{O:person}``    one person, kept as O         ``{person}``  one person, not kept
``{O:person+}``   a list: A, B, and C           ``{O:phrase}`` a noun phrase in small letters
``{name}``        otherwise a macro from the file's ``[macros]``, as ``{is}`` for is|was|will be

``facts`` are lines ``relation: SUBJECT -> OBJECT [in CONTEXT] [| qualifier]``. A side is a slot; ``AB``, a
set of the slots A and B; ``@work``, ``@person``, ``@org`` or ``@subject``, what the article is about;
``@S``, slot S or, where it is empty, what the article is about; ``@last``, the person named last; or words
in quotes, in which ``{P}`` is the full name that slot P holds. As a relation, ``@R`` is the role that slot
R holds, ``@parent`` father or mother, ``@child`` son or daughter.

``about`` names the kinds of subject that a pattern holds for, ``sub`` the subs that a slot may have where
they are known, ``role`` the roles; ``full`` and ``single`` are slots whose names must have several words,
or one, ``known`` those that must hold something whose sub is known. ``cue`` must stand in the sentence,
``after`` must match the sentence before.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from quiz.article.families import NARROWER
from quiz.article.shadow import ANY_SIGN, CLASSES, SLOTS, sign_class
from quiz.resources import assets

_SLOT = re.compile(r"\{(?:(?P<name>[A-Z]\w?):)?(?P<slot>[a-z_]+)(?P<many>\+)?\}")
_FACT = re.compile(
    r"^(?P<relation>[\w@]+): (?P<subject>@?\w+|\"[^\"]+\") -> (?P<object>@?\w+|\"[^\"]+\")"
    r"(?: in (?P<context>@?\w+|\"[^\"]+\"))?(?: \| (?P<qualifier>.+))?$"
)
_STOPS = (
    r"(?:in|on|at|by|for|with|and|but|that|which|who|whom|whose|where|as|from|to|into|when|while|after|before|during|since|until|"
    r"because|is|was|are|were|has|had|have|will|would|can|could|may|or|so|than|about|between|under|over|through|within|without)"
)
# A noun phrase: at most seven words, none of which begins another phrase; `of` may join two parts.
PHRASE = (
    rf"(?:(?:an?|the|his|her|its|their) )?(?:(?!{_STOPS}\b)[\w$%'{ANY_SIGN}-]++ ?(?:of (?:the )?)?){{1,7}}"
    r"(?<! )(?<! of)(?<! the)"
)


class MalformedPatternError(ValueError):
    """A pattern that cannot be read: says which one and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One line of a pattern's ``facts``."""

    relation: str
    subject: str
    object: str
    context: str = ""
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say one or more facts.

    Its expressions are compiled when a sentence first needs them: compiling all would cost half a second,
    and an article needs a part of them.
    """

    file: str
    when: str
    source: str
    specs: tuple[FactSpec, ...]
    classes: dict[str, str]
    needs: tuple[frozenset[str], ...] = ()
    cue: str = ""
    after: str = ""
    about: frozenset[str] = frozenset()
    subs: dict[str, frozenset[str]] = field(default_factory=dict)
    roles: dict[str, frozenset[str]] = field(default_factory=dict)
    full: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    hedged: bool = False
    opinion: bool = False
    confidence: float = 0.85

    @property
    def regex(self) -> re.Pattern[str]:
        """The expression over a shadow; :class:`MalformedPatternError` where it is none."""
        return self._expression(self.source)

    def follows(self, said: str) -> bool:
        """Whether the pattern may match in a sentence after ``said``."""
        return not self.after or self._expression(self.after).search(said) is not None

    def _expression(self, source: str) -> re.Pattern[str]:
        try:
            return _compiled(source)
        except re.error as error:
            raise MalformedPatternError(f"{self.file}: {self.when!r}: {error}") from error


class Rules:
    """Patterns in their order, and which of them a sentence may match: cheap tests before dear ones."""

    def __init__(self, rules: Iterable[Pattern]) -> None:
        self._rules = tuple(rules)
        self._needs = [tuple(map(_mask, rule.needs)) for rule in self._rules]
        self._always: list[int] = []
        self._worded: dict[str, list[int]] = {}
        self._expressed: list[tuple[int, str]] = []
        for n, rule in enumerate(self._rules):
            words = _plain_words(rule.cue)
            for word in words:
                self._worded.setdefault(word, []).append(n)
            if not words and rule.cue:
                self._expressed.append((n, rule.cue))
            elif not words:
                self._always.append(n)

    def wanted(self, shadow: str, present: frozenset[str], said: str) -> Iterator[Pattern]:
        """The patterns that a sentence with these classes of signs may match, after the sentence ``said``."""
        low = shadow.lower()
        found = set(self._always)
        for word, rows in self._worded.items():
            if word in low:
                found.update(rows)
        found.update(n for n, cue in self._expressed if _compiled(cue).search(low))
        held = _mask(present)
        for n in sorted(found):
            for need in self._needs[n]:
                if not need & held:
                    break
            else:
                if self._rules[n].follows(said):
                    yield self._rules[n]


def _mask(classes: Iterable[str]) -> int:
    """Classes of signs as bits."""
    return sum(1 << CLASSES.index(name) for name in classes)


def _plain_words(cue: str) -> tuple[str, ...]:
    """The words of a cue that is nothing but words: they need no expression."""
    return tuple(cue.lower().split("|")) if re.fullmatch(r"[\w |'-]+", cue) else ()


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every shipped pattern, in the order of the files' names."""
    folder = assets() / "knowledge" / "patterns"
    macros: dict[str, str] = {}
    rows: list[tuple[str, dict[str, Any]]] = []
    for path in sorted(folder.glob("*.toml")):
        held = tomllib.loads(path.read_text(encoding="utf-8"))
        if twice := macros.keys() & held.get("macros", {}).keys():
            raise MalformedPatternError(f"{path.stem}: {min(twice)} is a macro of another file already")
        macros |= held.get("macros", {})
        rows += [(path.stem, row) for row in held.get("pattern", ())]
    return tuple(compiled(row, macros, file) for file, row in rows)


def compiled(row: dict[str, Any], macros: dict[str, str], file: str = "") -> Pattern:
    """A pattern out of its table in a file; :class:`MalformedPatternError` where it cannot be read."""
    when = row["when"]
    classes: dict[str, str] = {}
    needs: list[frozenset[str]] = []

    def slot(match: re.Match[str]) -> str:
        name, kind, many = match["name"] or "", match["slot"], match["many"]
        if kind == "phrase":
            body = PHRASE
        elif kind in SLOTS:
            one = f"[{sign_class(SLOTS[kind])}]"
            body = rf"{one}(?:(?:,? and also |,? and |, | & |,? as well as |,? or ){one})*" if many else one
        elif kind in macros:
            body, kind = _SLOT.sub(slot, macros[kind]), "phrase"
        else:
            raise MalformedPatternError(f"{file}: {when!r}: there is no slot or macro {kind!r}")
        if name:
            classes[name] = kind
            return f"(?P<{name}>{body})"
        return f"(?:{body})"

    pattern = _SLOT.sub(slot, when)
    classes |= dict.fromkeys(re.findall(r"\(\?P<(\w+)>", when), "phrase")
    for found in _SLOT.finditer(when):
        optional = _is_optional(when, found.start())
        if found["slot"] in SLOTS and not optional:
            needs.append(frozenset(SLOTS[found["slot"]].split()))
    return Pattern(
        file=file,
        when=when,
        source=pattern,
        specs=tuple(_spec(line, classes, when) for line in row["facts"]),
        classes=classes,
        needs=tuple(needs),
        cue=row.get("cue", ""),
        after=row.get("after", ""),
        about=frozenset(row.get("about", "").split()),
        subs={name: _with_narrower(subs.split()) for name, subs in row.get("sub", {}).items()},
        roles={name: frozenset(roles.split()) for name, roles in row.get("role", {}).items()},
        full=frozenset(row.get("full", "").split()),
        single=frozenset(row.get("single", "").split()),
        known=frozenset(row.get("known", "").split()),
        hedged=row.get("hedged", False),
        opinion=row.get("opinion", False),
        confidence=row.get("confidence", 0.85),
    )


def _with_narrower(subs: Sequence[str]) -> frozenset[str]:
    """Sorts that a slot may have, and those that the knowledge parts them into."""
    return frozenset(one for sub in subs for one in (sub, *NARROWER.get(sub, ())))


def _is_optional(when: str, at: int) -> bool:
    """Whether the slot at ``at`` stands inside any group: then the sentence may do without it."""
    return when.count("(", 0, at) - when.count("\\(", 0, at) > when.count(")", 0, at) - when.count(
        "\\)", 0, at
    )


def _spec(line: str, classes: dict[str, str], when: str) -> FactSpec:
    found = _FACT.match(line)
    if not found:
        raise MalformedPatternError(f"{when!r}: {line!r} is no fact; write relation: SUBJECT -> OBJECT")
    for side in ("subject", "object", "context"):
        name = found[side] or "@"
        if name[0] not in '@"' and name != "AB" and name not in classes:
            raise MalformedPatternError(f"{when!r}: {line!r} names {name}, which is no slot of it")
    return FactSpec(
        found["relation"], found["subject"], found["object"], found["context"] or "", found["qualifier"] or ""
    )
