"""Twins: questions that ask the same, found without comparing all pairs.

Two of them have a key in common, which groups them; within a group only what shares a rare word is compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from quiz.core.folding import fold
from quiz.core.kinds import Kind
from quiz.core.lint.choices import value_key
from quiz.core.lint.prompts import read, shortened
from quiz.core.questions import Question

ALIKE = 90
"""Prompts are alike from this many of a hundred on."""

_SIGNATURE = 4
_WINDOW = 24


def key_of(q: Question) -> tuple[str, ...]:
    """What two questions share that may be one, with the kind where a statement is judged."""
    if q.kind is Kind.TEXT:
        return (value_key(q.right[0]),) if q.right else ()
    keys = [value_key(text) for text in q.right]
    kind = [q.kind.value] if q.kind in (Kind.TRUEFALSE, Kind.ORDER) else []
    return tuple(kind + (keys if q.kind is Kind.ORDER else sorted(keys)))


class Asked:
    """What a question asks, in the forms that are compared; ``place`` is whose they are."""

    __slots__ = ("fact", "figures", "place", "sorted", "text", "words")

    def __init__(self, place: int, q: Question) -> None:
        self.place = place
        self.text = fold(shortened(q.prompt))
        self.words = set(self.text.split())
        self.sorted = " ".join(sorted(self.text.split()))
        self.figures = {word for word in self.words if word[0].isdigit()}
        names = sorted(read(q.prompt).names()) if q.relation and q.kind is not Kind.TRUEFALSE else ()
        # A relation with the names of the prompt is the fact that is asked.
        self.fact = f"{q.relation} {' '.join(names)}" if names else ""

    def is_twin(self, other: Asked) -> bool:
        """Whether two questions with one key ask the same."""
        if self.fact and self.fact == other.fact:
            return True
        alike = fuzz.ratio(self.text, other.text, score_cutoff=ALIKE) or fuzz.ratio(
            self.sorted, other.sorted, score_cutoff=ALIKE
        )
        # The same words but for a number ask for something else: part 2, the film of 1982.
        return bool(alike) and (self.figures == other.figures or not (self.figures and other.figures))


def alike(group: list[Asked]) -> Iterator[tuple[int, int]]:
    """Pairs of one key that ask the same; only what shares a rare word is compared.

    Prompts that are 90 % alike differ in few words, so one of their rarest is shared. A block of many is
    one of a frequent word; there what is alike stands side by side when it is sorted.
    """
    often = Counter(word for one in group for word in one.words)
    blocks: dict[str, list[Asked]] = defaultdict(list)
    for one in group:
        for word in sorted(one.words, key=lambda word: (often[word], word))[:_SIGNATURE]:
            blocks[word].append(one)
        if one.fact:
            blocks["\0" + one.fact].append(one)
    found: set[int] = set()
    for block in blocks.values():
        ordered = block if len(block) <= _WINDOW else sorted(block, key=lambda one: (one.text, one.place))
        for start, one in enumerate(ordered):
            for other in ordered[start + 1 : start + 1 + _WINDOW]:
                later = max(one.place, other.place)
                if later not in found and one.is_twin(other):
                    found.add(later)
                    yield min(one.place, other.place), later
