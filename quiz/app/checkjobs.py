"""Long looks at the bank, for :mod:`quiz.app.jobs`: the linter over a pack, and twins over all packs.

What they find comes in parts, each a list of plain tuples.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quiz.app.jobs import Job, Line
from quiz.bank.author_views import Listing
from quiz.core.folding import fold
from quiz.core.lint import Finding, Level, check_pack, lint_question
from quiz.core.lint.twins import Asked, alike, key_of
from quiz.core.questions import Question, problems
from quiz.words import tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

MOST_TOGETHER = 100_000
"""A pack of more is judged question by question: to hold all of them at once would take too much."""
MOST_ALIKE = 20_000
"""Of more questions with one answer only those with the same prompt are told."""
_AT_ONCE = 250


class Remark(NamedTuple):
    """One thing to mend: the question's number, 0 for the whole pack; ``level`` is "unfinished" or a
    finding's; ``field`` the key of a pack file; ``about`` the prompt.
    """

    key: int
    level: str
    field: str
    what: str
    about: str


UNFINISHED = "unfinished"


class Checked(NamedTuple):
    """How many questions were looked at; ``alone`` says that there were too many to judge together."""

    questions: int
    alone: bool = False


def linting(bank: Path, slug: str) -> Job[Checked]:
    """Judge a pack; parts are lists of :class:`Remark`."""
    return Job(lint, bank, slug)


def comparing(bank: Path) -> Job[Checked]:
    """Look for questions that two packs have; parts are lists of :class:`Remark`."""
    return Job(compare, bank)


def lint(line: Line, path: Path, slug: str) -> Checked:
    """The work of :func:`linting`."""
    with _opened(path) as bank, line.interrupted():
        keys = bank.desk.keys(Listing(slug))
        language = bank.desk.pack_state(slug)[1].head.language
        together = len(keys) <= MOST_TOGETHER
        kept: dict[str, tuple[int, Question]] = {}
        for start in range(0, len(keys), _AT_ONCE):
            found = bank.desk.question_states(keys[start : start + _AT_ONCE])
            remarks: list[Remark] = []
            for key in keys[start : start + _AT_ONCE]:
                if key in found:
                    question = found[key].question
                    remarks += _remarks(key, question, language)
                    if together and not problems(question):
                        kept[question.id] = (key, question)
            _tell(line, remarks)
            line.went(start + len(found))
        _tell(line, [_remark(finding, kept) for finding in check_pack([q for _, q in kept.values()])])
    return Checked(len(keys), not together)


def compare(line: Line, path: Path) -> Checked:
    """The work of :func:`comparing`: twins share an answer or a prompt, and only those are compared."""
    with _opened(path) as bank, line.interrupted():
        titles = {info.slug: info.title for info in bank.pack_infos()}
        keys, packs = array("q"), array("H")
        by_prompt, by_answer = array("Q"), array("Q")
        for n, slug in enumerate(titles):
            listed = bank.desk.keys(Listing(slug))
            for start in range(0, len(listed), _AT_ONCE):
                for key, _, question in bank.questions(listed[start : start + _AT_ONCE]):
                    keys.append(key)
                    packs.append(n)
                    by_prompt.append(_hash(fold(question.prompt)))
                    by_answer.append(_hash("\0".join(key_of(question))))
                line.went(len(keys))
        told: set[int] = set()
        for near, hashes in ((False, by_prompt), (True, by_answer)):
            for group in _groups(hashes, packs):
                if not near or len(group) <= MOST_ALIKE:
                    _tell(line, list(_twins(bank, titles, [keys[at] for at in group], told, near=near)))
    return Checked(len(keys))


def _twins(
    bank: Bank, titles: dict[str, str], some: Sequence[int], told: set[int], *, near: bool
) -> Iterator[Remark]:
    """Those of a group that ask the same in another pack; each is told once."""
    found = {key: (slug, question) for key, slug, question in bank.questions(some)}
    if near:
        pairs = alike([Asked(key, found[key][1]) for key in some if key in found and key not in told])
    else:
        first = next(iter(found), 0)
        pairs = iter([(first, key) for key in found if key != first])
    for earlier, later in pairs:
        (one_slug, one), (slug, question) = found[earlier], found[later]
        if slug == one_slug or later in told or (not near and fold(one.prompt) != fold(question.prompt)):
            continue
        told.add(later)
        same = key_of(one) == key_of(question)
        what = (
            tr("“{prompt}” in the pack “{pack}” asks the same; keep one of the two")
            if same
            else tr("“{prompt}” in the pack “{pack}” asks the same and has another answer; look at both")
        )
        what = what.format(prompt=_short(one.prompt), pack=titles.get(one_slug, one_slug))
        yield Remark(later, Level.WARNING, "prompt", what, _short(question.prompt))


def _groups(hashes: array[int], packs: array[int]) -> Iterator[list[int]]:
    """The places of what has one hash, where more than one pack has it."""
    order = sorted(range(len(hashes)), key=hashes.__getitem__)
    for _, same in groupby(order, key=hashes.__getitem__):
        group = sorted(same)
        if len(group) > 1 and packs[group[0]] != packs[group[-1]]:
            yield group


def _remarks(key: int, question: Question, language: str) -> list[Remark]:
    about = _short(question.prompt) or tr("New question")
    if wrong := problems(question):
        field = "prompt" if not question.prompt.strip() else "answer"
        return [Remark(key, UNFINISHED, field, wrong[0], about)]
    return [
        Remark(key, finding.level, finding.field, finding.message, about)
        for finding in lint_question(question, language=language)
    ]


def _remark(finding: Finding, kept: dict[str, tuple[int, Question]]) -> Remark:
    if finding.question not in kept:
        return Remark(0, finding.level, finding.field, finding.message, tr("The whole pack"))
    key, question = kept[finding.question]
    return Remark(key, finding.level, finding.field, finding.message, _short(question.prompt))


def _tell(line: Line, remarks: Sequence[Remark]) -> None:
    if remarks:
        line.part([tuple(remark) for remark in remarks])


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= 200 else one[:199] + "…"


def _hash(text: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def _opened(path: Path) -> closing[Bank]:
    from quiz.bank.bank import open_bank

    return closing(open_bank(path, backups=False, chores=False))
