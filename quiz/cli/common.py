"""What every verb needs: the bank, and one way to print."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from quiz.settings import Places, load
from quiz.words import printed

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

OK, USERS = 0, 2
"""Exit codes: a result, and the user's business; 1 is a fault of ours."""


@contextmanager
def opened_bank(where: Places) -> Iterator[Bank]:
    """The bank, opened with the packs that ship in it, and closed at the end."""
    from quiz.app.library import load_shipped
    from quiz.bank.bank import open_bank

    with closing(open_bank(where.bank)) as bank:
        for _ in load_shipped(bank, load(where.settings).removed):
            pass
        yield bank


def show(document: Any, *, as_json: bool, lines: Sequence[str]) -> None:
    """One JSON document, or lines for a person."""
    if as_json:
        # A file's name can hold what is no letter; its escape is JSON's own.
        text = json.dumps(document, ensure_ascii=False, indent=2)
        print(text.encode("utf-8", "backslashreplace").decode())
    else:
        for text in lines:
            print(printed(text))


def complain(sentence: object) -> None:
    """Say what cannot be had, on standard error and in one line, whatever a file's name holds."""
    print(" ".join(printed(str(sentence)).split("\n")), file=sys.stderr)
