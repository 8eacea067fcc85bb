"""Fields of work: what somebody of one field may well do besides, and so is never a wrong answer."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quiz.resources import assets


@dataclass(frozen=True, slots=True)
class _Field:
    names: re.Pattern[str]
    verbs: re.Pattern[str]
    near: frozenset[str]
    beside: frozenset[str]


class Trades:
    """The table of fields; the head of ``assets/knowledge/trades.toml`` says what it holds."""

    def __init__(self, path: Path) -> None:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        self._fields = {
            name: _Field(
                re.compile(rf"(?:^|[\s-])(?:{plain['names']})$", re.IGNORECASE),
                re.compile(rf"\b(?:{plain['verbs']})\b"),
                frozenset((name, *plain["near"])),
                frozenset(plain["beside"]),
            )
            for name, plain in table.items()
        }
        # The same few trades are looked up again and again.
        self._known: dict[str, frozenset[str]] = {}

    def fields(self, trade: str) -> frozenset[str]:
        """The fields that a trade is of; none where it is not known.

        >>> sorted(load().fields("film director")), sorted(load().fields("bank clerk"))
        (['art'], ['money'])
        """
        found = self._known.get(trade)
        if found is None:
            of_what = trade.strip().partition(" of ")[0]
            found = frozenset(name for name, held in self._fields.items() if held.names.search(of_what))
            self._known[trade] = found
        return found

    def implied(self, passage: str) -> frozenset[str]:
        """The fields that the deeds in a passage speak of.

        >>> sorted(load().implied("Later she wrote and drew a comic."))
        ['art']
        """
        return frozenset(name for name, held in self._fields.items() if held.verbs.search(passage))

    def meet(self, one: str, other: str) -> bool:
        """Whether two trades are of different fields whose people one meets in the same circles.

        >>> load().meet("theoretical physicist", "lawyer"), load().meet("theoretical physicist", "farmer")
        (True, False)
        """
        beside = frozenset(field for name in self.fields(one) for field in self._fields[name].beside)
        return not beside.isdisjoint(self.fields(other))

    def near(self, fields: frozenset[str]) -> frozenset[str]:
        """These fields, and all that stand near one of them, in either direction."""
        beside = frozenset(one for name in fields for one in self._fields[name].near)
        return frozenset(name for name, held in self._fields.items() if held.near & fields or name in beside)


@cache
def load() -> Trades:
    """The table that ships with the program, read once."""
    return Trades(assets() / "knowledge" / "trades.toml")
