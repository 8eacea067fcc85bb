"""Whether a bank is sound: the file, its relations, its slots, and every round played again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select, text

from quiz.bank import fast
from quiz.bank.recalls import plainly
from quiz.bank.recount import totals
from quiz.bank.rounds import answer_rows, projection, stored
from quiz.bank.tables.counters import board_counts, met, tallies
from quiz.bank.tables.packs import State, packs, questions
from quiz.bank.tables.play import answers, asked, rounds
from quiz.bank.views import ABANDONED
from quiz.core.questions import from_json
from quiz.core.rounds import Impossible, Round
from quiz.core.stepping import replay
from quiz.words import tr


def problems(connection: Connection) -> list[str]:
    """What is wrong, a sentence each."""
    broken = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(5)") if row[0] != "ok"]
    found = [tr("The file is damaged: {what}", what=what) for what in broken]
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5):
        found.append(tr("A row of {table} has lost its {parent}.", table=table, parent=parent))
    for look in (_slots, _asked, _rounds, _counters, _recalls, _boards):
        found += look(connection)
    return found


def _slots(connection: Connection) -> list[str]:
    statement = (
        select(packs.c.slug, questions.c.difficulty)
        .join(questions)
        .where(packs.c.state == State.READY, questions.c.ord.is_not(None))
        .group_by(packs.c.id, questions.c.difficulty)
        .having(func.count() != func.max(questions.c.ord) + 1)
    )
    return [
        tr("The {level} questions of pack “{slug}” have a gap.", level=level.value, slug=slug)
        for slug, level in connection.execute(statement)
    ]


def _asked(connection: Connection) -> list[str]:
    return [
        tr("Question {hash} is not what was asked.", hash=hash_)
        for hash_, text in connection.execute(select(asked))
        if from_json(text).content_hash() != hash_
    ]


def _rounds(connection: Connection) -> list[str]:
    found = []
    for row in connection.execute(select(rounds).order_by(rounds.c.id)):
        try:
            same = _replays(connection, row)
        except (Impossible, KeyError, ValueError) as error:
            found.append(tr("Round {id} cannot be replayed: {why}", id=row.id, why=error))
            continue
        if not same:
            found.append(tr("Round {id} does not come out as it was stored.", id=row.id))
    return found


def _replays(connection: Connection, row: Any) -> bool:
    """Whether a round's events give the result and the answers that are stored."""
    kept = stored(connection, row.id)
    new = kept.new
    state = replay(Round(new.rules, new.seed, new.count), kept.events, kept.asked.__getitem__)
    wanted = projection(new.packs, state, eligible=new.ranked)
    if row.outcome == ABANDONED:
        wanted |= {"outcome": ABANDONED, "ranked": False}
    same = all(getattr(row, name) == value for name, value in wanted.items())
    rows = connection.execute(
        select(answers).where(answers.c.round_id == row.id).order_by(answers.c.position)
    )
    return same and [dict(found._mapping) for found in rows] == answer_rows(row.id, state)


def _counters(connection: Connection) -> list[str]:
    """Questions whose counters say other than their answers."""
    counted = {
        (row.pack, row.question): (row.asked, row.is_right) for row in connection.execute(select(tallies))
    }
    plain = totals(connection)
    wrong = sorted(key for key in counted.keys() | plain.keys() if counted.get(key) != plain.get(key))
    return [
        tr("The counters of question “{question}” of pack “{slug}” are wrong.", question=question, slug=slug)
        for slug, question in wrong
    ]


def _recalls(connection: Connection) -> list[str]:
    """Questions that come again on another day than their answers say, but for those that wait for one."""
    plain = dict(plainly(connection))
    statement = (
        select(met.c.player_id, met.c.tally_id, met.c.due, tallies.c.pack, tallies.c.question)
        .join(tallies, tallies.c.id == met.c.tally_id)
        .where(met.c.due.is_not(None))
        .order_by(tallies.c.pack, tallies.c.question, met.c.player_id)
    )
    return [
        tr("Question “{question}” of pack “{slug}” comes again on a wrong day.", question=name, slug=pack)
        for player, key, day, pack, name in connection.execute(statement)
        if plain.get((player, key)) != day
    ]


def _boards(connection: Connection) -> list[str]:
    """Boards whose sums say other than their rounds."""
    hundred = rounds.c.score // 100
    plain = connection.execute(
        select(rounds.c.board, hundred, func.count())
        .where(text(fast.STANDS))
        .group_by(rounds.c.board, hundred)
    )
    summed = connection.execute(select(board_counts))
    wrong = {tuple(row) for row in plain} ^ {tuple(row) for row in summed}
    return [
        tr("The sums of the board “{board}” are wrong.", board=board)
        for board in sorted({b for b, *_ in wrong})
    ]
