"""What the program knows before it reads: names with their kinds, and what stands beside them.

The files in ``assets/knowledge`` are tables that a person can read and add to: parted by tabs, a header
first, ``#`` lines between sections, ``; `` between the values of a cell. They serve three ends: to find
names in an article, to know what kind of thing they are, and to offer wrong answers of the same kind.
Lines become entries only when they are asked for, so that starting costs little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from random import Random

from quiz.article.entries import FILES, MAKERS, Entry, MalformedError, Table, parts
from quiz.article.families import FAMILIES, roles_like
from quiz.article.spelling import by_spelling, folded, plain, plural, singulars
from quiz.core.folding import fold
from quiz.resources import assets

__all__ = ["FAMILIES", "Entry", "Knowledge", "MalformedError", "load", "plain", "plural", "singulars"]

_WORD = re.compile(r"\w+|\S")
_FAR = 99


class _Bucket:
    """The names that begin with one word: their letters without blanks, and whose they are."""

    __slots__ = ("longest", "names")

    def __init__(self) -> None:
        self.names: dict[str, tuple[int, ...]] = {}
        self.longest = 0

    def add(self, tight: str, row: int) -> None:
        held = self.names.get(tight, ())
        if row not in held:
            self.names[tight] = (*held, row)
        if len(tight) > self.longest:
            self.longest = len(tight)


def _forms(line: str) -> tuple[str, ...]:
    """The name and the aliases that a line begins with."""
    name, aliases, _ = line.split("\t", 2)
    return (name, *aliases.split("; ")) if aliases else (name,)


class Knowledge:
    """The shipped knowledge, as the reader of an article and the maker of questions ask for it.

    ``folder`` holds the tables. Nothing here changes once it is loaded, and every answer comes in the
    same order each time. Raises ``OSError`` for a missing file, :class:`MalformedError` for a wrong header.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str, Table] = {}
        self._lines: list[str] = []
        self._starts: dict[str, int] = {}
        self._built: dict[int, Entry] = {}
        self._buckets: dict[str, _Bucket | None] = {}
        for file, kind in FILES:
            table = Table(folder / f"{file}.tsv", kind, ("name", "aliases"))
            self._tables[kind] = table
            self._starts[kind] = len(self._lines)
            self._lines += table.lines
        self._first = self._first_words()

    def _first_words(self) -> dict[str, list[int]]:
        """Which lines hold a name that begins with a word: all that is worked out before it is asked for."""
        found: dict[str, list[int]] = {}
        word = _WORD.match
        for row, line in enumerate(self._lines):
            name, aliases, _ = line.split("\t", 2)
            for form in (name, *aliases.split("; ")) if aliases else (name,):
                start = word(form)
                if start is None:
                    continue
                first = start[0] if form.isascii() else _WORD.findall(plain(form))[0]
                if first in found:
                    found[first].append(row)
                else:
                    found[first] = [row]
        return found

    def _bucket(self, first: str) -> _Bucket | None:
        if first in self._buckets:
            return self._buckets[first]
        bucket = None
        for row in self._first.get(first, ()):
            bucket = bucket or _Bucket()
            for form in map(plain, _forms(self._lines[row])):
                if form.startswith(first):
                    bucket.add(form.replace(" ", ""), row)
        self._buckets[first] = bucket
        return bucket

    def _entry(self, row: int) -> Entry:
        entry = self._built.get(row)
        if entry is None:
            kind = next(kind for kind, start in reversed(self._starts.items()) if start <= row)
            table = self._tables[kind]
            entry = self._built[row] = MAKERS[kind](table.cells(self._lines[row]), table.at)
        return entry

    # Finding names ------------------------------------------------------------------------------

    def named(self, text: str) -> tuple[Entry, ...]:
        """Every entry that ``text`` names, by its name or an alias, whatever its case and accents."""
        return tuple(self._entry(row) for row in self._by_fold.get(fold(text), ()))

    @cached_property
    def _by_fold(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for row, line in enumerate(self._lines):
            for form in _forms(line):
                key = folded(form)
                held = found.get(key)
                if held is None:
                    found[key] = (row,)
                elif row not in held:
                    found[key] = (*held, row)
        return found

    def spans(self, tokens: Sequence[str], at: int) -> tuple[tuple[Entry, ...], int] | None:
        """The longest name that begins at ``tokens[at]``: its entries, and how many tokens it takes.

        Tokens may be words, or words and signs apart ("Steins", ";", "Gate"); blanks do not count, case
        does (a term may begin a sentence), accents do not. A sign that is not of the name must be a token
        of its own, and the caller takes off a possessive ``'s``.
        """
        first = plain(tokens[at])
        return self._longest(tokens, at, first) or self._term(tokens, at, first)

    def _longest(self, tokens: Sequence[str], at: int, first: str) -> tuple[tuple[Entry, ...], int] | None:
        start = _WORD.match(first)
        bucket = self._bucket(start[0]) if start else None
        if bucket is None:
            return None
        tight = first.replace(" ", "")
        end = at + 1
        best: tuple[tuple[int, ...], int] | None = None
        while len(tight) <= bucket.longest:
            rows = bucket.names.get(tight)
            if rows:
                best = rows, end - at
            if end >= len(tokens):
                break
            tight += plain(tokens[end]).replace(" ", "")
            end += 1
        return (tuple(map(self._entry, best[0])), best[1]) if best else None

    def _term(self, tokens: Sequence[str], at: int, first: str) -> tuple[tuple[Entry, ...], int] | None:
        """A term that a sentence begins with, and so in its capital."""
        if not first[:1].isupper() or first[1:2].isupper():
            return None
        found = self._longest(tokens, at, first[0].lower() + first[1:])
        if found is None:
            return None
        terms = tuple(entry for entry in found[0] if entry.kind == "term")
        return (terms, found[1]) if terms else None

    # Names of people, words for nations ---------------------------------------------------------

    @cached_property
    def _given(self) -> dict[str, str]:
        table = Table(self._folder / "given_names.tsv", "", ("name", "gender"))
        return {plain(name).casefold(): gender for name, gender, *_ in map(table.cells, table.lines)}

    @cached_property
    def _surnames(self) -> dict[str, str]:
        table = Table(self._folder / "surnames.tsv", "", ("name", "language"))
        return {plain(name).casefold(): language for name, language, *_ in map(table.cells, table.lines)}

    def gender(self, given_name: str) -> str:
        """``m`` or ``f`` where a given name says so, ``u`` where it may be either, else empty."""
        return by_spelling(self._given, given_name)

    def is_given(self, name: str) -> bool:
        """Whether ``name`` is a given name; ``Junichirou`` and ``Jun'ichirō`` count as ``Junichiro``."""
        return bool(by_spelling(self._given, name))

    def is_surname(self, name: str) -> bool:
        """Whether ``name`` is a common surname."""
        return bool(self.surname_language(name))

    def surname_language(self, name: str) -> str:
        """The language (``ja``, ``en``, ...) that a common surname belongs to, else empty."""
        return by_spelling(self._surnames, name)

    @cached_property
    def _demonyms(self) -> dict[str, str]:
        table = self._tables["place"]
        name, words = table.at["name"], table.at["demonym"]
        found: dict[str, str] = {}
        for line in table.lines:
            cells = table.cells(line)
            for word in parts(cells[words]):
                found.setdefault(word.casefold(), cells[name])
        return found

    def demonym(self, word: str) -> str:
        """The country (or city) whose people or things are called ``word``, else empty."""
        low = word.casefold()
        return self._demonyms.get(low) or self._demonyms.get(low.removesuffix("s"), "")

    def demonyms(self, place: str) -> tuple[str, ...]:
        """What the people or things of ``place`` are called, the usual word first; else empty."""
        return tuple(
            word
            for entry in self.named(place)
            if entry.kind == "place"
            for relation, word in entry.links
            if relation == "demonym"
        )

    # What stands beside -------------------------------------------------------------------------

    @cache  # noqa: B019  one Knowledge lives as long as the program
    def of(self, kind: str, sub: str = "", role: str = "") -> tuple[Entry, ...]:
        """All entries of a kind, in the files' order; ``sub`` may be a family's name, ``role`` a group's.

        For ``sub`` see :data:`FAMILIES`, for ``role`` :data:`ROLE_GROUPS`.
        """
        table = self._tables.get(kind)
        if table is None:
            return ()
        start = self._starts[kind]
        subs = (sub, *FAMILIES.get(sub, ())) if sub else ()
        roles = roles_like(role) if role else ()
        return tuple(
            entry
            for entry in map(self._entry, range(start, start + len(table.lines)))
            if (not subs or entry.sub in subs) and (not roles or any(held in roles for held in entry.roles))
        )

    def alike(
        self,
        like: Entry | str,
        *,
        sub: str = "",
        role: str = "",
        year: int | None = None,
        country: str = "",
        genre: Iterable[str] = (),
        gender: str = "",
        limit: int = 12,
        rng: Random | None = None,
    ) -> list[Entry]:
        """Entries that could be taken for ``like``, the closest first, at most ``limit``: for wrong answers.

        ``like`` is an entry, whose own attributes fill in what is not given and which is left out itself
        (as is whatever shares a name with it), or a kind. Sub, or role, must fit; era, country and genre
        decide the order. Those that are equally close stand by name, or as ``rng`` has it. Whether one of
        them is true as well is for the caller to ask: see :meth:`linked`.
        """
        own: set[str] = set()
        if isinstance(like, Entry):
            kind = like.kind
            own = {folded(name) for name in like.names}
            sub = sub or ("" if kind == "person" else like.sub)
            role = role or (like.roles[0] if like.roles else "")
            year = like.year if year is None else year
            country = country or like.country
            gender = gender or like.gender
            genre = tuple(genre) or like.genre
        else:
            kind = like
        wanted = _Wanted(sub, role, year, country, frozenset(genre), gender)
        found = [
            (far, entry)
            for entry in self.of(kind)
            if (far := wanted.distance(entry)) < _FAR and not own.intersection(map(folded, entry.names))
        ]
        found.sort(key=lambda pair: pair[1].name)
        if rng is not None:
            rng.shuffle(found)
        found.sort(key=lambda pair: pair[0])
        return [entry for _, entry in found[:limit]]

    def terms_like(self, term: str) -> list[str]:
        """The other terms of a term's sub, in the file's order; a plural brings plurals.

        >>> load().terms_like("cholera")[:0]
        []
        """
        found, many = self._term_named(term)
        if found is None:
            return []
        others = [entry.name for entry in self.of("term", found.sub) if entry is not found]
        return [plural(name) for name in others] if many else others

    def term_sub(self, term: str) -> str:
        """What sort of thing a common noun is (``disease``, ``trade``), singular or plural, else empty."""
        found, _ = self._term_named(term)
        return found.sub if found else ""

    def _term_named(self, term: str) -> tuple[Entry | None, bool]:
        for form, many in ((term, False), *((one, True) for one in singulars(term))):
            for entry in self.named(form):
                if entry.kind == "term":
                    return entry, many
        return None, False

    # What is known to be true -------------------------------------------------------------------

    def linked(self, name: str, relation: str) -> tuple[str, ...]:
        """All that is known to stand in ``relation`` to ``name``, so that it is no wrong answer.

        Of a work: its ``director``, ``studio``, ``author`` and so on. Of a person or an organisation:
        ``work`` for every work that it had a hand in, ``director of`` (``studio of``, ...) for those of
        one role. Of a place: ``within`` and ``demonym``.

        >>> load().linked("Ghost in the Shell", "director")
        ('Mamoru Oshii',)
        """
        found: dict[str, None] = {}
        for entry in self.named(name):
            for key in entry.names:
                found.update(dict.fromkeys(self._reverse.get((folded(key), relation), ())))
            found.update(dict.fromkeys(held for kind, held in entry.links if kind == relation))
        return tuple(found)

    @cached_property
    def _reverse(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for work in self.of("work"):
            for relation, maker in work.links:
                key = folded(maker)
                for name in ("work", f"{relation} of"):
                    found.setdefault((key, name), []).append(work.name)
        return found


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a wrong answer should be like; distances are whole numbers, so that there are equals."""

    sub: str
    role: str
    year: int | None
    country: str
    genre: frozenset[str]
    gender: str

    def distance(self, entry: Entry) -> int:
        """How far ``entry`` is from what is wanted: from 0 up, ``_FAR`` where it is another sort of thing."""
        far = self._sort(entry)
        if far >= _FAR:
            return far
        if self.year is not None:
            far += min(abs(self.year - entry.year) // 10, 8) if entry.year is not None else 3
        if self.country:
            far += 0 if entry.country == self.country else 3 if entry.country else 2
        if self.genre:
            far += 0 if self.genre.intersection(entry.genre) else 1
        if self.gender:
            far += 0 if entry.gender == self.gender else 2
        return far

    def _sort(self, entry: Entry) -> int:
        far = 0
        if self.sub and entry.sub != self.sub:
            if entry.sub in FAMILIES.get(self.sub, ()):
                far = 0
            elif any(self.sub in family and entry.sub in family for family in FAMILIES.values()):
                far = 3
            else:
                return _FAR
        if self.role:
            roles = roles_like(self.role)
            if not any(held in roles for held in entry.roles):
                return _FAR
            far += 0 if entry.roles[0] in roles else 2
        return far


@cache
def load() -> Knowledge:
    """The knowledge that ships with the program, read once.

    Raises ``FileNotFoundError`` when the installation is damaged.
    """
    return Knowledge(assets() / "knowledge")
