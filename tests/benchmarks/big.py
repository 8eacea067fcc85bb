"""A bank with many made-up questions, and the same rows in plain sqlite3 as the reference."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from quiz.bank.bank import Bank
from quiz.core.questions import Difficulty, Kind, PackHead, Question

CHUNK = 1000


def questions(n: int, first: int = 0) -> Iterator[Question]:
    """``n`` questions with four choices each, none of which gives another away."""
    levels = list(Difficulty)
    for at in range(first, first + n):
        yield Question(
            f"q{at}",
            f"Who stands at place number {at} of the great list?",
            Kind.CHOICE,
            (f"right{at}x",),
            (f"wrong{at}a", f"wrong{at}b", f"wrong{at}c"),
            levels[at % 3],
            f"Category {at % 10}",
            f"Place {at} was given away long ago.",
        )


def fill(bank: Bank, slug: str, n: int) -> None:
    """A pack of ``n`` questions, as an import writes it."""
    bank.begin_import(PackHead(slug, slug.title()))
    chunk: list[Question] = []
    for question in questions(n):
        chunk.append(question)
        if len(chunk) == 1000:
            bank.add_questions(slug, chunk)
            chunk = []
    if chunk:
        bank.add_questions(slug, chunk)
    bank.finish_import(slug)


def pragmas(connection: sqlite3.Connection) -> None:
    """Those of the bank."""
    connection.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA mmap_size=268435456;"
    )


Table = list[tuple[object, ...]]
Rows = tuple[Table, list[Table], Table]


def rows_of(path: Path) -> Rows:
    """Every question of a bank as its plain rows, the choices of each thousand of them, and their texts."""
    with closing(sqlite3.connect(path)) as connection:
        asked = connection.execute("SELECT * FROM question ORDER BY id").fetchall()
        found = []
        for first in range(0, len(asked), CHUNK):
            low, high = asked[first][0], asked[min(first + CHUNK, len(asked)) - 1][0]
            found.append(
                connection.execute(
                    "SELECT * FROM choice WHERE question_id BETWEEN ? AND ?", (low, high)
                ).fetchall()
            )
        texts = connection.execute("SELECT rowid, text FROM question_fts ORDER BY rowid").fetchall()
    return asked, found, texts


def fill_plain(path: Path, rows: Rows) -> None:
    """The reference: the same rows into the same tables and full-text index, a thousand at a time."""
    asked, choices, texts = rows
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        pragmas(connection)
        for n, some in enumerate(choices):
            connection.execute("BEGIN")
            for table, chunk in (("question", asked[n * CHUNK : (n + 1) * CHUNK]), ("choice", some)):
                marks = ",".join("?" * len(chunk[0]))
                connection.executemany(f"INSERT INTO {table} VALUES({marks})", chunk)
            connection.executemany(
                "INSERT INTO question_fts (rowid, text) VALUES (?, ?)", texts[n * CHUNK : (n + 1) * CHUNK]
            )
            connection.execute("COMMIT")
