r"""What parts a GIFT file into questions, and the signs that are escaped in them.

A blank line ends a question. Files in the wild also have questions without one between them, blank lines
between the braces, and braces that are never closed: each ends where the next question surely begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from quiz.packs.formats.lines import Line
from quiz.packs.formats.model import FileFault
from quiz.words import tr

TITLE = re.compile(r"\s*::((?:[^\\:]|\\.|:(?!:))*+)::", re.DOTALL)
CATEGORY = "$CATEGORY:"
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_UNESCAPED = re.compile(r"\\([:#={}~n\\])")
_FEEDBACK = re.compile(r"((?:[^\\#]|\\.)*+)(?:#(.*))?", re.DOTALL)
_BRACE = re.compile("[{}]")
# A brace that surely begins answers, rather than standing in a formula.
_ANSWERS = re.compile(r"\{\s*(?:[=~#>}]|(?:T|F|TRUE|FALSE)\b|$)", re.IGNORECASE)
_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\#=~{}:"} | {"\n": "\\n"})
_MOST_HELD = 1 << 20
_PLAIN = "=~#"
_MOST_BLOCK = 1 << 17
_MOST_COMMENTS = 50
_MOST_AFTER = 500


class Where(Enum):
    """How far a question has been read."""

    PROMPT = 1
    ANSWERS = 2
    CLOSED = 3


@dataclass(slots=True)
class Block:
    """The lines of one question without comments. ``fault`` says why it cannot be read."""

    number: int
    category: str
    comments: list[str]
    lines: list[str] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    """Lines after the closing brace: the rest of the prompt, unless another question begins in them."""
    where: Where = Where.PROMPT
    blank: bool = False
    guessed: bool = False
    fault: str = ""
    size: int = 0

    def add(self, line: Line, text: str) -> None:
        """One more line that belongs to it."""
        self.guessed = self.guessed or line.guessed
        self.blank = False
        self.size += len(text) + 1
        if self.size > _MOST_HELD:
            raise FileFault(tr("the question in line {n} is larger than 1 MB; take it out", n=self.number))
        if line.cut:
            self.fault = self.fault or tr("a line is longer than 64 KB; shorten it")
        elif self.size > _MOST_BLOCK:
            self.fault = self.fault or tr("it is longer than 128 KB; shorten it")
            if self.lines:
                del self.lines[1:]
        else:
            self.lines.append(text)
        if "{" in text or "}" in text:
            self._scan(text)

    def takes(self, line: Line, text: str) -> bool:
        """Whether this was one more plain line, as nearly all within braces are; then it was taken."""
        if (
            text[0] not in _PLAIN or self.where is not Where.ANSWERS or self.blank
            or "{" in text or "}" in text or line.cut or self.fault or self.size > _MOST_BLOCK
        ):  # fmt: skip
            return False
        self.size += len(text) + 1
        self.guessed = self.guessed or line.guessed
        self.lines.append(text)
        return True

    def _scan(self, text: str) -> None:
        title = TITLE.match(text) if len(self.lines) == 1 and text.startswith("::") else None
        for brace in _BRACE.findall(_bare(text[title.end() :] if title else text)):
            if self.where is Where.PROMPT and brace == "{":
                self.where = Where.ANSWERS
            elif self.where is Where.ANSWERS and brace == "}":
                self.where = Where.CLOSED
            elif self.where is Where.CLOSED and brace == "{":
                self.fault = self.fault or tr(
                    r"it has a second { }, and GIFT takes one; write others as \{ \} or part the question"
                )
            else:
                self.fault = self.fault or tr(r"a brace in its text is not escaped; write it as \{ or \}")

    @property
    def only_title(self) -> bool:
        """Whether nothing but a title has been read."""
        title = TITLE.match(self.lines[0]) if len(self.lines) == 1 else None
        return title is not None and title.end() == len(self.lines[0])

    def ended_by(self, text: str) -> bool:
        """Whether a line begins another question."""
        if text.startswith("::"):
            return True
        if self.where is Where.PROMPT:
            return self.blank and not text.startswith("{") and not self.only_title
        if self.where is Where.CLOSED:
            return "{" in text and "{" in _bare(text)
        if self.blank:
            return text[0] not in "=~#}%>"
        return "{" in text and text[0] not in "=~#%" and _ANSWERS.search(_bare(text)) is not None

    def finished(self) -> Block:
        """The question, after its last line."""
        for line in self.after:
            self.add(line, line.text.strip())
        if self.where is Where.ANSWERS:
            self.fault = self.fault or tr("its { is never closed; write } after the last answer")
        return self


def blocks(found: Iterable[Line]) -> Iterator[Block]:
    """The questions of a file, each with the category that it stands in."""
    category = ""
    comments: list[str] = []
    block: Block | None = None
    for line in found:
        text = line.text.strip()
        if not text:
            if block is None:
                comments = []
            elif block.where is Where.CLOSED:
                yield block.finished()
                block = None
            else:
                block.blank = True
            continue
        if block is not None and block.takes(line, text):
            continue
        if text.startswith("//"):
            if block is not None and block.where is Where.CLOSED:
                yield block.finished()
                block = None
            kept = comments if block is None or block.blank else block.comments
            if len(kept) < _MOST_COMMENTS:
                kept.append(text)
            continue
        if text.startswith(CATEGORY):
            if block is not None:
                yield block.finished()
                block = None
            category, comments = text.removeprefix(CATEGORY).strip(), []
            continue
        begun: list[Line] = []
        if block is not None and block.ended_by(text):
            if not text.startswith("::"):
                begun, block.after = block.after, []
            yield block.finished()
            block = None
        if block is None:
            block = Block(begun[0].number if begun else line.number, category, comments)
            comments = []
            for earlier in begun:
                block.add(earlier, earlier.text.strip())
        elif comments:
            block.comments += comments
            comments = []
        if block.where is Where.CLOSED and len(block.after) < _MOST_AFTER:
            block.after.append(line)
        else:
            block.add(line, text)
    if block is not None:
        yield block.finished()


def _bare(text: str) -> str:
    return _ESCAPED.sub("", text) if "\\" in text else text


def unescaped(text: str) -> str:
    r"""A text of a GIFT file as it is meant.

    >>> unescaped(r"1\=1 \{x\} C\:\\new, \frac")
    '1=1 {x} C:\\new, \\frac'
    """
    return _UNESCAPED.sub(_meant, text) if "\\" in text else text


def _meant(found: re.Match[str]) -> str:
    return "\n" if found[1] == "n" else found[1]


def escaped(text: str) -> str:
    r"""A text as it is written in a GIFT file, on one line.

    >>> escaped("1=1 {x}"), escaped("a\nb\\n")
    ('1\\=1 \\{x\\}', 'a\\nb\\\\n')
    """
    return text.translate(_ESCAPES)


def parted(text: str) -> tuple[str, str]:
    r"""An answer and its feedback, parted by the first ``#`` that is not escaped.

    >>> parted(r"C\# #no")
    ('C\\# ', 'no')
    """
    if "#" not in text:
        return text, ""
    found = _FEEDBACK.fullmatch(text)
    return (found[1], found[2] or "") if found else (text, "")
