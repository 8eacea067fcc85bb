"""The names that people of a life were born with, led to those that the article calls them by."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from quiz.article.votes import Name

_BORN_AS = re.compile(
    r"(?:^|[.!?] )Born [^.;\n]{3,90}?, ((?:[A-Z][\w’'-]+ ){2,4}[A-Z][\w’'-]+) (?:was|is|grew|had|became)\b",
    re.MULTILINE,
)


# "Astrid Kroeger was born": whom the article calls Astrid Lund.
_WAS_BORN = re.compile(r"(?:^|[.!?] )((?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+) was born\b", re.MULTILINE)
# "Born Astrid Kroeger in Lund, she": whom the article calls Astrid Lund.
_BORN_NAMED = re.compile(
    r"(?:^|[.!?] )Born ((?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+),? (?:in|on|to|at)\b", re.MULTILINE
)


def birth_names(
    content: str, names: Mapping[str, Name], full: list[str], known: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Each name that somebody was born with, and whose it is.

    ``full`` holds the people's names of more than one word, ``known`` the names that are led back already.
    """
    lead = min(full, key=lambda key: names[key].first, default="")
    for found in _BORN_AS.finditer(content):
        # "Born in Vlissingen, Johanna Maria Vroom was": whom the article is about, in full.
        name = found[1]
        other = min((key for key in full if key != name), key=lambda key: names[key].first, default="")
        if name in names and other and other.split()[-1] == name.split()[-1] and names[other].lead:
            yield name, other
    for found in _WAS_BORN.finditer(content):
        name = found[1]
        if (
            lead
            and name in names
            and name not in known
            and len(names[name].mentions) == 1
            and names[lead].lead
            and name.split()[0] == lead.split()[0]
            and name.split()[-1] != lead.split()[-1]
        ):
            yield name, lead
    for found in _BORN_NAMED.finditer(content):
        name = found[1]
        if (
            lead
            and name != lead
            and name in names
            and len(names[name].mentions) == 1
            and names[lead].lead
            and {*name.split()} & {*lead.split()}
        ):
            yield name, lead
