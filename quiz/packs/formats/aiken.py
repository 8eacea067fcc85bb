"""Aiken (Moodle): a prompt on one line, lettered choices, ``ANSWER: B``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from quiz.core.kinds import Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats.lines import Line, lines
from quiz.packs.formats.losing import stripped
from quiz.packs.formats.model import Carried, Counts, Find, Format, Likely, Peek, Reading, Row, Said
from quiz.packs.formats.texts import choices, one_line
from quiz.packs.refusals import shown
from quiz.words import tr

_CHOICE = re.compile(r"\s*([A-Za-z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"\s*ANSWER\s*:\s*([A-Za-z])\b\s*", re.IGNORECASE)
_LETTERS = "ABCDEF"


def sniff(peek: Peek) -> Likely:
    """ANSWER lines after lettered choices are Aiken's alone."""
    told = peek.text.split("\n")
    answers = [n for n, line in enumerate(told) if _ANSWER.fullmatch(line)]
    return Likely.SURE if any(n >= 2 and _CHOICE.fullmatch(told[n - 1]) for n in answers) else Likely.NO


def read(path: Path) -> Reading:
    """The questions of an Aiken file, numbered by the line that each begins in."""
    return Reading(Said(), _rows(path))


def _rows(path: Path) -> Iterator[Row]:
    held: list[Line] = []
    for line in lines(path):
        found = _ANSWER.fullmatch(line.text)
        if found:
            yield _row(held, found[1].upper())
            held = []
        elif line.text.strip() and len(held) < 100:
            # A prompt after choices without an answer: the question before it was never finished.
            if held and _CHOICE.fullmatch(held[-1].text) and not _CHOICE.fullmatch(line.text):
                yield _row(held, "")
                held = []
            held.append(line)
    if held:
        yield _row(held, "")


def _row(held: list[Line], answer: str) -> Row:
    prompts: list[str] = []
    found: dict[str, str] = {}
    number = held[0].number if held else 1
    for line in held:
        choice = _CHOICE.fullmatch(line.text)
        if choice and prompts:
            found.setdefault(choice[1].upper(), one_line(choice[2]))
        else:
            prompts.append(line.text.strip())
    text = shown(" ".join(prompts))
    if any(line.cut for line in held):
        return Row(number, why=tr("a line is longer than 64 KB; shorten it"), text=text)
    if not answer:
        return Row(number, why=tr("no line ANSWER: follows; write one such as ANSWER: B"), text=text)
    if answer not in found:
        return Row(number, why=tr("the answer {letter} is none of its choices", letter=answer), text=text)
    wrong = [choice for letter, choice in found.items() if letter != answer]
    changed = [tr("its text is no UTF-8 and was read as Windows-1252")] * any(x.guessed for x in held)
    if len(prompts) > 1:
        changed.append(tr("its prompt stood on several lines and was joined"))
    question = choices(one_line(" ".join(prompts)), [found[answer]], wrong)
    return Row(number, (question,), tuple(changed), text=text)


def carry(question: Question) -> Carried:
    """Choices with one right answer, and true or false; nothing beside prompt and answers."""
    # At the start of a file it is a byte-order mark, which no reader gives back.
    plain, lost = stripped(question, lambda text: one_line(text.replace("\ufeff", "")))
    if plain.kind not in (Kind.CHOICE, Kind.TRUEFALSE):
        return Carried(None, (tr("Aiken has no questions of the kind {kind}", kind=plain.kind.value),))
    if _CHOICE.fullmatch(plain.prompt) or _ANSWER.fullmatch(plain.prompt):
        return Carried(None, (tr("its prompt reads like one of Aiken's own lines"),))
    if plain.kind is Kind.TRUEFALSE:
        return Carried(plain, lost)
    return Carried(choices(plain.prompt, plain.right, plain.wrong), lost)


def write(head: PackHead, questions: Iterable[Question], out: BinaryIO, find: Find) -> None:
    """One block a question; the right answer's place goes round, so that it is not always A."""
    for n, question in enumerate(questions):
        if question.kind is Kind.TRUEFALSE:
            told, right = ["True", "False"], 0 if question.right[0] == "true" else 1
        else:
            told, right = list(question.wrong), n % (len(question.wrong) + 1)
            told.insert(right, question.right[0])
        # A prompt that begins with what looks like a byte-order mark would lose it.
        mark = "\ufeff" if not n and question.prompt.startswith("\ufeff") else ""
        block = [mark + question.prompt, *(f"{_LETTERS[i]}) {text}" for i, text in enumerate(told))]
        out.write("\n".join([*block, f"ANSWER: {_LETTERS[right]}", "", ""]).encode())


FORMAT = Format("aiken", "Aiken", (".txt", ".aiken"), Counts.LINE, sniff, read, carry, write)
