"""GIFT (Moodle): ``prompt { =right ~wrong }`` with titles, categories, weights, feedback and escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from quiz.core.kinds import Kind
from quiz.core.questions import Question
from quiz.packs.formats import graded
from quiz.packs.formats.gift_grammar import TITLE, Block, blocks, parted, unescaped
from quiz.packs.formats.gift_writing import carry, write
from quiz.packs.formats.graded import Graded, Made, Sized
from quiz.packs.formats.lines import lines
from quiz.packs.formats.model import Counts, Format, Likely, Peek, Reading, Row, Said
from quiz.packs.formats.moodle_texts import category_of, text_in
from quiz.packs.formats.texts import decimal
from quiz.packs.refusals import shown
from quiz.words import tr

_OPEN = re.compile(r"((?:[^\\{}]|\\.)*+)(?:\{((?:[^\\{}]|\\.)*+)\}(.*))?", re.DOTALL)
_GENERAL = re.compile(r"((?:[^\\]|\\.)*)####(.*)", re.DOTALL)
_ANSWER = re.compile(r"([~=])((?:[^\\~=]|\\.)*+)", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-*\d{1,3}(?:[.,]\d*)?)%")
_FORM = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f\x7f])+)\]")
_TRUTHS = {"t": "true", "true": "true", "f": "false", "false": "false"}
# What makes a text other than it stands there.
_SPECIAL = re.compile(r"[\\&<\[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_GAP = "_____"
_STOPS = (".", "?", "!")
# The first line of an ordering question's answers: how many are shown, where, and how they are judged.
_LAYOUT = re.compile(r"~?\d*(?:\s+(?:[A-Z_\d]+|none|abc|iii))*\s*")
_MARKS = re.compile(r"(?<!\\)\{\s*(?:[=~](?!\})|#\s*[=+\-.\d]|(?:T|TRUE|F|FALSE)\b)[^{}]*\}", re.IGNORECASE)


def sniff(peek: Peek) -> Likely:
    """Categories and titles in double colons are GIFT's alone; braces with marked answers nearly so."""
    begins = [line for line in peek.text.split("\n") if line.startswith(("::", "$CATEGORY:"))]
    if any(line.startswith("$CATEGORY:") or TITLE.match(line) for line in begins) and "{" in peek.text:
        return Likely.SURE
    if not peek.text.lstrip().startswith(("{", "[{", "<")) and _MARKS.search(peek.text):
        return Likely.LIKELY
    return Likely.MAYBE if peek.path.suffix.lower() == ".gift" and "\0" not in peek.text else Likely.NO


def read(path: Path) -> Reading:
    """The questions of a GIFT file, numbered by the line that each begins in."""
    return Reading(Said(), _rows(path))


def _rows(path: Path) -> Iterator[Row]:
    paths: dict[str, str] = {}
    for block in blocks(lines(path)):
        if block.category not in paths:
            paths = {block.category: category_of(block.category)}
        yield _row(block, paths[block.category])


def _row(block: Block, category: str) -> Row:
    raw = "\n".join(block.lines)
    title = TITLE.match(raw) if raw.startswith("::") else None
    name = unescaped(title[1]).strip() if title else ""
    rest = raw[title.end() :].strip() if title else raw
    found = None if block.fault else _opened(rest)
    if found is None:
        why = block.fault or tr("it is a description without answers and is skipped")
        return Row(block.number, why=why, text=shown(unescaped(rest.partition("{")[0])) or shown(name))
    before, answers, after = found
    prompt, form, left = _text(_gapped(before, after), "moodle")
    changed = list(left)
    if block.guessed:
        changed.append(tr("its text is no UTF-8 and was read as Windows-1252"))
    if not prompt and name:
        prompt = name
        changed.append(tr("its prompt is empty, so its title became it"))
    made = _Answers(prompt, form).made(answers.strip())
    tags = _tags(block.comments) if block.comments else ()
    return Row(block.number, made.filed(category, tags), (*changed, *made.changed), made.why, shown(prompt))


def _opened(text: str) -> tuple[str, str, str] | None:
    """What stands before, between and after the braces; None when there are none."""
    if "\\" not in text:
        before, brace, rest = text.partition("{")
        answers, _, after = rest.partition("}")
        return (before, answers, after) if brace else None
    found = _OPEN.match(text)
    return (found[1], found[2], found[3]) if found and found[2] is not None else None


def _gapped(before: str, after: str) -> str:
    """The prompt, with a gap where its answers stand within it."""
    rest = after.strip()
    # A full stop behind the answers of a finished question makes no gap.
    if not rest or (rest in _STOPS and before.rstrip().endswith(_STOPS)):
        return before
    return before + _GAP + after


def _tags(comments: list[str]) -> tuple[str, ...]:
    found = [tag for comment in comments for tag in _TAG.findall(comment)]
    return tuple(told for tag in found if (told := tag.replace("\\]", "]").strip()))


def _text(raw: str, form: str, joined: bool = False) -> tuple[str, str, tuple[str, ...]]:
    """A text with its own form or that of the question, its form, and what was left out of it."""
    raw = raw.strip()
    if form != "html" and not _SPECIAL.search(raw):
        return raw, form, ()
    found = _FORM.match(raw) if raw.startswith("[") else None
    if found:
        form, raw = found[1].lower(), raw[found.end() :].lstrip()
    if joined and "\n" in raw:
        raw = " ".join(raw.split("\n"))
    text, left = text_in(unescaped(raw), form)
    return text, form, left


class _Answers:
    """What stands between the braces of one question."""

    def __init__(self, prompt: str, form: str) -> None:
        self._prompt, self._form = prompt, form
        self._left: dict[str, None] = {}

    def made(self, body: str) -> Made:
        """The question that its answers make of it."""
        general = ""
        if "####" in body and (found := _GENERAL.fullmatch(body)):
            body, general = found[1].strip(), self._said(found[2])
        made = self._kind(body, general)
        made.changed[:0] = self._left
        return made

    def _kind(self, body: str, general: str) -> Made:
        if not body:
            return Made(why=tr("it is an essay, which nobody can judge here; write what is right"))
        if body.startswith("#"):
            return self._number(body[1:], general)
        if body.startswith(">"):
            return self._order(body[1:], general)
        marked: list[tuple[str, str]] = _ANSWER.findall(body)
        marks = {mark for mark, _ in marked}
        if "~" in marks:
            return self._choice(_marked(body, marked, "~"), "=" not in marks, general)
        found = [answer for _, answer in marked]
        if found and "->" in body and any("->" in answer for answer in found):
            return self._pairs(found, general)
        truth, feedback = parted(body)
        if (told := _TRUTHS.get(truth.strip().lower())) is not None:
            made = Made((Question("", self._prompt, Kind.TRUEFALSE, (told,)),))
            wrong, right = parted(feedback)
            made.explained(general, [self._said(right)], [self._said(wrong)])
            return made
        return self._typed(_marked(body, marked, "="), general)

    def _choice(self, marked: list[tuple[str, str]], several: bool, general: str) -> Made:
        answers = []
        for mark, raw in marked:
            percent, feedback = (100.0 if mark == "=" else 0.0), ""
            # Most answers are no more than a text, and 50,000 questions have many of them.
            if "%" in raw:
                percent, raw = _weighed(raw, percent)
            if "#" in raw:
                raw, feedback = parted(raw)
                feedback = self._said(feedback)
            answers.append(Graded(self._said(raw, joined=True), percent, feedback))
        return graded.by_choice(self._prompt, answers, several, general)

    def _typed(self, marked: list[tuple[str, str]], general: str) -> Made:
        answers = []
        for _, raw in marked:
            percent, raw = _weighed(raw, 100.0)
            raw, feedback = parted(raw)
            # What is typed is compared letter by letter: only a form of its own makes it markup.
            answers.append(Graded(_text(raw, "plain", True)[0], percent, self._said(feedback)))
        return graded.by_text(self._prompt, answers, general=general)

    def _pairs(self, found: list[str], general: str) -> Made:
        pairs = []
        for raw in found:
            left, arrow, right = raw.partition("->")
            if not arrow:
                return Made(why=tr("“{text}” has no ->; write both halves of each pair", text=shown(raw, 40)))
            pairs.append((self._said(left, joined=True), self._said(right, joined=True)))
        return graded.by_pairs(self._prompt, pairs, general)

    def _number(self, body: str, general: str) -> Made:
        at = _ANSWER.search(body.replace("=", " ")) if "~" in body else None
        other = parted(body[at.start() + 1 :])[1] if at else ""
        answers = []
        told = body[: at.start()] if at else body
        for _, raw in _marked(told, _ANSWER.findall(told), "="):
            percent, raw = _weighed(raw, 100.0)
            told, feedback = parted(raw)
            told = unescaped(told).strip()
            if told == "*" and percent < graded.FULL:
                other = other or feedback
                continue
            span = _span(told)
            if span is None:
                why = tr("“{text}” is no number; write one such as 9 or 3.14:0.01", text=shown(told, 40))
                return Made(why=why)
            answers.append(Sized(*span, percent, self._said(feedback)))
        return graded.by_number(self._prompt, answers, general, self._said(other))

    def _order(self, body: str, general: str) -> Made:
        first, *steps = [line for line in body.split("\n") if line.strip()] or [""]
        if not _LAYOUT.fullmatch(first):
            steps = [first, *steps]
        return graded.by_order(self._prompt, [self._said(step) for step in steps], general)

    def _said(self, raw: str, joined: bool = False) -> str:
        raw = raw.strip()
        if not raw or (self._form != "html" and not _SPECIAL.search(raw)):
            return raw
        text, _, left = _text(raw, self._form, joined)
        self._left.update(dict.fromkeys(left))
        return text


def _marked(body: str, found: list[tuple[str, str]], missing: str) -> list[tuple[str, str]]:
    """The answers with the marks before them; the first may lack its own."""
    if body[:1] in ("=", "~"):
        return found
    at = _ANSWER.search(body)
    first = (body[: at.start()] if at else body).strip()
    return [(missing, first), *found] if first else found


def _weighed(raw: str, percent: float) -> tuple[float, str]:
    found = _WEIGHT.match(raw) if "%" in raw else None
    if not found:
        return percent, raw
    return float(found[1].replace("--", "").replace(",", ".")), raw[found.end() :]


def _span(text: str) -> tuple[Decimal, Decimal] | None:
    """A number and how far from it is right, of ``5``, ``5:0.5`` or ``4.5..5.5``."""
    low, dots, high = text.partition("..")
    if dots and low.strip():
        ends = decimal(low), decimal(high.lstrip("."))
        if ends[0] is None or ends[1] is None:
            return None
        return (ends[0] + ends[1]) / 2, abs(ends[1] - ends[0]) / 2
    value, _, off = text.partition(":")
    number, tolerance = decimal(value), decimal(off) if off.strip() else Decimal(0)
    return None if number is None or tolerance is None else (number, abs(tolerance))


FORMAT = Format("gift", "GIFT", (".gift", ".txt"), Counts.LINE, sniff, read, carry, write)
