"""Boards, history and appeals over a million answers in a hundred thousand rounds by fifty players."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from quiz.bank import recount
from quiz.bank.bank import Bank, open_bank
from quiz.bank.views import BoardView, NewRound, Search
from quiz.core.drawing import shown_order
from quiz.core.questions import Kind, Pack, PackHead, Question
from quiz.core.rounds import Event, Round, What
from quiz.core.rules import Rules
from quiz.core.stepping import step
from tests.benchmarks.table import Row, ms, percentile

ROUNDS, PLAYERS, TEMPLATES, TIMES = 100_000, 50, 200, 100


def _question(n: int) -> Question:
    wrong = tuple(f"Wrong {n} {sign}" for sign in "abc")
    return Question(f"q{n}", f"What is number {n}?", Kind.CHOICE, (f"Right {n}",), wrong)


def _play(bank: Bank, new: NewRound, dice: random.Random) -> int:
    """A whole round, recorded in one piece."""
    key = bank.start_round(new)
    state, known, events, asked = Round(new.rules, new.seed, new.count), {}, [], []
    for position, (number, slug, question) in enumerate(bank.questions(new.plan)):
        mark = question.content_hash()
        known[mark] = question
        asked.append((number, question))
        shown = list(shown_order(question, new.seed, position))
        given = list(question.right if dice.random() < 0.7 else question.wrong[:1])
        for what, after, data in (
            (What.ASKED, 0, {"hash": mark, "pack": slug, "question": question.id, "choices": shown}),
            (What.SHOWN, 500, {}),
            (What.ANSWERED, dice.randrange(600, 15_000), {"given": given}),
        ):
            events.append(Event(state.seq + 1, state.at_ms + after, what, data))
            state = step(state, events[-1], known.__getitem__)
    bank.record(key, state, events, asked).result()
    bank.release(key)
    return key


def fill(bank: Bank, path: Path) -> None:
    """Two hundred rounds as they are played, each copied five hundred times to other players and days."""
    dice = random.Random(5)
    for slug in ("one", "two", "three"):
        pack = Pack(PackHead(slug, f"Pack {slug}"), tuple(_question(n) for n in range(400)))
        bank.store_pack(pack, shipped=False)
    people = [bank.add_player(f"Player {n}") for n in range(PLAYERS)]
    began = datetime(2026, 1, 1, tzinfo=UTC)
    for n in range(TEMPLATES):
        slug = ("one", "one", "one", "two", "three")[n % 5]
        source = bank.source((slug,), None, "", 0, unseen_first=False, canonical=True)
        plan = tuple(source.key(place) for place in dice.sample(range(source.size), 10))
        new = NewRound(
            people[n % PLAYERS].id, Rules(), n, (slug,), (f"Pack {slug}",), ("1",), 10, plan, False, True, "",
            began + timedelta(hours=n),
        )  # fmt: skip
        _play(bank, new, dice)
    with closing(sqlite3.connect(path)) as raw:
        _copy(raw)
    bank._writer.do(recount.recount)
    bank.practice.catch_up()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DELETE FROM rating_due")  # rated elsewhere, and not beside what is measured here
        raw.commit()


def _copy(raw: sqlite3.Connection) -> None:
    times, day = ROUNDS // TEMPLATES - 1, 86_400_000
    raw.execute("CREATE TEMP TABLE nth AS WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n "
                f"WHERE n < {times}) SELECT n FROM n")  # fmt: skip
    for table in ("round", "round_pack", "event", "answer"):
        columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
        moved = {
            "id": f"id + n * {TEMPLATES}", "round_id": f"round_id + n * {TEMPLATES}",
            "player_id": f"1 + (player_id + n) % {PLAYERS}", "started_ms": f"started_ms + n * {day // 3}",
            "local_date": "date(local_date, '+' || (n / 3) || ' days')",
        }  # fmt: skip
        values = ", ".join(moved.get(column, column) for column in columns)
        raw.execute(f"INSERT INTO {table} SELECT {values} FROM {table}, nth")
    raw.execute("ANALYZE")
    raw.commit()


def _timed(tasks: Sequence[Callable[[], Any]]) -> list[int]:
    taken = []
    for task in tasks:
        start = time.perf_counter_ns()
        task()
        taken.append(time.perf_counter_ns() - start)
    return taken


def scoring(folder: Path) -> list[Row]:
    """Each way to look at a score, at the 95th percentile."""
    path, dice = folder / "scores.db", random.Random(7)
    with closing(open_bank(path, backups=False)) as bank:
        fill(bank, path)
    with closing(open_bank(path, backups=False)) as bank:
        archive = bank.archive
        boards = [board.key for board in archive.boards()]
        periods = [("", ""), ("2026-05-01", "2026-05-31")]
        views = [
            BoardView(dice.choice(boards), dice.choice([None, None, 3, 7]), *dice.choice(periods))
            for _ in range(TIMES)
        ]  # fmt: skip
        some = [dice.randrange(1, ROUNDS) for _ in range(TIMES)]
        wrong = [
            (key, next((a.position for a in archive.read(key).state.answers if not a.right), None))
            for key in some
        ]
        looked = [
            ("how many questions are due",
             [lambda n=n: bank.practice.due(1 + n % PLAYERS, date(2026, 7, 1)) for n in range(TIMES)], 5),
            ("a board's first page", [lambda view=view: archive.board(view) for view in views], 20),
            ("ranking a round that has ended", [lambda key=key: bank.standing(key) for key in some], 10),
            ("one round out of the history", [lambda key=key: archive.read(key) for key in some], 20),
            ("an appeal: score, streak and board",
             [lambda key=key, at=at: archive.appeal(key, at) for key, at in wrong if at is not None], 100),
            ("all boards that there are", [archive.boards] * 20, 100),
            ("the history's numbers", [lambda: archive.keys(Search())] * 10, 1000),
        ]  # fmt: skip
        rows = []
        for name, tasks, bar in looked:
            taken = percentile(_timed(tasks), 95)
            rows.append(Row(f"{name} of 100,000 rounds", ms(taken), "", taken / 1e6, bar, "ms"))
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("INSERT OR IGNORE INTO rating_due SELECT min(local_date) FROM round")
            raw.commit()
        (anew,) = _timed([bank.ratings.catch_up])
        rows.append(
            Row("ratings anew from the first day, a million answers", ms(anew), "", anew / 1e9, 10, "s")
        )
        return rows
