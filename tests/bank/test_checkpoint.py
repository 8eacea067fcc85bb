"""Checkpoints: on their own thread, never inside a commit, and never in the way of one."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, text

from quiz.bank.bank import open_bank
from quiz.bank.checkpoint import ENOUGH_PAGES
from quiz.bank.writer import Turn, Writer

PAGE = 4096


def _writer(path: Path) -> Writer:
    open_bank(path, backups=False).close()
    return Writer(path, idle=lambda: None, idle_s=0.05)


def _grow(c: Connection) -> None:
    c.execute(text("CREATE TABLE IF NOT EXISTS heap (filling)"))
    c.execute(text("INSERT INTO heap VALUES (randomblob(100000))"))


def _until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not there():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_what_was_written_comes_into_the_bank_while_the_writer_is_idle(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    writer = _writer(path)
    before = path.stat().st_size
    writer.do(_grow)
    _until(lambda: path.stat().st_size > before)
    writer.close()


def test_a_reader_that_stays_holds_nobody_up_and_all_is_there_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    writer = _writer(path)
    writer.do(_grow)
    log = Path(f"{path}-wal")
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM heap").fetchone() == (1,)
        for _ in range(2 * ENOUGH_PAGES * PAGE // 100_000):
            writer.do(_grow, Turn.BULK, durable=False)
        assert log.stat().st_size > ENOUGH_PAGES * PAGE
        assert reader.execute("SELECT count(*) FROM heap").fetchone() == (1,)
    writer.close()
    assert not log.exists()
    with closing(sqlite3.connect(path)) as after:
        assert after.execute("SELECT count(*) FROM heap").fetchone()[0] > 80


def test_an_import_waits_for_a_checkpoint_so_that_the_log_stays_short(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    writer = _writer(path)

    def chunk(c: Connection) -> None:
        c.execute(text("CREATE TABLE IF NOT EXISTS lines (filling)"))
        c.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
                "INSERT INTO lines SELECT randomblob(400) FROM n"
            )
        )

    for _ in range(150):
        writer.do(chunk, Turn.BULK, durable=False)
    assert Path(f"{path}-wal").stat().st_size < 4 * ENOUGH_PAGES * PAGE
    assert path.stat().st_size > 4 * ENOUGH_PAGES * PAGE
    writer.close()


def test_a_round_goes_ahead_of_an_import_that_waits_for_a_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    writer = _writer(path)
    done: list[str] = []
    writer._checkpoints._rested.clear()  # one that takes its time
    bulk = writer.submit(lambda c: done.append("import"), Turn.BULK, durable=False)
    writer.submit(lambda c: done.append("answer"), Turn.ROUND).result(timeout=5)
    assert done == ["answer"]
    writer._checkpoints._rested.set()
    bulk.result(timeout=5)
    assert done == ["answer", "import"]
    writer.close()
