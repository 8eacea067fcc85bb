"""What readers and writers of foreign formats share about the texts in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from quiz.core.kinds import Difficulty, Kind
from quiz.core.questions import Question
from quiz.packs.refusals import shown
from quiz.words import tr

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TRUE = {"true", "false"}
MOST_WRONG = 5
_FORMULA = re.compile(r"('*)([=+\-@\t].*)", re.DOTALL)
_PLAIN_NUMBER = re.compile(r"[-+]?\d[\d.,]*%?")


def tidy(text: str) -> str:
    r"""``text`` with one kind of line end and nothing around it.

    >>> tidy("  Who?\r\nReally? ")
    'Who?\nReally?'
    """
    return (text if text.isprintable() else _BREAKS.sub("\n", text)).strip()


def one_line(text: str) -> str:
    r"""``text`` on a single line.

    >>> one_line("Who\n\n  is it?")
    'Who is it?'
    """
    return " ".join(text.split())


def choices(
    prompt: str,
    right: Sequence[str],
    wrong: Sequence[str],
    several: bool = False,
    category: str = "",
    difficulty: Difficulty = Difficulty.MEDIUM,
) -> Question:
    """A question over choices: truefalse when they are True and False, else choice, or multiple when
    ``several`` says that players pick more than one, or more than one is right.

    >>> choices("Is it?", ["True"], ["False"]).kind.value, choices("Who?", ["A"], ["B"]).kind.value
    ('truefalse', 'choice')
    """
    if len(right) == len(wrong) == 1 and not several:
        told = right[0].strip().casefold()
        if {told, wrong[0].strip().casefold()} == _TRUE:
            return Question("", prompt, Kind.TRUEFALSE, (told,), category=category, difficulty=difficulty)
    kind = Kind.MULTIPLE if several or len(right) > 1 else Kind.CHOICE
    return Question("", prompt, kind, tuple(right), tuple(wrong), difficulty, category)


def distinct(right: str, wrong: Iterable[str]) -> tuple[list[str], list[str]]:
    """The wrong choices that can stand beside ``right``, and what is said of those that cannot.

    >>> distinct("Hori", ["Naomi", "Hori", "", "Naomi "])[0]
    ['Naomi']
    """
    seen = {_seen(right)}
    kept: list[str] = []
    told: dict[str, None] = {}
    for text in wrong:
        look = _seen(text)
        if not look:
            told[tr("an empty choice was left out")] = None
        elif look in seen:
            told[tr("the choice “{text}” stood there twice and was kept once", text=shown(text, 40))] = None
        elif len(kept) == MOST_WRONG:
            told[tr("it has more than {n} wrong choices; the first ones were taken", n=MOST_WRONG)] = None
        else:
            seen.add(look)
            kept.append(text)
    return kept, list(told)


def _seen(text: str) -> str:
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def decimal(text: str) -> Decimal | None:
    """A number as foreign files write it, or None; a decimal comma is taken for a point.

    >>> decimal(" 3,5 "), decimal("1,000,000"), decimal("nine")
    (Decimal('3.5'), Decimal('1000000'), None)
    """
    plain = text.strip().replace("\u2212", "-").replace(" ", "").replace("\u00a0", "")
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    if len(plain) > 60 or not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; :func:`unguarded` takes the mark away again.

    >>> guarded("=1+1"), guarded("-5"), guarded("'=1")
    ("'=1+1", '-5', "''=1")
    """
    return f"'{text}" if _is_formula(text) else text


def unguarded(text: str) -> str:
    """A cell without the mark of :func:`guarded`.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    found = _FORMULA.fullmatch(text)
    return found is not None and not _PLAIN_NUMBER.fullmatch(found[2])
