"""The tables of the shipped knowledge, and what one of their lines says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the program knows.

    ``kind`` is person, work, org, place or term; ``sub`` the medium of a work, the first occupation of a
    person, the sort of an organisation, a place or a term. ``year`` is a work's first, a person's birth,
    an organisation's founding; ``ended`` is when a person died, a group parted, an organisation closed or
    was merged away. ``country`` of a place is what it lies in. ``roles`` are occupations.
    ``links`` are pairs of relation and object: of a work ``("director", "Mamoru Oshii")``, of a person
    ``("work", ...)``. ``common`` says that the name is also an ordinary word or another thing's name:
    it takes quotes, italics, upper case or a word of its kind beside it to mean this entry.
    """

    name: str
    kind: str
    sub: str = ""
    aliases: tuple[str, ...] = ()
    year: int | None = None
    country: str = ""
    gender: str = ""
    roles: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    genre: tuple[str, ...] = ()
    common: bool = False
    ended: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.name, *self.aliases)


FILES = (
    ("works", "work"),
    ("people", "person"),
    ("organisations", "org"),
    ("places", "place"),
    ("terms", "term"),
)


class MalformedError(ValueError):
    """A knowledge file whose header is not what the loader expects; says which file and what is missing."""


class Table:
    """One file: its lines, and where in a line each column stands."""

    def __init__(self, path: Path, kind: str, needed: Iterable[str] = ()) -> None:
        self.kind = kind
        lines = path.read_text(encoding="utf-8").split("\n")
        header = lines[0].split("\t")
        missing = [name for name in needed if name not in header]
        if missing:
            raise MalformedError(f"{path.name}: the header has no column {', '.join(missing)}")
        self.at = {name: place for place, name in enumerate(header)}
        self.lines = [line for line in lines[1:] if line and line[0] != "#"]

    def cells(self, line: str) -> list[str]:
        """The cells of ``line``, padded to the header's length."""
        cells = line.split("\t")
        return cells + [""] * (len(self.at) - len(cells))


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(cell.split("; ")) if cell else ()


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


def _ended(cells: list[str], at: Mapping[str, int]) -> int | None:
    return _year(cells[at["ended"]]) if "ended" in at else None


def _pairs(cell: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, _, value in (part.partition("=") for part in parts(cell)))


def _work(cells: list[str], at: Mapping[str, int]) -> Entry:
    return Entry(
        cells[at["name"]],
        "work",
        cells[at["medium"]],
        parts(cells[at["aliases"]]),
        _year(cells[at["year"]]),
        cells[at["country"]],
        links=_pairs(cells[at["creators"]]),
        genre=parts(cells[at["genre"]]),
        common=cells[at["common"]] == "1",
    )


def _person(cells: list[str], at: Mapping[str, int]) -> Entry:
    roles = parts(cells[at["occupations"]])
    return Entry(
        cells[at["name"]],
        "person",
        roles[0] if roles else "",
        parts(cells[at["aliases"]]),
        _year(cells[at["born"]]),
        cells[at["country"]],
        cells[at["gender"]],
        roles,
        tuple(("work", work) for work in parts(cells[at["works"]])),
        common=cells[at["common"]] == "1",
        ended=_ended(cells, at),
    )


def _org(cells: list[str], at: Mapping[str, int]) -> Entry:
    return Entry(
        cells[at["name"]],
        "org",
        cells[at["sub"]],
        parts(cells[at["aliases"]]),
        _year(cells[at["founded"]]),
        cells[at["country"]],
        common=cells[at["common"]] == "1",
        ended=_ended(cells, at),
    )


def _place(cells: list[str], at: Mapping[str, int]) -> Entry:
    within = parts(cells[at["within"]])
    return Entry(
        cells[at["name"]],
        "place",
        cells[at["sub"]],
        parts(cells[at["aliases"]]),
        country=within[0] if within else "",
        links=(
            *(("within", name) for name in within),
            *(("demonym", word) for word in parts(cells[at["demonym"]])),
        ),
        common=cells[at["common"]] == "1",
    )


def _term(cells: list[str], at: Mapping[str, int]) -> Entry:
    return Entry(cells[at["name"]], "term", cells[at["sub"]], parts(cells[at["aliases"]]))


MAKERS = {"work": _work, "person": _person, "org": _org, "place": _place, "term": _term}
