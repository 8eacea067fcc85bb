"""Moodle's cloze texts: ``{1:SHORTANSWER:=Rouge~%50%Rogue}`` within a text makes one question a gap."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement

from quiz.core.questions import Question
from quiz.packs.formats import graded
from quiz.packs.formats.graded import Graded, Made, Sized
from quiz.packs.formats.moodle_media import Texts, Told
from quiz.packs.formats.texts import decimal
from quiz.packs.refusals import shown
from quiz.words import tr

MOST_GAPS = 60
_MOST_TEXT = 1 << 16
_OPEN = re.compile(
    r"\{\d{0,9}:(?:(?P<exact>SHORTANSWER_C|SAC|MWC)|(?P<typed>SHORTANSWER|SA|MW)|(?P<number>NUMERICAL|NM)"
    r"|(?P<several>MULTIRESPONSE(?:_H?S?)?|MRH?S?)|(?P<choice>MULTICHOICE(?:_[VH]?S?)?|MC[VH]?S?)):",
    re.IGNORECASE,
)
_UPTO = re.compile(r"((?:[^\\}]|\\.)*+)\}", re.DOTALL)
_ANSWER = re.compile(r"(?:[^\\~]|\\.)++", re.DOTALL)
_FEEDBACK = re.compile(r"((?:[^\\#]|\\.)*+)(?:#(.*))?", re.DOTALL)
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_ESCAPED = re.compile(r'\\([#}~"/{])')
_MARK = re.compile("\ue000(\\d+)\ue001")
_BLANK = "_____"


def by_gaps(node: Element, texts: Texts, general: str) -> tuple[Made, Told]:
    """The questions of a cloze text, and the text with all its gaps.

    In each question the other gaps are filled with what is right there: a text full of holes asks nothing.
    """
    raw = texts.raw(node).replace("\ue000", "").replace("\ue001", "")
    gaps, marked = _parted(raw)
    asks = Element(node.tag, node.attrib)
    SubElement(asks, "text").text = marked
    asks.extend(node.findall("file"))
    shows = texts.seen(asks)
    marked, shows.text = shows.text, _MARK.sub(_BLANK, shows.text)
    if not gaps:
        return Made(why=tr("it is a cloze text without gaps and is skipped")), shows
    if len(gaps) > MOST_GAPS or len(marked) > _MOST_TEXT:
        return Made(
            why=tr("it is a cloze text with more than {n} gaps or 64 KB; part it", n=MOST_GAPS)
        ), shows
    parts = [_gap(gap, texts, general) for gap in gaps]
    right = [_filling(part, gap.several) for part, gap in zip(parts, gaps, strict=True)]
    made = Made()
    whys: list[str] = []
    questions: list[Question] = []
    for n, part in enumerate(parts):
        where = tr("gap {n}: ", n=n + 1) if len(parts) > 1 else ""
        made.changed += [where + what for what in part.changed]
        if part.why:
            whys.append(where + part.why)
        prompt = _filled(marked, [*right[:n], _BLANK, *right[n + 1 :]])
        questions += [replace(question, prompt=prompt) for question in part.filed("", ())]
    if not questions:
        made.why = "; ".join(whys)
        return made, shows
    if len(parts) > 1:
        made.changed.insert(
            0, tr("it is a cloze text; each of its {n} gaps became a question", n=len(questions))
        )
    made.changed += whys
    made.questions = tuple(questions)
    return made, shows


@dataclass(frozen=True, slots=True)
class _Gap:
    """One gap: the group of its type, and its answers as they stand there."""

    kind: str
    answers: str

    @property
    def several(self) -> bool:
        """Whether more than one of its answers may be picked."""
        return self.kind == "several"


def _parted(raw: str) -> tuple[list[_Gap], str]:
    """The gaps of a text, and the text with a mark for each."""
    gaps: list[_Gap] = []
    pieces: list[str] = []
    at = 0
    while begins := _OPEN.search(raw, at):
        upto = _UPTO.match(raw, begins.end())
        if upto is None:
            break
        pieces += (raw[at : begins.start()], f"\ue000{len(gaps)}\ue001")
        gaps.append(_Gap(begins.lastgroup or "", upto[1]))
        at = upto.end()
    return gaps, "".join([*pieces, raw[at:]])


def _filling(part: Made, several: bool) -> str:
    if not part.questions:
        return "…"
    right = part.questions[0].right
    return ", ".join(right) if several else right[0]


def _filled(marked: str, texts: list[str]) -> str:
    return _MARK.sub(lambda mark: texts[int(mark[1])], marked)


def _gap(gap: _Gap, texts: Texts, general: str) -> Made:
    answers = [_answer(raw) for raw in _ANSWER.findall(gap.answers)]
    if gap.kind == "number":
        return _number(answers, general)
    if gap.kind in ("exact", "typed"):
        typed = [Graded(html.unescape(one.text), one.percent, texts.markup(one.feedback)) for one in answers]
        return graded.by_text(_BLANK, typed, gap.kind == "exact", general)
    chosen = [Graded(texts.markup(one.text), one.percent, texts.markup(one.feedback)) for one in answers]
    return graded.by_choice(_BLANK, [one for one in chosen if one.text], gap.several, general)


def _answer(raw: str) -> Graded:
    raw = raw.strip()
    percent = 0.0
    if raw.startswith("="):
        percent, raw = 100.0, raw[1:]
    if found := _WEIGHT.match(raw):
        percent, raw = float(found[1]), raw[found.end() :]
    parts = _FEEDBACK.fullmatch(raw)
    text, feedback = (parts[1], parts[2] or "") if parts else (raw, "")
    return Graded(_ESCAPED.sub(r"\1", text).strip(), percent, _ESCAPED.sub(r"\1", feedback).strip())


def _number(answers: list[Graded], general: str) -> Made:
    sized = []
    other = ""
    for one in answers:
        number, _, off = html.unescape(one.text).partition(":")
        if number.strip() in ("*", "") and one.percent < graded.FULL:
            other = other or one.feedback
            continue
        value, tolerance = decimal(number), decimal(off or "0")
        if value is None or tolerance is None:
            return Made(why=tr("“{text}” is no number; write one such as 9", text=shown(number, 40)))
        sized.append(Sized(value, abs(tolerance), one.percent, one.feedback))
    return graded.by_number(_BLANK, sized, general, other)
