"""Moodle XML: every type of question that Moodle has, with pictures, categories, tags and feedback."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

from quiz.core.kinds import Kind
from quiz.core.questions import Media, Question
from quiz.packs.formats import graded
from quiz.packs.formats.graded import FULL, Graded, Made, Sized
from quiz.packs.formats.model import Counts, Format, Likely, Peek, Reading, Row, Said
from quiz.packs.formats.moodle_cloze import by_gaps
from quiz.packs.formats.moodle_media import FORMS, Texts, Told, decoded
from quiz.packs.formats.moodle_texts import category_of
from quiz.packs.formats.moodle_writing import carry, write
from quiz.packs.formats.moodle_xml import Found, found_in, text_of, value_of
from quiz.packs.formats.texts import decimal
from quiz.packs.refusals import shown
from quiz.words import tr

_ROOT = re.compile(r"<quiz[\s>]")
_QUESTION = re.compile(r"""<question\s[^<>]{0,200}?\btype\s*=\s*["']""")
_NO_UNITS = "3"
_MOST_SEEN = 10_000
_FEEDBACK = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
# What Moodle itself writes there.
_USUAL = (
    "Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.",
)  # fmt: skip
_REFUSED = {
    "description": "it is a description without answers and is skipped",
    "essay": "it is an essay, which nobody can judge here; write what is right",
    "calculated": "it is a calculated question, whose numbers Moodle draws; write it with numbers of its own",
    "ddwtos": "it is a text to drag words into; write it as a choice",
    "gapselect": "it is a text with gaps to choose for; write it as a choice",
    "ddimageortext": "it is a picture to drag answers onto; write it as a choice",
    "ddmarker": "it is a picture to drag marks onto; write it as a choice",
    "random": "it stands for other questions that Moodle draws; export those",
    "randomsamatch": "it is made of other questions that Moodle draws; export those",
}
_REFUSED["calculatedsimple"] = _REFUSED["calculatedmulti"] = _REFUSED["calculated"]


def sniff(peek: Peek) -> Likely:
    """A ``quiz`` element with questions of a type is Moodle's alone."""
    if not peek.text.lstrip().startswith("<") or not _QUESTION.search(peek.text):
        return Likely.SURE if _ROOT.search(peek.text) and peek.text.lstrip().startswith("<") else Likely.NO
    return Likely.SURE if _ROOT.search(peek.text) else Likely.LIKELY


def read(path: Path) -> Reading:
    """The questions of a Moodle XML file, counted from 1 without its categories."""
    return Reading(Said(), _rows(path))


def _rows(path: Path) -> Iterator[Row]:
    category = ""
    number = 0
    seen: set[str] = set(_USUAL)
    names: dict[str, bytes] = {}
    for found in found_in(path):
        node = found.node
        if node is not None and _type(node) == "category":
            category = category_of(value_of(node, "category"))
            continue
        number += 1
        if node is None:
            yield Row(number, why=found.why)
        else:
            one = _One(node, Texts(cut=found.cut, names=names))
            yield _row(number, one, found, category, seen)


def _type(node: Element) -> str:
    return node.get("type", "").strip().lower()


def _row(number: int, one: _One, found: Found, category: str, seen: set[str]) -> Row:
    made = one.made()
    changed = [*one.texts.left, *made.changed]
    if found.guessed and not "".join(one.node.itertext()).isascii():
        changed.insert(0, tr("its text is no UTF-8 and was read as Windows-1252"))
    if made.questions:
        changed += one.unsaid(seen)
    told = made.filed(category, one.tags())
    names = {name for q in told for name in (q.media.image, q.media.audio, *q.choice_images) if name}
    files = {name: data for name, data in one.texts.files.items() if name in names}
    text = shown(one.prompt.text) or shown(value_of(one.node, "name"))
    return Row(number, told, tuple(dict.fromkeys(changed)), made.why, text, files=files)


@dataclass(slots=True)
class _One:
    """One question of the file."""

    node: Element
    texts: Texts = field(default_factory=Texts)
    prompt: Told = field(default_factory=lambda: Told(""))

    def made(self) -> Made:
        """What it becomes here."""
        kind = _type(self.node)
        asks = self.node.find("questiontext")
        if asks is not None:
            self.texts.form = FORMS.get(asks.get("format", "").strip(), "html")
            self.prompt = self.texts.seen(asks)
        if why := _REFUSED.get(kind):
            return Made(why=tr(why))
        reader = _READ.get(kind)
        if reader is None:
            return Made(why=tr("its type “{type}” is not known; write it as a choice", type=shown(kind, 40)))
        self._old_picture()
        named = False
        if not self.prompt.text and reader is not _cloze:
            self.prompt.text = shown(value_of(self.node, "name"), 500)
            named = bool(self.prompt.text)
        made = reader(self)
        if named and made.questions:
            made.changed.append(tr("its prompt is empty, so its name became it"))
        prompt = self.prompt
        if prompt.image or prompt.audio:
            media = Media(prompt.image, prompt.alt, prompt.audio)
            made.questions = tuple(replace(question, media=media) for question in made.questions)
        return made

    def _old_picture(self) -> None:
        """Moodle 1 had one picture beside the text."""
        data, name = self.node.find("image_base64"), value_of(self.node, "image")
        if data is None or self.prompt.image or not (data.text and name):
            return
        content = b"" if self.texts.cut else decoded(data.text)
        if content:
            self.prompt.image = self.texts.keep(name.replace("/", "_"), content)
        else:
            self.texts.left[tr("the picture “{name}” is too large or damaged and is left out",
                               name=shown(name, 60))] = None  # fmt: skip

    def general(self) -> str:
        """The general feedback."""
        return self.texts.plain(self.node.find("generalfeedback"))

    def answers(self, *, typed: bool = False) -> list[Graded]:
        """Its answers; what is ``typed`` is never markup."""
        return [
            Graded(
                text_of(answer) if typed else self.texts.plain(answer),
                _percent(answer),
                self.texts.plain(answer.find("feedback")),
            )
            for answer in self.node.findall("answer")
        ]

    def tags(self) -> tuple[str, ...]:
        """The tags of the question, and those that a course gave it."""
        found = [text_of(tag) for name in ("tags", "coursetags") for one in self.node.findall(name)
                 for tag in one.findall("tag")]  # fmt: skip
        return tuple(dict.fromkeys(" ".join(tag.split()) for tag in found if tag))

    def unsaid(self, seen: set[str]) -> list[str]:
        """What of its feedback has no place; a text that many questions have is told once."""
        left = []
        for name in _FEEDBACK:
            node = self.node.find(name)
            text = Texts(self.texts.form).plain(node)
            if text and text not in seen:
                if len(seen) < _MOST_SEEN:
                    seen.add(text)
                left.append(tr("its feedback “{text}” is left out", text=shown(text, 40)))
        if any(text_of(hint) for hint in self.node.findall("hint")):
            left.append(tr("its hints are left out"))
        return left


def _percent(answer: Element) -> float:
    if (inner := answer.find("fraction")) is not None:
        # Long ago a part of 1 stood in an element of its own.
        return _float(inner.text or "") * 100
    return _float(answer.get("fraction", ""))


@lru_cache(maxsize=256)
def _float(text: str) -> float:
    found = decimal(text)
    return float(found) if found is not None else 0.0


def _choice(one: _One) -> Made:
    several = value_of(one.node, "single", "true").lower() in ("false", "0")
    return _over_choices(one, several)


def _set(one: _One) -> Made:
    return _over_choices(one, True)


def _over_choices(one: _One, several: bool) -> Made:
    answers = []
    images: dict[str, str] = {}
    unnamed = False
    for n, answer in enumerate(one.node.findall("answer"), 1):
        told = one.texts.seen(answer)
        if told.image and not told.text:
            unnamed = True
            told.text = told.alt or tr("Picture {n}", n=n)
        if told.image:
            images[told.text] = told.image
        answers.append(Graded(told.text, _percent(answer), one.texts.plain(answer.find("feedback"))))
    made = graded.by_choice(one.prompt.text, answers, several, one.general())
    if images and made.questions and made.questions[0].kind is not Kind.TRUEFALSE:
        question = made.questions[0]
        shows = tuple(images.get(text, "") for text in (*question.right, *question.wrong))
        made.questions = (replace(question, choice_images=shows),)
        if unnamed:
            made.changed.append(tr("choices that are only pictures were given names"))
    return made


def _truefalse(one: _One) -> Made:
    answers = one.answers()[:2]
    words = [answer.text.casefold() for answer in answers]
    made = Made()
    if sorted(words) != ["false", "true"]:
        if len(words) < 2:
            return Made(why=tr("it lacks one of its answers true and false"))
        # Old exports have them in their own language, and true comes first.
        made.changed.append(
            tr("its answers “{one}” and “{two}” were taken for true and false",
               one=shown(answers[0].text, 20), two=shown(answers[1].text, 20))
        )  # fmt: skip
        words = ["true", "false"]
    right = [n for n, answer in enumerate(answers) if answer.percent >= FULL]
    if len(right) != 1:
        return Made(why=tr("one of true and false must give full marks, and the other none"))
    made.questions = (Question("", one.prompt.text, Kind.TRUEFALSE, (words[right[0]],)),)
    wrong = answers[1 - right[0]]
    if wrong.percent > 0:
        made.changed.append(
            tr("“{text}” gave {n} % of the marks and counts as wrong now",
               text=wrong.text, n=f"{wrong.percent:g}")
        )  # fmt: skip
    made.explained(one.general(), [answers[right[0]].feedback], [wrong.feedback])
    return made


def _typed(one: _One) -> Made:
    exact = value_of(one.node, "usecase").lower() in ("1", "true")
    return graded.by_text(one.prompt.text, one.answers(typed=True), exact, one.general())


def _numerical(one: _One) -> Made:
    answers = []
    other = ""
    for node, answer in zip(one.node.findall("answer"), one.answers(typed=True), strict=True):
        if answer.text in ("*", "") and answer.percent < FULL:
            other = other or answer.feedback
            continue
        value, off = decimal(answer.text), decimal(value_of(node, "tolerance", "0"))
        if value is None or off is None:
            why = tr("“{text}” is no number; write one such as 9", text=shown(answer.text, 40))
            return Made(why=why)
        answers.append(Sized(value, abs(off), answer.percent, answer.feedback))
    made = graded.by_number(one.prompt.text, answers, one.general(), other)
    unit, others = _unit(one.node)
    if unit and made.questions:
        if made.questions[0].kind is Kind.NUMBER:
            made.questions = (replace(made.questions[0], unit=unit),)
        else:
            others = True
        if others:
            made.changed.append(tr("other units than the first are left out"))
    return made


def _unit(node: Element) -> tuple[str, bool]:
    """The unit in which its numbers are given, and whether there are others."""
    units = node.find("units")
    if units is None or value_of(node, "showunits") == _NO_UNITS:
        return "", False
    found = [
        (decimal(value_of(unit, "multiplier", "1")), value_of(unit, "unit_name"))
        for unit in units.findall("unit")
    ]
    named = [name for factor, name in found if factor == Decimal(1) and name]
    return (named[0], len(found) > 1) if named else ("", False)


def _matching(one: _One) -> Made:
    pairs = []
    for node in one.node.findall("subquestion"):
        answer = node.find("answer")
        pairs.append((one.texts.plain(node), one.texts.plain(answer) if answer is not None else ""))
    return graded.by_pairs(one.prompt.text, pairs, one.general())


def _ordering(one: _One) -> Made:
    steps = [answer.text for answer in one.answers()]
    return graded.by_order(one.prompt.text, steps, one.general())


def _cloze(one: _One) -> Made:
    asks = one.node.find("questiontext")
    if asks is None:
        return Made(why=tr("it has no text"))
    made, one.prompt = by_gaps(asks, one.texts, one.general())
    return made


_READ: dict[str, Callable[[_One], Made]] = {
    "multichoice": _choice,
    "multichoiceset": _set,
    "truefalse": _truefalse,
    "shortanswer": _typed,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
}

FORMAT = Format("moodle", "Moodle XML", (".xml",), Counts.ITEM, sniff, read, carry, write)
