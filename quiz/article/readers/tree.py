"""A tree of HTML to lines: for web pages, and for the chapters of a book."""

from __future__ import annotations

import re
from typing import Any

from quiz.article.readers.lines import Blocks, row

_NAMES = (
    "p div section article main body header footer aside nav h1 h2 h3 h4 h5 h6 head ul ol dl list blockquote "
    "quote pre figure figcaption table tbody thead tfoot caption hr form fieldset address details summary "
    "center dt dd li item tr row"
)
_BLOCKS = frozenset(_NAMES.split())
_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
_GROUPS = frozenset(("ul", "ol", "dl", "list", "table"))
_ITEMS = frozenset(("li", "item", "dd", "dt"))
_BREAKS = frozenset(("br", "lb"))
_GONE = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video",
    "button", "select", "textarea", "input", "dialog", "title", "link", "meta", "rp", "rt",
)  # fmt: skip
_WHITE = re.compile(r"\s+")
_REFERENCE = re.compile(r"\s*\[[\w\s.*†‡]{1,20}\]\s*")


def parse(markup: str) -> Any:
    """The tree of ``markup``, without scripts, comments and marks of references; None where there is none."""
    from lxml import etree, html

    # An encoding declared inside is done with: the text is decoded.
    data = markup.replace("\0", "").encode("utf-8", errors="replace")
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    etree.strip_elements(tree, etree.Comment, with_tail=False)
    return tree


def clean(tree: Any) -> None:
    """Take out what no reader sees: scripts, buttons, hidden parts, ``[1]`` and ``[edit]``."""
    from lxml import etree

    etree.strip_elements(tree, *_GONE, with_tail=False)
    hidden = "//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"
    marks = "//sup | //*[contains(@class, 'editsection')]"
    for element in tree.xpath(f"{hidden} | {marks}"):
        seen = element.tag != "sup" or _REFERENCE.fullmatch("".join(element.itertext()))
        if seen and element.getparent() is not None and element.tag not in ("html", "body"):
            element.drop_tree()


class _Walk:
    """One pass over a tree; what is open stands in a few counters, so depth costs nothing."""

    def __init__(self, *, no_menus: bool) -> None:
        self.blocks = Blocks()
        self._no_menus = no_menus
        self._text: list[str] = []
        self._linked = 0
        self._links = 0
        self._numbers: list[int] = []
        self._cells: list[str] | None = None
        self._group = 0
        self._nested = 0
        self._mark = ""
        self._in_item = 0
        self._term = ""
        self._pre = 0

    def run(self, tree: Any) -> str:
        """The lines of the tree."""
        from lxml import etree

        for event, element in etree.iterwalk(tree, events=("start", "end")):
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                self._start(tag, element)
                self._say(element.text)
            else:
                self._end(tag)
                if element is not tree:
                    self._say(element.tail)
        self._flush()
        return self.blocks.content()

    def _say(self, text: str | None) -> None:
        if text:
            self._text.append(text if self._pre else _WHITE.sub(" ", text))
            if self._links:
                self._linked += len(text)

    def _start(self, tag: str, element: Any) -> None:
        if tag in _BREAKS:
            self._text.append("\n")
        elif tag == "a":
            self._links += 1
        elif tag in _CELLS:
            self._cell()
        elif tag in _BLOCKS:
            self._flush()
            if tag in _GROUPS:
                self._group += self._nested == 0
                self._nested += 1
            if tag in ("ul", "ol", "list"):
                numbered = tag == "ol" or element.get("rend") == "ol"
                self._numbers.append(1 if numbered else 0)
            elif tag in _ITEMS:
                self._in_item += 1
                self._mark = self._next_mark()
            elif tag in _ROWS:
                self._cells = []
            elif tag == "pre":
                self._pre += 1

    def _end(self, tag: str) -> None:
        if tag == "a":
            self._links = max(0, self._links - 1)
        elif tag in _CELLS:
            self._cell()
        elif tag in _BLOCKS:
            if tag in _ROWS and self._cells is not None:
                self._cell()
                cells, self._cells = self._cells, None
                self.blocks.add(row(cells), group=self._group)
            if tag == "dt" and self._cells is None:
                self._term = " ".join("".join(self._text).split())
                self._text.clear()
            elif tag == "dd" and self._cells is None and self._term:
                self._text[:] = [row([self._term, "".join(self._text)])]
                self._term = ""
            self._flush()
            self._nested -= tag in _GROUPS
            if tag in ("ul", "ol", "list") and self._numbers:
                self._numbers.pop()
            elif tag in _ITEMS:
                self._in_item -= 1
                self._mark = ""
            elif tag == "pre":
                self._pre -= 1

    def _next_mark(self) -> str:
        if not self._numbers or self._numbers[-1] == 0:
            return "- "
        self._numbers[-1] += 1
        return f"{self._numbers[-1] - 1}. "

    def _cell(self) -> None:
        if self._cells is not None:
            self._cells.append("".join(self._text).replace("\n", " "))
            self._text.clear()
            self._linked = 0

    def _flush(self) -> None:
        if self._cells is not None:
            # Paragraphs within a cell are one line with the rest of it.
            self._text.append(" ")
            return
        text = "".join(self._text)
        linked, self._linked = self._linked, 0
        self._text.clear()
        if not text.strip() or (self._no_menus and _is_menu(text, linked)):
            return
        mark, self._mark = self._mark, ""
        for part in re.split(r"\n\s*\n", text):
            self.blocks.add(part, group=self._group if self._in_item else 0, mark=mark)
            mark = ""


def _is_menu(text: str, linked: int) -> bool:
    """A few words that are nearly all links lead elsewhere."""
    return linked * 10 > len(text) * 6 and len(text.split()) < 12 and text.rstrip()[-1:] not in ".!?。”"


def lines(tree: Any, *, no_menus: bool = False) -> str:
    """The text of a tree: blocks, items and rows as lines; with ``no_menus``, without blocks of links."""
    return _Walk(no_menus=no_menus).run(tree)
