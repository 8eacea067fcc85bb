"""Markdown: its readable text, without the marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.article.readers.lines import Blocks, row
from quiz.article.readers.model import Job, Parsed

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"""^title[ \t]*[:=][ \t]*(["']?)(.+?)\1[ \t]*$""", re.MULTILINE | re.IGNORECASE)
_FRONT_KEY = re.compile(r"^[A-Za-z_][\w.-]*[ \t]*[:=]", re.MULTILINE)
_FOOTNOTE = re.compile(r"[ \t]?\[\^[^\]\n]{1,60}\](?!:)")
_FOOTNOTE_TEXT = re.compile(r"^\[\^[^\]\n]{1,60}\]:[ \t]*", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|pre)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_TASK = re.compile(r"\A\[[ xX]\][ \t]+")
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef、。]")


def read_markdown(job: Job, text: str) -> Parsed:
    """The text without marks, pictures, code blocks and front matter; its title or first heading."""
    from markdown_it import MarkdownIt

    title, text = _front_matter(text.replace("\r", "\n"))
    text = _FOOTNOTE_TEXT.sub("", _FOOTNOTE.sub("", text))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    content, head = _Writer().run(parser.parse(text))
    return Parsed(content, title or head)


def _front_matter(text: str) -> tuple[str, str]:
    """The title in what stands between two lines of ``---`` at the top, and the text after them."""
    found = _FRONT.match(text)
    if not found or not _FRONT_KEY.search(found[2]):
        return "", text
    title = _FRONT_TITLE.search(found[2])
    return (title[2].strip() if title else ""), text[found.end() :]


class _Writer:
    """Goes through the tokens once."""

    def __init__(self) -> None:
        self._blocks = Blocks()
        self._lists: list[int] = []
        self._group = 0
        self._mark = ""
        self._cells: list[str] = []
        self._heads: list[tuple[str, str]] = []

    def run(self, tokens: Sequence[Token]) -> tuple[str, str]:
        """The text, and the first heading of the first rank, else the first of all."""
        for place, token in enumerate(tokens):
            self._take(token, tokens[place - 1] if place else None)
        first = next((text for tag, text in self._heads if tag == "h1"), "")
        return self._blocks.content(), first or (self._heads[0][1] if self._heads else "")

    def _take(self, token: Token, before: Token | None) -> None:
        match token.type:
            case "table_open":
                self._group += 1
            case "bullet_list_open":
                self._group += not self._lists
                self._lists.append(0)
            case "ordered_list_open":
                self._group += not self._lists
                self._lists.append(int(token.attrs.get("start", 1)) or 1)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._mark = "- "
                if self._lists[-1]:
                    self._mark = f"{self._lists[-1]}. "
                    self._lists[-1] += 1
            case "tr_open":
                self._cells = []
            case "tr_close":
                self._blocks.add(row(self._cells), group=self._group)
            case "html_block":
                self._add(_TAG.sub("", _UNREAD.sub("", token.content)))
            case "inline":
                self._inline(token, before)

    def _inline(self, token: Token, before: Token | None) -> None:
        text = _inline_text(token.children or [])
        opened = before.type if before else ""
        if opened in ("th_open", "td_open"):
            self._cells.append(text)
            return
        if opened == "heading_open" and before and text.strip():
            self._heads.append((before.tag, " ".join(text.split())))
            text = " ".join(text.split())
        self._add(_TASK.sub("", text) if self._mark else text)

    def _add(self, text: str) -> None:
        if text.strip():
            self._blocks.add(text, group=self._group if self._lists else 0, mark=self._mark)
            self._mark = ""


def _inline_text(children: Sequence[Token]) -> str:
    parts: list[str] = []
    for child in children:
        match child.type:
            case "text" | "code_inline" | "text_special":
                parts.append(child.content)
            case "softbreak":
                # Japanese and Chinese lines go on without a space.
                east = bool(parts) and bool(_EAST.fullmatch(parts[-1][-1:]))
                parts.append("" if east else " ")
            case "hardbreak":
                parts.append("\n")
            case "html_inline" if child.content.lower().startswith("<br"):
                parts.append("\n")
    return "".join(parts)
