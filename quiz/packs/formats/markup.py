"""HTML in foreign files as plain text: nothing of it is ever shown as markup."""

from __future__ import annotations

import re
from typing import Any

from quiz.words import tr

MOST_MARKUP = 1 << 18
_ANY = re.compile(r"<[a-zA-Z/!?]|&[#a-zA-Z]")
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table",
    "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset(("script", "style", "template", "head", "title", "noscript", "iframe", "object", "embed"))
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


def plain_text(markup: str) -> tuple[str, tuple[str, ...]]:
    r"""The text that a browser would show, with line breaks where blocks end, and what was left out of it.

    >>> plain_text("Who is <b>Rouge</b> &amp; <i>Naomi</i>?<br>Say.")
    ('Who is Rouge & Naomi?\nSay.', ())
    >>> plain_text('<p>Who?<img src="a.png" alt="a robot"></p>')
    ('Who?[a robot]', ('a picture in the text is left out',))
    >>> plain_text("10<sup>-3</sup> of H<sub>2</sub>O, the 1<sup>st</sup>")[0]
    '10⁻³ of H₂O, the 1st'
    """
    if not _ANY.search(markup):
        return _joined([markup]), ()
    import lxml.html  # 20 ms that most files do not need

    try:
        tree = lxml.html.fragment_fromstring(markup[:MOST_MARKUP], create_parent="div")
    except (ValueError, TypeError, AssertionError, lxml.etree.LxmlError):
        return _joined([_ANY.sub(" ", markup)]), ()
    pieces: list[str] = []
    left: dict[str, None] = {}
    _walk(tree, pieces, left)
    return _joined(pieces), tuple(left)


def _walk(tree: Any, pieces: list[str], left: dict[str, None]) -> None:
    # Not recursive: 10,000 levels of nesting are one more hostile file.
    todo: list[tuple[Any, bool]] = [(tree, False)]
    while todo:
        element, leaving = todo.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag in _BLOCKS
        if leaving:
            pieces.append("\0" if block else "")
            if element is not tree:
                pieces.append(_flat(element.tail))
            continue
        if tag in ("img", "svg", "audio", "video", "math"):
            left[tr("a picture in the text is left out") if tag in ("img", "svg") else
                 tr("a sound or film in the text is left out") if tag != "math" else
                 tr("a formula in the text is left as its letters")] = None  # fmt: skip
            if alt := (element.get("alt") or "").strip():
                pieces.append(f"[{alt}]")
        if tag == "br":
            pieces.append("\0")
        if block:
            pieces.append("\0")
        todo.append((element, True))
        if tag and tag not in _UNSEEN:
            pieces.append(_placed(tag, _flat(element.text)))
            todo.extend((child, False) for child in reversed(element))


def _placed(tag: str, text: str) -> str:
    """Powers and indices stay what they are: 10 to the third is not 103."""
    if tag in ("sup", "sub"):
        signs = _RAISED if tag == "sup" else _LOWERED
        if all(ord(sign) in signs for sign in text):
            return text.translate(signs)
    return text


def _flat(text: str | None) -> str:
    return _SPACE.sub(" ", text or "").replace("\0", "")


def _joined(pieces: list[str]) -> str:
    """The pieces with a NUL where a line ends; blanks run together as a browser shows them."""
    lines = "".join(pieces).split("\0")
    told = [_SPACE.sub(" ", line).strip() for line in lines]
    return "\n".join(line for line in told if line)
