"""Articles and their hand-made keys: the facts that a good quiz asks."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from quiz.resources import assets

HERE = Path(__file__).parent
OWN = HERE / "articles"
STYLES = (
    "news",
    "preview",
    "review",
    "biography",
    "history",
    "science",
    "company",
    "obituary",
    "interview",
    "opinion",
    "other",
)
# The shared keys bear no style; their README says what they are.
_SHARED = {
    "metallic-rouge": "preview",
    "ikebukuro-west-gate-park": "news",
    "oppenheimer-review": "review",
    "nikola-tesla": "biography",
    "apollo-program": "history",
}
# Kinds of relations that the issue names, where the shipped knowledge has no relation of just that name.
_CLOSED = {"date", "sum", "role"}
_SUFFIXES = (".txt", ".md", ".html")


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One line of a key; ``objects`` holds every right answer."""

    relation: str
    subject: str
    objects: tuple[str, ...]
    evidence: str

    @property
    def closed(self) -> bool:
        """Whether its relation is one of those that the bars of recall count."""
        known = canonical(self.relation)
        return bool(_relations().get(known, {}).get("closed")) or known.split("_")[-1] in _CLOSED


@dataclass(frozen=True, slots=True)
class Article:
    """A file to read, and its key."""

    name: str
    path: Path
    style: str
    key: tuple[KeyFact, ...]

    @property
    def own(self) -> bool:
        """Whether it is one of the project's own."""
        return self.path.parent == OWN


def articles(folder: Path) -> Iterator[Article]:
    """The articles of a folder that have a key beside them, by name."""
    for path in sorted(folder.iterdir()):
        key = path.with_name(f"{path.stem}.facts.tsv")
        if path.suffix in _SUFFIXES and key.is_file():
            yield article(path)


def article(path: Path) -> Article:
    """One article; its key may be missing."""
    key = path.with_name(f"{path.stem}.facts.tsv")
    facts, style = read_key(key) if key.is_file() else ((), "")
    return Article(path.stem, path, style or _SHARED.get(path.stem, "other"), facts)


def read_key(path: Path) -> tuple[tuple[KeyFact, ...], str]:
    """A key's facts and its style ('' where it names none).

    Raises ValueError with file and line for one that has not four columns or an empty one.
    """
    facts: list[KeyFact] = []
    style = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            if told := re.match(r"#\s*style:\s*(\w+)", line):
                style = told[1]
            continue
        if not line.strip():
            continue
        columns = [column.strip() for column in line.split("\t")]
        if len(columns) != 4 or not all(columns):
            raise ValueError(f"{path.name}, line {number}: a key fact has four columns, none of them empty")
        relation, subject, objects, evidence = columns
        facts.append(KeyFact(relation, subject, tuple(objects.split("; ")), evidence))
    return tuple(facts), style


def plain(path: Path) -> str:
    """A file's text without the first line's address and without tags, enough to look evidence up in."""
    text = path.read_text(encoding="utf-8").removeprefix("\ufeff")
    if text.startswith("# source:"):
        text = text.partition("\n")[2]
    return html.unescape(re.sub(r"<[^>]+>", "", text)) if path.suffix == ".html" else text


def canonical(relation: str) -> str:
    """The name under which the shipped knowledge has a key's relation; itself where it has none.

    >>> canonical("employer_1882"), canonical("unit_year"), canonical("laboratory_address")
    ('employer', 'year', 'address')
    """
    known = _relations()
    if relation in known:
        return relation
    parts = relation.split("_")
    tails = ("_".join(parts[n:]) for n in range(1, len(parts)))
    heads = ("_".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))
    return next((name for name in (*tails, *heads) if name in known), relation)


def told(relation: str, what: str) -> Any:
    """What the shipped knowledge says of a relation."""
    return _relations().get(canonical(relation), {}).get(what)


@cache
def _relations() -> dict[str, dict[str, Any]]:
    return tomllib.loads((assets() / "knowledge" / "relations.toml").read_text(encoding="utf-8"))
