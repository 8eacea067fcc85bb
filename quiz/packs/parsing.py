"""One block of a pack file as a TOML table, with a plain sentence and the file's line where it is none."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

from quiz.packs.blocks import Block
from quiz.words import tr

_AT_LINE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)$")
_STRING = re.compile(
    r"""\#[^\n]*
    |"{3}(?:\\.|[^\\])*?(?:"{3}|\Z)
    |'{3}.*?(?:'{3}|\Z)
    |"(?:\\.|[^"\\\n])*+"?
    |'[^'\n]*+'?""",
    re.DOTALL | re.VERBOSE,
)
# tomllib takes a minute for one key of 30,000 parts: its work grows with their square.
_DOTTED = re.compile(r"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){16}")
# What tomllib says, and what a person who wrote the line can do about it.
_PLAIN = {
    "Expected '=' after a key": 'a key wants “=” and a value, as in prompt = "…"',
    "Invalid value": "the value is none; texts stand in quotes",
    "Cannot overwrite a value": "this key stands there twice; keep it once",
    "Cannot declare": "this part stands there twice; keep it once",
    'Expected "': "a text is not closed; end it with its quotation marks",
    "Expected '\"": "a text is not closed; end it with its quotation marks",
    "Unterminated string": "a text is not closed; end it with its quotation marks",
    "Illegal character '\\n'": "a text is not closed in its line; end it with a quotation mark",
    "Unclosed array": "a list is not closed; end it with ]",
    "Unclosed inline table": "a { is not closed; end it with }",
    "Invalid statement": 'this line is no key = value, such as prompt = "…"',
    "Expected newline": 'something stands after the value; a quotation mark in a text is written \\"',
    "Unescaped '\\' in a string": "a backslash in a text is written \\\\",
    "Illegal character": "a character here cannot stand in a pack; take it out",
    "Invalid hex value": "after \\u there must be four hexadecimal digits",
    "Invalid initial character for a key": 'a key is made of letters, as in prompt = "…"',
}


class Faulty(Exception):
    """A block is wrong in a line of the file."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


class NotToml(Faulty):
    """A block is not TOML at all."""


def table(block: Block) -> dict[str, Any]:
    """The block as TOML, its floats as decimals.

    Raises :class:`Faulty` with the file's line and a plain sentence; nothing else is ever raised.
    """
    text = _decoded(block)
    if text.count(".") > 16 and _DOTTED.search(_STRING.sub("s", text)):
        raise Faulty(block.line, tr("a key has too many parts; keys have no dots"))
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _placed(block, str(error)) from None
    except RecursionError:
        raise NotToml(block.line, tr("lists are nested too deeply; a list holds texts only")) from None
    except (ValueError, ArithmeticError):
        raise NotToml(block.line, tr("a number is too long; numbers have at most 30 digits")) from None


def _decoded(block: Block) -> str:
    try:
        return block.raw.decode()
    except UnicodeDecodeError as error:
        line = block.line + block.raw.count(b"\n", 0, error.start)
        raise NotToml(line, tr("the text is not UTF-8; save the file as UTF-8")) from None


def _placed(block: Block, message: str) -> NotToml:
    found = _AT_LINE.search(message)
    line = block.line + len(block.lines) - 1
    if found and found[1]:
        line = min(line, block.line + int(found[1]) - 1)
    elif block.open_line:
        line = block.open_line
    why = _AT_LINE.sub("", message)
    plain = next((better for start, better in _PLAIN.items() if why.startswith(start)), "")
    return NotToml(line, tr(plain) if plain else why[:200])
