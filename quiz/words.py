"""Every text that a person reads passes through here: gettext, and plain sentences for named refusals.

No Qt: the window, the terminal and the command line all speak through :func:`tr`.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

_translations: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str, folder: Path) -> None:
    """Speak ``language`` (for example ``de``) where ``folder`` holds a catalogue for it, else English."""
    global _translations
    _translations = gettext.translation("quiz", str(folder), [language], fallback=True)


def tr(text: str, /, **values: object) -> str:
    """``text`` in the reader's language, its ``{names}`` filled in.

    >>> tr("{n} questions", n=34)
    '34 questions'
    >>> tr("50 % {here}")
    '50 % {here}'
    """
    found = _translations.gettext(text)
    return found.format(**values) if values else found


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """The form of a text that fits the number ``n``, which both forms may name as ``{n}``.

    >>> trn("{n} question", "{n} questions", 1), trn("{n} question", "{n} questions", 3100)
    ('1 question', '3,100 questions')
    """
    return _translations.ngettext(one, many, n).format(n=number(n), **values)


def packs_told(titles: Sequence[str]) -> str:
    """The title of the one pack that a round is drawn from, or how many there are.

    >>> packs_told(("Metallic Rouge",)), packs_told(("a", "b", "c"))
    ('Metallic Rouge', '3 packs')
    """
    return titles[0] if len(titles) == 1 else trn("{n} pack", "{n} packs", len(titles))


def questions_told(n: int, unfinished: int = 0) -> str:
    """How many questions a pack has, and how many of its own are still to be written.

    >>> questions_told(1), questions_told(0, 2)
    ('1 question', '0 questions, 2 unfinished')
    """
    told = trn("{n} question", "{n} questions", n)
    if not unfinished:
        return told
    return trn("{told}, {n} unfinished", "{told}, {n} unfinished", unfinished, told=told)


def number(n: int) -> str:
    """A whole number with its thousands parted.

    >>> number(12480)
    '12,480'
    """
    return f"{n:,}"


def seconds(ms: int) -> str:
    """A span of time as shown beside points: seconds to a tenth, halves up.

    >>> seconds(11_000), seconds(2_750)
    ('11.0 s', '2.8 s')
    """
    tenths = (ms + 50) // 100
    return tr("{s} s", s=f"{tenths // 10}.{tenths % 10}")


class Refused(ValueError):
    """Something that a person asked for and cannot have, as one plain sentence: what, where, what to do.

    ``name`` says which refusal it is, for code and tests; ``str()`` is the sentence for the person.
    """

    def __init__(self, name: Enum, **values: object) -> None:
        self.name = name
        self.values = values
        super().__init__(tr(str(name.value), **values))


_CONTROL = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {ord("\n")})


def printed(text: str) -> str:
    """A text for a terminal, without the control signs that a pack or a name might hold.

    What is no letter at all, as in a file's name of another system, stands as its number.

    >>> printed(f"a{chr(27)}[2Jb")
    'a[2Jb'
    """
    return text.translate(_CONTROL).encode("utf-8", "backslashreplace").decode()
