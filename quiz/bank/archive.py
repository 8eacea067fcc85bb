"""Every round that was played: found, read as it was asked then, appealed, removed and brought back."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, or_, select, update

from quiz.bank import appeals, boards, recount, tallies
from quiz.bank.engine import Readers
from quiz.bank.refusals import BankRefusal
from quiz.bank.rounds import Holder, here, open_round, stored
from quiz.bank.tables.packs import State, packs, questions
from quiz.bank.tables.play import players, round_packs, rounds
from quiz.bank.views import BoardInfo, BoardView, Heard, OldRound, RoundRow, Search
from quiz.bank.writer import Turn, Writer
from quiz.core.folding import fold
from quiz.core.rounds import Round
from quiz.core.stepping import replay
from quiz.words import Refused

KEPT_MS = 30 * 24 * 3600 * 1000
"""A round that was removed can be brought back for this long; then it goes with its events."""

player_here = exists().where(players.c.id == rounds.c.player_id, here, players.c.back_ms.is_(None))
"""A round that went with its player comes back with its player."""


class Archive:
    """The bank's door to the history, beside the boards."""

    def __init__(self, readers: Readers, writer: Writer, holder: Holder) -> None:
        self._readers, self._writer, self._holder = readers, writer, holder

    def keys(self, search: Search) -> array[int]:
        """The numbers of the rounds that fit, newest first; removed ones do not."""
        with self._readers.reading() as c:
            statement = select(rounds.c.id).where(rounds.c.gone_ms.is_(None), *_fits(c, search))
            found = c.execute(statement.order_by(rounds.c.started_ms.desc(), rounds.c.id.desc()))
            return array("q", found.scalars())

    def lines(self, keys: Sequence[int]) -> dict[int, RoundRow]:
        """These rounds as a table shows them, by number, without their rank."""
        with self._readers.reading() as c:
            return {row.id: row for row in boards.lines(c, keys)}

    def packs(self) -> list[tuple[str, str]]:
        """Every pack that was ever played, ``(id, title)`` by title, as it was called last."""
        with self._readers.reading() as c:
            found = c.execute(select(round_packs.c.slug, round_packs.c.title).distinct()).all()
        return sorted({row.slug: row.title for row in found}.items(), key=lambda pair: fold(pair[1]))

    def boards(self) -> list[BoardInfo]:
        """Every board that has a round on it, the one that was played on last first."""
        with self._readers.reading() as c:
            return boards.listed(c)

    def board(self, view: BoardView, limit: int = 100, offset: int = 0) -> tuple[list[RoundRow], int]:
        """A piece of a board, best first, and how many rounds there are in all."""
        with self._readers.reading() as c:
            return boards.page(c, view, limit, offset)

    def read(self, round_id: int) -> OldRound:
        """One round, replayed from its events with its questions as they were asked.

        Raises Refused when there is none of this number, or it was removed.
        """
        with self._readers.reading() as c:
            row = _there(c, round_id)
            kept = stored(c, round_id)
            start = Round(kept.new.rules, kept.new.seed, kept.new.count)
            state = replay(start, kept.events, kept.asked.__getitem__)
            going = open_round(c, row) if row.outcome is None else None
            return OldRound(kept, state, row.outcome, boards.standing(c, round_id), going, _here(c, state))

    def appeal(self, round_id: int, position: int, *, on: bool = True) -> Heard:
        """Count an answer of a finished round as right after all, or take that back.

        Raises Refused when that round or that answer cannot be appealed; see ``appeals.appeal``.
        """
        return self._writer.do(
            lambda c: appeals.appeal(c, round_id, position, self._holder, on=on), Turn.ROUND
        )

    def remove(self, round_id: int) -> None:
        """Take a round out of history, boards, misses and statistics. Raises Refused while it is played."""

        def job(c: Connection) -> None:
            row = _there(c, round_id)
            if row.outcome is None and not self._holder.free(row):
                raise Refused(BankRefusal.ROUND_IN_USE)
            mark(c, round_id, self._holder.now_ms())

        self._writer.do(job)

    def bring_back(self, round_id: int) -> None:
        """Put a removed round back where it was. Raises Refused when it has gone for good."""

        def job(c: Connection) -> None:
            if not c.execute(select(exists().where(rounds.c.id == round_id, player_here))).scalar():
                raise Refused(BankRefusal.NO_ROUND, round=round_id)
            mark(c, round_id, None)

        self._writer.do(job)

    def last_removed(self) -> int | None:
        """The number of the round that was removed last and can be brought back; None when there is none."""
        with self._readers.reading() as c:
            gone = select(rounds.c.id).where(rounds.c.gone_ms.is_not(None), player_here)
            return c.execute(gone.order_by(rounds.c.gone_ms.desc(), rounds.c.id.desc()).limit(1)).scalar()

    def expired(self) -> list[int]:
        """The rounds that were removed so long ago that nobody brings them back any more."""
        with self._readers.reading() as c:
            old = rounds.c.gone_ms < self._holder.now_ms() - KEPT_MS
            return list(c.execute(select(rounds.c.id).where(old).order_by(rounds.c.gone_ms)).scalars())

    def clear(self, key: int, stop: Callable[[], bool] = lambda: False) -> None:
        """Remove a round for good, with its events and answers, unless somebody has brought it back."""
        gone = delete(rounds).where(rounds.c.id == key, rounds.c.gone_ms.is_not(None))
        if not stop():
            self._writer.do(lambda c: c.execute(gone), Turn.BULK, durable=False)


def _here(connection: Connection, state: Round) -> dict[tuple[str, str], int]:
    return playable(
        connection, {answer.pack for answer in state.answers}, {a.question.id for a in state.answers}
    )


def playable(
    connection: Connection, slugs: Collection[str], names: Collection[str]
) -> dict[tuple[str, str], int]:
    """The numbers of questions that can be played now, by the ids of pack and question."""
    statement = (
        select(packs.c.slug, questions.c.slug.label("question"), questions.c.id)
        .join(packs, packs.c.id == questions.c.pack_id)
        .where(
            packs.c.state == State.READY,
            questions.c.ord.is_not(None),
            packs.c.slug.in_(slugs),
            questions.c.slug.in_(names),
        )
    )
    return {(row.slug, row.question): row.id for row in connection.execute(statement)}


def mark(connection: Connection, round_id: int, gone_ms: int | None) -> None:
    """Remove a round or put it back, with all that its answers were counted for."""
    was_gone = connection.execute(select(rounds.c.gone_ms).where(rounds.c.id == round_id)).scalar()
    if (was_gone is None) == (gone_ms is None):
        return
    if gone_ms is not None:
        recount.take(connection, round_id)
    connection.execute(update(rounds).where(rounds.c.id == round_id).values(gone_ms=gone_ms))
    if gone_ms is None:
        tallies.count(connection, round_id)


def _there(connection: Connection, round_id: int) -> Any:
    row = connection.execute(
        select(rounds).where(rounds.c.id == round_id, rounds.c.gone_ms.is_(None))
    ).one_or_none()  # fmt: skip
    if row is None:
        raise Refused(BankRefusal.NO_ROUND, round=round_id)
    return row


def _fits(connection: Connection, search: Search) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if "," in search.pack:
        wanted.append(rounds.c.packs == search.pack)
    elif search.pack:
        wanted.append(_has(round_packs.c.slug == search.pack))
    if search.mode is not None:
        wanted.append(rounds.c.mode == search.mode)
    if search.player is not None:
        wanted.append(rounds.c.player_id == search.player)
    if search.outcome == "open":
        wanted.append(rounds.c.outcome.is_(None))
    elif search.outcome:
        wanted.append(rounds.c.outcome == search.outcome)
    if text := fold(search.text):
        # There are few titles and names: they are compared as people read them, marks and case aside.
        titles = connection.execute(select(round_packs.c.title).distinct()).scalars()
        named = connection.execute(select(players.c.id, players.c.folded)).all()
        wanted.append(
            or_(
                _has(round_packs.c.title.in_([title for title in titles if text in fold(title)])),
                rounds.c.player_id.in_([key for key, name in named if text in name]),
            )
        )
    return wanted


def _has(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(round_packs.c.round_id == rounds.c.id, which)
