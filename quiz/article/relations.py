"""Every relation that a fact can state: what it joins, and how it is asked. Data in ``relations.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from quiz.resources import assets


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation; the head of ``assets/knowledge/relations.toml`` says what each field is for."""

    name: str
    object: str
    category: str
    importance: float
    about: tuple[str, ...] = ()
    role: str = ""
    roles: str = ""
    functional: bool = False
    closed: bool = False
    attributed: bool = False
    outside: bool = False
    stems: tuple[str, ...] = ()
    by: Mapping[str, tuple[str, ...]] | None = None
    past: tuple[str, ...] = ()
    by_object: Mapping[str, tuple[str, ...]] | None = None
    said_as: tuple[str, ...] = ()
    by_passage: Mapping[str, tuple[str, ...]] | None = None
    ask: str = ""
    many: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    turned_as: str = ""
    tells: str = ""
    step: str = ""
    unit: str = ""
    like: str = ""
    gender: str = ""
    wrong: tuple[tuple[str, ...], ...] = ()
    compatible: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def stems_for(self, kind: str, *, several: bool = False) -> tuple[str, ...]:
        """The templates for a subject of this kind or sub, the best first; ``several`` for a set."""
        if several:
            return self.many
        return (*(self.by or {}).get(kind, ()), *self.stems)


class Relations:
    """The table as a whole: relations by name, and which of them can hold at once."""

    def __init__(self, table: Mapping[str, Relation]) -> None:
        self._table = dict(table)
        for relation in table.values():
            self._table.update(dict.fromkeys(relation.also, relation))
        self._listing: dict[str, set[str]] = {}
        for relation in table.values():
            for other in relation.compatible:
                self._listing.setdefault(other, set()).add(relation.name)

    def __iter__(self) -> Iterator[Relation]:
        return (relation for name, relation in self._table.items() if name == relation.name)

    def get(self, name: str) -> Relation | None:
        """The relation of that name, or None where the table has none."""
        return self._table.get(name)

    def compatible(self, relation: Relation) -> frozenset[str]:
        """Names of the relations whose objects may be right for ``relation`` too, its own among them.

        What has one value only is not made uncertain by relations that list it: nobody is born twice.
        """
        listing = () if relation.functional else self._listing.get(relation.name, ())
        return frozenset((relation.name, *relation.also, *relation.compatible, *listing))


class MalformedTableError(ValueError):
    """A table of relations that cannot be used; says which relation and what is wrong with it."""


def read(path: Path) -> Relations:
    """The relations of a TOML file. Raises :class:`MalformedTableError`, ``OSError`` for a missing file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Relations({name: _relation(name, plain) for name, plain in table.items()})


_FIELDS = {one.name for one in fields(Relation)} - {"name"}
_WAYS = ("", "typed", "typed only", "typed when known", "choice when known", "never")
_NEEDED = ("object", "category", "importance")


def _relation(name: str, plain: Mapping[str, Any]) -> Relation:
    if unknown := sorted(set(plain) - _FIELDS):
        raise MalformedTableError(f"{name}: unknown field {', '.join(unknown)}")
    if missing := [field for field in _NEEDED if field not in plain]:
        raise MalformedTableError(f"{name}: no {', '.join(missing)}")
    if plain.get("ask", "") not in _WAYS:
        raise MalformedTableError(f"{name}: ask is none of {', '.join(filter(None, _WAYS))}")
    held = {key: _frozen(value) for key, value in plain.items()}
    if role := plain.get("role"):
        plural = held.setdefault("roles", f"{role}s")
        held.setdefault("stems", (f"Who is the {role} of {{subject}}?",))
        held.setdefault("many", (f"Who are the {plural} of {{subject}}?",))
        held.setdefault("tells", "{objects} {is} {role} of {subject}.")
    if "stems" not in held or "tells" not in held:
        raise MalformedTableError(f"{name}: it needs a role, or stems and tells")
    return Relation(name=name, **held)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    if isinstance(value, dict):
        return {key: _frozen(one) for key, one in value.items()}
    return value


@cache
def load() -> Relations:
    """The table that ships with the program, read once."""
    return read(assets() / "knowledge" / "relations.toml")
