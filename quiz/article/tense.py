"""Whether a passage tells of what is over, and whether somebody is dead: then a stem asks in the past."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from quiz.article.values import years
from quiz.core.facts import Fact
from quiz.core.folding import fold

_COMING = re.compile(
    r"\b(?:will|shall|won't|is to|are to|is set (?:to|for)|are set to|slated|scheduled|upcoming|forthcoming|"
    r"due|expected|planned|plans|announce[sd]?|coming|later this|begins?|launches|opens|arrives|premieres|"
    r"next (?:year|month|week|spring|summer|fall|autumn|winter)|releases|streams|airs|out on|takes place|"
    r"is held)\b"
)
_OVER = re.compile(
    r"\b(?:was|were|had|did|came out|came|ran|won|took|went|made|wrote|drew|shot|sold|held|led|began|became|"
    r"aired|premiered|opened|debuted|appeared|released|published|launched|broadcast|ended|succeeded|"
    r"followed)\b"
)
_LONG_AGO = 1910
_DEATHS = frozenset({"death_date", "death_year", "death_place", "death_cause", "death_age", "burial_place"})
_BIRTHS = frozenset({"birth_date", "birth_year"})


def is_coming(passage: str) -> bool:
    """Whether a passage tells of what is to come, or goes on.

    >>> is_coming("The anime will premiere in January."), is_coming("It premiered in 2019.")
    (True, False)
    """
    return _COMING.search(passage) is not None


def is_over(passage: str) -> bool:
    """Whether a passage tells of what is over, and of nothing else.

    >>> is_over("It was released in 2019."), is_over("It opens in May."), is_over("a film by Ann Lee")
    (True, False, False)
    """
    return _OVER.search(passage) is not None and not is_coming(passage)


@lru_cache(maxsize=4)
def all_years(content: str) -> tuple[int, ...]:
    """The years that a whole article names, in their order by time; read once for all who ask."""
    return tuple(sorted(years(content)))


def the_dead(facts: Iterable[Fact]) -> frozenset[str]:
    """The folded names of those whom the facts bury, or have born before anybody who lives."""
    found: set[str] = set()
    for fact in facts:
        born = years(fact.objects[0]) if fact.relation in _BIRTHS else ()
        if fact.relation in _DEATHS or any(year < _LONG_AGO for year in born):
            found.add(fold(fact.subject))
    return frozenset(found)
