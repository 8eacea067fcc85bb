"""The studio: a file of 50,000 questions, an answer beside it, the search, the table, the form.

``python -m tests.benchmarks.studio BANK FILE`` is an import in a process of its own, for its memory and for
what it does to a round beside it.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from quiz.app.library import import_file
from quiz.app.play import Setup, begin
from quiz.bank.author_views import Listing
from quiz.bank.bank import Bank, open_bank
from quiz.core.questions import PackHead
from quiz.core.rules import Rules
from tests.benchmarks import big
from tests.benchmarks.table import Row, ms, percentile, timed

ROOT = Path(__file__).parents[2]
MANY = 50_000
HEAVY = 200_000


def trivia(path: Path, n: int) -> Path:
    """A file of questions as OpenTriviaQA has them."""
    with path.open("w", encoding="utf-8") as file:
        for at, q in enumerate(big.questions(n)):
            told = list(q.wrong)
            told.insert(at % 4, q.right[0])
            choices = "".join(f"{letter} {text}\n" for letter, text in zip("ABCD", told, strict=True))
            file.write(f"#Q {q.prompt}\n^ {q.right[0]}\n{choices}\n")
    return path


def importing(folder: Path) -> list[Row]:
    """From the file to committed and searchable, against the same rows in plain sqlite3; memory; answers."""
    file = trivia(folder / "trivia.txt", MANY)
    ours: list[int] = []
    for attempt in range(3):
        with closing(open_bank(folder / f"imported{attempt}.db", backups=False)) as bank:
            ours.append(timed(lambda bank=bank: import_file(bank, file, "opentriviaqa")))  # type: ignore[misc]
            assert bank.desk.search("49999")
    rows = big.rows_of(folder / "imported0.db")
    plain: list[int] = []
    for attempt in range(3):
        empty = folder / f"plainly{attempt}.db"
        bank = open_bank(empty, backups=False)
        bank.begin_import(PackHead("many", "Many"))
        bank.close()
        plain.append(timed(lambda empty=empty: big.fill_plain(empty, rows)))  # type: ignore[misc]
    found = [
        Row("importing 50,000 from a file", ms(min(ours)), ms(min(plain)), min(ours) / min(plain), 4),
        Row("importing 50,000 from a file, whole", ms(min(ours)), "", min(ours) / 1e9, 5, "s"),
    ]
    found.append(_answers_beside(folder, file))
    found.append(_memory(folder, trivia(folder / "heavy.txt", HEAVY)))
    return found


def _answers_beside(folder: Path, file: Path) -> Row:
    """Answers of a round, committed while another process imports the file again and again."""
    path = folder / "beside.db"
    with closing(open_bank(path, backups=False)) as bank:
        big.fill(bank, "played", 2000)
        player = bank.add_player("Bench")
        child = _child(path, file, "for ever")
        try:
            spent: list[int] = []
            for seed in range(4):
                spent += _answers(bank, player, seed)
            assert child.poll() is None, "the import ended too soon"
        finally:
            child.kill()
            child.wait()
    worst = percentile(spent, 99)
    return Row("answer committed while a file is imported, p99", ms(worst), "", worst / 1e6, 20, "ms")


def _answers(bank: Bank, player: Any, seed: int) -> Iterator[int]:
    setup = Setup(Rules(count=50), ("played",), seed=seed)
    game = begin(bank, player, setup, now_ms=0, started=datetime(2026, 1, 1, tzinfo=UTC))
    now = 0
    while not game.state.over:
        game.ask(now)
        game.shown(now).result()
        opened = game.state.open
        assert opened is not None
        now += 700
        given = opened.question.right
        time.sleep(0.01)  # somebody thinks: answers do not come one upon the other
        yield timed(lambda: game.answer(given, now).result())  # noqa: B023  called at once
    game.close()


def _memory(folder: Path, file: Path) -> Row:
    """The most that an import of 200,000 takes in all its processes, above what its one has before it begins.

    Shares of memory that several processes have in common are counted once; looked at every 20 ms.
    """
    child = _child(folder / "weighed.db", file, "once")
    idle = most = _pss_kb(child.pid)
    assert child.stdin is not None
    child.stdin.write("go\n")
    child.stdin.flush()
    while child.poll() is None:
        most = max(most, sum(map(_pss_kb, _tree(child.pid))))
        time.sleep(0.02)
    assert child.returncode == 0
    return Row(
        "memory while importing 200,000", f"{most / 1024:.1f} MB", f"{idle / 1024:.1f} MB",
        (most - idle) / 1024, 150, "MB",
    )  # fmt: skip


def _child(path: Path, file: Path, how: str) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "tests.benchmarks.studio", str(path), str(file), how]
    child = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout is not None
    child.stdout.readline()
    return child


def searching(bank: Bank) -> list[Row]:
    """As one types: every beginning of some queries, over a million questions."""
    chooser = random.Random(1)
    spent: list[int] = []
    for _ in range(40):
        number = str(chooser.randrange(1_000_000))
        for query in (f"place {number}", f"right{number}x", "great list"):
            for n in range(1, len(query) + 1):
                spent.append(timed(lambda typed=query[:n]: bank.desk.search(typed)))  # type: ignore[misc]
    worst = percentile(spent, 95)
    japanese = "金属の監督は誰か"
    wide = [timed(lambda n=n: bank.desk.search(japanese[:n])) for _ in range(20) for n in range(1, 9)]  # type: ignore[misc]
    worst_wide = percentile(wide, 95)
    return [
        Row("search as you type over a million, p95", ms(worst), "", worst / 1e6, 30, "ms"),
        Row("the same in Japanese, p95", ms(worst_wide), "", worst_wide / 1e6, 30, "ms"),
    ]


def looking(bank: Bank) -> list[Row]:
    """The question table of a million: a new order, and jumps with what they show."""
    from PySide6.QtWidgets import QApplication

    from quiz.desktop.editor.model import QuestionsModel
    from quiz.desktop.widgets.table import RowsTable

    app = QApplication.instance() or QApplication([])
    order = max(
        timed(lambda sort=sort: bank.desk.keys(Listing("million", sort=sort)))  # type: ignore[misc]
        for sort in ("place", "prompt", "difficulty", "category")
    )
    model = QuestionsModel(bank.desk.lines)
    table = RowsTable("Questions", model)
    table.resize(700, 600)
    model.show_keys(bank.desk.keys(Listing("million")))
    table.show()
    app.processEvents()
    chooser = random.Random(2)
    jumps: list[int] = []
    for _ in range(100):
        row = chooser.randrange(1_000_000)

        def jump(row: int = row) -> None:
            table.scrollTo(model.index(row, 0))
            app.processEvents()
            table.viewport().repaint()

        jumps.append(timed(jump))
    table.close()
    worst = percentile(jumps, 95)
    return [
        Row("jump to a row of a million, painted, p95", ms(worst), "", worst / 1e6, 30, "ms"),
        Row("another order of a million, in a worker", ms(order), "", order / 1e9, 2, "s"),
    ]


def _main(path: Path, file: Path, how: str) -> None:
    bank = open_bank(path, backups=False)
    print("importing", flush=True)
    if how == "once":
        sys.stdin.readline()
        import_file(bank, file, "opentriviaqa")
        bank.close()
        return
    while True:
        import_file(bank, file, "opentriviaqa")
        bank.remove_pack(bank.pack_infos()[-1].slug)


def _tree(pid: int) -> list[int]:
    """A process and all that it has started, those that go meanwhile left out."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text(encoding="ascii").split():
                found += _tree(int(child))
    return found


def _pss_kb(pid: int) -> int:
    """The share of memory that a process has; 0 when it is gone."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return int(next((line.split()[1] for line in lines if line.startswith("Pss:")), "0"))
    return 0


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
