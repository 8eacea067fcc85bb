"""What the linter says: named findings as values, and what may be known beyond a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quiz.core.facts import Entity, Fact
from quiz.core.folding import fold


class Level(StrEnum):
    """How much a finding weighs: an error keeps a draft back, a warning is a word of advice."""

    ERROR = "error"
    WARNING = "warning"


class Check(StrEnum):
    """The checks, by the names that files and ``--json`` use.

    They are the flaws of item writing that rules can find (Haladyna, Downing and Rodriguez 2002; Tarrant
    2006; Moore 2023), and the two that come with evidence.
    """

    TWO_RIGHT = "two-right-answers"
    UNSUPPORTED = "key-not-supported"
    FALSE_EVIDENCE = "false-evidence"
    OVERLAP = "choices-overlap"
    MIXED = "mixed-types"
    STEM_GIVES = "stem-gives-it-away"
    GRAMMAR_GIVES = "grammar-gives-it-away"
    REFERENCE = "unresolved-reference"
    ALL_NONE = "all-or-none-of-the-above"
    OPINION = "opinion-as-fact"
    LENGTH = "stands-out-in-length"
    ABSOLUTE = "absolutes-and-vague-words"
    NEGATIVE = "not-or-except"
    ANSWERS_ANOTHER = "answers-another"
    DUPLICATE = "duplicate"
    TOO_LONG = "too-long"

    @property
    def level(self) -> Level:
        """What a finding of this check weighs."""
        return Level.WARNING if self in _WARNINGS else Level.ERROR


_WARNINGS = frozenset(
    {
        *(Check.LENGTH, Check.ABSOLUTE, Check.NEGATIVE),
        *(Check.ANSWERS_ANOTHER, Check.DUPLICATE, Check.TOO_LONG),
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend.

    ``question`` is the question's id, empty for what concerns the whole pack. ``field`` is the key of the
    pack file that it is about (``prompt``, ``answer``, ``wrong``, ``evidence``, ``explanation``), ``where``
    the piece of its text. ``message`` is one plain sentence without its capital and its full stop, as
    :func:`quiz.core.questions.problems` writes them.
    """

    check: Check
    question: str
    field: str
    where: str
    message: str

    @property
    def level(self) -> Level:
        """What it weighs."""
        return self.check.level


Named = Mapping[str, frozenset[str]]
# Those that exclude each other; a term or a name of an unknown sort may be anything.
_SURE_KINDS = frozenset({"person", "work", "org", "place", "character", "event"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beyond a question, all names folded: make one with :meth:`of`.

    ``aliases`` are the other names of a name; ``facts`` the true values by relation and subject; ``equals``
    sets whose members are as right as each other; ``kinds`` what sort of thing a name is.
    """

    aliases: Named = field(default_factory=dict)
    facts: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    equals: tuple[frozenset[str], ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        facts: Iterable[Fact] = (),
        entities: Iterable[Entity] = (),
        *,
        aliases: Mapping[str, Iterable[str]] | None = None,
        equals: Iterable[Iterable[str]] = (),
    ) -> Known:
        """What a reading of an article knows, and what is added to it.

        >>> from quiz.core.facts import Entity
        >>> known = Known.of(entities=[Entity("Battle Angel Alita", "work", aliases=("Gunm",))])
        >>> sorted(known.names("GUNM"))
        ['battle angel alita', 'gunm']
        """
        groups: list[set[str]] = [{fold(name), *map(fold, more)} for name, more in (aliases or {}).items()]
        kinds: dict[str, str] = {}
        for entity in entities:
            names = {fold(name) for name in (entity.name, *entity.aliases)}
            if len(names) > 1:
                groups.append(names)
            if entity.kind in _SURE_KINDS:
                kinds.update((name, entity.kind) for name in sorted(names))
        named: dict[str, set[str]] = {}
        for group in groups:
            for name in group:
                named.setdefault(name, set()).update(group)
        true: dict[tuple[str, str], set[str]] = {}
        for fact in facts:
            true.setdefault((fact.relation, fold(fact.subject)), set()).update(map(fold, fact.objects))
        return cls(
            {name: frozenset(found) for name, found in named.items()},
            {key: frozenset(found) for key, found in true.items()},
            tuple(frozenset(map(fold, group)) for group in equals),
            kinds,
        )

    def names(self, name: str) -> frozenset[str]:
        """The folded forms that mean the same as ``name``, itself among them."""
        folded = fold(name)
        return self.aliases.get(folded, frozenset()) | {folded}


NOTHING = Known()
"""Nothing is known beyond the question."""
