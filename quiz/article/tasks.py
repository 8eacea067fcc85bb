"""Roles told by a task: ``in charge of the series' character designs``, ``is drafting those characters``.

A role of ``roles.toml`` says what its holder is busy with: ``tasks`` stand behind a verb that says no more
than that somebody does them (``handling``, ``credited with``), ``acts`` are a verb of their own and what it
makes (``design characters``). The verbs and the small words between are a closed list (``lexicon.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Form = str
# A task before these begins a clause of its own: "and the music is by".
_NEXT = "is|are|was|were|will|has|have|had|by|comes?|came|of"
_LINK = r"(?:,? and|,|,? as well as)"


@dataclass(frozen=True)
class Tasks:
    """Finds tasks in a sentence in small letters; ``firsts`` are the words that one may begin with."""

    firsts: frozenset[str]
    light: re.Pattern[str]
    more: re.Pattern[str]
    acts: tuple[tuple[re.Pattern[str], Form, str], ...]
    roles: Mapping[str, str]

    def at(self, low: str, start: int) -> list[tuple[int, int, str, Form]]:
        """The tasks that one verb at ``start`` rules: begin, end, relation and form of each."""
        if found := self.light.match(low, start):
            form = "did" if found["did"] else "doing"
            held = [(start, found.end(), self.roles[found["task"]], form)]
            while further := self.more.match(low, held[-1][1]):
                held.append((further.start("all"), further.end(), self.roles[further["task"]], form))
            return held
        for pattern, form, relation in self.acts:
            if found := pattern.match(low, start):
                return [(start, found.end(), relation, form)]
        return []


def compiled(roles: Mapping[str, Mapping[str, object]], words: Mapping[str, str]) -> Tasks:
    """The tasks of the roles; ``words`` are the lists ``doing``, ``did``, ``verbs`` and ``between``."""
    named = {task: relation for relation, table in roles.items() for task in _list(table.get("tasks"))}
    between = rf"(?:(?:{words['between']}) ){{0,3}}?"
    task = rf"(?P<task>{_either(named)})(?![\w-])"
    verbs = {line.split()[0]: line.split() for line in words["verbs"].split("|")}
    acts = []
    for relation, table in roles.items():
        for act in _list(table.get("acts")):
            verb, _, made = act.partition(" ")
            _, third, past, doing = verbs[verb]
            for said, form in ((rf"(?:{third}|{past})", "did"), (doing, "doing")):
                acts.append((re.compile(rf"{said} {between}{made}(?![\w-])"), form, relation))
    return Tasks(
        firsts=frozenset(
            word.split()[0] for word in (*words["doing"].split("|"), *words["did"].split("|"))
        ).union(form for line in verbs.values() for form in line[1:]),
        light=re.compile(rf"(?:(?:{words['doing']})|(?P<did>{words['did']})) {between}{task}"),
        more=re.compile(rf"{_LINK} (?P<all>{between}{task})(?! (?:{_NEXT})\b)"),
        acts=tuple(acts),
        roles=named,
    )


def _either(phrases: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, phrases), key=lambda phrase: (-len(phrase), phrase)))


def _list(cell: object) -> list[str]:
    return [str(one) for one in cell] if isinstance(cell, list) else []
