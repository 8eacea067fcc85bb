"""The bank: adding many questions, drawing out of a million, and an answer's commit beside an import."""

from __future__ import annotations

import random
import sqlite3
import statistics
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from quiz.app import draws
from quiz.app.play import Setup, begin
from quiz.bank.bank import Bank, open_bank
from quiz.core.drawing import draw
from quiz.core.questions import Difficulty, PackHead
from quiz.core.rules import Rules
from tests.benchmarks import big
from tests.benchmarks.table import Disk, Row, ms, percentile, timed


def adding(folder: Path) -> Row:
    """50,000 questions with four choices; the reference puts the very same rows into the same tables."""
    ours, plain = [], []
    for attempt in range(3):
        path, empty = folder / f"adding{attempt}.db", folder / f"plain{attempt}.db"
        bank = open_bank(path, backups=False)
        start = time.perf_counter_ns()
        big.fill(bank, "many", 50_000)
        ours.append(time.perf_counter_ns() - start)
        bank.close()
        bank = open_bank(empty, backups=False)
        bank.begin_import(PackHead("many", "Many"))
        bank.close()
        rows = big.rows_of(path)
        start = time.perf_counter_ns()
        big.fill_plain(empty, rows)
        plain.append(time.perf_counter_ns() - start)
    return Row("adding 50,000 questions", ms(min(ours)), ms(min(plain)), min(ours) / min(plain), 2.5)


def drawing(bank: Bank, path: Path, player: int) -> list[Row]:
    """Ten questions by packs and difficulty, unseen first, ready to show."""
    ours, plain = [], []
    chooser = random.Random(1)
    with closing(sqlite3.connect(path)) as connection:
        big.pragmas(connection)
        top = connection.execute("SELECT max(id) FROM question").fetchone()[0]
        for seed in range(200):
            keys = [chooser.randrange(1, top) for _ in range(10)]
            plain.append(timed(lambda keys=keys: _plain_read(connection, keys)))  # type: ignore[misc]
            ours.append(timed(lambda seed=seed: _draw(bank, player, seed)))  # type: ignore[misc]
    with closing(sqlite3.connect(path)) as connection:
        _rate(connection, player)
    suited = statistics.median(
        timed(lambda seed=seed: _draw_suited(bank, player, seed)) for seed in range(200)
    )  # type: ignore[misc]
    median, reference = statistics.median(ours), statistics.median(plain)
    return [
        Row("drawing 10 of a million", ms(median), ms(reference), median / reference, 10),
        Row("drawing 10 of a million, median", ms(median), "", median / 1e6, 5, "ms"),
        Row("drawing 10 of a million by rating, median", ms(suited), "", suited / 1e6, 5, "ms"),
    ]


def _rate(connection: sqlite3.Connection, player: int) -> None:
    """One question in ten has a rating, from 1000 to 2000; the player has 1600."""
    connection.execute(
        "INSERT INTO tally (pack, question, kind, difficulty, category, asked, is_right) "
        "SELECT 'million', slug, kind, difficulty, category, 9, 6 FROM question WHERE id % 10 = 0"
    )
    connection.execute(
        "INSERT INTO question_rating "
        "SELECT id, '2026-01-0' || (1 + id % 9), 1000 + id % 1000, 80, 0.06 FROM tally"
    )
    connection.execute("INSERT INTO player_rating VALUES (?, '2026-01-01', 1600, 60, 0.06)", (player,))
    connection.commit()


def _draw_suited(bank: Bank, player: int, seed: int) -> None:
    source = bank.source((), None, "", player, unseen_first=True, canonical=False)
    liking = draws.liking(source)
    assert liking is not None
    assert len(bank.questions(draw(source, seed, 10, liking=liking))) == 10


def _plain_read(connection: sqlite3.Connection, keys: list[int]) -> None:
    marks = ",".join("?" * len(keys))
    connection.execute(f"SELECT * FROM question WHERE id IN ({marks})", keys).fetchall()
    connection.execute(f"SELECT * FROM choice WHERE question_id IN ({marks})", keys).fetchall()


def _draw(bank: Bank, player: int, seed: int) -> None:
    source = bank.source(("million",), Difficulty.MEDIUM, "", player, unseen_first=True, canonical=False)
    found = bank.questions(draw(source, seed, 10))
    assert len(found) == 10


def answering(bank: Bank, folder: Path) -> list[Row]:
    """An answer's durable commit, alone and beside an import."""
    player = bank.add_player("Bench")
    disk = Disk(folder)
    alone, still = _answers(bank, player, 100, disk), disk.told()
    done = threading.Event()
    importer = threading.Thread(target=_import_until, args=(bank, done))
    importer.start()
    beside, busy = _answers(bank, player, 100, disk), disk.told()
    done.set()
    importer.join()
    measured = ("", alone, still), (" beside an import", beside, busy)
    return [
        Row(f"answer committed{what}, p99", ms(p99 := percentile(taken, 99)), kept, p99 / 1e6, 50, "ms")
        for what, taken, kept in measured
    ]


def _import_until(bank: Bank, done: threading.Event) -> None:
    n = 0
    while not done.is_set():
        n += 1
        big.fill(bank, f"beside-{n}", 5000)


def _answers(bank: Bank, player: object, n: int, disk: Disk) -> list[int]:
    game = begin(
        bank,
        player,
        Setup(Rules(count=n), ("million",), seed=n),
        now_ms=0,  # type: ignore[arg-type]
        started=datetime(2026, 1, 1, tzinfo=UTC),
    )
    spent, now = [], 0
    while not game.state.over:
        game.ask(now)
        game.shown(now).result()
        opened = game.state.open
        assert opened is not None
        now += 700
        given = opened.question.right
        spent.append(timed(lambda: game.answer(given, now).result()))  # noqa: B023  called at once
        disk.keep()
    game.close()
    return spent
