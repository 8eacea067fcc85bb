"""What can be done with rounds that were played: hear an appeal."""

from __future__ import annotations

from quiz.bank import appeals
from quiz.bank.engine import Readers
from quiz.bank.rounds import Holder
from quiz.bank.views import Heard
from quiz.bank.writer import Turn, Writer


class Archive:
    """The bank's door to the history, beside the boards."""

    def __init__(self, readers: Readers, writer: Writer, holder: Holder) -> None:
        self._readers, self._writer, self._holder = readers, writer, holder

    def appeal(self, round_id: int, position: int, *, on: bool = True) -> Heard:
        """Count an answer of a finished round as right after all, or take that back.

        Raises Refused when that round or that answer cannot be appealed; see :func:`quiz.bank.appeals.appeal`.
        """
        return self._writer.do(
            lambda c: appeals.appeal(c, round_id, position, self._holder, on=on), Turn.ROUND
        )
