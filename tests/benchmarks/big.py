"""A bank with many made-up questions, and the same rows in plain sqlite3 as the reference."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from quiz.bank.bank import Bank
from quiz.core.questions import Difficulty, Kind, PackHead, Question

PLAIN_SCHEMA = """
CREATE TABLE question(
  id INTEGER PRIMARY KEY, pack_id INTEGER, ext_id TEXT, kind TEXT, prompt TEXT, difficulty TEXT,
  category TEXT,
  explanation TEXT, base_hash TEXT, content_hash TEXT, ord INTEGER);
CREATE TABLE choice(id INTEGER PRIMARY KEY, question_id INTEGER, ord INTEGER, text TEXT, is_right INTEGER);
CREATE UNIQUE INDEX q_ext ON question(pack_id, ext_id);
CREATE UNIQUE INDEX q_slot ON question(pack_id, difficulty, ord);
CREATE INDEX c_question ON choice(question_id);
"""


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


def fill_plain(path: Path, made: list[Question]) -> None:
    """The reference: the same rows by ``executemany``, in the same chunks of a thousand questions."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        pragmas(connection)
        connection.executescript(PLAIN_SCHEMA)
        for first in range(0, len(made), 1000):
            chunk = made[first : first + 1000]
            connection.execute("BEGIN")
            connection.executemany(
                "INSERT INTO question VALUES(?,1,?,?,?,?,?,?,?,?,?)",
                [
                    (
                        first + n,
                        q.id,
                        q.kind,
                        q.prompt,
                        q.difficulty,
                        q.category,
                        q.explanation,
                        "0" * 16,
                        "0" * 16,
                        first + n,
                    )
                    for n, q in enumerate(chunk)
                ],
            )
            connection.executemany(
                "INSERT INTO choice(question_id, ord, text, is_right) VALUES(?,?,?,?)",
                [
                    (first + n, at, text, at == 0)
                    for n, q in enumerate(chunk)
                    for at, text in enumerate((*q.right, *q.wrong))
                ],
            )
            connection.execute("COMMIT")
