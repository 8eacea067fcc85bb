"""Checks that need all of a pack: duplicates, questions that answer each other, the share of longest answers.

None of them compares all pairs: keys and words are indexed, so that the work grows with the pack.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quiz.core.folding import fold
from quiz.core.kinds import Kind
from quiz.core.lint.choices import is_longest
from quiz.core.lint.clues import COMMON
from quiz.core.lint.findings import Check, Finding
from quiz.core.lint.prompts import read
from quiz.core.lint.twins import Asked, alike, key_of
from quiz.core.questions import Question
from quiz.core.scoring import answer_keys
from quiz.words import tr

_MOST_LONGEST = 0.3
_FEWEST = 20
"""Under this many choices a share says nothing."""
_BRIEF = 60
_MOST_TOLD = 3


def check_pack(questions: Sequence[Question]) -> Iterator[Finding]:
    """What only shows when all questions are looked at together."""
    yield from _duplicates(questions)
    yield from _both_right(questions)
    yield from _answering(questions)
    yield from _longest(questions)


def _longest(questions: Sequence[Question]) -> Iterator[Finding]:
    """The right choice alone is the longest more often than chance and the table's 30 % allow."""
    found = [is_longest(q) for q in questions if q.kind is Kind.CHOICE and len(q.wrong) > 2 and q.right]
    if len(found) < _FEWEST or sum(found) <= _MOST_LONGEST * len(found):
        return
    share = round(100 * sum(found) / len(found))
    why = tr("the right choice is the longest in {n} of 100 questions; lengthen wrong ones in some", n=share)
    yield Finding(Check.LENGTH, "", "answer", "", why)


def _both_right(questions: Sequence[Question]) -> Iterator[Finding]:
    """The same prompt twice, and one's right answer is among the other's wrong ones."""
    asked: dict[str, list[Question]] = defaultdict(list)
    for q in questions:
        if q.kind in (Kind.CHOICE, Kind.MULTIPLE):
            asked[fold(q.prompt)].append(q)
    for same in asked.values():
        right = {fold(text) for q in same for text in q.right} if len(same) > 1 else set()
        for q in same:
            for text in q.wrong if right else ():
                if fold(text) in right:
                    why = tr(
                        "“{text}” is the right answer to the same question elsewhere; keep one", text=text
                    )
                    yield Finding(Check.TWO_RIGHT, q.id, "wrong", text, why)


def _duplicates(questions: Sequence[Question]) -> Iterator[Finding]:
    """Questions with the same key that say the same fact, or whose prompts are 90 % alike."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, q in enumerate(questions):
        same[key_of(q)].append(n)
    twins: dict[int, int] = {}
    for group in same.values():
        if len(group) > 1:
            asked = [Asked(n, questions[n]) for n in group]
            for earlier, later in alike(asked):
                twins[later] = min(earlier, twins.get(later, earlier))
    for later, earlier in sorted(twins.items()):
        why = tr("the question “{id}” asks the same; keep one of the two", id=questions[earlier].id)
        yield Finding(Check.DUPLICATE, questions[later].id, "prompt", questions[later].prompt, why)


def _answering(questions: Sequence[Question]) -> Iterator[Finding]:
    """A question whose prompt or explanation holds the key of another; the two never share a round.

    Keys that a round minds count (:func:`quiz.core.scoring.answer_keys`), but for a lone common word, and
    numbers of three digits or more where the teller names what the other asks about.
    """
    keys = _Keys(questions)
    for n, q in enumerate(questions):
        texts = {"prompt": tuple(fold(q.prompt).split()), "explanation": tuple(fold(q.explanation).split())}
        named = {word for words in texts.values() for word in words}
        for field, words in texts.items():
            told: dict[int, str] = {}
            for place in range(len(words)):
                for asked, key in keys.at(words, place, named):
                    if asked != n:
                        told.setdefault(asked, key)
                    if len(told) > _MOST_TOLD:
                        break
            if told:
                yield _answered(questions, q, field, told)


class _Keys:
    """The keys of a pack by their first word; numbers by the names that their prompts hold as well."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._texts: dict[str, dict[tuple[str, ...], list[int]]] = {}
        self._numbers: dict[str, dict[str, list[int]]] = {}
        for n, q in enumerate(questions):
            for key in _telling_keys(q):
                self._texts.setdefault(key[0], {}).setdefault(key, []).append(n)
            if (number := _telling_number(q)) is not None:
                by_name = self._numbers.setdefault(number, {})
                for name in read(q.prompt).names():
                    by_name.setdefault(fold(name), []).append(n)
        self._lengths = {first: sorted({len(key) for key in keys}) for first, keys in self._texts.items()}

    def at(self, words: tuple[str, ...], place: int, named: set[str]) -> Iterator[tuple[int, str]]:
        """The questions whose key stands in ``words`` at ``place``, with that key."""
        for length in self._lengths.get(words[place], ()):
            key = words[place : place + length]
            for asked in self._texts[words[place]].get(key, ()):
                yield asked, " ".join(key)
        by_name = self._numbers.get(words[place], {})
        for name in sorted(named.intersection(by_name)):
            for asked in by_name[name]:
                yield asked, words[place]


def _answered(questions: Sequence[Question], q: Question, field: str, told: dict[int, str]) -> Finding:
    prompts = [f"“{_brief(questions[asked].prompt)}”" for asked in sorted(told)]
    more = "" if len(prompts) <= _MOST_TOLD else " …"
    first = min(told)
    where = next((text for text in questions[first].right if fold(text) == told[first]), told[first])
    why = tr(
        "“{key}” answers {prompts}; word it otherwise, or the two never meet in a round",
        key=where,
        prompts=", ".join(prompts[:_MOST_TOLD]) + more,
    )
    return Finding(Check.ANSWERS_ANOTHER, q.id, field, where, why)


def _brief(prompt: str) -> str:
    return prompt if len(prompt) <= _BRIEF else f"{prompt[: _BRIEF - 1].rstrip()}…"


def _telling_keys(q: Question) -> Iterator[tuple[str, ...]]:
    for text in answer_keys(q):
        key = tuple(text.split())
        if key and not (len(key) == 1 and (key[0] in COMMON or (key[0].isascii() and len(key[0]) < 4))):
            yield key


def _telling_number(q: Question) -> str | None:
    if q.kind is not Kind.NUMBER or not q.right:
        return None
    text = fold(q.right[0])
    return text if sum(sign.isdigit() for sign in text) > 2 else None
