"""Prizes that could be taken for another: given for the same sort of work."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from quiz.core.folding import fold
from quiz.resources import assets

_Sort = tuple[re.Pattern[str], tuple[tuple[str, ...], ...]]


class Prizes:
    """The table of prizes; the head of ``assets/knowledge/prizes.toml`` says what it holds."""

    def __init__(self, path: Path) -> None:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        self._since: dict[str, int] = table.pop("since")
        self._sorts: dict[str, _Sort] = {
            name: (
                re.compile(plain["words"], re.IGNORECASE),
                tuple(tuple(forms) for forms in plain["names"]),
            )
            for name, plain in table.items()
        }

    def beside(
        self, key: str, kinds: Sequence[str], passage: str, whole: str = "", year: int | None = None
    ) -> Iterator[tuple[str, ...]]:
        """The forms of each prize of the key's sort, without its own and those not yet given in ``year``.

        The sort is what the key says itself; else what has won it; else what its passage is about.

        >>> found = load().beside("Order of Merit", (), "a poet")
        >>> any("Booker Prize" in forms for forms in found)
        False
        >>> any("César" in forms for forms in load().beside("Golden Bear", ("film",), "a film", year=1955))
        False
        """
        sort = self._sort(key, kinds, passage, whole)
        for forms in self._sorts[sort][1] if sort else ():
            given = year is None or self._since.get(forms[0], 0) <= year
            if given and not any(_same(key, form) for form in forms):
                yield forms

    def _sort(self, key: str, kinds: Sequence[str], passage: str, whole: str) -> str:
        about = (key, " ".join(kinds).replace("_", " ").replace("anime", "anime animated"), passage)
        listed = [
            name
            for name, (_, prizes) in self._sorts.items()
            if any(_same(key, form) for forms in prizes for form in forms)
        ]
        if len(listed) == 1:
            return listed[0]
        if self._sorts["order"][0].search(key):
            return "order"
        if listed and whole:
            # A prize that films and games have is of what the article is about.
            return max(listed, key=lambda name: len(self._sorts[name][0].findall(whole)))
        for text in about:
            for name in listed or self._sorts:
                if name != "order" and self._sorts[name][0].search(text):
                    return name
        return ""


def _same(key: str, form: str) -> bool:
    one, other = set(fold(key).split()), set(fold(form).split())
    return one <= other or other <= one


@cache
def load() -> Prizes:
    """The table that ships with the program, read once."""
    return Prizes(assets() / "knowledge" / "prizes.toml")
