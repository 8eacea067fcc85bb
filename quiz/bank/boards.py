"""High-score tables, history, and what a player has missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select, text, true

from quiz.bank import fast
from quiz.bank.engine import raw_of
from quiz.bank.refusals import BankRefusal
from quiz.bank.rounds import moment, packs_key, played_by, rules_of
from quiz.bank.source import hidden_by
from quiz.bank.tables.packs import State, packs, questions
from quiz.bank.tables.play import answers, players, round_packs, rounds
from quiz.bank.views import ABANDONED, BoardInfo, BoardView, RoundRow, Standing
from quiz.core.rounds import Ending
from quiz.core.rules import Mode, Rules
from quiz.words import Refused

_ON_BOARD = text(fast.STANDS)
_THERE = rounds.c.gone_ms.is_(None)
_BEST_FIRST = (rounds.c.score.desc(), rounds.c.answer_ms, rounds.c.started_ms)


def _above(connection: Connection, row: Any, *where: ColumnElement[bool]) -> int:
    """How many of these rounds stand above this one: more points, then less answer time, then earlier.

    Of a whole board the hundreds above are counted already; the rest are ranges of the index of boards.
    """
    most = rounds.c.score < (row.score // 100 + 1) * 100 if not where else true()
    far = 0 if where else fast.hundreds_above(raw_of(connection), row.board, row.score)
    ranges = (
        (rounds.c.score > row.score, most),
        (rounds.c.score == row.score, rounds.c.answer_ms < row.answer_ms),
        (
            rounds.c.score == row.score,
            rounds.c.answer_ms == row.answer_ms,
            rounds.c.started_ms < row.started_ms,
        ),
    )
    return far + sum(
        _count(connection, and_(rounds.c.board == row.board, _ON_BOARD, *where, *one)) for one in ranges
    )


def standing(connection: Connection, round_id: int) -> Standing:
    """Where a round stands on its board. Raises Refused when there is no such round."""
    row = connection.execute(select(rounds).where(rounds.c.id == round_id)).one_or_none()
    if row is None:
        raise Refused(BankRefusal.NO_ROUND, round=round_id)
    of = fast.on_board(raw_of(connection), row.board)
    before = best_score(connection, row.player_id, row.board, without=round_id)
    if not _stands(row):
        return Standing(None, of, False, before, None)
    nth = 1 + _above(connection, row, rounds.c.player_id == row.player_id)
    return Standing(_rank(connection, row), of, before is None or row.score > before, before, nth)


def best_score(connection: Connection, player_id: int, board: str, without: int | None = None) -> int | None:
    """A player's most points on a board, ``without`` one round; None while there are none."""
    own = and_(rounds.c.board == board, _ON_BOARD, rounds.c.player_id == player_id)
    return connection.execute(
        select(func.max(rounds.c.score)).where(own, rounds.c.id.is_not(without))
    ).scalar()


def _stands(row: Any) -> bool:
    return bool(row.ranked and row.outcome is not None and row.outcome != ABANDONED and row.gone_ms is None)


def _count(connection: Connection, where: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(rounds).where(where)).scalar_one())


def _rank(connection: Connection, row: Any) -> int | None:
    if not _stands(row):
        return None
    return 1 + _above(connection, row)


_SHOWN = [rounds.c[name] for name in (
    "id", "mode", "preset", "rule_count", "seconds", "score", "is_right", "answered", "longest_streak",
    "answer_ms", "median_ms", "ranked", "assisted", "board", "started_ms", "offset_s", "outcome", "gone_ms",
)]  # fmt: skip


def _listed() -> Select[Any]:
    return select(*_SHOWN, players.c.name).join(players, players.c.id == rounds.c.player_id)


def board(connection: Connection, key: str, limit: int, offset: int) -> list[RoundRow]:
    """One board, best first."""
    statement = _listed().where(rounds.c.board == key, _ON_BOARD).order_by(*_BEST_FIRST, rounds.c.id)
    return _rows(connection, statement.limit(limit).offset(offset))


def listed(connection: Connection) -> list[BoardInfo]:
    """Every board that has a round on it, the one that was played on last first."""
    per = (
        select(rounds.c.board, func.count().label("n"), func.max(rounds.c.id).label("last"))
        .where(_ON_BOARD)
        .group_by(rounds.c.board)
        .subquery()
    )
    found = connection.execute(
        select(rounds, per.c.n).join(per, per.c.last == rounds.c.id).order_by(rounds.c.id.desc())
    ).all()
    held = _packs_of(connection, [row.id for row in found])
    return [
        BoardInfo(
            row.board, tuple(p.slug for p in held[row.id]), tuple(p.title for p in held[row.id]),
            rules_of(row), row.assisted, row.n,
        )
        for row in found
    ]  # fmt: skip


def page(connection: Connection, view: BoardView, limit: int, offset: int = 0) -> tuple[list[RoundRow], int]:
    """A piece of a board, best first, with places among what is shown, and how many rounds that is in all."""
    part = _part(view)
    shown = and_(rounds.c.board == view.key, _ON_BOARD, *part)
    # The index gives the numbers in their order; only those of this piece are looked up.
    piece = select(rounds.c.id).where(shown).order_by(*_BEST_FIRST, rounds.c.id).limit(limit).offset(offset)
    keys = list(connection.execute(piece).scalars())
    of = _count(connection, shown) if part else fast.on_board(raw_of(connection), view.key)
    if not keys:
        return [], of
    found = {row.id: row for row in connection.execute(_listed().where(rounds.c.id.in_(keys)))}
    held = _packs_of(connection, keys)
    rows: list[RoundRow] = []
    rank, before = 1, None
    for place, key in enumerate(keys, offset + 1):
        row = found[key]
        standing_of = (row.score, row.answer_ms, row.started_ms)
        if before is None:
            rank = 1 + _above(connection, row, *part) if offset else 1
        elif standing_of != before:
            rank = place
        before = standing_of
        rows.append(_round_row(row, held[key], rank))
    return rows, of


def _part(view: BoardView) -> list[ColumnElement[bool]]:
    part: list[ColumnElement[bool]] = []
    if view.player is not None:
        part.append(rounds.c.player_id == view.player)
    if view.since:
        part.append(rounds.c.local_date >= view.since)
    if view.until:
        part.append(rounds.c.local_date <= view.until)
    return part


def best(
    connection: Connection, pack_ids: Sequence[str] | None, mode: Mode | None, player: int | None, limit: int
) -> list[RoundRow]:
    """Ranked rounds over all boards, best first."""
    statement = (
        _listed().where(_ON_BOARD, _chosen(pack_ids, mode, player)).order_by(*_BEST_FIRST, rounds.c.id)
    )
    return _rows(connection, statement.limit(limit))


def latest(
    connection: Connection,
    pack_ids: Sequence[str] | None,
    mode: Mode | None,
    player: int | None,
    limit: int | None,
) -> list[RoundRow]:
    """All rounds, unranked and cut-off ones too, newest first."""
    statement = _listed().where(_THERE, _chosen(pack_ids, mode, player))
    return _rows(connection, statement.order_by(rounds.c.started_ms.desc(), rounds.c.id.desc()).limit(limit))


def lines(connection: Connection, keys: Sequence[int]) -> list[RoundRow]:
    """The rounds with these numbers, in any order, without their rank."""
    found = connection.execute(_listed().where(rounds.c.id.in_(keys))).all()
    held = _packs_of(connection, keys)
    return [_round_row(row, held[row.id], None) for row in found]


def _chosen(pack_ids: Sequence[str] | None, mode: Mode | None, player: int | None) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = [true()]
    if pack_ids is not None:
        wanted.append(rounds.c.packs == packs_key(pack_ids))
    if mode is not None:
        wanted.append(rounds.c.mode == mode)
    if player is not None:
        wanted.append(rounds.c.player_id == player)
    return and_(*wanted)


def _rows(connection: Connection, statement: Select[Any]) -> list[RoundRow]:
    found = connection.execute(statement).all()
    held = _packs_of(connection, [row.id for row in found])
    return [_round_row(row, held[row.id], _rank(connection, row)) for row in found]


def _packs_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[Any]]:
    held: dict[int, list[Any]] = {key: [] for key in ids}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        statement = select(round_packs).where(round_packs.c.round_id.in_(some))
        for row in connection.execute(statement.order_by(round_packs.c.round_id, round_packs.c.ord)):
            held[row.round_id].append(row)
    return held


def _round_row(row: Row[Any], held: Iterable[Any], rank: int | None) -> RoundRow:
    held = list(held)
    return RoundRow(
        id=row.id, player=row.name, packs=tuple(p.slug for p in held), titles=tuple(p.title for p in held),
        mode=row.mode, preset=row.preset, count=row.rule_count, seconds=row.seconds, score=row.score,
        right=row.is_right, answered=row.answered, longest_streak=row.longest_streak, answer_ms=row.answer_ms,
        median_ms=row.median_ms, ranked=row.ranked, assisted=row.assisted, board=row.board,
        version=", ".join(dict.fromkeys(p.version for p in held)),
        started=moment(row.started_ms, row.offset_s), outcome=row.outcome, rank=rank,
    )  # fmt: skip


def met(connection: Connection, player_id: int, seed: int, pack_ids: Sequence[str], rules: Rules) -> bool:
    """Whether this player has met this draw before, under whatever mode, count or clock.

    A seed, the packs, difficulty and category tell a draw; more questions or fewer only go on further in it.
    """
    return _count(connection, and_(
        played_by(player_id), rounds.c.packs == packs_key(pack_ids), rounds.c.seed == seed,
        rounds.c.canonical, rounds.c.difficulty.is_not_distinct_from(rules.difficulty),
        rounds.c.category == rules.category,
    )) > 0  # fmt: skip


def missed(connection: Connection, player_id: int, pack_ids: Sequence[str]) -> list[int]:
    """Keys of the questions whose last answer by the player was not right; a skip is no answer.

    What the player never wants to see again is left out.
    """
    turn = func.row_number().over(
        partition_by=(answers.c.pack, answers.c.question),
        order_by=(rounds.c.started_ms.desc(), rounds.c.id.desc(), answers.c.position.desc()),
    )
    last = (
        select(answers.c.pack, answers.c.question, answers.c.is_right, turn.label("turn"))
        .join(rounds, rounds.c.id == answers.c.round_id)
        .where(rounds.c.player_id == player_id, _THERE, answers.c.ending != Ending.SKIPPED)
        .subquery()
    )
    statement = (
        select(questions.c.id)
        .join(packs, packs.c.id == questions.c.pack_id)
        .join(last, and_(last.c.pack == packs.c.slug, last.c.question == questions.c.slug))
        .where(
            last.c.turn == 1,
            ~last.c.is_right,
            packs.c.state == State.READY,
            questions.c.ord.is_not(None),
            ~hidden_by(player_id),
        )
        .order_by(packs.c.slug, questions.c.slug)
    )
    if pack_ids:
        statement = statement.where(packs.c.slug.in_(pack_ids))
    return [int(key) for key in connection.execute(statement).scalars()]
