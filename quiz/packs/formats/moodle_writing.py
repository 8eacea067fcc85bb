"""Moodle XML on its way out: what it can carry of a question, and how Moodle wants that written."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from quiz.core.kinds import Kind
from quiz.core.questions import PackHead, Question
from quiz.packs.formats.gift_writing import filed
from quiz.packs.formats.graded import starred
from quiz.packs.formats.losing import stripped
from quiz.packs.formats.model import Carried, Find
from quiz.packs.formats.moodle_media import shown_with, through
from quiz.packs.formats.moodle_texts import category_path
from quiz.packs.formats.texts import choices, decimal, one_line, tidy
from quiz.packs.names import is_safe
from quiz.packs.refusals import shown
from quiz.words import tr

_KEPT = ("category", "explanation", "tags", "tolerance", "near_misses", "exact", "unit", "media",
         "choice_images")  # fmt: skip
_UNWRITABLE = str.maketrans("", "", "\ufffe\uffff")
_PLAIN = 'format="plain_text"'
_TYPES = {
    Kind.CHOICE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.TRUEFALSE: "truefalse",
    Kind.TEXT: "shortanswer",
    Kind.NUMBER: "numerical",
    Kind.ORDER: "ordering",
}
_ORDERING = """\
    <layouttype>VERTICAL</layouttype>
    <selecttype>ALL</selecttype>
    <selectcount>0</selectcount>
    <gradingtype>ABSOLUTE_POSITION</gradingtype>
    <showgrading>SHOW</showgrading>
    <numberingstyle>none</numberingstyle>"""


def carry(question: Question) -> Carried:
    """All kinds, with category, tags, explanation, pictures, sounds, tolerance, unit and near misses."""
    plain, told = stripped(question, _clean, keep=_KEPT)
    lost = list(told)
    plain = filed(plain, lost)
    if len(set(plain.tags)) < len(plain.tags):
        plain = replace(plain, tags=tuple(dict.fromkeys(plain.tags)))
    plain = _media(plain, lost)
    match plain.kind:
        case Kind.CHOICE:
            made = choices(plain.prompt, plain.right, plain.wrong)
            plain = replace(plain, kind=made.kind, right=made.right, wrong=made.wrong)
            if made.kind is Kind.TRUEFALSE and any(plain.choice_images):
                lost.append(tr("the pictures of its choices are not carried"))
            if made.kind is Kind.TRUEFALSE:
                plain = replace(plain, choice_images=())
        case Kind.TEXT:
            right, wrong = tuple(dict.fromkeys(plain.right)), tuple(dict.fromkeys(plain.wrong))
            plain = replace(plain, right=right, wrong=wrong)
        case Kind.NUMBER:
            if decimal(str(plain.number)) is None or decimal(str(plain.tolerance)) is None:
                return Carried(None, (tr("its number has more digits than 60; shorten it"),))
            plain = replace(plain, right=(str(plain.number),))
    return Carried(plain, tuple(lost))


def _clean(text: str) -> str:
    return tidy(text.translate(_UNWRITABLE))


def _media(q: Question, lost: list[str]) -> Question:
    """What is written as HTML, for a picture stands in it, comes back as a browser shows it."""
    media = replace(q.media, image_alt=one_line(_clean(q.media.image_alt)) if q.media.image else "")
    images = q.choice_images if any(q.choice_images) else ()
    names = (media.image, media.audio, *images)
    if any(name and not (is_safe(name) and name.isprintable()) for name in names):
        lost.append(tr("its picture or sound is not carried"))
        return replace(q, media=type(media)(), choice_images=())
    made = replace(q, media=media, choice_images=images)
    if media.image or media.audio:
        made = replace(made, prompt=through(q.prompt))
    if images:
        told = [through(text) if image else text
                for text, image in zip((*q.right, *q.wrong), images, strict=False)]  # fmt: skip
        made = replace(made, right=tuple(told[: len(q.right)]), wrong=tuple(told[len(q.right) :]))
    if (made.prompt, made.right, made.wrong) != (q.prompt, q.right, q.wrong):
        lost.append(tr("empty lines and runs of blanks beside its pictures are not carried"))
    return made


def write(head: PackHead, questions: Iterable[Question], out: BinaryIO, find: Find) -> None:
    """A file that Moodle imports; pictures and sounds that are found go along in it."""
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n')
    category = ""
    for question in questions:
        if question.category != category:
            category = question.category
            path = escape(category_path(category))
            out.write(
                f'  <question type="category">\n    <category>\n      <text>{path}</text>\n    </category>\n'
                f'    <info format="html">\n      <text></text>\n    </info>\n    <idnumber></idnumber>\n'
                f"  </question>\n".encode()
            )
        out.write("\n".join(_question(question, find)).encode())
    out.write(b"</quiz>\n")


def _question(q: Question, find: Find) -> list[str]:
    named = escape(shown(q.prompt, 80))
    asks = [_told(q.prompt, "      ")]
    form = _PLAIN
    if q.media.image or q.media.audio:
        form = 'format="html"'
        asks = [_told(shown_with(q.prompt, q.media.image, q.media.image_alt, q.media.audio), "      ")]
        asks += [_file(name, find) for name in (q.media.image, q.media.audio) if name]
    tags = [f"      <tag>{_told(tag)}</tag>" for tag in q.tags]
    return [
        f'  <question type="{_TYPES[q.kind]}">',
        f"    <name>\n      <text>{named}</text>\n    </name>",
        f"    <questiontext {form}>",
        *[line for line in asks if line],
        "    </questiontext>",
        f"    <generalfeedback {_PLAIN}>\n{_told(q.explanation, '      ')}\n    </generalfeedback>",
        "    <defaultgrade>1</defaultgrade>",
        f"    <penalty>{'1' if q.kind is Kind.TRUEFALSE else '0.3333333'}</penalty>",
        "    <hidden>0</hidden>\n    <idnumber></idnumber>",
        *_answers(q, find),
        *(["    <tags>", *tags, "    </tags>"] if tags else []),
        "  </question>\n",
    ]


def _answers(q: Question, find: Find) -> list[str]:
    match q.kind:
        case Kind.TRUEFALSE:
            return [
                _answer("true", "100" if q.right[0] == "true" else "0", 'format="moodle_auto_format"'),
                _answer("false", "0" if q.right[0] == "true" else "100", 'format="moodle_auto_format"'),
            ]
        case Kind.TEXT:
            right = [_answer(starred(text), "100", 'format="moodle_auto_format"') for text in q.right]
            wrong = [_answer(starred(text), "0", 'format="moodle_auto_format"') for text in q.wrong]
            return [f"    <usecase>{int(q.exact)}</usecase>", *right, *wrong]
        case Kind.NUMBER:
            return _number(q)
        case Kind.ORDER:
            steps = [_answer(text, str(n), _PLAIN) for n, text in enumerate(q.right, 1)]
            return [_ORDERING, *steps]
    several = q.kind is Kind.MULTIPLE
    # Moodle knows its fractions to five places; what is wrong takes away what one right answer gives.
    share = f"{100 / len(q.right):.7g}" if several else "100"
    shares = [share] * len(q.right) + [f"-{share}" if several else "0"] * len(q.wrong)
    images = q.choice_images or ("",) * len(shares)
    lines = [
        f"    <single>{'false' if several else 'true'}</single>",
        "    <shuffleanswers>true</shuffleanswers>\n    <answernumbering>abc</answernumbering>",
        '    <correctfeedback format="html">\n      <text></text>\n    </correctfeedback>',
        '    <partiallycorrectfeedback format="html">\n      <text></text>\n    </partiallycorrectfeedback>',
        '    <incorrectfeedback format="html">\n      <text></text>\n    </incorrectfeedback>',
    ]
    for text, fraction, image in zip((*q.right, *q.wrong), shares, images, strict=True):
        if image:
            files = _file(image, find)
            lines.append(_answer(shown_with(text, image), fraction, 'format="html"', files))
        else:
            lines.append(_answer(text, fraction, _PLAIN))
    return lines


def _number(q: Question) -> list[str]:
    tolerance = f"      <tolerance>{q.tolerance}</tolerance>"
    lines = [_answer(str(q.number), "100", 'format="moodle_auto_format"', tolerance)]
    if q.unit:
        unit = f"<multiplier>1</multiplier>\n        <unit_name>{escape(q.unit)}</unit_name>"
        lines.append(f"    <units>\n      <unit>\n        {unit}\n      </unit>\n    </units>")
        lines.append("    <unitgradingtype>0</unitgradingtype>\n    <unitpenalty>0.1000000</unitpenalty>")
    lines.append(f"    <showunits>{0 if q.unit else 3}</showunits>\n    <unitsleft>0</unitsleft>")
    return lines


def _answer(text: str, fraction: str, form: str, more: str = "") -> str:
    lines = [f'    <answer fraction="{fraction}" {form}>', _told(text, "      "), more]
    lines.append('      <feedback format="html">\n        <text></text>\n      </feedback>\n    </answer>')
    return "\n".join(line for line in lines if line)


def _told(text: str, indent: str = "") -> str:
    return f"{indent}<text>{escape(text)}</text>"


def _file(name: str, find: Find) -> str:
    """A picture or sound with its bytes; empty when it is not there."""
    path = find(name)
    if path is None:
        return ""
    folder, _, own = name.rpartition("/")
    place = quoteattr(f"/{folder}/" if folder else "/")
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f'      <file name={quoteattr(own)} path={place} encoding="base64">{data}</file>'
