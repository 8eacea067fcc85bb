"""Which questions a round asks, and in which order their choices stand: uniform, seeded, the same everywhere.

Only ``getrandbits`` of Python's generator is used, with rejection of our own: ``random.sample`` and
``shuffle`` have changed between Pythons. Each position of a round has a seed of its own, so that 50:50
or the order of choices never depends on what went before.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from quiz.core.questions import Kind, Question
from quiz.core.scoring import answer_keys, parse_number, same_key, told_text

T = TypeVar("T")

SEED_BITS = 20
"""Every round's seed has this many bits, so that a challenge code can carry it."""

Liking = Callable[[Sequence[int]], Sequence[float]]
"""With which chance, from 0 to 1, each of some keys is taken when it comes up."""

_TRIES = 64
_TOGETHER = 4
"""Keys whose chances are asked for at once: a look at each costs less, and the more are asked in vain."""
_GRAIN = 1 << 16


def derive(seed: int, *path: object) -> int:
    """A seed of 64 bits for one purpose within a round, such as ``derive(seed, position, "order")``.

    >>> derive(7, 0), derive(7, 1) == derive(7, 0)
    (1852762088771586474, False)
    """
    text = "/".join(str(part) for part in (seed, *path))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


class Dice:
    """Whole numbers below a bound, each as likely as the other."""

    def __init__(self, seed: int) -> None:
        self._bits = random.Random(seed).getrandbits

    def below(self, n: int) -> int:
        """A number from 0 to ``n - 1``; ``n`` is at least 1."""
        width = n.bit_length()
        while (found := self._bits(width)) >= n:
            pass
        return found

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """The items in an order that is as likely as any other (Fisher and Yates)."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed


class Source(Protocol):
    """The questions that match a round's rules, each at a place from 0 to ``size - 1``."""

    @property
    def size(self) -> int:
        """How many questions match."""
        ...

    def key(self, place: int) -> int:
        """The bank's own number of the question at ``place``."""
        ...

    def seen(self, keys: Sequence[int]) -> set[int]:
        """Those of ``keys`` that this player has been asked; empty where unseen first is off."""
        ...

    def unseen(self) -> Sequence[int]:
        """The keys of all matching questions that this player was never asked, in a fixed order."""
        ...

    def question(self, key: int) -> Question:
        """The question itself."""
        ...


def draw(
    source: Source, seed: int, count: int, *, before: Sequence[int] = (), liking: Liking | None = None
) -> list[int]:
    """The keys of up to ``count`` questions that follow ``before`` in the round with this seed.

    Unseen ones come first, uniformly, or as ``liking`` has it; then the rest. Two that answer each other
    never meet in a round, so a small pack may give fewer than asked.
    """
    taken = list(before)
    asked = [source.question(key) for key in taken]
    fresh: Sequence[int] | None = None
    for position in range(len(taken), len(taken) + count):
        dice = Dice(derive(seed, position))

        def fits(key: int) -> bool:
            return key not in taken and not _clashes(source.question(key), asked)

        key = None
        if fresh is None:
            key = _by_chance(source, dice, fits, liking)
        if key is None:
            fresh = source.unseen() if fresh is None else fresh
            key = _from_all(fresh, dice, fits, liking)
        if key is None:
            key = _from_all([source.key(place) for place in range(source.size)], dice, fits, liking)
        if key is None:
            break
        taken.append(key)
        asked.append(source.question(key))
    return taken[len(before) :]


def arranged(questions: Sequence[tuple[int, Question]], seed: int) -> list[int]:
    """The keys of these very questions in a uniform order, without those that clash with an earlier one."""
    return apart(Dice(derive(seed, "misses")).shuffled(questions))


def apart(questions: Iterable[tuple[int, Question]]) -> list[int]:
    """The keys of these very questions in their order, without those that clash with an earlier one."""
    told, keys, taken = "", set[str](), []
    for number, question in questions:
        text, own = told_text(question), answer_keys(question)
        if any(f" {key} " in told for key in own) or any(f" {key} " in text for key in keys):
            continue
        told += text
        keys.update(own)
        taken.append(number)
    return taken


def _clashes(question: Question, asked: Sequence[Question]) -> bool:
    return any(same_key(question, other) for other in asked)


def _by_chance(source: Source, dice: Dice, fits: Callable[[int], bool], liking: Liking | None) -> int | None:
    """An unseen question by trying places; None after too many misses, when a list must be made."""
    if source.size == 0:
        return None
    passed: list[int] = []
    # The first try mostly fits, and then nothing more is looked up; a miss tells that a batch is worth while.
    batches = (1, *[9] * (_TRIES // 9)) if liking is None else [_TOGETHER] * (_TRIES // _TOGETHER)
    for batch in batches:
        keys = [source.key(dice.below(source.size)) for _ in range(batch)]
        seen = source.seen(keys)
        key = _liked([key for key in keys if key not in seen], dice, fits, liking, passed)
        if key is not None:
            return key
    return next(filter(fits, passed), None)


def _from_all(
    keys: Sequence[int], dice: Dice, fits: Callable[[int], bool], liking: Liking | None
) -> int | None:
    """One of ``keys`` that fits: by chance while that is quick, else out of all that do."""
    if not keys:
        return None
    batch = 1 if liking is None else _TOGETHER
    for _ in range(_TRIES // batch):
        key = _liked([keys[dice.below(len(keys))] for _ in range(batch)], dice, fits, liking, [])
        if key is not None:
            return key
    left = [key for key in keys if fits(key)]
    return left[dice.below(len(left))] if left else None


def _liked(
    keys: Sequence[int],
    dice: Dice,
    fits: Callable[[int], bool],
    liking: Liking | None,
    passed: list[int],
) -> int | None:
    """The first key that fits and is taken; those that are passed over are added to ``passed``.

    What comes up uniformly and is taken with a chance of its own is drawn in proportion to these chances.
    """
    chances = [1.0] * len(keys) if liking is None else liking(keys)
    for key, chance in zip(keys, chances, strict=True):
        if chance < 1 and dice.below(_GRAIN) >= chance * _GRAIN:
            passed.append(key)
        elif fits(key):
            return key
    return None


def shown_order(question: Question, seed: int, position: int) -> tuple[str, ...]:
    """The choices as they stand on the screen; the steps of an order, mixed; nothing for typed kinds.

    Numbers and dates stand in order; true stands before false. Steps are never shown in their right order.
    """
    match question.kind:
        case Kind.TRUEFALSE:
            return ("true", "false")
        case Kind.TEXT | Kind.NUMBER:
            return ()
    choices = (*question.right, *question.wrong)
    dice = Dice(derive(seed, position, "order"))
    if question.kind is Kind.ORDER:
        while (mixed := tuple(dice.shuffled(choices))) == question.right:
            pass
        return mixed
    return in_order(choices) or tuple(dice.shuffled(choices))


def fifty_fifty(question: Question, seed: int, position: int) -> tuple[str, ...]:
    """The wrong choices that 50:50 takes away: half of them all, but one wrong one always stays.

    >>> len(fifty_fifty(Question("a", "Who?", Kind.CHOICE, ("A",), ("B", "C", "D")), 1, 0))
    2
    """
    if question.kind is Kind.CHOICE:
        gone = min((1 + len(question.wrong)) // 2, len(question.wrong) - 1)
    elif question.kind is Kind.MULTIPLE:
        gone = len(question.wrong) // 2
    else:
        gone = 0
    if len(question.wrong) < 2 or gone < 1:
        return ()
    return tuple(Dice(derive(seed, position, "fifty")).shuffled(question.wrong)[:gone])


_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAY_FIRST = re.compile(r"^(?:(\d{1,2}) )?([a-z]+) (\d{3,4})$")
_MONTH_FIRST = re.compile(r"^([a-z]+) (\d{1,2}), (\d{3,4})$")
_DECADE = re.compile(r"^(?:the )?(\d{2,4})'?s$")


def in_order(texts: Sequence[str]) -> tuple[str, ...] | None:
    """The texts from low to high when all are numbers or all are dates, else None.

    >>> in_order(["12", "9"]), in_order(["March 1999", "January 2024"]), in_order(["Mars", "9"])
    (('9', '12'), ('March 1999', 'January 2024'), None)
    """
    for read in (_as_number, _as_date):
        values = [read(text) for text in texts]
        known = [value for value in values if value is not None]
        if known and len(known) == len(texts):
            return tuple(text for _, text in sorted(zip(known, texts, strict=True)))
    return None


_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)


def _as_number(text: str) -> tuple[Decimal, ...] | None:
    low = text.strip().casefold()
    if low in _WORDS:
        return (Decimal(_WORDS.index(low)),)
    value = parse_number(text.rstrip("%").lstrip("$€£¥"))
    return None if value is None else (value,)


def _as_date(text: str) -> tuple[Decimal, ...] | None:
    low = text.strip().casefold()
    if found := _DECADE.match(low):
        return (Decimal(found[1]), Decimal(0), Decimal(0))
    if found := _DAY_FIRST.match(low):
        day, month, year = found[1] or "0", found[2], found[3]
    elif found := _MONTH_FIRST.match(low):
        month, day, year = found[1], found[2], found[3]
    else:
        return None
    return (Decimal(year), Decimal(_MONTHS.index(month)), Decimal(day)) if month in _MONTHS else None
