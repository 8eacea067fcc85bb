"""Texts and categories as Moodle's own formats write them."""

from __future__ import annotations

import html
import re

from quiz.packs.formats.markup import plain_text
from quiz.packs.formats.texts import one_line, tidy

UNCATEGORISED = "Uncategorised"
"""Where questions of no category are written, for Moodle shows none that are in no category."""
_ROOT = "$course$/top/"
# Editors put these into any text that has two blanks in a row.
_HARD_BLANK = re.compile("[ \xa0]*\xa0[ \xa0]*")
# A picture within the text itself would take all the room that a text may have.
_DATA = re.compile(r"\bdata:[\w/+.-]{1,50};base64,[A-Za-z0-9+/=\s%]*")
_CONTEXT = re.compile(r"\$\w+\$")
_SLASH = re.compile("(?<!/)/(?!/)")
# Only what is surely markup: in a text of Moodle's own format "#include <stdio.h>" is none.
_TAG = re.compile(
    r"</?(?:a|abbr|audio|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|iframe|img|ins|kbd|li"
    r"|mark|math|ol|p|pre|q|s|samp|script|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|th"
    r"|thead|tr|tt|u|ul|var|video)(?:\s+[\w:-]+\s*=[^<>]*|\s*)/?>",
    re.IGNORECASE,
)


def text_in(raw: str, form: str) -> tuple[str, tuple[str, ...]]:
    r"""A text in one of Moodle's forms (``html``, ``moodle``, ``plain``, ``markdown``) as plain text, and
    what was left out of it.

    >>> text_in("A <b>robot</b> &amp; more", "html")[0], text_in("if a<b and b>c", "moodle")[0]
    ('A robot & more', 'if a<b and b>c')
    >>> text_in("<b>", "plain")[0]
    '<b>'
    """
    if form == "html":
        return _shown(raw)
    if form == "moodle":
        if "<" in raw and _TAG.search(raw):
            return _shown(raw.replace("\n", "<br>"))
        return (tidy(html.unescape(raw)) if "&" in raw else tidy(raw)), ()
    return tidy(raw), ()


def without_data(markup: str) -> str:
    """Markup without pictures that stand in its own letters."""
    return _DATA.sub("", markup) if "base64," in markup else markup


def _shown(raw: str) -> tuple[str, tuple[str, ...]]:
    text, left = plain_text(without_data(raw))
    return (_HARD_BLANK.sub(" ", text) if "\xa0" in text else text), left


def category_of(path: str) -> str:
    """The category that Moodle's path names, without what is Moodle's alone; ``//`` is a slash in a name.

    >>> category_of("$course$/top/Biology/Cells"), category_of("$course$/A//B"), category_of("top")
    ('Biology/Cells', 'A/B', '')
    """
    parts = [one_line(part) for part in _SLASH.split(path.strip())]
    if parts and _CONTEXT.fullmatch(parts[0]):
        del parts[0]
    if parts and parts[0] == "top":
        del parts[0]
    name = "/".join(part.replace("//", "/") for part in parts if part)
    return "" if name == UNCATEGORISED else name


def category_path(category: str) -> str:
    """The path under which a category is written; empty when it cannot come back as it is.

    >>> category_path("Biology/Cells"), category_path("Cells /"), category_path("")
    ('$course$/top/Biology/Cells', '$course$/top/Cells //', '$course$/top/Uncategorised')
    """
    if not category:
        return _ROOT + UNCATEGORISED
    for path in (_ROOT + category, _ROOT + category.replace("/", "//")):
        if category_of(path) == category:
            return path
    return ""
