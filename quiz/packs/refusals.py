"""What can be wrong with a pack file: the whole of it (:class:`PackRefusal`) or one question of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from quiz.core.questions import Pack
from quiz.words import tr


class PackRefusal(Enum):
    """Why a whole pack file was not read or written; the value is the sentence."""

    NOT_FOUND = "{file} is not there; check the name."
    FOLDER = "{file} is a folder; name a pack file in it."
    NOT_A_FILE = "{file} is not a plain file; copy the pack into one."
    UNREADABLE = "{file} cannot be read: {why}; check the file and its folder."
    FAULTY = "{file} cannot be read: {why}."
    UNWRITABLE = "{file} cannot be written: {why}; name another place."
    EMPTY = "{file} is empty; a pack begins with format = 1."
    NOTHING_IN_IT = "{file} is empty; choose a file that holds questions."
    OTHER = "{file} is {what}; {advice}."
    NO_COLUMNS = (
        "{file} is in no format that is known: no row of it names columns of questions; call them question, "
        "answer, wrong 1, wrong 2 and so on."
    )
    NO_FORMAT = "{file} is in no format that is known; say which with --as, or save it as one of them."
    BINARY = "{file} is not a text; a pack is a .toml or a .quizpack file."
    ZIP = "{file} is a zip; if it is a .quizpack, give it that name."
    NOT_UTF8 = "{file}, line {line}: the text is not UTF-8; save the file as UTF-8."
    HEAD_TOO_LARGE = (
        "{file}, line {line}: what stands before the first [[question]] exceeds 64 KB or 200 lines; "
        "shorten it."
    )
    BAD_TOML = "{file}, line {line} is not TOML: {why}."
    BAD_VALUE = "{file}, line {line}: {why}."
    UNKNOWN_KEY = "{file}, line {line}: the pack's head has no key “{key}”; {hint}."
    MISSING_KEY = "{file}: the pack has no {key}; write {example} at its top."
    NEWER_FORMAT = "{file}, line {line}: format must be 1; a higher one wants a newer Quiz Noir."
    BAD_ID = "{file}, line {line}: the pack's id is made of a-z, 0-9 and hyphens, such as metallic-rouge."
    QUESTION_TOO_LARGE = "The question “{id}” is larger than 64 KB or 200 lines; shorten it."
    NOT_WRITABLE = "The question “{id}” holds the character {code}, which no file can hold; take it out."
    NOT_A_ZIP = "{file} is not a .quizpack, or is damaged: {why}; get it anew."
    NO_PACK_INSIDE = "{file} holds no pack.toml; a .quizpack is a zip of pack.toml and its media."
    UNSAFE_NAME = "{file} is refused: the name “{member}” in it leads out of the pack."
    LINK_INSIDE = "{file} is refused: “{member}” in it is a link or no plain file."
    NAME_TWICE = "{file} is refused: the name “{member}” stands in it twice."
    ENCRYPTED = "{file} is refused: “{member}” in it is encrypted or packed in a way that is not zip's own."
    TOO_LARGE_INSIDE = "{file} is refused: “{member}” in it is larger than {limit} MB."
    TOO_MUCH_INSIDE = "{file} is refused: it unpacks to more than {limit} MB or {count} files."
    BOMB = "{file} is refused: “{member}” in it unpacks to more than {ratio} times its size."
    MEDIA_MISSING = "The pack names “{member}”, which is not there; put the file back or take the name out."


@dataclass(frozen=True, slots=True)
class Refusal:
    """One question that was not taken: where it stands and what would be right.

    ``line`` counts from 1 in the file, ``row`` counts the file's questions from 1; ``text`` is the prompt,
    or what else shows which question is meant.
    """

    line: int
    row: int
    why: str
    text: str

    def sentence(self, path: Path) -> str:
        """The refusal as one plain sentence for a person.

        >>> Refusal(41, 5, "the prompt is empty; write what is asked", "").sentence(Path("a/noir.toml"))
        'noir.toml, line 41: the prompt is empty; write what is asked.'
        """
        return tr("{file}, line {line}: {why}.", file=path.name, line=self.line, why=self.why)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack that was read: its good questions, the line each stands in, and what was refused."""

    pack: Pack
    refused: tuple[Refusal, ...] = ()
    lines: tuple[int, ...] = ()


def shown(text: str, most: int = 80) -> str:
    r"""``text`` as one short line.

    >>> shown("How many\nandroids?"), shown("abcdef", 4)
    ('How many androids?', 'abc…')
    """
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most else line[: most - 1] + "…"
