"""GIFT on its way out: what it can carry of a question, and how that is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from quiz.core.kinds import Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats.gift_grammar import CATEGORY, escaped
from quiz.packs.formats.graded import starred
from quiz.packs.formats.losing import stripped
from quiz.packs.formats.model import Carried, Find
from quiz.packs.formats.moodle_texts import category_path
from quiz.packs.formats.texts import choices, decimal, one_line
from quiz.packs.refusals import shown
from quiz.words import tr

_KEPT = ("category", "explanation", "tags", "tolerance", "near_misses")
_FORMED = re.compile(r"\[(?:html|moodle|plain|markdown)\]", re.IGNORECASE)
_UNTAGGED = re.compile(r"[<>`]|\\$")
_MOST_LINE = 15_000
"""Characters of a text; each takes four bytes at most of the 64 KB that a line may have."""


def carry(question: Question) -> Carried:
    """All kinds but order, with category, tags, explanation, tolerance and near misses."""
    if question.kind is Kind.ORDER:
        return Carried(None, (tr("GIFT has no questions of the kind {kind}", kind=question.kind.value),))
    plain, told = stripped(question, keep=_KEPT)
    lost = list(told)
    texts = (plain.prompt, plain.explanation, plain.category, *plain.right, *plain.wrong)
    if max(map(len, texts)) > _MOST_LINE or sum(map(len, plain.tags)) + len(plain.tags) * 8 > _MOST_LINE:
        return Carried(None, (tr("a text of it is too long for a line of 64 KB; shorten it"),))
    plain = filed(plain, lost)
    tags = tuple(tag for tag in plain.tags if not _UNTAGGED.search(tag))
    if tags != plain.tags:
        lost.append(tr("its tags with < > ` or a backslash at the end are not carried"))
        plain = replace(plain, tags=tags)
    match plain.kind:
        case Kind.CHOICE:
            made = choices(plain.prompt, plain.right, plain.wrong)
            plain = replace(plain, kind=made.kind, right=made.right, wrong=made.wrong)
        case Kind.TEXT:
            plain = _typed(plain, lost)
        case Kind.NUMBER:
            if decimal(str(plain.number)) is None or decimal(str(plain.tolerance)) is None:
                return Carried(None, (tr("its number has more digits than 60; shorten it"),))
            plain = replace(plain, right=(str(plain.number),))
    return Carried(plain, tuple(lost))


def filed(question: Question, lost: list[str]) -> Question:
    """The question with its category and tags on one line each, as Moodle's formats have them."""
    category = one_line(question.category)
    tags = tuple(one_line(tag) for tag in question.tags)
    if (category, tags) != (question.category, question.tags):
        lost.append(tr("line breaks and runs of blanks in its category and tags are not carried"))
    if not category_path(category):
        lost.append(tr("its category is not carried, for Moodle takes its slashes for levels"))
        category = ""
    return replace(question, category=category, tags=tuple(tag for tag in tags if tag))


def _typed(question: Question, lost: list[str]) -> Question:
    texts = (*question.right, *question.wrong)
    if not any("->" in text for text in texts):
        changed = question
    else:
        lost.append(tr("-> in its answers would make pairs of them and is written as →"))
        changed = replace(
            question,
            right=tuple(text.replace("->", "→") for text in question.right),
            wrong=tuple(text.replace("->", "→") for text in question.wrong),
        )
    return replace(
        changed, right=tuple(dict.fromkeys(changed.right)), wrong=tuple(dict.fromkeys(changed.wrong))
    )


def write(head: PackHead, questions: Iterable[Question], out: BinaryIO, find: Find) -> None:
    """One block a question, under a line for each category."""
    out.write(f"// {shown(head.title, 200)}\n\n".encode())
    category = ""
    for question in questions:
        if question.category != category:
            category = question.category
            out.write(f"{CATEGORY} {category_path(category)}\n\n".encode())
        out.write(_block(question).encode())


def _block(q: Question) -> str:
    comment = " ".join("[tag:" + tag.replace("]", "\\]") + "]" for tag in q.tags)
    plain = "<" in q.prompt or "&" in q.prompt
    prompt = _text(q.prompt, plain, plain or q.prompt.startswith("//"))
    told = [f"\t####{_text(q.explanation, plain)}"] if q.explanation else []
    match q.kind:
        case Kind.TRUEFALSE:
            answers = [f"\t{q.right[0].upper()}"]
        case Kind.NUMBER:
            answers = [f"\t#{q.number}:{q.tolerance}" if q.tolerance else f"\t#{q.number}"]
        case Kind.TEXT:
            answers = [f"\t={_typed_text(text)}" for text in q.right]
            answers += [f"\t=%0%{_typed_text(text, weighed=True)}" for text in q.wrong]
        case Kind.MULTIPLE:
            weight = f"{100 / len(q.right):.7g}"
            answers = [f"\t~%{weight}%{_text(text, plain)}" for text in q.right]
            answers += [f"\t~%-100%{_text(text, plain)}" for text in q.wrong]
        case _:
            answers = [f"\t={_choice(q.right[0], plain)}"]
            answers += [f"\t~{_choice(text, plain)}" for text in q.wrong]
    block = [f"{prompt} {{", *answers, *told, "}", "", ""]
    return "\n".join([f"// {comment}", *block] if comment else block)


def _choice(text: str, plain: bool) -> str:
    return _text(text, plain, text.startswith("%"))


def _text(text: str, plain: bool, marked: bool = False) -> str:
    """A text, with ``[plain]`` before it where it would be taken for markup or for marks."""
    markup = not plain and ("<" in text or "&" in text)
    own = "[plain]" if marked or markup or _FORMED.match(text) else ""
    return own + escaped(text)


def _typed_text(text: str, weighed: bool = False) -> str:
    own = "[plain]" if _FORMED.match(text) else ""
    weight = "%100%" if text.startswith("%") and not weighed else ""
    return weight + own + escaped(starred(text))
